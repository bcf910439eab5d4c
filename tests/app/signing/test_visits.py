"""A visit: with a booking or as an emergency, never lost while it is typed, never changed once signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app import audit, visits
from app.domain.access import Actor, Role
from app.domain.errors import NotFound, Refused
from app.domain.identity import PersonName
from app.domain.visit import Caret, VisitNote, VisitState
from db.tables.appointment import AppointmentTable
from db.tables.visit import VisitDraftTable, VisitTable

COLLEAGUE = Actor(2, "olzhas", PersonName("Ким"), None, frozenset({Role.DOCTOR}), "ws", "s2")
RECEPTION = Actor(3, "desk", PersonName("Тіркеуші"), None, frozenset({Role.RECEPTION}), "ws", "s3")
NOTE = VisitNote(complaints="Бас ауруы")


@pytest.mark.clause("9")
def test_without_a_booking_today_a_visit_does_not_start(clinic: Any) -> None:
    with pytest.raises(Refused, match=r"^no-booking$"):
        clinic.write(visits.start_visit, clinic.patient_id)
    assert clinic.count(VisitTable) == 0


@pytest.mark.clause("9")
def test_an_emergency_needs_a_reason_and_leaves_a_row(clinic: Any) -> None:
    with pytest.raises(Refused, match=r"^no-booking$"):
        clinic.write(visits.start_visit, clinic.patient_id, emergency_reason="   ")
    started = clinic.write(visits.start_visit, clinic.patient_id, emergency_reason="кеудесі ауырады")
    assert (started.emergency_reason, started.appointment_id) == ("кеудесі ауырады", None)
    (row,) = clinic.journal("visit.start-emergency")
    assert (row.reason, row.patient_id) == ("кеудесі ауырады", clinic.patient_id)


@pytest.mark.clause("9")
def test_with_a_booking_the_visit_keeps_its_number(clinic: Any) -> None:
    booking = clinic.book()
    started = clinic.write(visits.start_visit, clinic.patient_id, booking)
    assert (started.appointment_id, started.state, started.version) == (booking, VisitState.DRAFT, 1)
    assert started.doctor_name == PersonName("Ахметова", "Айгүл")
    with clinic.store.reading() as session:
        assert session.get(AppointmentTable, booking).state == "in-room"
    (row,) = clinic.journal("visit.start")
    assert row.after["appointment_id"] == booking


@pytest.mark.parametrize(
    ("booked", "found"),
    [
        ({"doctor_id": None}, True),
        ({"doctor_id": 2}, False),
        ({"state": "cancelled"}, False),
        ({"state": "no-show"}, False),
        ({"state": "arrived"}, True),
    ],
    ids=["for any doctor", "for a colleague", "cancelled", "no-show", "arrived"],
)
def test_which_booking_counts(clinic: Any, booked: dict[str, Any], found: bool) -> None:
    clinic.book(**booked)
    if found:
        assert clinic.write(visits.start_visit, clinic.patient_id).appointment_id
    else:
        with pytest.raises(Refused, match=r"^no-booking$"):
            clinic.write(visits.start_visit, clinic.patient_id)


def test_the_day_is_the_practice_s_own(clinic: Any) -> None:
    """23:30 in Almaty is the same day, 00:30 is the next: in UTC both are 23 November."""
    at_0900 = clinic.clock.now()
    clinic.book(at_0900 + timedelta(hours=15, minutes=30))
    with pytest.raises(Refused, match=r"^no-booking$"):
        clinic.write(visits.start_visit, clinic.patient_id)
    clinic.book(at_0900 + timedelta(hours=14, minutes=30))
    assert clinic.write(visits.start_visit, clinic.patient_id)


def test_somebody_else_s_booking_is_not_taken(clinic: Any) -> None:
    booking = clinic.book(doctor_id=2)
    with pytest.raises(Refused, match=r"^booking-differs$"):
        clinic.write(visits.start_visit, clinic.patient_id, booking)
    with pytest.raises(NotFound):
        clinic.write(visits.start_visit, clinic.patient_id, 99)


def test_a_second_start_gives_the_open_visit_back(clinic: Any) -> None:
    clinic.book()
    first = clinic.write(visits.start_visit, clinic.patient_id)
    assert clinic.write(visits.start_visit, clinic.patient_id) == first
    assert clinic.count(VisitTable) == 1


@pytest.mark.clause("10")
def test_reception_neither_starts_nor_reads_a_visit(clinic: Any) -> None:
    clinic.book()
    started = clinic.write(visits.start_visit, clinic.patient_id)
    with pytest.raises(Refused, match="no-right"):
        clinic.write(visits.start_visit, clinic.patient_id, actor=RECEPTION)
    with pytest.raises(Refused, match="no-right"):
        clinic.read(visits.get_visit, started.visit_id, actor=RECEPTION)


def test_a_draft_comes_back_with_its_cursor(clinic: Any) -> None:
    clinic.book()
    started = clinic.write(visits.start_visit, clinic.patient_id)
    clinic.clock.advance(timedelta(seconds=2))
    clinic.write(visits.save_draft, started.visit_id, NOTE, Caret("complaints", 9))
    found = clinic.read(visits.get_visit, started.visit_id)
    assert (found.note, found.caret, found.saved_at) == (NOTE, Caret("complaints", 9), clinic.clock.now())
    assert clinic.read(visits.missing_fields, started.visit_id) == ("objective", "diagnoses", "recommendations")


def test_every_saved_state_stays_and_undo_reaches_all_of_them(clinic: Any) -> None:
    clinic.book()
    visit_id = clinic.write(visits.start_visit, clinic.patient_id).visit_id
    typed = [replace(NOTE, complaints="Бас ауруы, " + "к" * count) for count in range(5)]
    for note in typed:
        clinic.write(visits.save_draft, visit_id, note, Caret("complaints", len(note.complaints)))
    clinic.write(visits.save_draft, visit_id, typed[-1], Caret("plan", 0))  # the cursor moved, nothing else
    history = clinic.read(visits.draft_history, visit_id)
    assert [state.note for state in history] == typed
    back = clinic.write(visits.restore_draft, visit_id, history[1].draft_id)
    assert (back.note, back.caret) == (typed[1], history[1].caret)
    assert [state.note for state in clinic.read(visits.draft_history, visit_id)] == [*typed, typed[1]]
    with pytest.raises(NotFound):
        clinic.write(visits.restore_draft, visit_id, 999)


@pytest.mark.clause("22.5")
def test_typing_does_not_flood_the_journal(clinic: Any) -> None:
    clinic.book()
    visit_id = clinic.write(visits.start_visit, clinic.patient_id).visit_id
    for count in range(20):
        clinic.write(visits.save_draft, visit_id, replace(NOTE, plan="а" * count), Caret("plan", count))
    (row,) = clinic.journal("visit.edit")
    assert row.before == VisitNote().to_json()
    clinic.write(visits.save_draft, visit_id, replace(NOTE, plan="ә"), Caret(), actor=COLLEAGUE)
    assert [one.actor for one in clinic.journal("visit.edit")] == ["Ахметова Айгүл", "Ким"]
    assert clinic.count(VisitDraftTable) == 21
    with clinic.store.reading() as session:
        assert audit.check(session) is None


def test_the_document_s_language_is_chosen_apart(clinic: Any) -> None:
    clinic.book()
    started = clinic.write(visits.start_visit, clinic.patient_id)
    assert started.document_language == "kk"
    assert clinic.write(visits.choose_language, started.visit_id, "ru").document_language == "ru"
    with pytest.raises(Refused, match="language"):
        clinic.write(visits.choose_language, started.visit_id, "en")


def test_a_draft_is_withdrawn_with_a_reason_by_its_doctor(clinic: Any) -> None:
    visit = clinic.visit()
    with pytest.raises(Refused, match="reason-missing"):
        clinic.write(visits.withdraw_visit, visit.visit_id, " ")
    with pytest.raises(Refused, match="not-the-author"):
        clinic.write(visits.withdraw_visit, visit.visit_id, "қате", actor=COLLEAGUE)
    assert clinic.write(visits.withdraw_visit, visit.visit_id, "қате пациент").state is VisitState.WITHDRAWN
    with pytest.raises(Refused, match="visit-not-draft"):
        clinic.write(visits.save_draft, visit.visit_id, NOTE, Caret())
    (row,) = clinic.journal("visit.withdraw")
    assert (row.before, row.after, row.reason) == ("draft", "withdrawn", "қате пациент")
