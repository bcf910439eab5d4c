"""DICOMDIR (PS3.3 F.3): an index of the files around it. Kept, and no result: the files come by themselves."""

from __future__ import annotations

from app.domain.device import SentIdentity
from app.domain.received import SentMessage
from devices.file_format import FileAtHand, FileFormat, message

_DIRECTORY = b"1.2.840.10008.1.3.10"  # Media Storage Directory Storage, in the file meta information


def _read(_file: FileAtHand) -> SentMessage:
    return message((), identity=SentIdentity(), message_type="INDEX")


FORMAT = FileFormat(
    key="dicom-directory",
    place=5,
    recognises=lambda head: head[128:132] == b"DICM" and _DIRECTORY in head[132:1024],
    read=_read,
)
