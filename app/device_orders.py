"""Messages to devices and laboratories: orders, cancellations and who has come today, kept until they are answered.

A message is made and sealed in the transaction of what it tells, so that nothing is told that did not happen. HL7
devices get HL7 bytes; ASTM devices are told by the hub's link, which makes the records (`devices/astm_session.py`), so
their payload is the step itself. `app/device_sending.py` sends.
"""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import archiving, audit, events, record, worklist
from app.domain.access import Actor, Permission, require
from app.domain.appointment import AppointmentState
from app.domain.clock import local
from app.domain.device import Transport
from app.domain.device_message import DeviceMessage, MessageKind, MessageState
from app.domain.device_settings import DeviceSettings, HubDevice
from app.domain.errors import NotFound, Refused
from app.domain.events import DeviceMessageChanged
from app.domain.order import OrderKind
from app.domain.scheduled import ScheduledStep
from db.tables.appointment import AppointmentTable
from db.tables.device import DeviceMessageTable, DeviceTable
from db.tables.order import OrderTable
from db.tables.patient import PatientTable
from devices import hl7_orders

# Of an order that is cancelled: what never left, or was not taken, needs no cancellation at the device.
_NOT_TAKEN = frozenset({MessageState.WAITING.value, MessageState.REFUSED.value, MessageState.GIVEN_UP.value})
RECORD_KIND = "device-message"
_HERE = (AppointmentState.ARRIVED.value, AppointmentState.IN_ROOM.value)
_TO_DEVICES = (Transport.HL7.value, Transport.ASTM.value, Transport.SERIAL.value)


def queue(session: Session, actor: Actor, order: OrderTable, patient: PatientTable) -> None:
    """Queue a laboratory order for its device, where the device wants orders; in the transaction that placed it."""
    device = session.get(DeviceTable, order.device_id) if order.device_id else None
    if device is None or order.kind != OrderKind.LABORATORY.value or not wants_orders(device):
        return
    step = worklist.step_of(order, patient)
    _add(session, actor, device, MessageKind.ORDER, _payload(session, device, step, hl7_orders.NEW), order=order)


def queue_cancellation(session: Session, actor: Actor, order: OrderTable) -> None:
    """Take an order back: what never left does not leave any more, what may have arrived is followed by ORC-1 CA."""
    sent = session.scalars(
        select(DeviceMessageTable)
        .where(DeviceMessageTable.order_id == order.id, DeviceMessageTable.kind == MessageKind.ORDER.value)
        .order_by(DeviceMessageTable.id)
    ).all()
    patient = session.get(PatientTable, order.patient_id)
    for row in sent:
        if row.state in _NOT_TAKEN:
            change_state(session, actor, row, MessageState.WITHDRAWN)
        elif row.state in {MessageState.SENT.value, MessageState.ACCEPTED.value} and patient is not None:
            device = session.get(DeviceTable, row.device_id)
            # ASTM E1394 knows no answer to a cancellation, and few devices take one: a person does it at the device.
            if device is not None and device.transport == Transport.HL7.value:
                step = worklist.step_of(order, patient)
                payload = _payload(session, device, step, hl7_orders.CANCEL)
                _add(session, actor, device, MessageKind.CANCEL, payload, order=order)


def announce_patients(session: Session, actor: Actor) -> int:
    """Tell devices that want it who has come today (ADT^A04), and what changed since (A08); answers how many messages.

    Called after every change of a booking or patient; what a device knows already is not told again.
    """
    require(actor, Permission.PATIENT_READ)
    wanting = _wanting_patients(session)
    told = 0
    for patient in _here_today(session):
        for device in wanting:
            told += _announce(session, actor, device, patient)
    return told


def any_wants_patients(session: Session) -> bool:
    """Whether `announce_patients` has anybody to tell."""
    return bool(_wanting_patients(session))


def of_order(session: Session, actor: Actor, order_id: int) -> tuple[DeviceMessage, ...]:
    """What was sent about an order, in the order of sending."""
    require(actor, Permission.PATIENT_READ)
    wanted = select(DeviceMessageTable).where(DeviceMessageTable.order_id == order_id).order_by(DeviceMessageTable.id)
    return tuple(shown(session, row) for row in session.scalars(wanted))


def waiting(session: Session, actor: Actor) -> tuple[DeviceMessage, ...]:
    """Everything that was not accepted: what waits, what was refused, what was given up; the oldest first."""
    require(actor, Permission.PATIENT_READ)
    done = (MessageState.ACCEPTED.value, MessageState.WITHDRAWN.value)
    wanted = select(DeviceMessageTable).where(DeviceMessageTable.state.not_in(done)).order_by(DeviceMessageTable.id)
    return tuple(shown(session, row) for row in session.scalars(wanted.limit(500)))


def send_again(session: Session, actor: Actor, message_id: int) -> DeviceMessage:
    """Try a refused or given-up message once more, as it is. Raises `NotFound`, `Refused("message-on-its-way")`."""
    require(actor, Permission.SCHEDULE)
    row = session.get(DeviceMessageTable, message_id)
    if row is None:
        raise NotFound("device-message")
    if row.state not in {MessageState.REFUSED.value, MessageState.GIVEN_UP.value}:
        raise Refused("message-on-its-way")
    row.attempts, row.next_attempt_at, row.answer = 0, None, ""
    change_state(session, actor, row, MessageState.SENT)  # it may have arrived before: a cancellation must follow it
    return shown(session, row)


