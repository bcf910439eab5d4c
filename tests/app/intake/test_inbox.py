"""What waits is decided by a named person, can be taken back, and leaves a trace (scenarios S4, S5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app import inbox, undo
from app.domain.errors import Conflict, NotFound, Refused
from app.domain.events import InboxChanged, ObjectFiled, PatientChanged
from app.domain.identity import Iin, Sex, check_digit
from app.domain.observation import InboxItem
from app.intake import Filed
from db.tables.archive_record import ReceivedRecordTable
from db.tables.journal import JournalTable
from db.tables.patient import PatientTable
from db.tables.result import InstanceTable, MatchDecisionTable, ObservationTable, ReportTable, StudyTable

BORN = date(1985, 6, 15)
IIN = f"85061540012{check_digit('85061540012')}"
NAMED = {"PatientName": "ЖҰМАБАЕВА^АЙГҮЛ", "PatientID": IIN, "PatientBirthDate": "19850615", "PatientSex": "F"}
WRONG = IIN[:10] + str((int(IIN[10]) + 1) % 10) + IIN[11]
Make = Callable[..., bytes]


def _only(practice: Any) -> InboxItem:
    (item,) = practice.read(inbox.items)
    assert isinstance(item, InboxItem)
    return item


def _actions(practice: Any) -> list[str]:
    return [row.action for row in practice.rows(JournalTable) if row.account_id is not None]


@pytest.mark.clause("22.5")
def test_near_match_is_proposed_assigned_and_taken_back(practice: Any, ultrasound: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.patient("Ахметова", "Дина", BORN)
    practice.dicom(ultrasound(**(NAMED | {"PatientID": WRONG})))
    assert practice.file() == Filed(inbox=1)

    item = _only(practice)
    assert (item.kind, item.why, item.count, item.device_name) == ("study", "iin-unknown", 1, "US-1")
    best = practice.read(inbox.candidates, item)[0]
    assert best.patient_id == patient
    assert [(r.code, r.sent, r.ours) for r in best.reasons if not r.speaks_for] == [("iin-one-digit", WRONG, IIN)]

    practice.write(inbox.assign, "study", item.object_id, patient)
    assert practice.rows(StudyTable)[0].patient_id == patient
    assert practice.read(inbox.items) == ()
    assert practice.rows(ReceivedRecordTable)[0].state == "filed"
    decision = practice.rows(MatchDecisionTable)[-1]
    assert (decision.outcome, decision.decided_by) == ("assigned", practice.doctor.account_id)
    assert {"iin-one-digit", "name", "birth-date"} <= {reason["code"] for reason in decision.reasons}
    assert {PatientChanged(patient), InboxChanged(0), ObjectFiled("study", 1, patient, 0)} <= set(practice.told)

    practice.write(undo.undo)
    assert practice.rows(StudyTable)[0].patient_id is None
    assert _only(practice).why == "iin-unknown"
    assert practice.rows(MatchDecisionTable)[-1].undone_at is not None
    journal = [row for row in practice.rows(JournalTable) if row.object_type == "study" and row.account_id]
    assert [(row.action, row.patient_id) for row in journal] == [
        ("result.assign", patient),
        ("result.unassign", patient),
    ]


def test_new_images_follow_the_decision_of_the_person(practice: Any, ultrasound: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.dicom(ultrasound(**(NAMED | {"PatientID": WRONG})))
    practice.file()
    practice.write(inbox.assign, "study", 1, patient)
    practice.dicom(ultrasound(InstanceNumber="2", **(NAMED | {"PatientID": WRONG})))
    assert practice.file() == Filed(filed=1)
    assert len(practice.rows(InstanceTable, study_id=1)) == 2


def test_not_this_patient_sends_it_back_and_later_images_stay_out(practice: Any, ultrasound: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.dicom(ultrasound(**NAMED))
    assert practice.file() == Filed(filed=1)
    practice.write(inbox.not_this_patient, "study", 1, "wrong-name")
    assert _only(practice).why == "taken-back"
    practice.dicom(ultrasound(InstanceNumber="2", **NAMED))
    assert practice.file() == Filed(inbox=1), "what a person took out does not come back by itself"

    with pytest.raises(Conflict):
        practice.write(inbox.not_this_patient, "study", 1)
    practice.write(undo.undo)
    assert practice.rows(StudyTable)[0].patient_id == patient
    assert {row.state for row in practice.rows(ReceivedRecordTable)} == {"filed"}
    assert _actions(practice)[-3:] == ["result.unassign", "result.assign", "undo"]


def test_results_of_one_message_are_one_item_and_move_together(practice: Any, blood_count: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    message = blood_count("5||Жұмабаева^Айгүл")
    practice.hl7(message + b"OBR|2|||00002^ESR^99MRC\rOBX|1|NM|30341-2^ESR^LN||12|mm/h|||||F\r")
    practice.file()
    item = _only(practice)
    assert (item.title, item.count) == ("CBC · ESR", 2)
    practice.write(inbox.assign, "report", item.object_id, patient)
    assert {row.patient_id for row in practice.rows(ReportTable)} == {patient}
    assert {row.patient_id for row in practice.rows(ObservationTable)} == {patient}
    assert practice.read(inbox.waiting) == 0
    practice.write(undo.undo)
    assert {row.patient_id for row in practice.rows(ObservationTable)} == {None}


def test_a_patient_is_made_of_what_was_sent(practice: Any, ultrasound: Make) -> None:
    practice.dicom(ultrasound(**(NAMED | {"PatientBirthDate": "", "PatientSex": ""})))
    practice.file()
    item = _only(practice)
    assert item.why == "iin-unknown"
    draft = inbox.draft_from(item.identity)
    assert (draft.name.full, draft.iin, draft.sex) == ("Жұмабаева Айгүл", Iin(IIN), Sex.FEMALE)
    assert draft.birth_date == BORN, "suggested by the number, to be confirmed by a person"
    made = practice.write(inbox.create_patient_and_assign, item.kind, item.object_id, draft)
    assert practice.rows(StudyTable)[0].patient_id == made.patient_id
    practice.write(undo.undo)
    practice.write(undo.undo)
    assert practice.rows(StudyTable)[0].patient_id is None
    assert practice.rows(PatientTable)[0].withdrawn_at is not None


def test_a_draft_of_nothing_is_empty() -> None:
    from app.domain.device import SentIdentity

    draft = inbox.draft_from(SentIdentity())
    assert (draft.name.full, draft.iin, draft.birth_date) == ("", None, None)


def test_left_items_stay_below_the_others(practice: Any, ultrasound: Make, blood_count: Make) -> None:
    practice.hl7(blood_count())
    practice.file()
    practice.write(inbox.leave, "report", 1)
    practice.dicom(ultrasound())
    practice.file()
    assert [(item.kind, item.why) for item in practice.read(inbox.items)] == [
        ("study", "no-identifier"),
        ("report", "left"),
    ]
    practice.write(undo.undo)
    assert {item.why for item in practice.read(inbox.items)} == {"no-identifier"}


def test_unreadable_bytes_are_shown_and_the_looking_is_journalled(practice: Any) -> None:
    practice.hl7(b"GET / HTTP/1.1\r\n\r\n")
    practice.file()
    item = _only(practice)
    assert (item.kind, item.why, item.title) == ("error", "hl7-no-msh", "hl7")
    assert practice.write(inbox.raw, item.received_record_id) == b"GET / HTTP/1.1\r\n\r\n"
    assert practice.read(inbox.candidates, item) == ()
    practice.write(inbox.close_error, item.object_id)
    assert practice.read(inbox.items) == ()
    with pytest.raises(Conflict):
        practice.write(inbox.close_error, item.object_id)
    practice.write(undo.undo)
    assert _only(practice).object_id == item.object_id
    assert _actions(practice) == ["record.read", "record.close", "record.reopen", "undo"]


@pytest.mark.clause("10")
def test_reception_decides_nothing_here(practice: Any, ultrasound: Make) -> None:
    practice.dicom(ultrasound())
    practice.file()
    for use_case, *arguments in (
        (inbox.items,), (inbox.waiting,), (inbox.assign, "study", 1, 1), (inbox.leave, "study", 1),
        (inbox.not_this_patient, "study", 1), (inbox.raw, 1), (inbox.close_error, 1),
    ):  # fmt: skip
        with pytest.raises(Refused, match="no-right"):
            practice.write(use_case, *arguments, actor=practice.reception)


def test_two_people_decide_at_once(practice: Any, ultrasound: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    other = practice.patient("Ахметова", "Дина", BORN)
    practice.dicom(ultrasound())
    practice.file()
    practice.write(inbox.assign, "study", 1, patient)
    with pytest.raises(Conflict, match="already-assigned"):
        practice.write(inbox.assign, "study", 1, other)
    with pytest.raises(NotFound):
        practice.write(inbox.assign, "study", 99, other)


def test_undo_does_not_tear_what_was_moved_on(practice: Any, ultrasound: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    other = practice.patient("Ахметова", "Дина", BORN)
    practice.dicom(ultrasound())
    practice.file()
    practice.write(inbox.assign, "study", 1, patient)
    step = {"kind": "study", "objects": [[1, "no-identifier"]], "patient_id": patient}
    practice.write(inbox.not_this_patient, "study", 1)
    practice.write(inbox.assign, "study", 1, other)
    with pytest.raises(Conflict, match="moved-since"):
        practice.write(inbox.undo_assign, step)


def test_withdrawn_patients_get_nothing(practice: Any, ultrasound: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.write(undo.undo)
    practice.dicom(ultrasound(**NAMED))
    assert practice.file() == Filed(inbox=1)
    with pytest.raises(NotFound):
        practice.write(inbox.assign, "study", 1, patient)


def test_candidates_of_an_analyser_without_names_are_those_of_the_day(practice: Any, blood_count: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.patient("Ахметова", "Дина", BORN)
    practice.booking(patient, "S26-0001", "LAB")
    practice.hl7(blood_count())
    practice.file()
    (candidate,) = practice.read(inbox.candidates, _only(practice))
    assert (candidate.patient_id, [r.code for r in candidate.reasons]) == (
        patient,
        ["booked-that-day", "booked-modality"],
    )


def test_a_study_number_that_the_device_kept_for_the_next_patient_is_told_as_a_reason(
    practice: Any, ultrasound: Make
) -> None:
    """The device was not told of the next patient's study: its images wait, and the first patient is named."""
    first = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.dicom(ultrasound(**NAMED))
    practice.dicom(ultrasound(PatientName="АХМЕТОВА^ДИНА", PatientID="77", PatientBirthDate="19900101"))
    assert practice.file() == Filed(filed=1, inbox=1)
    item = _only(practice)
    assert item.why == "study-of-another"
    candidates = {one.patient_id: one.reasons for one in practice.read(inbox.candidates, item)}
    assert first not in candidates or "study-uid" in {reason.code for reason in candidates[first]}
    practice.patient("Ахметова", "Дина", date(1990, 1, 1))
    best = practice.read(inbox.candidates, item)[0]
    assert best.name.surname == "Ахметова", "a name and a birth date outweigh the number of the study"
