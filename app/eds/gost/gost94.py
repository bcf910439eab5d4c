"""GOST R 34.11-94 (RFC 5831), which Kazakhstan calls GOST 34.311-95: the digest of the keys of 2004.

The NCA uses the S-boxes that the standard itself gives as an example (RFC 4357 11.2, "test parameter set"), not
those of CryptoPro. Only old signatures have this digest: the record verifies with it and signs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

BLOCK = 32
_MASK32 = 0xFFFF_FFFF
_MASK64 = (1 << 64) - 1
_ALL_BITS = (1 << 256) - 1

# RFC 4357 11.2, id-GostR3411-94-TestParamSet: K1 (lowest four bits) to K8, one hexadecimal digit per value.
_BOXES = (
    "4a92d80e6b1c7f53",
    "eb4c6dfa23810759",
    "581da342efc7609b",
    "7da1089fe46cb253",
    "6c715fd84a9e03b2",
    "4ba0721d36859cfe",
    "db413f590ae7682c",
    "1fd057a4923e6b8c",
)
_C3 = 0xFF00FFFF000000FFFF0000FF00FFFF0000FF00FF00FF00FFFF00FF00FF00FF00  # RFC 5831 5.1


class Gost94:
    """A digest that grows with `update`, as `hashlib` has it."""

    block_size = BLOCK
    digest_size = 32
    name = "gost94"

    def __init__(self, message: bytes = b"") -> None:
        self._state = 0
        self._length = 0
        self._sum = 0
        self._rest = b""
        self.update(message)

    def update(self, message: bytes) -> None:
        whole = self._rest + bytes(message)
        end = len(whole) - len(whole) % BLOCK
        for start in range(0, end, BLOCK):
            block = int.from_bytes(whole[start : start + BLOCK], "little")
            self._state = _step(self._state, block)
            self._sum = (self._sum + block) & _ALL_BITS
        self._length += 8 * end
        self._rest = whole[end:]

    def digest(self) -> bytes:
        state, total = self._state, self._sum
        if self._rest:
            last = int.from_bytes(self._rest, "little")
            state = _step(state, last)
            total = (total + last) & _ALL_BITS
        state = _step(state, self._length + 8 * len(self._rest))
        return _step(state, total).to_bytes(BLOCK, "little")

    def hexdigest(self) -> str:
        return self.digest().hex()

    def copy(self) -> Gost94:
        twin = Gost94()
        twin._state, twin._length, twin._sum, twin._rest = self._state, self._length, self._sum, self._rest
        return twin


def gost94(message: bytes = b"") -> Gost94:
    return Gost94(message)


def _step(state: int, block: int) -> int:
    """The step function of RFC 5831 5: keys, four encryptions, mixing."""
    encrypt, mix = _encryption(), _mixing()
    sealed = 0
    for number, key in enumerate(_keys(state, block)):
        sealed |= encrypt(state >> (64 * number) & _MASK64, key) << (64 * number)
    return mix(61, state) ^ mix(62, block) ^ mix(74, sealed)  # psi^61(H ^ psi(M ^ psi^12(S))), psi is linear


def _keys(state: int, block: int) -> list[int]:
    one, other = state, block
    keys = [_permuted(one ^ other)]
    for turn in (2, 3, 4):
        one = _rotated(one) ^ (_C3 if turn == 3 else 0)
        other = _rotated(_rotated(other))
        keys.append(_permuted(one ^ other))
    return keys


def _rotated(value: int) -> int:
    """A(y4 y3 y2 y1) = (y1 ^ y2) y4 y3 y2."""
    return value >> 64 | ((value ^ value >> 64) & _MASK64) << 192


def _permuted(value: int) -> int:
    """P: byte i + 4(k - 1) of the key is byte 8i + k of the value."""
    eighths = value.to_bytes(BLOCK, "little")
    return int.from_bytes(b"".join(eighths[k::8] for k in range(8)), "little")


@cache
def _encryption() -> Callable[[int, int], int]:
    """GOST 28147-89 of one block of 64 bits: substitution and the turn by 11 bits in one table per byte."""
    t0, t1, t2, t3 = (_round_table(number) for number in range(4))

    def encrypt(block: int, key: int) -> int:
        words = [key >> (32 * number) & _MASK32 for number in range(8)]
        low, high = block & _MASK32, block >> 32
        for word in (*words, *words, *words, *reversed(words)):
            mixed = (low + word) & _MASK32
            turned = t0[mixed & 0xFF] ^ t1[mixed >> 8 & 0xFF] ^ t2[mixed >> 16 & 0xFF] ^ t3[mixed >> 24]
            low, high = high ^ turned, low
        return high | low << 32

    return encrypt


def _round_table(byte: int) -> list[int]:
    lower, upper = ([int(digit, 16) for digit in _BOXES[2 * byte + half]] for half in (0, 1))
    table = []
    for value in range(256):
        replaced = (lower[value & 15] | upper[value >> 4] << 4) << (8 * byte)
        table.append((replaced << 11 | replaced >> 21) & _MASK32)
    return table


@cache
def _mixing() -> Callable[[int, int], int]:
    """psi of RFC 5831 5.4 taken several times at once: one table look-up per byte."""
    tables = {times: _mixing_tables(times) for times in (61, 62, 74)}

    def mix(times: int, value: int) -> int:
        result = 0
        for table, byte in zip(tables[times], value.to_bytes(BLOCK, "little"), strict=True):
            result ^= table[byte]
        return result

    return mix


def _mixing_tables(times: int) -> list[list[int]]:
    tables = []
    for position in range(BLOCK):
        bits = []
        for bit in range(8):
            value = 1 << (8 * position + bit)
            for _ in range(times):
                value = _psi(value)
            bits.append(value)
        table = [0]
        for image in bits:
            table += [image ^ lower for lower in table]
        tables.append(table)
    return tables


def _psi(value: int) -> int:
    """Sixteen words: the new highest one is y1 ^ y2 ^ y3 ^ y4 ^ y13 ^ y16."""
    fresh = value ^ value >> 16 ^ value >> 32 ^ value >> 48 ^ value >> 192 ^ value >> 240
    return value >> 16 | (fresh & 0xFFFF) << 240
