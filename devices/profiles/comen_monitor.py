"""Comen patient monitors (HL7 2.6): PCD-01 results with MDC codes, QRY^R02 for the patient's data by number.

Many call themselves by a serial number in MSH-4 and leave MSH-3 empty.
"""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile
from devices.profiles import monitor_codes

PROFILE = DeviceProfile(
    key="comen-monitor",
    title="Comen monitor",
    vendor="Comen",
    what="monitor",
    transport=Transport.HL7,
    observation_codes=monitor_codes.CODES,
    sample="comen_monitor.hl7",
    recognised_by=(r"\bCOMEN\b", r"\bKC\d{9}[A-Z]\b", r"\bSTAR ?8000"),
)
