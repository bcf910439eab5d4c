"""The day (F2), home of the program: a column for each doctor or device, the line of now, everything by keyboard.

Arrows walk the day, Enter on free time books, Enter on a booking opens the patient's card. What stands under the
cursor is acted on at the right: arrived, start the visit, move, cancel. A booking that is being moved lies on the
board until Enter on free time gives it its new place, on this day or another.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from app import accounts, appointments, undo
from app.accounts import Account
from app.domain.access import Permission, Role
from app.domain.appointment import Appointment, AppointmentState
from app.domain.clock import local
from app.domain.events import AppointmentChanged, OrderChanged, PatientChanged
from app.visits import start_visit
from ui import formats
from ui.context import Context
from ui.day import words
from ui.day.booking import BookingSheet, BookingWish
from ui.day.grid import DayGrid
from ui.day.layout import Column
from ui.day.side import DaySide
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical


class DayScreen(QWidget):
    """Shows one day; `show_subject` takes a day, a wish to book, or `book` or `emergency`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._today = local(context.practice.clock.now()).date()
        self._day = self._today
        self._people: tuple[Account, ...] = ()
        self._appointments: tuple[Appointment, ...] = ()
        self._moving: Appointment | None = None
        self._build()
        self._clock = QTimer(self)
        self._clock.setInterval(30_000)
        self._clock.timeout.connect(self._tick)
        context.bridge.happened.connect(self._happened)
        self.retranslate()
        context.tasks.read(self, accounts.accounts, done=self._take_people)

    def _build(self) -> None:
        theme = self._context.theme
        row = horizontal(theme, self, margins=(16, 12, 16, 12), spacing=16)
        column = vertical(theme, spacing=10)
        head = horizontal(theme, spacing=8)
        self._title = label("", "page")
        self._back = Button(theme, icon="caret-left", kind="tool")
        self._today_button = Button(theme)
        self._forward = Button(theme, icon="caret-right", kind="tool")
        self._free = Button(theme, icon="clock")
        self._emergency = Button(theme, icon="first-aid")
        self._book = Button(theme, icon="plus", kind="primary")
        for widget in (self._title, self._back, self._today_button, self._forward):
            head.addWidget(widget)
        head.addStretch(1)
        for widget in (self._free, self._emergency, self._book):
            head.addWidget(widget)
        column.addLayout(head)
        panel = QFrame()
        panel.setProperty("surface", "card")
        inside = vertical(theme, panel, margins=2, spacing=0)
        self.grid = DayGrid(self._context)
        inside.addWidget(self.grid)
        column.addWidget(panel, 1)
        row.addLayout(column, 1)
        self.side = DaySide(self._context)
        sized(theme, self.side, width=250)
        row.addWidget(self.side)
        self._connect()

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.show_day(self._day - timedelta(days=1)))
        self._forward.clicked.connect(lambda: self.show_day(self._day + timedelta(days=1)))
        self._today_button.clicked.connect(lambda: self.show_day(self._today))
        self._free.clicked.connect(self.find_free_time)
        self._emergency.clicked.connect(lambda: self.book(BookingWish(is_emergency=True)))
        self._book.clicked.connect(lambda: self.book(self._wish_at_cursor()))
        self.grid.current_changed.connect(self.side.show_booking)
        self.grid.opened.connect(lambda booking: self._context.navigation.open_patient(booking.patient_id))
        self.grid.slot_chosen.connect(self._slot_chosen)
        self.grid.dropped.connect(self._dropped)
        self.side.state_wanted.connect(self.set_state)
        self.side.visit_wanted.connect(self.start_visit)
        self.side.card_wanted.connect(lambda booking: self._context.navigation.open_patient(booking.patient_id))
        self.side.move_wanted.connect(self.begin_move)
        self.side.move_left.connect(self.leave_move)

    # the day that is shown

    def show_subject(self, subject: object) -> None:
        if isinstance(subject, date):
            self.show_day(subject)
        elif isinstance(subject, BookingWish):
            self.book(subject)
        elif subject == "emergency":
            self.book(BookingWish(is_emergency=True))
        elif subject == "book":
            self.book(BookingWish(day=self._day))

    def show_day(self, day: date) -> None:
        self._day = day
        self._say_day()
        self.reload()

    def reload(self) -> None:
        self._context.tasks.read(self, appointments.day, self._day, done=self.take_day)

    def _take_people(self, people: tuple[Account, ...]) -> None:
        self._people = tuple(one for one in people if Role.DOCTOR in one.roles) or people
        self.reload()

    def take_day(self, found: tuple[Appointment, ...]) -> None:
        if any(local(one.starts_at).date() != self._day for one in found):
            return  # the answer for a day that was left meanwhile
        self._appointments = found
        self._show()

    def _show(self) -> None:
        now = self._context.practice.clock.now()
        self.grid.show_day(self._day, self._columns(), self._appointments, now)
        self.side.show_counts(self._appointments, is_today=self._day == self._today)

    def _columns(self) -> tuple[Column, ...]:
        """Doctors first, then each kind of device that somebody is booked for on this day."""
        doctors = [
            Column(f"{one.name.given} {one.name.surname}".strip(), one.position, one.account_id) for one in self._people
        ]
        known = {one.doctor_id for one in doctors}
        if any(not one.modality and one.doctor_id not in known for one in self._appointments):
            doctors.append(Column(self.tr("Without a doctor")))
        modalities = dict.fromkeys(one.modality for one in self._appointments if one.modality)
        devices = [Column(words.modality_word(modality), self.tr("device"), None, modality) for modality in modalities]
        return (*doctors, *devices)

    def _happened(self, event: object) -> None:
        if isinstance(event, AppointmentChanged | OrderChanged | PatientChanged) and self.isVisible():
            self.reload()

    def _tick(self) -> None:
        """Every half minute: the line of now, and the change of the day."""
        now = self._context.practice.clock.now()
        today = local(now).date()
        if today != self._today:
            was_today, self._today = self._day == self._today, today
            if was_today:
                self.show_day(today)
        self.grid.set_now(now)

    # bookings

    def _wish_at_cursor(self) -> BookingWish:
        column = self.grid.columns[self.grid.cursor_column] if self.grid.columns else Column("")
        starts_at = self.grid.cursor_moment if self.grid.current is None and self.grid.hasFocus() else None
        return BookingWish(starts_at=starts_at, day=self._day, doctor_id=column.doctor_id, modality=column.modality)

    def book(self, wish: BookingWish) -> None:
        sheet = BookingSheet(self._context, self._people, wish, self.window())
        sheet.booked.connect(self._was_booked)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def find_free_time(self) -> None:
        self.book(BookingWish(day=self._day, doctor_id=self._wish_at_cursor().doctor_id))

    def _was_booked(self, booking: Appointment) -> None:
        day = local(booking.starts_at).date()
        self._notice(self.tr("{patient} is booked for {time}"), booking)
        if day != self._day:
            self.show_day(day)
        else:
            self._context.tasks.read(self, appointments.day, day, done=lambda found: self._stand_on(found, booking))

    def _stand_on(self, found: tuple[Appointment, ...], booking: Appointment) -> None:
        self.take_day(found)
        self.grid.put_cursor_on(booking.appointment_id)
        focus_by_keyboard(self.grid)

    def _slot_chosen(self, column: int, moment: datetime) -> None:
        if self._moving is not None:
            self._move(self._moving, column, moment)
        else:
            self.book(self._wish_at_cursor())

    def _dropped(self, booking: Appointment, column: int, moment: datetime) -> None:
        self._move(booking, column, moment)

    def begin_move(self, booking: Appointment) -> None:
        """Lay the booking on the board; the next free time that is chosen is its new place."""
        self._moving = booking
        self.grid.set_moving(True)
        self.side.show_board(booking)
        focus_by_keyboard(self.grid)

    def leave_move(self) -> None:
        self._moving = None
        self.grid.set_moving(False)
        self.side.show_board(None)

    def _move(self, booking: Appointment, column: int, moment: datetime) -> None:
        doctor = self.grid.columns[column].doctor_id
        self._context.tasks.write(
            self, appointments.move, booking.appointment_id, moment, doctor_id=doctor, done=self._was_moved
        )

    def _was_moved(self, booking: Appointment) -> None:
        self.leave_move()
        self._notice(self.tr("{patient} is moved to {time}"), booking)

    def set_state(self, booking: Appointment, state: AppointmentState) -> None:
        def done(changed: Appointment) -> None:
            self._notice(f"{{patient}}: {words.state_word(state)}", changed)

        self._context.tasks.write(self, appointments.set_state, booking.appointment_id, state, done=done)

    def start_visit(self, booking: Appointment) -> None:
        """Open the visit of this booking in the card."""
        self._context.tasks.write(
            self,
            start_visit,
            booking.patient_id,
            booking.appointment_id,
            done=lambda visit: self._context.navigation.open_patient(visit.patient_id),
        )

    def _notice(self, sentence: str, booking: Appointment) -> None:
        words_of = sentence.format(
            patient=formats.short_name(booking.patient_name), time=formats.moment(booking.starts_at)
        )
        self._context.navigation.notice(words_of, undo=self._take_back)

    def _take_back(self) -> None:
        self._context.tasks.write(self, undo.undo, done=lambda _: self.reload())

    # words

    def _say_day(self) -> None:
        self._title.setText(formats.long_day(self._day))

    def retranslate(self) -> None:
        self._say_day()
        self._back.setAccessibleName(self.tr("Day before"))
        self._forward.setAccessibleName(self.tr("Day after"))
        for button in (self._back, self._forward):
            button.setToolTip(button.accessibleName())
        self._today_button.setText(self.tr("Today"))
        self._free.setText(self.tr("Free time"))
        self._emergency.setText(self.tr("Emergency"))
        self._book.setText(self.tr("Book"))
        self.grid.setAccessibleName(self.tr("Bookings of the day"))
        self.grid.set_words({state: words.state_word(state) for state in AppointmentState}, self.tr("emergency"))
        may = self._context.practice.actor.may(Permission.SCHEDULE)
        for button in (self._free, self._emergency, self._book):
            button.setEnabled(may)
        if self._people:
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick()
        self._clock.start()
        if self._people:
            self.reload()
        focus_by_keyboard(self.grid)
