"""S14: who opened my card in March, what did X do, was anything altered: each answered from the journal itself."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app import audit, card, journal, patients
from app.domain.access import Role
from app.domain.clock import FixedClock
from app.domain.errors import Refused
from app.domain.identity import PersonName, Sex
from app.domain.patient import PatientDraft
from app.journal import Family, JournalQuery
from app.login import Unlocked
from app.open_practice import OpenPractice
from db.tables.journal import JournalTable

pytestmark = pytest.mark.clause("22.5")

TODAY = date(2026, 11, 23)


@pytest.fixture
def practice(unlocked: Unlocked) -> Iterator[OpenPractice]:
    made = OpenPractice(unlocked)
    yield made
    made.close()


def add_patient(practice: OpenPractice, surname: str) -> int:
    draft = PatientDraft(PersonName(surname, "Әсел"), date(1990, 3, 5), Sex.FEMALE)
    return practice.write(patients.add, draft).patient_id


def found(practice: OpenPractice, query: JournalQuery) -> list[str]:
    return [row.action for row in practice.write(journal.read_rows, query)]


def test_who_opened_a_card_is_found_by_patient_and_days(practice: OpenPractice, clock: FixedClock) -> None:
    one, other = add_patient(practice, "Құсайынова"), add_patient(practice, "Серікова")
    practice.write(card.open_card, one)
    clock.advance(timedelta(days=2))
    practice.write(card.open_card, one)
    practice.write(card.open_card, other)
    opened = JournalQuery(patient_id=one, family=Family.OPENED)
    first = replace(opened, since=TODAY, until=TODAY)
    rows = practice.write(journal.read_rows, first)
    assert [(row.action, row.patient, row.person) for row in rows] == [
        ("card.read", "Құсайынова Әсел", practice.actor.name.full)
    ]
    assert found(practice, replace(opened, since=TODAY + timedelta(days=1))).count("card.read") == 1
    assert found(practice, replace(opened, until=TODAY - timedelta(days=1))) == []


def test_days_are_those_of_the_wall_clock(practice: OpenPractice, clock: FixedClock) -> None:
    clock.advance(timedelta(hours=11, minutes=30))  # half past midnight in Kazakhstan, still the 23rd in UTC
    add_patient(practice, "Түнгі")
    patient = JournalQuery(family=Family.PATIENTS)
    assert found(practice, replace(patient, since=TODAY, until=TODAY)) == []
    assert found(practice, replace(patient, since=TODAY + timedelta(days=1))) == ["patient.add"]


def test_looking_is_journalled_with_what_was_asked(practice: OpenPractice) -> None:
    query = JournalQuery(since=TODAY, person="backup", family=Family.SETTINGS)
    assert found(practice, query) == []
    (newest,) = practice.write(journal.read_rows, JournalQuery(), limit=1)
    assert (newest.action, newest.after) == (
        "journal.read", {"since": "2026-11-23", "person": "backup", "family": "settings", "rows": 0},
    )  # fmt: skip


def test_older_pages_go_on_where_the_last_ended(practice: OpenPractice) -> None:
    for surname in ("Бірінші", "Екінші", "Үшінші"):
        add_patient(practice, surname)
    query = JournalQuery(family=Family.PATIENTS)
    newest = practice.write(journal.read_rows, query, limit=2)
    oldest = practice.write(journal.read_rows, query, before=newest[-1].row, limit=2)
    assert [row.patient.split()[0] for row in (*newest, *oldest)] == ["Үшінші", "Екінші", "Бірінші"]


def test_the_journal_is_the_owners_and_nobody_is_told_less_than_no(practice: OpenPractice) -> None:
    nurse = replace(practice.actor, roles=frozenset({Role.NURSE}))
    for use_case in (journal.read_rows, journal.export_rows):
        with practice.store.writing() as session, pytest.raises(Refused, match="no-right"):
            use_case(session, nurse, JournalQuery())


def test_a_row_that_was_edited_by_hand_is_named(practice: OpenPractice) -> None:
    add_patient(practice, "Құсайынова")
    assert journal.check_chain(practice) is None
    with practice.store.writing() as session:
        row = session.query(JournalTable).filter_by(action="patient.add").one()
        number = row.id
        session.execute(text("UPDATE journal SET actor = 'nobody' WHERE id = :id"), {"id": number})
    assert journal.check_chain(practice) == audit.Finding(number, "edited")
    with practice.store.reading() as session:
        results = session.query(JournalTable.result).filter_by(action="journal.check").all()
    assert [one for (one,) in results] == ["ok", "edited"]


def test_the_file_opens_in_an_office_program_and_runs_nothing(tmp_path: Path) -> None:
    file = tmp_path / "journal.csv"
    journal.write_csv(file, ["Кім", "Не"], [['Айгүл; "А"', "=HYPERLINK(1)"], ["", "-1"]])
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        assert list(csv.reader(lines, delimiter=";")) == [
            ["Кім", "Не"], ['Айгүл; "А"', "'=HYPERLINK(1)"], ["", "'-1"],
        ]  # fmt: skip
