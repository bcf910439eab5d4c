"""What is to be typed at the device, in large type, each value with a button that copies it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.device import OFF
from app.receiver import Receiver
from ui.context import Context
from ui.devices import words
from ui.devices.connect.state import ANY, ASTM, DICOM, HL7
from ui.devices.technician import TechnicianSheet
from ui.theme import set_property
from ui.widgets.buttons import Button
from ui.widgets.labels import label, line
from ui.widgets.layouts import horizontal, vertical

_FIELDS = ("address", "dicom", "tls", "ae_title", "hl7", "astm", "computer")
_OF_WAY = {
    DICOM: {"address", "dicom", "tls", "ae_title", "computer"},
    HL7: {"address", "hl7", "computer"},
    ASTM: {"address", "astm", "computer"},
    ANY: {"address", "dicom", "ae_title", "hl7", "astm"},
}


class _Value(QWidget):
    """A name, a large value, a button to copy it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        column = vertical(context.theme, self, spacing=0)
        self._name, self._value = label("", "secondary"), label("", "display")
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = horizontal(context.theme, spacing=4)
        self._copy = Button(context.theme, icon="copy", kind="round")
        self._copy.clicked.connect(self._copied)
        row.addWidget(self._value)
        row.addWidget(self._copy)
        row.addStretch(1)
        column.addWidget(self._name)
        column.addLayout(row)

    def show_value(self, name: str, value: str) -> None:
        self._name.setText(name)
        self._value.setText(value)
        self._value.setAccessibleName(f"{name}: {value}")
        said = self.tr("Copy {name}").format(name=name)
        self._copy.setAccessibleName(said)
        self._copy.setToolTip(said)

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self._value.text())
        self._context.navigation.notice(self.tr("Copied: {value}").format(value=self._value.text()))


class ValuesPanel(QFrame):
    """`show_receiver(receiver, way)`; `switch_on_wanted()` where the way's port is closed; `change_wanted()`."""

    switch_on_wanted = Signal()
    change_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._receiver: Receiver | None = None
        self._way = DICOM
        self.setProperty("surface", "card")
        theme = context.theme
        column = vertical(theme, self, margins=(16, 12), spacing=8)
        head = horizontal(theme, spacing=12)
        self._section, self._listening = label("", "section"), label("", "secondary")
        self.technician = Button(theme, icon="file-text", kind="ghost")
        self.technician.clicked.connect(self.show_text)
        head.addWidget(self._section)
        head.addStretch(1)
        self.change = Button(theme, icon="pencil-simple", kind="ghost")
        self.change.clicked.connect(self.change_wanted)
        head.addWidget(self._listening)
        head.addWidget(self.change)
        head.addWidget(self.technician)
        column.addLayout(head)
        row = horizontal(theme, spacing=16)
        self._values: dict[str, _Value] = {}
        self._rules: dict[str, QFrame] = {}
        for name in _FIELDS:
            rule = line(upright=True)
            row.addWidget(rule)
            self._rules[name] = rule
            self._values[name] = _Value(context)
            row.addWidget(self._values[name], 1)
        column.addLayout(row)
        self._off = QFrame()
        self._off.setProperty("surface", "warn")
        inside = horizontal(theme, self._off, margins=(12, 8), spacing=12)
        self._off_words = label("", "", wrap=True)
        self.switch_on = Button(theme, icon="power")
        self.switch_on.clicked.connect(self.switch_on_wanted)
        inside.addWidget(self._off_words, 1)
        inside.addWidget(self.switch_on)
        self._off.hide()
        column.addWidget(self._off)
        self.retranslate()

    def show_receiver(self, receiver: Receiver, way: str) -> None:
        self._receiver, self._way = receiver, way
        shown = set(_OF_WAY.get(way, ()))
        if receiver.astm_port == OFF:
            shown.discard("astm")
        if receiver.dicom_tls_port == OFF:
            shown.discard("tls")
        values = {
            "address": receiver.addresses[0], "dicom": str(receiver.dicom_port), "ae_title": receiver.ae_title,
            "hl7": str(receiver.hl7_port), "astm": str(receiver.astm_port), "computer": receiver.computer,
            "tls": str(receiver.dicom_tls_port),
        }  # fmt: skip
        names = self._names()
        for at, name in enumerate(_FIELDS):
            self._values[name].show_value(names[name], values[name])
            self._values[name].setVisible(name in shown)
            self._rules[name].setVisible(name in shown and at > 0)
        self._off.setVisible(way in {ASTM, ANY} and receiver.astm_port == OFF)
        if receiver.is_running:
            self._listening.setText("● " + self.tr("listening"))
            set_property(self._listening, "role", "ok")
        else:
            why = words.problem_word(receiver.problem)
            self._listening.setText("● " + self.tr("not listening: {why}").format(why=why))
            set_property(self._listening, "role", "bad")

    def show_text(self) -> None:
        """The text for the technician, to copy and print."""
        if self._receiver is None:
            return
        sheet = TechnicianSheet(self._context, self._receiver, self._way, self.window())
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def retranslate(self) -> None:
        self._section.setText(self.tr("Enter this at the device"))
        self.technician.setText(self.tr("Text for the technician…"))
        self.change.setText(self.tr("Other ports…"))
        self._off_words.setText(self.tr("The ASTM port is closed. Open it if the device speaks ASTM."))
        self.switch_on.setText(self.tr("Open the port"))
        if self._receiver is not None:
            self.show_receiver(self._receiver, self._way)

    def _names(self) -> dict[str, str]:
        return {
            "address": self.tr("Address"),
            "dicom": self.tr("DICOM port"),
            "tls": self.tr("Encrypted port (TLS)"),
            "ae_title": self.tr("AE title (Called)"),
            "hl7": self.tr("HL7 port"),
            "astm": self.tr("ASTM port"),
            "computer": self.tr("This computer"),
        }

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
