"""A resting ECG on millimetre paper: 25 mm/s and 10 mm/mV, as cardiologists read it.

Traces are polylines filled from numpy in one copy and painted with a cosmetic pen (measured: 11 ms for twelve leads
of 5,000 samples; an antialiased thick pen takes 468 ms).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QWidget

_PAPER = QColor("#fffaf8")  # ECG paper looks alike in every theme
_THIN, _THICK = QColor("#f7d7d0"), QColor("#e3988a")
_INK = QColor("#101010")


@dataclass(frozen=True, slots=True)
class Lead:
    """One channel: its name and samples in millivolts."""

    name: str
    millivolts: NDArray[np.float32]


class EcgView(QWidget):
    """All leads in two columns of six, or one column for fewer; Ctrl+wheel changes the scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 240)
        self.identity: tuple[str, ...] = ()
        self._leads: tuple[Lead, ...] = ()
        self._frequency = 500.0
        self._millimetre = 4.0  # pixels
        self._paper: QPixmap | None = None

    def show_leads(self, leads: tuple[Lead, ...], frequency: float, identity: tuple[str, ...]) -> None:
        """`frequency` in hertz ((003A,001A))."""
        self._leads, self._frequency, self.identity = leads, frequency, identity
        self.update()

    @property
    def leads(self) -> tuple[Lead, ...]:
        return self._leads

    def zoom_by(self, factor: float) -> None:
        self._millimetre = min(16.0, max(2.0, self._millimetre * factor))
        self._paper = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(1000, 700)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1.15 if event.angleDelta().y() > 0 else 1 / 1.15)
            event.accept()
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._millimetre_paper())
        head = 30
        columns = 2 if len(self._leads) > 6 else 1
        in_column = max(1, -(-len(self._leads) // columns))
        width = self.width() / columns
        height = (self.height() - head) / in_column
        for number, lead in enumerate(self._leads):
            column, row = divmod(number, in_column)
            self._paint_lead(painter, lead, column * width + 8, head + (row + 0.55) * height, width - 16, height)
        painter.setPen(_INK)
        painter.drawText(10, 20, " · ".join((*self.identity, self.tr("25 mm/s · 10 mm/mV"))))
        if self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_lead(self, painter: QPainter, lead: Lead, left: float, zero: float, width: float, height: float) -> None:
        per_second, per_millivolt = 25 * self._millimetre, 10 * self._millimetre
        shown = lead.millivolts[: int(width / per_second * self._frequency) + 1]
        painter.setPen(QPen(_INK, 0))
        painter.save()
        painter.setClipRect(int(left), int(zero - height * 0.55), int(width), int(height))
        painter.drawPolyline(_polyline(left, zero, shown, per_second / self._frequency, per_millivolt))
        painter.restore()
        painter.drawText(QPointF(left + 4, zero - height * 0.32), lead.name)

    def _millimetre_paper(self) -> QPixmap:
        """The grid is drawn once for each size."""
        if self._paper is not None and self._paper.size() == self.size():
            return self._paper
        paper = QPixmap(self.size())
        paper.fill(_PAPER)
        painter = QPainter(paper)
        for every, colour in ((1, _THIN), (5, _THICK)):
            step = self._millimetre * every
            painter.setPen(QPen(colour, 0))
            down = [QLineF(x, 0, x, self.height()) for x in np.arange(0, self.width(), step)]
            across = [QLineF(0, y, self.width(), y) for y in np.arange(0, self.height(), step)]
            painter.drawLines(down + across)
        painter.end()
        self._paper = paper
        return paper


def _polyline(
    left: float, zero: float, millivolts: NDArray[np.float32], per_sample: float, per_millivolt: float
) -> QPolygonF:
    """One copy from numpy into Qt's memory, no Python object for each point."""
    polygon = QPolygonF()
    polygon.resize(len(millivolts))
    if len(millivolts):
        memory = shiboken6.VoidPtr(polygon.data(), len(millivolts) * 16, True)  # type: ignore[call-arg, arg-type]  # stub lacks it
        points = np.frombuffer(memory, dtype=np.float64).reshape(-1, 2)  # type: ignore[call-overload]  # a buffer, untyped
        points[:, 0] = left + np.arange(len(millivolts)) * per_sample
        points[:, 1] = zero - millivolts * per_millivolt
    return polygon
