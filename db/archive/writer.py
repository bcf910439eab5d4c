"""Writing into the sealed archive with the practice's public key alone: what the hub holds.

A record is durable when `append` or `finish` returns. Bodies up to 4 MiB share a segment, whose syncs are shared
by the threads that wait at the same time; a longer body gets a segment of its own and is streamed. Neither
SQLAlchemy nor sqlcipher3 is needed here. LAYOUT.md.
"""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from app.domain.errors import NotFound
from db.archive import segments
from db.archive.destroy import Tombstone, erase_key, obey
from db.archive.layout import (
    CHUNK_SIZE,
    CLOSING_SEALED_SIZE,
    HEADER_SIZE,
    SEGMENT_HEADER_SIZE,
    TAG_SIZE,
    TRAILER_SIZE,
    SegmentKind,
    sealed_length,
)
from db.archive.prepared import Preparation
from db.archive.records import RecordRef, RecordStream
from db.archive.sealing import KeySupply, Sealer, metadata_sheet

SHARED_BODY_LIMIT = 4 << 20  # bytes: a longer body gets a segment of its own
SEGMENT_LIMIT = 256 << 20  # bytes: a shared segment this long is closed
PREPARED_SIZE = 16 << 20  # bytes: a segment that is made ahead; readers look through its zeros
BUSY_FROM = 256 << 10  # bytes: with so much in its first segment a writer is worth preparing for
SPACE_RESERVE = 256 << 20  # bytes that stay free on the disk, for the store and the system


def open_writer(
    folder: Path,
    public_key: bytes,
    key_version: int,
    *,
    name: str,
    space_reserve: int = SPACE_RESERVE,
    segment_limit: int = SEGMENT_LIMIT,
    prepared: int = 0,
) -> ArchiveWriter:
    """A writer with segments of its own in `folder`, which is made when it is missing.

    `prepared` is the size of the segments that are made ahead once there is much to write; 0: none is.
    `public_key` is the practice's raw X25519 key (32 bytes) and `key_version` its number in the key ring. `name`
    (1 to 20 of a-z, 0-9) tells in the files' names who wrote them. Raises `OutOfSpace`, `Damaged`.
    """
    segments.check_writer_name(name)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    segments.sweep_abandoned(folder)
    obey(folder)
    keys = KeySupply(X25519PublicKey.from_public_bytes(public_key), key_version)
    return ArchiveWriter(folder, keys, name, space_reserve, segment_limit, prepared)


