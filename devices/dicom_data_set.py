"""Small data sets of queries and reports: read from the wire and written to it, explicit or implicit VR little endian.

PS3.5 7.1 (data elements), 7.5 (sequences), 6.2 (padding), annex A. Bounded in depth and number of elements; no value is
decoded here. Objects with pixels are never read this way (`devices/dicom_elements.py`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.errors import Unreadable

_MAX_DEPTH = 8
_MAX_ELEMENTS = 50_000
_UNDEFINED = 0xFFFFFFFF
_ITEM, _ITEM_END, _SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
_LONG = frozenset({b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"})

# VR of what the services read and write (PS3.6); in an implicit data set nothing else tells it.
_TAGS_BY_VR = {
    "CS": "00080005 00080052 00080056 00080060 00080061 00080064 00100040 00400020 00400252 00401003 00083001",
    "UI": "00080016 00080018 00080058 00081150 00081155 00081195 0020000D 0020000E 00080062",
    "DA": "00080020 00080021 00080022 00080023 00100030 00400002 00400004 00400244 00400250 00380020",
    "TM": "00080030 00080031 00080032 00080033 00400003 00400005 00400245 00400251 00100032 00380021",
    "SH": "00080050 00081010 00080094 00080100 00080102 00200010 00400009 00400010 00400011 00400253 00401001 00400242"
    " 00402016 00402017 00400243 00080201",
    "LO": "00080070 00080080 00080104 00081030 0008103E 00081040 00081090 00100020 00100021 00101000"
    " 00102000 00102110 00102152 00180015 00181030 00321060 00321070 00380010 00380050 00380300 00380500 00400007"
    " 00400012 00400254 00400255 00401004 00401005",
    "PN": "00080090 00081048 00081050 00081060 00081070 00100010 00101001 00321032 00321033 00400006 00401010",
    "AE": "00080054 00400001 00400241",
    "IS": "00200011 00200013 00201206 00201208 00201209 00280008 00201002 00201004",
    "AS": "00101010",
    "DS": "00101020 00101030",
    "US": "001021C0 00081197 00280010 00280011",
    "LT": "001021B0 00104000 00321050 00401400 00204000 00402400",
    "ST": "00080081 00400280",
    "UT": "0040A160",
    "SQ": "00081110 00081111 00081115 00081120 00081140 00081198 00081199 00081032 00081084 00080051 00082218 00082228"
    " 00101002 00102201 00102202 00321064 00321031 00400008 00400100 0040000A 00400260 00400270 00400275 00400281"
    " 00400340 00400440 00400A30 00401008 0040100A 00402001 00404025 00404026 00404027 00404034 0040A370 00380004"
    " 00400026 00400027 00400031 00400036 00400039 0040A043 00400320 00400321 00400324 00400330",
}
VR_OF: dict[int, bytes] = {
    int(tag, 16): vr.encode() for vr, tags in reversed(_TAGS_BY_VR.items()) for tag in tags.split()
}


@dataclass(frozen=True, slots=True)
class Element:
    """One element: an encoded value, or the items of a sequence."""

    vr: bytes
    value: bytes = b""
    items: tuple[DataSet, ...] | None = None

    @property
    def text(self) -> str:
        """A value of the default repertoire, without its padding."""
        return self.value.strip(b"\0 ").decode("ascii", "replace")


DataSet = Mapping[int, Element]


class _Reader:
    def __init__(self, encoded: bytes, explicit: bool) -> None:
        self._encoded = encoded
        self._explicit = explicit
        self._elements = 0

    def data_set(self, at: int, end: int, depth: int, *, to_item_end: bool = False) -> tuple[dict[int, Element], int]:
        """The elements of [at, end); with `to_item_end` until the delimiter. Answers them and the place behind."""
        if depth > _MAX_DEPTH:
            raise Unreadable("dicom-too-deep")
        found: dict[int, Element] = {}
        while at < end:
            tag, vr, length, at = self._header(at, end)
            if tag == _ITEM_END and to_item_end:
                return found, at
            self._elements += 1
            if self._elements > _MAX_ELEMENTS:
                raise Unreadable("dicom-too-many-elements")
            if vr == b"SQ" or length == _UNDEFINED:
                items, at = self._sequence(at, end, length, depth)
                found[tag] = Element(b"SQ", items=items)
            elif at + length > end:
                raise Unreadable("dicom-data-set")
            else:
                found[tag] = Element(vr, self._encoded[at : at + length])
                at += length
        if to_item_end:
            raise Unreadable("dicom-data-set")
        return found, at

    def _sequence(self, at: int, end: int, length: int, depth: int) -> tuple[tuple[DataSet, ...], int]:
        stop = end if length == _UNDEFINED else at + length
        if stop > end:
            raise Unreadable("dicom-data-set")
        items: list[DataSet] = []
        while at < stop:
            if at + 8 > stop:
                raise Unreadable("dicom-sequence")
            group, element, size = struct.unpack_from("<HHI", self._encoded, at)
            tag = group << 16 | element
            at += 8
            if tag == _SEQUENCE_END and length == _UNDEFINED:
                return tuple(items), at
            if tag != _ITEM:
                raise Unreadable("dicom-sequence")
            if size == _UNDEFINED:
                item, at = self.data_set(at, stop, depth + 1, to_item_end=True)
            else:
                if at + size > stop:
                    raise Unreadable("dicom-sequence")
                item, at = self.data_set(at, at + size, depth + 1)
            items.append(item)
        if length == _UNDEFINED:
            raise Unreadable("dicom-sequence")
        return tuple(items), at

    def _header(self, at: int, end: int) -> tuple[int, bytes, int, int]:
        if at + 8 > end:
            raise Unreadable("dicom-data-set")
        group, element = struct.unpack_from("<HH", self._encoded, at)
        tag = group << 16 | element
        if not self._explicit or group == 0xFFFE:
            return tag, VR_OF.get(tag, b"UN"), struct.unpack_from("<I", self._encoded, at + 4)[0], at + 8
        vr = self._encoded[at + 4 : at + 6]
        if vr not in _LONG:
            return tag, vr, struct.unpack_from("<H", self._encoded, at + 6)[0], at + 8
        if at + 12 > end:
            raise Unreadable("dicom-data-set")
        return tag, vr, struct.unpack_from("<I", self._encoded, at + 8)[0], at + 12


def read_data_set(encoded: bytes, *, explicit: bool) -> dict[int, Element]:
    """Raises `Unreadable`: `dicom-data-set`, `dicom-sequence`, `dicom-too-deep`, `dicom-too-many-elements`."""
    return _Reader(encoded, explicit).data_set(0, len(encoded), 0)[0]


def head(tag: int, vr: bytes, length: int, *, explicit: bool) -> bytes:
    """Tag, VR and length of an element."""
    if not explicit:
        return struct.pack("<HHI", tag >> 16, tag & 0xFFFF, length)
    if vr in _LONG:
        return struct.pack("<HH2sHI", tag >> 16, tag & 0xFFFF, vr, 0, length)
    return struct.pack("<HH2sH", tag >> 16, tag & 0xFFFF, vr, length)


def padded(vr: bytes, value: bytes) -> bytes:
    """Of even length (PS3.5 6.2)."""
    if len(value) % 2 == 0:
        return value
    return value + (b"\0" if vr in {b"UI", b"OB", b"UN"} else b" ")


def write_element(tag: int, element: Element, *, explicit: bool) -> bytes:
    """One element with what is inside it."""
    if element.items is None:
        value = padded(element.vr, element.value)
        return head(tag, element.vr, len(value), explicit=explicit) + value
    inside = b"".join(item_of(write_data_set(item, explicit=explicit)) for item in element.items)
    return head(tag, b"SQ", len(inside), explicit=explicit) + inside


def item_of(encoded: bytes) -> bytes:
    """An item of a sequence, of defined length (PS3.5 7.5.1)."""
    return struct.pack("<HHI", 0xFFFE, 0xE000, len(encoded)) + encoded


def write_data_set(data_set: DataSet, *, explicit: bool) -> bytes:
    """The elements in order of their tags, as a data set demands."""
    return b"".join(write_element(tag, data_set[tag], explicit=explicit) for tag in sorted(data_set))


def element(tag: int, value: str | bytes | int = b"") -> Element:
    """An element of a tag whose VR is known here; text must be of the default repertoire."""
    vr = VR_OF[tag]
    if isinstance(value, int):
        return Element(vr, struct.pack("<H", value))
    return Element(vr, value.encode("ascii", "replace") if isinstance(value, str) else value)


def sequence(items: Iterable[DataSet]) -> Element:
    return Element(b"SQ", items=tuple(items))
