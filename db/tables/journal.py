"""The journal of actions: append-only, a chain of MACs (requirements R22.5-a, R22.5-b, R27.7-a)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import STRICT, Id, Json, Row


class JournalTable(Row):
    """One action. `mac` covers every other column and the MAC of the row before."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_patient_at", "patient_id", "at"), STRICT)

    id: Mapped[Id]  # without gaps, from 1
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[int | None]  # no foreign keys: a journal row outlives and never hinders what it tells of
    actor: Mapped[str]
    roles: Mapped[str]
    workstation: Mapped[str]
    session: Mapped[str]
    action: Mapped[str] = mapped_column(index=True)  # patient.add, result.assign, document.sign, login.ok, ...
    object_type: Mapped[str] = mapped_column(default="")
    object_id: Mapped[str] = mapped_column(default="")
    patient_id: Mapped[int | None]
    before: Mapped[Any | None] = mapped_column(Json)
    after: Mapped[Any | None] = mapped_column(Json)
    reason: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="ok")
    mac: Mapped[bytes]
