"""Destroying a record: its wrapped key is overwritten, and a tombstone makes every copy follow. LAYOUT.md 6.

The one in-place write of the archive. The tombstone is durable first, so a crash between the two is made good
by `obey`, which each writer calls when it opens, and which a restore calls on the restored folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Damaged
from db.archive import segments
from db.archive.layout import (
    ERASED_KEY,
    FIXED_SIZE,
    HEADER_SIZE,
    SEGMENT_HEADER_SIZE,
    TRAILER_SIZE,
    RecordHeader,
    RecordType,
    SegmentKind,
    parse_target,
    tombstone_target,
    trailer,
)
from db.archive.opening import header_at, next_header, read_at
from db.durable import sync_content

_TOMBSTONE_SIZE = HEADER_SIZE + TRAILER_SIZE


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Which record was destroyed, and where it lies."""

    record_id: bytes
    segment: str
    offset: int

    def packed(self, offset: int) -> bytes:
        """The bytes of the tombstone at `offset` of its own segment."""
        target = tombstone_target(self.segment, self.offset)
        header = RecordHeader(RecordType.TOMBSTONE, 18, 0, offset, _TOMBSTONE_SIZE, 0, self.record_id, target)
        return header.packed() + trailer(header.fixed(), target, _TOMBSTONE_SIZE)

    def stands_in(self, folder: Path) -> bool:
        """Whether the record it tells of lies in `folder`, destroyed or not. Raises `Damaged` for a wrong name."""
        try:
            with segments.path_of(folder, self.segment).open("rb", buffering=0) as file:
                header = header_at(file, self.offset)
        except FileNotFoundError:
            return False
        return header is not None and header.record_id == self.record_id


def tombstones(folder: Path) -> dict[bytes, Tombstone]:
    """Record id → tombstone, of all writers; places that hold none are passed over."""
    names = segments.segment_names(folder, SegmentKind.TOMBSTONES)
    return {stone.record_id: stone for name in names for stone in _tombstones_of(folder / name)}


def _tombstones_of(path: Path) -> Iterator[Tombstone]:
    with path.open("rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        at: int | None = SEGMENT_HEADER_SIZE
        while at is not None:
            header = header_at(file, at)
            if header is not None and header.type is RecordType.TOMBSTONE:
                yield _parsed(header, read_at(file, at + HEADER_SIZE, TRAILER_SIZE))
                at += _TOMBSTONE_SIZE
            else:
                at = next_header(file, at + 1, size)


def _parsed(header: RecordHeader, end: bytes) -> Tombstone:
    """A tombstone whose target is damaged still names the record, and points at nothing."""
    if end != trailer(header.fixed(), header.wrapped, _TOMBSTONE_SIZE):
        return Tombstone(header.record_id, "", 0)
    return Tombstone(header.record_id, *parse_target(header.wrapped))


def erase_key(folder: Path, tombstone: Tombstone) -> bool:
    """Overwrite the wrapped key of the record; durable when it returns. False: there was none to erase.

    Raises `Damaged` where the file cannot be written.
    """
    if segments.kind_of(tombstone.segment) is None:
        return False
    try:
        file = (folder / tombstone.segment).open("r+b", buffering=0)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise Damaged("archive-not-writable", errno=error.errno) from error
    with file:
        header = header_at(file, tombstone.offset)
        if header is None or header.record_id != tombstone.record_id or header.key_erased:
            return False
        file.seek(tombstone.offset + FIXED_SIZE)
        file.write(ERASED_KEY)
        sync_content(file.fileno())
    return True


def obey(folder: Path) -> int:
    """Erase the keys of all records that have a tombstone in `folder`; returns how many still had one."""
    return sum(erase_key(folder, tombstone) for tombstone in tombstones(folder).values())
