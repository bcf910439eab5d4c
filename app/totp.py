"""The second factor: a one-time code of the user's phone (RFC 6238: SHA-1, 6 digits, 30 seconds).

One step of clock drift is allowed each way (5.2), and a code is good once: the step that was used is kept,
and only a later one is taken.
"""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp

from app.domain.errors import Refused

STEP_SECONDS = 30
_DRIFT = 1  # steps
_ISSUER = "Shipager"


def new_secret() -> str:
    """160 random bits in base32 (RFC 4226 R6)."""
    return pyotp.random_base32(length=32)


def otpauth_uri(secret: str, login: str, practice_name: str) -> str:
    """What the QR code of the phone's program holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=f"{practice_name}: {login}", issuer_name=_ISSUER)


def step_of(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def code_at(secret: str, moment: datetime) -> str:
    """The code that is good at a moment: for whoever holds the secret (the phone, a test)."""
    return pyotp.TOTP(secret).generate_otp(step_of(moment))


def accept(secret: str, typed: str, moment: datetime, last_step: int) -> int:
    """The step whose code was typed, to be kept as the last one used.

    Raises `Refused("otp-used")` for a right code that was used before, `Refused("otp-wrong")` for any other.
    """
    digits = "".join(typed.split())
    now = step_of(moment)
    generator = pyotp.TOTP(secret)
    matching = [
        step
        for step in range(now - _DRIFT, now + _DRIFT + 1)
        if hmac.compare_digest(generator.generate_otp(step).encode(), digits.encode())
    ]
    if not matching:
        raise Refused("otp-wrong")
    fresh = [step for step in matching if step > last_step]
    if not fresh:
        raise Refused("otp-used")
    return fresh[0]
