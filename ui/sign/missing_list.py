"""What keeps a document from being signed: each thing a line that leads to where it is mended."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.to_sign import Missing
from ui.context import Context
from ui.sign import words
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.layouts import vertical


class MissingList(QFrame):
    """`wanted(Missing)` when a line is chosen; hidden while nothing is missing."""

    wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("surface", "warn")
        self._items: tuple[Missing, ...] = ()
        self.buttons: list[Button] = []
        self._said: list[QLabel] = []  # a whole sentence, where a field's name says too little
        column = vertical(context.theme, self, margins=(12, 8), spacing=4)
        self._title = label("", "strong", wrap=True)
        column.addWidget(self._title)
        self._lines = vertical(context.theme, spacing=2)
        column.addLayout(self._lines)
        self.hide()

    def show_items(self, items: Sequence[Missing]) -> None:
        self._items = tuple(items)
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.buttons, self._said = [], []
        for one in self._items:
            said = label("", "", wrap=True)
            button = Button(self._context.theme, icon="arrow-right", kind="ghost")
            button.clicked.connect(lambda _=False, chosen=one: self.wanted.emit(chosen))
            self._lines.addWidget(said)
            said.setVisible(one.code != "note-incomplete")
            self._lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._said.append(said)
            self.buttons.append(button)
        self.retranslate()
        self.setVisible(bool(self._items))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Missing before it can be signed:"))
        for one, button, said in zip(self._items, self.buttons, self._said, strict=True):
            is_field = one.code == "note-incomplete"
            said.setText("" if is_field else words.missing_word(one))
            button.setText(words.missing_word(one) if is_field else self.tr("Go there"))
            button.setAccessibleName(words.missing_word(one))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
