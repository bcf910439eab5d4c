"""How the sample archive beside this file was made, once; it is never made again, because it must be readable for ever.

A later layout gets a sample of its own. Run with the folder to write into: `python make_sample.py FOLDER`. The two
limits are lowered to keep the sample small: chunks of 1 KiB, a segment of its own from 2 KiB on.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from db.archive import layout, sealing, writer

KEYS = {1: hashlib.sha256(b"sample key 1").digest(), 2: hashlib.sha256(b"sample key 2").digest()}
RECORDS: list[tuple[int, str, dict[str, Any], bytes]] = [
    (1, "hl7", {"transport": "hl7", "peer": "10.0.0.7"}, "MSH|^~\\&|АНАЛИЗАТОР|Қазақ әріптері\r".encode()),
    (1, "attempt", {}, b""),
    (1, "scan", {"pages": 1}, bytes(range(256)) * 7),  # two chunks, the last one not full
    (2, "dicom", {"transport": "dicom", "calling": "US1"}, bytes(2048)),  # two full chunks
    (2, "dicom", {"transport": "dicom", "calling": "US2"}, b"\1\2\3" * 1500),  # a segment of its own
    (1, "destroyed", {}, b"this text was destroyed"),
]


def main(folder: Path) -> None:
    chunk = 1 << 10
    with (
        patch.object(layout, "CHUNK_SIZE", chunk),
        patch.object(sealing, "CHUNK_SIZE", chunk),
        patch.object(writer, "CHUNK_SIZE", chunk),
        patch.object(writer, "SHARED_BODY_LIMIT", 2 * chunk),
    ):
        writers = {
            version: writer.open_writer(
                folder, X25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw(), version, name="sample"
            )
            for version, key in KEYS.items()
        }
        refs = [writers[version].append(kind, metadata, body) for version, kind, metadata, body in RECORDS]
        writers[1].destroy(refs[-1])
        for each in writers.values():
            each.close()
    meaning = {
        "private_keys": {str(version): key.hex() for version, key in KEYS.items()},
        "records": [
            {
                "record_id": ref.record_id,
                "kind": kind,
                "segment": ref.segment,
                "offset": ref.offset,
                "length": ref.length,
                "tag": ref.tag.hex(),
                "sha256": ref.sha256.hex(),
                "size": ref.size,
                "key_version": version,
                "metadata": metadata,
                "body": body.hex(),
                "destroyed": kind == "destroyed",
            }
            for ref, (version, kind, metadata, body) in zip(refs, RECORDS, strict=True)
        ],
    }
    (folder / "meaning.json").write_text(json.dumps(meaning, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
