"""Sysmex haematology analysers (XP-100, XP-300, XN-L; ASTM E1394-97): names of tests in the fifth component of R-3.

The number of the tube stands in O-4 as rack^position^number^attribute, the order of the analyser itself in O-3. Three
populations of white cells (LYM, MXD, NEUT); MXD has no code of ours and keeps its name.
"""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile
from app.domain.device_settings import DeviceSettings, WorklistLetters
from devices.profiles import blood_count

PROFILE = DeviceProfile(
    key="sysmex-xp",
    title="Sysmex XP / XN-L",
    vendor="Sysmex",
    what="haematology",
    transport=Transport.ASTM,
    observation_codes={
        **{name: blood_count.CODES[name] for name in (
            "WBC", "RBC", "HGB", "HCT", "MCV", "MCH", "MCHC", "PLT", "RDW-CV", "RDW-SD", "PDW", "MPV", "PCT",
            "LYM#", "LYM%",
        )},
        "NEUT#": blood_count.CODES["NEU#"],
        "NEUT%": blood_count.CODES["NEU%"],
        "LYMPH#": blood_count.CODES["LYM#"],
        "LYMPH%": blood_count.CODES["LYM%"],
        "MONO#": blood_count.CODES["MON#"],
        "MONO%": blood_count.CODES["MON%"],
        "EO#": blood_count.CODES["EOS#"],
        "EO%": blood_count.CODES["EOS%"],
        "BASO#": blood_count.CODES["BAS#"],
        "BASO%": blood_count.CODES["BAS%"],
    },
    settings=DeviceSettings(worklist_letters=WorklistLetters.LATIN),
    sample="sysmex_xp.astm",
    recognised_by=(r"^X[PNST]-?\d{2,4}\b", r"^XN-L\b", r"\bSysmex\b"),
)  # fmt: skip
