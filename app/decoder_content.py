"""Curves, report trees and documents inside DICOM objects, read inside the decoder child.

Waveforms: PS3.3 C.10.9; structured reports: PS3.3 C.17.3; encapsulated documents: PS3.3 C.24.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from pydicom.dataset import Dataset

from app.decoder_pixels import dataset_of
from app.domain.errors import Unreadable

_MAX_LINES = 20_000
_MAX_DEPTH = 64
_MAX_TEXT = 16_384


def document(body: bytes, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The document of an encapsulated PDF, CDA or STL object, without the padding byte."""
    dataset = dataset_of(body, request)
    content = dataset.get("EncapsulatedDocument")
    if not content:
        raise Unreadable("no-document")
    length = int(dataset.get("EncapsulatedDocumentLength") or 0)
    media_type = str(dataset.get("MIMETypeOfEncapsulatedDocument") or "application/octet-stream")
    if content.startswith(b"%PDF-"):
        media_type = "application/pdf"
    return {"media_type": media_type}, content[:length] if 0 < length <= len(content) else content


def waveform(body: bytes, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """All multiplex groups; samples in the channel's unit, float32."""
    dataset = dataset_of(body, request)
    sequence = dataset.get("WaveformSequence")
    if not sequence:
        raise Unreadable("no-waveform")
    groups, pieces = [], []
    for number, item in enumerate(sequence):
        values = np.asarray(dataset.waveform_array(number), dtype="<f4")
        channels = []
        for place, channel in enumerate(item.ChannelDefinitionSequence):
            samples = np.ascontiguousarray(values[:, place]).tobytes()
            channels.append([_channel_label(channel), _channel_unit(channel), len(samples)])
            pieces.append(samples)
        label = str(item.get("MultiplexGroupLabel") or "")
        groups.append({"label": label, "frequency_hz": float(item.SamplingFrequency), "channels": channels})
    return {"groups": groups}, b"".join(pieces)


def ecg_file(body: bytes, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The curves of an ECG that came as a file (SCP-ECG, aECG, MUSE), answered as those of a DICOM object."""
    from devices.ecg import samples_of, waveform_of

    found = waveform_of(str(request["media_type"]), body)
    pieces = [samples_of(lead) for lead in found.leads]
    channels = [[lead.name, "mV", len(piece)] for lead, piece in zip(found.leads, pieces, strict=True)]
    return {"groups": [{"label": "", "frequency_hz": found.frequency_hz, "channels": channels}]}, b"".join(pieces)


def report(body: bytes, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Every content item of the report as (level, name, text, number, unit)."""
    dataset = dataset_of(body, request)
    if "ContentSequence" not in dataset and "ValueType" not in dataset:
        raise Unreadable("no-report")
    lines = []
    for line in _items(dataset, 0):
        lines.append(line)
        if len(lines) >= _MAX_LINES:
            break
    return {"lines": lines}, b""


def _items(item: Dataset, level: int) -> Iterator[tuple[int, str, str, float | None, str]]:
    if level > _MAX_DEPTH:
        return
    text, number, unit = _value(item)
    name = _meaning(item.get("ConceptNameCodeSequence"))
    if name or text:
        yield level, name, text[:_MAX_TEXT], number, unit
    for below in item.get("ContentSequence") or []:
        yield from _items(below, level + 1)


def _value(item: Dataset) -> tuple[str, float | None, str]:
    """The item's value for a person; a number also as a number, where it is one (PS3.3 table C.17.3-7)."""
    kind = str(item.get("ValueType") or "")
    if kind == "NUM":
        return _measured(item)
    if kind == "CODE":
        return _meaning(item.get("ConceptCodeSequence")), None, ""
    plain = {
        "TEXT": "TextValue", "DATE": "Date", "TIME": "Time", "DATETIME": "DateTime", "PNAME": "PersonName",
        "UIDREF": "UID",
    }.get(kind)  # fmt: skip
    if plain:
        return str(item.get(plain) or ""), None, ""
    if kind in ("IMAGE", "COMPOSITE", "WAVEFORM"):
        references = item.get("ReferencedSOPSequence") or []
        return " ".join(str(one.get("ReferencedSOPInstanceUID") or "") for one in references), None, ""
    return "", None, ""


def _measured(item: Dataset) -> tuple[str, float | None, str]:
    measured = item.get("MeasuredValueSequence") or []
    if not measured:  # no value on purpose: the qualifier says why
        return _meaning(item.get("NumericValueQualifierCodeSequence")), None, ""
    text = str(measured[0].get("NumericValue") if measured[0].get("NumericValue") is not None else "")
    units = measured[0].get("MeasurementUnitsCodeSequence") or []
    unit = str(units[0].get("CodeValue") or "") if units else ""
    try:
        return text, float(text), unit
    except ValueError:
        return text, None, unit


def _meaning(sequence: Any) -> str:
    first = sequence[0] if sequence else None
    return str(first.get("CodeMeaning") or first.get("CodeValue") or "") if first is not None else ""


def _channel_label(channel: Dataset) -> str:
    return str(channel.get("ChannelLabel") or "") or _meaning(channel.get("ChannelSourceSequence"))


def _channel_unit(channel: Dataset) -> str:
    units = channel.get("ChannelSensitivityUnitsSequence") or []
    return str(units[0].get("CodeValue") or "") if units else ""
