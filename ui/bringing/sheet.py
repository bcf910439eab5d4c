"""Bring in files: what was chosen, to whom it is given where nobody matches, how far it is, and what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from app import importing
from app.domain.errors import WorldError
from app.domain.patient import Patient
from app.importing import Imported
from ui import formats
from ui.bringing.drop import FileDrop
from ui.context import Context
from ui.messages import explain
from ui.tasks import Job, Progress
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal
from ui.widgets.progress import ProgressStrip
from ui.widgets.sheet import Sheet

_NAMED = 4  # files that are told by name


class BringSheet(Sheet):
    """`BringSheet(context, parent, patient).start(paths)`; with a patient, what matches nobody is given to them."""

    def __init__(self, context: Context, parent: QWidget | None = None, patient: Patient | None = None) -> None:
        super().__init__(context.theme, parent, width=680)
        self._context, self._patient = context, patient
        self._paths: list[Path] = []
        self._job: Job | None = None
        self._result: Imported | None = None
        self._problem: WorldError | None = None
        if patient is not None:
            self.set_subject(formats.two_identifiers(patient.name, patient.iin, patient.birth_date))
        self._how = label("", "secondary", wrap=True)
        self._what = label("", "strong", wrap=True)
        for widget in (self._how, self._what):
            self.body.addWidget(widget)
        row = horizontal(context.theme, spacing=8)
        self._files = Button(context.theme, icon="file-plus")
        self._folder = Button(context.theme, icon="folder-open")
        self._files.clicked.connect(self.choose_files)
        self._folder.clicked.connect(self.choose_folder)
        row.addWidget(self._files)
        row.addWidget(self._folder)
        row.addStretch(1)
        self.body.addLayout(row)
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self._reason_field = Field(context.theme, self.reason)
        self._reason_field.setVisible(patient is not None)
        self.body.addWidget(self._reason_field)
        self.progress = ProgressStrip(context.theme)
        self.body.addWidget(self.progress)
        self.outcome = label("", "secondary", wrap=True)
        self.body.addWidget(self.outcome)
        self._close = Button(context.theme)
        self._close.clicked.connect(self.reject)
        self.take = Button(context.theme, icon="check", kind="primary")
        self.take.clicked.connect(self.bring)
        self.foot.addStretch(1)
        self.foot.addWidget(self._close)
        self.foot.addWidget(self.take)
        FileDrop(self, self.add)
        self.retranslate()

    # choosing

    def start(self, paths: list[Path] | None = None) -> None:
        self.open()
        if paths:
            self.add(paths)

    def add(self, paths: list[Path]) -> None:
        """Files and folders more; each once."""
        self._paths = list(dict.fromkeys([*self._paths, *paths]))
        self._result = self._problem = None
        self.retranslate()
        focus_by_keyboard(self.reason if self._patient is not None else self.take)

    def choose_files(self) -> None:
        self._choose(QFileDialog.FileMode.ExistingFiles, self.tr("Choose files"))

    def choose_folder(self) -> None:
        self._choose(QFileDialog.FileMode.Directory, self.tr("Choose a folder or a disc"))

    def _choose(self, mode: QFileDialog.FileMode, title: str) -> None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(lambda chosen: self.add([Path(one) for one in chosen]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # bringing in

    def bring(self) -> None:
        """Seal and file them in the pool; it can be stopped, and what came stays."""
        reason = self.reason.text().strip()
        missing = self._patient is not None and not reason
        self._reason_field.set_error(self.tr("Say why: it is kept in the journal.") if missing else "")
        if missing or not self._paths or self._job is not None:
            focus_by_keyboard(self.reason if missing else self._files)
            return
        practice, paths = self._context.practice, tuple(self._paths)
        patient_id = self._patient.patient_id if self._patient else None

        def work(progress: Progress) -> Imported:
            return importing.import_paths(practice, paths, patient_id=patient_id, reason=reason, progress=progress)

        self._job = self._context.tasks.work(self, work, done=self._brought, failed=self._stopped)
        self.progress.watch(self._job, self.tr("Bringing in"))
        self.retranslate()

    def _brought(self, result: Imported) -> None:
        self._job, self._paths = None, []
        self.show_result(result)

    def show_result(self, result: Imported) -> None:
        """What came of it, in a line."""
        self._result = result
        self.retranslate()
        focus_by_keyboard(self._close)

    def _stopped(self, error: WorldError) -> None:
        self._job, self._problem = None, error
        self.retranslate()

    def reject(self) -> None:
        """Esc while files come in stops it first."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()

    # words

    def retranslate(self) -> None:
        self.set_title(self.tr("Import files"))
        self._how.setText(
            self.tr(
                "DICOM files, a folder or a disc (DICOMDIR), PDF, pictures, ECG and HL7 files. Choose them or drop "
                "them here. The files themselves stay as they are."
            )
        )
        self._files.setText(self.tr("Choose files…"))
        self._folder.setText(self.tr("Choose a folder…"))
        self._reason_field.set_texts(
            self.tr("Why to this patient"), self.tr("What matches nobody by itself is given to this patient.")
        )
        self.reason.setPlaceholderText(self.tr("for example: the patient brought a disc"))
        self._close.setText(self.tr("Close") if self._result else self.tr("Cancel"))
        self.take.setText(self.tr("Import"))
        self.take.setEnabled(bool(self._paths) and self._job is None)
        for button in (self._files, self._folder):
            button.setEnabled(self._job is None)
        names = ", ".join(path.name or str(path) for path in self._paths[:_NAMED])
        more = len(self._paths) - _NAMED
        self._what.setText(self.tr("{names} and %n more", "", more).format(names=names) if more > 0 else names)
        self._what.setVisible(bool(names))
        self.outcome.setText(self._said())
        self.outcome.setVisible(bool(self.outcome.text()))

    def _said(self) -> str:
        if self._problem is not None:
            if self._problem.code == "cancelled":
                return self.tr("Stopped. What had come in stays.")
            return explain(self._problem).sentence
        done = self._result
        if done is None:
            return ""
        parts = [
            self.tr("Filed: {count}").format(count=done.filed),
            self.tr("In the inbox: {count}").format(count=done.inbox),
        ]
        if done.duplicates:
            parts.append(self.tr("Known already: {count}").format(count=done.duplicates))
        if done.errors:
            parts.append(self.tr("Could not be read, see the inbox: {count}").format(count=done.errors))
        if done.others_patients:
            parts.append(self.tr("Of other patients, and filed there: {count}").format(count=done.others_patients))
        sentences = [" · ".join(parts)]
        if done.left:
            names = ", ".join(one.name for one in done.left[:_NAMED])
            sentences.append(self.tr("Not brought in (%n): {names}", "", len(done.left)).format(names=names))
        return "\n".join(sentences)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
