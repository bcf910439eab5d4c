"""Blood pressure monitors of patients whose program saves a table: day, time, two pressures, pulse (§15)."""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import ColumnProfile, DeviceProfile
from app.domain.device_settings import DeviceSettings, Link, LinkKind

PROFILE = DeviceProfile(
    key="pressure-monitor-csv",
    title="Blood pressure monitor (CSV)",
    what="pressure",
    transport=Transport.FOLDER,
    settings=DeviceSettings(link=Link(kind=LinkKind.FOLDER, pattern="*.csv;*.txt", reader="csv")),
    columns=ColumnProfile(
        columns={
            "date": "date", "time": "time", "measurement date": "observed_at", "systolic (mmhg)": "result:8480-6",
            "diastolic (mmhg)": "result:8462-4", "pulse (bpm)": "result:8867-4", "дата": "date", "время": "time",
            "систолическое": "result:8480-6", "диастолическое": "result:8462-4", "пульс": "result:8867-4",
            "note": "comment", "примечание": "comment",
        },
        units={"8480-6": "mm[Hg]", "8462-4": "mm[Hg]", "8867-4": "/min"},
        names={"8480-6": "Systolic blood pressure", "8462-4": "Diastolic blood pressure", "8867-4": "Heart rate"},
        time_formats=("%d.%m.%Y %H:%M", "%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M"),
    ),
    sample="pressure_monitor.csv",
)  # fmt: skip
