"""Bookings: who comes when, to whom, for what (§9: a planned visit has a prior booking, an emergency a reason).

Each booking gets an accession number of ours ((0008,0050), SH, at most 16 characters). Half of it is random: a
number that a device still remembers from before a restore must never meet another patient's order.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, events, record, undo
from app.domain.access import Actor, Permission, Role, require
from app.domain.appointment import Appointment, AppointmentDraft, AppointmentState
from app.domain.clock import KAZAKHSTAN, local
from app.domain.errors import Conflict, NotFound, Refused
from app.domain.events import AppointmentChanged
from app.domain.identity import PersonName
from app.domain.performed import PerformedStep
from db.tables.appointment import AppointmentTable
from db.tables.order import OrderTable
from db.tables.patient import PatientTable
from db.tables.practice import SettingTable

_B, _A, _R, _D, _N, _C = AppointmentState  # in the order of the day
_ALLOWED: dict[AppointmentState, frozenset[AppointmentState]] = {
    _B: frozenset({_A, _R, _D, _N, _C}),
    _A: frozenset({_B, _R, _D, _N, _C}),
    _R: frozenset({_A, _D}),
    _D: frozenset({_R}),
    _N: frozenset({_B, _A}),
    _C: frozenset(),
}
_HOURS = "schedule.hours"
_DEFAULT_HOURS = {"opens": "09:00", "closes": "18:00", "step_minutes": 30}
_LONGEST_MINUTES = 8 * 60


def book(session: Session, actor: Actor, draft: AppointmentDraft) -> Appointment:
    """Book a patient in.

    Raises `NotFound("patient")`; `Refused`: `appointment-in-past`, `appointment-length`, `slot-taken` (with
    `appointment_id`; an emergency may overlap).
    """
    return _book(session, actor, draft, AppointmentState.BOOKED)


def _book(session: Session, actor: Actor, draft: AppointmentDraft, state: AppointmentState) -> Appointment:
    require(actor, Permission.SCHEDULE)
    patient = session.get(PatientTable, draft.patient_id)
    if patient is None or patient.withdrawn_at is not None:
        raise NotFound("patient")
    doctor_id = draft.doctor_id if draft.doctor_id is not None else _doctor(actor)
    if not draft.emergency_reason:
        _check_free(session, draft.starts_at, draft.minutes, doctor_id)
    now = record.of(session).clock.now()
    row = AppointmentTable(
        uid=str(uuid.uuid4()),
        patient_id=draft.patient_id,
        doctor_id=doctor_id,
        starts_at=draft.starts_at,
        minutes=draft.minutes,
        service=draft.service.strip(),
        modality=draft.modality.strip().upper(),
        accession_number=new_accession_number(session, draft.starts_at),
        state=state.value,
        emergency_reason=draft.emergency_reason.strip(),
        created_at=now,
        created_by=actor.account_id,
    )
    session.add(row)
    session.flush()
    audit.write(
        session, actor, "appointment.book", "appointment", row.id,
        patient_id=row.patient_id, after=_as_json(row), reason=row.emergency_reason,
    )  # fmt: skip
    undo.remember(session, actor, "appointment.book", {"appointment_id": row.id, "after": _as_json(row)})
    return _told(session, row)


def walk_in(
    session: Session,
    actor: Actor,
    patient_id: int,
    reason: str,
    *,
    minutes: int = 30,
    service: str = "",
    modality: str = "",
) -> Appointment:
    """An emergency without a booking: it starts now, and says why. Raises `Refused("reason-empty")`."""
    if not reason.strip():
        raise Refused("reason-empty")
    now = record.of(session).clock.now()
    draft = AppointmentDraft(patient_id, now, minutes, None, service, modality, reason.strip())
    return _book(session, actor, draft, AppointmentState.ARRIVED)


def move(
    session: Session,
    actor: Actor,
    appointment_id: int,
    starts_at: datetime,
    *,
    minutes: int | None = None,
    doctor_id: int | None = None,
) -> Appointment:
    """Give a booking another time or doctor; its accession number stays. Raises `Refused` as `book` does."""
    require(actor, Permission.SCHEDULE)
    row = _row(session, appointment_id)
    if AppointmentState(row.state) not in {AppointmentState.BOOKED, AppointmentState.NO_SHOW}:
        raise Refused("appointment-state", state=row.state)
    before = _as_json(row)
    doctor_id = row.doctor_id if doctor_id is None else doctor_id
    minutes = row.minutes if minutes is None else minutes
    _check_free(session, starts_at, minutes, doctor_id, except_for=row.id)
    row.starts_at, row.minutes, row.doctor_id = starts_at, minutes, doctor_id
    row.state = AppointmentState.BOOKED.value
    return _changed(session, actor, row, "appointment.move", before)


def set_state(
    session: Session, actor: Actor, appointment_id: int, state: AppointmentState, reason: str = ""
) -> Appointment:
    """Arrived, in the room, done, did not come. Raises `Refused("appointment-state")` for a senseless step."""
    require(actor, Permission.SCHEDULE)
    row = _row(session, appointment_id)
    if state not in _ALLOWED[AppointmentState(row.state)]:
        raise Refused("appointment-state", state=row.state)
    before = _as_json(row)
    row.state = state.value
    return _changed(session, actor, row, "appointment.state", before, reason)


def cancel(session: Session, actor: Actor, appointment_id: int, reason: str = "") -> Appointment:
    """The booking stays in the record, cancelled. Raises `Refused("appointment-state")` once the visit has begun."""
    return set_state(session, actor, appointment_id, AppointmentState.CANCELLED, reason)


def day(session: Session, actor: Actor, on: date) -> tuple[Appointment, ...]:
    """The bookings of one day on the practice's calendar, in the order of the day; cancelled ones too."""
    require(actor, Permission.PATIENT_READ)
    start = datetime.combine(on, time(), KAZAKHSTAN)
    rows = session.scalars(
        select(AppointmentTable)
        .where(AppointmentTable.starts_at >= start, AppointmentTable.starts_at < start + timedelta(days=1))
        .order_by(AppointmentTable.starts_at, AppointmentTable.id)
    ).all()
    return _shown_all(session, rows)


