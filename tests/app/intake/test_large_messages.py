"""A day's batch of an analyser in one message: what it costs does not grow faster than it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import Engine, event

from app import inbox, undo
from app.domain.identity import check_digit
from app.intake import Filed
from db.tables.journal import JournalTable
from db.tables.result import MatchDecisionTable, ObservationTable, ReportTable

BORN = date(1985, 6, 15)
IIN = f"85061540012{check_digit('85061540012')}"
KNOWN, UNKNOWN = f"{IIN}||Жұмабаева^Айгүл||19850615|F", "5||Жұмабаева^Айгүл"
Make = Callable[..., bytes]


@contextmanager
def statements() -> Iterator[list[str]]:
    """Everything that the store is asked meanwhile."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def batch(blood_count: Make, pid: str, orders: int) -> bytes:
    groups = (
        f"OBR|{n}|A{n}|17|00001^CBC^99MRC|||20261123101500\rOBX|{n}|NM|6690-2^WBC^LN||7.{n}|10*9/L|||||F\r"
        for n in range(orders - 1)
    )
    return blood_count(pid, control_id=f"{pid}{orders}") + "".join(groups).encode()


def test_the_store_is_asked_as_often_for_hundreds_of_orders_as_for_fifty(practice: Any, blood_count: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    asked: dict[tuple[str, int], list[int]] = {}
    for orders in (50, 600):
        for pid, filed in ((KNOWN, Filed(filed=1)), (UNKNOWN, Filed(inbox=1))):
            practice.hl7(batch(blood_count, pid, orders))
            with statements() as filing:
                assert practice.file() == filed
            asked[pid, orders] = [len(filing)]
        (item,) = practice.read(inbox.items)
        assert (item.count, item.title) == (orders, "CBC")
        steps = (
            (inbox.assign, "report", item.object_id, patient),
            (undo.undo,),
            (inbox.assign, "report", item.object_id, patient),
        )
        for use_case, *arguments in steps:
            with statements() as deciding:
                practice.write(use_case, *arguments)
            asked[UNKNOWN, orders].append(len(deciding))
    for pid in (KNOWN, UNKNOWN):
        for few, many in zip(asked[pid, 50], asked[pid, 600], strict=True):
            assert many <= few + 12, asked  # some hundred rows go into each statement
    rows = practice.rows(ReportTable)
    assert len(rows) == len(practice.rows(ObservationTable)) == 1300
    assert {row.patient_id for row in rows} == {patient}
    decided = [row for row in practice.rows(MatchDecisionTable) if row.undone_at is None]
    assert len(decided) == 1300
    received = [row for row in practice.rows(JournalTable) if row.action == "report.receive"]
    assert [row.after["observations"] for row in received] == [50, 50, 600, 600], "one row for a patient's results"


def test_an_order_among_hundreds_is_still_found(practice: Any, blood_count: Make) -> None:
    """The orders of one person follow the one of theirs that is ours, wherever it stands in the message."""
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.booking(patient, "A620", "LAB")
    practice.hl7(batch(blood_count, "5", 700))
    assert practice.file() == Filed(filed=1)
    assert {row.patient_id for row in practice.rows(ReportTable)} == {patient}


def test_the_list_asks_as_often_for_many_items_as_for_few(practice: Any, blood_count: Make) -> None:
    asked = []
    for number in range(30):
        practice.hl7(blood_count(f"{number}||A^B", control_id=str(number), name=f"N{number}"))
        if number in (2, 29):
            practice.file()
            with statements() as listing:
                items = practice.read(inbox.items)
            asked.append(len(listing))
    assert asked[0] == asked[1]
    assert [item.title for item in items] == [f"N{number}" for number in reversed(range(30))]
    assert {item.count for item in items} == {1}
