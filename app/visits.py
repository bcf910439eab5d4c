"""Visits: started with a booking or as an emergency, written as a draft that is never lost, corrected, withdrawn.

A draft is saved whole at each pause of typing; every saved state stays, so undo reaches across the visit.
Signing is `app/finishing.py`. Requirements: R9-a, R9-b (prior booking), R6-a, R6-c, R27.12-b (a signed record
is never changed: a correction is a new version that names the old one).
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app import audit, events, frozen_documents, record
from app.domain import access
from app.domain.access import Actor, Permission
from app.domain.appointment import AppointmentState
from app.domain.clock import local
from app.domain.errors import NotFound, Refused
from app.domain.events import AppointmentChanged, DocumentChanged, VisitChanged
from app.domain.identity import PersonName
from app.domain.visit import Caret, DraftState, Visit, VisitNote, VisitState
from app.exchange import outbox
from db.tables.account import AccountTable
from db.tables.appointment import AppointmentTable
from db.tables.document import DocumentTable
from db.tables.journal import JournalTable
from db.tables.patient import PatientTable
from db.tables.practice import PracticeTable
from db.tables.visit import VisitDraftTable, VisitTable

LANGUAGES = ("kk", "ru")
# Bookings that still stand: a visit may be started on one of them.
_STANDING = (AppointmentState.BOOKED, AppointmentState.ARRIVED, AppointmentState.IN_ROOM)


def start_visit(
    session: Session, actor: Actor, patient_id: int, appointment_id: int | None = None, emergency_reason: str = ""
) -> Visit:
    """Open a visit of today; the one that is already open for this patient and doctor is given back.

    Raises `Refused("no-booking")` without a booking of this patient with this doctor today, unless an
    emergency reason is given (requirement §9); `Refused("booking-differs")` for somebody else's booking.
    """
    access.require(actor, Permission.CLINICAL_WRITE)
    doctor_id = _account_of(actor)
    if session.get(PatientTable, patient_id) is None:
        raise NotFound("patient")
    now = record.of(session).clock.now()
    already = _open_today(session, patient_id, doctor_id, now)
    if already is not None:
        return _shown(session, already)
    reason = " ".join(emergency_reason.split())
    booking = _booking(session, patient_id, doctor_id, appointment_id, now)
    if booking is None and not reason:
        raise Refused("no-booking")
    visit = VisitTable(
        uid=str(uuid.uuid4()),
        patient_id=patient_id,
        doctor_id=doctor_id,
        appointment_id=booking.id if booking else None,
        emergency_reason=reason,
        started_at=now,
        note=VisitNote().to_json(),
        saved_at=now,
        document_language=session.scalars(select(PracticeTable.language)).first() or "ru",
    )
    session.add(visit)
    session.flush()
    if booking is not None:
        booking.state = AppointmentState.IN_ROOM
        events.tell(session, AppointmentChanged(booking.id, patient_id))
    audit.write(
        session,
        actor,
        "visit.start" if booking else "visit.start-emergency",
        "visit",
        visit.id,
        patient_id=patient_id,
        after={"uid": visit.uid, "appointment_id": visit.appointment_id},
        reason=reason,
    )
    events.tell(session, VisitChanged(visit.id, patient_id))
    return _shown(session, visit)


def get_visit(session: Session, actor: Actor, visit_id: int) -> Visit:
    """A visit with its note, cursor and document. Raises `NotFound`."""
    access.require(actor, Permission.CLINICAL_READ)
    return _shown(session, _row(session, visit_id))


def save_draft(session: Session, actor: Actor, visit_id: int, note: VisitNote, caret: Caret) -> Visit:
    """Keep what is typed so far. Called at each pause of typing; a move of the cursor alone leaves no new state.

    Raises `Refused("visit-not-draft")` once the visit is signed or withdrawn.
    """
    access.require(actor, Permission.CLINICAL_WRITE)
    visit = _draft(session, visit_id)
    now = record.of(session).clock.now()
    visit.caret_field, visit.caret_position = caret.field, caret.position
    stored = note.to_json()
    if note != VisitNote.from_json(visit.note):  # an older version of the program may have stored fewer fields
        _journal_once(session, actor, visit)
        visit.note = stored
        visit.saved_at = now
        session.add(
            VisitDraftTable(
                visit_id=visit_id, at=now, note=stored, caret_field=caret.field, caret_position=caret.position
            )
        )
        events.tell(session, VisitChanged(visit_id, visit.patient_id))
    session.flush()
    return _shown(session, visit)


def draft_history(session: Session, actor: Actor, visit_id: int) -> tuple[DraftState, ...]:
    """Every saved state of the draft, oldest first."""
    access.require(actor, Permission.CLINICAL_READ)
    rows = session.scalars(
        select(VisitDraftTable).where(VisitDraftTable.visit_id == visit_id).order_by(VisitDraftTable.id)
    )
    return tuple(
        DraftState(row.id, row.at, VisitNote.from_json(row.note), Caret(row.caret_field, row.caret_position))
        for row in rows
    )


def restore_draft(session: Session, actor: Actor, visit_id: int, draft_id: int) -> Visit:
    """Bring an earlier state back as the newest one; the states between stay. Raises `NotFound`."""
    earlier = session.get(VisitDraftTable, draft_id)
    if earlier is None or earlier.visit_id != visit_id:
        raise NotFound("draft")
    note = VisitNote.from_json(earlier.note)
    return save_draft(session, actor, visit_id, note, Caret(earlier.caret_field, earlier.caret_position))


def choose_language(session: Session, actor: Actor, visit_id: int, language: str) -> Visit:
    """Choose the language of the visit's document, apart from the screen's. Raises `Refused("language")`."""
    access.require(actor, Permission.CLINICAL_WRITE)
    if language not in LANGUAGES:
        raise Refused("language")
    visit = _draft(session, visit_id)
    if visit.document_language != language:
        before, visit.document_language = visit.document_language, language
        audit.write(
            session,
            actor,
            "visit.language",
            "visit",
            visit_id,
            patient_id=visit.patient_id,
            before=before,
            after=language,
        )
        events.tell(session, VisitChanged(visit_id, visit.patient_id))
    session.flush()
    return _shown(session, visit)


def missing_fields(session: Session, actor: Actor, visit_id: int) -> tuple[str, ...]:
    """What must still be filled before the visit can be signed, in the order of the form."""
    return get_visit(session, actor, visit_id).note.missing()


def correct_visit(session: Session, actor: Actor, visit_id: int, reason: str) -> Visit:
    """Open a signed visit again: its next document is a new version that names the old one.

    The signed document stays as it is. Raises `Refused("reason-missing")`, `Refused("visit-not-signed")`,
    `Refused("not-the-author")` where another doctor signed it.
    """
    access.require(actor, Permission.SIGN)
    visit = _row(session, visit_id)
    if visit.state != VisitState.SIGNED:
        raise Refused("visit-not-signed")
    if visit.doctor_id != actor.account_id:
        raise Refused("not-the-author")
    visit.state = VisitState.DRAFT
    visit.version += 1
    audit.write(
        session,
        actor,
        "visit.correct",
        "visit",
        visit_id,
        patient_id=visit.patient_id,
        after={"version": visit.version},
        reason=_given(reason),
    )
    events.tell(session, VisitChanged(visit_id, visit.patient_id))
    session.flush()
    return _shown(session, visit)


def withdraw_visit(session: Session, actor: Actor, visit_id: int, reason: str) -> Visit:
    """Mark a visit and its signed documents as withdrawn, and take back what the ministry was told.

    Every byte stays. Raises `Refused("reason-missing")`, `Refused("not-the-author")`.
    """
    access.require(actor, Permission.SIGN)
    visit = _row(session, visit_id)
    if visit.doctor_id != actor.account_id:
        raise Refused("not-the-author")
    if visit.state == VisitState.WITHDRAWN:
        return _shown(session, visit)
    before, visit.state = visit.state, VisitState.WITHDRAWN
    why = _given(reason)
    frozen_documents.take_back(session, visit_id)
    now = record.of(session).clock.now()
    standing = select(DocumentTable).where(DocumentTable.visit_id == visit_id, DocumentTable.state == "signed")
    for document in session.scalars(standing):
        document.state, document.withdrawn_at, document.withdrawn_reason = "withdrawn", now, why
        outbox.withdraw(session, actor, document.id, reason=why)
        events.tell(session, DocumentChanged(document.id, visit.patient_id))
    audit.write(
        session,
        actor,
        "visit.withdraw",
        "visit",
        visit_id,
        patient_id=visit.patient_id,
        before=before,
        after=visit.state,
        reason=why,
    )
    events.tell(session, VisitChanged(visit_id, visit.patient_id))
    session.flush()
    return _shown(session, visit)


def _account_of(actor: Actor) -> int:
    if actor.account_id is None:
        raise Refused("no-right", permission=Permission.CLINICAL_WRITE.value)
    return actor.account_id


def _given(reason: str) -> str:
    words = " ".join(reason.split())
    if not words:
        raise Refused("reason-missing")
    return words


def _row(session: Session, visit_id: int) -> VisitTable:
    visit = session.get(VisitTable, visit_id)
    if visit is None:
        raise NotFound("visit")
    return visit


def _draft(session: Session, visit_id: int) -> VisitTable:
    visit = _row(session, visit_id)
    if visit.state != VisitState.DRAFT:
        raise Refused("visit-not-draft")
    return visit


def _day(now: datetime) -> tuple[datetime, datetime]:
    """The bounds of the practice's calendar day, aware."""
    midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight, midnight + timedelta(days=1)


