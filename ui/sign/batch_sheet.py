"""One password for many documents: which key, and for how long it stays open (requirement 27.9, scenario S8)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import WorldError
from app.opened_keys import MINUTES, STAY_OPEN, HeldKey, KeyChoice
from ui.context import Context
from ui.messages import explain
from ui.sign.key_panel import FILE, NCALAYER, TOKEN, KeyPanel
from ui.tasks import Progress
from ui.widgets.buttons import Button, Segmented
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, vertical
from ui.widgets.progress import ProgressStrip
from ui.widgets.sheet import Sheet


class BatchSheet(Sheet):
    """`opened(HeldKey)` for a key that stays open, `chosen(KeyChoice)` for one that asks in a window of its own."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, context: Context, count: int, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=600)
        self._context, self._count = context, count
        self._words = label("", "secondary", wrap=True)
        self.body.addWidget(self._words)
        self.keys = KeyPanel(context, (FILE, TOKEN, NCALAYER))
        self.keys.changed.connect(self._show)
        self.keys.submitted.connect(self.open_key)
        self.body.addWidget(self.keys)
        self._open_for = QWidget()
        row = horizontal(context.theme, self._open_for, spacing=12)
        self._open_words = label("", "secondary")
        self.minutes = Segmented(tuple(str(one) for one in MINUTES))
        self.minutes.choose(str(MINUTES[1]))
        row.addWidget(self._open_words)
        row.addWidget(self.minutes)
        row.addStretch(1)
        self.body.addWidget(self._open_for)
        column = vertical(context.theme, spacing=8)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        self._progress = ProgressStrip(context.theme)
        column.addWidget(self._problem)
        column.addWidget(self._progress)
        self.body.addLayout(column)
        self._cancel, self.go_button = Button(context.theme), Button(context.theme, icon="pencil-line", kind="primary")
        self._cancel.clicked.connect(self.reject)
        self.go_button.clicked.connect(self.open_key)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.go_button)
        self.retranslate()
        self.keys.load()

    def open_key(self) -> None:
        if self.go_button.isEnabled() and self.keys.is_filled():
            self._problem.hide()
            self.go_button.setEnabled(False)
            self.keys.take(self._go_on, self._refused)

    def _go_on(self, choice: KeyChoice) -> None:
        if choice.store_kind not in STAY_OPEN:
            self.accept()
            self.chosen.emit(choice)
            return
        practice, minutes = self._context.practice, int(self.minutes.current)

        def work(_: Progress) -> HeldKey:
            return practice.opened_keys.open(practice.actor, choice, minutes)

        job = self._context.tasks.sign(self, work, done=self._opened, failed=self._refused)
        self._progress.watch(job, self.tr("The key is opened"))

    def _opened(self, held: HeldKey) -> None:
        self.accept()
        self.opened.emit(held)

    def _refused(self, error: WorldError) -> None:
        self._problem.setText(explain(error).sentence)
        self._problem.show()
        self.go_button.setEnabled(True)
        self.keys.focus()

    def _show(self) -> None:
        self.go_button.setEnabled(not self.keys.blocked)
        self._open_for.setVisible(self.keys.entry.kind in STAY_OPEN)

    def retranslate(self) -> None:
        count = self._count
        self.set_title(self.tr("Sign %n document(s)", "", count))
        self._words.setText(
            self.tr(
                "Each document is signed and kept on its own: if one fails, the others are signed. "
                "You can stop between two documents."
            )
        )
        self._open_words.setText(self.tr("Keep the key open for"))
        self.minutes.set_titles({str(one): self.tr("%n min", "", one) for one in MINUTES})
        self.minutes.setAccessibleName(self.tr("Keep the key open for"))
        self._cancel.setText(self.tr("Cancel"))
        self.go_button.setText(self.tr("Sign"))
        self.keys.retranslate()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
