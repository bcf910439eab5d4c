"""The exact text that a technician needs: in the language of the screen and in English, to copy or print."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain.device import OFF
from app.receiver import Receiver
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.layouts import sized
from ui.widgets.sheet import Sheet

translate = QCoreApplication.translate
_ANY_TITLE = "any, up to 16 Latin letters, different at each device"


def text(receiver: Receiver, way: str) -> str:
    """What to enter at the device, twice: as the screen speaks, and in English."""
    rows = _rows(receiver, way)
    any_title = translate("Technician", "any, up to 16 Latin letters, different at each device")
    here = [f"{name}: {value or any_title}" for name, _, value in rows]
    english = [f"{name}: {value or _ANY_TITLE}" for _, name, value in rows]
    head = translate("Technician", "Please set up the device so that it sends its results to our program Shipager.")
    foot = translate("Technician", "Then send a test (Echo, Verify, or one result). It appears on our screen at once.")
    return "\n".join(
        [
            head, "", *here, "", foot, "", "—", "",
            "Please set up the device so that it sends its results to our program Shipager.", "", *english, "",
            "Then send a test (Echo, Verify, or one result). It appears on our screen at once.",
        ]
    )  # fmt: skip


def _rows(receiver: Receiver, way: str) -> list[tuple[str, str, str]]:
    """Name here, name in English, value; empty: any AE title."""
    rows = [(translate("Technician", "Address (IP) of the server"), "Server address (IP)", receiver.addresses[0])]
    if way in {"dicom", "any"}:
        rows += [
            (translate("Technician", "DICOM port"), "DICOM port", str(receiver.dicom_port)),
            (translate("Technician", "Called AE Title (ours)"), "Called AE Title (ours)", receiver.ae_title),
            (
                translate("Technician", "Calling AE Title (the device's)"), "Calling AE Title (the device's)",
                "",
            ),
            (
                translate("Technician", "DICOM services"), "DICOM services",
                "Verification (C-ECHO), Storage (C-STORE), Modality Worklist (C-FIND), MPPS, Storage Commitment",
            ),
        ]  # fmt: skip
        if receiver.dicom_tls_port != OFF:
            rows.append(
                (translate("Technician", "DICOM port with TLS"), "DICOM TLS port", str(receiver.dicom_tls_port))
            )
    if way in {"hl7", "any"}:
        rows += [
            (translate("Technician", "HL7 port"), "HL7 port", str(receiver.hl7_port)),
            (
                translate("Technician", "HL7 protocol"), "HL7 protocol",
                "HL7 v2.x, MLLP (0x0B … 0x1C 0x0D), TCP client, ORU^R01, UTF-8",
            ),
        ]  # fmt: skip
    if way in {"astm", "any"} and receiver.astm_port != OFF:
        rows += [
            (translate("Technician", "ASTM port"), "ASTM port", str(receiver.astm_port)),
            (
                translate("Technician", "ASTM protocol"), "ASTM protocol",
                "ASTM E1381 / E1394 (LIS1-A / LIS2-A2), TCP client, checksum on",
            ),
        ]  # fmt: skip
    return rows


class TechnicianSheet(Sheet):
    """The text, to select, copy and print."""

    def __init__(self, context: Context, receiver: Receiver, way: str, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=720)
        self._context, self._receiver, self._way = context, receiver, way
        self.shown = QPlainTextEdit()
        self.shown.setReadOnly(True)
        sized(context.theme, self.shown, min_height=380)
        self.body.addWidget(self.shown)
        theme = context.theme
        self._close = Button(theme)
        self.print_button, self.copy_button = Button(theme, icon="printer"), Button(theme, icon="copy", kind="primary")
        self._close.clicked.connect(self.reject)
        self.print_button.clicked.connect(self._print)
        self.copy_button.clicked.connect(self.copy)
        self.foot.addWidget(self._close)
        self.foot.addStretch(1)
        self.foot.addWidget(self.print_button)
        self.foot.addWidget(self.copy_button)
        self.retranslate()

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.shown.toPlainText())
        self._context.navigation.notice(self.tr("The text is copied"))
        self.accept()

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            document = QTextDocument(self.shown.toPlainText())
            document.print_(printer)

    def retranslate(self) -> None:
        self.set_title(self.tr("For the technician"))
        self.shown.setPlainText(text(self._receiver, self._way))
        self.shown.setAccessibleName(self.tr("For the technician"))
        self._close.setText(self.tr("Close"))
        self.print_button.setText(self.tr("Print…"))
        self.copy_button.setText(self.tr("Copy"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
