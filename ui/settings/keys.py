"""The signing keys of the user: what each is, how long it lives, which one signs; added, replaced, taken away here."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import key_choice, key_places, signing_keys
from app.domain.access import Permission
from app.domain.errors import WorldError
from app.domain.signature import SigningKey
from app.eds.key_store import Availability, Means
from app.key_choice import Candidate, Proposal
from app.key_places import KeyPlaces
from ui.context import Context
from ui.messages import explain
from ui.settings import key_words
from ui.settings.key_places_sheet import KeyPlacesSheet
from ui.settings.key_sheet import KeySheet
from ui.settings.section import Section
from ui.tasks import Progress
from ui.widgets.buttons import Button
from ui.widgets.labels import label, line
from ui.widgets.layouts import horizontal, vertical

_ASKED = ("ncalayer", "pkcs11")  # files and signatures made elsewhere are there when they are chosen


class KeysSection(Section):
    """For those who sign. `reload` after each change; `look` asks which stores are there."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.found = Proposal(None, ())
        self._places = KeyPlaces()
        self.stores: dict[str, Availability] = {}
        self._looked = False
        self._words = self.add_words()
        self._list: QVBoxLayout = vertical(context.theme, spacing=10)
        self.column.addLayout(self._list)
        self.replace_buttons: dict[int, Button] = {}
        self.remove_buttons: dict[int, Button] = {}
        self._stores_words = self.add_words()
        self.add = Button(context.theme, icon="plus", kind="primary")
        self.add.clicked.connect(lambda _: self.open_sheet(None))
        self.look_button = Button(context.theme, icon="broadcast")
        self.look_button.clicked.connect(self.look)
        self.change_places = Button(context.theme, icon="gear")
        self.change_places.clicked.connect(self.open_places)
        self.change_places.setVisible(context.practice.actor.may(Permission.SETTINGS))
        self.add_buttons(self.add, self.look_button, self.change_places)
        self.retranslate()
        self.reload()

    def reload(self) -> None:
        tasks = self.context.tasks
        stores = self.stores if self._looked else None
        tasks.read(self, key_choice.proposal, stores=stores, done=self.show_keys)
        tasks.read(self, key_places.get_places, done=self._take_places)

    def look(self) -> None:
        """Ask NCALayer and the tokens whether they are there; no window is opened."""
        self.look_button.setEnabled(False)
        self.context.tasks.read(self, key_places.means, done=self._look_with)

    def open_sheet(self, old: SigningKey | None) -> KeySheet:
        sheet = KeySheet(self.context, self.stores, old, self.window())
        sheet.changed.connect(self.reload)
        sheet.open()
        sheet.look()
        return sheet

    def open_places(self) -> KeyPlacesSheet:
        sheet = KeyPlacesSheet(self.context, self._places, self.window())
        sheet.changed.connect(self.reload)
        sheet.changed.connect(self.look)
        sheet.open()
        return sheet

    def remove(self, key: SigningKey) -> None:
        """Forget where it lies; it can be added again, so nothing is asked first."""
        words = self.tr("{name}: the program does not know the key any more.").format(
            name=key_words.title(key.certificate)
        )

        def done(_: None) -> None:
            self.context.navigation.notice(words)
            self.reload()

        self.context.tasks.write(
            self, signing_keys.remove_signing_key, key.key_id, done=done, failed=self._refused
        )  # fmt: skip

    def retranslate(self) -> None:
        self.title.setText(self.tr("Signing keys (EDS)"))
        self.add.setText(self.tr("Add a key…"))
        self.look_button.setText(self.tr("Which stores are there?"))
        self.change_places.setText(self.tr("NCALayer and tokens…"))
        self._show()

    def _look_with(self, means: Means) -> None:
        def ask(_: Progress) -> dict[str, Availability]:
            return key_places.look(means)

        self.context.tasks.sign(self, ask, done=self._looked_at, failed=self._refused)

    def _looked_at(self, found: dict[str, Availability]) -> None:
        self.stores, self._looked = found, True
        self.look_button.setEnabled(True)
        self.reload()

    def show_keys(self, found: Proposal) -> None:
        self.found = found
        self._show()

    def _take_places(self, found: KeyPlaces) -> None:
        self._places = found

    def _refused(self, error: WorldError) -> None:
        self.look_button.setEnabled(True)
        self.context.navigation.notice(explain(error).sentence, "bad")

    def _show(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.replace_buttons.clear()
        self.remove_buttons.clear()
        first = self.found.first
        everything = (*((first,) if first else ()), *self.found.others)
        for at, candidate in enumerate(everything):
            if at:
                self._list.addWidget(line())
            self._list.addWidget(self._row(candidate, is_first=candidate is first))
        self._words.setText(self._said(has_keys=bool(everything)))
        self._stores_words.setText(self._stores_said())
        self._stores_words.setVisible(self._looked)

    def _said(self, *, has_keys: bool) -> str:
        if not has_keys:
            return self.tr("No key yet: add the one that the certification authority gave you.")
        if self.found.first is None:
            return self.tr("None of these keys can sign now; each says why.")
        return self.tr("The first one is proposed when you sign.")

    def _stores_said(self) -> str:
        lines = []
        for kind, found in self.stores.items():
            if kind not in _ASKED:
                continue
            name, version = key_words.store_word(kind), f" {found.version}" if found.version else ""
            places = ", ".join(place.label for place in found.places)
            there = self.tr("is there") + (f" ({places})" if places else "")
            lines.append(f"{name}{version}: " + (there if found.ready else key_words.problem_word(found.problem)))
        return "\n".join(lines)

    def _row(self, candidate: Candidate, *, is_first: bool) -> QWidget:
        key, theme = candidate.key, self.context.theme
        shown = QWidget()
        row = horizontal(theme, shown, spacing=16)
        words = vertical(theme, spacing=2)
        said, tone = key_words.state(candidate)
        words.addWidget(label(key_words.title(key.certificate), "strong" if is_first else "", wrap=True))
        words.addWidget(label(key_words.life(candidate, self.context.practice.clock.now()), "secondary", wrap=True))
        words.addWidget(label(said, tone, wrap=True))
        row.addLayout(words, 1)
        if key.replaced_by is None:
            replace = Button(theme, self.tr("Replace…"))
            replace.clicked.connect(lambda: self.open_sheet(key))
            replace.setAccessibleName(f"{self.tr('Replace…')} {key_words.title(key.certificate)}")
            self.replace_buttons[key.key_id] = replace
            row.addWidget(replace)
        remove = Button(theme, icon="trash", kind="ghost")
        for say in (remove.setAccessibleName, remove.setToolTip):
            say(self.tr("Remove {name}").format(name=key_words.title(key.certificate)))
        remove.clicked.connect(lambda: self.remove(key))
        self.remove_buttons[key.key_id] = remove
        row.addWidget(remove)
        return shown
