"""The signatures of one document: a card for each, verified now from the stored bytes, and what is kept for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app import signed_documents
from app.domain.signature import EvidenceKind, SignatureReport
from app.domain.signed import SignatureRow
from app.evidence_store import StoredEvidence
from ui import formats
from ui.context import Context
from ui.documents.report_card import ReportCard
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
        self._rows: tuple[SignatureRow, ...] = ()
        self._reports: dict[int, SignatureReport] = {}
        self._evidence: dict[int, tuple[StoredEvidence, ...]] = {}
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
            self._document_id, self._rows, self._reports, self._evidence = document_id, (), {}, {}
            self.show_again()
        self._context.tasks.read(self, signed_documents.signatures, document_id, done=self._take_rows)

    def show_again(self) -> None:
        """All cards anew: another report, another language."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.cards = []
        title = self.tr("Electronic signatures") if len(self._rows) > 1 else self.tr("Electronic signature")
        self._column.addWidget(label(title, "section"))
        if not self._rows:
            self._column.addWidget(label(self.tr("being verified…"), "secondary"))
        for row in self._rows:
            report = self._reports.get(row.signature_id)
            if report is None:
                self._column.addWidget(label(row.signer_name, "section", wrap=True))
                self._column.addWidget(label(self.tr("being verified…"), "secondary"))
                continue
            card = ReportCard(self._context.theme, report, row)
            self.cards.append(card)
            self._column.addWidget(card)
            kept = self._evidence.get(row.signature_id, ())
            if kept:
                self._column.addWidget(label(self._kept(kept), "small", wrap=True))
        self._column.addStretch(1)

    def _take_rows(self, rows: tuple[SignatureRow, ...]) -> None:
        self._rows = rows
        self.show_again()
        for row in rows:
            number = row.signature_id
            self._context.tasks.read(
                self, signed_documents.verify_signature, number, done=partial(self._take_report, number)
            )
            self._context.tasks.read(self, signed_documents.evidence, number, done=partial(self._take_evidence, number))

    def _take_report(self, signature_id: int, report: SignatureReport) -> None:
        self._reports[signature_id] = report
        self.show_again()

    def _take_evidence(self, signature_id: int, found: tuple[StoredEvidence, ...]) -> None:
        self._evidence[signature_id] = found
        self.show_again()

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
