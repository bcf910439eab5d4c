"""Editing a copy of a message that cannot be read: how the copy reads now is said below it while it is typed.

The original stays as it is. What was typed is handed back when the sheet is closed, so that nothing typed is lost.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from app import unread
from app.domain.errors import WorldError
from app.domain.unread import EditedCopy, Trial, UnreadContent
from ui import matching_words
from ui.context import Context
from ui.inbox.original import in_fixed_width
from ui.messages import explain
from ui.theme import focus_by_keyboard, set_property
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal
from ui.widgets.sheet import Sheet

_TRY_AFTER_MS = 300


class EditSheet(Sheet):
    """`filed(EditedCopy)`; `left(text)` with what was typed when it is closed without filing."""

    filed = Signal(object)
    left = Signal(str)

    def __init__(self, context: Context, record: UnreadContent, draft: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=920)
        self._context, self._record = context, record
        self._trial: Trial | None = None
        self._problem = ""
        self._words = label("", "secondary", wrap=True)
        self.body.addWidget(self._words)
        self.text = QPlainTextEdit()
        self.text.setPlainText(draft or record.text)
        self.text.setTabChangesFocus(True)
        in_fixed_width(context.theme, self.text)
        self.body.addWidget(self.text, 1)
        row = horizontal(context.theme, spacing=8)
        self._reads = label("", "secondary", wrap=True)
        self._letters_word = label("", "secondary")
        self.letters = QComboBox()
        for codec in dict.fromkeys((record.character_set, "utf-8")):
            self.letters.addItem(codec.upper(), codec)
        row.addWidget(self._reads, 1)
        row.addWidget(self._letters_word)
        row.addWidget(self.letters)
        self.body.addLayout(row)
        self._cancel = Button(context.theme)
        self.file_it = Button(context.theme, icon="check", kind="primary")
        self._cancel.clicked.connect(self.reject)
        self.file_it.clicked.connect(self.file)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.file_it)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TRY_AFTER_MS)
        self._timer.timeout.connect(self._try)
        self.text.textChanged.connect(self._changed)
        self.letters.currentIndexChanged.connect(lambda _: self._changed())
        self.rejected.connect(lambda: self.left.emit(self.typed))
        self.retranslate()
        self._try()
        focus_by_keyboard(self.text)

    @property
    def typed(self) -> str:
        """Every letter as typed: `toPlainText` would make plain spaces of the unbreakable ones."""
        return self.text.document().toRawText().replace("\u2029", "\n")

    @property
    def _codec(self) -> str:
        return str(self.letters.currentData() or "")

    def _changed(self) -> None:
        self._problem = ""
        self._timer.start()

    def _try(self) -> None:
        self._context.tasks.read(
            self, unread.trial, self._record.received_record_id, self.typed, self._codec, done=self._take
        )

    def _take(self, trial: Trial) -> None:
        self._trial = trial
        self._say()

    def file(self) -> None:
        self.file_it.setEnabled(False)
        self._context.tasks.write(
            self, unread.file_edited, self._record.received_record_id, self.typed, self._codec,
            done=self._filed, failed=self._refused,
        )  # fmt: skip

    def _filed(self, copy: EditedCopy) -> None:
        self.accept()
        self.filed.emit(copy)

    def _refused(self, error: WorldError) -> None:
        self._problem = explain(error).sentence
        self.file_it.setEnabled(True)
        self._say()
        focus_by_keyboard(self.text)

    def _say(self) -> None:
        """How the copy reads, and whether it can be filed."""
        trial = self._trial
        if self._problem:
            text, role = self._problem, "bad"
        elif trial is None:
            text, role = "", "secondary"
        elif trial.problem:
            why = matching_words.unreadable_word(trial.problem)
            text, role = self.tr("Cannot be read yet: {why}").format(why=why), "bad"
        else:
            counted = self.tr("%n value(s)", "", trial.observations)
            parts = [trial.message_type, trial.person or self.tr("no patient named"), counted]
            text = "✓ " + self.tr("Reads as: {what}").format(what=" · ".join(part for part in parts if part))
            role = "ok"
        self._reads.setText(text)
        set_property(self._reads, "role", role)
        self.file_it.setEnabled(trial is not None and not trial.problem)

    def retranslate(self) -> None:
        self.set_title(self.tr("Edit a copy and file it"))
        self._words.setText(
            self.tr(
                "The original stays as it came. The copy is kept beside it with your name, and this entry is closed."
            )
        )
        self.text.setAccessibleName(self.tr("Text of the copy"))
        self._letters_word.setText(self.tr("Letters:"))
        self.letters.setAccessibleName(self.tr("Character set of the copy"))
        self._cancel.setText(self.tr("Cancel"))
        self.file_it.setText(self.tr("File the copy"))
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
