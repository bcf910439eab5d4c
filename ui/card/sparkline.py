"""A trend in the space of a word: the last values of one observation as a line with its newest point."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.observation import ResultSource
from app.domain.patient import Trend
from ui.theme import Theme


def at_home(trend: Trend) -> tuple[bool, ...]:
    """Which points of a trend the patient measured."""
    return tuple(source == ResultSource.PATIENT_DEVICE for source in trend.sources)


class Sparkline(QWidget):
    """Values oldest first; abnormal ones in the colour of warning, which the figure beside it repeats in words.

    `at_home` marks the points that the patient measured: they are drawn hollow, and told in the tooltip's words.
    """

    def __init__(
        self,
        theme: Theme,
        values: tuple[float, ...],
        *,
        abnormal: bool,
        at_home: tuple[bool, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values = values
        self._abnormal = abnormal
        self._at_home = at_home or (False,) * len(values)
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
        for point, hollow in zip(points, self._at_home, strict=True):
            if hollow:
                painter.setBrush(self.palette().window())
                painter.drawEllipse(point, edge / 2, edge / 2)
        if not self._at_home[-1]:
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
