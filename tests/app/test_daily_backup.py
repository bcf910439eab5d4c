"""The daily backup runs by itself, makes up for what was missed, and says honestly when it could not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app import assembly, backup_plan, backups
from app.backup_plan import BackupPlan, is_due
from app.backup_worker import BackupWorker
from app.domain.access import Role
from app.domain.clock import FixedClock
from app.domain.errors import Refused
from app.domain.events import BackupFinished, Event
from app.login import Unlocked
from app.open_practice import OpenPractice
from app.paths import DataFolder
from db.tables.journal import JournalTable
from tests.conftest import OWNER_LOGIN, OWNER_PASSWORD

pytestmark = pytest.mark.clause("23")

NOON = datetime(2026, 11, 23, 7, tzinfo=UTC)  # 12:00 in Kazakhstan
PLAN = BackupPlan(is_on=True, at=time(20, 0), folder="/disk")
MORNING = replace(PLAN, at=time(11, 30))
HOUR = timedelta(hours=1)


@pytest.fixture
def practice(unlocked: Unlocked) -> Iterator[OpenPractice]:
    opened = OpenPractice(unlocked)
    yield opened
    opened.close()


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    made = tmp_path / "disk"
    made.mkdir()
    return made


def plan(practice: OpenPractice, disk: Path) -> None:
    before = practice.clock.now() - timedelta(minutes=30)
    at = (before + timedelta(hours=5)).time().replace(second=0, microsecond=0)  # half an hour ago, in Kazakhstan
    practice.write(backup_plan.change_plan, BackupPlan(is_on=True, at=at, folder=str(disk)), practice.folder.root)


@pytest.mark.parametrize(
    ("wanted", "good", "failed", "due"),
    [
        (MORNING, None, None, True),
        (MORNING, NOON - timedelta(minutes=10), None, False),  # saved after half past eleven
        (MORNING, NOON - HOUR, None, True),
        (PLAN, NOON - timedelta(hours=15), None, False),  # yesterday at nine in the evening
        (PLAN, NOON - timedelta(hours=17), None, True),  # yesterday's was missed
        (MORNING, None, NOON - timedelta(minutes=20), False),  # it failed just now
        (MORNING, None, NOON - HOUR, True),
        (MORNING, NOON + HOUR, NOON + HOUR, True),  # the clock was set back
        (replace(MORNING, is_on=False), None, None, False),
    ],
)
def test_when_it_is_due(wanted: BackupPlan, good: datetime | None, failed: datetime | None, due: bool) -> None:
    assert is_due(wanted, NOON, good, failed) is due


@given(st.times(), st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)))
def test_a_run_now_is_enough_for_now_and_never_for_a_day(at: time, now: datetime) -> None:
    wanted = replace(PLAN, at=at.replace(second=0, microsecond=0))
    assert not is_due(wanted, now, now, None)
    assert is_due(wanted, now + timedelta(days=1), now, None)


def test_it_saves_what_was_missed_once_and_the_program_did_it(practice: OpenPractice, disk: Path) -> None:
    told: list[Event] = []
    practice.subscribers.add(told.append)
    worker = BackupWorker(practice)
    assert not worker.save_if_due()
    plan(practice, disk)
    assert worker.save_if_due()
    run = practice.read(backups.last)
    assert run is not None
    assert (run.ok, run.folder) == (True, str(disk))
    assert BackupFinished(ok=True, by_itself=True) in told
    assert not worker.save_if_due()
    with practice.store.reading() as session:
        rows = session.scalars(select(JournalTable).order_by(JournalTable.id.desc()).limit(3)).all()
        assert [(row.action, row.actor) for row in reversed(rows)] == [
            ("backup.plan", practice.actor.name.full), ("backup.start", "backup"), ("backup.finish", "backup"),
        ]  # fmt: skip


def test_a_disk_that_is_not_there_is_said_and_not_made_and_tried_again_in_an_hour(
    practice: OpenPractice, disk: Path, clock: FixedClock
) -> None:
    plan(practice, disk)
    disk.rmdir()
    told: list[Event] = []
    practice.subscribers.add(told.append)
    worker = BackupWorker(practice)
    assert worker.save_if_due()
    assert told == [BackupFinished(ok=False, problem="backup-folder-missing", by_itself=True)]
    assert not disk.exists()
    assert not worker.save_if_due()
    clock.advance(HOUR)
    disk.mkdir()
    assert worker.save_if_due()
    assert told[-1] == BackupFinished(ok=True, by_itself=True)


def test_closing_puts_a_run_down_and_the_next_opening_makes_it_up(practice: OpenPractice, disk: Path) -> None:
    plan(practice, disk)
    leaving = BackupWorker(practice)
    leaving.stop()
    assert leaving.save_if_due()
    run = practice.read(backups.last)
    assert run is not None
    assert (run.ok, run.problem) == (False, "cancelled")
    assert BackupWorker(practice).save_if_due()


def test_the_thread_saves_as_soon_as_a_time_is_set_that_has_passed(practice: OpenPractice, disk: Path) -> None:
    saved = threading.Event()
    practice.subscribers.add(lambda event: saved.set() if isinstance(event, BackupFinished) else None)
    worker = BackupWorker(practice, look_seconds=60)
    worker.start()
    plan(practice, disk)
    assert saved.wait(20)
    worker.stop()
    worker.stop()


def test_opening_the_practice_makes_up_for_the_missed_copy_and_it_can_be_restored(
    practice: OpenPractice, disk: Path, tmp_path: Path
) -> None:
    plan(practice, disk)
    saved = threading.Event()
    practice.subscribers.add(lambda event: saved.set() if isinstance(event, BackupFinished) else None)
    workers = assembly.start_workers(practice, hub_wishes={"bind": "127.0.0.1", "dicom_port": 0, "hl7_port": 0})
    try:
        assert saved.wait(30)
    finally:
        workers.stop(stop_hub=True)
    run = practice.read(backups.last)
    assert run is not None
    assert run.ok
    opener = backups.Opener(OWNER_LOGIN, OWNER_PASSWORD)
    assert backups.restore(disk, DataFolder(tmp_path / "new"), opener).size == run.size


def test_only_one_run_at_a_time(practice: OpenPractice, disk: Path) -> None:
    refused: list[str] = []

    def meanwhile(_done: int, _total: int) -> None:
        with pytest.raises(Refused) as problem:
            backups.back_up(practice, disk)
        refused.append(problem.value.code)

    assert backups.back_up(practice, disk, meanwhile).ok
    assert set(refused) == {"backup-running"}


def test_a_plan_needs_a_folder_outside_the_record_and_the_right(practice: OpenPractice, disk: Path) -> None:
    root = practice.folder.root
    for folder, code in (
        ("", "backup-folder-missing"),
        ("disk", "backup-folder-missing"),
        (str(disk / "no"), "backup-folder-missing"),
        (str(root / "archive"), "backup-inside-practice"),
    ):
        with pytest.raises(Refused) as problem:
            practice.write(backup_plan.change_plan, replace(PLAN, folder=folder), root)
        assert problem.value.code == code
    assert practice.read(backup_plan.get_plan) == BackupPlan()
    nurse = replace(practice.actor, roles=frozenset({Role.NURSE}))
    with practice.store.writing() as session, pytest.raises(Refused, match="no-right"):
        backup_plan.change_plan(session, nurse, BackupPlan(), root)
