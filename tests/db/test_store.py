"""The store: one transaction per use case, events after the commit, readers beside a writer, kill -9."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app import patients
from app.domain.access import Actor
from app.domain.clock import FixedClock
from app.domain.errors import NotFound, Refused
from app.domain.events import PatientChanged
from app.domain.identity import Iin, PersonName
from app.domain.patient import PatientDraft
from app.events import tell
from app.login import Unlocked
from app.paths import DataFolder
from db import schema
from db.engine import connect
from db.store import Store
from db.tables.patient import PatientTable


def test_all_tables_are_strict(unlocked: Unlocked) -> None:
    """Only the search indexes, which SQLite itself makes, are of another kind."""
    with unlocked.store.reading() as session:
        rows = session.execute(text("SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main'")).all()
    ours = [row for row in rows if not row.name.startswith(("sqlite_", "patient_words", "patient_pieces"))]
    assert len(ours) > 25
    assert [row.name for row in ours if not row.strict] == []


def test_what_fails_leaves_nothing(store: Store, actor: Actor) -> None:
    heard: list[object] = []
    forget = store.subscribers.add(heard.append)

    def add_twice() -> None:
        with store.writing() as session:
            for _ in range(2):
                patients.add(session, actor, PatientDraft(PersonName("Омарова"), iin=Iin("000101500001")))

    with pytest.raises(Refused, match="iin-exists"):
        add_twice()
    forget()
    with store.reading() as session:
        assert session.scalars(select(PatientTable)).all() == []
    assert heard == []


def test_events_are_told_after_the_commit(store: Store, actor: Actor) -> None:
    """Whoever hears of it finds it in the store, even where a part of the transaction was taken back."""
    seen: list[int] = []

    def look(event: object) -> None:
        assert isinstance(event, PatientChanged)
        with store.reading() as session:
            seen.append(len(session.scalars(select(PatientTable)).all()))

    store.subscribers.add(look)
    with store.writing() as session:
        patients.add(session, actor, PatientDraft(PersonName("Омарова"), iin=Iin("000101500001")))
        with session.begin_nested():
            tell(session, PatientChanged(2))
        assert seen == []
    assert seen == [1, 1]


def test_a_reading_session_writes_nothing(store: Store, actor: Actor) -> None:
    with pytest.raises(DBAPIError, match="readonly"), store.reading() as session:
        patients.add(session, actor, PatientDraft(PersonName("Омарова"), iin=Iin("000101500001")))


def test_an_exception_of_the_driver_names_no_patient(store: Store, actor: Actor) -> None:
    with pytest.raises(DBAPIError) as raised, store.reading() as session:
        patients.add(session, actor, PatientDraft(PersonName("Омарова"), iin=Iin("000101500001")))
    assert "Омарова" not in str(raised.value)
    assert "000101500001" not in str(raised.value)


def test_readers_see_one_moment_while_others_write(store: Store, actor: Actor) -> None:
    with store.reading() as before:
        assert before.scalars(select(PatientTable)).all() == []
        with store.writing() as session:
            patients.add(session, actor, PatientDraft(PersonName("Омарова"), iin=Iin("000101500001")))
        assert before.scalars(select(PatientTable)).all() == []
    with store.reading() as after:
        assert len(after.scalars(select(PatientTable)).all()) == 1


def test_writers_of_several_threads_take_turns(store: Store, actor: Actor) -> None:
    problems: list[BaseException] = []

    def write(first: int) -> None:
        try:
            for number in range(first, first + 10):
                with store.writing() as session:
                    session.execute(text("INSERT INTO setting VALUES (:n, '1', '')"), {"n": f"test.{number}"})
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=write, args=(100 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM setting WHERE name LIKE 'test.%'")) == 40
    assert problems == []


def test_the_next_key_interrupts_a_search(store: Store) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    def search() -> None:
        with store.searching() as session:
            threading.Timer(0.1, store.interrupt_search).start()
            session.execute(text(endless))

    with pytest.raises(Refused, match="interrupted"):
        search()
    store.interrupt_search()  # nothing runs: nothing happens
    with store.searching() as session:
        assert session.scalar(text("SELECT 1")) == 1


def test_a_store_is_never_made_over_another(unlocked: Unlocked) -> None:
    with pytest.raises(Refused, match="store-exists"):
        Store.create(unlocked.folder.store, unlocked.keys.store_key, unlocked.services)
    with pytest.raises(NotFound, match="store"):
        Store.open(unlocked.folder.root / "none.db", unlocked.keys.store_key, unlocked.services)


def test_the_log_is_folded_in_when_idle(unlocked: Unlocked, actor: Actor) -> None:
    with unlocked.store.writing() as session:
        patients.add(session, actor, PatientDraft(PersonName("Омарова"), iin=Iin("000101500001")))
    unlocked.store.checkpoint()
    assert unlocked.folder.store.with_name("store.db-wal").stat().st_size == 0
    assert unlocked.store.problems() == ()


WRITER = """
import sys
from pathlib import Path
from db.engine import connect
connection = connect(Path(sys.argv[1]), bytes(32))
for number in range(100_000):
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO setting VALUES (?, '1', '')", (f"a{number}",))
    connection.execute("INSERT INTO setting VALUES (?, '1', '')", (f"b{number}",))
    connection.execute("COMMIT")
    print(number, flush=True)
"""


def _killed_in_mid_write(path: Path, project_root: Path, after: int) -> int:
    """The last transaction that the writer acknowledged before it was killed."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, cwd=project_root
    )
    assert writer.stdout is not None
    acknowledged = -1
    for line in writer.stdout:
        acknowledged = int(line)
        if acknowledged >= after:
            break
    os.kill(writer.pid, signal.SIGKILL)
    rest = writer.stdout.read().split()
    writer.stdout.close()
    writer.wait()
    return int(rest[-1]) if rest and rest[-1].isdigit() else acknowledged


@pytest.mark.parametrize("rounds", [3, pytest.param(30, marks=pytest.mark.slow)])
def test_kill_9_loses_no_acknowledged_transaction(tmp_path: Path, project_root: Path, rounds: int) -> None:
    for number in range(rounds):
        path = tmp_path / f"store{number}.db"
        made = connect(path, bytes(32))
        schema.create_schema(made)
        made.close()
        acknowledged = _killed_in_mid_write(path, project_root, after=20 + 13 * number)
        found = connect(path, bytes(32))
        pairs = dict(found.execute("SELECT substr(name, 2), count(*) FROM setting GROUP BY 1"))
        integrity = found.execute("PRAGMA integrity_check").fetchone()
        found.close()
        assert integrity == ("ok",)
        assert set(pairs.values()) == {2}
        assert len(pairs) >= acknowledged + 1


def test_the_clock_of_a_session_is_the_practices_own(store: Store, actor: Actor, clock: FixedClock) -> None:
    with store.writing() as session:
        added = patients.add(session, actor, PatientDraft(PersonName("Омарова"), iin=Iin("000101500001")))
    assert added.created_at == clock.now()


def test_closing_leaves_one_file(unlocked: Unlocked, record_folder: DataFolder) -> None:
    unlocked.close()
    unlocked.close()
    with pytest.raises(Refused, match="store-closed"):
        unlocked.store.reading().__enter__()
    assert not record_folder.store.with_name("store.db-wal").exists()
