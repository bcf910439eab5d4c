"""Layouts and sizes given in pixels at 100 %, that follow the scale while the program runs."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme import Theme

Margins = int | tuple[int, int] | tuple[int, int, int, int]


def vertical(theme: Theme, parent: QWidget | None = None, *, margins: Margins = 0, spacing: int = 8) -> QVBoxLayout:
    """A column. Margins: all round, (sides, top and bottom), or (left, top, right, bottom)."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    _Spacing(theme, layout, margins, spacing)
    return layout


def horizontal(theme: Theme, parent: QWidget | None = None, *, margins: Margins = 0, spacing: int = 8) -> QHBoxLayout:
    """A row."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    _Spacing(theme, layout, margins, spacing)
    return layout


def grid(theme: Theme, parent: QWidget | None = None, *, margins: Margins = 0, spacing: int = 8) -> QGridLayout:
    """Rows and columns."""
    layout = QGridLayout(parent) if parent is not None else QGridLayout()
    _Spacing(theme, layout, margins, spacing)
    return layout


def sized(
    theme: Theme,
    widget: QWidget,
    *,
    width: float = 0,
    height: float = 0,
    min_width: float = 0,
    max_width: float = 0,
    min_height: float = 0,
    max_height: float = 0,
) -> None:
    """Fix or bound a widget's size; 0 leaves a side free."""
    bounds = (width or min_width, width or max_width, height or min_height, height or max_height)
    _Size(theme, widget, bounds)


class _Spacing(QObject):
    """Lives with its layout, so its connection ends with it."""

    def __init__(self, theme: Theme, layout: QLayout, margins: Margins, spacing: int) -> None:
        super().__init__(layout)
        if isinstance(margins, int):
            margins = (margins, margins)
        self._margins = (*margins, *margins) if len(margins) == 2 else margins
        self._theme, self._layout, self._spacing = theme, layout, spacing
        theme.changed.connect(self._apply)
        self._apply()

    def _apply(self) -> None:
        self._layout.setContentsMargins(*(self._theme.px(side) for side in self._margins))
        self._layout.setSpacing(self._theme.px(self._spacing))


class _Size(QObject):
    def __init__(self, theme: Theme, widget: QWidget, bounds: tuple[float, float, float, float]) -> None:
        super().__init__(widget)
        self._theme, self._widget, self._bounds = theme, widget, bounds
        theme.changed.connect(self._apply)
        self._apply()

    def _apply(self) -> None:
        least_width, most_width, least_height, most_height = (self._theme.px(bound) for bound in self._bounds)
        if least_width:
            self._widget.setMinimumWidth(least_width)
        if most_width:
            self._widget.setMaximumWidth(most_width)
        if least_height:
            self._widget.setMinimumHeight(least_height)
        if most_height:
            self._widget.setMaximumHeight(most_height)
