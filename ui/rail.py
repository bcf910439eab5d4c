"""The rail: the places with their icons, the present one marked, a figure where something waits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QSizePolicy, QToolButton, QWidget

from ui.places import Place
from ui.theme import Theme
from ui.tokens import MEASURES
from ui.widgets.layouts import sized, vertical

_ICON = 22


class Rail(QFrame):
    """`chosen(key)`; `mark(key)` shows where we are; `set_badge(key, count)`."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "rail")
        sized(theme, self, width=MEASURES.rail)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _PlaceButton] = {}
        column = vertical(theme, self, margins=(6, 8), spacing=4)
        for place in places:
            if not place.shortcut:
                continue
            button = _PlaceButton(theme, place)
            button.clicked.connect(lambda _=False, key=place.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[place.key] = button
            column.addWidget(button)
        column.addStretch(1)

    def mark(self, key: str) -> None:
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def set_badge(self, key: str, count: int) -> None:
        if key in self._buttons:
            self._buttons[key].set_badge(count)

    def badge(self, key: str) -> int:
        return self._buttons[key].count

    def button(self, key: str) -> QToolButton:
        return self._buttons[key]


class _PlaceButton(QToolButton):
    """An icon over a word, and a figure at its shoulder."""

    def __init__(self, theme: Theme, place: Place) -> None:
        super().__init__()
        self._theme, self._place = theme, place
        self.count = 0
        self.setProperty("kind", "place")
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        sized(theme, self, height=60)
        self._badge = QLabel(self)
        self._badge.setProperty("badge", "true")
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._badge.hide()
        theme.changed.connect(self._dress)
        self._dress()
        self._retranslate()

    def set_badge(self, count: int) -> None:
        self.count = count
        self._badge.setText(str(count) if count < 100 else "99+")
        self._badge.setVisible(count > 0)
        self._place_badge()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_badge()

    def _retranslate(self) -> None:
        title = self._place.title()
        self.setText(title)
        self.setToolTip(f"{title} · {self._place.shortcut}")
        self.setAccessibleName(f"{title}: {self.count}" if self.count else title)

    def _dress(self) -> None:
        self.setIcon(self._theme.icon(self._place.icon, "secondary", "accent_text"))
        self.setIconSize(QSize(self._theme.px(_ICON), self._theme.px(_ICON)))
        self._place_badge()

    def _place_badge(self) -> None:
        self._badge.adjustSize()
        self._badge.move(self.width() // 2 + self._theme.px(6), self._theme.px(4))
