"""Mindray BC haematology analysers (HL7 2.3.1): LOINC for most values, codes of their own (99MRC) for some.

They declare UNICODE (which means UTF-16 to others) or nothing and send UTF-8. Control ids begin with 1 after power-on.
"""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile
from devices.profiles import blood_count

PROFILE = DeviceProfile(
    key="mindray-bc",
    title="Mindray BC",
    vendor="Mindray",
    what="haematology",
    transport=Transport.HL7,
    character_set="utf-8",
    observation_codes={
        **blood_count.CODES,
        "10002": "51637-7",  # PCT, plateletcrit
        "10028": "20482-6",  # GRAN#, granulocytes
        "10030": "19023-1",  # GRAN%
    },
    sample="mindray_bc.hl7",
    recognised_by=(r"\bBC-?\d{2,4}", r"\bMindray\b.*\bBC\b"),
)
