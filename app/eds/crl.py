"""Certificate revocation lists (RFC 5280 5 and 6.3): checked, joined with a delta, asked about one certificate.

The two AlgorithmIdentifiers of a list are compared by OID only: in GOST lists one has NULL parameters and the other
none. A list that is kept is verified once and indexed (`crl_index.py`); `examine` is for those of a container.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any, Protocol

from asn1crypto import core, x509
from asn1crypto import crl as crl_types

from app.domain.errors import Unreadable
from app.domain.signature import Check, EvidenceKind, Result
from app.eds import algorithms, asn1
from app.eds.certificate import Certificate
from app.eds.crl_bytes import Crl, Entry, UnknownCritical, encoded, entries, read
from app.eds.revocation import REASONS, Finding, Status
from app.eds.trust import Authority

REMOVE_FROM_CRL = 8  # RFC 5280 5.3.1: only in a delta; the certificate is not on hold any more
_DISTRIBUTION_POINTS = "2.5.29.31"
_PARTS = ("only_contains_user_certs", "only_contains_ca_certs", "indirect_crl", "only_contains_attribute_certs")


# Whether a list, by its hash, is signed with a key: several signers of a container ask about the same one.
_KNOWN: dict[tuple[bytes, bytes], bool] = {}
_MOST_KNOWN = 64


class Listing(Protocol):
    """A list that can be asked: the bytes, or an index over them."""

    @property
    def crl(self) -> Crl: ...

    def find(self, serial: bytes) -> Entry | None: ...


def examine(base: bytes, delta: bytes | None, subject: Certificate, issuer: Authority) -> Finding:
    """What a complete list, with its delta where there is one, says about `subject`."""
    try:
        complete = read(base)
    except Unreadable:
        return _nothing("evidence-unreadable")
    wrong = wrongs(complete, issuer) or is_signed(complete, issuer)
    if wrong is not None:
        return _nothing(wrong, complete)
    later, is_unused = None, False
    if delta is not None:
        later = _sound(delta, issuer)
        is_unused = later is None
    try:
        return joined(complete, later, subject, issuer, delta_is_unused=is_unused)
    except UnknownCritical:
        return _nothing("crl-critical-extension", complete)
    except Unreadable:
        return _nothing("evidence-unreadable", complete)


def wrongs(crl: Crl, issuer: Authority) -> str | None:
    """The reason why a list is not one of this authority or cannot be used; its signature is looked at apart."""
    if crl.issuer != issuer.subject:
        return "crl-issuer"
    if crl.authority_key and issuer.key_identifier and crl.authority_key != issuer.key_identifier:
        return "crl-issuer"  # RFC 5280 5.2.1: two authorities of one name are told apart by the key
    return "crl-critical-extension" if crl.has_unknown_critical else None


def is_signed(crl: Crl, issuer: Authority, progress: algorithms.Progress | None = None) -> str | None:
    """The reason why the signature is not the authority's. A GOST list of 21 MB takes half a minute: `progress` hears
    of each piece, and what it raises ends the work.
    """
    if crl.inner_algorithm != crl.signature_algorithm:
        return "crl-signature"
    asked = (hashlib.sha256(crl.der).digest(), issuer.public_key)
    if asked not in _KNOWN:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[asked] = _verifies(crl, issuer, progress)
    return None if _KNOWN[asked] else "crl-signature"


def _verifies(crl: Crl, issuer: Authority, progress: algorithms.Progress | None) -> bool:
    start, stop = crl.signed_span
    signed = crl.der[start:stop]
    try:
        digest = algorithms.agreed_digest(crl.signature_algorithm, issuer.key_algorithm)
        if progress is not None:
            algorithms.digest(digest, signed, progress)  # is remembered where it takes long
        algorithms.verify(issuer.public_key, digest, crl.signature, signed)
    except (algorithms.BadSignature, algorithms.NotAllowed):
        return False
    return True


def joined(
    base: Listing, delta: Listing | None, subject: Certificate, issuer: Authority, *, delta_is_unused: bool = False
) -> Finding:
    """RFC 5280 5.2.4 and 6.3.3, for lists whose signatures hold.

    The NCA counts its deltas apart from its complete lists (a delta 10 to the list 14), so which one is newer is told
    by thisUpdate, not by the number; the delta's BaseCRLNumber must not be above the list's number.
    """
    complete, scope = base.crl, _scope(base.crl, subject)
    if subject.issuer != issuer.subject:
        return _nothing("crl-issuer", complete)
    if scope is not None:
        return _nothing(scope, complete)
    serial = encoded(subject.serial_number)
    if complete.delta_of is not None:
        return _delta_alone(base, serial)
    later = delta.find(serial) if delta is not None else None
    fits = delta is not None and _fits(complete, delta.crl)
    found = base.find(serial)
    if later is not None and (fits or later.reason != REMOVE_FROM_CRL):
        found = None if later.reason == REMOVE_FROM_CRL else later
    this_update, next_update = _covered(complete, delta.crl if delta is not None and fits else None)
    unused = delta_is_unused or (delta is not None and not fits)
    checks = (Check("R1", Result.WARN, "crl-delta-unused"),) if unused else ()
    return _finding(found, this_update, next_update, (*checks, Check("R1", Result.PASS)))


def _delta_alone(base: Listing, serial: bytes) -> Finding:
    """A delta proves that a certificate was revoked, never that it was not."""
    found = base.find(serial)
    if found is None or found.reason == REMOVE_FROM_CRL:
        return _nothing("crl-delta-alone", base.crl)
    return _finding(found, base.crl.this_update, base.crl.next_update, (Check("R1", Result.PASS),))


def _finding(
    found: Entry | None, this_update: datetime, next_update: datetime | None, checks: tuple[Check, ...]
) -> Finding:
    return Finding(
        kind=EvidenceKind.CRL,
        status=Status.GOOD if found is None else Status.REVOKED,
        this_update=this_update,
        next_update=next_update,
        produced_at=None,
        revoked_at=datetime.fromtimestamp(found.revoked_at, UTC) if found else None,
        reason=REASONS.get(found.reason, "") if found else "",
        checks=checks,
    )


def _nothing(reason: str, crl: Crl | None = None) -> Finding:
    this_update, next_update = (crl.this_update, crl.next_update) if crl is not None else (None, None)
    failed = (Check("R1", Result.FAIL, reason),)
    return Finding(EvidenceKind.CRL, Status.UNKNOWN, this_update, next_update, None, checks=failed)


def _sound(delta: bytes, issuer: Authority) -> Crl | None:
    try:
        crl = read(delta)
        if crl.delta_of is None or wrongs(crl, issuer) or is_signed(crl, issuer):
            return None
        for _ in entries(crl):  # to its last byte, before anything rests on it
            pass
    except Unreadable:
        return None
    return crl


def _fits(base: Crl, delta: Crl) -> bool:
    numbered = base.number is not None and delta.delta_of is not None and base.number >= delta.delta_of
    return numbered and base.scope == delta.scope and base.this_update <= delta.this_update


def _covered(base: Crl, delta: Crl | None) -> tuple[datetime, datetime | None]:
    """From thisUpdate of the list to the later nextUpdate; a delta after the end of the list speaks for itself."""
    if delta is None or base.next_update is None or delta.next_update is None:
        return base.this_update, base.next_update
    if delta.this_update > base.next_update:
        return delta.this_update, delta.next_update
    return base.this_update, max(base.next_update, delta.next_update)


def _scope(crl: Crl, subject: Certificate) -> str | None:
    """RFC 5280 5.2.5: a list about part of the certificates counts where it is the part of this one."""
    if crl.scope is None:
        return None
    try:
        with asn1.reading("evidence"):
            part = crl_types.IssuingDistributionPoint.load(crl.scope, strict=True)
            only = {name: bool(part[name].native) for name in _PARTS}
            named = _addresses(part["distribution_point"])
            if only["indirect_crl"] or only["only_contains_attribute_certs"] or part["only_some_reasons"].native:
                return "crl-scope"
            other_kind = "only_contains_user_certs" if subject.is_authority else "only_contains_ca_certs"
            if only[other_kind] or (named is not None and not named & _published(subject)):
                return "crl-scope"
    except Unreadable:
        return "evidence-unreadable"
    return None


def _published(subject: Certificate) -> set[str]:
    """Where the certificate says that its list is (CRLDistributionPoints)."""
    value = asn1.extension(subject.der, _DISTRIBUTION_POINTS)
    points = x509.CRLDistributionPoints.load(value, strict=True) if value is not None else ()
    return {address for point in points for address in _addresses(point["distribution_point"]) or ()}


def _addresses(name: Any) -> set[str] | None:
    """None where no distribution point is named; one that is not named by addresses has none."""
    if isinstance(name, core.Void):
        return None
    if name.name != "full_name":
        return set()
    return {str(one.native) for one in name.chosen if one.name == "uniform_resource_identifier"}
