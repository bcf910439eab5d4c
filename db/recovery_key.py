"""The printed recovery key: 160 random bits as 32 letters and a check letter, in groups of four.

Alphabet: Crockford's Base 32 (no I, L, O, U; read without regard to case, O as 0, I and L as 1). The check letter
is the remainder of a polynomial over GF(32): one wrong letter, or two neighbours swapped, is always noticed.
160 random bits cannot be guessed, so no slow derivation is needed.
"""

from __future__ import annotations

import secrets

from app.domain.errors import Refused

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
_BYTES = 20
_LETTERS = 32
_GROUP = 4


def new_secret() -> bytes:
    return secrets.token_bytes(_BYTES)


def printed(secret: bytes) -> str:
    """`ABCD-EFGH-…-C`: what the owner keeps on paper."""
    number = int.from_bytes(secret)
    values = [(number >> shift) & 31 for shift in range(5 * (_LETTERS - 1), -1, -5)]
    letters = "".join(_ALPHABET[value] for value in [*values, _check(values)])
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def parsed(text: str) -> bytes:
    """The secret that was typed. Raises `Refused("recovery-key-typo")` for what no printed key says."""
    letters = "".join(text.upper().replace("-", " ").split()).translate(_READ_AS)
    values = [_ALPHABET.find(letter) for letter in letters]
    if len(values) != _LETTERS + 1 or -1 in values or _check(values[:-1]) != values[-1]:
        raise Refused("recovery-key-typo")
    number = 0
    for value in values[:-1]:
        number = number << 5 | value
    return number.to_bytes(_BYTES)


def _check(values: list[int]) -> int:
    """Σ vᵢ·x³²⁻ⁱ in GF(32), x a generator: no weight is zero, no two neighbours have the same one."""
    remainder = 0
    for value in values:
        remainder = (remainder ^ value) << 1
        if remainder & 32:
            remainder ^= 0b100101  # x⁵ + x² + 1
    return remainder
