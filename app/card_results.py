"""What devices brought into a card: entries of the timeline and the trends beside it.

Whole for a card that opens; entry by entry for one that is open while results arrive, so that a busy device does
not have the history of years read again with each of its images.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.access import Actor, Permission, require
from app.domain.clock import KAZAKHSTAN
from app.domain.patient import TimelineEntry, TimelineKind, Trend
from db.tables.device import DeviceTable
from db.tables.result import InstanceTable, ObservationTable, ReportTable, StudyTable

_TREND_VALUES = 12  # newest values of a code
_TREND_CODES = 24
_OBSERVATIONS_READ = 2000
# HL7 table 0078, flags that mean "not as expected"
_ABNORMAL = frozenset({"L", "H", "LL", "HH", "<", ">", "A", "AA"})


def read_arrived(
    session: Session, actor: Actor, patient_id: int, study_ids: Collection[int], report_ids: Collection[int]
) -> tuple[TimelineEntry, ...]:
    """The entries of these studies and results that are the patient's now: what is missing has left the card."""
    require(actor, Permission.CLINICAL_READ)
    return (*studies(session, patient_id, study_ids), *reports(session, patient_id, report_ids))


def read_trends(session: Session, actor: Actor, patient_id: int) -> tuple[Trend, ...]:
    """The trends of a card that is open."""
    require(actor, Permission.CLINICAL_READ)
    return trends(session, patient_id)


def studies(session: Session, patient_id: int, only: Collection[int] | None = None) -> list[TimelineEntry]:
    """The patient's studies, or those of `only` that are the patient's."""
    images = (
        select(func.count())
        .where(InstanceTable.study_id == StudyTable.id, InstanceTable.is_current)
        .correlate(StudyTable)
        .scalar_subquery()
    )
    wanted = (
        select(StudyTable, images, DeviceTable.name)
        .outerjoin(DeviceTable, DeviceTable.id == StudyTable.device_id)
        .where(StudyTable.patient_id == patient_id)
    )
    if only is not None:
        wanted = wanted.where(StudyTable.id.in_(only))
    return [
        TimelineEntry(
            TimelineKind.STUDY,
            study.id,
            _study_time(study),
            study.description or study.modality,
            "filed",
            {"modality": study.modality, "images": count or 0, "device": device or ""},
        )
        for study, count, device in session.execute(wanted)
    ]


def reports(session: Session, patient_id: int, only: Collection[int] | None = None) -> list[TimelineEntry]:
    """The patient's results, or those of `only` that are the patient's."""
    of_patient = (ReportTable.patient_id == patient_id) & ReportTable.withdrawn_at.is_(None)
    if only is not None:
        of_patient = of_patient & ReportTable.id.in_(only)
    counted = {
        report_id: (values, demo)
        for report_id, values, demo in session.execute(
            select(ObservationTable.report_id, func.count(), func.max(ObservationTable.is_demo))
            .join(ReportTable, ReportTable.id == ObservationTable.report_id)
            .where(of_patient)
            .group_by(ObservationTable.report_id)
        )
    }
    abnormal: dict[int, int] = defaultdict(int)
    flagged = (
        select(ObservationTable.report_id, ObservationTable.flags)
        .join(ReportTable, ReportTable.id == ObservationTable.report_id)
        .where(of_patient, ObservationTable.flags.not_in([[], ["N"]]))
    )
    for report_id, flags in session.execute(flagged):
        abnormal[report_id] += _is_abnormal(flags)
    rows = session.execute(
        select(ReportTable, DeviceTable.name)
        .outerjoin(DeviceTable, DeviceTable.id == ReportTable.device_id)
        .where(of_patient)
    )
    return [
        TimelineEntry(
            TimelineKind.REPORT,
            report.id,
            report.observed_at,
            report.title,
            "filed",
            {
                "values": counted.get(report.id, (0, 0))[0],
                "abnormal": abnormal[report.id],
                "demo": bool(counted.get(report.id, (0, 0))[1]),
                "device": device or "",
                "source": report.source,
            },
        )
        for report, device in rows
    ]


def _study_time(study: StudyTable) -> datetime:
    """When it was made as far as the device says: a study of another day stands on that day, at its end."""
    made_on = study.study_date
    if made_on is None or made_on >= study.received_at.astimezone(KAZAKHSTAN).date():
        return study.received_at
    return datetime.combine(made_on, time.max, KAZAKHSTAN).astimezone(UTC)


def trends(session: Session, patient_id: int) -> tuple[Trend, ...]:
    """Codes with numbers, the most lately measured first; what is marked as demonstration is never clinical."""
    one = ObservationTable
    rows = session.execute(
        select(
            one.code_system,
            one.code,
            one.unit,
            one.ucum,
            one.name,
            one.flags,
            one.observed_at,
            one.value_number,
            ReportTable.source,
        )
        .join(ReportTable, ReportTable.id == one.report_id)
        .where(
            one.patient_id == patient_id,
            one.value_number.is_not(None),
            one.observed_at.is_not(None),
            one.is_demo.is_(False),
            one.status != "W",  # posted by mistake, HL7 table 0085
        )
        .order_by(one.observed_at.desc(), one.id.desc())
        .limit(_OBSERVATIONS_READ)
    )
    by_code: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for row in rows:
        # Another unit is another line, however devices spell it.
        by_code[row.code_system, row.code, row.ucum or row.unit].append(row)
    return tuple(
        Trend(
            code=code,
            name=newest_first[0].name,
            unit=newest_first[0].unit,
            values=tuple((row.observed_at, row.value_number) for row in reversed(newest_first[:_TREND_VALUES])),
            abnormal=_is_abnormal(newest_first[0].flags),
            sources=tuple(row.source for row in reversed(newest_first[:_TREND_VALUES])),
        )
        for (_, code, _unit), newest_first in list(by_code.items())[:_TREND_CODES]
    )


def _is_abnormal(flags: list[Any]) -> bool:
    return any(flag in _ABNORMAL for flag in flags)
