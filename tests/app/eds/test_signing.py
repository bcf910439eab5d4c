"""What we sign verifies here and elsewhere; what was altered is never called genuine."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asn1crypto import pem

from app.domain.identity import BinNumber, Iin
from app.domain.signature import Level, Result, SignatureReport, Verdict
from app.eds import algorithms, cades, cms, trust, tsp, verify
from app.eds.trust import TrustList
from app.stand_ins.pki import Purpose, Role
from app.stand_ins.time_stamping import TimeStamping

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
CONTENT = "Қабылдау жазбасы".encode() * 40
# Revocation evidence comes with level LT; without asking for it the best verdict can be reached and lost.
WITHOUT_REVOCATION = verify.Policy(revocation_required=False)


def _report(pki: Any, container: bytes, content: bytes | None = CONTENT, **asked: Any) -> SignatureReport:
    asked = {"trusted": pki.trusted, "now": NOW, "policy": WITHOUT_REVOCATION} | asked
    return verify.verify(container, content, **asked)


def _failed(report: SignatureReport) -> dict[str, str]:
    return {check.code: check.reason for check in report.checks if check.result is Result.FAIL}


@pytest.fixture(scope="session")
def container(pki: Any) -> bytes:
    signed: bytes = pki.sign(CONTENT)
    return signed


@pytest.fixture(scope="session")
def stamped(pki: Any, container: bytes) -> bytes:
    signature = cms.read(container).signers[0].signature
    stamping = TimeStamping(pki.authority, lambda: NOW + timedelta(seconds=5))
    imprint = algorithms.digest(algorithms.SHA256, signature)
    token = tsp.token_of(stamping.answer(tsp.request(imprint, 7), ""), imprint, 7)
    return cades.with_time_stamp(container, token)


@pytest.mark.clause("27.11")
def test_a_signature_is_genuine_with_every_check_named(pki: Any, container: bytes) -> None:
    report = _report(pki, container)
    assert report.verdict is Verdict.GENUINE
    assert (report.claimed_level, report.verified_level) == (Level.B, Level.B)
    codes = [check.code for check in report.checks]
    assert codes == ("C1 C2 C3 C4 I1 I2 I3 I4 I5 T1 T6 V1 V2 V3 V4 V5 P1 P3 R1 R2 R3 R5 A3".split())
    assert (report.signing_time, report.time_stamp_time) == (NOW, None)


def test_without_evidence_on_revocation_it_is_not_confirmed(pki: Any, container: bytes) -> None:
    report = verify.verify(container, CONTENT, trusted=pki.trusted, now=NOW)
    assert report.verdict is Verdict.NOT_CONFIRMED


def test_openssl_accepts_it_as_cades(pki: Any, container: bytes, stamped: bytes, openssl: Callable[..., Any]) -> None:
    for number, der in enumerate((container, stamped)):
        (pki.folder / f"{number}.cms").write_bytes(der)
        (pki.folder / "content").write_bytes(CONTENT)
        answer = openssl(
            "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", pki.folder / f"{number}.cms",
            "-content", pki.folder / "content", "-CAfile", pki.folder / "anchors.pem", "-purpose", "any",
            "-attime", int(NOW.timestamp()), "-out", "/dev/null",
        )  # fmt: skip
        assert "CAdES Verification successful" in answer.stderr, answer.stderr
    (pki.folder / "content").write_bytes(CONTENT + b" ")
    refused = openssl(
        "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", pki.folder / "0.cms",
        "-content", pki.folder / "content", "-CAfile", pki.folder / "anchors.pem", "-purpose", "any",
        "-attime", int(NOW.timestamp()), "-out", "/dev/null",
    )  # fmt: skip
    assert refused.returncode != 0


def test_what_openssl_signs_verifies_here(pki: Any, openssl: Callable[..., Any]) -> None:
    """CAdES by somebody else's hand: same checks, same verdict."""
    pki.key("other")
    (pki.folder / "text").write_bytes(CONTENT)
    key, own, out = pki.folder / "other.pem", pki.folder / "other.crt", pki.folder / "openssl.cms"
    source = ("pkcs12", "-legacy", "-in", pki.folder / "other.p12", "-passin", "pass:Test-2026", "-nodes")
    assert openssl(*source, "-nocerts", "-out", key).returncode == 0
    assert openssl(*source, "-nokeys", "-out", own).returncode == 0
    made = openssl(
        "cms", "-sign", "-cades", "-binary", "-md", "sha256", "-signer", own, "-inkey", key, "-in",
        pki.folder / "text", "-outform", "DER", "-out", out,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    report = _report(pki, out.read_bytes())
    assert report.verdict is Verdict.GENUINE, _failed(report)


def test_no_changed_bit_of_the_document_is_genuine(pki: Any, container: bytes) -> None:
    for position in range(0, len(CONTENT), 7):
        altered = bytearray(CONTENT)
        altered[position] ^= 1 << position % 8
        report = _report(pki, container, bytes(altered))
        assert (report.verdict, report.verified_level) == (Verdict.INVALID, None)
        assert _failed(report) == {"I1": "content-changed"}
    assert _report(pki, container, CONTENT[:-1]).verdict is Verdict.INVALID


def test_no_changed_byte_of_the_container_is_genuine(pki: Any, container: bytes) -> None:
    """Every byte, one changed bit each."""
    for position in range(len(container)):
        altered = bytearray(container)
        altered[position] ^= 1 << position % 8
        assert _report(pki, bytes(altered)).verdict is Verdict.INVALID, position


def test_no_changed_byte_of_a_stamped_container_is_genuine(pki: Any, stamped: bytes) -> None:
    """The unsigned attribute too: a container that lost its stamp to a flipped bit says so."""
    start = stamped.index(cms.read(stamped).signers[0].signature)
    for position in range(start, len(stamped), 3):
        altered = bytearray(stamped)
        altered[position] ^= 0x80 >> position % 8
        assert _report(pki, bytes(altered)).verdict is not Verdict.GENUINE, position


def test_a_cut_or_lengthened_container_is_invalid(pki: Any, container: bytes) -> None:
    for length in range(0, len(container), 97):
        assert _report(pki, container[:length]).verdict is Verdict.INVALID
    assert _failed(_report(pki, container + b"\0")) == {"C1": "unreadable"}


def test_a_time_stamp_raises_the_level_and_keeps_the_signed_part(pki: Any, container: bytes, stamped: bytes) -> None:
    before, after = cms.read(container).signers[0], cms.read(stamped).signers[0]
    assert (before.signed_part, before.signature) == (after.signed_part, after.signature)
    report = _report(pki, stamped)
    assert (report.verdict, report.claimed_level, report.verified_level) == (Verdict.GENUINE, Level.T, Level.T)
    assert report.time_stamp_time == NOW + timedelta(seconds=5)


@pytest.mark.clause("27.12")
def test_with_a_time_stamp_it_holds_when_the_certificate_has_expired(
    pki: Any, container: bytes, stamped: bytes
) -> None:
    later = NOW + timedelta(days=1000)
    assert _report(pki, stamped, now=later).verdict is Verdict.GENUINE
    unproven = _report(pki, container, now=later)
    assert unproven.verdict is Verdict.NOT_CONFIRMED
    assert [check.reason for check in unproven.checks if check.code == "V2"] == ["no-proof-of-time"]


def test_another_signature_s_time_stamp_is_refused(pki: Any, stamped: bytes) -> None:
    other = pki.sign(b"another document")
    token = cms.read(stamped).signers[0].unsigned(cms.SIGNATURE_TIME_STAMP)[0]
    report = _report(pki, cades.with_time_stamp(other, token), b"another document")
    assert _failed(report) == {"T3": "imprint-differs"}
    assert (report.claimed_level, report.verified_level) == (Level.T, Level.B)


@pytest.mark.clause("27.11")
@pytest.mark.parametrize(
    ("changes", "failure"),
    [
        ({"purpose": Purpose.AUTHENTICATE}, {"P1": "authentication-only"}),
        ({"valid_from": timedelta(days=-800)}, {"V2": "expired"}),
        ({"valid_from": timedelta(days=1)}, {"V2": "not-yet-valid"}),
    ],
    ids=["login key", "expired", "not yet valid"],
)
def test_a_certificate_that_may_not_sign_is_found(pki: Any, changes: dict[str, Any], failure: dict[str, str]) -> None:
    report = _report(pki, pki.sign(CONTENT, "may-not", **changes))
    assert report.verdict is Verdict.INVALID
    assert _failed(report) == failure


def test_the_expected_person_and_organisation_are_compared(pki: Any, container: bytes, clinic_bin: BinNumber) -> None:
    someone_else = verify.Expected(iin=Iin("900202400022"))
    assert _failed(_report(pki, container, expected=someone_else)) == {"A1": "iin-differs"}
    employed = pki.sign(CONTENT, "employed", role=Role.EMPLOYEE, bin_number=clinic_bin)
    ours = verify.Expected(iin=Iin("850101300015"), bin_number=clinic_bin)
    assert _report(pki, employed, expected=ours).verdict is Verdict.GENUINE
    theirs = replace(ours, bin_number=BinNumber("160540000009"))
    assert _failed(_report(pki, employed, expected=theirs)) == {"A2": "bin-differs"}


def test_an_authority_that_is_not_pinned_is_not_believed(pki: Any, container: bytes) -> None:
    nobody = TrustList(trust.Environment.TEST, ())
    assert _failed(_report(pki, container, trusted=nobody)) == {"V1": "unknown-authority"}


def test_an_attached_container_is_read_and_a_contradiction_noticed(pki: Any) -> None:
    attached = cades.container(CONTENT, pki.key(), NOW, attached=True)
    assert _report(pki, attached, None).verdict is Verdict.GENUINE
    assert _failed(_report(pki, attached, b"other")) == {"C3": "content-differs"}
    detached = cades.sign(CONTENT, pki.key(), NOW)
    assert _failed(_report(pki, detached, None))["C3"] == "content-missing"


def test_real_signatures_of_the_test_authority_of_the_nca(shared_samples: Any) -> None:
    """Made by their software in 2020: attached, RSA, without signing-certificate."""
    folder = shared_samples / "eds"
    anchor = pem.unarmor((folder / "certs" / "nca_rsa_test.crt").read_bytes())[2]
    trusted = trust.of_test([anchor])
    for file in sorted((folder / "rsa-gost2004-set").glob("*.cms")):
        report = verify.verify(
            base64.b64decode(file.read_bytes()), None, trusted=trusted, now=datetime(2020, 10, 1, tzinfo=UTC),
            policy=WITHOUT_REVOCATION,
        )  # fmt: skip
        expected = {"P1": "authentication-only"} if "AUTH" in file.name else {}
        assert _failed(report) == expected, file.name
        assert (Result.WARN, "signing-certificate-missing") in {(c.result, c.reason) for c in report.checks}
