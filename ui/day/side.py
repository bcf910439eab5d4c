"""Beside the day: its figures, the booking under the cursor with what can be done to it, the board for moving."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.domain.access import Permission
from app.domain.appointment import Appointment, AppointmentState
from ui import formats
from ui.chip import Chip
from ui.context import Context
from ui.day import words
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, vertical

_COUNTED = (AppointmentState.DONE, AppointmentState.IN_ROOM, AppointmentState.ARRIVED, AppointmentState.NO_SHOW)
_STANDING = (AppointmentState.BOOKED, AppointmentState.ARRIVED)


class DaySide(QWidget):
    """Tells what is wanted; the day does it."""

    state_wanted = Signal(object, object)  # Appointment, AppointmentState
    visit_wanted = Signal(object)
    card_wanted = Signal(object)
    move_wanted = Signal(object)
    move_left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._booking: Appointment | None = None
        self._board: Appointment | None = None
        column = vertical(context.theme, self, spacing=12)
        column.addWidget(self._counts_panel())
        column.addWidget(self._booking_panel())
        column.addWidget(self._board_panel())
        column.addStretch(1)
        self.retranslate()

    def _panel(self, surface: str) -> tuple[QFrame, QVBoxLayout]:
        panel = QFrame()
        panel.setProperty("surface", surface)
        return panel, vertical(self._context.theme, panel, margins=(14, 12), spacing=6)

    def _counts_panel(self) -> QFrame:
        panel, inside = self._panel("card")
        self._counts_title = label("", "section")
        inside.addWidget(self._counts_title)
        self._count_words: dict[AppointmentState, QLabel] = {}
        self._counts: dict[AppointmentState, QLabel] = {}
        for state in _COUNTED:
            row = horizontal(self._context.theme, spacing=8)
            self._count_words[state], self._counts[state] = label("", "secondary"), label("0", "strong")
            row.addWidget(self._count_words[state], 1)
            row.addWidget(self._counts[state])
            inside.addLayout(row)
        return panel

    def _booking_panel(self) -> QFrame:
        theme = self._context.theme
        self._panel_of_booking, inside = self._panel("card")
        self._booking_title = label("", "section")
        self._name = label("", "strong", wrap=True)
        self._what = label("", "secondary", wrap=True)
        self._chip = Chip()
        for widget in (self._booking_title, self._name, self._what, self._chip):
            inside.addWidget(widget)
        self._start = Button(theme, icon="play", kind="primary")
        self._arrived = Button(theme, icon="check")
        self._card = Button(theme, icon="identification-card")
        self._move = Button(theme, icon="arrows-out-cardinal")
        self._no_show = Button(theme, icon="user-minus")
        self._cancel = Button(theme, icon="x")
        self._start.clicked.connect(lambda: self.visit_wanted.emit(self._booking))
        self._card.clicked.connect(lambda: self.card_wanted.emit(self._booking))
        self._move.clicked.connect(lambda: self.move_wanted.emit(self._booking))
        for button, state in (
            (self._arrived, AppointmentState.ARRIVED),
            (self._no_show, AppointmentState.NO_SHOW),
            (self._cancel, AppointmentState.CANCELLED),
        ):
            button.clicked.connect(lambda _=False, wanted=state: self.state_wanted.emit(self._booking, wanted))
        for button in (self._start, self._arrived, self._card, self._move, self._no_show, self._cancel):
            inside.addWidget(button)
        self._panel_of_booking.hide()
        return self._panel_of_booking

    def _board_panel(self) -> QFrame:
        panel, inside = self._panel("dashed")
        self._board_title = label("", "section")
        self._board_words = label("", "secondary", wrap=True)
        self._board_leave = Button(self._context.theme)
        self._board_leave.clicked.connect(self.move_left)
        self._board_leave.hide()
        for widget in (self._board_title, self._board_words, self._board_leave):
            inside.addWidget(widget)
        return panel

    def show_counts(self, appointments: tuple[Appointment, ...], *, is_today: bool) -> None:
        counted = Counter(one.state for one in appointments)
        for state, figure in self._counts.items():
            figure.setText(str(counted[state]))
        self._counts_title.setText(self.tr("Today") if is_today else self.tr("On this day"))

    def show_booking(self, booking: Appointment | None) -> None:
        """What can be done to it; buttons that do not apply are away."""
        self._booking = booking
        self._panel_of_booking.setVisible(booking is not None)
        if booking is None:
            return
        actor = self._context.practice.actor
        self._name.setText(booking.patient_name.full)
        minutes = self.tr("%n min", "", booking.minutes)
        number = self.tr("No. {number}").format(number=booking.accession_number)
        self._what.setText("\n".join(
            part for part in (
                f"{formats.clock(booking.starts_at)} · {minutes}",
                booking.emergency_reason or booking.service, number,
                words.device_word(booking.device_state, booking.device),
            ) if part
        ))  # fmt: skip
        self._chip.set(words.state_word(booking.state), words.state_tone(booking.state))
        standing = booking.state in _STANDING
        self._start.setVisible(actor.may(Permission.CLINICAL_WRITE) and (standing or self._is_in_room(booking)))
        self._arrived.setVisible(booking.state in (AppointmentState.BOOKED, AppointmentState.NO_SHOW))
        self._move.setVisible(booking.state in (AppointmentState.BOOKED, AppointmentState.NO_SHOW))
        self._no_show.setVisible(booking.state is AppointmentState.BOOKED)
        self._cancel.setVisible(standing or booking.state is AppointmentState.NO_SHOW)
        for button in (self._arrived, self._move, self._no_show, self._cancel):
            button.setEnabled(actor.may(Permission.SCHEDULE))
        self._start.setText(
            self.tr("Go on with the visit") if self._is_in_room(booking) else self.tr("Start the visit")
        )

    @staticmethod
    def _is_in_room(booking: Appointment) -> bool:
        return booking.state is AppointmentState.IN_ROOM

    def show_board(self, booking: Appointment | None) -> None:
        self._board = booking
        self._board_leave.setVisible(booking is not None)
        if booking is None:
            self._board_words.setText(self.tr("“Move” lays a booking here, until you choose its new time"))
        else:
            self._board_words.setText(
                self.tr("{patient}: choose the new time, on this day or another, and press Enter").format(
                    patient=formats.short_name(booking.patient_name)
                )
            )

    def retranslate(self) -> None:
        for state, word in self._count_words.items():
            word.setText(
                {
                    AppointmentState.DONE: self.tr("Received"),
                    AppointmentState.IN_ROOM: self.tr("In the room"),
                    AppointmentState.ARRIVED: self.tr("Waiting"),
                    AppointmentState.NO_SHOW: self.tr("Did not come"),
                }[state]
            )
        self._counts_title.setText(self.tr("Today"))
        self._booking_title.setText(self.tr("Selected"))
        self._arrived.setText(self.tr("Arrived"))
        self._card.setText(self.tr("Open the card"))
        self._move.setText(self.tr("Move"))
        self._no_show.setText(self.tr("Did not come"))
        self._cancel.setText(self.tr("Cancel the booking"))
        self._board_title.setText(self.tr("Board"))
        self._board_leave.setText(self.tr("Leave it where it was"))
        self.show_board(self._board)
        self.show_booking(self._booking)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
