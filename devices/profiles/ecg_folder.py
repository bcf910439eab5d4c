"""ECG programs that save into a folder: HL7 aECG, SCP-ECG (EN 1064), MUSE XML, or a PDF of the sheet."""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile
from app.domain.device_settings import DeviceSettings, Link, LinkKind

PROFILE = DeviceProfile(
    key="ecg-folder",
    title="ECG (folder)",
    what="ecg",
    transport=Transport.FOLDER,
    settings=DeviceSettings(link=Link(kind=LinkKind.FOLDER)),
    sample="ecg.scp",
)
