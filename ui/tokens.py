"""The look in numbers: colours, type and measures of three themes (product.md, "Look").

Plain Python, no Qt. Every pair of text and ground that screens may use is listed in `pairs()` and
meets WCAG 2.2 success criterion 1.4.3 (AA, 4.5:1); a test measures them. Lengths are in pixels at a
scale of 100 %; `ui/theme.py` multiplies them by the scale, so that it can change while running.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum


class ThemeName(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours as #rrggbb. `*_soft` are grounds for text of the same tone."""

    background: str
    surface: str
    sunken: str  # fields that lie below the surface: search box, segmented switch, table head
    line: str
    hairline: str
    text: str
    secondary: str
    tertiary: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_text: str  # the accent where it is text on a surface
    accent_soft: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_hover: str
    on_bad: str
    bad_soft: str
    hover: str
    control_line: str  # outline of fields and buttons
    now: str
    visit_1: str
    visit_2: str
    visit_3: str
    visit_4: str
    selection: str
    shadow: str


LIGHT = Colours(
    background="#f3f5f8",
    surface="#ffffff",
    sunken="#f3f5f8",
    line="#dfe4ea",
    hairline="#edf0f4",
    text="#17212b",
    secondary="#4f5e6c",
    tertiary="#5d6b79",
    accent="#0b7a9b",
    accent_hover="#096a87",
    accent_pressed="#075a73",
    on_accent="#ffffff",
    accent_text="#08708f",
    accent_soft="#e3f3f8",
    ok="#147046",
    ok_soft="#e4f4ec",
    warn="#855600",
    warn_soft="#fcf1dc",
    bad="#b22a33",
    bad_hover="#96222a",
    on_bad="#ffffff",
    bad_soft="#fbe9ea",
    hover="#eef2f6",
    control_line="#cfd7df",
    now="#d4483b",
    visit_1="#dff0f6",
    visit_2="#e7f3e4",
    visit_3="#f6ecdc",
    visit_4="#ece8f7",
    selection="#e3f3f8",
    shadow="#17212b",
)

DARK = Colours(
    background="#10161d",
    surface="#171f28",
    sunken="#10161d",
    line="#2b3744",
    hairline="#222d38",
    text="#e4ebf2",
    secondary="#a8b7c6",
    tertiary="#8e9dac",
    accent="#46b4d6",
    accent_hover="#62c1de",
    accent_pressed="#34a3c6",
    on_accent="#06212b",
    accent_text="#5cc0df",
    accent_soft="#12303c",
    ok="#5fcb97",
    ok_soft="#143226",
    warn="#e6b658",
    warn_soft="#352a14",
    bad="#f28c91",
    bad_hover="#f6a4a8",
    on_bad="#2a0c0e",
    bad_soft="#3a1d22",
    hover="#1f2933",
    control_line="#3a4856",
    now="#f0685a",
    visit_1="#173442",
    visit_2="#1d3424",
    visit_3="#382d1a",
    visit_4="#2b2742",
    selection="#12303c",
    shadow="#000000",
)

CONTRAST = Colours(
    background="#000000",
    surface="#000000",
    sunken="#000000",
    line="#ffffff",
    hairline="#8c8c8c",
    text="#ffffff",
    secondary="#ffffff",
    tertiary="#e6e6e6",
    accent="#ffd60a",
    accent_hover="#ffe766",
    accent_pressed="#e6bf00",
    on_accent="#000000",
    accent_text="#ffd60a",
    accent_soft="#2b2600",
    ok="#7dffb0",
    ok_soft="#002b14",
    warn="#ffc74d",
    warn_soft="#2b1e00",
    bad="#ff9aa0",
    bad_hover="#ffc2c5",
    on_bad="#000000",
    bad_soft="#330a0d",
    hover="#262626",
    control_line="#ffffff",
    now="#ff8a7d",
    visit_1="#0a2b38",
    visit_2="#0f2e17",
    visit_3="#332600",
    visit_4="#241f45",
    selection="#2b2600",
    shadow="#000000",
)

COLOURS: dict[ThemeName, Colours] = {ThemeName.LIGHT: LIGHT, ThemeName.DARK: DARK, ThemeName.CONTRAST: CONTRAST}


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in pixels at 100 %, on a 4-px grid; type sizes in pixels."""

    grid: int = 4
    control: int = 32
    field: int = 36
    row: int = 32
    rail: int = 92
    top_bar: int = 52
    status_bar: int = 30
    radius: int = 7
    panel_radius: int = 10
    icon: int = 18
    text: float = 14.5
    small: float = 12.5
    chip: float = 11.5
    panel_title: float = 14.0
    page_title: float = 18.0
    display: float = 24.0


MEASURES = Measures()
FONT_FAMILY = "Source Sans Pro"


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2, glossary)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def pairs() -> Iterator[tuple[str, str]]:
    """(text, ground): every pair of token names that screens may put on each other."""
    grounds = ("background", "surface", "sunken", "hover", "selection")
    for text in ("text", "secondary", "tertiary", "accent_text", "ok", "warn", "bad"):
        for ground in grounds:
            yield text, ground
    for tone in ("ok", "warn", "bad"):
        yield tone, f"{tone}_soft"
        yield "text", f"{tone}_soft"
    yield "accent_text", "accent_soft"
    yield "text", "accent_soft"
    yield "secondary", "accent_soft"
    for ground in ("accent", "accent_hover", "accent_pressed"):
        yield "on_accent", ground
    yield "on_bad", "bad"
    yield "on_bad", "bad_hover"
    for number in range(1, 5):
        yield "text", f"visit_{number}"
        yield "secondary", f"visit_{number}"


def names() -> tuple[str, ...]:
    """All colour tokens."""
    return tuple(field.name for field in fields(Colours))
