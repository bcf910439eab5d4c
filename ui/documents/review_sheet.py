"""A signature that is not what it was believed to be: the warning in words, and how a person puts it to rest."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.context import Context
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.sheet import Sheet

translate = QCoreApplication.translate


def review_word(code: str) -> str:
    """What was found; `code` is one of `app/completion.py`, `app/evidence_check.py`."""
    return {
        "certificate-revoked": translate("review", "The certificate that signed was revoked."),
        "evidence-damaged": translate("review", "The signature's files do not read back as they were stored."),
        "verdict-worse": translate("review", "The signature is worth less than when it was last looked at."),
        "signature-invalid": translate("review", "The signature does not hold any more."),
    }.get(code, translate("review", "The signature needs a look ({code}).").format(code=code))


class ReviewSheet(Sheet):
    """`reviewed(words)`: what the person found; it stays in the journal."""

    reviewed = Signal(str)

    def __init__(self, context: Context, code: str, signer: str, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=560)
        self._code, self._signer = code, signer
        self._said, self._advice = label("", "bad", wrap=True), label("", "secondary", wrap=True)
        self.body.addWidget(self._said)
        self.body.addWidget(self._advice)
        self.words = QLineEdit()
        self.words.returnPressed.connect(self.give)
        self._field = Field(context.theme, self.words)
        self.body.addWidget(self._field)
        self._cancel, self._go = Button(context.theme), Button(context.theme, kind="primary")
        self._cancel.clicked.connect(self.reject)
        self._go.clicked.connect(self.give)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self._go)
        self.retranslate()
        focus_by_keyboard(self.words)

    def give(self) -> None:
        words = " ".join(self.words.text().split())
        if not words:
            self._field.set_error(self.tr("Write what you found: it stays in the journal."))
            return
        self.accept()
        self.reviewed.emit(words)

    def retranslate(self) -> None:
        self.set_title(self.tr("Signature looked at"))
        self.set_subject(self._signer, "")
        self._said.setText(review_word(self._code))
        self._advice.setText(
            self.tr(
                "Nothing of the document or its signature is changed. Where it does not hold, correct or withdraw the "
                "visit; from a damaged disk restore the backup."
            )
        )
        self._field.set_texts(self.tr("What you found"))
        self._cancel.setText(self.tr("Cancel"))
        self._go.setText(self.tr("Put to rest"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
