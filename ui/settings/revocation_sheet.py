"""Whether somebody is asked which certificates were revoked, and who; without it no signature becomes complete."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app import revocation_service
from app.revocation_service import RevocationService
from ui.context import Context
from ui.settings.form_sheet import FormSheet
from ui.theme import focus_by_keyboard
from ui.widgets.field import Field
from ui.widgets.labels import label


class RevocationSheet(FormSheet):
    def __init__(self, context: Context, before: RevocationService, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._words = label("", "secondary", wrap=True)
        self.body.addWidget(self._words)
        self.is_on = QCheckBox()
        self.is_on.setChecked(before.is_on)
        self.body.addWidget(self.is_on)
        self.ocsp, self.crl, self.delta = (
            QLineEdit(before.ocsp_url), QLineEdit(before.crl_url), QLineEdit(before.delta_url),
        )  # fmt: skip
        self.fields = [Field(context.theme, one) for one in (self.ocsp, self.crl, self.delta)]
        for one in self.fields:
            self.body.addWidget(one)
        self.finish()
        focus_by_keyboard(self.is_on)

    def save(self) -> None:
        if not self.save_button.isEnabled():
            return
        self.busy(on=True)
        wanted = RevocationService(self.is_on.isChecked(), self.ocsp.text(), self.crl.text(), self.delta.text())
        self.context.tasks.write(
            self, revocation_service.set_service, wanted, done=self._written, failed=self.refused
        )  # fmt: skip

    def retranslate(self) -> None:
        self.set_title(self.tr("Revoked certificates"))
        self._words.setText(
            self.tr(
                "Right after the time stamp the authority is asked whether the certificates were revoked; its answer "
                "is kept with the signature, which is complete from then on. It is told serial numbers, nothing else."
            )
        )
        self.is_on.setText(self.tr("Ask about revocation"))
        usual = self.tr("Empty: the address that belongs to the certification authority.")
        if self.context.practice.practice.is_test:
            usual = self.tr("A practice marked TEST asks only this computer.")
        self.fields[0].set_texts(self.tr("Answers about one certificate (OCSP)"), usual)
        self.fields[1].set_texts(
            self.tr("List of revoked certificates (CRL)"), self.tr("Asked where OCSP cannot be reached. Empty: none.")
        )
        self.fields[2].set_texts(self.tr("Changes since that list (delta CRL)"), self.tr("Empty: none."))
        super().retranslate()

    def _written(self, service: RevocationService) -> None:
        self.saved(
            self.tr("Signatures are completed with answers about revocation.")
            if service.is_on
            else self.tr("Nobody is asked about revocation.")
        )
