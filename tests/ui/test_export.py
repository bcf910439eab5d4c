"""The exit and the backup by hand (S13): counted before, cancelled and resumed, verified after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QWidget

from app import backups
from app.domain.patient import Patient
from app.stand_ins import device_objects
from app.stand_ins.device_objects import Sitter
from ui.context import Context
from ui.export.screen import ExportScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]


@pytest.fixture
def screen(qtbot: QtBot, work: Context, asel: Patient, settled: Settled) -> ExportScreen:
    made = ExportScreen(work)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    settled()
    return made


def _idle(qtbot: QtBot, screen: ExportScreen) -> None:
    qtbot.waitUntil(screen.export_button.isEnabled, timeout=30000)


@pytest.mark.clause("12")
def test_an_export_is_written_verified_and_an_altered_file_is_found(
    qtbot: QtBot, work: Context, sitter: Sitter, arrivals: Any, screen: ExportScreen, settled: Settled, tmp_path: Path,
) -> None:  # fmt: skip
    arrivals.message(device_objects.blood_count(sitter, work.practice.clock.now(), control_id="1"))
    folder = tmp_path / "exit"
    screen.folder.setText(str(folder))
    screen.start_export()
    assert screen.export_button.isEnabled()  # without a reason nothing begins
    screen.reason.setText("закрытие практики")
    screen.start_export()
    _idle(qtbot, screen)
    settled()
    assert "✓" in screen.outcome.text()
    assert (folder / "index.html").exists()

    victim = next(folder.rglob("patient.csv"))
    victim.write_bytes(victim.read_bytes() + b"x")
    screen.start_verify()
    _idle(qtbot, screen)
    settled()
    assert "✗" in screen.outcome.text()
    assert "patient.csv" in screen.outcome.text()


def test_a_cancelled_export_says_so_and_goes_on_in_the_same_folder(
    qtbot: QtBot, work: Context, screen: ExportScreen, settled: Settled, tmp_path: Path
) -> None:
    screen.folder.setText(str(tmp_path / "exit"))
    screen.reason.setText("проба")
    screen.start_export()
    screen.progress._stop()  # what the button does
    _idle(qtbot, screen)
    settled()
    assert "✓" not in screen.outcome.text()
    screen.start_export()
    _idle(qtbot, screen)
    settled()
    assert "✓" in screen.outcome.text()


def test_what_will_be_in_it_is_counted_before(screen: ExportScreen, texts: Callable[[QWidget], list[str]]) -> None:
    assert any("1 " in text and ":" in text for text in texts(screen))


def test_a_backup_is_made_rehearsed_and_dated(
    qtbot: QtBot, work: Context, screen: ExportScreen, settled: Settled, tmp_path: Path
) -> None:
    screen.backup_folder.setText(str(tmp_path / "backup"))
    screen.start_backup()
    qtbot.waitUntil(screen.backup_button.isEnabled, timeout=30000)
    settled()
    run = work.practice.read(backups.last_good)
    assert run is not None
    assert run.verified_at is not None
    assert "23.11.2026" in screen.backup_outcome.text()


def test_an_export_into_a_folder_with_other_files_is_refused_in_words(
    qtbot: QtBot, work: Context, screen: ExportScreen, settled: Settled, tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("a letter")
    screen.folder.setText(str(tmp_path))
    screen.reason.setText("проба")
    screen.start_export()
    _idle(qtbot, screen)
    settled()
    assert screen.outcome.text()
    assert "✓" not in screen.outcome.text()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["mine.txt"]
