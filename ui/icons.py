"""Line icons drawn from the Phosphor font of the `qtawesome` wheel (MIT), in the theme's colours.

Only the font file and its table of names are used: importing qtawesome itself takes a quarter of the
start's budget. An icon is drawn when it is asked for, at the size that is asked for, so scale and
theme may change while running.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from ui.fonts import package_folder

_SCALE_OF_GLYPH = 1.0  # Phosphor's glyphs fill their em square with a margin of their own


@cache
def _table() -> dict[str, str]:
    """Names of icons to their letters in the font."""
    charmap = next(_fonts().glob("phosphor-charmap-*.json"))
    found: dict[str, str] = json.loads(charmap.read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in found.items()}


@cache
def _family() -> str:
    """The name under which Qt knows the icon font."""
    file = next(_fonts().glob("phosphor-[0-9]*.ttf"))
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))[0]


def _fonts() -> Path:
    return package_folder("qtawesome") / "fonts"


def known(name: str) -> bool:
    return name in _table()


class _Glyph(QIconEngine):
    """Paints one letter of the icon font in one colour, a lighter one when disabled."""

    def __init__(self, name: str, colour: str, on_colour: str | None) -> None:
        super().__init__()
        self._name, self._colour, self._on_colour = name, colour, on_colour or colour

    def clone(self) -> QIconEngine:
        return _Glyph(self._name, self._colour, self._on_colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = QColor(self._on_colour if state == QIcon.State.On else self._colour)
        if mode == QIcon.Mode.Disabled:
            colour.setAlphaF(0.45)
        square = QRectF(rect)
        square.setWidth(min(square.width(), square.height()))  # what is wider leaves room before the text of a button
        draw(painter, self._name, square, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        with QPainter(drawn) as painter:
            self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        return drawn

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        drawn = self.pixmap(size, mode, state)
        drawn.setDevicePixelRatio(scale)
        return drawn


def draw(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Paint the icon into the rectangle: for item delegates and own widgets. Raises `KeyError`."""
    side = min(rect.width(), rect.height()) * _SCALE_OF_GLYPH
    font = QFont(_family())
    font.setPixelSize(max(1, round(side)))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _table()[name])
    painter.restore()


def icon(name: str, colour: str, on_colour: str | None = None) -> QIcon:
    """An icon of the Phosphor set in a colour (#rrggbb), another one while checked. Raises `KeyError`."""
    if name not in _table():
        raise KeyError(name)
    return QIcon(_Glyph(name, colour, on_colour))


def pixmap(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a square picture of `side` logical pixels."""
    drawn = QPixmap(round(side * ratio), round(side * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    with QPainter(drawn) as painter:
        draw(painter, name, QRectF(0, 0, side * ratio, side * ratio), QColor(colour))
    drawn.setDevicePixelRatio(ratio)
    return drawn
