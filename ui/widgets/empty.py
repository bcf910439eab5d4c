"""What an empty screen says: what will stand here, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Theme
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import sized, vertical


class EmptyState(QWidget):
    """An icon, a sentence, a next step; put a button under it with `add`."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = vertical(theme, self, margins=24, spacing=8)
        self._column.addStretch(2)
        glyph = Glyph(theme, icon, "tertiary", 40)
        self._column.addWidget(glyph, 0, Qt.AlignmentFlag.AlignHCenter)
        self.title = _centred("strong")
        self.next_step = _centred("secondary")
        sized(theme, self.next_step, min_width=360, max_width=480)
        self._column.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self.next_step, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(3)

    def set_texts(self, title: str, next_step: str) -> None:
        self.title.setText(title)
        self.next_step.setText(next_step)

    def add(self, widget: QWidget) -> None:
        """Put what the next step needs under the sentence."""
        self._column.insertSpacing(self._column.count() - 1, 8)
        self._column.insertWidget(self._column.count() - 1, widget, 0, Qt.AlignmentFlag.AlignHCenter)


def _centred(role: str) -> QLabel:
    made = label("", role, wrap=role == "secondary")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
