"""What HL7 messages of every kind become: results, documents, monitors' minutes, or kept with a true reason."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app import devices, kept_messages, orders, patients, rereading, results
from app.card_results import read_trends
from app.domain.access import program
from app.domain.errors import Refused
from app.domain.events import OrderChanged
from app.domain.identity import check_digit
from app.domain.order import OrderDraft, OrderKind
from app.domain.scheduled import OrderedTest
from app.intake import Filed
from db.tables.archive_record import ReceivedRecordTable
from db.tables.result import ObservationTable, ReportTable

BORN = date(1985, 6, 15)
IIN = f"85061540012{check_digit('85061540012')}"
SENT = f"{IIN}||Жұмабаева^Айгүл||19850615|F"
PDF = b"%PDF-1.4\nbody\n%%EOF"
Make = Callable[..., bytes]


def lines(*segments: str, head: str = "ORU^R01", version: str = "2.5.1") -> bytes:
    first = f"MSH|^~\\&|DEV|LAB|||20261123101500||{head}|7|P|{version}||||||UNICODE UTF-8"
    return "\r".join([first, *segments, ""]).encode()


def document(content: bytes, kind: str = "application^pdf") -> str:
    return f"OBX|1|ED|18842-5^Summary^LN||^{kind}^Base64^{base64.b64encode(content).decode()}||||||F"


@pytest.mark.parametrize("event", ["T02", "T04", "T06", "T08", "T10"])
def test_a_document_message_becomes_a_document_in_the_card(practice: Any, event: str) -> None:
    practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    head, text = f"MDM^{event}^MDM_T02", "TXA|1|DS^Discharge summary|AP|20261122093000||||||||D-5||||summary.pdf|LA"
    practice.hl7(lines("EVN|T02|20261123", f"PID|1||{SENT}", "PV1|1|O", text, document(PDF), head=head))
    assert practice.file() == Filed(filed=1)
    report = practice.read(results.report, 1)
    assert report.title == "summary.pdf"
    assert report.observed_at.isoformat() == "2026-11-22T04:30:00+00:00"
    (shown,) = report.observations
    assert shown.media_type == "application/pdf"
    assert practice.write(results.attachment, shown.observation_id).content == PDF


def test_a_document_of_nobody_known_waits_in_the_inbox(practice: Any) -> None:
    practice.hl7(lines("PID|1||X9||Strange^Person", "TXA|1|DS", document(PDF), head="MDM^T02"))
    practice.hl7(lines("PID|1||X9||Strange^Person", "TXA|1|DS", head="MDM^T01"))
    assert practice.file() == Filed(inbox=1, kept=1)
    assert [row.reason for row in practice.rows(ReceivedRecordTable)] == ["", "no-results"]


@pytest.mark.parametrize(
    ("content", "kind"), [(b"BM" + bytes(60), "image/bmp"), (b"\xff\xd8\xff" + bytes(9), "image/jpeg")]
)
def test_pictures_inside_a_result(practice: Any, content: bytes, kind: str) -> None:
    practice.hl7(lines("PID|1||5", "OBR|1||1|HIST", document(content, "image^x")))
    practice.file()
    assert practice.read(results.report, 1).observations[0].media_type == kind


@pytest.mark.parametrize("head", ["ORU^R30^ORU_R30", "ORU^R32^ORU_R30", "OUL^R21^OUL_R21", "OUL^R22", "OUL^R24"])
def test_results_of_every_trigger(practice: Any, head: str) -> None:
    practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    specimen = ["SPM|1|T-100", "SAC|||C-55"] if head.startswith("OUL") else []
    practice.hl7(lines(f"PID|1||{SENT}", *specimen, "ORC|NW", "OBR|1|||GLU", "OBX|1|NM|2345-7^Glucose^LN||5,6|ммоль/л",
                       head=head))  # fmt: skip
    assert practice.file() == Filed(filed=1)
    (value,) = practice.rows(ObservationTable)
    assert (value.value_text, value.value_number, value.unit, value.ucum) == ("5,6", 5.6, "ммоль/л", "mmol/L")
    if specimen:
        assert set(practice.rows(ReportTable)[0].identity["other_numbers"]) >= {"T-100", "C-55"}


def test_units_join_in_one_trend_and_the_profile_makes_codes_ours(practice: Any, blood_count: Make) -> None:
    practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    practice.hl7(blood_count(SENT, values=("20482-6^GRAN#^LN||4.1|10^9/L||",), at="20261120101500"))
    practice.file()
    practice.write(devices.set_profile, 1, "mindray-bc", actor=program("owner"))
    practice.hl7(blood_count(SENT, values=("10028^GRAN#^99MRC||4.4|10*9/L||",), at="20261121101500"))
    practice.hl7(blood_count(SENT, values=("10028^GRAN#^99MRC||4.9|10*9/mL||",), at="20261119101500"))
    practice.file()
    course = practice.read(results.trend, 1, "20482-6")
    assert [value for _, value in course.values] == [4.1, 4.4]
    newest = practice.rows(ObservationTable)[1]
    assert (newest.code, newest.sent_code, newest.code_system, newest.unit) == ("20482-6", "10028", "LN", "10*9/L")
    assert practice.read(results.report, 2).observations[0].previous_text == "4.1"


def test_what_is_no_value_is_no_number(practice: Any) -> None:
    sent = ["97||||||X", "97||||||W", "0|263441^MDC_DIM_CENTI_M^MDC|||||F", "97|||||||", "8388607||||||N"]
    code = ["150456^SpO2^MDC"] * 2 + ["188740^MDC_LEN_BODY_ACTUAL^MDC"] + ["150456^SpO2^MDC"] * 2
    rows = [f"OBX|{n}|NM|{one}||{value}" for n, (one, value) in enumerate(zip(code, sent, strict=True), 1)]
    practice.hl7(lines("PID|1||5", "OBR|1", *rows))
    practice.file()
    assert [row.value_number for row in practice.rows(ObservationTable)] == [None, None, None, 97.0, None]
    assert [row.value_text for row in practice.rows(ObservationTable)] == ["97", "97", "0", "97", "8388607"]


def test_repeated_observations_are_told_apart(practice: Any) -> None:
    rows = ["OBX|1|CE|600-7^Culture^LN|1|ECO^E. coli", "OBX|2|CE|600-7^Culture^LN|2|KPN^Klebsiella", "OBX|3|NM|A^a|9|1"]
    practice.hl7(lines("PID|1||5", "OBR|1", *rows))
    practice.file()
    names = [(row.name, row.value_text) for row in practice.rows(ObservationTable)]
    assert names == [("Culture (1)", "E. coli"), ("Culture (2)", "Klebsiella"), ("a", "1")]


# Monitors


def vital(at: str, saturation: str = "97", flag: str = "", person: str = SENT, more: str = "") -> bytes:
    return lines(
        f"PID|||{person}", f"OBR|1||1|182777000^monitoring^SCT|||{at}",
        f"OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.3.1|{saturation}|262688^MDC_DIM_PERCENT^MDC||{flag}|||R", more,
    )  # fmt: skip


def test_a_monitor_files_one_set_a_minute_and_every_alarm(practice: Any) -> None:
    practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    for second in range(0, 150, 10):
        moment = f"202611231015{second:02d}" if second < 60 else f"2026112310{15 + second // 60}{second % 60:02d}"
        practice.hl7(vital(moment, "96", "L" if second == 30 else ""))
        practice.clock.advance(timedelta(seconds=10))
    done = practice.file()
    kept = [row for row in practice.rows(ReceivedRecordTable) if row.reason == "thinned-out"]
    assert (done.filed, done.kept, len(kept)) == (3, 12, 12)
    times = [f"{row.observed_at:%M:%S}" for row in practice.rows(ReportTable)]
    assert times == ["15:00", "15:30", "16:30"]


def test_another_patient_and_another_value_are_not_thinned_out(practice: Any) -> None:
    pressure = "OBX|2|NM|150301^MDC_PRESS_CUFF_SYS^MDC|1.1.9|120|266016^MDC_DIM_MMHG^MDC"
    practice.hl7(vital("20261123101500"))
    practice.hl7(vital("20261123101501", person="8||Other^One"))
    practice.hl7(vital("20261123101502", more=pressure))
    practice.hl7(vital("20261123101503"))
    assert practice.file() == Filed(inbox=3, kept=1)


def test_an_analysers_second_tube_is_never_thinned_out(practice: Any, blood_count: Make) -> None:
    practice.hl7(blood_count(SENT, at="20261123101500"))
    practice.hl7(blood_count(SENT, at="20261123101510", control_id="2"))
    assert practice.file().inbox == 2


# Kept, with the reason


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("QRY^R02", "host-query"), ("QBP^ZV1", "host-query"), ("ORM^O01", "order-message"),
        ("OML^O21", "order-message"), ("ADT^A08", "patient-message"), ("ACK^R01", "acknowledgement"),
        ("SIU^S12", "message-type"), ("", "message-type"), ("ORU^R01", "no-results"),
    ],
)  # fmt: skip
def test_messages_that_are_no_result_are_kept_with_the_reason(practice: Any, head: str, reason: str) -> None:
    practice.hl7(lines(f"PID|1||{SENT}", "PV1|1|O", head=head))
    assert practice.file() == Filed(kept=1)
    (row,) = practice.rows(ReceivedRecordTable)
    assert (row.state, row.reason) == ("kept", reason)
    assert row.identity["iin_candidates"] == [IIN]


def test_results_of_a_batch_are_filed_whatever_stands_before_them(practice: Any) -> None:
    order = lines("PID|1||9", "ORC|NW", "OBR|1|O-1||X", "OBX|1|NM|A^height||180", head="ORM^O01").decode()
    result = lines("PID|1||5", "OBR|1|||Y", "OBX|1|NM|B^b||2").decode()
    practice.hl7(f"FHS|^~\\&\rBHS|^~\\&\r{order}{result}{order}BTS|3\rFTS|1\r".encode())
    assert practice.file() == Filed(inbox=1)
    assert [row.name for row in practice.rows(ObservationTable)] == ["b"]


def test_every_shared_message_is_filed_waits_or_is_named(practice: Any, shared_samples: Path) -> None:
    expected = {
        "acon_ha360": ("inbox", ""), "comen_nc5_query_r02": ("kept", "host-query"), "mindray_bc_1": ("inbox", ""),
        "mindray_bc_2_same_control_id": ("inbox", ""), "mindray_bs_1": ("inbox", ""),
        "mindray_gateway_query_a19": ("kept", "host-query"), "mindray_monitor_keepalive": ("kept", "keep-alive"),
        "mindray_vs8_pcd01_26": ("inbox", ""), "orm_with_notes_lf": ("kept", "order-message"),
        "oru_pdf_ed_auspdi": ("inbox", ""),
    }  # fmt: skip
    files = sorted((shared_samples / "devices" / "hl7").glob("*.hl7"))
    assert files
    for file in files:
        practice.hl7(file.read_bytes())
    done = practice.file()
    assert done.total == len(files)
    found = [(row.state, row.reason) for row in practice.rows(ReceivedRecordTable)]
    for file, one in zip(files, found, strict=True):
        assert expected.get(file.stem, one) == one, file.name


@pytest.mark.clause("13")
def test_a_result_under_the_number_of_the_tube_finishes_the_order(practice: Any, blood_count: Make) -> None:
    patient_id = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    draft = OrderDraft(
        patient_id, OrderKind.LABORATORY, practice.clock.now(), tests=(OrderedTest("6690-2", "WBC"),), specimen_id="T-9"
    )
    placed = practice.write(orders.place, draft)
    other = practice.write(orders.place, replace(draft, specimen_id="T-8"))
    practice.hl7(blood_count(order="T-9"))
    practice.hl7(blood_count(order=other.accession_number, control_id="2", at="20261123111500"))
    assert practice.file() == Filed(filed=2)
    states = [practice.read(orders.get, one.order_id).state.value for one in (placed, other)]
    assert states == ["completed", "completed"]
    assert OrderChanged(other.order_id, patient_id) in practice.told


def test_patients_of_other_systems_change_nothing_and_are_compared_with_ours(practice: Any) -> None:
    patient_id = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    for at, person in enumerate((SENT, f"{IIN}||Жұмабаева^Әсел||19850616|M", "77||Новый^Человек||19900101|M")):
        practice.hl7(lines(f"PID|1||{person}", "PV1|1|O", head="ADT^A08"), peer=f"10.0.0.{at}")
    practice.hl7(lines("QRD|1|R|I|1||||5", head="QRY^A19"))
    assert practice.file() == Filed(kept=4)
    found = practice.read(kept_messages.listed)
    assert [(one.reason, one.patient_id, one.differs) for one in found] == [
        ("host-query", None, ()), ("patient-message", None, ()),
        ("patient-message", patient_id, ("name", "birth-date", "sex")), ("patient-message", patient_id, ()),
    ]  # fmt: skip
    assert practice.read(patients.get, patient_id).name.given == "Айгүл"
    with pytest.raises(Refused, match="no-right"):
        practice.read(kept_messages.listed, actor=practice.reception)


def test_the_cards_line_joins_spellings_of_one_unit(practice: Any, blood_count: Make) -> None:
    patient_id = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    for day, unit_sent in (("20", "10^9/L"), ("21", "10*9/L"), ("22", "x10⁹/л"), ("19", "10*6/L")):
        practice.hl7(blood_count(SENT, values=(f"6690-2^WBC^LN||7.{day}|{unit_sent}||",), at=f"202611{day}101500"))
    practice.file()
    found = practice.read(read_trends, patient_id)
    assert [[value for _, value in one.values] for one in found] == [[7.2, 7.21, 7.22], [7.19]]


def test_a_unit_in_other_letters_is_known_once_they_are_chosen(practice: Any, blood_count: Make) -> None:
    sent = blood_count("5||Қ^Ұ", values=("2345-7^GLU^LN||5.6|ммоль/л||",)).decode().replace("UNICODE UTF-8", "8859/1")
    practice.hl7(sent.encode("ptcp154"))
    practice.file()
    practice.write(devices.set_character_set, 1, "koi8_r", actor=program("owner"))
    practice.write(rereading.read_waiting_again, 1)
    assert practice.rows(ObservationTable)[0].ucum == ""
    practice.write(devices.set_character_set, 1, "ptcp154", actor=program("owner"))
    practice.write(rereading.read_waiting_again, 1)
    assert practice.rows(ObservationTable)[0].ucum == "mmol/L"


def test_a_monitor_with_codes_of_its_own_is_known_by_its_profile(practice: Any, blood_count: Make) -> None:
    def second(at: int) -> bytes:
        sent = blood_count("8", at=f"202611231015{at:02d}", control_id=str(at), values=("160^SpO2^99MNDRY||97|%||",))
        return bytes(sent)

    practice.hl7(second(0))
    practice.file()
    practice.write(devices.set_profile, 1, "mindray-monitor", actor=program("owner"))
    practice.hl7(second(1))
    practice.hl7(second(2))
    assert practice.file() == Filed(kept=2)
