"""How results read: abnormal flags of HL7 table 0078 in words, UCUM units as people write them, the change."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import QCoreApplication

from app.domain.clock import local
from app.domain.curve import curves
from app.domain.observation import Observation
from app.domain.patient import Trend
from ui import formats

translate = QCoreApplication.translate

ECG_TYPES = frozenset({"application/x-scp-ecg", "application/x-aecg+xml", "application/x-muse+xml"})
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


def indicator(name: str, code: str = "") -> str:
    """What was measured: our own names in the reader's language, a device's as it sent them."""
    return _own_names().get(name, name) or code


def _own_names() -> dict[str, str]:
    """Names that our own readers give, for readings by hand and for files that name only a code."""
    return {
        "Systolic blood pressure": translate("results", "Systolic blood pressure"),
        "Diastolic blood pressure": translate("results", "Diastolic blood pressure"),
        "Heart rate": translate("results", "Heart rate"),
        "Glucose": translate("results", "Glucose"),
        "Body weight": translate("results", "Body weight"),
        "Body height": translate("results", "Body height"),
        "Body temperature": translate("results", "Body temperature"),
        "Oxygen saturation": translate("results", "Oxygen saturation"),
        "Waist circumference": translate("results", "Waist circumference"),
        "Respiratory rate": translate("results", "Respiratory rate"),
        "BMI": translate("results", "Body mass index"),
        "Body fat": translate("results", "Body fat"),
        "RR interval": translate("results", "RR interval"),
        "PR interval": translate("results", "PR interval"),
        "QRS duration": translate("results", "QRS duration"),
        "QT interval": translate("results", "QT interval"),
        "QTc interval": translate("results", "QTc interval"),
        "P axis": translate("results", "P axis"),
        "QRS axis": translate("results", "QRS axis"),
        "T axis": translate("results", "T axis"),
        "ECG": translate("results", "ECG"),
    }


def shown_value(observation: Observation) -> str:
    """The value as sent; of a document, picture or curve what it is."""
    if observation.media_type and not observation.value_text:
        return media_word(observation.media_type)
    if samples := sum(map(len, curves(observation.value_type, observation.value_text))):
        return translate("results", "curve, %n sample(s)", "", samples)
    return observation.value_text + arrow(observation)


def media_word(media_type: str) -> str:
    if media_type.startswith("image/"):
        return translate("results", "picture")
    return translate("results", "curve") if media_type in ECG_TYPES else translate("results", "document")


def source_word(source: str) -> str:
    """Who brought it; nothing for a device of the practice, which has a name."""
    return {
        "hand": translate("results", "typed in, measured here"),
        "patient-device": translate("results", "measured by the patient at home"),
    }.get(source, "")


def course(trend: Trend, shown: int | None = None) -> list[str]:
    """Day and value of each point, oldest first, with the source where it is not a device of the practice."""
    sources = trend.sources or ("",) * len(trend.values)
    points = list(zip(trend.values, sources, strict=True))
    marks = {"hand": translate("results", "by hand"), "patient-device": translate("results", "at home")}
    return [
        f"{formats.day(local(at).date())}  {formats.number(value)}" + (f" ({marks[source]})" if source in marks else "")
        for (at, value), source in (points[-shown:] if shown else points)
    ]


def arrow(observation: Observation) -> str:
    """The sign beside a value: up, down, or nothing."""
    flags = {flag.upper() for flag in observation.flags}
    if observation.is_demo:
        return ""
    if flags & _HIGH:
        return " ↑"
    return " ↓" if flags & _LOW else ""


def unit(ucum: str) -> str:
    """`10*9/L` and `10^9/L` as 10⁹/L, units of vital signs as people write them; everything else as sent."""
    vital = {"mm[Hg]": translate("results", "mmHg"), "Cel": "°C", "/min": translate("results", "/min"), "deg": "°"}
    if ucum in vital:
        return vital[ucum]
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
