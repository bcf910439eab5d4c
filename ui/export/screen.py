"""Leaving and saving: everything in open formats with a verifier's word, and the backup that rehearses its restore.

Both run in the pool with *cancel*; an export that was stopped goes on in the same folder.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app import backups, counts
from app.backups import BackupRun
from app.domain.access import Actor, Permission
from app.domain.errors import WorldError
from app.domain.practice import Counts
from app.export import export
from app.export.export import ExportResult
from app.export.verify import ExportReport, verify_export
from ui import formats
from ui.context import Context
from ui.export import words
from ui.messages import explain
from ui.tasks import Progress
from ui.theme import focus_by_keyboard, set_property
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical
from ui.widgets.progress import ProgressStrip

_SHOWN_FINDINGS = 12


def _count(session: Any, _actor: Actor) -> Counts:
    return counts.count(session)


class ExportScreen(QWidget):
    """Two cards: take everything along; save a backup."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._counts: Counts | None = None
        self._result: ExportResult | None = None
        self._report: ExportReport | None = None
        self._last: BackupRun | None = None
        theme = context.theme
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        content = QWidget()
        content.setProperty("ground", "background")
        outer = horizontal(theme, content, margins=(20, 16), spacing=0)
        middle = QWidget()
        sized(theme, middle, max_width=900)
        column = vertical(theme, middle, spacing=16)
        self._title = label("", "page")
        column.addWidget(self._title)
        column.addWidget(self._export_card())
        column.addWidget(self._backup_card())
        column.addStretch(1)
        outer.addStretch(1)
        outer.addWidget(middle, 8)
        outer.addStretch(1)
        area.setWidget(content)
        vertical(theme, self, spacing=0).addWidget(area)
        self.retranslate()

    def _card(self) -> tuple[QFrame, QVBoxLayout]:
        panel = QFrame()
        panel.setProperty("surface", "card")
        return panel, vertical(self._context.theme, panel, margins=16, spacing=10)

    def _export_card(self) -> QWidget:
        theme = self._context.theme
        panel, column = self._card()
        self._export_title, self._export_words = label("", "title"), label("", "secondary", wrap=True)
        self._dry = label("", "", wrap=True)
        self.folder, self.reason = QLineEdit(), QLineEdit()
        self._folder_field, self._reason_field = Field(theme, self.folder), Field(theme, self.reason)
        self._choose = Button(theme, icon="folder-open")
        self._choose.clicked.connect(lambda: self._choose_into(self.folder))
        row = horizontal(theme, spacing=8)
        row.addWidget(self._folder_field, 1)
        row.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignBottom)
        self.export_button = Button(theme, icon="export", kind="primary")
        self.export_button.clicked.connect(self.start_export)
        self._verify = Button(theme, icon="check-circle")
        self._verify.clicked.connect(self.start_verify)
        buttons = horizontal(theme, spacing=8)
        buttons.addWidget(self.export_button)
        buttons.addWidget(self._verify)
        buttons.addStretch(1)
        self.progress = ProgressStrip(theme)
        self.outcome = label("", "", wrap=True)
        self.outcome.hide()
        for widget in (self._export_title, self._export_words, self._dry):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self._reason_field)
        column.addLayout(buttons)
        column.addWidget(self.progress)
        column.addWidget(self.outcome)
        return panel

    def _backup_card(self) -> QWidget:
        theme = self._context.theme
        panel, column = self._card()
        self._backup_title, self._backup_words = label("", "title"), label("", "secondary", wrap=True)
        self.backup_folder = QLineEdit()
        self._backup_field = Field(theme, self.backup_folder)
        self._backup_choose = Button(theme, icon="folder-open")
        self._backup_choose.clicked.connect(lambda: self._choose_into(self.backup_folder))
        row = horizontal(theme, spacing=8)
        row.addWidget(self._backup_field, 1)
        row.addWidget(self._backup_choose, 0, Qt.AlignmentFlag.AlignBottom)
        self.backup_button = Button(theme, icon="hard-drives", kind="primary")
        self.backup_button.clicked.connect(self.start_backup)
        buttons = horizontal(theme, spacing=8)
        buttons.addWidget(self.backup_button)
        buttons.addStretch(1)
        self.backup_progress = ProgressStrip(theme)
        self.backup_outcome = label("", "secondary", wrap=True)
        column.addWidget(self._backup_title)
        column.addWidget(self._backup_words)
        column.addLayout(row)
        column.addLayout(buttons)
        column.addWidget(self.backup_progress)
        column.addWidget(self.backup_outcome)
        return panel

    def _choose_into(self, field: QLineEdit) -> None:
        """By the system's dialog, which does not hold up what arrives meanwhile."""
        dialog = QFileDialog(self, self.tr("Choose a folder"), field.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(field.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # export

    def show_subject(self, subject: object) -> None:
        """`backup` puts the cursor there, as the status bar asks."""
        focus_by_keyboard(self.backup_folder if subject == "backup" else self.folder)

    def reload(self) -> None:
        self._context.tasks.read(self, _count, done=self._take_counts)
        self._context.tasks.read(self, backups.last, done=self._take_last)

    def _take_counts(self, found: Counts) -> None:
        self._counts = found
        self._say_counts()

    def start_export(self) -> None:
        """Run, or go on where an earlier export into this folder was stopped; then verify what was written."""
        if not self._export_fields_are_right():
            return
        practice, folder, reason = self._context.practice, Path(self.folder.text()), self.reason.text()
        self._enable(on=False)
        self.outcome.hide()

        def work(progress: Progress) -> ExportResult:
            return export.run(practice, folder, reason=reason, progress=progress)

        job = self._context.tasks.work(self, work, done=self._exported, failed=self._export_stopped)
        self.progress.watch(job, self.tr("Exporting"))

    def _export_fields_are_right(self) -> bool:
        folder_missing = not self.folder.text().strip()
        reason_missing = not self.reason.text().strip()
        self._folder_field.set_error(self.tr("Choose an empty folder.") if folder_missing else "")
        self._reason_field.set_error(self.tr("Say why: it is kept in the journal.") if reason_missing else "")
        if folder_missing or reason_missing:
            focus_by_keyboard(self.folder if folder_missing else self.reason)
        return not (folder_missing or reason_missing)

    def _exported(self, result: ExportResult) -> None:
        self._result = result
        self.start_verify()

    def _export_stopped(self, error: WorldError) -> None:
        self._enable(on=True)
        words_of = explain(error).sentence
        if error.code == "cancelled":
            words_of = self.tr("Stopped. Started again with the same folder, it goes on where it was.")
        self._tell(words_of, "bad" if error.code != "cancelled" else "warn")

    def start_verify(self) -> None:
        """Read everything in the folder again, as anybody could without this program's store."""
        if not self.folder.text().strip():
            self._folder_field.set_error(self.tr("Choose the folder of an export."))
            return
        folder = Path(self.folder.text())
        self._enable(on=False)

        def work(progress: Progress) -> ExportReport:
            return verify_export(folder, progress=progress)

        job = self._context.tasks.work(self, work, done=self._verified, failed=self._export_stopped)
        self.progress.watch(job, self.tr("Verifying"))

    def _verified(self, report: ExportReport) -> None:
        self._enable(on=True)
        self._report = report
        self._say_report()

    def _enable(self, *, on: bool) -> None:
        for button in (self.export_button, self._verify, self.backup_button):
            button.setEnabled(on)
        if on:
            self._say_rights()

    # backup

    def start_backup(self) -> None:
        if not self.backup_folder.text().strip():
            self._backup_field.set_error(self.tr("Choose a folder, best on another disk."))
            focus_by_keyboard(self.backup_folder)
            return
        self._backup_field.set_error("")
        practice, folder = self._context.practice, Path(self.backup_folder.text())
        self._enable(on=False)

        def work(progress: Progress) -> BackupRun:
            return backups.back_up(
                practice, folder, lambda done, total: progress(done >> 10, total >> 10)
            )  # KiB: Qt counts in 32 bits

        job = self._context.tasks.work(self, work, done=self._backed_up, failed=self._backup_stopped)
        self.backup_progress.watch(job, self.tr("Saving and rehearsing the restore"))

    def _backed_up(self, run: BackupRun) -> None:
        self._enable(on=True)
        self._take_last(run)

    def _backup_stopped(self, error: WorldError) -> None:
        self._enable(on=True)
        self.backup_outcome.setText(explain(error).sentence)
        set_property(self.backup_outcome, "role", "bad")

    def _take_last(self, run: BackupRun | None) -> None:
        self._last = run
        if run is not None and not self.backup_folder.text():
            self.backup_folder.setText(run.folder)
        self._say_backup()

    # words

    def _say_counts(self) -> None:
        if self._counts is None:
            return
        facts = asdict(self._counts)
        parts = [words.count_word(name, int(facts[name])) for name in words.COUNTED if facts.get(name)]
        self._dry.setText(self.tr("Will be in it: {counts}").format(counts=", ".join(parts) or self.tr("nothing yet")))

    def _say_report(self) -> None:
        report, result = self._report, self._result
        if report is None:
            return
        lines: list[str] = []
        if result is not None:
            words_of = self.tr("Exported: {files} files, {size}; every count equals the store's.")
            lines.append(words_of.format(files=result.files, size=formats.size(result.bytes)))
            lines += [words.not_exported_word(one) for one in result.not_exported[:_SHOWN_FINDINGS]]
        if report.ok:
            proof = self.tr("Verified: {files} files and {signatures} signatures are as they were written.")
            lines.append("✓ " + proof.format(files=report.files, signatures=report.signatures))
        else:
            lines.append("✗ " + self.tr("Not as it was written:"))
            lines += [f"{words.finding_word(one.code)}: {one.path}" for one in report.findings[:_SHOWN_FINDINGS]]
        if report.key_fingerprint:
            lines.append(self.tr("Fingerprint of the practice's key: {key}").format(key=report.key_fingerprint))
        self._tell("\n".join(lines), "ok" if report.ok else "bad")

    def _tell(self, text: str, role: str) -> None:
        self.outcome.setText(text)
        set_property(self.outcome, "role", role)
        self.outcome.show()

    def _say_backup(self) -> None:
        run = self._last
        if run is None:
            text, role = self.tr("There is no backup yet."), "warn"
        elif run.ok:
            sentence = self.tr("✓ {moment} · {size} · restore rehearsed {verified} · {folder}")
            text, role = sentence.format(
                moment=formats.moment(run.finished_at), size=formats.size(run.size),
                verified=formats.moment(run.verified_at), folder=run.folder,
            ), "ok"  # fmt: skip
        else:
            text, role = explain(WorldError(run.problem or "cancelled")).sentence, "bad"
        self.backup_outcome.setText(text)
        set_property(self.backup_outcome, "role", role)

    def _say_rights(self) -> None:
        actor = self._context.practice.actor
        self.export_button.setEnabled(actor.may(Permission.EXPORT))
        self.backup_button.setEnabled(actor.may(Permission.BACKUP))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Export and backup"))
        self._export_title.setText(self.tr("Take everything along"))
        self._export_words.setText(
            self.tr(
                "Everything in open formats, readable on any computer without this program, with a page that explains."
            )
        )
        self._folder_field.set_texts(self.tr("Folder"))
        self._reason_field.set_texts(self.tr("Reason"))
        for button in (self._choose, self._backup_choose):
            button.setText(self.tr("Choose"))
        self.export_button.setText(self.tr("Export"))
        self._verify.setText(self.tr("Verify this folder"))
        self._backup_title.setText(self.tr("Backup"))
        self._backup_words.setText(
            self.tr(
                "Encrypted, made while you work, read back at once. It opens with the password or the recovery sheet."
            )
        )
        self._backup_field.set_texts(self.tr("Folder"))
        self.backup_button.setText(self.tr("Back up now"))
        self._say_counts()
        self._say_report()
        self._say_backup()
        self._say_rights()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()
        focus_by_keyboard(self.folder)
