"""The store's index of the sealed archive: from a record's reference to a row and back.

Crash rule: the bytes are durable in the archive before a row tells of them, so a row always finds its
record; a record without a row is found by walking the archive.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import record
from app.domain.errors import NotFound
from db.archive.records import Record, RecordRef
from db.tables.archive_record import ArchiveRecordTable


def keep(session: Session, kind: str, metadata: dict[str, Any], content: bytes) -> ArchiveRecordTable:
    """Seal bytes of our own and index them. Raises `OutOfSpace`."""
    return index(session, record.of(session).writer.append(kind, metadata, content))


def index(session: Session, ref: RecordRef) -> ArchiveRecordTable:
    """The row of a record, made where it is not there yet."""
    return find(session, ref) or add(session, ref)


def find(session: Session, ref: RecordRef) -> ArchiveRecordTable | None:
    """The row of a record, where it is indexed already."""
    return session.scalar(select(ArchiveRecordTable).where(ArchiveRecordTable.record_id == ref.record_id))


def add(session: Session, ref: RecordRef) -> ArchiveRecordTable:
    """Index a record that has no row yet."""
    row = ArchiveRecordTable(
        record_id=ref.record_id,
        kind=ref.kind,
        segment=ref.segment,
        offset=ref.offset,
        length=ref.length,
        tag=ref.tag,
        sha256=ref.sha256,
        size=ref.size,
        stored_at=record.of(session).clock.now(),
    )
    session.add(row)
    session.flush()
    return row


def ref_of(row: ArchiveRecordTable) -> RecordRef:
    return RecordRef(
        record_id=row.record_id,
        kind=row.kind,
        segment=row.segment,
        offset=row.offset,
        length=row.length,
        tag=row.tag,
        sha256=row.sha256,
        size=row.size,
    )


def opened(session: Session, archive_id: int) -> Record:
    """The record behind a row, read by range. Raises `NotFound("record")`, `Damaged`."""
    row = session.get(ArchiveRecordTable, archive_id)
    if row is None:
        raise NotFound("record")
    return record.of(session).reader.open(ref_of(row))


def body(session: Session, archive_id: int) -> bytes:
    """The plain bytes of a whole record. Raises `NotFound("record")`, `Damaged`."""
    return opened(session, archive_id).read()
