"""Today's list for the devices: bookings with a modality and open orders, the patient in the room first.

The schedule is the worklist (DICOM PS3.4 annex K, HL7 and ASTM host queries). The program tells it to the hub after
every change; the hub keeps it in memory only.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import record
from app.domain.access import Actor, Permission, require
from app.domain.appointment import AppointmentState
from app.domain.clock import local
from app.domain.identity import PersonName, Sex
from app.domain.order import OPEN, OrderState
from app.domain.performed import StepState
from app.domain.scheduled import OrderedTest, ScheduledStep
from db.tables.account import AccountTable
from db.tables.appointment import AppointmentTable
from db.tables.order import OrderTable, PerformedStepTable
from db.tables.patient import PatientTable

_WAITING = (AppointmentState.BOOKED.value, AppointmentState.ARRIVED.value, AppointmentState.IN_ROOM.value)
_KEPT_DAYS = 7  # a tube that was not measured, an examination put off: still found by its number
_UIDS = uuid.UUID("7a1e7a53-6b5c-4d0e-9f43-0d8c2f6f9b11")


def steps(session: Session, actor: Actor) -> tuple[ScheduledStep, ...]:
    """What devices may ask for now: today's bookings, and open orders of today and the seven days before."""
    require(actor, Permission.PATIENT_READ)
    start = local(record.of(session).clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    end = start + timedelta(days=1)
    found = [*_booked(session, start, end), *_ordered(session, start, end)]
    return tuple(sorted(found, key=lambda step: (not step.is_in_room, step.starts_at, step.accession_number)))


def _booked(session: Session, start: datetime, end: datetime) -> Iterable[ScheduledStep]:
    begun, ended = _performed(session, start)
    rows = session.execute(
        select(AppointmentTable, PatientTable, AccountTable.surname, AccountTable.given, AccountTable.patronymic)
        .join(PatientTable, PatientTable.id == AppointmentTable.patient_id)
        .outerjoin(AccountTable, AccountTable.id == AppointmentTable.doctor_id)
        .where(
            AppointmentTable.starts_at >= start, AppointmentTable.starts_at < end,
            AppointmentTable.modality != "", AppointmentTable.state.in_(_WAITING),
        )
    )  # fmt: skip
    for booking, patient, surname, given, patronymic in rows:
        if booking.id in ended:
            continue  # the device said that it is done
        yield ScheduledStep(
            accession_number=booking.accession_number,
            starts_at=booking.starts_at,
            modality=booking.modality,
            description=booking.service,
            study_instance_uid=f"2.25.{uuid.uuid5(_UIDS, booking.uid).int}",  # the same at every asking
            physician=PersonName(surname, given or "", patronymic or "").full if surname else "",
            is_in_room=booking.state == AppointmentState.IN_ROOM.value,
            state="in-progress" if booking.id in begun else "scheduled",
            **person_of(patient),
        )


def _performed(session: Session, start: datetime) -> tuple[set[int], set[int]]:
    """Bookings that a device began and has not ended, and those it ended (DICOM PS3.4 annex F)."""
    rows = session.execute(
        select(PerformedStepTable.appointment_id, PerformedStepTable.state)
        .where(
            PerformedStepTable.received_at >= start - timedelta(days=1), PerformedStepTable.appointment_id.is_not(None)
        )
        .order_by(PerformedStepTable.received_at, PerformedStepTable.id)
    )
    newest = {row.appointment_id: row.state for row in rows}
    begun = {booking for booking, state in newest.items() if booking and state == StepState.IN_PROGRESS.value}
    # A discontinued examination is still to be done: it stays on the list.
    ended = {booking for booking, state in newest.items() if booking and state == StepState.COMPLETED.value}
    return begun, ended


def _ordered(session: Session, start: datetime, end: datetime) -> Iterable[ScheduledStep]:
    rows = session.execute(
        select(OrderTable, PatientTable, AppointmentTable.state)
        .join(PatientTable, PatientTable.id == OrderTable.patient_id)
        .outerjoin(AppointmentTable, AppointmentTable.id == OrderTable.appointment_id)
        .where(
            OrderTable.starts_at >= start - timedelta(days=_KEPT_DAYS), OrderTable.starts_at < end,
            OrderTable.state.in_([state.value for state in OPEN]),
        )
    )  # fmt: skip
    for order, patient, booking_state in rows:
        yield step_of(order, patient, is_in_room=booking_state == AppointmentState.IN_ROOM.value)


def step_of(order: OrderTable, patient: PatientTable, *, is_in_room: bool = False) -> ScheduledStep:
    """An order as devices are told of it."""
    return ScheduledStep(
        accession_number=order.accession_number,
        starts_at=order.starts_at,
        modality=order.modality,
        description=order.description,
        station_ae_title=order.station_ae_title,
        study_instance_uid=order.study_instance_uid,
        is_in_room=is_in_room,
        priority=order.priority,
        specimen_id=order.specimen_id,
        tests=tuple(OrderedTest(*test) for test in order.tests),
        state="in-progress" if order.state == OrderState.IN_PROGRESS.value else "scheduled",
        **person_of(patient),
    )


def person_of(patient: PatientTable) -> dict[str, Any]:
    """The patient of a step."""
    return {
        "patient_id": patient.iin or patient.uid,
        "iin": patient.iin or "",
        "name": PersonName(patient.surname, patient.given, patient.patronymic),
        "birth_date": patient.birth_date,
        "sex": Sex(patient.sex),
    }