def _open_today(session: Session, patient_id: int, doctor_id: int, now: datetime) -> VisitTable | None:
    start, end = _day(now)
    return session.scalars(
        select(VisitTable)
        .where(
            VisitTable.patient_id == patient_id,
            VisitTable.doctor_id == doctor_id,
            VisitTable.state == VisitState.DRAFT,
            VisitTable.started_at >= start,
            VisitTable.started_at < end,
        )
        .order_by(VisitTable.id.desc())
    ).first()


def _booking(
    session: Session, patient_id: int, doctor_id: int, appointment_id: int | None, now: datetime
) -> AppointmentTable | None:
    """The booking of today this visit is made on; a booking without a doctor is for whoever takes it."""
    start, end = _day(now)
    if appointment_id is None:
        return session.scalars(
            select(AppointmentTable)
            .where(
                AppointmentTable.patient_id == patient_id,
                AppointmentTable.starts_at >= start,
                AppointmentTable.starts_at < end,
                AppointmentTable.state.in_(_STANDING),
                (AppointmentTable.doctor_id == doctor_id) | AppointmentTable.doctor_id.is_(None),
            )
            .order_by(AppointmentTable.starts_at)
        ).first()
    booking = session.get(AppointmentTable, appointment_id)
    if booking is None:
        raise NotFound("appointment")
    fits = (
        booking.patient_id == patient_id
        and booking.doctor_id in {doctor_id, None}
        and start <= booking.starts_at < end
        and booking.state in _STANDING
    )
    if not fits:
        raise Refused("booking-differs")
    return booking


