"""Originals: every record of the sealed archive that is not a document, a signature or an object of the DICOM folder.

HL7 messages between VT and FS exactly as they came, what could not be read, duplicates, and the messages exchanged with
the ministry. `list.ndjson` tells what each file is; the file's name is `archive_record.record_id`. What lies in the
inbox, in error or was received twice is here too; only an identical second copy of the same bytes is not repeated.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from app.export.part import Exporting
from app.export.parts.dicom import IN_FOLDER

FOLDER = "data/originals"
_ENDINGS = {
    "hl7": "hl7", "dicom": "dcm", "sent": "json", "answer": "bin", "unreadable": "bin", "document": "pdf",
    "reading": "json", "part": "json", "evidence": "der",
}  # fmt: skip
_FILES = {  # kind "file", by what is shown of it
    "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/bmp": "bmp", "image/gif": "gif",
    "image/tiff": "tif", "application/x-scp-ecg": "scp", "application/x-aecg+xml": "xml",
    "application/x-muse+xml": "xml",
}  # fmt: skip
# Lists of revoked certificates serve many signatures and may be large: they lie here once, beside nobody's document.
_ELSEWHERE = f"""
    SELECT content_id FROM document UNION
    SELECT e.archive_id FROM signature_evidence e JOIN signature s ON s.id = e.signature_id
    WHERE e.kind NOT IN ('CRL', 'REPORT')
    AND (s.document_id IS NOT NULL OR s.id IN (SELECT signature_id FROM document_cover)) UNION {IN_FOLDER}"""
_OTHERS = f"""
    SELECT a.*, r.transport, r.peer, r.calling, r.called, r.received_at, r.state, r.reason, r.character_set,
        CASE WHEN a.kind = 'file' THEN (
            SELECT max(o.media_type) FROM report p JOIN observation o ON o.report_id = p.id
            WHERE p.received_record_id = r.id) END AS media_type
    FROM archive_record a LEFT JOIN received_record r ON r.archive_id = a.id
    WHERE a.id NOT IN ({_ELSEWHERE}) ORDER BY a.id"""
_TOLD = ("transport", "peer", "calling", "called", "received_at", "state", "reason", "character_set")


@dataclass(frozen=True, slots=True)
class Originals:
    key: str = "originals"
    order: int = 60

    def units(self, exporting: Exporting) -> int:
        return exporting.count(f"SELECT count(*) FROM archive_record WHERE id NOT IN ({_ELSEWHERE})")

    def write(self, exporting: Exporting) -> None:
        for row in exporting.rows(_OTHERS):
            if _first_copy(exporting, row) is None:
                exporting.write_record(row["record_id"], path_of(row), row["kind"])
            exporting.tell(1)
        exporting.bag.write(f"{FOLDER}/list.ndjson", _listed(exporting))


def path_of(row: sqlite3.Row) -> str:
    return f"{FOLDER}/{row['kind']}/{row['record_id'][:2]}/{row['record_id']}.{_ending(row)}"


def _ending(row: sqlite3.Row) -> str:
    """So that a double click opens what can be opened: tables and lines of devices as text."""
    if row["kind"] != "file":
        return _ENDINGS.get(row["kind"], "bin")
    return _FILES.get(row["media_type"] or "", "bin" if row["state"] in {None, "error"} else "txt")


def _first_copy(exporting: Exporting, row: sqlite3.Row) -> str | None:
    """The earlier received record with the very same bytes, where this one is only its repetition."""
    if row["state"] != "duplicate":
        return None
    first = exporting.plain.execute(
        "SELECT a.record_id FROM archive_record a JOIN received_record r ON r.archive_id = a.id "
        "WHERE a.sha256 = ? AND a.size = ? AND a.id < ? AND r.state != 'duplicate' ORDER BY a.id LIMIT 1",
        (row["sha256"], row["size"], row["id"]),
    ).fetchone()
    return str(first["record_id"]) if first else None


def _listed(exporting: Exporting) -> Iterator[bytes]:
    for row in exporting.rows(_OTHERS):
        copy_of = _first_copy(exporting, row)
        told = {
            "record_id": row["record_id"],
            "kind": row["kind"],
            "sha256": row["sha256"].hex(),
            "size": row["size"],
            "stored_at": row["stored_at"],
            **{name: row[name] for name in _TOLD if row[name]},
        }
        if copy_of is not None:
            told["same_bytes_as"] = copy_of
        else:
            told["file"] = path_of(row).removeprefix(f"{FOLDER}/") if exporting.bag.has(path_of(row)) else None
        yield json.dumps(told, ensure_ascii=False).encode() + b"\n"


PART = Originals()
