"""Where the data set begins in a kept DICOM file (PS3.10 7.1): behind preamble and file meta, if it has them."""

from __future__ import annotations

import struct

HEAD = 16 * 1024  # bytes of a file in which its meta header ends
_LONG = frozenset({b"OB", b"OW", b"UN", b"SQ", b"UT", b"UC", b"UR"})


def data_set_at(head: bytes) -> int:
    """The offset of the first element behind group 0002; `head` are the file's first bytes."""
    at = 132 if head[128:132] == b"DICM" else 0
    while head[at : at + 2] == b"\x02\x00" and at + 8 <= len(head):
        vr = head[at + 4 : at + 6]
        if vr in _LONG:
            at += 12 + struct.unpack_from("<I", head.ljust(at + 12, b"\0"), at + 8)[0]
        elif vr.isalpha() and vr.isupper():
            at += 8 + struct.unpack_from("<H", head, at + 6)[0]
        else:  # a meta header in implicit VR: seen of old programs
            at += 8 + struct.unpack_from("<I", head, at + 4)[0]
    return at
