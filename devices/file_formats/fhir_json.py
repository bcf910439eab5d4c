"""FHIR R4 Observation, or a Bundle of them, as JSON (hl7.org/fhir/R4): readings from a patient's own program.

Values as sent: valueQuantity's decimal is kept digit by digit; anything but a plain number is text. Patients in the
bundle say whose they are; a reference to nothing leaves it open.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.domain.device import SentIdentity
from app.domain.errors import Unreadable
from app.domain.received import SentMessage, SentObservation, SentReport
from devices.file_format import FileAtHand, FileFormat, message, report, value
from devices.file_identity import identity_of
from devices.sent_identity import day_of, iin_candidates, name_of_parts, sex_of
from devices.sent_numbers import moment_in, plain_number

_MAX_RESOURCES = 20_000
_MAX_BYTES = 4 * 1024 * 1024  # a value of two bytes becomes an object of a hundred
_SYSTEMS = {"http://loinc.org": "LN", "http://snomed.info/sct": "SCT", "urn:iso:std:iso:11073:10101": "MDC"}
_KEPT_STATUS = frozenset({"registered", "preliminary", "final", "amended", "corrected", "unknown"})


@dataclass(frozen=True, slots=True)
class _Bundle:
    observations: list[dict[str, Any]]
    people: dict[str, SentIdentity]  # by every name under which a reference may call them


def read_fhir(file: FileAtHand) -> SentMessage:
    """Raises `Unreadable`: `fhir-damaged`, `fhir-no-observations`, `file-too-large`."""
    content = file.whole(_MAX_BYTES)
    try:
        root = json.loads(content, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError, UnicodeError, ArithmeticError):
        raise Unreadable("fhir-damaged") from None
    bundle = _bundle(root)
    together: dict[str, tuple[SentIdentity, list[SentObservation]]] = {}
    for one in bundle.observations:
        whose = _whose(one, bundle) or identity_of(file)
        values = together.setdefault(repr(whose.to_json()), (whose, []))[1]
        values.extend(_values(one, len(values)))
    reports: list[SentReport] = []
    for whose, values in together.values():
        if values:
            at = max((one.observed_at for one in values if one.observed_at), default=None)
            reports.append(report(whose, "", at, tuple(values)))
    if not reports:
        raise Unreadable("fhir-no-observations")
    return message(tuple(reports), character_set="utf-8", how="declared", version="R4")


def _bundle(root: Any) -> _Bundle:
    if not isinstance(root, dict):
        raise Unreadable("fhir-damaged")
    entries = root.get("entry") if root.get("resourceType") == "Bundle" else [{"resource": root}]
    observations, people = [], {}
    for entry in _listed(entries)[:_MAX_RESOURCES]:
        resource = _dict(_dict(entry).get("resource"))
        if resource.get("resourceType") == "Observation" and resource.get("status") in _KEPT_STATUS:
            observations.append(resource)
        elif resource.get("resourceType") == "Patient":
            identity = _person(resource)
            for name in (_text(_dict(entry).get("fullUrl")), f"Patient/{_text(resource.get('id'))}"):
                people[name] = identity
    return _Bundle(observations, people)


def _whose(observation: dict[str, Any], bundle: _Bundle) -> SentIdentity | None:
    subject = _dict(observation.get("subject"))
    reference = _text(subject.get("reference"))
    if reference in bundle.people:
        return bundle.people[reference]
    number = _text(_dict(subject.get("identifier")).get("value"))
    if number:
        return SentIdentity(patient_id=number, iin_candidates=iin_candidates(number), account_numbers=(number,))
    return next(iter(bundle.people.values())) if len(bundle.people) == 1 and not reference else None


def _person(patient: dict[str, Any]) -> SentIdentity:
    numbers = [_text(_dict(one).get("value")) for one in _listed(patient.get("identifier"))[:20]]
    numbers = [one for one in numbers if one]
    name = _dict(next(iter(_listed(patient.get("name"))), None))
    given = " ".join(_text(one) for one in _listed(name.get("given"))[:4])
    return SentIdentity(
        patient_id=next(iter(numbers), ""),
        iin_candidates=iin_candidates(*numbers),
        name=name_of_parts(_text(name.get("family")) or _text(name.get("text")), given),
        birth_date=day_of(_text(patient.get("birthDate"))),
        sex=sex_of(_text(patient.get("gender"))),
        account_numbers=tuple(dict.fromkeys(numbers)),
    )


def _values(observation: dict[str, Any], position: int) -> list[SentObservation]:
    """Its own value and those of its components (blood pressure has two)."""
    times = ("effectiveDateTime", "effectiveInstant", "issued")
    at = next((moment for name in times if (moment := moment_in(_text(observation.get(name))))), None)
    if at is None:
        at = moment_in(_text(_dict(observation.get("effectivePeriod")).get("start")))
    found: list[SentObservation] = []
    for part in (observation, *map(_dict, _listed(observation.get("component"))[:100])):
        text, unit = _sent(part)
        if text:
            code, system, name = _coded(part.get("code"))
            number = plain_number(text)
            found.append(value(position + len(found), code, name, text, number=number, unit=unit, system=system, at=at))
    return found


def _sent(part: dict[str, Any]) -> tuple[str, str]:
    quantity = _dict(part.get("valueQuantity"))
    if quantity:
        sent = quantity.get("value")
        text = f"{sent:f}" if isinstance(sent, Decimal) and sent.is_finite() and abs(sent.adjusted()) < 15 else ""
        return f"{_text(quantity.get('comparator'))}{text}", _text(quantity.get("code")) or _text(quantity.get("unit"))
    for name in ("valueInteger", "valueString", "valueBoolean"):
        if name in part:
            return _text(part[name]), ""
    if "valueCodeableConcept" in part:
        return _coded(part["valueCodeableConcept"])[2], ""
    return "", ""


def _coded(concept: Any) -> tuple[str, str, str]:
    """Code, its system, and the words: LOINC first."""
    concept = _dict(concept)
    codings = [_dict(one) for one in _listed(concept.get("coding"))[:20]]
    codings.sort(key=lambda one: _text(one.get("system")) != "http://loinc.org")
    first = codings[0] if codings else {}
    system = _text(first.get("system"))
    code = _text(first.get("code"))
    return code, _SYSTEMS.get(system, system), _text(concept.get("text")) or _text(first.get("display")) or code


def _dict(sent: Any) -> dict[str, Any]:
    return sent if isinstance(sent, dict) else {}


def _listed(sent: Any) -> list[Any]:
    return sent if isinstance(sent, list) else []


def _text(sent: Any) -> str:
    if isinstance(sent, bool):
        return "true" if sent else "false"
    if isinstance(sent, Decimal):
        return f"{sent:f}" if sent.is_finite() and abs(sent.adjusted()) < 30 else ""
    return sent.strip()[:4096] if isinstance(sent, str) else ""


FORMAT = FileFormat(
    key="fhir",
    place=50,
    recognises=lambda head: (
        re.match(rb"(?:\xef\xbb\xbf)?\s*\{", head) is not None
        and re.search(rb'"resourceType"\s*:\s*"(?:Observation|Bundle)"', head) is not None
    ),
    read=read_fhir,
)
