"""A result in the wrong card is moved in one step, a study is split, both are taken back, all with a trace (S5, S6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app import inbox, moving, orders, results, undo
from app.card import read_card
from app.domain.errors import Conflict, NotFound, Refused
from app.domain.events import ObjectFiled, PatientChanged
from app.domain.identity import check_digit
from app.domain.order import OrderDraft, OrderKind
from app.domain.patient import TimelineKind
from app.domain.scheduled import OrderedTest
from app.intake import Filed
from db.tables.archive_record import ReceivedRecordTable
from db.tables.journal import JournalTable
from db.tables.result import InstanceTable, MatchDecisionTable, ObservationTable, ReportTable, StudyTable

BORN = date(1985, 6, 15)
IIN = f"85061540012{check_digit('85061540012')}"
NAMED = {"PatientName": "ЖҰМАБАЕВА^АЙГҮЛ", "PatientID": IIN, "PatientBirthDate": "19850615", "PatientSex": "F"}
Make = Callable[..., bytes]


@pytest.fixture
def aigul(practice: Any) -> int:
    patient_id: int = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    return patient_id


@pytest.fixture
def dina(practice: Any) -> int:
    patient_id: int = practice.patient("Ахметова", "Дина", date(1990, 1, 1))
    return patient_id


def _journal(practice: Any, *actions: str) -> list[tuple[str, int | None, Any, Any, str]]:
    return [
        (row.action, row.patient_id, row.before, row.after, row.reason)
        for row in practice.rows(JournalTable)
        if row.action in actions
    ]


def _studies_of(practice: Any, patient_id: int) -> list[int]:
    card = practice.read(read_card, patient_id)
    return [one.object_id for one in card.timeline if one.kind is TimelineKind.STUDY]


@pytest.mark.clause("15")
def test_a_study_goes_from_one_card_to_another_in_one_step(
    practice: Any, ultrasound: Make, aigul: int, dina: int
) -> None:
    practice.dicom(ultrasound(**NAMED))
    assert practice.file() == Filed(filed=1)
    seen = practice.read(moving.preview, "study", 1, dina)
    assert {reason.code for reason in seen.reasons if not reason.speaks_for} == {"name-differs", "birth-date-differs"}
    assert (seen.together, seen.documents) == (1, ())

    practice.told.clear()
    practice.write(moving.move, "study", 1, dina, "sat in the wrong room")
    assert (_studies_of(practice, aigul), _studies_of(practice, dina)) == ([], [1])
    assert practice.read(inbox.items) == (), "it never waits in between"
    assert {PatientChanged(aigul), PatientChanged(dina), ObjectFiled("study", 1, dina, 0)} <= set(practice.told)
    decision = practice.rows(MatchDecisionTable)[-1]
    assert (decision.outcome, decision.patient_id, decision.previous_patient_id) == ("moved", dina, aigul)
    moved = ({"patient": aigul}, {"patient": dina}, "sat in the wrong room")
    assert _journal(practice, "result.move") == [("result.move", aigul, *moved), ("result.move", dina, *moved)]
    assert practice.read(results.study, 1).reasons[0] == "assigned"

    practice.dicom(ultrasound(InstanceNumber="2", **NAMED))
    assert practice.file() == Filed(filed=1)
    assert len(practice.rows(InstanceTable, study_id=1)) == 2, "what comes later follows the person's decision"

    practice.write(undo.undo)
    assert (_studies_of(practice, aigul), _studies_of(practice, dina)) == ([1], [])
    assert practice.rows(MatchDecisionTable)[-1].undone_at is not None
    assert practice.read(results.study, 1).reasons[0] == "iin", "the decision before it holds again"
    assert [row[-1] for row in _journal(practice, "result.move")][-2:] == ["undo", "undo"]


def test_the_results_of_one_message_move_together(practice: Any, blood_count: Make, aigul: int, dina: int) -> None:
    message = blood_count(f"{IIN}||Жұмабаева^Айгүл||19850615|F")
    practice.hl7(message + b"OBR|2|||00002^ESR^99MRC\rOBX|1|NM|30341-2^ESR^LN||12|mm/h|||||F\r")
    practice.file()
    assert practice.read(moving.preview, "report", 2).together == 2
    practice.write(moving.move, "report", 2, dina)
    assert {row.patient_id for row in practice.rows(ReportTable)} == {dina}
    assert {row.patient_id for row in practice.rows(ObservationTable)} == {dina}
    practice.write(undo.undo)
    assert {row.patient_id for row in practice.rows(ObservationTable)} == {aigul}


def test_what_cannot_be_moved_says_why(practice: Any, ultrasound: Make, aigul: int, dina: int) -> None:
    practice.dicom(ultrasound())
    practice.file()
    with pytest.raises(Conflict, match="not-assigned"):
        practice.write(moving.move, "study", 1, dina)
    practice.write(inbox.assign, "study", 1, aigul)
    with pytest.raises(Refused, match="same-patient"):
        practice.write(moving.move, "study", 1, aigul)
    for kind, number, patient in (("study", 9, dina), ("report", 1, dina), ("study", 1, 99)):
        with pytest.raises(NotFound):
            practice.write(moving.move, kind, number, patient)
    for use_case, *arguments in (
        (moving.move, "study", 1, dina), (moving.split, 1, [1], dina), (moving.preview, "study", 1),
    ):  # fmt: skip
        with pytest.raises(Refused, match="no-right"):
            practice.write(use_case, *arguments, actor=practice.reception)


def test_undo_tears_nothing_that_was_moved_on(practice: Any, ultrasound: Make, aigul: int, dina: int) -> None:
    third = practice.patient("Ли", "Анна", date(1970, 2, 2))
    practice.dicom(ultrasound(**NAMED))
    practice.file()
    practice.write(moving.move, "study", 1, dina)
    step = {"kind": "study", "objects": [1], "from": aigul, "to": dina}
    practice.write(moving.move, "study", 1, third)
    with pytest.raises(Conflict, match="moved-since"):
        practice.write(moving.undo_move, step)


@pytest.mark.clause("15")
def test_a_series_of_somebody_else_becomes_a_study_of_its_own(
    practice: Any, ultrasound: Make, aigul: int, dina: int
) -> None:
    """The next patient was not chosen at the device: the second series is hers."""
    for number, series in (("1", "1.2.3.4"), ("2", "1.2.3.4"), ("1", "1.2.3.5"), ("2", "1.2.3.5")):
        practice.dicom(ultrasound(InstanceNumber=number, SeriesInstanceUID=series, **NAMED))
    practice.file()
    uid = practice.rows(StudyTable)[0].study_instance_uid
    hers = [one.id for one in practice.rows(InstanceTable, series_instance_uid="1.2.3.5")]
    part = practice.write(moving.split, 1, hers, dina, "next patient")
    assert (_studies_of(practice, aigul), _studies_of(practice, dina)) == ([1], [part])
    assert practice.rows(StudyTable, id=part)[0].study_instance_uid == uid
    assert [one.id for one in practice.rows(InstanceTable, study_id=part)] == hers
    decision = practice.rows(MatchDecisionTable)[-1]
    assert (decision.outcome, decision.object_id, decision.previous_patient_id) == ("split", part, aigul)
    assert [row[1] for row in _journal(practice, "study.split")] == [aigul, dina]

    for series in ("1.2.3.5", "1.2.3.4", "1.2.3.6"):
        practice.dicom(ultrasound(InstanceNumber="3", SeriesInstanceUID=series, **NAMED))
    assert practice.file() == Filed(filed=3)
    assert len(practice.rows(InstanceTable, study_id=part)) == 3, "later images of the series go to the part"
    assert len(practice.rows(InstanceTable, study_id=1)) == 4

    practice.write(undo.undo)
    assert (_studies_of(practice, aigul), _studies_of(practice, dina)) == ([1], [])
    assert len(practice.rows(InstanceTable, study_id=1)) == 7
    assert [row[1] for row in _journal(practice, "study.join")] == [aigul, dina]
    again = practice.write(moving.split, 1, hers, dina)
    assert again > part, "the number of a part that was taken back is not given to another"


def test_a_part_may_wait_in_the_inbox_and_takes_its_older_versions_along(
    practice: Any, ultrasound: Make, aigul: int
) -> None:
    practice.dicom(ultrasound(SOPInstanceUID="1.9.1", **NAMED))
    practice.dicom(ultrasound(bytes(range(16)), SOPInstanceUID="1.9.1", **NAMED))
    practice.dicom(ultrasound(SOPInstanceUID="1.9.2", **NAMED))
    practice.file()
    newest = practice.rows(InstanceTable, sop_instance_uid="1.9.1", version=2)[0].id
    part = practice.write(moving.split, 1, [newest], None)
    assert [(one.version, one.is_current) for one in practice.rows(InstanceTable, study_id=part)] == [
        (1, False), (2, True),
    ]  # fmt: skip
    (item,) = practice.read(inbox.items)
    assert (item.object_id, item.why, item.count) == (part, "split", 1)
    assert [row.state for row in practice.rows(ReceivedRecordTable)] == ["inbox", "inbox", "filed"]
    practice.write(undo.undo)
    assert practice.read(inbox.items) == ()
    assert {row.state for row in practice.rows(ReceivedRecordTable)} == {"filed"}

    every = [one.id for one in practice.rows(InstanceTable)]
    for chosen, code in (([], "split-nothing"), ([99], "split-nothing"), (every, "split-everything")):
        with pytest.raises(Refused, match=code):
            practice.write(moving.split, 1, chosen, None)
    with pytest.raises(Refused, match="same-patient"):
        practice.write(moving.split, 1, every[:1], aigul)
    with pytest.raises(NotFound):
        practice.write(moving.split, 9, every[:1], None)


def test_a_part_that_was_given_on_is_not_joined_by_undo(practice: Any, ultrasound: Make, aigul: int, dina: int) -> None:
    for uid in ("1.9.1", "1.9.2"):
        practice.dicom(ultrasound(SOPInstanceUID=uid, **NAMED))
    practice.file()
    part = practice.write(moving.split, 1, [2], None)
    practice.write(inbox.assign, "study", part, dina)
    step = {"study": 1, "part": part, "patient_id": None, "instances": [2]}
    with pytest.raises(Conflict, match="moved-since"):
        practice.write(moving.undo_split, step)


@pytest.mark.clause("15")
def test_the_same_study_three_times_is_one_and_other_pixels_are_a_version(
    practice: Any, ultrasound: Make, aigul: int
) -> None:
    images = [ultrasound(SOPInstanceUID=f"1.9.{n}", InstanceNumber=str(n), **NAMED) for n in (1, 2)]
    for _ in range(3):
        for image in images:
            practice.dicom(image)
    assert practice.file() == Filed(filed=2, duplicates=4)
    assert (len(practice.rows(StudyTable)), len(practice.rows(InstanceTable))) == (1, 2)
    practice.dicom(ultrasound(bytes(range(16)), SOPInstanceUID="1.9.1", InstanceNumber="1", **NAMED))
    assert practice.file() == Filed(filed=1)
    study = practice.read(results.study, 1)
    assert [(one.version, one.is_current) for one in study.instances if one.sop_instance_uid == "1.9.1"] == [
        (1, False), (2, True),
    ]  # fmt: skip


def test_an_order_ends_and_opens_again_with_its_result(practice: Any, blood_count: Make, aigul: int, dina: int) -> None:
    """The tube's number was typed into the wrong request: both patients have an order."""
    for patient, tube in ((aigul, "T-1"), (dina, "T-2")):
        draft = OrderDraft(patient, OrderKind.LABORATORY, practice.clock.now(), modality="LAB", specimen_id=tube,
                           tests=(OrderedTest("CBC", "CBC"),))  # fmt: skip
        practice.write(orders.place, draft)

    def states() -> list[str]:
        return [one.state.value for patient in (aigul, dina) for one in practice.read(orders.of_patient, patient)]

    practice.hl7(blood_count("5||Ким^Олжас", order="T-1"))
    assert practice.file() == Filed(inbox=1)
    assert states() == ["ordered", "ordered"], "another name: a person decides"
    practice.write(inbox.assign, "report", 1, aigul)
    assert states() == ["completed", "ordered"]
    practice.write(moving.move, "report", 1, dina)
    assert states() == ["ordered", "ordered"], "her order is not answered by a result of somebody else's number"
    practice.write(undo.undo)
    assert states() == ["completed", "ordered"]
    practice.write(inbox.not_this_patient, "report", 1)
    assert states() == ["ordered", "ordered"]
    practice.write(undo.undo)
    assert states() == ["completed", "ordered"]
    assert [row[0] for row in _journal(practice, "order.result", "order.reopen")] == [
        "order.result", "order.reopen", "order.result", "order.reopen", "order.result",
    ]  # fmt: skip
