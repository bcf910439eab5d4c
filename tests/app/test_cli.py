"""The command line on wrong paths and broken lists: a sentence and exit code 1, never a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import counts, patient_import
from app.cli import main
from app.domain.errors import Refused
from app.login import Unlocked
from app.open_practice import OpenPractice

INIT = ["--practice-name", "Шипа", "--iin", "850615300129", "--owner-name", "Сәрсенова Айгүл"]
OWNER = ["--owner-iin", "850615300129", "--login", "aigul"]


@pytest.fixture
def practice(unlocked: Unlocked) -> Iterator[OpenPractice]:
    opened = OpenPractice(unlocked)
    yield opened
    opened.close()


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    shown = capsys.readouterr()
    assert shown.err.strip()
    reason: str = json.loads(shown.out.splitlines()[-1])["reason"]
    return reason


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_password_file_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    path = tmp_path / "password"
    path.write_bytes(content) if content else path.mkdir()
    assert main(["init", "--data", str(tmp_path / "new"), "--json", *INIT, *OWNER, "--password-file", str(path)]) == 1
    assert refused(capsys) == "file-unreadable"


def test_a_data_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "password").write_text("Күшті-құпиясөз-2026", encoding="utf-8")
    (tmp_path / "a file").write_bytes(b"")
    place = ["--data", str(tmp_path / "a file" / "new"), "--password-file", str(tmp_path / "password")]
    assert main(["init", "--json", *INIT, *OWNER, *place]) == 1
    assert refused(capsys) == "file-failed"


def test_a_list_with_a_quotation_mark_that_is_not_closed(practice: OpenPractice, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('surname,name,phone\n"Омарова,Сәуле,+77011234567\n' + "x" * 200_000, encoding="utf-8")
    with pytest.raises(Refused, match="csv-unreadable"):
        patient_import.import_csv(practice, path, lambda line, error: None)
    assert practice.read(lambda session, _: counts.count(session)).patients == 0
