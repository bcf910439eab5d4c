"""I1 to I5: what was signed is what lies here, and the signature over it is right (`app/eds/integrity.py`)."""

from __future__ import annotations

from app.domain.signature import Check
from app.eds import integrity
from app.eds.verification.case import Case


def row_i1(case: Case) -> Check | None:
    return None if case.signed is None else integrity.message_digest(case.signer, case.own, case.signed)


def row_i2(case: Case) -> Check:
    return integrity.content_type(case.container, case.signer)


def row_i3(case: Case) -> Check:
    return integrity.signature(case.signer, case.own)


def row_i4(case: Case) -> Check:
    return integrity.signing_certificate(case.signer, case.own, case.rules.absent("I4"))


def row_i5(case: Case) -> Check:
    return integrity.algorithm_protection(case.signer, case.rules.absent("I5"))
