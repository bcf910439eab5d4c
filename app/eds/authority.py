"""Who may sign what with which certificate: the rules of purpose and authority (V2, V5, P1, A1 to A5), as a table.

Asked before a key signs anything; the reasons are for the screen. Which roles of a certificate may sign which kind of
document is data (`document_kinds` of the rules). Requirement R27.11-a.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from app.domain.access import Actor, Permission
from app.domain.document import PracticeHeader
from app.domain.errors import Refused
from app.domain.identity import Iin
from app.domain.practice import Practice
from app.domain.signature import CertificateView, Check, Result
from app.eds import trust
from app.eds.verification import rules
from app.eds.verification.rules import DocumentKind, Rules

MEDICAL_ENTRY, ORDER, INVOICE = "medical-entry", "order", "invoice"
ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class _Case:
    view: CertificateView
    actor: Actor
    practice: Practice | PracticeHeader
    moment: datetime
    kind: str
    account_status: str
    signed_before: frozenset[Iin]
    rules: Rules


def may_sign(
    view: CertificateView,
    actor: Actor,
    practice: Practice | PracticeHeader,
    moment: datetime,
    *,
    kind: str = MEDICAL_ENTRY,
    account_status: str = ACTIVE,
    signed_before: frozenset[Iin] = frozenset(),
) -> tuple[Check, ...]:
    """Every rule with its result, in the order of the checklist; a FAIL forbids signing.

    `kind` of the document, `account_status` as the account's row has it, `signed_before`: who signed it already.
    """
    case = _Case(view, actor, practice, moment, kind, account_status, signed_before, rules.in_force())
    return tuple(rule(case) for rule in _RULES)


def purpose(view: CertificateView) -> Check:
    """P1: digitalSignature and nonRepudiation; an authentication certificate does not sign documents."""
    if "sign" in view.purposes:
        return Check("P1", Result.PASS)
    is_login_key = "authenticate" in view.purposes
    return Check("P1", Result.FAIL, "authentication-only" if is_login_key else "not-for-signing")


def person(view: CertificateView, iin: Iin) -> Check:
    """A1: the certificate's IIN is the IIN of the account that signs."""
    if view.iin is None:
        return Check("A1", Result.FAIL, "without-iin")
    return Check("A1", Result.PASS) if view.iin == iin else Check("A1", Result.FAIL, "iin-differs")


def role_allowed(view: CertificateView, kind: DocumentKind, *, is_own_practice: bool) -> bool:
    """A3: a practitioner without an organisation has no head; there the person's own key signs for the practice."""
    return view.role in kind.roles or (is_own_practice and view.role in kind.own_practice)


def account(view: CertificateView, status: str, kind: str, signed_before: frozenset[Iin], in_force: Rules) -> Check:
    """A5: nobody signs from a locked account, nor twice what two different persons have to sign."""
    if status != ACTIVE:
        return Check("A5", Result.FAIL, "account-suspended")
    if kind in in_force.two_persons and view.iin in signed_before:
        return Check("A5", Result.FAIL, "second-person-needed")
    return Check("A5", Result.PASS)


def refusal(checks: Iterable[Check]) -> Refused | None:
    """The first failure as a typed refusal, `certificate-<reason>`; None where nothing forbids signing."""
    failed = next((check for check in checks if check.result is Result.FAIL), None)
    if failed is None:
        return None
    of_account = failed.code in {"A4", "A5"}
    return Refused(failed.reason if of_account else f"certificate-{failed.reason}", check=failed.code)


def _validity(case: _Case) -> Check:
    if case.moment < case.view.not_before:
        return Check("V2", Result.FAIL, "not-yet-valid")
    if case.moment > case.view.not_after:
        return Check("V2", Result.FAIL, "expired")
    return Check("V2", Result.PASS)


def _environment(case: _Case) -> Check:
    return trust.in_environment(case.view.is_test, case.practice.is_test)


def _person(case: _Case) -> Check:
    if case.view.iin is not None and case.actor.iin is None:
        return Check("A1", Result.FAIL, "account-without-iin")
    if case.actor.iin is None:
        return Check("A1", Result.FAIL, "without-iin")
    return person(case.view, case.actor.iin)


def _organisation(case: _Case) -> Check:
    """A2: a certificate issued for work in an organisation signs for that organisation only."""
    if case.view.bin_number is None:
        return Check("A2", Result.PASS)
    if case.practice.bin_number is None:
        return Check("A2", Result.FAIL, "of-organisation")
    same = case.view.bin_number == case.practice.bin_number
    return Check("A2", Result.PASS) if same else Check("A2", Result.FAIL, "bin-differs")


def _role(case: _Case) -> Check:
    kind = case.rules.document_kinds[case.kind]
    is_own = case.practice.bin_number is None and case.practice.iin is not None and case.practice.iin == case.view.iin
    if role_allowed(case.view, kind, is_own_practice=is_own):
        return Check("A3", Result.PASS)
    return Check("A3", Result.FAIL, "role")


def _right(case: _Case) -> Check:
    """A4: the account's right. Accounts hold no certificate of a specialist yet, whose term would be asked here."""
    allowed = case.actor.may(Permission.SIGN)
    return Check("A4", Result.PASS) if allowed else Check("A4", Result.FAIL, "no-right")


def _account(case: _Case) -> Check:
    return account(case.view, case.account_status, case.kind, case.signed_before, case.rules)


_RULES: tuple[Callable[[_Case], Check], ...] = (
    _validity,
    _environment,
    lambda case: purpose(case.view),
    _person,
    _organisation,
    _role,
    _right,
    _account,
)
