"""The wizard: every way leads to a device in the list, whoever calls is named, and nothing steals the focus."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app import device_settings, devices, onboarding
from app.domain.clock import FixedClock
from app.domain.device import Standing, Transport
from app.domain.device_settings import DeviceSettings, Link, LinkKind
from app.domain.heard import WireEntry
from app.receiver import Receiver
from app.wire import LINES, WireLook
from ui.context import Context
from ui.devices import technician
from ui.devices.connect.screen import ConnectScreen
from ui.devices.connect.state import ANY, ASTM, CLIENT, DICOM, FOLDER, HL7, SERIAL
from ui.devices.technician import TechnicianSheet
from ui.devices.wire_model import WireFilter, WireModel
from ui.devices.wire_panel import WirePanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]
US_MULTI = "1.2.840.10008.5.1.4.1.1.3.1"
RECEIVER = Receiver(("192.168.0.10",), "KABINET-2", "SHIPAGER", 11112, 2575, True, "", ())


@pytest.fixture
def screen(qtbot: QtBot, work: Context, settled: Settled, local_hub: None) -> ConnectScreen:
    made = ConnectScreen(work)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    made.activateWindow()
    settled()
    return made


def call(clock: FixedClock, number: int, transport: str, peer: str, **facts: Any) -> WireLook:
    at = clock.now() + timedelta(milliseconds=number)
    one = WireEntry(number, at, transport, peer, facts["calling"], "in", "association", "A-ASSOCIATE-RQ", facts=facts)
    return WireLook((one,), number, is_running=True)


def ultrasound(clock: FixedClock, number: int = 1, *, called: str = "ORTHANC", calling: str = "US-1") -> WireLook:
    asked = [
        {"uid": "1.2.840.10008.1.1", "syntaxes": [], "accepted": "1.2.840.10008.1.2"},
        {"uid": US_MULTI, "syntaxes": ["1.2.840.10008.1.2.4.50"], "accepted": "1.2.840.10008.1.2.4.50"},
        {"uid": "1.2.840.10008.5.1.1.9", "syntaxes": [], "accepted": ""},
    ]
    return call(clock, number, "dicom", "192.168.0.20", calling=calling, called=called, ours="SHIPAGER", asked=asked)


def go(screen: ConnectScreen, way: str, settled: Settled) -> None:
    screen.way.choices[way].setChecked(True)
    screen.go_on()
    settled()
    screen.listen.wire.listener.stop()


@pytest.mark.clause("15")
def test_who_calls_is_named_in_words_accepted_and_in_the_list(
    work: Context, screen: ConnectScreen, settled: Settled, clock: FixedClock, texts: Callable[[QWidget], list[str]]
) -> None:
    go(screen, DICOM, settled)
    screen.listen.show_receiver(RECEIVER)
    assert {"192.168.0.10", "11112", "SHIPAGER"} <= set(texts(screen))
    screen.listen.hear(ultrasound(clock))
    (card,) = screen.listen.cards.values()
    said = card.accessibleName()
    for word in ("192.168.0.20", "US-1", "ORTHANC", "SHIPAGER", "JPEG Baseline", "роликов УЗИ", "печать"):
        assert word in said, said
    assert any("Called AE Title" in text for text in texts(screen)), "what to change at the device"
    card.accept.click()
    settled()
    assert screen.naming.profile.currentData() == "generic-ultrasound"
    screen.naming.name.setText("УЗИ, кабинет 3")
    screen.go_on()
    settled()
    (device,) = work.practice.read(devices.listed)
    assert (device.name, device.calling, device.peer, device.standing) == (
        "УЗИ, кабинет 3", "US-1", "192.168.0.20", Standing.OURS,
    )  # fmt: skip
    assert screen.page is screen.trial
    wanted: list[tuple[str, object]] = []
    work.navigation.wanted.connect(lambda place, subject: wanted.append((place, subject)))
    screen.go_on()
    assert wanted == [("device", device.device_id)]


def test_an_analyser_says_its_version_letters_and_messages(
    screen: ConnectScreen, settled: Settled, clock: FixedClock
) -> None:
    go(screen, HL7, settled)
    facts = {"application": "BC-20s", "facility": "Mindray", "version": "2.3.1", "character_set": "UNICODE",
             "message_type": "ORU^R01", "protocol": "hl7", "called": ""}  # fmt: skip
    screen.listen.hear(call(clock, 1, "hl7", "192.168.0.30", calling="BC-20s^Mindray", **facts))
    (card,) = screen.listen.cards.values()
    for word in ("BC-20s Mindray", "2.3.1", "UNICODE", "ORU R01"):
        assert word in card.accessibleName()
    card.accept.click()
    assert screen.naming.profile.currentData() == "mindray-bc"


def test_a_caller_of_another_way_is_shown_only_to_who_does_not_know_the_way(
    screen: ConnectScreen, settled: Settled, clock: FixedClock
) -> None:
    go(screen, HL7, settled)
    screen.listen.hear(ultrasound(clock))
    assert not [card for card in screen.listen.cards.values() if card.isVisible()]
    screen.go_back()
    go(screen, ANY, settled)
    assert [card.caller.calling for card in screen.listen.cards.values() if card.isVisible()] == ["US-1"]


def test_not_ours_is_hidden_and_a_device_of_the_practice_is_not_asked_about(
    work: Context, screen: ConnectScreen, settled: Settled, clock: FixedClock
) -> None:
    work.practice.write(onboarding.accept, Transport.DICOM, "US-2", "192.168.0.20", name="УЗИ")
    go(screen, DICOM, settled)
    screen.listen.hear(ultrasound(clock))
    screen.listen.hear(ultrasound(clock, 2, calling="US-2", called="SHIPAGER"))
    screen.listen.hear(ultrasound(clock, 3, calling="SHIPAGER-TEST"))
    stranger, ours = screen.listen.cards.values()
    assert (stranger.accept.isVisible(), ours.accept.isVisible(), ours.open.isVisible()) == (True, False, True)
    stranger.refuse.click()
    settled()
    assert not stranger.isVisible()
    assert {one.calling: one.standing for one in work.practice.read(devices.listed)} == {
        "US-1": Standing.IGNORED, "US-2": Standing.OURS,
    }  # fmt: skip


def test_one_of_ours_at_another_address_stays_one_device(
    work: Context, screen: ConnectScreen, settled: Settled, clock: FixedClock
) -> None:
    ours = work.practice.write(onboarding.accept, Transport.DICOM, "US-1", "192.168.0.9", name="УЗИ")
    go(screen, DICOM, settled)
    screen.listen.hear(ultrasound(clock))
    (card,) = screen.listen.cards.values()
    assert card.same.isVisible()
    card.same.click()
    settled()
    (device,) = work.practice.read(devices.listed)
    assert (device.device_id, device.name, device.peer) == (ours.device_id, "УЗИ", "192.168.0.20")


def test_what_is_heard_moves_neither_focus_nor_the_cards_before_it(
    screen: ConnectScreen, settled: Settled, clock: FixedClock
) -> None:
    go(screen, DICOM, settled)
    screen.listen.hear(ultrasound(clock))
    card = next(iter(screen.listen.cards.values()))
    card.refuse.setFocus(Qt.FocusReason.TabFocusReason)
    settled()
    before = (QApplication.focusWidget(), card.mapTo(screen, card.rect().topLeft()).y())
    for number in range(2, 12):
        screen.listen.hear(ultrasound(clock, number, calling=f"US-{number}", called="SHIPAGER"))
        screen.listen.hear(ultrasound(clock, number, called="SHIPAGER"))
    settled()
    assert (QApplication.focusWidget(), card.mapTo(screen, card.rect().topLeft()).y()) == before
    assert sum(one.isVisible() for one in screen.listen.cards.values()) == 4


def test_the_technicians_text_is_there_in_both_languages_to_copy(
    work: Context, screen: ConnectScreen, settled: Settled
) -> None:
    for code in ("kk", "ru"):
        work.language.set(code)
        text = technician.text(RECEIVER, ANY)
        assert text.count("192.168.0.10") == 2
        assert text.count("11112") == 2
        assert "Please set up the device" in text
        english = text.split("—")[1]
        assert english.isascii() or "…" in english, english
    go(screen, DICOM, settled)
    screen.listen.show_receiver(RECEIVER)
    screen.listen.values.show_text()
    sheet = screen.findChild(TechnicianSheet)
    assert isinstance(sheet, TechnicianSheet)
    sheet.copy()
    assert "SHIPAGER" in QGuiApplication.clipboard().text()


def test_a_device_that_waits_to_be_called_is_set_up_with_its_place(
    work: Context, screen: ConnectScreen, settled: Settled
) -> None:
    go(screen, CLIENT, settled)
    screen.go_on()
    assert screen.page is screen.reach, "what is needed is said at its field"
    assert screen.reach.fields["host"].error
    screen.reach.host.setText("127.0.0.1")
    screen.reach.port.set_digits("5000")
    screen.go_on()
    settled()
    screen.naming.name.setText("Анализатор")
    screen.go_on()
    settled()
    (device,) = work.practice.read(devices.listed)
    assert (device.transport, device.peer, device.standing) == (Transport.HL7, "127.0.0.1:5000", Standing.OURS)
    assert (device.settings.link.kind, device.settings.link.protocol) == (LinkKind.CLIENT, "hl7")


def test_a_serial_cable_and_a_folder_are_set_up(
    work: Context, screen: ConnectScreen, settled: Settled, tmp_path: Path
) -> None:
    go(screen, SERIAL, settled)
    screen.reach.serial_port.setEditText("COM3")
    screen.reach.protocol.setCurrentIndex(screen.reach.protocol.findData("astm"))
    screen.reach.baud.setCurrentIndex(screen.reach.baud.findData(19200))
    screen.reach.frame_box.setCurrentIndex(1)
    screen.go_on()
    settled()
    screen.naming.name.setText("Гематология")
    screen.go_on()
    settled()
    screen.go_on()
    go(screen, FOLDER, settled)
    screen.reach.folder.setText(str(tmp_path / "away"))
    screen.go_on()
    assert screen.reach.fields["folder"].error
    screen.reach.folder.setText(str(tmp_path))
    screen.reach.pattern.setEditText("*.pdf")
    screen.reach.reader.setCurrentIndex(screen.reach.reader.findData("gdt"))
    screen.go_on()
    settled()
    screen.naming.name.setText("ЭКГ")
    screen.go_on()
    settled()
    found = {one.transport: one.settings.link for one in work.practice.read(devices.listed)}
    serial = found[Transport.SERIAL]
    assert (serial.serial_port, serial.baud, serial.parity, serial.data_bits, serial.protocol) == (
        "COM3", 19200, "E", 7, "astm",
    )  # fmt: skip
    folder = found[Transport.FOLDER]
    assert (folder.folder, folder.pattern, folder.reader) == (str(tmp_path), "*.pdf", "gdt")


def test_a_place_that_is_taken_is_said_and_nothing_is_lost(
    work: Context, screen: ConnectScreen, settled: Settled, texts: Callable[[QWidget], list[str]]
) -> None:
    link = Link(LinkKind.CLIENT, protocol="hl7", host="127.0.0.1", port=5000)
    work.practice.write(device_settings.add, Transport.HL7, "Первый", DeviceSettings(link=link))
    go(screen, CLIENT, settled)
    screen.reach.host.setText("127.0.0.1")
    screen.reach.port.set_digits("5000")
    screen.go_on()
    settled()
    screen.naming.name.setText("Второй")
    screen.go_on()
    settled()
    assert screen.page is screen.naming
    assert screen.naming.name.text() == "Второй"
    assert any("уже есть" in text for text in texts(screen))


def test_the_astm_port_is_offered_where_it_is_closed(screen: ConnectScreen, settled: Settled) -> None:
    go(screen, ASTM, settled)
    screen.listen.show_receiver(RECEIVER)
    assert screen.listen.values.switch_on.isVisible()


# --- the log of the wire


def lines(clock: FixedClock, first: int, count: int) -> tuple[WireEntry, ...]:
    at, ways = clock.now(), ("dicom", "hl7")
    return tuple(
        WireEntry(number, at, ways[number % 2], "10.0.0.1", f"D{number % 3}", "in", "frame", f"n {number}")
        for number in range(first, first + count)
    )


def test_two_thousand_lines_stay_and_are_filtered(qtbot: QtBot, work: Context, clock: FixedClock) -> None:
    model = WireModel(work.theme)
    for first in range(1, 5001, 250):
        model.add(lines(clock, first, 250))
    assert model.rowCount() == LINES
    assert model.entry(0).number == 5001 - LINES
    model.set_filter(WireFilter(transport="hl7", text="n 499"))
    assert {model.entry(row).number for row in range(model.rowCount())} == {4991, 4993, 4995, 4997, 4999}
    model.add(lines(clock, 4990, 2))
    assert model.rowCount() == 6, "what comes later is filtered too"
    model.set_filter(WireFilter(calling="D1", peer="10.0.0.1"))
    assert all(model.entry(row).calling == "D1" for row in range(model.rowCount()))


def test_identities_are_asked_for_by_a_person_and_the_copy_has_none(
    qtbot: QtBot, work: Context, clock: FixedClock, settled: Settled, local_hub: None, tmp_path: Path
) -> None:
    from db.tables.journal import JournalTable

    panel = WirePanel(work)
    qtbot.addWidget(panel)
    panel.show()
    settled()
    panel.take(WireLook(lines(clock, 1, 3), 3, is_running=True))
    panel.identities.setChecked(True)
    settled()
    assert panel.listener.identities
    assert panel.model.rowCount() == 0, "everything is asked for again"
    actions = work.practice.read(lambda session, _: [row.action for row in session.query(JournalTable)])
    assert actions.count("wire.identities") == 1
    panel.write_copy(tmp_path / "log.txt")
    settled()
    assert (tmp_path / "log.txt").read_bytes() in {b"\r\n", b"\r\r\n"}
    panel.pause.click()
    assert panel.pause.isChecked()
    panel.hide()
    settled()
    assert not panel.listener.identities, "whoever comes back asks again"
