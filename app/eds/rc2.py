"""RC2 in CBC mode (RFC 2268): the NCA seals the certificate bag of a key file with 40 bits of it.

No secret rests on it: what lies under it is a public certificate. `cryptography` does not take keys this short.
"""

from __future__ import annotations

import struct

from app.domain.errors import Unreadable

BLOCK = 8
_WORD = 0xFFFF
_TURNS = (1, 2, 3, 5)
_MASHED_AFTER = (4, 10)  # rounds: 5 mixing, mash, 6 mixing, mash, 5 mixing

_PI = bytes.fromhex(
    "d978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2"
    "179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82"
    "54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626"
    "6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7"
    "08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec"
    "c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731"
    "2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9"
    "0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad"
)


def decrypted(key: bytes, vector: bytes, sealed: bytes, *, bits: int | None = None) -> bytes:
    """The plain text without its padding. Raises `Unreadable("rc2")`."""
    if not sealed or len(sealed) % BLOCK or len(vector) != BLOCK:
        raise Unreadable("rc2")
    expanded, before, plain = _expanded(key, bits), vector, bytearray()
    for start in range(0, len(sealed), BLOCK):
        block = sealed[start : start + BLOCK]
        opened = _opened(expanded, block)
        plain += bytes(one ^ other for one, other in zip(opened, before, strict=True))
        before = block
    padding = plain[-1]
    if not 1 <= padding <= BLOCK or plain[-padding:] != bytes([padding]) * padding:
        raise Unreadable("rc2")
    return bytes(plain[:-padding])


def encrypted(key: bytes, vector: bytes, plain: bytes, *, bits: int | None = None) -> bytes:
    expanded, before, sealed = _expanded(key, bits), vector, b""
    padding = BLOCK - len(plain) % BLOCK
    padded = plain + bytes([padding]) * padding
    for start in range(0, len(padded), BLOCK):
        mixed = bytes(one ^ other for one, other in zip(padded[start : start + BLOCK], before, strict=True))
        before = _sealed(expanded, mixed)
        sealed += before
    return sealed


def _expanded(key: bytes, bits: int | None) -> tuple[int, ...]:
    """RFC 2268 2: 128 bytes of key, of which `bits` count; as 64 words."""
    effective = bits or 8 * len(key)
    long = bytearray(key)
    while len(long) < 128:
        long.append(_PI[(long[-1] + long[-len(key)]) & 0xFF])
    size = (effective + 7) // 8
    long[128 - size] = _PI[long[128 - size] & (0xFF >> (8 * size - effective))]
    for at in range(127 - size, -1, -1):
        long[at] = _PI[long[at + 1] ^ long[at + size]]
    return struct.unpack("<64H", long)


def _sealed(key: tuple[int, ...], block: bytes) -> bytes:
    words = list(struct.unpack("<4H", block))
    for turn in range(16):
        for at in range(4):
            one, two, three = words[at - 1], words[at - 2], words[at - 3]
            total = (words[at] + key[4 * turn + at] + (one & two) + (~one & three)) & _WORD
            words[at] = (total << _TURNS[at] | total >> (16 - _TURNS[at])) & _WORD
        if turn in _MASHED_AFTER:
            for at in range(4):
                words[at] = (words[at] + key[words[at - 1] & 63]) & _WORD
    return struct.pack("<4H", *words)


def _opened(key: tuple[int, ...], block: bytes) -> bytes:
    words = list(struct.unpack("<4H", block))
    for turn in range(15, -1, -1):
        if turn in _MASHED_AFTER:
            for at in range(3, -1, -1):
                words[at] = (words[at] - key[words[at - 1] & 63]) & _WORD
        for at in range(3, -1, -1):
            total = (words[at] >> _TURNS[at] | words[at] << (16 - _TURNS[at])) & _WORD
            one, two, three = words[at - 1], words[at - 2], words[at - 3]
            words[at] = (total - key[4 * turn + at] - (one & two) - (~one & three)) & _WORD
    return struct.pack("<4H", *words)
