"""PAdES of an RSA signature: poppler and pyHanko accept ours, we accept pyHanko's, and what was added is told."""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from app.domain.errors import Refused, Unreadable, WorldError
from app.domain.signature import Result, Verdict
from app.eds import algorithms, cms, integrity, pades, pdf_reading
from app.eds.pdf_reading import PdfSignature
from app.eds.tsp import HttpTimestampAuthority
from app.eds.verification.files import SignedFile
from app.eds.verify import Policy
from app.stand_ins.pki import DEFAULT_PASSWORD, serve

from .conftest import DOCTOR, NOW, Pki


@pytest.fixture(scope="session")
def report() -> bytes:
    """A small document with one page."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 300)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.fixture(scope="session")
def signed(pki: Pki, report: bytes) -> bytes:
    return pades.sign(report, pki.authority.key(DOCTOR, "doctor"), NOW)


def _signatures(pdf: bytes) -> tuple[PdfSignature, ...]:
    return pdf_reading.look_into(pdf)[0]


def _wrong(pdf: bytes) -> list[tuple[str, str]]:
    """What fails, of the covering and of the containers."""
    found = []
    for one in _signatures(pdf):
        container = cms.read(one.container)
        whole = integrity.examine(container, container.signers[0], one.content).checks
        found += [(check.code, check.reason) for check in (*one.checks, *whole) if check.result is Result.FAIL]
    return found


def _with_title(pdf: bytes) -> bytes:
    """A later revision that changes what is there."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf), incremental=True)
    writer.pages[0][NameObject("/Rotate")] = pypdf.generic.NumberObject(90)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _with_evidence(pdf: bytes) -> bytes:
    """A later revision as a reader adds it for long-term validation: a DSS in the catalogue, and nothing else."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf), incremental=True)
    writer.root_object[NameObject("/DSS")] = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/DSS"), NameObject("/Note"): TextStringObject("x")})
    )
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _with_claimed_time_stamp(pdf: bytes) -> bytes:
    """A turned page, and a field of the kind ETSI.RFC3161 whose ByteRange reaches to the end of the file."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf), incremental=True)
    writer.pages[0][NameObject("/Rotate")] = pypdf.generic.NumberObject(90)
    taken = int(str(pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Size"]))
    writer._objects += [None] * (taken - 1 - len(writer._objects))  # numbers of cross-reference streams are taken
    numbers = [pypdf.generic.NumberObject(number) for number in (0, 1111111111, 1111111111, 1111111111)]
    stamp = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/DocTimeStamp"),
            NameObject("/SubFilter"): NameObject("/ETSI.RFC3161"),
            NameObject("/ByteRange"): pypdf.generic.ArrayObject(numbers),
            NameObject("/Contents"): pypdf.generic.ByteStringObject(b"\0" * 8),
        }
    )
    field = DictionaryObject(
        {
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/T"): TextStringObject("Later"),
            NameObject("/V"): writer._add_object(stamp),
        }
    )
    form = writer.root_object["/AcroForm"].get_object()
    form["/Fields"].append(writer._add_object(field))
    written = io.BytesIO()
    writer.write(written)
    made = written.getvalue()
    gap = made.index(b"<", made.index(b"/Contents", made.index(b"/DocTimeStamp")))
    after = made.index(b">", gap) + 1
    for number in (gap, after, len(made) - after):
        made = made.replace(b"1111111111", b"%010d" % number, 1)
    return made


@pytest.mark.clause("27.9")
def test_the_earlier_bytes_stay_and_the_signature_covers_the_file(report: bytes, signed: bytes) -> None:
    assert signed.startswith(report)
    (one,) = _signatures(signed)
    assert _wrong(signed) == []
    assert [(check.code, check.result) for check in one.checks] == [(f"D{n}", Result.PASS) for n in range(3)]
    assert len(pypdf.PdfReader(io.BytesIO(signed)).pages) == 1


@pytest.mark.peer("pdfsig")
def test_poppler_says_valid(signed: bytes, tmp_path: Path) -> None:
    if shutil.which("pdfsig") is None:
        pytest.skip("pdfsig is not installed")
    (tmp_path / "signed.pdf").write_bytes(signed)
    said = subprocess.run(
        ["pdfsig", "-nocert", str(tmp_path / "signed.pdf")], capture_output=True, text=True, check=False, timeout=60
    ).stdout
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


@pytest.mark.peer("pyhanko")
def test_pyhanko_accepts_ours(pki: Pki, signed: bytes) -> None:
    from asn1crypto import x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    (embedded,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(der) for der in pki.authority.anchors], allow_fetching=False, moment=NOW
    )
    status = validate_pdf_signature(embedded, context)
    assert status.intact
    assert status.valid
    assert status.coverage.name == "ENTIRE_FILE"


@pytest.mark.peer("pyhanko")
def test_we_accept_what_pyhanko_makes(pki: Pki, report: bytes) -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    pki.key()  # issues doctor.p12
    signer = signers.SimpleSigner.load_pkcs12(str(pki.folder / "doctor.p12"), passphrase=DEFAULT_PASSWORD.encode())
    assert signer is not None
    made = signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(report)),
        signers.PdfSignatureMetadata(field_name="Doctor", subfilter=fields.SigSeedSubFilter.PADES),
        signer=signer,
    ).getvalue()
    assert [one.name for one in _signatures(made)] == ["Doctor"]
    assert _wrong(made) == []


def test_a_second_signature_leaves_the_first(pki: Pki, signed: bytes) -> None:
    twice = pades.sign(signed, pki.authority.key(DOCTOR, "colleague"), NOW)
    assert twice.startswith(signed)
    first, second = _signatures(twice)
    assert _wrong(twice) == []
    assert first.checks[2].reason == "later-revision"
    assert second.checks[2].result is Result.PASS


