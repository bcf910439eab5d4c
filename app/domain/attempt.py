"""Failed attempts with an EDS, and the reasons they are told apart by (§22.9, requirement R22.9-a).

The reasons are the requirement's own, and those that a key's place adds. What the program refused with is kept
beside the reason, as the exact code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.errors import WorldError


class Purpose(StrEnum):
    """What the key was used for."""

    LOGIN = "login"
    SIGNING = "signing"


class Reason(StrEnum):
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    REVOKED = "revoked"
    WRONG_PURPOSE = "wrong-purpose"
    UNKNOWN_ISSUER = "unknown-issuer"
    CHAIN_BROKEN = "chain-broken"
    USER_NOT_FOUND = "user-not-found"
    IIN_MISMATCH = "iin-mismatch"
    ORGANISATION = "organisation"
    REVOCATION_UNAVAILABLE = "revocation-unavailable"
    NOT_BOUND = "not-bound"
    NOT_ALLOWED = "not-allowed"
    SIGNATURE = "signature"
    REPLAY = "replay"
    KEY_PASSWORD = "key-password"  # noqa: S105  a reason, not a password
    ACCOUNT_PASSWORD = "account-password"  # noqa: S105  a reason, not a password
    LOCKED_OUT = "locked-out"
    CANCELLED = "cancelled"
    KEY_UNUSABLE = "key-unusable"
    OTHER = "other"


# By the code of the refusal without the word before it: `certificate-expired` and `login-certificate-expired` agree.
_REASONS = {
    "expired": Reason.EXPIRED,
    "not-yet-valid": Reason.NOT_YET_VALID,
    "revoked": Reason.REVOKED,
    "not-issued": Reason.REVOKED,
    "not-for-login": Reason.WRONG_PURPOSE,
    "authentication-only": Reason.WRONG_PURPOSE,
    "not-for-signing": Reason.WRONG_PURPOSE,
    "role": Reason.WRONG_PURPOSE,
    "policy-not-allowed": Reason.WRONG_PURPOSE,
    "unknown-authority": Reason.UNKNOWN_ISSUER,
    "test": Reason.UNKNOWN_ISSUER,
    "production": Reason.UNKNOWN_ISSUER,
    "not-signed-by-authority": Reason.CHAIN_BROKEN,
    "authority-certificate": Reason.CHAIN_BROKEN,
    "unknown-critical-extension": Reason.CHAIN_BROKEN,
    "algorithm": Reason.CHAIN_BROKEN,
    "iin-differs": Reason.IIN_MISMATCH,
    "without-iin": Reason.IIN_MISMATCH,
    "account-without-iin": Reason.IIN_MISMATCH,
    "bin-differs": Reason.ORGANISATION,
    "of-organisation": Reason.ORGANISATION,
    "revocation-unavailable": Reason.REVOCATION_UNAVAILABLE,
    "not-bound": Reason.NOT_BOUND,
    "not-allowed": Reason.NOT_ALLOWED,
    "no-right": Reason.NOT_ALLOWED,
    "account-suspended": Reason.NOT_ALLOWED,
    "user-not-found": Reason.USER_NOT_FOUND,
    "challenge-unknown": Reason.REPLAY,
    "challenge-late": Reason.REPLAY,
    "challenge-differs": Reason.REPLAY,
    "wrong-password": Reason.ACCOUNT_PASSWORD,
    "locked-out": Reason.LOCKED_OUT,
    "cancelled": Reason.CANCELLED,
    "key-cancelled": Reason.CANCELLED,
    "key-wrong-password": Reason.KEY_PASSWORD,
    "key-pin-wrong": Reason.KEY_PASSWORD,
    "key-pin-locked": Reason.KEY_PASSWORD,
    "key-pin-stopped": Reason.KEY_PASSWORD,
    "signature-refused": Reason.SIGNATURE,
}
LOGIN_CERTIFICATE, _CERTIFICATE, _KEY = "login-certificate-", "certificate-", "key-"


def reason_of(refusal: WorldError) -> Reason:
    """The reason behind a refusal. A store that has no fitting key says why: the first of its reasons counts."""
    code = refusal.code
    if code == "key-not-suitable":
        code = str(refusal.facts.get("reasons", "")).partition(",")[0] or code
    found = _REASONS.get(code.removeprefix(LOGIN_CERTIFICATE).removeprefix(_CERTIFICATE))
    if found is not None:
        return found
    if code.startswith(LOGIN_CERTIFICATE):
        return Reason.SIGNATURE
    return Reason.KEY_UNUSABLE if code.startswith(_KEY) else Reason.OTHER


@dataclass(frozen=True, slots=True)
class KeyUse:
    """The key as far as an attempt got to know it; what it did not is empty."""

    store_kind: str
    place: str = ""  # name of the file or token, without its folders
    certificate_serial: str = ""  # hex, upper case
    issuer: str = ""
    subject: str = ""
    iin: str = ""  # twelve digits as the certificate has them, valid or not
    bin_number: str = ""
    fingerprint: str = ""  # SHA-256 of the certificate, hex


@dataclass(frozen=True, slots=True)
class EdsAttempt:
    """One failed attempt. `check` is the row of the checklist that failed, `code` the exact refusal."""

    at: datetime
    purpose: Purpose
    login: str  # of the program's user; as typed, where nobody had got in
    workstation: str
    os_user: str
    key: KeyUse
    reason: Reason
    check: str
    code: str
    account_id: int | None = None
    person: str = ""  # of the account, where there is one
    attempt_id: int = 0
