"""One registry of commands; shortcuts by the place of the key on Kazakh, Russian and Latin layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ui.commands import Command, Commands
from ui.key_positions import chord
from ui.shortcuts import ShortcutFilter

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_CTRL, _ALT, _SHIFT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
_SCAN = {"K": 0x25, "L": 0x26, "D": 0x20, "R": 0x13, "N": 0x31, "P": 0x19, "Z": 0x2C}


def key(code: int, held: Qt.KeyboardModifier, text: str = "", scan: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, code, held, scan + 8 if scan else 0, 0, 0, text)


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (key(Qt.Key.Key_K, _CTRL), "Ctrl+K"),
        (key(0x041B, _CTRL), "Ctrl+K"),  # Л of the Russian and the Kazakh layout
        (key(0x0414, _CTRL), "Ctrl+L"),  # Д
        (key(0x042F, _CTRL), "Ctrl+Z"),  # Я
        (key(0x0422, _CTRL | _SHIFT), "Ctrl+Shift+N"),  # Т
        (key(0x0E14, _CTRL, "", _SCAN["D"]), "Ctrl+D"),  # a letter that we do not know: the place decides
        (key(Qt.Key.Key_Return, _CTRL), "Ctrl+Enter"),
        (key(Qt.Key.Key_Enter, _CTRL), "Ctrl+Enter"),
        (key(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier), "F2"),
        (key(Qt.Key.Key_Left, _ALT), "Alt+Left"),
    ],
)
def test_a_chord_is_named_by_its_place(event: QKeyEvent, name: str) -> None:
    assert chord(event) == name


@pytest.mark.parametrize("letter", sorted(_SCAN))
def test_scan_codes_name_the_letters_whatever_is_typed(letter: str) -> None:
    assert chord(key(0, _CTRL, "", _SCAN[letter])) == f"Ctrl+{letter}"


@pytest.fixture
def window(qtbot: QtBot) -> tuple[QWidget, QLineEdit, Commands, list[str]]:
    window, field, commands = QWidget(), QLineEdit(), Commands()
    ran: list[str] = []
    QVBoxLayout(window).addWidget(field)
    for name, shortcut in (("lock", "Ctrl+L"), ("undo", "Ctrl+Z"), ("day", "F2"), ("free", "Esc")):
        commands.add(Command(name, lambda one=name: one, lambda one=name: ran.append(one), shortcut))
    qtbot.addWidget(window)
    window.show()
    ShortcutFilter(window, commands, window)
    field.setFocus()
    return window, field, commands, ran


def send(window: QWidget, event: QKeyEvent) -> None:
    QApplication.sendEvent(window.windowHandle(), event)


Window = tuple[QWidget, QLineEdit, Commands, list[str]]


def test_a_shortcut_works_while_text_is_typed_on_a_cyrillic_layout(window: Window) -> None:
    whole, field, _, ran = window
    send(whole, key(0x0414, _CTRL, "\x0c"))
    assert (ran, field.text()) == (["lock"], "")


def test_undo_takes_typing_back_first_and_then_the_last_action(window: Window) -> None:
    whole, field, _, ran = window
    field.insert("мәтін")
    send(whole, key(0x042F, _CTRL))
    assert (field.text(), ran) == ("", [])
    send(whole, key(0x042F, _CTRL))
    assert ran == ["undo"]


def test_a_disabled_command_leaves_the_key_to_the_field(window: Window) -> None:
    whole, _, commands, ran = window
    commands.remove("day")
    commands.add(Command("day", lambda: "day", lambda: ran.append("day"), "F2", enabled=lambda: False))
    send(whole, key(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier))
    assert ran == []
    assert commands.run("day") is False


def test_a_hidden_page_has_no_shortcuts(window: Window) -> None:
    whole, _, _, ran = window
    page = QWidget(whole)
    commands = Commands()
    commands.add(Command("page", lambda: "page", lambda: ran.append("page"), "F5"))
    ShortcutFilter(whole, commands, page)
    page.hide()
    send(whole, key(Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier))
    page.show()
    send(whole, key(Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier))
    assert ran == ["page"]


def test_commands_leave_with_their_screen_and_keys_are_unique(qtbot: QtBot) -> None:
    commands, screen = Commands(), QWidget()
    commands.add(Command("patient.new", lambda: "New", lambda: None, "Ctrl+Shift+N"), screen)
    with pytest.raises(ValueError, match=r"patient\.new"):
        commands.add(Command("patient.new", lambda: "New", lambda: None))
    screen.deleteLater()
    QApplication.sendPostedEvents(screen, 52)
    assert list(commands) == []


def test_the_newest_of_two_commands_of_one_shortcut_wins_while_it_is_enabled() -> None:
    commands = Commands()
    enabled = True
    commands.add(Command("old", lambda: "old", lambda: None, "Ctrl+P"))
    commands.add(Command("new", lambda: "new", lambda: None, "Ctrl+P", enabled=lambda: enabled))
    first = commands.by_shortcut("Ctrl+P")
    enabled = False
    second = commands.by_shortcut("Ctrl+P")
    assert first is not None
    assert second is not None
    assert (first.key, second.key) == ("new", "old")
