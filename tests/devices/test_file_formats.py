"""Files of devices: each format is told by its content, read as sent, and a hostile file costs an `Unreadable`."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.device import Transport
from app.domain.device_profile import ColumnProfile, DeviceProfile
from app.domain.errors import Unreadable
from app.domain.identity import Sex
from app.domain.received import SentMessage
from app.paths import shipped
from app.stand_ins import ecg_files, result_files
from app.stand_ins.device_objects import Sitter, blood_count
from app.stand_ins.people import made_up
from devices.astm_frames import frames_of
from devices.ecg import waveform_of
from devices.file_format import HEAD, FileAtHand
from devices.file_formats import formats, read_file, recognise
from devices.file_formats.hl7 import messages_of
from devices.safe_xml import read_xml

AT = datetime(2026, 11, 25, 6, 30, tzinfo=UTC)
PERSON = next(made_up())
SITTER = Sitter.of(PERSON)
SCP, AECG, MUSE = "application/x-scp-ecg", "application/x-aecg+xml", "application/x-muse+xml"
SAMPLES: dict[str, Callable[[], bytes]] = {
    "gdt": lambda: result_files.spirometry(SITTER, AT),
    "scp-ecg": lambda: ecg_files.scp_ecg(SITTER, AT, seconds=1),
    "aecg": lambda: ecg_files.annotated_ecg(SITTER, AT, seconds=1),
    "muse-xml": lambda: ecg_files.muse_xml(SITTER, AT, seconds=1),
    "csv": lambda: result_files.pressure_csv([(AT, 120, 80, 72)]),
    "hl7": lambda: blood_count(SITTER, AT, control_id="1"),
    "astm": lambda: shipped("devices", "profiles", "samples", "horiba_abx.astm").read_bytes(),
    "pdf": result_files.pdf,
    "picture": result_files.picture,
}


def at_hand(content: bytes, name: str = "file", **more: object) -> FileAtHand:
    return FileAtHand(name, len(content), content[:HEAD], lambda: content, **more)  # type: ignore[arg-type]  # keywords of the test


def read(content: bytes, name: str = "file", **more: object) -> SentMessage:
    found = recognise(content)
    assert found is not None
    return read_file(found.key, at_hand(content, name, **more))


@pytest.mark.parametrize("key", SAMPLES)
def test_a_format_is_told_by_its_content(key: str) -> None:
    found = recognise(SAMPLES[key]())
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    "content", [b"", b"hello, world", b"a;b\n1;2\n", bytes(64), b"MSHello", b"{}", b"BMW is a car"]
)
def test_what_is_no_format_of_ours_is_not_guessed(content: bytes) -> None:
    assert recognise(content) is None


def test_a_reader_that_a_person_set_is_taken_for_what_has_no_signature() -> None:
    assert getattr(recognise(b"day;val\n1;2\n", "csv"), "key", "") == "csv"
    assert getattr(recognise(result_files.pdf(), "csv"), "key", "") == "pdf"


def test_a_recorded_line_of_an_analyser_is_read_with_or_without_its_frames() -> None:
    plain = SAMPLES["astm"]()
    records = [one + b"\r" for one in plain.split(b"\r") if one]
    framed = b"\x05" + b"".join(frames_of(records)) + b"\x04"
    assert read(framed).reports == read(plain).reports
    assert len(read(plain).reports[0].observations) == 4
    spoilt = b"".join(records[:3]) + b"".join(frames_of(records)[3:])  # as a cut message is kept
    assert read(spoilt).reports == read(plain).reports


def test_gdt_brings_patient_tests_units_and_ranges() -> None:
    message = read(result_files.spirometry(SITTER, AT))
    (report,) = message.reports
    assert message.is_result
    assert report.identity.iin_candidates == (str(PERSON.iin),)
    assert report.identity.birth_date == PERSON.birth_date
    assert report.identity.sex is PERSON.sex
    assert report.observed_at == AT
    values = {one.code: one for one in report.observations}
    assert (values["FVC"].value_number, values["FVC"].unit, values["FVC"].reference_range) == (4.12, "L", "3.20-5.10")
    assert values["FEV1/FVC"].comment == "Норма"
    assert report.comment == "Без обструкции"
    assert message.character_set == "cp1251"


@pytest.mark.parametrize(("how", "codec"), [("2", "cp866"), ("3", "cp1251"), ("1", "kz1048"), ("3", "utf-8")])
def test_gdt_letters_are_read_whatever_the_field_declares(how: str, codec: str) -> None:
    fields = [("8000", "6310"), ("8100", ""), ("9206", how), ("3101", "Ковалёва"), ("3102", "Мария"),
              ("8410", "A"), ("8420", "<0.5")]  # fmt: skip
    (report,) = read(result_files.gdt_lines(fields, codec)).reports
    assert report.identity.name is not None
    assert report.identity.name.surname == "Ковалёва"
    assert report.observations[0].value_number is None, "nothing unreadable becomes a number"


def test_a_request_in_gdt_is_no_result() -> None:
    message = read(result_files.gdt_lines([("8000", "6302"), ("8100", ""), ("3000", "7"), ("3101", "A")]))
    assert not message.is_result
    assert message.reports == ()


@pytest.mark.parametrize("coding", ["plain", "huffman", "own"])
@pytest.mark.parametrize("order", [0, 1, 2])
def test_scp_curves_are_what_the_heart_did(coding: str, order: int) -> None:
    content = ecg_files.scp_ecg(SITTER, AT, coding=coding, order=order, seconds=2)
    waveform = waveform_of(SCP, content)
    assert waveform.frequency_hz == 500
    leads = {lead.name: list(lead.millivolts) for lead in waveform.leads}
    for name in ecg_files.LEADS:
        assert leads[name] == pytest.approx([one * 0.005 for one in ecg_files.heart(name, 2)], abs=1e-4)
    assert leads["III"] == pytest.approx(
        [two - one for one, two in zip(leads["I"], leads["II"], strict=True)], abs=1e-4
    )


@pytest.mark.parametrize("key", ["scp-ecg", "aecg", "muse-xml"])
def test_an_ecg_file_brings_patient_time_and_measurements(key: str) -> None:
    (report,) = read(SAMPLES[key]()).reports
    assert report.identity.iin_candidates == (str(PERSON.iin),)
    assert report.identity.birth_date == PERSON.birth_date
    assert report.identity.name is not None
    assert report.identity.name.surname == PERSON.name.surname
    assert report.observed_at == AT
    values = {one.code: (one.value_text, one.unit) for one in report.observations}
    assert values["8867-4"] == ("72", "/min")
    assert values["8633-0"] == ("92", "ms"), "seconds are made milliseconds, exactly"
    assert report.observations[0].attachment is not None


@pytest.mark.parametrize(("media_type", "key"), [(AECG, "aecg"), (MUSE, "muse-xml")])
def test_curves_in_xml_are_in_millivolts(media_type: str, key: str) -> None:
    waveform = waveform_of(media_type, SAMPLES[key]())
    second = next(lead for lead in waveform.leads if lead.name == "II")
    assert waveform.frequency_hz == 500
    assert list(second.millivolts) == pytest.approx([one * 0.005 for one in ecg_files.heart("II", 1)], abs=1e-4)


def test_a_changed_scp_file_is_not_drawn() -> None:
    content = bytearray(ecg_files.scp_ecg(SITTER, AT, seconds=1))
    content[-40] ^= 0xFF
    with pytest.raises(Unreadable, match="file-checksum"):
        waveform_of(SCP, bytes(content))


@pytest.mark.parametrize("coding", ["plain", "huffman"])
def test_a_beat_that_was_subtracted_is_put_back(coding: str) -> None:
    content = ecg_files.scp_ecg(SITTER, AT, coding=coding, seconds=2, subtracts=True)
    leads = {lead.name: list(lead.millivolts) for lead in waveform_of(SCP, content).leads}
    for name in ecg_files.LEADS:
        assert leads[name] == pytest.approx([one * 0.005 for one in ecg_files.heart(name, 2)], abs=1e-4)


def test_a_curve_whose_samples_were_thinned_out_is_kept_but_not_drawn_half_right() -> None:
    content = bytearray(ecg_files.scp_ecg(SITTER, AT, seconds=1))
    content[:2] = b"\0\0"  # without a checksum
    at = content.index(b"\x88\x13\xd0\x07\x02\0")  # section 6: 5000 nV, 2000 µs, second differences
    content[at + 5] = 1
    with pytest.raises(Unreadable, match="scp-compression"):
        waveform_of(SCP, bytes(content))
    assert read(bytes(content)).reports[0].observations


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        b"<a>" * 200 + b"</a>" * 200,
        b"<a><b></a>",
        b"",
    ],
)
def test_xml_that_would_grow_or_fetch_is_refused(xml: bytes) -> None:
    with pytest.raises(Unreadable):
        read_xml(xml)


def test_whose_a_picture_is_says_its_name_by_the_devices_pattern() -> None:
    name = f"{PERSON.iin}_{PERSON.name.surname}_{PERSON.name.given}_OPG.jpg"
    pattern = "{iin}_{surname}_{given}_*.jpg"
    (report,) = read(result_files.picture(), name, pattern=pattern).reports
    assert report.identity.iin_candidates == (str(PERSON.iin),)
    assert report.identity.name is not None
    assert report.identity.name.given == PERSON.name.given
    assert report.title == "OPG"


def test_whose_a_picture_is_says_the_file_beside_it() -> None:
    side = result_files.side_file(SITTER, "261125000001")
    (report,) = read(result_files.picture("PNG"), "image0001.png", side=side).reports
    assert report.identity.birth_date == PERSON.birth_date
    assert report.identity.accession_number == "261125000001"


def test_a_number_in_a_name_is_an_order_only_when_it_is_as_long_as_ours() -> None:
    (report,) = read(result_files.pdf(), "scan 17 261125004711.pdf").reports
    assert report.identity.numbers == ("261125004711",)


def test_the_table_of_a_pressure_monitor_is_one_result_with_a_time_for_each_value() -> None:
    rows = [(AT, 151, 95, 80), (AT.replace(hour=18), 120, 80, 66)]
    (report,) = read(result_files.pressure_csv(rows)).reports
    found = [(one.code, one.value_number, one.unit, one.observed_at) for one in report.observations]
    assert found[0] == ("8480-6", 151.0, "mm[Hg]", AT)
    assert found[4] == ("8462-4", 80.0, "mm[Hg]", AT.replace(hour=18))


def test_a_glucose_meters_title_lines_are_passed_over() -> None:
    (report,) = read(result_files.glucose_csv([(AT, "5.6"), (AT, "HI")])).reports
    assert [(one.code, one.value_text, one.value_number) for one in report.observations] == [
        ("15074-8", "5.6", 5.6), ("15074-8", "HI", None),
    ]  # fmt: skip


def test_an_analysers_table_is_read_by_its_profile() -> None:
    columns = {"пациент": "name", "иин": "iin", "проба": "specimen", "wbc": "result:6690-2", "когда": "observed_at"}
    profile = DeviceProfile("x", "X", Transport.FOLDER, columns=ColumnProfile(
        columns, {"6690-2": "10*9/L"}, {"6690-2": "Leukocytes"}, time_formats=("%d/%m/%y %H:%M",)))  # fmt: skip
    content = f"ИИН;Пациент;Проба;Когда;WBC\n{PERSON.iin};{PERSON.name.full};T-1;25/11/26 11:30;7,4\n;;T-2;;***\n"
    message = read_file("csv", at_hand(content.encode("kz1048"), profile=profile))
    first, second = message.reports
    assert first.identity.iin_candidates == (str(PERSON.iin),)
    assert first.order_number == "T-1"
    assert first.observed_at == AT
    assert (first.observations[0].value_number, first.observations[0].name) == (7.4, "Leukocytes")
    assert second.observations[0].value_number is None


def test_hl7_files_are_cut_at_each_message_and_nothing_is_left_out() -> None:
    first, second = (blood_count(SITTER, AT, control_id=number) for number in "12")
    batch = b"FHS|^~\\&|A\rBHS|^~\\&|A\r" + first + second + b"BTS|2\rFTS|1\r"
    pieces = messages_of(batch)
    assert len(pieces) == 2
    assert b"".join(pieces).replace(b"\r", b"") == batch.replace(b"\r", b"")
    assert len(messages_of(b"\x0b" + first + b"\x1c\r\x0b" + second + b"\x1c\r")) == 2
    assert messages_of(first.replace(b"\r", b"\n")) == [first.replace(b"\r", b"\n").strip() + b"\r"]


def test_fhir_observations_keep_their_digits_codes_and_times() -> None:
    content = b"""{"resourceType": "Bundle", "type": "collection", "entry": [
      {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "p", "birthDate": "1980-01-02",
        "name": [{"family": "Test", "given": ["A"]}], "identifier": [{"value": "17"}], "gender": "female"}},
      {"resource": {"resourceType": "Observation", "status": "final", "subject": {"reference": "urn:uuid:1"},
        "code": {"coding": [{"system": "http://loinc.org", "code": "15074-8", "display": "Glucose"}]},
        "effectiveDateTime": "2026-11-25T11:30:00+05:00",
        "valueQuantity": {"value": 5.60, "unit": "mmol/l", "code": "mmol/L"}}},
      {"resource": {"resourceType": "Observation", "status": "entered-in-error",
        "code": {"text": "wrong"}, "valueString": "x"}}]}"""
    (report,) = read(content).reports
    (value,) = report.observations
    assert (value.code, value.code_system, value.value_text, value.value_number) == ("15074-8", "LN", "5.60", 5.6)
    assert (value.unit, value.observed_at) == ("mmol/L", AT)
    assert (report.identity.birth_date, report.identity.sex) == (date(1980, 1, 2), Sex.FEMALE)


def test_every_format_says_how_it_is_kept() -> None:
    assert {one.archive_kind for one in formats()} == {"file", "dicom", "hl7"}
    assert all((one.read is None) == (one.archive_kind != "file") for one in formats())


# --- hostile files


def _survives(content: bytes, key: str) -> None:
    began = time.monotonic()
    for work in (lambda: read_file(key, at_hand(content)), lambda: _curve(key, content)):
        try:
            work()
        except Unreadable:
            continue
    assert time.monotonic() - began < 20, "a small file must not cost this much"


def _curve(key: str, content: bytes) -> None:
    media_type = {"scp-ecg": SCP, "aecg": AECG, "muse-xml": MUSE}.get(key)
    if media_type:
        waveform_of(media_type, content)


@pytest.mark.parametrize("key", ["gdt", "scp-ecg", "aecg", "muse-xml", "csv", "fhir", "pdf", "picture"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(key: str, content: bytes) -> None:
    _survives(content, key)


_SMALL = {
    "gdt": SAMPLES["gdt"](),
    "scp-ecg": ecg_files.scp_ecg(SITTER, AT, seconds=0.2),
    "scp-own": ecg_files.scp_ecg(SITTER, AT, seconds=0.2, coding="own"),
    "aecg": ecg_files.annotated_ecg(SITTER, AT, seconds=0.05),
    "muse-xml": ecg_files.muse_xml(SITTER, AT, seconds=0.05),
    "csv": SAMPLES["csv"](),
    "fhir": b'{"resourceType":"Observation","status":"final","code":{"text":"A"},"valueQuantity":{"value":1}}',
}


@pytest.mark.parametrize("key", _SMALL)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), min_size=1, max_size=12),
       cut=st.integers(0, 1 << 16))  # fmt: skip
def test_changed_files_are_read_or_refused(key: str, changes: list[tuple[int, int]], cut: int) -> None:
    content = bytearray(_SMALL[key])
    for at, byte in changes:
        content[at % len(content)] = byte
    if key.startswith("scp"):
        content[:2] = b"\0\0"  # so that the reader is tried, not the checksum
    _survives(bytes(content), key if key != "scp-own" else "scp-ecg")
    _survives(bytes(content[: cut % len(content)]), key if key != "scp-own" else "scp-ecg")
