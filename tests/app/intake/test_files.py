"""Files from a watched folder in the record: to their patient, to the inbox, or to the error list; each once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app import inbox, results
from app.card import read_card
from app.domain.identity import Iin, PersonName, Sex
from app.domain.patient import TimelineKind
from app.stand_ins import ecg_files, result_files
from app.stand_ins.device_objects import Sitter
from db.tables.archive_record import ReceivedRecordTable
from db.tables.result import ReportTable

AT = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


def keep(practice: Any, name: str, content: bytes, key: str, *, peer: str = "/from-device", side: str = "") -> None:
    metadata = {
        "transport": "folder", "peer": peer, "calling": "", "called": "", "received_at": AT.isoformat(),
        "name": name, "format": key, "side": side,
    }  # fmt: skip
    practice.hub.append("file", metadata, content)


@pytest.fixture
def patient(practice: Any, iin: str) -> int:
    found: int = practice.patient("Нұрланова", "Дана", date(1990, 1, 1), iin)
    return found


@pytest.fixture
def iin() -> str:
    from app.domain.identity import check_digit

    return f"90010140001{check_digit('90010140001')}"


@pytest.fixture
def sitter(iin: str) -> Sitter:
    return Sitter(PersonName("Нұрланова", "Дана"), "19900101", Sex.FEMALE, Iin(iin))


@pytest.mark.clause("15")
def test_an_ecg_file_is_in_the_card_with_its_curve_and_measurements(
    practice: Any, patient: int, sitter: Sitter
) -> None:
    content = ecg_files.scp_ecg(sitter, AT, seconds=1)
    keep(practice, "ecg.scp", content, "scp-ecg")
    assert practice.file().filed == 1
    card = practice.read(read_card, patient)
    (entry,) = [one for one in card.timeline if one.kind is TimelineKind.REPORT]
    assert entry.at == AT
    report = practice.read(results.report, entry.object_id)
    curve = report.observations[0]
    found = practice.write(results.attachment, curve.observation_id)
    assert (found.media_type, found.content) == ("application/x-scp-ecg", content)
    assert {trend.code for trend in card.trends} >= {"8867-4", "8634-8"}


def test_spirometry_goes_to_its_patient(practice: Any, patient: int, sitter: Sitter) -> None:
    keep(practice, "SHIPSPIR.GDT", result_files.spirometry(sitter, AT), "gdt")
    assert practice.file().filed == 1
    (row,) = practice.rows(ReportTable)
    assert row.patient_id == patient


def test_a_document_waits_where_its_name_says_too_little_and_is_shown_from_the_inbox(practice: Any) -> None:
    keep(practice, "scan 17.pdf", result_files.pdf(), "pdf")
    assert practice.file().inbox == 1
    (item,) = practice.read(inbox.items)
    assert item.title == "scan 17"
    (observation,) = practice.read(results.report, item.object_id).observations
    assert practice.write(results.attachment, observation.observation_id).content == result_files.pdf()


def test_the_same_file_twice_is_one_object_whatever_folder_it_is_in(practice: Any) -> None:
    for peer in ("/one", "/one", "/two"):
        keep(practice, "scan.pdf", result_files.pdf(), "pdf", peer=peer)
    done = practice.file()
    assert (done.inbox, done.duplicates) == (1, 2)


def test_the_same_bytes_under_the_name_of_another_patient_are_not_swallowed(practice: Any, iin: str) -> None:
    keep(practice, "scan.pdf", result_files.pdf(), "pdf")
    keep(practice, f"{iin} scan.pdf", result_files.pdf(), "pdf")
    assert practice.file().inbox == 2


def test_what_cannot_be_read_is_on_the_list_once(practice: Any, sitter: Sitter) -> None:
    broken = bytearray(ecg_files.scp_ecg(sitter, AT, seconds=1))
    broken[200] ^= 0xFF
    for _ in range(2):  # sealed again after a crash between sealing and moving
        keep(practice, "a.scp", bytes(broken), "scp-ecg")
        keep(practice, "b.dat", b"what is this", "")
    assert (practice.file().errors, practice.rows(ReceivedRecordTable, state="duplicate").__len__()) == (2, 2)
    assert {item.why for item in practice.read(inbox.items)} == {"file-checksum", "file-unknown"}


def test_a_directory_of_dicom_files_is_no_result_and_no_error(practice: Any) -> None:
    keep(practice, "DICOMDIR", bytes(128) + b"DICM" + b"1.2.840.10008.1.3.10", "dicom-directory")
    assert practice.file().kept == 1


def test_a_side_file_tells_whose_the_picture_is(practice: Any, patient: int, sitter: Sitter) -> None:
    side = result_files.side_file(sitter).decode("latin-1")
    keep(practice, "x1.jpg", result_files.picture(), "picture", side=side)
    assert practice.file().filed == 1
    (row,) = practice.rows(ReportTable)
    assert row.patient_id == patient
