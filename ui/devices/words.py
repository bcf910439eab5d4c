"""Words about devices: ways of sending, character sets, why the receiver does not listen."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from app.domain.device import Standing, Transport
from app.domain.device_profile import DeviceProfile
from app.domain.device_settings import Link, LinkKind
from app.receiver import LinkState
from ui import file_messages

translate = QCoreApplication.translate

_AE_TITLE = re.compile(r"[0-9A-Z_.\-]([0-9A-Z_.\- ]{0,14}[0-9A-Z_.\-])?")  # PS3.5 6.2, AE: at most 16 of a safe subset
BAUDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)
FRAMES = (("N", 8, 1), ("E", 7, 1), ("O", 7, 1), ("E", 8, 1), ("N", 8, 2))  # parity, data bits, stop bits
PROTOCOLS = ("hl7", "astm", "text")
PATTERNS = ("*", "*.pdf", "*.gdt", "*.csv", "*.xml", "*.hl7", "*.dcm", "*.jpg")
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


def standing_word(standing: Standing) -> str:
    return {
        Standing.NEW: translate("devices", "new: is it ours?"),
        Standing.OURS: translate("devices", "in use"),
        Standing.IGNORED: translate("devices", "not ours"),
        Standing.WITHDRAWN: translate("devices", "out of use"),
    }[standing]


def family_word(what: str) -> str:
    """What a family of devices does (`DeviceProfile.what`)."""
    return {
        "haematology": translate("devices", "blood counts"),
        "chemistry": translate("devices", "chemistry"),
        "immunology": translate("devices", "immunology"),
        "coagulation": translate("devices", "coagulation"),
        "urine": translate("devices", "urine"),
        "laboratory": translate("devices", "laboratory"),
        "ultrasound": translate("devices", "ultrasound"),
        "xray": translate("devices", "X-ray"),
        "dental": translate("devices", "dental"),
        "ecg": translate("devices", "ECG"),
        "monitor": translate("devices", "patient monitor"),
        "spirometer": translate("devices", "spirometry"),
        "spirometry": translate("devices", "spirometry"),
    }.get(what, "")


def profile_word(profile: DeviceProfile) -> str:
    """A family as a list shows it."""
    what = family_word(profile.what)
    if not what:
        return profile.title
    if profile.vendor:
        return f"{profile.title} · {what}"
    # Families of no maker are named by what they do.
    return f"{what[:1].upper()}{what[1:]} ({transport_word(profile.transport)})"


def link_word(link: Link) -> str:
    """How the receiver reaches a device that does not come by itself."""
    protocol = {"hl7": "HL7", "astm": "ASTM", "text": translate("devices", "plain text")}.get(link.protocol, "")
    if link.kind is LinkKind.CLIENT:
        text = translate("devices", "The receiver connects to {host}, port {port} ({protocol}).")
        return text.format(host=link.host, port=link.port, protocol=protocol)
    if link.kind is LinkKind.SERIAL:
        text = translate("devices", "Serial port {port}: {baud} baud, {bits} bits, parity {parity} ({protocol}).")
        return text.format(
            port=link.serial_port, baud=link.baud, bits=link.data_bits, parity=link.parity, protocol=protocol
        )
    if link.kind is LinkKind.FOLDER:
        return translate("devices", "Folder {folder}, files {pattern}.").format(
            folder=link.folder, pattern=link.pattern
        )
    return ""


def link_state_word(state: LinkState) -> str:
    """Whether the receiver is in touch with a device that it reaches itself."""
    if state.is_folder:
        why = file_messages.waiting().get(state.failure, state.failure)
        if state.is_connected and not why:
            return translate("devices", "The receiver watches the folder.")
        return translate("devices", "The folder: {why}.").format(why=why or translate("devices", "not looked at yet"))
    if state.is_connected:
        return translate("devices", "The receiver is connected with it.")
    text = translate("devices", "The receiver does not reach it yet and tries again by itself.")
    return f"{text} ({state.failure})" if state.failure else text


def frame_words() -> tuple[str, ...]:
    """Bits and parity, in the order of `FRAMES`."""
    return (
        translate("devices", "8 bits, no parity"), translate("devices", "7 bits, even parity"),
        translate("devices", "7 bits, odd parity"), translate("devices", "8 bits, even parity"),
        translate("devices", "8 bits, two stop bits"),
    )  # fmt: skip


def reader_word(key: str) -> str:
    """How files of a folder are read."""
    return {
        "": translate("devices", "by their content"),
        "picture": translate("devices", "pictures"),
        "aecg": "aECG (HL7 XML)",
        "muse-xml": "MUSE XML",
        "gdt": "GDT / BDT",
        "fhir": "FHIR (JSON)",
    }.get(key, key.upper())


def protocol_words() -> tuple[str, ...]:
    """Languages of a link, in the order of `PROTOCOLS`."""
    return ("HL7", "ASTM / LIS2", translate("devices", "plain text (a print)"))


def problem_word(code: str) -> str:
    return {
        "hub-not-running": translate("devices", "the receiver is not running"),
        "hub-did-not-start": translate("devices", "the receiver did not start"),
        "port-in-use": translate("devices", "the port is taken by another program"),
        "port-forbidden": translate("devices", "the system does not allow this port"),
        "port-failed": translate("devices", "the port cannot be opened"),
    }.get(code, code)
