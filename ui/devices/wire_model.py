"""The lines of the wire log as a table: two thousand of them without lag, filtered without asking again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush

from app.domain.clock import local
from app.domain.heard import WireEntry
from app.wire import LINES
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
WIDTHS = (124, 78, 136, 150, 36, 122, 0)
_SIGNS = {"in": "→", "out": "←"}


@dataclass(frozen=True, slots=True)
class WireFilter:
    """Empty fields let everything through; `peer` and `calling` are those of one device."""

    transport: str = ""
    kind: str = ""
    text: str = ""
    calling: str = ""
    peer: str = ""

    def lets(self, one: WireEntry) -> bool:
        return (
            (not self.transport or one.transport == self.transport)
            and (not self.kind or one.kind == self.kind)
            and (not self.peer or one.peer == self.peer)
            # A line before the device said its name belongs to whoever is at that address.
            and (not self.calling or not one.calling or one.calling == self.calling)
            and (not self.text or self.text in f"{one.calling} {one.peer} {one.text}".casefold())
        )


class WireModel(QAbstractTableModel):
    """`add` appends, `set_filter` shows others of the same lines; the oldest beyond two thousand go."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._all: list[WireEntry] = []
        self._shown: list[WireEntry] = []
        self._filter = WireFilter()
        self._titles = [""] * len(WIDTHS)

    @property
    def entries(self) -> tuple[WireEntry, ...]:
        """All lines, whatever the filter."""
        return tuple(self._all)

    @property
    def filter(self) -> WireFilter:
        return self._filter

    def add(self, entries: Sequence[WireEntry]) -> None:
        self._all += entries
        del self._all[:-LINES]
        wanted = [one for one in entries if self._filter.lets(one)][-LINES:]
        surplus = len(self._shown) + len(wanted) - LINES
        if surplus > 0:
            self.beginRemoveRows(QModelIndex(), 0, surplus - 1)
            del self._shown[:surplus]
            self.endRemoveRows()
        if wanted:
            first = len(self._shown)
            self.beginInsertRows(QModelIndex(), first, first + len(wanted) - 1)
            self._shown += wanted
            self.endInsertRows()

    def set_filter(self, wanted: WireFilter) -> None:
        if wanted != self._filter:
            self._filter = wanted
            self._show()

    def clear(self) -> None:
        self._all.clear()
        self._show()

    def set_titles(self, titles: Sequence[str]) -> None:
        self._titles = list(titles)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(WIDTHS) - 1)

    def entry(self, row: int) -> WireEntry:
        return self._shown[row]

    def _show(self) -> None:
        self.beginResetModel()
        self._shown = [one for one in self._all if self._filter.lets(one)]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(WIDTHS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(one, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == len(WIDTHS) - 1:
            return one.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _cell(one, index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            token = "secondary" if index.column() < len(WIDTHS) - 1 else "text"
            return QBrush(self._theme.colour(token))
        return None


def _cell(one: WireEntry, column: int) -> str:
    if column == 0:
        here = local(one.at)
        return f"{here:%H:%M:%S}.{here.microsecond // 1000:03d}"
    return (
        one.transport.upper(), one.peer, one.calling.replace("^", " ").strip(), _SIGNS.get(one.direction, ""),
        one.kind, one.text,
    )[column - 1]  # fmt: skip
