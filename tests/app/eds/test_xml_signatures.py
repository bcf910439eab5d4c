"""Enveloped XML signatures: Kazakh samples, xmlsec1 in both directions, and what an attacker tries."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.domain.errors import Unreadable, WorldError
from app.domain.signature import Result, Verdict
from app.eds import trust, xml_signing, xmldsig
from app.eds.key_store import RawKey, find
from app.eds.verification import chain
from app.eds.verification.files import SignedFile

from .conftest import DOCTOR, NOW, Pki

DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<?order first?>\n'
    '<a:card xmlns:a="urn:a" xmlns:unused="urn:b" xml:lang="kk"><!-- note --><name>Әлия &amp; Ұлан</name>'
    "<sum unit='KZT'><![CDATA[<5]]></sum>tail</a:card><!-- after -->"
).encode()
NS = {"ds": xmldsig.DSIG}


def _raw(pki: Pki, name: str = "doctor") -> RawKey:
    return pki.authority.key(DOCTOR, name)


def _failed(document: bytes) -> list[tuple[str, str]]:
    """Code and reason of what fails, over all signatures."""
    return [
        (check.code, check.reason)
        for one in xmldsig.examine(document)
        for check in one.checks
        if check.result is Result.FAIL
    ]


def _xmlsec(document: bytes, pki: Pki, folder: Path) -> subprocess.CompletedProcess[str]:
    if shutil.which("xmlsec1") is None:
        pytest.skip("xmlsec1 is not installed")
    path = folder / "signed.xml"
    path.write_bytes(document)
    trusted = [part for name in ("ca", "root") for part in ("--trusted-der", str(pki.folder / f"{name}.cer"))]
    moment = ["--verification-time", f"{NOW:%Y-%m-%d %H:%M:%S}"]
    command = ["xmlsec1", "--verify", *trusted, *moment, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)


@pytest.mark.clause("27.9")
def test_signatures_of_other_systems_verify(shared_samples: Path) -> None:
    found = sorted((shared_samples / "eds" / "rsa-gost2004-set").glob("*RSA256*.xml"))
    assert found
    for path in found:
        assert _failed(path.read_bytes()) == [], path.name
        assert _failed(path.read_bytes().replace(b"NCANode", b"NCAnode", 1)) == [("I1", "content-changed")]


@pytest.mark.clause("27.9")
@pytest.mark.peer("xmlsec1")
def test_xmlsec1_accepts_ours(pki: Pki, tmp_path: Path) -> None:
    signed = xml_signing.sign(DOCUMENT, _raw(pki))
    assert _failed(signed) == []
    answer = _xmlsec(signed, pki, tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert etree.fromstring(signed).find("name").text == "Әлия & Ұлан"  # type: ignore[union-attr]  # it is there


@pytest.mark.peer("xmlsec1")
def test_we_accept_what_xmlsec1_makes(pki: Pki, tmp_path: Path) -> None:
    """Signed by xmlsec1 over a document with comments, inherited attributes and namespaces that nobody uses."""
    signed = xml_signing.sign(DOCUMENT, _raw(pki))
    template = etree.fromstring(signed)
    for name in ("DigestValue", "SignatureValue"):
        template.find(f".//ds:{name}", NS).text = ""  # type: ignore[union-attr]  # it is there
    (tmp_path / "template.xml").write_bytes(etree.tostring(template.getroottree()))
    key = pki.folder / "key-doctor.key"
    if shutil.which("xmlsec1") is None:
        pytest.skip("xmlsec1 is not installed")
    made = subprocess.run(
        ["xmlsec1", "--sign", "--privkey-der", str(key), str(tmp_path / "template.xml")],
        capture_output=True, check=False, timeout=30,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert _failed(made.stdout) == []
    assert _failed(made.stdout.replace(b"tail", b"tale")) == [("I1", "content-changed")]


def test_several_signatures_each_count(pki: Pki) -> None:
    """As the NCA's software does: the second covers the first, the first covers what was there before."""
    first = xml_signing.sign(DOCUMENT, _raw(pki))
    second = xml_signing.sign(first, _raw(pki, "colleague"))
    assert len(xmldsig.examine(second)) == 2
    assert _failed(second) == []
    assert len(_failed(second.replace(b"tail", b"tale"))) == 2


@pytest.mark.clause("27.9")
def test_a_gost_signature_stands_beside_rsa(pki: Pki, shared_samples: Path) -> None:
    """With a published test key of the national authority."""
    place = shared_samples / "eds" / "p12" / "ncanode-go" / "individual_valid.p12"
    with find("pkcs12").open(str(place), "Qwerty12") as opened:
        signed = xml_signing.sign(xml_signing.sign(DOCUMENT, opened), _raw(pki))  # type: ignore[arg-type]  # it signs bytes
    assert b"gostr34102015-gostr34112015-512" in signed
    assert _failed(signed) == []
    assert len(_failed(signed.replace(b"tail", b"tale"))) == 2
    found = SignedFile(signed, None, trusted=trust.of_public_test_keys(pki.authority.anchors), now=NOW).report()
    assert [one.report.verdict for one in found.signatures] == [Verdict.NOT_CONFIRMED] * 2


