"""The pure rules of the outbox: moves, delays, levels."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import outbox_states
from app.domain.exchange import OutboxState, Outcome
from app.domain.outbox_states import LONGEST_DELAY, MOVES, after, delay, move, reaches


def test_every_state_and_every_outcome_has_its_place() -> None:
    assert set(MOVES) == set(OutboxState)
    for outcome in Outcome:
        assert after(outcome) in MOVES[OutboxState.SENDING]


@pytest.mark.parametrize(("state", "to"), list(itertools.product(OutboxState, repeat=2)))
def test_a_row_moves_only_along_the_table(state: OutboxState, to: OutboxState) -> None:
    if to in MOVES[state]:
        assert move(state, to) is to
    else:
        with pytest.raises(ValueError, match="outbox row"):
            move(state, to)


def test_what_may_have_arrived_is_never_sent_without_asking() -> None:
    assert after(Outcome.UNKNOWN) is OutboxState.UNKNOWN
    assert MOVES[OutboxState.UNKNOWN] == {OutboxState.SENDING}


@settings(deadline=None)
@given(st.integers(0, 10_000), st.floats(0, 1, exclude_max=True))
def test_the_delay_grows_and_is_bounded(attempts: int, drawn: float) -> None:
    waited = delay(attempts, lambda: drawn)
    assert timedelta(seconds=2.5) <= waited <= LONGEST_DELAY
    assert delay(attempts + 1, lambda: drawn) >= waited


def test_levels_are_compared_by_their_evidence() -> None:
    assert reaches("CAdES-LT", "CAdES-T")
    assert not reaches("CAdES-B", "CAdES-T")
    assert not reaches("", "CAdES-B")
    assert reaches("", "")
    assert timedelta(hours=24) == outbox_states.LATE
