"""What a signed file is: every form of Kazakh practice, and what a hostile one may not do."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import struct
import zipfile
import zlib
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Unreadable, WorldError
from app.domain.signature import Check, EvidenceKind, Result, Verdict
from app.eds import algorithms, cades, certificate, foreign_container, recognition, trust, xml_signing, zipped
from app.eds.key_store import find
from app.eds.recognition import Form, containers
from app.eds.verification.files import SignedFile

from .conftest import DOCTOR, NOW, Pki

CONTENT = "Қорытынды: норма".encode()


@pytest.fixture(scope="module")
def container(pki: Pki) -> bytes:
    return cades.sign(CONTENT, pki.authority.key(DOCTOR, "doctor"), NOW)


def _archive(files: dict[str, bytes], **how: int) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", **how) as archive:  # type: ignore[call-overload]  # compression by name
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def _armour(der: bytes, label: str, end: str) -> bytes:
    text = base64.b64encode(der).decode()
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return end.join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""]).encode()


@pytest.mark.clause("27.9")
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("label", ["CMS", "PKCS7", "PKCS #7 SIGNED DATA"])
def test_armour_of_any_tool(container: bytes, label: str, end: str) -> None:
    found = containers(_armour(container, label, end), CONTENT)
    assert found.form is Form.CMS
    assert [(part.container, part.content) for part in found.parts] == [(container, CONTENT)]


def test_bare_base64_with_any_layout(container: bytes) -> None:
    text = base64.b64encode(container)
    wrapped = b"\r\n ".join(text[start : start + 60] for start in range(0, len(text), 60))
    for file in (text, text + b"\n", b"\n\t" + wrapped, b"\xef\xbb\xbf" + text, text.decode().encode("utf-16")):
        assert [part.container for part in containers(file).parts] == [container]


def test_a_line_end_after_the_container_is_not_part_of_it(container: bytes) -> None:
    assert [part.container for part in containers(container + b"\r\n").parts] == [container]
    assert containers(container + b"more").parts[0].container == container + b"more"  # for the reader to refuse


def _nca_archive(
    pki: Pki, files: dict[str, bytes], digest: str = "http://www.w3.org/2001/04/xmldsig-more#gost34311"
) -> dict[str, bytes]:
    """As the NCA's software builds it."""
    oid = algorithms.GOST_34311 if digest.endswith("gost34311") else algorithms.SHA256
    listed = "".join(
        f'<DataObjectReference URI="{name}"><DigestMethod Algorithm="{digest}"/>'
        f"<DigestValue>{base64.b64encode(algorithms.digest(oid, content)).decode()}</DigestValue></DataObjectReference>"
        for name, content in files.items()
    )
    manifest = f'<?xml version="1.0"?><NCAManifest><SigReference URI="META-INF/signature-1.cms"/>{listed}</NCAManifest>'
    signature = cades.sign(manifest.encode(), pki.authority.key(DOCTOR, "doctor"), NOW)
    return {**files, "META-INF/NCAManifest.xml": manifest.encode(), "META-INF/signature-1.cms": signature}


@pytest.mark.clause("27.9")
def test_the_signed_zip_of_the_nca(pki: Pki) -> None:
    files = _nca_archive(pki, {"хат.txt": CONTENT, "b c.pdf": b"%PDF-1.4"})
    found = containers(_archive(files))
    (part,) = found.parts
    assert found.form is Form.NCA_ZIP
    assert part.content == files["META-INF/NCAManifest.xml"]
    assert {check.result for check in part.checks} == {Result.PASS}


@pytest.mark.clause("27.11")
def test_every_file_of_a_signed_zip_is_the_signed_one(pki: Pki) -> None:
    files = _nca_archive(pki, {"a.txt": CONTENT, "b.txt": b"b"})

    def reasons(changed: dict[str, bytes]) -> list[str]:
        return [check.reason for check in containers(_archive(changed)).parts[0].checks if check.reason]

    assert reasons({**files, "a.txt": b"forged"}) == ["file-changed"]
    assert reasons({**files, "c.txt": b"slipped in"}) == ["file-not-signed"]
    assert reasons({name: content for name, content in files.items() if name != "b.txt"}) == ["file-missing"]


def test_archives_of_the_native_library_are_read(pki: Pki) -> None:
    """It writes data descriptors with sizes of 64 bits without saying ZIP64 (APPNOTE.TXT 4.3.9.2)."""
    written, central = io.BytesIO(), b""
    files = _nca_archive(pki, {"a.txt": CONTENT})
    for name, content in files.items():
        place, crc = written.tell(), zlib.crc32(content)
        written.write(struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 8, 0, 0, 33, 0, 0, 0, len(name), 0))
        written.write(name.encode() + content + struct.pack("<4sIQQ", b"PK\x07\x08", crc, len(content), len(content)))
        central += struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 8, 0, 0, 33, crc, len(content), len(content), len(name),
            0, 0, 0, 0, 0, place,
        )  # fmt: skip
        central += name.encode()
    start = written.tell()
    written.write(central)
    written.write(struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(files), len(files), len(central), start, 0))
    (part,) = containers(written.getvalue()).parts
    assert {check.result for check in part.checks} == {Result.PASS}


