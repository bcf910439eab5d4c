"""The password policy, as a list of rules that are not met yet: shown while the password is typed.

Defaults of the product for decree 832 (reference: at least 12 signs, 14 for whoever administers; three of four
classes; nothing of the person in it; nothing that everybody tries first). A passphrase of 20 signs or more
need not mix classes: length does more than a digit at the end (NIST SP 800-63B 5.1.1).
"""

from __future__ import annotations

import re

from app.domain.identity import Iin, PersonName, folded

USER_LENGTH = 12
ADMINISTRATOR_LENGTH = 14
PASSPHRASE_LENGTH = 20
_CLASSES = 3
_SHORTEST_PART = 4  # a name of three letters occurs in any sentence

# What the first guesses are made of; a password is too common when little is left without them.
_FIRST_GUESSES = (
    "password", "passw0rd", "qwerty", "qazwsx", "asdfgh", "zxcvbn", "йцукен", "фывапр", "ячсмит", "пароль", "құпиясөз",
    "admin", "administrator", "doctor", "doktor", "доктор", "дәрігер", "letmein", "welcome", "iloveyou", "shipager",
    "kazakhstan", "казахстан", "қазақстан", "astana", "астана", "almaty", "алматы", "medicine", "медицина", "clinic",
    "клиника", "master", "dragon", "monkey", "football", "123456789", "987654321", "12345", "qwe", "1q2w3e4r", "abc",
)  # fmt: skip
_REST_BEYOND_GUESSES = 6

RULES = ("length", "classes", "personal", "common")


def unmet_rules(
    password: str,
    *,
    login: str = "",
    name: PersonName | None = None,
    iin: Iin | None = None,
    administrator: bool = True,
) -> tuple[str, ...]:
    """The codes of `RULES` that the password breaks, in that order; empty where it is good."""
    broken = {
        "length": len(password) < least_length(administrator=administrator),
        "classes": len(password) < PASSPHRASE_LENGTH and _classes(password) < _CLASSES,
        "personal": _is_personal(password, login, name, iin),
        "common": _is_common(password),
    }
    return tuple(rule for rule in RULES if broken[rule])


def least_length(*, administrator: bool) -> int:
    return ADMINISTRATOR_LENGTH if administrator else USER_LENGTH


def _classes(password: str) -> int:
    """How many of upper case, lower case, digits and other signs are in it; letters of any alphabet."""
    return sum(
        (
            any(sign.isupper() for sign in password),
            any(sign.islower() for sign in password),
            any(sign.isdigit() for sign in password),
            any(not sign.isalnum() for sign in password),
        )
    )


def _is_personal(password: str, login: str, name: PersonName | None, iin: Iin | None) -> bool:
    plain, key = password.casefold(), folded(password).replace(" ", "")
    parts = [name.surname, name.given, name.patronymic] if name else []
    return (
        any(len(part) >= _SHORTEST_PART and folded(part).replace(" ", "") in key for part in parts)
        or (len(login) >= _SHORTEST_PART and login.casefold() in plain)
        or (iin is not None and (iin.value in plain or iin.value[:6] in plain))
    )


def _is_common(password: str) -> bool:
    """One sign over and over, a run of the alphabet or keyboard, or a first guess with a little around it."""
    rest = password.casefold()
    for guess in sorted(_FIRST_GUESSES, key=len, reverse=True):
        rest = rest.replace(guess, "")
    rest = re.sub(r"(.)\1{2,}", r"\1", rest)
    return len(rest) < _REST_BEYOND_GUESSES or len(set(rest)) < _REST_BEYOND_GUESSES - 1
