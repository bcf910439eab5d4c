"""The outbox as people see it: what waits, why, since when, and what exactly was sent (requirements R7-d, R7-e)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app import archiving, audit, record
from app.domain import outbox_states
from app.domain.access import Actor, Permission, require
from app.domain.errors import NotFound
from app.domain.exchange import OutboxAttempt, OutboxRow, OutboxState, OutboxSummary, Outcome
from app.exchange.transport import PROBLEMS
from db.tables.document import SignatureTable
from db.tables.outbox import OutboxAttemptTable, OutboxTable

LATE = "late"  # R7-f: something waits for more than a day
LEVEL = "signature-level"


def summary(session: Session, actor: Actor | None = None) -> OutboxSummary:
    """For the status bar; counts only, so nobody's right is asked for.

    `problem` is what stops the first waiting row: a code of `app.exchange.transport.PROBLEMS`, `signature-level`,
    `late`, or empty.
    """
    by_state = session.execute(select(OutboxTable.state, func.count()).group_by(OutboxTable.state))
    counts = {state: count for state, count in by_state}  # noqa: C416  rows are not pairs to the type checker
    first = session.scalars(
        select(OutboxTable).where(OutboxTable.state.in_(outbox_states.UNFINISHED)).order_by(OutboxTable.id).limit(1)
    ).first()
    oldest = session.scalar(
        select(func.min(OutboxTable.created_at)).where(OutboxTable.state.in_(outbox_states.UNFINISHED))
    )
    return OutboxSummary(
        waiting=sum(counts.get(state, 0) for state in outbox_states.UNFINISHED),
        held=counts.get(OutboxState.HELD, 0),
        rejected=counts.get(OutboxState.REJECTED, 0),
        oldest_waiting=oldest,
        last_accepted=session.scalar(select(func.max(OutboxTable.accepted_at))),
        problem=_problem(session, first, oldest),
    )


def rows(
    session: Session,
    actor: Actor,
    *,
    states: Collection[OutboxState] = (),
    patient_id: int | None = None,
    document_id: int | None = None,
    before: int | None = None,
    limit: int = 200,
) -> tuple[OutboxRow, ...]:
    """Newest first; `before` is the `outbox_id` of the last row of the page above. Raises `Refused("no-right")`."""
    require(actor, Permission.CLINICAL_READ)
    wanted = select(OutboxTable).order_by(OutboxTable.id.desc()).limit(limit)
    if states:
        wanted = wanted.where(OutboxTable.state.in_(states))
    if patient_id is not None:
        wanted = wanted.where(OutboxTable.patient_id == patient_id)
    if document_id is not None:
        wanted = wanted.where(OutboxTable.document_id == document_id)
    if before is not None:
        wanted = wanted.where(OutboxTable.id < before)
    return tuple(_view(session, row) for row in session.scalars(wanted))


def attempts(session: Session, actor: Actor, outbox_id: int) -> tuple[OutboxAttempt, ...]:
    """Every attempt of a row, oldest first. Raises `Refused("no-right")`."""
    require(actor, Permission.CLINICAL_READ)
    made = select(OutboxAttemptTable).where(OutboxAttemptTable.outbox_id == outbox_id).order_by(OutboxAttemptTable.id)
    return tuple(
        OutboxAttempt(
            one.id, one.at, one.asked, Outcome(one.outcome), one.status, one.message, one.answer_id is not None
        )
        for one in session.scalars(made)
    )


def payload_bytes(session: Session, actor: Actor, outbox_id: int) -> bytes:
    """What a row will send, or sent last. Raises `NotFound`, `Refused("no-right")`, `Damaged`."""
    require(actor, Permission.CLINICAL_READ)
    row = session.get(OutboxTable, outbox_id)
    if row is None:
        raise NotFound("outbox")
    return archiving.body(session, row.payload_id)


def sent_bytes(session: Session, actor: Actor, attempt_id: int) -> bytes:
    """Exactly what one attempt sent; empty where it only asked. Raises `NotFound`, `Refused("no-right")`, `Damaged`."""
    attempt = _attempt(session, actor, attempt_id)
    return archiving.body(session, attempt.payload_id) if attempt.payload_id is not None else b""


def answer_bytes(session: Session, actor: Actor, attempt_id: int) -> bytes:
    """Exactly what was answered; empty where nothing came. Raises `NotFound`, `Refused("no-right")`, `Damaged`."""
    attempt = _attempt(session, actor, attempt_id)
    return archiving.body(session, attempt.answer_id) if attempt.answer_id is not None else b""


def open_bytes(session: Session, actor: Actor, which: str, number: int) -> bytes:
    """The bytes of a row (`payload`) or of an attempt (`sent`, `answer`) for reading: journalled (R10-e).

    Raises what reading them raises.
    """
    found = {"payload": payload_bytes, "sent": sent_bytes, "answer": answer_bytes}[which](session, actor, number)
    outbox_id = number if which == "payload" else _attempt(session, actor, number).outbox_id
    patient_id = session.get_one(OutboxTable, outbox_id).patient_id
    audit.write(session, actor, "outbox.read", "outbox", outbox_id, patient_id=patient_id, after={"which": which})
    return found


def _attempt(session: Session, actor: Actor, attempt_id: int) -> OutboxAttemptTable:
    require(actor, Permission.CLINICAL_READ)
    attempt = session.get(OutboxAttemptTable, attempt_id)
    if attempt is None:
        raise NotFound("outbox-attempt")
    return attempt


def _view(session: Session, row: OutboxTable) -> OutboxRow:
    return OutboxRow(
        event_id=row.event_id,
        event_type=row.event_type,
        operation=row.operation,
        patient_id=row.patient_id,
        document_id=row.document_id,
        state=OutboxState(row.state),
        attempts=row.attempts,
        created_at=row.created_at,
        next_attempt_at=row.next_attempt_at,
        last_message=row.last_message,
        last_field=row.last_field,
        outbox_id=row.id,
        accepted_at=row.accepted_at,
        why=_why(session, row),
    )


def _why(session: Session, row: OutboxTable) -> str:
    """What the row waits for, the nearest reason first."""
    simple = {
        OutboxState.HELD: "profile",
        OutboxState.REJECTED: "person",
        OutboxState.UNKNOWN: "answer",
        OutboxState.SENDING: "answer",
    }
    if row.state != OutboxState.WAITING:
        return simple.get(OutboxState(row.state), "")
    if not level_reached(session, row):
        return "level"
    if row.depends_on is not None and session.get_one(OutboxTable, row.depends_on).state != OutboxState.ACCEPTED:
        return "file"
    earlier = aliased(OutboxTable)
    blocked = select(earlier.id).where(
        earlier.id < row.id, earlier.patient_id == row.patient_id, earlier.state.in_(outbox_states.UNFINISHED)
    )
    if row.patient_id is not None and session.scalar(blocked.limit(1)) is not None:
        return "earlier"
    return "later" if row.next_attempt_at and row.next_attempt_at > record.of(session).clock.now() else "turn"


def level_reached(session: Session, row: OutboxTable) -> bool:
    """Whether every signature of the row's document has the evidence that the profile asks for."""
    if not row.required_level or row.document_id is None:
        return True
    levels = session.scalars(select(SignatureTable.level).where(SignatureTable.document_id == row.document_id)).all()
    return bool(levels) and all(outbox_states.reaches(level, row.required_level) for level in levels)


def _problem(session: Session, first: OutboxTable | None, oldest: datetime | None) -> str:
    if first is None or oldest is None:
        return ""
    if first.last_message in PROBLEMS:
        return first.last_message
    if not level_reached(session, first):
        return LEVEL
    return LATE if record.of(session).clock.now() - oldest > outbox_states.LATE else ""
