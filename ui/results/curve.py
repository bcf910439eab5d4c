"""A curve that came inside a result (HL7 v2 NA): its shape in one line; the samples themselves are in the message."""

from __future__ import annotations

from PySide6.QtCore import QSize

from ui.card.sparkline import Sparkline
from ui.theme import Theme

_DRAWN = 400  # points across: more are narrower than the line


class Curve(Sparkline):
    """Samples oldest first; of many every so many is drawn."""

    def __init__(self, theme: Theme, samples: tuple[float, ...]) -> None:
        super().__init__(theme, samples[:: max(1, len(samples) // _DRAWN)], abnormal=False)
        self._across = theme.px(260)
        self._down = theme.px(44)
        self.setAccessibleName(f"{min(samples):g} … {max(samples):g}")

    def sizeHint(self) -> QSize:
        return QSize(self._across, self._down)
