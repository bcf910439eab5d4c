"""Long work on the screen: appears when it has taken 300 ms, says how far it is, and can be cancelled."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from ui.tasks import Job
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import horizontal, vertical


class ProgressStrip(QFrame):
    """`strip.watch(job, "Exporting")`: hidden until the job is slow, hidden again when it ended."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._job: Job | None = None
        column = vertical(theme, self, margins=(16, 12), spacing=8)
        row = horizontal(theme, spacing=12)
        self._what = Elided("", "strong")
        self._figures = label("", "small")
        self._cancel = Button(theme)
        self._cancel.clicked.connect(self._stop)
        for widget, stretch in ((self._what, 1), (self._figures, 0), (self._cancel, 0)):
            row.addWidget(widget, stretch)
        column.addLayout(row)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        column.addWidget(self._bar)
        self.retranslate()
        self.hide()

    def watch(self, job: Job, what: str) -> None:
        self._job = job
        self._what.setText(what)
        self._figures.setText("")
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(what)
        self._cancel.setEnabled(True)
        job.slow.connect(self.show)
        job.progressed.connect(self._advance)
        job.ended.connect(self._end)

    def retranslate(self) -> None:
        self._cancel.setText(self.tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _advance(self, done: int, total: int, _what: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._figures.setText(f"{done} / {total}" if total else str(done))

    def _stop(self) -> None:
        if self._job is not None:
            self._cancel.setEnabled(False)
            self._job.cancel()

    def _end(self) -> None:
        self._job = None
        self.hide()
