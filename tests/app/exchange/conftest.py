"""A small practice that signs visits: an encrypted store, a sealed archive, a test key, rows as signing leaves them."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app import archiving
from app.domain.access import Actor, Role
from app.domain.clock import FixedClock
from app.domain.document import Author, DocumentDraft, PracticeHeader, RenderedDocument
from app.domain.exchange import OutboxRow
from app.domain.identity import BinNumber, Iin, PersonName, Sex
from app.domain.patient import Allergy, DocumentKind, Patient
from app.domain.signature import Level, SignedBytes, SignedDocument
from app.domain.visit import Diagnosis, DiagnosisKind, VisitNote, Vitals
from app.eds import certificate
from app.eds.key_store import OpenedKey, find
from app.eds.trust import of_test
from app.exchange import mapping, outbox
from app.exchange.profile import FILE, ExchangeProfile, Switch, load, save
from app.record import Record
from app.stand_ins.ministry import StandInMinistry, serve
from app.stand_ins.pki import DEFAULT_PASSWORD, StandInAuthority, Subject
from db.archive.reader import open_reader
from db.archive.writer import open_writer
from db.store import Store
from db.tables.account import AccountTable
from db.tables.document import DocumentTable, SignatureTable, SignatureVersionTable
from db.tables.patient import PatientTable

START = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
DOCTOR = Author(1, PersonName("Серікқызы", "Айгүл"), Iin("850101300015"), "дәрігер")
OWNER = Actor(1, "aigul", DOCTOR.name, DOCTOR.iin, frozenset({Role.OWNER, Role.DOCTOR}), "ws", "s1")
PATIENT_IIN = Iin("900202400022")
HEADER = PracticeHeader("Шипа", None, BinNumber("150440000003"), "Алматы", "", "", is_test=True)
NOTE = VisitNote(
    complaints="Бас ауруы",
    anamnesis="Үш күн",
    objective="Жағдайы қанағаттанарлық",
    vitals=Vitals(
        height_cm=170, weight_kg=65.5, temperature_c=36.7, pulse_per_min=72, systolic_mmhg=120, diastolic_mmhg=80
    ),
    diagnoses=(Diagnosis("I10", "Эссенциальная гипертензия", kind=DiagnosisKind.FINAL),),
    plan="Бақылау",
    recommendations="Тұзды азайту",
)


@dataclass(slots=True)
class House:
    """One practice and what its tests do with it."""

    store: Store
    clock: FixedClock
    key: OpenedKey
    authority: StandInAuthority
    services: Record
    owner: Actor = OWNER

    def patient(self, number: int, iin: Iin | None = PATIENT_IIN) -> Patient:
        return Patient(
            number, f"p{number}", PersonName("Нұрланова", "Әлия"), date(1990, 2, 2), Sex.FEMALE, iin, DocumentKind.NONE,
            "", "KZ", (), "", (), True, (Allergy("пенициллин", "бөртпе"),), (), "", 1, START,
        )  # fmt: skip

    def draft(self, patient: Patient, visit_uid: str = "", version: int = 1, note: VisitNote = NOTE) -> DocumentDraft:
        return DocumentDraft(
            document_uid=str(uuid.uuid4()), form="visit", language="kk", practice=HEADER, author=DOCTOR,
            patient=patient, visit_uid=visit_uid or str(uuid.uuid4()), visit_started_at=START, visit_version=version,
            note=note, made_at=self.clock.now(), version=version,
        )  # fmt: skip

    def signed(self, content: bytes) -> SignedBytes:
        (container,) = self.key.sign([content], self.clock.now())
        return SignedBytes(container, Level.B, self.clock.now(), certificate.view(self.key.certificate))

    def sign_document(self, draft: DocumentDraft) -> SignedDocument:
        pdf = b"%PDF-1.7 " + draft.document_uid.encode()
        with self.store.reading() as session:
            profile = load(session)
        events = mapping.visit_events(
            draft,
            event_id=mapping.event_id_of(draft.visit_uid),
            file_id=mapping.file_id_of(draft.document_uid),
            profile=profile,
        )
        signed = tuple(mapping.with_signature(one, self.signed(one.signing_bytes), draft.author) for one in events)
        rendered = RenderedDocument(draft, pdf, b"{}", hashlib.sha256(pdf).hexdigest(), 1)
        return SignedDocument(rendered, self.signed(pdf), signed)

    def finish(self, patient_number: int = 1, visit_uid: str = "", version: int = 1) -> SignedDocument:
        """Sign a visit and store document, signature and outbox rows in one transaction."""
        signed = self.sign_document(self.draft(self.patient(patient_number), visit_uid, version))
        draft, view = signed.rendered.draft, signed.signature.certificate
        with self.store.writing() as session:
            document = DocumentTable(
                uid=draft.document_uid, patient_id=patient_number, form=draft.form, language="kk", title="Қабылдау",
                content_id=archiving.keep(session, "document", {}, signed.rendered.pdf).id,
                sha256=bytes.fromhex(signed.rendered.sha256), created_at=self.clock.now(),
            )  # fmt: skip
            session.add(document)
            session.flush()
            signature = SignatureTable(
                document_id=document.id, account_id=1, signer_name=view.subject_name, signer_iin=str(view.iin),
                certificate_serial=view.serial_number, certificate_issuer=view.issuer_name, algorithm=view.algorithm,
                signing_time=self.clock.now(), level=Level.B, state="signed",
            )  # fmt: skip
            session.add(signature)
            session.flush()
            self._add_container(session, signature, Level.B, signed.signature.container)
            outbox.enqueue(session, OWNER, signed, document_id=document.id, patient_id=patient_number)
        return signed

    def raise_level(self, document_id: int, level: Level, container: bytes) -> None:
        """As the time stamp's worker does it: a further container version."""
        with self.store.writing() as session:
            signature = session.query(SignatureTable).filter_by(document_id=document_id).one()
            signature.level = level
            self._add_container(session, signature, level, container)

    def connect(self, url: str, **changes: object) -> ExchangeProfile:
        """Switch the exchange on."""
        profile = ExchangeProfile(
            transport="ehd-rest", url=url, mis_id="MIS-7", answer_seconds=5.0,
            switches={FILE: Switch.SEND, mapping.MEDICAL_APPOINTMENT: Switch.SEND},
        )  # fmt: skip
        return self.save(replace(profile, **changes))  # type: ignore[arg-type]  # named by the test

    def save(self, profile: ExchangeProfile) -> ExchangeProfile:
        with self.store.writing() as session:
            save(session, OWNER, profile)
        return profile

    def rows(self) -> list[OutboxRow]:
        """Oldest first."""
        with self.store.reading() as session:
            return list(reversed(outbox.rows(session, OWNER, limit=1000)))

    def states(self) -> list[str]:
        return [row.state.value for row in self.rows()]

    def later(self, **step: float) -> None:
        self.clock.advance(timedelta(**step))

    def close(self) -> None:
        """Before the test ends, where its folder goes first."""
        self.store.close()
        self.services.writer.close()

    def _add_container(self, session: object, signature: SignatureTable, level: Level, container: bytes) -> None:
        kept = archiving.keep(session, "signature", {}, container)  # type: ignore[arg-type]  # a session
        session.add(
            SignatureVersionTable(
                signature_id=signature.id, level=level, container_id=kept.id, stored_at=self.clock.now()
            )
        )


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> StandInAuthority:
    return StandInAuthority(tmp_path_factory.mktemp("pki"), START)


