"""Messages that are understood and are no result: questions, orders and patients of other systems, signs of life.

They change nothing in the record by themselves. A patient that another system tells of (ADT) is registered, or looked
up, only by a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import record, suspects
from app.domain.access import Actor, Permission, require
from app.domain.device import SentIdentity
from app.domain.identity import PersonName
from db.tables.archive_record import ReceivedRecordTable
from db.tables.device import DeviceTable
from db.tables.patient import PatientTable

_MANY = 300
_SHOWN_DAYS = timedelta(days=30)
_NOT_SHOWN = ("thinned-out", "keep-alive")  # a monitor's every second


@dataclass(frozen=True, slots=True)
class KeptMessage:
    received_record_id: int
    received_at: datetime
    device_name: str
    reason: str  # host-query, order-message, patient-message, thinned-out, message-type, ...
    identity: SentIdentity
    patient_id: int | None = None  # of a patient-message: who has this IIN with us
    differs: tuple[str, ...] = ()  # name, birth-date, sex: what the message says otherwise


def listed(session: Session, actor: Actor) -> tuple[KeptMessage, ...]:
    """Those of the last thirty days, the newest first."""
    require(actor, Permission.INBOX)
    wanted = (
        select(ReceivedRecordTable, DeviceTable.name)
        .outerjoin(DeviceTable, DeviceTable.id == ReceivedRecordTable.device_id)
        .where(
            ReceivedRecordTable.received_at > record.of(session).clock.now() - _SHOWN_DAYS,
            ReceivedRecordTable.state == "kept",
            ReceivedRecordTable.reason.not_in(_NOT_SHOWN),
        )
        .order_by(ReceivedRecordTable.received_at.desc(), ReceivedRecordTable.id.desc())
        .limit(_MANY)
    )
    return tuple(_value(session, row, name or "") for row, name in session.execute(wanted))


def _value(session: Session, row: ReceivedRecordTable, device_name: str) -> KeptMessage:
    identity = SentIdentity.from_json(row.identity or {})
    known = _known(session, identity) if row.reason == "patient-message" else None
    return KeptMessage(
        row.id, row.received_at, device_name, row.reason, identity,
        known.id if known else None, _differing(identity, known) if known else (),
    )  # fmt: skip


def _known(session: Session, identity: SentIdentity) -> PatientTable | None:
    """The one patient who has an IIN that was sent."""
    found = {patient.patient_id for patient in suspects.Meant(session, [identity]).holders_of_iin(identity)}
    return session.get(PatientTable, next(iter(found))) if len(found) == 1 else None


def _differing(identity: SentIdentity, ours: PatientTable) -> tuple[str, ...]:
    name = identity.name or PersonName("")
    sent = (name.surname.casefold(), name.given.casefold())
    checks = {
        "name": bool(name.surname) and sent != (ours.surname.casefold(), ours.given.casefold()),
        "birth-date": identity.birth_date is not None and identity.birth_date != ours.birth_date,
        "sex": identity.sex.value not in {"unknown", ours.sex},
    }
    return tuple(name for name, is_other in checks.items() if is_other)
