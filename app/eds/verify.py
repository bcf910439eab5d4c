"""The verification of a container: every check with its status and reason, and the verdict that follows from them.

The checklist is a table, run in its order; a further check is one more row. Codes and order follow the rules for
checking the authenticity of an EDS; `RULES_VERSION` names the edition in every stored report. `level` is what the
file claims, `verified_level` what was confirmed. Nothing here reads a clock, a network or a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms as cms_types

from app.domain.errors import Unreadable
from app.domain.identity import BinNumber, Iin
from app.domain.signature import CertificateView, Check, Level, Result, SignatureReport, Verdict
from app.eds import asn1, authority, certificate, cms, integrity, trust, tsp
from app.eds.cms import Container, Signer
from app.eds.trust import TrustList

RULES_VERSION = "2026-11"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the rules in force demand. Without evidence on revocation a signature is never called genuine."""

    time_stamp_required: bool = False
    revocation_required: bool = True


@dataclass(frozen=True, slots=True)
class Expected:
    """Who must have signed; None where it does not matter."""

    iin: Iin | None = None
    bin_number: BinNumber | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """One signer of one container, with everything the checks look at."""

    container: Container
    signer: Signer
    examined: integrity.Examined
    own: certificate.Certificate
    view: CertificateView
    tokens: tuple[tsp.TokenReport, ...]
    trust: TrustList
    policy: Policy
    expected: Expected
    now: datetime
    signing_time: datetime | None

    @property
    def stamped_at(self) -> datetime | None:
        """The earliest proven time."""
        proven = [token.time for token in self.tokens if token.good and token.time is not None]
        return min(proven, default=None)


def verify(
    container_der: bytes,
    content: bytes | None,
    *,
    trusted: TrustList,
    now: datetime,
    policy: Policy | None = None,
    expected: Expected | None = None,
) -> SignatureReport:
    """The report on a container with one signer; `content` is None for an attached one."""
    reports = verify_each(container_der, content, trusted=trusted, now=now, policy=policy, expected=expected)
    if len(reports) != 1:
        return _unusable(Check("C1", Result.FAIL, "several-signers"))
    return reports[0]


def verify_each(
    container_der: bytes,
    content: bytes | None,
    *,
    trusted: TrustList,
    now: datetime,
    policy: Policy | None = None,
    expected: Expected | None = None,
) -> tuple[SignatureReport, ...]:
    """One report per signer, in the order of the container; one INVALID report where it cannot be read."""
    try:
        container = cms.read(container_der)
    except Unreadable:
        return (_unusable(Check("C1", Result.FAIL, "unreadable")),)
    if not container.signers:
        return (_unusable(Check("C1", Result.FAIL, "no-signer")),)
    if content is not None and container.content is not None and container.content != content:
        return (_unusable(Check("C1", Result.PASS), Check("C3", Result.FAIL, "content-differs")),)
    signed = container.content if content is None else content
    return tuple(
        _report(container, signer, signed, trusted, now, policy or Policy(), expected or Expected())
        for signer in container.signers
    )


def _report(
    container: Container,
    signer: Signer,
    content: bytes | None,
    trusted: TrustList,
    now: datetime,
    policy: Policy,
    expected: Expected,
) -> SignatureReport:
    examined = integrity.examine(container, signer, content)
    claimed = Level.T if signer.unsigned(cms.SIGNATURE_TIME_STAMP) else Level.B
    if examined.certificate is None:
        return _unusable(Check("C1", Result.PASS), *examined.checks, claimed=claimed)
    case = _Case(
        container=container,
        signer=signer,
        examined=examined,
        own=examined.certificate,
        view=certificate.view(examined.certificate),
        tokens=tuple(
            tsp.examine(token, signer.signature, trusted) for token in signer.unsigned(cms.SIGNATURE_TIME_STAMP)
        ),
        trust=trusted,
        policy=policy,
        expected=expected,
        now=now,
        signing_time=_signing_time(signer),
    )
    checks = tuple(check for step in _STEPS for check in step(case))
    return SignatureReport(
        verdict=verdict(checks, policy),
        claimed_level=claimed,
        verified_level=_verified_level(case),
        signer=case.view,
        signing_time=case.signing_time,
        time_stamp_time=case.stamped_at,
        checks=checks,
    )


def verdict(checks: tuple[Check, ...], policy: Policy) -> Verdict:
    """INVALID by any failure; NOT CONFIRMED where evidence is missing; then warnings; then GENUINE."""
    results = {check.result for check in checks}
    if Result.FAIL in results:
        return Verdict.INVALID
    optional = set() if policy.revocation_required else {"R1"}
    if any(check.result is Result.NOT_CHECKED and check.code not in optional for check in checks):
        return Verdict.NOT_CONFIRMED
    return Verdict.WITH_WARNINGS if Result.WARN in results else Verdict.GENUINE


