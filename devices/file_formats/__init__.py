"""Formats of files that devices leave in folders or that a person brings: one module each, constant FORMAT.

`recognise` tells the format by content; `read_file` reads a file of it.
"""

from __future__ import annotations

from functools import cache

from app import registry
from app.domain.errors import Unreadable
from app.domain.received import SentMessage
from devices.file_format import HEAD, FileAtHand, FileFormat


@cache
def formats() -> tuple[FileFormat, ...]:
    """Every format, in the order in which they are asked."""
    from devices import file_formats

    found: list[FileFormat] = list(registry.entries(file_formats, "FORMAT").values())
    return tuple(sorted(found, key=lambda one: one.place))


def format_of(key: str) -> FileFormat | None:
    """The format of a key, None for a key of another version of the program."""
    return next((one for one in formats() if one.key == key), None)


def recognise(head: bytes, reader: str = "") -> FileFormat | None:
    """The format of a file by its first bytes (up to `HEAD`); None where no reader of ours knows it.

    `reader` is the format that a person set for the device: it is taken for what has no signature of its own.
    """
    head = head[:HEAD]
    found = next((one for one in formats() if one.recognises(head)), None)
    wanted = format_of(reader) if reader else None
    is_signed = found is not None and found.place < UNSIGNED
    return found if is_signed or wanted is None else wanted


def read_file(key: str, file: FileAtHand) -> SentMessage:
    """Read a file of the format. Raises `Unreadable` with the reason."""
    found = format_of(key) or recognise(file.head)
    if found is None or found.read is None:
        raise Unreadable("file-unknown")
    return found.read(file)


UNSIGNED = 100  # formats from this place on are guessed by how their text looks
