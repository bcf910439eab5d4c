"""DICOMDIR: the directory of a DICOM file-set (PS3.3 annex F, PS3.10 8), written in two passes in memory O(records).

The library's own `FileSet` keeps a second copy of every object in the system's temporary folder, in plain; here the
objects lie in their place already and only their keys are needed. Values are those of the files, written in UTF-8.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from devices.dicom_upper_layer import IMPLEMENTATION_CLASS_UID

_EXPLICIT_LE = "1.2.840.10008.1.2.1"
_MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10"
_STORAGE = "1.2.840.10008.5.1.4.1.1."
_IN_USE = 0xFFFF

# Directory record type by SOP class, longest prefix first (PS3.3 table F.4-1); every other storage class is an image.
_TYPE_OF_CLASS: tuple[tuple[str, str], ...] = (
    (_STORAGE + "88.59", "KEY OBJECT DOC"),
    (_STORAGE + "88.", "SR DOCUMENT"),
    (_STORAGE + "9.", "WAVEFORM"),
    (_STORAGE + "11.", "PRESENTATION"),
    (_STORAGE + "104.", "ENCAP DOC"),
    (_STORAGE + "481.2", "RT DOSE"),
    (_STORAGE + "481.3", "RT STRUCTURE SET"),
    (_STORAGE + "481.5", "RT PLAN"),
    (_STORAGE + "481.8", "RT PLAN"),
    (_STORAGE + "481.4", "RT TREAT RECORD"),
    (_STORAGE + "481.6", "RT TREAT RECORD"),
    (_STORAGE + "481.7", "RT TREAT RECORD"),
    (_STORAGE + "481.9", "RT TREAT RECORD"),
    (_STORAGE + "66.1", "REGISTRATION"),
    (_STORAGE + "66.2", "FIDUCIAL"),
    (_STORAGE + "66.3", "REGISTRATION"),
    (_STORAGE + "66.5", "SURFACE"),
    (_STORAGE + "67", "VALUE MAP"),
    (_STORAGE + "77.1.5.3", "STEREOMETRIC"),
    (_STORAGE + "78.", "MEASUREMENT"),
    (_STORAGE + "4.2", "SPECTROSCOPY"),
)

# Keys of a record that are copied from the file: keyword, tag, VR (PS3.3 F.5).
Key = tuple[str, int, str]
PATIENT_KEYS: tuple[Key, ...] = (("PatientName", 0x00100010, "PN"), ("PatientID", 0x00100020, "LO"))
STUDY_KEYS: tuple[Key, ...] = (
    ("StudyDate", 0x00080020, "DA"),
    ("StudyTime", 0x00080030, "TM"),
    ("AccessionNumber", 0x00080050, "SH"),
    ("StudyDescription", 0x00081030, "LO"),
    ("StudyInstanceUID", 0x0020000D, "UI"),
    ("StudyID", 0x00200010, "SH"),
)
SERIES_KEYS: tuple[Key, ...] = (
    ("Modality", 0x00080060, "CS"),
    ("SeriesInstanceUID", 0x0020000E, "UI"),
    ("SeriesNumber", 0x00200011, "IS"),
)
INSTANCE_KEYS: tuple[Key, ...] = (
    ("ContentDate", 0x00080023, "DA"),
    ("ContentTime", 0x00080033, "TM"),
    ("InstanceNumber", 0x00200013, "IS"),
    ("CompletionFlag", 0x0040A491, "CS"),
    ("VerificationFlag", 0x0040A493, "CS"),
    ("PresentationCreationDate", 0x00700082, "DA"),
    ("PresentationCreationTime", 0x00700083, "TM"),
)
# What a key of type 1 says where the file has nothing (PS3.3 F.5): the file itself stays as it is.
_MUST_HAVE = {
    "PatientID": "UNKNOWN", "StudyDate": "19000101", "StudyTime": "000000", "StudyID": "0", "SeriesNumber": "0",
    "InstanceNumber": "0", "Modality": "OT",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of the file-set: where it lies and the values of its keys, by keyword."""

    file_id: tuple[str, ...]  # components of its path below the directory
    sop_class_uid: str
    sop_instance_uid: str
    transfer_syntax_uid: str
    values: dict[str, str] = field(default_factory=dict)
    concept: tuple[str, str, str] | None = None  # code, scheme, meaning: (0040,A043) of a structured report


@dataclass(slots=True)
class _Node:
    level: int
    record: bytes
    offset: int = 0
    following: int = 0  # offset of the next record of the same parent
    lower: int = 0  # offset of the first record below


def record_type(sop_class_uid: str) -> str:
    """DirectoryRecordType (0004,1430) of an object."""
    fitting = (kind for prefix, kind in _TYPE_OF_CLASS if sop_class_uid.startswith(prefix))
    return next(fitting, "IMAGE")


def write(put: Callable[[bytes], object], entries: Iterable[Entry], *, file_set_id: str, instance_uid: str) -> int:
    """Write the directory; `entries` come grouped by patient, study and series. Returns the number of objects."""
    head = b"\x00" * 128 + b"DICM" + _file_meta(instance_uid)
    begin = _element(0x00041130, "CS", file_set_id.encode("ascii"))
    # Behind the head: group of the file-set, two offsets (12 bytes each), consistency flag (10), sequence header (12).
    start = len(head) + len(begin) + 12 + 12 + 10 + 12
    nodes = list(_nodes(entries))
    end = _place(nodes, start)
    roots = [node.offset for node in nodes if node.level == 0]
    put(head + begin)
    put(_element(0x00041200, "UL", struct.pack("<L", roots[0] if roots else 0)))
    put(_element(0x00041202, "UL", struct.pack("<L", roots[-1] if roots else 0)))
    put(_element(0x00041212, "US", struct.pack("<H", 0)))
    put(_tag(0x00041220) + b"SQ\x00\x00" + struct.pack("<L", end - start))
    for node in nodes:
        record = _pointers(node.following, node.lower) + node.record
        put(_item(record))
    return sum(node.level == 3 for node in nodes)


