"""OCSP responders of the test authority (RFC 6960), in the manner of the NCA, with faults on demand.

The responder is delegated by the authority it answers for, named by its subject, and embedded; nextUpdate is absent;
a serial number that was never issued is answered as revoked, certificateHold, 1970-01-01, with the extended-revoke
extension (RFC 6960 2.2). Roots answer for the issuing authorities.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import core, ocsp

from app.domain.errors import Unreadable
from app.eds import algorithms, asn1, der
from app.stand_ins import pki_certificates as certificates
from app.stand_ins.pki import Issuer, StandInAuthority
from app.stand_ins.pki_certificates import Extension, Template
from app.stand_ins.pki_keys import CertifiedKey
from app.stand_ins.pki_register import REASONS, Revocation

# What `answer` can do wrong; the server adds what happens on the wire.
FAULTS = (
    "refuse", "malformed", "try-later", "unauthorized", "garbage", "wrong-nonce", "no-nonce", "wrong-imprint",
    "expired", "broken", "unknown", "status-unknown", "foreign-serial", "stale", "early", "not-responder",
    "foreign-responder",
)  # fmt: skip
_BASIC, _NONCE, _EXTENDED_REVOKE = "1.3.6.1.5.5.7.48.1.1", "1.3.6.1.5.5.7.48.1.2", "1.3.6.1.5.5.7.48.1.9"
_REFUSALS = {"malformed": 1, "refuse": 2, "try-later": 3, "unauthorized": 6}
_NEVER_ISSUED = Revocation(0, datetime(1970, 1, 1, tzinfo=UTC), "certificate_hold")


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question: the CertID as it came, and what it names."""

    cert_id: bytes
    digest_algorithm: str
    name_hash: bytes
    key_hash: bytes
    serial_number: int


class Responding:
    """Answers requests; `clock` gives thisUpdate and producedAt."""

    def __init__(self, authority: StandInAuthority, clock: Callable[[], datetime]) -> None:
        self._authority = authority
        self._clock = clock
        self._responders: dict[tuple[str, str], CertifiedKey] = {}

    def answer(self, body: bytes, fault: str = "") -> bytes:
        """The DER OCSPResponse for a request."""
        if fault == "garbage":
            return b"<html><body>captive portal</body></html>"
        if fault in _REFUSALS:
            return _refusal(_REFUSALS[fault])
        try:
            asked, nonce = _read(body)
        except Unreadable:
            return _refusal(_REFUSALS["malformed"])
        issuer = self._issuer(asked[0]) if asked else None
        if issuer is None or any(self._issuer(one) is not issuer for one in asked):
            return _refusal(_REFUSALS["unauthorized"])
        return _successful(self._basic(issuer, asked, nonce, fault))

    def _issuer(self, asked: _Asked) -> Issuer | None:
        return next((one for one in self._authority.issuers if _names(asked, one)), None)

    def _basic(self, issuer: Issuer, asked: list[_Asked], nonce: bytes | None, fault: str) -> bytes:
        """BasicOCSPResponse (RFC 6960 4.2.1)."""
        now = self._clock().astimezone(UTC).replace(microsecond=0)
        produced = now + {"stale": -timedelta(days=1), "early": timedelta(days=1)}.get(fault, timedelta())
        responder = self._responder(issuer, fault)
        signed_part = der.sequence(
            der.tagged(1, responder.certificate.subject),
            der.generalized_time(produced),
            der.sequence(*(self._single(issuer, one, now, produced, fault) for one in asked)),
            der.tagged(1, certificates.extensions(_extensions(nonce, fault))),
        )
        algorithm = certificates.signature_algorithm(responder.signature_algorithm)
        signature = responder.sign_raw(signed_part)
        return der.sequence(
            signed_part,
            algorithm,
            der.bits(certificates.broken(signature) if fault == "broken" else signature),
            der.tagged(0, der.sequence(responder.certificate.der)),
        )

    def _single(self, issuer: Issuer, asked: _Asked, now: datetime, produced: datetime, fault: str) -> bytes:
        """SingleResponse: about this certificate, as of `produced`."""
        cert_id = _changed_id(asked, fault)
        return der.sequence(cert_id, self._status(issuer, asked, now, fault), der.generalized_time(produced))

    def _status(self, issuer: Issuer, asked: _Asked, now: datetime, fault: str) -> bytes:
        register, number = self._authority.register, asked.serial_number
        if fault == "status-unknown":
            return der.element(0x82, b"")
        if fault == "unknown" or not register.knows(issuer.name, number):
            return _revoked(_NEVER_ISSUED)
        revocations = register.revocations(issuer.name, now)
        found = next((one for one in revocations if one.serial_number == number), None)
        return _revoked(found) if found else der.element(0x80, b"")

    def _responder(self, issuer: Issuer, fault: str) -> CertifiedKey:
        known = self._responders.get((issuer.name, fault))
        if known is None:
            known = self._made_responder(issuer, fault)
            self._responders[issuer.name, fault] = known
        return known

    def _made_responder(self, issuer: Issuer, fault: str) -> CertifiedKey:
        if fault == "foreign-responder":
            other = next(one for one in self._authority.issuers if one.name != issuer.name)
            return self._authority.responder(other)
        changes: dict[str, Callable[[Template], Template]] = {
            "expired": lambda one: replace(one, not_after=one.not_before + timedelta(days=30)),
            "not-responder": lambda one: replace(one, extended_key_usage=()),
        }
        return self._authority.responder(issuer, changed=changes.get(fault, lambda one: one))