def of_patient(session: Session, actor: Actor, patient_id: int) -> tuple[Appointment, ...]:
    """All bookings of a patient, newest first."""
    require(actor, Permission.PATIENT_READ)
    rows = session.scalars(
        select(AppointmentTable)
        .where(AppointmentTable.patient_id == patient_id)
        .order_by(AppointmentTable.starts_at.desc())
    ).all()
    return _shown_all(session, rows)


def get(session: Session, actor: Actor, appointment_id: int) -> Appointment:
    """Raises `NotFound("appointment")`."""
    require(actor, Permission.PATIENT_READ)
    return _shown(session, _row(session, appointment_id))


def free_slots(
    session: Session, actor: Actor, on: date, *, minutes: int = 30, doctor_id: int | None = None
) -> tuple[datetime, ...]:
    """Starts within the practice's hours where `minutes` are free for the doctor, not in the past."""
    require(actor, Permission.PATIENT_READ)
    hours = session.get(SettingTable, _HOURS)
    opens, closes, step = _hours(hours.value if hours else _DEFAULT_HOURS)
    doctor_id = doctor_id if doctor_id is not None else _doctor(actor)
    taken = [(row.starts_at, _end(row)) for row in _standing(session, on, doctor_id)]
    now = record.of(session).clock.now()
    start, end = datetime.combine(on, opens, KAZAKHSTAN), datetime.combine(on, closes, KAZAKHSTAN)
    found = []
    while start + timedelta(minutes=minutes) <= end:
        until = start + timedelta(minutes=minutes)
        if start >= now and all(until <= begun or start >= over for begun, over in taken):
            found.append(start.astimezone(now.tzinfo))
        start += timedelta(minutes=step)
    return tuple(found)