def _nodes(entries: Iterable[Entry]) -> Iterator[_Node]:
    """Depth first: a patient, its study, its series, its objects, the next series."""
    open_at: list[tuple[str, ...]] = [(), (), ()]
    for entry in entries:
        values = entry.values
        levels = (
            ("PATIENT", PATIENT_KEYS, (values.get("PatientID", ""), values.get("PatientName", ""))),
            ("STUDY", STUDY_KEYS, (values.get("StudyInstanceUID", ""),)),
            ("SERIES", SERIES_KEYS, (values.get("SeriesInstanceUID", ""),)),
        )
        for level, (kind, keys, identity) in enumerate(levels):
            if open_at[level] != identity:
                open_at[level:] = [identity, *[("\0",)] * (2 - level)]
                yield _Node(level, _head_of(kind) + _keys(keys, values))
        yield _Node(3, _instance(entry))


def _place(nodes: Sequence[_Node], start: int) -> int:
    """Give each record its offset, then each its neighbour's and its first child's. Returns where the last one ends."""
    at = start
    for node in nodes:
        node.offset = at
        at += 8 + len(_pointers(0, 0)) + len(node.record)
    last: list[_Node | None] = [None] * 4
    for node in nodes:
        before = last[node.level]
        if before is not None:
            before.following = node.offset
        parent = last[node.level - 1] if node.level else None
        if parent is not None and not parent.lower:
            parent.lower = node.offset
        last[node.level :] = [node, *[None] * (3 - node.level)]
    return at


def _pointers(following: int, lower: int) -> bytes:
    return (
        _element(0x00041400, "UL", struct.pack("<L", following))
        + _element(0x00041410, "US", struct.pack("<H", _IN_USE))
        + _element(0x00041420, "UL", struct.pack("<L", lower))
    )


def _head_of(kind: str, referenced: bytes = b"") -> bytes:
    character_set = _element(0x00080005, "CS", b"ISO_IR 192")
    return _element(0x00041430, "CS", kind.encode("ascii")) + referenced + character_set


def _instance(entry: Entry) -> bytes:
    kind = record_type(entry.sop_class_uid)
    referenced = (
        _element(0x00041500, "CS", "\\".join(entry.file_id).encode("ascii"))
        + _element(0x00041510, "UI", entry.sop_class_uid.encode("ascii", "replace"))
        + _element(0x00041511, "UI", entry.sop_instance_uid.encode("ascii", "replace"))
        + _element(0x00041512, "UI", entry.transfer_syntax_uid.encode("ascii", "replace"))
    )
    content = [*_listed(INSTANCE_KEYS, entry.values)]
    if entry.concept is not None:
        content.append((0x0040A043, _concept(entry.concept)))
    return _head_of(kind, referenced) + b"".join(element for _, element in sorted(content))


def _concept(concept: tuple[str, str, str]) -> bytes:
    """ConceptNameCodeSequence (0040,A043) with one item."""
    code, scheme, meaning = concept
    item = _item(_text(0x00080100, "SH", code) + _text(0x00080102, "SH", scheme) + _text(0x00080104, "LO", meaning))
    return _tag(0x0040A043) + b"SQ\x00\x00" + struct.pack("<L", len(item)) + item


def _keys(keys: Sequence[Key], values: dict[str, str]) -> bytes:
    return b"".join(element for _, element in sorted(_listed(keys, values)))


def _listed(keys: Sequence[Key], values: dict[str, str]) -> Iterator[tuple[int, bytes]]:
    for keyword, tag, vr in keys:
        value = values.get(keyword, "") or _MUST_HAVE.get(keyword, "")
        if value or keyword in {"PatientName", "AccessionNumber", "StudyDescription", "StudyInstanceUID"}:
            yield tag, _text(tag, vr, value)


def _text(tag: int, vr: str, value: str) -> bytes:
    return _element(tag, vr, value.encode("utf-8"))


def _element(tag: int, vr: str, value: bytes) -> bytes:
    """Explicit VR little endian with a 16-bit length (PS3.5 7.1.2); text is padded to an even length."""
    value = value[:0xFFFE]
    if len(value) % 2:
        value += b"\x00" if vr == "UI" else b" "
    return _tag(tag) + vr.encode("ascii") + struct.pack("<H", len(value)) + value


def _item(content: bytes) -> bytes:
    return _tag(0xFFFEE000) + struct.pack("<L", len(content)) + content


def _tag(tag: int) -> bytes:
    return struct.pack("<HH", tag >> 16, tag & 0xFFFF)


def _file_meta(instance_uid: str) -> bytes:
    """File meta group (PS3.10 7.1)."""
    content = (
        _tag(0x00020001) + b"OB\x00\x00" + struct.pack("<L", 2) + b"\x00\x01"
        + _element(0x00020002, "UI", _MEDIA_STORAGE_DIRECTORY.encode("ascii"))
        + _element(0x00020003, "UI", instance_uid.encode("ascii"))
        + _element(0x00020010, "UI", _EXPLICIT_LE.encode("ascii"))
        + _element(0x00020012, "UI", IMPLEMENTATION_CLASS_UID.encode("ascii"))
    )  # fmt: skip
    return _element(0x00020000, "UL", struct.pack("<L", len(content))) + content
