"""How a row of the outbox moves from state to state (requirement R7-b to R7-d): pure rules, no rows, no network.

`MOVES` is the whole table; `move` refuses any other step, because a row that jumps is an event lost or sent twice.
After a crash a row that was `sending` is `unknown`: it may have arrived, so the ministry is asked before
it is sent again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from app.domain.exchange import OutboxState, Outcome
from app.domain.signature import Level

MOVES: dict[OutboxState, frozenset[OutboxState]] = {
    # a profile switched on or off; withdrawn or corrected before it ever left
    OutboxState.HELD: frozenset({OutboxState.WAITING, OutboxState.SUPERSEDED}),
    OutboxState.WAITING: frozenset({OutboxState.HELD, OutboxState.SENDING, OutboxState.SUPERSEDED}),
    OutboxState.SENDING: frozenset(
        {OutboxState.ACCEPTED, OutboxState.REJECTED, OutboxState.WAITING, OutboxState.UNKNOWN}
    ),
    OutboxState.UNKNOWN: frozenset({OutboxState.SENDING}),
    OutboxState.REJECTED: frozenset({OutboxState.WAITING, OutboxState.SUPERSEDED}),
    OutboxState.ACCEPTED: frozenset(),
    OutboxState.SUPERSEDED: frozenset(),
}

# States in which a row has not reached its end and therefore stops what must come after it.
UNFINISHED = frozenset({OutboxState.WAITING, OutboxState.SENDING, OutboxState.UNKNOWN})
# States from which nothing can have reached the ministry as long as no attempt was made.
NEVER_LEFT = frozenset({OutboxState.HELD, OutboxState.WAITING})

_AFTER: dict[Outcome, OutboxState] = {
    Outcome.ACCEPTED: OutboxState.ACCEPTED,
    Outcome.REFUSED_FIXABLE: OutboxState.REJECTED,
    Outcome.REFUSED_FINAL: OutboxState.REJECTED,
    Outcome.TEMPORARY: OutboxState.WAITING,
    Outcome.NOT_SENT: OutboxState.WAITING,
    Outcome.UNKNOWN: OutboxState.UNKNOWN,
}

FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(minutes=15)  # a ministry that is back is noticed within it
LATE = timedelta(hours=24)  # R7-f: an older unsent row is an alert

_LEVELS = tuple(Level)  # in rising order of evidence


def move(state: OutboxState, to: OutboxState) -> OutboxState:
    """The new state. Raises `ValueError` for a step that `MOVES` does not know: that is a bug of ours."""
    if to not in MOVES[state]:
        raise ValueError(f"an outbox row cannot go from {state} to {to}")
    return to


def after(outcome: Outcome) -> OutboxState:
    """Where an attempt that ended so leaves a row that was `sending`."""
    return move(OutboxState.SENDING, _AFTER[outcome])


def delay(attempts: int, jitter: Callable[[], float]) -> timedelta:
    """How long to wait after the `attempts`-th failure (1, 2, …): doubling, capped, with jitter.

    `jitter` returns 0 ≤ x < 1; half of the step is fixed and half is drawn, so that many practices that lost
    the ministry at one moment do not come back at one moment.
    """
    step = min(LONGEST_DELAY, FIRST_DELAY * (1 << min(max(attempts, 1) - 1, 20)))
    return step * (0.5 + 0.5 * jitter())


def reaches(level: str, required: str) -> bool:
    """Whether a signature of `level` may leave where the profile requires `required` (empty: anything may)."""
    if not required:
        return True
    return bool(level) and _LEVELS.index(Level(level)) >= _LEVELS.index(Level(required))
