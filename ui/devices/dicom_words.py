"""Words for what a DICOM device asks for: SOP classes and transfer syntaxes (PS3.6 annex A), as a doctor calls them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app.domain.heard import AskedFor

translate = QCoreApplication.translate

_STORAGE = "1.2.840.10008.5.1.4.1.1."
_COMPRESSED = {
    "1.2.840.10008.1.2.4.50": "JPEG Baseline",
    "1.2.840.10008.1.2.4.51": "JPEG Extended",
    "1.2.840.10008.1.2.4.57": "JPEG Lossless",
    "1.2.840.10008.1.2.4.70": "JPEG Lossless",
    "1.2.840.10008.1.2.4.80": "JPEG-LS",
    "1.2.840.10008.1.2.4.81": "JPEG-LS",
    "1.2.840.10008.1.2.4.90": "JPEG 2000",
    "1.2.840.10008.1.2.4.91": "JPEG 2000",
    "1.2.840.10008.1.2.4.100": "MPEG-2",
    "1.2.840.10008.1.2.4.101": "MPEG-2",
    "1.2.840.10008.1.2.4.102": "MPEG-4",
    "1.2.840.10008.1.2.4.103": "MPEG-4",
    "1.2.840.10008.1.2.5": "RLE",
}
# The longest beginning wins: 6.1 is ultrasound, 66 is not.
_KINDS = {
    f"{_STORAGE}1": "cr",
    f"{_STORAGE}1.1": "dx",
    f"{_STORAGE}1.2": "mg",
    f"{_STORAGE}1.3": "io",
    f"{_STORAGE}2": "ct",
    f"{_STORAGE}3": "us-clip",
    f"{_STORAGE}3.1": "us-clip",
    f"{_STORAGE}4": "mr",
    f"{_STORAGE}6": "us",
    f"{_STORAGE}6.1": "us",
    f"{_STORAGE}6.2": "us",
    f"{_STORAGE}7": "sc",
    f"{_STORAGE}9": "ecg",
    f"{_STORAGE}12": "xa",
    f"{_STORAGE}77.1.1": "endoscopy",
    f"{_STORAGE}77.1.4": "photo",
    f"{_STORAGE}77.1.5": "eye",
    f"{_STORAGE}88": "sr",
    f"{_STORAGE}104": "pdf",
}
_SERVICES = {
    "1.2.840.10008.1.1": "verification",
    "1.2.840.10008.5.1.4.31": "worklist",
    "1.2.840.10008.3.1.2.3.3": "mpps",
    "1.2.840.10008.1.20.1": "commitment",
}
_MANY = 4


def asked(contexts: Iterable[AskedFor]) -> tuple[str, str]:
    """What is taken of what a device asks for, and what is not, as lists in words; each may be empty."""
    taken = [one for one in contexts if one.accepted]
    refused = [one for one in contexts if not one.accepted]
    return _listed(taken), _listed(refused)


def _listed(contexts: list[AskedFor]) -> str:
    services = dict.fromkeys(kind for one in contexts if (kind := _service(one.uid)))
    stored: dict[str, list[str]] = {}
    for one in contexts:
        if not _service(one.uid):
            syntaxes = stored.setdefault(_kind(one.uid), [])
            chosen = one.syntaxes if not one.accepted else (one.accepted, *one.syntaxes)
            syntaxes += [_COMPRESSED[syntax] for syntax in chosen if syntax in _COMPRESSED]
    words = [service_word(kind) for kind in services]
    if len(stored) > _MANY:
        count = sum(not _service(one.uid) for one in contexts)  # lupdate reads plain names only
        words.insert(min(1, len(words)), translate("DicomWords", "storage of %n kind(s) of objects", "", count))
    else:
        for kind, syntaxes in stored.items():
            named = ", ".join(dict.fromkeys(syntaxes))
            words.append(f"{stored_word(kind)} ({named})" if named else stored_word(kind))
    return "; ".join(words)


def _service(uid: str) -> str:
    if uid.startswith("1.2.840.10008.5.1.1."):
        return "print"
    if uid.startswith("1.2.840.10008.5.1.4.1.2."):
        return "query"
    return _SERVICES.get(uid, "")


def _kind(uid: str) -> str:
    if not uid.startswith("1.2.840.10008."):
        return "private"
    parts = uid.split(".")
    while parts:
        if found := _KINDS.get(".".join(parts)):
            return found
        parts.pop()
    return "other"


def service_word(kind: str) -> str:
    return {
        "verification": translate("DicomWords", "connection test"),
        "worklist": translate("DicomWords", "list of booked patients (worklist)"),
        "mpps": translate("DicomWords", "reports on the step performed (MPPS)"),
        "commitment": translate("DicomWords", "storage commitment"),
        "print": translate("DicomWords", "printing"),
        "query": translate("DicomWords", "search in the archive"),
    }[kind]


def storage_word(uid: str) -> str:
    """The same of one SOP class."""
    return stored_word(_kind(uid))


def stored_word(kind: str) -> str:
    return {
        "cr": translate("DicomWords", "storage of X-ray images (CR)"),
        "dx": translate("DicomWords", "storage of X-ray images (DX)"),
        "mg": translate("DicomWords", "storage of mammograms"),
        "io": translate("DicomWords", "storage of dental images"),
        "ct": translate("DicomWords", "storage of CT"),
        "us": translate("DicomWords", "storage of ultrasound images"),
        "us-clip": translate("DicomWords", "storage of ultrasound clips"),
        "mr": translate("DicomWords", "storage of MR"),
        "sc": translate("DicomWords", "storage of screen pictures"),
        "ecg": translate("DicomWords", "storage of ECG curves"),
        "xa": translate("DicomWords", "storage of fluoroscopy"),
        "endoscopy": translate("DicomWords", "storage of endoscopy"),
        "photo": translate("DicomWords", "storage of photographs"),
        "eye": translate("DicomWords", "storage of eye pictures"),
        "sr": translate("DicomWords", "storage of measurements and reports (SR)"),
        "pdf": translate("DicomWords", "storage of documents (PDF)"),
        "private": translate("DicomWords", "storage of the maker's own objects"),
        "other": translate("DicomWords", "storage of other objects"),
    }[kind]
