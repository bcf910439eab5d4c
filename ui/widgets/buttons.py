"""Buttons with icons that follow the theme, and the segmented switch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.theme import Theme, set_property
from ui.tokens import MEASURES

_COLOURS = {"primary": "on_accent", "danger": "on_bad", "ghost": "accent_text"}


class Button(QPushButton):
    """`Button(theme, text, icon="plus", kind="primary")`; Enter presses it as Space does."""

    def __init__(
        self, theme: Theme, text: str = "", *, icon: str = "", kind: str = "plain", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._icon, self._kind = theme, icon, kind
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def set_kind(self, kind: str) -> None:
        self._kind = kind
        set_property(self, "kind", kind)
        self._dress()

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and self._icon:
            self._dress()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._dress()

    def _dress(self) -> None:
        if not self._icon:
            return
        colour = _COLOURS.get(self._kind, "text") if self.isEnabled() else "tertiary"
        self.setIcon(self._theme.icon(self._icon, colour))
        side = self._theme.px(MEASURES.icon)
        gap = self._theme.px(4) if self.text() else 0
        self.setIconSize(QSize(side + gap, side))


class Segmented(QWidget):
    """A switch of two to five words, one of them on: `chosen(key)`. Arrow keys move, as in a group of radio buttons."""

    chosen = Signal(str)

    def __init__(self, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for at, key in enumerate(keys):
            button = QPushButton(key)
            button.setCheckable(True)
            button.setAutoDefault(False)
            place = "only" if len(keys) == 1 else "first" if not at else "last" if at == len(keys) - 1 else "middle"
            button.setProperty("segment", place)
            button.clicked.connect(lambda _=False, one=key: self.chosen.emit(one))
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)
        self._group.setExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    def set_titles(self, titles: dict[str, str]) -> None:
        for key, title in titles.items():
            self._buttons[key].setText(title)
            self._buttons[key].setAccessibleName(title)

    def choose(self, key: str) -> None:
        """Show `key` as chosen without telling."""
        self._buttons[key].setChecked(True)

    @property
    def current(self) -> str:
        """The key that is on; "" when none is."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]