class ArchiveWriter:
    """Appends records; safe to call from several threads (`records.RecordWriter`)."""

    def __init__(
        self, folder: Path, keys: KeySupply, name: str, space_reserve: int, segment_limit: int, prepared: int
    ) -> None:
        self._folder = folder
        self._keys = keys
        self._name = name
        self._space = segments.FreeSpace(folder, space_reserve)
        self._segment_limit = segment_limit
        self._lock = threading.Lock()
        self._shared: dict[SegmentKind, segments.SharedSegment] = {}
        self._ahead = Preparation(folder, name, prepared)
        self._sealed = bytearray()  # room for the record being sealed, kept for the next one
        self._streams: set[ArchiveStream] = set()
        self._closed = False

    def append(
        self, kind: str, metadata: dict[str, Any], body: bytes | memoryview, sha256: bytes | None = None
    ) -> RecordRef:
        """Seal and store one record; durable when it returns. Raises `OutOfSpace`, `Damaged`.

        `sha256` of the body, for a caller that has it already.
        """
        view = memoryview(body).cast("B")
        if len(view) > SHARED_BODY_LIMIT:
            stream = self.stream(kind, metadata)
            stream.write(view)
            return stream.finish()
        return self._append_shared(kind, metadata_sheet(kind, metadata), view, sha256 or hashlib.sha256(view).digest())

    def stream(self, kind: str, metadata: dict[str, Any]) -> RecordStream:
        """A record whose length is not known yet; `finish` or `abort` ends it. Not for several threads at once."""
        stream = ArchiveStream(self, kind, metadata_sheet(kind, metadata))
        with self._lock:
            self._refuse_closed()
            self._streams.add(stream)
        return stream

    def destroy(self, ref: RecordRef) -> None:
        """Make a record unreadable for ever: a tombstone first, durable, then its wrapped key is overwritten.

        Walking, opening and every restored copy obey the tombstone. The caller writes the journal. Raises
        `NotFound` where the record is not, `OutOfSpace`, `Damaged`.
        """
        tombstone = Tombstone(bytes.fromhex(ref.record_id), ref.segment, ref.offset)
        if not tombstone.stands_in(self._folder):
            raise NotFound("archive-record")
        with self._lock:
            self._refuse_closed()
            segment = self._segment(SegmentKind.TOMBSTONES, HEADER_SIZE + TRAILER_SIZE)
            end = segment.append(tombstone.packed(segment.written))
        segment.make_durable(end)
        erase_key(self._folder, tombstone)

    def close(self) -> None:
        """Let the files go; streams that were not finished are aborted. Raises `OutOfSpace`, `Damaged`."""
        with self._lock:
            self._closed = True
            streams, self._streams = self._streams, set()
            held, self._shared = self._shared, {}
        for stream in streams:
            stream.abort()
        self._ahead.close()
        for segment in held.values():
            segment.close()

    def _append_shared(self, kind: str, sheet: bytes, body: memoryview, sha256: bytes) -> RecordRef:
        sealer = Sealer(self._keys)
        length = sealed_length(len(sheet), len(body))
        with self._lock:
            self._refuse_closed()
            segment = self._segment(SegmentKind.SHARED, length)
            offset = segment.written
            header = sealer.place(segment.name, offset, length, len(sheet))
            if len(self._sealed) < length:
                self._sealed = bytearray(length)
            sealed = memoryview(self._sealed)[:length]
            tag = sealer.seal_whole(header, sheet, body, sha256, sealed)
            end = segment.append(sealed)
        segment.make_durable(end)
        return RecordRef(sealer.record_id.hex(), kind, segment.name, offset, length, tag, sha256, len(body))

    def _segment(self, kind: SegmentKind, wanted: int) -> segments.SharedSegment:
        """The segment of that kind that takes `wanted` more bytes; a full or failed one is closed, a new one opened."""
        self._space.take(wanted)
        segment = self._shared.get(kind)
        fresh: segments.SharedSegment | None = None
        if segment is not None:
            end = segment.written + wanted
            full = end > self._segment_limit and segment.written > SEGMENT_HEADER_SIZE
            if kind is SegmentKind.SHARED and end > segment.prepared:
                fresh = self._ahead.take()
            if segment.failure is None and not full and fresh is None:
                self._look_ahead(kind, segment)
                return segment
            del self._shared[kind]
            if fresh is not None and segment.failure is None:
                self._ahead.retire(segment)
            else:
                segment.close()
        self._shared[kind] = fresh or segments.new_segment(self._folder, kind, self._name)
        return self._shared[kind]

    def _look_ahead(self, kind: SegmentKind, segment: segments.SharedSegment) -> None:
        """Have the next segment made before this one is full, while the disk has plenty of room."""
        from_here = segment.prepared // 2 or BUSY_FROM
        if kind is SegmentKind.SHARED and segment.written > from_here and self._space.plenty:
            self._ahead.begin()

    def _refuse_closed(self) -> None:
        if self._closed:
            raise ValueError("the archive writer is closed")


