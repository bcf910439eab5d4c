"""The checks of a signature in words: what was looked at, and what was found, in the language of the screen.

The texts are those of the report (`app/eds/verification/sentences.py`), so that screen and paper say the same.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.signature import Check, Result, Verdict
from app.eds.verification import sentences
from app.eds.verification.sentences import MARKS, shown_result
from ui.chip import Tone

__all__ = ["MARKS", "ROLES", "check_word", "line", "reason_word", "shown_result", "verdict_word"]

translate = QCoreApplication.translate

ROLES = {Result.PASS: "ok", Result.FAIL: "bad", Result.WARN: "warn", Result.NOT_CHECKED: "secondary"}


def check_word(code: str) -> str:
    """What a check looks at."""
    return sentences.of_check(code, _language())


def reason_word(reason: str) -> str:
    """What was found where a check did not simply pass."""
    return sentences.of_reason(reason, _language())


def line(check: Check) -> str:
    """`✓ The certificate is within its term`, with the reason where there is one to tell."""
    return sentences.line(check, _language())


def verdict_word(verdict: Verdict) -> tuple[str, Tone]:
    tones: dict[Verdict, Tone] = {Verdict.GENUINE: "ok", Verdict.INVALID: "bad"}
    return {
        Verdict.GENUINE: translate("sign", "genuine"),
        Verdict.WITH_WARNINGS: translate("sign", "genuine, with remarks"),
        Verdict.NOT_CONFIRMED: translate("sign", "not confirmed yet"),
        Verdict.INVALID: translate("sign", "NOT genuine"),
    }[verdict], tones.get(verdict, "warn")


def _language() -> str:
    """Of the screen; English where none was chosen."""
    code = QLocale().name().partition("_")[0]
    return code if code in sentences.LANGUAGES else "en"
