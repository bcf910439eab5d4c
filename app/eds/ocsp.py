"""OCSP (RFC 6960): the request, and what an answer says about one certificate.

Answers of the NCA: CertID hashed with SHA-256, a responder of the same authority with an empty id-pkix-ocsp-nocheck,
no nextUpdate, keys and signatures of GOST, and "revoked, on hold, 1970-01-01" for a serial number that was never
issued (2.2, extended revoke).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from asn1crypto import core
from asn1crypto import ocsp as ocsp_types

from app.domain.errors import Unreadable
from app.domain.signature import Check, EvidenceKind, Result
from app.eds import algorithms, asn1, certificate
from app.eds.certificate import Certificate
from app.eds.ocsp_answer import Answer, NotSuccessful, Single, read
from app.eds.revocation import Finding, Status
from app.eds.trust import Authority

OCSP_SIGNING = "1.3.6.1.5.5.7.3.9"
_NO_CHECK = "1.3.6.1.5.5.7.48.1.5"
_MOST_RESPONDERS = 16  # certificates of an answer that are looked at: each may cost a signature
_NEVER_ISSUED = (datetime(1970, 1, 1, tzinfo=UTC), "certificate_hold")


def request(subject: Certificate, issuer: Authority, *, nonce: bytes | None = None) -> bytes:
    """DER OCSPRequest about one certificate; CertID with SHA-256, as the NCA's own software asks."""
    asked: dict[str, Any] = {
        "req_cert": {
            "hash_algorithm": {"algorithm": "sha256"},
            "issuer_name_hash": hashlib.sha256(issuer.subject).digest(),
            "issuer_key_hash": hashlib.sha256(_key_bits(issuer.public_key)).digest(),
            "serial_number": subject.serial_number,
        }
    }
    tbs: dict[str, Any] = {"request_list": [asked]}
    if nonce is not None:
        value = core.OctetString(nonce)
        tbs["request_extensions"] = [{"extn_id": "nonce", "critical": False, "extn_value": value}]
    whole: bytes = ocsp_types.OCSPRequest({"tbs_request": tbs}).dump()
    return whole


def examine(der: bytes, subject: Certificate, issuer: Authority, *, nonce: bytes | None = None) -> Finding:
    """What the answer says about `subject`; `nonce` is the one that was sent, where we asked ourselves."""
    try:
        answer = read(der)
    except NotSuccessful:
        return _nothing("ocsp-not-successful")
    except Unreadable:
        return _nothing("evidence-unreadable")
    own = _about(answer, subject, issuer)
    if own is None:
        return _nothing("ocsp-other-certificate", answer.produced_at)
    never_issued = own.status is Status.REVOKED and (own.revoked_at, own.reason) == _NEVER_ISSUED
    return Finding(
        kind=EvidenceKind.OCSP,
        status=Status.NOT_ISSUED if never_issued else own.status,
        this_update=own.this_update,
        next_update=own.next_update,
        produced_at=answer.produced_at,
        revoked_at=own.revoked_at,
        reason=own.reason,
        checks=tuple(_checks(answer, own, issuer, nonce)),
    )


def _nothing(reason: str, produced_at: datetime | None = None) -> Finding:
    failed = (Check("R1", Result.FAIL, reason),)
    return Finding(EvidenceKind.OCSP, Status.UNKNOWN, None, None, produced_at, checks=failed)


def _checks(answer: Answer, own: Single, issuer: Authority, nonce: bytes | None) -> Iterator[Check]:
    """One row for each thing that is wrong; a single PASS where nothing is."""
    failed = False
    for reason, result in (
        *_signed(answer, issuer),
        ("ocsp-critical-extension", Result.FAIL if answer.has_unknown_critical or own.has_unknown_critical else None),
        ("ocsp-times", Result.FAIL if own.next_update is not None and own.next_update < own.this_update else None),
        # 4.4.1. An answer without our nonce may be an old one that somebody kept: no better than another one's.
        ("ocsp-nonce", Result.FAIL if nonce is not None and not _repeats(answer, nonce) else None),
    ):
        if result is not None:
            failed = failed or result is Result.FAIL
            yield Check("R1", result, reason)
    if not failed:
        yield Check("R1", Result.PASS)


