"""Orders: what is to be examined or measured, under an accession number of ours that finds the result's patient.

A booking with a modality needs no order of its own: it is on the worklist as it is (`app/worklist.py`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import appointments, audit, device_orders, events, record, undo
from app.domain.access import Actor, Permission, require
from app.domain.errors import Conflict, NotFound, Refused
from app.domain.events import OrderChanged
from app.domain.identity import PersonName
from app.domain.order import OPEN, OrderDraft, OrderKind, OrderState, ServiceOrder
from app.domain.scheduled import OrderedTest
from db.tables.appointment import AppointmentTable
from db.tables.device import DeviceTable
from db.tables.order import OrderTable
from db.tables.patient import PatientTable

_LONGEST_SPECIMEN = 30
_FORBIDDEN = frozenset("|^~\\&\r\n")  # separators of HL7 and ASTM: devices do not resolve escapes in a tube's number
_PRIORITIES = frozenset({"STAT", "HIGH", "ROUTINE", "MEDIUM", "LOW"})  # (0040,1003)


def place(session: Session, actor: Actor, draft: OrderDraft) -> ServiceOrder:
    """Order an examination or tests.

    Raises `NotFound("patient")`; `Refused`: `order-accession` (SH: 1 to 16 characters without backslash),
    `order-empty` (no modality for imaging, no tests for a laboratory), `order-priority`, `order-specimen`; `Conflict`:
    `accession-taken`, `specimen-taken`. A device that wants orders is sent this one (`app/device_orders.py`).
    """
    require(actor, Permission.SCHEDULE)
    patient = session.get(PatientTable, draft.patient_id)
    if patient is None or patient.withdrawn_at is not None:
        raise NotFound("patient")
    number = draft.accession_number.strip() or appointments.new_accession_number(session, draft.starts_at)
    _check(session, draft, number)
    row = OrderTable(
        uid=str(uuid.uuid4()),
        patient_id=draft.patient_id,
        appointment_id=draft.appointment_id,
        device_id=draft.device_id,
        accession_number=number,
        kind=draft.kind.value,
        modality=draft.modality.strip().upper(),
        description=draft.description.strip(),
        station_ae_title=draft.station_ae_title.strip(),
        study_instance_uid=f"2.25.{uuid.uuid4().int}",  # PS3.5 B.2
        specimen_id=draft.specimen_id.strip(),
        tests=[[test.code, test.name] for test in draft.tests],
        priority=draft.priority,
        starts_at=draft.starts_at,
        state=OrderState.ORDERED.value,
        created_at=record.of(session).clock.now(),
        created_by=actor.account_id,
    )
    session.add(row)
    session.flush()
    audit.write(session, actor, "order.place", "order", row.id, patient_id=row.patient_id, after=_as_json(row))
    undo.remember(session, actor, "order.place", {"order_id": row.id})
    device_orders.queue(session, actor, row, patient)
    return _told(session, row)


def set_state(session: Session, actor: Actor, order_id: int, state: OrderState, reason: str = "") -> ServiceOrder:
    """An order begins, ends, is discontinued or cancelled. Raises `NotFound`; `Refused("order-state")` if it ended."""
    require(actor, Permission.SCHEDULE)
    row = _row(session, order_id)
    before = _as_json(row)
    if OrderState(row.state) not in OPEN:
        raise Refused("order-state", state=row.state)
    row.state = state.value
    row.ended_at = None if state in OPEN else record.of(session).clock.now()
    session.flush()
    audit.write(
        session, actor, "order.state", "order", row.id,
        patient_id=row.patient_id, before=before, after=_as_json(row), reason=reason,
    )  # fmt: skip
    if state is OrderState.CANCELLED:
        device_orders.queue_cancellation(session, actor, row)
    return _told(session, row)


def cancel(session: Session, actor: Actor, order_id: int, reason: str = "") -> ServiceOrder:
    """The order stays in the record, cancelled. Raises as `set_state`."""
    return set_state(session, actor, order_id, OrderState.CANCELLED, reason)


def get(session: Session, actor: Actor, order_id: int) -> ServiceOrder:
    """Raises `NotFound("order")`."""
    require(actor, Permission.PATIENT_READ)
    return shown(session, [_row(session, order_id)])[0]


def of_patient(session: Session, actor: Actor, patient_id: int) -> tuple[ServiceOrder, ...]:
    """All orders of a patient, newest first."""
    require(actor, Permission.PATIENT_READ)
    rows = session.scalars(
        select(OrderTable).where(OrderTable.patient_id == patient_id).order_by(OrderTable.starts_at.desc())
    )
    return shown(session, rows)


def between(
    session: Session, actor: Actor, start: datetime, end: datetime, *, only_open: bool = False
) -> tuple[ServiceOrder, ...]:
    """Orders that start in [start, end), in the order of time."""
    require(actor, Permission.PATIENT_READ)
    wanted = select(OrderTable).where(OrderTable.starts_at >= start, OrderTable.starts_at < end)
    if only_open:
        wanted = wanted.where(OrderTable.state.in_([state.value for state in OPEN]))
    return shown(session, session.scalars(wanted.order_by(OrderTable.starts_at, OrderTable.id)))


def take_back_place(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """Cancel an order made by mistake. Raises `Conflict("order-changed")` once it is not open any more."""
    require(actor, Permission.SCHEDULE)
    row = _row(session, step["order_id"])
    if OrderState(row.state) is not OrderState.ORDERED:
        raise Conflict("order-changed")
    set_state(session, actor, row.id, OrderState.CANCELLED, "undo")


def shown(session: Session, rows: Iterable[OrderTable]) -> tuple[ServiceOrder, ...]:
    """Values of rows, with the patients' names."""
    rows = list(rows)
    wanted = {row.patient_id for row in rows}
    patients = {row.id: row for row in session.scalars(select(PatientTable).where(PatientTable.id.in_(wanted)))}
    return tuple(_value(row, patients[row.patient_id]) for row in rows)


