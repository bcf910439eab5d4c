"""The head of a DICOM file made anew from its three UIDs, as the port makes it (PS3.10 7.1).

Programs write preamble and file meta as they like; the same object from a folder, from a CD and over the network is
one object only where these bytes depend on the object alone. The data set stays byte for byte.
"""

from __future__ import annotations

from devices.dicom_command import file_head

_LONG = frozenset({b"OB", b"OW", b"UN", b"UT", b"SQ", b"OF", b"OD", b"OL", b"UC", b"UR"})
_CLASS, _INSTANCE, _SYNTAX = 0x0002, 0x0003, 0x0010


def normal_head(head: bytes) -> tuple[bytes, int] | None:
    """The head for these first bytes of a file, and where its data set begins.

    None where the file meta is not whole or names less than the three UIDs: such a file is kept as it is.
    """
    if head[128:132] != b"DICM":
        return None
    found: dict[int, bytes] = {}
    at = 132
    while head[at : at + 2] == b"\2\0":  # group 0002, explicit little endian
        element, vr = int.from_bytes(head[at + 2 : at + 4], "little"), head[at + 4 : at + 6]
        wide = vr in _LONG
        start = at + (12 if wide else 8)
        length = int.from_bytes(head[at + 8 : at + 12] if wide else head[at + 6 : at + 8], "little")
        if start + length > len(head) or len(found) > 64:
            return None
        found[element] = head[start : start + length].rstrip(b"\0 ")
        at = start + length
    if not all(found.get(element) for element in (_CLASS, _INSTANCE, _SYNTAX)) or at >= len(head):
        return None
    return file_head(found[_CLASS], found[_INSTANCE], found[_SYNTAX]), at
