"""A signing key is added, or put in the place of an old one: a file, a key behind NCALayer, a key on a token.

The key is opened once, to read its certificate; no password and no PIN is kept. What is wrong with it is said here,
not at the first signing.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from app import key_choice, key_places, signing_keys
from app.domain.errors import WorldError
from app.domain.signature import SigningKey
from app.eds.key_store import ANY, Availability, Means, Purpose, Request
from app.signing_keys import InspectedKey
from ui.context import Context
from ui.settings import key_words
from ui.settings.form_sheet import FormSheet
from ui.tasks import Progress
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button, Segmented
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal
from ui.widgets.password import PasswordField
from ui.widgets.progress import ProgressStrip

FILE, NCALAYER, TOKEN = "pkcs12", "ncalayer", "pkcs11"
KINDS = (FILE, NCALAYER, TOKEN)


class KeySheet(FormSheet):
    """`old`: the key that is replaced; `stores`: what was seen of them; `look` sees anew, without a window."""

    def __init__(
        self,
        context: Context,
        stores: dict[str, Availability],
        old: SigningKey | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._stores, self._old = stores, old
        self._words = label("", "secondary", wrap=True)
        self.body.addWidget(self._words)
        self.kinds = Segmented(KINDS)
        self.kinds.choose(old.store_kind if old and old.store_kind in KINDS else FILE)
        self.kinds.chosen.connect(lambda _: self._show())
        self.body.addWidget(self.kinds)
        self.path, self.browse = QLineEdit(), Button(context.theme, icon="folder-open")
        self.browse.clicked.connect(self.choose_file)
        chosen = QWidget()
        row = horizontal(context.theme, chosen, spacing=8)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        chosen.setFocusProxy(self.path)
        self.tokens = QComboBox()
        self.tokens.currentIndexChanged.connect(lambda _: self._show() if self.fields else None)
        self.secret = PasswordField()
        self.secret.returnPressed.connect(self.save)
        self.secret.keyboard_changed.connect(lambda _layout, _caps: self._say_secret())
        self.fields = [Field(context.theme, one) for one in (chosen, self.tokens, self.secret)]
        for one in self.fields:
            self.body.addWidget(one)
        self._hint = label("", "secondary", wrap=True)
        self.body.addWidget(self._hint)
        self._progress = ProgressStrip(context.theme)
        self.body.addWidget(self._progress)
        self._fill_tokens()
        self.finish()
        self._show()
        focus_by_keyboard(self.path)

    @property
    def kind(self) -> str:
        return self.kinds.current

    def choose_file(self) -> None:
        """By the system's dialog, which does not hold up what arrives meanwhile."""
        folder = str(Path(self.path.text()).parent) if self.path.text() else ""
        dialog = QFileDialog(self, self.tr("Choose the key file"), folder, self.tr("Key files (*.p12 *.pfx)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def look(self) -> None:
        """Which tokens are there, and whether NCALayer runs."""

        def ask(means: Means) -> None:
            self.context.tasks.sign(self, lambda _: key_places.look(means), done=self._take_stores)

        self.context.tasks.read(self, key_places.means, done=ask)

    def save(self) -> None:
        if not self.save_button.isEnabled() or not self._is_filled():
            return
        self.busy(on=True)
        self.context.tasks.read(self, key_choice.introduction, done=self._open, failed=self.refused)

    def retranslate(self) -> None:
        self.set_title(self.tr("Replace the signing key") if self._old else self.tr("Add a signing key"))
        self._words.setText(
            self.tr("The new key takes the place of {name}. Both must be of the same person.").format(
                name=key_words.title(self._old.certificate)
            )
            if self._old
            else self.tr("The key stays where it is. The program opens it once to read the certificate.")
        )
        self.kinds.set_titles({FILE: self.tr("File"), NCALAYER: "NCALayer", TOKEN: self.tr("Token")})
        self.kinds.setAccessibleName(self.tr("Where the key is"))
        self.fields[0].set_texts(self.tr("Key file"))
        self.path.setAccessibleName(self.tr("Key file"))
        for say in (self.browse.setAccessibleName, self.browse.setToolTip):
            say(self.tr("Choose the key file"))
        self.fields[1].set_texts(self.tr("Token"))
        self._say_secret()
        super().retranslate()
        self._show()

    def _is_filled(self) -> bool:
        missing = {
            0: self.kind == FILE and not self.path.text().strip(),
            1: self.kind == TOKEN and self.tokens.currentData() is None,
            2: self.kind != NCALAYER and not self.secret.text(),
        }
        said = (self.tr("Choose the key file."), self.tr("No token is connected."), self.tr("Type it to open the key."))
        for at, field in enumerate(self.fields):
            field.set_error(said[at] if missing[at] else "")
        return self.is_right()

    def _open(self, request: Request) -> None:
        kind, secret = self.kind, self.secret.text()
        location = {FILE: self.path.text().strip(), TOKEN: self.tokens.currentData() or ""}.get(kind, "")
        self.secret.clear()
        # A file holds one key, which is judged; elsewhere one that may sign is chosen.
        asked = ANY if kind == FILE else replace(request, purpose=Purpose.SIGN)

        def work(progress: Progress) -> InspectedKey:
            return signing_keys.inspect_key(kind, location, secret, asked, progress)

        job = self.context.tasks.sign(self, work, done=self._inspected, failed=self._refused)
        waiting = self.tr("NCALayer asks in its own window") if kind == NCALAYER else self.tr("The key is opened")
        self._progress.watch(job, waiting)

    def _inspected(self, found: InspectedKey) -> None:
        write = self.context.tasks.write
        if self._old is None:
            write(self, signing_keys.add_signing_key, found, done=self._kept, failed=self._refused)
        else:
            write(
                self, signing_keys.replace_signing_key, self._old.key_id, found, done=self._kept, failed=self._refused
            )

    def _kept(self, key: SigningKey) -> None:
        self.saved(self.tr("Documents can be signed with {name}.").format(name=key_words.title(key.certificate)))

    def _refused(self, error: WorldError) -> None:
        self.refused(error)
        focus_by_keyboard(self.secret if self.kind != NCALAYER else self.save_button)

    def _take_file(self, path: str) -> None:
        self.path.setText(path)
        focus_by_keyboard(self.secret)

    def _take_stores(self, stores: dict[str, Availability]) -> None:
        self._stores = stores
        self._fill_tokens()
        self._show()

    def _fill_tokens(self) -> None:
        found, chosen = self._stores.get(TOKEN), self.tokens.currentData()
        self.tokens.clear()
        for place in found.places if found else ():
            self.tokens.addItem(f"{place.label} · {place.serial_number}", place.location)
        self.tokens.setCurrentIndex(max(0, self.tokens.findData(chosen)))

    def _show(self) -> None:
        file, tokens, secret = self.fields
        file.setVisible(self.kind == FILE)
        tokens.setVisible(self.kind == TOKEN)
        secret.setVisible(self.kind != NCALAYER)
        said = self._said()
        self._hint.setText(said)
        self._hint.setVisible(bool(said))
        self._say_secret()

    def _said(self) -> str:
        store = self._stores.get(self.kind)
        if store is not None and not store.ready:
            name = key_words.store_word(self.kind)
            return self.tr("{store}: {why}.").format(store=name, why=key_words.problem_word(store.problem))
        if self.kind == NCALAYER:
            return self.tr("NCALayer opens its own window and asks for the password there.")
        if self.kind != TOKEN:
            return ""
        places = self._stores[TOKEN].places if TOKEN in self._stores else ()
        warning = next((one.warning for one in places if one.location == self.tokens.currentData()), "")
        return key_words.pin_word(warning) or self.tr(
            "After two wrong PINs the program stops, before the token locks itself."
        )

    def _say_secret(self) -> None:
        caps = self.tr("Caps Lock is on") if self.secret.caps_lock else ""
        hint = " · ".join(part for part in (self.secret.layout_name, caps) if part)
        name = self.tr("PIN of the token") if self.kind == TOKEN else self.tr("Password of the key")
        self.fields[2].set_texts(name, hint)
