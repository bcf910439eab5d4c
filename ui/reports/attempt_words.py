"""Failed attempts with an EDS in words: what was tried, why it failed, where the key lay (§22.9)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.attempt import EdsAttempt, Purpose, Reason
from app.domain.errors import Refused
from ui import formats
from ui.messages import explain
from ui.sign.words import check_word

translate = QCoreApplication.translate


def purpose_word(purpose: Purpose) -> str:
    return {
        Purpose.LOGIN: translate("attempts", "Login"),
        Purpose.SIGNING: translate("attempts", "Signing"),
    }[purpose]


def reason_word(reason: Reason) -> str:
    return {
        Reason.EXPIRED: translate("attempts", "certificate expired"),
        Reason.NOT_YET_VALID: translate("attempts", "certificate not valid yet"),
        Reason.REVOKED: translate("attempts", "certificate revoked"),
        Reason.WRONG_PURPOSE: translate("attempts", "key is not meant for this"),
        Reason.UNKNOWN_ISSUER: translate("attempts", "authority is not trusted"),
        Reason.CHAIN_BROKEN: translate("attempts", "chain of certificates is broken"),
        Reason.USER_NOT_FOUND: translate("attempts", "no such user"),
        Reason.IIN_MISMATCH: translate("attempts", "IIN is another"),
        Reason.ORGANISATION: translate("attempts", "organisation is another"),
        Reason.REVOCATION_UNAVAILABLE: translate("attempts", "revocation could not be checked"),
        Reason.NOT_BOUND: translate("attempts", "certificate is not allowed to log in"),
        Reason.NOT_ALLOWED: translate("attempts", "user may not do this"),
        Reason.SIGNATURE: translate("attempts", "signature is not right"),
        Reason.REPLAY: translate("attempts", "signature of another time"),
        Reason.KEY_PASSWORD: translate("attempts", "wrong password or PIN of the key"),
        Reason.ACCOUNT_PASSWORD: translate("attempts", "wrong password of the user"),
        Reason.LOCKED_OUT: translate("attempts", "too many attempts"),
        Reason.CANCELLED: translate("attempts", "cancelled"),
        Reason.KEY_UNUSABLE: translate("attempts", "key could not be used"),
        Reason.OTHER: translate("attempts", "other"),
    }[reason]


def kind_word(store_kind: str) -> str:
    return {
        "pkcs12": translate("attempts", "key file"),
        "ncalayer": "NCALayer",
        "pkcs11": translate("attempts", "token"),
        "imported": translate("attempts", "signature made elsewhere"),
    }.get(store_kind, store_kind)


def place_word(one: EdsAttempt) -> str:
    return " · ".join(part for part in (kind_word(one.key.store_kind), one.key.place) if part)


def who_word(one: EdsAttempt) -> str:
    """Whose certificate it was; where none was seen, that."""
    return one.key.subject or translate("attempts", "certificate was not seen")


def user_word(one: EdsAttempt) -> str:
    return f"{one.person} ({one.login})" if one.person else one.login


def check_words(one: EdsAttempt) -> str:
    """The row of the checklist and the exact code, for support."""
    check = f"{one.check} – {_of_login().get(one.check) or check_word(one.check)}" if one.check else ""
    return " · ".join(part for part in (check, one.code) if part)


def _of_login() -> dict[str, str]:
    """The checks that only a login has."""
    return {
        "N1": translate("attempts", "What was asked for now was signed"),
        "P2": translate("attempts", "The key is meant for logging in"),
        "A1": translate("attempts", "The IIN is the user's"),
        "A6": translate("attempts", "The certificate is allowed to log in"),
        "R3": translate("attempts", "The certificate was not revoked"),
    }


def details(one: EdsAttempt) -> tuple[tuple[str, str], ...]:
    """Everything that is known, as names and values."""
    key = one.key
    rows = (
        (translate("attempts", "When"), formats.moment(one.at)),
        (translate("attempts", "What was tried"), purpose_word(one.purpose)),
        (translate("attempts", "Why it failed"), explain(Refused(one.code)).what),
        (translate("attempts", "Check"), check_words(one)),
        (translate("attempts", "User of the program"), user_word(one)),
        (translate("attempts", "Workstation"), one.workstation),
        (translate("attempts", "User of the system"), one.os_user),
        (translate("attempts", "Key"), place_word(one)),
        (translate("attempts", "Owner of the certificate"), key.subject),
        (translate("attempts", "IIN"), key.iin),
        (translate("attempts", "BIN"), key.bin_number),
        (translate("attempts", "Issued by"), key.issuer),
        (translate("attempts", "Serial number"), _grouped(key.certificate_serial)),
        (translate("attempts", "Fingerprint (SHA-256)"), _grouped(key.fingerprint)),
    )
    return tuple((name, value) for name, value in rows if value)


def header() -> list[str]:
    """Columns of the file, as `line` fills them."""
    return [
        translate("attempts", "When"), translate("attempts", "What was tried"), translate("attempts", "Reason"),
        translate("attempts", "Check"), translate("attempts", "Code"), translate("attempts", "User of the program"),
        translate("attempts", "Workstation"), translate("attempts", "User of the system"),
        translate("attempts", "Key"), translate("attempts", "Owner of the certificate"), translate("attempts", "IIN"),
        translate("attempts", "BIN"), translate("attempts", "Issued by"), translate("attempts", "Serial number"),
        translate("attempts", "Fingerprint (SHA-256)"),
    ]  # fmt: skip


def line(one: EdsAttempt) -> list[str]:
    key = one.key
    return [
        formats.moment(one.at), purpose_word(one.purpose), reason_word(one.reason), one.check, one.code,
        user_word(one), one.workstation, one.os_user, place_word(one), key.subject, key.iin, key.bin_number,
        key.issuer, key.certificate_serial, key.fingerprint,
    ]  # fmt: skip


def _grouped(digits: str) -> str:
    """In groups of eight, so that a long number finds its lines and can be compared."""
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))
