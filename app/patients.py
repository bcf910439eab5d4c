"""The registry of patients: adding, editing, finding, and the warning that somebody is already there.

An IIN is checked by its digit and is unique among living rows; the birth date and sex it carries are
suggestions (order of the Minister of Internal Affairs No 521 of 29.06.2023). Rows are never deleted.
"""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, events, record, undo
from app.domain.access import Actor, Permission, require
from app.domain.clock import local
from app.domain.errors import Conflict, NotFound, Refused
from app.domain.events import PatientChanged
from app.domain.identity import Iin
from app.domain.patient import DocumentKind, Patient, PatientDraft, PatientRow
from app.duplicates import similar
from app.patient_rows import as_json, fill, from_json, patient_of, patient_row, write_parts
from db import search
from db.tables.journal import JournalTable
from db.tables.patient import PatientTable

__all__ = ["add", "by_iin", "edit", "find", "get", "recent", "similar", "take_back_add", "take_back_edit"]


def add(session: Session, actor: Actor, draft: PatientDraft) -> Patient:
    """Enter a patient into the registry.

    Raises `Refused`: `name-empty`, `iin-or-document`, `birth-date-in-future`, `iin-exists` (with `patient_id`).
    """
    require(actor, Permission.PATIENT_WRITE)
    _check(session, draft)
    now = record.of(session).clock.now()
    row = PatientTable(uid=str(uuid.uuid4()), created_at=now, changed_at=now)
    fill(row, draft)
    session.add(row)
    session.flush()
    write_parts(session, actor, row.id, draft)
    added = patient_of(session, row)
    after = as_json(added)
    audit.write(session, actor, "patient.add", "patient", row.id, patient_id=row.id, after=after)
    undo.remember(session, actor, "patient.add", {"patient_id": row.id, "after": after})
    events.tell(session, PatientChanged(row.id))
    return added


def edit(session: Session, actor: Actor, patient_id: int, draft: PatientDraft, version: int) -> Patient:
    """Replace what the registry says. `version` is the one that was read.

    Raises `Conflict("patient-changed")` where somebody was faster, `NotFound("patient")`, and `Refused` as `add` does.
    """
    require(actor, Permission.PATIENT_WRITE)
    row = _living(session, patient_id)
    if row.version != version:
        raise Conflict("patient-changed")
    _check(session, draft, except_for=patient_id)
    before = as_json(patient_of(session, row))
    _replace(session, actor, row, draft)
    after = as_json(patient_of(session, row))
    audit.write(
        session, actor, "patient.edit", "patient", patient_id, patient_id=patient_id, before=before, after=after
    )
    undo.remember(session, actor, "patient.edit", {"patient_id": patient_id, "before": before, "after": after})
    events.tell(session, PatientChanged(patient_id))
    return patient_of(session, row)


def get(session: Session, actor: Actor, patient_id: int) -> Patient:
    """Raises `NotFound("patient")`."""
    require(actor, Permission.PATIENT_READ)
    return patient_of(session, _living(session, patient_id))


def by_iin(session: Session, actor: Actor, iin: Iin) -> Patient:
    """The living patient with this IIN. Raises `NotFound("patient")`."""
    require(actor, Permission.PATIENT_READ)
    living = select(PatientTable).where(PatientTable.iin == iin.value, PatientTable.withdrawn_at.is_(None))
    row = session.scalar(living)
    if row is None:
        raise NotFound("patient")
    return patient_of(session, row)


def find(session: Session, actor: Actor, typed: str, limit: int = 50) -> tuple[PatientRow, ...]:
    """The patients a typed text may mean, best first (see `db.search`)."""
    require(actor, Permission.PATIENT_READ)
    return search.find(session, typed, limit)