def _check(session: Session, draft: OrderDraft, number: str) -> None:
    if not 0 < len(number) <= 16 or "\\" in number or not number.isprintable():
        raise Refused("order-accession")
    if draft.kind is OrderKind.IMAGING and not draft.modality.strip():
        raise Refused("order-empty")
    if draft.kind is OrderKind.LABORATORY and not draft.tests:
        raise Refused("order-empty")
    if draft.priority not in _PRIORITIES:
        raise Refused("order-priority")
    _check_specimen(session, draft)
    if draft.device_id is not None and session.get(DeviceTable, draft.device_id) is None:
        raise NotFound("device")
    for table in (OrderTable, AppointmentTable):
        if session.scalar(select(table.id).where(table.accession_number == number)) is not None:
            raise Conflict("accession-taken")


def _check_specimen(session: Session, draft: OrderDraft) -> None:
    """One tube is one patient's: a number that an open order of another patient has was scanned by mistake."""
    specimen = draft.specimen_id.strip()
    if len(specimen) > _LONGEST_SPECIMEN or not specimen.isprintable() or set(specimen) & _FORBIDDEN:
        raise Refused("order-specimen")
    taken = select(OrderTable.id).where(
        OrderTable.specimen_id == specimen, OrderTable.patient_id != draft.patient_id,
        OrderTable.state.in_([state.value for state in OPEN]),
    )  # fmt: skip
    if specimen and session.scalar(taken.limit(1)) is not None:
        raise Conflict("specimen-taken")


def _row(session: Session, order_id: int) -> OrderTable:
    row = session.get(OrderTable, order_id)
    if row is None:
        raise NotFound("order")
    return row


def _told(session: Session, row: OrderTable) -> ServiceOrder:
    events.tell(session, OrderChanged(row.id, row.patient_id))
    return shown(session, [row])[0]


def _as_json(row: OrderTable) -> dict[str, Any]:
    return {
        "accession_number": row.accession_number, "kind": row.kind, "modality": row.modality,
        "description": row.description, "tests": row.tests, "specimen_id": row.specimen_id, "state": row.state,
    }  # fmt: skip


def _value(row: OrderTable, patient: PatientTable) -> ServiceOrder:
    return ServiceOrder(
        order_id=row.id,
        uid=row.uid,
        patient_id=row.patient_id,
        patient_name=PersonName(patient.surname, patient.given, patient.patronymic),
        kind=OrderKind(row.kind),
        state=OrderState(row.state),
        starts_at=row.starts_at,
        accession_number=row.accession_number,
        modality=row.modality,
        description=row.description,
        station_ae_title=row.station_ae_title,
        study_instance_uid=row.study_instance_uid,
        specimen_id=row.specimen_id,
        tests=tuple(OrderedTest(*test) for test in row.tests),
        priority=row.priority,
        appointment_id=row.appointment_id,
        created_at=row.created_at,
        device_id=row.device_id,
    )
