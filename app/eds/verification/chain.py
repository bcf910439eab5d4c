"""V1 to V5: the path from a certificate to a pinned authority, for signers and for time-stamp authorities alike.

Issuers come from the trust list only (RFC 5280 6.1.1 (d)). A pinned authority is its name and its key; where its
certificate is at hand too, its signature by the authority above and its constraints are checked as well.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from app.domain.errors import Unreadable
from app.domain.signature import Check, Result
from app.eds import algorithms, certificate, trust
from app.eds.certificate import Certificate
from app.eds.trust import Authority, Environment, TrustList
from app.eds.verification.rules import Rules, in_force

if TYPE_CHECKING:
    from app.eds.verification.case import Case

FOR_SIGNING, FOR_TIME_STAMPS = "sign", "time-stamp"


def path(subject: Certificate, trusted: TrustList, use: str) -> tuple[Authority, ...]:
    """The pinned authorities above, the issuing one first; only those that are trusted for this use count."""
    usable = tuple(one for one in trusted.authorities if use in one.uses)
    return replace(trusted, authorities=usable).path(subject)


def signed(subject: Certificate, above: tuple[Authority, ...], held: Mapping[str, Certificate], rules: Rules) -> Check:
    """V1: every link signed by the one above it, up to a pinned authority."""
    if not above:
        return Check("V1", Result.FAIL, "unknown-authority")
    links = [subject, *(at_hand(authority, held) for authority in above)]
    for link, issuer in zip(links, above, strict=False):
        reason = _wrong(link.der, issuer.public_key, issuer.key_algorithm) if link is not None else ""
        if reason:
            return Check("V1", Result.FAIL, reason)
    if above[-1].root_is_unpublished:
        return Check("V1", rules.unpublished_root, "root-unpublished")
    return Check("V1", Result.PASS)


def valid(subject: Certificate, above: tuple[Authority, ...], moment: datetime) -> Check:
    """V2: every link within its term."""
    terms = [(subject.not_before, subject.not_after), *((link.not_before, link.not_after) for link in above)]
    if any(moment < not_before for not_before, _ in terms):
        return Check("V2", Result.FAIL, "not-yet-valid")
    if any(moment > not_after for _, not_after in terms):
        return Check("V2", Result.FAIL, "expired")
    return Check("V2", Result.PASS)


def ends(subject: Certificate, above: tuple[Authority, ...]) -> datetime:
    """The last moment at which every link is within its term."""
    return min([subject.not_after, *(link.not_after for link in above)])


def issuers(subject: Certificate, above: tuple[Authority, ...], held: Mapping[str, Certificate]) -> Check:
    """V3: the authorities may issue certificates (basicConstraints, keyCertSign), and the subject is none of them."""
    if subject.is_authority:
        return Check("V3", Result.FAIL, "authority-certificate")
    for authority in above:
        one = at_hand(authority, held)
        if one is not None and not (one.is_authority and "key_cert_sign" in one.key_usage):
            return Check("V3", Result.FAIL, "issuer-no-authority")
    return Check("V3", Result.PASS)


def extensions(
    subject: Certificate, above: tuple[Authority, ...], held: Mapping[str, Certificate], rules: Rules
) -> Check:
    """V4: no critical extension that these rules do not know (RFC 5280 4.2)."""
    links = [subject, *(at_hand(authority, held) for authority in above)]
    strange = any(link is not None and not link.critical <= rules.critical_extensions for link in links)
    return Check("V4", Result.FAIL, "unknown-critical-extension") if strange else Check("V4", Result.PASS)


def environment(subject: Certificate, trusted: TrustList) -> Check:
    """V5: test keys count under test trust, real keys under production trust."""
    return trust.in_environment(certificate.is_test(subject), trusted.environment is Environment.TEST)


def examine(
    subject: Certificate, above: tuple[Authority, ...], held: Mapping[str, Certificate], moment: datetime, rules: Rules
) -> tuple[Check, ...]:
    """V1 to V4 of any certificate at a moment."""
    return (
        signed(subject, above, held, rules),
        valid(subject, above, moment),
        issuers(subject, above, held),
        extensions(subject, above, held, rules),
    )


def checks(subject: Certificate, trusted: TrustList, moment: datetime) -> tuple[Check, ...]:
    """V1 to V5 of a certificate by itself, for signing and for login, by the rules in force."""
    above = path(subject, trusted, FOR_SIGNING)
    return (*examine(subject, above, {}, moment, in_force()), environment(subject, trusted))


def of_stamper(
    own: Certificate | None, trusted: TrustList, held: Mapping[str, Certificate], moment: datetime, rules: Rules
) -> Check:
    """T4: timeStamping alone and critical (RFC 3161 2.3), a chain to a pinned authority, valid when it stamped."""
    if own is None:
        return Check("T4", Result.FAIL, "signer-certificate-missing")
    if own.extended_key_usage != (certificate.TIME_STAMPING,) or certificate.EXTENDED_KEY_USAGE not in own.critical:
        return Check("T4", Result.FAIL, "not-for-time-stamping")
    above = path(own, trusted, FOR_TIME_STAMPS)
    found = list(examine(own, above, held, moment, rules))
    if above and FOR_SIGNING in above[0].uses:  # one that is trusted for stamps alone says so in the list
        found.append(environment(own, trusted))
    failed = next((check for check in found if check.result is Result.FAIL), None)
    return Check("T4", Result.FAIL, failed.reason) if failed else Check("T4", Result.PASS)


def row_v1(case: Case) -> Check:
    return signed(case.own, case.above, case.held, case.rules)


def row_v2(case: Case) -> Check:
    """Expired since a signing whose time nobody proved is unknown, not wrong."""
    check = valid(case.own, case.above, case.moment)
    claimed = case.signing_time
    was_valid = claimed is not None and case.own.not_before <= claimed <= case.own.not_after
    if check.reason == "expired" and case.stamped_at is None and was_valid:
        return Check("V2", Result.NOT_CHECKED, "no-proof-of-time")
    return check


def row_v3(case: Case) -> Check:
    return issuers(case.own, case.above, case.held)


def row_v4(case: Case) -> Check:
    return extensions(case.own, case.above, case.held, case.rules)


def row_v5(case: Case) -> Check:
    return environment(case.own, case.trust)


def pairs(
    subject: Certificate, above: tuple[Authority, ...], held: Mapping[str, Certificate]
) -> tuple[tuple[Certificate, Authority], ...]:
    """The certificate and the authorities above it, each with its issuer: whom evidence on revocation may concern."""
    links = [subject, *(in_question(one, issuer, held) for one, issuer in itertools.pairwise(above))]
    return tuple((link, issuer) for link, issuer in zip(links, above, strict=False) if link is not None)


def in_question(authority: Authority, issuer: Authority, held: Mapping[str, Certificate]) -> Certificate | None:
    """A pinned authority as one asks about it: its certificate, or issuer and number, which is enough."""
    own = at_hand(authority, held)
    if own is not None or authority.serial_number is None:
        return own
    return Certificate(
        der=b"",
        subject=authority.subject,
        issuer=issuer.subject,
        subject_attributes=(),
        issuer_attributes=(),
        serial_number=authority.serial_number,
        public_key=authority.public_key,
        key_algorithm=authority.key_algorithm,
        signed_part=b"",
        signature_algorithm="",
        signature=b"",
        not_before=authority.not_before,
        not_after=authority.not_after,
        key_usage=frozenset({"key_cert_sign"}),
        extended_key_usage=(),
        critical=frozenset(),
        is_authority=True,
        subject_key=authority.key_identifier,
        authority_key=issuer.key_identifier,
        policies=(),
        key_store="",
        emails=(),
    )


def at_hand(authority: Authority, held: Mapping[str, Certificate]) -> Certificate | None:
    """The authority's own certificate: from the trust list, or from the container by the fingerprint of the pin."""
    if authority.der:
        return _read(authority.der)
    return held.get(authority.sha256)


@lru_cache(maxsize=64)
def _read(der: bytes) -> Certificate | None:
    try:
        return certificate.read(der)
    except Unreadable:
        return None


@lru_cache(maxsize=256)
def _wrong(der: bytes, public_key: bytes, key_algorithm: str) -> str:
    """Why the certificate is not signed with this key; empty where it is."""
    try:
        link = certificate.read(der)
        digest = algorithms.agreed_digest(link.signature_algorithm, key_algorithm)
        algorithms.verify(public_key, digest, link.signature, link.signed_part)
    except algorithms.BadSignature:
        return "not-signed-by-authority"
    except (algorithms.NotAllowed, Unreadable):
        return "algorithm"
    return ""
