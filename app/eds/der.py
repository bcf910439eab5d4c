"""Writing DER by hand (ITU-T X.690): for structures with parts that must keep every byte they came with.

asn1crypto writes what it knows; where a part is of an algorithm it does not know, or has been signed already, the parts
are joined here instead and nothing is decoded and encoded anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from asn1crypto import core, parser

_SEQUENCE, _SET, _CONTEXT, _CONSTRUCTED = 0x30, 0x31, 0x80, 0x20
NULL = b"\x05\x00"
MOST_MEMBERS = 4096  # of one set or sequence in a container; an honest one has some dozens


def element(tag: int, contents: bytes) -> bytes:
    """One element with a tag of one byte."""
    length = len(contents)
    if length < 0x80:
        return bytes([tag, length]) + contents
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + contents


def sequence(*parts: bytes) -> bytes:
    return element(_SEQUENCE, b"".join(parts))


def set_of(parts: Iterable[bytes]) -> bytes:
    """DER orders the members of a SET OF by their encodings (X.690 11.6)."""
    return element(_SET, b"".join(sorted(parts)))


def tagged(number: int, contents: bytes) -> bytes:
    """`[number]` around whole elements: EXPLICIT, or IMPLICIT over the contents of a constructed type."""
    return element(_CONTEXT | _CONSTRUCTED | number, contents)


def implicit(number: int, der: bytes) -> bytes:
    """The element with its tag of one byte replaced by `[number] IMPLICIT`."""
    return bytes([_CONTEXT | (der[0] & _CONSTRUCTED) | number]) + der[1:]


def oid(dotted: str) -> bytes:
    return _dumped(core.ObjectIdentifier(dotted))


def integer(value: int) -> bytes:
    return _dumped(core.Integer(value))


def boolean(value: bool) -> bytes:
    return _dumped(core.Boolean(value))


def enumerated(value: int) -> bytes:
    return element(0x0A, value.to_bytes(1, "big"))


def octets(value: bytes) -> bytes:
    return element(0x04, value)


def bits(value: bytes) -> bytes:
    """A BIT STRING without unused bits."""
    return element(0x03, b"\x00" + value)


def utf8(text: str) -> bytes:
    return element(0x0C, text.encode())


def printable(text: str) -> bytes:
    return element(0x13, text.encode("ascii"))


def ia5(text: str) -> bytes:
    return element(0x16, text.encode("ascii"))


def generalized_time(moment: datetime) -> bytes:
    """To the second, in UTC (RFC 5280 4.1.2.5.2)."""
    return element(0x18, moment.astimezone(UTC).strftime("%Y%m%d%H%M%SZ").encode())


def time(moment: datetime) -> bytes:
    """UTCTime until 2049, GeneralizedTime after it (RFC 5280 4.1.2.5, RFC 5652 11.3)."""
    whole = moment.astimezone(UTC)
    if not 1950 <= whole.year < 2050:
        return generalized_time(whole)
    return element(0x17, whole.strftime("%y%m%d%H%M%SZ").encode())


def members(contents: bytes) -> list[bytes]:
    """The elements that lie one after the other, each whole and untouched. Raises `ValueError`, for a crowd too."""
    found: list[bytes] = []
    start = 0
    while start < len(contents):
        if len(found) >= MOST_MEMBERS:
            raise ValueError("too many members")
        stop = _end(contents, start)
        found.append(contents[start:stop])
        start = stop
    return found


def _end(contents: bytes, start: int) -> int:
    """Where the element ends; its rest is not copied to find that out, as a long list holds long elements."""
    head = contents[start : start + 6]
    if len(head) < 2 or head[0] & 0x1F == 0x1F or head[1] == 0x80:  # a long tag, an indefinite length
        length: int = parser.peek(contents[start:])
        return start + length
    octets = head[1] & 0x7F if head[1] > 0x80 else 0
    if octets > 4 or len(head) < 2 + octets:
        raise ValueError("length")
    stop = start + 2 + octets + (int.from_bytes(head[2 : 2 + octets], "big") if octets else head[1])
    if stop > len(contents):
        raise ValueError("an element is cut off")
    return stop


def contents_of(whole: bytes) -> bytes:
    """What one element holds, which must be all there is. Raises `ValueError`."""
    contents: bytes = parser.parse(whole, strict=True)[4]
    return contents


def _dumped(value: Any) -> bytes:
    whole: bytes = value.dump()
    return whole