@pytest.fixture(scope="session")
def opened_key(authority: StandInAuthority) -> Iterator[OpenedKey]:
    assert DOCTOR.iin is not None
    path = authority.issue(Subject(DOCTOR.name, DOCTOR.iin), "aigul")
    with find("pkcs12").open(str(path), DEFAULT_PASSWORD) as opened:
        yield opened


@pytest.fixture
def new_house(opened_key: OpenedKey, authority: StandInAuthority) -> Iterator[Callable[[Path], House]]:
    """Makes practices; each is closed when the test ends."""
    opened: list[tuple[Store, Record]] = []

    def make(folder: Path) -> House:
        clock = FixedClock(START)
        intake = X25519PrivateKey.generate()
        services = Record(
            clock=clock, journal_key=bytes(32), is_test=True,
            writer=open_writer(
                folder / "archive", intake.public_key().public_bytes_raw(), 1, name="main", space_reserve=0
            ),
            reader=open_reader(folder / "archive", {1: intake.private_bytes_raw()}),
        )  # fmt: skip
        store = Store.create(folder / "store.db", bytes(range(32)), services)
        opened.append((store, services))
        with store.writing() as session:
            session.add(
                AccountTable(login="aigul", surname="Серікқызы", roles=["owner"], totp_secret="", created_at=START)
            )
            for number in range(1, 6):
                session.add(
                    PatientTable(
                        uid=f"p{number}",
                        surname="Нұрланова",
                        k_sur="",
                        k_first="",
                        k_all="",
                        created_at=START,
                        changed_at=START,
                    )
                )
        return House(store, clock, opened_key, authority, services)

    yield make
    for store, services in opened:
        store.close()
        services.writer.close()


@pytest.fixture
def ministry(authority: StandInAuthority) -> Iterator[StandInMinistry]:
    """A ministry that takes the test authority's signatures."""
    with serve(trusted=of_test(authority.anchors)) as running:
        yield running


@pytest.fixture
def house(tmp_path: Path, new_house: Callable[[Path], House]) -> House:
    return new_house(tmp_path)
