"""The disk is full: during a study, while writing into the record, during a backup (product scenario S10).

Devices are told that we have no room (PS3.4 table B.2-1: A700; HL7 table 0008: AE) and keep what they have; nothing
that was acknowledged is lost, and work goes on when there is room again.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.stand_ins.device_objects import Sitter, blood_count
from app.stand_ins.device_senders import send_message
from journeys.opened import filed
from journeys.program import LOGIN, Program
from journeys.senders import LOOPBACK, RawDevice, image

NOW = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)
OUT_OF_RESOURCES = 0xA700
RESERVE = 8 << 20


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """A file system of its own in memory; the test is skipped where none can be made."""
    place.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=700", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def practice(program: Program, made_practice: Program) -> Iterator[Program]:
    """A practice on a disk of 96 MB, of which the hub leaves 8 MB to the record."""
    with small_disk(program.data, 96):
        shutil.copytree(made_practice.data, program.data, dirs_exist_ok=True)
        program.totp_secret, program.recovery_key = made_practice.totp_secret, made_practice.recovery_key
        settings = json.loads((program.data / "hub.json").read_text(encoding="utf-8"))
        (program.data / "hub.json").write_text(json.dumps({**settings, "min_free_bytes": RESERVE}), encoding="utf-8")
        try:
            yield program
        finally:
            for one in program.running:
                if one.process.poll() is None:
                    one.kill()


def fill(disk: Path, leave: int) -> Path:
    """What somebody else put onto the disk, up to so many free bytes."""
    filling = disk / "somebody-elses.bin"
    with filling.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while (free := shutil.disk_usage(disk).free) > leave:
            file.write(bytes(min(1 << 20, free - leave)))
    return filling


@pytest.mark.clause("23")
def test_a_study_that_fills_the_disk_is_refused_and_comes_again(practice: Program) -> None:
    person = practice.add_people(1)[0]
    who = Sitter.of(person)
    hub, ready = practice.start_hub()
    filling = fill(practice.data, leave=24 << 20)
    sizes = [5 << 20 if number % 4 == 3 else 1 << 20 for number in range(16)]
    uids = [f"2.25.5{number:03}" for number in range(16)]

    def send(wanted: list[str]) -> dict[str, int]:
        with RawDevice(ready["dicom"], calling="CT") as device:
            return {
                uid: device.store(uid, image(uid, "2.25.5", who, size))
                for uid, size in zip(uids, sizes, strict=True)
                if uid in wanted
            }

    first = send(uids)
    assert set(first.values()) == {0, OUT_OF_RESOURCES}
    fill(practice.data, leave=RESERVE - (1 << 20))
    message = blood_count(who, NOW, control_id="1")
    assert b"MSA|AE|1|" in send_message(LOOPBACK, ready["hl7"], message)
    assert set(send(uids).values()) == {OUT_OF_RESOURCES}

    practice.run("intake")  # the reserve is there for the record
    instances, _ = filed(practice)
    assert sorted(instances) == [uid for uid, status in first.items() if status == 0]

    filling.unlink()
    refused = [uid for uid, status in first.items() if status != 0]
    assert set(send(refused).values()) == {0}
    assert b"MSA|AA|1" in send_message(LOOPBACK, ready["hl7"], message)
    assert hub.end() == 0
    practice.run("intake")
    instances, reports = filed(practice)
    assert sorted(instances) == uids
    assert reports == ["1"]
    (status,) = practice.run("status", "--check")
    assert (status["ok"], status["errors"]) == (True, 0)


@pytest.mark.parametrize("leave", [pytest.param(0, id="no room"), pytest.param(400_000, id="room for a beginning")])
def test_a_record_that_cannot_be_written_says_so_and_stays_whole(practice: Program, leave: int) -> None:
    rows = ["surname,name,birth_date", *(f"Тестова,Анна{number},1990-01-01" for number in range(1300))]
    path = practice.root / "many.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    filling = fill(practice.data, leave)
    answers = practice.run("patients", "import", str(path), expect=1)
    assert (answers[-1]["event"], answers[-1]["reason"]) == ("refused", "disk-full")
    filling.unlink()
    (status,) = practice.run("status", "--check")
    assert status["ok"] is True
    assert status["patients"] in {0, 1000}  # whole transactions
    practice.add_people(1)


def test_what_the_hub_kept_is_filed_when_there_is_room_again(practice: Program) -> None:
    person = practice.add_people(1)[0]
    who = Sitter.of(person)
    hub, ready = practice.start_hub()
    with RawDevice(ready["dicom"]) as device:
        for number in range(300):
            assert device.store(f"2.25.6{number:03}", image(f"2.25.6{number:03}", "2.25.6", who)) == 0
    hub.end()
    filling = fill(practice.data, leave=150_000)
    answers = practice.run("intake", expect=1)
    assert answers[-1]["reason"] == "disk-full"
    filling.unlink()
    practice.run("intake")
    (status,) = practice.run("status", "--check")
    assert (status["instances"], status["inbox"], status["errors"], status["ok"]) == (300, 0, 0, True)


@pytest.mark.clause("23")
def test_a_backup_onto_a_full_disk_is_refused_and_the_earlier_one_holds(practice: Program, tmp_path: Path) -> None:
    practice.add_people(3)
    with small_disk(tmp_path / "stick", 24) as stick:
        practice.run("backup", "--to", str(stick / "saved"))
        before = sorted(file.name for file in (stick / "saved").iterdir())
        filling = fill(stick, leave=100_000)
        for _ in range(2):
            answers = practice.run("backup", "--to", str(stick / "saved"), expect=1)
            assert answers[-1]["reason"] == "disk-full"
        assert sorted(file.name for file in (stick / "saved").iterdir()) == before  # nothing is left of the attempts
        opener = ["--login", LOGIN, "--password-file", str(practice.password_file)]
        (done,) = practice.plain("restore", "--from", str(stick / "saved"), *opener, on=tmp_path / "new")
        assert done["counts"]["patients"] == 3
        (refused,) = practice.plain("restore", "--from", str(stick / "saved"), *opener, on=stick / "new", expect=1)
        assert refused["reason"] == "disk-full"
        filling.unlink()
        (saved,) = practice.run("backup", "--to", str(stick / "saved"))
        assert saved["verified"] is True
    (status,) = practice.run("status", "--check")
    assert status["ok"] is True
