"""First run: the ports of the hub and its AE title, with what to enter at the device; and the end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit

from app.domain.device import HubSettings
from ui.devices import words
from ui.first_run.pages import Page
from ui.front_door import NewPractice
from ui.number_fields import PortField
from ui.theme import Theme
from ui.widgets.field import Field
from ui.widgets.labels import Glyph, label, line
from ui.widgets.layouts import horizontal, vertical
from ui.widgets.narrow_page import card


class DevicesPage(Page):
    """What to enter at the device, large; below it what may be changed."""

    def __init__(self, theme: Theme, steps: NewPractice) -> None:
        super().__init__(theme)
        usual = HubSettings()
        self._address = next(iter(steps.addresses()), "127.0.0.1")
        self._computer = steps.computer_name()
        large, inside = card(theme, spacing=8)
        self._section = label("", "section")
        inside.addWidget(self._section)
        row = horizontal(theme, spacing=16)
        self._names: list[QLabel] = []
        self._values: list[QLabel] = []
        for at in range(4):
            if at:
                row.addWidget(line(upright=True))
            column = vertical(theme, spacing=0)
            name, value = label("", "secondary"), label("", "display")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(name)
            column.addWidget(value)
            row.addLayout(column, 1)
            self._names.append(name)
            self._values.append(value)
        inside.addLayout(row)
        self._lab = label("", "small", wrap=True)
        inside.addWidget(self._lab)
        self.column.addWidget(large)
        frame, below = card(theme)
        self.ae_title = QLineEdit(usual.ae_title)
        self.dicom_port, self.hl7_port = PortField(), PortField()
        self.dicom_port.set_digits(str(usual.dicom_port))
        self.hl7_port.set_digits(str(usual.hl7_port))
        self._fields = [Field(theme, editor) for editor in (self.ae_title, self.dicom_port, self.hl7_port)]
        fields = horizontal(theme, spacing=16)
        for field in self._fields:
            fields.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        below.addLayout(fields)
        self.column.addWidget(frame)
        note = QFrame()
        note.setProperty("surface", "accent")
        beside = horizontal(theme, note, margins=(12, 10), spacing=10)
        beside.addWidget(Glyph(theme, "shield-check", "accent_text"), 0, Qt.AlignmentFlag.AlignTop)
        self._note = label("", "", wrap=True)
        beside.addWidget(self._note, 1)
        self.column.addWidget(note)
        self.column.addStretch(1)
        self.in_order((self.ae_title, self.dicom_port, self.hl7_port))
        for editor, field in zip((self.ae_title, self.dicom_port, self.hl7_port), self._fields, strict=True):
            editor.textChanged.connect(lambda _, one=field: self._changed(one))
        self.retranslate()

    @property
    def settings(self) -> HubSettings:
        """What was chosen, checked by `is_right`."""
        usual = HubSettings()
        return HubSettings(
            dicom_port=self.dicom_port.port or usual.dicom_port,
            hl7_port=self.hl7_port.port or usual.hl7_port,
            ae_title=self.ae_title.text().strip().upper(),
        )

    def is_right(self) -> bool:
        ae_title, dicom, hl7 = self._fields
        is_title = words.is_ae_title(self.ae_title.text().strip().upper())
        ae_title.set_error("" if is_title else self.tr("At most 16 Latin capitals, digits, - or _."))
        wrong_port = self.tr("A number from 1 to 65535.")
        dicom.set_error("" if self.dicom_port.port else wrong_port)
        hl7.set_error("" if self.hl7_port.port else wrong_port)
        if not hl7.error and self.hl7_port.port == self.dicom_port.port:
            hl7.set_error(self.tr("The two ports must differ."))
        return self.first_wrong(self._fields)

    def retranslate(self) -> None:
        self.set_head(
            self.tr("Devices"),
            self.tr(
                "Ultrasound, X-ray, ECG and analysers send their results by themselves. Connect them now or later."
            ),
        )
        self._section.setText(self.tr("Enter this at the device"))
        titles = (self.tr("Address"), self.tr("Port"), self.tr("AE title"), self.tr("Our computer"))
        for name, title in zip(self._names, titles, strict=True):
            name.setText(title)
        ae_title, dicom, hl7 = self._fields
        ae_title.set_texts(self.tr("AE title"), self.tr("How devices call us."))
        dicom.set_texts(self.tr("DICOM port"), self.tr("Images and ECG."))
        hl7.set_texts(self.tr("HL7 port"), self.tr("Analysers and monitors."))
        self._note.setText(
            self.tr("Devices are received while the program is locked too: what arrives is sealed until you unlock.")
        )
        self._show()

    def _changed(self, field: Field) -> None:
        field.set_error("")
        self._show()

    def _show(self) -> None:
        chosen = self.settings
        values = (self._address, str(chosen.dicom_port), chosen.ae_title, self._computer)
        for shown, value in zip(self._values, values, strict=True):
            shown.setText(value)
        self._lab.setText(
            self.tr("Analysers and monitors (HL7): the same address, port {port}").format(port=chosen.hl7_port)
        )


class DonePage(Page):
    """What is there now, and what comes next."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        frame, inside = card(theme, spacing=10)
        self._words: list[QLabel] = []
        for _ in range(4):
            row = horizontal(theme, spacing=10)
            row.addWidget(Glyph(theme, "check-circle", "ok"))
            words = label("", "", wrap=True)
            row.addWidget(words, 1)
            inside.addLayout(row)
            self._words.append(words)
        self.column.addWidget(frame)
        self._next = label("", "secondary", wrap=True)
        self.column.addWidget(self._next)
        self.column.addStretch(1)
        self._practice = ""
        self.retranslate()

    def set_practice(self, name: str) -> None:
        self._practice = name
        self.retranslate()

    def retranslate(self) -> None:
        self.set_head(self.tr("The practice is ready"), self._practice)
        texts = (
            self.tr("The record is encrypted and opens with your password and a one-time code"),
            self.tr("The recovery sheet is printed and was checked"),
            self.tr("Devices can be connected at any time"),
            self.tr("Every step stands in the journal"),
        )
        for shown, text in zip(self._words, texts, strict=True):
            shown.setText(text)
        self._next.setText(self.tr("Next: log in, take up the first patient (Ctrl+Shift+N) and book a visit."))
