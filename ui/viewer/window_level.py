"""Stored pixel values to grey levels: the linear VOI function as a table of 65,536 entries (PS3.3 C.11.2.1.2.1).

A table is made once for each window and looked up for each pixel; that is what keeps dragging fluent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Stored = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Window:
    """Window centre and width in output units of the modality rescale (Hounsfield units for CT); width ≥ 1."""

    center: float
    width: float
    inverted: bool = False

    def dragged(self, right: float, down: float, range_width: float) -> Window:
        """The window after a mouse drag in pixels: right widens it, down raises the centre (darker)."""
        step = max(range_width, 1.0) / 512
        return replace(self, center=self.center + down * step, width=max(1.0, self.width + right * step))


@dataclass(frozen=True, slots=True)
class Greyscale:
    """A single-sample image, ready for the table: stored values as table indexes, with the modality rescale."""

    index: Stored
    signed: bool
    slope: float
    intercept: float
    lowest: float  # of this image, rescaled
    highest: float
    darkens: bool  # MONOCHROME1: the lowest value is white (PS3.3 C.7.6.3.1.2)

    @classmethod
    def of(cls, pixels: NDArray[np.generic], slope: float, intercept: float, *, darkens: bool = False) -> Greyscale:
        """Take a two-dimensional array of any integer or real type.

        Sixteen-bit and smaller integers are used as they are; anything wider is scaled into 16 bits, and the
        rescale absorbs the scaling, so that windows stay in output units.
        """
        array = np.ascontiguousarray(pixels)
        if array.dtype.kind not in "iu" or array.dtype.itemsize > 2:
            array, slope, intercept = _into_sixteen_bits(array, slope, intercept)
        signed = array.dtype.kind == "i"
        wide = array.astype(np.int16 if signed else np.uint16, copy=False)
        ends = sorted((float(wide.min()) * slope + intercept, float(wide.max()) * slope + intercept))
        return cls(np.ascontiguousarray(wide).view(np.uint16), signed, slope, intercept, ends[0], ends[1], darkens)

    @property
    def full_range(self) -> Window:
        """The window that shows every value of this image."""
        return Window((self.lowest + self.highest) / 2 + 0.5, max(1.0, self.highest - self.lowest + 1))

    def table(self, window: Window) -> Grey:
        """Grey level 0..255 for each possible stored value."""
        stored = np.arange(65536, dtype=np.float32)
        if self.signed:
            stored[32768:] -= 65536
        value = stored * np.float32(self.slope) + np.float32(self.intercept)
        if window.width <= 1:
            grey = np.where(value > window.center - 0.5, np.float32(255), np.float32(0))
        else:
            grey = ((value - (window.center - 0.5)) / (window.width - 1) + 0.5) * 255
        levels: Grey = np.clip(grey, 0, 255).astype(np.uint8)
        return 255 - levels if window.inverted != self.darkens else levels

    def sampled(self, pixels: int) -> Stored:
        """Every k-th row and column, so that not more than `pixels` remain: what is shown during a drag."""
        step = max(1, int(np.ceil((self.index.size / pixels) ** 0.5)))
        return self.index if step == 1 else np.ascontiguousarray(self.index[::step, ::step])


def _into_sixteen_bits(
    array: NDArray[np.generic], slope: float, intercept: float
) -> tuple[NDArray[np.uint16], float, float]:
    real = array.astype(np.float64)
    low, high = float(real.min()), float(real.max())
    unit = (high - low) / 65535 if high > low else 1.0
    return ((real - low) / unit).round().astype(np.uint16), slope * unit, slope * low + intercept
