"""The order of Tab where widgets come and go: Qt puts what was made last at the end, wherever it stands on the screen.

Qt's own walk along the chain (`nextInFocusChain`) is not used: PySide makes what it returns a child of the widget that
was asked, and a neighbour is dead for Python once that widget is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops_in(holder: QWidget) -> list[QWidget]:
    """What Tab stops at inside a widget, in the order of their making."""
    return [one for one in holder.findChildren(QWidget) if one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value]


def put_behind(anchor: QWidget | None, stops: Iterable[QWidget]) -> None:
    """Let Tab go from the anchor through these, one after the other; without an anchor from the first of them on."""
    before = anchor
    for stop in stops:
        if before is not None:
            QWidget.setTabOrder(before, stop)
        before = stop
