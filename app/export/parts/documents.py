"""Documents with every signature that certified them (requirement 27.10): PDF/A, detached containers, evidence.

`data/documents/<uid>/document.pdf` are the signed bytes; `signatures/0001-v1-CAdES-B.p7s` is a detached CMS over
exactly these bytes (RFC 5652, EN 319 122-1), one file per version of the container; time stamps lie inside the later
ones. `evidence/` holds what was fetched about the certificates and the report of each verification; `parts/` the
manifests that other specialists signed and their containers. Lists of revoked certificates lie in `data/originals`.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from app.export.layout import DOCUMENTS as FOLDER
from app.export.part import Exporting

_DOCUMENTS = """
    SELECT d.*, a.record_id FROM document d JOIN archive_record a ON a.id = d.content_id ORDER BY d.id"""
_CONTAINERS = """
    SELECT s.*, v.level AS container_level, v.stored_at, a.record_id, a.sha256 AS container_sha256
    FROM signature s JOIN signature_version v ON v.signature_id = s.id JOIN archive_record a ON a.id = v.container_id
    WHERE s.document_id = ? ORDER BY s.id, v.id"""
_EVIDENCE = """
    SELECT e.*, a.record_id FROM signature_evidence e LEFT JOIN archive_record a ON a.id = e.archive_id
    WHERE e.signature_id IN (
        SELECT id FROM signature WHERE document_id = :document
        UNION SELECT signature_id FROM document_cover WHERE document_id = :document)
    AND e.kind NOT IN ('CONTENT', 'CONTAINER') ORDER BY e.id"""
_REPORT = "SELECT * FROM signature_report WHERE id = ?"
_PARTS = """
    SELECT p.*, c.signature_id, a.record_id FROM document_cover c JOIN document_part p ON p.id = c.part_id
    JOIN archive_record a ON a.id = p.content_id WHERE c.document_id = ? ORDER BY c.id"""
_PART_CONTAINERS = """
    SELECT s.*, v.level AS container_level, v.stored_at, a.record_id, a.sha256 AS container_sha256
    FROM signature s JOIN signature_version v ON v.signature_id = s.id JOIN archive_record a ON a.id = v.container_id
    WHERE s.id = ? ORDER BY v.id"""
_SIGNER = (
    "signer_name", "signer_iin", "bin_number", "role", "certificate_serial", "certificate_issuer", "algorithm",
    "signing_time", "time_stamp_time", "outside_window",
)  # fmt: skip
_REPORTED = (
    "at", "occasion", "rules_version", "verdict", "claimed_level", "verified_level", "reference_time",
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
        "parts": _parts(exporting, document, place),
        "evidence": _evidence(exporting, document, place),
    }
    # Written last: it says that the document is whole here.
    exporting.bag.write(f"{place}/document.json", [json.dumps(described, ensure_ascii=False, indent=1).encode()])


def _parts(exporting: Exporting, document: sqlite3.Row, place: str) -> list[dict[str, Any]]:
    """The signed parts that the document covers: manifest, and every version of its container."""
    found = []
    for part in exporting.rows(_PARTS, document["id"]):
        name = f"parts/{part['part_uid']}-v{part['version']}.json"
        if not exporting.write_record(part["record_id"], f"{place}/{name}", "part"):
            continue
        signatures = []
        for number, container in enumerate(exporting.rows(_PART_CONTAINERS, part["signature_id"]), 1):
            signed = f"{name.removesuffix('.json')}-s{number}-{container['container_level']}.p7s"
            if exporting.write_record(container["record_id"], f"{place}/{signed}", "signature"):
                signatures.append(_described(container, signed))
        found.append(
            {"file": name, "part_uid": part["part_uid"], "version": part["version"], "title": part["title"],
             "sha256": part["sha256"].hex(), "signatures": signatures}
        )  # fmt: skip
    return found


def _evidence(exporting: Exporting, document: sqlite3.Row, place: str) -> list[dict[str, Any]]:
    """What was fetched about the certificates, and the reports, in the order in which they were kept."""
    found = []
    for row in exporting.plain.execute(_EVIDENCE, {"document": document["id"]}):
        name = f"evidence/{row['id']:06d}-{row['kind']}.{'json' if row['kind'] == 'REPORT' else 'der'}"
        if row["kind"] == "REPORT":
            name = _report(exporting, row, place, name)
        elif row["kind"] == "CRL":
            name = f"../../originals/evidence/{row['record_id'][:2]}/{row['record_id']}.der"
        elif not exporting.write_record(row["record_id"], f"{place}/{name}", "evidence"):
            continue
        found.append(
            {"file": name, "kind": row["kind"], "level": row["level"], "sha256": row["sha256"].hex(),
             "produced_at": row["produced_at"], "this_update": row["this_update"], "next_update": row["next_update"],
             "stored_at": row["stored_at"], "chain": row["chain"].hex()}
        )  # fmt: skip
    return found


def _report(exporting: Exporting, row: sqlite3.Row, place: str, name: str) -> str:
    (kept,) = exporting.rows(_REPORT, json.loads(row["detail"])["report"])
    report = {key: kept[key] for key in _REPORTED} | {
        "checks": [
            {"code": code, "result": result, "reason": reason} for code, result, reason in json.loads(kept["checks"])
        ]
    }
    if not exporting.bag.has(f"{place}/{name}"):
        exporting.bag.write(f"{place}/{name}", [json.dumps(report, ensure_ascii=False, indent=1).encode()])
    return name


def _described(container: sqlite3.Row, name: str) -> dict[str, Any]:
    return {
        "file": name,
        "level": container["container_level"],
        "stored_at": container["stored_at"],
        "sha256": container["container_sha256"].hex(),
        **{key: container[key] for key in _SIGNER},
    }


PART = Documents()
