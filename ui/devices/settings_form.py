"""What can be set for one device, in plain words: only what fits its way of sending; each change is told at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from app.domain.device import Transport
from app.domain.device_settings import HL7_VERSIONS, DeviceSettings, LinkKind, WorklistLetters
from ui.context import Context
from ui.number_fields import PortField
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import vertical

translate = QCoreApplication.translate
_DICOM = frozenset({Transport.DICOM})
_TELLS = frozenset({Transport.DICOM, Transport.HL7, Transport.ASTM, Transport.SERIAL})
_LABORATORY = frozenset({Transport.HL7, Transport.ASTM, Transport.SERIAL})


@dataclass(frozen=True, slots=True)
class Switch:
    """One yes or no of `DeviceSettings`; `of_link` where it stands in the link."""

    name: str
    transports: frozenset[Transport]
    words: Callable[[], tuple[str, str]]
    of_link: bool = False


SWITCHES: tuple[Switch, ...] = (
    Switch("accepts_private_storage", _DICOM, lambda: (
        translate("DeviceSettings", "Take the maker's own objects too"),
        translate("DeviceSettings", "Raw data that only the maker's programs can read; they are kept as they are."))),
    Switch("may_query", _DICOM, lambda: (
        translate("DeviceSettings", "May search and fetch studies"),
        translate("DeviceSettings", "Only for a workstation of the practice: it then sees every patient's images."))),
    Switch("is_archive", _DICOM, lambda: (
        translate("DeviceSettings", "Is an archive of images (PACS)"),
        translate("DeviceSettings", "Studies can be sent to it and fetched from it. It needs the port below."))),
    Switch("answers_tls", _DICOM, lambda: (
        translate("DeviceSettings", "Speak with it encrypted (TLS)"),
        translate("DeviceSettings", "Both sides need certificates; most devices cannot do this."))),
    Switch("host_query", _LABORATORY, lambda: (
        translate("DeviceSettings", "Answer its questions for orders"),
        translate("DeviceSettings", "It asks by the tube's number, and is told the patient and the tests of today."))),
    Switch("sends_orders", _LABORATORY, lambda: (
        translate("DeviceSettings", "Send it today's orders unasked"),
        translate("DeviceSettings", "For analysers that do not ask themselves."))),
    Switch("sends_patients", frozenset({Transport.HL7}), lambda: (
        translate("DeviceSettings", "Tell it who has come today"),
        translate("DeviceSettings", "For monitors with a list of patients; details that change are told too (ADT)."))),
    Switch("checks_checksum", frozenset({Transport.ASTM, Transport.SERIAL}), lambda: (
        translate("DeviceSettings", "Check the checksum of frames"),
        translate("DeviceSettings", "Off only where the device sends none: then a disturbed line goes unnoticed."))),
    Switch("is_on", frozenset(Transport), lambda: (
        translate("DeviceSettings", "Keep the connection"),
        translate("DeviceSettings", "Off: the receiver leaves the device alone until it is on again.")), of_link=True),
)  # fmt: skip


class SettingsForm(QWidget):
    """`show_settings(transport, settings)`; `wanted(settings)` after each change by a person."""

    wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._settings = DeviceSettings()
        self._transport = Transport.DICOM
        self._is_filling = False
        theme = context.theme
        column = vertical(theme, self, spacing=12)
        self.letters = QComboBox()
        for one in WorklistLetters:
            self.letters.addItem("", one)
        self._letters = Field(theme, self.letters)
        self.letters.activated.connect(
            lambda _: self._change(worklist_letters=WorklistLetters(self.letters.currentData()))
        )
        column.addWidget(self._letters)
        self.switches: dict[str, QCheckBox] = {}
        self._helps: dict[str, QLabel] = {}
        self._holders: dict[str, QWidget] = {}
        for switch in SWITCHES:
            self._add_switch(context, column, switch)
        self.version = QComboBox()
        for version in HL7_VERSIONS:
            self.version.addItem(version, version)
        self._version = Field(theme, self.version)
        self.version.activated.connect(lambda _: self._change(order_version=self.version.currentData()))
        column.addWidget(self._version)
        self.port = PortField()
        self._port = Field(theme, self.port)
        self.port.editingFinished.connect(self._change_port)
        column.addWidget(self._port)
        self.retranslate()

    def show_settings(self, transport: Transport, settings: DeviceSettings) -> None:
        """What is being typed is not overwritten."""
        self._transport, self._settings = transport, settings
        self._is_filling = True
        has_link = settings.link.kind is not LinkKind.COMES
        for switch in SWITCHES:
            source = settings.link if switch.of_link else settings
            self.switches[switch.name].setChecked(getattr(source, switch.name))
            self._holders[switch.name].setVisible(transport in switch.transports and (has_link or not switch.of_link))
        self.letters.setCurrentIndex(self.letters.findData(settings.worklist_letters))
        self._letters.setVisible(transport in _TELLS)
        self.version.setCurrentIndex(self.version.findData(settings.order_version))
        is_told = settings.sends_orders or settings.sends_patients
        self._version.setVisible(transport is Transport.HL7 and is_told)
        self._port.setVisible(transport is Transport.DICOM or (transport is Transport.HL7 and not has_link))
        if not self.port.hasFocus():
            self.port.set_digits(str(settings.answers_port) if settings.answers_port else "")
        self._is_filling = False

    def _add_switch(self, context: Context, column: QVBoxLayout, switch: Switch) -> None:
        holder = QWidget()
        inside = vertical(context.theme, holder, spacing=2)
        box, below = QCheckBox(), label("", "small", wrap=True)
        below.setIndent(context.theme.px(26))
        box.toggled.connect(lambda on, one=switch: self._switched(one, on))
        inside.addWidget(box)
        inside.addWidget(below)
        self.switches[switch.name], self._helps[switch.name], self._holders[switch.name] = box, below, holder
        column.addWidget(holder)

    def _switched(self, switch: Switch, on: bool) -> None:
        if self._is_filling:
            return
        if switch.of_link:
            self._tell(replace(self._settings, link=replace(self._settings.link, is_on=on)))
        else:
            self._change(**{switch.name: on})

    def _change_port(self) -> None:
        typed = self.port.digits
        is_right = not typed or self.port.port is not None
        self._port.set_error("" if is_right else self.tr("A number from 1 to 65535."))
        if is_right and (self.port.port or 0) != self._settings.answers_port:
            self._change(answers_port=self.port.port or 0)

    def _change(self, **values: object) -> None:
        self._tell(replace(self._settings, **values))  # type: ignore[arg-type]  # fields of the one class, by name

    def _tell(self, settings: DeviceSettings) -> None:
        if settings != self._settings:
            self._settings = settings
            self.wanted.emit(settings)

    def retranslate(self) -> None:
        self._letters.set_texts(
            self.tr("Letters of its list of patients"),
            self.tr("What the device can show. Names come out as signs: choose another; Latin always works."),
        )
        words = (
            self.tr("all letters, Kazakh too (UTF-8)"), self.tr("Russian (ISO 8859-5)"), self.tr("Russian (Windows)"),
            self.tr("Latin, written out"),
        )  # fmt: skip
        for at, word in enumerate(words):
            self.letters.setItemText(at, word)
        self._version.set_texts(
            self.tr("HL7 version of orders"), self.tr("As the device's manual says; from 2.5 on with specimens.")
        )
        for switch in SWITCHES:
            title, below = switch.words()
            self.switches[switch.name].setText(title)
            self.switches[switch.name].setAccessibleDescription(below)
            self._helps[switch.name].setText(below)
        self._port.set_texts(
            self.tr("Port where the device itself listens"),
            self.tr("For storage commitment, orders, and the test below. Empty: nowhere."),
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