def recent(session: Session, actor: Actor, limit: int = 20) -> tuple[PatientRow, ...]:
    """The patients this user had to do with last, newest first: what the list shows before anything is typed."""
    require(actor, Permission.PATIENT_READ)
    touched = session.scalars(
        select(JournalTable.patient_id)
        .where(JournalTable.account_id == actor.account_id, JournalTable.patient_id.is_not(None))
        .order_by(JournalTable.id.desc())
        .limit(limit * 20)
    )
    wanted = list(dict.fromkeys(touched))[:limit]
    if len(wanted) < limit:
        newest = select(PatientTable.id).order_by(PatientTable.id.desc()).limit(limit)
        wanted = list(dict.fromkeys([*wanted, *session.scalars(newest)]))[:limit]
    rows = {
        row.id: row
        for row in session.scalars(
            select(PatientTable).where(PatientTable.id.in_(wanted), PatientTable.withdrawn_at.is_(None))
        )
    }
    return tuple(patient_row(rows[patient_id]) for patient_id in wanted if patient_id in rows)


def take_back_add(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """Withdraw a patient entered by mistake. Raises `Refused("patient-in-use")` once anything hangs on the card."""
    require(actor, Permission.PATIENT_WRITE)
    row = _as_it_was(session, step)
    if _in_use(session, row.id):
        raise Refused("patient-in-use")
    row.withdrawn_at = record.of(session).clock.now()
    audit.write(session, actor, "patient.withdraw", "patient", row.id, patient_id=row.id, reason="undo")
    events.tell(session, PatientChanged(row.id))


def take_back_edit(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """Restore what stood there. Raises `Conflict("patient-changed")` where a later edit came between."""
    require(actor, Permission.PATIENT_WRITE)
    row = _as_it_was(session, step)
    draft = from_json(step["before"])
    _check(session, draft, except_for=row.id)
    _replace(session, actor, row, draft)
    after = as_json(patient_of(session, row))
    audit.write(
        session, actor, "patient.edit", "patient", row.id,
        patient_id=row.id, before=step["after"], after=after, reason="undo",
    )  # fmt: skip
    events.tell(session, PatientChanged(row.id))


def _as_it_was(session: Session, step: dict[str, Any]) -> PatientTable:
    """The patient, if the registry still says what the step left there."""
    row = _living(session, step["patient_id"])
    if as_json(patient_of(session, row)) != step["after"]:
        raise Conflict("patient-changed")
    return row


def _check(session: Session, draft: PatientDraft, except_for: int | None = None) -> None:
    if not draft.name.full:
        raise Refused("name-empty")
    # Reception by telephone knows a name and a number; something beside the name must tell two people apart.
    known = (draft.iin, draft.document_kind is not DocumentKind.NONE, draft.birth_date, draft.phones)
    if not any(known):
        raise Refused("iin-or-document")
    if draft.birth_date and draft.birth_date > local(record.of(session).clock.now()).date():
        raise Refused("birth-date-in-future")
    if draft.iin is None:
        return
    holder = session.scalar(
        select(PatientTable.id).where(PatientTable.iin == draft.iin.value, PatientTable.withdrawn_at.is_(None))
    )
    if holder is not None and holder != except_for:
        raise Refused("iin-exists", patient_id=holder)


def _replace(session: Session, actor: Actor, row: PatientTable, draft: PatientDraft) -> None:
    fill(row, draft)
    row.version += 1
    row.changed_at = record.of(session).clock.now()
    session.flush()
    write_parts(session, actor, row.id, draft)


def _living(session: Session, patient_id: int) -> PatientTable:
    row = session.get(PatientTable, patient_id)
    if row is None or row.withdrawn_at is not None:
        raise NotFound("patient")
    return row


def _in_use(session: Session, patient_id: int) -> bool:
    """Whether any table but those of the registry itself tells of the patient."""
    registry = {"patient_phone", "patient_contact", "patient_allergy", "patient_marker", "journal"}
    for table in PatientTable.metadata.tables.values():
        column = table.columns.get("patient_id")
        if column is None or table.name in registry:
            continue
        found = select(1).where(column == patient_id).limit(1)
        if (undone := table.columns.get("undone_at")) is not None:  # a decision that was taken back holds nothing
            found = found.where(undone.is_(None))
        if session.execute(found).first():
            return True
    return False
