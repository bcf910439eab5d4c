"""How results read: abnormal flags of HL7 table 0078 in words, UCUM units as people write them, the change."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import QCoreApplication

from app.domain.observation import Observation
from ui import formats

translate = QCoreApplication.translate

_HIGH, _LOW = frozenset({"H", "HH", ">", "HU", "↑"}), frozenset({"L", "LL", "<", "LU", "↓"})
_CRITICAL = frozenset({"HH", "LL", "AA", ">", "<"})
_ABNORMAL = _HIGH | _LOW | frozenset({"A", "AA"})
_POWERS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def tone_of(observation: Observation) -> Literal["bad", "warn", ""]:
    """The colour of an abnormal value; a demonstration value never alarms."""
    flags = {flag.upper() for flag in observation.flags}
    if observation.is_demo or not flags & _ABNORMAL:
        return ""
    return "bad"


def flags(observation: Observation) -> str:
    """Arrow and word; unknown flags stand as sent."""
    if observation.is_demo:
        return translate("results", "demonstration, not a clinical value")
    written = [_flag(flag) for flag in observation.flags if flag and flag.upper() != "N"]
    return ", ".join(written)


def _flag(flag: str) -> str:
    return {
        "H": translate("results", "↑ high"),
        "HH": translate("results", "↑↑ critically high"),
        "L": translate("results", "↓ low"),
        "LL": translate("results", "↓↓ critically low"),
        "A": translate("results", "abnormal"),
        "AA": translate("results", "critically abnormal"),
        ">": translate("results", "above the instrument's scale"),
        "<": translate("results", "below the instrument's scale"),
    }.get(flag.upper(), flag)


def arrow(observation: Observation) -> str:
    """The sign beside a value: up, down, or nothing."""
    flags = {flag.upper() for flag in observation.flags}
    if observation.is_demo:
        return ""
    if flags & _HIGH:
        return " ↑"
    return " ↓" if flags & _LOW else ""


def unit(ucum: str) -> str:
    """`10*9/L` and `10^9/L` as 10⁹/L; everything else as sent."""
    return re.sub(r"10[*^](-?\d+)", lambda power: "10" + power.group(1).translate(_POWERS), ucum)


def change(observation: Observation) -> str:
    """Difference from the previous value, where both are numbers."""
    if observation.value_number is None:
        return ""
    try:
        before = float(observation.previous_text.replace(",", "."))
    except ValueError:
        return ""
    difference = observation.value_number - before
    if not difference:
        return translate("results", "no change")
    return ("+" if difference > 0 else "−") + formats.number(abs(difference))


def previous(observation: Observation) -> str:
    """`118 (24.10.2026)`."""
    if observation.previous_at is None:
        return observation.previous_text
    return f"{observation.previous_text} ({formats.day(observation.previous_at.date())})"
