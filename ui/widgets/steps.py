"""The steps of a wizard: numbers in circles, the present one marked, done ones ticked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.theme import Theme, set_property
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized


class Steps(QWidget):
    """`set_titles([...])`, `set_current(2)`; read aloud as "2 of 4: title"."""

    def __init__(self, theme: Theme, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = [""] * count
        self._current = 0
        self._circles: list[QLabel] = []
        self._words: list[QLabel] = []
        row = horizontal(theme, self, spacing=8)
        for at in range(count):
            if at:
                rule = QFrame()
                rule.setProperty("surface", "rule")
                rule.setProperty("upright", "false")
                row.addWidget(rule, 1)
            circle = label(str(at + 1))
            circle.setAlignment(Qt.AlignmentFlag.AlignCenter)
            sized(theme, circle, width=24, height=24)
            word = label()
            self._circles.append(circle)
            self._words.append(word)
            row.addWidget(circle)
            row.addWidget(word)
        self._show()

    def set_titles(self, titles: list[str]) -> None:
        self._titles = titles
        self._show()

    def set_current(self, current: int) -> None:
        """0-based."""
        self._current = current
        self._show()

    def _show(self) -> None:
        for at, (circle, word, title) in enumerate(zip(self._circles, self._words, self._titles, strict=True)):
            state = "done" if at < self._current else "now" if at == self._current else "later"
            circle.setText("✓" if state == "done" else str(at + 1))
            set_property(circle, "step", state)
            set_property(word, "role", "strong" if state == "now" else "secondary")
            word.setText(title)
            word.setVisible(state == "now" or len(self._titles) <= 4)
        if self._titles:
            self.setAccessibleName(f"{self._current + 1} / {len(self._titles)}: {self._titles[self._current]}")
