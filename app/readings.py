"""Readings that come to a card by a person: typed in one line, or a file of the patient's own device (§15).

They are results as any other: bytes first, sealed, then rows; one timeline, one trend, with their source. A file
that tells of somebody else is not taken; the same file again is told, not doubled.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import archiving, audit, events, record, result_rows, suspects, undo
from app.domain.access import Actor, Permission, require
from app.domain.device import SentIdentity
from app.domain.device_profile import ColumnProfile
from app.domain.errors import Conflict, NotFound, Refused, Unreadable
from app.domain.events import ObjectFiled, PatientChanged
from app.domain.hand_reading import HandValue
from app.domain.matching import CONTRADICTIONS, compare
from app.domain.observation import ResultSource
from app.domain.received import SentMessage, SentObservation, SentReport
from db.tables.archive_record import ArchiveRecordTable, ReceivedRecordTable
from db.tables.patient import PatientTable
from db.tables.result import ObservationTable, ReportTable
from devices.file_format import message, report, value

_KIND = "reading"
_TRANSPORT = "hand"
_SLACK = timedelta(minutes=5)  # clocks of two computers of a practice
WRONG = "W"  # HL7 table 0085: posted as wrong


def add_by_hand(
    session: Session, actor: Actor, patient_id: int, values: tuple[HandValue, ...], *, at: datetime | None = None,
    source: ResultSource = ResultSource.HAND, comment: str = "",
) -> int:  # fmt: skip
    """Keep values that a person typed; answers the report's id. `at` is now where it is not given.

    Raises `NotFound("patient")`, `Refused`: `reading-empty`, `reading-in-future`.
    """
    require(actor, Permission.CLINICAL_WRITE)
    patient = _patient(session, patient_id)
    now = record.of(session).clock.now()
    at = at or now
    if not values:
        raise Refused("reading-empty")
    if at > now + _SLACK:
        raise Refused("reading-in-future")
    body = {
        "patient": patient.uid, "at": at.isoformat(), "source": source.value, "by": actor.login, "comment": comment,
        "values": [{"code": one.code, "name": one.name, "text": one.text, "unit": one.unit} for one in values],
    }  # fmt: skip
    content = json.dumps(body, ensure_ascii=False, sort_keys=True).encode()
    archived = archiving.keep(session, _KIND, _metadata(now, ""), content)
    rows = _file(session, read_reading(content), archived, patient_id, source, now)
    (row,) = rows
    undo.remember(session, actor, "reading.add", {"reports": [row.id], "patient_id": patient_id})
    _told(session, actor, rows, patient_id, "reading.add")
    return row.id


def import_file(
    session: Session, actor: Actor, patient_id: int, name: str, content: bytes, *,
    source: ResultSource = ResultSource.PATIENT_DEVICE, columns: ColumnProfile | None = None,
) -> tuple[int, int]:  # fmt: skip
    """Take a file of results into a card: CSV, FHIR, HL7, GDT, an ECG, a document, a picture. Reports and values.

    Raises `NotFound("patient")`, `Conflict`: `file-known`, `file-of-another-patient`; `Unreadable` with the reason.
    """
    from app import reading_files

    require(actor, Permission.CLINICAL_WRITE)
    patient = _patient(session, patient_id)
    kind, key, sent = reading_files.read(name, content, columns)
    if not sent.reports:
        raise Unreadable("file-no-results")
    if any(_speaks_against(one.identity, patient) for one in sent.reports):
        raise Conflict("file-of-another-patient")
    if _is_known(session, content, patient_id):
        raise Conflict("file-known")
    now = record.of(session).clock.now()
    metadata = {**_metadata(now, name), "format": key}
    if columns is not None:
        metadata["columns"] = dict(columns.columns)
    archived = archiving.keep(session, kind, metadata, content)
    rows = _file(session, sent, archived, patient_id, source, now)
    undo.remember(session, actor, "reading.add", {"reports": [row.id for row in rows], "patient_id": patient_id})
    _told(session, actor, rows, patient_id, "reading.import")
    return len(rows), sum(len(one.observations) for one in sent.reports)


def withdraw(session: Session, actor: Actor, report_id: int, reason: str) -> None:
    """Take a reading by hand out of the card, as posted by mistake; its row and its bytes stay.

    Raises `NotFound("report")`, `Refused("not-by-hand")`, `Conflict("already-withdrawn")`.
    """
    require(actor, Permission.CLINICAL_WRITE)
    row = session.get(ReportTable, report_id)
    if row is None or row.patient_id is None:
        raise NotFound("report")
    if row.source == ResultSource.DEVICE:
        raise Refused("not-by-hand")
    if row.withdrawn_at is not None:
        raise Conflict("already-withdrawn")
    row.withdrawn_at = record.of(session).clock.now()
    session.execute(update(ObservationTable).where(ObservationTable.report_id == row.id).values(status=WRONG))
    audit.write(session, actor, "reading.withdraw", "report", row.id, patient_id=row.patient_id, reason=reason)
    events.tell(session, PatientChanged(row.patient_id))


def take_back_add(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """Undo of typing or of an import. Raises as `withdraw`; `Conflict("moved-since")`."""
    for report_id in step["reports"]:
        row = session.get(ReportTable, report_id)
        if row is None or row.patient_id != step["patient_id"]:
            raise Conflict("moved-since")
        withdraw(session, actor, report_id, "undo")


def read_reading(content: bytes) -> SentMessage:
    """A typed reading as intake would find it in the archive. Raises `Unreadable("reading-damaged")`."""
    try:
        body = json.loads(content)
        at = datetime.fromisoformat(body["at"])
        values = tuple(_value(place, one, at) for place, one in enumerate(body["values"]))
        identity = SentIdentity(patient_id=str(body["patient"]), account_numbers=(str(body["patient"]),))
        found = report(identity, "", at, values, comment=str(body.get("comment", "")))
    except (ValueError, KeyError, TypeError):
        raise Unreadable("reading-damaged") from None
    return message((found,), character_set="utf-8", how="declared", message_type="READING")


def _value(place: int, one: dict[str, Any], at: datetime) -> SentObservation:
    from devices.sent_numbers import plain_number

    text = str(one["text"])
    return value(
        place, str(one["code"]), str(one["name"]), text, number=plain_number(text), unit=str(one["unit"]), at=at,
        system="LN",
    )  # fmt: skip


def _patient(session: Session, patient_id: int) -> PatientTable:
    row = session.get(PatientTable, patient_id)
    if row is None or row.withdrawn_at is not None:
        raise NotFound("patient")
    return row


def _metadata(now: datetime, name: str) -> dict[str, Any]:
    return {
        "transport": _TRANSPORT, "peer": "", "calling": "", "called": "", "received_at": now.isoformat(), "name": name,
    }  # fmt: skip


def _speaks_against(identity: SentIdentity, patient: PatientTable) -> bool:
    reasons = compare(identity, suspects.registered(patient))
    return any(reason.code in CONTRADICTIONS for reason in reasons)


def _is_known(session: Session, content: bytes, patient_id: int) -> bool:
    """Whether these bytes are in this card already, from whomever."""
    same = (
        select(ReportTable.id)
        .join(ReceivedRecordTable, ReceivedRecordTable.id == ReportTable.received_record_id)
        .join(ArchiveRecordTable, ArchiveRecordTable.id == ReceivedRecordTable.archive_id)
        .where(
            ArchiveRecordTable.sha256 == hashlib.sha256(content).digest(),
            ReportTable.patient_id == patient_id,
            ReportTable.withdrawn_at.is_(None),
        )
        .limit(1)
    )
    return session.scalar(same) is not None


def _file(
    session: Session, sent: SentMessage, archived: ArchiveRecordTable, patient_id: int, source: ResultSource,
    now: datetime,
) -> list[ReportTable]:  # fmt: skip
    """The rows of a reading; intake finds the record's row and leaves it alone."""
    received = ReceivedRecordTable(
        archive_id=archived.id, transport=_TRANSPORT, received_at=now, state="filed",
        character_set=sent.character_set, character_set_how=sent.character_set_how, identity=sent.identity.to_json(),
    )  # fmt: skip
    session.add(received)
    session.flush()
    rows = [_row(session, one, received, patient_id, source) for one in sent.reports]
    session.flush()
    return rows


def _row(
    session: Session, sent: SentReport, received: ReceivedRecordTable, patient_id: int, source: ResultSource
) -> ReportTable:
    row = result_rows.report(sent, received, patient_id, "")
    row.source = source.value
    session.add(row)
    session.flush()
    session.add_all(result_rows.observations(sent, row.id, patient_id, None))
    return row


def _told(session: Session, actor: Actor, rows: list[ReportTable], patient_id: int, action: str) -> None:
    for row in rows:
        counted = session.scalars(select(ObservationTable.id).where(ObservationTable.report_id == row.id)).all()
        audit.write(
            session, actor, action, "report", row.id, patient_id=patient_id,
            after={"observations": len(counted), "source": row.source, "record": row.received_record_id},
        )  # fmt: skip
        events.tell(session, ObjectFiled("report", row.id, patient_id, row.received_record_id))
