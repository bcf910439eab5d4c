"""Scales of patients whose program saves a table: weight, body mass index, body fat (§15)."""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import ColumnProfile, DeviceProfile
from app.domain.device_settings import DeviceSettings, Link, LinkKind

PROFILE = DeviceProfile(
    key="scales-csv",
    title="Scales (CSV)",
    what="weight",
    transport=Transport.FOLDER,
    settings=DeviceSettings(link=Link(kind=LinkKind.FOLDER, pattern="*.csv;*.txt", reader="csv")),
    columns=ColumnProfile(
        columns={
            "date": "date", "time": "time", "time of measurement": "observed_at", "weight (kg)": "result:29463-7",
            "bmi": "result:39156-5", "body fat (%)": "result:41982-0", "дата": "date", "время": "time",
            "вес (кг)": "result:29463-7", "имт": "result:39156-5", "жир (%)": "result:41982-0",
        },
        units={"29463-7": "kg", "39156-5": "kg/m2", "41982-0": "%"},
        names={"29463-7": "Body weight", "39156-5": "BMI", "41982-0": "Body fat"},
        time_formats=("%d.%m.%Y %H:%M", "%d/%m/%Y %H:%M"),
    ),
    sample="scales.csv",
)  # fmt: skip
