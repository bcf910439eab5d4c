"""The question about a device that was heard and that nobody has said anything about: is it ours?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame

from app.domain.device import Device
from ui.context import Context
from ui.devices import words
from ui.widgets.buttons import Button
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import horizontal


class NewDevice(QFrame):
    """`accepted()`, `refused()`, `moved()` where it is one of ours at another address."""

    accepted = Signal()
    refused = Signal()
    moved = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._device: Device | None = None
        self._before: Device | None = None
        self._count = 0
        self.setProperty("surface", "heard")
        theme = context.theme
        row = horizontal(theme, self, margins=(16, 10), spacing=12)
        row.addWidget(Glyph(theme, "broadcast", "ok", 24))
        self._words = label("", "", wrap=True)
        row.addWidget(self._words, 1)
        self.refuse, self.accept = Button(theme, icon="prohibit"), Button(theme, icon="check", kind="primary")
        self.accept.clicked.connect(self.accepted)
        self.refuse.clicked.connect(self.refused)
        self.move_here = Button(theme, icon="arrows-down-up")
        self.move_here.clicked.connect(self.moved)
        row.addWidget(self.refuse)
        row.addWidget(self.move_here)
        row.addWidget(self.accept)

    @property
    def device(self) -> Device | None:
        return self._device

    @property
    def before(self) -> Device | None:
        """Which device of ours it may be."""
        return self._before

    def show_device(self, device: Device | None, count: int = 1, before: Device | None = None) -> None:
        """`count` of new devices, this one among them; None hides the question. `before`: which of ours it may be."""
        self._device, self._count, self._before = device, count, before
        self.setVisible(device is not None)
        self.retranslate()

    def retranslate(self) -> None:
        device = self._device
        if device is None:
            return
        said = self.tr("New device — is it ours? At {address}, by {way}, it calls itself {name}.")
        text = said.format(
            address=device.peer, way=words.transport_word(device.transport),
            name=" ".join(device.calling.replace("^", " ").split()) or "—",
        )  # fmt: skip
        self.move_here.setVisible(self._before is not None)
        if self._before is not None:
            was = self.tr("«{device}» had this name at {address}: has it got another address?")
            text += " " + was.format(device=self._before.name, address=self._before.peer)
            self.move_here.setText(self.tr("Yes, the same device"))
        others = self._count - 1
        if others > 0:
            text += " " + self.tr("%n more wait(s) for an answer.", "", others)
        self._words.setText(text)
        self.accept.setText(self.tr("Accept…"))
        self.refuse.setText(self.tr("Not ours"))
        self.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
