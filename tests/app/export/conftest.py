"""A practice that has lived a day: patients, a signed visit, images, results, an inbox, something unreadable."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app import finishing, login, patients, practices, signing_keys, totp, visits
from app.arrivals import Archive
from app.domain.access import program
from app.domain.clock import FixedClock
from app.domain.identity import Iin, PersonName, Phone, Sex
from app.domain.patient import Allergy, ContactPerson, PatientDraft
from app.domain.practice import OwnerDraft, PracticeDraft
from app.domain.prescription import PrescriptionLine
from app.domain.visit import Caret, Diagnosis, DiagnosisKind, VisitNote, Vitals
from app.export.export import ExportResult, run
from app.finishing import KeyChoice
from app.intake import file_new
from app.open_practice import OpenPractice
from app.paths import DataFolder
from app.stand_ins import device_objects
from app.stand_ins.device_objects import Sitter
from app.stand_ins.pki import DEFAULT_PASSWORD, StandInAuthority, Subject
from db.archive.writer import open_writer
from db.keyring import Cost

LOGIN, PASSWORD = "doctor", "Қар түсті, жол ақ 7"
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
NOTE = VisitNote(
    complaints='=HYPERLINK("http://127.0.0.1") бас ауруы',
    objective='Жағдайы "қанағаттанарлық",\r\nжүрек үні анық',
    vitals=Vitals(height_cm=170, weight_kg=65.5, temperature_c=36.6, systolic_mmhg=120, diastolic_mmhg=80),
    diagnoses=(Diagnosis("I10", "Эссенциалды гипертензия", "2019", DiagnosisKind.FINAL),),
    plan="ЭКГ",
    recommendations="Тұзды азайту",
    prescription=(PrescriptionLine("Эналаприл", "таблетка 5 мг", "1 таблетка", "ішке", "күніне 2 рет", "1 ай", "60"),),
)
PERSON = PersonName("Құсайынова", "Әсел", "Нұрланқызы")
IIN = Iin("900202400022")


@dataclass(slots=True)
class Day:
    """The open practice and what its tests do with it."""

    practice: OpenPractice
    folder: Path
    patient_id: int
    other_id: int

    def leave(self, name: str = "bag", **named: Any) -> ExportResult:
        return run(self.practice, self.folder / name, reason=named.pop("reason", "жабылу"), **named)

    def receive(self, bodies: list[tuple[str, bytes]]) -> None:
        """As the hub seals them, and intake files them."""
        keys = self.practice.keys
        hub = open_writer(self.practice.folder.archive, keys.public_key, keys.version, name="hub", space_reserve=0)
        for kind, body in bodies:
            at = self.practice.clock.now().isoformat()
            metadata = {
                "transport": kind,
                "peer": "10.0.0.5",
                "calling": "US-1",
                "called": "SHIPAGER",
                "received_at": at,
            }
            hub.append(kind, metadata | ({"reason": "not-dicom"} if kind == "unreadable" else {}), body)
        hub.close()

    def file(self) -> None:
        archive = Archive(self.practice.folder.archive, self.practice.keys.private_keys, self.practice.services.reader)
        file_new(self.practice.store, archive, program("intake"))


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> StandInAuthority:
    return StandInAuthority(tmp_path_factory.mktemp("pki"), datetime(2026, 11, 23, tzinfo=UTC))


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory, authority: StandInAuthority) -> tuple[Path, str, int, int]:
    """The practice, closed: made once, copied for each test."""
    folder = DataFolder(tmp_path_factory.mktemp("lived") / "record")
    iin = Iin("850615300129")
    shown = practices.create(
        folder, PracticeDraft("Сынақ кабинеті", iin=iin, is_test=True),
        OwnerDraft(LOGIN, PersonName("Сәрсенова", "Айгүл"), iin, "терапевт"), PASSWORD,
        clock=FixedClock(NOW), cost=Cost(memory_kib=8, passes=1),
    )  # fmt: skip
    practice = _opened(folder, shown.totp_secret, NOW)
    made = _live(practice, folder.root, authority)
    practice.close()
    return folder.root, shown.totp_secret, made.patient_id, made.other_id


@pytest.fixture
def day(lived: tuple[Path, str, int, int], tmp_path: Path) -> Iterator[Day]:
    made = open_lived(tmp_path, lived)
    yield made
    made.practice.close()


@pytest.fixture(scope="session")
def open_day(lived: tuple[Path, str, int, int]) -> Callable[[Path], Day]:
    """Opens the copy in a folder, which is made where it is missing; the caller closes it."""
    return lambda folder: open_lived(folder, lived)


def open_lived(folder: Path, lived: tuple[Path, str, int, int]) -> Day:
    template, secret, patient_id, other_id = lived
    again = (folder / "record").exists()
    if not again:
        shutil.copytree(template, folder / "record")
    # A one-time code is good once: each opening of one copy comes some minutes later.
    turns = folder / "turns"
    turn = int(turns.read_text()) + 1 if again else 1
    turns.write_text(str(turn))
    practice = _opened(DataFolder(folder / "record"), secret, NOW + timedelta(minutes=5 * turn))
    return Day(practice, folder / "out", patient_id, other_id)


def _opened(folder: DataFolder, secret: str, at: datetime) -> OpenPractice:
    code = totp.code_at(secret, at)
    return OpenPractice(login.unlock(folder, LOGIN, PASSWORD, code, clock=FixedClock(at), workstation="test"))


def _live(practice: OpenPractice, folder: Path, authority: StandInAuthority) -> Day:
    practice.write(signing_keys.trust_test_authority, authority.anchors)
    contact = ContactPerson(PersonName("Құсайынов", "Нұрлан"), "әкесі", Phone("+77010000001"))
    draft = PatientDraft(
        PERSON, date(1990, 2, 2), Sex.FEMALE, IIN, phones=(Phone("+77010000000"),), contacts=(contact,), consent=True,
        allergies=(Allergy("пенициллин", "бөртпе"),), address="Алматы, Абай 1", note="\t; '=1+1",
    )  # fmt: skip
    patient = practice.write(patients.add, draft)
    other = practice.write(
        patients.add, PatientDraft(PersonName("Ким", "Олжас"), date(1970, 1, 1), Sex.MALE, Iin("750311400032"))
    )
    made = Day(practice, folder, patient.patient_id, other.patient_id)
    _visit(practice, made.patient_id, authority)
    made.receive(_sent(practice.clock.now()))
    made.file()
    return made


def _visit(practice: OpenPractice, patient_id: int, authority: StandInAuthority) -> None:
    visit = practice.write(visits.start_visit, patient_id, None, "кезексіз")
    practice.write(visits.save_draft, visit.visit_id, NOTE, Caret("plan", 3))
    assert practice.actor.iin is not None
    key = authority.issue(Subject(practice.actor.name, practice.actor.iin), "owner")
    finishing.finish(practice.store, practice.actor, visit.visit_id, KeyChoice("pkcs12", str(key), DEFAULT_PASSWORD))


def _sent(at: datetime) -> list[tuple[str, bytes]]:
    known = Sitter(PERSON, "19900202", Sex.FEMALE, IIN)
    stranger = Sitter(PersonName("Белгісіз"), "", Sex.UNKNOWN, patient_id="X 17")
    image = _part_10(device_objects.ultrasound(known, at, frames=2, size=16))
    objects = [
        image,
        *(_part_10(one) for one in device_objects.ct_slices(known, at, count=2, size=16)),
        _part_10(device_objects.structured_report(known, at)),
        _part_10(device_objects.x_ray(stranger, at, size=16)),
        image,  # once more
    ]
    return [
        *(("dicom", one) for one in objects),
        ("hl7", device_objects.blood_count(known, at, control_id="1")),
        ("hl7", device_objects.blood_count(stranger, at, control_id="2")),
        ("hl7", b"no message at all"),
        ("unreadable", b"GET / HTTP/1.1\r\n\r\n"),
    ]


def _part_10(dataset: Any) -> bytes:
    out = io.BytesIO()
    dataset.save_as(out, enforce_file_format=True)
    return out.getvalue()


@pytest.fixture
def exported(day: Day) -> tuple[Day, ExportResult]:
    return day, day.leave()
