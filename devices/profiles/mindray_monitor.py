"""Mindray patient monitors and their gateway: IHE PCD-01 (HL7 2.6) with MDC codes, or HL7 2.3.1 with their own codes.

The older interface's own codes are shown by the names that the monitor sends. Values repeat each second; a message of
nothing but MSH is a sign of life.
"""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile
from devices.profiles import monitor_codes

PROFILE = DeviceProfile(
    key="mindray-monitor",
    title="Mindray monitor",
    vendor="Mindray",
    what="monitor",
    transport=Transport.HL7,
    observation_codes=monitor_codes.CODES,
    sample="mindray_monitor.hl7",
    recognised_by=(r"MINDRAY_VS", r"\bMindray\b.*\bGateway\b", r"BeneVision", r"\b[iu]MEC\d*", r"\bePM\b"),
)
