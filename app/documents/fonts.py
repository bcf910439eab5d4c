"""The font of documents: Source Sans Pro from its package (OFL), upright faces only, embedded in every file.

PDF/A forbids a letter that the font cannot draw, so what it lacks is spelled out: «‹U+1F600›» instead of a
blank. The record that is embedded in the document keeps the letter itself.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

FAMILY = "Source Sans Pro"
_FACES = ("Regular", "Semibold", "Bold")  # those that the templates use
_LONGEST_WORD = 36  # letters; what is longer is given places where a line may break
_ZERO_WIDTH_SPACE = "\u200b"


@cache
def faces() -> typst.Fonts:
    """The faces for the typesetter: neither the system's fonts nor its own."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_folder())])


def drawable(text: str) -> str:
    """The text with every letter that can be drawn left as it is; tabs become spaces, line ends stay."""
    known = _covered()
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    spelled = "".join(
        letter if letter == "\n" or ord(letter) in known else f"‹U+{ord(letter):04X}›" for letter in plain
    )
    return re.sub(rf"[^\s{_ZERO_WIDTH_SPACE}]{{{_LONGEST_WORD + 1},}}", _breakable, spelled)


def _breakable(word: re.Match[str]) -> str:
    letters = word[0]
    pieces = (letters[start : start + _LONGEST_WORD] for start in range(0, len(letters), _LONGEST_WORD))
    return _ZERO_WIDTH_SPACE.join(pieces)


def _folder() -> Path:
    spec = find_spec("font_source_sans_pro")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "files"


@cache
def _covered() -> frozenset[int]:
    """The letters that every face can draw, from the fonts' own tables (OpenType `cmap`, format 4 and 12)."""
    files = (_folder() / f"SourceSansPro-{face}.ttf" for face in _FACES)
    return frozenset.intersection(*(frozenset(_letters(file.read_bytes())) for file in files))


def _letters(font: bytes) -> set[int]:
    tables = {}
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        tables[tag] = offset
    start = tables[b"cmap"]
    letters: set[int] = set()
    for number in range(struct.unpack_from(">H", font, start + 2)[0]):
        platform, _, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * number)
        at = start + offset
        kind = struct.unpack_from(">H", font, at)[0]
        if platform in {0, 3} and kind == 4:
            letters |= _segments(font, at)
        elif platform in {0, 3} and kind == 12:
            for group in range(struct.unpack_from(">L", font, at + 12)[0]):
                first, last, _ = struct.unpack_from(">LLL", font, at + 16 + 12 * group)
                letters.update(range(first, last + 1))
    return letters


def _segments(font: bytes, at: int) -> set[int]:
    """`cmap` format 4: segments of the Basic Multilingual Plane."""
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", font, at + 16 + 4 * count)
    ranges_at = at + 16 + 6 * count
    ranges = struct.unpack_from(f">{count}H", font, ranges_at)
    found = set()
    for segment, (first, last, delta, within) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for letter in range(first, min(last, 0xFFFE) + 1):
            if within == 0:
                glyph = (letter + delta) & 0xFFFF
            else:
                place = ranges_at + 2 * segment + within + 2 * (letter - first)
                glyph = struct.unpack_from(">H", font, place)[0]
            if glyph:
                found.add(letter)
    return found
