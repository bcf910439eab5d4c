"""What a person types at a device, large, and whether the receiver listens there now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel

from app.receiver import Receiver
from ui.devices import words
from ui.theme import Theme, set_property
from ui.widgets.buttons import Button
from ui.widgets.labels import label, line
from ui.widgets.layouts import horizontal, vertical


class EnterPanel(QFrame):
    """`show_receiver(seen)` or `show_problem(text)`; `change_wanted()` when other values are to be chosen."""

    change_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._seen: Receiver | None = None
        column = vertical(theme, self, margins=(16, 12), spacing=6)
        head = horizontal(theme, spacing=12)
        self._section = label("", "section")
        self._listening = label("", "secondary")
        self.change = Button(theme, icon="pencil-simple", kind="ghost")
        self.change.clicked.connect(self.change_wanted)
        head.addWidget(self._section)
        head.addStretch(1)
        head.addWidget(self._listening)
        head.addWidget(self.change)
        column.addLayout(head)
        row = horizontal(theme, spacing=16)
        self._names: list[QLabel] = []
        self._values: list[QLabel] = []
        for at in range(5):
            if at:
                row.addWidget(line(upright=True))
            part = vertical(theme, spacing=0)
            name, value = label("", "secondary"), label("", "display")
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            part.addWidget(name)
            part.addWidget(value)
            row.addLayout(part, 1)
            self._names.append(name)
            self._values.append(value)
        column.addLayout(row)
        self.retranslate()

    def show_receiver(self, seen: Receiver) -> None:
        self._seen = seen
        values = (seen.addresses[0], str(seen.dicom_port), seen.ae_title, str(seen.hl7_port), seen.computer)
        for value, text in zip(self._values, values, strict=True):
            value.setText(text)
        if seen.is_running:
            self._say("● " + self.tr("listening, also while the program is locked"), "ok")
        else:
            self._say("● " + self.tr("not listening: {why}").format(why=words.problem_word(seen.problem)), "bad")

    def show_problem(self, text: str) -> None:
        self._seen = None
        self._say(text, "bad")

    def retranslate(self) -> None:
        self._section.setText(self.tr("Enter this at the device"))
        self.change.setText(self.tr("Change…"))
        names = (
            self.tr("Address"), self.tr("DICOM port"), self.tr("AE title"), self.tr("HL7 port (laboratory)"),
            self.tr("This computer"),
        )  # fmt: skip
        for name, value, text in zip(self._names, self._values, names, strict=True):
            name.setText(text)
            value.setAccessibleName(text)
        if self._seen is not None:
            self.show_receiver(self._seen)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _say(self, text: str, role: str) -> None:
        self._listening.setText(text)
        set_property(self._listening, "role", role)
