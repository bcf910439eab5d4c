"""Reading a received record again: with other letters chosen for its device, or by a program that reads more.

The bytes are those that came; what is read from them anew replaces the texts in the rows, with a row in the journal.
Whose result it is does not change by it: that is decided in the inbox.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import archiving, arrivals, audit, devices, events, intake, record, result_rows
from app.arrivals import Arrival, Reading
from app.domain.access import Actor, Permission, require
from app.domain.errors import NotFound, Refused, Unreadable
from app.domain.events import ObjectFiled
from app.domain.received import SentMessage, SentObject
from app.domain.ucum import ucum_of
from db.archive.records import Record
from db.tables.archive_record import ArchiveRecordTable, ReceivedRecordTable
from db.tables.result import InstanceTable, ObservationTable, ReportTable, StudyTable


def read_again(session: Session, actor: Actor, received_record_id: int, character_set: str = "") -> None:
    """Read one record by its device's present settings, or by a character set that a person chose for this one.

    Raises `NotFound`, `Refused("character-set")`, `Refused("nothing-to-read")` for a duplicate or a message that is no
    result, `Unreadable` with the reason where it still cannot be read, `Damaged`.
    """
    require(actor, Permission.INBOX)
    row = session.get(ReceivedRecordTable, received_record_id)
    if row is None:
        raise NotFound("received-record")
    if row.state not in ("error", "inbox", "filed"):
        raise Refused("nothing-to-read")
    arrival = _arrival(session, row, _codec(character_set))
    if arrival.content is None:
        raise Unreadable(arrival.problem)
    before = {"character_set": row.character_set, "state": row.state}
    if row.state == "error":
        intake.file_again(session, actor, row, arrival)
    elif isinstance(arrival.content, SentObject):
        _texts_of_object(session, row, arrival.content)
    elif isinstance(arrival.content, SentMessage):
        _texts_of_message(session, row, arrival.content)
    row.character_set, row.character_set_how = arrival.content.character_set, arrival.content.character_set_how
    after = {"character_set": row.character_set, "state": row.state}
    audit.write(session, actor, "record.reread", "received_record", row.id, before=before, after=after)


def read_waiting_again(session: Session, actor: Actor, device_id: int) -> int:
    """Read again what waits in the inbox from one device, and what of it could not be read; answers how many were."""
    require(actor, Permission.INBOX)
    # Of a study its first record: all of them carry the same texts.
    first = select(func.min(InstanceTable.received_record_id)).group_by(InstanceTable.study_id)
    reports = select(ReportTable.received_record_id)
    wanted = session.scalars(
        select(ReceivedRecordTable.id)
        .where(
            ReceivedRecordTable.device_id == device_id,
            ReceivedRecordTable.closed_at.is_(None),
            (ReceivedRecordTable.state == "error")
            | (
                (ReceivedRecordTable.state == "inbox")
                & (ReceivedRecordTable.id.in_(first) | ReceivedRecordTable.id.in_(reports))
            ),
        )
        .order_by(ReceivedRecordTable.id)
    ).all()
    done = 0
    for received_record_id in wanted:
        try:
            read_again(session, actor, received_record_id)
        except Unreadable:  # as before
            continue
        done += 1
    return done


def _codec(character_set: str) -> str:
    from devices.character_sets import known_codec

    codec = known_codec(character_set)
    if character_set and not codec:
        raise Refused("character-set")
    return codec


def _arrival(session: Session, row: ReceivedRecordTable, character_set: str) -> Arrival:
    archived = session.get(ArchiveRecordTable, row.archive_id)
    if archived is None:
        raise NotFound("record")
    ref, reader = archiving.ref_of(archived), record.of(session).reader
    metadata, reading_of = reader.open(ref).metadata, devices.reading_of(session)
    if character_set:
        key = Arrival(ref, metadata).device_key
        reading_of[key] = replace(reading_of.get(key, Reading()), character_set=character_set)
        if ref.kind == "unreadable":  # to the hub, which knew no letters; a person says that these are
            return _as_its_protocol(reader.open(ref), Arrival(ref, metadata), row.transport, reading_of[key])
    return arrivals.read(reader, ref, metadata, reading_of)


def _as_its_protocol(opened: Record, arrival: Arrival, transport: str, reading: Reading) -> Arrival:
    try:
        return replace(arrival, content=arrivals.parse(opened, transport, reading))
    except Unreadable as problem:
        return replace(arrival, problem=problem.code)


def _texts_of_object(session: Session, row: ReceivedRecordTable, sent: SentObject) -> None:
    instance = session.scalar(select(InstanceTable).where(InstanceTable.received_record_id == row.id))
    study = session.get(StudyTable, instance.study_id) if instance else None
    if instance is None or study is None:
        raise NotFound("instance")
    instance.series_description = sent.series_description
    study.description = sent.study_description or study.description
    study.identity = row.identity = sent.identity.to_json()
    events.tell(session, ObjectFiled("study", study.id, study.patient_id, row.id))


def _texts_of_message(session: Session, row: ReceivedRecordTable, message: SentMessage) -> None:
    reports = session.scalars(
        select(ReportTable).where(ReportTable.received_record_id == row.id).order_by(ReportTable.id)
    ).all()
    row.identity = message.identity.to_json()
    if len(reports) != len(message.reports):  # by these letters other signs part the message
        raise Unreadable("read-differently")
    for report, sent in zip(reports, message.reports, strict=True):
        report.title, report.comment, report.identity = sent.title, sent.comment, sent.identity.to_json()
        report.person = result_rows.person_key(report.identity)
        values = session.scalars(
            select(ObservationTable).where(ObservationTable.report_id == report.id).order_by(ObservationTable.position)
        ).all()
        if len(values) != len(sent.observations):
            raise Unreadable("read-differently")
        profile = devices.profile_of(session, row.device_id)
        for value, read in zip(values, sent.observations, strict=True):
            value.ucum = ucum_of(read.unit, profile.units if profile else None)
            value.name, value.value_text, value.unit = read.name, read.value_text, read.unit
            value.reference_range, value.comment, value.flags = read.reference_range, read.comment, list(read.flags)
        events.tell(session, ObjectFiled("report", report.id, report.patient_id, row.id))
