"""Details beside what was clicked: a small panel that closes by Esc or a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical


class Popover(QWidget):
    """Fill `body`, then `show_above(widget)` or `show_below(widget)`. It deletes itself when it closes."""

    def __init__(self, theme: Theme, parent: QWidget, *, width: int = 340) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        panel = QFrame()
        panel.setProperty("surface", "popover")
        sized(theme, panel, width=width)
        outer.addWidget(panel)
        self.body: QVBoxLayout = vertical(theme, panel, margins=16, spacing=8)

    def add_row(self, name: str, value: str, tone: str = "") -> None:
        """A name and its value; the value takes the room it needs."""
        row = horizontal(self._theme, spacing=12)
        left = label(name, "secondary")
        right = label(value, tone or "strong", wrap=True)
        right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        left.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(left)
        row.addWidget(right, 1)
        self.body.addLayout(row)

    def show_above(self, anchor: QWidget) -> None:
        self._show(anchor, above=True)

    def show_below(self, anchor: QWidget) -> None:
        self._show(anchor, above=False)

    def _show(self, anchor: QWidget, *, above: bool) -> None:
        self.adjustSize()
        gap = self._theme.px(4)
        corner = anchor.mapToGlobal(QPoint(0, -self.height() - gap if above else anchor.height() + gap))
        window = anchor.window().frameGeometry()
        most = window.right() - self.width() - gap
        self.move(max(window.left() + gap, min(corner.x(), most)), corner.y())
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
