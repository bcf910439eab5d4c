"""The patient goes to a device's program as a request file: whole, only on demand, with a row in the journal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app import device_requests, device_settings, patients
from app.domain.access import Actor
from app.domain.device import Device, Transport
from app.domain.device_settings import DeviceSettings, Link, LinkKind
from app.domain.errors import Refused
from app.domain.identity import Iin, PersonName, Sex
from app.domain.patient import PatientDraft
from db.store import Store
from db.tables.journal import JournalTable
from devices.file_format import FileAtHand
from devices.file_formats.gdt import read_gdt


def device(store: Store, actor: Actor, folder: Path, answers: str) -> Device:
    settings = DeviceSettings(link=Link(kind=LinkKind.FOLDER, folder=str(folder), answers_folder=answers))
    with store.writing() as session:
        return device_settings.add(session, actor, Transport.FOLDER, "Spirometer", settings)


def patient(store: Store, actor: Actor) -> int:
    draft = PatientDraft(PersonName("Құсайынова", "Әсел", "Нұрланқызы"), date(1985, 6, 15), Sex.FEMALE,
                         Iin("850615400125"))  # fmt: skip
    with store.writing() as session:
        return patients.add(session, actor, draft).patient_id


@pytest.mark.clause("15")
def test_the_program_of_the_device_gets_the_patient_and_the_journal_a_row(
    store: Store, actor: Actor, tmp_path: Path
) -> None:
    (tmp_path / "to").mkdir()
    one, patient_id = device(store, actor, tmp_path / "from", str(tmp_path / "to")), patient(store, actor)
    with store.writing() as session:
        device_requests.send_patient(session, actor, one.device_id, patient_id)
    (file,) = (tmp_path / "to").iterdir()
    assert file.name == "SPIRSHIP.GDT"
    content = file.read_bytes()
    assert b"80006302\r\n" in content
    lines = content.split(b"\r\n")[:-1]
    assert all(int(line[:3]) == len(line) + 2 for line in lines)
    assert int(lines[1][7:]) == len(content)
    sent = read_gdt(FileAtHand("x", len(content), content, lambda: content)).identity
    assert sent.iin_candidates == ("850615400125",)
    assert sent.birth_date == date(1985, 6, 15)
    assert sent.name is not None
    assert sent.name.surname == "Кусайынова", "letters that CP1251 lacks are written by their neighbours"
    with store.reading() as session:
        (row,) = session.scalars(select(JournalTable).where(JournalTable.action == "device.request"))
        assert row.patient_id == patient_id


def test_the_next_patient_replaces_one_that_was_not_taken(store: Store, actor: Actor, tmp_path: Path) -> None:
    (tmp_path / "to").mkdir()
    one, patient_id = device(store, actor, tmp_path / "from", str(tmp_path / "to")), patient(store, actor)
    for _ in range(2):
        with store.writing() as session:
            device_requests.send_patient(session, actor, one.device_id, patient_id)
    assert [file.name for file in (tmp_path / "to").iterdir()] == ["SPIRSHIP.GDT"]


def test_a_folder_that_is_away_is_said_and_nothing_is_journalled(store: Store, actor: Actor, tmp_path: Path) -> None:
    one, patient_id = device(store, actor, tmp_path / "from", str(tmp_path / "nowhere")), patient(store, actor)
    with pytest.raises(Refused, match="request-folder"), store.writing() as session:
        device_requests.send_patient(session, actor, one.device_id, patient_id)
    with store.reading() as session:
        assert session.scalar(select(JournalTable).where(JournalTable.action == "device.request")) is None


def test_a_device_without_such_a_folder_takes_none(store: Store, actor: Actor, tmp_path: Path) -> None:
    one, patient_id = device(store, actor, tmp_path / "from", ""), patient(store, actor)
    with store.writing() as session:
        assert device_requests.takers(session, actor) == ()
        with pytest.raises(Refused, match="request-none"):
            device_requests.send_patient(session, actor, one.device_id, patient_id)
