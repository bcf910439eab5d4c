"""Orders, and the list of steps made of them and of today's bookings: what devices may ask for (§13, §15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app import appointments, orders, patients, undo, worklist
from app.domain.access import Actor
from app.domain.appointment import AppointmentDraft, AppointmentState
from app.domain.errors import Conflict, Refused
from app.domain.identity import Iin, PersonName
from app.domain.order import OrderDraft, OrderKind, OrderState
from app.domain.patient import PatientDraft
from app.domain.scheduled import OrderedTest, ScheduledStep
from db.store import Store

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def patient_id(store: Store, actor: Actor) -> int:
    with store.writing() as session:
        draft = PatientDraft(PersonName("Омарова", "Сәуле"), iin=Iin("850615300129"))
        return patients.add(session, actor, draft).patient_id


@pytest.fixture
def draft(patient_id: int) -> OrderDraft:
    return OrderDraft(patient_id, OrderKind.IMAGING, NOW, modality="us", description="УЗИ почек")


def steps(store: Store, actor: Actor) -> tuple[ScheduledStep, ...]:
    with store.reading() as session:
        return worklist.steps(session, actor)


@pytest.mark.clause("13")
def test_an_order_is_on_todays_list_until_it_ends(store: Store, actor: Actor, draft: OrderDraft) -> None:
    with store.writing() as session:
        placed = orders.place(session, actor, draft)
    (step,) = steps(store, actor)
    assert (step.accession_number, step.patient_id, step.modality) == (placed.accession_number, "850615300129", "US")
    assert step.study_instance_uid == placed.study_instance_uid
    with store.writing() as session:
        orders.set_state(session, actor, placed.order_id, OrderState.COMPLETED)
    assert steps(store, actor) == ()
    with store.writing() as session, pytest.raises(Refused, match="order-state"):
        orders.cancel(session, actor, placed.order_id)


def test_todays_bookings_with_a_modality_are_on_the_list_and_who_is_in_the_room_comes_first(
    store: Store, actor: Actor, patient_id: int
) -> None:
    with store.writing() as session:
        early = appointments.book(session, actor, AppointmentDraft(patient_id, NOW, modality="US"))
        late = appointments.book(session, actor, AppointmentDraft(patient_id, NOW + timedelta(hours=2), modality="US"))
        appointments.book(session, actor, AppointmentDraft(patient_id, NOW + timedelta(hours=3)))
        appointments.book(session, actor, AppointmentDraft(patient_id, NOW + timedelta(days=1), modality="US"))
    numbers = [early.accession_number, late.accession_number]
    assert [step.accession_number for step in steps(store, actor)] == numbers
    first = steps(store, actor)
    with store.writing() as session:
        appointments.set_state(session, actor, late.appointment_id, AppointmentState.ARRIVED)
        appointments.set_state(session, actor, late.appointment_id, AppointmentState.IN_ROOM)
    assert [step.accession_number for step in steps(store, actor)] == numbers[::-1]
    assert {step.study_instance_uid for step in steps(store, actor)} == {step.study_instance_uid for step in first}


def test_what_no_device_could_work_with_is_refused(store: Store, actor: Actor, draft: OrderDraft) -> None:
    with store.writing() as session:
        orders.place(session, actor, replace(draft, accession_number="A1"))
        for wrong, code in (
            (replace(draft, accession_number="A\\1"), "order-accession"),
            (replace(draft, accession_number="A" * 17), "order-accession"),
            (replace(draft, modality=" "), "order-empty"),
            (replace(draft, kind=OrderKind.LABORATORY), "order-empty"),
            (replace(draft, priority="soon"), "order-priority"),
        ):
            with pytest.raises(Refused, match=code):
                orders.place(session, actor, wrong)
        with pytest.raises(Conflict, match="accession-taken"):
            orders.place(session, actor, replace(draft, accession_number="A1"))


def test_an_order_is_taken_back(store: Store, actor: Actor, draft: OrderDraft) -> None:
    tests = (OrderedTest("718-7", "HGB"),)
    with store.writing() as session:
        placed = orders.place(session, actor, replace(draft, kind=OrderKind.LABORATORY, tests=tests))
    with store.writing() as session:
        undo.undo(session, actor)
        assert orders.get(session, actor, placed.order_id).state is OrderState.CANCELLED
    assert steps(store, actor) == ()
