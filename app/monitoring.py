"""Bedside monitors repeat their values each second: of equal sets one a minute is filed, and every alarm.

All messages stay in the archive as they came; only rows are spared.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import result_rows
from app.domain.device_profile import DeviceProfile
from app.domain.received import SentMessage, SentReport
from db.tables.archive_record import ReceivedRecordTable
from db.tables.result import ObservationTable, ReportTable

MONITOR = "monitor"  # `DeviceProfile.what` of bedside monitors, whatever codes they use
_EVERY = timedelta(minutes=1)
_NO_ALARM = frozenset({"", "N", "DEMO"})  # HL7 table 0078


def thinned(
    session: Session, message: SentMessage, received: ReceivedRecordTable, profile: DeviceProfile | None
) -> SentMessage:
    """The message with those reports only that say something more than what was filed within the last minute."""
    if received.device_id is None:
        return message
    is_monitor = profile is not None and profile.what == MONITOR
    if not is_monitor and not any(report.is_monitoring for report in message.reports):
        return message
    kept: list[SentReport] = []
    for report in message.reports:
        if (is_monitor or report.is_monitoring) and not _alarms(report):
            at = report.observed_at or received.received_at
            new = _codes(report) - _filed(session, received.device_id, report, at)
            # Also not twice from one message: a monitor's backlog holds many minutes.
            if not new or any(_codes(report) <= _codes(one) and _near(one, at) and _same(one, report) for one in kept):
                continue
        kept.append(report)
    return replace(message, reports=tuple(kept))


def _alarms(report: SentReport) -> bool:
    return any(flag.upper() not in _NO_ALARM for one in report.observations for flag in one.flags)


def _codes(report: SentReport) -> set[str]:
    return {one.code or one.name for one in report.observations}


def _near(report: SentReport, at: datetime) -> bool:
    return report.observed_at is not None and abs(at - report.observed_at) < _EVERY


def _same(one: SentReport, other: SentReport) -> bool:
    return _person(one) == _person(other)


def _person(report: SentReport) -> str:
    return result_rows.person_key(report.identity.to_json())


def _filed(session: Session, device_id: int, report: SentReport, at: datetime) -> set[str]:
    """Codes that the device filed for this person around that moment, as the device sent them."""
    rows = session.execute(
        select(ObservationTable.sent_code, ObservationTable.code, ObservationTable.name)
        .join(ReportTable, ReportTable.id == ObservationTable.report_id)
        .where(
            ReportTable.device_id == device_id,
            ReportTable.observed_at > at - _EVERY,
            ReportTable.observed_at < at + _EVERY,
            ReportTable.person == _person(report),
        )
    )
    return {sent_code or code or name for sent_code, code, name in rows}
