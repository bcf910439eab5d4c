"""Sealing one record: a fresh key, wrapped to the practice's public key, and the body in chunks that only it opens.

HPKE base mode (RFC 9180: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM) wraps the record key; the parts
are AES-256-GCM in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): counter nonce, last-chunk
flag. LAYOUT.md 4. Whoever seals needs the public key only and cannot open what it sealed.
"""

from __future__ import annotations

import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.archive.layout import (
    CHUNK_SIZE,
    CLOSING,
    CLOSING_SEALED_SIZE,
    HEADER_SIZE,
    METADATA_LIMIT,
    TAG_SIZE,
    TRAILER_SIZE,
    RecordHeader,
    RecordType,
    nonce,
    trailer,
)

SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def wrap_purpose(record_id: bytes, key_version: int) -> bytes:
    """What the wrapped key is bound to (HPKE `info`): it opens no other record."""
    return b"shipager archive record key 1" + record_id + key_version.to_bytes(4)


def metadata_sheet(kind: str, metadata: dict[str, Any]) -> bytes:
    """The first part of a record as bytes. Raises `ValueError` over 1 MiB, `TypeError` for what is not JSON."""
    sheet = json.dumps({"kind": kind, "metadata": metadata}, ensure_ascii=False, separators=(",", ":")).encode()
    if len(sheet) > METADATA_LIMIT:
        raise ValueError("metadata of a record is limited to 1 MiB")
    return sheet


class Sealer:
    """One record on its way into a segment. Parts are sealed in order: metadata, body chunks, closing."""

    def __init__(self, public_key: X25519PublicKey, key_version: int) -> None:
        self.record_id = secrets.token_bytes(16)
        self._key_version = key_version
        record_key = AESGCM.generate_key(256)
        self._wrapped = SUITE.encrypt(record_key, public_key, wrap_purpose(self.record_id, key_version))
        self._aead = AESGCM(record_key)
        self._next = 0
        self._fixed = b""
        self._bound = b""

    def place(self, segment: str, offset: int, length: int, metadata_length: int) -> bytes:
        """Bind the record to its place and return its header. `length` 0: it ends with its segment."""
        header = RecordHeader(
            RecordType.SEALED,
            CHUNK_SIZE.bit_length() - 1,
            self._key_version,
            offset,
            length,
            metadata_length,
            self.record_id,
            self._wrapped,
        )
        self._fixed = header.fixed()
        packed = self._fixed + self._wrapped
        self._bound = segment.encode("ascii") + packed
        return packed

    def seal_into(self, plain: bytes | memoryview, out: memoryview) -> int:
        """Seal the next part into `out`; returns the bytes taken there."""
        taken = len(plain) + TAG_SIZE
        self._aead.encrypt_into(nonce(self._next, last=False), plain, self._bound, out[:taken])
        self._next += 1
        return taken

    def close_into(self, size: int, sha256: bytes, length: int, out: memoryview) -> bytes:
        """Seal the closing part and set the trailer behind it; returns the final tag."""
        closing = out[:CLOSING_SEALED_SIZE]
        self._aead.encrypt_into(nonce(self._next, last=True), CLOSING.pack(size, sha256), self._bound, closing)
        out[CLOSING_SEALED_SIZE : CLOSING_SEALED_SIZE + TRAILER_SIZE] = trailer(self._fixed, closing, length)
        return bytes(closing[-TAG_SIZE:])

    def seal_whole(self, header: bytes, sheet: bytes, body: memoryview, sha256: bytes, out: memoryview) -> bytes:
        """A record whose body is at hand, sealed into `out` from header to trailer; returns the final tag."""
        out[:HEADER_SIZE] = header
        at = HEADER_SIZE + self.seal_into(sheet, out[HEADER_SIZE:])
        for start in range(0, len(body), CHUNK_SIZE):
            at += self.seal_into(body[start : start + CHUNK_SIZE], out[at:])
        return self.close_into(len(body), sha256, len(out), out[at:])
