"""Opening what `sealing.py` sealed: finding a record's header, its key, its parts. LAYOUT.md 3 and 4.

Everything that is not exactly what was written raises `Damaged`; nothing is returned from a part whose
authentication tag does not hold.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke as single_message
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import Damaged, Refused
from db.archive import hpke
from db.archive.layout import (
    CLOSING,
    CLOSING_SEALED_SIZE,
    HEADER_SIZE,
    RECORD_MAGIC,
    SEGMENT_HEADER_SIZE,
    TAG_SIZE,
    TRAILER_MAGIC,
    TRAILER_SIZE,
    Places,
    RecordHeader,
    SegmentKind,
    nonce,
    parse_header,
    places,
    trailer,
)
from db.archive.sealing import batch_purpose
from db.archive.segments import kind_of

_LAYOUT_1 = single_message.Suite(
    single_message.KEM.X25519, single_message.KDF.HKDF_SHA256, single_message.AEAD.AES_256_GCM
)
_SEARCH_STEP = 1 << 20  # bytes
_ZEROS = bytes(_SEARCH_STEP)


def loaded_keys(raw: Mapping[int, bytes]) -> dict[int, X25519PrivateKey]:
    """Key version → key, from raw 32-byte keys."""
    return {version: X25519PrivateKey.from_private_bytes(key) for version, key in raw.items()}


def read_at(file: BinaryIO, offset: int, length: int) -> bytes:
    """Up to `length` bytes; fewer only at the end of the file."""
    file.seek(offset)
    found = file.read(length)
    while len(found) < length and (more := file.read(length - len(found))):
        found += more
    return found


def header_at(file: BinaryIO, offset: int) -> RecordHeader | None:
    return parse_header(read_at(file, offset, HEADER_SIZE), offset)


def next_header(file: BinaryIO, start: int, end: int) -> int | None:
    """Offset of the first whole record header in [start, end): the way past a damaged place.

    Nothing behind `end` is looked at: the file may have grown since, and a record that was being written
    then would be taken for damage because the next one stands behind it now.
    """
    at = start
    while at < end:
        block = read_at(file, at, min(_SEARCH_STEP + HEADER_SIZE, end - at))
        # Zeros, as a prepared segment has them, are known ten times faster than they are searched.
        hit = -1 if block.startswith(_ZEROS) else block.find(RECORD_MAGIC)
        while 0 <= hit < _SEARCH_STEP:
            if parse_header(block[hit : hit + HEADER_SIZE], at + hit) is not None:
                return at + hit
            hit = block.find(RECORD_MAGIC, hit + 1)
        at += _SEARCH_STEP
    return None


def start_of_zeros(file: BinaryIO, start: int, end: int) -> int:
    """From where on there are only zeros up to `end`; `start` where there is nothing else."""
    while end > start:
        at = max(start, end - _SEARCH_STEP)
        block = read_at(file, at, end - at)
        if block != _ZEROS[: len(block)]:
            return at + len(block.rstrip(b"\0"))
        end = at
    return start


def used_length(path: Path) -> int:
    """What of a segment has been written to: in a prepared one zeros follow, which are still to be filled."""
    with path.open("rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        if kind_of(path.name) is SegmentKind.SINGLE:
            return size
        end = max(start_of_zeros(file, 0, size), min(SEGMENT_HEADER_SIZE, size))
        # The last trailer may end in zeros itself: its length's lower bytes.
        tail = read_at(file, max(0, end - TRAILER_SIZE), TRAILER_SIZE)
        return min(size, end + max(0, tail.rfind(TRAILER_MAGIC, 0, 7 + len(TRAILER_MAGIC))))


def trailer_holds(file: BinaryIO, header: RecordHeader, length: int) -> bool:
    """Whether the record was written to its end, as far as one can tell without keys."""
    end = read_at(file, header.offset + length - TRAILER_SIZE - CLOSING_SEALED_SIZE, CLOSING_SEALED_SIZE + TRAILER_SIZE)
    return end[CLOSING_SEALED_SIZE:] == trailer(header.fixed(), end[:CLOSING_SEALED_SIZE], length)


@dataclass(frozen=True, slots=True)
class Closing:
    """What the last part of a record says of its body."""

    size: int
    sha256: bytes
    tag: bytes


class Opener:
    """The parts of one record. `length` is what it takes in its segment."""

    def __init__(self, segment: str, header: RecordHeader, length: int, keys: Mapping[int, X25519PrivateKey]) -> None:
        """Raises `Damaged`; `Refused` where the key ring has no key of that version."""
        found = places(header, length)
        if found is None:
            raise Damaged("archive-record-length")
        if header.key_version not in keys:
            raise Refused("archive-key-missing", version=header.key_version)
        self.header = header
        self.places: Places = found
        self._bound = segment.encode("ascii") + header.packed()
        try:
            self._aead = AESGCM(_record_key(header, keys[header.key_version]))
        except (InvalidTag, ValueError) as error:
            raise Damaged("archive-record-key") from error

    def metadata(self, file: BinaryIO) -> tuple[str, dict[str, Any]]:
        """Kind and metadata. Raises `Damaged`."""
        sealed = read_at(file, self.header.offset + HEADER_SIZE, self.header.metadata_length + TAG_SIZE)
        sheet = json.loads(self._open(0, sealed, last=False))
        return sheet["kind"], sheet["metadata"]

    def closing(self, file: BinaryIO) -> Closing:
        """The end of the record, which a cut one has not. Raises `Damaged`."""
        sealed = read_at(file, self.header.offset + self.places.closing_at, CLOSING_SEALED_SIZE)
        size, sha256 = CLOSING.unpack(self._open(self.places.chunks + 1, sealed, last=True))
        if size != self.places.size:
            raise Damaged("archive-record-length")
        return Closing(size, sha256, sealed[-TAG_SIZE:])

    def chunks(self, file: BinaryIO, first: int = 0, count: int | None = None) -> Iterator[bytes]:
        """Body chunks in order. Raises `Damaged` at the first one that is not ours."""
        end = self.places.chunks if count is None else min(self.places.chunks, first + count)
        for index in range(first, end):
            start, length = self.places.chunk_at(index)
            yield self._open(index + 1, read_at(file, self.header.offset + start, length), last=False)

    def verify(self, file: BinaryIO, sha256: bytes) -> None:
        """Open every chunk and compare the body's SHA-256. Raises `Damaged`."""
        found = hashlib.sha256()
        for chunk in self.chunks(file):
            found.update(chunk)
        if found.digest() != sha256:
            raise Damaged("archive-record-replaced")

    def _open(self, index: int, sealed: bytes, *, last: bool) -> bytes:
        try:
            return self._aead.decrypt(nonce(index, last=last), sealed, self._bound)
        except (InvalidTag, ValueError) as error:
            raise Damaged("archive-record-seal", part=index) from error


def _record_key(header: RecordHeader, key: X25519PrivateKey) -> bytes:
    """The unwrapped record key, LAYOUT.md 3. Raises `InvalidTag`, `ValueError`."""
    if header.key_number == 0:
        purpose = b"shipager archive record key 1" + header.record_id + header.key_version.to_bytes(4)
        return _LAYOUT_1.decrypt(header.wrapped, key, purpose)
    encapsulated, sealed = header.wrapped[: hpke.ENCAPSULATED_SIZE], header.wrapped[hpke.ENCAPSULATED_SIZE :]
    context = hpke.receiver(key, encapsulated, batch_purpose(header.key_version))
    return context.open(header.key_number - 1, sealed, header.record_id)


def record_length(header: RecordHeader, file_size: int) -> int:
    """Bytes the record takes: written in its header, or all that is left of a segment of its own."""
    return header.sealed_length or file_size - header.offset
