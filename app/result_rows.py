"""What devices sent as rows of the store: values as sent, nothing added but where they came from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from app.domain.device_profile import DeviceProfile
from app.domain.received import SentObject, SentReport
from app.domain.ucum import ucum_of
from db.tables.archive_record import ReceivedRecordTable
from db.tables.result import InstanceTable, ObservationTable, ReportTable, StudyTable


def person_key(identity: dict[str, Any]) -> str:
    """Equal for what tells of one person: everything sent about them, without the numbers of each order."""
    person = ("patient_id", "issuer", "name", "birth_date", "sex", "account_numbers")
    return hashlib.sha256(repr([identity.get(field) for field in person]).encode("utf-8", "replace")).hexdigest()[:32]


def study(sent: SentObject, received: ReceivedRecordTable, patient_id: int | None, why: str) -> StudyTable:
    """A new study, as its first object tells of it."""
    return StudyTable(
        study_instance_uid=sent.study_instance_uid,
        patient_id=patient_id,
        device_id=received.device_id,
        accession_number=sent.identity.accession_number,
        modality=sent.modality,
        description=sent.study_description,
        study_date=sent.study_date,
        received_at=received.received_at,
        identity=sent.identity.to_json(),
        why=why,
    )


def instance(sent: SentObject, study_id: int, received_record_id: int, version: int) -> InstanceTable:
    return InstanceTable(
        study_id=study_id,
        received_record_id=received_record_id,
        sop_instance_uid=sent.sop_instance_uid,
        sop_class_uid=sent.sop_class_uid,
        transfer_syntax_uid=sent.transfer_syntax_uid,
        series_instance_uid=sent.series_instance_uid,
        series_number=sent.series_number,
        series_description=sent.series_description,
        instance_number=sent.instance_number,
        frames=sent.frames,
        rows=sent.rows,
        columns=sent.columns,
        version=version,
    )


def report(sent: SentReport, received: ReceivedRecordTable, patient_id: int | None, why: str) -> ReportTable:
    """One OBR group; without a time of its own it is as old as its receipt."""
    return ReportTable(
        received_record_id=received.id,
        patient_id=patient_id,
        person=person_key(sent.identity.to_json()),
        device_id=received.device_id,
        order_number=sent.order_number,
        title=sent.title,
        comment=sent.comment,
        observed_at=sent.observed_at or received.received_at,
        received_at=received.received_at,
        identity=sent.identity.to_json(),
        why=why,
    )


def observations(
    sent: SentReport, report_id: int, patient_id: int | None, profile: DeviceProfile | None
) -> list[ObservationTable]:
    """The rows of a report's observations, as sent; the device's profile makes its own codes LOINC, its units UCUM."""
    codes: Mapping[str, str] = profile.observation_codes if profile else {}
    units: Mapping[str, str] = profile.units if profile else {}
    names: Mapping[str, str] = profile.names if profile else {}
    return [
        ObservationTable(
            report_id=report_id,
            patient_id=patient_id,
            position=one.position,
            code=codes.get(one.code, one.code),
            code_system="LN" if one.code in codes else one.code_system,
            sent_code=one.code if one.code in codes else "",
            name=names.get(one.code, one.name) if one.name in {"", one.code} else one.name,
            value_text=one.value_text,
            value_number=one.value_number,
            unit=one.unit,
            ucum=ucum_of(one.unit, units),
            reference_range=one.reference_range,
            flags=list(one.flags),
            status=one.status,
            observed_at=one.observed_at,
            comment=one.comment,
            is_demo=one.is_demo,
            value_type=one.value_type,
            media_type=one.attachment.media_type if one.attachment else "",
        )
        for one in sent.observations
    ]
