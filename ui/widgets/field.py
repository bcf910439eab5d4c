"""A field of a form: its label above, a hint or an error below; the error is heard by screen readers too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Theme, set_property
from ui.widgets.labels import label
from ui.widgets.layouts import vertical


class Field(QWidget):
    """`Field(theme, editor)`; `set_texts` on language change; `set_error("")` takes the error away."""

    def __init__(self, theme: Theme, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._title = label("", "field")
        self._title.setBuddy(editor)
        self._below = label("", "small", wrap=True)
        self._below.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._hint = ""
        self._error = ""
        column = vertical(theme, self, spacing=4)
        column.addWidget(self._title)
        column.addWidget(editor)
        column.addWidget(self._below)
        self._show()

    @property
    def below(self) -> QLabel:
        """The label under the editor."""
        return self._below

    @property
    def error(self) -> str:
        return self._error

    def set_texts(self, title: str, hint: str = "") -> None:
        self._title.setText(title)
        self._hint = hint
        self._show()

    def set_error(self, error: str) -> None:
        """Show what is wrong, in words, in place of the hint."""
        self._error = error
        self._show()

    def _show(self) -> None:
        self._below.setText(self._error or self._hint)
        self._below.setVisible(bool(self._below.text()))
        set_property(self._below, "role", "bad-small" if self._error else "small")
        set_property(self.editor, "state", "bad" if self._error else "")
        self.editor.setAccessibleName(self._title.text())
        self.editor.setAccessibleDescription(self._below.text())
