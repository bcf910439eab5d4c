"""Which files a DICOMDIR lists (PS3.3 F.3.2, PS3.10 8): (0004,1500) Referenced File ID of every record."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import Unreadable
from devices.dicom_elements import read_elements

_RECORDS, _FILE_ID = 0x00041220, 0x00041500
_LIMIT = 64 << 20
_MANY = 200_000


def files_listed(directory: Path) -> list[tuple[str, ...]]:
    """The parts of each file's path below the directory's folder, in order, each once.

    Raises `Unreadable`, `OSError`. Parts that would lead out of the folder are left out.
    """
    if directory.stat().st_size > _LIMIT:
        raise Unreadable("file-too-large")
    with directory.open("rb") as file:
        _, elements = read_elements(file, frozenset({_FILE_ID}), frozenset({_RECORDS}))
    found = []
    for one in elements[:_MANY]:
        parts = tuple(part.strip("\0 ") for part in one.value.decode("ascii", "replace").split("\\"))
        if parts and all(part and part not in {".", ".."} and not set(part) & set("/\0") for part in parts):
            found.append(parts)
    return list(dict.fromkeys(found))
