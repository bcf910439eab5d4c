"""The daily backup: at which time, into which folder, or none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QWidget

from app import backup_plan
from app.backup_plan import BackupPlan
from ui.context import Context
from ui.day.booking import TimeField
from ui.settings.form_sheet import FormSheet
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized


class BackupSheet(FormSheet):
    def __init__(self, context: Context, before: BackupPlan, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._before = before
        self._words = label("", "secondary", wrap=True)
        self.is_on = QCheckBox()
        self.is_on.setChecked(before.is_on)
        self.at, self.folder = TimeField(), QLineEdit(before.folder)
        self.at.set_time(before.at)
        self.fields = [Field(theme, self.at), Field(theme, self.folder)]
        sized(theme, self.fields[0], max_width=160)
        self._choose = Button(theme, icon="folder-open")
        self._choose.clicked.connect(self._choose_folder)
        self.body.addWidget(self._words)
        self.body.addWidget(self.is_on)
        self.body.addWidget(self.fields[0])
        row = horizontal(theme, spacing=8)
        row.addWidget(self.fields[1], 1, Qt.AlignmentFlag.AlignTop)
        beside = Field(theme, self._choose)  # on the line of the field, under an empty title
        row.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.is_on.toggled.connect(self._show_on)
        for editor, field in ((self.at, self.fields[0]), (self.folder, self.fields[1])):
            editor.textChanged.connect(lambda _, one=field: one.set_error(""))
        self.finish()
        self._show_on(before.is_on)
        focus_by_keyboard(self.is_on)

    def save(self) -> None:
        if not self.save_button.isEnabled() or not self.is_right():
            return
        self.busy(on=True)
        at = self.at.clock or self._before.at
        plan = BackupPlan(self.is_on.isChecked(), at, self.folder.text().strip())
        self.context.tasks.write(
            self, backup_plan.change_plan, plan, self.context.practice.folder.root,
            done=self._written, failed=self.refused,
        )  # fmt: skip

    def retranslate(self) -> None:
        self.set_title(self.tr("Daily backup"))
        self._words.setText(
            self.tr(
                "Made while you work and read back at once. Where the time passed with the program closed, the copy is "
                "made at the next opening. Best on another disk: a copy in this computer burns with it."
            )
        )
        self.is_on.setText(self.tr("Make a copy every day"))
        self.fields[0].set_texts(self.tr("At"))
        self.fields[1].set_texts(self.tr("Folder"), self.tr("A disk that is not connected is told, and tried again."))
        self._choose.setText(self.tr("Choose"))
        super().retranslate()

    def is_right(self) -> bool:
        at, folder = self.fields
        is_on = self.is_on.isChecked()
        at.set_error(self.tr("Hours and minutes, as 20:00.") if is_on and self.at.clock is None else "")
        missing = is_on and not self.folder.text().strip()
        folder.set_error(self.tr("Choose a folder, best on another disk.") if missing else "")
        return super().is_right()

    def _show_on(self, is_on: bool) -> None:
        for widget in (*self.fields, self._choose):
            widget.setEnabled(is_on)

    def _choose_folder(self) -> None:
        """By the system's dialog, which does not hold up what arrives meanwhile."""
        dialog = QFileDialog(self, self.tr("Choose a folder"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _written(self, plan: BackupPlan) -> None:
        said = self.tr("A copy is made every day at {time}.").format(time=f"{plan.at:%H:%M}")
        self.saved(said if plan.is_on else self.tr("No copy is made by itself."))
