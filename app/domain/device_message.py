"""What is sent to a device or laboratory: its states, and when it is tried again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class MessageKind(StrEnum):
    ORDER = "order"
    CANCEL = "cancel"
    PATIENT = "adt"


class MessageState(StrEnum):
    WAITING = "waiting"  # never left
    SENT = "sent"  # left at least once, not answered yet: it is sent again, with the same control id
    ACCEPTED = "accepted"
    REFUSED = "refused"  # the device said no
    WITHDRAWN = "withdrawn"  # cancelled before it left
    GIVEN_UP = "given-up"


MAY_LEAVE = frozenset({MessageState.WAITING, MessageState.SENT})
MAX_ATTEMPTS = 60  # with the delays below about nine hours
_FIRST = timedelta(seconds=5)
_LONGEST = timedelta(minutes=10)


def delay(attempts: int, jitter: float) -> timedelta:
    """How long to wait after so many attempts; `jitter` is in [0, 1)."""
    doubled: timedelta = _FIRST * (1 << min(max(attempts - 1, 0), 10))
    return min(doubled, _LONGEST) * (0.75 + jitter / 2)


@dataclass(frozen=True, slots=True)
class DeviceMessage:
    """One message and what became of it."""

    message_id: int
    device_id: int
    device_name: str
    order_id: int | None
    patient_id: int | None
    kind: MessageKind
    state: MessageState
    attempts: int
    created_at: datetime
    next_attempt_at: datetime | None
    answered_at: datetime | None
    answer: (
        str  # a code of ours: AA, AE, AR, CA, ...; timeout, unreachable, not-connected; the device's words behind it
    )
