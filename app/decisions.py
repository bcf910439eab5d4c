"""Who gave an object to which patient, and on which reasons: rows that are added, never changed but to mark an undo.

A study or a report has one patient or none; none means that it waits in the inbox. The observations of a report
and the received records of a study go with it. The reports of one message that tell of one person are one item:
they move together.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app import record
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.domain.observation import Reason
from db.tables.archive_record import ReceivedRecordTable
from db.tables.result import InstanceTable, MatchDecisionTable, ObservationTable, ReportTable, StudyTable

Movable = StudyTable | ReportTable


def row_of(session: Session, kind: str, object_id: int) -> Movable:
    """Raises `NotFound("study")` or `NotFound("report")`."""
    row: Movable | None = session.get(StudyTable, object_id) if kind == "study" else session.get(ReportTable, object_id)
    if row is None:
        raise NotFound(kind)
    return row


def siblings(session: Session, row: Movable) -> list[Movable]:
    """The row and, of a report, the other OBR groups of its message under the same patient."""
    if isinstance(row, StudyTable):
        return [row]
    message = (
        select(ReportTable).where(ReportTable.received_record_id == row.received_record_id).order_by(ReportTable.id)
    )
    key = item_key(row)
    return [one for one in session.scalars(message) if one.patient_id == row.patient_id and item_key(one) == key]


def give(session: Session, row: Movable, patient_id: int | None, why: str) -> None:
    """Set the patient of a study or report and of everything below it; None: back into the inbox."""
    row.patient_id, row.why, row.left_at = patient_id, why, None
    if isinstance(row, ReportTable):
        session.execute(
            update(ObservationTable).where(ObservationTable.report_id == row.id).values(patient_id=patient_id)
        )
        records: Any = [row.received_record_id]
    else:
        records = select(InstanceTable.received_record_id).where(InstanceTable.study_id == row.id)
    session.execute(
        update(ReceivedRecordTable)
        .where(ReceivedRecordTable.id.in_(records))
        .values(state="inbox" if patient_id is None else "filed")
    )
    session.flush()


def remember(
    session: Session,
    actor: Actor,
    row: Movable,
    outcome: str,
    reasons: tuple[Reason, ...] = (),
    *,
    previous_patient_id: int | None = None,
) -> MatchDecisionTable:
    """One decision more: automatic, assigned, unassigned, left."""
    decision = MatchDecisionTable(
        kind="study" if isinstance(row, StudyTable) else "report",
        object_id=row.id,
        patient_id=row.patient_id,
        previous_patient_id=previous_patient_id,
        outcome=outcome,
        reasons=[{"code": r.code, "weight": r.weight, "sent": r.sent, "ours": r.ours} for r in reasons],
        decided_by=actor.account_id,
        decided_at=record.of(session).clock.now(),
    )
    session.add(decision)
    session.flush()
    return decision


def last(session: Session, kind: str, object_id: int) -> MatchDecisionTable | None:
    """The decision that holds: the newest that was not taken back."""
    return session.scalar(
        select(MatchDecisionTable)
        .where(
            MatchDecisionTable.kind == kind,
            MatchDecisionTable.object_id == object_id,
            MatchDecisionTable.undone_at.is_(None),
        )
        .order_by(MatchDecisionTable.id.desc())
        .limit(1)
    )


def reason_codes(session: Session, kind: str, object_id: int) -> tuple[str, ...]:
    """Why the object is where it is: the codes that speak for it; `assigned` where a person gave it."""
    decision = last(session, kind, object_id)
    if decision is None or decision.patient_id is None:
        return ()
    codes = tuple(str(reason["code"]) for reason in decision.reasons if reason["weight"] > 0)
    return codes if decision.outcome == "automatic" else ("assigned", *codes)


def waiting(session: Session) -> int:
    """Items of the inbox: studies, messages by person, and what could not be read."""
    studies = session.scalar(select(func.count()).where(StudyTable.patient_id.is_(None)))
    messages = select(ReportTable.received_record_id, ReportTable.identity).where(ReportTable.patient_id.is_(None))
    people = {(received, person_key(identity)) for received, identity in session.execute(messages)}
    errors = session.scalar(
        select(func.count()).where(ReceivedRecordTable.state == "error", ReceivedRecordTable.closed_at.is_(None))
    )
    return (studies or 0) + len(people) + (errors or 0)


def item_key(row: ReportTable) -> tuple[int, str]:
    """Equal for the reports that are one item of the inbox."""
    return row.received_record_id, person_key(row.identity)


def person_key(identity: dict[str, Any]) -> str:
    """Who was sent, without the numbers of each order."""
    person = ("patient_id", "issuer", "name", "birth_date", "sex", "account_numbers")
    return repr([identity.get(field) for field in person])
