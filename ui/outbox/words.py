"""The outbox in words: what kind of event, in which state, what it waits for, how an attempt ended."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.exchange import OutboxAttempt, OutboxRow, OutboxState, Outcome

translate = QCoreApplication.translate

_TONES = {
    OutboxState.ACCEPTED: "ok",
    OutboxState.REJECTED: "bad",
    OutboxState.UNKNOWN: "warn",
    OutboxState.WAITING: "warn",
}


def event_word(row: OutboxRow) -> str:
    """What is sent, and whether it is new, a correction or a withdrawal."""
    what = kind_word(row.event_type)
    how = {
        "CREATE": "",
        "UPDATE": translate("outbox", "correction"),
        "DELETE": translate("outbox", "withdrawal"),
    }.get(row.operation, row.operation)
    return f"{what}, {how}" if how else what


def kind_word(event_type: str) -> str:
    """What an event of this type tells of."""
    return {
        "MEDICAL_APPOINTMENT": translate("outbox", "Record of a visit"),
        "DOCUMENT_FILE": translate("outbox", "Document file"),
        "FILE": translate("outbox", "Document file"),
    }.get(event_type, event_type)


def state_word(state: OutboxState) -> str:
    return {
        OutboxState.HELD: translate("outbox", "held"),
        OutboxState.WAITING: translate("outbox", "waiting"),
        OutboxState.SENDING: translate("outbox", "being sent"),
        OutboxState.UNKNOWN: translate("outbox", "sent, no answer"),
        OutboxState.ACCEPTED: translate("outbox", "accepted"),
        OutboxState.REJECTED: translate("outbox", "rejected"),
        OutboxState.SUPERSEDED: translate("outbox", "replaced"),
    }[state]


def state_tone(state: OutboxState) -> str:
    return _TONES.get(state, "secondary")


def why_word(row: OutboxRow) -> str:
    """What it waits for; on a rejection the ministry's own words."""
    if row.state is OutboxState.REJECTED:
        return " · ".join(part for part in (row.last_message, row.last_field) if part)
    return {
        "profile": translate("outbox", "sending this is not switched on yet"),
        "answer": translate("outbox", "will be asked about before it is sent again"),
        "level": translate("outbox", "the time stamp of its signature"),
        "file": translate("outbox", "its document file goes first"),
        "earlier": translate("outbox", "an earlier event of this patient"),
        "later": translate("outbox", "the next attempt"),
        "turn": translate("outbox", "its turn"),
    }.get(row.why, "")


def outcome_word(attempt: OutboxAttempt) -> str:
    word = {
        Outcome.ACCEPTED: translate("outbox", "accepted"),
        Outcome.REFUSED_FIXABLE: translate("outbox", "rejected: a field is to be corrected"),
        Outcome.REFUSED_FINAL: translate("outbox", "rejected"),
        Outcome.TEMPORARY: translate("outbox", "not now: will be repeated"),
        Outcome.UNKNOWN: translate("outbox", "no answer"),
        Outcome.NOT_SENT: translate("outbox", "not sent: no connection"),
    }[attempt.outcome]
    asked = translate("outbox", "only asked") if attempt.asked else ""
    status = str(attempt.status) if attempt.status is not None else ""
    return " · ".join(part for part in (word, asked, status, attempt.message) if part)
