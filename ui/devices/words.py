"""Words about devices: ways of sending, character sets, why the receiver does not listen."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from app.domain.device import Transport

translate = QCoreApplication.translate

_AE_TITLE = re.compile(r"[0-9A-Z_.\-]([0-9A-Z_.\- ]{0,14}[0-9A-Z_.\-])?")  # PS3.5 6.2, AE: at most 16 of a safe subset
CHARACTER_SETS = ("", "utf-8", "cp1251", "kz1048", "ptcp154", "cp866", "iso8859-5")


def is_ae_title(text: str) -> bool:
    """Whether every device can call us so."""
    return _AE_TITLE.fullmatch(text) is not None


def transport_word(transport: Transport) -> str:
    return {
        Transport.DICOM: "DICOM",
        Transport.HL7: "HL7",
        Transport.ASTM: "ASTM",
        Transport.FOLDER: translate("devices", "folder"),
        Transport.SERIAL: translate("devices", "serial line"),
        Transport.HAND: translate("devices", "by hand"),
    }[transport]


def character_set_word(codec: str) -> str:
    return {
        "": translate("devices", "as the device says, else recognised"),
        "utf-8": "UTF-8",
        "cp1251": "Windows-1251",
        "kz1048": "KZ-1048",
        "ptcp154": "PT154",
        "cp866": "CP866 (DOS)",
        "iso8859-5": "ISO 8859-5",
    }[codec]


def problem_word(code: str) -> str:
    return {
        "hub-not-running": translate("devices", "the receiver is not running"),
        "hub-did-not-start": translate("devices", "the receiver did not start"),
        "port-in-use": translate("devices", "the port is taken by another program"),
        "port-forbidden": translate("devices", "the system does not allow this port"),
        "port-failed": translate("devices", "the port cannot be opened"),
    }.get(code, code)
