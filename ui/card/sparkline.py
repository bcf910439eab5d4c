"""A trend in the space of a word: the last values of one observation as a line with its newest point."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme


class Sparkline(QWidget):
    """Values oldest first; abnormal ones in the colour of warning, which the figure beside it repeats in words."""

    def __init__(
        self, theme: Theme, values: tuple[float, ...], *, abnormal: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values = values
        self._abnormal = abnormal
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(76), self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(colours.bad if self._abnormal else colours.accent)
        edge = self._theme.px(4)
        points = self._points(edge)
        painter.setPen(QPen(colour, self._theme.px(1.6), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(colour)
        painter.drawEllipse(points[-1], edge / 2, edge / 2)

    def _points(self, edge: int) -> list[QPointF]:
        low, high = min(self._values), max(self._values)
        spread = (high - low) or 1.0
        width, height = self.width() - 2 * edge, self.height() - 2 * edge
        step = width / max(1, len(self._values) - 1)
        flat = high == low
        return [
            QPointF(edge + step * n, edge + (height / 2 if flat else height * (1 - (value - low) / spread)))
            for n, value in enumerate(self._values)
        ]
