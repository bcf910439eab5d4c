"""Results and studies as they are read: values as sent, earlier values beside them, every reading in the journal."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app import devices, rereading, results
from app.domain.errors import NotFound, Refused, Unreadable
from app.domain.events import DeviceSeen
from app.domain.identity import check_digit
from db.tables.archive_record import ReceivedRecordTable
from db.tables.journal import JournalTable
from db.tables.result import ReportTable

BORN = date(1985, 6, 15)
IIN = f"85061540012{check_digit('85061540012')}"
SENT = f"{IIN}||Жұмабаева^Айгүл||19850615|F"
Make = Callable[..., bytes]


def test_values_stand_as_sent_with_the_earlier_ones_beside(practice: Any, blood_count: Make) -> None:
    practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    days = (
        ("20261101101500", ("6690-2^WBC^LN||7.4|10*9/L|4.0-10.0|N", "718-7^HGB^LN||150|g/L|110-160|N"), "P"),
        ("20261110101500", ("6690-2^WBC^LN||99.9|10*9/L|4.0-10.0|H",), "T"),
        ("20261120101500", ("6690-2^WBC^LN||*****|10*9/L|4.0-10.0|L~N", "718-7^HGB^LN||14,8|g/dL||"), "P"),
        ("20261122101500", ("6690-2^WBC^LN||11.2|10*9/L|4.0-10.0|H", "718-7^HGB^LN||<0.5|g/dL||L"), "P"),
    )
    for at, values, processing in days:
        practice.hl7(blood_count(SENT, at=at, values=values, processing=processing))
    practice.file()

    third = practice.read(results.report, 3)
    assert [(one.value_text, one.value_number, one.flags) for one in third.observations] == [
        ("*****", None, ("L", "N")),
        ("14,8", 14.8, ()),
    ]
    assert [one.previous_text for one in third.observations] == ["7.4", "150 g/L"], "a demonstration value is no value"
    assert third.reasons == ("iin", "birth-date", "name", "sex")
    last = practice.read(results.report, 4)
    assert [(one.value_number, one.previous_text) for one in last.observations] == [(11.2, "*****"), (None, "14,8")]

    leucocytes = practice.read(results.trend, 1, "6690-2")
    assert [value for _, value in leucocytes.values] == [7.4, 11.2]
    assert leucocytes.abnormal
    haemoglobin = practice.read(results.trend, 1, "718-7")
    assert [value for _, value in haemoglobin.values] == [14.8], "values in another unit are not drawn with it"
    assert practice.read(results.trend, 1, "none") is None


def test_a_document_inside_a_message_is_given_out(practice: Any, blood_count: Make) -> None:
    pdf = b"%PDF-1.4\nhello\n%%EOF"
    content = base64.b64encode(pdf).decode()
    wrapped = content[:12] + "\r\n" + content[12:]
    message = blood_count().decode() + f"OBX|2|ED|PDF^Report^AUSPDI||^application^pdf^Base64^{wrapped}||||||F\r"
    practice.hl7(message.encode())
    practice.file()
    report = practice.read(results.report, 1)
    shown = report.observations[1]
    assert (shown.media_type, shown.value_text) == ("application/pdf", "application pdf Base64")
    assert practice.write(results.attachment, shown.observation_id).content == pdf
    with pytest.raises(NotFound):
        practice.write(results.attachment, report.observations[0].observation_id)


def test_a_study_lists_its_images_in_order_and_gives_their_bytes(practice: Any, ultrasound: Make) -> None:
    for number in (3, 1, 2):
        practice.dicom(ultrasound(InstanceNumber=str(number), NumberOfFrames="1"))
    practice.file()
    study = practice.write(results.open_study, 1)
    assert [one.instance_number for one in study.instances] == [1, 2, 3]
    assert (study.modality, study.device_name, study.reasons) == ("US", "US-1", ("no-identifier",))
    content = practice.write(results.instance_bytes, study.instances[0].instance_id)
    assert content[128:132] == b"DICM"
    actions = [row.action for row in practice.rows(JournalTable) if row.account_id]
    assert actions == ["study.read", "instance.read"]
    for missing in (results.study, results.report, results.instance_bytes):
        with pytest.raises(NotFound):
            practice.write(missing, 99)


@pytest.mark.clause("10")
def test_reception_sees_no_results(practice: Any, ultrasound: Make, blood_count: Make) -> None:
    practice.dicom(ultrasound())
    practice.hl7(blood_count())
    practice.file()
    for use_case in (results.study, results.report, results.instance_bytes, results.attachment):
        with pytest.raises(Refused, match="no-right"):
            practice.write(use_case, 1, actor=practice.reception)


def test_a_device_is_renamed_and_given_its_letters(practice: Any, blood_count: Make) -> None:
    from app.domain.access import program

    owner = program("owner")
    kazakh = blood_count("5||Шүкіров^Ғалым").decode().replace("UNICODE UTF-8", "")
    practice.hl7(blood_count())
    practice.file()
    named = practice.write(devices.rename, 1, "  Анализатор  крови ", actor=owner)
    assert named.name == "Анализатор крови"
    assert practice.write(devices.set_character_set, 1, "PT154", actor=owner).character_set == "ptcp154"
    practice.hl7(kazakh.encode("ptcp154"))
    practice.file()
    report = practice.read(results.report, 2)
    assert (report.character_set, report.character_set_how) == ("ptcp154", "override")
    assert DeviceSeen(1) in practice.told
    assert [one.received for one in practice.read(devices.listed)] == [2]
    for wrong in (("devices-" * 2,), ("",)):
        with pytest.raises(Refused):
            practice.write(devices.rename if not wrong[0] else devices.set_character_set, 1, *wrong, actor=owner)
    with pytest.raises(Refused, match="no-right"):
        practice.write(devices.rename, 1, "x")


def test_waiting_results_are_read_again_with_the_letters_chosen(
    practice: Any, blood_count: Make, ultrasound: Make
) -> None:
    from app.domain.access import program

    sent = blood_count("5||Қ^Ұ", name="Қан").decode().replace("UNICODE UTF-8", "8859/1")
    practice.hl7(sent.encode("ptcp154"), calling="US-1", peer="10.0.0.5")
    practice.hl7(b"GET /", calling="US-1", peer="10.0.0.5")
    practice.file()
    assert practice.read(results.report, 1).character_set_how == "guessed"
    for chosen, title in (("cp1251", "Ќан"), ("ptcp154", "Қан")):  # a person's word wins, even a wrong one
        practice.write(devices.set_character_set, 1, chosen, actor=program("owner"))
        assert practice.write(rereading.read_waiting_again, 1) == 1
        assert practice.read(results.report, 1).title == title
    report = practice.read(results.report, 1)
    assert (report.title, report.character_set_how) == ("Қан", "override")
    assert practice.rows(ReportTable)[0].identity["name"] == ["Қ", "Ұ", ""]
    assert [row.action for row in practice.rows(JournalTable)][-1] == "record.reread"

    practice.dicom(ultrasound(StudyDescription="УЗИ", PatientName="Ли^Анна"))
    practice.dicom(ultrasound()[:140])
    practice.file()
    practice.write(rereading.read_again, 3)
    assert practice.read(results.study, 1).description == "УЗИ"
    with pytest.raises(Unreadable):
        practice.write(rereading.read_again, 4)
    with pytest.raises(NotFound):
        practice.write(rereading.read_again, 99)


def test_what_a_newer_program_can_read_is_filed_then(
    practice: Any, ultrasound: Make, blood_count: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from devices import dicom_reading, hl7_reading

    def older(*_: Any) -> None:
        raise RuntimeError("a fault of the reader")

    with monkeypatch.context() as patched:
        patched.setattr(dicom_reading, "read_object", older)
        patched.setattr(hl7_reading, "read_message", older)
        practice.dicom(ultrasound())
        practice.hl7(blood_count())
        assert practice.file().errors == 2
    assert [row.reason for row in practice.rows(ReceivedRecordTable)] == ["reader-failed"] * 2
    practice.write(rereading.read_again, 1)
    practice.write(rereading.read_again, 2)
    assert [row.state for row in practice.rows(ReceivedRecordTable)] == ["inbox", "inbox"]
    assert practice.read(results.report, 1).title == "CBC"
    assert len(practice.read(results.study, 1).instances) == 1


def test_a_profile_brings_letters_and_codes(practice: Any, blood_count: Make) -> None:
    from app.domain.access import program

    practice.hl7(blood_count())
    practice.file()
    owner = program("owner")
    assert practice.write(devices.set_profile, 1, "mindray-bc", actor=owner).profile == "mindray-bc"
    practice.hl7(blood_count(values=("10002^PCT^99MRC||0.21|%", "10027^MID#^99MRC||0.4|10*9/L"), at="20261123111500"))
    practice.file()
    values = practice.read(results.report, 2).observations
    assert [(one.code, one.code_system) for one in values] == [("51637-7", "LN"), ("10027", "99MRC")]
    with pytest.raises(Refused, match="device-profile"):
        practice.write(devices.set_profile, 1, "none-such", actor=owner)


def test_every_profile_keeps_to_the_table() -> None:
    from devices.character_sets import known_codec

    for key, profile in devices.known_profiles().items():
        assert key == profile.key
        assert profile.title
        assert not profile.character_set or known_codec(profile.character_set) == profile.character_set
