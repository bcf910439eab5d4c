"""Who gave an object to which patient, and on which reasons: rows that are added, never changed but to mark an undo.

A study or a report has one patient or none; none means that it waits in the inbox. The observations of a report
and the received records of a study go with it. The reports of one message that tell of one person are one item:
they move together, and one statement moves hundreds of them: a message may hold tens of thousands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, case, func, select, update
from sqlalchemy.orm import Session

from app import record
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.domain.observation import Reason
from db.tables.archive_record import ReceivedRecordTable
from db.tables.result import InstanceTable, MatchDecisionTable, ObservationTable, ReportTable, StudyTable

Movable = StudyTable | ReportTable
T = TypeVar("T")
_AT_ONCE = 500  # values in one statement; SQLite allows some thousands


def kind_of(row: Movable) -> str:
    return "study" if isinstance(row, StudyTable) else "report"


def row_of(session: Session, kind: str, object_id: int) -> Movable:
    """Raises `NotFound("study")` or `NotFound("report")`."""
    row: Movable | None = session.get(StudyTable, object_id) if kind == "study" else session.get(ReportTable, object_id)
    if row is None:
        raise NotFound(kind)
    return row


def rows_of(session: Session, kind: str, object_ids: Sequence[int]) -> list[Movable]:
    """Several of one kind, in the order asked. Raises as `row_of`."""
    table = StudyTable if kind == "study" else ReportTable
    found: dict[int, Movable] = {}
    for some in in_portions(object_ids):
        rows: Iterable[Movable] = session.scalars(select(table).where(table.id.in_(some)))
        found |= {row.id: row for row in rows}
    if any(number not in found for number in object_ids):
        raise NotFound(kind)
    return [found[number] for number in object_ids]


def siblings(session: Session, row: Movable) -> list[Movable]:
    """The row and, of a report, the other OBR groups of its message under the same patient."""
    if isinstance(row, StudyTable):
        return [row]
    together = (
        select(ReportTable)
        .where(
            ReportTable.received_record_id == row.received_record_id,
            ReportTable.person == row.person,
            ReportTable.patient_id.is_(None) if row.patient_id is None else ReportTable.patient_id == row.patient_id,
        )
        .order_by(ReportTable.id)
    )
    return list(session.scalars(together))


def give(session: Session, rows: Sequence[Movable], patient_id: int | None, why: str) -> None:
    """Set the patient of studies or reports and of everything below them; None: back into the inbox."""
    for row in rows:
        row.patient_id, row.why, row.left_at = patient_id, why, None
    session.flush()
    reports = [row.id for row in rows if isinstance(row, ReportTable)]
    for some in in_portions(reports):
        below = update(ObservationTable).where(ObservationTable.report_id.in_(some))
        session.execute(below.values(patient_id=patient_id), execution_options={"synchronize_session": "fetch"})
    records = sorted({row.received_record_id for row in rows if isinstance(row, ReportTable)})
    for some in in_portions(records):
        set_record_state(session, ReceivedRecordTable.id.in_(some), patient_id)
    for row in rows:
        if isinstance(row, StudyTable):
            of_study = select(InstanceTable.received_record_id).where(InstanceTable.study_id == row.id)
            set_record_state(session, ReceivedRecordTable.id.in_(of_study), patient_id)
    session.flush()


def set_record_state(session: Session, which: ColumnElement[bool], patient_id: int | None) -> None:
    """What became of records: filed, or waiting."""
    state = "inbox" if patient_id is None else "filed"
    session.execute(update(ReceivedRecordTable).where(which).values(state=state))


def remember(
    session: Session,
    actor: Actor,
    rows: Iterable[Movable],
    outcome: str,
    reasons: tuple[Reason, ...] = (),
    *,
    previous_patient_id: int | None = None,
) -> None:
    """One decision more for each: automatic, assigned, unassigned, left, moved, split."""
    now = record.of(session).clock.now()
    told = [{"code": r.code, "weight": r.weight, "sent": r.sent, "ours": r.ours} for r in reasons]
    session.flush()
    session.bulk_save_objects(
        MatchDecisionTable(
            kind=kind_of(row),
            object_id=row.id,
            patient_id=row.patient_id,
            previous_patient_id=previous_patient_id,
            outcome=outcome,
            reasons=told,
            decided_by=actor.account_id,
            decided_at=now,
        )
        for row in rows
    )


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


def take_back(session: Session, kind: str, object_ids: Sequence[int]) -> None:
    """Mark the decision that holds of each of these as undone."""
    now = record.of(session).clock.now()
    for some in in_portions(object_ids):
        newest = (
            select(func.max(MatchDecisionTable.id))
            .where(
                MatchDecisionTable.kind == kind,
                MatchDecisionTable.object_id.in_(some),
                MatchDecisionTable.undone_at.is_(None),
            )
            .group_by(MatchDecisionTable.object_id)
        )
        marked = update(MatchDecisionTable).where(MatchDecisionTable.id.in_(newest)).values(undone_at=now)
        session.execute(marked, execution_options={"synchronize_session": "fetch"})


def reason_codes(session: Session, kind: str, object_id: int) -> tuple[str, ...]:
    """Why the object is where it is: the codes that speak for it; `assigned` where a person gave it."""
    decision = last(session, kind, object_id)
    if decision is None or decision.patient_id is None:
        return ()
    codes = tuple(str(reason["code"]) for reason in decision.reasons if reason["weight"] > 0)
    return codes if decision.outcome == "automatic" else ("assigned", *codes)


def reasons(session: Session, kind: str, object_id: int) -> tuple[Reason, ...]:
    """The named reasons of the decision that holds, for and against, with their weights."""
    decision = last(session, kind, object_id)
    return tuple(Reason(**one) for one in decision.reasons) if decision is not None else ()


def waiting(session: Session) -> int:
    """Items of the inbox: studies, messages by person, and causes for which something could not be read."""
    studies = session.scalar(select(func.count()).where(StudyTable.patient_id.is_(None)))
    people = select(ReportTable.received_record_id, ReportTable.person).where(ReportTable.patient_id.is_(None))
    causes = select(ReceivedRecordTable.device_id, sender_of_none(), ReceivedRecordTable.reason).where(
        ReceivedRecordTable.state == "error", ReceivedRecordTable.closed_at.is_(None)
    )
    found = (people.distinct().subquery(), causes.distinct().subquery())
    return (studies or 0) + sum(session.scalar(select(func.count()).select_from(one)) or 0 for one in found)


def sender_of_none() -> ColumnElement[str]:
    """Who sent it where no device of ours did: the address. A device's own addresses are one cause."""
    return case((ReceivedRecordTable.device_id.is_(None), ReceivedRecordTable.peer), else_="")


def in_portions(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """So many at a time as one statement may hold."""
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))
