"""The first values of a result in the timeline, drawn as one piece: name, value, unit, range, a hairline between.

One widget in the place of thirty: results may come many a second while somebody types, and each widget more is
laid out, styled and asked for its size again.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme

_WIDTHS = (200, 90, 80, 130)  # name, value, unit, range, at a scale of 100 %
_GAP = 8
_VERTICAL = 4
_FLAGS = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignLeft,
)


@dataclass(frozen=True, slots=True)
class GlanceRow:
    name: str
    value: str
    unit: str
    range: str
    is_abnormal: bool


class ValuesGlance(QWidget):
    """`show_rows(rows, more)`: the rows, and a last line of words where there are more of them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[GlanceRow, ...] = ()
        self._more = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_rows(self, rows: tuple[GlanceRow, ...], more: str = "") -> None:
        if (rows, more) == (self._rows, self._more):
            return
        self._rows, self._more = rows, more
        told = [" ".join(part for part in (row.name, row.value, row.unit, row.range) if part) for row in rows]
        self.setAccessibleName("; ".join([*told, *([more] if more else [])]))
        self.setToolTip("\n".join(told) if any(self._is_cut(row) for row in rows) else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = len(self._rows) + bool(self._more)
        return QSize(self._theme.px(sum(_WIDTHS) + 3 * _GAP), lines * self._row_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTHS[0]), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        height, colours = self._row_height(), self._theme.colours
        bold = QFont(self.font())
        bold.setBold(True)
        for place, row in enumerate(self._rows):
            top = place * height
            tones = (
                colours.text,
                colours.bad if row.is_abnormal else colours.text,
                colours.secondary,
                colours.secondary,
            )
            for cell, text, tone, flag in zip(self._cells(top), self._texts(row), tones, _FLAGS, strict=True):
                painter.setFont(bold if row.is_abnormal and flag is Qt.AlignmentFlag.AlignRight else self.font())
                painter.setPen(QColor(tone))
                shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
                painter.drawText(cell, flag | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
            painter.setPen(QColor(colours.hairline))
            painter.drawLine(0, top + height - 1, self.width(), top + height - 1)
        if self._more:
            painter.setFont(self.font())
            painter.setPen(QColor(colours.tertiary))
            painter.drawText(
                QRect(0, len(self._rows) * height, self.width(), height), Qt.AlignmentFlag.AlignVCenter, self._more
            )

    def _is_cut(self, row: GlanceRow) -> bool:
        """Whether a text of the row is wider than its place: then the tooltip tells all rows whole."""
        metrics = QFontMetrics(self.font())
        return any(
            metrics.horizontalAdvance(text) > self._theme.px(width)
            for text, width in zip(self._texts(row), _WIDTHS, strict=True)
        )

    def _texts(self, row: GlanceRow) -> tuple[str, str, str, str]:
        return row.name, row.value, row.unit, row.range

    def _row_height(self) -> int:
        return QFontMetrics(self.font()).height() + 2 * self._theme.px(_VERTICAL)

    def _cells(self, top: int) -> list[QRect]:
        """The four cells of a row; in a narrow card the name gives way first."""
        gap, height = self._theme.px(_GAP), self._row_height()
        widths = [self._theme.px(width) for width in _WIDTHS]
        widths[0] = max(self._theme.px(60), min(widths[0], self.width() - sum(widths[1:]) - 3 * gap))
        cells, at = [], 0
        for width in widths:
            cells.append(QRect(at, top, width, height - 1))
            at += width + gap
        return cells
