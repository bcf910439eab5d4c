"""How the outbox sends to the ministry: held by default, and what a person must know before anything leaves (R7-b)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QWidget

from app import service_trials
from app.exchange import packs, profile
from app.exchange.profile import FILE, ExchangeProfile, Switch
from app.service_trials import Trial
from ui.context import Context
from ui.outbox.words import kind_word
from ui.settings.form_sheet import FormSheet
from ui.settings.trial_words import trial_word
from ui.tasks import Progress
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Segmented
from ui.widgets.field import Field
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import horizontal
from ui.widgets.password import PasswordField

HOLD, REST = "hold", "ehd-rest"


class SendingSheet(FormSheet):
    def __init__(self, context: Context, before: ExchangeProfile, parent: QWidget | None = None) -> None:
        super().__init__(context, parent, can_try=True)
        self._before = before
        theme = context.theme
        self.ways = Segmented((HOLD, REST))
        self.ways.choose(before.transport if before.transport in (HOLD, REST) else HOLD)
        self.ways.chosen.connect(lambda _: self._show_way())
        self.body.addWidget(self.ways, 0, Qt.AlignmentFlag.AlignLeft)
        note = QFrame()
        note.setProperty("surface", "warn")
        inside = horizontal(theme, note, margins=(12, 10), spacing=10)
        inside.addWidget(Glyph(theme, "warning", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        self._note = label("", "", wrap=True)
        inside.addWidget(self._note, 1)
        self.body.addWidget(note)
        self.url, self.mis_id, self.organization, self.login, self.trust_file = (
            QLineEdit(text)
            for text in (before.url, before.mis_id, before.organization_id, before.login, before.trust_file)
        )
        self.password = PasswordField()
        editors = (self.url, self.trust_file, self.mis_id, self.organization, self.login, self.password)
        self.fields = [Field(theme, one) for one in editors]
        for pair in (self.fields[:2], self.fields[2:4], self.fields[4:]):
            row = horizontal(theme, spacing=16)
            for field in pair:
                row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(row)
        self._kinds_title = label("", "field")
        self.body.addWidget(self._kinds_title)
        pack = packs.pack_for(context.practice.clock.now().date(), before.pack)
        self.kinds = {kind: QCheckBox() for kind in (*pack.events, FILE)}
        row = horizontal(theme, spacing=24)
        for kind, box in self.kinds.items():
            box.setChecked(before.switches.get(kind) == Switch.SEND)
            row.addWidget(box)
        row.addStretch(1)
        self.body.addLayout(row)
        for editor, field in zip(editors, self.fields, strict=True):
            editor.textChanged.connect(lambda _, one=field: one.set_error(""))
        self.finish()
        self._show_way()
        focus_by_keyboard(self.ways.button(self.ways.current))

    @property
    def profile(self) -> ExchangeProfile:
        """What is typed; an empty password keeps the one that is stored, unless the login is another."""
        same = self.login.text().strip() == self._before.login
        return replace(
            self._before,
            transport=self.ways.current, url=self.url.text().strip(), mis_id=self.mis_id.text().strip(),
            organization_id=self.organization.text().strip(), login=self.login.text().strip(),
            password=self.password.text() or (self._before.password if same else ""),
            trust_file=self.trust_file.text().strip(),
            switches=self._before.switches
            | {kind: Switch.SEND if box.isChecked() else Switch.HOLD for kind, box in self.kinds.items()},
        )  # fmt: skip

    def save(self) -> None:
        if not self.save_button.isEnabled():
            return
        self.busy(on=True)
        self.context.tasks.write(self, profile.save, self.profile, done=self._written, failed=self.refused)

    def try_out(self) -> None:
        if not self.try_button.isEnabled():
            return
        self.busy(on=True)
        practice, typed = self.context.practice, self.profile

        def ask(_: Progress) -> Trial:
            return service_trials.try_ministry(practice, typed)

        self.context.tasks.work(self, ask, done=self._tried, failed=self.refused)

    def retranslate(self) -> None:
        self.set_title(self.tr("Sending to the ministry"))
        self.ways.set_titles({HOLD: self.tr("Hold everything"), REST: self.tr("Send over the network")})
        url, trust_file, mis_id, organization, login, password = self.fields
        url.set_texts(self.tr("Address"), self.tr("Given by the ministry; begins with https://"))
        trust_file.set_texts(self.tr("Root certificate of the server"), self.tr("PEM file; empty: the computer's own."))
        mis_id.set_texts(self.tr("Number of the information system"))
        organization.set_texts(self.tr("Number in the register of resources"))
        login.set_texts(self.tr("Login"))
        password.set_texts(self.tr("Password"), self.tr("Empty: as before.") if self._before.password else "")
        self._kinds_title.setText(self.tr("What may leave"))
        for kind, box in self.kinds.items():
            box.setText(kind_word(kind))
        self._show_way()
        super().retranslate()

    def _show_way(self) -> None:
        sends = self.ways.current == REST
        self._note.setText(
            self.tr(
                "From “Save” on, messages of the kinds ticked below leave this computer as soon as they are signed, "
                "those that wait now first. “Try it” sends nothing about patients."
            )
            if sends
            else self.tr(
                "Nothing leaves this computer. Each signed document leaves its message in the outbox; "
                "all of them go out in their order when you switch sending on."
            )
        )
        for field in self.fields:
            field.setEnabled(sends)
        for box in self.kinds.values():
            box.setEnabled(sends)
        self.try_button.setEnabled(sends)

    def busy(self, *, on: bool) -> None:
        super().busy(on=on)
        if self.ways.current != REST:
            self.try_button.setEnabled(False)

    def _written(self, _: None) -> None:
        self.saved(
            self.tr("Sending is on.") if self.ways.current == REST else self.tr("Nothing leaves: everything is held.")
        )

    def _tried(self, trial: Trial) -> None:
        self.tell(trial_word(trial), "bad" if trial.problem else "ok")
