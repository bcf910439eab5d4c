"""One report's observations as a table model: name, value, unit, range, flag, previous value."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush

from app.domain.observation import Observation
from ui import formats
from ui.results import words
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NAME, VALUE, UNIT, RANGE, FLAG, PREVIOUS, TREND = range(7)


class ObservationModel(QAbstractTableModel):
    """Values stand as the device sent them; the flag is told in words beside its colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[Observation, ...] = ()
        self._heads: tuple[str, ...] = ("",) * 7

    def show_rows(self, rows: tuple[Observation, ...]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def set_heads(self, heads: tuple[str, ...]) -> None:
        self._heads = heads
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 6)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 6))

    def observation(self, row: int) -> Observation:
        return self._rows[row]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 7

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._heads[section]
            if role == Qt.ItemDataRole.TextAlignmentRole and section in (VALUE, PREVIOUS):
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.comment or self._text(row, column)
        return self._look(row, column, role)

    def _look(self, row: Observation, column: int, role: int) -> Any:
        """Alignment, colour and weight; abnormal values stand out in both."""
        tone = words.tone_of(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (VALUE, PREVIOUS):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            if column in (VALUE, FLAG) and tone:
                return QBrush(self._theme.colour(tone))
            if column in (UNIT, RANGE, PREVIOUS, TREND):
                return QBrush(self._theme.colour("secondary"))
        if role == Qt.ItemDataRole.FontRole and column == VALUE:
            return self._theme.font(14.5, 600 if tone else 400, tabular=True)
        return None

    @staticmethod
    def _text(row: Observation, column: int) -> str:
        previous = (
            f"{row.previous_text} ({formats.day(row.previous_at.date())})" if row.previous_at else row.previous_text
        )
        return (
            row.name or row.code,
            row.value_text,
            words.unit(row.unit),
            row.reference_range,
            words.flags(row),
            previous,
            words.change(row),
        )[column]
