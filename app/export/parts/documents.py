"""Documents with every signature that certified them (requirement 27.10): PDF/A, detached containers, evidence.

`data/documents/<uid>/document.pdf` are the signed bytes; `signatures/0001-v1-CAdES-B.p7s` is a detached CMS over
exactly these bytes (RFC 5652, EN 319 122-1), one file per version of the container; time stamps lie inside the later
ones.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from app.export.part import Exporting

FOLDER = "data/documents"
_DOCUMENTS = """
    SELECT d.*, a.record_id FROM document d JOIN archive_record a ON a.id = d.content_id ORDER BY d.id"""
_CONTAINERS = """
    SELECT s.*, v.level AS container_level, v.stored_at, a.record_id, a.sha256 AS container_sha256
    FROM signature s JOIN signature_version v ON v.signature_id = s.id JOIN archive_record a ON a.id = v.container_id
    WHERE s.document_id = ? ORDER BY s.id, v.id"""
_SIGNER = (
    "signer_name", "signer_iin", "certificate_serial", "certificate_issuer", "algorithm", "signing_time",
    "time_stamp_time",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Documents:
    key: str = "documents"
    order: int = 40

    def units(self, exporting: Exporting) -> int:
        return exporting.count("SELECT count(*) FROM document")

    def write(self, exporting: Exporting) -> None:
        for document in exporting.rows(_DOCUMENTS):
            place = f"{FOLDER}/{document['uid']}"
            if not exporting.bag.has(f"{place}/document.json"):
                _write(exporting, document, place)
            exporting.tell(1)


def _write(exporting: Exporting, document: sqlite3.Row, place: str) -> None:
    exporting.write_record(document["record_id"], f"{place}/document.pdf", "document")
    signatures = []
    versions: dict[int, int] = {}  # of each signature
    for container in exporting.rows(_CONTAINERS, document["id"]):
        versions[container["id"]] = versions.get(container["id"], 0) + 1
        version = versions[container["id"]]
        name = f"signatures/{len(versions):04d}-v{version}-{container['container_level']}.p7s"
        if exporting.write_record(container["record_id"], f"{place}/{name}", "signature"):
            signatures.append(_described(container, name))
    described = {
        "uid": document["uid"],
        "title": document["title"],
        "form": document["form"],
        "language": document["language"],
        "version": document["version"],
        "state": document["state"],
        "withdrawn_at": document["withdrawn_at"],
        "withdrawn_reason": document["withdrawn_reason"],
        "created_at": document["created_at"],
        "file": "document.pdf",
        "sha256": document["sha256"].hex(),
        "signatures": signatures,
    }
    # Written last: it says that the document is whole here.
    exporting.bag.write(f"{place}/document.json", [json.dumps(described, ensure_ascii=False, indent=1).encode()])


def _described(container: sqlite3.Row, name: str) -> dict[str, Any]:
    return {
        "file": name,
        "level": container["container_level"],
        "stored_at": container["stored_at"],
        "sha256": container["container_sha256"].hex(),
        **{key: container[key] for key in _SIGNER},
    }


PART = Documents()
