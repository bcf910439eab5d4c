"""What a workstation of the practice may find and fetch: studies, series and images of the record (PS3.4 annex C).

The identity in an answer is the patient's of the registry where a study was given to somebody, else as it was sent.
Every retrieval is written into the journal under the device's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import audit
from app.domain.access import Actor, Permission, require
from app.domain.clock import local
from app.domain.device import SentIdentity
from app.domain.device_settings import DeviceSettings
from app.domain.errors import NotFound, Refused
from app.domain.identity import PersonName, Sex
from db.tables.device import DeviceTable
from db.tables.patient import PatientTable
from db.tables.result import InstanceTable, StudyTable
from devices.dicom_data_set import VR_OF
from devices.dicom_matching_keys import matcher

Keys = Mapping[int, str]
Row = dict[int, str]
_LEVELS = ("PATIENT", "STUDY", "SERIES", "IMAGE")
_MANY = 2000  # answers to one query
_READ = 20_000  # rows that a query is compared with
_SEX = {Sex.MALE: "M", Sex.FEMALE: "F"}

_STUDY_UID, _SERIES_UID, _SOP_UID = 0x0020000D, 0x0020000E, 0x00080018
_PATIENT_ID, _STUDY_DATE = 0x00100020, 0x00080020


@dataclass(frozen=True, slots=True)
class Wanted:
    """An instance that is to be given out."""

    instance_id: int
    study_id: int
    patient_id: int | None
    received_record_id: int
    sop_class_uid: str
    sop_instance_uid: str
    transfer_syntax_uid: str


def check_allowed(session: Session, calling: str, peer: str) -> None:
    """Whether the practice allowed this device; asked here too, whatever the hub says. Raises `Refused("no-right")`."""
    rows = session.scalars(select(DeviceTable).where(DeviceTable.transport == "dicom", DeviceTable.peer == peer))
    wanted = calling.strip().casefold()
    for row in rows:
        if row.calling.strip().casefold() == wanted and DeviceSettings.from_json(row.settings).may_query:
            return
    raise Refused("no-right", permission="device.query")


def check_destination(session: Session, host: str, port: int) -> None:
    """Studies are moved to devices of the practice only. Raises `Refused("no-right")`."""
    rows = session.scalars(select(DeviceTable).where(DeviceTable.transport == "dicom", DeviceTable.peer == host))
    if not any(port and DeviceSettings.from_json(row.settings).answers_port == port for row in rows):
        raise Refused("no-right", permission="device.destination")


def find(session: Session, actor: Actor, level: str, keys: Keys) -> Iterator[Row]:
    """What matches at a level, at most two thousand. `keys`: tag → text of the key."""
    require(actor, Permission.CLINICAL_READ)
    if level not in _LEVELS:
        return
    tests = [(tag, test) for tag, key in keys.items() if (test := matcher(VR_OF.get(tag, b"LO"), key)) is not None]
    seen: set[str] = set()
    count = 0
    for row in _ROWS[level](session, keys):
        if not all(test(row.get(tag, "")) for tag, test in tests if tag in row):
            continue
        if level == "PATIENT":
            if row[_PATIENT_ID] in seen:
                continue
            seen.add(row[_PATIENT_ID])
        yield row
        count += 1
        if count >= _MANY:
            return


def instances(session: Session, actor: Actor, keys: Keys) -> list[Wanted]:
    """The current instances below the unique keys of a retrieval (PS3.4 C.4.2.2.1), in order."""
    require(actor, Permission.CLINICAL_READ)
    wanted = (
        select(InstanceTable, StudyTable)
        .join(StudyTable, StudyTable.id == InstanceTable.study_id)
        .where(InstanceTable.is_current)
        .order_by(InstanceTable.study_id, InstanceTable.series_number, InstanceTable.instance_number, InstanceTable.id)
    )
    limited = False
    for tag, column in (
        (_STUDY_UID, StudyTable.study_instance_uid), (_SERIES_UID, InstanceTable.series_instance_uid),
        (_SOP_UID, InstanceTable.sop_instance_uid),
    ):  # fmt: skip
        uids = [uid for uid in keys.get(tag, "").split("\\") if uid]
        if uids:
            wanted, limited = wanted.where(column.in_(uids[:_MANY])), True
    patient_id = keys.get(_PATIENT_ID, "").strip()
    if patient_id and not keys.get(_STUDY_UID):
        ours = select(PatientTable.id).where((PatientTable.iin == patient_id) | (PatientTable.uid == patient_id))
        wanted, limited = wanted.where(StudyTable.patient_id.in_(ours)), True
    return [_wanted(one, study) for one, study in session.execute(wanted)] if limited else []


def instance(session: Session, actor: Actor, instance_id: int) -> Wanted:
    """Raises `NotFound("instance")`."""
    require(actor, Permission.CLINICAL_READ)
    one = session.get(InstanceTable, instance_id)
    study = session.get(StudyTable, one.study_id) if one else None
    if one is None or study is None:
        raise NotFound("instance")
    return _wanted(one, study)


def _wanted(one: InstanceTable, study: StudyTable) -> Wanted:
    return Wanted(
        one.id, study.id, study.patient_id, one.received_record_id,
        one.sop_class_uid, one.sop_instance_uid, one.transfer_syntax_uid,
    )  # fmt: skip


def note_retrieval(session: Session, actor: Actor, wanted: Sequence[Wanted], destination: str) -> None:
    """One journal row for each study that leaves to a device."""
    counts: dict[tuple[int, int | None], int] = {}
    for one in wanted:
        counts[one.study_id, one.patient_id] = counts.get((one.study_id, one.patient_id), 0) + 1
    for (study_id, patient_id), count in counts.items():
        after = {"instances": count, "to": destination}
        audit.write(session, actor, "study.retrieve", "study", study_id, patient_id=patient_id, after=after)


def note_query(session: Session, actor: Actor, level: str, answers: int) -> None:
    """A query of a device, without its words: they may name a patient."""
    audit.write(session, actor, "study.query", "device", actor.login, after={"level": level, "answers": answers})


def _studies(session: Session, keys: Keys) -> Iterator[Row]:
    wanted = select(StudyTable, PatientTable).outerjoin(PatientTable, PatientTable.id == StudyTable.patient_id)
    uids = [uid for uid in keys.get(_STUDY_UID, "").split("\\") if uid]
    if uids:
        wanted = wanted.where(StudyTable.study_instance_uid.in_(uids[:_MANY]))
    patient_id = keys.get(_PATIENT_ID, "").strip()
    if patient_id and not set(patient_id) & set("*?"):
        ours = (PatientTable.iin == patient_id) | (PatientTable.uid == patient_id)
        wanted = wanted.where(ours | StudyTable.patient_id.is_(None))
    first, last = _days(keys.get(_STUDY_DATE, ""))
    if first:
        wanted = wanted.where(StudyTable.study_date >= first)
    if last:
        wanted = wanted.where(StudyTable.study_date <= last)
    rows = session.execute(wanted.order_by(StudyTable.received_at.desc(), StudyTable.id.desc()).limit(_READ)).all()
    sizes = _sizes(session, [study.id for study, _ in rows])
    for study, patient in rows:
        series, images = sizes.get(study.id, (0, 0))
        received = local(study.received_at)
        yield {
            **_identity(study, patient),
            _STUDY_UID: study.study_instance_uid,
            _STUDY_DATE: f"{study.study_date:%Y%m%d}" if study.study_date else f"{received:%Y%m%d}",
            0x00080030: f"{received:%H%M%S}",
            0x00080050: study.accession_number,
            0x00080061: study.modality,
            0x00080060: study.modality,
            0x00081030: study.description,
            0x00200010: study.accession_number,
            0x00201206: str(series),
            0x00201208: str(images),
        }


def _series(session: Session, keys: Keys) -> Iterator[Row]:
    for study in _studies(session, {tag: keys[tag] for tag in (_STUDY_UID,) if tag in keys}):
        rows = session.execute(
            select(
                InstanceTable.series_instance_uid, func.min(InstanceTable.series_number),
                func.max(InstanceTable.series_description), func.count(),
            )
            .join(StudyTable, StudyTable.id == InstanceTable.study_id)
            .where(StudyTable.study_instance_uid == study[_STUDY_UID], InstanceTable.is_current)
            .group_by(InstanceTable.series_instance_uid)
            .order_by(func.min(InstanceTable.series_number))
        )  # fmt: skip
        for uid, number, description, count in rows:
            yield {
                **study, _SERIES_UID: uid, 0x00200011: "" if number is None else str(number),
                0x0008103E: description, 0x00201209: str(count),
            }  # fmt: skip


def _images(session: Session, keys: Keys) -> Iterator[Row]:
    for study in _studies(session, {tag: keys[tag] for tag in (_STUDY_UID,) if tag in keys}):
        rows = session.scalars(
            select(InstanceTable)
            .join(StudyTable, StudyTable.id == InstanceTable.study_id)
            .where(StudyTable.study_instance_uid == study[_STUDY_UID], InstanceTable.is_current)
            .order_by(InstanceTable.series_number, InstanceTable.instance_number, InstanceTable.id)
        )
        for one in rows:
            yield {
                **study, _SERIES_UID: one.series_instance_uid, _SOP_UID: one.sop_instance_uid,
                0x00080016: one.sop_class_uid, 0x00280008: str(one.frames),
                0x00200011: "" if one.series_number is None else str(one.series_number),
                0x00200013: "" if one.instance_number is None else str(one.instance_number),
            }  # fmt: skip


_ROWS: Mapping[str, Callable[[Session, Keys], Iterator[Row]]] = {
    "PATIENT": _studies,
    "STUDY": _studies,
    "SERIES": _series,
    "IMAGE": _images,
}


def _sizes(session: Session, study_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Number of series and of images."""
    found: dict[int, tuple[int, int]] = {}
    for at in range(0, len(study_ids), 500):
        rows = session.execute(
            select(InstanceTable.study_id, func.count(InstanceTable.series_instance_uid.distinct()), func.count())
            .where(InstanceTable.study_id.in_(study_ids[at : at + 500]), InstanceTable.is_current)
            .group_by(InstanceTable.study_id)
        )
        found |= {study_id: (series, images) for study_id, series, images in rows}
    return found


def _identity(study: StudyTable, patient: PatientTable | None) -> Row:
    if patient is not None:
        name: PersonName | None = PersonName(patient.surname, patient.given, patient.patronymic)
        number, born, sex = patient.iin or patient.uid, patient.birth_date, Sex(patient.sex)
    else:
        sent = SentIdentity.from_json(study.identity)
        name, number, born, sex = sent.name, sent.patient_id, sent.birth_date, sent.sex
    return {
        0x00100010: f"{name.surname}^{name.given}^{name.patronymic}".rstrip("^") if name else "",
        _PATIENT_ID: number,
        0x00100030: f"{born:%Y%m%d}" if born else "",
        0x00100040: _SEX.get(sex, ""),
    }


def _days(key: str) -> tuple[date | None, date | None]:
    """The bounds of a date key, as far as they can be read; the matcher decides in the end."""
    first, dash, last = key.strip().partition("-")
    return _day(first), _day(last if dash else first)


def _day(text: str) -> date | None:
    digits = text.strip().replace(".", "")
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])) if len(digits) == 8 else None
    except ValueError:
        return None
