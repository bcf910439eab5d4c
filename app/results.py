"""Studies and results for reading: what a card, a viewer and a result table show.

Opening images or a result is itself in the journal (requirement R10-e); such use cases need a writing session.
Values are as sent; a demonstration value is shown as such and never compared or drawn in a trend.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import archiving, audit, decisions
from app.domain.access import Actor, Permission, require
from app.domain.errors import NotFound, Unreadable
from app.domain.observation import InstanceSummary, Observation, ResultReport, ResultSource, StudySummary
from app.domain.patient import Trend
from app.domain.received import Attachment
from db.tables.archive_record import ReceivedRecordTable
from db.tables.device import DeviceTable
from db.tables.result import InstanceTable, ObservationTable, ReportTable, StudyTable

_LARGEST_SHOWN = 256 * 1024 * 1024  # bytes of a document that a window takes into memory
_ABNORMAL = frozenset({"L", "H", "LL", "HH", "<", ">", "A", "AA", "↑", "↓"})  # HL7 table 0078, and what devices draw


def study(session: Session, actor: Actor, study_id: int) -> StudySummary:
    """A study with its instances in the order of series and number, older versions too. Raises `NotFound("study")`."""
    require(actor, Permission.CLINICAL_READ)
    row = session.get(StudyTable, study_id)
    if row is None:
        raise NotFound("study")
    ordered = (InstanceTable.series_number, InstanceTable.instance_number, InstanceTable.id)
    instances = session.scalars(select(InstanceTable).where(InstanceTable.study_id == study_id).order_by(*ordered))
    return StudySummary(
        study_id=row.id,
        study_instance_uid=row.study_instance_uid,
        patient_id=row.patient_id,
        modality=row.modality,
        description=row.description,
        study_date=row.study_date,
        received_at=row.received_at,
        device_name=_device_name(session, row.device_id),
        instances=tuple(_instance(one) for one in instances),
        reasons=decisions.reason_codes(session, "study", row.id) or ((row.why,) if row.why else ()),
        weighed=decisions.reasons(session, "study", row.id),
    )


def open_study(session: Session, actor: Actor, study_id: int) -> StudySummary:
    """The same for a viewer that shows its images: journalled once for the study."""
    found = study(session, actor, study_id)
    audit.write(session, actor, "study.read", "study", study_id, patient_id=found.patient_id)
    return found


def instance_bytes(session: Session, actor: Actor, instance_id: int) -> bytes:
    """The object as a Part 10 file, journalled. Raises `NotFound("instance")`, `Damaged`."""
    content = instance_content(session, actor, instance_id)
    row = _instance_row(session, instance_id)
    owner = session.get(StudyTable, row.study_id)
    audit.write(
        session, actor, "instance.read", "instance", instance_id, patient_id=owner.patient_id if owner else None
    )
    return content


def instance_content(session: Session, actor: Actor, instance_id: int) -> bytes:
    """The same without a row of its own, for the images of a study that `open_study` journalled."""
    require(actor, Permission.CLINICAL_READ)
    received = session.get(ReceivedRecordTable, _instance_row(session, instance_id).received_record_id)
    if received is None:
        raise NotFound("instance")
    return archiving.body(session, received.archive_id)


def report(session: Session, actor: Actor, report_id: int) -> ResultReport:
    """One result with, for each value, the patient's earlier one. Raises `NotFound("report")`."""
    require(actor, Permission.CLINICAL_READ)
    row = session.get(ReportTable, report_id)
    if row is None:
        raise NotFound("report")
    received = session.get(ReceivedRecordTable, row.received_record_id)
    rows = session.scalars(
        select(ObservationTable).where(ObservationTable.report_id == report_id).order_by(ObservationTable.position)
    )
    return ResultReport(
        report_id=row.id,
        patient_id=row.patient_id,
        device_name=_device_name(session, row.device_id),
        title=row.title,
        observed_at=row.observed_at,
        received_at=row.received_at,
        observations=tuple(_observation(session, one, row.observed_at) for one in rows),
        reasons=decisions.reason_codes(session, "report", row.id) or ((row.why,) if row.why else ()),
        weighed=decisions.reasons(session, "report", row.id),
        comment=row.comment,
        received_record_id=row.received_record_id,
        character_set=received.character_set if received else "",
        character_set_how=received.character_set_how if received else "",
        source=ResultSource(row.source),
        is_withdrawn=row.withdrawn_at is not None,
    )


def open_report(session: Session, actor: Actor, report_id: int) -> ResultReport:
    """The same for a table on the screen: journalled."""
    found = report(session, actor, report_id)
    audit.write(session, actor, "report.read", "report", report_id, patient_id=found.patient_id)
    return found


