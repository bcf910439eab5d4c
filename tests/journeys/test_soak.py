"""Every device of a busy practice sends while a person types: nothing is lost, nothing grows, the caret stays.

A minute in the suite, ten under `slow`. How long the window's loop lets itself be waited for is measured and printed
(`pytest -s`, on a quiet computer), not asserted.
"""

from __future__ import annotations

from itertools import islice

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import patients
from app.domain.access import Actor
from app.domain.patient import Patient
from app.stand_ins.people import made_up
from db.tables.archive_record import ReceivedRecordTable
from db.tables.journal import JournalTable
from journeys.soak import soak
from journeys.workplace import Workplace

pytestmark = pytest.mark.usefixtures("qapp")

_GROWTH_MB = 40  # between the first third, when caches have filled, and the end


@pytest.fixture
def people(workplace: Workplace) -> list[Patient]:
    drafts = (one for one in made_up() if one.iin and one.birth_date)
    return [workplace.practice.write(patients.add, one) for one in islice(drafts, 4)]


@pytest.mark.clause("15")
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seconds", [60, pytest.param(600, marks=pytest.mark.slow)])
def test_what_devices_send_is_counted_exactly_while_a_person_types(
    workplace: Workplace, people: list[Patient], seconds: int
) -> None:
    found = soak(workplace, people, seconds)
    print(found.report(), what_intake_says(workplace))
    assert found.received == {name: count for name, count in found.acknowledged.items() if count}
    assert found.shown == found.typed
    for memory in (found.hub_memory, found.window_memory):
        assert memory[-1] - memory[len(memory) // 3] < _GROWTH_MB


def what_intake_says(workplace: Workplace) -> str:
    """States of records and damage found, for the case that counts differ."""

    def look(session: Session, _actor: Actor) -> str:
        states = session.execute(
            select(ReceivedRecordTable.transport, ReceivedRecordTable.state, func.count()).group_by(
                ReceivedRecordTable.transport, ReceivedRecordTable.state
            )
        ).all()
        damaged = session.execute(
            select(JournalTable.object_id, JournalTable.after, JournalTable.reason).where(
                JournalTable.action == "intake.damaged"
            )
        ).all()
        return f"{[tuple(one) for one in states]}, damaged {[tuple(one) for one in damaged]}"

    return workplace.practice.read(look)
