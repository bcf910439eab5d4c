"""A1 to A5: whether the person of the certificate may sign this, where it is known who must have signed what."""

from __future__ import annotations

from app.domain.signature import Check, Result
from app.eds import authority
from app.eds.verification.case import Case


def row_a1(case: Case) -> Check | None:
    if case.expected.iin is None:
        return None
    return authority.person(case.view, case.expected.iin)


def row_a2(case: Case) -> Check | None:
    if case.expected.bin_number is None or case.view.bin_number is None:
        return None
    same = case.view.bin_number == case.expected.bin_number
    return Check("A2", Result.PASS) if same else Check("A2", Result.FAIL, "bin-differs")


def row_a3(case: Case) -> Check:
    """Of a document that nobody described, a role outside medicine is only worth a word."""
    kind = case.rules.document_kinds[case.expected.kind or authority.MEDICAL_ENTRY]
    is_own = case.expected.bin_number is None and case.view.bin_number is None
    if authority.role_allowed(case.view, kind, is_own_practice=is_own):
        return Check("A3", Result.PASS)
    return Check("A3", Result.FAIL if case.expected.kind else Result.WARN, "role")


def row_a4(case: Case) -> Check | None:
    if case.expected.may_sign is None:
        return None
    return Check("A4", Result.PASS) if case.expected.may_sign else Check("A4", Result.FAIL, "no-right")


def row_a5(case: Case) -> Check | None:
    expected = case.expected
    if not expected.account_status:
        return None
    return authority.account(case.view, expected.account_status, expected.kind, expected.signed_before, case.rules)
