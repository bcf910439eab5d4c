"""Words for files: why one cannot be read, why it is not taken into a card, why it still lies in its folder."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def unread() -> dict[str, str]:
    """What kept a file from being read, in a few words for a list."""
    return {
        "file-unknown": translate("files", "no format that we know"),
        "file-too-large": translate("files", "too large to be read"),
        "file-checksum": translate("files", "its checksum does not agree: it was changed or cut"),
        "file-no-results": translate("files", "holds no results"),
        "xml-damaged": translate("files", "its XML is damaged"),
        "xml-entities": translate("files", "its XML has declarations that are refused for safety"),
        "gdt-damaged": translate("files", "its GDT lines cannot be read"),
        "scp-damaged": translate("files", "its SCP-ECG sections cannot be read"),
        "scp-compression": translate("files", "its curve is compressed in a way that is not drawn"),
        "ecg-damaged": translate("files", "its curve cannot be read"),
        "csv-damaged": translate("files", "the table cannot be read"),
        "csv-no-headings": translate("files", "no headings that are understood"),
        "csv-no-values": translate("files", "the table holds no values"),
        "fhir-damaged": translate("files", "its FHIR resources cannot be read"),
        "fhir-no-observations": translate("files", "no observations in it"),
        "reading-damaged": translate("files", "a typed reading that cannot be read"),
    }


def waiting() -> dict[str, str]:
    """Why files of a watched folder wait, in a few words for the device's page."""
    return {
        "folder-away": translate("files", "the folder is not there: is the share connected?"),
        "folder-too-wide": translate("files", "not watched: it holds more than the files of a device"),
        "folder-failed": translate("files", "a fault of ours while looking at the folder"),
        "folder-link": translate("files", "links in the folder are not followed"),
        "file-locked": translate("files", "another program still holds a file"),
        "file-denied": translate("files", "a file may not be opened: rights are missing"),
        "file-not-read": translate("files", "a file could not be read"),
        "file-not-moved": translate("files", "a file is kept but could not be moved to the done folder"),
    }


def words() -> dict[str, tuple[str, str]]:
    """Code to (what happened, next step) for errors that a person meets."""
    nothing = translate("files", "Nothing was taken into the card. The file is as it was.")
    found = {
        code: (translate("files", "The file cannot be used: {why}.").format(why=why), nothing)
        for code, why in unread().items()
    }
    return found | {
        "csv-no-headings": (
            translate("files", "The headings of the table are not understood."),
            translate("files", "Choose what each column holds."),
        ),
        "csv-no-values": (
            translate("files", "No column holds values yet."),
            translate("files", "Choose which column holds the value, or what each column measures."),
        ),
        "file-is-dicom": (
            translate("files", "This is a DICOM object."),
            translate("files", "Images are imported with the command for images and studies."),
        ),
        "file-not-read": (translate("files", "The file cannot be opened."), nothing),
        "file-known": (
            translate("files", "This file is in the card already."),
            translate("files", "Nothing was taken a second time."),
        ),
        "file-of-another-patient": (
            translate("files", "The file names another patient."),
            translate("files", "Nothing was taken into the card. Open that patient's card, or look at the file."),
        ),
        "reading-empty": (
            translate("files", "No reading is understood yet."),
            translate("files", "Write it as 120/80 72 or glucose 5.6."),
        ),
        "reading-in-future": (
            translate("files", "The moment has not come yet."),
            translate("files", "Correct the day or the time; nothing was kept."),
        ),
        "not-by-hand": (
            translate("files", "This result came from a device."),
            translate("files", "Use “Not this patient” to take it out of the card."),
        ),
        "already-withdrawn": (translate("files", "This reading was taken back already."), ""),
        "folder-too-wide": (
            translate("files", "This folder holds more than the files of a device."),
            translate("files", "Choose a folder of its own for the device: its files are moved when they are taken."),
        ),
        "request-folder": (
            translate("files", "The folder for requests of this device cannot be written to."),
            translate("files", "Nothing was sent. Check the folder in the device's settings."),
        ),
        "request-none": (
            translate("files", "This device takes no requests by file."),
            translate("files", "Give it a folder for requests in its settings."),
        ),
    }
