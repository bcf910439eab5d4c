"""Annotated ECG (aECG, HL7 v3 R1, as the FDA takes it): curves of the first series, measurements of its annotations.

Sequences: a GLIST gives the time of the first sample and the step; an SLIST_PQ gives origin, scale and digits
(implementation guide, chapter on sequence sets). Codes are MDC (ISO 11073-10102).
"""

from __future__ import annotations

import array
import re

from app.domain.device import SentIdentity
from app.domain.errors import Unreadable
from app.domain.received import SentMessage
from devices.ecg import MAX_LEADS, MAX_SAMPLES, Lead, Waveform, ecg_message
from devices.file_format import FileAtHand, FileFormat
from devices.safe_xml import XmlElement, read_xml
from devices.sent_identity import day_of, iin_candidates, name_of_parts, sex_of
from devices.sent_numbers import moment_in, plain_number

MEDIA_TYPE = "application/x-aecg+xml"
_SECONDS = {"s": 1.0, "ms": 0.001, "us": 0.000001}
_MILLIVOLTS = {"uV": 0.001, "mV": 1.0, "V": 1000.0, "nV": 0.000001}
_ANNOTATED = {
    "MDC_ECG_HEART_RATE": "heart-rate", "MDC_ECG_TIME_PD_RR": "rr", "MDC_ECG_TIME_PD_PR": "pr",
    "MDC_ECG_TIME_PD_QRS": "qrs", "MDC_ECG_TIME_PD_QT": "qt", "MDC_ECG_TIME_PD_QTc": "qtc",
    "MDC_ECG_TIME_PD_QTC": "qtc", "MDC_ECG_ANGLE_P_FRONT": "p-axis", "MDC_ECG_ANGLE_QRS_FRONT": "qrs-axis",
    "MDC_ECG_ANGLE_T_FRONT": "t-axis",
}  # fmt: skip
_NOT_COUNTED = re.compile(r"[^\d.+\-eE\s]")


def read_annotated(file: FileAtHand) -> SentMessage:
    """Raises `Unreadable`: `xml-damaged`, `xml-entities`, `ecg-damaged`, `file-too-large`."""
    root = _root(file.whole())
    series = next(root.below("series"), None)
    start = series.first("effectiveTime", "low") if series else None
    times = [start, root.first("effectiveTime", "low"), root.first("effectiveTime", "center")]
    texts = [one.attributes.get("value", "") for one in times if one] + [_value(root.first("effectiveTime"))]
    at = next((found for text in texts if (found := moment_in(text))), None)
    return ecg_message(
        _identity(root), MEDIA_TYPE, at, _measured(root), comment=_interpretation(root),
        has_waveform=series is not None, character_set="utf-8", how="declared",
    )  # fmt: skip


def waveform(content: bytes) -> Waveform:
    """The leads of the first series. Raises `Unreadable`."""
    series = next(_root(content).below("series"), None)
    if series is None:
        raise Unreadable("no-waveform")
    step, counted = 0.0, 0
    leads: list[Lead] = []
    for sequence in series.all("component", "sequenceSet", "component", "sequence"):
        code = sequence.first("code")
        sampled = sequence.first("value")
        name = code.attributes.get("code", "") if code else ""
        if sampled is None:
            continue
        if name.startswith("TIME_"):
            step = step or _step(sampled)
        elif name.startswith("MDC_ECG_LEAD_") and len(leads) < MAX_LEADS:
            lead = _lead(name.removeprefix("MDC_ECG_LEAD_"), sampled)
            counted += len(lead.millivolts)
            if counted > MAX_SAMPLES:
                raise Unreadable("too-large")
            leads.append(lead)
    if step <= 0 or not leads:
        raise Unreadable("no-waveform")
    return Waveform(round(1 / step, 3), tuple(leads))


def _root(content: bytes) -> XmlElement:
    root = read_xml(content)
    if root.name != "AnnotatedECG":
        raise Unreadable("ecg-damaged")
    return root


def _step(sampled: XmlElement) -> float:
    increment = sampled.first("increment")
    if increment is None:
        return 0.0
    number = plain_number(increment.attributes.get("value", "")) or 0.0
    return number * _SECONDS.get(increment.attributes.get("unit", "s"), 0.0)


