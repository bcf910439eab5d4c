"""The list at the left of the help: all topics, or what was found; one line each, two where a section was found."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import icons
from ui.help.book import Entry
from ui.theme import Theme
from ui.tokens import MEASURES

Index = QModelIndex | QPersistentModelIndex
_ROW, _TALL_ROW = 34, 50


class Contents(QListView):
    """`show_entries(entries)`, `choose(entry)`, `current`; the list keeps its row while the language changes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Entries(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", "true")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self._model.entries

    @property
    def current(self) -> Entry | None:
        row = self.currentIndex().row()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        self._model.show(entries)

    def choose(self, row: int) -> None:
        """Put the mark on a row; outside the list it stays where it is."""
        if 0 <= row < len(self.entries):
            self.setCurrentIndex(self._model.index(row))
            self.scrollTo(self.currentIndex())

    def step(self, by: int) -> None:
        self.choose(max(0, min(len(self.entries) - 1, self.currentIndex().row() + by)))


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: tuple[Entry, ...]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.section or entry.title
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return ", ".join(part for part in (entry.title, entry.section) if part)
        return entry if role == Qt.ItemDataRole.UserRole else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        return QSize(0, self._theme.px(_TALL_ROW if entry.section else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        theme = self._theme
        rect: QRect = option.rect.adjusted(0, theme.px(1), 0, -theme.px(1))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            focused = self._view.hasFocus()
            painter.setPen(theme.colour("accent") if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection"))
            painter.drawRoundedRect(rect.adjusted(1, 0, -1, -1), theme.px(6), theme.px(6))
        side = theme.px(MEASURES.icon)
        spot = QRectF(rect.left() + theme.px(10), rect.center().y() - side / 2, side, side)
        icons.draw(painter, entry.icon, spot, theme.colour("accent_text" if chosen else "secondary"))
        left = round(spot.right()) + theme.px(10)
        room = QRect(left, rect.top(), rect.right() - theme.px(8) - left, rect.height())
        if entry.section:
            upper = QRect(room.left(), room.top() + theme.px(3), room.width(), room.height() // 2)
            self._line(painter, upper, entry.section, "text", MEASURES.text, 600)
            lower = QRect(room.left(), upper.bottom() - theme.px(3), room.width(), room.height() // 2)
            self._line(painter, lower, entry.title, "secondary", MEASURES.small, 400)
        else:
            self._line(painter, room, entry.title, "text", MEASURES.text, 600 if chosen else 400)
        painter.restore()

    def _line(self, painter: QPainter, room: QRect, text: str, colour: str, size: float, weight: int) -> None:
        painter.setFont(self._theme.font(size, weight))
        painter.setPen(self._theme.colour(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