def wants_orders(device: DeviceTable) -> bool:
    return device.transport in _TO_DEVICES and _settings(device).sends_orders


def hub_device(device: DeviceTable) -> HubDevice:
    return HubDevice(device.transport, device.calling, device.peer, _settings(device), device.profile)


def _wanting_patients(session: Session) -> list[DeviceTable]:
    return [row for row in _devices(session) if _settings(row).sends_patients and row.transport == Transport.HL7.value]


def _devices(session: Session) -> list[DeviceTable]:
    return list(session.scalars(select(DeviceTable).order_by(DeviceTable.id)))


def _settings(device: DeviceTable) -> DeviceSettings:
    return DeviceSettings.from_json(device.settings)


def _payload(session: Session, device: DeviceTable, step: ScheduledStep, control: str) -> bytes:
    if device.transport != Transport.HL7.value:
        return json.dumps(step.to_json(), ensure_ascii=False).encode()
    now = record.of(session).clock.now()
    return hl7_orders.order_message(hub_device(device), step, control, new_control_id(), now)


def new_control_id() -> str:
    """MSH-10: 20 characters of HL7 v2.3.1, never used twice."""
    return uuid.uuid4().hex[:20].upper()


def _here_today(session: Session) -> list[PatientTable]:
    start = local(record.of(session).clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    here = select(AppointmentTable.patient_id).where(
        AppointmentTable.starts_at >= start, AppointmentTable.starts_at < start + timedelta(days=1),
        AppointmentTable.state.in_(_HERE),
    )  # fmt: skip
    return list(session.scalars(select(PatientTable).where(PatientTable.id.in_(here)).order_by(PatientTable.id)))


def _announce(session: Session, actor: Actor, device: DeviceTable, patient: PatientTable) -> int:
    now = record.of(session).clock.now()
    last = session.scalar(
        select(DeviceMessageTable)
        .where(
            DeviceMessageTable.device_id == device.id, DeviceMessageTable.patient_id == patient.id,
            DeviceMessageTable.kind == MessageKind.PATIENT.value,
            DeviceMessageTable.state != MessageState.WITHDRAWN.value,
        )
        .order_by(DeviceMessageTable.id.desc())
        .limit(1)
    )  # fmt: skip
    is_known = last is not None and local(last.created_at).date() == local(now).date()
    event = hl7_orders.CHANGED if is_known else hl7_orders.REGISTERED
    step = ScheduledStep(accession_number="", starts_at=now, **worklist.person_of(patient))
    payload = hl7_orders.patient_message(hub_device(device), step, event, new_control_id(), now)
    if is_known and last is not None:
        before = archiving.body(session, last.payload_id)
        if hl7_orders.person_segment(before) == hl7_orders.person_segment(payload):
            return 0
    _add(session, actor, device, MessageKind.PATIENT, payload, patient_id=patient.id)
    return 1


def _add(
    session: Session, actor: Actor, device: DeviceTable, kind: MessageKind, payload: bytes,
    *, order: OrderTable | None = None, patient_id: int | None = None,
) -> None:  # fmt: skip
    now = record.of(session).clock.now()
    metadata = {"device": device.name, "peer": device.peer, "transport": device.transport, "kind": kind.value}
    kept = archiving.keep(session, RECORD_KIND, metadata, payload)
    row = DeviceMessageTable(
        device_id=device.id, order_id=order.id if order else None,
        patient_id=order.patient_id if order else patient_id, kind=kind.value, payload_id=kept.id,
        state=MessageState.WAITING.value, attempts=0, created_at=now, created_by=actor.account_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.write(
        session, actor, f"device-message.{kind.value}", "device_message", row.id, patient_id=row.patient_id,
        after={"device": device.name, "order": row.order_id},
    )  # fmt: skip
    events.tell(session, DeviceMessageChanged(row.id, row.order_id, row.state))


def change_state(session: Session, actor: Actor, row: DeviceMessageTable, state: MessageState) -> None:
    """A message moves on, with its row in the journal."""
    before, row.state = row.state, state.value
    session.flush()
    audit.write(
        session, actor, "device-message.state", "device_message", row.id, patient_id=row.patient_id,
        before=before, after=row.state, reason=row.answer.partition(" ")[0],
    )  # fmt: skip
    tell(session, row)


def tell(session: Session, row: DeviceMessageTable) -> None:
    events.tell(session, DeviceMessageChanged(row.id, row.order_id, row.state))


def shown(session: Session, row: DeviceMessageTable) -> DeviceMessage:
    """A row with the device's name."""
    device = session.get(DeviceTable, row.device_id)
    return DeviceMessage(
        message_id=row.id,
        device_id=row.device_id,
        device_name=device.name if device else "",
        order_id=row.order_id,
        patient_id=row.patient_id,
        kind=MessageKind(row.kind),
        state=MessageState(row.state),
        attempts=row.attempts,
        created_at=row.created_at,
        next_attempt_at=row.next_attempt_at,
        answered_at=row.answered_at,
        answer=row.answer,
    )
