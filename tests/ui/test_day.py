"""Morning reception by keyboard (scenario S2): book, move, arrive, start; an emergency is taken with its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app import appointments, patients, undo
from app.accounts import accounts
from app.domain.appointment import Appointment, AppointmentDraft, AppointmentState
from app.domain.clock import KAZAKHSTAN
from app.domain.identity import Iin, PersonName
from app.domain.patient import Patient, PatientDraft
from ui.context import Context
from ui.day.booking import BookingSheet, BookingWish
from ui.day.layout import Column, place
from ui.day.screen import DayScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]
Typed = Callable[[QWidget, str], None]


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=KAZAKHSTAN)


@pytest.fixture
def booked(work: Context, asel: Patient) -> Appointment:
    draft = AppointmentDraft(asel.patient_id, at(15), 30, None, "Повторный приём")
    return work.practice.write(appointments.book, draft)


@pytest.fixture
def screen(qtbot: QtBot, work: Context, settled: Settled) -> DayScreen:
    made = DayScreen(work)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    settled()
    return made


def _state(work: Context, booking: Appointment) -> AppointmentState:
    return work.practice.read(appointments.get, booking.appointment_id).state


def test_overlapping_bookings_stand_side_by_side_and_nobody_is_hidden() -> None:
    def one(number: int, hour: int, minute: int, minutes: int, modality: str = "") -> Appointment:
        return Appointment(
            number, str(number), number, PersonName("П"), at(hour, minute), minutes, 1, "", modality, str(number),
            AppointmentState.BOOKED, "",
        )  # fmt: skip

    columns = (Column("doctor", doctor_id=1), Column("US", modality="US"))
    placed = {
        p.appointment.appointment_id: p
        for p in place((one(1, 9, 0, 60), one(2, 9, 30, 30), one(3, 10, 0, 30), one(4, 9, 0, 30, "US")), columns)
    }
    assert (placed[1].lane, placed[2].lane, placed[1].lanes, placed[2].lanes) == (0, 1, 2, 2)
    assert (placed[3].lane, placed[3].lanes) == (0, 1)
    assert placed[4].column == 1


@pytest.mark.clause("9")
def test_a_patient_is_booked_by_keyboard_into_the_next_free_time(
    qtbot: QtBot, work: Context, asel: Patient, booked: Appointment, settled: Settled, typed: Typed,
    pressed: Callable[..., None],
) -> None:  # fmt: skip
    sheet = BookingSheet(work, work.practice.read(accounts), BookingWish())
    qtbot.addWidget(sheet)
    sheet.show()
    settled()
    assert sheet.field("time").text() == "13:00"  # the clock of the test stands at 13:00
    typed(sheet.chooser.field, "кусаин")
    settled()
    pressed(sheet.chooser.field, Qt.Key.Key_Return)
    with qtbot.waitSignal(sheet.booked) as done:
        sheet.book()
    settled()
    assert done.args[0].patient_id == asel.patient_id
    assert done.args[0].starts_at == at(13)


def test_a_taken_time_is_refused_in_words_and_the_sheet_stays(
    qtbot: QtBot, work: Context, asel: Patient, booked: Appointment, settled: Settled
) -> None:
    sheet = BookingSheet(work, work.practice.read(accounts), BookingWish(starts_at=at(15, 15)))
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.chooser.choose(work.practice.read(patients.recent)[0])
    sheet.book()
    settled()
    assert sheet.isVisible()
    assert len(work.practice.read(appointments.day, date(2026, 11, 23))) == 1


def test_arrived_then_started_opens_the_card(
    qtbot: QtBot, work: Context, booked: Appointment, screen: DayScreen, settled: Settled
) -> None:
    screen.grid.put_cursor_on(booked.appointment_id)
    screen.set_state(booked, AppointmentState.ARRIVED)
    settled()
    assert _state(work, booked) is AppointmentState.ARRIVED
    with qtbot.waitSignal(work.navigation.wanted) as went:
        screen.start_visit(booked)
    settled()
    assert went.args == ["card", booked.patient_id]
    assert _state(work, booked) is AppointmentState.IN_ROOM


def test_a_booking_moves_over_the_board_to_another_day_and_back_by_undo(
    work: Context, booked: Appointment, screen: DayScreen, settled: Settled, pressed: Callable[..., None]
) -> None:
    screen.grid.put_cursor_on(booked.appointment_id)
    screen.begin_move(booked)
    screen.show_day(date(2026, 11, 24))
    settled()
    screen.grid.setFocus()
    pressed(screen.grid, Qt.Key.Key_Home)
    pressed(screen.grid, Qt.Key.Key_Down)
    pressed(screen.grid, Qt.Key.Key_Down)  # from 08:00 to 09:00
    pressed(screen.grid, Qt.Key.Key_Return)
    settled()
    assert work.practice.read(appointments.get, booked.appointment_id).starts_at == at(9, day=24)
    work.practice.write(undo.undo)
    assert work.practice.read(appointments.get, booked.appointment_id).starts_at == booked.starts_at


@pytest.mark.clause("9")
def test_an_emergency_needs_its_reason_and_starts_now(
    qtbot: QtBot, work: Context, asel: Patient, settled: Settled, typed: Typed
) -> None:
    sheet = BookingSheet(work, work.practice.read(accounts), BookingWish(is_emergency=True))
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.chooser.choose(work.practice.read(patients.recent)[0])
    sheet.book()
    settled()
    assert work.practice.read(appointments.day, date(2026, 11, 23)) == ()
    typed(sheet.field("reason"), "боль в груди")
    with qtbot.waitSignal(sheet.booked) as done:
        sheet.book()
    settled()
    assert done.args[0].emergency_reason == "боль в груди"
    assert done.args[0].state is AppointmentState.ARRIVED


def test_somebody_elses_booking_appears_and_the_cursor_stays(
    work: Context, booked: Appointment, screen: DayScreen, settled: Settled
) -> None:
    screen.grid.setFocus()
    screen.grid.put_cursor_on(booked.appointment_id)
    focused, scrolled = QApplication.focusWidget(), screen.grid.verticalScrollBar().value()
    other = work.practice.write(patients.add, PatientDraft(PersonName("Ким", "Светлана"), iin=Iin("620101401002")))
    work.practice.write(appointments.book, AppointmentDraft(other.patient_id, at(16)))
    settled()
    assert screen.grid.current is not None
    assert screen.grid.current.appointment_id == booked.appointment_id
    assert QApplication.focusWidget() is focused
    assert screen.grid.verticalScrollBar().value() == scrolled


def test_what_the_cursor_stands_on_is_told_to_screen_readers(
    booked: Appointment, screen: DayScreen, pressed: Callable[..., None]
) -> None:
    screen.grid.put_cursor_on(booked.appointment_id)
    assert "Құсайынова Әсел" in screen.grid.accessibleDescription()
    pressed(screen.grid, Qt.Key.Key_Down)
    assert "Құсайынова" not in screen.grid.accessibleDescription()
    assert "15:30" in screen.grid.accessibleDescription()
