"""A practice marked TEST with a doctor, a patient, a booking, a key of the test authority; a clock that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import func, select

from app import finishing, patients, signing_keys, visits
from app.domain.access import Actor, Role
from app.domain.clock import FixedClock
from app.domain.identity import BinNumber, Iin, PersonName, Sex
from app.domain.patient import PatientDraft
from app.domain.visit import Caret, Diagnosis, DiagnosisKind, Visit, VisitNote, Vitals
from app.finishing import Finished, KeyChoice
from app.record import Record
from app.stand_ins.pki import DEFAULT_PASSWORD, StandInAuthority, Subject
from db.archive.reader import open_reader
from db.archive.writer import open_writer
from db.store import Store
from db.tables.account import AccountTable
from db.tables.appointment import AppointmentTable
from db.tables.journal import JournalTable
from db.tables.practice import PracticeTable

START = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # 09:00 in Almaty
DOCTOR_IIN, OTHER_IIN = Iin("850101300015"), Iin("900202400022")
DOCTOR = Actor(
    1, "aigul", PersonName("Ахметова", "Айгүл"), DOCTOR_IIN, frozenset({Role.OWNER, Role.DOCTOR}), "ws", "s1"
)
COLLEAGUE = Actor(2, "olzhas", PersonName("Ким", "Олжас"), OTHER_IIN, frozenset({Role.DOCTOR}), "ws", "s2")
RECEPTION = Actor(3, "desk", PersonName("Тіркеуші"), None, frozenset({Role.RECEPTION}), "ws", "s3")
NOTE = VisitNote(
    complaints="Бас ауруы",
    objective="Жағдайы қанағаттанарлық",
    vitals=Vitals(height_cm=170, weight_kg=65.5),
    diagnoses=(Diagnosis("I10", "Эссенциалды гипертензия", "2019", DiagnosisKind.FINAL),),
    recommendations="Тұзды азайту",
)


@dataclass(slots=True)
class Clinic:
    """The practice and what its tests do with it."""

    folder: Path
    store: Store
    clock: FixedClock
    authority: StandInAuthority
    public_key: bytes = b""
    private_key: bytes = b""
    patient_id: int = 0

    def write(self, use_case: Callable[..., Any], *args: Any, actor: Actor = DOCTOR, **named: Any) -> Any:
        with self.store.writing() as session:
            return use_case(session, actor, *args, **named)

    def read(self, use_case: Callable[..., Any], *args: Any, actor: Actor = DOCTOR, **named: Any) -> Any:
        with self.store.reading() as session:
            return use_case(session, actor, *args, **named)

    def book(self, at: datetime | None = None, doctor_id: int | None = 1, state: str = "booked") -> int:
        with self.store.writing() as session:
            number = (session.scalar(select(func.count()).select_from(AppointmentTable)) or 0) + 1
            row = AppointmentTable(
                uid=f"a{number}", patient_id=self.patient_id, doctor_id=doctor_id, starts_at=at or self.clock.now(),
                accession_number=f"A{number}", state=state, created_at=self.clock.now(),
            )  # fmt: skip
            session.add(row)
            session.flush()
            return row.id

    def visit(self, note: VisitNote = NOTE) -> Visit:
        """A visit with its note written."""
        self.book()
        started = self.write(visits.start_visit, self.patient_id)
        saved: Visit = self.write(visits.save_draft, started.visit_id, note, Caret("plan", 3))
        return saved

    def key(self, name: str = "doctor", **changes: Any) -> KeyChoice:
        subject = replace(Subject(PersonName("Ахметова", "Айгүл"), DOCTOR_IIN), **changes)
        return KeyChoice("pkcs12", str(self.authority.issue(subject, name)), DEFAULT_PASSWORD)

    def finish(self, visit_id: int, choice: KeyChoice | None = None, actor: Actor = DOCTOR) -> Finished:
        return finishing.finish(self.store, actor, visit_id, choice or self.key())

    def journal(self, action: str) -> list[JournalTable]:
        with self.store.reading() as session:
            wanted = select(JournalTable).where(JournalTable.action == action).order_by(JournalTable.id)
            return list(session.scalars(wanted))

    def count(self, table: Any) -> int:
        with self.store.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> StandInAuthority:
    return StandInAuthority(tmp_path_factory.mktemp("pki"), START)


@pytest.fixture
def clinic(tmp_path: Path, authority: StandInAuthority) -> Iterator[Clinic]:
    clock = FixedClock(START)
    intake = X25519PrivateKey.generate()
    services = Record(
        clock=clock, journal_key=bytes(32), is_test=True,
        writer=open_writer(
            tmp_path / "archive", intake.public_key().public_bytes_raw(), 1, name="main", space_reserve=0
        ),
        reader=open_reader(tmp_path / "archive", {1: intake.private_bytes_raw()}),
    )  # fmt: skip
    store = Store.create(tmp_path / "store.db", bytes(range(32)), services)
    made = Clinic(tmp_path, store, clock, authority, intake.public_key().public_bytes_raw(), intake.private_bytes_raw())
    with store.writing() as session:
        session.add(
            PracticeTable(
                uid="practice",
                name="Шипа",
                bin_number=str(BinNumber("150440000003")),
                language="kk",
                is_test=True,
                created_at=START,
            )
        )
        for actor in (DOCTOR, COLLEAGUE, RECEPTION):
            session.add(
                AccountTable(
                    login=actor.login,
                    surname=actor.name.surname,
                    given=actor.name.given,
                    roles=sorted(actor.roles),
                    iin=str(actor.iin or "") or None,
                    position="дәрігер",
                    totp_secret="",
                    created_at=START,
                )
            )
    made.write(signing_keys.trust_test_authority, authority.anchors)
    patient = PatientDraft(PersonName("Құсайынова", "Әсел"), date(1985, 6, 15), Sex.FEMALE, Iin("850615300129"))
    made.patient_id = made.write(patients.add, patient).patient_id
    yield made
    store.close()
    services.writer.close()
