"""Any analyser that speaks ASTM E1381 / E1394 (LIS1-A / LIS2-A2) and keeps to it: nothing to set."""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile

PROFILE = DeviceProfile(key="generic-astm", title="ASTM / LIS2-A2", transport=Transport.ASTM, sample="generic.astm")
