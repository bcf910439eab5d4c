"""The outbox: what waits, why, since when, and what exactly was sent (requirement §7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OutboxState(StrEnum):
    HELD = "held"  # the profile does not send this type yet
    WAITING = "waiting"
    SENDING = "sending"
    UNKNOWN = "unknown"  # sent, no answer: ask before sending again
    ACCEPTED = "accepted"
    REJECTED = "rejected"  # a field must be corrected by a person
    SUPERSEDED = "superseded"  # replaced by a corrected row


class Outcome(StrEnum):
    """How one attempt ended."""

    ACCEPTED = "accepted"
    REFUSED_FIXABLE = "refused-fixable"
    REFUSED_FINAL = "refused-final"
    TEMPORARY = "temporary"
    UNKNOWN = "unknown"
    NOT_SENT = "not-sent"  # no connection was made: safe to repeat


@dataclass(frozen=True, slots=True)
class Submission:
    """What a transport is asked to send: one event, or one document's file."""

    event_id: str
    event_type: str
    operation: str  # CREATE | UPDATE | DELETE
    payload: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came back. `field` and `message` are the ministry's own words on a refusal."""

    outcome: Outcome
    status: int | None = None
    message: str = ""
    field: str = ""
    answer: bytes = b""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    event_id: str
    event_type: str
    operation: str
    patient_id: int | None
    document_id: int | None
    state: OutboxState
    attempts: int
    created_at: datetime
    next_attempt_at: datetime | None
    last_message: str
    last_field: str
    outbox_id: int
    accepted_at: datetime | None
    why: str  # code of what it waits for: profile, person, answer, level, file, earlier, later, turn; empty: done


@dataclass(frozen=True, slots=True)
class OutboxAttempt:
    """One attempt of a row; the exact bytes are read by `app.exchange.outbox.sent_bytes` and `answer_bytes`."""

    attempt_id: int
    at: datetime
    asked: bool  # the ministry was only asked what it knows of the event
    outcome: Outcome
    status: int | None
    message: str
    has_answer: bool


@dataclass(frozen=True, slots=True)
class OutboxSummary:
    """For the status bar."""

    waiting: int
    held: int
    rejected: int
    oldest_waiting: datetime | None
    last_accepted: datetime | None
    problem: str  # code of what stops the queue, or empty
