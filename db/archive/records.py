"""Values that the archive hands out and takes: what a record is, and where it lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class RecordRef:
    """Where a sealed record lies and what proves that it is the one that was written."""

    record_id: str  # 32 hex digits, random
    kind: str
    segment: str  # file name of the segment
    offset: int  # of the record's first byte in the segment
    length: int  # bytes the sealed record takes
    tag: bytes  # final authentication tag, 16 bytes
    sha256: bytes  # of the plain body
    size: int  # of the plain body


class Record(Protocol):
    """An opened record, read by range."""

    ref: RecordRef
    metadata: dict[str, Any]

    def read(self, offset: int = 0, length: int | None = None) -> bytes:
        """Plain bytes of a range; the whole body without arguments. Raises `Damaged`."""
        ...

    def chunks(self) -> Iterator[bytes]:
        """The body in order, in memory O(chunk). Raises `Damaged` at the first chunk that is not ours."""
        ...

    def verify(self) -> None:
        """Open every chunk and compare the body's SHA-256. Raises `Damaged`."""
        ...


class RecordStream(Protocol):
    """A record being written whose length is not known yet."""

    def write(self, piece: bytes | memoryview) -> None: ...

    def finish(self) -> RecordRef:
        """Durable when it returns."""
        ...

    def abort(self) -> None:
        """Leaves nothing that a walk would report as a whole record."""
        ...


class RecordWriter(Protocol):
    """Appends to the archive; needs the practice's public key only. Safe to call from several threads."""

    def append(
        self, kind: str, metadata: dict[str, Any], body: bytes | memoryview, sha256: bytes | None = None
    ) -> RecordRef:
        """Seal and store one record; durable (group fdatasync) when it returns. Raises `OutOfSpace`.

        `sha256` of the body, for a caller that has it already.
        """
        ...

    def stream(self, kind: str, metadata: dict[str, Any]) -> RecordStream: ...

    def destroy(self, ref: RecordRef) -> None:
        """Make a record unreadable for ever; the caller writes the journal.

        Raises `NotFound`, `OutOfSpace`, `Damaged`.
        """
        ...

    def close(self) -> None: ...


class RecordReader(Protocol):
    """Opens sealed records; needs the practice's intake private key."""

    def open(self, ref: RecordRef) -> Record:
        """Raises `Damaged` where the record is not the one the reference tells of, `NotFound` where it is gone."""
        ...
