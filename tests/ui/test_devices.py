"""Device onboarding: what to enter is large and right, who was heard is listed, and given the practice's own name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QWidget

from app import devices, inbox
from app.domain.clock import FixedClock
from app.domain.identity import PersonName, Sex
from app.domain.patient import Patient
from app.results import report
from app.stand_ins import device_objects
from app.stand_ins.device_objects import Sitter
from ui.context import Context
from ui.devices.screen import DevicesScreen
from ui.results.screen import ResultScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]


@pytest.fixture
def screen(qtbot: QtBot, work: Context, asel: Patient, settled: Settled, local_hub: None) -> DevicesScreen:
    made = DevicesScreen(work)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    settled()
    return made


def test_what_to_enter_at_the_device_is_shown_and_a_silent_receiver_is_admitted(
    screen: DevicesScreen, texts: Callable[[QWidget], list[str]]
) -> None:
    shown = texts(screen)
    assert {"127.0.0.1", "11999", "KABINET", "2575"} <= set(shown)
    assert any(text.startswith("●") for text in shown)


def test_a_device_that_sends_appears_by_itself_and_is_renamed(
    qtbot: QtBot, work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, screen: DevicesScreen,
    settled: Settled,
) -> None:  # fmt: skip
    arrivals.image(device_objects.ultrasound(sitter, clock.now(), frames=1, size=32), calling="US-1")
    qtbot.waitUntil(lambda: screen.table.current is not None, timeout=5000)
    settled()
    screen.name.setText("УЗИ, кабинет 3")
    screen.save()
    settled()
    (device,) = work.practice.read(devices.listed)
    assert (device.name, device.calling, device.received) == ("УЗИ, кабинет 3", "US-1", 1)


def test_a_name_that_is_being_typed_survives_an_arrival(
    qtbot: QtBot, work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, screen: DevicesScreen,
    settled: Settled,
) -> None:  # fmt: skip
    arrivals.message(device_objects.blood_count(sitter, clock.now(), control_id="1"))
    qtbot.waitUntil(lambda: screen.table.current is not None, timeout=5000)
    settled()
    screen.name.setText("Анализат")
    arrivals.message(device_objects.blood_count(sitter, clock.now(), control_id="2"))
    qtbot.waitUntil(lambda: work.practice.read(devices.listed)[0].received == 2, timeout=5000)
    settled()
    assert screen.name.text() == "Анализат"


def test_other_letters_read_again_what_waits_from_the_device(
    qtbot: QtBot, work: Context, arrivals: Any, clock: FixedClock, screen: DevicesScreen, settled: Settled
) -> None:
    stranger = Sitter(PersonName("Оспанова", "Динара"), "19900202", Sex.FEMALE, patient_id="7")
    sent = device_objects.blood_count(stranger, clock.now(), control_id="1").decode()
    arrivals.message(sent.replace("UNICODE UTF-8", "").encode("cp866"))
    qtbot.waitUntil(lambda: screen.table.current is not None, timeout=5000)
    settled()
    screen.character_set.setCurrentIndex(screen.character_set.findData("cp866"))
    screen.save()
    settled()
    (item,) = work.practice.read(inbox.items)
    assert item.identity.name == PersonName("Оспанова", "Динара")


def test_a_result_is_shown_whole_as_it_was_sent(
    qtbot: QtBot, work: Context, asel: Patient, sitter: Sitter, arrivals: Any, clock: FixedClock, settled: Settled,
    texts: Callable[[QWidget], list[str]],
) -> None:  # fmt: skip
    arrivals.message(device_objects.blood_count(sitter, clock.now(), control_id="1"))
    screen = ResultScreen(work)
    qtbot.addWidget(screen)
    screen.resize(1100, 700)
    screen.show()
    screen.show_subject(1)
    settled()
    sent = work.practice.read(report, 1).observations
    model = screen.table.model()
    shown = [model.index(row, 1).data().removesuffix(" ↑") for row in range(model.rowCount())]
    assert shown == [one.value_text for one in sent]
    assert "<0.5" in shown
    assert "*****" in shown  # what is no number stays what it is
    assert any("850615 400125" in text for text in texts(screen))
