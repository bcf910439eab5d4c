"""A ZIP archive from outside, read whole and within bounds: names, sizes and encodings are all hostile.

Sizes are counted while reading, never believed; a name that would leave a folder, appears twice or is a link ends the
reading. What has no UTF-8 mark may be in one of the encodings that Kazakh software writes, so a file is found by its
name in any of them (APPNOTE.TXT 4.4.4 bit 11, appendix D).
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass

from app.domain.errors import Unreadable

MOST_FILES = 4096
MOST_BYTES = 256 * 1024 * 1024  # of all files together, unpacked
_LONGEST_NAME = 512
_STEP = 256 * 1024
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_OLD_ENCODINGS = ("utf-8", "cp866", "cp1251")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive; `names` are all readings of its name, the likeliest first."""

    names: tuple[str, ...]
    content: bytes

    @property
    def name(self) -> str:
        return self.names[0]


def entries(archive: bytes, code: str = "archive") -> tuple[Entry, ...]:
    """Every file, in the order of the directory. Raises `Unreadable(code)`."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            listed = opened.infolist()
            if len(listed) > MOST_FILES:
                raise Unreadable(code)
            return _read(opened, [one for one in listed if not _is_folder(one)], code)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as problem:
        raise Unreadable(code) from problem
    except (RuntimeError, KeyError, IndexError, OverflowError, MemoryError, AttributeError) as problem:
        raise Unreadable(code) from problem  # what the library raises for a field that makes no sense


def named(found: tuple[Entry, ...], name: str) -> Entry | None:
    """The file of that name, in whichever encoding it was written."""
    return next((one for one in found if name in one.names), None)


def _read(opened: zipfile.ZipFile, listed: list[zipfile.ZipInfo], code: str) -> tuple[Entry, ...]:
    found, seen, left = [], set[str](), MOST_BYTES
    for one in listed:
        names = _names(one)
        if not all(is_safe(name) for name in names) or names[0].casefold() in seen or one.flag_bits & _ENCRYPTED:
            raise Unreadable(code)
        if one.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} or stat.S_ISLNK(one.external_attr >> 16):
            raise Unreadable(code)
        seen.add(names[0].casefold())
        content = _bounded(opened, one, left, code)
        left -= len(content)
        found.append(Entry(names, content))
    return tuple(found)


def _bounded(opened: zipfile.ZipFile, one: zipfile.ZipInfo, left: int, code: str) -> bytes:
    pieces, size = [], 0
    with opened.open(one) as stream:
        while piece := stream.read(_STEP):
            size += len(piece)
            if size > left:
                raise Unreadable(code)
            pieces.append(piece)
    return b"".join(pieces)


def _is_folder(one: zipfile.ZipInfo) -> bool:
    return one.filename.endswith("/") and one.file_size == 0


def _names(one: zipfile.ZipInfo) -> tuple[str, ...]:
    """`zipfile` reads a name without the UTF-8 mark as code page 437, which loses no byte."""
    if one.flag_bits & _UTF8_NAME:
        return (one.filename,)
    try:
        raw = one.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return (one.filename,)
    read = []
    for encoding in _OLD_ENCODINGS:
        try:
            name = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if name not in read:
            read.append(name)
    return (*read, one.filename) if one.filename not in read else tuple(read)


def is_safe(name: str) -> bool:
    """Whether a name stays inside the folder into which it is written."""
    parts = name.split("/")
    return (
        0 < len(name) <= _LONGEST_NAME
        and not any(part in {"", ".", ".."} for part in parts)
        and not any(letter in "\\:" or ord(letter) < 32 for letter in name)
    )
