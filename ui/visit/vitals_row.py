"""The indicators of the objective status as one line of small fields, with the body mass index worked out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.domain.visit import Vitals
from ui.context import Context
from ui.key_positions import digit
from ui.theme import set_property
from ui.visit import vitals, words
from ui.visit.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized

_WIDTHS = {"pressure": 70}


class FigureField(QLineEdit):
    """Takes digits, comma, point and slash; on the Kazakh layout the keys of the number row give digits."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        figure = digit(event)
        if figure and figure != event.text():
            self.insert(figure)
            return
        typed = event.text()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if plain and typed.isprintable() and typed and typed not in "0123456789,./- ":
            return
        super().keyPressEvent(event)


class VitalsRow(QWidget):
    """`changed()` after each key; `reading()` is what the fields say now."""

    changed = Signal()
    focused = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        row = FlowLayout(theme, self, spacing=10, line_spacing=4)
        self._fields: dict[str, FigureField] = {}
        self._words: dict[str, tuple[QLabel, QLabel]] = {}
        for name in words.VITALS:
            part = QWidget()
            inside = horizontal(theme, part, spacing=4)
            title, unit = label("", "secondary"), label("", "tertiary")
            field = FigureField()
            field.setMaxLength(9)
            field.setProperty("small", "true")
            sized(theme, field, width=_WIDTHS.get(name, 46))
            field.textEdited.connect(lambda _: self._edited())
            field.installEventFilter(self)
            for widget in (title, field, unit):
                inside.addWidget(widget)
            self._fields[name], self._words[name] = field, (title, unit)
            row.addWidget(part)
        self._index = label("", "secondary")
        row.addWidget(self._index)
        self.retranslate()

    def put(self, stored: Vitals) -> None:
        for name, text in vitals.written(stored).items():
            if self._fields[name].text() != text:
                self._fields[name].setText(text)
        self._mark()

    def reading(self) -> vitals.ReadVitals:
        return vitals.read({name: field.text() for name, field in self._fields.items()})

    def field(self, name: str) -> QLineEdit:
        return self._fields[name]

    @property
    def last_field(self) -> QLineEdit:
        return list(self._fields.values())[-1]

    def _edited(self) -> None:
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        reading = self.reading()
        for name, field in self._fields.items():
            problem = ""
            if name in reading.unreadable:
                problem = self.tr("This is not a number; it will not be in the document.")
            elif name in reading.doubtful:
                problem = self.tr("Unusual value: please look at it again.")
            set_property(field, "state", "bad" if problem else "")
            field.setToolTip(problem or words.vital_name(name))
            field.setAccessibleDescription(problem)
        self._index.setText(words.body_mass_index(reading.vitals.body_mass_index))

    def retranslate(self) -> None:
        for name, (title, unit) in self._words.items():
            text, measure = words.vital_word(name)
            title.setText(text)
            unit.setText(measure)
            self._fields[name].setAccessibleName(words.vital_name(name))
        self._mark()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            name = next(name for name, field in self._fields.items() if field is watched)
            self.focused.emit(name)
        return False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