class ArchiveStream:
    """A record being written piece by piece (`records.RecordStream`); plain bytes stay in memory only."""

    def __init__(self, writer: ArchiveWriter, kind: str, sheet: bytes) -> None:
        self._writer = writer
        self._kind = kind
        self._sheet = sheet
        self._sha256 = hashlib.sha256()
        self._size = 0
        self._held = bytearray()  # the body so far, while it may still fit the shared segment
        self._large: LargeRecord | None = None
        self._over = False

    def write(self, piece: bytes | memoryview) -> None:
        """Raises `OutOfSpace`, `Damaged`; the record is given up then."""
        if self._over:
            raise ValueError("the record has ended")
        view = memoryview(piece).cast("B")
        self._sha256.update(view)
        self._size += len(view)
        try:
            if self._large is None:
                if self._size <= SHARED_BODY_LIMIT:
                    self._held += view
                    return
                self._large = LargeRecord(self._writer, self._sheet)
                self._large.write(memoryview(self._held))
                self._held = bytearray()
            self._large.write(view)
        except BaseException:
            self.abort()
            raise

    def finish(self) -> RecordRef:
        """Durable when it returns. Raises `OutOfSpace`, `Damaged`; the record is given up then."""
        if self._over:
            raise ValueError("the record has ended")
        try:
            if self._large is None:
                body = memoryview(self._held)
                return self._writer._append_shared(self._kind, self._sheet, body, self._sha256.digest())
            return self._large.finish(self._kind, self._size, self._sha256.digest())
        finally:
            self.abort()  # nothing is left of it here, whole or not

    def abort(self) -> None:
        """Leaves nothing behind; without effect on a record that has ended."""
        if self._over:
            return
        self._over = True
        self._held = bytearray()
        if self._large is not None:
            self._large.discard()
        self._writer._streams.discard(self)


class LargeRecord:
    """The one record of a segment of its own, sealed chunk by chunk in constant memory."""

    def __init__(self, writer: ArchiveWriter, sheet: bytes) -> None:
        self._space = writer._space
        self._sealer = Sealer(writer._keys)
        self._space.take(SHARED_BODY_LIMIT)
        self._segment = segments.SingleSegment(writer._folder, writer._name)
        self._plain = memoryview(bytearray(CHUNK_SIZE))
        self._filled = 0
        self._sealed = memoryview(bytearray(max(CHUNK_SIZE, len(sheet)) + TAG_SIZE))
        header = self._sealer.place(self._segment.name, SEGMENT_HEADER_SIZE, 0, len(sheet))
        self._segment.append(header)
        self._seal(sheet)

    def write(self, piece: memoryview) -> None:
        if self._filled:
            taken = min(CHUNK_SIZE - self._filled, len(piece))
            self._plain[self._filled : self._filled + taken] = piece[:taken]
            self._filled += taken
            piece = piece[taken:]
            if self._filled < CHUNK_SIZE:
                return
            self._seal(self._plain)
            self._filled = 0
        while len(piece) >= CHUNK_SIZE:  # straight from the caller's bytes, without a copy
            self._seal(piece[:CHUNK_SIZE])
            piece = piece[CHUNK_SIZE:]
        self._plain[: len(piece)] = piece
        self._filled = len(piece)

    def finish(self, kind: str, size: int, sha256: bytes) -> RecordRef:
        if self._filled:
            self._seal(self._plain[: self._filled])
        length = self._segment.written - SEGMENT_HEADER_SIZE + CLOSING_SEALED_SIZE + TRAILER_SIZE
        tag = self._sealer.close_into(size, sha256, length, self._sealed)
        self._segment.append(self._sealed[: CLOSING_SEALED_SIZE + TRAILER_SIZE])
        self._segment.finish()
        record_id = self._sealer.record_id.hex()
        return RecordRef(record_id, kind, self._segment.name, SEGMENT_HEADER_SIZE, length, tag, sha256, size)

    def discard(self) -> None:
        self._segment.discard()

    def _seal(self, plain: bytes | memoryview) -> None:
        self._space.take(len(plain))
        taken = self._sealer.seal_into(plain, self._sealed)
        self._segment.append(self._sealed[:taken])
