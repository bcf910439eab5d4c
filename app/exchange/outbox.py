"""The transactional outbox: what is signed waits here, in the transaction that signed it (requirements R7-a to R7-e).

A document is two rows: its file first, then the event that cites it. The bytes of a row lie in the archive (kind
`sent`); rows are sent in the order of their numbers, one unfinished row per patient at a time. `sending.py` is the
part that the exchange thread works with; what people see is read by `outbox_views.py` and named here too.
"""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import archiving, audit, record
from app.domain import outbox_states
from app.domain.access import Actor, Permission, require
from app.domain.errors import NotFound, Refused
from app.domain.events import OutboxChanged
from app.domain.exchange import OutboxState
from app.domain.signature import SignedDocument, SignedEvent
from app.events import tell
from app.exchange import mapping
from app.exchange.outbox_views import answer_bytes, attempts, payload_bytes, rows, sent_bytes, summary
from app.exchange.profile import FILE, ExchangeProfile, load
from db.tables.outbox import OutboxTable

__all__ = [
    "answer_bytes",
    "attempts",
    "correct_and_resend",
    "enqueue",
    "hold_or_release",
    "payload_bytes",
    "release",
    "rows",
    "send_again",
    "sent_bytes",
    "summary",
    "withdraw",
]

JSON = "application/json; charset=utf-8"
_MAY_HAVE_ARRIVED = frozenset({OutboxState.ACCEPTED, OutboxState.SENDING, OutboxState.UNKNOWN})


def enqueue(session: Session, actor: Actor, signed: SignedDocument, *, document_id: int, patient_id: int) -> None:
    """Queue a signed document's file and events; call it in the transaction that stores the document.

    A document that tells the ministry nothing is marked so in the journal (R7-a). A correction of a visit has the same
    event id and replaces what the ministry refused of it.
    """
    if not signed.events:
        audit.write(session, actor, "outbox.not-subject", "document", document_id, patient_id=patient_id)
        return
    profile = load(session)
    files: dict[str, int] = {}
    for event in signed.events:
        for refused in _rows_of(session, event.event_id, OutboxState.REJECTED):
            _supersede(session, actor, refused)
        file_id = mapping.cited_file(event)
        if file_id and file_id not in files:
            payload = mapping.file_payload(file_id, event.event_id, signed.rendered.pdf, signed.signature.container)
            file_row = OutboxTable(
                event_id=file_id, event_type=FILE, operation=mapping.CREATE, document_id=document_id,
                patient_id=patient_id, required_level=_level(profile, FILE),
            )  # fmt: skip
            files[file_id] = _add(session, actor, profile, file_row, payload)
        row = OutboxTable(
            event_id=event.event_id, event_type=event.event_type, operation=event.operation, document_id=document_id,
            patient_id=patient_id, depends_on=files.get(file_id or ""),
            required_level=_level(profile, event.event_type),
        )  # fmt: skip
        _add(session, actor, profile, row, event.payload)


def correct_and_resend(session: Session, actor: Actor, outbox_id: int, corrected: SignedEvent) -> int:
    """Replace a refused event by a corrected and newly signed one, sent as UPDATE (R7-d). Returns the new row's number.

    Raises `NotFound`, `Refused`: `no-right`, `outbox-not-rejected`, `outbox-other-event`.
    """
    require(actor, Permission.SIGN)
    old = _rejected(session, outbox_id)
    if (corrected.event_id, corrected.event_type) != (old.event_id, old.event_type):
        raise Refused("outbox-other-event")
    profile = load(session)
    row = OutboxTable(
        event_id=old.event_id, event_type=old.event_type, operation=mapping.UPDATE, document_id=old.document_id,
        patient_id=old.patient_id, depends_on=old.depends_on, required_level=_level(profile, old.event_type),
    )  # fmt: skip
    added = _add(session, actor, profile, row, corrected.payload)
    # After `_add`: what waits for the old row now waits for the new one.
    session.execute(update(OutboxTable).where(OutboxTable.depends_on == old.id).values(depends_on=added))
    _set(session, actor, old, OutboxState.SUPERSEDED, "outbox.supersede")
    return added


def send_again(session: Session, actor: Actor, outbox_id: int) -> None:
    """Let a refused row go once more as it is: what was wrong lay in the profile or with the ministry.

    Raises `NotFound`, `Refused`: `no-right`, `outbox-not-rejected`.
    """
    require(actor, Permission.CLINICAL_WRITE)
    row = _rejected(session, outbox_id)
    row.next_attempt_at, row.last_field = None, ""
    _set(session, actor, row, OutboxState.WAITING, "outbox.send-again")
    hold_or_release(row, load(session))


