"""HL7 v2 in files: one message, several one after the other, or a batch (2.10.3); with or without MLLP's bytes."""

from __future__ import annotations

import re

from devices.file_format import FileFormat

_START = re.compile(rb"(?:\xef\xbb\xbf)?[\x0b\s]*(?:MSH|FHS|BHS)([^\x00-\x20A-Za-z0-9])")
_WIDE = (b"\xff\xfeM\0S\0H\0", b"\xfe\xff\0M\0S\0H", b"M\0S\0H\0")
# A segment's beginning that opens a message; what stands before the first one belongs to it.
_NEXT = re.compile(rb"(?<=[\r\n\x0b])MSH(?=[^\x00-\x20A-Za-z0-9])")
MANY = 10_000  # messages of one file


def _recognises(head: bytes) -> bool:
    return head.startswith(_WIDE) or _START.match(head) is not None


def messages_of(content: bytes) -> list[bytes]:
    """The messages of a file, each with what stood before it; nothing but MLLP's frame bytes is left out.

    A file of two-byte letters is one: its messages are not told apart before it is read.
    """
    if content.startswith(_WIDE):
        return [content]
    starts = [found.start() for found in _NEXT.finditer(content)]
    first = _START.match(content)
    if first is not None and content[first.start() :].lstrip(b"\xef\xbb\xbf\x0b \r\n\t").startswith(b"MSH"):
        starts = [0, *(at for at in starts if content[:at].strip(b"\xef\xbb\xbf\x0b \r\n\t"))]
    elif starts:
        starts[0] = 0  # the batch's head goes with its first message
    else:
        starts = [0]
    starts = starts[:MANY]
    pieces = [content[at:end] for at, end in zip(starts, [*starts[1:], len(content)], strict=True)]
    return [cleaned for piece in pieces if (cleaned := piece.strip(b"\x0b\x1c\r\n \t") + b"\r").strip()]


FORMAT = FileFormat(key="hl7", place=30, recognises=_recognises, archive_kind="hl7")
