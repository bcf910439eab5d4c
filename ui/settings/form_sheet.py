"""A sheet of fields that are saved together: a sentence where that is refused, *try it* where there is what to try."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import WorldError
from ui.context import Context
from ui.messages import explain
from ui.theme import focus_by_keyboard, set_property
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.sheet import Sheet


class FormSheet(Sheet):
    """`changed()` once the new values are written. A subclass fills `body`, then calls `finish`."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None, *, can_try: bool = False) -> None:
        super().__init__(context.theme, parent, width=680)
        self.context = context
        self.fields: list[Field] = []
        self._problem_of: WorldError | None = None
        self.outcome = label("", "bad", wrap=True)
        self.outcome.hide()
        self.try_button = Button(context.theme, icon="broadcast", parent=self)
        self.try_button.setVisible(can_try)  # with a parent: alone it would be a window
        self._cancel, self.save_button = Button(context.theme), Button(context.theme, icon="check", kind="primary")
        self.try_button.clicked.connect(self.try_out)
        self._cancel.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        if can_try:
            self.foot.addWidget(self.try_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.save_button)

    def finish(self) -> None:
        """The last of the body; says everything for the first time."""
        self.body.addWidget(self.outcome)
        self.retranslate()

    def save(self) -> None:
        """Check the fields and write them; `saved` or `refused` follows."""

    def try_out(self) -> None:
        """Try what is typed without keeping it."""

    def retranslate(self) -> None:
        self.try_button.setText(self.tr("Try it"))
        self._cancel.setText(self.tr("Cancel"))
        self.save_button.setText(self.tr("Save"))
        if self._problem_of is not None:
            self.refused(self._problem_of)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def is_right(self) -> bool:
        """No field has an error; else the cursor goes to the first that has."""
        wrong = next((field for field in self.fields if field.error), None)
        if wrong is not None:
            focus_by_keyboard(wrong.editor)
        return wrong is None

    def busy(self, *, on: bool) -> None:
        self.save_button.setEnabled(not on)
        self.try_button.setEnabled(not on)
        if on:
            self._problem_of = None
            self.outcome.hide()

    def tell(self, text: str, tone: str) -> None:
        """A sentence above the buttons; `tone` is ok, warn or bad."""
        self.busy(on=False)
        self.outcome.setText(text)
        set_property(self.outcome, "role", tone)
        self.outcome.show()

    def saved(self, words: str) -> None:
        self.accept()
        self.context.navigation.notice(words)
        self.changed.emit()

    def refused(self, error: WorldError) -> None:
        self._problem_of = error
        self.tell(explain(error).sentence, "bad")
