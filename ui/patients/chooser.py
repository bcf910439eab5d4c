"""Choosing a patient inside another form: a search field with its results under it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app import patients
from app.domain.patient import PatientRow
from ui import formats
from ui.context import Context
from ui.widgets.layouts import vertical

_LIMIT = 6


class PatientChooser(QWidget):
    """`chosen(row)`; the field then shows the two identifiers of the chosen patient until it is edited again."""

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.patient: PatientRow | None = None
        column = vertical(context.theme, self, spacing=4)
        self.field = QLineEdit()
        self.field.textEdited.connect(self._ask)
        self.field.installEventFilter(self)
        self._list = QListWidget()
        self._list.setProperty("compact", "true")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(lambda _: self._take())
        self._list.hide()
        self.setFocusProxy(self.field)
        column.addWidget(self.field)
        column.addWidget(self._list)
        self.retranslate()

    def choose(self, row: PatientRow) -> None:
        self.patient = row
        self.field.setText(formats.two_identifiers(row.name, row.iin, row.birth_date))
        self._list.hide()
        self.chosen.emit(row)

    def _ask(self, typed: str) -> None:
        self.patient = None
        if typed.strip():
            self._context.tasks.search(self, patients.find, typed, _LIMIT, done=self._show)
        else:
            self._list.hide()

    def _show(self, rows: tuple[PatientRow, ...]) -> None:
        if self.patient is not None:
            return
        self._list.clear()
        for row in rows:
            born = formats.day(row.birth_date)
            item = QListWidgetItem(" · ".join(part for part in (row.name.full, born, formats.iin(row.iin)) if part))
            item.setData(Qt.ItemDataRole.UserRole, row)
            self._list.addItem(item)
        if not rows:
            nobody = QListWidgetItem(self.tr("Nobody found. A new patient is entered with Ctrl+Shift+N."))
            nobody.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nobody)
        self._list.setCurrentRow(0 if rows else -1)
        self._list.setFixedHeight(self._context.theme.px(30) * max(1, len(rows)) + 4)
        self._list.show()

    def _take(self) -> None:
        row = self._list.currentIndex().data(Qt.ItemDataRole.UserRole)
        if row is not None:
            self.choose(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not self._list.isVisible():
            return False
        key = cast("QKeyEvent", event).key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            return True
        if key == Qt.Key.Key_Escape:
            self._list.hide()
            return True
        return False

    def setAccessibleName(self, name: str) -> None:
        """The field has the keys, so the field must be called what the whole is called."""
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)

    def retranslate(self) -> None:
        self.field.setPlaceholderText(self.tr("Name, IIN or phone"))
        self.field.setAccessibleName(self.accessibleName() or self.tr("Name, IIN or phone"))
        self._list.setAccessibleName(self.tr("Found patients"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
