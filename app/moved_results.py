"""What follows when a person moves a result: documents that cite it are warned, orders end or open again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app import citations, order_results
from app.decisions import Movable
from app.domain.access import Actor
from db.tables.result import ReportTable


def follow(session: Session, actor: Actor, moved: Sequence[Movable], before: int | None, how: str) -> None:
    """`before` is whose they were; `how` says what happened: moved, taken-out."""
    citations.follow(session, actor, moved, how)
    reports = [row for row in moved if isinstance(row, ReportTable)]
    order_results.complete(session, actor, reports)
    if before is not None:
        order_results.reopen(session, actor, reports, before)
