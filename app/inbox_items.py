"""The rows of the inbox: waiting studies, waiting results (of one message and person together), and causes.

A cause is what kept records of one device from being read: one item, not one for each of them.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import ColumnElement, Subquery, and_, func, select
from sqlalchemy.orm import Session

from app import decisions
from app.domain.device import SentIdentity
from app.domain.observation import InboxItem
from db.tables.archive_record import ReceivedRecordTable
from db.tables.device import DeviceTable
from db.tables.result import InstanceTable, ObservationTable, ReportTable, StudyTable

_MANY = 500  # items of one kind shown at once
ItemKey = tuple[int, str]  # received record, person
_TITLES = 12  # of the results of one message


def studies(session: Session) -> list[InboxItem]:
    images = (
        select(
            InstanceTable.study_id, func.count().label("n"), func.max(InstanceTable.received_record_id).label("last")
        )
        .where(InstanceTable.is_current)
        .group_by(InstanceTable.study_id)
        .subquery()
    )
    rows = session.execute(
        select(StudyTable, images.c.n, images.c.last, DeviceTable.name)
        .outerjoin(images, images.c.study_id == StudyTable.id)
        .outerjoin(DeviceTable, DeviceTable.id == StudyTable.device_id)
        .where(StudyTable.patient_id.is_(None))
        .order_by(StudyTable.received_at.desc())
        .limit(_MANY)
    )
    return [
        InboxItem(
            kind="study",
            object_id=study.id,
            received_at=study.received_at,
            device_name=device or "",
            title=study.description or study.modality,
            count=count or 0,
            identity=SentIdentity.from_json(study.identity),
            why="left" if study.left_at else study.why,
            received_record_id=last or 0,
        )
        for study, count, last, device in rows
    ]


def reports(session: Session) -> list[InboxItem]:
    items = (
        select(ReportTable.received_record_id, ReportTable.person, func.min(ReportTable.id).label("first"))
        .where(ReportTable.patient_id.is_(None))
        .group_by(ReportTable.received_record_id, ReportTable.person)
        .order_by(func.max(ReportTable.received_at).desc(), func.min(ReportTable.id))
        .limit(_MANY)
        .subquery()
    )
    firsts = session.execute(
        select(ReportTable, DeviceTable.name)
        .join(items, items.c.first == ReportTable.id)
        .outerjoin(DeviceTable, DeviceTable.id == ReportTable.device_id)
        .order_by(ReportTable.received_at.desc(), ReportTable.id)
    )
    titles, values = _titles(session, items), _values(session, items)
    return [
        InboxItem(
            kind="report",
            object_id=first.id,
            received_at=first.received_at,
            device_name=device or "",
            title=titles.get((first.received_record_id, first.person), ""),
            count=values.get((first.received_record_id, first.person), 0),
            identity=SentIdentity.from_json(first.identity),
            why="left" if first.left_at else first.why,
            received_record_id=first.received_record_id,
        )
        for first, device in firsts
    ]


def _titles(session: Session, waiting: Subquery) -> dict[ItemKey, str]:
    """The first titles of each item's results."""
    first = func.min(ReportTable.id)
    named = (
        select(ReportTable.received_record_id, ReportTable.person, ReportTable.title)
        .join(waiting, _is_of(waiting))
        .where(ReportTable.patient_id.is_(None), ReportTable.title != "")
        .group_by(ReportTable.received_record_id, ReportTable.person, ReportTable.title)
        .order_by(first)
    )
    found: dict[ItemKey, list[str]] = defaultdict(list)
    for received, person, title in session.execute(named):
        if len(found[received, person]) < _TITLES:
            found[received, person].append(title)
    return {key: " · ".join(titles) for key, titles in found.items()}


def _values(session: Session, waiting: Subquery) -> dict[ItemKey, int]:
    """How many values each item holds."""
    counted = (
        select(ReportTable.received_record_id, ReportTable.person, func.count())
        .join(waiting, _is_of(waiting))
        .join(ObservationTable, ObservationTable.report_id == ReportTable.id)
        .where(ReportTable.patient_id.is_(None))
        .group_by(ReportTable.received_record_id, ReportTable.person)
    )
    return {(received, person): count for received, person, count in session.execute(counted)}


def _is_of(waiting: Subquery) -> ColumnElement[bool]:
    return and_(ReportTable.received_record_id == waiting.c.received_record_id, ReportTable.person == waiting.c.person)


def errors(session: Session) -> list[InboxItem]:
    """One item for a cause, however many records it kept from being read; the newest of them stands for it."""
    newest = func.max(ReceivedRecordTable.id).label("newest")
    causes = (
        select(newest, func.count().label("n"))
        .where(ReceivedRecordTable.state == "error", ReceivedRecordTable.closed_at.is_(None))
        .group_by(ReceivedRecordTable.device_id, decisions.sender_of_none(), ReceivedRecordTable.reason)
        .subquery()
    )
    rows = session.execute(
        select(ReceivedRecordTable, causes.c.n, DeviceTable.name)
        .join(causes, causes.c.newest == ReceivedRecordTable.id)
        .outerjoin(DeviceTable, DeviceTable.id == ReceivedRecordTable.device_id)
        .order_by(ReceivedRecordTable.received_at.desc(), ReceivedRecordTable.id.desc())
        .limit(_MANY)
    )
    return [
        InboxItem(
            "error", row.id, row.received_at, device or row.peer, row.transport, n, SentIdentity(), row.reason, row.id
        )
        for row, n, device in rows
    ]
