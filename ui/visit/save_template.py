"""Keeping the texts of the present note as a template: which rows, under which name, for whom."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.domain.errors import WorldError
from app.domain.identity import folded
from app.domain.patient import Patient
from app.domain.visit import TEXTS, VisitNote
from app.templates import save_template
from ui.context import Context
from ui.messages import explain
from ui.theme import focus_by_keyboard
from ui.visit import words
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import grid
from ui.widgets.sheet import Sheet


class SaveTemplateSheet(Sheet):
    """`saved(template)`. Indicators, diagnoses and the prescription belong to the patient and are never kept."""

    saved = Signal(object)

    def __init__(
        self, context: Context, note: VisitNote, language: str, patient: Patient, parent: QWidget | None = None
    ) -> None:
        super().__init__(context.theme, parent, width=640)
        self._context, self._language, self._patient = context, language, patient
        self._texts = {name: text for name in TEXTS if (text := getattr(note, name)).strip()}
        theme = context.theme
        self.name = QLineEdit()
        self.name.returnPressed.connect(self.save)
        self._name_field = Field(theme, self.name)
        self.body.addWidget(self._name_field)
        self._rows_title = label("", "field")
        self.body.addWidget(self._rows_title)
        rows = grid(theme, spacing=6)
        rows.setColumnStretch(1, 1)
        self._rows: dict[str, QCheckBox] = {}
        for number, (name, text) in enumerate(self._texts.items()):
            box = QCheckBox()
            box.setChecked(True)
            box.toggled.connect(lambda _: self._warn())
            self._rows[name] = box
            rows.addWidget(box, number, 0)
            rows.addWidget(Elided(" ".join(text.split()), "secondary"), number, 1)
        self.body.addLayout(rows)
        self.is_shared = QCheckBox()
        self.body.addWidget(self.is_shared)
        self._warning = label("", "warn", wrap=True)
        self._said = label("", "secondary", wrap=True)
        self.body.addWidget(self._warning)
        self.body.addWidget(self._said)
        self._cancel, self._save = Button(theme), Button(theme, icon="floppy-disk", kind="primary")
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self.save)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self._save)
        self.retranslate()
        focus_by_keyboard(self.name)

    def chosen_texts(self) -> dict[str, str]:
        return {name: self._texts[name] for name, box in self._rows.items() if box.isChecked()}

    def save(self) -> None:
        self._context.tasks.write(
            self, save_template, self.name.text(), self._language, self.chosen_texts(),
            is_shared=self.is_shared.isChecked(), done=self._was_saved, failed=self._refused,
        )  # fmt: skip

    def _was_saved(self, template: object) -> None:
        self.accept()
        self.saved.emit(template)

    def _refused(self, error: WorldError) -> None:
        self._name_field.set_error(explain(error).sentence)

    def _warn(self) -> None:
        """A template is not of one patient: their name in it is pointed out."""
        names = {folded(part) for part in (self._patient.name.surname, self._patient.name.given) if len(part) > 3}
        written = folded(" ".join(self.chosen_texts().values()))
        number = self._patient.iin.value if self._patient.iin else ""
        is_named = any(name in written for name in names) or bool(number and number in written)
        self._warning.setText(
            self.tr("The text names this patient. Take that out of the note first, or leave the row out.")
            if is_named
            else ""
        )
        self._warning.setVisible(is_named)

    def retranslate(self) -> None:
        self.set_title(self.tr("Save this note as a template"))
        self._name_field.set_texts(self.tr("Name of the template"))
        self._rows_title.setText(self.tr("Rows that it keeps"))
        for name, box in self._rows.items():
            box.setText(words.field_word(name))
        self.is_shared.setText(self.tr("For every doctor of this practice"))
        self._said.setText(
            self.tr("Indicators, diagnoses and the prescription are not kept. Write ___ or words in braces for a gap.")
            if self._texts
            else self.tr("Nothing is written in the note yet.")
        )
        self._cancel.setText(self.tr("Cancel"))
        self._save.setText(self.tr("Save"))
        self._save.setEnabled(bool(self._texts))
        self._warn()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
