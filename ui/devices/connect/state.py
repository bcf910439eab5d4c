"""What the pages of the wizard know together, and what each page is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.device import Device, Transport
from app.domain.device_settings import Link
from app.domain.heard import Caller
from app.receiver import Receiver
from ui.context import Context
from ui.widgets.layouts import vertical

ANY, DICOM, HL7, ASTM, CLIENT, SERIAL, FOLDER = "any", "dicom", "hl7", "astm", "client", "serial", "folder"
WAYS = (DICOM, HL7, ASTM, SERIAL, FOLDER, CLIENT, ANY)
LISTENING = frozenset({ANY, DICOM, HL7, ASTM})


@dataclass(slots=True)
class Connecting:
    """From page to page: the way, who was accepted or where the device is, and the device once it is written."""

    way: str = DICOM
    receiver: Receiver | None = None
    caller: Caller | None = None
    link: Link | None = None
    device: Device | None = None

    @property
    def transport(self) -> Transport:
        """Of the device's row: the caller's; of a link the way by which its records come (`devices/links.py`)."""
        if self.caller is not None:
            return Transport(self.caller.transport)
        if self.link is not None and self.way == CLIENT:
            return Transport.HL7 if self.link.protocol == HL7 else Transport.ASTM
        return {SERIAL: Transport.SERIAL, FOLDER: Transport.FOLDER}.get(self.way, Transport.DICOM)

    @property
    def protocol(self) -> str:
        """What it speaks: dicom, hl7, astm, text, folder; for the choice of its family."""
        if self.caller is not None:
            return self.caller.protocol or self.caller.transport
        return (self.link.protocol if self.link is not None else "") or self.transport.value


class ConnectPage(QWidget):
    """One step. `changed()` when it may be left or no longer; `go_on_wanted()` when it leaves by itself."""

    changed = Signal()
    go_on_wanted = Signal()

    def __init__(self, context: Context, state: Connecting) -> None:
        super().__init__()
        self.context, self.state = context, state
        self.column: QVBoxLayout = vertical(context.theme, self, spacing=16)

    @property
    def is_ready(self) -> bool:
        """Whether Next may be pressed."""
        return True

    def enter(self) -> None:
        """The page is shown: fill it and put the cursor where it belongs."""

    def leave(self) -> None:
        """Another page is shown."""

    def go_on(self) -> None:
        """Next was pressed: check, write if there is something to write, then `go_on_wanted`."""
        self.go_on_wanted.emit()

    def retranslate(self) -> None:
        """All texts of the page."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
