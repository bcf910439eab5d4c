"""Booking a patient in: who, when, to whom, for what; an emergency says why it comes without a booking (§9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from app import appointments
from app.accounts import Account
from app.domain.appointment import Appointment, AppointmentDraft
from app.domain.clock import KAZAKHSTAN, local
from app.domain.errors import WorldError
from app.domain.patient import PatientRow
from ui.context import Context
from ui.day import words
from ui.messages import explain
from ui.number_fields import DateField, DigitField
from ui.patients.chooser import PatientChooser
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import grid, horizontal
from ui.widgets.sheet import Sheet

_MODALITIES = ("", "US", "ECG", "DX", "CT", "MR", "MG", "ES", "OT")
_MINUTES = (15, 20, 30, 45, 60, 90)
_LOOKED_DAYS = 30


@dataclass(frozen=True, slots=True)
class BookingWish:
    """What is known before the sheet opens."""

    starts_at: datetime | None = None
    day: date | None = None
    doctor_id: int | None = None
    modality: str = ""
    patient: PatientRow | None = None
    is_emergency: bool = False


class TimeField(DigitField):
    """Hours and minutes, 09:30; the colon comes by itself."""

    separator = ":"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(4, (2, 2), parent)

    @property
    def clock(self) -> time | None:
        digits = self.digits
        if len(digits) == 3:  # 930
            digits = "0" + digits
        if len(digits) != 4 or int(digits[:2]) > 23 or int(digits[2:]) > 59:
            return None
        return time(int(digits[:2]), int(digits[2:]))

    def set_time(self, at: time) -> None:
        self.set_digits(f"{at:%H%M}")


class BookingSheet(Sheet):
    """`booked(appointment)`. Without a wished time the next free one is found and offered."""

    booked = Signal(object)

    def __init__(
        self, context: Context, people: tuple[Account, ...], wish: BookingWish, parent: QWidget | None = None
    ) -> None:
        super().__init__(context.theme, parent, width=640)
        self._context, self._people, self._wish = context, people, wish
        self._asked_day = wish.day or local(context.practice.clock.now()).date()
        self._days_left = _LOOKED_DAYS
        self._build()
        self.retranslate()
        self._apply(wish)

    def _build(self) -> None:
        theme = self._context.theme
        self.chooser = PatientChooser(self._context)
        self._date, self._time, self._minutes = DateField(), TimeField(), QComboBox()
        self._doctor, self._modality, self._service = QComboBox(), QComboBox(), QLineEdit()
        self._emergency, self._reason = QCheckBox(), QLineEdit()
        for minutes in _MINUTES:
            self._minutes.addItem("", minutes)
        for account in self._people:
            self._doctor.addItem(account.name.full, account.account_id)
        for modality in _MODALITIES:
            self._modality.addItem("", modality)
        self._fields = {
            name: Field(theme, editor)
            for name, editor in (
                ("patient", self.chooser), ("date", self._date), ("time", self._time), ("minutes", self._minutes),
                ("doctor", self._doctor), ("modality", self._modality), ("service", self._service),
                ("reason", self._reason),
            )
        }  # fmt: skip
        self._next_free = Button(theme, icon="clock", kind="ghost")
        self._next_free.clicked.connect(self.find_next_free)
        rows = grid(theme, spacing=10)
        rows.addWidget(self._fields["patient"], 0, 0, 1, 6)
        rows.addWidget(self._fields["date"], 1, 2, 1, 2)
        rows.addWidget(self._fields["time"], 1, 4, 1, 2)
        rows.addWidget(self._fields["minutes"], 1, 0, 1, 2)
        rows.addWidget(self._next_free, 2, 0, 1, 6, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self._fields["doctor"], 3, 3, 1, 3)
        rows.addWidget(self._fields["modality"], 3, 0, 1, 3)
        rows.addWidget(self._fields["service"], 4, 0, 1, 6)
        rows.addWidget(self._emergency, 5, 0, 1, 6)
        rows.addWidget(self._fields["reason"], 6, 0, 1, 6)
        for column in range(6):
            rows.setColumnStretch(column, 1)
        self.body.addLayout(rows)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self._emergency.toggled.connect(self._show_emergency)
        self._cancel, self._book = Button(theme), Button(theme, icon="check", kind="primary")
        self._cancel.clicked.connect(self.reject)
        self._book.clicked.connect(self.book)
        foot = horizontal(theme, spacing=8)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._book)
        self.foot.addLayout(foot)

    def _apply(self, wish: BookingWish) -> None:
        self._minutes.setCurrentIndex(_MINUTES.index(30))
        wanted = wish.doctor_id if wish.doctor_id is not None else self._context.practice.actor.account_id
        self._doctor.setCurrentIndex(max(0, self._doctor.findData(wanted)))
        self._modality.setCurrentIndex(max(0, self._modality.findData(wish.modality)))
        self._emergency.setChecked(wish.is_emergency)
        self._show_emergency(wish.is_emergency)
        if wish.patient is not None:
            self.chooser.choose(wish.patient)
        if wish.starts_at is not None:
            self._put(wish.starts_at)
        elif not wish.is_emergency:
            self.find_next_free()
        focus_by_keyboard(self._time if wish.patient is not None else self.chooser.field)

    def _put(self, starts_at: datetime) -> None:
        at = local(starts_at)
        self._date.set_day(at.date())
        self._time.set_time(at.time())

    def field(self, name: str) -> QWidget:
        """The editor of a field by the field's name; `emergency` is the check box."""
        return self._emergency if name == "emergency" else self._fields[name].editor

    # next free time

    def find_next_free(self) -> None:
        """The first free time from the wished day on; pressed again, the one after what is shown."""
        self._days_left = _LOOKED_DAYS
        shown = self._date.day
        if shown is not None:
            self._asked_day = shown
        self._ask_free()

    def _ask_free(self) -> None:
        self._context.tasks.read(
            self, appointments.free_slots, self._asked_day,
            minutes=self._minutes.currentData(), doctor_id=self._doctor.currentData(), done=self._take_free,
        )  # fmt: skip

    def _take_free(self, found: tuple[datetime, ...]) -> None:
        shown = self._starts_at()
        later = [one for one in found if shown is None or one > shown]
        if later:
            self._put(later[0])
        elif self._days_left:
            self._days_left -= 1
            self._asked_day += timedelta(days=1)
            self._ask_free()
        else:
            self._say_problem(self.tr("There is no free time within 30 days. Choose another length or doctor."))

    def _starts_at(self) -> datetime | None:
        day, at = self._date.day, self._time.clock
        return datetime.combine(day, at, KAZAKHSTAN) if day and at else None

    # booking

    def book(self) -> None:
        if not self._fields_are_right():
            return
        row = self.chooser.patient
        assert row is not None
        self._book.setEnabled(False)
        if self._emergency.isChecked():
            self._context.tasks.write(
                self, appointments.walk_in, row.patient_id, self._reason.text(), minutes=self._minutes.currentData(),
                service=self._service.text(), modality=self._modality.currentData(),
                done=self._was_booked, failed=self._refused,
            )  # fmt: skip
            return
        starts_at = self._starts_at()
        assert starts_at is not None
        draft = AppointmentDraft(
            row.patient_id, starts_at, self._minutes.currentData(), self._doctor.currentData(),
            self._service.text().strip(), self._modality.currentData(),
        )  # fmt: skip
        self._context.tasks.write(self, appointments.book, draft, done=self._was_booked, failed=self._refused)

    def _fields_are_right(self) -> bool:
        emergency = self._emergency.isChecked()
        day_wrong = not emergency and self._date.day is None
        reason_missing = emergency and not self._reason.text().strip()
        time_wrong = not emergency and self._time.clock is None
        checks = (
            ("patient", "" if self.chooser.patient else self.tr("Choose a patient from the list.")),
            ("date", self.tr("There is no such day.") if day_wrong else ""),
            ("time", self.tr("Hours and minutes, e.g. 09:30.") if time_wrong else ""),
            ("reason", self.tr("Say why it is urgent: it is kept in the record.") if reason_missing else ""),
        )  # fmt: skip
        wrong = [name for name, problem in checks if problem]
        for name, problem in checks:
            self._fields[name].set_error(problem)
        if wrong:
            focus_by_keyboard(self.chooser.field if wrong[0] == "patient" else self._fields[wrong[0]].editor)
        return not wrong

    def _was_booked(self, booking: Appointment) -> None:
        self.accept()
        self.booked.emit(booking)

    def _refused(self, error: WorldError) -> None:
        self._book.setEnabled(True)
        self._say_problem(explain(error).sentence)

    def _say_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()

    # words

    def _show_emergency(self, on: bool) -> None:
        self._fields["reason"].setVisible(on)
        for name in ("date", "time", "doctor"):
            self._fields[name].setVisible(not on)
        self._next_free.setVisible(not on)
        self._say_title()

    def _say_title(self) -> None:
        emergency = self._emergency.isChecked()
        self.set_title(self.tr("Emergency without a booking") if emergency else self.tr("Book a patient"))
        self._book.setText((self.tr("Receive now") if emergency else self.tr("Book")) + "  Ctrl ⏎")

    def retranslate(self) -> None:
        self._say_title()
        for name, title in (
            ("patient", self.tr("Patient")), ("date", self.tr("Day")), ("time", self.tr("Time")),
            ("minutes", self.tr("Length")), ("doctor", self.tr("Doctor")),
            ("modality", self.tr("Device")), ("service", self.tr("What for")), ("reason", self.tr("Reason")),
        ):  # fmt: skip
            self._fields[name].set_texts(title)
        for index, minutes in enumerate(_MINUTES):
            self._minutes.setItemText(index, self.tr("%n min", "", minutes))
        for index, modality in enumerate(_MODALITIES):
            self._modality.setItemText(index, words.modality_word(modality) if modality else self.tr("no device"))
        self._emergency.setText(self.tr("Emergency: received without a booking"))
        self._next_free.setText(self.tr("Next free time"))
        self._cancel.setText(self.tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
