"""The patient card: everything its first paint needs, in one read; the reading itself is journalled (§10, R10-e).

Reception sees the administrative part: the timeline then holds bookings only (R10-a, level 2).
"""

from __future__ import annotations

from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import appointments, audit, card_results, citations, patients, performed_steps
from app.domain.access import Actor, Permission, require
from app.domain.patient import PatientCard, TimelineEntry, TimelineKind
from app.domain.performed import StepState
from app.domain.prescription import PrescriptionLine
from app.domain.visit import VisitNote, VisitState
from db.tables.account import AccountTable
from db.tables.document import DocumentTable, SignatureTable
from db.tables.result import StudyTable
from db.tables.visit import VisitTable


def open_card(session: Session, actor: Actor, patient_id: int) -> PatientCard:
    """Open a card: needs a writing session, for the journal's row. Raises `NotFound("patient")`."""
    card = read_card(session, actor, patient_id)
    sections = ["registry", *(["clinical"] if actor.may(Permission.CLINICAL_READ) else [])]
    audit.write(session, actor, "card.read", "patient", patient_id, patient_id=patient_id, after={"sections": sections})
    return card


def read_card(session: Session, actor: Actor, patient_id: int) -> PatientCard:
    """The same without a journal row: for painting again a card that is open. Raises `NotFound("patient")`."""
    require(actor, Permission.PATIENT_READ)
    patient = patients.get(session, actor, patient_id)
    entries = [_appointments(session, actor, patient_id)]
    if not actor.may(Permission.CLINICAL_READ):
        return PatientCard(patient, _newest_first(entries), (), (), None)
    visits = session.scalars(
        select(VisitTable).where(VisitTable.patient_id == patient_id).order_by(VisitTable.started_at.desc())
    ).all()
    entries += [
        _visits(session, visits),
        card_results.studies(session, patient_id),
        card_results.reports(session, patient_id),
        _steps(session, actor, patient_id),
        _documents(session, patient_id),
    ]
    return PatientCard(
        patient=patient,
        timeline=_newest_first(entries),
        diagnoses=_diagnoses(visits),
        trends=card_results.trends(session, patient_id),
        open_visit_id=_open_visit(visits, actor),
        prescription=_prescription(visits),
    )


def _newest_first(entries: list[list[TimelineEntry]]) -> tuple[TimelineEntry, ...]:
    return tuple(sorted(chain.from_iterable(entries), key=lambda entry: entry.at, reverse=True))


def _appointments(session: Session, actor: Actor, patient_id: int) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            TimelineKind.APPOINTMENT,
            one.appointment_id,
            one.starts_at,
            one.service,
            one.state.value,
            {
                "minutes": one.minutes,
                "modality": one.modality,
                "accession_number": one.accession_number,
                "device_state": one.device_state,
                "device": one.device,
            },
        )
        for one in appointments.of_patient(session, actor, patient_id)
    ]


def _steps(session: Session, actor: Actor, patient_id: int) -> list[TimelineEntry]:
    """Steps of devices that no booking and no study of the card tells of."""
    studies = set(session.scalars(select(StudyTable.study_instance_uid).where(StudyTable.patient_id == patient_id)))
    return [
        TimelineEntry(
            TimelineKind.STEP, one.step_id, one.started_at, one.description or one.modality, one.state.value,
            {"modality": one.modality, "device": one.device, "reason": one.reason, "images": one.images},
        )
        for one in performed_steps.of_patient(session, actor, patient_id)
        if one.appointment_id is None
        and not (one.study_instance_uid in studies and one.state is not StepState.DISCONTINUED)
    ]  # fmt: skip


def _visits(session: Session, visits: Any) -> list[TimelineEntry]:
    doctors = _names(session, {visit.doctor_id for visit in visits})
    found = []
    for visit in visits:
        note = VisitNote.from_json(visit.note)
        main = next((one for one in note.diagnoses if one.is_main), None)
        found.append(
            TimelineEntry(
                TimelineKind.VISIT,
                visit.id,
                visit.started_at,
                main.text if main else "",
                visit.state,
                {
                    "doctor": doctors.get(visit.doctor_id, ""),
                    "diagnosis_code": main.code if main else "",
                    "emergency": bool(visit.emergency_reason),
                },
            )
        )
    return found


def _documents(session: Session, patient_id: int) -> list[TimelineEntry]:
    documents = session.scalars(select(DocumentTable).where(DocumentTable.patient_id == patient_id)).all()
    wanted = [document.id for document in documents]
    signatures = {  # of each document its first, the author's
        row.document_id: row
        for row in session.scalars(
            select(SignatureTable).where(SignatureTable.document_id.in_(wanted)).order_by(SignatureTable.id.desc())
        )
    }
    gone = citations.gone(session, wanted)
    corrected = {document.previous_id for document in documents}
    found = []
    for document in documents:
        signature = signatures.get(document.id)
        found.append(
            TimelineEntry(
                TimelineKind.DOCUMENT,
                document.id,
                document.created_at,
                document.title,
                document.state,
                {
                    "form": document.form,
                    "language": document.language,
                    "version": document.version,
                    "signature_state": signature.state if signature else "",
                    "signer": signature.signer_name if signature else "",
                    "warning": gone.get(document.id, "") if document.id not in corrected else "",
                },
            )
        )
    return found


def _diagnoses(visits: Any) -> tuple[tuple[str, str], ...]:
    """Codes of signed visits, newest first, each once with the text it last had."""
    found: dict[str, str] = {}
    for visit in visits:
        if visit.state == VisitState.SIGNED.value:
            for one in VisitNote.from_json(visit.note).diagnoses:
                found.setdefault(one.code, one.text)
    return tuple(found.items())


def _prescription(visits: Any) -> tuple[PrescriptionLine, ...]:
    """What was prescribed last, by whomever: the newest signed visit with a prescription."""
    signed = (visit for visit in visits if visit.state == VisitState.SIGNED.value)
    lines = (VisitNote.from_json(visit.note).prescription for visit in signed)
    return next((one for one in lines if one), ())


def _open_visit(visits: Any, actor: Actor) -> int | None:
    drafts = [visit for visit in visits if visit.state == VisitState.DRAFT.value]
    return next((visit.id for visit in drafts if visit.doctor_id == actor.account_id), None)


def _names(session: Session, account_ids: set[int]) -> dict[int, str]:
    rows = session.scalars(select(AccountTable).where(AccountTable.id.in_(account_ids)))
    return {row.id: " ".join(part for part in (row.surname, row.given, row.patronymic) if part) for row in rows}
