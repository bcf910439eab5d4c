"""A practice with a store and an archive of its own, and hands that put into it what devices send."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

from app import patients
from app.arrivals import Archive
from app.domain.access import Actor, Role, program
from app.domain.clock import FixedClock
from app.domain.events import Event
from app.domain.identity import Iin, PersonName, Sex, check_digit
from app.domain.patient import DocumentKind, PatientDraft
from app.intake import Filed, file_new
from app.record import Record
from db.archive.reader import open_reader
from db.archive.records import RecordRef
from db.archive.writer import open_writer
from db.store import Store
from db.tables.account import AccountTable
from db.tables.appointment import AppointmentTable

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def iin_of(first_eleven: str) -> str:
    return f"{first_eleven}{check_digit(first_eleven)}"


@dataclass(slots=True)
class Practice:
    """What the tests of intake act on."""

    store: Store
    archive: Archive
    hub: Any  # the hub's writer: a second one beside the record's own
    clock: FixedClock
    doctor: Actor
    reception: Actor
    told: list[Event] = field(default_factory=list)

    def file(self) -> Filed:
        return file_new(self.store, self.archive, program("intake"))

    def read(self, use_case: Callable[..., Any], *args: Any, actor: Actor | None = None, **more: Any) -> Any:
        with self.store.reading() as session:
            return use_case(session, actor or self.doctor, *args, **more)

    def write(self, use_case: Callable[..., Any], *args: Any, actor: Actor | None = None, **more: Any) -> Any:
        with self.store.writing() as session:
            return use_case(session, actor or self.doctor, *args, **more)

    def rows(self, table: Any, **where: Any) -> list[Any]:
        from sqlalchemy import select

        with self.store.reading() as session:
            return list(session.scalars(select(table).filter_by(**where).order_by(table.id)))

    def patient(self, surname: str, given: str, born: date, iin: str | None = None, sex: Sex = Sex.FEMALE) -> int:
        draft = PatientDraft(
            PersonName(surname, given), born, sex, Iin(iin) if iin else None,
            document_kind=DocumentKind.NONE if iin else DocumentKind.OTHER, document_number="" if iin else "N 1",
        )  # fmt: skip
        patient_id: int = self.write(patients.add, draft).patient_id
        return patient_id

    def booking(self, patient_id: int, accession_number: str, modality: str = "US") -> None:
        with self.store.writing() as session:
            session.add(
                AppointmentTable(
                    uid=accession_number, patient_id=patient_id, starts_at=NOW, modality=modality,
                    accession_number=accession_number, created_at=NOW,
                )
            )  # fmt: skip

    def dicom(self, body: bytes, *, peer: str = "10.0.0.5", calling: str = "US-1", **more: Any) -> RecordRef:
        metadata = {
            "transport": "dicom", "peer": peer, "calling": calling, "called": "SHIPAGER",
            "received_at": self.clock.now().isoformat(), **more,
        }  # fmt: skip
        ref: RecordRef = self.hub.append("dicom", metadata, body)
        return ref

    def hl7(self, body: bytes, *, peer: str = "10.0.0.7", calling: str = "BC^LAB", **more: Any) -> RecordRef:
        metadata = {
            "transport": "hl7", "peer": peer, "calling": calling, "called": "",
            "received_at": self.clock.now().isoformat(), **more,
        }  # fmt: skip
        ref: RecordRef = self.hub.append("hl7", metadata, body)
        return ref


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    private = X25519PrivateKey.from_private_bytes(bytes(range(32)))
    keys = {1: private.private_bytes_raw()}
    folder = tmp_path / "archive"
    public = private.public_key().public_bytes_raw()
    own = open_writer(folder, public, 1, name="main", space_reserve=0)
    hub = open_writer(folder, public, 1, name="hub", space_reserve=0)
    reader = open_reader(folder, keys)
    clock = FixedClock(NOW)
    store = Store.create(tmp_path / "store.db", bytes(32), Record(clock, bytes(32), own, reader, is_test=True))
    with store.writing() as session:
        for login in ("aigul", "dana"):
            session.add(AccountTable(login=login, surname=login.title(), roles=[], totp_secret="", created_at=NOW))
    doctor = Actor(1, "aigul", PersonName("Aigul"), None, frozenset({Role.DOCTOR}), "pc", "s1")
    reception = Actor(2, "dana", PersonName("Dana"), None, frozenset({Role.RECEPTION}), "pc", "s2")
    made = Practice(store, Archive(folder, keys, reader), hub, clock, doctor, reception)
    store.subscribers.add(made.told.append)
    yield made
    hub.close()
    own.close()
    store.close()


def dicom_file(dataset: Dataset) -> bytes:
    """A Part 10 file as the hub makes one."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta = meta
    out = io.BytesIO()
    dataset.save_as(out, enforce_file_format=True)
    return out.getvalue()


@pytest.fixture
def ultrasound() -> Callable[..., bytes]:
    """Makes ultrasound images: one study unless told otherwise; any attribute by its keyword."""
    study_uid = generate_uid()

    def make(pixels: bytes = bytes(16), **attributes: Any) -> bytes:
        dataset = Dataset()
        dataset.SpecificCharacterSet = "ISO_IR 192"
        dataset.SOPClassUID = "1.2.840.10008.5.1.4.1.1.6.1"
        dataset.SOPInstanceUID = generate_uid()
        dataset.StudyInstanceUID = study_uid
        dataset.SeriesInstanceUID = "1.2.3.4"
        dataset.Modality = "US"
        dataset.StudyDescription = "УЗИ щитовидной железы"
        dataset.StudyDate = "20261123"
        dataset.SeriesNumber, dataset.InstanceNumber = "1", "1"
        dataset.PatientName, dataset.PatientID = "", ""
        dataset.Rows, dataset.Columns, dataset.SamplesPerPixel = 4, 4, 1
        dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 8, 8, 7, 0
        dataset.PhotometricInterpretation = "MONOCHROME2"
        dataset.PixelData = pixels
        for keyword, value in attributes.items():
            setattr(dataset, keyword, value)
        return dicom_file(dataset)

    return make


@pytest.fixture
def blood_count() -> Callable[..., bytes]:
    """Makes ORU^R01 messages of an analyser."""

    def make(
        pid: str = "", *, control_id: str = "1", values: tuple[str, ...] = ("6690-2^WBC^LN||7.4|10*9/L|4.0-10.0|N",),
        order: str = "", at: str = "20261123101500", processing: str = "P", name: str = "CBC",
    ) -> bytes:  # fmt: skip
        lines = [
            f"MSH|^~\\&|BC|LAB|||{at}||ORU^R01|{control_id}|{processing}|2.3.1||||||UNICODE UTF-8",
            f"PID|1||{pid}" if pid else "PID|1",
            f"OBR|1|{order}|17|00001^{name}^99MRC|||{at}",
            *(f"OBX|{n}|NM|{value}|||F" for n, value in enumerate(values, 1)),
        ]
        return ("\r".join(lines) + "\r").encode()

    return make
