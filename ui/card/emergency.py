"""A visit without a booking: the reason is asked for and kept (§9)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.patient import Patient
from ui import formats
from ui.context import Context
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.sheet import Sheet


class EmergencySheet(Sheet):
    """`reason_given(text)` to receive the patient now, `booking_wanted()` to book instead."""

    reason_given = Signal(str)
    booking_wanted = Signal()

    def __init__(self, context: Context, patient: Patient, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=560)
        self._patient = patient
        self._words = label("", "secondary", wrap=True)
        self.body.addWidget(self._words)
        self.reason = QLineEdit()
        self._field = Field(context.theme, self.reason)
        self.body.addWidget(self._field)
        self._cancel = Button(context.theme)
        self._book = Button(context.theme, icon="calendar-plus")
        self._receive = Button(context.theme, icon="first-aid", kind="primary")
        self._cancel.clicked.connect(self.reject)
        self._book.clicked.connect(self._wants_booking)
        self._receive.clicked.connect(self.receive)
        self.reason.returnPressed.connect(self.receive)
        self.foot.addStretch(1)
        for button in (self._cancel, self._book, self._receive):
            self.foot.addWidget(button)
        self.retranslate()
        focus_by_keyboard(self.reason)

    def receive(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self._field.set_error(self.tr("Say why it is urgent: it is kept in the record."))
            return
        self.accept()
        self.reason_given.emit(reason)

    def _wants_booking(self) -> None:
        self.reject()
        self.booking_wanted.emit()

    def retranslate(self) -> None:
        self.set_title(self.tr("There is no booking today"))
        self.set_subject(formats.two_identifiers(self._patient.name, self._patient.iin, self._patient.birth_date))
        self._words.setText(
            self.tr("A planned visit has a booking. In an emergency the patient is received at once, with the reason.")
        )
        self._field.set_texts(self.tr("Reason of the emergency"))
        self._cancel.setText(self.tr("Cancel"))
        self._book.setText(self.tr("Book"))
        self._receive.setText(self.tr("Receive now"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
