"""Glucose meters of patients whose program saves a table of time stamps and values in mmol/L (§15)."""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import ColumnProfile, DeviceProfile
from app.domain.device_settings import DeviceSettings, Link, LinkKind

PROFILE = DeviceProfile(
    key="glucose-meter-csv",
    title="Glucose meter (CSV)",
    what="glucose",
    transport=Transport.FOLDER,
    settings=DeviceSettings(link=Link(kind=LinkKind.FOLDER, pattern="*.csv;*.txt", reader="csv")),
    columns=ColumnProfile(
        columns={
            "date": "date", "time": "time", "device timestamp": "observed_at", "date and time": "observed_at",
            "glucose (mmol/l)": "result:15074-8", "historic glucose mmol/l": "result:15074-8",
            "scan glucose mmol/l": "result:15074-8", "дата": "date", "время": "time",
            "глюкоза (ммоль/л)": "result:15074-8", "сахар": "result:15074-8", "note": "comment", "notes": "comment",
        },
        units={"15074-8": "mmol/L"},
        names={"15074-8": "Glucose"},
        time_formats=("%d-%m-%Y %H:%M", "%d.%m.%Y %H:%M"),
    ),
    sample="glucose_meter.csv",
)  # fmt: skip
