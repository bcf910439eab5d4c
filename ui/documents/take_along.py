"""Taking a document along with everything that proves it (27.10): one ZIP, one card in PDF, or plain files.

read out of the store (leaves a row in the journal) → packed and judged in the pool → written whole or not at all
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QRadioButton, QWidget

from app.domain.document import DocumentRow
from app.domain.errors import WorldError
from app.takeaway.card import card
from app.takeaway.package import package
from app.takeaway.taken import Taken
from app.takeaway.taking import take_away
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.tasks import Progress
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.progress import ProgressStrip
from ui.widgets.sheet import Sheet


class TakeAlongSheet(Sheet):
    """Esc leaves it; the work that runs is cancelled with it."""

    def __init__(self, context: Context, row: DocumentRow, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=620)
        self._context, self._row = context, row
        self.as_zip, self.as_card, self.as_files = QRadioButton(), QRadioButton(), QRadioButton()
        self._zip_words, self._card_words, self._files_words = (label("", "secondary", wrap=True) for _ in range(3))
        for choice, words in (
            (self.as_zip, self._zip_words), (self.as_card, self._card_words), (self.as_files, self._files_words),
        ):  # fmt: skip
            self.body.addWidget(choice)
            self.body.addWidget(words)
            choice.toggled.connect(lambda _: self._show_codes())
        self.with_codes = QCheckBox()
        self.body.addWidget(self.with_codes)
        self.as_zip.setChecked(True)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self._progress = ProgressStrip(context.theme)
        self.body.addWidget(self._progress)
        self._cancel, self.save = Button(context.theme), Button(context.theme, icon="export", kind="primary")
        self._cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.choose_place)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.save)
        self.retranslate()
        focus_by_keyboard(self.as_zip)

    def choose_place(self) -> None:
        """By the system's dialog, which does not hold up what arrives meanwhile."""
        if self.as_files.isChecked():
            dialog = QFileDialog(self, self.tr("Folder for the document and its signatures"))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        else:
            suffix = "zip" if self.as_zip.isChecked() else "pdf"
            dialog = QFileDialog(self, self.tr("File for the document"), f"{self._row.uid}.{suffix}", f"*.{suffix}")
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, place: Path) -> None:
        self._problem.hide()
        self.save.setEnabled(False)
        self._context.tasks.write(
            self, take_away, self._row.document_id, done=lambda taken: self._pack(taken, place), failed=self._refused
        )

    def _pack(self, taken: Taken, place: Path) -> None:
        as_zip, as_card, codes = self.as_zip.isChecked(), self.as_card.isChecked(), self.with_codes.isChecked()

        def work(progress: Progress) -> None:
            if as_zip:
                whole = package(taken, progress=progress)
            elif as_card:
                whole = card(taken, with_codes=codes, progress=progress)
            else:
                _write_files(taken, place)
                return
            unfinished = place.with_name(place.name + ".part")
            unfinished.write_bytes(whole)
            unfinished.replace(place)

        job = self._context.tasks.work(self, work, done=lambda _: self._written(place), failed=self._refused)
        self._progress.watch(job, self.tr("Putting together"))
        self.rejected.connect(job.cancel)

    def _written(self, place: Path) -> None:
        self.accept()
        self._context.navigation.notice(self.tr("The document with its proofs: {place}").format(place=place))

    def _refused(self, error: WorldError) -> None:
        self.save.setEnabled(True)
        self._problem.setText(explain(error).sentence)
        self._problem.show()

    def _show_codes(self) -> None:
        self.with_codes.setVisible(self.as_card.isChecked())

    def retranslate(self) -> None:
        self.set_title(self.tr("Take the document along"))
        row = self._row
        self.set_subject(row.patient_name.full, " · ".join((row.title, formats.moment(row.created_at))))
        self.as_zip.setText(self.tr("One ZIP with everything"))
        self._zip_words.setText(
            self.tr(
                "Document, each signature, all evidence, the report in Kazakh and Russian, and a program that checks "
                "it anywhere."
            )
        )
        self.as_card.setText(self.tr("Card of the electronic document (PDF)"))
        self._card_words.setText(self.tr("One PDF to read and print; the document and its signatures lie inside it."))
        self.with_codes.setText(self.tr("Print the signatures as QR codes too"))
        self.as_files.setText(self.tr("Plain files"))
        self._files_words.setText(self.tr("The PDF and a detached CMS for each signer, side by side in a folder."))
        self._cancel.setText(self.tr("Cancel"))
        self.save.setText(self.tr("Save…"))
        self._show_codes()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _write_files(taken: Taken, folder: Path) -> None:
    (folder / f"{taken.name}{Path(taken.document_name).suffix}").write_bytes(taken.document)
    for number, one in enumerate(taken.signatures, 1):
        (folder / f"{taken.name}.{number}.cms").write_bytes(one.container)
        if one.content is not None:  # a part that somebody signed by itself
            (folder / f"{taken.name}.{number}.part.json").write_bytes(one.content)
