"""Pictures: JPEG, PNG, BMP, GIF, TIFF, kept as they are; decoded in the decoder child when they are shown."""

from __future__ import annotations

from app.domain.received import SentMessage
from devices.file_format import FileAtHand, FileFormat
from devices.shown_files import picture_type, read_shown


def _read(file: FileAtHand) -> SentMessage:
    return read_shown(file, picture_type(file.head))


FORMAT = FileFormat(key="picture", place=21, recognises=lambda head: bool(picture_type(head)), read=_read)
