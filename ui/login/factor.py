"""The second factor on the login page: the one-time code, or a certificate in a file, behind NCALayer or on a token.

What was chosen last is remembered for each login on this workstation: the kind and the place of the key, no secret.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from ui.front_door import KeyDraft, KeyPlaces
from ui.number_fields import CodeField
from ui.preferences import LoginMemory
from ui.theme import Theme
from ui.widgets.buttons import Button, Segmented
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, vertical
from ui.widgets.password import PasswordField

CODE, CERTIFICATE = "code", "certificate"
FILE, NCALAYER, TOKEN = "pkcs12", "ncalayer", "pkcs11"
KINDS = (FILE, NCALAYER, TOKEN)


class SecondFactor(QWidget):
    """`entered()` when Enter was pressed in its last field; `code_complete()` with the sixth digit.

    `certificate_wanted()` when somebody chose the certificate: now it is worth asking which places there are.
    """

    entered = Signal()
    code_complete = Signal()
    certificate_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: dict[str, KeyPlaces] = {}
        column = vertical(theme, self, spacing=14)
        self.choice = Segmented((CODE, CERTIFICATE))
        self.choice.choose(CODE)
        column.addWidget(self.choice)
        self.code = CodeField()
        self.code.setProperty("large", "true")
        self._code_field = Field(theme, self.code)
        column.addWidget(self._code_field)
        self._panel = QWidget()
        inside = vertical(theme, self._panel, spacing=14)
        self.kinds = Segmented(KINDS)
        self.kinds.choose(FILE)
        inside.addWidget(self.kinds)
        self.path = QLineEdit()
        self.path.setProperty("large", "true")
        self.browse = Button(theme, icon="folder-open")
        self._file = QWidget()
        row = horizontal(theme, self._file, spacing=8)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        self._path_field = Field(theme, self._file)
        self._file.setFocusProxy(self.path)
        inside.addWidget(self._path_field)
        self.tokens = QComboBox()
        self._token_field = Field(theme, self.tokens)
        inside.addWidget(self._token_field)
        self.secret = PasswordField()
        self.secret.setProperty("large", "true")
        self._secret_field = Field(theme, self.secret)
        inside.addWidget(self._secret_field)
        self._hint = label("", "secondary", wrap=True)
        inside.addWidget(self._hint)
        column.addWidget(self._panel)
        self.choice.chosen.connect(lambda _: self._chosen())
        self.kinds.chosen.connect(lambda _: self._show())
        self.browse.clicked.connect(self.choose_file)
        self.code.returnPressed.connect(self.entered)
        self.secret.returnPressed.connect(self.entered)
        self.path.returnPressed.connect(self.entered)
        self.code.digits_changed.connect(lambda _: self.code_complete.emit() if self.code.is_complete else None)
        self.retranslate()
        self._show()

    @property
    def is_certificate(self) -> bool:
        return self.choice.current == CERTIFICATE

    @property
    def kind(self) -> str:
        return self.kinds.current

    def key(self) -> KeyDraft:
        """Which key was chosen, and what was typed for it."""
        location = {FILE: self.path.text().strip(), TOKEN: self.tokens.currentData() or ""}.get(self.kind, "")
        return KeyDraft(self.kind, location, "" if self.kind == NCALAYER else self.secret.text())

    def missing(self) -> QWidget | None:
        """The first field that has to be filled before anything can be tried."""
        if not self.is_certificate:
            return None if self.code.text().strip() else self.code
        if self.kind == FILE and not self.path.text().strip():
            return self.path
        return self.secret if self.kind != NCALAYER and not self.secret.text() else None

    def to_correct(self, code: str) -> QWidget | None:
        """The field that a refusal is about, emptied where it is a code; None where it is about another."""
        if code in {"otp-wrong", "otp-used", "otp-missing"}:
            self.code.clear()
            return self.code
        if code in {"key-wrong-password", "key-pin-wrong"}:
            self.secret.selectAll()
            return self.secret
        return self.path if code.startswith("key-") and self.kind == FILE and self.is_certificate else None

    def forget(self) -> None:
        """No secret stays in a field."""
        self.code.clear()
        self.secret.clear()

    def set_read_only(self, is_read_only: bool) -> None:
        for editor in (self.code, self.path, self.secret):
            editor.setReadOnly(is_read_only)
        for control in (self.choice, self.kinds, self.browse, self.tokens):
            control.setEnabled(not is_read_only)

    def recall(self, memory: LoginMemory) -> None:
        """Show what this login used last."""
        self.choice.choose(CERTIFICATE if memory.by_certificate else CODE)
        self.kinds.choose(memory.kind if memory.kind in KINDS else FILE)
        self.path.setText(memory.location if memory.kind == FILE else "")
        self._chosen()

    def memory(self) -> LoginMemory:
        draft = self.key()
        return LoginMemory(self.is_certificate, draft.store_kind, draft.location)

    def show_places(self, places: dict[str, KeyPlaces]) -> None:
        """Which kinds this program knows, and which of them can be asked now."""
        self._places = places
        for kind in KINDS:
            self.kinds.button(kind).setVisible(kind in places)
        if self.kind not in places and places:
            self.kinds.choose(FILE)
        chosen = self.tokens.currentData()
        self.tokens.clear()
        for one in places[TOKEN].tokens if TOKEN in places else ():
            self.tokens.addItem(one.label, one.location)
        self.tokens.setCurrentIndex(max(0, self.tokens.findData(chosen)))
        self._show()

    def choose_file(self) -> None:
        """By the system's dialog, which does not hold up what arrives meanwhile."""
        folder = str(Path(self.path.text()).parent) if self.path.text() else ""
        dialog = QFileDialog(self, self.tr("Choose the key file"), folder, self.tr("Key files (*.p12 *.pfx)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def retranslate(self) -> None:
        self.choice.set_titles({CODE: self.tr("One-time code"), CERTIFICATE: self.tr("Certificate")})
        self.choice.setAccessibleName(self.tr("Second factor"))
        self.kinds.set_titles({FILE: self.tr("File"), NCALAYER: "NCALayer", TOKEN: self.tr("Token")})
        self.kinds.setAccessibleName(self.tr("Where the key is"))
        self._code_field.set_texts(self.tr("One-time code"))
        self._path_field.set_texts(self.tr("Key file"))
        self.path.setAccessibleName(self.tr("Key file"))
        self.browse.setAccessibleName(self.tr("Choose the key file"))
        self.browse.setToolTip(self.tr("Choose the key file"))
        self._token_field.set_texts(self.tr("Token"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _take_file(self, path: str) -> None:
        self.path.setText(path)
        self.secret.setFocus()

    def _chosen(self) -> None:
        self._show()
        if self.is_certificate:
            self.certificate_wanted.emit()

    def _show(self) -> None:
        self._code_field.setVisible(not self.is_certificate)
        self._panel.setVisible(self.is_certificate)
        self._path_field.setVisible(self.kind == FILE)
        self._token_field.setVisible(self.kind == TOKEN and self.tokens.count() > 1)
        self._secret_field.setVisible(self.kind != NCALAYER)
        self._secret_field.set_texts(
            self.tr("PIN of the token") if self.kind == TOKEN else self.tr("Password of the key")
        )
        said = self._said()
        self._hint.setText(said)
        self._hint.setVisible(bool(said))

    def _said(self) -> str:
        place = self._places.get(self.kind)
        if place is not None and not place.is_ready:
            return {
                NCALAYER: self.tr("NCALayer does not run on this computer. Start it, or use a key file."),
                TOKEN: self.tr("No token is connected. Put it in, or use a key file."),
            }.get(self.kind, "")
        if self.kind == NCALAYER:
            return self.tr("NCALayer opens its own window and asks for the password there.")
        if self.kind == TOKEN:
            return self.tr("Wrong PINs are counted by the token itself.")
        return ""
