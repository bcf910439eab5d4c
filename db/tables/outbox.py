"""The transactional outbox and every attempt, with the exact bytes sent and answered (requirement R7-a, R7-e)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import ArchiveRef, Id, OptionalPatientRef, Row


class OutboxTable(Row):
    __tablename__ = "outbox"

    id: Mapped[Id]  # the order of sending
    event_id: Mapped[str]  # stable over retries, corrections and withdrawals of the same event
    event_type: Mapped[str]
    operation: Mapped[str]  # CREATE, UPDATE, DELETE
    patient_id: Mapped[OptionalPatientRef]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    depends_on: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"))  # the file before the event that cites it
    payload_id: Mapped[ArchiveRef]  # the bytes that will be sent
    content_type: Mapped[str]
    required_level: Mapped[str] = mapped_column(default="")  # signature level below which it does not leave
    state: Mapped[str] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime | None] = mapped_column(index=True)
    last_message: Mapped[str] = mapped_column(default="")
    last_field: Mapped[str] = mapped_column(default="")
    accepted_at: Mapped[datetime | None]


class OutboxAttemptTable(Row):
    __tablename__ = "outbox_attempt"

    id: Mapped[Id]
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
    at: Mapped[datetime]
    outcome: Mapped[str]
    status: Mapped[int | None]
    message: Mapped[str] = mapped_column(default="")
    asked: Mapped[bool] = mapped_column(default=False)  # the ministry was asked what it knows; nothing was sent
    payload_id: Mapped[int | None] = mapped_column(ForeignKey("archive_record.id"))  # what exactly was sent
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("archive_record.id"))
