"""Horiba ABX haematology analysers (Yumizen, Pentra, Micros; LIS2-A2): LOINC beside the name in R-3.

A control is sent with H-12 Q or O-16 CTRL and never becomes a patient's result.
"""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile
from app.domain.device_settings import DeviceSettings, WorklistLetters
from devices.profiles import blood_count

PROFILE = DeviceProfile(
    key="horiba-abx",
    title="Horiba Yumizen / Pentra",
    vendor="Horiba",
    what="haematology",
    transport=Transport.ASTM,
    observation_codes={
        **{name: code for name, code in blood_count.CODES.items() if name not in {"ESR", "GRAN#", "GRAN%"}},
        "RDW": blood_count.CODES["RDW-CV"],
        "GRA#": blood_count.CODES["GRAN#"],
        "GRA%": blood_count.CODES["GRAN%"],
    },
    units={"um3": "fL"},
    settings=DeviceSettings(worklist_letters=WorklistLetters.LATIN),
    sample="horiba_abx.astm",
    recognised_by=(r"^H[25]\d0\b", r"\bYumizen\b", r"\bPentra\b", r"\bABX\b", r"\bHoriba\b"),
)
