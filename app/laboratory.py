"""The tests that can be ordered, and a patient's laboratory orders with what became of each.

What ships is a starter list (`resources/classifiers/README.md`): LOINC codes, UCUM units, names in three languages.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import device_orders, orders
from app.domain.access import Actor, Permission, require
from app.domain.device_message import DeviceMessage, MessageKind, MessageState
from app.domain.identity import folded
from app.domain.order import OrderKind, OrderState, ServiceOrder
from app.domain.typing_slips import readings
from app.paths import shipped
from db.tables.device import DeviceTable
from db.tables.order import OrderTable

PANELS = ("cbc", "chemistry", "urine")
_SHOWN_ORDERS = 50


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
