"""P1 to P3: the certificate was issued for this use."""

from __future__ import annotations

import re

from app.domain.signature import Check, Result
from app.eds import authority
from app.eds.verification.case import Case


def row_p1(case: Case) -> Check:
    return authority.purpose(case.view)


def row_p2(case: Case) -> Check:
    """For a login: clientAuth with digitalSignature, or a GOST 2015 key, none of which has clientAuth."""
    if "authenticate" in case.view.purposes:
        return Check("P2", Result.PASS)
    return Check("P2", Result.FAIL, "not-for-login")


def row_p3(case: Case) -> Check:
    """The certificate's policy is one of its authority's for persons and organisations."""
    if not case.above:
        return Check("P3", Result.NOT_CHECKED, "unknown-authority")
    listed = any(re.fullmatch(case.above[0].policies, policy) for policy in case.own.policies)
    return Check("P3", Result.PASS) if listed else Check("P3", Result.FAIL, "policy-not-allowed")
