"""The frame: places by F-keys, one box for everything, five honest states, a lock that shows nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from app import patients
from app.domain.events import InboxChanged
from app.domain.exchange import OutboxSummary
from app.domain.identity import Iin, PersonName
from app.domain.patient import PatientDraft
from app.overview import Overview
from ui.context import Context
from ui.front_door import Reception
from ui.main_window import MainWindow
from ui.places import PLACES, Place
from ui.status_states import states

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Typed = Callable[[QWidget, str], None]
_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier


class Plain(QWidget):
    """A screen that remembers what it was told."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.subject: object = None
        self.left = False
        self.field = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(QLabel("Құсайынова Әсел"))
        column.addWidget(self.field)

    def show_subject(self, subject: object) -> None:
        self.subject = subject

    def leave(self) -> None:
        self.left = True


_PLACES = tuple(replace(place, screen=f"{__name__}:Plain") for place in PLACES)


@pytest.fixture
def frame(qtbot: QtBot, work: Context, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(Place, "build", lambda self, context: Plain(context))
    made = MainWindow(work, lambda: Reception(is_running=True, sealed_today=1), _PLACES)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def send(frame: MainWindow, code: int, held: Qt.KeyboardModifier = _NONE, text: str = "") -> None:
    QApplication.sendEvent(frame.windowHandle(), QKeyEvent(QEvent.Type.KeyPress, code, held, text))


def screen(frame: MainWindow, key: str) -> Plain:
    found = frame.screen_of(key)
    assert isinstance(found, Plain)
    return found


def test_home_is_the_day_and_screens_are_built_when_first_wanted(frame: MainWindow) -> None:
    assert frame.place == "day"
    assert frame.screen_of("patients") is None
    send(frame, Qt.Key.Key_F3)
    assert frame.place == "patients"
    assert frame.rail.button("patients").isChecked()
    assert screen(frame, "patients").isVisible()


def test_every_place_of_the_product_has_its_key(frame: MainWindow) -> None:
    keys = {place.shortcut: place.key for place in PLACES if place.shortcut}
    assert keys == {
        "F2": "day", "F3": "patients", "F4": "inbox", "F5": "documents", "F6": "devices", "F7": "reports",
        "F8": "settings", "F9": "to-sign",
    }  # fmt: skip
    for number, key in ((number, keys[f"F{number}"]) for number in range(2, 9)):
        send(frame, Qt.Key.Key_F1.value + number - 1)
        assert frame.place == key


def test_a_card_is_shown_for_its_patient_and_back_returns(frame: MainWindow, work: Context) -> None:
    send(frame, Qt.Key.Key_F4)
    work.navigation.open_patient(7)
    assert (frame.place, screen(frame, "card").subject) == ("card", 7)
    assert frame.rail.button("patients").isChecked()  # the card lies under the patients
    send(frame, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert frame.place == "inbox"


def test_one_box_finds_a_patient_in_any_spelling_and_a_command(
    qtbot: QtBot, frame: MainWindow, work: Context, typed: Typed
) -> None:
    draft = PatientDraft(name=PersonName("Құсайынова", "Әсел"), iin=Iin("850615400125"))
    added = work.practice.write(patients.add, draft)
    send(frame, 0x041B, _CTRL)  # Ctrl+Л of a Cyrillic layout
    box = frame.palette_box
    assert box.isVisible()
    assert box.field.hasFocus()
    typed(box.field, "кусаин")
    qtbot.waitUntil(lambda: box.model.rowCount() > 0 and "Құсайынова" in str(box.model.index(0).data()), timeout=5000)
    spoken = str(box.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "850615 400125" in spoken  # two identifiers
    QApplication.sendEvent(box.field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, _NONE))
    assert (frame.place, screen(frame, "card").subject) == ("card", added.patient_id)
    assert not box.isVisible()
    send(frame, Qt.Key.Key_K, _CTRL)
    typed(box.field, "настр")
    assert box.model.index(0).data() == "Настройки"
    QApplication.sendEvent(box.field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, _NONE))
    assert frame.place == "settings"


def test_escape_closes_the_box_and_gives_the_cursor_back(frame: MainWindow) -> None:
    field = screen(frame, "day").field
    field.setFocus()
    send(frame, Qt.Key.Key_K, _CTRL)
    QApplication.sendEvent(frame.palette_box.field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, _NONE))
    assert not frame.palette_box.isVisible()
    assert field.hasFocus()


def test_incoming_things_add_a_badge_and_move_nothing(
    qtbot: QtBot, frame: MainWindow, work: Context, typed: Typed
) -> None:
    field = screen(frame, "day").field
    field.setFocus()
    typed(field, "жазып жатырмын")
    field.setCursorPosition(3)
    work.bridge.happened.emit(InboxChanged(3))
    work.navigation.badge("inbox", 3)
    qtbot.wait(120)
    assert frame.rail.badge("inbox") in {0, 3}  # the look at the record may have come after the word
    assert (frame.place, field.hasFocus(), field.cursorPosition()) == ("day", True, 3)


