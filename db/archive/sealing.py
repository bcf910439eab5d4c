"""Sealing one record: a fresh key, wrapped to the practice's public key, and the body in chunks that only it opens.

HPKE base mode (`hpke.py`) wraps the record keys, a batch ahead with one key agreement; the parts are AES-256-GCM in
the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): counter nonce, last-chunk flag. LAYOUT.md 3 and
4. Whoever seals needs the public key only and cannot open what it sealed.
"""

from __future__ import annotations

import json
import os
from collections import deque
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.archive import hpke
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

_KEY_SIZE = 32
_ID_SIZE = 16
_BATCH = 32  # record keys that share a key agreement
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def batch_purpose(key_version: int) -> bytes:
    """What wrapped keys of a batch are bound to (HPKE `info`); each is bound to its record's id besides."""
    return b"shipager archive record key 2" + key_version.to_bytes(4)


def metadata_sheet(kind: str, metadata: dict[str, Any]) -> bytes:
    """The first part of a record as bytes. Raises `ValueError` over 1 MiB, `TypeError` for what is not JSON."""
    sheet = _JSON.encode({"kind": kind, "metadata": metadata}).encode()
    if len(sheet) > METADATA_LIMIT:
        raise ValueError("metadata of a record is limited to 1 MiB")
    return sheet


class RecordKey(NamedTuple):
    """The key of one record to come, and what its header tells of it."""

    record_id: bytes
    number: int  # of the wrapped key in its batch, from 1
    wrapped: bytes
    aead: AESGCM


class KeySupply:
    """Record keys wrapped ahead, each handed out once. Safe to call from several threads.

    The secret that a batch was wrapped with is gone before its first key is used: who reads the writer's memory
    finds keys of records to come, never one of a record that was written.
    """

    def __init__(self, public_key: X25519PublicKey, key_version: int) -> None:
        self.key_version = key_version
        self._public_key = public_key
        self._ready: deque[RecordKey] = deque()

    def take(self) -> RecordKey:
        while True:
            try:
                return self._ready.popleft()
            except IndexError:
                self._ready.extend(self._batch())

    def _batch(self) -> list[RecordKey]:
        encapsulated, context = hpke.sender(self._public_key, batch_purpose(self.key_version))
        fresh = os.urandom(_BATCH * (_ID_SIZE + _KEY_SIZE))  # the system's generator, as `secrets` asks it
        keys = []
        for number in range(1, _BATCH + 1):
            record_id, fresh = fresh[:_ID_SIZE], fresh[_ID_SIZE:]
            key, fresh = fresh[:_KEY_SIZE], fresh[_KEY_SIZE:]
            wrapped = encapsulated + context.seal(number - 1, key, record_id)
            keys.append(RecordKey(record_id, number, wrapped, AESGCM(key)))
        return keys


class Sealer:
    """One record on its way into a segment. Parts are sealed in order: metadata, body chunks, closing."""

    def __init__(self, supply: KeySupply) -> None:
        self._key = supply.take()
        self.record_id = self._key.record_id
        self._key_version = supply.key_version
        self._aead = self._key.aead
        self._next = 0
        self._fixed = b""
        self._bound = b""

    def place(self, segment: str, offset: int, length: int, metadata_length: int) -> bytes:
        """Bind the record to its place and return its header. `length` 0: it ends with its segment."""
        header = RecordHeader(
            RecordType.SEALED, CHUNK_SIZE.bit_length() - 1, self._key_version, offset, length, metadata_length,
            self.record_id, self._key.wrapped, self._key.number,
        )  # fmt: skip
        self._fixed = header.fixed()
        packed = self._fixed + header.wrapped
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
