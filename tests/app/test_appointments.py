"""Bookings: accession numbers of ours, free slots, states that make sense, the emergency with its reason (§9)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app import appointments, patients
from app.domain.access import Actor
from app.domain.appointment import Appointment, AppointmentDraft, AppointmentState
from app.domain.clock import FixedClock
from app.domain.errors import NotFound, Refused
from app.domain.identity import PersonName
from app.domain.patient import DocumentKind, PatientDraft
from db.store import Store
from db.tables.journal import JournalTable

DAY = date(2026, 11, 24)
NINE = datetime(2026, 11, 24, 4, tzinfo=UTC)  # 09:00 in Kazakhstan


@pytest.fixture
def patient_id(store: Store, actor: Actor) -> int:
    with store.writing() as session:
        draft = PatientDraft(PersonName("Омарова", "Сәуле"), document_kind=DocumentKind.OTHER)
        return patients.add(session, actor, draft).patient_id


def booked(
    store: Store, actor: Actor, patient_id: int, at: datetime = NINE, minutes: int = 30, emergency: str = ""
) -> Appointment:
    draft = AppointmentDraft(patient_id, at, minutes, service="УЗИ", modality="us", emergency_reason=emergency)
    with store.writing() as session:
        return appointments.book(session, actor, draft)


def set_state(store: Store, actor: Actor, one: Appointment, state: AppointmentState) -> Appointment:
    with store.writing() as session:
        return appointments.set_state(session, actor, one.appointment_id, state)


@pytest.mark.clause("9")
def test_a_booking_stands_in_the_day_and_in_the_journal(store: Store, actor: Actor, patient_id: int) -> None:
    one = booked(store, actor, patient_id)
    assert one.doctor_id == actor.account_id
    assert one.modality == "US"
    with store.reading() as session:
        assert appointments.day(session, actor, DAY) == (one,)
        assert appointments.of_patient(session, actor, patient_id) == (one,)
        assert appointments.day(session, actor, DAY + timedelta(days=1)) == ()
        row = session.scalars(select(JournalTable).where(JournalTable.action == "appointment.book")).one()
    assert row.after["accession_number"] == one.accession_number


def test_the_day_is_the_practices_own(store: Store, actor: Actor, patient_id: int) -> None:
    """23:30 UTC is half past four of the next day in Kazakhstan."""
    late = booked(store, actor, patient_id, datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    with store.reading() as session:
        assert appointments.day(session, actor, DAY) == (late,)


def test_accession_numbers_are_ours_unique_and_short(store: Store, actor: Actor, patient_id: int) -> None:
    numbers = {booked(store, actor, patient_id, NINE + timedelta(minutes=30 * n)).accession_number for n in range(12)}
    assert len(numbers) == 12
    assert all(number.startswith("261124") and number.isdigit() and len(number) <= 16 for number in numbers)


def test_a_taken_time_is_refused_and_named(store: Store, actor: Actor, patient_id: int) -> None:
    first = booked(store, actor, patient_id)
    with pytest.raises(Refused, match="slot-taken") as raised:
        booked(store, actor, patient_id, NINE + timedelta(minutes=15))
    assert raised.value.facts == {"appointment_id": first.appointment_id}
    booked(store, actor, patient_id, NINE + timedelta(minutes=30))
    booked(store, actor, patient_id, NINE, emergency="жедел")
    set_state(store, actor, first, AppointmentState.CANCELLED)


@pytest.mark.parametrize(
    ("at", "minutes", "code"),
    [
        (NINE - timedelta(days=2), 30, "appointment-in-past"),
        (NINE, 0, "appointment-length"),
        (NINE, 481, "appointment-length"),
    ],
)
def test_senseless_bookings(store: Store, actor: Actor, patient_id: int, at: datetime, minutes: int, code: str) -> None:
    with pytest.raises(Refused, match=code):
        booked(store, actor, patient_id, at, minutes)


def test_nobody_is_not_booked(store: Store, actor: Actor) -> None:
    with pytest.raises(NotFound, match="patient"):
        booked(store, actor, 99)


def test_free_slots_leave_out_what_is_taken_and_past(
    store: Store, actor: Actor, patient_id: int, clock: FixedClock
) -> None:
    booked(store, actor, patient_id, NINE + timedelta(minutes=60), 45)
    with store.reading() as session:
        slots = appointments.free_slots(session, actor, DAY, minutes=30)
        clock.advance(NINE + timedelta(hours=8) - clock.now())  # 17:00
        late = appointments.free_slots(session, actor, DAY, minutes=30)
    wanted = [timedelta(minutes=30 * n) for n in range(18) if n not in {2, 3}]
    assert slots == tuple(NINE + offset for offset in wanted)
    assert late == (NINE + timedelta(hours=8), NINE + timedelta(hours=8, minutes=30))


def test_a_moved_booking_keeps_its_number(store: Store, actor: Actor, patient_id: int) -> None:
    one = booked(store, actor, patient_id)
    other = booked(store, actor, patient_id, NINE + timedelta(hours=2))

    def move(at: datetime) -> Appointment:
        with store.writing() as session:
            return appointments.move(session, actor, one.appointment_id, at)

    moved = move(NINE + timedelta(hours=1))
    assert (moved.starts_at, moved.accession_number) == (NINE + timedelta(hours=1), one.accession_number)
    with pytest.raises(Refused, match="slot-taken"):
        move(other.starts_at)
    set_state(store, actor, one, AppointmentState.CANCELLED)
    with pytest.raises(Refused, match="appointment-state"):
        move(NINE)


S = AppointmentState


@pytest.mark.parametrize(
    ("way", "last"),
    [
        ((S.ARRIVED, S.IN_ROOM, S.DONE), None),
        ((S.NO_SHOW, S.ARRIVED), None),  # came late
        ((S.CANCELLED,), S.ARRIVED),
        ((S.IN_ROOM, S.DONE), S.CANCELLED),
    ],
)
def test_states_go_one_way(store: Store, actor: Actor, patient_id: int, way: tuple[S, ...], last: S | None) -> None:
    one = booked(store, actor, patient_id)
    for state in way:
        assert set_state(store, actor, one, state).state is state
    if last is not None:
        with pytest.raises(Refused, match="appointment-state"):
            set_state(store, actor, one, last)


@pytest.mark.clause("9")
def test_an_emergency_comes_without_booking_and_says_why(
    store: Store, actor: Actor, patient_id: int, clock: FixedClock
) -> None:
    def walk_in(reason: str) -> Appointment:
        with store.writing() as session:
            return appointments.walk_in(session, actor, patient_id, reason)

    with pytest.raises(Refused, match="reason-empty"):
        walk_in("  ")
    one = walk_in("кеуде ауыруы")
    assert (one.state, one.starts_at, one.emergency_reason) == (S.ARRIVED, clock.now(), "кеуде ауыруы")
    with store.reading() as session:
        row = session.scalars(select(JournalTable).where(JournalTable.action == "appointment.book")).one()
    assert row.reason == "кеуде ауыруы"
