"""Mindray BS chemistry analysers (HL7 2.3.1): ORU^R01 without a message structure, MSH-16 tells the sort of result.

MSH-16 (0 sample, 1 calibration, 2 control) is no acknowledgement condition here. Tests are named in OBX-4; what is told
in mmol/L by one laboratory and in mg/dL by another has two LOINC codes, so those values keep the analyser's own name.
"""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile

PROFILE = DeviceProfile(
    key="mindray-bs",
    title="Mindray BS",
    vendor="Mindray",
    what="chemistry",
    transport=Transport.HL7,
    observation_codes={
        "ALT": "1742-6",
        "AST": "1920-8",
        "ALP": "6768-6",
        "GGT": "2324-2",
        "LDH": "2532-0",
        "CK": "2157-6",
        "AMY": "1798-8",
        "TP": "2885-2",
        "ALB": "1751-7",
        "CRP": "1988-5",
        "Na": "2951-2",
        "K": "2823-3",
        "Cl": "2075-0",
    },
    sample="mindray_bs.hl7",
    recognised_by=(r"\bBS-?\d{2,4}[A-Z]?\b", r"\bMindray\b.*\bBS\b"),
)
