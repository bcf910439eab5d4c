"""The commands of the frame itself: places, palette, lock, help, undo, language, theme."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app import undo
from app.undo import UndoStep
from ui import work_commands
from ui.commands import Command
from ui.key_positions import chord
from ui.language import Code
from ui.theme import SCALES, Theme
from ui.tokens import ThemeName

if TYPE_CHECKING:
    from ui.main_window import MainWindow

translate = QCoreApplication.translate


Words = Callable[[], str]


def register(window: MainWindow) -> None:
    """Enter them; they leave with the window."""
    for command in (
        *_places(window),
        *_frame(window),
        *work_commands.commands(window.context, window),
        *_looks(window),
    ):
        window.context.commands.add(command, window)


def show_help(window: MainWindow, topic: str = "") -> None:
    """Help beside the work: on what the open dialog or else the present place is about, or on a topic.

    Over a dialog it is the dialog's own window: only so may it be used while the dialog is open, and it goes with it.
    """
    from ui.help.topics import topic_of, topic_of_work
    from ui.help.window import HelpWindow

    context, dialog = window.context, QApplication.activeModalWidget()
    beside = dialog or window
    shown = beside.findChild(HelpWindow, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if shown is None:
        shown = HelpWindow(context.theme, context.language, context.commands, beside)
        if isinstance(dialog, QDialog):
            dialog.finished.connect(shown.close)
    shown.show_topic(topic or (topic_of_work(dialog) if dialog else topic_of(window.place)))


class DialogKeys(QObject):
    """F1 in a dialog, which is a native window of its own: the filter of the main window does not hear its keys."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._listen)

    def _listen(self, focused: QWindow | None) -> None:
        if focused is not None and focused is not self._window.window().windowHandle():
            focused.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        is_dialog = QApplication.activeModalWidget() is not None and QApplication.activePopupWidget() is None
        if not is_press or not is_dialog or not self._window.isVisible():
            return False
        if chord(cast("QKeyEvent", event)) != "F1":
            return False
        show_help(self._window)
        return True


def close_help(window: MainWindow) -> None:
    """With the screens goes what was read beside them; harmless where nothing was."""
    for child in window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isWindow():
            child.close()


def take_back(window: MainWindow) -> None:
    """Undo the user's last action, and say that it was done."""

    def say(_: UndoStep) -> None:
        window.context.navigation.notice(translate("Commands", "The last action was taken back"))

    window.context.tasks.write(window, undo.undo, done=say)


def _places(window: MainWindow) -> Iterator[Command]:
    for place in window.places:
        if place.shortcut:
            run = functools.partial(window.wander, place.key)
            yield Command(place.command, place.title, run, place.shortcut, place.icon)


def _frame(window: MainWindow) -> Iterator[Command]:
    yield Command(
        "palette", lambda: translate("Commands", "Search or command"), window.open_palette, "Ctrl+K", hidden=True
    )
    yield Command("back", lambda: translate("Commands", "Back"), window.back, "Alt+Left", "arrow-left")
    yield Command(
        "undo", lambda: translate("Commands", "Undo the last action"), lambda: take_back(window), "Ctrl+Z",
        "arrow-u-up-left",
    )  # fmt: skip
    yield Command("lock", lambda: translate("Commands", "Lock the window"), window.lock_wanted.emit, "Ctrl+L", "lock")
    yield Command("help", lambda: translate("Commands", "Help"), lambda: show_help(window), "F1", "question")
    yield Command(
        "help.shortcuts", lambda: translate("Commands", "Shortcuts"), lambda: show_help(window, "shortcuts"), "",
        "keyboard",
    )  # fmt: skip


def _looks(window: MainWindow) -> Iterator[Command]:
    theme, language = window.context.theme, window.context.language
    languages: tuple[tuple[Code, Words], ...] = (
        ("kk", lambda: translate("Commands", "Screen in Kazakh")),
        ("ru", lambda: translate("Commands", "Screen in Russian")),
    )
    for code, title in languages:
        yield Command(f"language.{code}", title, functools.partial(language.set, code), icon="globe")
    themes: tuple[tuple[ThemeName, Words, str], ...] = (
        (ThemeName.LIGHT, lambda: translate("Commands", "Light theme"), "sun"),
        (ThemeName.DARK, lambda: translate("Commands", "Dark theme"), "moon"),
        (ThemeName.CONTRAST, lambda: translate("Commands", "High contrast"), "circle-half"),
    )
    for name, title, icon in themes:
        yield Command(f"theme.{name}", title, functools.partial(theme.set_name, name), icon=icon)
    yield Command(
        "scale.up", lambda: translate("Commands", "Larger text"), lambda: _scale(theme, 1), "Ctrl+=", "text-aa"
    )
    yield Command(
        "scale.down", lambda: translate("Commands", "Smaller text"), lambda: _scale(theme, -1), "Ctrl+-", "text-aa"
    )


def _scale(theme: Theme, step: int) -> None:
    """To the next of the scales that are offered."""
    nearest = min(range(len(SCALES)), key=lambda at: abs(SCALES[at] - theme.scale))
    theme.set_scale(SCALES[min(max(nearest + step, 0), len(SCALES) - 1)])
