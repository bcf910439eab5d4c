"""Spirometers whose program speaks GDT 2.1 by files: a request with the patient goes out, the result comes back."""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile
from app.domain.device_settings import DeviceSettings, Link, LinkKind

PROFILE = DeviceProfile(
    key="spirometer-gdt",
    title="Spirometer (GDT)",
    what="spirometry",
    transport=Transport.FOLDER,
    character_set="cp1251",
    observation_codes={
        "FVC": "19868-9",
        "FEV1": "20150-9",
        "FEV1/FVC": "19926-5",
        "PEF": "19935-6",
    },
    units={"l": "L", "l/s": "L/s"},
    settings=DeviceSettings(link=Link(kind=LinkKind.FOLDER, pattern="*.gdt;*.0??;*.bdt", reader="gdt")),
    sample="spirometer.gdt",
)
