"""How far the practice's signatures are, for the status bar and the lists; and hurrying one of them by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import audit, revocation_service
from app.completion import patient_of, tell
from app.domain.access import Actor, Permission, require
from app.domain.errors import NotFound
from app.domain.signature import SignatureState
from db.tables.document import SignatureTable


@dataclass(frozen=True, slots=True)
class Outlook:
    """For the status bar and the list of documents: what is due, and what stands in the way."""

    stamps_due: int
    evidence_due: int  # only where somebody is asked about revocation
    oldest: datetime | None
    problem: str  # code of the newest failure
    next_attempt_at: datetime | None
    outside_window: int
    to_review: int


def outlook(session: Session, actor: Actor) -> Outlook:
    """How far the practice's signatures are."""
    require(actor, Permission.CLINICAL_READ)

    def count(*conditions: Any) -> int:
        return session.scalar(select(func.count()).select_from(SignatureTable).where(*conditions)) or 0

    states = [SignatureState.SIGNED]
    if revocation_service.load(session).is_on:
        states.append(SignatureState.TIME_STAMPED)
    due = SignatureTable.state.in_(states)
    failed = select(SignatureTable.last_problem).where(due, SignatureTable.last_problem != "")
    oldest, soonest = session.execute(
        select(func.min(SignatureTable.signing_time), func.min(SignatureTable.next_attempt_at)).where(due)
    ).one()
    return Outlook(
        stamps_due=count(SignatureTable.state == SignatureState.SIGNED),
        evidence_due=count(SignatureTable.state == SignatureState.TIME_STAMPED) if len(states) > 1 else 0,
        oldest=oldest,
        problem=session.scalars(failed.order_by(SignatureTable.attempts.desc()).limit(1)).first() or "",
        next_attempt_at=soonest,
        outside_window=count(SignatureTable.outside_window.is_(True)),
        to_review=count(SignatureTable.review != ""),
    )


def try_now(session: Session, actor: Actor, signature_id: int) -> None:
    """Do not wait for the next attempt: the worker takes it up at once. Raises `NotFound`."""
    require(actor, Permission.SIGN)
    row = session.get(SignatureTable, signature_id)
    if row is None:
        raise NotFound("signature")
    row.next_attempt_at = None
    audit.write(session, actor, "signature.try-now", "signature", row.id, patient_id=patient_of(session, row))
    tell(session, row)