def attachment(session: Session, actor: Actor, observation_id: int) -> Attachment:
    """The document of a result, journalled: inside a message (OBX of type ED), or the whole file that came.

    Raises `NotFound`, `Unreadable`, `Damaged`.
    """
    from devices.hl7_reading import observation_attachment

    require(actor, Permission.CLINICAL_READ)
    row = session.get(ObservationTable, observation_id)
    owner = session.get(ReportTable, row.report_id) if row else None
    received = session.get(ReceivedRecordTable, owner.received_record_id) if owner else None
    if row is None or owner is None or received is None or not row.media_type:
        raise NotFound("attachment")
    override = received.character_set if received.character_set_how == "override" else ""
    opened = archiving.opened(session, received.archive_id)
    if opened.ref.size > _LARGEST_SHOWN:
        raise Unreadable("file-too-large")
    if opened.ref.kind == "file":
        found = Attachment(row.media_type, opened.read())
    else:
        found = observation_attachment(opened.read(), row.position, override)
    audit.write(session, actor, "attachment.read", "observation", observation_id, patient_id=row.patient_id)
    return found


def trend(session: Session, actor: Actor, patient_id: int, code: str, limit: int = 50) -> Trend | None:
    """The numbers of one code, oldest first; values in the unit of the newest one only, however devices spell it.

    None where there are none.
    """
    require(actor, Permission.CLINICAL_READ)
    found = list(
        session.execute(
            select(ObservationTable, ReportTable.source)
            .join(ReportTable, ReportTable.id == ObservationTable.report_id)
            .where(
                ObservationTable.patient_id == patient_id,
                ObservationTable.code == code,
                ObservationTable.value_number.is_not(None),
                ObservationTable.observed_at.is_not(None),
                ObservationTable.is_demo.is_(False),
                ObservationTable.status != "W",  # posted by mistake, HL7 table 0085
            )
            .order_by(ObservationTable.observed_at.desc(), ObservationTable.id.desc())
            .limit(limit)
        )
    )
    if not found or not code:
        return None
    newest: ObservationTable = found[0][0]
    shown = [
        (row.observed_at, row.value_number, source)
        for row, source in reversed(found)
        if _same_unit(row, newest) and row.observed_at is not None and row.value_number is not None
    ]
    return Trend(
        code=newest.code,
        name=newest.name,
        unit=newest.unit,
        values=tuple((at, number) for at, number, _ in shown),
        abnormal=any(flag.upper() in _ABNORMAL for flag in newest.flags),
        sources=tuple(source for _, _, source in shown),
    )


def _instance(row: InstanceTable) -> InstanceSummary:
    return InstanceSummary(
        instance_id=row.id,
        sop_instance_uid=row.sop_instance_uid,
        sop_class_uid=row.sop_class_uid,
        transfer_syntax_uid=row.transfer_syntax_uid,
        instance_number=row.instance_number,
        frames=row.frames,
        rows=row.rows,
        columns=row.columns,
        version=row.version,
        is_current=row.is_current,
        series_instance_uid=row.series_instance_uid,
        series_number=row.series_number,
    )


def _observation(session: Session, row: ObservationTable, reported_at: datetime) -> Observation:
    earlier = _previous(session, row, row.observed_at or reported_at)
    return Observation(
        observation_id=row.id,
        code=row.code,
        code_system=row.code_system,
        name=row.name,
        value_text=row.value_text,
        value_number=row.value_number,
        unit=row.unit,
        reference_range=row.reference_range,
        flags=tuple(row.flags),
        status=row.status,
        observed_at=row.observed_at,
        comment=row.comment,
        is_demo=row.is_demo,
        previous_text=_previous_text(earlier, row),
        previous_at=earlier.observed_at if earlier else None,
        value_type=row.value_type,
        media_type=row.media_type,
    )


def _previous_text(earlier: ObservationTable | None, row: ObservationTable) -> str:
    """With its unit where that is another one than today's."""
    if earlier is None:
        return ""
    return earlier.value_text if _same_unit(earlier, row) else f"{earlier.value_text} {earlier.unit}".strip()


def _same_unit(one: ObservationTable, other: ObservationTable) -> bool:
    """By UCUM where both have one, else by the spelling."""
    return one.ucum == other.ucum if one.ucum and other.ucum else one.unit == other.unit


def _previous(session: Session, row: ObservationTable, before: datetime) -> ObservationTable | None:
    """The last earlier value of the same code, or of the same name where the device sends no codes."""
    if row.patient_id is None or not (row.code or row.name):
        return None
    same = ObservationTable.code == row.code if row.code else ObservationTable.name == row.name
    return session.scalar(
        select(ObservationTable)
        .where(
            ObservationTable.patient_id == row.patient_id,
            same,
            ObservationTable.report_id != row.report_id,
            ObservationTable.observed_at < before,
            ObservationTable.is_demo.is_(False),
            ObservationTable.status != "W",
            ObservationTable.value_text != "",
        )
        .order_by(ObservationTable.observed_at.desc(), ObservationTable.id.desc())
        .limit(1)
    )


def _instance_row(session: Session, instance_id: int) -> InstanceTable:
    row = session.get(InstanceTable, instance_id)
    if row is None:
        raise NotFound("instance")
    return row


def _device_name(session: Session, device_id: int | None) -> str:
    row = session.get(DeviceTable, device_id) if device_id else None
    return row.name if row else ""
