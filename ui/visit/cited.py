"""The results that a note cites, as a row of chips below it: in red what is not in the patient's card any more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from app import citations
from app.domain.visit import Citation
from ui.context import Context
from ui.visit.flow import FlowLayout
from ui.widgets.buttons import Button
from ui.widgets.labels import label

_SHOWN = 40  # letters of a line


class CitedRow(QWidget):
    """`removed(citation)` when a person takes one out."""

    removed = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._patient_id: int | None = None
        self._cited: tuple[Citation, ...] = ()
        self._missing: frozenset[Citation] = frozenset()
        self._flow = FlowLayout(context.theme, self, spacing=6)
        self._title = label("", "secondary")
        self._flow.addWidget(self._title)
        self.buttons: list[Button] = []
        self.retranslate()
        self.hide()

    def show_cited(self, patient_id: int, cited: tuple[Citation, ...]) -> None:
        self._patient_id, self._cited = patient_id, cited
        self._missing &= frozenset(cited)
        self._make()
        self.check()

    def check(self) -> None:
        """Ask the record which of them are in the card; something was moved."""
        if self._cited and self._patient_id is not None:
            self._context.tasks.read(self, citations.not_in_card, self._patient_id, self._cited, done=self._take)

    def _take(self, missing: tuple[Citation, ...]) -> None:
        if frozenset(missing) != self._missing:
            self._missing = frozenset(missing)
            self._make()

    def _make(self) -> None:
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons.clear()
        for one in self._cited:
            is_missing = one in self._missing
            button = Button(self._context.theme, icon="x", kind="danger" if is_missing else "ghost")
            button.clicked.connect(lambda _=False, citation=one: self.removed.emit(citation))
            self._say(button, one)
            self.buttons.append(button)
            self._flow.addWidget(button)
            button.show()
        self.setVisible(bool(self._cited))

    def _say(self, button: Button, one: Citation) -> None:
        text = one.text if len(one.text) <= _SHOWN else one.text[: _SHOWN - 1] + "…"
        gone = self.tr("not in this card any more: {what}").format(what=text)
        button.setText(gone if one in self._missing else text)
        button.setToolTip(self.tr("Take the reference out of the note"))
        button.setAccessibleName(f"{button.toolTip()}: {button.text()}")

    def retranslate(self) -> None:
        self._title.setText(self.tr("Cited:"))
        for button, one in zip(self.buttons, self._cited, strict=True):
            self._say(button, one)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
