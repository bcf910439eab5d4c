"""An archive of an older layout is readable for ever, and LAYOUT.md says everything that a reader needs.

The sample's meaning lies beside it. The second reader here follows LAYOUT.md and RFC 9180 with plain primitives and
uses nothing of `db/archive/`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from app.domain.errors import NotFound
from db.archive.reader import open_reader
from db.archive.records import RecordRef
from db.archive.walk import State, walk
from db.archive.writer import open_writer

SAMPLES = sorted((Path(__file__).resolve().parents[1] / "samples" / "archive").glob("layout*"))
MEANINGS = {sample: json.loads((sample / "meaning.json").read_text(encoding="utf-8")) for sample in SAMPLES}
RECORDS = [(sample, told) for sample, meaning in MEANINGS.items() for told in meaning["records"]]
KEYS = {int(version): bytes.fromhex(key) for version, key in MEANINGS[SAMPLES[0]]["private_keys"].items()}


def name_of(value: Path | dict[str, Any]) -> str:
    return value.name if isinstance(value, Path) else str(value["kind"])


def ref_of(told: dict[str, Any]) -> RecordRef:
    binary = {name: bytes.fromhex(told[name]) for name in ("tag", "sha256")}
    return RecordRef(
        **{name: told[name] for name in ("record_id", "kind", "segment", "offset", "length", "size")}, **binary
    )


@pytest.mark.parametrize(("sample", "told"), RECORDS, ids=name_of)
def test_the_sample_is_read_as_it_is_meant(sample: Path, told: dict[str, Any]) -> None:
    reader = open_reader(sample, KEYS)
    if told["destroyed"]:
        with pytest.raises(NotFound):
            reader.open(ref_of(told))
        return
    record = reader.open(ref_of(told))
    assert record.metadata == told["metadata"]
    assert record.read().hex() == told["body"]
    assert record.read(1000, 500) == bytes.fromhex(told["body"])[1000:1500]
    record.verify()


@pytest.mark.parametrize("sample", SAMPLES, ids=name_of)
def test_the_walk_finds_the_sample(sample: Path) -> None:
    found = {place.record_id: place for place in walk(sample, KEYS, verify=True)}
    assert len(found) == len(MEANINGS[sample]["records"])
    for told in MEANINGS[sample]["records"]:
        place = found[told["record_id"]]
        assert place.key_version == told["key_version"]
        if told["destroyed"]:
            assert place.state is State.DESTROYED
        else:
            assert (place.ref, place.metadata) == (ref_of(told), told["metadata"])


@pytest.mark.parametrize(
    ("sample", "told"), [(sample, told) for sample, told in RECORDS if not told["destroyed"]], ids=name_of
)
def test_the_written_layout_is_enough_to_read_the_sample(sample: Path, told: dict[str, Any]) -> None:
    content = (sample / told["segment"]).read_bytes()
    kind, metadata, body = read_by_the_page(told["segment"], content, told["offset"])
    assert (kind, metadata, body.hex()) == (told["kind"], told["metadata"], told["body"])


def test_the_written_layout_is_enough_to_read_what_is_written_today(tmp_path: Path) -> None:
    public = X25519PrivateKey.from_private_bytes(KEYS[1]).public_key().public_bytes_raw()
    writer = open_writer(tmp_path, public, 1, name="today")
    for size in (0, 300_000, 5_000_000):
        body = hashlib.shake_256(b"today").digest(size)
        ref = writer.append("scan", {"size": size}, body)
        content = (tmp_path / ref.segment).read_bytes()
        assert read_by_the_page(ref.segment, content, ref.offset) == ("scan", {"size": size}, body)
    writer.close()


def read_by_the_page(segment: str, content: bytes, offset: int) -> tuple[str, dict[str, Any], bytes]:
    """LAYOUT.md 2 to 5."""
    magic, version, _, zero = struct.unpack(">8sHB5s", content[:16])
    assert (magic, zero) == (b"SHIPSEG\n", bytes(5))
    assert version in {1, 2}
    header = content[offset : offset + 136]
    magic, kind, chunk_log2, key_number, key_version, own_offset, length, metadata_length, record_id, crc = (
        struct.unpack(">8sBBHIQQI16sI", header[:56])
    )
    assert (magic, kind, own_offset, crc) == (b"SHIPREC\n", 1, offset, zlib.crc32(header[:52]))
    record = content[offset : offset + (length or len(content))]

    if key_number:
        info = b"shipager archive record key 2" + struct.pack(">I", key_version)
        aead = AESGCM(hpke_open(KEYS[key_version], header[56:136], info, key_number - 1, record_id))
    else:
        info = b"shipager archive record key 1" + record_id + struct.pack(">I", key_version)
        aead = AESGCM(hpke_open(KEYS[key_version], header[56:136], info))
    bound = segment.encode("ascii") + header

    def part(number: int, sealed: bytes, flag: bytes = b"\0") -> bytes:
        return aead.decrypt(bytes(7) + struct.pack(">I", number) + flag, sealed, bound)

    sheet = json.loads(part(0, record[136 : 136 + metadata_length + 16]))
    rest, closing, end = record[136 + metadata_length + 16 : -72], record[-72:-16], record[-16:]
    step = (1 << chunk_log2) + 16
    sealed_chunks = [rest[at : at + step] for at in range(0, len(rest), step)]
    body = b"".join(part(number, chunk) for number, chunk in enumerate(sealed_chunks, 1))
    size, sha256 = struct.unpack(">Q32s", part(len(sealed_chunks) + 1, closing, b"\1"))
    assert (size, sha256) == (len(body), hashlib.sha256(body).digest())
    assert end == b"SHIP" + struct.pack(">IQ", zlib.crc32(header[:56] + closing), len(record))
    return sheet["kind"], sheet["metadata"], body


def hpke_open(private: bytes, wrapped: bytes, info: bytes, number: int = 0, aad: bytes = b"") -> bytes:
    """RFC 9180, base mode, message `number`: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM."""
    kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x02"

    def extract(who: bytes, salt: bytes, label: bytes, secret: bytes) -> bytes:
        return hmac.digest(salt or bytes(32), b"HPKE-v1" + who + label + secret, "sha256")

    def expand(who: bytes, key: bytes, label: bytes, context: bytes, length: int) -> bytes:
        labeled = struct.pack(">H", length) + b"HPKE-v1" + who + label + context
        return HKDFExpand(hashes.SHA256(), length, labeled).derive(key)

    own = X25519PrivateKey.from_private_bytes(private)
    encapsulated, sealed = wrapped[:32], wrapped[32:]
    shared = own.exchange(X25519PublicKey.from_public_bytes(encapsulated))
    context = encapsulated + own.public_key().public_bytes_raw()
    secret = expand(kem, extract(kem, b"", b"eae_prk", shared), b"shared_secret", context, 32)
    schedule = b"\0" + extract(suite, b"", b"psk_id_hash", b"") + extract(suite, b"", b"info_hash", info)
    prk = extract(suite, secret, b"secret", b"")
    key = expand(suite, prk, b"key", schedule, 32)
    base_nonce = expand(suite, prk, b"base_nonce", schedule, 12)
    nonce = (int.from_bytes(base_nonce) ^ number).to_bytes(12)
    return AESGCM(key).decrypt(nonce, sealed, aad)
