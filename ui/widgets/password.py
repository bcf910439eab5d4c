"""A password field that tells what a doctor cannot see: the keyboard layout and Caps Lock."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_LANGUAGES = {"kk": "ҚАЗ", "ru": "РУС", "en": "ENG"}


class PasswordField(QLineEdit):
    """`keyboard_changed(layout, caps_lock)`; what was copied out of it would be lost to others, so it is not."""

    keyboard_changed = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._caps_lock = caps_lock()
        QGuiApplication.inputMethod().localeChanged.connect(self._tell)

    @property
    def layout_name(self) -> str:
        """The keyboard layout in three letters, as the taskbar shows it."""
        return layout_name()

    @property
    def caps_lock(self) -> bool:
        return self._caps_lock

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            return
        text = event.text()
        if len(text) == 1 and text.isalpha() and text.lower() != text.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caps_lock = text.isupper() != shift  # a capital without Shift: Caps Lock is on
        elif event.key() == Qt.Key.Key_CapsLock:
            self._caps_lock = not self._caps_lock
        super().keyPressEvent(event)
        self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._caps_lock = caps_lock()
        self._tell()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyboardLayoutChange:
            self._tell()
        return super().event(event)

    def _tell(self) -> None:
        self.keyboard_changed.emit(layout_name(), self._caps_lock)


def layout_name() -> str:
    """The present keyboard layout: ҚАЗ, РУС, ENG or the language's own code."""
    code = QGuiApplication.inputMethod().locale().name().partition("_")[0]
    return _LANGUAGES.get(code, code.upper() if len(code) > 1 else _LANGUAGES["en"])


def caps_lock() -> bool:
    """Whether Caps Lock is on, where the system tells before a key is pressed (Windows)."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.GetKeyState(0x14) & 1)  # VK_CAPITAL
    return False
