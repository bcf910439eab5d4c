"""The patient card: everything its first paint needs, in one read; the reading itself is journalled (§10, R10-e).

Reception sees the administrative part: the timeline then holds bookings only (R10-a, level 2).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, time
from itertools import chain
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import appointments, audit, citations, patients
from app.domain.access import Actor, Permission, require
from app.domain.clock import KAZAKHSTAN
from app.domain.patient import PatientCard, TimelineEntry, TimelineKind, Trend
from app.domain.visit import VisitNote, VisitState
from db.tables.account import AccountTable
from db.tables.device import DeviceTable
from db.tables.document import DocumentTable, SignatureTable
from db.tables.result import InstanceTable, ObservationTable, ReportTable, StudyTable
from db.tables.visit import VisitTable

_TREND_VALUES = 12  # newest values of a code
_TREND_CODES = 24
_OBSERVATIONS_READ = 2000
# HL7 table 0078, flags that mean "not as expected"
_ABNORMAL = frozenset({"L", "H", "LL", "HH", "<", ">", "A", "AA"})


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
        _studies(session, patient_id),
        _reports(session, patient_id),
        _documents(session, patient_id),
    ]
    return PatientCard(
        patient=patient,
        timeline=_newest_first(entries),
        diagnoses=_diagnoses(visits),
        trends=_trends(session, patient_id),
        open_visit_id=_open_visit(visits, actor),
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
            {"minutes": one.minutes, "modality": one.modality, "accession_number": one.accession_number},
        )
        for one in appointments.of_patient(session, actor, patient_id)
    ]


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


def _studies(session: Session, patient_id: int) -> list[TimelineEntry]:
    images = (
        select(InstanceTable.study_id, func.count().label("n"))
        .where(InstanceTable.is_current)
        .group_by(InstanceTable.study_id)
        .subquery()
    )
    rows = session.execute(
        select(StudyTable, images.c.n, DeviceTable.name)
        .outerjoin(images, images.c.study_id == StudyTable.id)
        .outerjoin(DeviceTable, DeviceTable.id == StudyTable.device_id)
        .where(StudyTable.patient_id == patient_id)
    )
    return [
        TimelineEntry(
            TimelineKind.STUDY,
            study.id,
            _study_time(study),
            study.description or study.modality,
            "filed",
            {"modality": study.modality, "images": count or 0, "device": device or ""},
        )
        for study, count, device in rows
    ]


def _study_time(study: StudyTable) -> datetime:
    """When it was made as far as the device says: a study of another day stands on that day, at its end."""
    made_on = study.study_date
    if made_on is None or made_on >= study.received_at.astimezone(KAZAKHSTAN).date():
        return study.received_at
    return datetime.combine(made_on, time.max, KAZAKHSTAN).astimezone(UTC)


def _reports(session: Session, patient_id: int) -> list[TimelineEntry]:
    rows = session.execute(
        select(ReportTable, DeviceTable.name)
        .outerjoin(DeviceTable, DeviceTable.id == ReportTable.device_id)
        .where(ReportTable.patient_id == patient_id)
    ).all()
    values: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(
        select(ObservationTable.report_id, ObservationTable.flags, ObservationTable.is_demo)
        .join(ReportTable, ReportTable.id == ObservationTable.report_id)
        .where(ReportTable.patient_id == patient_id)
    ):
        values[row.report_id].append(row)
    return [
        TimelineEntry(
            TimelineKind.REPORT,
            report.id,
            report.observed_at,
            report.title,
            "filed",
            {
                "values": len(values[report.id]),
                "abnormal": sum(_is_abnormal(row.flags) for row in values[report.id]),
                "demo": any(row.is_demo for row in values[report.id]),
                "device": device or "",
            },
        )
        for report, device in rows
    ]


def _documents(session: Session, patient_id: int) -> list[TimelineEntry]:
    documents = session.scalars(select(DocumentTable).where(DocumentTable.patient_id == patient_id)).all()
    wanted = [document.id for document in documents]
    signatures = {
        row.document_id: row
        for row in session.scalars(
            select(SignatureTable).where(SignatureTable.document_id.in_(wanted)).order_by(SignatureTable.id)
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


def _trends(session: Session, patient_id: int) -> tuple[Trend, ...]:
    """Codes with numbers, the most lately measured first; what is marked as demonstration is never clinical."""
    one = ObservationTable
    rows = session.execute(
        select(one.code_system, one.code, one.unit, one.name, one.flags, one.observed_at, one.value_number)
        .where(
            one.patient_id == patient_id,
            one.value_number.is_not(None),
            one.observed_at.is_not(None),
            one.is_demo.is_(False),
        )
        .order_by(one.observed_at.desc(), one.id.desc())
        .limit(_OBSERVATIONS_READ)
    )
    by_code: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for row in rows:
        by_code[row.code_system, row.code, row.unit].append(row)  # another unit is another line
    return tuple(
        Trend(
            code=code,
            name=newest_first[0].name,
            unit=unit,
            values=tuple((row.observed_at, row.value_number) for row in reversed(newest_first[:_TREND_VALUES])),
            abnormal=_is_abnormal(newest_first[0].flags),
        )
        for (_, code, unit), newest_first in list(by_code.items())[:_TREND_CODES]
    )


def _is_abnormal(flags: list[Any]) -> bool:
    return any(flag in _ABNORMAL for flag in flags)


def _open_visit(visits: Any, actor: Actor) -> int | None:
    drafts = [visit for visit in visits if visit.state == VisitState.DRAFT.value]
    return next((visit.id for visit in drafts if visit.doctor_id == actor.account_id), None)


def _names(session: Session, account_ids: set[int]) -> dict[int, str]:
    rows = session.scalars(select(AccountTable).where(AccountTable.id.in_(account_ids)))
    return {row.id: " ".join(part for part in (row.surname, row.given, row.patronymic) if part) for row in rows}
