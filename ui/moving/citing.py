"""The warning that signed documents cite what is about to be moved; nothing where none does."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.document import CitingDocument
from ui import formats
from ui.context import Context
from ui.widgets.labels import label
from ui.widgets.layouts import vertical

_NAMED = 5


class CitingWarning(QFrame):
    """`show_documents(documents)`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "warn")
        self._documents: tuple[CitingDocument, ...] = ()
        column = vertical(context.theme, self, margins=12, spacing=4)
        self._title = label("", "strong", wrap=True)
        self._names = label("", "", wrap=True)
        self._after = label("", "", wrap=True)
        for widget in (self._title, self._names, self._after):
            column.addWidget(widget)
        self.hide()

    def show_documents(self, documents: tuple[CitingDocument, ...]) -> None:
        self._documents = documents
        self.retranslate()
        self.setVisible(bool(documents))

    @property
    def names(self) -> str:
        return self._names.text()

    def _name(self, one: CitingDocument) -> str:
        version = self.tr("version {number}").format(number=one.version)
        return " · ".join(
            part for part in (one.title, formats.moment(one.created_at), version, one.signer_name) if part
        )

    def retranslate(self) -> None:
        count = len(self._documents)
        self._title.setText("⚠ " + self.tr("%n signed document(s) cite it", "", count))
        more = [self.tr("and %n more", "", count - _NAMED)] if count > _NAMED else []
        self._names.setText("\n".join([*(self._name(one) for one in self._documents[:_NAMED]), *more]))
        self._after.setText(
            self.tr("They stay as they were signed and get a warning; their author can write a correction.")
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
