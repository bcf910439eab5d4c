"""Opening sealed records by reference: whole, by range, or chunk by chunk.

A reference holds the record's final tag and the SHA-256 of its body, so a forged replacement (anyone with the
public key and the disk can seal one) is refused. LAYOUT.md 7.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.domain.errors import Damaged, NotFound
from db.archive import segments
from db.archive.destroy import tombstones
from db.archive.opening import Opener, header_at, loaded_keys, record_length
from db.archive.records import RecordRef


def open_reader(folder: Path, private_keys: Mapping[int, bytes]) -> ArchiveReader:
    """`private_keys`: version → raw X25519 private key (32 bytes), as the key ring gives them."""
    return ArchiveReader(folder, private_keys)


class ArchiveReader:
    """Opens sealed records (`records.RecordReader`). Holds no file open; safe to call from several threads."""

    def __init__(self, folder: Path, keys: Mapping[int, bytes]) -> None:
        self._folder = folder
        self._keys = loaded_keys(keys)
        self._destroyed = frozenset(tombstones(folder))

    def open(self, ref: RecordRef) -> SealedRecord:
        """Raises `Damaged` where the record is not the one the reference tells of, `NotFound` where it is gone,
        `Refused` where its key is not in the key ring.
        """
        path = segments.path_of(self._folder, ref.segment)
        try:
            file = path.open("rb", buffering=0)
        except FileNotFoundError as error:
            raise NotFound("archive-segment") from error
        with file:
            header = header_at(file, ref.offset)
            if header is None or header.record_id.hex() != ref.record_id:
                raise Damaged("archive-record-header")
            if header.key_erased or header.record_id in self._destroyed:
                raise NotFound("archive-record-destroyed")
            length = record_length(header, os.fstat(file.fileno()).st_size)
            if length != ref.length:
                raise Damaged("archive-record-length")
            opener = Opener(ref.segment, header, length, self._keys)
            closing = opener.closing(file)
            if not hmac.compare_digest(closing.tag, ref.tag) or closing.sha256 != ref.sha256:
                raise Damaged("archive-record-replaced")
            kind, metadata = opener.metadata(file)
            if kind != ref.kind:
                raise Damaged("archive-record-replaced")
        return SealedRecord(path, ref, metadata, opener)


class SealedRecord:
    """An opened record (`records.Record`): its key is held, its file only while something is read."""

    def __init__(self, path: Path, ref: RecordRef, metadata: dict[str, Any], opener: Opener) -> None:
        self.ref = ref
        self.metadata = metadata
        self._path = path
        self._opener = opener

    def read(self, offset: int = 0, length: int | None = None) -> bytes:
        """Plain bytes of a range, clipped at the body's end; only the chunks that hold it are opened.

        Raises `Damaged`, `ValueError` for a negative place.
        """
        if offset < 0 or (length is not None and length < 0):
            raise ValueError("a range starts at 0 or later and has no negative length")
        end = self.ref.size if length is None else min(self.ref.size, offset + length)
        if offset >= end:
            return b""
        chunk_size = self._opener.places.chunk_size
        first = offset // chunk_size
        count = -(-end // chunk_size) - first
        with self._path.open("rb", buffering=0) as file:
            opened = list(self._opener.chunks(file, first, count))
        if len(opened) == 1:
            return opened[0][offset - first * chunk_size : end - first * chunk_size]
        opened[-1] = opened[-1][: end - (first + count - 1) * chunk_size]
        opened[0] = opened[0][offset - first * chunk_size :]
        return b"".join(opened)

    def chunks(self) -> Iterator[bytes]:
        """The body in order, in memory O(chunk). Raises `Damaged` at the first chunk that is not ours."""
        with self._path.open("rb", buffering=0) as file:
            yield from self._opener.chunks(file)

    def verify(self) -> None:
        """Open every chunk and compare the body's SHA-256. Raises `Damaged`."""
        with self._path.open("rb", buffering=0) as file:
            self._opener.verify(file, self.ref.sha256)
