"""Objective indicators: small number fields that read what doctors type (36,7 · 128/82 · 74) and say what looks wrong.

A value that cannot be believed is marked, never refused and never changed: what was measured is the doctor's to say.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.visit import Vitals

# What a living patient may show; outside it the field is marked for a second look.
_PLAUSIBLE: dict[str, tuple[float, float]] = {
    "temperature_c": (30, 43),
    "systolic_mmhg": (50, 260),
    "diastolic_mmhg": (25, 160),
    "pulse_per_min": (25, 250),
    "saturation_percent": (50, 100),
    "respiratory_per_min": (5, 80),
    "height_cm": (30, 230),
    "weight_kg": (0.5, 300),
}


@dataclass(frozen=True, slots=True)
class ReadVitals:
    """What could be read, and the names of fields that hold no number or one that looks wrong."""

    vitals: Vitals
    unreadable: tuple[str, ...]
    doubtful: tuple[str, ...]


def number_of(typed: str) -> float | None:
    """A decimal number with a comma or a point. Raises `ValueError` for anything else that is not empty."""
    words = typed.strip().replace(",", ".")
    return float(words) if words else None


def pressure_of(typed: str) -> tuple[int | None, int | None]:
    """`128/82`, `128 82`, `128-82`. Raises `ValueError` where it is not two whole numbers."""
    words = typed.replace("/", " ").replace("-", " ").replace("\\", " ").split()
    if not words:
        return None, None
    systolic, diastolic = words  # one or three numbers are a ValueError as well
    return int(systolic), int(diastolic)


def read(typed: dict[str, str]) -> ReadVitals:
    """Read the fields by name; `pressure` holds both figures of the blood pressure."""
    found: dict[str, float | int | None] = {}
    unreadable: list[str] = []
    for name, words in typed.items():
        try:
            if name == "pressure":
                found["systolic_mmhg"], found["diastolic_mmhg"] = pressure_of(words)
            else:
                value = number_of(words)
                whole = name in ("pulse_per_min", "saturation_percent", "respiratory_per_min")
                found[name] = round(value) if whole and value is not None else value
        except ValueError:
            unreadable.append(name)
    doubtful = [name for name, value in found.items() if value is not None and not _plausible(name, value)]
    shown = {"pressure" if name in ("systolic_mmhg", "diastolic_mmhg") else name for name in doubtful}
    return ReadVitals(Vitals(**found), tuple(unreadable), tuple(sorted(shown)))  # type: ignore[arg-type]  # by field name


def _plausible(name: str, value: float) -> bool:
    low, high = _PLAUSIBLE[name]
    return low <= value <= high


def written(vitals: Vitals) -> dict[str, str]:
    """The texts of the fields for stored values."""
    texts = {
        name: _plain(getattr(vitals, name)) for name in _PLAUSIBLE if name not in ("systolic_mmhg", "diastolic_mmhg")
    }
    both = vitals.systolic_mmhg is not None and vitals.diastolic_mmhg is not None
    texts["pressure"] = f"{vitals.systolic_mmhg}/{vitals.diastolic_mmhg}" if both else ""
    return texts


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}".replace(".", ",")