def failures(report: SignatureReport) -> tuple[Check, ...]:
    return tuple(check for check in report.checks if check.result is Result.FAIL)


def _container(case: _Case) -> list[Check]:
    """C1, and that nothing hangs on the container which these rules do not know."""
    known = {cms.SIGNATURE_TIME_STAMP}
    strange = any(oid not in known for oid, _ in case.signer.unsigned_attributes) or case.container.revocation
    return [Check("C1", Result.WARN, "unknown-parts") if strange else Check("C1", Result.PASS)]


def _integrity(case: _Case) -> list[Check]:
    return list(case.examined.checks)


def _time(case: _Case) -> list[Check]:
    """T1 to T4, T6 (the reference time and where it comes from), T7 (the signer's clock against the proven time)."""
    if not case.tokens:
        missing = Result.FAIL if case.policy.time_stamp_required else Result.PASS
        return [Check("T1", missing, "no-time-stamp"), Check("T6", Result.PASS, "current-time")]
    checks = [Check("T1", Result.PASS), *(check for token in case.tokens for check in token.checks)]
    if case.stamped_at is None:
        return [*checks, Check("T6", Result.PASS, "current-time")]
    checks.append(Check("T6", Result.PASS, "time-stamp"))
    if case.signing_time is not None and (case.signing_time - case.stamped_at).total_seconds() > 120:
        checks.append(Check("T7", Result.WARN, "signing-time-after-time-stamp"))
    return checks


def _chain(case: _Case) -> list[Check]:
    """V1 to V5 at the proven time, else now. Expired since an unproven signing is unknown, not wrong."""
    moment = case.stamped_at or case.now
    checks = trust.chain(case.own, case.trust, moment)
    unproven = case.stamped_at is None and _was_valid(case)
    return [
        Check("V2", Result.NOT_CHECKED, "no-proof-of-time")
        if unproven and (check.code, check.reason) == ("V2", "expired")
        else check
        for check in checks
    ]


def _was_valid(case: _Case) -> bool:
    claimed = case.signing_time
    return claimed is not None and case.own.not_before <= claimed <= case.own.not_after


def _purpose(case: _Case) -> list[Check]:
    """P1, P3."""
    above = case.trust.path(case.own)
    if not above:
        return [authority.purpose(case.view), Check("P3", Result.NOT_CHECKED, "unknown-authority")]
    listed = any(re.fullmatch(above[0].policies, policy) for policy in case.own.policies)
    return [
        authority.purpose(case.view),
        Check("P3", Result.PASS) if listed else Check("P3", Result.FAIL, "policy-not-allowed"),
    ]


def _revocation(_: _Case) -> list[Check]:
    """R1: no evidence on revocation is fetched or read at levels B and T."""
    return [Check("R1", Result.NOT_CHECKED, "no-revocation-evidence")]


def _person(case: _Case) -> list[Check]:
    """A1 to A3, where it is known who must have signed."""
    checks = []
    if case.expected.iin is not None:
        same = case.view.iin == case.expected.iin
        checks.append(Check("A1", Result.PASS) if same else Check("A1", Result.FAIL, "iin-differs"))
    if case.expected.bin_number is not None and case.view.bin_number is not None:
        same = case.view.bin_number == case.expected.bin_number
        checks.append(Check("A2", Result.PASS) if same else Check("A2", Result.FAIL, "bin-differs"))
    medical = case.view.role in authority.MEDICAL_ROLES
    checks.append(Check("A3", Result.PASS) if medical else Check("A3", Result.WARN, "role"))
    return checks


_STEPS: tuple[Callable[[_Case], list[Check]], ...] = (
    _container,
    _integrity,
    _time,
    _chain,
    _purpose,
    _revocation,
    _person,
)


def _verified_level(case: _Case) -> Level | None:
    if not case.examined.whole:
        return None
    return Level.T if case.stamped_at is not None else Level.B


def _signing_time(signer: Signer) -> datetime | None:
    """What the signer claims; nothing is decided by it alone."""
    values = signer.signed(cms.SIGNING_TIME)
    if len(values) != 1:
        return None
    try:
        with asn1.reading("container"):
            return asn1.aware(cms_types.Time.load(values[0], strict=True).chosen)
    except Unreadable:
        return None


def _unusable(*checks: Check, claimed: Level | None = None) -> SignatureReport:
    return SignatureReport(Verdict.INVALID, claimed, None, None, None, None, checks)
