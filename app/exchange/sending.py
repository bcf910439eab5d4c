"""What the exchange thread does with the outbox: take the next row, and write down how the attempt ended.

Each step is one short transaction; the network stands between them. A row is `sending` from before the first byte
leaves until the answer is stored, so a crash at any point leaves either a row that never left or one that is asked
about first (`recover`). Order: by number; one unfinished row of a patient at a time; the file before its event.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app import archiving, audit, record
from app.domain import outbox_states
from app.domain.access import Actor
from app.domain.errors import Damaged, NotFound
from app.domain.events import OutboxChanged
from app.domain.exchange import OutboxState, Outcome, Receipt, Submission
from app.domain.signature import Level
from app.events import tell
from app.exchange import mapping
from app.exchange.outbox import hold_or_release
from app.exchange.outbox_views import level_reached
from app.exchange.profile import FILE, ExchangeProfile
from app.exchange.transport import INTERRUPTED
from db.tables.document import SignatureTable, SignatureVersionTable
from db.tables.outbox import OutboxAttemptTable, OutboxTable

_KEPT_MESSAGE = 2000  # characters of the ministry's words on the row; the whole answer is in the archive


@dataclass(frozen=True, slots=True)
class Claim:
    """One row taken for an attempt. `ask`: an earlier attempt has no answer, so nothing may be sent yet."""

    outbox_id: int
    submission: Submission
    ask: bool


def recover(session: Session, actor: Actor) -> int:
    """After a start: rows that a crash left `sending` may have arrived. Returns how many."""
    rows = session.scalars(select(OutboxTable).where(OutboxTable.state == OutboxState.SENDING)).all()
    for row in rows:
        settle(session, actor, row.id, Receipt(Outcome.UNKNOWN, message=INTERRUPTED), asked=True, jitter=lambda: 0.0)
        row.next_attempt_at = None  # to be asked about at once
    return len(rows)


def claim(session: Session, profile: ExchangeProfile) -> Claim | None:
    """Take the first row that may leave now; it is `sending` when the transaction is committed.

    A row whose bytes are damaged waits with that word; it does not hold up other people's.
    """
    for row in session.scalars(_due(session)).all():
        if row.state == OutboxState.WAITING and not level_reached(session, row):
            continue
        ask = row.state == OutboxState.UNKNOWN
        try:
            if not ask:
                _refresh(session, row, profile)
            payload = archiving.body(session, row.payload_id)
        except (Damaged, NotFound) as damage:
            _postpone(session, row, damage.code)
            continue
        row.state = outbox_states.move(OutboxState(row.state), OutboxState.SENDING)
        return Claim(row.id, Submission(row.event_id, row.event_type, row.operation, payload, row.content_type), ask)
    return None


def _postpone(session: Session, row: OutboxTable, code: str) -> None:
    row.attempts, row.last_message = row.attempts + 1, code
    row.next_attempt_at = record.of(session).clock.now() + outbox_states.LONGEST_DELAY
    tell(session, OutboxChanged(row.event_id, row.state))


def settle(
    session: Session, actor: Actor, outbox_id: int, receipt: Receipt, *, asked: bool, jitter: Callable[[], float],
    profile: ExchangeProfile | None = None,
) -> OutboxState:  # fmt: skip
    """Write down how an attempt ended: the answer's exact bytes, the row's new state, the time of the next attempt."""
    row = session.get_one(OutboxTable, outbox_id)
    now = record.of(session).clock.now()
    answer_id = None
    if receipt.answer:
        metadata = {"event_id": row.event_id, "outcome": receipt.outcome.value, "status": receipt.status}
        answer_id = archiving.keep(session, "answer", metadata, receipt.answer).id
    session.add(
        OutboxAttemptTable(
            outbox_id=row.id,
            at=now,
            outcome=receipt.outcome.value,
            status=receipt.status,
            asked=asked,
            message=receipt.message,
            payload_id=None if asked else row.payload_id,
            answer_id=answer_id,
        )
    )
    row.state = _state_after(receipt.outcome, asked)
    row.attempts += 1
    row.last_message, row.last_field = receipt.message[:_KEPT_MESSAGE], receipt.field
    row.next_attempt_at = None
    if row.state == OutboxState.ACCEPTED:
        row.accepted_at = now
    elif row.state in outbox_states.UNFINISHED and not (asked and receipt.outcome == Outcome.NOT_SENT):
        row.next_attempt_at = now + outbox_states.delay(row.attempts, jitter)
    if profile is not None:
        hold_or_release(row, profile)
    session.flush()
    audit.write(
        session, actor, "outbox.ask" if asked else "outbox.send", "outbox", row.id, patient_id=row.patient_id,
        after={"state": row.state, "status": receipt.status, "event_id": row.event_id}, result=receipt.outcome.value,
    )  # fmt: skip
    tell(session, OutboxChanged(row.event_id, row.state))
    return OutboxState(row.state)


def _state_after(outcome: Outcome, asked: bool) -> OutboxState:
    """A question that got no clear answer leaves the row unknown: only a clear "not known here" lets it be sent."""
    if asked and outcome == Outcome.TEMPORARY:
        outcome = Outcome.UNKNOWN
    return outbox_states.after(outcome)


def _due(session: Session) -> Select[OutboxTable]:
    now = record.of(session).clock.now()
    earlier, file = aliased(OutboxTable), aliased(OutboxTable)
    unfinished_before = exists().where(
        earlier.id < OutboxTable.id,
        or_(
            (earlier.patient_id == OutboxTable.patient_id) & earlier.state.in_(outbox_states.UNFINISHED),
            # Steps of one event never overtake each other, whatever holds the first one.
            (earlier.event_id == OutboxTable.event_id)
            & earlier.state.not_in([OutboxState.ACCEPTED, OutboxState.SUPERSEDED]),
        ),
    )
    file_not_there = exists().where(file.id == OutboxTable.depends_on, file.state != OutboxState.ACCEPTED)
    return (
        select(OutboxTable)
        .where(
            OutboxTable.state.in_([OutboxState.WAITING, OutboxState.UNKNOWN]),
            or_(OutboxTable.next_attempt_at.is_(None), OutboxTable.next_attempt_at <= now),
            ~unfinished_before,
            ~file_not_there,
        )
        .order_by(OutboxTable.id)
    )


def _refresh(session: Session, row: OutboxTable, profile: ExchangeProfile) -> None:
    """Bring the envelope of what is about to be sent up to date; what is signed stays as it is.

    A row may have waited for weeks: by now the practice has a MIS number, the file's signature its time stamp.
    """
    if row.operation == mapping.DELETE:
        return
    written = archiving.body(session, row.payload_id)
    if row.event_type == FILE:
        anew = _with_newest_container(session, row, written)
    else:
        anew = mapping.routed(written, row.event_type, profile)
    if anew != written:
        metadata = {"event_id": row.event_id, "event_type": row.event_type, "operation": row.operation}
        row.payload_id = archiving.keep(session, "sent", metadata, anew).id


def _with_newest_container(session: Session, row: OutboxTable, written: bytes) -> bytes:
    authors = select(func.min(SignatureTable.id)).where(SignatureTable.document_id == row.document_id)
    newest = session.scalars(
        select(SignatureVersionTable)
        .where(SignatureVersionTable.signature_id == authors.scalar_subquery())
        .order_by(SignatureVersionTable.id.desc())
    ).first()
    if newest is None or newest.level == Level.B:
        return written  # the container of the moment of signing is in it already
    return mapping.with_container(json.loads(written), archiving.body(session, newest.container_id))
