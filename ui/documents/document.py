"""One signed document: its pages as they were signed, and beside them what verifying the signature found just now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QWidget

from app import citations, signed_documents, visits
from app.domain.document import CitedResult, DocumentRow
from app.domain.events import DocumentChanged
from app.domain.signature import Result, SignatureReport
from app.domain.visit import Visit
from app.signed_documents import Container
from ui import formats
from ui.chip import Chip
from ui.commands import Command
from ui.context import Context
from ui.documents.cited import CitedWarning
from ui.documents.printing import print_pdf
from ui.sign import words
from ui.tasks import Progress
from ui.viewer.panes import DocumentPane
from ui.visit.screen import ReasonSheet
from ui.who import WhoStrip
from ui.widgets.buttons import Button
from ui.widgets.labels import label
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
        self._report: SignatureReport | None = None
        theme = context.theme
        column = vertical(theme, self, spacing=0)
        self.who = WhoStrip(context)
        self._print = Button(theme, icon="printer")
        self._export = Button(theme, icon="export")
        self._print.clicked.connect(self.print_it)
        self._export.clicked.connect(self.choose_folder)
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
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self._panel = QFrame()
        self._panel.setProperty("surface", "side")
        self._column = vertical(theme, self._panel, margins=(16, 16), spacing=6)
        area.setWidget(self._panel)
        sized(theme, area, width=360)
        row.addWidget(area)
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
        self._document_id, self._report = document_id, None
        self.warning.hide()
        self._context.tasks.read(self, signed_documents.documents, done=self._take_rows)
        self._context.tasks.write(self, signed_documents.open_document, document_id, done=self._take_pdf)
        self._verify()

    def _verify(self) -> None:
        self._context.tasks.read(self, signed_documents.verify_document, self._document_id, done=self._take_report)

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

    def _take_report(self, report: SignatureReport) -> None:
        self._report = report
        self._show_report()

    def _happened(self, event: object) -> None:
        if isinstance(event, DocumentChanged) and event.document_id == self._document_id:
            self._verify()
            self._context.tasks.read(self, signed_documents.documents, done=self._take_rows)

    # the report

    def _show_report(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._column.addWidget(label(self.tr("Electronic signature"), "section"))
        report = self._report
        if report is None:
            self._column.addWidget(label(self.tr("being verified…"), "secondary"))
            self._column.addStretch(1)
            return
        self._column.addWidget(Chip(*words.verdict_word(report.verdict)))
        for title, value in self._facts(report):
            self._column.addWidget(label(title, "small"))
            self._column.addWidget(label(value, "", wrap=True))
        self._column.addSpacing(self._context.theme.px(8))
        self._column.addWidget(label(self.tr("What was checked"), "section"))
        order = (Result.FAIL, Result.WARN, Result.NOT_CHECKED, Result.PASS)
        for check in sorted(report.checks, key=lambda one: order.index(words.shown_result(one))):
            self._column.addWidget(label(words.line(check), words.ROLES[words.shown_result(check)], wrap=True))
        self._column.addStretch(1)

    def _facts(self, report: SignatureReport) -> tuple[tuple[str, str], ...]:
        signer = report.signer
        facts = [
            (self.tr("Signer"), signer.subject_name if signer else "—"),
            (self.tr("IIN"), formats.iin(signer.iin) if signer else "—"),
            (self.tr("Signed"), formats.moment(report.signing_time) or "—"),
            (self.tr("Time stamp"), formats.moment(report.time_stamp_time) or self.tr("not yet: added by itself")),
            (self.tr("Level"), str(report.verified_level or report.claimed_level or "—")),
        ]
        if signer is not None:
            term = f"{formats.day(signer.not_before.date())} – {formats.day(signer.not_after.date())}"
            facts += [
                (self.tr("Certificate"), f"{signer.algorithm} · {signer.serial_number}"),
                (self.tr("Term of the certificate"), term),
                (self.tr("Issued by"), signer.issuer_name),
            ]
        return tuple(facts)

    # taking it along

    def choose_folder(self) -> None:
        """By the system's dialog, which does not hold up what arrives meanwhile."""
        dialog = QFileDialog(self, self.tr("Folder for the document and its signature"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda folder: self.export_to(Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export_to(self, folder: Path) -> None:
        """Write the PDF and every container of its signature beside it (.cms, detached CAdES)."""
        if self._document_id is None or not self._pdf:
            return
        self._context.tasks.write(
            self, signed_documents.hand_out, self._document_id, done=lambda found: self._write(folder, found)
        )

    def _write(self, folder: Path, containers: tuple[Container, ...]) -> None:
        name, pdf = f"document-{self._row.uid if self._row else self._document_id}", self._pdf

        def write(_: Progress) -> None:
            (folder / f"{name}.pdf").write_bytes(pdf)
            for number, container in enumerate(containers, 1):
                (folder / f"{name}.{number}-{container.level}.cms").write_bytes(container.der)

        done = self.tr("The document and its signature are in {folder}").format(folder=folder)
        self._context.tasks.work(self, write, done=lambda _: self._context.navigation.notice(done))

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
        self._export.setText(self.tr("Save to a folder"))
        self._say()
        self._show_report()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
