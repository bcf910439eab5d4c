"""The rows of the inbox: waiting studies, waiting results (of one message and person together), and causes.

A cause is what kept records of one device from being read: one item, not one for each of them.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app import decisions
from app.domain.device import SentIdentity
from app.domain.observation import InboxItem
from db.tables.archive_record import ReceivedRecordTable
from db.tables.device import DeviceTable
from db.tables.result import InstanceTable, ObservationTable, ReportTable, StudyTable

_MANY = 500  # items of one kind shown at once
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
        select(func.min(ReportTable.id).label("first"))
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
    return [
        InboxItem(
            kind="report",
            object_id=first.id,
            received_at=first.received_at,
            device_name=device or "",
            title=_titles(session, first),
            count=_values(session, first),
            identity=SentIdentity.from_json(first.identity),
            why="left" if first.left_at else first.why,
            received_record_id=first.received_record_id,
        )
        for first, device in firsts
    ]


def _of_item(first: ReportTable) -> tuple[ColumnElement[bool], ...]:
    return (
        ReportTable.received_record_id == first.received_record_id,
        ReportTable.person == first.person,
        ReportTable.patient_id.is_(None),
    )


def _titles(session: Session, first: ReportTable) -> str:
    named = select(ReportTable.title).where(*_of_item(first), ReportTable.title != "")
    titles = session.scalars(named.group_by(ReportTable.title).order_by(func.min(ReportTable.id)).limit(_TITLES))
    return " · ".join(titles)


def _values(session: Session, first: ReportTable) -> int:
    of_item = select(func.count()).select_from(ObservationTable).join(
        ReportTable, ReportTable.id == ObservationTable.report_id
    )  # fmt: skip
    return session.scalar(of_item.where(*_of_item(first))) or 0


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
