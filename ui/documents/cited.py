"""The warning of a signed document whose cited result left the patient's card, and the way to its correction."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.document import CitedResult, DocumentRow, DocumentState
from ui import formats
from ui.card.words import citing_warning
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, vertical


class CitedWarning(QFrame):
    """`correction_wanted()`; hidden while everything that is cited stands where it stood at the signature."""

    correction_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bad")
        self._row: DocumentRow | None = None
        self._gone: tuple[CitedResult, ...] = ()
        row = horizontal(context.theme, self, margins=(16, 10), spacing=12)
        column = vertical(context.theme, spacing=2)
        self._title = label("", "strong", wrap=True)
        self._names = label("", "", wrap=True)
        self._next = label("", "secondary", wrap=True)
        for widget in (self._title, self._names, self._next):
            column.addWidget(widget)
        row.addLayout(column, 1)
        self.correct = Button(context.theme, icon="pencil-simple", kind="primary")
        self.correct.clicked.connect(self.correction_wanted)
        row.addWidget(self.correct)
        self.hide()
        self.retranslate()

    def show_cited(self, row: DocumentRow, cited: tuple[CitedResult, ...]) -> None:
        self._row, self._gone = row, tuple(one for one in cited if one.gone_at is not None)
        self.retranslate()
        self.setVisible(bool(self._gone) and row.state is not DocumentState.WITHDRAWN)

    @property
    def reason(self) -> str:
        """What the reason of the correction may say, to be changed by a person."""
        return self._names.text().replace("\n", "; ")

    def _name(self, one: CitedResult) -> str:
        title = one.title or self.tr("result")
        return f"{title}: {citing_warning(one.gone_how)} ({formats.moment(one.gone_at)})"

    def retranslate(self) -> None:
        self._title.setText("⚠ " + self.tr("What this document cites is not in the patient's card any more"))
        self._names.setText("\n".join(self._name(one) for one in self._gone))
        is_newest = self._row is None or self._row.is_newest
        self._next.setText(
            self.tr("The document stays as it was signed. A correction is a new version that names it.")
            if is_newest
            else self.tr("A later version of this document corrects it.")
        )
        self.correct.setText(self.tr("Write a correction"))
        self.correct.setVisible(is_newest and self._row is not None and self._row.visit_id is not None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
