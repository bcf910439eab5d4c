"""How much is in the record: what `status` prints and what exports and restores are reconciled against."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.practice import Counts
from app.domain.visit import VisitState
from db.tables.appointment import AppointmentTable
from db.tables.archive_record import ArchiveRecordTable, ReceivedRecordTable
from db.tables.document import DocumentTable, SignatureTable
from db.tables.outbox import OutboxTable
from db.tables.patient import PatientTable
from db.tables.result import InstanceTable, ObservationTable, ReportTable, StudyTable
from db.tables.visit import VisitTable


def count(session: Session) -> Counts:
    """Every row of its kind; the inbox is part of studies, instances, reports and observations."""

    def rows(table: Any, *conditions: Any) -> int:
        return session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0

    def grouped(column: Any) -> dict[str, int]:
        return {str(name): int(n) for name, n in session.execute(select(column, func.count()).group_by(column))}

    return Counts(
        patients=rows(PatientTable, PatientTable.withdrawn_at.is_(None)),
        visits=rows(VisitTable),
        appointments=rows(AppointmentTable),
        studies=rows(StudyTable),
        instances=rows(InstanceTable),
        reports=rows(ReportTable),
        observations=rows(ObservationTable),
        inbox=rows(StudyTable, StudyTable.patient_id.is_(None)) + rows(ReportTable, ReportTable.patient_id.is_(None)),
        errors=rows(ReceivedRecordTable, ReceivedRecordTable.state == "error", ReceivedRecordTable.closed_at.is_(None)),
        documents=rows(DocumentTable),
        signatures=rows(SignatureTable),
        outbox=rows(OutboxTable),
        archive_records=rows(ArchiveRecordTable),
        to_sign=rows(VisitTable, VisitTable.state == VisitState.TO_SIGN),
        signature_levels=grouped(SignatureTable.level),
        signature_states=grouped(SignatureTable.state),
        signatures_to_review=rows(SignatureTable, SignatureTable.review != ""),
    )
