"""Listens to the keys of a window and runs the command that the chord belongs to.

It sits on the native window, before any widget: a text field cannot swallow a chord that the
registry owns, except undo while it has typing of its own to take back. What changed several fields at once is taken
back whole by the widget around them (`undo_step() -> bool`).
"""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.commands import Commands
from ui.key_positions import chord

UNDO = "Ctrl+Z"


class _Undoes(Protocol):
    def undo(self) -> None: ...


class ShortcutFilter(QObject):
    """`ShortcutFilter(window, commands, page)`: acts while `page` is visible, lives as long as it does."""

    def __init__(self, window: QWidget, commands: Commands, page: QWidget) -> None:
        super().__init__(page)
        self._page, self._commands = page, commands
        window.winId()  # makes the native window exist
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_heard = event.type() == QEvent.Type.KeyPress and self._page.isVisible()
        if not is_heard or QApplication.activePopupWidget() is not None:
            return False
        pressed = chord(cast("QKeyEvent", event))
        if not pressed or not is_chord(pressed):
            return False
        if pressed == UNDO and _took_back_typing():
            return True
        command = self._commands.by_shortcut(pressed)
        if command is None:
            return False
        if not cast("QKeyEvent", event).isAutoRepeat():
            command.run()
        return True


def is_chord(pressed: str) -> bool:
    """A key with Ctrl or Alt, a function key or Esc; plain letters belong to whoever has the focus."""
    return pressed.startswith(("Ctrl+", "Alt+")) or pressed == "Esc" or (pressed[0] == "F" and len(pressed) > 1)


def _took_back_typing() -> bool:
    if _took_back_step():
        return True
    field = _typing()
    if field is not None:  # also on layouts where Qt does not know Ctrl+Я for undo
        field.undo()
    return field is not None


def _took_back_step() -> bool:
    """Ask what lies around the focus, from the inside out, for a step over several fields."""
    around = QApplication.focusWidget()
    while around is not None:
        take_back = getattr(around, "undo_step", None)
        if take_back is not None and take_back():
            return True
        around = around.parentWidget()
    return False


def _typing() -> _Undoes | None:
    """The text field that has the focus and something to take back."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QLineEdit) and focused.isUndoAvailable():
        return focused
    if isinstance(focused, QTextEdit | QPlainTextEdit) and focused.document().isUndoAvailable():
        return focused
    return None
