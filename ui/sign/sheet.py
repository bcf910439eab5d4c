"""Signing: the document as it will be, the key, its checks in words, the password, and what happens without a network.

prepare (store) → render (pool) → open the key, sign, verify (signing thread) → keep (store, one transaction)

The password leaves this sheet only for the key store and is cleared as soon as it was used.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QWidget

from app import finishing, signing_keys
from app.documents.render import render
from app.domain.document import RenderedDocument
from app.domain.errors import WorldError
from app.domain.patient import Patient
from app.domain.signature import Check, SignedDocument, SigningKey
from app.domain.visit import Visit
from app.finishing import Finished, KeyChoice, Preparation
from app.signing_keys import InspectedKey
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.sign import words
from ui.tasks import Progress
from ui.theme import focus_by_keyboard
from ui.viewer.page_view import PageView
from ui.viewer.pictures import pictures_of
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import horizontal, sized, vertical
from ui.widgets.password import PasswordField
from ui.widgets.progress import ProgressStrip
from ui.widgets.sheet import Sheet

_FILE = "pkcs12"
_SHOWN_CHECKS = ("V2", "A1", "P1", "A4")  # what a doctor can do something about; the others follow


class SignSheet(Sheet):
    """`signed(finished)` once the document is stored."""

    signed = Signal(object)

    def __init__(self, context: Context, visit: Visit, patient: Patient, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=860)
        self._context, self._visit, self._patient = context, visit, patient
        self._preparation: Preparation | None = None
        self._rendered: RenderedDocument | None = None
        self._keys: tuple[SigningKey, ...] = ()
        self._new_file = ""
        self._checks: tuple[Check, ...] = ()
        self._build()
        self.retranslate()
        context.tasks.read(self, finishing.prepare, visit.visit_id, done=self._prepared, failed=self._say)
        context.tasks.read(self, signing_keys.signing_keys, done=self._take_keys, failed=self._say)

    def _build(self) -> None:
        theme = self._context.theme
        row = horizontal(theme, spacing=32)
        self.page = PageView(theme)
        sized(theme, self.page, width=270, height=380)
        row.addWidget(self.page)
        column = vertical(theme, spacing=10)
        key_row = horizontal(theme, spacing=8)
        self.key_box = QComboBox()
        self.key_box.currentIndexChanged.connect(lambda _: self._key_chosen())
        self._key_field = Field(theme, self.key_box)
        key_row.addWidget(self._key_field, 1)
        column.addLayout(key_row)
        self._attach = Button(theme, icon="paperclip", kind="ghost")
        self._attach.clicked.connect(self.choose_file)
        column.addWidget(self._attach, 0, Qt.AlignmentFlag.AlignLeft)
        self.password = PasswordField()
        self.password.returnPressed.connect(self.sign)
        self.password.keyboard_changed.connect(lambda _layout, _caps: self._say_keyboard())
        self._password_field = Field(theme, self.password)
        column.addWidget(self._password_field)
        self._check_lines = vertical(theme, spacing=4)
        column.addLayout(self._check_lines)
        note = QFrame()
        note.setProperty("surface", "warn")
        inside = horizontal(theme, note, margins=(12, 8), spacing=8)
        inside.addWidget(Glyph(theme, "wifi-slash", "warn"))
        self._note = label("", "", wrap=True)
        inside.addWidget(self._note, 1)
        column.addWidget(note)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        column.addStretch(1)
        row.addLayout(column, 1)
        self.body.addLayout(row)
        self._progress = ProgressStrip(theme)
        self.body.addWidget(self._progress)
        self._cancel, self.sign_button = Button(theme), Button(theme, icon="pencil-line", kind="primary")
        self._cancel.clicked.connect(self.reject)
        self.sign_button.clicked.connect(self.sign)
        self.sign_button.setEnabled(False)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.sign_button)

    # the document

    def _prepared(self, preparation: Preparation) -> None:
        self._preparation = preparation
        self._context.tasks.work(self, lambda _: render(preparation.draft), done=self._take_rendered, failed=self._say)

    def _take_rendered(self, rendered: RenderedDocument) -> None:
        self._rendered = rendered
        self._say_subject()
        pictures_of(self._context).first_page(self, rendered.pdf, self.page.show_page)
        self._show_ready()

    # the key

    def _take_keys(self, keys: tuple[SigningKey, ...]) -> None:
        self._keys = keys
        self._fill_keys()
        focus_by_keyboard(self.password if keys else self._attach)

    def _fill_keys(self) -> None:
        self.key_box.blockSignals(True)
        self.key_box.clear()
        if self._new_file:
            self.key_box.addItem(self.tr("New key file: {name}").format(name=Path(self._new_file).name))
        for key in self._keys:
            own = key.certificate
            until = self.tr("until {date}").format(date=formats.day(own.not_after.date()))
            self.key_box.addItem(f"{own.algorithm} · {own.subject_name} · {until}")
        self.key_box.blockSignals(False)
        self._key_chosen()

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
        self._fill_keys()
        self.key_box.setCurrentIndex(0)
        focus_by_keyboard(self.password)

    def _chosen_key(self) -> SigningKey | None:
        """None for a file that was just attached."""
        index = self.key_box.currentIndex() - bool(self._new_file)
        return self._keys[index] if 0 <= index < len(self._keys) else None

    def _key_chosen(self) -> None:
        key = self._chosen_key()
        self._checks = ()
        self._problem.hide()
        if key is not None:
            known = InspectedKey(key.store_kind, key.location, b"", key.certificate)
            self._context.tasks.read(self, signing_keys.check_key, known, done=self._take_checks)
        self._show_checks()
        self._show_ready()

    def _take_checks(self, checks: tuple[Check, ...]) -> None:
        self._checks = checks
        self._show_checks()

    def _show_checks(self) -> None:
        while (item := self._check_lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for check in self._checks:
            if check.code in _SHOWN_CHECKS or check.result.value == "FAIL":
                self._check_lines.addWidget(label(words.line(check), words.ROLES[check.result], wrap=True))
        if self._checks:
            later = self.tr("Revocation: not checked in this version, the document stays “not confirmed”")
            self._check_lines.addWidget(label(f"◷  {later}", "warn", wrap=True))
        elif self._new_file:
            self._check_lines.addWidget(label(self.tr("The key is checked when its password is given."), "secondary"))

    # signing

    def _show_ready(self) -> None:
        has_key = bool(self._new_file or self._keys)
        self.password.setEnabled(has_key)
        self.sign_button.setEnabled(has_key and self._rendered is not None)

    def sign(self) -> None:
        if self._preparation is None or self._rendered is None or not self.sign_button.isEnabled():
            return
        if not self.password.text():
            self._password_field.set_error(self.tr("Type the password of the key."))
            return
        self._password_field.set_error("")
        self._problem.hide()
        self.sign_button.setEnabled(False)
        key, secret = self._chosen_key(), self.password.text()
        kind, location = (key.store_kind, key.location) if key else (_FILE, self._new_file)
        self.password.clear()
        actor, preparation, rendered = self._context.practice.actor, self._preparation, self._rendered

        def work(_: Progress) -> tuple[InspectedKey | None, SignedDocument]:
            inspected = signing_keys.inspect_key(kind, location, secret) if key is None else None
            with KeyChoice(kind, location, secret).open() as opened:
                return inspected, finishing.sign(actor, preparation, rendered, opened)

        job = self._context.tasks.sign(self, work, done=self._signed, failed=self._refused)
        self._progress.watch(job, self.tr("Signing"))

    def _signed(self, result: tuple[InspectedKey | None, SignedDocument]) -> None:
        inspected, document = result
        if inspected is not None:
            self._context.tasks.write(self, signing_keys.add_signing_key, inspected)
        self._context.tasks.write(
            self, finishing.keep, self._preparation, document, done=self._kept, failed=self._refused
        )

    def _kept(self, finished: Finished) -> None:
        self.accept()
        self._context.navigation.notice(self.tr("The document is signed. The time stamp is added by itself."))
        self.signed.emit(finished)

    def _refused(self, error: WorldError) -> None:
        """Keep a row of the failed attempt (§22.9) and say in words what to do."""
        self._context.tasks.write(self, finishing.note_refusal, self._visit.visit_id, error)
        self._say(error)
        self._show_ready()
        focus_by_keyboard(self.password)

    def _say(self, error: WorldError) -> None:
        self._problem.setText(explain(error).sentence)
        self._problem.show()

    # words

    def _say_keyboard(self) -> None:
        """Layout and Caps Lock beside the password: half of all wrong passwords are theirs."""
        caps = self.tr("Caps Lock is on") if self.password.caps_lock else ""
        hint = " · ".join(part for part in (self.password.layout_name, caps) if part)
        self._password_field.set_texts(self.tr("Password of the key"), hint)

    def _say_subject(self) -> None:
        who = formats.two_identifiers(self._patient.name, self._patient.iin, self._patient.birth_date)
        language = {"kk": self.tr("in Kazakh"), "ru": self.tr("in Russian")}[self._visit.document_language]
        pages = self.tr("%n page(s)", "", self._rendered.pages) if self._rendered else ""
        parts = (self.tr("Record of the visit"), formats.day(self._visit.started_at.date()), pages, language)
        self.set_subject(who, " · ".join(part for part in parts if part))

    def retranslate(self) -> None:
        self.set_title(self.tr("Sign the document"))
        self._say_subject()
        self.page.setAccessibleName(self.tr("First page of the document"))
        self._key_field.set_texts(self.tr("Key"))
        self._attach.setText(self.tr("Attach a key file (.p12)"))
        self._say_keyboard()
        self._note.setText(self.tr("Without a network the document is signed now; the time stamp is added later."))
        self._cancel.setText(self.tr("Cancel"))
        self.sign_button.setText(self.tr("Sign"))
        self._show_checks()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
