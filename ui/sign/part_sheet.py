"""A part of a colleague's record: what was asked, and the text; it is signed from the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app import document_parts
from app.domain.document import Part
from app.domain.errors import WorldError
from app.to_sign import Waiting
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import sized
from ui.widgets.sheet import Sheet


class PartSheet(Sheet):
    """`saved()` when the text was kept."""

    saved = Signal()

    def __init__(self, context: Context, line: Waiting, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=640)
        self._context, self._line = context, line
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        sized(context.theme, self.text, min_height=220)
        self._field = Field(context.theme, self.text)
        self.body.addWidget(self._field)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self._cancel, self.save_button = Button(context.theme), Button(context.theme, kind="primary")
        self._cancel.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.save_button)
        self.retranslate()
        context.tasks.read(self, document_parts.asked_parts, done=self._take, failed=self._refused)
        focus_by_keyboard(self.text)

    def _take(self, parts: tuple[Part, ...]) -> None:
        mine = next((one for one in parts if one.part_id == self._line.object_id), None)
        if mine is not None and not self.text.toPlainText():
            self.text.setPlainText(mine.text)

    def save(self) -> None:
        text = self.text.toPlainText()
        self._context.tasks.write(
            self, document_parts.write_part, self._line.object_id, text, done=self._kept, failed=self._refused
        )

    def _kept(self, _: Part) -> None:
        self.accept()
        self.saved.emit()

    def _refused(self, error: WorldError) -> None:
        self._problem.setText(explain(error).sentence)
        self._problem.show()

    def retranslate(self) -> None:
        one = self._line
        self.set_title(self.tr("A part of the record"))
        self.set_subject(formats.two_identifiers(one.patient_name, one.patient_iin, one.birth_date), one.title)
        self._field.set_texts(self.tr("Text"), self.tr("It is signed from the list, by you"))
        self._cancel.setText(self.tr("Cancel"))
        self.save_button.setText(self.tr("Keep the text"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