def withdraw(session: Session, actor: Actor, document_id: int, *, reason: str) -> tuple[str, ...]:
    """Take a document's events back: what may have arrived is followed by a DELETE, what never left leaves no more.

    Returns the ids of the events for which a DELETE was queued. Raises `Refused`: `no-right`, `reason-missing`.
    """
    require(actor, Permission.SIGN)
    if not reason.strip():
        raise Refused("reason-missing")
    profile = load(session)
    mine = session.scalars(
        select(OutboxTable).where(OutboxTable.document_id == document_id).order_by(OutboxTable.id)
    ).all()
    last_of = {row.event_id: row for row in mine}
    deletions: dict[str, int] = {}
    queued: list[str] = []
    # The event goes before the file it cites, so the ministry never holds an event whose file is gone.
    for event_id, last in sorted(last_of.items(), key=lambda item: item[1].event_type == FILE):
        steps = _rows_of(session, event_id)
        standing = [row for row in steps if row.operation == mapping.DELETE and row.state != OutboxState.SUPERSEDED]
        if standing:
            deletions[event_id] = standing[-1].id
            continue
        for row in steps:
            if row.state in outbox_states.NEVER_LEFT or row.state == OutboxState.REJECTED:
                _supersede(session, actor, row, reason)
        if any(row.state in _MAY_HAVE_ARRIVED for row in steps):
            row = OutboxTable(
                event_id=event_id, event_type=last.event_type, operation=mapping.DELETE, document_id=document_id,
                patient_id=last.patient_id, depends_on=max(deletions.values(), default=None),
            )  # fmt: skip
            payload = mapping.withdrawal(event_id, last.event_type)
            deletions[event_id] = _add(session, actor, profile, row, payload, reason)
            queued.append(event_id)
    return tuple(queued)


def release(session: Session, profile: ExchangeProfile) -> None:
    """Let go what the profile now sends and hold what it no longer sends; their order is that of their numbers."""
    movable = select(OutboxTable).where(OutboxTable.state.in_([OutboxState.HELD, OutboxState.WAITING]))
    for row in session.scalars(movable.order_by(OutboxTable.id)):
        before = row.state
        hold_or_release(row, profile)
        if row.state != before:
            tell(session, OutboxChanged(row.event_id, row.state))


def hold_or_release(row: OutboxTable, profile: ExchangeProfile) -> None:
    """Bring one row that has not left into the state that the profile wants."""
    wanted = OutboxState.WAITING if profile.sends(row.event_type) else OutboxState.HELD
    if row.state in outbox_states.NEVER_LEFT and row.state != wanted:
        row.state = outbox_states.move(OutboxState(row.state), wanted)
        row.next_attempt_at = None


def _add(
    session: Session, actor: Actor, profile: ExchangeProfile, row: OutboxTable, payload: bytes, reason: str = ""
) -> int:
    metadata = {"event_id": row.event_id, "event_type": row.event_type, "operation": row.operation}
    row.payload_id = archiving.keep(session, "sent", metadata, payload).id
    row.content_type, row.created_at = JSON, record.of(session).clock.now()
    row.state = OutboxState.WAITING if profile.sends(row.event_type) else OutboxState.HELD
    session.add(row)
    session.flush()
    after = metadata | {"state": row.state}
    audit.write(
        session, actor, "outbox.enqueue", "outbox", row.id, patient_id=row.patient_id, after=after, reason=reason
    )
    tell(session, OutboxChanged(row.event_id, row.state))
    return row.id


def _supersede(session: Session, actor: Actor, row: OutboxTable, reason: str = "") -> None:
    """End a row that will not be sent any more, and what waited for it."""
    _set(session, actor, row, OutboxState.SUPERSEDED, "outbox.supersede", reason)
    waiting_for_it = select(OutboxTable).where(
        OutboxTable.depends_on == row.id, OutboxTable.state.in_([*outbox_states.NEVER_LEFT, OutboxState.REJECTED])
    )
    for dependent in session.scalars(waiting_for_it).all():
        _supersede(session, actor, dependent, reason)


def _set(session: Session, actor: Actor, row: OutboxTable, state: OutboxState, action: str, reason: str = "") -> None:
    before = row.state
    row.state = outbox_states.move(OutboxState(before), state)
    session.flush()
    audit.write(
        session, actor, action, "outbox", row.id, patient_id=row.patient_id,
        before={"state": before}, after={"state": row.state}, reason=reason,
    )  # fmt: skip
    tell(session, OutboxChanged(row.event_id, row.state))


def _rejected(session: Session, outbox_id: int) -> OutboxTable:
    row = session.get(OutboxTable, outbox_id)
    if row is None:
        raise NotFound("outbox")
    if row.state != OutboxState.REJECTED:
        raise Refused("outbox-not-rejected")
    return row


def _rows_of(session: Session, event_id: str, state: OutboxState | None = None) -> list[OutboxTable]:
    wanted = select(OutboxTable).where(OutboxTable.event_id == event_id)
    if state is not None:
        wanted = wanted.where(OutboxTable.state == state)
    return list(session.scalars(wanted.order_by(OutboxTable.id)))


def _level(profile: ExchangeProfile, event_type: str) -> str:
    """The profile's word, else the pack's."""
    found = mapping.mapping_of(event_type)
    return profile.required_levels.get(event_type, found[1].required_level if found else "")
