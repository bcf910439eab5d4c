"""A day without the mouse: reception, an arrival while the doctor types, a stranger in a message (scenarios S2 to S4).

The real window in this process, the real hub as a process, devices that send over sockets.
"""

from __future__ import annotations

import contextlib
import threading
import time
from datetime import date
from typing import cast

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea
from sqlalchemy import select

from app import appointments, inbox, patients
from app.domain.appointment import AppointmentState
from app.domain.clock import local
from app.domain.errors import WorldError
from app.domain.identity import Iin, PersonName, Sex
from app.domain.patient import Patient, PatientDraft
from app.stand_ins.device_objects import Sitter, ultrasound
from app.stand_ins.device_senders import send_objects
from db.tables.journal import JournalTable
from journeys.keyboard import Hands, said
from journeys.senders import LOOPBACK
from journeys.workplace import Workplace

pytestmark = pytest.mark.usefixtures("qapp")

ASEL = PatientDraft(
    PersonName("Құсайынова", "Әсел", "Нұрланқызы"), date(1985, 6, 15), Sex.FEMALE, Iin("850615400125"), consent=True
)
STRANGER = Sitter(PersonName("Оңғарбаев", "Ғалым"), "19700101", Sex.MALE, None, patient_id="US-17")


@pytest.fixture
def asel(workplace: Workplace) -> Patient:
    return workplace.practice.write(patients.add, ASEL)


@pytest.mark.clause("9")
def test_a_reception_books_moves_and_takes_an_emergency(workplace: Workplace, asel: Patient) -> None:
    hands = workplace.hands
    command(hands, "Book a patient")
    hands.until(lambda: hands.is_on(said("BookingSheet", "Patient")), "the patient is asked for")
    choose(hands, "кусайын", "Құсайынова")
    hands.until(lambda: "10:30" in hands.screen(), "the next free time is offered")
    hands.press("Ctrl+Enter")
    hands.sees(said("DaySide", "Move"))
    assert [(one.state, local(one.starts_at).hour) for one in today(workplace)] == [(AppointmentState.BOOKED, 10)]

    hands.go_to(said("DaySide", "Move"))
    hands.press("Enter")
    hands.until(lambda: hands.is_on(said("DayScreen", "Bookings of the day")), "the day waits for the new time")
    hands.press("Down", times=4)
    hands.press("Enter")
    hands.until(lambda: local(today(workplace)[0].starts_at).hour == 12, "it is moved")
    hands.press("Ctrl+Z")
    hands.until(lambda: local(today(workplace)[0].starts_at).hour == 10, "it is back")

    command(hands, "Emergency without a booking")
    choose(hands, "кусаин асел", "Құсайынова")
    hands.press("Ctrl+Enter")
    hands.sees(said("BookingSheet", "Say why it is urgent: it is kept in the record."))
    assert hands.is_on(said("BookingSheet", "Reason"))
    hands.type("боль в груди")
    hands.press("Ctrl+Enter")
    hands.until(lambda: len(today(workplace)) == 2, "received")
    (urgent,) = (one for one in today(workplace) if one.emergency_reason)
    assert (urgent.emergency_reason, urgent.state) == ("боль в груди", AppointmentState.ARRIVED)
    assert ("appointment.book", "боль в груди") in journal(workplace)


