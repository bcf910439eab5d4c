"""The button *To a device* is there only where a device takes requests, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app import device_settings
from app.domain.device import Transport
from app.domain.device_settings import DeviceSettings, Link, LinkKind
from app.domain.patient import Patient
from ui.card.screen import CardScreen
from ui.context import Context
from ui.navigation import Notice

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]


def _card(qtbot: QtBot, work: Context, asel: Patient, settled: Settled) -> CardScreen:
    screen = CardScreen(work)
    qtbot.addWidget(screen)
    screen.resize(1300, 760)
    screen.show()
    screen.show_subject(asel.patient_id)
    settled()
    settled()
    return screen


def _spirometer(work: Context, folder: Path) -> None:
    link = Link(kind=LinkKind.FOLDER, folder=str(folder / "from"), answers_folder=str(folder / "to"))
    work.practice.write(device_settings.add, Transport.FOLDER, "Spirolab", DeviceSettings(link=link))


def test_without_such_a_device_there_is_no_button(qtbot: QtBot, work: Context, asel: Patient, settled: Settled) -> None:
    assert not _card(qtbot, work, asel, settled).identity.requests.isVisible()


@pytest.mark.parametrize("is_there", [True, False])
def test_one_press_sends_the_patient_or_says_why_not(
    qtbot: QtBot, work: Context, asel: Patient, settled: Settled, tmp_path: Path, is_there: bool
) -> None:
    _spirometer(work, tmp_path)
    if is_there:
        (tmp_path / "to").mkdir()
    told: list[Notice] = []
    work.navigation.noticed.connect(told.append)
    button = _card(qtbot, work, asel, settled).identity.requests
    assert button.isVisible()
    button.click()
    settled()
    (notice,) = told
    assert notice.tone == ("ok" if is_there else "bad")
    assert (tmp_path / "to" / "SPIRSHIP.GDT").exists() is is_there
