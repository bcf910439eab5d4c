"""Loads the program's typeface from its wheel: Source Sans Pro, four upright faces (OFL-1.1).

The upright faces hold every Kazakh letter; the italics hold none, so none is loaded. The files are
found without importing the package, which keeps the start short.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from ui.tokens import FONT_FAMILY, MEASURES

_FACES = ("Regular", "Semibold", "Bold")


def face_files() -> tuple[Path, ...]:
    """The font files, also for a document that must look like the screen."""
    folder = package_folder("font_source_sans_pro") / "files"
    return tuple(folder / f"SourceSansPro-{face}.ttf" for face in _FACES)


def package_folder(package: str) -> Path:
    """Where an installed package lies, found without importing it. Raises `FileNotFoundError`."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(package)
    return Path(spec.origin).parent


def load() -> None:
    """Make the typeface known to Qt; harmless when it is known already."""
    if FONT_FAMILY in QFontDatabase.families():
        return
    for file in face_files():
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FileNotFoundError(file)


def text_font(scale: float = 1.0, *, size: float = MEASURES.text, weight: int = 400) -> QFont:
    """The typeface at a size in pixels and a scale."""
    font = QFont(FONT_FAMILY)
    font.setPixelSize(max(1, round(size * scale)))
    font.setWeight(QFont.Weight(weight))
    return font


def tabular(font: QFont) -> QFont:
    """The same font with figures of one width, for columns of numbers and clocks."""
    same = QFont(font)
    same.setFeature(QFont.Tag("tnum"), 1)
    return same
