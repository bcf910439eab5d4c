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
    """`accepted()`, `refused()`."""

    accepted = Signal()
    refused = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._device: Device | None = None
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
        row.addWidget(self.refuse)
        row.addWidget(self.accept)

    @property
    def device(self) -> Device | None:
        return self._device

    def show_device(self, device: Device | None, count: int = 1) -> None:
        """`count` of new devices, this one among them; None hides the question."""
        self._device, self._count = device, count
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
