"""The address of the time-stamp authority (RFC 3161); without one, signatures stay without a proven time (R27.12-a)."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from app import service_trials, time_stamps
from app.service_trials import Trial
from ui.context import Context
from ui.settings.form_sheet import FormSheet
from ui.settings.trial_words import trial_word
from ui.tasks import Progress
from ui.theme import focus_by_keyboard
from ui.widgets.field import Field
from ui.widgets.labels import label


class TimeStampSheet(FormSheet):
    def __init__(self, context: Context, before: str, parent: QWidget | None = None) -> None:
        super().__init__(context, parent, can_try=True)
        self._words = label("", "secondary", wrap=True)
        self.body.addWidget(self._words)
        self.url = QLineEdit(before)
        self.fields = [Field(context.theme, self.url)]
        self.body.addWidget(self.fields[0])
        self.finish()
        focus_by_keyboard(self.url)

    def save(self) -> None:
        if not self.save_button.isEnabled():
            return
        self.busy(on=True)
        self.context.tasks.write(
            self, time_stamps.set_authority, self.url.text(), done=self._written, failed=self.refused
        )  # fmt: skip

    def try_out(self) -> None:
        if not self.try_button.isEnabled():
            return
        self.busy(on=True)
        practice, url = self.context.practice, self.url.text()

        def ask(_: Progress) -> Trial:
            return service_trials.try_time_stamps(practice, url)

        self.context.tasks.work(self, ask, done=self._tried, failed=self.refused)

    def retranslate(self) -> None:
        self.set_title(self.tr("Time stamps"))
        self._words.setText(
            self.tr(
                "A time stamp proves when a document was signed. The authority is told a fingerprint of the signature, "
                "nothing else. Documents wait for it by themselves when there is no network."
            )
        )
        self.fields[0].set_texts(self.tr("Address"), self.tr("Empty: no time stamps."))
        super().retranslate()

    def _written(self, _: None) -> None:
        self.saved(
            self.tr("Signatures get their time stamps from there.")
            if self.url.text().strip()
            else self.tr("No time stamps are asked for.")
        )

    def _tried(self, trial: Trial) -> None:
        self.tell(trial_word(trial), "bad" if trial.problem else "ok")