@pytest.mark.clause("27.9")
def test_a_gost_signature_over_such_an_archive(pki: Pki, shared_samples: Path) -> None:
    """Two signers in one CMS, in PEM; with a published test key of the national authority."""
    files = _nca_archive(pki, {"a.txt": CONTENT})
    place = shared_samples / "eds" / "p12" / "ncanode-go" / "individual_valid.p12"
    with find("pkcs12").open(str(place), "Qwerty12") as opened:
        (signed,) = opened.sign([files["META-INF/NCAManifest.xml"]], NOW)
    both = {**files, "META-INF/signature-1.cms": _armour(signed, "CMS", "\n")}
    trusted = trust.of_public_test_keys(pki.authority.anchors)
    for changed, verdict in (({}, Verdict.NOT_CONFIRMED), ({"a.txt": b"forged"}, Verdict.INVALID)):
        report = SignedFile(_archive({**both, **changed}), None, trusted=trusted, now=NOW).report()
        assert (report.form, report.verdict) == (Form.NCA_ZIP, verdict)


def test_names_without_the_utf8_mark_are_found(pki: Pki) -> None:
    """Windows tools write code page 866 or 1251 and do not say so."""
    files = _nca_archive(pki, {"хат.txt": CONTENT})
    for encoding in ("cp866", "cp1251", "utf-8"):
        raw = "хат.txt".encode(encoding)
        blank = bytes(b"x" * len(raw))
        archive = _archive({name.replace("хат.txt", blank.decode()): content for name, content in files.items()})
        (part,) = containers(archive.replace(blank, raw)).parts
        assert {check.result for check in part.checks} == {Result.PASS}, encoding


def test_the_card_of_an_electronic_document(shared_samples: Path, container: bytes) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("қорытынды.txt", CONTENT)
    writer.add_attachment("1.cms", container)
    writer.add_attachment("2.cms", _armour(container, "CMS", "\n"))
    written = io.BytesIO()
    writer.write(written)
    found = containers(written.getvalue())
    assert found.form is Form.CARD
    assert [(part.name, part.container, part.content) for part in found.parts] == [
        ("1.cms", container, CONTENT), ("2.cms", container, CONTENT),
    ]  # fmt: skip
    template = containers((shared_samples / "eds" / "misc" / "ddcard_template.pdf").read_bytes())
    assert [(part.name, len(part.container)) for part in template.parts] == [("1.cms", 3), ("2.cms", 3)]


def test_a_file_beside_the_original_of_a_card_is_told(container: bytes) -> None:
    """Whoever opens the card sees it among the files like the one that was signed."""
    writer, written = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(300, 300)
    for name, content in (("a.txt", CONTENT), ("b.txt", b"pay double"), ("c.cms", container)):
        writer.add_attachment(name, content)
    writer.write(written)
    (part,) = containers(written.getvalue()).parts
    assert part.content == CONTENT
    assert part.checks == (Check("Z2", Result.WARN, "file-not-signed"),)


def test_xml_and_pdf_are_known_by_their_bytes(pki: Pki) -> None:
    signed = xml_signing.sign(b"<a/>", pki.authority.key(DOCTOR, "doctor"))
    assert containers(signed).form is Form.XML
    assert containers(b"\xef\xbb\xbf" + signed).form is Form.XML
    with pytest.raises(Unreadable, match="not-signed"):
        containers(b"just a letter.")


def _take_away(container: bytes) -> dict[str, bytes]:
    files = {"document.txt": CONTENT, "signatures/0001.cms": container, "evidence/0001/ocsp-signer.der": b"0"}
    manifest = {
        "format": "shipager-take-away", "version": 1, "document": "document.txt",
        "signatures": [{"file": "signatures/0001.cms", "evidence": ["evidence/0001/ocsp-signer.der"]}],
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }  # fmt: skip
    return {**files, "META-INF/manifest.json": json.dumps(manifest).encode()}


def test_our_own_take_away_brings_its_evidence(container: bytes) -> None:
    found = containers(_archive(_take_away(container)))
    (part,) = found.parts
    assert found.form is Form.TAKE_AWAY
    assert (part.container, part.content) == (container, CONTENT)
    assert [(one.kind, one.der) for one in part.evidence] == [(EvidenceKind.OCSP, b"0")]
    added = containers(_archive({**_take_away(container), "more.txt": b""})).parts[0]
    assert [check.reason for check in added.checks] == ["", "file-not-signed"]


