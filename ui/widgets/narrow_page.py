"""A page with one column of fixed width in its middle, that scrolls when the window is low; buttons at its foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import horizontal, sized, vertical
from ui.widgets.scrolling import FollowingArea


class NarrowPage(QWidget):
    """Content goes into `column`, buttons into `foot`; `set_problem` shows a sentence above the buttons."""

    def __init__(self, theme: Theme, *, width: int = 760) -> None:
        super().__init__()
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.theme = theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.area = FollowingArea()
        outer.addWidget(self.area, 1)
        ground = QWidget()
        around = QHBoxLayout(ground)
        around.setContentsMargins(0, 0, 0, 0)
        middle = QWidget()
        sized(theme, middle, min_width=min(width, 480), max_width=width)
        around.addStretch(1)
        around.addWidget(middle, 100)
        around.addStretch(1)
        self.column: QVBoxLayout = vertical(theme, middle, margins=(16, 32, 16, 16), spacing=16)
        self.area.setWidget(ground)
        bar = QFrame()
        bar.setProperty("surface", "bar")
        under = QHBoxLayout(bar)
        under.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        sized(theme, inside, max_width=width)
        under.addStretch(1)
        under.addWidget(inside, 100)
        under.addStretch(1)
        self.foot: QHBoxLayout = horizontal(theme, inside, margins=(16, 12), spacing=8)
        self.problem = QFrame()
        self.problem.setProperty("surface", "bad")
        row = horizontal(theme, self.problem, margins=(12, 8), spacing=8)
        row.addWidget(Glyph(theme, "warning-circle", "bad"), 0, Qt.AlignmentFlag.AlignTop)
        self._problem_words = label("", "bad", wrap=True)
        row.addWidget(self._problem_words, 1)
        self.problem.hide()
        outer.addWidget(bar)

    def set_problem(self, text: str) -> None:
        """A sentence about what went wrong; "" takes it away."""
        self._problem_words.setText(text)
        self.problem.setAccessibleName(text)
        self.problem.setVisible(bool(text))


def card(theme: Theme, *, spacing: int = 12) -> tuple[QFrame, QVBoxLayout]:
    """A panel on the page, and the column inside it."""
    frame = QFrame()
    frame.setProperty("surface", "card")
    return frame, vertical(theme, frame, margins=(20, 16, 20, 20), spacing=spacing)
