"""Taking back the last step: the newest first, once, and not over what others did since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app import appointments, audit, patients, undo
from app.domain.access import Actor
from app.domain.appointment import AppointmentDraft, AppointmentState
from app.domain.clock import FixedClock
from app.domain.errors import Conflict, NotFound, Refused
from app.domain.identity import Iin, PersonName
from app.domain.patient import Allergy, Patient, PatientDraft
from db.store import Store

DRAFT = PatientDraft(PersonName("Омарова", "Сәуле"), iin=Iin("000101500001"), allergies=(Allergy("йод"),))
NINE = datetime(2026, 11, 24, 4, tzinfo=UTC)


def added(store: Store, actor: Actor) -> Patient:
    with store.writing() as session:
        return patients.add(session, actor, DRAFT)


def edited(store: Store, actor: Actor, patient: Patient, note: str) -> Patient:
    with store.writing() as session:
        draft = replace(DRAFT, note=note, allergies=())
        return patients.edit(session, actor, patient.patient_id, draft, patient.version)


def undone(store: Store, actor: Actor) -> str:
    with store.writing() as session:
        return undo.undo(session, actor).action


def test_steps_are_taken_back_newest_first(store: Store, actor: Actor) -> None:
    patient = edited(store, actor, added(store, actor), "жаңа")
    assert undone(store, actor) == "patient.edit"
    with store.reading() as session:
        restored = patients.get(session, actor, patient.patient_id)
        assert (restored.note, restored.allergies[0].substance) == ("", "йод")
    assert undone(store, actor) == "patient.add"
    with store.reading() as session:
        assert patients.find(session, actor, "омарова") == ()
        assert audit.check(session) is None


def test_a_patient_added_by_mistake_is_withdrawn(store: Store, actor: Actor) -> None:
    patient = added(store, actor)
    assert undone(store, actor) == "patient.add"
    with store.reading() as session:
        with pytest.raises(NotFound):
            patients.get(session, actor, patient.patient_id)
        assert patients.find(session, actor, "омарова") == ()
        assert undo.last(session, actor) is None
    added(store, actor)  # the IIN is free again


def test_a_patient_with_a_booking_is_not_withdrawn(store: Store, actor: Actor) -> None:
    patient = added(store, actor)
    with store.writing() as session:
        appointments.book(session, actor, AppointmentDraft(patient.patient_id, NINE))
    assert undone(store, actor) == "appointment.book"
    with pytest.raises(Refused, match="patient-in-use"):
        undone(store, actor)


def test_bookings_go_back_to_time_and_state(store: Store, actor: Actor) -> None:
    patient = added(store, actor)
    with store.writing() as session:
        one = appointments.book(session, actor, AppointmentDraft(patient.patient_id, NINE))
        appointments.move(session, actor, one.appointment_id, NINE + timedelta(hours=1))
        appointments.set_state(session, actor, one.appointment_id, AppointmentState.ARRIVED)

    def now() -> tuple[datetime, AppointmentState]:
        with store.reading() as session:
            shown = appointments.get(session, actor, one.appointment_id)
        return shown.starts_at, shown.state

    assert now() == (NINE + timedelta(hours=1), AppointmentState.ARRIVED)
    assert undone(store, actor) == "appointment.state"
    assert now() == (NINE + timedelta(hours=1), AppointmentState.BOOKED)
    assert undone(store, actor) == "appointment.move"
    assert now() == (NINE, AppointmentState.BOOKED)
    assert undone(store, actor) == "appointment.book"
    assert now() == (NINE, AppointmentState.CANCELLED)


def test_what_another_changed_since_is_not_overwritten(store: Store, actor: Actor) -> None:
    patient = added(store, actor)
    with store.writing() as session:
        one = appointments.book(session, actor, AppointmentDraft(patient.patient_id, NINE))
        somebody = replace(actor, account_id=None, login="exchange")
        appointments.set_state(session, somebody, one.appointment_id, AppointmentState.ARRIVED)
    with pytest.raises(Conflict, match="appointment-changed"):
        undone(store, actor)


def test_each_user_has_steps_of_ones_own_and_yesterday_is_history(
    store: Store, actor: Actor, clock: FixedClock
) -> None:
    added(store, actor)
    other = replace(actor, account_id=77)
    with store.reading() as session:
        assert undo.last(session, other) is None
        last = undo.last(session, actor)
        assert last is not None
        assert last.action == "patient.add"
        clock.advance(timedelta(hours=13))
        assert undo.last(session, actor) is None


def test_nothing_to_take_back(store: Store, actor: Actor) -> None:
    with pytest.raises(NotFound, match="undo-nothing"):
        undone(store, actor)


@pytest.mark.parametrize("action", sorted(undo.HANDLERS))
def test_every_step_of_the_table_has_its_function(action: str) -> None:
    assert callable(undo.handler(action))


def test_a_step_nobody_can_take_back_is_our_own_mistake(store: Store, actor: Actor) -> None:
    with store.writing() as session, pytest.raises(ValueError, match=r"no\.such"):
        undo.remember(session, actor, "no.such", {})


@pytest.mark.clause("10")
def test_who_lost_the_right_takes_nothing_back(store: Store, actor: Actor) -> None:
    patient = added(store, actor)
    with pytest.raises(Refused, match="no-right"):
        undone(store, replace(actor, roles=frozenset()))
    with store.writing() as session:
        appointments.book(session, actor, AppointmentDraft(patient.patient_id, NINE, 30, actor.account_id))
    with pytest.raises(Refused, match="no-right"):
        undone(store, replace(actor, roles=frozenset()))
