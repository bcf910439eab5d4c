"""Fields for the letters of the printed recovery key (Crockford's Base 32), typed on any keyboard layout.

A key gives the Latin letter or digit of its place; I and L are read as 1, O as 0, as the sheet's alphabet has them.
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.key_positions import digit, letter

KEY_LETTERS = 33  # 160 bits in 32 letters, and one to check them
GROUP = 4
_READ_AS = str.maketrans("OIL", "011")


class LetterField(QLineEdit):
    """Up to `most` letters, shown in groups of four. `letters_changed(letters)`."""

    letters_changed = Signal(str)

    def __init__(self, most: int = KEY_LETTERS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.textEdited.connect(self._retype)

    @property
    def letters(self) -> str:
        return _letters(self.text())

    @property
    def printed(self) -> str:
        """With the hyphens of the sheet."""
        return _grouped(self.letters)

    @property
    def is_complete(self) -> bool:
        return len(self.letters) == self._most

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        typed = "" if control or not event.text() else digit(event) or letter(event)
        if typed:
            if len(self.letters) < self._most or self.hasSelectedText():
                self.insert(typed)
                self._retype()
            return
        if event.text().strip() and event.text().isprintable() and not control:
            event.accept()
            return
        super().keyPressEvent(event)

    def _retype(self) -> None:
        before = len(_letters(self.text()[: self.cursorPosition()]))
        shown = _grouped(self.letters[: self._most])
        if shown != self.text():
            self.setText(shown)
        self.setCursorPosition(min(len(shown), before + max(0, before - 1) // GROUP))
        self.letters_changed.emit(self.letters)


def _letters(text: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", text.upper()).translate(_READ_AS)


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))
