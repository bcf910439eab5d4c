"""ASTM E1394 (LIS2-A2) in files, as analysers export them: records alone, or a recorded line with frames (E1381)."""

from __future__ import annotations

import re

from app.domain.received import SentMessage
from devices.astm_reading import MAX_BYTES, read_message
from devices.file_format import FileAtHand, FileFormat

# H, a separator, two to four other marks, the separator again: no word and no heading of a table is written so.
_START = re.compile(
    rb"(?:\xef\xbb\xbf)?[\x05\x02\s]*[0-9]?H([!-/:-@\[-`{-~])(?:(?!\1)[!-/:-@\[-`{-~]){2,4}(?:\1|[\r\n])"
)


def read_astm(file: FileAtHand) -> SentMessage:
    """Raises `Unreadable` as `read_message` does."""
    return read_message(file.whole(MAX_BYTES), file.character_set)


FORMAT = FileFormat(key="astm", place=31, recognises=lambda head: _START.match(head) is not None, read=read_astm)
