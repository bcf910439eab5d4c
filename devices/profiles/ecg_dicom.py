"""ECG devices that store DICOM waveforms (PS3.3 A.34.3 and others) or the sheet as an encapsulated PDF (A.45.1)."""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile

PROFILE = DeviceProfile(
    key="ecg-dicom",
    title="ECG (DICOM)",
    what="ecg",
    transport=Transport.DICOM,
    sop_classes=(
        "1.2.840.10008.5.1.4.1.1.9.1.1",  # 12-lead ECG
        "1.2.840.10008.5.1.4.1.1.9.1.2",  # General ECG
        "1.2.840.10008.5.1.4.1.1.9.1.3",  # Ambulatory ECG
    ),
    recognised_by=(r"\bECG", r"\bEKG", r"CARDIO", r"HOLTER"),
)
