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