def _repeats(answer: Answer, nonce: bytes) -> bool:
    return answer.nonce in {core.OctetString(nonce).dump(), nonce}


def _signed(answer: Answer, issuer: Authority) -> Iterator[tuple[str, Result | None]]:
    """4.2.2.2: signed by the authority itself, or by a responder it appointed by a certificate of its own."""
    if answer.responder_name == issuer.subject or answer.responder_key == _sha1(_key_bits(issuer.public_key)):
        yield "ocsp-signature", _by_key(answer, issuer.public_key, issuer.key_algorithm)
        return
    named = [one for one in _held(answer) if _is_named(answer, one)]
    if not named:
        yield "ocsp-responder", Result.FAIL
        return
    responder = next((one for one in named if _is_appointed(one, issuer, answer.produced_at)), None)
    if responder is None:
        yield "ocsp-responder", Result.FAIL
        return
    yield "ocsp-signature", _by_key(answer, responder.public_key, responder.key_algorithm)
    if asn1.extension(responder.der, _NO_CHECK) is None:
        yield "ocsp-responder-unchecked", Result.WARN  # 4.2.2.2.1: who vouches for the responder is not said


def _held(answer: Answer) -> Iterator[Certificate]:
    for der in answer.certificates[:_MOST_RESPONDERS]:
        try:
            yield certificate.read(der)
        except Unreadable:
            continue


def _is_named(answer: Answer, one: Certificate) -> bool:
    if answer.responder_name:
        return one.subject == answer.responder_name
    return _sha1(_key_bits(one.public_key)) == answer.responder_key


def _is_appointed(one: Certificate, issuer: Authority, produced_at: datetime) -> bool:
    """Issued directly by the authority of the certificate in question, for OCSPSigning, valid when it answered."""
    return (
        one.issuer == issuer.subject
        and OCSP_SIGNING in one.extended_key_usage
        and (not one.key_usage or bool({"digital_signature", "non_repudiation"} & one.key_usage))
        and one.not_before <= produced_at <= one.not_after
        and one.critical <= certificate.UNDERSTOOD | {_NO_CHECK}
        and _verifies(issuer.public_key, issuer.key_algorithm, one.signature_algorithm, one.signature, one.signed_part)
    )


def _by_key(answer: Answer, public_key: bytes, key_algorithm: str) -> Result | None:
    signed = _verifies(public_key, key_algorithm, answer.signature_algorithm, answer.signature, answer.signed_part)
    return None if signed else Result.FAIL


def _verifies(public_key: bytes, key_algorithm: str, algorithm: str, signature: bytes, message: bytes) -> bool:
    try:
        digest = algorithms.agreed_digest(algorithm, key_algorithm)
        algorithms.verify(public_key, digest, signature, message)
    except (algorithms.BadSignature, algorithms.NotAllowed):
        return False
    return True


def _about(answer: Answer, subject: Certificate, issuer: Authority) -> Single | None:
    """The single response about this certificate; among several the one that is worst for it."""
    if subject.issuer != issuer.subject:
        return None
    found = [one for one in answer.singles if _is_about(one, subject, issuer)]
    return min(found, key=lambda one: (one.status is Status.GOOD, one.status is Status.UNKNOWN), default=None)


def _is_about(one: Single, subject: Certificate, issuer: Authority) -> bool:
    return (
        one.serial_number == subject.serial_number
        and _same(one, one.name_hash, issuer.subject)
        and _same(one, one.key_hash, _key_bits(issuer.public_key))
    )


def _same(one: Single, stated: bytes, hashed: bytes) -> bool:
    """SHA-1 only tells issuers apart here (RFC 6960 4.1.1); nothing rests on it."""
    if one.digest_algorithm == algorithms.SHA1:
        return hmac.compare_digest(stated, _sha1(hashed))
    try:
        return hmac.compare_digest(stated, algorithms.digest(one.digest_algorithm, hashed))
    except algorithms.NotAllowed:
        return False


def _sha1(message: bytes) -> bytes:
    return hashlib.sha1(message, usedforsecurity=False).digest()


def _key_bits(public_key: bytes) -> bytes:
    """The value of the BIT STRING subjectPublicKey, without tag, length and unused bits (4.1.1)."""
    bits: bytes = asn1.PublicKey.load(public_key)["public_key"].contents[1:]
    return bits
