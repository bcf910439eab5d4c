"""Templates of notes that doctors saved, and what a practice changed in the shipped ones."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Id, Row


class NoteTemplateTable(Row):
    """A row with a `starter` stands in the place of the shipped template of that name."""

    __tablename__ = "note_template"

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    language: Mapped[str]
    texts: Mapped[dict[str, Any]]  # field of the note -> text
    specialty: Mapped[str] = mapped_column(default="")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)  # who made it
    is_shared: Mapped[bool] = mapped_column(default=False)
    starter: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
