"""OCSP: an answer counts where it is authentic and about this very certificate (RFC 6960; checks R1, R3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509 import ocsp as builders
from cryptography.x509.oid import ExtendedKeyUsageOID

from app.domain.errors import Unreadable
from app.domain.signature import Result
from app.eds import ocsp, ocsp_answer
from app.eds.revocation import Finding, Status
from tests.app.eds.revocation_authority import (
    DER,
    FOREVER,
    NOW,
    YEAR,
    RevocationAuthority,
    authority_of,
    key,
    knows_gost,
    numbered,
    of_file,
)

pytestmark = pytest.mark.clause("27.9")
REVOKED = builders.OCSPCertStatus.REVOKED


@pytest.fixture(scope="module")
def ours() -> RevocationAuthority:
    return RevocationAuthority()


def reasons(finding: Finding) -> list[str]:
    return [check.reason for check in finding.checks if check.result is Result.FAIL]


def test_a_good_answer_of_an_appointed_responder(ours: RevocationAuthority) -> None:
    nonce = b"sixteen octets.."
    finding = ocsp.examine(ours.answer(nonce=nonce), ours.subject(), ours.authority, nonce=nonce)
    assert (finding.status, finding.authentic, finding.this_update) == (Status.GOOD, True, NOW)
    assert [check.result for check in finding.checks] == [Result.PASS]


def test_an_answer_of_the_authority_itself(ours: RevocationAuthority) -> None:
    answer = ours.answer(by=ours.x509, by_key=ours.name, holds=False)
    assert ocsp.examine(answer, ours.subject(), ours.authority).authentic
    by_key = ours.answer(
        by=ours.x509, by_key=ours.name, holds=False, named_by=builders.OCSPResponderEncoding.HASH, hashed=hashes.SHA1()
    )
    assert ocsp.examine(by_key, ours.subject(), ours.authority).authentic


def test_the_same_without_its_envelope(ours: RevocationAuthority) -> None:
    whole = ours.answer()
    bare = ocsp.read(whole).der
    assert bare != whole
    assert ocsp.examine(bare, ours.subject(), ours.authority) == ocsp.examine(whole, ours.subject(), ours.authority)


def test_when_and_why_it_was_revoked(ours: RevocationAuthority) -> None:
    answer = ours.answer(status=REVOKED, revoked_at=NOW - YEAR, reason=x509.ReasonFlags.superseded)
    finding = ocsp.examine(answer, ours.subject(), ours.authority)
    assert (finding.status, finding.revoked_at, finding.reason) == (Status.REVOKED, NOW - YEAR, "superseded")
    assert finding.authentic


def test_a_serial_number_that_was_never_issued(ours: RevocationAuthority) -> None:
    """RFC 6960 2.2: told as it is, not as a revocation in 1970."""
    start = datetime(1970, 1, 1, tzinfo=UTC)
    answer = ours.answer(status=REVOKED, revoked_at=start, reason=x509.ReasonFlags.certificate_hold)
    finding = ocsp.examine(answer, ours.subject(), ours.authority)
    assert (finding.status, finding.authentic) == (Status.NOT_ISSUED, True)
    compromised = ours.answer(status=REVOKED, revoked_at=start, reason=x509.ReasonFlags.key_compromise)
    assert ocsp.examine(compromised, ours.subject(), ours.authority).status is Status.REVOKED


def test_the_nonce_that_was_sent_comes_back(ours: RevocationAuthority) -> None:
    for answer in (ours.answer(nonce=b"of another request"), ours.answer()):
        finding = ocsp.examine(answer, ours.subject(), ours.authority, nonce=b"of this request..")
        assert reasons(finding) == ["ocsp-nonce"]


def test_an_answer_about_another_certificate_says_nothing(ours: RevocationAuthority) -> None:
    ours.certificate("colleague", "doctor")
    finding = ocsp.examine(ours.answer("colleague"), ours.subject(), ours.authority)
    assert (finding.status, reasons(finding)) == (Status.UNKNOWN, ["ocsp-other-certificate"])


def test_an_authority_of_the_same_name_with_another_key_is_another_one(ours: RevocationAuthority) -> None:
    other = RevocationAuthority(ours.name)
    other.certificate(ours.name, "another key", is_authority=True)
    finding = ocsp.examine(ours.answer(), ours.subject(), other.authority)
    assert reasons(finding) == ["ocsp-other-certificate"]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "expired", "end": NOW - timedelta(hours=1)},
        {"name": "early", "start": FOREVER - timedelta(hours=1)},
        {"name": "purpose", "purposes": [ExtendedKeyUsageOID.CLIENT_AUTH]},
    ],
)
def test_a_responder_has_a_certificate_for_it(ours: RevocationAuthority, changes: dict[str, Any]) -> None:
    responder = ours.responder(key_name="responder", **changes)
    assert reasons(ocsp.examine(ours.answer(by=responder), ours.subject(), ours.authority)) == ["ocsp-responder"]


def test_a_responder_of_another_authority_has_no_say(ours: RevocationAuthority) -> None:
    other = RevocationAuthority("SHIPAGER TEST CA (OTHER)")
    finding = ocsp.examine(ours.answer(by=other.responder()), ours.subject(), ours.authority)
    assert reasons(finding) == ["ocsp-responder"]
    unsigned = x509.CertificateBuilder(
        ours.x509.subject, other.responder().subject, other.responder().public_key(), 7, NOW - YEAR, NOW + YEAR * 50
    ).add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), critical=False)
    forged = unsigned.sign(key("somebody"), hashes.SHA256())
    assert reasons(ocsp.examine(ours.answer(by=forged), ours.subject(), ours.authority)) == ["ocsp-responder"]


def test_a_changed_answer_is_found(ours: RevocationAuthority) -> None:
    answer = bytearray(ocsp.read(ours.answer(status=REVOKED, revoked_at=NOW)).der)
    at = answer.find(ours.subject().serial_number.to_bytes(20, "big").lstrip(b"\0"))
    answer[answer.find(b"20261123", at) + 3] ^= 1
    assert reasons(ocsp.examine(bytes(answer), ours.subject(), ours.authority)) == ["ocsp-signature"]


def test_a_responder_without_nocheck_is_told(ours: RevocationAuthority) -> None:
    responder = ours.responder("unchecked", key_name="responder", no_check=False)
    finding = ocsp.examine(ours.answer(by=responder), ours.subject(), ours.authority)
    assert finding.authentic
    assert (finding.checks[0].result, finding.checks[0].reason) == (Result.WARN, "ocsp-responder-unchecked")


@pytest.mark.parametrize("status", [one for one in builders.OCSPResponseStatus if one.value])
def test_a_status_other_than_successful_is_no_answer(ours: RevocationAuthority, status: Any) -> None:
    refused = builders.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(DER)
    with pytest.raises(ocsp_answer.NotSuccessful) as raised:
        ocsp.read(refused)
    assert raised.value.facts == {"status": status.name.lower().replace("sig_", "sign_")}
    finding = ocsp.examine(refused, ours.subject(), ours.authority)
    assert (finding.status, reasons(finding)) == (Status.UNKNOWN, ["ocsp-not-successful"])


def test_what_is_no_answer_is_unreadable(ours: RevocationAuthority) -> None:
    whole = ours.answer()
    for broken in (b"", b"<html>", whole[:-1], whole + b"\0", bytes(ocsp_answer.MAX_ANSWER + 1)):
        with pytest.raises(Unreadable, match=r"^evidence"):
            ocsp.read(broken)
        assert reasons(ocsp.examine(broken, ours.subject(), ours.authority)) == ["evidence-unreadable"]


def test_openssl_understands_the_request(
    ours: RevocationAuthority, tmp_path: Path, openssl: Callable[..., Any]
) -> None:
    subject = ours.subject()
    (tmp_path / "request").write_bytes(ocsp.request(subject, ours.authority, nonce=bytes(range(16))))
    shown = openssl("ocsp", "-reqin", tmp_path / "request", "-req_text").stdout
    for expected in ("Hash Algorithm: sha256", f"{subject.serial_number:X}", "OCSP Nonce"):
        assert expected in shown


@pytest.mark.parametrize(
    ("file", "issuer", "status", "revoked_at", "reason"),
    [
        ("individual_sign_2004", "nca_rsa_test.crt", Status.GOOD, None, ""),
        ("ceo_sign_2004_revoked", "nca_gost_test.crt", Status.REVOKED, "2022-01-18T06:30:55Z", "superseded"),
        ("ceo_2015_revoked", "nca_gost2022_test.cer", Status.REVOKED, "2022-07-27T10:25:30Z", "certificate_hold"),
        ("individual_2015", "nca_gost2022_test.cer", Status.NOT_ISSUED, "1970-01-01T00:00:00Z", "certificate_hold"),
    ],
)
def test_recorded_answers_of_the_test_authority(
    shared_samples: Path, file: str, issuer: str, status: Status, revoked_at: str | None, reason: str
) -> None:
    knows_gost(issuer)
    folder = shared_samples / "eds"
    authority = authority_of(of_file((folder / "certs" / issuer).read_bytes()))
    like = of_file((folder / "certs" / "individual_valid_sign_2004_rsa.cer").read_bytes())
    der = (folder / "ocsp" / f"ocsp_response_{file}.bin").read_bytes()
    answer = ocsp.read(der)
    subject = numbered(authority, like, answer.singles[0].serial_number)
    assert answer.nonce is not None
    finding = ocsp.examine(der, subject, authority, nonce=answer.nonce[2:])
    assert (finding.status, finding.reason, reasons(finding)) == (status, reason, [])
    assert finding.revoked_at == (datetime.fromisoformat(revoked_at) if revoked_at else None)
    assert finding.next_update is None
