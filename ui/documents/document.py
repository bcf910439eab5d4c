"""One signed document: its pages as they were signed, and beside them what verifying the signature found just now."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from app import citations, signed_documents, visits
from app.domain.document import CitedResult, DocumentRow
from app.domain.events import DocumentChanged
from app.domain.visit import Visit
from ui import formats
from ui.commands import Command
from ui.context import Context
from ui.documents.cited import CitedWarning
from ui.documents.printing import print_pdf
from ui.documents.signatures import SignaturesPanel
from ui.documents.take_along import TakeAlongSheet
from ui.viewer.panes import DocumentPane
from ui.visit.screen import ReasonSheet
from ui.who import WhoStrip
from ui.widgets.buttons import Button
from ui.widgets.layouts import horizontal, sized, vertical


class DocumentScreen(QWidget):
    """`show_subject(document_id)`; opening a document is journalled."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._document_id: int | None = None
        self._row: DocumentRow | None = None
        self._pdf = b""
        theme = context.theme
        column = vertical(theme, self, spacing=0)
        self.who = WhoStrip(context)
        self._print = Button(theme, icon="printer")
        self._export = Button(theme, icon="export")
        self._print.clicked.connect(self.print_it)
        self._export.clicked.connect(self.take_along)
        self.who.add(self._print)
        self.who.add(self._export)
        column.addWidget(self.who)
        self.warning = CitedWarning(context)
        self.warning.correction_wanted.connect(self.correct)
        column.addWidget(self.warning)
        row = horizontal(theme, spacing=0)
        self.pane = DocumentPane(context)
        holder = QWidget()
        inside = vertical(theme, holder, margins=(16, 12), spacing=0)
        inside.addWidget(self.pane)
        row.addWidget(holder, 1)
        self.signatures = SignaturesPanel(context)
        sized(theme, self.signatures, width=380)
        row.addWidget(self.signatures)
        column.addLayout(row, 1)
        context.bridge.happened.connect(self._happened)
        context.commands.add(
            Command("document.print", lambda: self.tr("Print the document"), self.print_it, "Ctrl+P", "printer",
                    self.isVisible), self,
        )  # fmt: skip
        self.retranslate()

    def show_subject(self, document_id: object) -> None:
        if not isinstance(document_id, int):
            return
        self._document_id = document_id
        self.warning.hide()
        self._context.tasks.read(self, signed_documents.documents, done=self._take_rows)
        self._context.tasks.write(self, signed_documents.open_document, document_id, done=self._take_pdf)
        self._verify()

    def _verify(self) -> None:
        if self._document_id is not None:
            self.signatures.show_document(self._document_id)

    def _take_rows(self, rows: tuple[DocumentRow, ...]) -> None:
        self._row = next((one for one in rows if one.document_id == self._document_id), None)
        if self._row is not None:
            self.who.show_patient(self._row.patient_id)
            self._ask_cited()
        self._say()

    def _ask_cited(self) -> None:
        self._context.tasks.read(self, citations.of_document, self._document_id, done=self._take_cited)

    def _take_cited(self, cited: tuple[CitedResult, ...]) -> None:
        if self._row is not None:
            self.warning.show_cited(self._row, cited)

    def correct(self) -> None:
        """The reason is asked for; then the visit is open in the card, and its next document a new version."""
        if self._row is not None and self._row.visit_id is not None:
            self._context.tasks.read(self, visits.get_visit, self._row.visit_id, done=self._ask_reason)

    def _ask_reason(self, visit: Visit) -> None:
        sheet = ReasonSheet(self._context, visit, self.window(), correcting=True)
        sheet.reason.setText(self.warning.reason)
        sheet.reason_given.connect(lambda reason: self._correct(visit.visit_id, reason))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _correct(self, visit_id: int, reason: str) -> None:
        self._context.tasks.write(
            self, visits.correct_visit, visit_id, reason,
            done=lambda visit: self._context.navigation.open_patient(visit.patient_id),
        )  # fmt: skip

    def _take_pdf(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.pane.show_pdf(pdf)

    def _happened(self, event: object) -> None:
        if isinstance(event, DocumentChanged) and event.document_id == self._document_id:
            self._verify()
            self._context.tasks.read(self, signed_documents.documents, done=self._take_rows)

    # taking it along

    def take_along(self) -> None:
        """Ask in which form, then where to."""
        if self._row is None or not self._pdf:
            return
        sheet = TakeAlongSheet(self._context, self._row, self.window())
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def print_it(self) -> None:
        if self._pdf:
            print_pdf(self._context, self, self._pdf)

    # words

    def _say(self) -> None:
        if self._row is not None:
            one = self._row
            version = self.tr("version {number}").format(number=one.version)
            self.who.show_what(" · ".join((one.title, formats.moment(one.created_at), version)))

    def retranslate(self) -> None:
        self._print.setText(self.tr("Print"))
        self._print.setToolTip("Ctrl+P")
        self._export.setText(self.tr("Take along…"))
        self._say()
        self.signatures.show_again()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
