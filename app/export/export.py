"""Leaving: everything in open formats, in one bag that proves itself (requirements §12, 27.10).

journal → plain copy of the record in one consistent moment → parts from that copy and the archive → re-read every file
and compare counts → manifests → signature of the practice's key → journal. It can be stopped at any point and run
again on the same folder; it needs no network; it says what is not in the bag and why.
"""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import audit, signing_keys
from app.arrivals import RECEIVED_KINDS
from app.domain.access import Actor, Permission, require
from app.domain.errors import Damaged, NotFound, OutOfSpace, Refused
from app.export import practice_key, snapshot
from app.export.bag import Bag, digest_of
from app.export.layout import PUBLIC_KEY, SIGNATURE
from app.export.part import Exporting, NotExported, all_parts
from app.export.parts import sqlite_file, tables
from app.export.scope import NOT_OF_A_PATIENT, Scope
from app.open_practice import OpenPractice
from db.archive.walk import State, walk
from db.disk_errors import disk_errors
from db.errors import driver_errors
from db.tables.archive_record import ArchiveRecordTable, SegmentTable
from db.tables.patient import PatientTable

FORMAT = "shipager-export/1"
_ROOM = 1.1  # the bag takes about what the plain bytes take; a little more for lists and pages
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What lies in the folder now; every count was compared with the store."""

    folder: Path
    files: int
    bytes: int
    tables: dict[str, int]  # rows per table
    documents: int
    signatures: int
    images: int
    not_exported: tuple[NotExported, ...]
    key_fingerprint: str
    resumed: bool

    def shown(self) -> dict[str, Any]:
        """As JSON: counts, and what is not in the bag, grouped."""
        grouped = Counter((one.what, one.reason) for one in self.not_exported)
        return {
            "files": self.files,
            "bytes": self.bytes,
            "counts": {**self.tables, "signatures": self.signatures, "images": self.images},
            "not_exported": [
                {"what": what, "reason": reason, "count": n} for (what, reason), n in sorted(grouped.items())
            ],
            "key": self.key_fingerprint,
            "resumed": self.resumed,
        }


@dataclass(frozen=True, slots=True)
class _Begun:
    """What the export took from the store before its first file."""

    seed: bytes = field(repr=False)  # of the practice's key
    test_authorities: tuple[bytes, ...]
    rows: int
    needed: int  # bytes, an estimate


def run(
    practice: OpenPractice,
    folder: Path,
    *,
    reason: str,
    patient_id: int | None = None,
    progress: Progress = lambda done, total, what: None,
) -> ExportResult:
    """Export everything, or one patient, into an empty folder; or go on where an earlier call was stopped.

    `progress(done, total, what)` is called often with the key of the part; what it raises cancels the export, which
    can be taken up again later. Raises `Refused`: `no-right`, `reason-missing`, `export-folder-not-empty`,
    `export-folder-finished`, `export-other`; `NotFound("patient")`; `OutOfSpace`; `WorldError("export-target")` where
    the folder cannot be written; `Damaged` where what was written does not read back, or counts differ.
    """
    scope = Scope(patient_id)
    require(practice.actor, Permission.EXPORT)
    if not reason.strip():
        raise Refused("reason-missing")
    with disk_errors("export-target"), driver_errors():  # the plain copy and the log of the bag are SQLite files too
        with practice.store.reading() as session:
            _check_patient(session, scope)
        with Bag(folder, _identity(practice, scope)) as bag:
            begun = practice.write(_begin, scope, reason, folder, bag.resumed)
            _check_room(folder, begun.needed, bag)
            return _fill(practice, bag, scope, begun, reason, progress)


def _fill(
    practice: OpenPractice, bag: Bag, scope: Scope, begun: _Begun, reason: str, progress: Progress
) -> ExportResult:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(begun.seed)
    fingerprint = practice_key.fingerprint(key.public_key())
    meter = _Meter(progress, begun.rows)
    meter.begin("record")
    counted = _copy_record(practice, bag, scope, meter)
    with closing(snapshot.opened(bag.place(sqlite_file.PATH))) as plain:
        exporting = Exporting(
            bag=bag, plain=plain, bodies=practice.services.reader, scope=scope,
            started_at=datetime.fromisoformat(bag.state["started_at"]), practice_name=practice.practice.name,
            is_test=practice.practice.is_test, test_authorities=begun.test_authorities, fingerprint=fingerprint,
            tell=meter.tell,
        )  # fmt: skip
        _note_what_stays(practice, exporting)
        parts = all_parts()
        meter.total += sum(part.units(exporting) for part in parts)
        for part in parts:
            meter.begin(part.key)
            part.write(exporting)
            bag.commit()
        _read_back(exporting, counted, meter)
        bag.write(PUBLIC_KEY, [practice_key.pem(key.public_key())])
        bag.write_manifest()
        bound = bag.write_tag_files(_bag_info(exporting))
        (bag.folder / SIGNATURE).write_bytes(key.sign(bound))
        result = _result(exporting, counted, fingerprint)
    practice.write(_finish, scope, reason, result)
    bag.finish()
    return result


class _Meter:
    """How far the export is."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.total, self._done, self._what, self._progress = total, 0, "", progress

    def begin(self, what: str) -> None:
        self._what = what
        self.tell(0)

    def tell(self, units: int) -> None:
        self._done += units
        self._progress(min(self._done, self.total), self.total, self._what)


