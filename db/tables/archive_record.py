"""The store's index of the sealed archive: where each record lies, and the tag that proves it is ours.

The bytes are in the archive (`db/archive/`); this index can be rebuilt by walking its segments. `tag` is the
final authentication tag of the record: a forged replacement has another one.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import ArchiveRef, Id, Row


class ArchiveRecordTable(Row):
    __tablename__ = "archive_record"

    id: Mapped[Id]
    record_id: Mapped[str] = mapped_column(unique=True)  # 32 hex digits
    kind: Mapped[str]  # dicom, hl7, document, signature, evidence, sent, answer, attempt, ...
    segment: Mapped[str]
    offset: Mapped[int]
    length: Mapped[int]  # bytes the sealed record takes in its segment
    tag: Mapped[bytes]
    sha256: Mapped[bytes] = mapped_column(index=True)  # of the plain body; the same bytes again are found by it
    size: Mapped[int]  # of the plain body
    stored_at: Mapped[datetime]
    edited_from: Mapped[int | None] = mapped_column(ForeignKey("archive_record.id"))  # a person's copy of that record


class SegmentTable(Row):
    """How far intake has read each segment."""

    __tablename__ = "archive_segment"

    name: Mapped[str] = mapped_column(primary_key=True)
    read_to: Mapped[int] = mapped_column(default=0)


class ReceivedRecordTable(Row):
    """A record that came from outside: from whom, when, and what became of it."""

    __tablename__ = "received_record"

    id: Mapped[Id]
    archive_id: Mapped[ArchiveRef] = mapped_column(unique=True)
    transport: Mapped[str]
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"))
    peer: Mapped[str] = mapped_column(default="")
    calling: Mapped[str] = mapped_column(default="")
    called: Mapped[str] = mapped_column(default="")
    received_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(index=True)  # filed, inbox, duplicate, error, kept
    reason: Mapped[str] = mapped_column(default="")  # reason code of error or kept
    duplicate_of: Mapped[int | None] = mapped_column(ForeignKey("received_record.id"))
    character_set: Mapped[str] = mapped_column(default="")  # by which the text was read
    character_set_how: Mapped[str] = mapped_column(default="")  # declared, override, guessed
    control_id: Mapped[str] = mapped_column(default="")  # MSH-10, as sent
    identity: Mapped[dict[str, Any] | None]  # SentIdentity, for the inbox
    closed_at: Mapped[datetime | None]