def test_a_notice_takes_no_focus_and_can_be_taken_back(frame: MainWindow, work: Context) -> None:
    field, undone = screen(frame, "day").field, []
    field.setFocus()
    work.navigation.notice("Запись перенесена", undo=lambda: undone.append(True))
    assert frame.notices.isVisible()
    assert field.hasFocus()
    frame.notices.undo_button.click()
    assert undone == [True]
    assert not frame.notices.isVisible()


@pytest.mark.clause("27.5")
def test_a_locked_window_holds_nothing_of_the_record(qtbot: QtBot, frame: MainWindow, work: Context) -> None:
    work.navigation.open_patient(7)
    shown = [screen(frame, "day"), screen(frame, "card")]
    with qtbot.waitSignal(frame.lock_wanted):
        send(frame, 0x0414, _CTRL)  # Ctrl+Д
    frame.put_down()
    assert all(one.left for one in shown)
    assert not [label for label in frame.findChildren(QLabel) if "Құсайынова" in label.text()]
    frame.hide()
    frame.show()
    assert (frame.place, screen(frame, "card").subject) == ("card", 7)  # back where we were


def test_the_whole_frame_changes_its_language(frame: MainWindow, work: Context) -> None:
    work.language.set("kk")
    assert frame.rail.button("patients").text() == "Пациенттер"
    assert frame.top.search.text() == "Іздеу немесе пәрмен"
    work.language.set("ru")
    assert frame.rail.button("patients").text() == "Пациенты"
    assert [command.title() for command in work.commands if command.key == "lock"] == ["Заблокировать окно"]


def test_every_control_of_the_frame_has_a_name_for_screen_readers(frame: MainWindow, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QAbstractButton

    nameless = [
        button
        for button in frame.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]
    assert not nameless


# --- the five states -------------------------------------------------------------------------------

_NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
_QUIET = Overview(
    at=_NOW, devices=3, devices_seen=3, last_received=_NOW, inbox=0,
    outbox=OutboxSummary(0, 0, 0, None, None, ""),
    last_backup=_NOW - timedelta(hours=9), backup_verified=_NOW - timedelta(hours=9), backup_problem="",
    certificate_until=_NOW + timedelta(days=41),
)  # fmt: skip
_RUNS = Reception(is_running=True)


def shown(seen: Overview, hub: Reception, work: Context) -> dict[str, tuple[str, str]]:
    found = states(seen, hub, "Айгүл Ахметова", work.language.locale)
    return {key: (state.text, state.tone) for key, state in found.items()}


def test_a_quiet_morning_is_told_in_five_states(work: Context) -> None:
    assert shown(_QUIET, _RUNS, work) == {
        "devices": ("Устройства 3/3", "ok"),
        "sync": ("Нечего отправлять", ""),
        "backup": ("Копия 02:00 · проверена", "ok"),
        "certificate": ("ЭЦП: 41 день", ""),
        "lock": ("Айгүл Ахметова", ""),
    }


def test_trouble_is_said_in_words_and_tone(work: Context) -> None:
    box = OutboxSummary(4, 0, 0, _NOW - timedelta(days=3), None, "no-answer")
    bad = replace(_QUIET, outbox=box, last_backup=None, certificate_until=_NOW - timedelta(days=1))
    told = shown(bad, Reception(is_running=False, problem="port-in-use"), work)
    assert told["devices"] == ("Устройства не принимаются", "bad")
    assert told["sync"] == ("4 ждут отправки · министерство не отвечает", "warn")
    assert told["backup"] == ("Копии ещё нет", "warn")
    assert told["certificate"] == ("ЭЦП: срок ключа истёк", "bad")


@pytest.mark.parametrize(("days", "tone"), [(41, ""), (30, "warn"), (14, "warn"), (3, "bad")])
def test_an_ending_certificate_warns_from_thirty_days_on(work: Context, days: int, tone: str) -> None:
    seen = replace(_QUIET, certificate_until=_NOW + timedelta(days=days))
    assert shown(seen, _RUNS, work)["certificate"][1] == tone


def test_a_rejected_message_is_louder_than_a_waiting_one(work: Context) -> None:
    seen = replace(_QUIET, outbox=OutboxSummary(4, 1, 2, _NOW, None, ""))
    assert shown(seen, _RUNS, work)["sync"] == ("Отклонено: 2", "bad")


def test_a_click_on_a_state_shows_why_and_since_when(qtbot: QtBot, frame: MainWindow) -> None:
    qtbot.waitUntil(lambda: "sync" in frame.status._states, timeout=5000)
    frame.status.button("sync").click()
    popover = QApplication.activePopupWidget()
    assert popover is not None
    words = " ".join(label.text() for label in popover.findChildren(QLabel))
    assert "Отправка в министерство" in words
    assert "Последнее принято" in words
    popover.close()
