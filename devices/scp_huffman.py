"""Huffman tables of SCP-ECG (EN 1064 5.5 and annex C): the standard's table and those a file brings along."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from app.domain.errors import Unreadable

_CODE = struct.Struct("<BBBhI")  # prefix bits, all bits, table mode, base value, base code
_MAX_CODES = 512
_MAX_TABLES = 64


@dataclass(frozen=True, slots=True)
class Code:
    """`all_bits` beyond the prefix hold the value itself; a code that does not stay switches the table."""

    prefix_bits: int
    all_bits: int
    stays: bool
    value: int


Table = dict[tuple[int, int], Code]  # (prefix bits, prefix) -> code; prefixes with the first bit read as the highest


def _standard() -> Table:
    """0 is one bit; ±1 to ±8 are as many ones, a zero and the sign; then a byte or a word as it is (table C.1)."""
    table: Table = {(1, 0): Code(1, 1, True, 0)}
    for size in range(1, 9):
        ones = ((1 << size) - 1) << 1
        bits = size + 2
        table[bits, ones << 1] = Code(bits, bits, True, size)
        table[bits, ones << 1 | 1] = Code(bits, bits, True, -size)
    table[10, 0b1111111110] = Code(10, 18, True, 0)
    table[10, 0b1111111111] = Code(10, 26, True, 0)
    return table


STANDARD_TABLE = _standard()


def read_tables(section: bytes) -> list[Table]:
    """Tables of section 2. Raises `Unreadable("scp-damaged")`."""
    count, at = int.from_bytes(section[:2], "little"), 2
    if not 0 < count <= _MAX_TABLES:
        raise Unreadable("scp-damaged")
    tables = []
    for _ in range(count):
        codes = int.from_bytes(section[at : at + 2], "little")
        at += 2
        if not 0 < codes <= _MAX_CODES or at + codes * _CODE.size > len(section):
            raise Unreadable("scp-damaged")
        table: Table = {}
        for _ in range(codes):
            prefix_bits, all_bits, mode, base, code = _CODE.unpack_from(section, at)
            at += _CODE.size
            if not 0 < prefix_bits <= 32 or not prefix_bits <= all_bits <= prefix_bits + 32:
                raise Unreadable("scp-damaged")
            table[prefix_bits, _reversed(code, prefix_bits)] = Code(prefix_bits, all_bits, mode != 0, base)
        tables.append(table)
    return tables


def decode_values(coded: bytes, wanted: int, tables: list[Table]) -> list[int]:
    """At most `wanted` values; fewer where the bits end. Raises `Unreadable("scp-damaged")` for what is no code."""
    bits = _Bits(coded)
    values: list[int] = []
    table, longest = tables[0], _longest(tables[0])
    switches = 0
    while len(values) < wanted and bits.left:
        code = bits.code(table, longest)
        if code is None:
            if bits.left < longest:
                break  # padding at the end
            raise Unreadable("scp-damaged")
        if not code.stays:
            switches += 1
            if not 1 <= code.value <= len(tables) or switches > wanted + 8:
                raise Unreadable("scp-damaged")
            table = tables[code.value - 1]
            longest = _longest(table)
            continue
        own = code.all_bits - code.prefix_bits
        if own > bits.left:
            break
        values.append(bits.signed(own) if own else code.value)
    return values


def _longest(table: Table) -> int:
    return max(size for size, _ in table)


class _Bits:
    """The bits of coded bytes, the highest of each byte first."""

    def __init__(self, coded: bytes) -> None:
        self._coded = coded
        self._at = 0
        self.left = len(coded) * 8

    def _peek(self, count: int) -> int:
        """The next `count` bits, at most 64, zeros behind the end."""
        first = self._at >> 3
        window = int.from_bytes(self._coded[first : first + 9].ljust(9, b"\0"), "big")
        return window >> (72 - (self._at & 7) - count) & (1 << count) - 1

    def _skip(self, count: int) -> None:
        self._at += count
        self.left -= count

    def code(self, table: Table, longest: int) -> Code | None:
        window = self._peek(longest)
        for size in range(1, min(longest, self.left) + 1):
            found = table.get((size, window >> (longest - size)))
            if found is not None:
                self._skip(size)
                return found
        return None

    def signed(self, count: int) -> int:
        value = self._peek(count)
        self._skip(count)
        return value - (1 << count) if value >> (count - 1) else value


def _reversed(code: int, bits: int) -> int:
    """The standard writes base codes with their first bit lowest."""
    return int(f"{code & (1 << bits) - 1:0{bits}b}"[::-1], 2)
