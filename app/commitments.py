"""Storage commitments: what devices asked us to vouch for, by which rows it is answered, and whether they were told.

An object is safe when its row points into the archive: bytes come first, rows second. The hub asks for what it did not
keep itself, and for what a restart of its own made it forget (`devices/dicom_commitment.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import archiving, audit, record
from app.domain.access import Actor, Permission, require
from app.domain.performed import SentCommitment
from db.tables.archive_record import ReceivedRecordTable
from db.tables.order import CommitmentTable
from db.tables.result import InstanceTable

_NO_SUCH_OBJECT, _CLASS_CONFLICT = 0x0112, 0x0119  # PS3.3 C.14.1.1, Failure Reason
_KEPT_DAYS = 7  # a device that could not be told for so long has asked again
_PORTION = 500


def file_commitment(session: Session, actor: Actor, sent: SentCommitment, received: ReceivedRecordTable) -> str:
    """A row for the request; answers the code of what became of the message."""
    require(actor, Permission.CLINICAL_WRITE)
    row = CommitmentTable(
        transaction_uid=sent.transaction_uid, received_record_id=received.id, device_id=received.device_id,
        requested=len(sent.items), requested_at=received.received_at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.write(session, actor, "commitment.request", "commitment", row.id, after={"requested": row.requested})
    return "commitment"


def judge(session: Session, actor: Actor, items: Sequence[tuple[str, str]]) -> list[int]:
    """For each (SOP class, SOP instance) the failure reason, 0 where the object is safe with us."""
    require(actor, Permission.CLINICAL_READ)
    classes: dict[str, set[str]] = {}
    uids = list(dict.fromkeys(uid for _, uid in items))
    for at in range(0, len(uids), _PORTION):
        rows = session.execute(
            select(InstanceTable.sop_instance_uid, InstanceTable.sop_class_uid)
            .join(ReceivedRecordTable, ReceivedRecordTable.id == InstanceTable.received_record_id)
            .where(InstanceTable.sop_instance_uid.in_(uids[at : at + _PORTION]))
        )
        for uid, sop_class in rows:
            classes.setdefault(uid, set()).add(sop_class)
    return [
        _NO_SUCH_OBJECT if uid not in classes else 0 if sop_class in classes[uid] else _CLASS_CONFLICT
        for sop_class, uid in items
    ]


def due(session: Session, actor: Actor) -> Iterator[dict[str, Any]]:
    """Commitments that nobody was told of yet, one part each, as the hub takes them on again."""
    from devices.dicom_step_reading import read_commitment

    require(actor, Permission.CLINICAL_READ)
    since = record.of(session).clock.now() - timedelta(days=_KEPT_DAYS)
    rows = session.execute(
        select(CommitmentTable, ReceivedRecordTable)
        .join(ReceivedRecordTable, ReceivedRecordTable.id == CommitmentTable.received_record_id)
        .where(CommitmentTable.reported_at.is_(None), CommitmentTable.requested_at >= since)
        .order_by(CommitmentTable.id)
    )
    for row, received in rows.all():
        sent = read_commitment(archiving.body(session, received.archive_id))
        yield {
            "transaction_uid": row.transaction_uid, "peer": received.peer, "calling": received.calling,
            "called": received.called, "items": [list(item) for item in sent.items],
        }  # fmt: skip


def note_reported(
    session: Session, actor: Actor, transaction_uid: str, calling: str, committed: int, failed: int, at: datetime
) -> None:
    """A device took the report of its commitment."""
    require(actor, Permission.CLINICAL_WRITE)
    rows = session.scalars(
        select(CommitmentTable)
        .join(ReceivedRecordTable, ReceivedRecordTable.id == CommitmentTable.received_record_id)
        .where(
            CommitmentTable.transaction_uid == transaction_uid, ReceivedRecordTable.calling == calling,
            CommitmentTable.reported_at.is_(None),
        )
    )  # fmt: skip
    for row in rows.all():
        row.committed, row.failed, row.reported_at = committed, failed, at
        after = {"committed": committed, "failed": failed}
        audit.write(session, actor, "commitment.report", "commitment", row.id, after=after)
