"""ECG devices and programs that send HL7 v2: measurements as OBX, the sheet as a PDF within (ED, chapter 2.A.24)."""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile

PROFILE = DeviceProfile(
    key="ecg-hl7",
    title="ECG (HL7)",
    what="ecg",
    transport=Transport.HL7,
    observation_codes={
        "HR": "8867-4",
        "PR": "8625-6",
        "QRS": "8633-0",
        "QT": "8634-8",
        "QTc": "8636-3",
    },
    sample="ecg.hl7",
    recognised_by=(r"\bECG", r"\bEKG\b", r"\bCARDIO", r"\bHOLTER\b"),
)
