"""The checks of a signature in words: what was looked at, and what was found, in the language of the screen.

The texts are those of the report (`app/eds/verification/sentences.py`), so that screen and paper say the same.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.errors import Refused
from app.domain.signature import Check, Result, Verdict
from app.eds.verification import sentences
from app.eds.verification.sentences import MARKS, shown_result
from app.signing_round import Outcome
from app.to_sign import CANCELLED, NOT_TRIED, Missing, Waiting, WaitingKind
from ui.chip import Tone
from ui.messages import explain
from ui.visit import words as of_visit

__all__ = [
    "MARKS",
    "ROLES",
    "check_word",
    "line",
    "missing_word",
    "outcome_sentence",
    "outcome_word",
    "reason_word",
    "shown_result",
    "verdict_word",
    "waiting_word",
]

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


def missing_word(missing: Missing) -> str:
    """One thing that stands in the way."""
    if missing.code == "note-incomplete":
        return of_visit.field_word(missing.field)
    return explain(Refused(missing.code)).what


def waiting_word(one: Waiting) -> tuple[str, Tone]:
    """How a line of the list stands."""
    if one.missing:
        return translate("sign", "something is missing"), "warn"
    return {
        WaitingKind.VISIT: (translate("sign", "waits for the signature"), "accent"),
        WaitingKind.DRAFT: (translate("sign", "not finished"), "neutral"),
        WaitingKind.COSIGN: (translate("sign", "asked to sign it too"), "accent"),
        WaitingKind.PART: (translate("sign", "asked for a part"), "accent"),
    }[one.kind]  # type: ignore[return-value]  # tones are literals


def outcome_word(outcome: Outcome) -> tuple[str, str]:
    """What became of a line in a round, with its tone."""
    if not outcome.code:
        return translate("sign", "signed"), "ok"
    if outcome.code in {CANCELLED, NOT_TRIED}:
        return translate("sign", "not signed: the round was ended"), "secondary"
    return explain(Refused(outcome.code, **outcome.facts)).what, "bad"


def outcome_sentence(outcome: Outcome) -> str:
    """Why a line was not signed, and what to do."""
    if outcome.code in {CANCELLED, NOT_TRIED}:
        return translate("sign", "The round was ended before it. Nothing is lost: sign it with the next one.")
    return explain(Refused(outcome.code, **outcome.facts)).sentence


def _language() -> str:
    """Of the screen; English where none was chosen."""
    code = QLocale().name().partition("_")[0]
    return code if code in sentences.LANGUAGES else "en"