@pytest.mark.clause("27.11")
def test_what_was_added_later_is_told(signed: bytes) -> None:
    assert ("D2", "later-revision-unsigned") in _wrong(_with_title(signed))
    assert _wrong(_with_evidence(signed)) == []
    assert _signatures(_with_evidence(signed))[0].checks[2].reason == "evidence-added"


@pytest.mark.clause("27.11")
def test_an_object_that_was_left_out_on_purpose_is_no_evidence(pki: Pki) -> None:
    """The page refers to what is not there; after signing it is put there, without a change of any older object."""
    writer, written = pypdf.PdfWriter(), io.BytesIO()
    page = writer.add_blank_page(300, 300)
    page[NameObject("/Contents")] = pypdf.generic.IndirectObject(40, 0, writer)
    writer.write(written)
    prepared = written.getvalue().replace(b"/Contents null", b"/Contents 40 0 R")
    assert b"/Contents 40 0 R" in prepared
    made = pades.sign(prepared, pki.authority.key(DOCTOR, "doctor"), NOW)
    later = pypdf.PdfWriter(io.BytesIO(made), incremental=True)
    later._objects += [None] * (39 - len(later._objects))
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(b"0 0 100 100 re f")
    assert later._add_object(stream).idnum == 40
    later.root_object[NameObject("/DSS")] = later._add_object(DictionaryObject())
    written = io.BytesIO()
    later.write(written)
    assert ("D2", "later-revision-unsigned") in _wrong(written.getvalue())


@pytest.mark.peer("pyhanko")
def test_evidence_of_another_program_is_no_change(pki: Pki, signed: bytes) -> None:
    """pyHanko adds a DSS, a new date and its name; then a time stamp over the whole document."""
    from asn1crypto import keys, x509
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers, timestamps
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    with_evidence = io.BytesIO(signed)
    writer = IncrementalPdfFileWriter(with_evidence)
    chain = [x509.Certificate.load(der) for der in pki.authority.anchors]
    DocumentSecurityStore.supply_dss_in_writer(writer, b"00", certs=chain)
    writer.write_in_place()
    assert _wrong(with_evidence.getvalue()) == []
    assert _signatures(with_evidence.getvalue())[0].checks[2].reason == "evidence-added"
    stamping = pki.authority.stamping_key()
    stamper = timestamps.DummyTimeStamper(
        x509.Certificate.load(stamping.certificate.der),
        keys.PrivateKeyInfo.load(stamping.private.to_pkcs8()),
        fixed_dt=NOW,
    )
    stamped = signers.PdfTimeStamper(stamper).timestamp_pdf(IncrementalPdfFileWriter(with_evidence), "sha256")
    (one,) = _signatures(stamped.getvalue())
    assert (one.checks[2].result, one.checks[2].reason) == (Result.NOT_CHECKED, "later-revision-time-stamp")


@pytest.mark.clause("27.11")
def test_a_change_does_not_hide_behind_what_calls_itself_a_time_stamp(pki: Pki, signed: bytes) -> None:
    """The page is turned, and a signature field without any signature "covers" it: nobody looks at a time stamp."""
    changed = _with_claimed_time_stamp(signed)
    (one,) = _signatures(changed)
    assert (one.checks[2].result, one.checks[2].reason) == (Result.NOT_CHECKED, "later-revision-time-stamp")
    asked = SignedFile(changed, None, trusted=pki.trusted, now=NOW, policy=Policy(revocation_required=False))
    assert asked.report().verdict is Verdict.NOT_CONFIRMED


def test_a_changed_byte_is_found(report: bytes, signed: bytes) -> None:
    changed = bytearray(signed)
    changed[len(report) // 2] ^= 1
    with contextlib.suppress(Unreadable):  # the change broke the file
        assert _wrong(bytes(changed))


def test_the_gap_holds_the_container_alone(signed: bytes) -> None:
    """Bytes beside the container in the gap would be covered by nobody."""
    end = signed.rindex(b"0>", 0, signed.rindex(b"%%EOF"))
    assert ("D1", "gap") in _wrong(signed[:end] + b"7>" + signed[end + 2 :])


def test_a_time_stamp_stands_in_the_container(pki: Pki, report: bytes) -> None:
    with serve(pki.folder, clock=lambda: NOW) as server:
        made = pades.sign(report, pki.authority.key(DOCTOR, "doctor"), NOW, tsa=HttpTimestampAuthority(server.tsa_url))
    assert _wrong(made) == []
    (one,) = _signatures(made)
    assert cms.read(one.container).signers[0].unsigned(cms.SIGNATURE_TIME_STAMP)


def test_a_gost_key_is_refused(report: bytes) -> None:
    class GostKey:
        signature_algorithm = f"{algorithms.KAZAKH_GOST}.1.1.2.3.2"

    with pytest.raises(Refused, match="pdf-gost"):
        pades.sign(report, GostKey(), NOW)  # type: ignore[arg-type]  # refused before anything else is asked


@settings(max_examples=40, deadline=None)
@given(cuts=st.lists(st.integers(0, 100_000), max_size=6), junk=st.binary(max_size=40))
def test_a_broken_pdf_gives_our_error_alone(signed: bytes, cuts: list[int], junk: bytes) -> None:
    broken = bytearray(signed)
    for cut in cuts:
        place = cut % len(broken)
        broken[place : place + len(junk)] = junk
    with contextlib.suppress(WorldError):
        pdf_reading.look_into(bytes(broken))
