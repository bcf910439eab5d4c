"""The patient card: one timeline, what reception may see, and the row that tells who looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import appointments, archiving, card, counts, patients
from app.domain.access import Actor, Role
from app.domain.appointment import AppointmentDraft
from app.domain.errors import NotFound
from app.domain.identity import Iin, PersonName
from app.domain.patient import PatientDraft, TimelineKind
from app.domain.visit import Diagnosis, VisitNote
from db.store import Store
from db.tables.archive_record import ReceivedRecordTable
from db.tables.document import DocumentTable, SignatureTable
from db.tables.journal import JournalTable
from db.tables.result import InstanceTable, ObservationTable, ReportTable, StudyTable
from db.tables.visit import VisitTable

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def patient_id(store: Store, actor: Actor) -> int:
    """A patient with one of everything."""
    with store.writing() as session:
        patient = patients.add(session, actor, PatientDraft(PersonName("Омарова"), iin=Iin("000101500001")))
        appointments.book(session, actor, AppointmentDraft(patient.patient_id, NOW + timedelta(days=1), service="УЗИ"))
        _visits(session, actor, patient.patient_id)
        _study(session, patient.patient_id)
        _report(session, patient.patient_id)
        _document(session, actor, patient.patient_id)
        return patient.patient_id


def _visits(session: Session, actor: Actor, patient_id: int) -> None:
    for number, (state, days, code) in enumerate(
        [("signed", 30, "I10"), ("signed", 10, "I10"), ("withdrawn", 5, "J00"), ("draft", 0, "E11.9")]
    ):
        note = VisitNote(diagnoses=(Diagnosis(code, f"{code} {number}"),))
        session.add(
            VisitTable(
                uid=f"visit-{number}", patient_id=patient_id, doctor_id=actor.account_id, state=state,
                started_at=NOW - timedelta(days=days), saved_at=NOW, note=note.to_json(),
            )
        )  # fmt: skip


def _received(session: Session, kind: str) -> int:
    archived = archiving.keep(session, kind, {}, b"bytes")
    row = ReceivedRecordTable(archive_id=archived.id, transport=kind, received_at=NOW, state="filed")
    session.add(row)
    session.flush()
    return row.id


def _study(session: Session, patient_id: int) -> None:
    study = StudyTable(
        study_instance_uid="1.2.3", patient_id=patient_id, modality="US", description="Бауыр",
        study_date=date(2026, 11, 20), received_at=NOW, identity={},
    )  # fmt: skip
    session.add(study)
    session.flush()
    for number, current in ((1, True), (2, True), (3, False)):
        session.add(
            InstanceTable(
                study_id=study.id, received_record_id=_received(session, "dicom"), sop_instance_uid=f"1.2.3.{number}",
                sop_class_uid="1.2", transfer_syntax_uid="1.2", is_current=current,
            )
        )  # fmt: skip


def _report(session: Session, patient_id: int) -> None:
    report = ReportTable(
        received_record_id=_received(session, "hl7"), patient_id=patient_id, title="Қант", observed_at=NOW,
        received_at=NOW, identity={},
    )  # fmt: skip
    session.add(report)
    session.flush()
    values: list[dict[str, Any]] = [
        {"code": "GLU", "value_number": 5.1, "flags": [], "observed_at": NOW - timedelta(days=2)},
        {"code": "GLU", "value_number": 7.9, "flags": ["H"], "observed_at": NOW},
        {"code": "GLU", "value_number": 99.0, "flags": ["DEMO"], "observed_at": NOW, "is_demo": True},
        {"code": "GLU", "value_number": 142.0, "flags": [], "observed_at": NOW, "unit": "mg/dL"},
        {"code": "COL", "value_number": None, "flags": ["A"], "observed_at": NOW, "value_text": "сары"},
    ]
    for position, value in enumerate(values):
        session.add(
            ObservationTable(
                report_id=report.id, patient_id=patient_id, position=position, **{"unit": "mmol/L", **value}
            )
        )


def _document(session: Session, actor: Actor, patient_id: int) -> None:
    content = archiving.keep(session, "document", {}, b"%PDF")
    document = DocumentTable(
        uid="document", patient_id=patient_id, form="outpatient-visit", language="kk", title="052/е",
        content_id=content.id, sha256=content.sha256, created_at=NOW - timedelta(days=10),
    )  # fmt: skip
    session.add(document)
    session.flush()
    session.add(
        SignatureTable(
            document_id=document.id, account_id=actor.account_id, signer_name="Сәрсенова", signer_iin="850615300129",
            certificate_serial="1", certificate_issuer="TEST", algorithm="RSA-2048", signing_time=NOW,
            level="CAdES-T", state="time-stamped",
        )
    )  # fmt: skip


@pytest.mark.clause("6")
def test_one_timeline_newest_first(store: Store, actor: Actor, patient_id: int) -> None:
    with store.reading() as session:
        shown = card.read_card(session, actor, patient_id)
    kinds = [entry.kind for entry in shown.timeline]
    assert {kind: kinds.count(kind) for kind in TimelineKind} == {
        TimelineKind.VISIT: 4, TimelineKind.STUDY: 1, TimelineKind.REPORT: 1,
        TimelineKind.DOCUMENT: 1, TimelineKind.APPOINTMENT: 1, TimelineKind.STEP: 0,
    }  # fmt: skip
    moments = [entry.at for entry in shown.timeline]
    assert moments == sorted(moments, reverse=True)


def test_each_entry_says_what_the_screen_needs(store: Store, actor: Actor, patient_id: int) -> None:
    with store.reading() as session:
        entries = {entry.kind: entry for entry in card.read_card(session, actor, patient_id).timeline}
    assert entries[TimelineKind.STUDY].facts == {"modality": "US", "images": 2, "device": ""}
    assert entries[TimelineKind.STUDY].at.date() == date(2026, 11, 20)  # when it was made, not when it came
    assert entries[TimelineKind.REPORT].facts == {
        "values": 5, "abnormal": 2, "demo": True, "device": "", "source": "device",
    }  # fmt: skip
    assert entries[TimelineKind.DOCUMENT].facts["signature_state"] == "time-stamped"
    assert entries[TimelineKind.VISIT].facts["doctor"] == "Сәрсенова Айгүл Маратқызы"  # the oldest one, last seen
    assert entries[TimelineKind.VISIT].facts["diagnosis_code"] == "I10"
    assert entries[TimelineKind.APPOINTMENT].title == "УЗИ"


def test_diagnoses_are_of_signed_visits_each_once(store: Store, actor: Actor, patient_id: int) -> None:
    with store.reading() as session:
        shown = card.read_card(session, actor, patient_id)
    assert shown.diagnoses == (("I10", "I10 1"),)
    assert shown.open_visit_id == 4


def test_trends_hold_numbers_of_one_unit_and_no_demonstration(store: Store, actor: Actor, patient_id: int) -> None:
    with store.reading() as session:
        trends = {trend.unit: trend for trend in card.read_card(session, actor, patient_id).trends}
    assert trends.keys() == {"mmol/L", "mg/dL"}
    assert [value for _, value in trends["mmol/L"].values] == [5.1, 7.9]  # oldest first
    assert trends["mmol/L"].abnormal


@pytest.mark.clause("10")
def test_who_opened_whose_card_stands_in_the_journal(store: Store, actor: Actor, patient_id: int) -> None:
    with store.writing() as session:
        card.open_card(session, actor, patient_id)
        row = session.scalars(select(JournalTable).order_by(JournalTable.id.desc())).first()
    assert row is not None
    assert (row.action, row.patient_id, row.account_id) == ("card.read", patient_id, actor.account_id)
    assert row.after == {"sections": ["registry", "clinical"]}


@pytest.mark.clause("10")
def test_reception_sees_the_administrative_part(store: Store, actor: Actor, patient_id: int) -> None:
    reception = replace(actor, roles=frozenset({Role.RECEPTION}))
    with store.writing() as session:
        shown = card.open_card(session, reception, patient_id)
    assert shown.patient.name.surname == "Омарова"
    assert {entry.kind for entry in shown.timeline} == {TimelineKind.APPOINTMENT}
    assert (shown.diagnoses, shown.trends, shown.open_visit_id) == ((), (), None)


def test_no_card_of_nobody(store: Store, actor: Actor) -> None:
    with store.reading() as session, pytest.raises(NotFound, match="patient"):
        card.read_card(session, actor, 99)


def test_everything_is_counted(store: Store, patient_id: int) -> None:
    with store.reading() as session:
        counted = counts.count(session)
    assert (counted.patients, counted.visits, counted.appointments) == (1, 4, 1)
    assert (counted.studies, counted.instances, counted.reports, counted.observations) == (1, 3, 1, 5)
    assert (counted.documents, counted.signatures, counted.inbox, counted.archive_records) == (1, 1, 0, 5)
