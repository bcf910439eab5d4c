"""R1 to R5 (and T5): what the evidence on revocation is worth at the reference time.

Evidence counts where it is authentic, about this very certificate, and covers the moment: an OCSP answer made within
the window round it, a certificate list in whose interval it lies. A revocation that began after a proven time does not
reach back where its reason is benign; a compromised key always does. No evidence is no verdict, never a good one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.signature import Check, EvidenceKind, Result
from app.eds.certificate import Certificate
from app.eds.revocation import Finding, Status
from app.eds.trust import Authority
from app.eds.verification.pool import Pool
from app.eds.verification.rules import Rules

if TYPE_CHECKING:
    from app.eds.verification.case import Case

_NOT_FOR_GOOD = frozenset({"certificate_hold", "remove_from_crl"})
_WORST_FIRST = (Result.FAIL, Result.NOT_CHECKED, Result.WARN, Result.PASS)


@dataclass(frozen=True, slots=True)
class Judged:
    """What all pieces about one certificate come to. Codes are filled in by the row that asked."""

    evidence: Check  # authentic, and covering the moment (R1)
    status: Check  # good, or revoked later and harmlessly (R3)
    term: Check  # not an expired list alone (R4)
    revoked: Finding | None  # the finding that says so


def judged(
    pool: Pool,
    subject: Certificate,
    issuer: Authority,
    moment: datetime,
    rules: Rules,
    *,
    is_proven: bool,
    embedded_only: bool = False,
) -> Judged | None:
    """None where nothing at hand is about this certificate. `is_proven`: the moment comes from a time stamp."""
    found = pool.about(subject, issuer, embedded_only=embedded_only)
    if not found:
        return None
    authentic = [one for one in found if _is_authentic(one)]
    forged = next((one for one in found if not _is_authentic(one)), None)
    covering = [one for one in authentic if _covers(one, moment, rules)]
    late = [one for one in authentic if one not in covering and _is_later(one, moment)]
    usable = [one for one in late if one.this_update is not None and one.this_update <= subject.not_after]
    lists = [one for one in authentic if one.kind is EvidenceKind.CRL]
    expired = bool(authentic) and lists == authentic and all(_is_expired(one, moment) for one in lists)
    revoked = _revoked(authentic)
    return Judged(
        evidence=_evidence(forged, covering, usable, late, rules),
        status=_status(revoked, covering + usable, moment, rules, is_proven),
        term=Check("R4", Result.FAIL, "crl-expired") if expired else Check("R4", Result.PASS),
        revoked=revoked,
    )


def as_one(code: str, found: Judged | None) -> Check | None:
    """The three answers as one row (R2, T5): the worst of them."""
    if found is None:
        return None
    worst = min((found.status, found.evidence, found.term), key=lambda one: _WORST_FIRST.index(one.result))
    return Check(code, worst.result, worst.reason)


def row_r1(case: Case) -> Check:
    found = of_signer(case)
    return found.evidence if found else Check("R1", case.rules.absent("R1"), "no-revocation-evidence")


def row_r2(case: Case) -> Check:
    """Every authority between the signer and the anchor. An anchor is trusted by decision: nobody revokes it."""
    if not case.above:
        return Check("R2", Result.NOT_CHECKED, "unknown-authority")
    answers = [_of_authority(case, link, issuer) for link, issuer in zip(case.above, case.above[1:], strict=False)]
    if not answers:
        return Check("R2", Result.PASS, "issued-by-anchor")
    return min(answers, key=lambda one: _WORST_FIRST.index(one.result))


def row_r3(case: Case) -> Check:
    found = of_signer(case)
    return found.status if found else Check("R3", case.rules.absent("R3"), "no-revocation-evidence")


def row_r4(case: Case) -> Check | None:
    found = of_signer(case)
    return found.term if found else None


def row_r5(case: Case) -> Check:
    """Why there is no evidence: nobody asked, or nobody answered."""
    if of_signer(case) is not None:
        return Check("R5", Result.PASS)
    return Check("R5", case.rules.absent("R5"), case.why_no_evidence)


def of_signer(case: Case, *, embedded_only: bool = False) -> Judged | None:
    if not case.above:
        return None
    proven, issuer = case.stamped_at is not None, case.above[0]
    return judged(case.pool, case.own, issuer, case.moment, case.rules, is_proven=proven, embedded_only=embedded_only)


def _of_authority(case: Case, link: Authority, issuer: Authority) -> Check:
    from app.eds.verification import chain

    own = chain.in_question(link, issuer, case.held)
    is_proven = case.stamped_at is not None
    found = judged(case.pool, own, issuer, case.moment, case.rules, is_proven=is_proven) if own else None
    return as_one("R2", found) or Check("R2", case.rules.absent("R2"), "no-revocation-evidence")


def _evidence(
    forged: Finding | None, covering: list[Finding], usable: list[Finding], late: list[Finding], rules: Rules
) -> Check:
    """R1. One forged piece spoils the rest: whoever put it there wanted something."""
    if forged is not None:
        failed = next(check for check in forged.checks if check.result is Result.FAIL)
        return Check("R1", Result.FAIL, failed.reason)
    if covering:
        return Check("R1", Result.PASS)
    if usable:
        return Check("R1", rules.late_evidence, "evidence-late")
    # Authorities forget a certificate when its term is over: "not revoked" says nothing after it.
    return Check("R1", Result.NOT_CHECKED, "evidence-after-expiry" if late else "evidence-too-old")


def _status(revoked: Finding | None, counting: list[Finding], moment: datetime, rules: Rules, is_proven: bool) -> Check:
    if revoked is not None:
        return _revocation(revoked, moment, rules, is_proven)
    statuses = {one.status for one in counting}
    if Status.NOT_ISSUED in statuses:
        return Check("R3", Result.FAIL, "not-issued")
    if Status.UNKNOWN in statuses:
        return Check("R3", Result.NOT_CHECKED, "status-unknown")
    if not counting:
        return Check("R3", Result.NOT_CHECKED, "no-revocation-evidence")
    return Check("R3", Result.PASS)


def _revocation(found: Finding, moment: datetime, rules: Rules, is_proven: bool) -> Check:
    """A certificate that was revoked: whether that reaches the signature."""
    if found.reason in rules.compromising_reasons:
        return Check("R3", Result.FAIL, "key-compromised")
    if not is_proven or found.revoked_at is None or found.revoked_at <= moment:
        return Check("R3", Result.FAIL, "revoked")
    if found.reason in rules.benign_reasons:
        return Check("R3", Result.PASS, "revoked-later")
    return Check("R3", Result.FAIL, "revoked-needs-review")


def _revoked(authentic: list[Finding]) -> Finding | None:
    """The earliest revocation for good; one that was on hold counts where nothing newer lifted it."""
    for_good = [one for one in authentic if one.status is Status.REVOKED and one.reason not in _NOT_FOR_GOOD]
    if for_good:
        return min(for_good, key=lambda one: (one.revoked_at is not None, one.revoked_at))
    newest = max(authentic, key=lambda one: _order(one.this_update), default=None)
    on_hold = newest is not None and newest.status is Status.REVOKED and newest.reason != "remove_from_crl"
    return newest if on_hold else None


def _order(moment: datetime | None) -> float:
    return moment.timestamp() if moment is not None else float("-inf")


def _is_authentic(one: Finding) -> bool:
    """An expired list is authentic all the same; what it is worth R4 says."""
    return all(check.result is not Result.FAIL or check.code == "R4" for check in one.checks)


def _covers(one: Finding, moment: datetime, rules: Rules) -> bool:
    if one.this_update is None:
        return False
    if abs(moment - one.this_update) <= rules.evidence_window:
        return True
    return one.next_update is not None and one.this_update <= moment <= one.next_update


def _is_later(one: Finding, moment: datetime) -> bool:
    return one.this_update is not None and one.this_update > moment


def _is_expired(one: Finding, moment: datetime) -> bool:
    return one.next_update is not None and one.next_update < moment
