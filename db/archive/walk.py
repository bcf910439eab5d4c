"""Walking the segments: what lies in the archive, from the first record or from where the last walk ended.

Needs no index: the store's is rebuilt from it. A segment that is still being written is read to its last whole
record, a torn tail is skipped, a damaged place is told and passed, and no damage hides a whole record behind it.
LAYOUT.md 8.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.domain.errors import Damaged, Refused
from db.archive import segments
from db.archive.destroy import tombstones
from db.archive.layout import (
    HEADER_SIZE,
    SEGMENT_HEADER_SIZE,
    TAG_SIZE,
    RecordHeader,
    RecordType,
    SegmentKind,
    is_segment_header,
    places,
)
from db.archive.opening import (
    Opener,
    header_at,
    loaded_keys,
    next_header,
    read_at,
    record_length,
    start_of_zeros,
    trailer_holds,
)
from db.archive.records import RecordRef


class State(StrEnum):
    """What stands at a place of a segment."""

    RECORD = "record"
    DESTROYED = "destroyed"  # on purpose: it has a tombstone
    UNFINISHED = "unfinished"  # a record being written, room for the next one, or the torn tail of a killed writer
    DAMAGED = "damaged"  # not what was written


@dataclass(frozen=True, slots=True)
class Found:
    """One place of a segment. `end` is where a later walk of this segment goes on.

    `ref` is there for a whole record; walked without its key, `kind` and `sha256` of it are empty and `metadata`
    is None. `reason` is a code: what is damaged, or `key-missing`.
    """

    segment: str
    offset: int
    end: int
    state: State
    record_id: str = ""
    key_version: int = 0
    ref: RecordRef | None = None
    metadata: dict[str, Any] | None = None
    reason: str = ""


def walk(
    folder: Path,
    private_keys: Mapping[int, bytes] | None = None,
    *,
    after: Mapping[str, int] | None = None,
    verify: bool = False,
) -> Iterator[Found]:
    """All places of all segments, oldest segment first; inside a segment in the order of writing.

    `private_keys`: version → raw X25519 key. `after`: segment → the `end` up to which it is known. `verify` opens every
    body chunk too (slow: it reads the whole archive). A segment of one record that is in `after` is not looked at.
    """
    walker = _Walker(folder, loaded_keys(private_keys or {}), verify)
    known = after or {}
    for name in segments.segment_names(folder, SegmentKind.SHARED, SegmentKind.SINGLE):
        start = known.get(name, 0)
        if start and segments.kind_of(name) is SegmentKind.SINGLE:
            continue
        yield from walker.segment(name, start)


class _Walker:
    def __init__(self, folder: Path, keys: Mapping[int, X25519PrivateKey], verify: bool) -> None:
        self._folder = folder
        self._keys = keys
        self._verify = verify
        self._tombstones = tombstones(folder)

    def segment(self, name: str, start: int) -> Iterator[Found]:
        try:
            file = (self._folder / name).open("rb", buffering=0)
        except FileNotFoundError:
            return  # removed by hand since the folder was listed: the index misses it and tells
        with file:
            size = os.fstat(file.fileno()).st_size
            if size < SEGMENT_HEADER_SIZE:
                yield Found(name, 0, 0, State.UNFINISHED)
                return
            if start < SEGMENT_HEADER_SIZE:
                if not is_segment_header(read_at(file, 0, SEGMENT_HEADER_SIZE)):
                    yield Found(name, 0, SEGMENT_HEADER_SIZE, State.DAMAGED, reason="segment-header")
                start = SEGMENT_HEADER_SIZE
            at = start
            while at < size:
                before = at
                for found in self._place(file, name, at, size):
                    yield found
                    at = found.end
                if at == before:
                    return  # unfinished: nothing whole behind it

    def _place(self, file: BinaryIO, name: str, at: int, size: int) -> list[Found]:
        """What stands at `at`. Damage is looked at twice: a living writer may have been in the middle of its write."""
        found = self._look(file, name, at, size)
        if any(one.state is State.DAMAGED for one in found):
            found = self._look(file, name, at, size)
        return found

    def _look(self, file: BinaryIO, name: str, at: int, size: int) -> list[Found]:
        header = header_at(file, at)
        if header is None or header.type is not RecordType.SEALED:
            return [self._gap(file, name, at, size, "record-header")]
        length = record_length(header, size)
        if at + length > size:
            return [self._gap(file, name, at, size, "record-cut")]
        return list(self._record(file, name, header, length, size))

    def _gap(self, file: BinaryIO, name: str, at: int, size: int, reason: str) -> Found:
        """Bytes that are no whole record, up to the next one, to the zeros of a prepared segment, or to the end."""
        behind = next_header(file, at + 1, size)
        if behind is not None:
            return Found(name, at, behind, State.DAMAGED, reason=reason)
        zeros_from = start_of_zeros(file, at, size)
        if reason == "record-cut" or zeros_from < at + HEADER_SIZE:  # at most a header that is being written
            return Found(name, at, at, State.UNFINISHED)
        # a header may be growing in the last bytes: they are looked at again
        return Found(name, at, min(zeros_from, size - HEADER_SIZE + 1), State.DAMAGED, reason=reason)

    def _record(self, file: BinaryIO, name: str, header: RecordHeader, length: int, size: int) -> Iterator[Found]:
        at, end = header.offset, header.offset + length
        record_id = header.record_id.hex()

        def found(state: State, reason: str = "", **more: Any) -> Found:
            return Found(name, at, end, state, record_id, header.key_version, reason=reason, **more)

        if header.record_id in self._tombstones:
            yield found(State.DESTROYED)
            return
        whole = trailer_holds(file, header, length)
        growing = not whole and end < size and start_of_zeros(file, at, size) < end
        if header.key_erased and not growing:
            yield found(State.DAMAGED, "key-erased")
            return
        try:
            ref, metadata = self._open(file, name, header, length)
        except Refused:  # without the key nobody can tell more than the trailer does
            if whole:
                yield found(State.RECORD, "key-missing", ref=_sealed_ref(file, name, header, length))
            else:
                yield Found(name, at, at, State.UNFINISHED) if growing else found(State.DAMAGED, "record-trailer")
        except Damaged as damage:
            if growing:
                yield Found(name, at, at, State.UNFINISHED)
                return
            if not whole:
                yield found(State.DAMAGED, "record-trailer")
            yield found(State.DAMAGED, damage.code)
        else:
            if not whole and not growing:
                yield found(State.DAMAGED, "record-trailer")
            yield found(State.RECORD, ref=ref, metadata=metadata)

    def _open(self, file: BinaryIO, name: str, header: RecordHeader, length: int) -> tuple[RecordRef, dict[str, Any]]:
        opener = Opener(name, header, length, self._keys)
        closing = opener.closing(file)
        kind, metadata = opener.metadata(file)
        if self._verify:
            opener.verify(file, closing.sha256)
        record_id = header.record_id.hex()
        ref = RecordRef(record_id, kind, name, header.offset, length, closing.tag, closing.sha256, closing.size)
        return ref, metadata


def _sealed_ref(file: BinaryIO, name: str, header: RecordHeader, length: int) -> RecordRef | None:
    """What can be told of a record without its key."""
    parts = places(header, length)
    if parts is None:
        return None
    tag = read_at(file, header.offset + parts.trailer_at - TAG_SIZE, TAG_SIZE)
    return RecordRef(header.record_id.hex(), "", name, header.offset, length, tag, b"", parts.size)
