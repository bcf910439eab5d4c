"""Attribute matching of queries (PS3.4 C.2.2.2): universal, single value, list of UIDs, wildcard, range.

Names are compared without regard to case, in our letters and as the device is sent them, so that a query typed in
Latin letters finds a Cyrillic name. Text of other kinds is compared without regard to case too: devices are careless.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from devices.worklist_letters import latin

Matches = Callable[[str], bool]
_WILDCARD_VRS = frozenset({b"AE", b"CS", b"LO", b"LT", b"PN", b"SH", b"ST", b"UC", b"UR", b"UT", b"UN", b"IS", b"AS"})
_MANY_VALUES = 4096


def matcher(vr: bytes, key: str) -> Matches | None:
    """What decides whether a value matches the key; None where every value does."""
    key = key.strip("\0 ")
    if not key or not key.strip("*"):
        return None
    if vr == b"UI":
        wanted = frozenset(key.split("\\")[:_MANY_VALUES])
        return lambda value: value in wanted
    if vr in {b"DA", b"TM", b"DT"}:
        return _range(vr, key)
    if vr == b"PN":
        return _name(key)
    return _text(key) if vr in _WILDCARD_VRS else None


def _text(key: str) -> Matches:
    if not set(key) & set("*?\\"):
        wanted = key.casefold()
        return lambda value: value.casefold() == wanted
    found = [_Wildcard(one.strip()) for one in key.split("\\")[:_MANY_VALUES] if one.strip()]
    return lambda value: any(one.matches(value.strip().casefold()) for one in found)


def _name(key: str) -> Matches:
    """PN: the alphabetic group; empty components at the end say nothing (PS3.5 6.2.1)."""
    groups = [_plain_name(group) for group in key.split("=")]
    patterns = [_Wildcard(group) for group in groups if group]

    def matches(value: str) -> bool:
        plain = _plain_name(value.split("=", maxsplit=1)[0]).casefold()
        return any(one.matches(plain) or one.matches(latin(plain)) for one in patterns)

    return matches


def _plain_name(group: str) -> str:
    return "^".join(part.strip() for part in group.split("^")).rstrip("^ ")


class _Wildcard:
    """`*` is any run of characters, `?` is one; in time that grows with key times value, whatever the key."""

    def __init__(self, key: str) -> None:
        pieces = re.split(r"\*+", key.casefold())
        self._pieces = [
            re.compile("".join("." if c == "?" else re.escape(c) for c in one), re.DOTALL) for one in pieces
        ]
        self._lengths = [len(one) for one in pieces]

    def matches(self, value: str) -> bool:
        """Whether the whole folded value is matched: each piece at its leftmost place behind the one before."""
        if len(self._pieces) == 1:
            return self._pieces[0].fullmatch(value) is not None
        if self._pieces[0].match(value) is None:
            return False
        at, end = self._lengths[0], len(value) - self._lengths[-1]
        if end < at or self._pieces[-1].fullmatch(value, end) is None:
            return False
        for piece in self._pieces[1:-1]:
            found = piece.search(value, at, end)
            if found is None:
                return False
            at = found.end()
        return True


def _range(vr: bytes, key: str) -> Matches:
    """`a-b`, `-b`, `a-` or one value; a time is compared to the precision it was given in (PS3.5 6.2)."""
    first, dash, last = key.partition("-")
    first, last = _digits(vr, first), _digits(vr, last)
    if not dash:
        return lambda value: bool(value) and _digits(vr, value)[: len(first)] == first

    def matches(value: str) -> bool:
        own = _digits(vr, value)
        if not own:
            return False
        return (not first or own[: len(first)] >= first) and (not last or own[: len(last)] <= last)

    return matches


def _digits(vr: bytes, text: str) -> str:
    """Digits of a date or a time, without the separators of old devices (1993.08.22, 10:40)."""
    plain = re.sub(r"[^0-9]", "", text.split(".", maxsplit=1)[0] if vr == b"TM" else text)
    return plain[:8] if vr == b"DA" else plain[:6] if vr == b"TM" else plain
