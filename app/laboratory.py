"""The tests that can be ordered, and a patient's laboratory orders with what became of each.

What ships is a starter list (`resources/classifiers/README.md`): LOINC codes, UCUM units, names in three languages.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app import device_orders, orders, record
from app.domain.access import Actor, Permission, require
from app.domain.device_message import DeviceMessage, MessageKind, MessageState
from app.domain.identity import Iin, folded
from app.domain.order import OPEN, OrderKind, OrderState, ServiceOrder
from app.domain.typing_slips import readings
from app.paths import shipped
from db.tables.device import DeviceMessageTable, DeviceTable
from db.tables.order import OrderTable
from db.tables.patient import PatientTable

PANELS = ("cbc", "chemistry", "urine")
_SHOWN_ORDERS = 50
_CANCELLATIONS_SHOWN = timedelta(days=3)
_STUCK = frozenset({MessageState.REFUSED, MessageState.GIVEN_UP})


@dataclass(frozen=True, slots=True)
class LaboratoryTest:
    """One test that can be ordered."""

    code: str  # LOINC
    panel: str
    unit: str  # UCUM
    names: tuple[tuple[str, str], ...]  # language, name

    def name(self, language: str) -> str:
        named = dict(self.names)
        return named.get(language) or named["en"]


class Progress(StrEnum):
    """Where a laboratory order is, as a person asks: was it sent, was it taken, is there a result?"""

    ORDERED = "ordered"  # on the list that analysers ask for, or waiting to leave
    SENT = "sent"  # left, and was not answered yet
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNREACHED = "unreached"  # given up
    RESULT = "result"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class LaboratoryOrder:
    order: ServiceOrder
    progress: Progress
    device_name: str
    message_id: int | None  # the message that may be sent again
    words: str = ""  # of the device, or the code of why it waits


@dataclass(frozen=True, slots=True)
class StuckOrder:
    order: ServiceOrder
    message: DeviceMessage
    iin: Iin | None
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class Laboratory:
    """A device or laboratory that orders can be sent to."""

    device_id: int
    name: str


@cache
def tests() -> tuple[LaboratoryTest, ...]:
    """Every test, in the order of the panels."""
    with shipped("resources", "classifiers", "tests_starter.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        LaboratoryTest(
            row["code"], row["panel"], row["unit"], tuple((one, row[f"name_{one}"]) for one in ("en", "kk", "ru"))
        )
        for row in rows
    )


def find(typed: str) -> tuple[LaboratoryTest, ...]:
    """Tests whose name or code holds what was typed, in any language or layout; all where nothing was."""
    for reading in readings(typed):
        words = folded(reading).split()
        found = [one for one in tests() if all(any(word in key for key in _keys(one)) for word in words)]
        if found:
            return tuple(found)
    return () if typed.strip() else tests()


def laboratories(session: Session, actor: Actor) -> tuple[Laboratory, ...]:
    """Devices that take orders."""
    require(actor, Permission.PATIENT_READ)
    rows = session.scalars(select(DeviceTable).order_by(DeviceTable.name))
    return tuple(Laboratory(row.id, row.name) for row in rows if device_orders.wants_orders(row))


def of_patient(session: Session, actor: Actor, patient_id: int) -> tuple[LaboratoryOrder, ...]:
    """A patient's laboratory orders, the newest first."""
    require(actor, Permission.PATIENT_READ)
    rows = session.scalars(
        select(OrderTable)
        .where(OrderTable.patient_id == patient_id, OrderTable.kind == OrderKind.LABORATORY.value)
        .order_by(OrderTable.id.desc())
        .limit(_SHOWN_ORDERS)
    )
    return tuple(_with_progress(session, actor, order) for order in orders.shown(session, rows))


def stuck(session: Session, actor: Actor) -> tuple[StuckOrder, ...]:
    """Open orders that a device refused or that never reached it, and late cancellations; the oldest first."""
    require(actor, Permission.PATIENT_READ)
    rows = session.execute(_stuck(session).order_by(DeviceMessageTable.id).limit(_SHOWN_ORDERS)).all()
    shown = {one.order_id: one for one in orders.shown(session, [order for _, order in rows])}
    found = []
    for message, order in rows:
        patient = session.get_one(PatientTable, order.patient_id)
        iin = Iin(patient.iin) if patient.iin else None
        found.append(StuckOrder(shown[order.id], device_orders.shown(session, message), iin, patient.birth_date))
    return tuple(found)


def count_stuck(session: Session) -> int:
    """How many stand in `stuck`; for the status bar, which asks for nobody's right and tells nobody's name."""
    return session.scalar(select(func.count()).select_from(_stuck(session).subquery())) or 0


def _stuck(session: Session) -> Select[DeviceMessageTable, OrderTable]:
    message, order = DeviceMessageTable, OrderTable
    is_open = order.state.in_([state.value for state in OPEN])
    is_late = (message.kind == MessageKind.CANCEL.value) & (
        message.created_at > record.of(session).clock.now() - _CANCELLATIONS_SHOWN
    )
    return (
        select(message, order)
        .join(order, order.id == message.order_id)
        .where(message.state.in_([state.value for state in _STUCK]), is_open | is_late)
    )


def _with_progress(session: Session, actor: Actor, order: ServiceOrder) -> LaboratoryOrder:
    sent = [one for one in device_orders.of_order(session, actor, order.order_id) if one.kind is MessageKind.ORDER]
    message = sent[-1] if sent else None
    device = session.get(DeviceTable, order.device_id) if order.device_id else None
    progress = _progress(order, message)
    again = message if message and progress in {Progress.REFUSED, Progress.UNREACHED} else None
    return LaboratoryOrder(
        order, progress, device.name if device else "", again.message_id if again else None,
        message.answer if message else "",
    )  # fmt: skip


def _progress(order: ServiceOrder, message: DeviceMessage | None) -> Progress:
    if order.state in {OrderState.CANCELLED, OrderState.DISCONTINUED}:
        return Progress.CANCELLED
    if order.state is OrderState.COMPLETED:
        return Progress.RESULT
    if message is None:
        return Progress.ORDERED
    return {
        MessageState.WAITING: Progress.ORDERED,
        MessageState.SENT: Progress.SENT,
        MessageState.ACCEPTED: Progress.ACCEPTED,
        MessageState.REFUSED: Progress.REFUSED,
        MessageState.WITHDRAWN: Progress.CANCELLED,
        MessageState.GIVEN_UP: Progress.UNREACHED,
    }[message.state]


@cache
def _keys(one: LaboratoryTest) -> tuple[str, ...]:
    return tuple(folded(f"{one.code} {' '.join(name for _, name in one.names)}").split())
