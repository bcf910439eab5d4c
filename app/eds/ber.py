"""BER as other people's software writes it (ITU-T X.690 8): indefinite lengths, strings in pieces, made definite.

What is in DER already keeps every byte, so nothing that was signed changes; the signed attributes of a container in
BER become what their signature was computed over (RFC 5652 5.4).
"""

from __future__ import annotations

from app.domain.errors import Unreadable
from app.eds import der

_CONSTRUCTED, _INDEFINITE, _HIGH_TAG = 0x20, 0x80, 0x1F
_OCTETS_IN_PIECES, _OCTETS = 0x24, 0x04
_END = b"\x00\x00"
_DEEPEST = 48  # an honest container is about 20 levels deep
_MOST_ELEMENTS = 200_000  # a content of 64 MB in pieces of 1000 bytes has 64,000


def definite(ber: bytes) -> bytes:
    """The first and only element of `ber` with definite lengths. Raises `Unreadable("container")`."""
    made, end = _Reading(ber).element(0, len(ber), 0)
    if end != len(ber):
        raise Unreadable("container")
    return made


class _Reading:
    """One walk over the elements, which may not be more than an honest container has."""

    def __init__(self, ber: bytes) -> None:
        self._ber = memoryview(ber)
        self._left = _MOST_ELEMENTS

    def element(self, start: int, stop: int, depth: int) -> tuple[bytes, int]:
        """One element from `start`, and where it ends."""
        ber = self._ber
        self._left -= 1
        if depth > _DEEPEST or self._left < 0 or stop - start < 2 or ber[start] & _HIGH_TAG == _HIGH_TAG:
            raise Unreadable("container")  # no tag above 30 in a container
        tag, begin, length = ber[start], *_length(ber, start + 1, stop)
        if length is None:
            if not tag & _CONSTRUCTED:
                raise Unreadable("container")
            pieces, end = self._members(begin, stop, depth, until_end=True)
            return _joined(tag, pieces), end + 2
        end = begin + length
        if end > stop:
            raise Unreadable("container")
        if tag & _CONSTRUCTED:
            pieces, _ = self._members(begin, end, depth, until_end=False)
            if tag == _OCTETS_IN_PIECES or b"".join(pieces) != ber[begin:end]:
                return _joined(tag, pieces), end
        return bytes(ber[start:end]), end

    def _members(self, start: int, stop: int, depth: int, *, until_end: bool) -> tuple[list[bytes], int]:
        """The elements inside, up to the end-of-contents octets or to the end, and where that is."""
        found: list[bytes] = []
        while start < stop:
            if until_end and self._ber[start : start + 2] == _END:
                return found, start
            one, start = self.element(start, stop, depth + 1)
            found.append(one)
        if until_end:
            raise Unreadable("container")
        return found, start


def _joined(tag: int, pieces: list[bytes]) -> bytes:
    if tag != _OCTETS_IN_PIECES:
        return der.element(tag, b"".join(pieces))
    if any(piece[0] != _OCTETS for piece in pieces):
        raise Unreadable("container")
    return der.element(_OCTETS, b"".join(map(_content, pieces)))


def _content(element: bytes) -> bytes:
    begin, length = _length(memoryview(element), 1, len(element))
    return element[begin : begin + (length or 0)]


def _length(ber: memoryview, start: int, stop: int) -> tuple[int, int | None]:
    """Where the contents begin, and how long they are; None: up to the end-of-contents octets."""
    first = ber[start]
    if first < _INDEFINITE:
        return start + 1, first
    if first == _INDEFINITE:
        return start + 1, None
    octets = first & 0x7F
    if octets > 4 or start + 1 + octets > stop:
        raise Unreadable("container")
    return start + 1 + octets, int.from_bytes(ber[start + 1 : start + 1 + octets], "big")
