"""When the last good copy was made, what the daily one is set to, and a copy at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app import backup_plan, backups
from app.backup_plan import BackupPlan
from app.backups import BackupRun
from app.domain.access import Permission
from app.domain.errors import WorldError
from app.domain.events import BackupFinished
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.settings.backup_sheet import BackupSheet
from ui.settings.section import Section
from ui.tasks import Progress
from ui.widgets.buttons import Button
from ui.widgets.progress import ProgressStrip


class BackupSection(Section):
    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._plan: BackupPlan | None = None
        self._last: BackupRun | None = None
        (self._last_name, self._last_value), (self._plan_name, self._plan_value) = self.add_value(), self.add_value()
        self.now, self.change, self.elsewhere = (
            Button(context.theme, icon=icon) for icon in ("hard-drives", "clock", "folder-open")
        )
        self.now.clicked.connect(self.back_up_now)
        self.change.clicked.connect(self.open_sheet)
        self.elsewhere.clicked.connect(lambda: context.navigation.go("export", "backup"))
        self.add_buttons(self.now, self.change, self.elsewhere)
        self.progress = ProgressStrip(context.theme)
        self.column.addWidget(self.progress)
        self._enable(on=True)
        context.bridge.happened.connect(self._happened)
        self.retranslate()
        self.reload()

    def reload(self) -> None:
        self.context.tasks.read(self, backups.last_good, done=self._take_last)
        self.context.tasks.read(self, backup_plan.get_plan, done=self._take_plan)

    def open_sheet(self) -> BackupSheet | None:
        if self._plan is None:
            return None
        sheet = BackupSheet(self.context, self._plan, self.window())
        sheet.changed.connect(self.reload)
        sheet.open()
        return sheet

    def back_up_now(self) -> None:
        """Into the folder of the plan, else where the last copy went; where there is neither, ask for one."""
        folder = self._folder()
        if not folder:
            self.context.navigation.go("export", "backup")
            return
        practice = self.context.practice
        self._enable(on=False)

        def work(progress: Progress) -> BackupRun:
            return backups.back_up(
                practice, Path(folder), lambda done, total: progress(done >> 10, total >> 10), must_exist=True
            )  # KiB: Qt counts in 32 bits

        job = self.context.tasks.work(self, work, done=self._saved, failed=self._stopped)
        self.progress.watch(job, self.tr("Saving and rehearsing the restore"))

    def retranslate(self) -> None:
        self.title.setText(self.tr("Backup"))
        self._last_name.setText(self.tr("Last good copy"))
        self._plan_name.setText(self.tr("Every day"))
        self.now.setText(self.tr("Back up now"))
        self.change.setText(self.tr("Daily backup…"))
        self.elsewhere.setText(self.tr("Back up…"))
        self._show()

    def _folder(self) -> str:
        if self._plan is not None and self._plan.is_on:
            return self._plan.folder
        return self._last.folder if self._last else ""

    def _happened(self, event: object) -> None:
        if isinstance(event, BackupFinished):
            self.reload()

    def _saved(self, run: BackupRun) -> None:
        self._enable(on=True)
        self._take_last(run)
        self.context.navigation.notice(self.tr("The copy is made and read back."))

    def _stopped(self, error: WorldError) -> None:
        self._enable(on=True)
        self.context.navigation.notice(explain(error).sentence, "warn" if error.code == "cancelled" else "bad")

    def _enable(self, *, on: bool) -> None:
        may = self.context.practice.actor.may(Permission.BACKUP)
        for button in (self.now, self.change, self.elsewhere):
            button.setEnabled(on and may)

    def _take_last(self, run: BackupRun | None) -> None:
        self._last = run
        self._show()

    def _take_plan(self, plan: BackupPlan) -> None:
        self._plan = plan
        self._show()

    def _show(self) -> None:
        if self._last is not None:
            self._last_value.setText(f"{formats.moment(self._last.finished_at)} · {self._last.folder}")
        else:
            self._last_value.setText(self.tr("There is none yet."))
        if self._plan is not None and self._plan.is_on:
            self._plan_value.setText(f"{self._plan.at:%H:%M} · {self._plan.folder}")
        else:
            self._plan_value.setText(self.tr("Off: copies are made only when somebody presses the button."))
