"""Files come in by a drop or a choice, with progress, and a chosen patient only with a reason (R4-c)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.card import read_card
from app.domain.clock import FixedClock
from app.domain.identity import PersonName, Sex
from app.domain.patient import Patient, TimelineKind
from app.stand_ins.device_objects import Sitter, ultrasound
from ui.bringing.sheet import BringSheet
from ui.card.screen import CardScreen
from ui.context import Context
from ui.day.words import device_word
from ui.inbox.screen import InboxScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]


@pytest.fixture
def disc(tmp_path: Path, clock: FixedClock) -> Path:
    """A folder with one image of somebody whom nothing matches."""
    one = ultrasound(
        Sitter(PersonName("Х", "Х"), "", Sex.UNKNOWN, None, patient_id="7"), clock.now(), frames=1, size=64
    )
    folder = tmp_path / "disc"
    folder.mkdir()
    one.save_as(folder / "IM1", enforce_file_format=True)
    return folder


def drop(target: QWidget, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for event in (QDragEnterEvent(QPoint(50, 50), *held), QDropEvent(QPointF(50, 50), *held)):
        QApplication.sendEvent(target, event)
        assert event.isAccepted()


def open_sheet() -> BringSheet:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, BringSheet) and one.isVisible())


def shown(qtbot: QtBot, screen: Any) -> Any:
    qtbot.addWidget(screen)
    screen.resize(1200, 800)
    screen.show()
    return screen


@pytest.mark.clause("4")
def test_a_folder_dropped_on_the_card_is_given_to_its_patient_with_a_reason(
    qtbot: QtBot, work: Context, asel: Patient, disc: Path, settled: Settled, typed: Callable[[QWidget, str], None]
) -> None:
    screen = shown(qtbot, CardScreen(work))
    screen.show_subject(asel.patient_id)
    settled()
    drop(screen, disc)
    sheet = open_sheet()
    sheet.bring()  # without a reason nothing happens
    settled()
    typed(sheet.reason, "диск пациента")
    sheet.bring()
    settled()
    qtbot.waitUntil(lambda: "1" in sheet.outcome.text(), timeout=5000)
    kinds = [one.kind for one in work.practice.read(read_card, asel.patient_id).timeline]
    assert kinds.count(TimelineKind.STUDY) == 1
    sheet.reject()
    assert not sheet.isVisible()


@pytest.mark.clause("4")
def test_a_folder_dropped_on_the_inbox_waits_there(qtbot: QtBot, work: Context, disc: Path, settled: Settled) -> None:
    screen = shown(qtbot, InboxScreen(work))
    settled()
    drop(screen, disc)
    sheet = open_sheet()
    sheet.bring()
    settled()
    sheet.reject()
    qtbot.waitUntil(lambda: screen.table.model().rowCount() == 1, timeout=5000)


def test_what_a_device_says_is_a_word(work: Context) -> None:
    assert device_word("IN PROGRESS", "US-1") == "выполняется на US-1"
    assert device_word("", "US-1") == ""