def _read(body: bytes) -> tuple[list[_Asked], bytes | None]:
    """The questions and the nonce (the value of its extension). Raises `Unreadable`."""
    parsed = asn1.load(ocsp.OCSPRequest, body, "ocsp-request")
    with asn1.reading("ocsp-request"):
        asked = [_asked(one["req_cert"]) for one in parsed["tbs_request"]["request_list"]]
        extensions = parsed["tbs_request"]["request_extensions"]
        given = [] if isinstance(extensions, core.Void) else list(extensions)
        nonces = [one["extn_value"].contents for one in given if one["extn_id"].dotted == _NONCE]
        return asked, nonces[0] if nonces else None


def _asked(cert_id: Any) -> _Asked:
    return _Asked(
        cert_id=cert_id.dump(),
        digest_algorithm=cert_id["hash_algorithm"]["algorithm"].dotted,
        name_hash=cert_id["issuer_name_hash"].native,
        key_hash=cert_id["issuer_key_hash"].native,
        serial_number=cert_id["serial_number"].native,
    )


def _names(asked: _Asked, issuer: Issuer) -> bool:
    """Whether a CertID names this authority: hashes of its name and of the bits of its key."""
    own = issuer.key.certificate
    key_bits: bytes = asn1.PublicKey.load(own.public_key)["public_key"].contents[1:]
    try:
        hashes = tuple(_digest(asked.digest_algorithm, value) for value in (own.subject, key_bits))
    except algorithms.NotAllowed:
        return False
    return hashes == (asked.name_hash, asked.key_hash)


def _digest(oid: str, value: bytes) -> bytes:
    if oid == algorithms.SHA1:
        return hashlib.sha1(value, usedforsecurity=False).digest()
    return algorithms.digest(oid, value)


def _changed_id(asked: _Asked, fault: str) -> bytes:
    if fault == "foreign-serial":
        parsed = ocsp.CertId.load(asked.cert_id)
        parsed["serial_number"] = asked.serial_number + 1
        changed: bytes = parsed.dump()
        return changed
    if fault == "wrong-imprint":
        return asked.cert_id.replace(asked.name_hash, asked.name_hash[::-1])
    return asked.cert_id


def _extensions(nonce: bytes | None, fault: str) -> list[Extension]:
    stated = [Extension(_EXTENDED_REVOKE, der.NULL)]
    if nonce is not None and fault != "no-nonce":
        value = nonce[:-1] + bytes([nonce[-1] ^ 1]) if fault == "wrong-nonce" else nonce
        stated.insert(0, Extension(_NONCE, value))
    return stated


def _revoked(revocation: Revocation) -> bytes:
    reason = [der.tagged(0, der.enumerated(REASONS[revocation.reason]))] if revocation.reason else []
    return der.tagged(1, b"".join([der.generalized_time(revocation.at), *reason]))


def _successful(basic: bytes) -> bytes:
    return der.sequence(der.enumerated(0), der.tagged(0, der.sequence(der.oid(_BASIC), der.octets(basic))))


def _refusal(status: int) -> bytes:
    return der.sequence(der.enumerated(status))
