"""Backups on a real disk's bad days: objects on their way, places nobody may write to, a run that does not hold."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app import backups
from app.domain.errors import Damaged, Refused, WorldError
from app.login import Unlocked
from app.open_practice import OpenPractice
from app.paths import DataFolder
from db import backup

OPENER = backups.Opener("doctor", "Қар түсті, жол ақ 7")  # as in conftest.py


@pytest.fixture
def practice(unlocked: Unlocked) -> Iterator[OpenPractice]:
    opened = OpenPractice(unlocked)
    opened.services.writer.append("document", {}, b"x" * 1000)
    yield opened
    opened.close()


def manifest(practice: OpenPractice, disk: Path) -> backup.Manifest:
    return backup.Manifest.read(disk / f"manifest-{backup.newest(disk)}.json", practice.keys.journal_key)


@pytest.mark.clause("23")
def test_an_object_on_its_way_does_not_stop_a_backup(practice: OpenPractice, tmp_path: Path) -> None:
    """It has another name until it is whole, and that name may be gone while the backup looks at it."""
    arriving = practice.services.writer.stream("document", {})
    arriving.write(bytes(5 << 20))
    names = {file.name for file in practice.folder.archive.iterdir()}
    assert any(name.endswith(".part") for name in names)

    def finishes(done: int, total: int) -> None:
        if not ended:
            ended.append(arriving.finish())

    ended: list[object] = []
    assert backups.back_up(practice, tmp_path / "disk", finishes).ok
    saved = {entry.name for entry in manifest(practice, tmp_path / "disk").files}
    assert not any(name.endswith(".part") for name in saved)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
def test_what_comes_back_is_for_its_owner_alone(practice: OpenPractice, tmp_path: Path) -> None:
    """A key ring that others can read lets them guess at the password at their leisure."""
    backups.back_up(practice, tmp_path / "disk")
    before = os.umask(0o022)
    try:
        backups.restore(tmp_path / "disk", DataFolder(tmp_path / "new"), OPENER)
    finally:
        os.umask(before)
    for path in (tmp_path / "new").rglob("*"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path.name


def test_after_a_damaged_run_an_earlier_one_goes_into_the_same_folder(practice: OpenPractice, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    backups.back_up(practice, disk)
    first = backup.newest(disk)
    practice.clock.advance(timedelta(days=1))
    backups.back_up(practice, disk)
    (newest,) = disk.glob(f"store-{backup.newest(disk)}.db")
    newest.write_bytes(newest.read_bytes()[:-1])
    target = DataFolder(tmp_path / "new")
    with pytest.raises(Damaged, match="backup-file"):
        backups.restore(disk, target, OPENER)
    assert backups.restore(disk, target, OPENER, stamp=first).stamp == first


@pytest.mark.parametrize("what", ["store-*.db", "archive/*.seg", "keyring-*.json", "hub-*.json"])
def test_a_changed_file_is_not_restored(practice: OpenPractice, tmp_path: Path, what: str) -> None:
    disk = tmp_path / "disk"
    backups.back_up(practice, disk)
    victim = next(disk.glob(what))
    content = bytearray(victim.read_bytes())
    content[-2] ^= 1
    victim.write_bytes(content)
    with pytest.raises((Damaged, Refused)):
        backups.restore(disk, DataFolder(tmp_path / "new"), OPENER)
    assert not DataFolder(tmp_path / "new").exists


@pytest.mark.parametrize("place", ["a file", "a file/below"])
def test_a_place_that_is_no_folder_is_refused_in_words(practice: OpenPractice, tmp_path: Path, place: str) -> None:
    (tmp_path / "a file").write_bytes(b"")
    with pytest.raises(WorldError, match="backup-target"):
        backups.back_up(practice, tmp_path / place)
    last = practice.read(backups.last)
    assert last is not None
    assert (last.ok, last.problem) == (False, "backup-target")


def test_a_list_that_cannot_be_written_is_told_and_kept(practice: OpenPractice, tmp_path: Path) -> None:
    """The last step of a run: without its list there is no backup, and the program says so."""
    disk = tmp_path / "disk"
    blocked = disk / f"manifest-{backup.stamp_of(practice.clock.now())}.json"
    with pytest.raises(WorldError, match="backup-target"):
        backups.back_up(practice, disk, lambda done, total: blocked.mkdir(exist_ok=True))
    last = practice.read(backups.last)
    assert last is not None
    assert last.problem == "backup-target"


def test_a_spoilt_list_of_an_earlier_run_does_not_stop_the_next(practice: OpenPractice, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    backups.back_up(practice, disk)
    (disk / f"manifest-{backup.newest(disk)}.json").write_bytes(b"{")
    practice.clock.advance(timedelta(days=1))
    assert backups.back_up(practice, disk).ok
    assert backups.restore(disk, DataFolder(tmp_path / "new"), OPENER).files


def test_a_backup_that_is_no_folder_is_refused_in_words(practice: OpenPractice, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    backups.back_up(practice, disk)
    keyring = backup.keyring_of(disk, backup.newest(disk))
    keyring.unlink()
    keyring.mkdir()
    with pytest.raises(WorldError, match="backup-target"):
        backups.restore(disk, DataFolder(tmp_path / "new"), OPENER)
