"""Any other device that stores by DICOM and keeps to it: nothing to set."""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile

PROFILE = DeviceProfile(key="generic-dicom", title="DICOM", transport=Transport.DICOM)
