"""Any ultrasound machine that stores by DICOM: pictures, clips, measurements as reports. Nothing to set."""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile

PROFILE = DeviceProfile(
    key="generic-ultrasound",
    title="DICOM ultrasound",
    what="ultrasound",
    transport=Transport.DICOM,
    sop_classes=(
        "1.2.840.10008.5.1.4.1.1.6.1",  # US
        "1.2.840.10008.5.1.4.1.1.3.1",  # US multi-frame
        "1.2.840.10008.5.1.4.1.1.6.2",  # Enhanced US volume
        "1.2.840.10008.5.1.4.1.1.6",  # US, retired
        "1.2.840.10008.5.1.4.1.1.3",  # US multi-frame, retired
    ),
    recognised_by=(
        r"\bUS\b", r"\bUS[-_]?\d", r"VOLUSON", r"LOGIQ", r"VIVID", r"ACUSON", r"RESONA", r"AFFINITI", r"EPIQ",
        r"SONO", r"\bDC-?\d0",
    ),
)  # fmt: skip
