"""The verification of a container: every row of the checklist that applies, and the verdict that follows from them.

`level` is what the file claims, `verified_level` what was confirmed. Nothing here reads a clock, a network or a file:
`wanted` names the certificates about which evidence is missing, and whoever may ask the network hands it in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import Unreadable
from app.domain.signature import Check, Evidence, Level, Result, SignatureReport, Verdict
from app.eds import cms, integrity
from app.eds.certificate import Certificate
from app.eds.trust import Authority, TrustList
from app.eds.verification import (
    archive,
    chain,
    container,
    integral,
    persons,
    pool,
    purpose,
    revocation,
    rules,
    times,
)
from app.eds.verification.case import Case, Expected, Policy

OFFLINE = "offline"

ROWS: dict[str, Callable[[Case], Check | None]] = {
    "C1": container.row_c1,
    "C2": container.row_c2,
    "C3": container.row_c3,
    "C4": container.row_c4,
    "I1": integral.row_i1,
    "I2": integral.row_i2,
    "I3": integral.row_i3,
    "I4": integral.row_i4,
    "I5": integral.row_i5,
    "T1": times.row_t1,
    "T2": times.row_t2,
    "T3": times.row_t3,
    "T4": times.row_t4,
    "T5": times.row_t5,
    "T6": times.row_t6,
    "T7": times.row_t7,
    "V1": chain.row_v1,
    "V2": chain.row_v2,
    "V3": chain.row_v3,
    "V4": chain.row_v4,
    "V5": chain.row_v5,
    "P1": purpose.row_p1,
    "P2": purpose.row_p2,
    "P3": purpose.row_p3,
    "R1": revocation.row_r1,
    "R2": revocation.row_r2,
    "R3": revocation.row_r3,
    "R4": revocation.row_r4,
    "R5": revocation.row_r5,
    "A1": persons.row_a1,
    "A2": persons.row_a2,
    "A3": persons.row_a3,
    "A4": persons.row_a4,
    "A5": persons.row_a5,
    "L1": archive.row_l1,
    "L2": archive.row_l2,
}
# What can be looked at without the signer's certificate.
_WITHOUT_SIGNER = frozenset({"C1", "C2", "C3"})
_OF_CMS = frozenset({"C2", "C3", "C4", "I1", "I2", "I3", "I4", "I5"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A certificate about which there is no evidence yet that counts."""

    subject: Certificate
    issuer: Authority


def verify(
    container_der: bytes,
    content: bytes | None,
    *,
    trusted: TrustList,
    now: datetime,
    policy: Policy | None = None,
    expected: Expected | None = None,
    evidence: Iterable[Evidence] = (),
    why_no_evidence: str = OFFLINE,
) -> SignatureReport:
    """The report on a container with one signer; `content` is None for an attached one."""
    reports = verify_each(
        container_der,
        content,
        trusted=trusted,
        now=now,
        policy=policy,
        expected=expected,
        evidence=evidence,
        why_no_evidence=why_no_evidence,
    )
    if len(reports) != 1:
        return _unusable(policy, Check("C1", Result.FAIL, "several-signers"))
    return reports[0]


def verify_each(
    container_der: bytes,
    content: bytes | None,
    *,
    trusted: TrustList,
    now: datetime,
    policy: Policy | None = None,
    expected: Expected | None = None,
    evidence: Iterable[Evidence] = (),
    why_no_evidence: str = OFFLINE,
) -> tuple[SignatureReport, ...]:
    """One report per signer, in the order of the container; one INVALID report where it cannot be read.

    `evidence` is what is at hand beside the container; `why_no_evidence` is told by R5 where there is none.
    """
    asked = Question(
        content, trusted, now, policy or Policy(), expected or Expected(), tuple(evidence), why_no_evidence
    )
    return reports(cases(container_der, asked), asked)


