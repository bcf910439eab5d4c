"""The computer is replaced: a backup, the recovery sheet, and the record is back (product scenario S12)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.stand_ins.device_objects import Sitter, blood_count
from app.stand_ins.device_senders import send_message
from journeys.program import LOGIN, Program

NOW = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)


@pytest.mark.clause("23")
@pytest.mark.clause("27.2")
def test_a_backup_comes_back_with_the_password_and_with_the_recovery_key(practice: Program, tmp_path: Path) -> None:
    practice.add_people(2)
    target = tmp_path / "disk"
    (saved,) = practice.run("backup", "--to", str(target))
    assert saved["verified"] is True

    recovery = tmp_path / "sheet.txt"
    recovery.write_text(practice.recovery_key.lower().replace("-", " "), encoding="utf-8")
    for name, opener in (
        ("by-password", ["--login", LOGIN, "--password-file", str(practice.password_file)]),
        ("by-recovery", ["--recovery-file", str(recovery)]),
    ):
        new_computer = tmp_path / name
        (done,) = practice.plain("restore", "--from", str(target), *opener, on=new_computer)
        assert done["counts"]["patients"] == 2
        (status,) = practice.run("status", "--check", on=new_computer)
        assert status["ok"] is True
        assert status["patients"] == 2


def test_a_second_run_keeps_the_first(practice: Program, tmp_path: Path) -> None:
    target = tmp_path / "disk"
    practice.run("backup", "--to", str(target))
    practice.add_people(2)
    practice.run("backup", "--to", str(target))
    runs = sorted(file.name for file in target.glob("manifest-*.json"))
    assert len(runs) == 2
    first = runs[0].removeprefix("manifest-").removesuffix(".json")
    (done,) = practice.plain(
        "restore", "--from", str(target), "--run", first, "--login", LOGIN,
        "--password-file", str(practice.password_file), on=tmp_path / "earlier",
    )  # fmt: skip
    assert done["counts"]["patients"] == 0


@pytest.mark.parametrize("what", ["store", "manifest", "archive"])
def test_a_changed_backup_is_not_restored(practice: Program, tmp_path: Path, what: str) -> None:
    (person,) = practice.add_people(1)
    hub, ready = practice.start_hub()
    send_message("127.0.0.1", ready["hl7"], blood_count(Sitter.of(person), NOW, control_id="1"))
    hub.end()
    target = tmp_path / "disk"
    practice.run("backup", "--to", str(target))
    pattern = {"store": "store-*.db", "manifest": "manifest-*.json", "archive": "archive/*"}[what]
    victims = sorted(target.glob(pattern))
    content = bytearray(victims[0].read_bytes())
    content[len(content) // 2] ^= 1
    victims[0].write_bytes(content)
    answer = practice.plain(
        "restore", "--from", str(target), "--login", LOGIN, "--password-file", str(practice.password_file),
        on=tmp_path / "new", expect=1,
    )  # fmt: skip
    assert answer[-1]["event"] == "refused"


def test_nothing_is_put_over_a_record(practice: Program, tmp_path: Path) -> None:
    target = tmp_path / "disk"
    practice.run("backup", "--to", str(target))
    answer = practice.plain(
        "restore", "--from", str(target), "--login", LOGIN, "--password-file", str(practice.password_file), expect=1
    )
    assert answer[-1]["reason"] == "folder-not-empty"


def test_a_wrong_password_brings_nothing_back(practice: Program, tmp_path: Path) -> None:
    target = tmp_path / "disk"
    practice.run("backup", "--to", str(target))
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the password", encoding="utf-8")
    answer = practice.plain(
        "restore", "--from", str(target), "--login", LOGIN, "--password-file", str(wrong), on=tmp_path / "new", expect=1
    )
    assert answer[-1]["reason"] == "wrong-password"
    assert not (tmp_path / "new").exists()
