"""Visits and the continuous journal of their drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Id, PatientRef, Row


class VisitTable(Row):
    __tablename__ = "visit"

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    patient_id: Mapped[PatientRef]
    doctor_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointment.id"))
    emergency_reason: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(default="draft")
    note: Mapped[dict[str, Any]]
    caret_field: Mapped[str] = mapped_column(default="complaints")
    caret_position: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    document_language: Mapped[str] = mapped_column(default="ru")
    finished_at: Mapped[datetime | None]


class VisitDraftTable(Row):
    """Each saved state of a draft, so that nothing typed is ever lost and undo reaches across the visit."""

    __tablename__ = "visit_draft"

    id: Mapped[Id]
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    at: Mapped[datetime]
    note: Mapped[dict[str, Any]]
    caret_field: Mapped[str]
    caret_position: Mapped[int]
