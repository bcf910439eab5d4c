"""The checks of a signature in words: what was looked at, and what was found (checklist of `app/eds/`)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.signature import Check, Result, Verdict
from ui.chip import Tone

translate = QCoreApplication.translate

MARKS = {Result.PASS: "✓", Result.FAIL: "✗", Result.WARN: "!", Result.NOT_CHECKED: "–"}
ROLES = {Result.PASS: "ok", Result.FAIL: "bad", Result.WARN: "warn", Result.NOT_CHECKED: "secondary"}


def check_word(code: str) -> str:
    """What a check looks at."""
    return {
        "C1": translate("sign", "The signature file can be read"),
        "C2": translate("sign", "The signer's certificate is in it"),
        "C3": translate("sign", "The signed document is there"),
        "C4": translate("sign", "The algorithms are permitted"),
        "I1": translate("sign", "The document was not changed after signing"),
        "I2": translate("sign", "The kind of content is as signed"),
        "I3": translate("sign", "The signature is right"),
        "I4": translate("sign", "It is the signer's certificate that was signed"),
        "I5": translate("sign", "The algorithm is as signed"),
        "V1": translate("sign", "The certificate was issued by a trusted authority"),
        "V2": translate("sign", "The certificate is within its term"),
        "V3": translate("sign", "The certificate is a person's"),
        "V4": translate("sign", "Nothing in the certificate is unknown"),
        "V5": translate("sign", "A test key signs for a test practice only"),
        "P1": translate("sign", "The key is meant for signing"),
        "P3": translate("sign", "The issuing policy is accepted"),
        "R1": translate("sign", "The certificate was not revoked"),
        "T1": translate("sign", "Time stamp"),
        "T2": translate("sign", "The time stamp's signature is right"),
        "T3": translate("sign", "The time stamp belongs to this signature"),
        "T4": translate("sign", "The time stamp's authority is trusted"),
        "T6": translate("sign", "The moment of the check"),
        "T7": translate("sign", "Signing time and time stamp agree"),
        "A1": translate("sign", "The IIN is the doctor's"),
        "A2": translate("sign", "The organisation is the practice"),
        "A3": translate("sign", "The role may sign"),
        "A4": translate("sign", "The doctor may sign this kind of document"),
    }.get(code, code)


def reason_word(reason: str) -> str:
    """What was found where a check did not simply pass."""
    return {
        "": "",
        "expired": translate("sign", "expired"),
        "not-yet-valid": translate("sign", "not valid yet"),
        "iin-differs": translate("sign", "another IIN"),
        "bin-differs": translate("sign", "another organisation"),
        "without-iin": translate("sign", "no IIN in the certificate"),
        "account-without-iin": translate("sign", "no IIN in the account"),
        "of-organisation": translate("sign", "a key of an organisation"),
        "authentication-only": translate("sign", "for logging in only"),
        "not-for-signing": translate("sign", "not for signing"),
        "role": translate("sign", "another role"),
        "no-right": translate("sign", "no right to sign"),
        "test": translate("sign", "a test key"),
        "production": translate("sign", "a real key"),
        "unknown-authority": translate("sign", "unknown authority"),
        "content-changed": translate("sign", "the document was changed"),
        "signature-wrong": translate("sign", "the signature is wrong"),
        "no-time-stamp": translate("sign", "no time stamp yet"),
        "no-revocation-evidence": translate("sign", "no evidence yet"),
        "no-proof-of-time": translate("sign", "no proof of the time yet"),
        "current-time": translate("sign", "checked for the present moment"),
        "time-stamp": translate("sign", "checked for the moment of the time stamp"),
        "not-stated": translate("sign", "not stated"),
    }.get(reason, reason)


def shown_result(check: Check) -> Result:
    """A time stamp that is not demanded passes the check, but is not there: the screen does not tick it."""
    return Result.NOT_CHECKED if check.reason == "no-time-stamp" and check.result is Result.PASS else check.result


def line(check: Check) -> str:
    """`✓ The certificate is within its term`, with the reason where there is one to tell."""
    reason = reason_word(check.reason)
    return f"{MARKS[shown_result(check)]}  {check_word(check.code)}" + (f": {reason}" if reason else "")


def verdict_word(verdict: Verdict) -> tuple[str, Tone]:
    tones: dict[Verdict, Tone] = {Verdict.GENUINE: "ok", Verdict.INVALID: "bad"}
    return {
        Verdict.GENUINE: translate("sign", "genuine"),
        Verdict.WITH_WARNINGS: translate("sign", "genuine, with remarks"),
        Verdict.NOT_CONFIRMED: translate("sign", "not confirmed yet"),
        Verdict.INVALID: translate("sign", "NOT genuine"),
    }[verdict], tones.get(verdict, "warn")
