"""The line that says whose thing is shown, at the head of every place that shows one (product rule 4)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app import patients
from app.domain.patient import Patient
from ui import formats
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided
from ui.widgets.layouts import horizontal, vertical


class WhoStrip(QFrame):
    """Back, the two identifiers with what is shown below, and room for buttons at the right (`add`)."""

    patient_known = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._patient: Patient | None = None
        self._patient_id: int | None = None
        self.setProperty("surface", "strip")
        theme = context.theme
        self._row = horizontal(theme, self, margins=(12, 8), spacing=8)
        self._back = Button(theme, icon="arrow-left", kind="round")
        self._back.clicked.connect(context.navigation.back)
        self._row.addWidget(self._back)
        words = vertical(theme, spacing=0)
        self._who = Elided("", "title")
        self._what = Elided("", "secondary")
        words.addWidget(self._who)
        words.addWidget(self._what)
        self._row.addLayout(words, 1)
        self.retranslate()

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    def show_patient(self, patient_id: int | None) -> None:
        self._patient, self._patient_id = None, patient_id
        self._say_who()
        if patient_id is not None:
            self._context.tasks.read(self, patients.get, patient_id, done=self._take)

    @property
    def identity(self) -> tuple[str, ...]:
        """The two identifiers, for a picture that shows them again; empty while nobody is known."""
        one = self._patient
        return (formats.two_identifiers(one.name, one.iin, one.birth_date),) if one else ()

    def show_what(self, what: str) -> None:
        self._what.setText(what)

    def _take(self, patient: Patient) -> None:
        if patient.patient_id == self._patient_id:
            self._patient = patient
            self._say_who()
            self.patient_known.emit(patient)

    def _say_who(self) -> None:
        if self._patient is not None:
            one = self._patient
            identified = formats.two_identifiers(one.name, one.iin, None)
            self._who.setText(" · ".join(part for part in (identified, formats.day(one.birth_date)) if part))
        else:
            self._who.setText("" if self._patient_id is not None else self.tr("Not given to a patient yet"))

    def retranslate(self) -> None:
        self._back.setAccessibleName(self.tr("Back"))
        self._back.setToolTip(self.tr("Back"))
        self._say_who()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
