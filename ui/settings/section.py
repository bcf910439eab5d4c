"""A card of the settings: a title, rows of name and value, and buttons at its foot.

Subclasses give `retranslate`, which is asked again when the language changes.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.context import Context
from ui.widgets.buttons import Button, Segmented
from ui.widgets.labels import label, line
from ui.widgets.layouts import horizontal, sized, vertical


class Section(QFrame):
    """`add_row(control)` returns the label of its name; texts are set in `retranslate`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setProperty("surface", "card")
        self.column: QVBoxLayout = vertical(context.theme, self, margins=(20, 16, 20, 20), spacing=10)
        self.title = label("", "section")
        self.column.addWidget(self.title)
        self._rows = 0

    def retranslate(self) -> None:
        """Say everything anew in the present language."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def add_row(self, control: QWidget) -> QLabel:
        """A name on the left, a control or a value beside it, a hairline above all but the first."""
        if self._rows:
            self.column.addWidget(line())
        self._rows += 1
        row = horizontal(self.context.theme, spacing=16)
        name = label("", "secondary", wrap=True)
        sized(self.context.theme, name, min_width=220, max_width=220)
        name.setBuddy(control)
        row.addWidget(name)
        is_switch = isinstance(control, Segmented)
        row.addWidget(control, 0 if is_switch else 1)
        if is_switch:
            row.addStretch(1)
        self.column.addLayout(row)
        return name

    def add_value(self) -> tuple[QLabel, QLabel]:
        """A row that only tells: its name and its value, which can be copied."""
        value = label("", "", wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return self.add_row(value), value

    def add_words(self) -> QLabel:
        """A paragraph over the whole width."""
        words = label("", "secondary", wrap=True)
        self.column.addWidget(words)
        return words

    def add_buttons(self, *buttons: Button) -> None:
        row = horizontal(self.context.theme, spacing=8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
