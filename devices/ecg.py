"""An ECG as files of three formats hold it: leads in millivolts, and the measurements that came with them."""

from __future__ import annotations

import array
import sys
from dataclasses import dataclass
from datetime import datetime

from app.domain.device import SentIdentity
from app.domain.errors import Unreadable
from app.domain.received import SentMessage, SentObservation
from devices.file_format import message, report, value, whole_file
from devices.sent_numbers import plain_number

MAX_SAMPLES = 20_000_000  # of all leads together: a day of Holter is more, and is not shown as a resting ECG
MAX_LEADS = 64

# Measurement -> LOINC, name, unit (UCUM).
MEASUREMENTS = {
    "heart-rate": ("8867-4", "Heart rate", "/min"), "rr": ("8637-1", "RR interval", "ms"),
    "pr": ("8625-6", "PR interval", "ms"), "qrs": ("8633-0", "QRS duration", "ms"),
    "qt": ("8634-8", "QT interval", "ms"), "qtc": ("8636-3", "QTc interval", "ms"),
    "p-axis": ("8626-4", "P axis", "deg"), "qrs-axis": ("8632-2", "QRS axis", "deg"),
    "t-axis": ("8638-9", "T axis", "deg"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lead:
    """One lead: its name, and samples in millivolts."""

    name: str
    millivolts: array.array[float]  # type code "f"


@dataclass(frozen=True, slots=True)
class Waveform:
    """The leads of one recording at one frequency."""

    frequency_hz: float
    leads: tuple[Lead, ...]


def samples_of(lead: Lead) -> bytes:
    """Float 32, little endian, as the decoder child answers."""
    if sys.byteorder == "big":
        swapped = array.array("f", lead.millivolts)
        swapped.byteswap()
        return swapped.tobytes()
    return lead.millivolts.tobytes()


def with_derived_limb_leads(leads: tuple[Lead, ...]) -> tuple[Lead, ...]:
    """III, aVR, aVL and aVF of I and II where a file leaves them out (Einthoven, Goldberger), in the usual order."""
    named = {lead.name: lead for lead in leads}
    first, second = named.get("I"), named.get("II")
    if first is None or second is None or len(first.millivolts) != len(second.millivolts) or "III" in named:
        return leads
    pairs = list(zip(first.millivolts, second.millivolts, strict=True))
    made = {
        "III": (two - one for one, two in pairs),
        "aVR": (-(one + two) / 2 for one, two in pairs),
        "aVL": (one - two / 2 for one, two in pairs),
        "aVF": (two - one / 2 for one, two in pairs),
    }
    derived = tuple(Lead(name, array.array("f", samples)) for name, samples in made.items() if name not in named)
    rest = tuple(lead for lead in leads if lead.name not in {"I", "II"})
    return (first, second, *derived, *rest)


def ecg_message(
    identity: SentIdentity, media_type: str, at: datetime | None, measured: dict[str, str], *,
    comment: str = "", title: str = "ECG", has_waveform: bool = True, character_set: str = "", how: str = "",
) -> SentMessage:  # fmt: skip
    """The result of an ECG file: the curve, which is the file, and a value for each measurement."""
    values: list[SentObservation] = [whole_file(0, media_type, "ECG")] if has_waveform else []
    for key, (code, name, unit) in MEASUREMENTS.items():
        if sent := measured.get(key, "").strip():
            values.append(value(len(values), code, name, sent, number=plain_number(sent), unit=unit, system="LN"))
    found = report(identity, title, at, tuple(values), comment=comment)
    return message((found,), character_set=character_set, how=how)


def waveform_of(media_type: str, content: bytes) -> Waveform:
    """The curves of a file, for the decoder child. Raises `Unreadable`."""
    from devices.file_formats import annotated_ecg, muse_xml, scp_ecg

    decoders = {
        scp_ecg.MEDIA_TYPE: scp_ecg.waveform,
        annotated_ecg.MEDIA_TYPE: annotated_ecg.waveform,
        muse_xml.MEDIA_TYPE: muse_xml.waveform,
    }
    decode = decoders.get(media_type)
    if decode is None:
        raise Unreadable("no-waveform")
    found = decode(content)
    if not found.leads or not 1 <= found.frequency_hz <= 100_000:
        raise Unreadable("no-waveform")
    return found
