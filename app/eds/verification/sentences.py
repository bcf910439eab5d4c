"""Codes and reasons of a report in words, Kazakh, Russian or English: one table for screen, report and verifier.

The texts are data (`resources/eds/sentences.json`); a test sees to it that every code and every reason has them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from app.domain.signature import Check, Result, Verdict
from app.paths import shipped

LANGUAGES = ("kk", "ru", "en")
MARKS = {Result.PASS: "✓", Result.FAIL: "✗", Result.WARN: "!", Result.NOT_CHECKED: "–"}

_Texts = Mapping[str, Mapping[str, str]]


def of_check(code: str, language: str) -> str:
    """What a row of the checklist looks at."""
    return _said("checks", code, language)


def of_reason(reason: str, language: str) -> str:
    """What was found where a row did not simply pass; empty where there is nothing to tell."""
    return _said("reasons", reason, language) if reason else ""


def of_verdict(verdict: Verdict, language: str) -> str:
    return _said("verdicts", verdict.value, language)


def of_revocation(reason: str, language: str) -> str:
    """Why a certificate was revoked (RFC 5280 5.3.1, in snake case)."""
    return _said("revocation_reasons", reason or "unspecified", language)


def line(check: Check, language: str) -> str:
    """`✓ The certificate is within its term`, with the reason where there is one to tell."""
    reason = of_reason(check.reason, language)
    return f"{MARKS[shown_result(check)]}  {of_check(check.code, language)}" + (f": {reason}" if reason else "")


def shown_result(check: Check) -> Result:
    """A time stamp that is not demanded passes the check, but is not there: nobody ticks it."""
    return Result.NOT_CHECKED if check.reason == "no-time-stamp" and check.result is Result.PASS else check.result


@cache
def texts(kind: str) -> _Texts:
    """All of one kind: checks, reasons, results, verdicts, revocation_reasons."""
    listed: dict[str, _Texts] = json.loads(shipped("resources", "eds", "sentences.json").read_text("utf-8"))
    return listed[kind]


def _said(kind: str, key: str, language: str) -> str:
    """An unknown code is shown as it is, for support."""
    return texts(kind).get(key, {}).get(language, key)
