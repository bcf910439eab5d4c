"""The journal of actions: a row for each write, and every tampering found (R22.5-a, R22.5-b)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app import accounts, appointments, audit, card, patients, practices, undo
from app.audit import Finding
from app.domain.access import Actor
from app.domain.appointment import AppointmentDraft, AppointmentState
from app.domain.errors import Damaged
from app.domain.identity import Iin, PersonName
from app.domain.patient import DocumentKind, PatientDraft
from app.domain.practice import PracticeDraft
from app.login import Unlocked
from db.engine import connect
from db.store import Store

NINE = datetime(2026, 11, 24, 4, tzinfo=UTC)
DRAFT = PatientDraft(PersonName("Омарова", "Сәуле"), date(1990, 1, 1), iin=Iin("000101500001"))
_SWAP = (
    "UPDATE journal SET id = -id WHERE id = 5; UPDATE journal SET id = 5 WHERE id = 6;"
    "UPDATE journal SET id = 6 WHERE id = -5"
)
_COLUMNS = (
    "at, account_id, actor, roles, workstation, session, action, object_type, object_id, patient_id, before, after,"
    " reason, result, mac"
)
_ADD = f"INSERT INTO journal (id, {_COLUMNS}) SELECT id + 100, {_COLUMNS} FROM journal WHERE id = 5"


def rows(session: Session) -> list[Any]:
    return list(session.execute(text("SELECT id, action, actor, workstation, session FROM journal ORDER BY id")))


@pytest.fixture
def written(store: Store, actor: Actor) -> int:
    """Ten patients: rows 3 to 12."""
    with store.writing() as session:
        for number in range(10):
            patients.add(session, actor, PatientDraft(PersonName(f"Аты {number}"), document_kind=DocumentKind.OTHER))
        return len(rows(session))


@pytest.mark.clause("22.5")
def test_each_write_of_a_use_case_leaves_its_row(store: Store, actor: Actor) -> None:
    steps: list[tuple[Callable[[Session], object], str]] = [
        (lambda s: patients.add(s, actor, DRAFT), "patient.add"),
        (lambda s: patients.edit(s, actor, 1, DRAFT, 1), "patient.edit"),
        (lambda s: card.open_card(s, actor, 1), "card.read"),
        (lambda s: appointments.book(s, actor, AppointmentDraft(1, NINE)), "appointment.book"),
        (lambda s: appointments.move(s, actor, 1, NINE), "appointment.move"),
        (lambda s: appointments.set_state(s, actor, 1, AppointmentState.ARRIVED), "appointment.state"),
        (lambda s: appointments.cancel(s, actor, 1, "ауырып қалды"), "appointment.state"),
        (lambda s: undo.undo(s, actor), "undo"),
        (lambda s: accounts.set_language(s, actor, "kk"), "account.language"),
        (lambda s: accounts.login_attempts(s, actor), "login_attempt.read"),
        (
            lambda s: practices.edit(s, actor, PracticeDraft("Атау", iin=Iin("850615300129"))),
            "practice.edit",
        ),
    ]
    for step, action in steps:
        with store.writing() as session:
            before = rows(session)
            step(session)
            new = rows(session)[len(before) :]
        assert new
        assert new[-1].action == action
        assert {(row.actor, row.workstation, row.session) for row in new} == {
            (actor.name.full, actor.workstation, actor.session)
        }
    with store.reading() as session:
        assert audit.check(session) is None


@pytest.mark.clause("22.5")
@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE journal SET actor = 'Басқа' WHERE id = 5", Finding(5, "edited")),
        ("UPDATE journal SET after = '{}' WHERE id = 5", Finding(5, "edited")),
        ("UPDATE journal SET at = '2020-01-01T00:00:00.000000Z' WHERE id = 5", Finding(5, "edited")),
        ("UPDATE journal SET mac = zeroblob(32) WHERE id = 5", Finding(5, "edited")),
        ("DELETE FROM journal WHERE id = 5", Finding(5, "missing")),
        ("DELETE FROM journal WHERE id = 1", Finding(1, "missing")),
        ("DELETE FROM journal WHERE id <= 5", Finding(1, "missing")),
        (_SWAP, Finding(5, "edited")),
        ("DELETE FROM journal WHERE id = 5; UPDATE journal SET id = id - 1 WHERE id > 5", Finding(5, "edited")),
        (_ADD, Finding(13, "missing")),
        ("DELETE FROM journal WHERE id > 8", Finding(9, "cut")),
        ("DELETE FROM journal", Finding(1, "cut")),
    ],
)  # fmt: skip
def test_tampering_is_found_at_its_first_row(store: Store, written: int, tampering: str, found: Finding) -> None:
    with store.writing() as session:
        head = audit.head(session)
        assert head[0] == written == 12
        assert audit.check(session, head=head) is None
        for statement in tampering.split(";"):
            session.execute(text(statement))
        session.expire_all()
        assert audit.check(session, head=head) == found
        session.rollback()


@pytest.mark.clause("22.5")
def test_a_journal_rewritten_whole_with_another_key_is_found(store: Store, written: int) -> None:
    """Without the key nobody can make a chain that holds."""
    import hashlib
    import hmac

    with store.writing() as session:
        forged = hmac.new(b"guess", b"row", hashlib.sha256).digest()
        session.execute(text("UPDATE journal SET mac = :mac WHERE id = 1"), {"mac": forged})
        session.expire_all()
        assert audit.check(session) == Finding(1, "edited")
        session.rollback()


def test_a_check_may_go_on_from_a_row_known_to_be_good(store: Store, actor: Actor, written: int) -> None:
    with store.writing() as session:
        since = audit.head(session)
        patients.add(session, actor, DRAFT)
        assert audit.check(session, since=since) is None
        session.execute(text("UPDATE journal SET reason = 'x' WHERE id = :id"), {"id": written + 1})
        session.expire_all()
        assert audit.check(session, since=since) == Finding(written + 1, "edited")
        session.rollback()


def test_what_was_rolled_back_leaves_no_row_and_no_gap(store: Store, actor: Actor, written: int) -> None:
    with store.writing() as session:
        patients.add(session, actor, DRAFT)
        session.rollback()
    with store.writing() as session:
        patients.add(session, actor, DRAFT)
        assert rows(session)[-1].id == written + 1
        assert audit.check(session) is None


@pytest.mark.clause("22.5")
def test_rows_cut_off_while_the_program_is_closed_are_found_by_the_next_check(unlocked: Unlocked, written: int) -> None:
    """Even where the chain that is left holds."""
    unlocked.close()
    raw = connect(unlocked.folder.store, unlocked.keys.store_key)
    raw.execute("DELETE FROM journal WHERE id > 8")
    raw.close()
    opened = Store.open(unlocked.folder.store, unlocked.keys.store_key, unlocked.services)
    with opened.reading() as session:
        assert audit.check(session) is None
        head = audit.remembered_head(unlocked.folder)
        assert head is not None
        assert head[0] == written
        assert audit.check(session, head=head) == Finding(9, "cut")
    opened.close()


def test_a_head_that_was_tampered_with_is_no_innocence(unlocked: Unlocked) -> None:
    unlocked.folder.journal_head.write_text("{}")
    with pytest.raises(Damaged, match="journal-head"):
        audit.remembered_head(unlocked.folder)