def wanted(
    container_der: bytes,
    content: bytes | None,
    *,
    trusted: TrustList,
    now: datetime,
    evidence: Iterable[Evidence] = (),
) -> tuple[Wanted, ...]:
    """Signers, time-stamp authorities and authorities between that lack evidence, each once, signers first."""
    asked = Question(content, trusted, now, Policy(), Expected(), tuple(evidence), OFFLINE)
    return lacking(cases(container_der, asked))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a container."""

    content: bytes | None
    trusted: TrustList
    now: datetime
    policy: Policy
    expected: Expected
    evidence: tuple[Evidence, ...]
    why_no_evidence: str


def cases(container_der: bytes, asked: Question, given: tuple[Check, ...] = ()) -> tuple[Case, ...] | Check:
    """One case per signer, or why there is none. `given`: what the form around the container says of it."""
    limits = asked.policy.rules.limits
    try:
        read = cms.read(container_der)
    except Unreadable:
        return Check("C1", Result.FAIL, "unreadable")
    if not read.signers:
        return Check("C1", Result.FAIL, "no-signer")
    if container.too_much(read, limits):
        return Check("C1", Result.FAIL, "too-many-parts")
    certificates = integrity.held(read, limits.certificate_bytes)
    return tuple(
        case_of(asked, read, signer, certificates, is_alone=len(read.signers) == 1, given=given)
        for signer in read.signers
    )


def case_of(
    asked: Question,
    read: cms.Container,
    signer: cms.Signer,
    certificates: tuple[Certificate, ...],
    *,
    is_alone: bool,
    is_cms: bool = True,
    given: tuple[Check, ...] = (),
) -> Case:
    return Case(
        container=read,
        signer=signer,
        content=asked.content,
        certificates=certificates,
        trust=asked.trusted,
        rules=asked.policy.rules,
        policy=asked.policy,
        expected=asked.expected,
        now=asked.now,
        pool=pool.Pool(pool.embedded_in(read, signer), asked.evidence),
        why_no_evidence=asked.why_no_evidence,
        is_alone=is_alone,
        given=given,
        is_cms=is_cms,
    )


def lacking(found: tuple[Case, ...] | Check) -> tuple[Wanted, ...]:
    missing: dict[tuple[int, str], Wanted] = {}
    for case in () if isinstance(found, Check) else found:
        for subject, issuer in case.in_play if case.has_signer else ():
            if not case.pool.about(subject, issuer):
                missing.setdefault((subject.serial_number, issuer.sha256), Wanted(subject, issuer))
    return tuple(missing.values())


def reports(found: tuple[Case, ...] | Check, asked: Question) -> tuple[SignatureReport, ...]:
    return (_unusable(asked.policy, found),) if isinstance(found, Check) else tuple(map(report, found))


def report(case: Case) -> SignatureReport:
    """Run the rows that the rules name, in their order."""
    checks = tuple(_checks(case))
    if not case.has_signer:
        answered = verdict(checks, case.policy)
        return SignatureReport(
            verdict=answered if answered is Verdict.INVALID else Verdict.NOT_CONFIRMED,
            claimed_level=_claimed(case),
            verified_level=None,
            signer=None,
            signing_time=case.signing_time,
            time_stamp_time=None,
            checks=checks,
            rules_version=case.rules.version,
        )
    judged = revocation.of_signer(case)
    revoked = judged.revoked if judged else None
    return SignatureReport(
        verdict=verdict(checks, case.policy),
        claimed_level=_claimed(case),
        verified_level=_verified(case, checks),
        signer=case.view,
        signing_time=case.signing_time,
        time_stamp_time=case.stamped_at,
        checks=checks,
        rules_version=case.rules.version,
        reference_time=case.moment,
        revoked_at=revoked.revoked_at if revoked else None,
        revocation_reason=revoked.reason if revoked else "",
        anchor=case.above[-1].name if case.above else "",
    )


def _checks(case: Case) -> Iterable[Check]:
    """The rows that apply; where the form around the signature answered a row already, its answer stands."""
    given = {check.code: check for check in case.given}
    for row in case.rules.rows:
        if row.purpose not in {"", case.policy.purpose}:
            continue
        if row.code in given:
            yield given.pop(row.code)
        elif (case.has_signer or row.code in _WITHOUT_SIGNER) and (case.is_cms or row.code not in _OF_CMS):
            check = ROWS[row.code](case)
            if check is not None:
                yield check
    yield from (check for code, check in given.items() if code not in ROWS)


def verdict(checks: Iterable[Check], policy: Policy) -> Verdict:
    """INVALID by any failure; NOT CONFIRMED where a mandatory row has no answer; then warnings; then GENUINE."""
    listed = tuple(checks)
    results = {check.result for check in listed}
    if Result.FAIL in results:
        return Verdict.INVALID
    optional = set() if policy.revocation_required else {"R1", "R2", "R3", "R4", "R5"}
    unanswered = {check.code for check in listed if check.result is Result.NOT_CHECKED} - optional
    if any(code not in ROWS or policy.rules.is_mandatory(code) for code in unanswered):  # the form's own have no row
        return Verdict.NOT_CONFIRMED
    warned = {check.code for check in listed if check.result is Result.WARN} - optional
    return Verdict.WITH_WARNINGS if warned else Verdict.GENUINE


def failures(report: SignatureReport) -> tuple[Check, ...]:
    return tuple(check for check in report.checks if check.result is Result.FAIL)


def worst(reports: Iterable[SignatureReport]) -> SignatureReport:
    """Of several signers the one whose signature is worth least; the first of equals."""
    order = (Verdict.INVALID, Verdict.NOT_CONFIRMED, Verdict.WITH_WARNINGS, Verdict.GENUINE)
    return min(reports, key=lambda one: order.index(one.verdict))


def _claimed(case: Case) -> Level | None:
    """What the container says it is: by the attributes it carries, whatever they are worth. XMLDSig says nothing."""
    if not case.is_cms:
        return None
    if not case.signer.unsigned(cms.SIGNATURE_TIME_STAMP):
        return Level.B
    if case.signer.unsigned(cms.ARCHIVE_TIME_STAMP_V3):
        return Level.LTA
    return Level.LT if case.container.revocation or case.signer.unsigned(cms.REVOCATION_VALUES) else Level.T


def _verified(case: Case, checks: tuple[Check, ...]) -> Level | None:
    """What was confirmed: whole, proven in time, with embedded evidence that counts, with archive stamps that hold."""
    failed = {check.code for check in checks if check.result is Result.FAIL}
    if any(code[0] in "CI" for code in failed) or not {"I1", "I3"} <= {check.code for check in checks}:
        return None
    if not case.is_cms:
        return None
    if case.stamped_at is None:
        return Level.B
    embedded = revocation.of_signer(case, embedded_only=True)
    counts = embedded is not None and embedded.evidence.result in {Result.PASS, Result.WARN}
    if not counts or failed & {"R1", "R3", "R4", "T5"}:
        return Level.T
    renewed = case.archive_stamps and all(check.result is Result.PASS for check in checks if check.code == "L1")
    return Level.LTA if renewed else Level.LT


def _unusable(policy: Policy | None, *checks: Check) -> SignatureReport:
    version = (policy.rules if policy else rules.in_force()).version
    return SignatureReport(Verdict.INVALID, None, None, None, None, None, checks, rules_version=version)
