"""Documents and pictures that are a result as they are: one value, which is the file."""

from __future__ import annotations

import re

from app.domain.device import SentIdentity
from app.domain.received import SentMessage
from devices.file_format import FileAtHand, message, report, whole_file
from devices.file_identity import identity_of

# First bytes -> media type. TIFF in both byte orders.
PICTURES = {
    b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"BM": "image/bmp", b"GIF8": "image/gif",
    b"II*\x00": "image/tiff", b"MM\x00*": "image/tiff",
}  # fmt: skip


def picture_type(head: bytes) -> str:
    """The media type of a picture by its signature, empty where it is none."""
    found = next((kind for mark, kind in PICTURES.items() if head.startswith(mark)), "")
    if found == "image/bmp" and (len(head) < 26 or head[6:10] != b"\0\0\0\0"):  # two letters alone prove nothing
        return ""
    return found


def read_shown(file: FileAtHand, media_type: str) -> SentMessage:
    """A result whose only value is the file."""
    identity = identity_of(file)
    title = title_of(file.name, identity)
    return message((report(identity, title, None, (whole_file(0, media_type, title),)),))


def title_of(name: str, identity: SentIdentity) -> str:
    """What the file is called without its ending and without the numbers and names that say whose it is."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name.rsplit("/", 1)[-1])
    for number in (*identity.iin_candidates, identity.accession_number, identity.patient_id):
        if number:
            stem = stem.replace(number, " ")
    if identity.name:
        for part in (identity.name.surname, identity.name.given, identity.name.patronymic):
            if part:
                stem = re.sub(re.escape(part), " ", stem, flags=re.IGNORECASE)
    return " ".join(re.split(r"[\s_]+", stem)).strip(" -,.")[:120]
