"""Where NCALayer listens and which library the tokens have; the administrator's."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from app import key_places
from app.eds.key_store import NCALAYER_URL
from app.key_places import KeyPlaces
from ui.context import Context
from ui.settings.form_sheet import FormSheet
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal


class KeyPlacesSheet(FormSheet):
    def __init__(self, context: Context, before: KeyPlaces, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._words = label("", "secondary", wrap=True)
        self.body.addWidget(self._words)
        self.url, self.library = QLineEdit(before.ncalayer_url), QLineEdit(before.token_library)
        self.browse = Button(context.theme, icon="folder-open")
        self.browse.clicked.connect(self.choose_file)
        chosen = QWidget()
        row = horizontal(context.theme, chosen, spacing=8)
        row.addWidget(self.library, 1)
        row.addWidget(self.browse)
        chosen.setFocusProxy(self.library)
        self.fields = [Field(context.theme, one) for one in (self.url, chosen)]
        for one in self.fields:
            self.body.addWidget(one)
        self.finish()
        focus_by_keyboard(self.url)

    def choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the library"), "", self.tr("Libraries (*.dll *.so *.dylib)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.library.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self) -> None:
        if not self.save_button.isEnabled():
            return
        self.busy(on=True)
        wanted = KeyPlaces(self.url.text(), self.library.text())
        self.context.tasks.write(self, key_places.set_places, wanted, done=self._written, failed=self.refused)

    def retranslate(self) -> None:
        self.set_title(self.tr("NCALayer and tokens"))
        self._words.setText(
            self.tr("Both are on this computer. A library is a program: take it from the token's maker only.")
        )
        self.fields[0].set_texts(
            self.tr("Address of NCALayer"), self.tr("Usually {address}").format(address=NCALAYER_URL)
        )
        self.fields[1].set_texts(
            self.tr("Library of the tokens (PKCS#11)"),
            self.tr("The whole path. Empty: tokens are used through NCALayer alone."),
        )
        self.library.setAccessibleName(self.tr("Library of the tokens (PKCS#11)"))
        for say in (self.browse.setAccessibleName, self.browse.setToolTip):
            say(self.tr("Choose the library"))
        super().retranslate()

    def _written(self, _: KeyPlaces) -> None:
        self.saved(self.tr("Keys are looked for there from now on."))
