"""The fields of one medicine. Only the medicine is in view until something is written in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.domain.prescription import FIELDS, PrescriptionLine
from ui.theme import Theme, focus_by_keyboard
from ui.visit import words
from ui.visit.search_field import SearchField
from ui.widgets.labels import label
from ui.widgets.layouts import grid, horizontal, vertical

# Field -> row, column, columns taken of twelve.
_PLACES = {
    "form": (0, 0, 4), "dose": (0, 4, 3), "route": (0, 7, 2), "frequency": (0, 9, 3),
    "duration": (1, 0, 2), "quantity": (1, 2, 2), "note": (1, 4, 8),
}  # fmt: skip
_LONGEST = 200  # letters


class LineFields(QWidget):
    """`edited()` after each key, `finished()` by Enter in the last field."""

    edited = Signal()
    focused = Signal()
    finished = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = vertical(theme, self, spacing=4)
        self._first = horizontal(theme, spacing=8)
        self.medicine = SearchField()
        self.medicine.setProperty("bare", "true")
        self.medicine.focused.connect(self.focused)
        self._first.addWidget(self.medicine, 1)
        self._column.addLayout(self._first)
        self._below = vertical(theme, spacing=0)
        self._column.addLayout(self._below)
        self._details = QWidget()
        rows = grid(theme, self._details, spacing=6)
        self._fields: dict[str, QLineEdit] = {"medicine": self.medicine}
        self._titles: dict[str, QLabel] = {}
        for name, (row, column, columns) in _PLACES.items():
            part = QWidget()
            inside = vertical(theme, part, spacing=1)
            title, field = label("", "tertiary"), QLineEdit()
            field.setProperty("small", "true")
            field.installEventFilter(self)
            title.setBuddy(field)
            inside.addWidget(title)
            inside.addWidget(field)
            rows.addWidget(part, row, column, 1, columns)
            self._fields[name], self._titles[name] = field, title
        for column in range(12):
            rows.setColumnStretch(column, 1)
        self._column.addWidget(self._details)
        for field in self._fields.values():
            field.setMaxLength(_LONGEST)
            field.textEdited.connect(lambda _: self._was_edited())
        self._show_details()

    def put_beside(self, widget: QWidget) -> None:
        """Something at the right of the medicine."""
        self._first.addWidget(widget)

    def put_below_medicine(self, widget: QWidget) -> None:
        self._below.addWidget(widget)

    def field(self, name: str) -> QLineEdit:
        return self._fields[name]

    def line(self) -> PrescriptionLine:
        return PrescriptionLine(**{name: self._fields[name].text().strip() for name in FIELDS})

    def put(self, line: PrescriptionLine) -> None:
        for name, field in self._fields.items():
            field.setText(getattr(line, name))
            field.setCursorPosition(0)
        self._show_details()

    @property
    def focused_name(self) -> str:
        """The field that has the keys; empty where none has."""
        return next((name for name, field in self._fields.items() if field.hasFocus()), "")

    def _was_edited(self) -> None:
        self._show_details()
        self.edited.emit()

    def _show_details(self) -> None:
        is_written_in = self.focused_name not in ("", "medicine")  # what has the keys does not vanish under the hands
        self._details.setVisible(is_written_in or not self.line().is_empty)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next field; behind the last one the line is written."""
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._go_on(watched)
            return True
        return False

    def _go_on(self, watched: QObject) -> None:
        names = list(self._fields)
        at = next(index for index, name in enumerate(names) if self._fields[name] is watched)
        if at + 1 < len(names):
            focus_by_keyboard(self._fields[names[at + 1]])
        else:
            self.finished.emit()

    def retranslate(self) -> None:
        self.medicine.setAccessibleName(words.prescription_word("medicine"))
        for name, title in self._titles.items():
            title.setText(words.prescription_word(name))
            self._fields[name].setAccessibleName(words.prescription_word(name))
