"""Words for what happens around the record: accounts, devices and their ports, backup, sending, pictures, files."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

Words = Callable[[dict[str, object]], tuple[str, str]]


def words() -> dict[str, Words]:
    """Code to (what happened, next step). Built at each call, because the language may have changed since."""
    plain = {**_practice(), **_backup(), **_sending(), **_pictures(), **_files()}
    return {**{code: _always(pair) for code, pair in plain.items()}, **_ports()}


def _always(pair: tuple[str, str]) -> Words:
    return lambda facts: pair


def _practice() -> dict[str, tuple[str, str]]:
    return {
        "practice-name-empty": (translate("SystemMessages", "The practice has no name yet."), ""),
        "practice-iin-or-bin": (
            translate("SystemMessages", "A practice has either an IIN or a BIN."),
            translate("SystemMessages", "A person gives the IIN, an organisation the BIN."),
        ),
        "login-empty": (translate("SystemMessages", "The user name is empty."), ""),
        "last-password": (
            translate("SystemMessages", "This is the last password that opens the record."),
            translate("SystemMessages", "Add another one first."),
        ),
        "folder-in-use": (
            translate("SystemMessages", "The folder holds a record whose keys are missing."),
            translate(
                "SystemMessages", "Nothing in it was touched. Restore it from a backup, or choose another folder."
            ),
        ),
        "test-only": (translate("SystemMessages", "This works only in a practice marked TEST."), ""),
        "store-busy": (
            translate("SystemMessages", "The record is busy at the moment."),
            translate("SystemMessages", "Nothing was lost. Try again in a moment."),
        ),
        "store-newer": (
            translate("SystemMessages", "The record was written by a newer version of the program."),
            translate("SystemMessages", "Nothing was changed. Update the program on this computer."),
        ),
        "no-practice": (
            translate("SystemMessages", "There is no practice in this folder."),
            translate("SystemMessages", "Choose another folder, or start the first run."),
        ),
        "clock-variable": (translate("SystemMessages", "The clock that was set for the test practice is no time."), ""),
        "character-set": (
            translate("SystemMessages", "This character set is not known."),
            translate("SystemMessages", "Choose one from the list."),
        ),
        "archive-key-missing": (
            translate("SystemMessages", "The key for this part of the archive is missing."),
            translate("SystemMessages", "Restore the key ring from the last backup."),
        ),
        "keys-of-another-ring": (
            translate("SystemMessages", "These keys belong to another practice."),
            translate("SystemMessages", "Nothing was changed."),
        ),
        "store-exists": (
            translate("SystemMessages", "There is a record in this folder already."),
            translate("SystemMessages", "Choose an empty folder."),
        ),
        "store-closed": (
            translate("SystemMessages", "The record was closed meanwhile."),
            translate("SystemMessages", "Log in again."),
        ),
        "device-profile": (
            translate("SystemMessages", "This family of devices is not known."),
            translate("SystemMessages", "Choose one from the list."),
        ),
        "nothing-to-read": (translate("SystemMessages", "There is nothing to read again here."), ""),
        "form-unknown": (
            translate("SystemMessages", "This form of a document is not known."),
            translate("SystemMessages", "Update the program on this computer."),
        ),
    }


def _ports() -> dict[str, Words]:
    def named(text: str, facts: dict[str, object]) -> str:
        return text.format(port=facts.get("port", ""))

    return {
        "port-in-use": lambda facts: (
            named(translate("SystemMessages", "Port {port} is taken by another program."), facts),
            translate("SystemMessages", "Choose another port: Devices (F6), Change… Enter it at the device too."),
        ),
        "port-forbidden": lambda facts: (
            named(translate("SystemMessages", "The system does not let us listen on port {port}."), facts),
            translate("SystemMessages", "Choose a port above 1024: Devices (F6), Change… Enter it at the device too."),
        ),
        "port-failed": lambda facts: (
            named(translate("SystemMessages", "Port {port} cannot be opened."), facts),
            translate("SystemMessages", "Choose another port: Devices (F6), Change… Enter it at the device too."),
        ),
        "address-unknown": _always(
            (
                translate("SystemMessages", "This computer does not have the address that is set."),
                translate(
                    "SystemMessages", "Check the network cable, or choose another address: Devices (F6), Change…"
                ),
            )
        ),
        "hub-not-running": _always(
            (
                translate("SystemMessages", "The receiver of the devices does not run."),
                translate("SystemMessages", "It is started again by itself; devices keep what they could not send."),
            )
        ),
        "hub-did-not-start": _always(
            (
                translate("SystemMessages", "The receiver of the devices did not start."),
                translate("SystemMessages", "It is started again by itself; devices keep what they could not send."),
            )
        ),
        "hub-running": _always((translate("SystemMessages", "The receiver of the devices runs already."), "")),
        "hub-setting": _always(
            (
                translate("SystemMessages", "A setting of the receiver cannot be followed."),
                translate("SystemMessages", "Check ports and AE title."),
            )
        ),
    }


def _backup() -> dict[str, tuple[str, str]]:
    other = translate("SystemMessages", "Choose a folder on another disk.")
    earlier = translate("SystemMessages", "The record itself was not touched. Make a new copy, or try an earlier one.")
    return {
        "backup-inside-practice": (
            translate("SystemMessages", "The folder for the copy lies inside the record."),
            other,
        ),
        "backup-target": (translate("SystemMessages", "The folder for the copy cannot be written."), other),
        "backup-folder-missing": (
            translate("SystemMessages", "The folder for the copy is not there."),
            translate("SystemMessages", "Connect the disk, or choose another folder in the settings (F8)."),
        ),
        "backup-running": (translate("SystemMessages", "A copy is being made already."), ""),
        "backup": (translate("SystemMessages", "There is no backup in this folder."), ""),
        "backup-file": (translate("SystemMessages", "A file of the copy is missing or damaged."), earlier),
        "backup-manifest": (
            translate("SystemMessages", "The list of the copy is not what this practice wrote."),
            earlier,
        ),
        "backup-incomplete": (translate("SystemMessages", "The copy is not complete."), earlier),
        "copy-damaged": (translate("SystemMessages", "The copy cannot be read back."), earlier),
        "folder-not-empty": (
            translate("SystemMessages", "The folder is not empty."),
            translate("SystemMessages", "Choose an empty one."),
        ),
    }


def _sending() -> dict[str, tuple[str, str]]:
    check = translate("SystemMessages", "Check the settings of the exchange.")
    return {
        "exchange-code": (translate("SystemMessages", "The exchange has no code for this value."), check),
        "exchange-level": (translate("SystemMessages", "The required level of signatures is not known."), check),
        "exchange-mis-id": (translate("SystemMessages", "The identifier given by the ministry is missing."), check),
        "exchange-pack": (translate("SystemMessages", "The description of the messages is not there."), check),
        "exchange-plain-http": (translate("SystemMessages", "The address of the ministry is not encrypted."), check),
        "exchange-held": (translate("SystemMessages", "Everything is held: there is nothing to try."), ""),
        "exchange-trust-file": (translate("SystemMessages", "The root certificate cannot be read."), check),
        "exchange-transport": (translate("SystemMessages", "The way of sending is not known."), check),
        "exchange-url": (translate("SystemMessages", "The address of the ministry is no address."), check),
        "lock-minutes": (translate("SystemMessages", "The window cannot stay open for that long."), ""),
        "tsa-url": (translate("SystemMessages", "The address of the time-stamp authority is no address."), check),
        "test-practice-real-transport": (
            translate("SystemMessages", "A TEST practice sends to stand-ins only."),
            translate("SystemMessages", "Nothing was sent."),
        ),
        "test-practice-real-service": (
            translate("SystemMessages", "A TEST practice uses test services only."),
            translate("SystemMessages", "Nothing was sent."),
        ),
        "outbox-not-rejected": (translate("SystemMessages", "Only a rejected message can be corrected."), ""),
        "outbox-other-event": (translate("SystemMessages", "The correction belongs to another message."), ""),
        "authority-not-test": (
            translate("SystemMessages", "This authority is not a test one."),
            translate("SystemMessages", "A TEST practice trusts test authorities only."),
        ),
        "authority-unusable": (
            translate("SystemMessages", "The certificate of the authority cannot be used."),
            translate("SystemMessages", "Choose the file again."),
        ),
        "key-store-unknown": (
            translate("SystemMessages", "This kind of key storage is not known."),
            translate("SystemMessages", "Choose a key file."),
        ),
    }


def _pictures() -> dict[str, tuple[str, str]]:
    kept = translate("SystemMessages", "The original is kept exactly as it came.")
    return {
        "transfer-syntax": (translate("SystemMessages", "This kind of compression cannot be shown."), kept),
        "video": (translate("SystemMessages", "A video cannot be shown here."), kept),
        "too-large": (translate("SystemMessages", "The picture is too large to be shown."), kept),
        "frame-missing": (translate("SystemMessages", "This frame is not in the picture."), kept),
        "pixels-none": (translate("SystemMessages", "There is no picture in this object."), kept),
        "no-report": (translate("SystemMessages", "There is no report in this object."), kept),
        "no-waveform": (translate("SystemMessages", "There is no curve in this object."), kept),
        "no-document": (translate("SystemMessages", "There is no document in this object."), kept),
        "not-an-error": (translate("SystemMessages", "This record could be read; there is nothing to close."), ""),
    }


def _files() -> dict[str, tuple[str, str]]:
    return {
        "cannot-write": (
            translate("SystemMessages", "The file cannot be written there."),
            translate("SystemMessages", "Choose another folder."),
        ),
        "file-missing": (
            translate("SystemMessages", "The file is not there."),
            translate("SystemMessages", "Choose it again."),
        ),
        "csv-columns": (
            translate("SystemMessages", "The table does not have the columns that are needed."),
            translate("SystemMessages", "Needed: iin, surname, name, patronymic, birth_date, sex, phone."),
        ),
        "csv-too-large": (
            translate("SystemMessages", "The table is too large."),
            translate("SystemMessages", "Split it."),
        ),
        "birth-date": (translate("SystemMessages", "The birth date is not a date."), ""),
        "oid": (translate("SystemMessages", "This is not an object identifier."), ""),
        "language": (translate("SystemMessages", "Documents are made in Kazakh or Russian."), ""),
        "export-folder-finished": (
            translate("SystemMessages", "A whole export lies in this folder already."),
            translate("SystemMessages", "Choose an empty folder."),
        ),
        "export-folder-not-empty": (
            translate("SystemMessages", "The folder holds other files."),
            translate("SystemMessages", "Choose an empty folder."),
        ),
        "export-other": (
            translate("SystemMessages", "An unfinished export of something else lies in this folder."),
            translate("SystemMessages", "Choose an empty folder."),
        ),
    }
