"""Resting ECG in GE MUSE XML: demographics, measurements, and the rhythm's leads as base64 of 16-bit numbers."""

from __future__ import annotations

import array
import base64
import binascii
import re
import sys

from app.domain.device import SentIdentity
from app.domain.errors import Unreadable
from app.domain.received import SentMessage
from devices.ecg import MAX_LEADS, MAX_SAMPLES, Lead, Waveform, ecg_message, with_derived_limb_leads
from devices.file_format import FileAtHand, FileFormat
from devices.safe_xml import XmlElement, read_xml
from devices.sent_identity import day_of, iin_candidates, name_of_parts, sex_of
from devices.sent_numbers import moment_in, plain_number

MEDIA_TYPE = "application/x-muse+xml"
_MEASURED = {
    "VentricularRate": "heart-rate", "PRInterval": "pr", "QRSDuration": "qrs", "QTInterval": "qt",
    "QTCorrected": "qtc", "PAxis": "p-axis", "RAxis": "qrs-axis", "TAxis": "t-axis",
}  # fmt: skip


def read_muse(file: FileAtHand) -> SentMessage:
    """Raises `Unreadable`: `xml-damaged`, `xml-entities`, `ecg-damaged`."""
    root = _root(file.whole())
    measured = {key: root.word("RestingECGMeasurements", name) for name, key in _MEASURED.items()}
    day, time = root.word("TestDemographics", "AcquisitionDate"), root.word("TestDemographics", "AcquisitionTime")
    statements = [one.word("StmtText") for one in root.all("Diagnosis", "DiagnosisStatement")]
    return ecg_message(
        _identity(root), MEDIA_TYPE, moment_in(f"{_iso(day)} {time}".strip()),
        {key: text for key, text in measured.items() if plain_number(text) is not None},
        comment="\n".join(filter(None, statements))[:16_384], has_waveform=root.first("Waveform") is not None,
        character_set="utf-8", how="declared",
    )  # fmt: skip


def waveform(content: bytes) -> Waveform:
    """The rhythm, else the longest waveform. Raises `Unreadable`."""
    waves = list(_root(content).all("Waveform"))
    rhythm = [one for one in waves if one.word("WaveformType").casefold() == "rhythm"]
    if not waves:
        raise Unreadable("no-waveform")
    wave = (rhythm or waves)[0]
    base = plain_number(wave.word("SampleBase")) or 0
    exponent = plain_number(wave.word("SampleExponent") or "0") or 0
    if not 0 < base <= 100_000 or abs(exponent) > 6:
        raise Unreadable("ecg-damaged")
    leads = [_lead(one) for one in list(wave.all("LeadData"))[:MAX_LEADS]]
    if sum(len(lead.millivolts) for lead in leads) > MAX_SAMPLES:
        raise Unreadable("too-large")
    return Waveform(base * 10.0**exponent, with_derived_limb_leads(tuple(leads)))


def _root(content: bytes) -> XmlElement:
    root = read_xml(content)
    if root.name != "RestingECG":
        raise Unreadable("ecg-damaged")
    return root


def _lead(sent: XmlElement) -> Lead:
    per_bit = plain_number(sent.word("LeadAmplitudeUnitsPerBit") or "4.88") or 0.0
    unit = {"MICROVOLTS": 0.001, "": 0.001, "MILLIVOLTS": 1.0}.get(sent.word("LeadAmplitudeUnits").upper(), 0.0)
    try:
        raw = base64.b64decode(re.sub(r"\s+", "", sent.word("WaveFormData")), validate=True)
    except (binascii.Error, ValueError):
        raise Unreadable("ecg-damaged") from None
    numbers = array.array("h", raw[: len(raw) // 2 * 2])
    if sys.byteorder == "big":
        numbers.byteswap()
    if not per_bit * unit:
        raise Unreadable("ecg-damaged")
    return Lead(sent.word("LeadID"), array.array("f", (one * per_bit * unit for one in numbers)))


def _identity(root: XmlElement) -> SentIdentity:
    who = root.first("PatientDemographics") or XmlElement("PatientDemographics")
    patient_id = who.word("PatientID")
    order = root.word("Order", "OrderNumber") or root.word("TestDemographics", "OrderNumber")
    return SentIdentity(
        patient_id=patient_id,
        iin_candidates=iin_candidates(patient_id),
        name=name_of_parts(who.word("PatientLastName"), who.word("PatientFirstName")),
        birth_date=day_of(_iso(who.word("DateofBirth"))),
        sex=sex_of(who.word("Gender")),
        accession_number=order,
        other_numbers=(order,) if order else (),
        account_numbers=(patient_id,) if patient_id else (),
    )


def _iso(day: str) -> str:
    """MM-DD-YYYY as MUSE writes it."""
    found = re.fullmatch(r"(\d{2})-(\d{2})-(\d{4})", day)
    return f"{found[3]}-{found[1]}-{found[2]}" if found else day


FORMAT = FileFormat(
    key="muse-xml",
    place=27,
    recognises=lambda head: re.search(rb"<RestingECG[\s>]", head) is not None,
    read=read_muse,
    media_type=MEDIA_TYPE,
)