def _journal_once(session: Session, actor: Actor, visit: VisitTable) -> None:
    """One row per editing session, with the note as it was before; the values at the end come with the finish."""
    seen = session.scalar(
        select(
            exists().where(
                JournalTable.patient_id == visit.patient_id,
                JournalTable.at >= visit.started_at,
                JournalTable.action == "visit.edit",
                JournalTable.object_id == str(visit.id),
                JournalTable.session == actor.session,
                JournalTable.account_id.is_(actor.account_id),
            )
        )
    )
    if not seen:
        audit.write(
            session, actor, "visit.edit", "visit", visit.id, patient_id=visit.patient_id, before=visit.note, after=None
        )


def _shown(session: Session, visit: VisitTable) -> Visit:
    doctor = session.get_one(AccountTable, visit.doctor_id)
    document_id = session.scalars(
        select(DocumentTable.id).where(DocumentTable.visit_id == visit.id).order_by(DocumentTable.id.desc())
    ).first()
    return Visit(
        visit_id=visit.id,
        uid=visit.uid,
        patient_id=visit.patient_id,
        doctor_id=visit.doctor_id,
        doctor_name=PersonName(doctor.surname, doctor.given, doctor.patronymic),
        appointment_id=visit.appointment_id,
        emergency_reason=visit.emergency_reason,
        started_at=visit.started_at,
        state=VisitState(visit.state),
        note=VisitNote.from_json(visit.note),
        caret=Caret(visit.caret_field, visit.caret_position),
        saved_at=visit.saved_at,
        version=visit.version,
        document_language=visit.document_language,
        document_id=document_id,
    )
