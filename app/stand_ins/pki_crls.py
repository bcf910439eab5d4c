"""CRLs of the test authority (RFC 5280 5): a base each day, a delta at any minute, as the NCA publishes them.

The base holds what was revoked before its day began (UTC), the delta what was revoked since; deltaCRLIndicator is
critical and names the base's number. Numbers follow from the time alone, so that a start changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from app.eds import der
from app.stand_ins import pki_certificates as certificates
from app.stand_ins.pki import Issuer, StandInAuthority
from app.stand_ins.pki_certificates import Extension
from app.stand_ins.pki_register import REASONS, Revocation

# What a list can have wrong; the server adds what happens on the wire.
FAULTS = ("garbage", "missing", "expired", "broken", "stale", "foreign-issuer", "wrong-base", "unknown-critical")
_NUMBER, _DELTA, _REASON = "2.5.29.20", "2.5.29.27", "2.5.29.21"
_BASE_TERM, _DELTA_TERM = timedelta(days=1), timedelta(hours=7, minutes=30)
_MINUTES = 10_000  # room between the numbers of two bases


def revocation_list(
    authority: StandInAuthority, issuer: Issuer, moment: datetime, *, delta: bool = False, fault: str = ""
) -> bytes:
    """DER CertificateList of one authority as of the moment."""
    if fault == "garbage":
        return b"<html><body>captive portal</body></html>"
    now = moment.astimezone(UTC).replace(second=0, microsecond=0)
    if fault in {"expired", "stale"}:  # an expired list's nextUpdate has passed; a stale one was the list of yesterday
        now -= timedelta(days=2 if fault == "expired" else 1)
    begun = now.replace(hour=0, minute=0)
    number = begun.toordinal() * _MINUTES
    revoked = authority.register.revocations(issuer.name, now if delta else begun)
    listed = [one for one in revoked if one.at > begun] if delta else revoked
    signer = issuer if fault != "foreign-issuer" else next(one for one in authority.issuers if one is not issuer)
    algorithm = certificates.signature_algorithm(signer.key.signature_algorithm)
    signed_part = der.sequence(
        der.integer(1),  # version 2
        algorithm,
        signer.key.certificate.subject,
        der.time(now if delta else begun),
        der.time(now + _DELTA_TERM if delta else begun + _BASE_TERM),
        *([der.sequence(*map(_entry, listed))] if listed else []),
        der.tagged(0, certificates.extensions(_extensions(signer, number, now - begun, delta=delta, fault=fault))),
    )
    return certificates.signed(signed_part, algorithm, signer.key, wrong=fault == "broken")


def written(issuer: Issuer, revocations: Sequence[Revocation], moment: datetime) -> bytes:
    """A base with the entries given, of any number."""
    algorithm = certificates.signature_algorithm(issuer.key.signature_algorithm)
    signed_part = der.sequence(
        der.integer(1),
        algorithm,
        issuer.key.certificate.subject,
        der.time(moment),
        der.time(moment + _BASE_TERM),
        *([der.sequence(*map(_entry, revocations))] if revocations else []),
        der.tagged(0, certificates.extensions(_extensions(issuer, 1, timedelta(), delta=False, fault=""))),
    )
    return certificates.signed(signed_part, algorithm, issuer.key)


def _entry(one: Revocation) -> bytes:
    reason = Extension(_REASON, der.enumerated(REASONS[one.reason])) if one.reason else None
    return der.sequence(
        der.integer(one.serial_number), der.time(one.at), *([certificates.extensions([reason])] if reason else [])
    )


def _extensions(issuer: Issuer, base: int, age: timedelta, *, delta: bool, fault: str) -> list[Extension]:
    """A delta's number follows its base's by the minutes of the day."""
    named = certificates.authority_key_identifier(issuer.key.certificate.subject_key)
    number = base + 1 + int(age.total_seconds()) // 60 if delta else base
    stated = [Extension(certificates.AUTHORITY_KEY, named), Extension(_NUMBER, der.integer(number))]
    if delta:
        of = base - _MINUTES if fault == "wrong-base" else base
        stated.append(Extension(_DELTA, der.integer(of), critical=True))
    if fault == "unknown-critical":
        stated.append(Extension("1.2.398.9.9.9", der.NULL, critical=True))
    return stated