def take_back_book(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """Cancel a booking made by mistake."""
    require(actor, Permission.SCHEDULE)
    row = _as_it_was(session, step)
    before = _as_json(row)
    row.state = AppointmentState.CANCELLED.value
    _journalled(session, actor, row, "appointment.state", before, "undo")


def take_back_move(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """Put a booking back to the time it had."""
    require(actor, Permission.SCHEDULE)
    row = _as_it_was(session, step)
    before, wanted = _as_json(row), step["before"]
    row.starts_at = datetime.fromisoformat(wanted["starts_at"])
    row.minutes, row.doctor_id, row.state = wanted["minutes"], wanted["doctor_id"], wanted["state"]
    _journalled(session, actor, row, "appointment.move", before, "undo")


def take_back_state(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """Put a booking back to the state it had."""
    require(actor, Permission.SCHEDULE)
    row = _as_it_was(session, step)
    before = _as_json(row)
    row.state = step["before"]["state"]
    _journalled(session, actor, row, "appointment.state", before, "undo")


def _as_it_was(session: Session, step: dict[str, Any]) -> AppointmentTable:
    row = _row(session, step["appointment_id"])
    if _as_json(row) != step["after"]:
        raise Conflict("appointment-changed")
    return row


def _doctor(actor: Actor) -> int | None:
    return actor.account_id if Role.DOCTOR in actor.roles else None


def _row(session: Session, appointment_id: int) -> AppointmentTable:
    row = session.get(AppointmentTable, appointment_id)
    if row is None:
        raise NotFound("appointment")
    return row


def _check_free(
    session: Session, starts_at: datetime, minutes: int, doctor_id: int | None, except_for: int | None = None
) -> None:
    if not 0 < minutes <= _LONGEST_MINUTES:
        raise Refused("appointment-length", longest=_LONGEST_MINUTES)
    today = local(record.of(session).clock.now()).date()
    if local(starts_at).date() < today:
        raise Refused("appointment-in-past")
    end = starts_at + timedelta(minutes=minutes)
    for row in _standing(session, local(starts_at).date(), doctor_id):
        if row.id != except_for and row.starts_at < end and starts_at < _end(row):
            raise Refused("slot-taken", appointment_id=row.id)


def _standing(session: Session, on: date, doctor_id: int | None) -> list[AppointmentTable]:
    """Bookings of a doctor that take time on a day; one may have begun before midnight."""
    start = datetime.combine(on, time(), KAZAKHSTAN)
    gone = [AppointmentState.CANCELLED.value, AppointmentState.NO_SHOW.value]
    return list(
        session.scalars(
            select(AppointmentTable).where(
                AppointmentTable.starts_at >= start - timedelta(minutes=_LONGEST_MINUTES),
                AppointmentTable.starts_at < start + timedelta(days=1),
                AppointmentTable.doctor_id == doctor_id,
                AppointmentTable.state.not_in(gone),
            )
        )
    )


def _end(row: AppointmentTable) -> datetime:
    return row.starts_at + timedelta(minutes=row.minutes)


def _hours(stored: dict[str, Any]) -> tuple[time, time, int]:
    return time.fromisoformat(stored["opens"]), time.fromisoformat(stored["closes"]), int(stored["step_minutes"])


def new_accession_number(session: Session, starts_at: datetime) -> str:
    """Day and six random digits: short enough to be typed at a device, twelve of the sixteen characters of SH."""
    while True:
        number = f"{local(starts_at):%y%m%d}{secrets.randbelow(1_000_000):06d}"
        taken = [select(table.id).where(table.accession_number == number) for table in (AppointmentTable, OrderTable)]
        if not any(session.scalar(one) for one in taken):
            return number


def _changed(
    session: Session, actor: Actor, row: AppointmentTable, action: str, before: dict[str, Any], reason: str = ""
) -> Appointment:
    shown = _journalled(session, actor, row, action, before, reason)
    undo.remember(session, actor, action, {"appointment_id": row.id, "before": before, "after": _as_json(row)})
    return shown


def _journalled(
    session: Session, actor: Actor, row: AppointmentTable, action: str, before: dict[str, Any], reason: str
) -> Appointment:
    session.flush()
    audit.write(
        session, actor, action, "appointment", row.id,
        patient_id=row.patient_id, before=before, after=_as_json(row), reason=reason,
    )  # fmt: skip
    return _told(session, row)


def _told(session: Session, row: AppointmentTable) -> Appointment:
    events.tell(session, AppointmentChanged(row.id, row.patient_id))
    return _shown(session, row)


def _as_json(row: AppointmentTable) -> dict[str, Any]:
    return {
        "starts_at": row.starts_at.astimezone(UTC).isoformat(),  # alike before and after it was read back
        "minutes": row.minutes,
        "doctor_id": row.doctor_id,
        "service": row.service,
        "modality": row.modality,
        "accession_number": row.accession_number,
        "state": row.state,
    }


def _shown(session: Session, row: AppointmentTable) -> Appointment:
    return _shown_all(session, [row])[0]


def _shown_all(session: Session, rows: Any) -> tuple[Appointment, ...]:
    wanted = {row.patient_id for row in rows}
    patients = {row.id: row for row in session.scalars(select(PatientTable).where(PatientTable.id.in_(wanted)))}
    from app import performed_steps  # it needs the orders, and they need our accession numbers

    told = performed_steps.newest_of(session, [row.id for row in rows if row.modality])
    return tuple(_value(row, patients[row.patient_id], told.get(row.id)) for row in rows)


def _value(row: AppointmentTable, patient: PatientTable, told: PerformedStep | None) -> Appointment:
    return Appointment(
        appointment_id=row.id,
        uid=row.uid,
        patient_id=row.patient_id,
        patient_name=PersonName(patient.surname, patient.given, patient.patronymic),
        starts_at=row.starts_at,
        minutes=row.minutes,
        doctor_id=row.doctor_id,
        service=row.service,
        modality=row.modality,
        accession_number=row.accession_number,
        state=AppointmentState(row.state),
        emergency_reason=row.emergency_reason,
        device_state=told.state.value if told else "",
        device=told.device if told else "",
    )
