"""PDF (ISO 32000): kept and shown as it is; whose it is says its name or the file beside it."""

from __future__ import annotations

from app.domain.received import SentMessage
from devices.file_format import FileAtHand, FileFormat
from devices.shown_files import read_shown


def _read(file: FileAtHand) -> SentMessage:
    return read_shown(file, "application/pdf")


FORMAT = FileFormat(
    key="pdf", place=20, recognises=lambda head: b"%PDF-" in head[:1024], read=_read, media_type="application/pdf"
)
