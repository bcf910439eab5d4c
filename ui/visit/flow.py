"""A layout that puts widgets side by side and goes on in the next line where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme import Theme


class FlowLayout(QLayout):
    """Items keep their size hints; the height follows the width. Spacing in pixels at 100 %."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, spacing: int = 8, line_spacing: int = 4) -> None:
        super().__init__(parent)
        self._theme, self._gap, self._line_gap = theme, spacing, line_spacing
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Returns the height that the items take in the rectangle's width."""
        gap, line_gap = self._theme.px(self._gap), self._theme.px(self._line_gap)
        y = rect.y()
        for line in self._lines(rect.width(), gap):
            tallest = max(item.sizeHint().height() for item in line)
            x = rect.x()
            for item in line:
                hint = item.sizeHint()
                if move:
                    top = y + (tallest - hint.height()) // 2
                    item.setGeometry(QRect(QPoint(x, top), QSize(min(hint.width(), rect.width()), hint.height())))
                x += hint.width() + gap
            y += tallest + line_gap
        return max(0, y - line_gap - rect.y())

    def _lines(self, width: int, gap: int) -> list[list[QLayoutItem]]:
        """The items as they fall into lines."""
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            needed = item.sizeHint().width()
            if not lines or used + needed > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += needed + gap
        return lines
