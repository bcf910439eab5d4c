"""The practice, its settings, and the record's own log of backups."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Id, Json, Row


class PracticeTable(Row):
    """One row: whose record this is."""

    __tablename__ = "practice"

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    iin: Mapped[str | None]
    bin_number: Mapped[str | None]
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    licence: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="ru")
    is_test: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class SettingTable(Row):
    """A setting of the practice, by name."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(Json)
    changed_at: Mapped[datetime]


class BackupTable(Row):
    """One backup run and its rehearsed restore."""

    __tablename__ = "backup"

    id: Mapped[Id]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    folder: Mapped[str]
    bytes: Mapped[int] = mapped_column(default=0)
    ok: Mapped[bool] = mapped_column(default=False)
    verified_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(default="")
