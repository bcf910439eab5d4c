"""Readings in one typed line (§15): `120/80 72`, `глюкоза 5,6`, `салмақ 82,5 кеше 8:00`; shown as understood.

Enter keeps them. What a living person hardly has, or a word that is not understood, is asked for once: Enter again
keeps it as typed. Nothing is refused but a moment that has not come.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app import readings, undo
from app.domain.access import Permission
from app.domain.errors import WorldError
from app.domain.hand_reading import HandReading, HandValue, read_line
from app.domain.observation import ResultSource
from app.domain.patient import Patient
from ui import formats
from ui.card.import_sheet import ImportSheet
from ui.chip import Chip, Tone
from ui.commands import Command, shown
from ui.context import Context
from ui.messages import explain
from ui.results import words as result_words
from ui.theme import focus_by_keyboard
from ui.visit.flow import FlowLayout
from ui.widgets.buttons import Button, Segmented
from ui.widgets.labels import Glyph
from ui.widgets.layouts import horizontal, sized, vertical

SHORTCUT = "Ctrl+M"


class ReadingLine(QFrame):
    """Hidden until it is wanted (`open_line`); Esc puts it away and gives the keys back."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._patient: Patient | None = None
        self._asked_for = ""  # the line that was asked for once: Enter keeps it now
        self._came_from: QWidget | None = None
        self.setProperty("surface", "strip")
        theme = context.theme
        rows = vertical(theme, self, margins=(18, 8), spacing=6)
        row = horizontal(theme, spacing=8)
        self.field = QLineEdit()
        self.field.textChanged.connect(self._show_understood)
        self.field.returnPressed.connect(self.keep)
        self.source = Segmented((ResultSource.HAND.value, ResultSource.PATIENT_DEVICE.value))
        self.source.choose(ResultSource.HAND.value)
        self._keep = Button(theme, icon="check", kind="primary")
        self._file = Button(theme, icon="file-arrow-up")
        self._keep.clicked.connect(self.keep)
        self._file.clicked.connect(self.choose_file)
        row.addWidget(Glyph(theme, "heartbeat", "text"))
        row.addWidget(self.field, 1)
        for widget in (self.source, self._keep, self._file):
            row.addWidget(widget)
        rows.addLayout(row)
        self._understood = QWidget()
        self._flow = FlowLayout(theme, self._understood, spacing=6)
        sized(theme, self._understood, min_height=24)
        rows.addWidget(self._understood)
        self.chips: list[Chip] = []
        self.hide()
        self.retranslate()

    def add_commands(self, owner: QWidget) -> None:
        add = self._context.commands.add
        may = lambda: owner.isVisible() and self._may  # noqa: E731  a condition, not a function to call
        add(Command("reading.type", lambda: self.tr("Type readings: pressure, glucose, weight …"), self.open_line,
                    SHORTCUT, "heartbeat", may), owner)  # fmt: skip
        add(Command("reading.import", lambda: self.tr("Take a file of results into the card"), self.choose_file, "",
                    "file-arrow-up", may), owner)  # fmt: skip

    @property
    def _may(self) -> bool:
        return self._patient is not None and self._context.practice.actor.may(Permission.CLINICAL_WRITE)

    def show_patient(self, patient: Patient) -> None:
        """Of whom the line is; another patient's half line is put away."""
        if self._patient is None or self._patient.patient_id != patient.patient_id:
            self.field.clear()
            self.hide()
        self._patient = patient

    def open_line(self) -> None:
        if not self.isVisible():
            self._came_from = self.window().focusWidget()
        self.show()
        focus_by_keyboard(self.field)
        self._show_understood()

    def put_away(self) -> None:
        self.field.clear()
        self.hide()
        before, self._came_from = self._came_from, None
        if before is not None and before.isVisible():
            focus_by_keyboard(before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)

    # keeping

    def keep(self) -> None:
        """Keep what was understood, after a second look where something is odd."""
        reading, line = self._read(), self.field.text()
        if self._patient is None or not reading.values:
            self._show_understood()
            focus_by_keyboard(self.field)
            return
        is_odd = bool(reading.not_understood) or any(one.is_doubtful for one in reading.values)
        if is_odd and self._asked_for != line:
            self._asked_for = line
            self._show_understood()
            return
        self._context.tasks.write(
            self, readings.add_by_hand, self._patient.patient_id, reading.values, at=reading.at,
            source=ResultSource(self.source.current), comment=_comment(reading),
            done=lambda _: self._kept(reading), failed=self._failed,
        )  # fmt: skip

    def _kept(self, reading: HandReading) -> None:
        self.field.clear()
        what = ", ".join(_written(one) for one in reading.values)
        self._context.navigation.notice(self.tr("Kept: {values}").format(values=what), undo=self._take_back)

    def _take_back(self) -> None:
        self._context.tasks.write(self, undo.undo)

    def _failed(self, error: WorldError) -> None:
        self._context.navigation.notice(explain(error).sentence, "bad")

    def choose_file(self) -> None:
        """A file of the patient's device, or of a device without a connection."""
        if self._patient is not None:
            sheet = ImportSheet(self._context, self._patient, self.window())
            sheet.imported.connect(
                lambda values: self._context.navigation.notice(
                    self.tr("%n value(s) are in the card", "", values), undo=self._take_back
                )
            )
            sheet.finished.connect(sheet.deleteLater)
            sheet.start()

    # what is understood

    def _read(self) -> HandReading:
        return read_line(self.field.text(), self._context.practice.clock.now())

    def _show_understood(self) -> None:
        if self.field.text() != self._asked_for:
            self._asked_for = ""
        reading = self._read()
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.chips = [Chip(text, tone) for text, tone in self._chips(reading)]
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.show()
        self._keep.setEnabled(bool(reading.values) and not reading.is_in_future)

    def _chips(self, reading: HandReading) -> list[tuple[str, Tone]]:
        if not self.field.text().strip():
            return [(self.tr("Write as you say it: 120/80 72 · glucose 5.6 · weight 82.5 · yesterday 8:00"), "neutral")]
        found: list[tuple[str, Tone]] = []
        for one in reading.values:
            doubt = " — " + self.tr("is that right?") if one.is_doubtful else ""
            found.append((_written(one) + doubt, "warn" if one.is_doubtful else "ok"))
        if reading.comment:
            found.append((reading.comment, "ok"))
        if reading.at is not None:
            when = formats.moment(reading.at)
            words = self.tr("{moment}: has not come yet").format(moment=when) if reading.is_in_future else when
            found.append((words, "bad" if reading.is_in_future else "accent"))
        if reading.not_understood:
            words = self.tr("not understood: {words}").format(words=" ".join(reading.not_understood))
            found.append((words, "warn"))
        if self._asked_for and self._asked_for == self.field.text():
            found.append((self.tr("Enter once more keeps it so"), "accent"))
        return found

    # words

    def retranslate(self) -> None:
        self.field.setPlaceholderText(self.tr("Readings, e.g. 120/80 72"))
        self.field.setAccessibleName(self.tr("Readings in one line"))
        self.source.set_titles({
            ResultSource.HAND.value: self.tr("measured here"),
            ResultSource.PATIENT_DEVICE.value: self.tr("by the patient at home"),
        })  # fmt: skip
        self.source.setAccessibleName(self.tr("Who measured"))
        self._keep.setText(self.tr("Keep"))
        self._file.setText(self.tr("From a file"))
        self.setToolTip(shown(SHORTCUT))
        self._show_understood()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _written(one: HandValue) -> str:
    return f"{result_words.indicator(one.name)} {one.text} {result_words.unit(one.unit)}".strip()


def _comment(reading: HandReading) -> str:
    """How it was measured, and words that a person kept though nothing understood them."""
    return "; ".join(part for part in (reading.comment, " ".join(reading.not_understood)) if part)