def _identity(practice: OpenPractice, scope: Scope) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "practice": practice.practice.uid,
        "patient": scope.patient_id,
        "started_at": practice.clock.now().isoformat(),
    }


def _check_patient(session: Session, scope: Scope) -> None:
    if scope.patient_id is not None and session.get(PatientTable, scope.patient_id) is None:
        raise NotFound("patient")


def _begin(session: Session, actor: Actor, scope: Scope, reason: str, folder: Path, resumed: bool) -> _Begun:
    """The journal knows of an export before its first byte is written."""
    key = practice_key.practice_key(session, actor)
    audit.write(
        session, actor, "export.resume" if resumed else "export.start", "export", folder.name,
        patient_id=scope.patient_id, reason=reason,
    )  # fmt: skip
    rows = sum(snapshot.counts(session, scope).values())
    bodies = session.scalar(select(func.sum(ArchiveRecordTable.size))) or 0
    return _Begun(
        seed=key.private_bytes_raw(),
        test_authorities=signing_keys.test_authorities(session),
        rows=rows,
        needed=int((bodies if scope.patient_id is None else 0) * _ROOM) + rows * 1000,
    )


def _check_room(folder: Path, needed: int, bag: Bag) -> None:
    """Told before, not after an hour. What a resumed export wrote already counts as room."""
    _, written = bag.totals()
    free = shutil.disk_usage(folder).free + written
    if free < needed:
        raise OutOfSpace("disk-full", needed=needed, free=free)


def _copy_record(practice: OpenPractice, bag: Bag, scope: Scope, meter: _Meter) -> dict[str, int]:
    """The plain copy; a resumed export goes on from the one it has."""
    path = bag.place(sqlite_file.PATH)
    if not bag.has(sqlite_file.PATH):
        with practice.store.reading() as session:
            snapshot.write(session, scope, path, meter.tell)
        bag.adopt(sqlite_file.PATH)
        bag.commit()
    with closing(snapshot.opened(path)) as plain:
        return {
            table.name: plain.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]
            for table in snapshot.tables_in(scope)
        }


def _note_what_stays(practice: OpenPractice, exporting: Exporting) -> None:
    """What is left behind on purpose, and what reached the archive but not yet the record."""
    if exporting.scope.patient_id is None:
        exporting.leave_out("account.totp_secret", "secret")
        exporting.leave_out("setting", "secret")
        for found in walk(practice.folder.archive, practice.keys.private_keys, after=practice.read(_read_to)):
            if found.state is State.RECORD and found.ref is not None and found.ref.kind in RECEIVED_KINDS:
                exporting.leave_out(found.ref.kind, "not-filed-yet", found.ref.record_id)
    else:
        for table in sorted(NOT_OF_A_PATIENT):
            exporting.leave_out(table, "not-of-a-patient")
        shared = (
            "SELECT DISTINCT r.received_record_id FROM report r WHERE r.received_record_id NOT IN "
            "(SELECT id FROM received_record)"
        )
        for row in exporting.rows(shared):
            exporting.leave_out("hl7", "other-people", str(row[0]))
    exporting.leave_out("patient_words, patient_pieces", "rebuilt")


def _read_to(session: Session, _: Actor) -> dict[str, int]:
    return {row.name: row.read_to for row in session.scalars(select(SegmentTable))}


def _read_back(exporting: Exporting, counted: dict[str, int], meter: _Meter) -> None:
    """Every file once more from the disk, every table counted once more in its CSV."""
    meter.begin("verify")
    for file in exporting.bag.files():
        if digest_of(exporting.bag.place(file.path)) != (file.sha256, file.size):
            raise Damaged("export-read-back", path=file.path)
        meter.tell(0)
    for table, rows in counted.items():
        if _csv_rows(exporting.bag.place(f"{tables.FOLDER}/{table}.csv")) != rows:
            raise Damaged("counts-differ", table=table)
        meter.tell(0)


def _csv_rows(path: Path) -> int:
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _bag_info(exporting: Exporting) -> dict[str, str]:
    return {
        "Source-Organization": exporting.practice_name,
        "External-Identifier": str(exporting.bag.state["practice"]),
        "Bagging-Date": exporting.started_at.date().isoformat(),
        "Bag-Software-Agent": FORMAT,
        "Shipager-Environment": "TEST" if exporting.is_test else "PRODUCTION",
        "Shipager-Scope": "practice" if exporting.scope.patient_id is None else "patient",
        "Shipager-Key": exporting.fingerprint,
    }


def _result(exporting: Exporting, counted: dict[str, int], fingerprint: str) -> ExportResult:
    files, size = exporting.bag.totals()
    return ExportResult(
        folder=exporting.bag.folder,
        files=files,
        bytes=size,
        tables=counted,
        documents=counted["document"],
        signatures=sum(file.path.endswith(".p7s") for file in exporting.bag.files(payload=True)),
        images=exporting.count("SELECT count(*) FROM instance WHERE is_current = 1"),
        not_exported=exporting.left_out(),
        key_fingerprint=fingerprint,
        resumed=exporting.bag.resumed,
    )


def _finish(session: Session, actor: Actor, scope: Scope, reason: str, result: ExportResult) -> None:
    after = {"files": result.files, "bytes": result.bytes, "key": result.key_fingerprint}
    audit.write(
        session, actor, "export.finish", "export", result.folder.name, patient_id=scope.patient_id, reason=reason,
        after=after,
    )  # fmt: skip
