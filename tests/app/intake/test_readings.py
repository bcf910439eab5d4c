"""Readings by a person: typed, or a file of the patient's device; sealed, on one trend, taken back with a trace."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app import archiving, reading_files, readings, results, undo
from app.card import read_card
from app.domain.device_profile import ColumnProfile
from app.domain.errors import Conflict, Refused, Unreadable
from app.domain.hand_reading import read_line
from app.domain.identity import Iin, PersonName, Sex
from app.domain.observation import ResultSource
from app.domain.patient import TimelineKind
from app.stand_ins import result_files
from app.stand_ins.device_objects import Sitter, blood_count
from db.tables.archive_record import ArchiveRecordTable
from db.tables.journal import JournalTable
from db.tables.result import ObservationTable, ReportTable

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
IIN = "900101400013"


@pytest.fixture
def patient(practice: Any) -> int:
    found: int = practice.patient("Нұрланова", "Дана", date(1990, 1, 1), IIN)
    return found


def add(practice: Any, patient: int, line: str, source: ResultSource = ResultSource.HAND) -> int:
    reading = read_line(line, NOW)
    found: int = practice.write(
        readings.add_by_hand, patient, reading.values, at=reading.at, source=source, comment=reading.comment
    )
    return found


@pytest.mark.clause("15")
def test_a_typed_line_is_a_result_with_its_source_and_provenance(practice: Any, patient: int) -> None:
    report_id = add(practice, patient, "120/80 72 вчера 8:00", ResultSource.PATIENT_DEVICE)
    report = practice.read(results.report, report_id)
    assert [(one.code, one.value_number, one.unit) for one in report.observations] == [
        ("8480-6", 120.0, "mm[Hg]"), ("8462-4", 80.0, "mm[Hg]"), ("8867-4", 72.0, "/min"),
    ]  # fmt: skip
    assert report.source is ResultSource.PATIENT_DEVICE
    assert report.observed_at == datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    (record,) = practice.rows(ArchiveRecordTable, kind="reading")
    sealed = practice.archive.reader.open(archiving.ref_of(record))
    assert "120" in sealed.read().decode()
    (entry,) = [one for one in practice.read(read_card, patient).timeline if one.kind is TimelineKind.REPORT]
    assert entry.facts["source"] == "patient-device"
    assert practice.rows(JournalTable, action="reading.add")


def test_typed_and_sent_values_are_on_one_trend(practice: Any, patient: int) -> None:
    add(practice, patient, "пульс 72 вчера 8:00", ResultSource.PATIENT_DEVICE)
    add(practice, patient, "пульс 80")
    trend = practice.read(results.trend, patient, "8867-4")
    assert [value for _, value in trend.values] == [72.0, 80.0]
    assert trend.sources == (ResultSource.PATIENT_DEVICE, ResultSource.HAND)


def test_intake_leaves_alone_what_has_its_rows(practice: Any, patient: int) -> None:
    add(practice, patient, "120/80")
    assert practice.file().total == 0
    assert len(practice.rows(ReportTable)) == 1


def test_a_reading_that_was_sealed_before_a_crash_waits_in_the_inbox(practice: Any, patient: int) -> None:
    class Crash(Exception):
        pass

    def crashing(session: Any, actor: Any) -> None:
        readings.add_by_hand(session, actor, patient, read_line("120/80", NOW).values)
        raise Crash

    with pytest.raises(Crash):
        practice.write(crashing)
    assert practice.rows(ReportTable) == []
    assert practice.file().inbox == 1
    assert len(practice.rows(ObservationTable)) == 2


def test_undo_takes_a_reading_out_of_card_and_trend_and_keeps_its_row(practice: Any, patient: int) -> None:
    add(practice, patient, "пульс 72")
    report_id = add(practice, patient, "пульс 720")
    practice.write(undo.undo)
    assert [value for _, value in practice.read(results.trend, patient, "8867-4").values] == [72.0]
    card = practice.read(read_card, patient)
    assert len([one for one in card.timeline if one.kind is TimelineKind.REPORT]) == 1
    assert [trend.values[-1][1] for trend in card.trends] == [72.0]
    assert practice.read(results.report, report_id).is_withdrawn
    assert practice.rows(JournalTable, action="reading.withdraw")


def test_what_cannot_be_is_refused(practice: Any, patient: int) -> None:
    with pytest.raises(Refused, match="reading-empty"):
        practice.write(readings.add_by_hand, patient, ())
    with pytest.raises(Refused, match="reading-in-future"):
        practice.write(readings.add_by_hand, patient, read_line("120/80", NOW).values, at=NOW + timedelta(hours=2))
    with pytest.raises(Refused, match="no-right"):
        practice.write(readings.add_by_hand, patient, read_line("120/80", NOW).values, actor=practice.reception)


def test_a_device_result_is_not_withdrawn_as_a_typing_mistake(practice: Any, patient: int) -> None:
    who = Sitter(PersonName("Нұрланова", "Дана"), "19900101", Sex.FEMALE, Iin(IIN))
    practice.hl7(blood_count(who, NOW, control_id="1"))
    practice.file()
    (row,) = practice.rows(ReportTable)
    with pytest.raises(Refused, match="not-by-hand"):
        practice.write(readings.withdraw, row.id, "x")


ROWS = [(NOW - timedelta(days=day), 120 + day, 80, 70) for day in range(5)]


@pytest.mark.clause("15")
def test_a_file_of_the_patients_monitor_is_one_entry_and_a_trend(practice: Any, patient: int) -> None:
    content = result_files.pressure_csv(ROWS)
    assert practice.write(readings.import_file, patient, "bp.csv", content) == (1, 15)
    trend = practice.read(results.trend, patient, "8480-6")
    assert [value for _, value in trend.values] == [124.0, 123.0, 122.0, 121.0, 120.0]
    assert set(trend.sources) == {ResultSource.PATIENT_DEVICE}
    with pytest.raises(Conflict, match="file-known"):
        practice.write(readings.import_file, patient, "bp again.csv", content)
    assert practice.file().total == 0
    practice.write(undo.undo)
    assert practice.read(results.trend, patient, "8480-6") is None
    practice.write(readings.import_file, patient, "bp.csv", content)


def test_columns_nobody_knows_are_chosen_by_a_person(practice: Any, patient: int) -> None:
    content = b"when;upper one;lower one\n23.11.2026 08:00;131;85\n"
    looked_at = reading_files.preview("x.csv", content)
    assert looked_at.headings == ("when", "upper one", "lower one")
    assert looked_at.problem
    roles = ("observed_at", "result:8480-6", "result:8462-4")
    assert reading_files.preview("x.csv", content, roles).values == 2
    columns: ColumnProfile = reading_files.columns_of(looked_at.headings, roles)
    assert practice.write(readings.import_file, patient, "x.csv", content, columns=columns) == (1, 2)
    assert practice.read(results.trend, patient, "8480-6").values[0] == (datetime(2026, 11, 23, 3, 0, tzinfo=UTC), 131)


def test_a_file_that_tells_of_somebody_else_is_not_taken(practice: Any, patient: int) -> None:
    stranger = Sitter(PersonName("Иванов", "Пётр"), "19700202", Sex.MALE, None, patient_id="17")
    with pytest.raises(Conflict, match="file-of-another-patient"):
        practice.write(readings.import_file, patient, "a.gdt", result_files.spirometry(stranger, NOW))
    assert practice.rows(ArchiveRecordTable) == []


def test_hl7_and_fhir_files_come_into_the_card(practice: Any, patient: int) -> None:
    who = Sitter(PersonName("Нұрланова", "Дана"), "19900101", Sex.FEMALE, Iin(IIN))
    assert practice.write(readings.import_file, patient, "a.hl7", blood_count(who, NOW, control_id="1"))[0] == 1
    fhir = b"""{"resourceType": "Observation", "status": "final", "effectiveDateTime": "2026-11-22T08:00:00Z",
      "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7", "display": "Body weight"}]},
      "valueQuantity": {"value": 81.4, "unit": "kg", "code": "kg"}}"""
    assert practice.write(readings.import_file, patient, "w.json", fhir) == (1, 1)
    assert practice.read(results.trend, patient, "29463-7").values[0][1] == 81.4


@pytest.mark.parametrize("content", [b"", b"what is this", b"\0" * 100, b"a;b\n", bytes(128) + b"DICM"])
def test_what_holds_no_results_is_refused_and_nothing_is_kept(practice: Any, patient: int, content: bytes) -> None:
    assert reading_files.preview("x", content).problem
    with pytest.raises(Unreadable):
        practice.write(readings.import_file, patient, "x", content)
    assert practice.rows(ArchiveRecordTable) == []


def test_whoever_leaves_gets_the_files_under_endings_that_open(practice: Any, patient: int) -> None:
    from app.export.parts import originals

    practice.write(readings.import_file, patient, "a.pdf", result_files.pdf())
    practice.write(readings.import_file, patient, "b.csv", result_files.pressure_csv(ROWS))
    add(practice, patient, "120/80")
    with practice.store.reading() as session:
        rows = session.connection().exec_driver_sql(originals._OTHERS).mappings().all()
    assert sorted(originals.path_of(row).rsplit(".", 1)[1] for row in rows) == ["json", "pdf", "txt"]  # type: ignore[arg-type]  # read by name