@pytest.mark.clause("27.11")
def test_a_package_whose_signatures_sign_something_else_is_told(container: bytes) -> None:
    """The document that a person opens is not the one that was signed; nobody signs the manifest."""
    files = _take_away(container)
    stated = json.loads(files["META-INF/manifest.json"])
    stated["document"], stated["signatures"][0]["content"] = "other.txt", "document.txt"
    stated["files"]["other.txt"] = hashlib.sha256(b"pay double").hexdigest()
    files |= {"other.txt": b"pay double", "META-INF/manifest.json": json.dumps(stated).encode()}
    (part,) = containers(_archive(files)).parts
    assert Check("Z2", Result.FAIL, "file-not-signed") in part.checks


def test_a_manifest_cannot_ask_for_endless_work(container: bytes) -> None:
    """One signature of a few kilobytes, listed ten thousand times, or with the same evidence ten thousand times."""
    files = _take_away(container)
    for many in ("signatures", "evidence"):
        stated = json.loads(files["META-INF/manifest.json"])
        holder = stated if many == "signatures" else stated["signatures"][0]
        holder[many] *= 10_000
        with pytest.raises(Unreadable, match="archive-manifest"):
            containers(_archive({**files, "META-INF/manifest.json": json.dumps(stated).encode()}))


@pytest.mark.parametrize(
    "names",
    [["../a"], ["/a"], ["a\\b"], ["a//b"], ["C:a"], ["./a"], ["a" * 600], ["a", "A"], ["a\nb"]],
)
def test_names_that_lead_elsewhere_end_the_reading(names: list[str]) -> None:
    with pytest.raises(Unreadable, match="archive"):
        zipped.entries(_archive(dict.fromkeys(names, b"x")))


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_BYTES", 1_000_000)
    bomb = _archive({"a": bytes(900_000), "b": bytes(900_000)}, compression=zipfile.ZIP_DEFLATED)
    with pytest.raises(Unreadable, match="archive"):
        zipped.entries(bomb)
    monkeypatch.setattr(zipped, "MOST_FILES", 3)
    with pytest.raises(Unreadable, match="archive"):
        zipped.entries(_archive({str(number): b"" for number in range(4)}))
    with pytest.raises(Unreadable, match="archive"):
        zipped.entries(_archive({"a": b"x" * 100}, compression=zipfile.ZIP_LZMA))


def test_a_manifest_with_entities_is_refused(pki: Pki) -> None:
    files = _nca_archive(pki, {"a.txt": CONTENT})
    manifest = files["META-INF/NCAManifest.xml"].replace(
        b"<NCAManifest>", b'<!DOCTYPE a [<!ENTITY x "y">]><NCAManifest>'
    )
    with pytest.raises(Unreadable, match="archive-manifest"):
        containers(_archive({**files, "META-INF/NCAManifest.xml": manifest}))


@given(st.binary(max_size=400))
def test_junk_of_every_form_gives_our_error_alone(junk: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<a>", b"0\x82", b"-----BEGIN CMS-----"):
        try:
            recognition.containers(start + junk)
        except WorldError:
            continue


@given(where=st.integers(0, 5000), junk=st.binary(min_size=1, max_size=8))
def test_a_broken_archive_gives_our_error_alone(nca_file: bytes, where: int, junk: bytes) -> None:
    where %= len(nca_file)
    try:
        containers(nca_file[:where] + junk + nca_file[where + len(junk) :])
    except WorldError:
        return


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text("ab./", max_size=4)
    | st.sampled_from(["a", "../a", "evidence/1/x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3),
    max_leaves=8,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("document", "signatures", "files"), _JSON)), st.booleans())
def test_a_strange_manifest_gives_our_error_alone(stated: dict[str, object], is_known: bool) -> None:
    manifest = {"format": "shipager-take-away", "version": 1, "document": "a", "files": {}, **stated}
    if is_known:
        manifest["signatures"] = [{"file": "a", "evidence": stated.get("files", ["evidence/1/x"])}]
    archive = _archive({"META-INF/manifest.json": json.dumps(manifest).encode(), "a": b"", "evidence/1/x": b""})
    try:
        containers(archive)
    except WorldError:
        return


@pytest.fixture(scope="module")
def nca_file(pki: Pki) -> bytes:
    return _archive(_nca_archive(pki, {"a.txt": CONTENT}), compression=zipfile.ZIP_DEFLATED)


def test_armour_that_never_ends_is_read_once() -> None:
    """A beginning without an end, a hundred thousand times: each is looked at once, not with all that follow."""
    assert not recognition.cms_of(b"-----BEGIN CMS-----" * 100_000)
    with pytest.raises(Unreadable, match="certificate"):
        certificate.unarmoured(b"-----BEGIN CERTIFICATE-----" * 100_000)
    with pytest.raises(Unreadable, match="container"):
        foreign_container.der_of(b"-----BEGIN CMS-----" * 100_000)
