"""One box for everything (Ctrl+K): patients by IIN, phone or any spelling of the name, and commands.

It lies over the search box of the top bar. Up and Down move, Enter runs, Esc closes; the mouse is not needed.
Incoming answers replace the list but keep the chosen row when it is still there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)  # fmt: skip
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)  # fmt: skip

from app.domain.identity import folded
from app.domain.patient import PatientRow
from ui import icons
from ui.commands import Command, Commands, shown
from ui.navigation import Navigation
from ui.tasks import Tasks
from ui.theme import Theme
from ui.tokens import MEASURES
from ui.widgets.labels import label
from ui.widgets.layouts import vertical

Index = QModelIndex | QPersistentModelIndex
Find = Callable[..., tuple[PatientRow, ...]]

_PATIENTS = 8
_COMMANDS = 8
_ROW = 44


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what it is called, what tells it from others, what Enter does."""

    key: str
    icon: str
    title: str
    detail: str
    aside: str
    run: Callable[[], object]


class Palette(QFrame):
    """`open()` over `anchor`; `find` is the use case that searches patients, asked through `tasks.search`."""

    def __init__(
        self, theme: Theme, tasks: Tasks, commands: Commands, navigation: Navigation, find: Find, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._theme, self._tasks, self._commands, self._navigation, self._find = (
            theme,
            tasks,
            commands,
            navigation,
            find,
        )
        self._patients: tuple[PatientRow, ...] = ()
        self._before: QWidget | None = None
        self._anchor: QWidget | None = None
        self.setProperty("surface", "popover")
        column = vertical(theme, self, margins=8, spacing=6)
        self.field = QLineEdit()
        self.field.setProperty("large", "true")
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        column.addWidget(self.field)
        self.model = _Entries(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_EntryDelegate(theme, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setUniformItemSizes(True)
        self.view.setProperty("compact", "true")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(lambda index: self._run(index.row()))
        column.addWidget(self.view, 1)
        self._nothing = label("", "secondary", wrap=True)
        column.addWidget(self._nothing)
        self._keys = label("", "tertiary")
        column.addWidget(self._keys)
        self.retranslate()
        self.hide()

    def open(self, anchor: QWidget) -> None:
        """Show it over the search box and take the keyboard; `close` gives the keyboard back."""
        self._anchor = anchor
        self._before = self._window.window().focusWidget()
        self.field.clear()
        self._patients = ()
        self._fill()
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Close it and put the keyboard back to where it was."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def retranslate(self) -> None:
        self.field.setPlaceholderText(self.tr("Search or command"))
        self.field.setAccessibleName(self.tr("Search or command"))
        self.view.setAccessibleName(self.tr("Found"))
        self._nothing.setText(self.tr("Nothing found. A part of the surname, the IIN or the phone is enough."))
        self._keys.setText(self.tr("↑ ↓ choose · Enter opens · Esc closes"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        left = watched is self.field and event.type() == QEvent.Type.FocusOut
        if left and self.isVisible() and self.window().isActiveWindow():
            self.hide()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
        step = steps.get(Qt.Key(event.key())) if event.key() in {key.value for key in steps} else None
        if step is not None:
            row = min(max(self.view.currentIndex().row() + step, 0), self.model.rowCount() - 1)
            self.view.setCurrentIndex(self.model.index(row))
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run(self.view.currentIndex().row())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return True
        return False

    def _typed(self, typed: str) -> None:
        if len(typed.strip()) < 2:
            self._patients = ()
            self._fill()
            return
        self._fill()
        self._tasks.search(self, self._find, typed, _PATIENTS, done=self._found)

    def _found(self, rows: Sequence[PatientRow]) -> None:
        self._patients = tuple(rows)
        self._fill()

    def _fill(self) -> None:
        current = self.model.key(self.view.currentIndex().row())
        typed = self.field.text().strip()
        entries = [self._patient(row) for row in self._patients] + [
            self._command(command) for command in matching(self._commands, typed)
        ]
        self.model.set(entries)
        row = next((at for at, entry in enumerate(entries) if entry.key == current), 0)
        if entries:
            self.view.setCurrentIndex(self.model.index(row if typed else 0))
        self.view.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        self._place()

    def _patient(self, row: PatientRow) -> Entry:
        number = f"{row.iin.value[:6]} {row.iin.value[6:]}" if row.iin else ""
        birth = f"{row.birth_date:%d.%m.%Y}" if row.birth_date else ""
        detail = " · ".join(
            part for part in (birth, self.tr("IIN {number}").format(number=number) if number else "") if part
        )
        patient_id = row.patient_id
        return Entry(
            f"patient {patient_id}",
            "user",
            row.name.full,
            detail,
            "",
            lambda: self._navigation.open_patient(patient_id),
        )

    def _command(self, command: Command) -> Entry:
        key = command.key
        return Entry(
            key,
            command.icon or "caret-right",
            command.title(),
            "",
            shown(command.shortcut),
            lambda: self._commands.run(key),
        )

    def _run(self, row: int) -> None:
        entry = self.model.entry(row)
        if entry is None:
            return
        self.dismiss()
        entry.run()

    def _place(self) -> None:
        if self._anchor is None:
            return
        window = self._window
        corner = self._anchor.mapTo(window, self._anchor.rect().topLeft())
        rows = min(self.model.rowCount(), 10)
        found = rows * self._theme.px(_ROW) if rows else self._nothing.sizeHint().height()
        around = self.field.sizeHint().height() + self._keys.sizeHint().height() + self._theme.px(8 + 6 + 6 + 8 + 2)
        height = min(found + around, window.height() - self._theme.px(40))
        width = min(max(self._anchor.width(), self._theme.px(560)), window.width() - self._theme.px(32))
        left = min(corner.x(), window.width() - width - self._theme.px(16))
        self.setGeometry(left, max(self._theme.px(6), corner.y() - self._theme.px(4)), width, height)


def matching(commands: Commands, typed: str) -> list[Command]:
    """Enabled commands whose title holds every typed word, in any spelling; the first ones where nothing is typed."""
    words = folded(typed).split()
    found = [
        one
        for one in commands
        if not one.hidden and one.enabled() and all(word in folded(one.title()) for word in words)
    ]
    return found[:_COMMANDS]


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def set(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def key(self, row: int) -> str:
        entry = self.entry(row)
        return entry.key if entry else ""

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return ", ".join(part for part in (entry.title, entry.detail, entry.aside) if part)
        if role == Qt.ItemDataRole.UserRole:
            return entry
        return None


class _EntryDelegate(QStyledItemDelegate):
    """Icon, title, what tells it apart in a quieter colour, the shortcut at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        theme = self._theme
        rect: QRect = option.rect.adjusted(0, theme.px(1), 0, -theme.px(1))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection"))
            painter.drawRoundedRect(rect, theme.px(6), theme.px(6))
        side = theme.px(MEASURES.icon)
        spot = QRectF(rect.left() + theme.px(12), rect.center().y() - side / 2, side, side)
        icons.draw(painter, entry.icon, spot, theme.colour("secondary"))
        left = round(spot.right()) + theme.px(12)
        right = rect.right() - theme.px(12)
        right -= self._aside(painter, entry.aside, QRect(left, rect.top(), right - left, rect.height()))
        painter.setFont(theme.font(weight=600))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, right - left)
        painter.setPen(theme.colour("text"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), middle, title)
        left += metrics.horizontalAdvance(title) + theme.px(12)
        if entry.detail and right > left:
            painter.setFont(theme.font(tabular=True))
            painter.setPen(theme.colour("secondary"))
            detail = painter.fontMetrics().elidedText(entry.detail, Qt.TextElideMode.ElideRight, right - left)
            painter.drawText(QRect(left, rect.top(), right - left, rect.height()), middle, detail)
        painter.restore()

    def _aside(self, painter: QPainter, text: str, room: QRect) -> int:
        if not text:
            return 0
        painter.setFont(self._theme.font(MEASURES.small, 600))
        painter.setPen(self._theme.colour("tertiary"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        return painter.fontMetrics().horizontalAdvance(text) + self._theme.px(12)
