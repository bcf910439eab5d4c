"""Abbott bench analysers that speak ASTM E1394: CELL-DYN haematology, i-STAT cartridges through their downloader."""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile
from app.domain.device_settings import DeviceSettings, WorklistLetters
from devices.profiles import blood_count

PROFILE = DeviceProfile(
    key="abbott",
    title="Abbott CELL-DYN / i-STAT",
    vendor="Abbott",
    what="haematology",
    transport=Transport.ASTM,
    observation_codes={
        **{name: blood_count.CODES[name] for name in (
            "WBC", "RBC", "HGB", "HCT", "MCV", "MCH", "MCHC", "PLT", "RDW-CV", "RDW-SD", "PDW", "MPV", "PCT",
        )},
        "RDW": blood_count.CODES["RDW-CV"],
        "LYM": blood_count.CODES["LYM#"],
        "LYM%": blood_count.CODES["LYM%"],
        "%LYM": blood_count.CODES["LYM%"],
        "GRA": blood_count.CODES["GRAN#"],
        "GRA%": blood_count.CODES["GRAN%"],
        "%GRA": blood_count.CODES["GRAN%"],
        "Na": "2951-2",
        "K": "2823-3",
        "Cl": "2075-0",
    },
    settings=DeviceSettings(worklist_letters=WorklistLetters.LATIN),
    sample="abbott.astm",
    recognised_by=(r"\bCELL-?DYN\b", r"\bEmerald\b", r"\bi-?STAT\b", r"\bAbbott\b"),
)  # fmt: skip
