"""Roche cobas c 111 and its kin (ASTM E1394-97): tests are numbers, the application codes of the reagents.

A number may be followed by a slash and a dilution. What is told in mmol/L by one laboratory and in mg/dL by another has
two LOINC codes, so those keep the analyser's number; a practice adds its own.
"""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile
from app.domain.device_settings import DeviceSettings, WorklistLetters

PROFILE = DeviceProfile(
    key="roche-cobas-c111",
    title="Roche cobas c 111",
    vendor="Roche",
    what="chemistry",
    transport=Transport.ASTM,
    observation_codes={
        "413": "1751-7",  # albumin
        "570": "1798-8",  # amylase
        "678": "2885-2",  # total protein
        "685": "1742-6",  # ALT
        "687": "1920-8",  # AST
    },
    names={"413": "ALB", "570": "AMYL", "678": "TP", "685": "ALT", "687": "AST"},
    settings=DeviceSettings(worklist_letters=WorklistLetters.LATIN),
    sample="roche_cobas_c111.astm",
    recognised_by=(r"\bRoche\b", r"\bcobas\b", r"\bc ?111\b"),
)
