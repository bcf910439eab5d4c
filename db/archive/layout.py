"""The byte layout of the sealed archive, version 2, as written down in LAYOUT.md beside this file.

Only places and lengths are here: no key, no file. `sealing.py` fills the layout, `opening.py` reads it.
All numbers are big-endian.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from enum import IntEnum

LAYOUT_VERSION = 2  # what is written; 1 is read as well

CHUNK_SIZE = 1 << 18  # plain bytes of each body chunk but the last
TAG_SIZE = 16  # AES-GCM
METADATA_LIMIT = 1 << 20  # plain bytes; a longer one is a mistake of the caller


class SegmentKind(IntEnum):
    """What a segment file holds (LAYOUT.md 2)."""

    SHARED = 1
    SINGLE = 2
    TOMBSTONES = 3


class RecordType(IntEnum):
    """LAYOUT.md 3, byte 8."""

    SEALED = 1
    TOMBSTONE = 2


# LAYOUT.md 2: magic, layout version, kind of segment, reserved
_SEGMENT_HEADER = struct.Struct(">8sHB5x")
SEGMENT_HEADER_SIZE = _SEGMENT_HEADER.size  # 16
_SEGMENT_MAGIC = b"SHIPSEG\n"

# LAYOUT.md 3: magic, type, log2 of the chunk size, number of the wrapped key, key version, offset, sealed length,
# metadata length, id
_FIXED = struct.Struct(">8sBBHIQQI16s")
_CHECKSUM = struct.Struct(">I")
RECORD_MAGIC = b"SHIPREC\n"
FIXED_SIZE = _FIXED.size + _CHECKSUM.size  # 56
WRAPPED_SIZE = 80  # HPKE: encapsulated key 32 + record key 32 + tag 16
HEADER_SIZE = FIXED_SIZE + WRAPPED_SIZE  # 136
ERASED_KEY = bytes(WRAPPED_SIZE)

# LAYOUT.md 4.3: size of the plain body, its SHA-256
CLOSING = struct.Struct(">Q32s")
CLOSING_SEALED_SIZE = CLOSING.size + TAG_SIZE  # 56

# LAYOUT.md 5: magic, CRC-32, sealed length
_TRAILER = struct.Struct(">4sIQ")
TRAILER_SIZE = _TRAILER.size  # 16
TRAILER_MAGIC = b"SHIP"

# LAYOUT.md 6: what a tombstone has in the place of a wrapped key: offset, name length, name
TOMBSTONE_TARGET = struct.Struct(">QH70s")


def segment_header(kind: SegmentKind) -> bytes:
    return _SEGMENT_HEADER.pack(_SEGMENT_MAGIC, LAYOUT_VERSION, kind)


def is_segment_header(found: bytes) -> bool:
    versions = range(1, LAYOUT_VERSION + 1)
    return any(
        found == _SEGMENT_HEADER.pack(_SEGMENT_MAGIC, version, kind) for version in versions for kind in SegmentKind
    )


@dataclass(frozen=True, slots=True)
class RecordHeader:
    """The first 136 bytes of a record (LAYOUT.md 3)."""

    type: RecordType
    chunk_log2: int
    key_version: int
    offset: int  # of this header in its segment
    sealed_length: int  # of the whole record; 0: it ends with its segment
    metadata_length: int  # plain bytes
    record_id: bytes  # 16
    wrapped: bytes  # 80: the wrapped record key, or a tombstone's target
    key_number: int = 0  # of the wrapped key in its batch, from 1; 0: wrapped alone, as layout 1 did

    def fixed(self) -> bytes:
        """The part in front of the wrapped key, with its checksum."""
        plain = _FIXED.pack(
            RECORD_MAGIC, self.type, self.chunk_log2, self.key_number, self.key_version,
            self.offset, self.sealed_length, self.metadata_length, self.record_id,
        )  # fmt: skip
        return plain + _CHECKSUM.pack(zlib.crc32(plain))

    def packed(self) -> bytes:
        return self.fixed() + self.wrapped

    @property
    def key_erased(self) -> bool:
        return self.type is RecordType.SEALED and self.wrapped == ERASED_KEY


def parse_header(found: bytes, offset: int) -> RecordHeader | None:
    """The header that stands in `found`, read at `offset` of a segment; None where there is no whole one."""
    if len(found) < HEADER_SIZE or not found.startswith(RECORD_MAGIC):
        return None
    if _CHECKSUM.unpack_from(found, _FIXED.size)[0] != zlib.crc32(found[: _FIXED.size]):
        return None
    _, kind, chunk_log2, number, key_version, told_offset, sealed, metadata, record_id = _FIXED.unpack_from(found)
    if (
        told_offset != offset
        or kind not in tuple(RecordType)
        or not 10 <= chunk_log2 <= 24
        or metadata > METADATA_LIMIT
    ):
        return None
    wrapped = found[FIXED_SIZE:HEADER_SIZE]
    return RecordHeader(RecordType(kind), chunk_log2, key_version, offset, sealed, metadata, record_id, wrapped, number)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a record lie, counted from its first byte (LAYOUT.md 4)."""

    chunk_size: int
    chunks: int  # of the body
    size: int  # plain bytes of the body
    metadata_at: int
    body_at: int
    closing_at: int
    trailer_at: int

    def chunk_at(self, index: int) -> tuple[int, int]:
        """Offset and sealed length of body chunk `index`."""
        start = self.body_at + index * (self.chunk_size + TAG_SIZE)
        return start, min(self.chunk_size + TAG_SIZE, self.closing_at - start)


def places(header: RecordHeader, length: int) -> Places | None:
    """The parts of a record of `length` sealed bytes; None where no record can have that length."""
    chunk_size = 1 << header.chunk_log2
    body_at = HEADER_SIZE + header.metadata_length + TAG_SIZE
    closing_at = length - TRAILER_SIZE - CLOSING_SEALED_SIZE
    sealed_body = closing_at - body_at
    if sealed_body < 0:
        return None
    whole, rest = divmod(sealed_body, chunk_size + TAG_SIZE)
    if 0 < rest <= TAG_SIZE:
        return None
    chunks = whole + bool(rest)
    size = sealed_body - chunks * TAG_SIZE
    return Places(chunk_size, chunks, size, HEADER_SIZE, body_at, closing_at, length - TRAILER_SIZE)


def sealed_length(metadata_length: int, size: int) -> int:
    """Bytes that a record with a body of `size` plain bytes takes."""
    chunks = -(-size // CHUNK_SIZE)
    body = size + chunks * TAG_SIZE
    return HEADER_SIZE + metadata_length + TAG_SIZE + body + CLOSING_SEALED_SIZE + TRAILER_SIZE


def nonce(index: int, *, last: bool) -> bytes:
    """STREAM: 7 zero bytes, the chunk's number, the last-chunk flag. Each record has a key of its own."""
    return b"\0" * 7 + index.to_bytes(4) + (b"\1" if last else b"\0")


def trailer(fixed: bytes, closing: bytes | memoryview, length: int) -> bytes:
    """The mark that the record before it was written to its end; readable without keys."""
    return _TRAILER.pack(TRAILER_MAGIC, zlib.crc32(closing, zlib.crc32(fixed)), length)


def tombstone_target(segment: str, offset: int) -> bytes:
    name = segment.encode("ascii")
    return TOMBSTONE_TARGET.pack(offset, len(name), name)


def parse_target(wrapped: bytes) -> tuple[str, int]:
    """Segment name and offset that a tombstone points at. Raises `ValueError`."""
    offset, length, name = TOMBSTONE_TARGET.unpack(wrapped)
    return name[:length].decode("ascii"), offset
