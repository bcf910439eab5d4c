"""Records of ASTM E1394 (LIS2-A2) as devices write them: values as sent, no number out of what is none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Unreadable
from app.domain.identity import PersonName, Sex
from app.domain.received import SentObservation
from devices.astm_reading import read_message
from devices.astm_records import Delimiters, escape, records_of, unescape
from devices.hl7_values import plain_number
from tests.devices.astm_device import HEADER, RESULT, frames


def read(*records: str, header: str = "H|\\^&|||X|||||||P|1|20260102030405") -> Any:
    return read_message("".join(f"{one}\r" for one in (header, *records, "L|1|N")).encode())


def value(record: str, **more: Any) -> SentObservation:
    found: SentObservation = read("P|1", "O|1|7", record, **more).reports[0].observations[0]
    return found


def test_patient_order_and_result() -> None:
    message = read_message(b"".join(RESULT))
    assert (message.message_type, message.sending, message.version) == ("ASTM", "XN-TEST^1.0", "LIS2-A2")
    assert message.sent_at == datetime(2026, 1, 1, 22, 4, 5, tzinfo=UTC)
    (report,) = message.reports
    identity = report.identity
    assert (identity.name, identity.birth_date, identity.sex) == (
        PersonName("Akhmetov", "Timur", ""), date(1980, 1, 1), Sex.MALE,
    )  # fmt: skip
    assert (identity.patient_id, identity.accession_number) == ("100200300", "26-000017")
    assert report.observed_at == datetime(2026, 1, 1, 22, 4, tzinfo=UTC)  # R-13; no time of collection
    white, haemoglobin = report.observations
    assert (white.code, white.value_number, white.flags, white.status) == ("WBC", 5.5, ("N",), "F")
    assert (haemoglobin.value_text, haemoglobin.value_number) == (">200.0", None)


@pytest.mark.parametrize(
    ("sent", "text", "number"),
    [
        ("  5.5", "5.5", 5.5), ("5,5", "5,5", 5.5), (">100.0", ">100.0", None), ("*****", "*****", None),
        ("---", "---", None), ("+1", "+1", None), ("1+", "1+", None), ("-2.0", "-2.0", -2.0), ("", "", None),
        ("NOT DETECTED^", "NOT DETECTED", None), ("^0.0", "0.0", 0.0), ("POS^1.2", "POS 1.2", None),
        ("1\\2", "1\n2", None), ("1e3", "1e3", None), ("١٢", "١٢", None),
    ],
)  # fmt: skip
def test_values_are_as_sent(sent: str, text: str, number: float | None) -> None:
    found = value(f"R|1|^^^T|{sent}|U")
    assert (found.value_text, found.value_number) == (text, number)


@pytest.mark.parametrize(
    ("test_id", "expected"),
    [
        ("^^^WBC", ("WBC", "", "WBC")), ("^^^^WBC^1", ("WBC", "", "WBC")), ("^^^717/", ("717", "", "717")),
        ("^^^MCV^787-2", ("787-2", "LN", "MCV")), ("^^^MCV^787-3", ("MCV", "", "MCV")), ("Na", ("Na", "", "Na")),
        ("2823-3^Potassium", ("2823-3", "LN", "Potassium")), ("^Glucose^^GLU", ("GLU", "", "Glucose")),
        ("^MTB-RIF^^Xpert^^^rpoB1^Ct", ("Xpert.rpoB1.Ct", "", "rpoB1 Ct")), ("", ("", "", "")),
    ],
)  # fmt: skip
def test_which_test_it_was(test_id: str, expected: tuple[str, str, str]) -> None:
    found = value(f"R|1|{test_id}|1|U")
    assert (found.code, found.code_system, found.name) == expected


@pytest.mark.parametrize(
    ("specimen", "numbers"),
    [
        ("26-000017", ("26-000017",)), ("      12345  ", ("12345",)), ("7", ("7",)), ("2^5^      4711^B", ("4711",)),
        ("100^26-000017^x", ("26-000017",)), ("1^2", ("1",)),
    ],
)  # fmt: skip
def test_places_in_a_rack_are_no_numbers_of_a_specimen(specimen: str, numbers: tuple[str, ...]) -> None:
    assert read(f"O|1|{specimen}|x", "R|1|^^^T|1").reports[0].identity.numbers == numbers
    assert read(f"O|1||{specimen}", "R|1|^^^T|1").reports[0].identity.numbers == numbers


def test_an_iin_is_found_in_any_number_and_an_alphabet_by_its_letters() -> None:
    head = "H|\\^&|||X\rP|1||||"
    for letters in ("cp1251", "utf-8", "kz1048"):
        text = f"{head}Жұмабаев^Әлихан\rO|1|7\rR|1|^^^T|1\r" if letters != "cp1251" else (
            f"{head}Ахметов^Тимур^Серикович\rO|1|7\rR|1|^^^T|1\r"
        )  # fmt: skip
        found = read_message(text.encode(letters))
        assert found.identity.name is not None
        assert found.identity.name.surname in {"Жұмабаев", "Ахметов"}, letters
    assert read("P|1||800101300125", "O|1|7", "R|1|^^^T|1").identity.iin_candidates == ("800101300125",)


def test_comments_belong_to_what_stands_before_them() -> None:
    message = read(
        "P|1", "C|1|L|of the patient|G", "O|1|7", "C|1|I|CONTROL_FAILED^^PLT|I", "R|1|^^^T|1", "C|1|I|26|I",
        "C|2|I|again|I", "R|2|^^^U|2", "C|1|I|0|I", "M|1|x", "R|3|^^^V|3",
    )  # fmt: skip
    assert [one.comment for one in message.reports[0].observations] == ["26\nagain", "", ""]
    assert message.reports[0].comment == "CONTROL_FAILED PLT"


@pytest.mark.parametrize("header", ["H|\\^&|||X|||||||Q|1", "H|\\^&|||X|||||||T|1", "H|\\^&|||X|||||||D|1"])
def test_controls_and_training_are_nobodys_results(header: str) -> None:
    assert value("R|1|^^^T|1", header=header).is_demo
    assert read("O|1|7|||||||||Q", "R|1|^^^T|1").reports[0].observations[0].is_demo
    assert read("O|1|7|||||||||||||CTRL^^x", "R|1|^^^T|1").reports[0].observations[0].is_demo
    assert not value("R|1|^^^T|1").is_demo


def test_other_delimiters_escapes_ranges_and_flags() -> None:
    found = (
        read_message(b"H*!?~***X\rO*1*7\rR*1*???T*a~F~b~S~c~E~d~X41~e~Z~*U*4.0?9.0*H!A\rL*1\r")
        .reports[0]
        .observations[0]
    )
    assert (found.value_text, found.reference_range, found.flags) == ("a*b?c~dAe~Z~", "4.0-9.0", ("H", "A"))
    doubled = read_message(b"H|\\\\^&|||X\rO|1|7\rR|1|^^^T|1\\2\rL|1\r").reports[0].observations[0]
    assert (doubled.code, doubled.value_text) == ("T", "1\n2")


def test_line_feeds_numbers_before_records_and_frames_of_a_file() -> None:
    plain = b"".join(RESULT)
    expected = read_message(plain).reports
    assert read_message(plain.replace(b"\r", b"\n")).reports == expected
    assert read_message(plain.replace(b"\r", b"\r\n")).reports == expected
    assert read_message(b"".join(frames(RESULT))).reports == expected
    assert read_message(b"".join(b"%d" % n + record for n, record in enumerate(RESULT, 1))).reports == expected


def test_orders_and_questions_of_a_device_are_no_results() -> None:
    asked = read("Q|1|^4711||ALL")
    assert (asked.message_type, asked.is_result, asked.reports) == ("ASTM-QUERY", False, ())
    assert read("P|1", "O|1|7||^^^T").reports == ()


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "astm-no-header"), (b"P|1\rL|1\r", "astm-no-header"), (b"x" * (17 << 20), "astm-too-large"),
        (HEADER + b"C|1\r" * 100_001, "astm-too-many-records"),
        (HEADER + b"O|1\rR|1|x|1\r" * 2_001, "astm-too-many-records"),
    ],
    ids=["empty", "no header", "too large", "too many", "too many orders"],
)  # fmt: skip
def test_what_cannot_be_read_says_why(raw: bytes, code: str) -> None:
    with pytest.raises(Unreadable, match=code):
        read_message(raw)


def test_an_unusual_separator_is_one_in_every_record() -> None:
    assert read_message(b"H_^~&___X\rO_1_7\rR_1_T_5.1\r").reports[0].observations[0].value_number == 5.1


def test_a_patient_as_long_as_a_message_may_be_is_read_once_for_all_orders() -> None:
    message = HEADER + b"P|1|7|||" + b"A^" * (2 << 20) + b"\r" + b"O|1|7\rR|1|^^^T|1\r" * 1_900
    reports = read_message(message).reports
    assert len(reports) == 1_900
    assert {report.identity.patient_id for report in reports} == {"7"}


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x85"), max_size=40)


@given(_TEXT)
@settings(max_examples=200, deadline=None)
def test_what_is_escaped_is_read_as_it_was(text: str) -> None:
    marks = Delimiters()
    written = escape(text, marks)
    assert not set("|\\^\r\n") & set(written)
    assert unescape(written, marks) == text


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_behind_a_header_are_read_or_named(tail: bytes) -> None:
    try:
        message = read_message(HEADER + b"O|1|7\rR|1|^^^T|" + tail)
    except Unreadable:
        return
    for report in message.reports:
        for one in report.observations:
            assert one.value_number is None or one.value_number == plain_number(one.value_text)


@given(st.lists(st.lists(_TEXT, min_size=1, max_size=6), min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_fields_come_back_as_they_were_written(rows: list[list[str]]) -> None:
    marks = Delimiters()
    lines = ["H|\\^&", *("|".join(["R", *(escape(one, marks) for one in row)]) for row in rows)]
    found = records_of("\r".join(lines) + "\r", 100)
    assert [[record.text(n) for n in range(2, len(record.fields) + 1)] for record in found[1:]] == [
        [one.strip() for one in row] for row in rows
    ]
