"""Which key signs: the one that is proposed, why the others are not, and what its place asks for (27.9).

A file has a password, a token a PIN, NCALayer asks in its own window, a signature made elsewhere needs none. Nothing
that is typed here is kept: `take_secret` empties the field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from app import key_choice, key_places, signing_keys
from app.domain.errors import WorldError
from app.domain.signature import Check
from app.eds.key_store import ANY, Availability, Means, Place, Request
from app.key_choice import Candidate, Proposal
from app.opened_keys import KeyChoice
from app.signing_keys import InspectedKey
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.settings import key_words
from ui.sign import words
from ui.theme import focus_by_keyboard, set_property
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, vertical
from ui.widgets.password import PasswordField

translate = QCoreApplication.translate

NONE, FILE, TOKEN, NCALAYER, ELSEWHERE = "", "pkcs12", "pkcs11", "ncalayer", "imported"
_SHOWN_CHECKS = ("V2", "A1", "P1", "A4", "R3")  # what a doctor can do something about; the others follow
_MOST_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the choice: a known key, a token in sight, or a kind of place."""

    kind: str
    location: str = ""
    candidate: Candidate | None = None
    place: Place | None = None


class KeyPanel(QWidget):
    """`changed()` when another key is chosen or more is known of it; `submitted()` on Enter in the password."""

    changed = Signal()
    submitted = Signal()

    def __init__(
        self, context: Context, kinds: tuple[str, ...] = (FILE, TOKEN, NCALAYER), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._kinds = context, kinds
        self._proposal: Proposal | None = None
        self._stores: dict[str, Availability] = {}
        self._new_file = ""
        self._entries: tuple[Entry, ...] = ()
        self._checks: tuple[Check, ...] = ()
        theme = context.theme
        column = vertical(theme, self, spacing=8)
        self.key_box = QComboBox()
        self.key_box.currentIndexChanged.connect(lambda _: self._chosen())
        self._key_field = Field(theme, self.key_box)
        column.addWidget(self._key_field)
        row = horizontal(theme, spacing=8)
        self.attach_button = Button(theme, icon="paperclip", kind="ghost")
        self.attach_button.clicked.connect(self.choose_file)
        self.look_button = Button(theme, icon="arrow-clockwise", kind="ghost")
        self.look_button.clicked.connect(self.look)
        row.addWidget(self.attach_button)
        row.addWidget(self.look_button)
        row.addStretch(1)
        column.addLayout(row)
        self._check_lines = vertical(theme, spacing=3)
        column.addLayout(self._check_lines)
        self.password = PasswordField()
        self.password.returnPressed.connect(self.submitted)
        self.password.keyboard_changed.connect(lambda _layout, _caps: self._say_secret())
        self._secret_field = Field(theme, self.password)
        column.addWidget(self._secret_field)
        self._hint = label("", "secondary", wrap=True)
        column.addWidget(self._hint)
        self._others = label("", "small", wrap=True)
        column.addWidget(self._others)
        self._fill()

    # what is there

    def load(self) -> None:
        """Read the keys, then look which stores are there; no window is opened and nothing is asked."""
        self._context.tasks.read(self, key_choice.proposal, done=self._first_proposal, failed=self._no_proposal)

    def look(self) -> None:
        """Which tokens are in, and whether NCALayer runs."""
        self._context.tasks.read(self, key_places.means, done=self._look_with)

    def _look_with(self, means: Means) -> None:
        self._context.tasks.sign(self, lambda _: key_places.look(means), done=self._take_stores)

    def _first_proposal(self, proposal: Proposal) -> None:
        self._take_proposal(proposal)
        if not self.isHidden():
            self.focus()
        self.look()

    def _no_proposal(self, error: WorldError) -> None:
        self._hint.setText(explain(error).sentence)

    def _take_stores(self, stores: dict[str, Availability]) -> None:
        self._stores = stores
        self._context.tasks.read(self, key_choice.proposal, stores=stores, done=self._take_proposal)

    def _take_proposal(self, proposal: Proposal) -> None:
        self._proposal = proposal
        self._fill()

    # the choice

    @property
    def entry(self) -> Entry:
        at = self.key_box.currentIndex()
        return self._entries[at] if 0 <= at < len(self._entries) else Entry(NONE)

    @property
    def blocked(self) -> str:
        """Why the chosen key cannot be asked now, in words; empty where it can."""
        entry = self.entry
        if entry.kind == NONE:
            return self.tr("Attach a key file, or choose where your key is.")
        store = self._stores.get(entry.kind)
        if entry.kind != FILE and store is not None and not store.ready:
            name, why = key_words.store_word(entry.kind), key_words.problem_word(store.problem)
            return self.tr("{store}: {why}.").format(store=name, why=why)
        if entry.place is not None and entry.place.warning in {"pin-locked", "pin-stopped"}:
            return _token_warning(entry.place.warning)
        return ""

    @property
    def wants_secret(self) -> bool:
        return self.entry.kind in {FILE, TOKEN}

    @property
    def is_known(self) -> bool:
        """The key is remembered already."""
        return self.entry.candidate is not None

    def is_filled(self) -> bool:
        """What is missing is said in the field."""
        missing = self.wants_secret and not self.password.text()
        pin = self.entry.kind == TOKEN
        said = self.tr("Type the PIN of the token.") if pin else self.tr("Type the password of the key.")
        self._secret_field.set_error(said if missing else "")
        if missing:
            focus_by_keyboard(self.password)
        return not missing

    def choose(self, kind: str) -> None:
        """Take the first line of a kind, where there is one."""
        at = next((n for n, one in enumerate(self._entries) if one.kind == kind), -1)
        if at >= 0:
            self.key_box.setCurrentIndex(at)

    def take(self, then: Callable[[KeyChoice], None], failed: Callable[[WorldError], None]) -> None:
        """Hand on the chosen key with what was typed, which is forgotten here."""
        entry, secret = self.entry, self.password.text()
        self.password.clear()
        if entry.kind == FILE:  # holds one key; what is wrong with it is said by the checks
            then(KeyChoice(FILE, entry.location, secret, ANY))
            return

        def go_on(request: Request) -> None:
            then(KeyChoice(entry.kind, entry.location, secret, request))

        key_id = entry.candidate.key.key_id if entry.candidate else None
        self._context.tasks.read(self, key_choice.request, key_id, done=go_on, failed=failed)

    def focus(self) -> None:
        if self.entry.kind == NONE:
            focus_by_keyboard(self.attach_button)
        else:
            focus_by_keyboard(self.password if self.wants_secret else self.key_box)

    def choose_file(self) -> None:
        """By the system's dialog, which does not hold up what arrives meanwhile."""
        dialog = QFileDialog(self, self.tr("Choose the key file"), "", self.tr("Key files (*.p12 *.pfx)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.attach)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def attach(self, path: str) -> None:
        """Take a key file; it is remembered once its password has opened it."""
        self._new_file = path
        self._fill()
        self.key_box.setCurrentIndex(0)
        focus_by_keyboard(self.password)

    # on the screen

    def _fill(self) -> None:
        before = self.entry
        found = self._proposal
        known = [one for one in (found.first, *found.others) if one and one.fits] if found else []
        entries = [Entry(FILE, self._new_file)] if self._new_file else []
        entries += [
            Entry(one.key.store_kind, one.key.location, one, self._place(one.key.store_kind, one.key.location))
            for one in known
            if one.key.store_kind in self._kinds
        ]
        if not entries:
            entries.append(Entry(NONE))
        tokens = self._stores.get(TOKEN)
        held = {(one.kind, one.location) for one in entries}
        if TOKEN in self._kinds and tokens is not None:
            entries += [
                Entry(TOKEN, one.location, place=one) for one in tokens.places if (TOKEN, one.location) not in held
            ]
        if NCALAYER in self._kinds and not any(one.kind == NCALAYER for one in entries):
            entries.append(Entry(NCALAYER))
        if ELSEWHERE in self._kinds:
            entries.append(Entry(ELSEWHERE))
        self._entries = tuple(entries)
        self.key_box.blockSignals(True)
        self.key_box.clear()
        for one in entries:
            self.key_box.addItem(self._title(one))
        same = (n for n, one in enumerate(entries) if (one.kind, one.location) == (before.kind, before.location))
        self.key_box.setCurrentIndex(next(same, 0) if before.kind != NONE else 0)
        self.key_box.blockSignals(False)
        self._chosen()

    def _place(self, kind: str, location: str) -> Place | None:
        store = self._stores.get(kind)
        return next((one for one in store.places if one.location == location), None) if store and location else None

    def _title(self, entry: Entry) -> str:
        if entry.candidate is not None:
            own = entry.candidate.key.certificate
            until = self.tr("until {date}").format(date=formats.day(own.not_after.date()))
            where = "" if entry.kind == FILE else key_words.store_word(entry.kind)
            return " · ".join(part for part in (where, own.algorithm, own.subject_name, until) if part)
        if entry.kind == FILE:
            return self.tr("New key file: {name}").format(name=Path(entry.location).name)
        if entry.kind == TOKEN and entry.place is not None:
            return self.tr("Token {label} · {serial}").format(
                label=entry.place.label, serial=entry.place.serial_number or entry.location
            )
        return {
            NCALAYER: self.tr("NCALayer"),
            ELSEWHERE: self.tr("Sign with another program"),
        }.get(entry.kind, self.tr("No key is chosen"))

    def _chosen(self) -> None:
        self._checks = ()
        entry = self.entry
        candidate = entry.candidate
        if candidate is not None:
            key = candidate.key
            known = InspectedKey(key.store_kind, key.location, b"", key.certificate)
            self._context.tasks.read(
                self, signing_keys.check_key, known, done=lambda checks: self._take_checks(entry, checks)
            )
        self._show()
        self.changed.emit()

    def _take_checks(self, of: Entry, checks: tuple[Check, ...]) -> None:
        """Another key may have been chosen while these were asked for."""
        if of == self.entry:
            self._checks = checks
            self._show_checks()

    def _show(self) -> None:
        self._secret_field.setVisible(self.wants_secret or self.entry.kind == NONE)
        self.password.setEnabled(self.wants_secret and not self.blocked)
        self._secret_field.set_error("")
        said = self.blocked or self._said()
        warns = bool(self.entry.place is not None and self.entry.place.warning)
        set_property(self._hint, "role", "warn" if warns or (self.blocked and self.entry.kind != NONE) else "secondary")
        self._hint.setText(said)
        self._hint.setVisible(bool(said))
        self._show_checks()
        self._say_secret()
        self._say_others()

    def _said(self) -> str:
        """What will happen with this kind of place."""
        entry = self.entry
        if entry.kind == NCALAYER:
            return self.tr("Confirm in NCALayer's window: it asks for the key and the password itself.")
        if entry.kind == TOKEN:
            warning = _token_warning(entry.place.warning) if entry.place else ""
            stops = self.tr("After two wrong PINs the program stops, before the token locks itself.")
            return warning or stops
        if entry.kind == ELSEWHERE:
            return self.tr(
                "Save the files, sign each of them in your program with a detached signature (CMS), "
                "and take the signatures back here."
            )
        if entry.kind == FILE and entry.candidate is None:
            return self.tr("The key is checked when its password is given.")
        return ""

    def _show_checks(self) -> None:
        while (item := self._check_lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for check in self._checks:
            if check.code in _SHOWN_CHECKS or check.result.value == "FAIL":
                self._check_lines.addWidget(label(words.line(check), words.ROLES[check.result], wrap=True))

    def _say_others(self) -> None:
        """The keys that are not the one, each with the reason."""
        unfit = [one for one in self._proposal.others if not one.fits] if self._proposal else []
        lines = []
        for one in unfit[:_MOST_OTHERS]:
            why = ", ".join(dict.fromkeys(key_words.reason_word(reason) for reason in one.reasons))
            lines.append(f"{key_words.title(one.key.certificate)} — {why}")
        if len(unfit) > _MOST_OTHERS:
            more = len(unfit) - _MOST_OTHERS
            lines.append(self.tr("and %n more", "", more))
        said = "\n".join([self.tr("Not proposed:"), *lines]) if lines else ""
        self._others.setText(said)
        self._others.setVisible(bool(said))

    def _say_secret(self) -> None:
        """Layout and Caps Lock beside the password: half of all wrong passwords are theirs."""
        caps = self.tr("Caps Lock is on") if self.password.caps_lock else ""
        hint = " · ".join(part for part in (self.password.layout_name, caps) if part)
        pin = self.entry.kind == TOKEN
        self._secret_field.set_texts(self.tr("PIN of the token") if pin else self.tr("Password of the key"), hint)

    def retranslate(self) -> None:
        self._key_field.set_texts(self.tr("Key"))
        self.attach_button.setText(self.tr("Attach a key file (.p12)"))
        self.look_button.setText(self.tr("Look again"))
        self.look_button.setToolTip(self.tr("Which tokens are in, and whether NCALayer runs"))
        for at, one in enumerate(self._entries):
            self.key_box.setItemText(at, self._title(one))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _token_warning(warning: str) -> str:
    return {
        "pin-low": translate("KeyPanel", "A wrong PIN was typed before: few tries are left."),
        "pin-last": translate("KeyPanel", "One try is left: a wrong PIN locks the token."),
        "pin-locked": translate("KeyPanel", "The token is locked; unlock it with the tool of its maker."),
        "pin-stopped": translate(
            "KeyPanel", "Two wrong PINs: the program stops here, before the token locks itself. Start it anew to go on."
        ),
    }.get(warning, "")
