"""One caller as a card: named in words, with what to change at the device, and whether it is ours."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame

from app import onboarding
from app.domain.device import Device, Standing
from app.domain.heard import Caller
from ui.chip import Chip
from ui.context import Context
from ui.devices import heard_words, words
from ui.theme import set_property
from ui.widgets.buttons import Button
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import horizontal, vertical


class HeardCard(QFrame):
    """`accepted()`, `refused()`, `opened()`, `moved()`; `show_caller` changes the words in place, so nothing jumps."""

    accepted = Signal()
    refused = Signal()
    opened = Signal()
    moved = Signal()

    def __init__(self, context: Context, caller: Caller) -> None:
        super().__init__()
        self._context = context
        self.caller = caller
        self._standing: Standing | None = None
        self.before: Device | None = None  # of ours, with this name at another address
        theme = context.theme
        row = horizontal(theme, self, margins=(16, 12), spacing=12)
        self._glyph = Glyph(theme, "broadcast", "ok", 24)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        column = vertical(theme, spacing=8)
        self._title = label("", "title")
        self._sentence, self._advice = label("", "", wrap=True), label("", "warn", wrap=True)
        for one in (self._title, self._sentence, self._advice):
            column.addWidget(one)
        buttons = horizontal(theme, spacing=8)
        self.accept, self.refuse = Button(theme, icon="check", kind="primary"), Button(theme, icon="prohibit")
        self.open = Button(theme, icon="monitor")
        self.accept.clicked.connect(self.accepted)
        self.refuse.clicked.connect(self.refused)
        self.open.clicked.connect(self.opened)
        self.same = Button(theme, icon="arrows-down-up")
        self.same.clicked.connect(self.moved)
        self._like = Chip("", "accent")
        for button in (self.accept, self.same, self.refuse, self.open):
            buttons.addWidget(button)
        buttons.addWidget(self._like)
        buttons.addStretch(1)
        column.addLayout(buttons)
        row.addLayout(column, 1)
        self.show_caller(caller, None)

    def show_caller(self, caller: Caller, standing: Standing | None, before: Device | None = None) -> None:
        """`standing` of its row where it has one; `before`: which device of ours it may be."""
        self.caller, self._standing, self.before = caller, standing, before
        self.retranslate()

    def retranslate(self) -> None:
        caller, is_ours = self.caller, self._standing is Standing.OURS
        is_named = bool(caller.protocol)
        set_property(self, "surface", "card" if is_ours else "heard")
        set_property(self._title, "role", "title" if is_ours else "ok-title")
        self._title.setText(
            self.tr("A device of the practice sends") if is_ours
            else self.tr("We hear a device") if is_named
            else self.tr("Something arrives")
        )  # fmt: skip
        self._sentence.setText(heard_words.sentence(caller))
        advice = heard_words.advice(caller)
        if self.before is not None:
            was = self.tr("«{device}» had this name at {address}: has it got another address?")
            asked = was.format(device=self.before.name, address=self.before.peer)
            advice = f"{asked} {advice}".strip()
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.accept.setText(self.tr("Accept under this name"))
        self.refuse.setText(self.tr("Not ours"))
        self.open.setText(self.tr("Open its page"))
        may_accept = is_named and not is_ours
        self.same.setText(self.tr("Yes, the same device"))
        self.same.setVisible(may_accept and self.before is not None)
        self.accept.setVisible(may_accept)
        self.refuse.setVisible(may_accept)
        self.open.setVisible(is_ours)
        proposed = onboarding.proposals(caller) if may_accept else ()
        if proposed:
            self._like.set(self.tr("Looks like: {family}").format(family=words.profile_word(proposed[0])), "accent")
        self._like.setVisible(bool(proposed))
        self.setAccessibleName(self._sentence.text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
