"""A folder that a device's program writes into: its files are in the card, the inbox or the error list, each once.

The hub is a process of its own and is killed where it likes; the share goes away and comes back.
"""

from __future__ import annotations

import io
import random
import shutil
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.identity import PersonName, Sex
from app.stand_ins import ecg_files, result_files
from app.stand_ins.device_objects import Sitter, blood_count, x_ray
from journeys.program import Program

NOW = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)


def wait_for(condition: object, seconds: float = 20.0) -> None:
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def waiting(folder: Path) -> list[Path]:
    """Files that are not taken yet."""
    kept = (folder / "done", folder / "unreadable")
    return [one for one in folder.rglob("*") if one.is_file() and not any(place in one.parents for place in kept)]


def dicom_file(sitter: Sitter) -> bytes:
    out = io.BytesIO()
    x_ray(sitter, NOW, size=32).save_as(out, enforce_file_format=True)
    return out.getvalue()


@pytest.mark.clause("15")
@pytest.mark.clause("16")
def test_every_kind_of_file_finds_its_place(practice: Program, tmp_path: Path) -> None:
    (person,) = practice.add_people(1)
    who = Sitter.of(person)
    stranger = Sitter(PersonName("Белгісіз", "Тест"), "19700101", Sex.UNKNOWN, None, patient_id="17")
    folder = tmp_path / "device"
    folder.mkdir()
    name = f"{person.name.surname} {person.name.given}"
    files = {
        "ecg.scp": ecg_files.scp_ecg(who, NOW, seconds=2),
        "ecg.xml": ecg_files.annotated_ecg(who, NOW, seconds=2),
        "muse.xml": ecg_files.muse_xml(who, NOW, seconds=2),
        "SHIPSPIR.GDT": result_files.spirometry(who, NOW),
        "IM000001": dicom_file(who),
        "lab.hl7": blood_count(who, NOW, control_id="1") + blood_count(who, NOW, control_id="2", haemoglobin=131),
        f"{name}/photo.jpg": result_files.picture(),
        "scan 17.pdf": result_files.pdf("nobody"),
        "spiro of nobody.gdt": result_files.spirometry(stranger, NOW),
        "broken.scp": b"\1\2" + ecg_files.scp_ecg(who, NOW, seconds=1)[2:],
        "readme.bin": b"\0\1\2 what is this",
    }
    for relative, content in files.items():
        (folder / relative).parent.mkdir(exist_ok=True)
        (folder / relative).write_bytes(content)
    hub, _ = practice.start_hub("--watch", str(folder))
    wait_for(lambda: not waiting(folder))
    assert hub.end() == 0
    assert len([one for one in (folder / "done").rglob("*") if one.is_file()]) == 10
    assert [one.name for one in (folder / "unreadable").rglob("*") if one.is_file()] == ["readme.bin"]
    spoken = " ".join(map(str, hub.seen)) + "".join(hub.errors)
    assert person.name.surname not in spoken
    (done,) = practice.run("intake")
    assert done == {"event": "done", "filed": 7, "inbox": 3, "duplicates": 0, "errors": 2}
    (status,) = practice.run("status", "--check")
    assert (status["studies"], status["instances"], status["ok"]) == (1, 1, True)


def test_the_same_files_again_are_no_second_results(practice: Program, tmp_path: Path) -> None:
    (person,) = practice.add_people(1)
    who, folder = Sitter.of(person), tmp_path / "device"
    folder.mkdir()
    files = {"a.gdt": result_files.spirometry(who, NOW), "b": dicom_file(who), "c.bin": b"\0what"}
    hub, _ = practice.start_hub("--watch", str(folder))
    for _ in range(2):
        for name, content in files.items():
            (folder / name).write_bytes(content)
        wait_for(lambda: not waiting(folder))
    assert hub.end() == 0
    (done,) = practice.run("intake")
    assert (done["filed"], done["duplicates"], done["errors"]) == (2, 3, 1)
    assert len([one for one in (folder / "done").rglob("*") if one.is_file()]) == 4, "nothing is deleted"


def _killed_rounds(practice: Program, folder: Path, rounds: int, seed: int) -> None:
    (person,) = practice.add_people(1)
    who, chance = Sitter.of(person), random.Random(seed)
    folder.mkdir()
    count = 0
    for _ in range(rounds):
        for _ in range(12):
            count += 1
            content = result_files.spirometry(who, NOW.replace(minute=count % 60, hour=count // 60))
            (folder / f"{count:04}.gdt").write_bytes(content)
        hub, _ = practice.start_hub("--watch", str(folder))
        time.sleep(chance.uniform(1.9, 2.5))  # files rest for two seconds: somewhere while they are taken
        hub.kill()
    hub, _ = practice.start_hub("--watch", str(folder))
    wait_for(lambda: not waiting(folder))
    assert hub.end() == 0
    moved = sorted(one.name for one in (folder / "done").rglob("*") if one.is_file())
    assert moved == [f"{number:04}.gdt" for number in range(1, count + 1)]
    (done,) = practice.run("intake")
    assert (done["filed"], done["inbox"], done["errors"]) == (count, 0, 0)
    (status,) = practice.run("status", "--check")
    assert status["ok"] is True
    assert status["observations"] == 5 * count


def test_a_killed_hub_loses_nothing_and_doubles_nothing(practice: Program, tmp_path: Path) -> None:
    _killed_rounds(practice, tmp_path / "device", rounds=2, seed=1)


@pytest.mark.slow
def test_a_hub_killed_many_times_loses_nothing_and_doubles_nothing(practice: Program, tmp_path: Path) -> None:
    _killed_rounds(practice, tmp_path / "device", rounds=20, seed=2)


def test_a_share_that_goes_away_is_watched_again_when_it_is_back(practice: Program, tmp_path: Path) -> None:
    (person,) = practice.add_people(1)
    share, away = tmp_path / "share", tmp_path / "away"
    share.mkdir()
    hub, _ = practice.start_hub("--watch", str(share))
    (share / "1.gdt").write_bytes(result_files.spirometry(Sitter.of(person), NOW))
    wait_for(lambda: not waiting(share))
    share.rename(away)
    time.sleep(1.5)
    (away / "2.gdt").write_bytes(result_files.spirometry(Sitter.of(person), NOW.replace(minute=21)))
    away.rename(share)
    wait_for(lambda: not waiting(share), seconds=40)
    assert hub.end(signal.SIGTERM) == 0
    (done,) = practice.run("intake")
    assert done["filed"] == 2
    shutil.rmtree(share)
