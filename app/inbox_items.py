"""The rows of the inbox: waiting studies, waiting results (of one message and person together), unreadable records."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import decisions
from app.domain.device import SentIdentity
from app.domain.observation import InboxItem
from db.tables.archive_record import ReceivedRecordTable
from db.tables.device import DeviceTable
from db.tables.result import InstanceTable, ObservationTable, ReportTable, StudyTable

_MANY = 500  # items of one kind shown at once


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
    values = select(ObservationTable.report_id, func.count().label("n")).group_by(ObservationTable.report_id).subquery()
    rows = session.execute(
        select(ReportTable, values.c.n, DeviceTable.name)
        .outerjoin(values, values.c.report_id == ReportTable.id)
        .outerjoin(DeviceTable, DeviceTable.id == ReportTable.device_id)
        .where(ReportTable.patient_id.is_(None))
        .order_by(ReportTable.received_at.desc(), ReportTable.id)
        .limit(_MANY)
    )
    together: dict[tuple[int, str], list[tuple[ReportTable, int, str]]] = {}
    for report, count, device in rows:
        together.setdefault(decisions.item_key(report), []).append((report, count or 0, device or ""))
    found = []
    for group in together.values():
        first, _, device = group[0]
        titles = dict.fromkeys(report.title for report, _, _ in group if report.title)
        found.append(
            InboxItem(
                kind="report",
                object_id=first.id,
                received_at=first.received_at,
                device_name=device,
                title=" · ".join(titles),
                count=sum(count for _, count, _ in group),
                identity=SentIdentity.from_json(first.identity),
                why="left" if first.left_at else first.why,
                received_record_id=first.received_record_id,
            )
        )
    return found


def errors(session: Session) -> list[InboxItem]:
    rows = session.execute(
        select(ReceivedRecordTable, DeviceTable.name)
        .outerjoin(DeviceTable, DeviceTable.id == ReceivedRecordTable.device_id)
        .where(ReceivedRecordTable.state == "error", ReceivedRecordTable.closed_at.is_(None))
        .order_by(ReceivedRecordTable.received_at.desc())
        .limit(_MANY)
    )
    return [
        InboxItem(
            "error", row.id, row.received_at, device or row.peer, row.transport, 1, SentIdentity(), row.reason, row.id
        )
        for row, device in rows
    ]
