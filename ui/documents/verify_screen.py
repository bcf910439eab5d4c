"""Checking a signed file from outside: dropped or chosen, judged by the practice's rules, told signature by signature.

The file is read and forgotten; the journal remembers its fingerprint and the verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QWidget

from app import foreign_files
from app.domain.errors import Refused, WorldError
from app.eds.recognition import Form
from app.eds.verification.files import FileReport
from app.foreign_files import Ground
from ui.bringing.drop import FileDrop
from ui.context import Context
from ui.documents.report_card import ReportCard
from ui.messages import explain
from ui.tasks import Progress
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import horizontal, sized, vertical
from ui.widgets.progress import ProgressStrip

_WITHOUT_CONTENT = "content-missing"


@dataclass(frozen=True, slots=True)
class _Looked:
    """What a look at one file gave."""

    file: bytes
    report: FileReport


class VerifyScreen(QWidget):
    """`show_subject(paths)` checks at once: a signed file, or a signature and the document it belongs to."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._signed: Path | None = None
        self._content: Path | None = None
        self._looked: _Looked | None = None
        theme = context.theme
        column = vertical(theme, self, margins=(20, 16), spacing=12)
        self._title = label("", "page")
        column.addWidget(self._title)
        self._place = QFrame()
        self._place.setProperty("surface", "card")
        inside = vertical(theme, self._place, margins=20, spacing=8)
        inside.addWidget(Glyph(theme, "shield-check", "accent", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        self._invitation = label("", "", wrap=True)
        self._invitation.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._invitation)
        buttons = horizontal(theme, spacing=8)
        self.choose = Button(theme, icon="folder-open", kind="primary")
        self.choose_content = Button(theme, icon="file")
        self.choose.clicked.connect(lambda: self._ask_file(self.check))
        self.choose_content.clicked.connect(lambda: self._ask_file(self.check_against))
        buttons.addStretch(1)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.choose_content)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        column.addWidget(self._place)
        self._what = label("", "strong", wrap=True)
        self._hint = label("", "warn", wrap=True)
        column.addWidget(self._what)
        column.addWidget(self._hint)
        self._progress = ProgressStrip(theme)
        column.addWidget(self._progress)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        holder = QWidget()
        holder.setProperty("ground", "background")
        self._cards = vertical(theme, holder, spacing=10)
        self._cards.addStretch(1)
        area.setWidget(holder)
        sized(theme, holder, max_width=820)
        column.addWidget(area, 1)
        self.cards: list[ReportCard] = []
        FileDrop(self, self.show_subject)
        self.retranslate()

    def show_subject(self, subject: object) -> None:
        """Paths that were dropped, here or on the list of documents."""
        paths = [one for one in subject if isinstance(one, Path)] if isinstance(subject, list) else []
        if len(paths) == 1:
            self.check(paths[0])
        elif paths:
            signature = next((one for one in paths if one.suffix.lower() in _SIGNATURES), paths[0])
            self._signed = signature
            self.check_against(next(one for one in paths if one != signature))

    def check(self, signed: Path) -> None:
        self._signed, self._content = signed, None
        self._look()

    def check_against(self, content: Path) -> None:
        """The document that a detached signature belongs to."""
        self._content = content
        self._look()

    def _look(self) -> None:
        signed, content = self._signed, self._content
        if signed is None:
            return
        self._looked = None
        self._show()
        self._context.tasks.read(
            self, foreign_files.ground, done=lambda ground: self._judge(ground, signed, content), failed=self._refused
        )

    def _judge(self, ground: Ground, signed: Path, content: Path | None) -> None:
        def work(progress: Progress) -> _Looked:
            file = _read(signed)
            beside = _read(content) if content else None
            return _Looked(file, foreign_files.judge(ground, file, beside, progress))

        job = self._context.tasks.work(self, work, done=self._take, failed=self._refused)
        self._progress.watch(job, self.tr("Checking"))

    def _take(self, looked: _Looked) -> None:
        self._looked = looked
        self._context.tasks.write(self, foreign_files.note, looked.file, looked.report)
        self._show()
        if self._lacks_content:
            focus_by_keyboard(self.choose_content)

    @property
    def _lacks_content(self) -> bool:
        reports = [one.report for one in self._looked.report.signatures] if self._looked else []
        return any(check.reason == _WITHOUT_CONTENT for one in reports for check in one.checks)

    def _refused(self, error: WorldError) -> None:
        self._hint.setText(explain(error).sentence)
        self._hint.show()

    def _show(self) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []
        looked = self._looked
        names = " + ".join(one.name for one in (self._signed, self._content) if one)
        form = self._form(looked.report.form) if looked and looked.report.form else ""
        self._what.setText(" · ".join(one for one in (names, form) if one))
        self._what.setVisible(bool(names))
        self.choose_content.setVisible(self._lacks_content)
        self._hint.setText(self.tr("The signature is detached: choose the document that it belongs to."))
        self._hint.setVisible(self._lacks_content)
        for number, one in enumerate(looked.report.signatures if looked else ()):
            card = ReportCard(self._context.theme, one.report, name=one.name)
            self.cards.append(card)
            self._cards.insertWidget(number, card)

    def _ask_file(self, taken: object) -> None:
        """By the system's dialog, which does not hold up what arrives meanwhile."""
        dialog = QFileDialog(self, self.tr("Choose a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: taken(Path(path)))  # type: ignore[operator]  # one of two methods
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _form(self, form: Form) -> str:
        return {
            Form.CMS: self.tr("signature in CMS"),
            Form.XML: self.tr("signed XML"),
            Form.PDF: self.tr("signed PDF"),
            Form.CARD: self.tr("card of an electronic document"),
            Form.NCA_ZIP: self.tr("ZIP with a signed manifest"),
            Form.TAKE_AWAY: self.tr("document taken along from Shipager"),
        }[form]

    def retranslate(self) -> None:
        self._title.setText(self.tr("Check a signed file"))
        self._invitation.setText(
            self.tr(
                "Drop a signed file here: CMS, PDF, XML, ZIP or a document card; with a detached signature also the "
                "document. Nothing of it is kept."
            )
        )
        self.choose.setText(self.tr("Choose a file…"))
        self.choose_content.setText(self.tr("Choose the document…"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focus_by_keyboard(self.choose)


_SIGNATURES = frozenset({".cms", ".p7s", ".p7m", ".sig", ".pem"})


def _read(path: Path) -> bytes:
    """Raises `Refused`: `file-missing`, `file-too-large`."""
    try:
        if path.stat().st_size > foreign_files.MAX_FILE:
            raise Refused("file-too-large")
        return path.read_bytes()
    except OSError as problem:
        raise Refused("file-missing", name=path.name) from problem
