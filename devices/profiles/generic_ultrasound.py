"""Any ultrasound machine that stores by DICOM: nothing to set."""

from __future__ import annotations

from app.domain.device import DeviceProfile, Transport

PROFILE = DeviceProfile(key="generic-ultrasound", title="DICOM ultrasound", transport=Transport.DICOM)
