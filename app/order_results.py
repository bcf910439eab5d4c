"""A laboratory order is done when a result under its number, or its tube's, has been given to its patient."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app import audit, events, record
from app.domain.access import Actor
from app.domain.device import SentIdentity
from app.domain.events import OrderChanged
from app.domain.order import OPEN, OrderKind, OrderState
from db.tables.order import OrderTable
from db.tables.result import ReportTable

_MANY = 500


def complete(session: Session, actor: Actor, reports: Iterable[ReportTable]) -> None:
    """Close the orders that these reports answer; called with reports that have their patient."""
    wanted: dict[int, set[str]] = {}
    for report in reports:
        if report.patient_id is not None and report.source == "device":
            wanted.setdefault(report.patient_id, set()).update(SentIdentity.from_json(report.identity).numbers)
    for patient_id, numbers in wanted.items():
        for order in _orders(session, patient_id, numbers, OPEN):
            before, order.state = order.state, OrderState.COMPLETED.value
            order.ended_at = record.of(session).clock.now()
            session.flush()
            audit.write(
                session, actor, "order.result", "order", order.id, patient_id=patient_id,
                before={"state": before}, after={"state": order.state},
            )  # fmt: skip
            events.tell(session, OrderChanged(order.id, patient_id))


def reopen(session: Session, actor: Actor, reports: Iterable[ReportTable], patient_id: int) -> None:
    """Open the orders again whose results turned out to be somebody else's, unless another result answers them."""
    numbers: set[str] = set()
    for report in reports:
        if report.source == "device" and report.patient_id != patient_id:
            numbers.update(SentIdentity.from_json(report.identity).numbers)
    for order in _orders(session, patient_id, numbers, frozenset({OrderState.COMPLETED})):
        if _is_answered(session, order):
            continue
        before, order.state, order.ended_at = order.state, OrderState.ORDERED.value, None
        session.flush()
        audit.write(
            session, actor, "order.reopen", "order", order.id, patient_id=patient_id,
            before={"state": before}, after={"state": order.state},
        )  # fmt: skip
        events.tell(session, OrderChanged(order.id, patient_id))


def _is_answered(session: Session, order: OrderTable) -> bool:
    numbers = [number for number in (order.accession_number, order.specimen_id) if number]
    standing = select(ReportTable.id).where(
        ReportTable.patient_id == order.patient_id,
        ReportTable.order_number.in_(numbers),
        ReportTable.withdrawn_at.is_(None),
    )
    return session.scalar(standing.limit(1)) is not None


def _orders(session: Session, patient_id: int, numbers: set[str], states: frozenset[OrderState]) -> list[OrderTable]:
    found = sorted(numbers)[:_MANY]
    if not found:
        return []
    same_tube = (OrderTable.specimen_id != "") & OrderTable.specimen_id.in_(found)
    return list(
        session.scalars(
            select(OrderTable).where(
                OrderTable.patient_id == patient_id,
                OrderTable.kind == OrderKind.LABORATORY.value,
                OrderTable.state.in_([state.value for state in states]),
                or_(OrderTable.accession_number.in_(found), same_tube),
            )
        )
    )
