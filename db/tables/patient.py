"""The registry of patients. The `k_*` columns are folded search keys (`app.domain.identity.folded`)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import STRICT, AccountRef, Id, PatientRef, Row

_LIVING = text("withdrawn_at IS NULL")


class PatientTable(Row):
    __tablename__ = "patient"

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    iin: Mapped[str | None]
    surname: Mapped[str]
    given: Mapped[str] = mapped_column(default="")
    patronymic: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[date | None]
    sex: Mapped[str] = mapped_column(default="unknown")
    document_kind: Mapped[str] = mapped_column(default="")
    document_number: Mapped[str] = mapped_column(default="")
    citizenship: Mapped[str] = mapped_column(default="KZ")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str | None]  # the first one, E.164, for the search result
    consent: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    k_sur: Mapped[str]
    k_first: Mapped[str]
    k_all: Mapped[str]  # surname, given, patronymic folded; what FTS indexes
    k_document: Mapped[str] = mapped_column(default="")  # db.search.document_key of the number
    rpn_id: Mapped[str | None]  # the ministry's person id
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    # Covering indexes: the columns a result row shows, so that a search never touches the table itself
    # (`withdrawn_at` too: SQLite does not count the condition of a partial index as covered).
    __table_args__ = (
        Index(
            "ix_patient_iin",
            "iin", "surname", "given", "patronymic", "birth_date", "sex", "phone", "withdrawn_at",
            sqlite_where=_LIVING,
        ),
        Index(
            "ix_patient_name",
            "k_sur", "k_first", "surname", "given", "patronymic", "birth_date", "sex", "iin", "phone", "withdrawn_at",
            sqlite_where=_LIVING,
        ),
        Index("ux_patient_iin", "iin", unique=True, sqlite_where=text("iin IS NOT NULL AND withdrawn_at IS NULL")),
        Index("ix_patient_iin_tail", text("substr(iin, -4)"), "iin", sqlite_where=_LIVING),
        Index("ix_patient_k_document", "k_document", sqlite_where=text("k_document <> ''")),
        Index("ix_patient_birth_date", "birth_date", "k_sur"),
        STRICT,
    )  # fmt: skip


class PhoneTable(Row):
    __tablename__ = "patient_phone"
    __table_args__ = (Index("ix_patient_phone_tail", text("substr(e164, -4)"), "e164", "patient_id"), STRICT)

    id: Mapped[Id]
    patient_id: Mapped[PatientRef]
    e164: Mapped[str] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(default=0)


class ContactTable(Row):
    """A relative or the legal representative."""

    __tablename__ = "patient_contact"

    id: Mapped[Id]
    patient_id: Mapped[PatientRef]
    surname: Mapped[str]
    given: Mapped[str] = mapped_column(default="")
    patronymic: Mapped[str] = mapped_column(default="")
    relation: Mapped[str] = mapped_column(default="")
    phone: Mapped[str | None]
    iin: Mapped[str | None]
    is_representative: Mapped[bool] = mapped_column(default=False)


class AllergyTable(Row):
    __tablename__ = "patient_allergy"

    id: Mapped[Id]
    patient_id: Mapped[PatientRef]
    substance: Mapped[str]
    reaction: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[AccountRef]
    withdrawn_at: Mapped[datetime | None]


class MarkerTable(Row):
    """A short warning shown beside the name."""

    __tablename__ = "patient_marker"

    id: Mapped[Id]
    patient_id: Mapped[PatientRef]
    text: Mapped[str]
    withdrawn_at: Mapped[datetime | None]


class UndoStepTable(Row):
    """The last steps of each user that can be taken back: which use case, and what it needs to do so."""

    __tablename__ = "undo_step"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    at: Mapped[datetime]
    action: Mapped[str]  # name of the undo function in app/undo.py
    arguments: Mapped[str]  # JSON
    undone_at: Mapped[datetime | None]
