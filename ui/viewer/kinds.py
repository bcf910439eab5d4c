"""What kind of object an instance is, by its SOP class (PS3.4 B.5), and how it is shown."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.domain.observation import InstanceSummary

translate = QCoreApplication.translate

_STORAGE = "1.2.840.10008.5.1.4.1.1."


class Kind(StrEnum):
    IMAGE = "image"
    WAVEFORM = "waveform"
    REPORT = "report"
    DOCUMENT = "document"
    OTHER = "other"  # kept, cannot be shown


def kind_of(instance: InstanceSummary) -> Kind:
    part = instance.sop_class_uid.removeprefix(_STORAGE).split(".")[0] if _is_storage(instance) else ""
    if part == "9":
        return Kind.WAVEFORM
    if part == "88":
        return Kind.REPORT
    if part == "104":
        return Kind.DOCUMENT
    return Kind.IMAGE if instance.rows and instance.columns else Kind.OTHER


def _is_storage(instance: InstanceSummary) -> bool:
    return instance.sop_class_uid.startswith(_STORAGE)


def icon_of(instance: InstanceSummary) -> str:
    return {
        Kind.IMAGE: "image",
        Kind.WAVEFORM: "heartbeat",
        Kind.REPORT: "list-bullets",
        Kind.DOCUMENT: "file-pdf",
        Kind.OTHER: "file",
    }[kind_of(instance)]


def kind_word(instance: InstanceSummary) -> str:
    return {
        Kind.IMAGE: translate("viewer", "image"),
        Kind.WAVEFORM: translate("viewer", "ECG"),
        Kind.REPORT: translate("viewer", "measurements"),
        Kind.DOCUMENT: translate("viewer", "document"),
        Kind.OTHER: translate("viewer", "object that cannot be shown"),
    }[kind_of(instance)]


def why_not_shown(code: str) -> str:
    """Why there is no picture; the object itself is kept in any case."""
    kept = translate("viewer", "The object is kept unchanged and can be exported.")
    what = {
        "pixels-none": translate("viewer", "There is no picture in this object."),
        "pixels-damaged": translate("viewer", "The picture is damaged: the device sent it so."),
        "pixels-cut": translate("viewer", "The picture is cut off: the device sent it so."),
        "frame-missing": translate("viewer", "This frame is missing in the object."),
        "transfer-syntax": translate("viewer", "This compression is not known."),
        "video": translate("viewer", "Videos are not shown yet."),
        "too-large": translate("viewer", "The picture is too large to be shown."),
        "dicom-damaged": translate("viewer", "The object cannot be read."),
        "ecg-damaged": translate("viewer", "The curve cannot be read."),
        "scp-damaged": translate("viewer", "The curve cannot be read."),
        "scp-compression": translate("viewer", "The curve is compressed in a way that is not drawn."),
        "file-checksum": translate("viewer", "The file was changed or cut: its checksum does not agree."),
        "picture-damaged": translate("viewer", "The picture is damaged: the device sent it so."),
        "pdf-damaged": translate("viewer", "The PDF cannot be read."),
        "decoder-crashed": translate("viewer", "The picture could not be decoded."),
        "decoder-timed-out": translate("viewer", "Decoding the picture took too long and was stopped."),
        "damaged": translate("viewer", "The stored bytes are damaged; a backup may hold them whole."),
    }.get(code, translate("viewer", "This kind of object cannot be shown."))
    return f"{what}\n{kept}\n({code})"
