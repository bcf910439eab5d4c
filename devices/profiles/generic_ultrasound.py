"""Any ultrasound machine that stores by DICOM: nothing to set."""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile

PROFILE = DeviceProfile(key="generic-ultrasound", title="DICOM ultrasound", transport=Transport.DICOM)
