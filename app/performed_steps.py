"""What devices say about their own work (MPPS): a row for each step, its order's state, and what a screen shows.

A step is given to a patient by the same rules as a result; where it names another person than its order does, it is
kept without either. Steps are shown beside bookings and in the card, never decided by hand: the images decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, events, orders, suspects
from app.domain.access import Actor, Permission, require
from app.domain.device import SentIdentity
from app.domain.events import OrderChanged
from app.domain.order import OPEN, OrderState
from app.domain.performed import ENDED, PerformedStep, SentStep, StepState
from db.tables.appointment import AppointmentTable
from db.tables.archive_record import ReceivedRecordTable
from db.tables.device import DeviceTable
from db.tables.order import OrderTable, PerformedStepTable

_ORDER_STATE = {
    StepState.IN_PROGRESS: OrderState.IN_PROGRESS,
    StepState.COMPLETED: OrderState.COMPLETED,
    StepState.DISCONTINUED: OrderState.DISCONTINUED,
}


def file_step(session: Session, actor: Actor, sent: SentStep, received: ReceivedRecordTable) -> str:
    """Make or change the row of a step; answers the code of what became of the message."""
    require(actor, Permission.CLINICAL_WRITE)
    row = session.scalar(select(PerformedStepTable).where(PerformedStepTable.sop_instance_uid == sent.sop_instance_uid))
    if row is not None and sent.is_new:
        return "performed-step-again"
    if row is not None and StepState(row.state) in ENDED:
        return "performed-step-ended"
    before = row.state if row is not None else None
    if row is None:
        row = _made(session, sent, received)
    _change(row, sent)
    session.flush()
    audit.write(
        session, actor, "step.perform", "performed_step", row.id,
        patient_id=row.patient_id, before=before, after=row.state, reason=row.reason,
    )  # fmt: skip
    _tell_order(session, actor, row)
    events.tell(session, OrderChanged(row.order_id, row.patient_id))
    return "performed-step"


def state_of(session: Session, _actor: Actor, sop_instance_uid: str) -> str:
    """The state of a step by its UID; empty where it is unknown."""
    wanted = select(PerformedStepTable.state).where(PerformedStepTable.sop_instance_uid == sop_instance_uid)
    return session.scalar(wanted) or ""


def of_appointments(session: Session, actor: Actor, appointment_ids: Iterable[int]) -> Mapping[int, PerformedStep]:
    """The newest step of each booking that a device works on: of the booking itself, or of its order."""
    require(actor, Permission.PATIENT_READ)
    return newest_of(session, list(appointment_ids))


def newest_of(session: Session, wanted: list[int]) -> Mapping[int, PerformedStep]:
    """The same for use cases that have asked for the right already."""
    if not wanted:
        return {}
    through_order = select(OrderTable.id).where(OrderTable.appointment_id.in_(wanted))
    rows = session.execute(
        select(PerformedStepTable, DeviceTable.name, OrderTable.appointment_id)
        .outerjoin(DeviceTable, DeviceTable.id == PerformedStepTable.device_id)
        .outerjoin(OrderTable, OrderTable.id == PerformedStepTable.order_id)
        .where(PerformedStepTable.appointment_id.in_(wanted) | PerformedStepTable.order_id.in_(through_order))
        .order_by(PerformedStepTable.received_at, PerformedStepTable.id)
    )
    found = {}
    for row, device, ordered_for in rows:
        booking = row.appointment_id or ordered_for
        if booking is not None:
            found[booking] = _value(row, device or "")
    return found


def of_patient(session: Session, actor: Actor, patient_id: int) -> tuple[PerformedStep, ...]:
    """Every step of a patient, the newest first."""
    require(actor, Permission.PATIENT_READ)
    rows = session.execute(
        select(PerformedStepTable, DeviceTable.name)
        .outerjoin(DeviceTable, DeviceTable.id == PerformedStepTable.device_id)
        .where(PerformedStepTable.patient_id == patient_id)
        .order_by(PerformedStepTable.received_at.desc(), PerformedStepTable.id.desc())
    )
    return tuple(_value(row, device or "") for row, device in rows)


def _made(session: Session, sent: SentStep, received: ReceivedRecordTable) -> PerformedStepTable:
    decision = suspects.Meant(session, [sent.identity]).decide(sent.identity)
    order, booking = _asked_for(session, sent.identity, decision.patient_id)
    row = PerformedStepTable(
        sop_instance_uid=sent.sop_instance_uid,
        device_id=received.device_id,
        patient_id=decision.patient_id,
        order_id=order.id if order else None,
        appointment_id=booking.id if booking else order.appointment_id if order else None,
        accession_number=sent.identity.accession_number,
        state=StepState.IN_PROGRESS.value,
        identity=sent.identity.to_json(),
        received_at=received.received_at,
    )
    session.add(row)
    return row


def _asked_for(
    session: Session, identity: SentIdentity, patient_id: int | None
) -> tuple[OrderTable | None, AppointmentTable | None]:
    """The order and the booking that the device names, where they are of the patient that it names."""
    numbers = [number for number in identity.numbers if len(number) <= 16]
    if patient_id is None or not numbers:
        return None, None
    order = session.scalar(
        select(OrderTable).where(OrderTable.accession_number.in_(numbers), OrderTable.patient_id == patient_id)
    )
    booking = session.scalar(
        select(AppointmentTable).where(
            AppointmentTable.accession_number.in_(numbers), AppointmentTable.patient_id == patient_id
        )
    )
    return order, booking


def _change(row: PerformedStepTable, sent: SentStep) -> None:
    """Take what was sent; what was left out stays as it was (PS3.4 F.7.2.2.2)."""
    if sent.state is not None:
        row.state = sent.state.value
    row.study_instance_uid = sent.study_instance_uid or row.study_instance_uid or ""
    row.modality = sent.modality or row.modality or ""
    row.description = sent.description or row.description or ""
    row.reason = sent.reason or row.reason or ""
    row.started_at = sent.started_at or row.started_at
    row.ended_at = sent.ended_at or row.ended_at
    row.images = sent.images or row.images or 0


def _tell_order(session: Session, actor: Actor, row: PerformedStepTable) -> None:
    order = session.get(OrderTable, row.order_id) if row.order_id else None
    wanted = _ORDER_STATE[StepState(row.state)]
    if order is not None and OrderState(order.state) in OPEN and order.state != wanted:
        orders.set_state(session, actor, order.id, wanted, row.reason)


def _value(row: PerformedStepTable, device: str) -> PerformedStep:
    return PerformedStep(
        step_id=row.id,
        state=StepState(row.state),
        device=device,
        modality=row.modality,
        description=row.description,
        reason=row.reason,
        images=row.images,
        started_at=row.started_at or row.received_at,
        ended_at=row.ended_at,
        patient_id=row.patient_id,
        order_id=row.order_id,
        appointment_id=row.appointment_id,
        study_instance_uid=row.study_instance_uid,
    )
