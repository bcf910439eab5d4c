"""A real practice with real threads behind the screens that are tested, and hands that type in any language."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import WorldError
from app.open_practice import OpenPractice
from ui.commands import Commands
from ui.context import Context
from ui.event_bridge import EventBridge
from ui.language import Language
from ui.navigation import Navigation
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.login import Unlocked


@pytest.fixture
def problems() -> list[WorldError]:
    """Errors that a screen did not handle itself; a test that expects none need not look: they fail it."""
    return []


@pytest.fixture
def work(qtbot: QtBot, unlocked: Unlocked, problems: list[WorldError]) -> Iterator[Context]:
    """Everything a screen is built with, on a practice made for this test."""
    practice = OpenPractice(unlocked)

    def say(_asker: QObject, error: WorldError) -> None:
        problems.append(error)

    theme = Theme()
    theme.apply()
    language = Language()
    language.set("ru")
    bridge = EventBridge(practice.subscribers)
    tasks = Tasks(practice, say)
    context = Context(practice, tasks, Commands(), language, theme, bridge, Navigation())
    yield context
    for widget in QApplication.topLevelWidgets():
        widget.close()
    tasks.close()
    bridge.close()
    qtbot.wait(1)
    gc.collect()
    assert not problems, f"errors that no screen handled: {problems}"


@pytest.fixture
def settled(qtbot: QtBot, work: Context) -> Callable[[], None]:
    """Wait until nothing is under way and what it brought is on the screen."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not work.tasks.running, timeout=5000)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not work.tasks.running, timeout=5000)

    return wait


@pytest.fixture
def typed() -> Callable[[QWidget, str], None]:
    """Type text in any alphabet: QTest's own keys abort on letters outside Latin-1."""

    def type_text(widget: QWidget, text: str) -> None:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(widget, event)

    return type_text


@pytest.fixture
def pressed() -> Callable[..., None]:
    """Press a key that types nothing: arrows, Enter, Esc."""

    def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers))

    return press
