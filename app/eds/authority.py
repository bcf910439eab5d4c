"""Who may sign with which certificate: the rules of purpose and authority (checks V2, V5, P1, A1 to A4), as a table.

Asked before a key signs anything; the reasons are for the screen. Requirement R27.11-a.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from app.domain.access import Actor, Permission
from app.domain.document import PracticeHeader
from app.domain.errors import Refused
from app.domain.practice import Practice
from app.domain.signature import CertificateView, Check, Result
from app.eds import trust

# Roles of a certificate that may sign a medical record. A key of an information system or of the treasury may not.
MEDICAL_ROLES = frozenset({"individual", "employee", "signatory", "head"})


@dataclass(frozen=True, slots=True)
class _Case:
    view: CertificateView
    actor: Actor
    practice: Practice | PracticeHeader
    moment: datetime


def may_sign(
    view: CertificateView, actor: Actor, practice: Practice | PracticeHeader, moment: datetime
) -> tuple[Check, ...]:
    """Every rule with its result, in the order of the checklist; a FAIL forbids signing."""
    case = _Case(view, actor, practice, moment)
    return tuple(rule(case) for rule in _RULES)


def _validity(case: _Case) -> Check:
    if case.moment < case.view.not_before:
        return Check("V2", Result.FAIL, "not-yet-valid")
    if case.moment > case.view.not_after:
        return Check("V2", Result.FAIL, "expired")
    return Check("V2", Result.PASS)


def _environment(case: _Case) -> Check:
    return trust.in_environment(case.view.is_test, case.practice.is_test)


def purpose(view: CertificateView) -> Check:
    """P1: digitalSignature and nonRepudiation; an authentication certificate does not sign documents."""
    if "sign" in view.purposes:
        return Check("P1", Result.PASS)
    is_login_key = "authenticate" in view.purposes
    return Check("P1", Result.FAIL, "authentication-only" if is_login_key else "not-for-signing")


def _person(case: _Case) -> Check:
    """A1: the certificate's IIN is the IIN of the account that signs."""
    if case.view.iin is None:
        return Check("A1", Result.FAIL, "without-iin")
    if case.actor.iin is None:
        return Check("A1", Result.FAIL, "account-without-iin")
    same = case.view.iin == case.actor.iin
    return Check("A1", Result.PASS) if same else Check("A1", Result.FAIL, "iin-differs")


def _organisation(case: _Case) -> Check:
    """A2: a certificate issued for work in an organisation signs for that organisation only."""
    if case.view.bin_number is None:
        return Check("A2", Result.PASS)
    if case.practice.bin_number is None:
        return Check("A2", Result.FAIL, "of-organisation")
    same = case.view.bin_number == case.practice.bin_number
    return Check("A2", Result.PASS) if same else Check("A2", Result.FAIL, "bin-differs")


def _role(case: _Case) -> Check:
    allowed = case.view.role in MEDICAL_ROLES
    return Check("A3", Result.PASS) if allowed else Check("A3", Result.FAIL, "role")


def _right(case: _Case) -> Check:
    allowed = case.actor.may(Permission.SIGN)
    return Check("A4", Result.PASS) if allowed else Check("A4", Result.FAIL, "no-right")


def refusal(checks: Iterable[Check]) -> Refused | None:
    """The first failure as a typed refusal, `certificate-<reason>`; None where nothing forbids signing."""
    failed = next((check for check in checks if check.result is Result.FAIL), None)
    if failed is None:
        return None
    code = failed.reason if failed.code == "A4" else f"certificate-{failed.reason}"
    return Refused(code, check=failed.code)


_RULES: tuple[Callable[[_Case], Check], ...] = (
    _validity,
    _environment,
    lambda case: purpose(case.view),
    _person,
    _organisation,
    _role,
    _right,
)
