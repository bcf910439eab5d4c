"""What devices send reaches the right card or the inbox, once, whatever it is (scenarios S3, S4, S6)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydicom.uid import generate_uid

from app import audit
from app.arrivals import gather
from app.domain.access import Actor, Role, program
from app.domain.errors import Refused
from app.domain.events import DeviceSeen, InboxChanged, ObjectFiled
from app.domain.identity import Sex, check_digit
from app.intake import Filed, file_batch, file_new
from app.intake_worker import IntakeWorker
from db.tables.archive_record import ArchiveRecordTable, ReceivedRecordTable
from db.tables.device import DeviceTable
from db.tables.journal import JournalTable
from db.tables.result import InstanceTable, MatchDecisionTable, ObservationTable, ReportTable, StudyTable

BORN = date(1985, 6, 15)
IIN = f"85061540012{check_digit('85061540012')}"
NAMED = {"PatientName": "Жұмабаева^Айгүл", "PatientID": IIN, "PatientBirthDate": "19850615", "PatientSex": "F"}
Make = Callable[..., bytes]


@pytest.mark.clause("15")
def test_image_with_our_accession_number_is_in_the_card(practice: Any, ultrasound: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.booking(patient, "S26-0001")
    practice.dicom(ultrasound(AccessionNumber="S26-0001", **NAMED))

    assert practice.file() == Filed(filed=1)

    (study,) = practice.rows(StudyTable)
    assert (study.patient_id, study.why, study.description) == (patient, "", "УЗИ щитовидной железы")
    (decision,) = practice.rows(MatchDecisionTable)
    assert [reason["code"] for reason in decision.reasons] == ["accession", "iin", "birth-date", "name", "sex"]
    assert ObjectFiled("study", study.id, patient, 1) in practice.told
    assert any(row.action == "study.receive" and row.patient_id == patient for row in practice.rows(JournalTable))


def test_iin_and_birth_date_without_an_order_are_enough(practice: Any, ultrasound: Make, blood_count: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.dicom(ultrasound(**NAMED))
    practice.hl7(blood_count(f"{IIN}^^^KZ||Zhumabayeva^Aigul||19850615|F"))

    assert practice.file() == Filed(filed=2)
    assert practice.rows(ReportTable)[0].patient_id == patient
    assert practice.rows(ObservationTable)[0].patient_id == patient


def test_unknown_patient_is_kept_and_waits(practice: Any, ultrasound: Make) -> None:
    practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.dicom(ultrasound(PatientName="Иванов^Пётр", PatientID="77"))

    assert practice.file() == Filed(inbox=1)
    (study,) = practice.rows(StudyTable)
    assert (study.patient_id, study.why) == (None, "name-only")
    assert InboxChanged(1) in practice.told


def test_images_of_a_study_come_over_time_and_stay_together(practice: Any, ultrasound: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    for number in range(3):
        practice.dicom(ultrasound(InstanceNumber=str(number), **NAMED))
        practice.file()
    practice.dicom(ultrasound(InstanceNumber="9", PatientName="", PatientID="", PatientSex=""))
    assert practice.file() == Filed(filed=1), "an image that says less follows its study"
    (study,) = practice.rows(StudyTable)
    assert study.patient_id == patient
    assert len(practice.rows(InstanceTable, study_id=study.id)) == 4
    assert len(practice.rows(MatchDecisionTable)) == 1


def test_a_study_in_the_inbox_gathers_all_and_takes_what_a_later_image_says(practice: Any, ultrasound: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.dicom(ultrasound())
    practice.dicom(ultrasound())
    assert practice.file() == Filed(inbox=2)
    practice.dicom(ultrasound(**NAMED))
    assert practice.file() == Filed(filed=1)
    (study,) = practice.rows(StudyTable)
    assert study.patient_id == patient
    assert {row.state for row in practice.rows(ReceivedRecordTable)} == {"filed"}


def test_another_person_under_the_same_study_uid_is_not_hung_on_the_first(practice: Any, ultrasound: Make) -> None:
    practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.dicom(ultrasound(**NAMED))
    practice.dicom(ultrasound(PatientName="Иванов^Пётр", PatientID="77"))
    assert practice.file() == Filed(filed=1, inbox=1)
    first, second = practice.rows(StudyTable)
    assert first.study_instance_uid == second.study_instance_uid
    assert (second.patient_id, second.why) == (None, "study-of-another")


def test_objects_without_a_study_uid_are_not_thrown_together(practice: Any, ultrasound: Make) -> None:
    practice.dicom(ultrasound(StudyInstanceUID="", PatientName="Иванов^Пётр"))
    practice.dicom(ultrasound(StudyInstanceUID="", PatientName="Ким^Анна"))
    practice.file()
    assert len(practice.rows(StudyTable)) == 2


@pytest.mark.clause("15")
def test_the_same_study_three_times_is_one_study(practice: Any, ultrasound: Make) -> None:
    images = [ultrasound(InstanceNumber=str(number)) for number in range(4)]
    for _ in range(3):
        for image in images:
            practice.dicom(image)
    assert practice.file() == Filed(inbox=4, duplicates=8)
    assert len(practice.rows(InstanceTable)) == 4
    duplicates = practice.rows(ReceivedRecordTable, state="duplicate")
    assert {row.duplicate_of for row in duplicates} == {1, 2, 3, 4}
    assert len(practice.rows(ArchiveRecordTable)) == 12, "every byte is kept"


def test_the_same_uid_with_other_pixels_is_a_second_version(practice: Any, ultrasound: Make) -> None:
    uid = generate_uid()
    practice.dicom(ultrasound(SOPInstanceUID=uid))
    practice.file()
    practice.dicom(ultrasound(bytes(15) + b"\x01", SOPInstanceUID=uid))
    assert practice.file() == Filed(inbox=1)
    old, new = practice.rows(InstanceTable)
    assert [(one.version, one.is_current) for one in (old, new)] == [(1, False), (2, True)]
    assert old.study_id == new.study_id
    assert any(row.action == "instance.version" for row in practice.rows(JournalTable))


def test_an_object_that_is_not_the_announced_one_waits(practice: Any, ultrasound: Make) -> None:
    practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.dicom(ultrasound(**NAMED), sop_instance_uid="1.2.3")
    assert practice.file() == Filed(inbox=1)
    assert practice.rows(StudyTable)[0].why == "uid-differs"


def test_the_same_message_again_is_no_second_result(practice: Any, blood_count: Make) -> None:
    practice.hl7(blood_count())
    practice.hl7(blood_count())
    practice.hl7(blood_count(at="20261123111500"))  # the device counts anew after power-on: control id 1 again
    practice.hl7(blood_count(), peer="10.0.0.8")  # another device
    assert practice.file() == Filed(inbox=3, duplicates=1)
    assert len(practice.rows(ReportTable)) == 3
    assert {row.control_id for row in practice.rows(ReceivedRecordTable)} == {"1"}


def test_two_patients_in_one_message(practice: Any, blood_count: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    first = blood_count(f"{IIN}||Жұмабаева^Айгүл||19850615|F")
    second = first.split(b"\r", 1)[1].replace(IIN.encode(), b"77").replace("Жұмабаева".encode(), "Ким".encode())
    practice.hl7(first + second)
    assert practice.file() == Filed(inbox=1)
    assert [row.patient_id for row in practice.rows(ReportTable)] == [patient, None]


def test_results_without_a_number_of_their_own_follow_their_message(practice: Any, blood_count: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.booking(patient, "S26-0001", "LAB")
    message = blood_count("5^^^X||Жұмабаева^Айгүл", order="S26-0001")
    practice.hl7(message + b"OBR|2|||00002^ESR^99MRC\rOBX|1|NM|30341-2^ESR^LN||12|mm/h|||||F\r")
    assert practice.file() == Filed(filed=1)
    assert [row.patient_id for row in practice.rows(ReportTable)] == [patient, patient]


def test_demonstration_values_are_marked(practice: Any, blood_count: Make) -> None:
    practice.hl7(blood_count(processing="T"))
    practice.hl7(blood_count(values=("150456^SpO2^MDC||77|%||DEMO", "8867-4^HR^LN||70|/min||N")))
    practice.file()
    assert [row.is_demo for row in practice.rows(ObservationTable)] == [True, True, False]


def test_messages_that_are_no_results_are_kept_without_an_alarm(practice: Any) -> None:
    practice.hl7(b"MSH|^~\\&|||||||ORU^R01|106|P|2.3.1|\r")
    practice.hl7(b"MSH|^~\\&|NC5||||20260723||QRY^R02|7|P|2.6\rQRD|20260723|R|I|Q1\r")
    assert practice.file() == Filed(kept=2)
    assert [row.reason for row in practice.rows(ReceivedRecordTable)] == ["keep-alive", "host-query"]
    assert not [told for told in practice.told if isinstance(told, ObjectFiled)]


def test_what_cannot_be_read_is_kept_and_shown(practice: Any, ultrasound: Make) -> None:
    practice.dicom(b"no DICOM at all, but bytes all the same")
    practice.dicom(ultrasound()[:140])
    practice.hl7(b"GET / HTTP/1.1\r\n\r\n")
    stranger = {
        "transport": "dicom",
        "peer": "10.0.0.99",
        "received_at": "2026-11-23T09:00:00+00:00",
        "reason": "no-pdu",
    }
    practice.hub.append("unreadable", stranger, b"\x16\x03\x01")
    assert practice.file() == Filed(errors=4)
    rows = practice.rows(ReceivedRecordTable)
    assert [row.reason for row in rows] == ["dicom-none", "dicom-none", "hl7-no-msh", "no-pdu"]
    assert all(row.state == "error" for row in rows)
    assert InboxChanged(3) in practice.told, "the same device and reason twice is one cause"
    assert practice.rows(DeviceTable) == [], "a stranger's garbage makes no device"


def test_records_of_our_own_and_attempts_are_passed(practice: Any) -> None:
    for kind in ("document", "attempt", "sent"):
        practice.hub.append(kind, {}, b"x")
    assert practice.file() == Filed()
    assert practice.rows(ReceivedRecordTable) == []


def test_a_destroyed_record_is_not_filed(practice: Any, ultrasound: Make) -> None:
    ref = practice.dicom(ultrasound())
    practice.hub.destroy(ref)
    practice.dicom(ultrasound(InstanceNumber="2"))
    assert practice.file() == Filed(inbox=1)


@pytest.mark.clause("15")
def test_filing_again_files_nothing_again(practice: Any, ultrasound: Make, blood_count: Make) -> None:
    practice.dicom(ultrasound())
    practice.hl7(blood_count())
    assert practice.file().total == 2
    told = len(practice.told)
    assert practice.file() == Filed()
    everything = gather(practice.archive, {}, {})  # as after a restore: the read places are lost
    with practice.store.writing() as session:
        assert file_batch(session, program("intake"), everything) == Filed()
    assert len(practice.told) == told


def test_a_batch_is_filed_whole_or_not_at_all(practice: Any, ultrasound: Make) -> None:
    practice.dicom(ultrasound())

    def cut_short() -> None:
        with practice.store.writing() as session:
            file_batch(session, program("intake"), gather(practice.archive, {}, {}))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cut_short()
    assert practice.rows(ReceivedRecordTable) == []
    assert practice.told == []
    assert practice.file() == Filed(inbox=1)


def test_devices_are_known_by_name_and_address(practice: Any, ultrasound: Make, blood_count: Make) -> None:
    practice.dicom(ultrasound())
    practice.dicom(ultrasound(InstanceNumber="2"), peer="10.0.0.6")
    practice.dicom(b"damaged")
    practice.hl7(blood_count(), calling="^")
    practice.file()
    rows = [(row.name, row.peer, row.received, row.errors) for row in practice.rows(DeviceTable)]
    assert rows == [("US-1", "10.0.0.5", 2, 1), ("US-1", "10.0.0.6", 1, 0), ("10.0.0.7", "10.0.0.7", 1, 0)]
    assert DeviceSeen(1) in practice.told


def test_hundreds_of_objects_at_once(practice: Any, ultrasound: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.booking(patient, "S26-0001")
    uid = generate_uid()[:50] + ".1000"
    image = ultrasound(SOPInstanceUID=uid, AccessionNumber="S26-0001", **NAMED)
    for number in range(220):
        practice.dicom(image.replace(uid.encode(), f"{uid[:-4]}{1000 + number}".encode()))
    begun = time.perf_counter()
    assert practice.file() == Filed(filed=220)
    assert time.perf_counter() - begun < 30, "seconds, not minutes, on the slowest machine"
    assert len([told for told in practice.told if isinstance(told, ObjectFiled)]) == 2, "one word for each batch"
    with practice.store.reading() as session:
        assert audit.check(session) is None


def test_the_thread_files_when_woken_and_ends(practice: Any, ultrasound: Make) -> None:
    worker = IntakeWorker(practice.store, practice.archive.folder, practice.archive.private_keys)
    filed = threading.Event()
    forget = practice.store.subscribers.add(lambda event: filed.set() if isinstance(event, ObjectFiled) else None)
    worker.start()
    try:
        practice.dicom(ultrasound())
        worker.wake()
        assert filed.wait(10)
        filed.clear()
        practice.dicom(ultrasound(InstanceNumber="2"))  # nobody wakes it: it looks by itself
        assert filed.wait(10)
        assert worker.problem == ""
    finally:
        worker.stop()
        worker.stop()
        forget()
    assert len(practice.rows(InstanceTable)) == 2


def test_only_who_may_write_clinical_data_files(practice: Any) -> None:
    nobody = Actor(None, "x", practice.doctor.name, None, frozenset({Role.RECEPTION}), "", "")
    practice.hl7(b"GET /")
    with pytest.raises(Refused):
        file_new(practice.store, practice.archive, nobody)


@pytest.mark.parametrize("sex", [Sex.MALE, Sex.UNKNOWN])
def test_sex_that_contradicts_sends_it_to_the_inbox(practice: Any, ultrasound: Make, sex: Sex) -> None:
    practice.patient("Жұмабаева", "Айгүл", BORN, IIN, sex)
    practice.dicom(ultrasound(**NAMED))
    expected = Filed(inbox=1) if sex is Sex.MALE else Filed(filed=1)
    assert practice.file() == expected
