"""What the pages of the first run share: a title, texts, a check, and the order of their fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.theme import Theme, focus_by_keyboard
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import vertical

_ENTER = (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value)


class Page(QWidget):
    """One step. `go_on_wanted()` is Enter in its last field."""

    go_on_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.column: QVBoxLayout = vertical(theme, self, spacing=16)
        self._title, self._why = label("", "page"), label("", "secondary", wrap=True)
        head = vertical(theme, spacing=4)
        head.addWidget(self._title)
        head.addWidget(self._why)
        self.column.addLayout(head)
        self._order: list[QLineEdit] = []

    def set_head(self, title: str, why: str) -> None:
        self._title.setText(title)
        self._why.setText(why)

    def in_order(self, editors: Sequence[QLineEdit]) -> None:
        """Enter goes from field to field, and from the last one to the next page."""
        self._order = list(editors)
        for editor in self._order:
            editor.installEventFilter(self)

    def enter(self) -> None:
        """The page is shown: put the cursor where typing starts."""
        first = next((one for one in self._order if one.isVisibleTo(self) and not one.text()), None)
        target = first or next((one for one in self._order if one.isVisibleTo(self)), None)
        if target is not None:
            focus_by_keyboard(target)

    def is_right(self) -> bool:
        """Whether the page may be left forwards; shows at each field what is wrong."""
        return True

    def retranslate(self) -> None:
        """All texts of the page."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter before the field does: a field passes it on to the page, which would go a step too far."""
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_press and watched in self._order and cast("QKeyEvent", event).key() in _ENTER:
            self._entered(self._order.index(watched))
            return True
        return super().eventFilter(watched, event)

    def first_wrong(self, fields: Sequence[Field]) -> bool:
        """Whether no field shows an error; the first that does gets the cursor."""
        wrong = next((one for one in fields if one.error and one.isVisibleTo(self)), None)
        if wrong is not None:
            focus_by_keyboard(wrong.editor)
        return wrong is None

    def _entered(self, place: int) -> None:
        following = [one for one in self._order[place + 1 :] if one.isVisibleTo(self) and one.isEnabled()]
        if following:
            focus_by_keyboard(following[0])
        else:
            self.go_on_wanted.emit()