@pytest.mark.clause("15")
def test_an_ultrasound_arrives_while_the_doctor_types_and_moves_nothing(workplace: Workplace, asel: Patient) -> None:
    hands = workplace.hands
    hands.press("Ctrl+K")
    hands.type("кусаин")
    hands.until(lambda: hands.listed("Құсайынова"), "found")
    hands.press("Enter")
    hands.sees(said("IdentityStrip", "Start a visit"))
    hands.go_to(said("IdentityStrip", "Start a visit"))
    hands.press("Enter")
    hands.until(lambda: hands.is_on(said("EmergencySheet", "Reason of the emergency")), "there is no booking")
    hands.type("острая боль")
    hands.press("Enter")
    hands.until(lambda: hands.is_on(said("visit", "Complaints")), "the note is open")
    hands.type("Оң жақ қабырға астындағы ауыру")
    field = cast("QPlainTextEdit", hands.focus)
    hands.press("Shift+Left", times=5)
    before = place_of(field)

    sending = threading.Thread(target=send, args=(workplace, Sitter(ASEL.name, "19850615", ASEL.sex, ASEL.iin), 3))
    sending.start()
    hands.until(lambda: said("EntryFrame", "new") in hands.words(), "the row is there")
    sending.join()
    assert hands.focus is field
    assert place_of(field) == before
    hands.type("ауруы")  # over what is selected, as if nothing had happened
    assert field.toPlainText() == "Оң жақ қабырға астындағы ауруы"


@pytest.mark.clause("15")
def test_a_stranger_in_a_message_is_registered_and_it_is_taken_back(workplace: Workplace, asel: Patient) -> None:
    hands = workplace.hands
    send(workplace, STRANGER, 1)
    hands.until(lambda: len(waiting(workplace)) == 1, "kept, and given to nobody")
    hands.press("F4")
    hands.until(lambda: hands.listed("Оңғарбаев"), "it waits in the inbox")
    hands.go_to(said("InboxScreen", "Register as a new patient"))
    hands.press("Enter")
    hands.sees(said("PatientForm", "Patronymic"))
    assert {"Оңғарбаев", "Ғалым", "01.01.1970"} <= set(hands.words())
    hands.press("Ctrl+Enter")
    hands.until(lambda: not waiting(workplace), "it is in the new patient's card")
    assert len(workplace.practice.read(patients.find, "онгарбаев")) == 1
    hands.until(lambda: "Оңғарбаев" not in hands.words(), "the form is closed")
    hands.press("Ctrl+Z")
    hands.until(lambda: len(waiting(workplace)) == 1, "it waits again")
    hands.until(lambda: hands.listed("Оңғарбаев"), "and is on the screen")


def command(hands: Hands, title: str) -> None:
    """By the palette, as one who does not know the shortcut."""
    hands.press("Ctrl+K")
    hands.type(said("Commands", title))
    hands.until(lambda: hands.listed(said("Commands", title)), "the command is offered")
    hands.press("Enter")


def choose(hands: Hands, typed: str, name: str) -> None:
    hands.type(typed)
    hands.until(lambda: hands.listed(name), "the patient is offered")
    hands.press("Enter")


def today(workplace: Workplace) -> tuple[appointments.Appointment, ...]:
    return workplace.practice.read(appointments.day, local(workplace.moment).date())


def waiting(workplace: Workplace) -> tuple[inbox.InboxItem, ...]:
    return workplace.practice.read(inbox.items)


def journal(workplace: Workplace) -> list[tuple[str, str]]:
    wanted = select(JournalTable.action, JournalTable.reason)
    return workplace.practice.read(lambda session, _actor: [(one, why) for one, why in session.execute(wanted)])


def send(workplace: Workplace, sitter: Sitter, count: int) -> None:
    """An ultrasound device stores `count` images; it tries again while the hub is starting."""
    images = [ultrasound(sitter, workplace.moment, frames=1, size=64) for _ in range(count)]
    for _ in range(150):
        with contextlib.suppress(WorldError):
            send_objects(LOOPBACK, workplace.dicom_port, images, calling="VOLUSON")
            return
        time.sleep(0.1)
    raise AssertionError("the hub did not start")


def place_of(field: QPlainTextEdit) -> tuple[int, int, int]:
    """Caret, other end of the selection, and where the page is scrolled to."""
    page = field.parentWidget()
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    assert isinstance(page, QScrollArea)
    return field.textCursor().position(), field.textCursor().anchor(), page.verticalScrollBar().value()