def _lead(name: str, sampled: XmlElement) -> Lead:
    origin, scale = sampled.first("origin"), sampled.first("scale")
    offset = (plain_number(_value(origin)) or 0.0) * _unit(origin)
    factor = (_number(_value(scale)) or 0.0) * _unit(scale)
    digits = sampled.word("digits")
    if not factor or len(digits) > MAX_SAMPLES * 8 or _NOT_COUNTED.search(digits):
        raise Unreadable("ecg-damaged")
    try:
        samples = array.array("f", (offset + float(one) * factor for one in digits.split()))
    except (ValueError, OverflowError):
        raise Unreadable("ecg-damaged") from None
    return Lead({"AVR": "aVR", "AVL": "aVL", "AVF": "aVF"}.get(name.upper(), name), samples)


def _unit(element: XmlElement | None) -> float:
    return _MILLIVOLTS.get(element.attributes.get("unit", "uV"), 0.0) if element else 0.0


def _value(element: XmlElement | None) -> str:
    return element.attributes.get("value", "") if element else ""


def _number(text: str) -> float | None:
    """A scale may be written with an exponent."""
    try:
        found = float(text) if len(text) < 40 else None
    except ValueError:
        return None
    return found if found is not None and abs(found) < 1e12 else None


def _identity(root: XmlElement) -> SentIdentity:
    subject = next(root.below("trialSubject"), None)
    person = next(subject.below("subjectDemographicPerson"), None) if subject else None
    ids = [one.attributes.get("extension", "").strip() for one in (subject.all("id") if subject else ())]
    ids = [one for one in ids if one][:20]
    name = person.first("name") if person else None
    family = name.word("family") if name else ""
    given = " ".join(one.text.strip() for one in name.all("given")) if name else ""
    sex = person.first("administrativeGenderCode") if person else None
    return SentIdentity(
        patient_id=next(iter(ids), ""),
        iin_candidates=iin_candidates(*ids),
        name=name_of_parts(family or (name.text.strip() if name else ""), given),
        birth_date=day_of(_value(person.first("birthTime") if person else None)),
        sex=sex_of(sex.attributes.get("code", "") if sex else ""),
        account_numbers=tuple(dict.fromkeys(ids)),
    )


def _measured(root: XmlElement) -> dict[str, str]:
    """The first annotation of each kind that has a plain value."""
    found: dict[str, str] = {}
    for annotation in root.below("annotation"):
        code, sent = annotation.first("code"), annotation.first("value")
        key = _ANNOTATED.get(code.attributes.get("code", "") if code else "")
        if key and sent is None:  # a corrected QT may stand below, by its formula
            within = next(annotation.all("component", "annotation"), None)
            sent = within.first("value") if within else None
        if key and sent is not None and key not in found and (text := _in_our_unit(key, sent)):
            found[key] = text
    return found


def _in_our_unit(key: str, sent: XmlElement) -> str:
    """As sent where the unit is ours; seconds become milliseconds exactly; anything else is left out."""
    from decimal import Decimal

    text, unit = sent.attributes.get("value", "").strip(), sent.attributes.get("unit", "")
    if plain_number(text) is None:
        return ""
    if key in {"rr", "pr", "qrs", "qt", "qtc"} and unit == "s":
        return f"{(Decimal(text.replace(',', '.')) * 1000).normalize():f}"
    wanted = {"heart-rate": {"bpm", "/min", "1/min", "beats/min", ""}, "p-axis": {"deg", ""},
              "qrs-axis": {"deg", ""}, "t-axis": {"deg", ""}}.get(key, {"ms", ""})  # fmt: skip
    return text if unit in wanted else ""


def _interpretation(root: XmlElement) -> str:
    lines = []
    for annotation in root.below("annotation"):
        code, sent = annotation.first("code"), annotation.first("value")
        if code is not None and sent is not None and "INTERPRETATION" in code.attributes.get("code", ""):
            lines += [one.text.strip() for one in sent.every() if one.text.strip()]
    return "\n".join(dict.fromkeys(lines))[:16_384]


FORMAT = FileFormat(
    key="aecg",
    place=26,
    recognises=lambda head: re.search(rb"<(?:\w{1,20}:)?AnnotatedECG[\s>]", head) is not None,
    read=read_annotated,
    media_type=MEDIA_TYPE,
)
