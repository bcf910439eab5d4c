"""Any analyser or monitor that speaks HL7 v2 and keeps to it: nothing to set."""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile

PROFILE = DeviceProfile(key="generic-hl7", title="HL7 v2", transport=Transport.HL7, sample="generic.hl7")
