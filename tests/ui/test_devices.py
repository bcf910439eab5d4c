"""Device onboarding: what to enter is large and right, who was heard is listed, and given the practice's own name."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget

from app import devices, inbox, receiver_settings, undo
from app.domain.clock import FixedClock
from app.domain.device import Standing
from app.domain.device_settings import WorklistLetters
from app.domain.identity import PersonName, Sex
from app.domain.patient import Patient
from app.results import report
from app.stand_ins import device_objects
from app.stand_ins.device_objects import Sitter
from ui.context import Context
from ui.devices.device_page import DevicePage
from ui.devices.receiver_sheet import ReceiverSheet
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


def page_of(qtbot: QtBot, work: Context, settled: Settled) -> DevicePage:
    """The page of the only device."""
    (device,) = work.practice.read(devices.listed)
    made = DevicePage(work)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.show_subject(device.device_id)
    settled()
    return made


def test_a_device_that_sends_appears_by_itself_and_is_renamed(
    qtbot: QtBot, work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, screen: DevicesScreen,
    settled: Settled,
) -> None:  # fmt: skip
    arrivals.image(device_objects.ultrasound(sitter, clock.now(), frames=1, size=32), calling="US-1")
    qtbot.waitUntil(lambda: screen.table.current is not None, timeout=5000)
    settled()
    page = page_of(qtbot, work, settled)
    page.name.setText("УЗИ, кабинет 3")
    page.rename()
    settled()
    (device,) = work.practice.read(devices.listed)
    assert (device.name, device.calling, device.received) == ("УЗИ, кабинет 3", "US-1", 1)


def test_a_name_that_is_being_typed_survives_an_arrival(
    qtbot: QtBot, work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, local_hub: None, settled: Settled
) -> None:
    arrivals.message(device_objects.blood_count(sitter, clock.now(), control_id="1"))
    page = page_of(qtbot, work, settled)
    page.activateWindow()
    page.name.setFocus()
    qtbot.waitUntil(page.name.hasFocus, timeout=5000)
    page.name.setText("Анализат")
    arrivals.message(device_objects.blood_count(sitter, clock.now(), control_id="2"))
    qtbot.waitUntil(lambda: work.practice.read(devices.listed)[0].received == 2, timeout=5000)
    settled()
    assert page.name.text() == "Анализат"


def test_other_letters_read_again_what_waits_from_the_device(
    qtbot: QtBot, work: Context, arrivals: Any, clock: FixedClock, local_hub: None, settled: Settled
) -> None:
    stranger = Sitter(PersonName("Оспанова", "Динара"), "19900202", Sex.FEMALE, patient_id="7")
    sent = device_objects.blood_count(stranger, clock.now(), control_id="1").decode()
    arrivals.message(sent.replace("UNICODE UTF-8", "").encode("cp866"))
    page = page_of(qtbot, work, settled)
    page.character_set.setCurrentIndex(page.character_set.findData("cp866"))
    page.choose_letters()
    settled()
    (item,) = work.practice.read(inbox.items)
    assert item.identity.name == PersonName("Оспанова", "Динара")


def test_a_new_device_is_asked_about_and_not_ours_is_asked_no_more(
    qtbot: QtBot, work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, screen: DevicesScreen,
    settled: Settled,
) -> None:  # fmt: skip
    arrivals.image(device_objects.ultrasound(sitter, clock.now(), frames=1, size=32), calling="US-1")
    qtbot.waitUntil(screen.new.isVisible, timeout=5000)
    assert "US-1" in screen.new.accessibleName()
    screen.new.refuse.click()
    settled()
    assert not screen.new.isVisible()
    assert screen.table.model().rowCount() == 0
    screen.all.setChecked(True)
    assert screen.table.model().rowCount() == 1
    arrivals.image(device_objects.ultrasound(sitter, clock.now(), frames=1, size=32), calling="US-1")
    settled()
    assert not screen.new.isVisible(), "what it sends is kept, and nobody is asked again"


def test_settings_are_saved_at_once_and_only_those_of_the_way_are_shown(
    qtbot: QtBot, work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, local_hub: None, settled: Settled
) -> None:
    arrivals.image(device_objects.ultrasound(sitter, clock.now(), frames=1, size=32), calling="US-1")
    page = page_of(qtbot, work, settled)
    shown = {name for name, box in page.form.switches.items() if box.isVisible()}
    assert shown == {"accepts_private_storage", "may_query", "is_archive", "answers_tls"}
    page.form.switches["may_query"].click()
    settled()
    page.form.letters.setCurrentIndex(page.form.letters.findData(WorklistLetters.LATIN))
    page.form.letters.activated.emit(page.form.letters.currentIndex())
    settled()
    page.form.port.set_digits("70000")
    page.form.port.editingFinished.emit()
    settled()
    (device,) = work.practice.read(devices.listed)
    assert (device.settings.may_query, device.settings.worklist_letters) == (True, WorklistLetters.LATIN)
    assert device.settings.answers_port == 0, "what is no port is said at its field"
    work.practice.write(undo.undo)
    qtbot.waitUntil(lambda: page.form.letters.currentData() == WorklistLetters.UTF8, timeout=5000)


def test_a_device_goes_out_of_use_and_into_use_again(
    qtbot: QtBot, work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, local_hub: None, settled: Settled
) -> None:
    arrivals.image(device_objects.ultrasound(sitter, clock.now(), frames=1, size=32), calling="US-1")
    page = page_of(qtbot, work, settled)
    for expected in (Standing.WITHDRAWN, Standing.OURS):
        page.withdraw.click()
        settled()
        assert work.practice.read(devices.listed)[0].standing is expected


def test_a_device_is_carried_to_another_as_a_file(
    qtbot: QtBot, work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, local_hub: None, settled: Settled,
    tmp_path: Path,
) -> None:  # fmt: skip
    arrivals.image(device_objects.ultrasound(sitter, clock.now(), frames=1, size=32), calling="US-1")
    page = page_of(qtbot, work, settled)
    file = tmp_path / "us.json"
    page.write_file(file)
    settled()
    page.form.switches["accepts_private_storage"].click()
    settled()
    page.read_file(file)
    settled()
    assert work.practice.read(devices.listed)[0].settings.accepts_private_storage
    file.write_bytes(b"{}")
    said: list[str] = []
    work.navigation.noticed.connect(lambda notice: said.append(notice.tone))
    page.read_file(file)
    page.read_file(tmp_path / "away.json")
    settled()
    assert said == ["bad", "bad"]


def _sheet(qtbot: QtBot, screen: DevicesScreen, settled: Settled) -> ReceiverSheet:
    screen.enter.change.click()
    settled()
    sheet = screen.findChild(ReceiverSheet)
    assert isinstance(sheet, ReceiverSheet)
    return sheet


def test_ports_are_changed_after_the_first_run(
    qtbot: QtBot, work: Context, screen: DevicesScreen, settled: Settled, texts: Callable[[QWidget], list[str]]
) -> None:
    sheet = _sheet(qtbot, screen, settled)
    assert (sheet.dicom_port.digits, sheet.ae_title.text()) == ("11999", "KABINET")
    with socket.create_server(("127.0.0.1", 0)) as other:
        free = other.getsockname()[1]
    sheet.dicom_port.set_digits(str(free))
    sheet.ae_title.setText("kabinet-2")
    sheet.save_button.click()
    settled()
    assert not shiboken6.isValid(sheet)  # closed and gone
    now = receiver_settings.current(work.practice.folder)
    assert (now.dicom_port, now.hl7_port, now.ae_title, now.bind) == (free, 2575, "KABINET-2", "127.0.0.1")
    settled()
    assert {str(free), "KABINET-2"} <= set(texts(screen))


def test_a_taken_port_is_said_at_its_field_and_nothing_is_changed(
    qtbot: QtBot, work: Context, screen: DevicesScreen, settled: Settled
) -> None:
    sheet = _sheet(qtbot, screen, settled)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        sheet.hl7_port.set_digits(str(port))
        sheet.save_button.click()
        settled()
    assert sheet.isVisible()
    assert str(port) in sheet.fields[3].error
    assert receiver_settings.current(work.practice.folder).hl7_port == 2575
    sheet.reject()


def test_the_encrypted_port_shows_its_certificate_and_lets_in_only_whom_it_knows(
    qtbot: QtBot, work: Context, screen: DevicesScreen, settled: Settled, tmp_path: Path
) -> None:
    sheet = _sheet(qtbot, screen, settled)
    assert not sheet.known_only.isVisible(), "nothing to say while the port is closed"
    with socket.create_server(("127.0.0.1", 0)) as other:
        free = other.getsockname()[1]
    sheet.tls_port.set_digits(str(free))
    sheet.save()
    settled()
    assert receiver_settings.current(work.practice.folder).dicom_tls_port == free
    sheet = _sheet(qtbot, screen, settled)
    made = receiver_settings.certificate(work.practice.folder)
    assert made is not None
    assert sheet.save_certificate.isVisible()
    sheet.known_only.click()
    settled()
    assert not sheet.known_only.isChecked(), "without a certificate of a device nobody would be let in"
    nothing = tmp_path / "none.pem"
    nothing.write_bytes(b"-----BEGIN CERTIFICATE-----")
    sheet.trust(nothing)
    sheet.trust(made.path)  # a certificate, as a device would have one
    settled()
    sheet.known_only.click()
    settled()
    assert receiver_settings.current(work.practice.folder).dicom_tls_checks_clients
    sheet.reject()


@pytest.mark.parametrize(
    ("name", "typed", "at"), [("dicom_port", "", 2), ("dicom_port", "70000", 2), ("hl7_port", "11999", 3)]
)
def test_what_cannot_be_a_port_is_said_before_anything_is_tried(
    qtbot: QtBot, screen: DevicesScreen, settled: Settled, name: str, typed: str, at: int
) -> None:
    sheet = _sheet(qtbot, screen, settled)
    getattr(sheet, name).set_digits(typed)
    sheet.save()
    assert sheet.isVisible()
    assert sheet.fields[at].error
    sheet.reject()


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
