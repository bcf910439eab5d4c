"""Name, address, phone and licence as documents show them. The IIN or BIN stays: keys are made out to it."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import Refused
from app.domain.identity import Phone
from app.domain.practice import Practice, PracticeDraft
from ui.context import Context
from ui.messages import explain
from ui.number_fields import PhoneField
from ui.settings.form_sheet import FormSheet
from ui.tasks import Progress
from ui.theme import focus_by_keyboard
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal


class PracticeSheet(FormSheet):
    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        before = context.practice.practice
        self.name, self.address, self.licence = (
            QLineEdit(text) for text in (before.name, before.address, before.licence)
        )
        self.phone = PhoneField()
        with suppress(Refused):
            if before.phone:
                self.phone.set_phone(Phone.parse(before.phone))
        self._digits_before = self.phone.digits
        self.fields = [Field(context.theme, one) for one in (self.name, self.address, self.phone, self.licence)]
        name, address, phone, licence = self.fields
        self.body.addWidget(name)
        self.body.addWidget(address)
        two = horizontal(context.theme, spacing=16)
        two.addWidget(phone, 1, Qt.AlignmentFlag.AlignTop)
        two.addWidget(licence, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(two)
        self._note = label("", "secondary", wrap=True)
        self.body.addWidget(self._note)
        self.name.textChanged.connect(lambda _: name.set_error(""))
        self.phone.textChanged.connect(lambda _: phone.set_error(""))
        self.finish()
        focus_by_keyboard(self.name)

    def save(self) -> None:
        if not self.save_button.isEnabled() or not self.is_right():
            return
        self.busy(on=True)
        practice = self.context.practice
        before, phone = practice.practice, self.phone.phone
        # A number that this field cannot show (an extension, say) stays unless another is typed.
        number = before.phone if self.phone.digits == self._digits_before else phone.e164 if phone else ""
        draft = PracticeDraft(
            name=self.name.text().strip(), iin=before.iin, bin_number=before.bin_number,
            address=self.address.text().strip(), phone=number,
            licence=self.licence.text().strip(), language=before.language,
        )  # fmt: skip

        def write(_: Progress) -> Practice:
            return practice.change(draft)

        self.context.tasks.work(self, write, done=self._written, failed=self.refused)

    def retranslate(self) -> None:
        self.set_title(self.tr("What stands at the head of documents"))
        name, address, phone, licence = self.fields
        name.set_texts(self.tr("Name of the practice"))
        address.set_texts(self.tr("Address"))
        stored = self.context.practice.practice.phone
        phone.set_texts(self.tr("Phone"), stored if stored and not self._digits_before else "")
        licence.set_texts(self.tr("Licence"), self.tr("Number and date."))
        self._note.setText(self.tr("Documents signed before keep what stood there on their day."))
        super().retranslate()

    def is_right(self) -> bool:
        name, _, phone, _ = self.fields
        name.set_error("" if self.name.text().strip() else self.tr("Give the name as it shall stand on documents."))
        refusal = self.phone.refusal if self.phone.digits else None
        phone.set_error(explain(refusal).sentence if refusal else "")
        return super().is_right()

    def _written(self, _: Practice) -> None:
        self.saved(self.tr("Documents from now on say so."))
