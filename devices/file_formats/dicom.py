"""DICOM Part 10 files (PS3.10 7.1), and data sets without a head as some programs write them."""

from __future__ import annotations

from devices.file_format import FileFormat


def _recognises(head: bytes) -> bool:
    if head[128:132] == b"DICM":
        return True
    if head[:4] == b"\0\x08\0\5" and head[4:6] == b"CS":  # the same in big endian
        return True
    # A bare data set begins with group 0002 or 0008, element below 0020, and a VR or a small length (PS3.5 7.1).
    if len(head) < 16 or head[0] not in (2, 8) or head[1] or head[3] or head[2] > 0x18:
        return False
    explicit = head[4:6] in (b"UL", b"CS", b"UI", b"DA", b"TM", b"SH", b"LO", b"OB")
    return explicit or (head[6:8] == b"\0\0" and 0 < int.from_bytes(head[4:6], "little") <= 64)


FORMAT = FileFormat(key="dicom", place=10, recognises=_recognises, archive_kind="dicom")
