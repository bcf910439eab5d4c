"""A table of frozen rows: one model for every list of a place, and a view that is dressed alike everywhere.

The columns are functions of a row, so that a model holds no words of its own and follows the language by asking again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.theme import Theme, set_property
from ui.widgets.layouts import vertical

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """`text` and `tone` are asked when a cell is painted; `width` in pixels at 100 %, 0 takes the room that is left."""

    title: Callable[[], str]
    text: Callable[[Row], str]
    width: int = 0
    tone: Callable[[Row], str] | None = None  # colour token, or empty
    is_strong: bool = False


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows that are replaced as a whole; `key` tells which row is which, so that a selection survives."""

    def __init__(self, theme: Theme, columns: tuple[Column[Row], ...], key: Callable[[Row], object]) -> None:
        super().__init__()
        self._theme, self._columns, self._key = theme, columns, key
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def say_again(self) -> None:
        """The language changed."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def row_of(self, key: object) -> int:
        """-1 where it is not there."""
        return next((n for n, row in enumerate(self._rows) if self._key(row) == key), -1)

    def key_of(self, row: Row) -> object:
        return self._key(row)

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        return self._columns

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title()
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None:
            tone = column.tone(row)
            return QBrush(self._theme.colour(tone)) if tone else None
        if role == Qt.ItemDataRole.FontRole and column.is_strong:
            return self._theme.font(14.5, 600, tabular=True)
        return None


class RowsView(QTableView, Generic[Row]):
    """One selected row; Enter activates it. `put_rows` keeps selection and scroll (product rule 2)."""

    def __init__(self, theme: Theme, model: RowsModel[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._rows_model = theme, model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setProperty("ring", "frame")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, column in enumerate(model.columns):
            way = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(number, way)
        theme.changed.connect(self._size)
        self._size()

    def _size(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(self._theme.measures.row + 4))
        for number, column in enumerate(self._rows_model.columns):
            if column.width:
                self.setColumnWidth(number, self._theme.px(column.width))

    @property
    def current(self) -> Row | None:
        index = self.currentIndex()
        return self._rows_model.rows[index.row()] if index.isValid() else None

    def put_rows(self, rows: tuple[Row, ...]) -> None:
        """The chosen row stays chosen, and nobody is told, where it is still there; else its neighbour is chosen."""
        kept = self.current
        place = max(0, self.currentIndex().row())
        key = self._rows_model.key_of(kept) if kept is not None else None
        scrolled = self.verticalScrollBar().value()
        stays = kept is not None and any(self._rows_model.key_of(row) == key for row in rows)
        selection = self.selectionModel()
        blocked = selection.blockSignals(stays)
        self._rows_model.show_rows(rows)
        if rows:
            self.choose(self._rows_model.row_of(key) if stays else min(place, len(rows) - 1))
        selection.blockSignals(blocked)
        self.viewport().update()
        self.verticalScrollBar().setValue(scrolled)

    def choose(self, row: int) -> None:
        """Select a row without taking the focus."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._rows_model.index(row, 0), flags)

    def framed(self) -> QFrame:
        """The table in its card; the card's edge is the focus ring, rows would cover one of the table's own."""
        panel = QFrame()
        panel.setProperty("surface", "card")
        inside = vertical(self._theme, panel, margins=4, spacing=0)
        inside.addWidget(self)
        return panel

    def _ring(self, surface: str) -> None:
        panel = self.parentWidget()
        if isinstance(panel, QFrame) and panel.property("surface"):
            set_property(panel, "surface", surface)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring("selected")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring("card")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
