"""Who may sign with which certificate, rule by rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.access import Actor, Role
from app.domain.document import PracticeHeader
from app.domain.identity import BinNumber, Iin, PersonName
from app.domain.signature import CertificateView, Result
from app.eds import authority

NOW = datetime(2026, 11, 23, tzinfo=UTC)
IIN, BIN, OTHER_BIN = Iin("850101300015"), BinNumber("150440000003"), BinNumber("160540000009")
ACTOR = Actor(1, "aigul", PersonName("Серікқызы"), IIN, frozenset({Role.DOCTOR}), "ws", "s")
PRACTICE = PracticeHeader("Шипа", None, BIN, "", "", "", is_test=False)
VIEW = CertificateView(
    "СЕРІКҚЫЗЫ АЙГҮЛ", IIN, None, "ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) 2022", "01", "RSA-2048",
    NOW - timedelta(days=10), NOW + timedelta(days=10), ("sign",), "individual", is_test=False,
)  # fmt: skip


@pytest.mark.clause("27.11")
@pytest.mark.parametrize(
    ("view", "actor", "practice", "code"),
    [
        ({}, {}, {}, None),
        ({"bin_number": BIN, "role": "employee"}, {}, {}, None),
        ({"not_after": NOW - timedelta(seconds=1)}, {}, {}, "certificate-expired"),
        ({"not_before": NOW + timedelta(seconds=1)}, {}, {}, "certificate-not-yet-valid"),
        ({"is_test": True}, {}, {}, "certificate-test"),
        ({}, {}, {"is_test": True}, "certificate-production"),
        ({"purposes": ("authenticate",)}, {}, {}, "certificate-authentication-only"),
        ({"purposes": ()}, {}, {}, "certificate-not-for-signing"),
        ({"iin": None}, {}, {}, "certificate-without-iin"),
        ({}, {"iin": None}, {}, "certificate-account-without-iin"),
        ({}, {"iin": Iin("900202400022")}, {}, "certificate-iin-differs"),
        ({"bin_number": OTHER_BIN}, {}, {}, "certificate-bin-differs"),
        ({"bin_number": BIN}, {}, {"bin_number": None}, "certificate-of-organisation"),
        ({"role": "information-system"}, {}, {}, "certificate-role"),
        ({"role": "treasury"}, {}, {}, "certificate-role"),
        ({}, {"roles": frozenset({Role.NURSE})}, {}, "no-right"),
    ],
)
def test_each_rule_has_its_reason(
    view: dict[str, Any], actor: dict[str, Any], practice: dict[str, Any], code: str | None
) -> None:
    checks = authority.may_sign(replace(VIEW, **view), replace(ACTOR, **actor), replace(PRACTICE, **practice), NOW)
    assert [check.code for check in checks] == ["V2", "V5", "P1", "A1", "A2", "A3", "A4", "A5"]
    refusal = authority.refusal(checks)
    assert (refusal.code if refusal else None) == code
    assert sum(check.result is Result.FAIL for check in checks) == (code is not None)


# What each kind of certificate may sign: by an employee of an organisation, and by a practitioner without one.
_MEDICAL, _ORDER, _INVOICE = authority.MEDICAL_ENTRY, authority.ORDER, authority.INVOICE
ROLES: list[tuple[str, str, set[str], set[str]]] = [
    ("individual", "sign", {_MEDICAL}, {_MEDICAL, _ORDER, _INVOICE}),  # a sole proprietor's certificate is one too
    ("employee", "sign", {_MEDICAL}, {_MEDICAL}),
    ("signatory", "sign", {_MEDICAL, _ORDER, _INVOICE}, {_MEDICAL, _ORDER, _INVOICE}),
    ("head", "sign", {_MEDICAL, _ORDER, _INVOICE}, {_MEDICAL, _ORDER, _INVOICE}),
    ("financial-signatory", "sign", {_INVOICE}, {_INVOICE}),
    ("personnel", "sign", set(), set()),
    ("information-system", "sign", set(), set()),
    ("treasury", "sign", set(), set()),
    ("legal-entity", "sign", set(), set()),
    ("head", "authenticate", set(), set()),
    ("individual", "authenticate", set(), set()),
]


@pytest.mark.clause("27.11")
@pytest.mark.parametrize(("role", "purpose", "in_clinic", "alone"), ROLES, ids=[f"{r}-{p}" for r, p, *_ in ROLES])
def test_who_signs_what_is_a_table(role: str, purpose: str, in_clinic: set[str], alone: set[str]) -> None:
    for practice, allowed in ((PRACTICE, in_clinic), (replace(PRACTICE, bin_number=None, iin=IIN), alone)):
        view = replace(VIEW, role=role, purposes=(purpose,), bin_number=practice.bin_number)
        for kind in (_MEDICAL, _ORDER, _INVOICE):
            refusal = authority.refusal(authority.may_sign(view, ACTOR, practice, NOW, kind=kind))
            assert (refusal is None) == (kind in allowed), (kind, practice.bin_number, refusal)


def test_nobody_signs_from_a_blocked_account() -> None:
    refusal = authority.refusal(authority.may_sign(VIEW, ACTOR, PRACTICE, NOW, account_status="suspended"))
    assert refusal is not None
    assert (refusal.code, refusal.facts["check"]) == ("account-suspended", "A5")