def _wrapped(signed: bytes, change: str) -> bytes:
    """The classic attacks, one by one."""
    tree = etree.fromstring(signed)
    signature = tree.find("ds:Signature", NS)
    assert signature is not None
    reference = signature.find(".//ds:Reference", NS)
    assert reference is not None
    if change == "moved under a new root":
        root = etree.Element("forged")
        root.append(tree)
        return etree.tostring(root)
    if change == "reference to a part":
        tree.set("Id", "x")
        reference.set("URI", "#x")
    elif change == "reference to nothing":
        del reference.attrib["URI"]
    elif change == "object in the signature":
        etree.SubElement(signature, f"{{{xmldsig.DSIG}}}Object").text = "forged"
    elif change == "content in the key":
        info = signature.find("ds:KeyInfo", NS)
        assert info is not None
        etree.SubElement(info, "forged").text = "10 mg"
    elif change == "text in the signature":
        signature.text = "10 mg"
    elif change == "xpath transform":
        transforms = reference.find("ds:Transforms", NS)
        assert transforms is not None
        etree.SubElement(
            transforms, f"{{{xmldsig.DSIG}}}Transform", Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"
        )
    elif change == "no enveloped transform":
        transforms = reference.find("ds:Transforms", NS)
        assert transforms is not None
        transforms.remove(transforms[0])
    elif change == "second reference":
        info = signature.find("ds:SignedInfo", NS)
        assert info is not None
        info.append(etree.fromstring(etree.tostring(reference)))
    elif change == "hmac":
        method = signature.find(".//ds:SignatureMethod", NS)
        assert method is not None
        method.set("Algorithm", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")
    elif change == "unsigned second signature":
        other = etree.fromstring(etree.tostring(signature))
        tree.append(other)
    return etree.tostring(tree)


@pytest.mark.clause("27.11")
@pytest.mark.parametrize(
    "change",
    [
        "moved under a new root", "reference to a part", "reference to nothing", "object in the signature",
        "content in the key", "text in the signature", "xpath transform", "no enveloped transform",
        "second reference", "hmac", "unsigned second signature",
    ],
)  # fmt: skip
def test_no_wrapping_passes(pki: Pki, change: str) -> None:
    assert _failed(_wrapped(xml_signing.sign(DOCUMENT, _raw(pki)), change))


@pytest.mark.parametrize(
    "bad",
    [
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>',
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
        b"<a>" * 5000 + b"</a>" * 5000,
        b"<a>",
        b"<a/>",
        b"",
        b'<?xml version="1.0" encoding="no-such"?><a/>',
    ],
)
def test_bad_xml_is_unreadable(bad: bytes) -> None:
    with pytest.raises(Unreadable):
        xmldsig.examine(bad)


@given(st.binary(max_size=300) | st.text("<>/=ads:Signature&;![]\"' ", max_size=300).map(str.encode))
def test_garbage_gives_our_error_alone(junk: bytes) -> None:
    with pytest.raises(WorldError):
        xmldsig.examine(b"<a>" + junk)


@settings(max_examples=60, deadline=None)
@given(where=st.integers(0, 10_000), what=st.integers(0, 255))
def test_a_changed_byte_is_found_or_changes_nothing(pki: Pki, signed_card: bytes, where: int, what: int) -> None:
    """Bytes that may change: layout, comments. A changed certificate is no longer its authority's."""
    where %= len(signed_card)
    changed = signed_card[:where] + bytes([what]) + signed_card[where + 1 :]
    try:
        failed = [*_failed(changed), *_strangers(changed, pki)]
    except WorldError:
        return
    assert failed or _meaning(changed) == _meaning(signed_card)


def _strangers(document: bytes, pki: Pki) -> list[str]:
    own = [one.certificate for one in xmldsig.examine(document)]
    return ["V1" for one in own if one is None or chain.checks(one, pki.trusted, NOW)[0].result is Result.FAIL]


def _meaning(document: bytes) -> bytes:
    """What is signed and what was stated about it, without the layout of the signature itself."""
    tree = etree.fromstring(document)
    for one in tree.iter(f"{{{xmldsig.DSIG}}}Signature"):
        for inside in one.iter():
            inside.text = "".join((inside.text or "").split())
            inside.tail = (inside.tail or "").strip()
    return etree.tostring(tree.getroottree(), method="c14n", with_comments=False)


@pytest.fixture(scope="module")
def signed_card(pki: Pki) -> bytes:
    return xml_signing.sign(DOCUMENT, _raw(pki))


def test_a_large_document_with_many_signatures_is_refused(pki: Pki, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each signature has the whole document read and hashed again."""
    twice = xml_signing.sign(xml_signing.sign(DOCUMENT, _raw(pki)), _raw(pki, "colleague"))
    monkeypatch.setattr(xmldsig, "_MOST_HASHED", 2 * len(twice) - 1)
    with pytest.raises(Unreadable, match="too-large"):
        xmldsig.examine(twice)
