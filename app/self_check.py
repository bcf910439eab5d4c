"""Does everything still hold: program files and registries, store, archive, journal (R22.5-b, R23-b).

Findings are codes with places, never contents. An empty answer means that all was read and all was right.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import archiving, audit, evidence_chain, record
from app.domain.access import Actor
from app.domain.errors import WorldError
from app.open_practice import OpenPractice
from app.paths import DataFolder, shipped
from db.archive.walk import State, walk
from db.tables.archive_record import ArchiveRecordTable

_SHIPPED = (
    ("resources", "forms", "outpatient_visit.typ"),
    ("resources", "trust"),
    ("resources", "exchange"),
    ("resources", "classifiers"),
)


def check_program() -> tuple[str, ...]:
    """Shipped files are there, and each registry loads with at least one entry."""
    findings = [f"program: {'/'.join(parts)} is missing" for parts in _SHIPPED if not shipped(*parts).exists()]
    for name, found in _registries():
        if not found:
            findings.append(f"program: no entry in {name}")
    return tuple(findings)


def _registries() -> Iterator[tuple[str, dict[str, Any]]]:
    from app.documents import forms
    from app.eds.key_store import key_stores
    from app.exchange import transports
    from app.registry import entries
    from devices import profiles

    yield "documents/forms", entries(forms, "FORM")
    yield "eds/key_stores", dict(key_stores())
    yield "exchange/transports", entries(transports, "TRANSPORT")
    yield "devices/profiles", entries(profiles, "PROFILE")


def check_record(practice: OpenPractice) -> tuple[str, ...]:
    """The store's pages and structure, the chains of journal and evidence, and every byte of the archive."""
    findings = [f"store: {problem}" for problem in practice.store.problems()]
    findings += practice.read(_journal, practice.folder)
    findings += practice.read(_records)
    findings += practice.read(_evidence)
    findings += [
        f"archive: {found.segment}+{found.offset}: {found.reason}"
        for found in walk(practice.folder.archive, practice.keys.private_keys, verify=True)
        if found.state is State.DAMAGED
    ]
    return tuple(findings)


def _journal(session: Session, _actor: Actor, folder: DataFolder) -> list[str]:
    broken = audit.check(session, head=audit.remembered_head(folder))
    return [f"journal: row {broken.row} {broken.problem}"] if broken else []


def _evidence(session: Session, _actor: Actor) -> list[str]:
    """The chain of evidence, and every byte of it (check L2)."""
    return [f"evidence: {found.place} {found.problem}" for found in evidence_chain.check(session)]


def _records(session: Session, _actor: Actor) -> list[str]:
    """Each record that the store knows is there and is the one that was written (the walk reads the bodies)."""
    findings = []
    for row in session.scalars(select(ArchiveRecordTable).order_by(ArchiveRecordTable.id)).yield_per(500):
        try:
            record.of(session).reader.open(archiving.ref_of(row))
        except WorldError as error:
            if error.code == "archive-record-destroyed":  # on purpose, and journalled
                continue
            findings.append(f"archive: record {row.id} {error.code}")
    return findings
