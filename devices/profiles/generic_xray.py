"""Any X-ray device that stores by DICOM: digital (DX), with plates (CR), mammography (MG)."""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile

PROFILE = DeviceProfile(
    key="generic-xray",
    title="DICOM X-ray",
    what="xray",
    transport=Transport.DICOM,
    sop_classes=(
        "1.2.840.10008.5.1.4.1.1.1",  # CR
        "1.2.840.10008.5.1.4.1.1.1.1",  # DX, for presentation
        "1.2.840.10008.5.1.4.1.1.1.1.1",  # DX, for processing
        "1.2.840.10008.5.1.4.1.1.1.2",  # MG, for presentation
        "1.2.840.10008.5.1.4.1.1.1.2.1",  # MG, for processing
        "1.2.840.10008.5.1.4.1.1.12.2",  # XRF
    ),
    recognised_by=(r"\bXR", r"X-?RAY", r"\bDX\b", r"\bDR\d*\b", r"\bCR\d*\b", r"RENTGEN"),
)
