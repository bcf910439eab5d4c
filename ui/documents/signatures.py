"""The signatures of one document: a card for each, verified now from the stored bytes, and what is kept for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app import completion_outlook, evidence_check, signed_documents
from app.domain.errors import WorldError
from app.domain.signature import EvidenceKind, SignatureReport
from app.domain.signed import SignatureRow
from app.evidence_store import StoredEvidence
from ui import formats
from ui.context import Context
from ui.documents.report_card import ReportCard, looked_button
from ui.documents.review_sheet import ReviewSheet
from ui.messages import explain
from ui.widgets.labels import label
from ui.widgets.layouts import vertical

_SHOWN = (
    EvidenceKind.CONTAINER, EvidenceKind.TST, EvidenceKind.OCSP, EvidenceKind.CRL, EvidenceKind.CERT, EvidenceKind.ATS,
)  # fmt: skip


class SignaturesPanel(QScrollArea):
    """`show_document(id)`; again after each change."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._document_id: int | None = None
        self.rows: tuple[SignatureRow, ...] = ()
        self._reports: dict[int, SignatureReport] = {}
        self._evidence: dict[int, tuple[StoredEvidence, ...]] = {}
        self._problems: dict[int, WorldError] = {}
        self.cards: list[ReportCard] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._panel = QFrame()
        self._panel.setProperty("surface", "side")
        self._column = vertical(context.theme, self._panel, margins=(16, 16), spacing=10)
        self.setWidget(self._panel)

    def show_document(self, document_id: int) -> None:
        if document_id != self._document_id:
            self._document_id, self.rows, self._reports, self._evidence = document_id, (), {}, {}
            self._problems = {}
            self.show_again()
        self._context.tasks.read(self, signed_documents.signatures, document_id, done=self._take_rows)

    def show_again(self) -> None:
        """All cards anew: another report, another language."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.cards = []
        title = self.tr("Electronic signatures") if len(self.rows) > 1 else self.tr("Electronic signature")
        self._column.addWidget(label(title, "section"))
        if not self.rows:
            self._column.addWidget(label(self.tr("being verified…"), "secondary"))
        for row in self.rows:
            report = self._reports.get(row.signature_id)
            if report is None:
                self._column.addWidget(self._without_report(row))
                continue
            card = ReportCard(self._context.theme, report, row)
            card.review_wanted.connect(partial(self.look, row))
            card.try_wanted.connect(partial(self._try_now, row))
            self.cards.append(card)
            self._column.addWidget(card)
            kept = self._evidence.get(row.signature_id, ())
            if kept:
                self._column.addWidget(label(self._kept(kept), "small", wrap=True))
        self._column.addStretch(1)

    def show_rows(self, rows: tuple[SignatureRow, ...]) -> None:
        self.rows = rows
        self.show_again()

    def _take_rows(self, rows: tuple[SignatureRow, ...]) -> None:
        self.show_rows(rows)
        for row in rows:
            number = row.signature_id
            self._context.tasks.read(
                self,
                signed_documents.verify_signature,
                number,
                done=partial(self._take_report, number),
                failed=partial(self._cannot, number),
            )
            self._context.tasks.read(self, signed_documents.evidence, number, done=partial(self._take_evidence, number))

    def _take_report(self, signature_id: int, report: SignatureReport) -> None:
        self._reports[signature_id] = report
        self.show_again()

    def _cannot(self, signature_id: int, error: WorldError) -> None:
        """Its bytes do not read back: said here, beside what a person can do."""
        self._problems[signature_id] = error
        self.show_again()

    def _take_evidence(self, signature_id: int, found: tuple[StoredEvidence, ...]) -> None:
        self._evidence[signature_id] = found
        self.show_again()

    def _without_report(self, row: SignatureRow) -> QWidget:
        holder = QWidget()
        column = vertical(self._context.theme, holder, spacing=4)
        column.addWidget(label(row.signer_name, "strong", wrap=True))
        problem = self._problems.get(row.signature_id)
        if problem is None:
            column.addWidget(label(self.tr("being verified…"), "secondary"))
            return holder
        column.addWidget(label(explain(problem).sentence, "bad", wrap=True))
        if row.review:
            column.addWidget(looked_button(self._context.theme, partial(self.look, row)))
        return holder

    def look(self, row: SignatureRow) -> None:
        """A person puts the mark to rest, with words."""
        sheet = ReviewSheet(self._context, row.review, row.signer_name, self.window())
        sheet.reviewed.connect(
            lambda words: self._context.tasks.write(self, evidence_check.close_review, row.signature_id, words)
        )
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _try_now(self, row: SignatureRow) -> None:
        self._context.tasks.write(self, completion_outlook.try_now, row.signature_id)

    def _kept(self, kept: tuple[StoredEvidence, ...]) -> str:
        counts: dict[EvidenceKind, int] = {}
        for one in kept:
            if one.kind in _SHOWN:
                counts[one.kind] = counts.get(one.kind, 0) + 1
        listed = ", ".join(f"{self._kind(kind)} {counts[kind]}" for kind in _SHOWN if kind in counts)
        newest = formats.moment(max(one.stored_at for one in kept))
        return self.tr("Kept unaltered: {listed}; newest {moment}").format(listed=listed, moment=newest)

    def _kind(self, kind: EvidenceKind) -> str:
        return {
            EvidenceKind.CONTAINER: self.tr("signature files"),
            EvidenceKind.TST: self.tr("time stamps"),
            EvidenceKind.OCSP: self.tr("OCSP answers"),
            EvidenceKind.CRL: self.tr("revocation lists"),
            EvidenceKind.CERT: self.tr("certificates"),
            EvidenceKind.ATS: self.tr("archive time stamps"),
        }.get(kind, str(kind))
