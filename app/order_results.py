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
        for order in _open_orders(session, patient_id, numbers):
            before, order.state = order.state, OrderState.COMPLETED.value
            order.ended_at = record.of(session).clock.now()
            session.flush()
            audit.write(
                session, actor, "order.result", "order", order.id, patient_id=patient_id,
                before={"state": before}, after={"state": order.state},
            )  # fmt: skip
            events.tell(session, OrderChanged(order.id, patient_id))


def _open_orders(session: Session, patient_id: int, numbers: set[str]) -> list[OrderTable]:
    found = sorted(numbers)[:_MANY]
    if not found:
        return []
    same_tube = (OrderTable.specimen_id != "") & OrderTable.specimen_id.in_(found)
    return list(
        session.scalars(
            select(OrderTable).where(
                OrderTable.patient_id == patient_id,
                OrderTable.kind == OrderKind.LABORATORY.value,
                OrderTable.state.in_([state.value for state in OPEN]),
                or_(OrderTable.accession_number.in_(found), same_tube),
            )
        )
    )
