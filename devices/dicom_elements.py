"""Walks the elements of a DICOM file without decoding them (PS3.5 7.1, 7.5; PS3.10 7.1), in bounded work.

Intake asks for a dozen attributes of files of any size: long values are skipped by their length, sequences of
undefined length item by item, pixels are never touched. It reads from a seekable source, so that of a large
record only the first chunks are opened. Nothing here quotes a value in an error: it may name a patient.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.domain.errors import Unreadable

IMPLICIT = "1.2.840.10008.1.2"
EXPLICIT = "1.2.840.10008.1.2.1"
DEFLATED = "1.2.840.10008.1.2.1.99"
BIG_ENDIAN = "1.2.840.10008.1.2.2"
_MAX_ELEMENTS = 200_000
_MAX_DEPTH = 32
_MAX_INFLATED = 256 * 1024 * 1024
MAX_VALUE = 64 * 1024  # bytes of one value that is handed out
_UNDEFINED = 0xFFFFFFFF
_ITEM, _ITEM_END, _SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
_LONG_VRS = {b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"}  # PS3.5 7.1.2
_SHORT_VRS = {
    b"AE", b"AS", b"AT", b"CS", b"DA", b"DS", b"DT", b"FD", b"FL", b"IS", b"LO", b"LT", b"PN", b"SH", b"SL", b"SS",
    b"ST", b"TM", b"UI", b"UL", b"US",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Encoding:
    explicit: bool = True
    little: bool = True

    def u16(self, octets: bytes) -> int:
        return int.from_bytes(octets, "little" if self.little else "big")

    u32 = u16


@dataclass(frozen=True, slots=True)
class Element:
    """Tag as one number (group << 16 | element), nesting path of sequence tags, encoded value (empty of a sequence)."""

    tag: int
    path: tuple[int, ...]
    value: bytes


class _Walk:
    """One pass over a data set; counts elements, so that a hostile file ends."""

    def __init__(self, source: BinaryIO, encoding: Encoding, wanted: frozenset[int], descend: frozenset[int]) -> None:
        self.source = source
        self.encoding = encoding
        self.wanted = wanted
        self.descend = descend
        self.seen = 0

    def elements(self, stop: int, end: int | None, path: tuple[int, ...] = ()) -> Iterator[Element]:
        """Elements until tag `stop`, position `end`, an item's end or the source's end (a cut file is read so far)."""
        if len(path) > _MAX_DEPTH:
            raise Unreadable("dicom-too-deep")
        while end is None or self.source.tell() < end:
            header = self._header()
            if header is None or header[0] in (_ITEM_END, _SEQUENCE_END) or (not path and header[0] >= stop):
                return
            tag, vr, length = header
            self.seen += 1
            if self.seen > _MAX_ELEMENTS:
                raise Unreadable("dicom-too-many-elements")
            if length == _UNDEFINED or (tag in self.descend and vr in (b"SQ", b"", b"UN")):
                if tag in self.wanted:
                    yield Element(tag, path, b"")
                yield from self._nested(tag, vr, length, path)
            elif tag in self.wanted and length <= MAX_VALUE:
                yield Element(tag, path, self.source.read(length))
            else:
                self.source.seek(length, io.SEEK_CUR)

    def _nested(self, tag: int, vr: bytes, length: int, path: tuple[int, ...]) -> Iterator[Element]:
        """A sequence; one of VR UN is encoded in implicit little endian whatever surrounds it (PS3.5 6.2.2)."""
        outside = self.encoding
        if vr == b"UN":
            self.encoding = Encoding(explicit=False)
        yield from self._sequence(tag, length, path)
        self.encoding = outside

    def _sequence(self, tag: int, length: int, path: tuple[int, ...]) -> Iterator[Element]:
        end = None if length == _UNDEFINED else self.source.tell() + length
        inside = (*path, tag)
        while end is None or self.source.tell() < end:
            item = self._header(items=True)
            if item is None or item[0] == _SEQUENCE_END:
                break
            item_tag, _, item_length = item
            if item_tag != _ITEM:
                raise Unreadable("dicom-sequence")
            item_end = None if item_length == _UNDEFINED else self.source.tell() + item_length
            # Items that nobody asks for are walked only where their length is unknown.
            if item_end is not None and tag not in self.descend:
                self.source.seek(item_end)
            else:
                yield from self.elements(_UNDEFINED, item_end, inside)
                if item_end is not None:
                    self.source.seek(item_end)

    def _header(self, *, items: bool = False) -> tuple[int, bytes, int] | None:
        """(tag, VR, length) of the next element; None at the end of the source."""
        head = self.source.read(8)
        if len(head) < 8:
            return None
        read = self.encoding
        tag = read.u16(head[:2]) << 16 | read.u16(head[2:4])
        if items or tag >> 16 == 0xFFFE or not read.explicit:
            return tag, b"", read.u32(head[4:])
        vr = head[4:6]
        if vr in _LONG_VRS:
            more = self.source.read(4)
            return (tag, vr, read.u32(more)) if len(more) == 4 else None
        if vr in _SHORT_VRS:
            return tag, vr, read.u16(head[6:])
        if vr.isalpha() and vr.isupper():  # a VR of a later edition: it has the long form (PS3.5 6.2.2)
            more = self.source.read(4)
            return (tag, vr, read.u32(more)) if len(more) == 4 else None
        return tag, b"", read.u32(head[4:])  # an implicit element in an explicit data set: seen in the field


def read_elements(
    source: BinaryIO, wanted: frozenset[int], descend: frozenset[int] = frozenset(), stop: int = 0x7FE00000
) -> tuple[str, list[Element]]:
    """Transfer syntax UID and the wanted elements below tag `stop`, inside `descend` sequences too.

    Reads Part 10 files, files without preamble or meta header, and bare data sets. Raises `Unreadable`:
    `dicom-none` where no data set can be recognised, `dicom-too-deep`, `dicom-too-many-elements`, `dicom-sequence`.
    """
    syntax = _meta(source)
    if syntax == DEFLATED:
        source = _inflated(source)
    encoding = _encoding(source, syntax)
    found = list(_Walk(source, encoding, wanted, descend).elements(stop, None))
    return syntax or _syntax_of(encoding), found


def _meta(source: BinaryIO) -> str:
    """Leave the source at the data set; answer (0002,0010) Transfer Syntax UID, empty where there is no meta header."""
    source.seek(0)
    head = source.read(132)
    source.seek(132 if head[128:] == b"DICM" else 0)
    syntax = ""
    walk = _Walk(source, Encoding(), frozenset({0x00020010}), frozenset())
    while True:
        at = source.tell()
        if source.read(2) != b"\x02\x00":
            source.seek(at)
            return syntax
        source.seek(at)
        header = walk._header()
        walk.seen += 1
        if header is None or header[2] > MAX_VALUE or walk.seen > 100:
            raise Unreadable("dicom-none")
        value = source.read(header[2])
        if header[0] == 0x00020010:
            syntax = value.rstrip(b"\x00 ").decode("ascii", "replace")


def _encoding(source: BinaryIO, syntax: str) -> Encoding:
    """What the first element looks like; it is right where the declared transfer syntax is wrong."""
    at = source.tell()
    head = source.read(8)
    source.seek(at)
    if len(head) < 8:
        raise Unreadable("dicom-none")
    vr_like = head[4:6] in _LONG_VRS | _SHORT_VRS
    group = struct.unpack("<H", head[:2])[0]
    big = syntax == BIG_ENDIAN or (not syntax and group in range(0x0100, 0x4000, 0x0100) and head[0] == 0)
    if not syntax and not vr_like:  # a bare implicit data set begins in group 0000 to 0040 with a short value
        length = int.from_bytes(head[4:], "little")
        if not (group <= 0x0040 and length < MAX_VALUE) or not any(head):
            raise Unreadable("dicom-none")
    if not syntax and group not in (*range(0x41), *range(0x0100, 0x4100, 0x0100)):
        raise Unreadable("dicom-none")
    return Encoding(explicit=vr_like, little=not big)


def _syntax_of(encoding: Encoding) -> str:
    if not encoding.little:
        return BIG_ENDIAN
    return EXPLICIT if encoding.explicit else IMPLICIT


def _inflated(source: BinaryIO) -> BinaryIO:
    """PS3.5 A.5: raw deflate. What is cut or damaged is read as far as it goes, never beyond the bound."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        plain = inflate.decompress(source.read(), _MAX_INFLATED)
    except zlib.error as problem:
        raise Unreadable("dicom-deflate") from problem
    return io.BytesIO(plain)
