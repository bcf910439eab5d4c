"""HL7 v2 as devices send it: read in full, values as sent, nothing unreadable made a number."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Unreadable
from app.domain.identity import PersonName, Sex, check_digit
from app.domain.received import SentMessage, SentObservation
from devices.hl7_reading import observation_attachment, raw_lines, read_message

MSH = "MSH|^~\\&|BC|LAB|||20261123101500||ORU^R01|1|P|2.3.1"
IIN = f"85061540012{check_digit('85061540012')}"


def _message(*lines: str, head: str = MSH, end: str = "\r") -> SentMessage:
    return read_message((end.join((head, *lines)) + end).encode())


def _value(obx: str, head: str = MSH) -> SentObservation:
    return _message("PID|1", "OBR|1", obx, head=head).reports[0].observations[0]


@pytest.mark.clause("15")
def test_every_shared_message_is_read(shared_samples: Path) -> None:
    read = {}
    for file in sorted((shared_samples / "devices" / "hl7").glob("*.hl7")):
        message = read_message(file.read_bytes())
        read[file.stem] = (
            message.message_type,
            len(message.reports),
            sum(len(r.observations) for r in message.reports),
        )
    assert read == {
        "acon_ha360": ("ORU^R01", 1, 4),
        "comen_nc5_query_r02": ("QRY^R02", 0, 0),
        "mindray_bc_1": ("ORU^R01", 1, 22),
        "mindray_bc_2_same_control_id": ("ORU^R01", 1, 22),
        "mindray_bs_1": ("ORU^R01", 1, 1),
        "mindray_gateway_query_a19": ("QRY^A19", 0, 0),
        "mindray_monitor_keepalive": ("ORU^R01", 0, 0),
        "mindray_vs8_pcd01_26": ("ORU^R01^ORU_R01", 1, 4),
        "orm_with_notes_lf": ("ORM^O01", 1, 1),
        "oru_pdf_ed_auspdi": ("ORU^R01", 1, 1),
    }
    with pytest.raises(Unreadable, match="hl7-no-msh"):
        read_message((shared_samples / "devices" / "hl7" / "urine_strip_plain_text.txt").read_bytes())


def test_details_of_the_shared_messages(shared_samples: Path) -> None:
    folder = shared_samples / "devices" / "hl7"

    def read(name: str) -> SentMessage:
        return read_message((folder / f"{name}.hl7").read_bytes())

    blood = {one.name: one for one in read("mindray_bc_1").reports[0].observations}
    assert (blood["WBC"].value_text, blood["WBC"].value_number, blood["WBC"].flags) == ("0.0", 0.0, ("L", "N"))
    assert (blood["LYM#"].value_text, blood["LYM#"].value_number) == ("*****", None)
    assert blood["Ref Group"].value_text == "通用", "UTF-8 under the declaration UNICODE"
    chemistry = read("mindray_bs_1").reports[0]
    assert chemistry.identity.numbers == ("1803080021", "180308002")
    assert chemistry.identity.account_numbers == ("1803080022",)
    assert (chemistry.observations[0].value_number, chemistry.observations[0].code) == (-0.000397, "")
    monitor = read("mindray_vs8_pcd01_26").reports[0]
    assert all(one.is_demo for one in monitor.observations)
    assert monitor.observations[0].unit == "MDC_DIM_PERCENT"
    assert monitor.identity.name is None
    arrows = {one.name: one.flags for one in read("acon_ha360").reports[0].observations}
    assert (arrows["HGB"], arrows["PLT"], arrows["WBC"]) == (("↓",), ("↑",), ())
    order = read("orm_with_notes_lf")
    assert (order.identity.birth_date, order.identity.sex) == (date(1989, 9, 9), Sex.FEMALE)
    assert order.reports[0].observations[0].comment == "abc\nabc\nabc"
    assert read("oru_pdf_ed_auspdi").reports[0].observations[0].attachment is not None
    assert read("comen_nc5_query_r02").identity.birth_date is None, "1 January 1900 is a device's filler"


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_segment_ends_of_any_kind(end: str) -> None:
    message = _message("PID|1||5", "OBR|1||17|CBC", "OBX|1|NM|WBC||7.4", end=end)
    assert message.segments == 4
    assert message.reports[0].observations[0].value_number == 7.4


def test_mixed_ends_empty_lines_and_what_stands_before() -> None:
    raw = b"\x0b\xef\xbb\xbfgarbage\r\nMSH|^~\\&|A|B\r\n\r\nPID|1||5\nOBR|1\r\rOBX|1|ST|X||y\n\x1c"
    message = read_message(raw)
    assert (message.sending, message.identity.patient_id) == ("A^B", "5")
    assert message.reports[0].observations[0].value_text == "y"


def test_delimiters_are_those_of_the_message() -> None:
    message = read_message(
        b"MSH#*?!%#A#B#######ORU*R01\rPID#1##5*z?6\rOBR#1\rOBX#1#ST#c*n#a##\rOBX#2#CE#c*n##K*Text!F!x\r"
    )
    assert message.identity.account_numbers == ("5", "6")
    values = message.reports[0].observations
    assert (values[0].code, values[0].name) == ("c", "n")
    assert values[1].value_text == "Text#x"


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        (r"a\F\b\S\c\T\d\R\e\E\f", "a|b^c&d~e\\f"), (r"one\.br\two", "one\ntwo"), (r"\X41420D0A43\ ", "AB\nC "),
        (r"\XD098\ ", "И "), (r"\H\bold\N\ ", "bold "), (r"\Zvendor\x", r"\Zvendor\x"), (r"\.sp2\x", "\n\nx"),
        (r"50\% of", r"50\% of"), (r"\.in+4\x", "    x"),
    ],
)  # fmt: skip
def test_escapes(sent: str, text: str) -> None:
    assert _value(f"OBX|1|ST|X||{sent}").value_text == text


@pytest.mark.parametrize(
    ("kind", "sent", "text", "number"),
    [
        ("NM", "7.4", "7.4", 7.4), ("NM", "-0.5", "-0.5", -0.5), ("NM", "14,8", "14,8", 14.8),
        ("NM", " 3 ", " 3 ", 3.0),
        ("NM", "*****", "*****", None), ("NM", "<0.5", "<0.5", None), ("NM", ">100.0", ">100.0", None),
        ("NM", "---", "---", None), ("NM", "", "", None), ("NM", "1e5", "1e5", None), ("NM", "1 000", "1 000", None),
        ("NM", "nan", "nan", None), ("NM", "inf", "inf", None), ("NM", "7.4~7.5", "7.4~7.5", None),
        ("ST", "7.0", "7.0", 7.0), ("IS", "12", "12", 12.0), ("", "5", "5", 5.0), ("ST", "neg", "neg", None),
        ("SN", "<^0.5", "<0.5", None), ("SN", "^5.5", "5.5", 5.5), ("SN", "=^7", "=7", None),
        ("SN", "^1^:^128", "1:128", None),
        ("TX", "two~lines", "two\nlines", None), ("FT", r"a\.br\b", "a\nb", None), ("TX", "5", "5", None),
        ("CE", "POS^Positive^L", "Positive", None), ("CWE", "POS", "POS", None),
        ("CE", "A^One~B^Two", "One\nTwo", None),
        ("DT", "20261123", "20261123", None), ("TS", "20261123101500", "20261123101500", None),
        ("TM", "1015", "1015", None),
        ("NA", "1^2^3", "1^2^3", None),
    ],
)  # fmt: skip
def test_values_stay_as_sent(kind: str, sent: str, text: str, number: float | None) -> None:
    value = _value(f"OBX|1|{kind}|X||{sent}|U|1-2|N|||F")
    assert (value.value_text, value.value_number) == (text, number)
    assert (value.unit, value.reference_range, value.status) == ("U", "1-2", "F")


def test_demonstration_is_marked_by_flag_and_by_processing_id() -> None:
    assert _value("OBX|1|NM|X||1|U||DEMO").is_demo
    assert _value("OBX|1|NM|X||1", head=MSH.replace("|P|", "|T|")).is_demo
    assert _value("OBX|1|NM|X||1", head=MSH.replace("|P|", "|D|")).is_demo
    assert not _value("OBX|1|NM|X||1|U||N").is_demo


@pytest.mark.parametrize("breaks", ["", "\r\n", "\n", r"\.br" + "\\"])
@pytest.mark.parametrize("coding", ["Base64", "Hex", "A"])
def test_attachments_are_decoded(coding: str, breaks: str) -> None:
    pdf = b"%PDF-1.7\n" + bytes(range(32, 120)) if coding != "A" else b"%PDF-1.7"
    plain = {"Base64": base64.b64encode(pdf).decode(), "Hex": pdf.hex(), "A": "%PDF-1.7"}[coding]
    content = plain if coding == "A" else plain[:40] + breaks + plain[40:]
    raw = f"{MSH}\rPID|1\rOBR|1\rOBX|1|ST|X||y\rOBX|2|ED|P^Report||^application^pdf^{coding}^{content}|||\r".encode()
    attachment = observation_attachment(raw, 1)
    assert (attachment.media_type, attachment.content) == ("application/pdf", pdf)
    with pytest.raises(Unreadable, match="hl7-no-attachment"):
        observation_attachment(raw, 0)


def test_attachments_that_cannot_be_decoded_are_none() -> None:
    assert _value("OBX|1|ED|P||^application^pdf^Hex^zz").attachment is None
    assert _value("OBX|1|ED|P||^application^pdf").attachment is None


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("Жұмабаева^Айгүл^Серікқызы", PersonName("Жұмабаева", "Айгүл", "Серікқызы")),
        ("Иванов Иван Иванович", PersonName("Иванов", "Иван", "Иванович")),
        ("Ахметов Нұрлан Серік ұлы", PersonName("Ахметов", "Нұрлан", "Серік ұлы")),
        ("Иванов^Иван Иванович", PersonName("Иванов", "Иван", "Иванович")),
        ("^Иванов Иван", PersonName("Иванов", "Иван")),
        ("Ivanov, Ivan", PersonName("Ivanov", "Ivan")),
        ("IVANOV_IVAN", PersonName("IVANOV", "IVAN")),
        ("van Beethoven&van&Beethoven^Ludwig", PersonName("van Beethoven", "Ludwig")),
        ("~Ким^Анна", PersonName("Ким", "Анна")),
        ("Ли", PersonName("Ли")),
        ("^^^^^^L", None),
        ("", None),
    ],
)
def test_names_in_any_arrangement(sent: str, name: PersonName | None) -> None:
    assert _message(f"PID|1||5||{sent}").identity.name == name


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        ("19850615", date(1985, 6, 15)), ("19850615123000+0500", date(1985, 6, 15)), ("1985-06-15", date(1985, 6, 15)),
        ("15.06.1985", date(1985, 6, 15)), ("1985", None), ("198506", None), ("19851315", None), ("19000101", None),
        ("00000000", None), ("", None), ("abc", None),
    ],
)  # fmt: skip
def test_birth_dates_of_any_precision(sent: str, day: date | None) -> None:
    assert _message(f"PID|1||5||A^B||{sent}").identity.birth_date == day


@pytest.mark.parametrize(
    ("sent", "sex"),
    [
        ("M", Sex.MALE), ("F", Sex.FEMALE), ("Female", Sex.FEMALE), ("male", Sex.MALE), ("м", Sex.MALE),
        ("Әйел", Sex.FEMALE),
        ("O", Sex.UNKNOWN), ("U", Sex.UNKNOWN), ("", Sex.UNKNOWN), ("1", Sex.UNKNOWN),
    ],
)  # fmt: skip
def test_sex_as_devices_spell_it(sent: str, sex: Sex) -> None:
    assert _message(f"PID|1||5||A^B||19850615|{sent}").identity.sex is sex


@pytest.mark.parametrize(
    "place",
    [
        "PID|1||{0}^^^KZ^NI", "PID|1|{0}", "PID|1||5~{0}", "PID|1|||{0}", "PID|1||5||||||||||||||||{0}",
        "PID|1||5|||||||||||||||{0}", "PID|1||{0:.6}-{1}", "PV1|1||||||||||||||||||{0}",
    ],
)  # fmt: skip
def test_the_iin_is_found_where_devices_put_it(place: str) -> None:
    message = _message(place.format(IIN, IIN[6:]), "OBR|1||17", "OBX|1|NM|X||1")
    assert message.reports[0].identity.iin_candidates == (IIN,)


def test_a_number_with_a_wrong_check_digit_is_no_iin() -> None:
    wrong = IIN[:11] + str((int(IIN[11]) + 1) % 10)
    identity = _message(f"PID|1||{wrong}").identity
    assert (identity.iin_candidates, identity.patient_id) == ((), wrong)


def test_order_numbers_from_every_place() -> None:
    message = _message("PID|1||5", "ORC|RE|S26-0001|F-9", "OBR|1|P-2|F-3|CBC", "OBX|1|NM|X||1", "SPM|1|SP-7")
    identity = message.reports[0].identity
    assert (identity.accession_number, identity.order_number) == ("S26-0001", "F-9")
    assert set(identity.numbers) == {"S26-0001", "P-2", "F-9", "F-3", "SP-7"}


def test_several_orders_and_patients() -> None:
    message = _message(
        "PID|1||1||A^A", "OBR|1||17|CBC^Blood|||20261101", "OBX|1|NM|X||1", "NTE|1||of X", "OBR|2||18|ESR",
        "NTE|1||of ESR",
        "OBX|1|NM|Y||2", "PID|2||2||B^B", "OBR|1||19|CBC", "OBX|1|NM|X||3|||||||||20261102",
    )  # fmt: skip
    assert [(r.identity.patient_id, r.title, r.order_number) for r in message.reports] == [
        ("1", "Blood", "17"),
        ("1", "ESR", "18"),
        ("2", "CBC", "19"),
    ]
    first, second, third = message.reports
    assert first.observations[0].comment == "of X"
    assert (second.comment, second.observations[0].comment) == ("of ESR", "")
    assert [one.position for report in message.reports for one in report.observations] == [0, 1, 2]
    assert first.observations[0].observed_at == datetime(2026, 10, 31, 19, tzinfo=UTC), "OBR-7, Kazakhstan's midnight"
    assert third.observations[0].observed_at == datetime(2026, 11, 1, 19, tzinfo=UTC), "OBX-14"
    assert message.identity.patient_id == "1"


def test_results_without_an_order_segment() -> None:
    (report,) = _message("PID|1||5", "OBX|1|NM|X||1", "OBX|2|NM|Y||2").reports
    assert len(report.observations) == 2
    assert report.observed_at == datetime(2026, 11, 23, 5, 15, tzinfo=UTC), "MSH-7"


def test_a_batch_gives_the_reports_of_all_its_messages() -> None:
    one, other = (f"{MSH}\rPID|1||{n}\rOBR|1\rOBX|1|NM|X||{n}\r" for n in (1, 2))
    message = read_message(f"FHS|^~\\&\rBHS|^~\\&\r{one}{other}BTS|2\rFTS|1\r".encode())
    assert [report.identity.patient_id for report in message.reports] == ["1", "2"]


@pytest.mark.parametrize(
    ("sent", "moment"),
    [
        ("20261123101500", datetime(2026, 11, 23, 5, 15, tzinfo=UTC)),
        ("20261123101500+0000", datetime(2026, 11, 23, 10, 15, tzinfo=UTC)),
        ("20261123101500.1234-0100", datetime(2026, 11, 23, 11, 15, 0, 123400, tzinfo=UTC)),
        ("20261123101500123", datetime(2026, 11, 23, 5, 15, 0, 123000, tzinfo=UTC)),
        ("20261123", datetime(2026, 11, 22, 19, tzinfo=UTC)),
        ("202611", None),
        ("20261399", None),
        ("99999999999999", None),
    ],
)
def test_moments(sent: str, moment: datetime | None) -> None:
    assert _message("PID|1", head=MSH.replace("20261123101500", sent)).sent_at == moment


def test_what_is_no_hl7_says_so() -> None:
    for raw in (b"", b"GET / HTTP/1.1\r\n\r\n", b"MSH", b"\x16\x03\x01\x02", b"PID|1||5\r", b"MSHA"):
        with pytest.raises(Unreadable, match="hl7-no-msh"):
            read_message(raw)
    assert read_message(b"MSH|").reports == ()
    with pytest.raises(Unreadable, match="hl7-too-many-segments"):
        read_message(b"MSH|^~\\&\r" + b"NTE|\r" * 100_001)


def test_the_raw_message_is_shown_line_by_line() -> None:
    assert list(raw_lines(b"MSH|^~\\&\rPID|1\r\nOBR|1")) == ["MSH|^~\\&", "PID|1", "OBR|1"]


@given(st.binary(max_size=400))
def test_any_bytes_after_a_header_are_read(rest: bytes) -> None:
    read_message(MSH.encode() + b"\r" + rest)


@given(st.lists(st.text("MSHPIDOBRXNTE|^~\\&\r\n.XF0159 бқ<*", max_size=60), max_size=12))
def test_nothing_that_looks_like_hl7_does_harm(lines: list[str]) -> None:
    message = _message(*lines)
    for report in message.reports:
        for value in report.observations:
            assert value.value_number is None or value.value_text.strip().replace(",", ".")[-1].isdigit()


@given(st.text(min_size=1, max_size=60).filter(lambda text: text.strip() and not set(text) & set("\r\n\x0b\x1c\x00")))
def test_text_that_was_escaped_comes_back(text: str) -> None:
    escaped = text.replace("\\", "\\E\\").replace("|", "\\F\\").replace("^", "\\S\\")
    escaped = escaped.replace("&", "\\T\\").replace("~", "\\R\\")
    head = MSH + "||||||UNICODE UTF-8"
    value = read_message(f"{head}\rPID|1\rOBR|1\rOBX|1|ST|X||{escaped}\r".encode("utf-8", "surrogatepass"), "utf-8")
    expected = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    assert value.reports[0].observations[0].value_text == expected


@pytest.mark.parametrize(
    "lines",
    [
        b"PID|1||" + b"5~" * 500_000,
        b"PID|1||5||" + b"a b " * 250_000,
        b"PID|1||5\rOBR|1\rOBX|1|NM|a||5\r" + (b"NTE|1||" + b"x" * 200 + b"\r") * 30_000,
        b"PID|1||5\rOBX|1|ED|a||^a^b^Base64^" + (b"A" * 76 + b"\r\n") * 50_000,
        b"PID|1||5\rOBX|1|ST|a||" + b"\\" * 1_000_000,
        b"PID|1||5||\xc8\xe2\rOBX|1|TX|a||" + b"\xc8" * 2_000_000,
        b"PID|1||5||\xc8\xe2\rOBX|1|ED|a||^a^b^Base64^" + b"A" * 3_000_000,
    ],
    ids=["repetitions", "words", "notes", "lines", "escapes", "letters", "one long line"],
)
@pytest.mark.timeout(60)
def test_endless_messages_are_read_in_one_pass(lines: bytes) -> None:
    """Each of these took minutes in a reader that looks at everything again and again."""
    assert read_message(MSH.encode() + b"\r" + lines + b"\r").identity.patient_id == "5"


def test_more_orders_than_any_device_sends_are_refused() -> None:
    with pytest.raises(Unreadable, match="hl7-too-many-segments"):
        read_message(MSH.encode() + b"\rPID|1||5\r" + b"OBR|1|2|3\r" * 50_002)


def test_a_visit_number_belongs_to_its_patient() -> None:
    message = _message("PID|1||1", "PV1|1" + "|" * 18 + "V-1", "OBX|1|NM|X||1", "PID|2||2", "OBX|1|NM|X||1")
    assert [r.identity.account_numbers for r in message.reports] == [("1", "V-1"), ("2",)]
