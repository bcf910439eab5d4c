"""The machine-readable record of a document: a FHIR R4 Bundle of type `document` (hl7.org/fhir/R4/documents.html).

Resources are named by `urn:uuid:` ids that follow from the document's id, so the same draft gives the same record.
Vital signs: LOINC codes of the FHIR vital signs profile, units in UCUM. Identifiers of Kazakhstan have no
registered OID of ours, so `2.25.<UUID>` stands in (requirement §29).
"""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import medication_request
from app.domain.clock import local
from app.domain.coding import BIN_SYSTEM, ICD10, IIN_SYSTEM, LOINC, UCUM
from app.domain.document import DocumentDraft
from app.domain.identity import PersonName, Sex
from app.domain.visit import Diagnosis, DiagnosisKind, Vitals

_TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
# FHIR R4 `string`: no control characters but tab, line feed, carriage return.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the composition; `code` is LOINC."""

    code: str
    display: str
    title: str
    text: str
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VitalSign:
    """A row of the FHIR vital signs profile (hl7.org/fhir/R4/observation-vitalsigns.html)."""

    field: str
    code: str
    display: str
    unit: str  # UCUM


VITAL_SIGNS = (
    VitalSign("height_cm", "8302-2", "Body height", "cm"),
    VitalSign("weight_kg", "29463-7", "Body weight", "kg"),
    VitalSign("body_mass_index", "39156-5", "Body mass index (BMI) [Ratio]", "kg/m2"),
    VitalSign("temperature_c", "8310-5", "Body temperature", "Cel"),
    VitalSign("pulse_per_min", "8867-4", "Heart rate", "/min"),
    VitalSign("respiratory_per_min", "9279-1", "Respiratory rate", "/min"),
    VitalSign("saturation_percent", "2708-6", "Oxygen saturation in Arterial blood", "%"),
)
_PRESSURE = (
    VitalSign("systolic_mmhg", "8480-6", "Systolic blood pressure", "mm[Hg]"),
    VitalSign("diastolic_mmhg", "8462-4", "Diastolic blood pressure", "mm[Hg]"),
)


def bundle(draft: DocumentDraft, title: str, sections: Sequence[Section]) -> dict[str, Any]:
    """The whole record. `sections` bring the texts; vital signs, diagnoses and allergies come from the draft."""
    parts = {
        "Patient": [_patient(draft)],
        "Practitioner": [_practitioner(draft)],
        "Organization": [_organization(draft)],
        "Encounter": [_encounter(draft)],
        "Condition": [_condition(draft, number, one) for number, one in enumerate(draft.note.diagnoses)],
        "Observation": _observations(draft),
        "MedicationRequest": [
            medication_request.of_line(
                one,
                resource_id=_id(draft, f"prescription-{number}"),
                subject=_to(draft, "patient"),
                encounter=_to(draft, "encounter"),
                requester=_to(draft, "practitioner", draft.author.name.full),
                authored_on=instant(draft.made_at),
            )
            for number, one in enumerate(draft.note.prescription)
        ],
        "AllergyIntolerance": [
            _allergy(draft, number, one.substance, one.reaction) for number, one in enumerate(draft.patient.allergies)
        ],
    }
    composition = _composition(draft, title, sections)
    resources = [composition, *(resource for of_type in parts.values() for resource in of_type)]
    return {
        "resourceType": "Bundle",
        "meta": _meta(draft),
        "language": draft.language,
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{draft.document_uid}"},
        "type": "document",
        "timestamp": instant(draft.made_at),
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in resources],
    }


def instant(moment: datetime) -> str:
    return local(moment).isoformat(timespec="milliseconds")


def clean(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)


def condition_entries(draft: DocumentDraft) -> tuple[str, ...]:
    return tuple(_reference(draft, f"condition-{number}") for number in range(len(draft.note.diagnoses)))


def observation_entries(draft: DocumentDraft) -> tuple[str, ...]:
    return tuple(f"urn:uuid:{one['id']}" for one in _observations(draft))


def prescription_entries(draft: DocumentDraft) -> tuple[str, ...]:
    return tuple(_reference(draft, f"prescription-{number}") for number in range(len(draft.note.prescription)))


def allergy_entries(draft: DocumentDraft) -> tuple[str, ...]:
    return tuple(_reference(draft, f"allergy-{number}") for number in range(len(draft.patient.allergies)))


def _id(draft: DocumentDraft, part: str) -> str:
    return str(uuid.uuid5(uuid.UUID(draft.document_uid), part))


def _reference(draft: DocumentDraft, part: str) -> str:
    return f"urn:uuid:{_id(draft, part)}"


def _to(draft: DocumentDraft, part: str, display: str = "") -> dict[str, str]:
    return {"reference": _reference(draft, part)} | ({"display": clean(display)} if display else {})


def _meta(draft: DocumentDraft) -> dict[str, Any]:
    """A practice marked TEST says so in the record too: it is for training, never clinical."""
    if not draft.practice.is_test:
        return {"versionId": str(draft.version)}
    label = {"system": f"{_TERMINOLOGY}/v3-ActReason", "code": "HTEST", "display": "test health data"}
    return {"versionId": str(draft.version), "security": [label]}


def _composition(draft: DocumentDraft, title: str, sections: Sequence[Section]) -> dict[str, Any]:
    composition: dict[str, Any] = {
        "resourceType": "Composition",
        "id": _id(draft, "composition"),
        "language": draft.language,
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{draft.document_uid}"},
        "status": "entered-in-error" if draft.withdrawn else "final" if draft.version == 1 else "amended",
        "type": {"coding": [{"system": LOINC, "code": "34108-1", "display": "Outpatient Note"}], "text": title},
        "subject": _to(draft, "patient", draft.patient.name.full),
        "encounter": _to(draft, "encounter"),
        "date": instant(draft.made_at),
        "author": [_to(draft, "practitioner", draft.author.name.full)],
        "title": title,
        "custodian": _to(draft, "organization", draft.practice.name),
        "section": [_section(one) for one in sections],
    }
    if draft.previous_uid:
        target = {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{draft.previous_uid}"}
        composition["relatesTo"] = [{"code": "replaces", "targetIdentifier": target}]
    return composition


def _section(section: Section) -> dict[str, Any]:
    lines = html.escape(clean(section.text), quote=True).replace("\r\n", "\n").split("\n")
    div = f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{"<br/>".join(lines)}</p></div>'
    built: dict[str, Any] = {
        "title": section.title,
        "code": {"coding": [{"system": LOINC, "code": section.code, "display": section.display}]},
        "text": {"status": "additional" if section.entries else "generated", "div": div},
    }
    if section.entries:
        built["entry"] = [{"reference": entry} for entry in section.entries]
    return built


def _name(name: PersonName) -> dict[str, Any]:
    given = [clean(part) for part in (name.given, name.patronymic) if part]
    built: dict[str, Any] = {"use": "official", "text": clean(name.full), "family": clean(name.surname)}
    return built | ({"given": given} if given else {})


def _patient(draft: DocumentDraft) -> dict[str, Any]:
    patient = draft.patient
    identifiers = [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{patient.uid}"}]
    if patient.iin is not None:
        identifiers.insert(0, {"system": IIN_SYSTEM, "value": patient.iin.value})
    elif patient.document_number:
        identifiers.insert(
            0,
            {"type": {"text": str(patient.document_kind)}, "value": clean(patient.document_number)},  # type: ignore[dict-item]  # a CodeableConcept beside strings
        )
    built: dict[str, Any] = {
        "resourceType": "Patient",
        "id": _id(draft, "patient"),
        "identifier": identifiers,
        "name": [_name(patient.name)],
        "gender": patient.sex.value if patient.sex is not Sex.UNKNOWN else "unknown",
    }
    if patient.birth_date is not None:
        built["birthDate"] = patient.birth_date.isoformat()
    if patient.phones:
        built["telecom"] = [{"system": "phone", "value": phone.e164} for phone in patient.phones]
    if patient.address.strip():
        built["address"] = [{"use": "home", "text": clean(patient.address)}]
    return built


def _practitioner(draft: DocumentDraft) -> dict[str, Any]:
    author = draft.author
    built: dict[str, Any] = {
        "resourceType": "Practitioner",
        "id": _id(draft, "practitioner"),
        "name": [_name(author.name)],
    }
    if author.iin is not None:
        built["identifier"] = [{"system": IIN_SYSTEM, "value": author.iin.value}]
    if author.position.strip():
        built["qualification"] = [{"code": {"text": clean(author.position)}}]
    return built


def _organization(draft: DocumentDraft) -> dict[str, Any]:
    practice = draft.practice
    identifiers = []
    if practice.bin_number is not None:
        identifiers.append({"system": BIN_SYSTEM, "value": practice.bin_number.value})
    if practice.iin is not None:
        identifiers.append({"system": IIN_SYSTEM, "value": practice.iin.value})
    kind = {"coding": [{"system": f"{_TERMINOLOGY}/organization-type", "code": "prov"}]}
    built: dict[str, Any] = {
        "resourceType": "Organization",
        "id": _id(draft, "organization"),
        "type": [kind],
        "name": clean(practice.name),
    }
    if identifiers:
        built["identifier"] = identifiers
    if practice.phone.strip():
        built["telecom"] = [{"system": "phone", "value": clean(practice.phone)}]
    if practice.address.strip():
        built["address"] = [{"text": clean(practice.address)}]
    return built


def _encounter(draft: DocumentDraft) -> dict[str, Any]:
    built: dict[str, Any] = {
        "resourceType": "Encounter",
        "id": _id(draft, "encounter"),
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{draft.visit_uid}"}],
        "status": "finished",
        "class": {"system": f"{_TERMINOLOGY}/v3-ActCode", "code": "AMB", "display": "ambulatory"},
        "subject": _to(draft, "patient"),
        "participant": [{"individual": _to(draft, "practitioner")}],
        "period": {"start": instant(draft.visit_started_at), "end": instant(draft.made_at)},
        "serviceProvider": _to(draft, "organization"),
    }
    if draft.note.diagnoses:
        built["diagnosis"] = [
            {"condition": _to(draft, f"condition-{number}"), "rank": number + 1}
            for number in range(len(draft.note.diagnoses))
        ]
    return built


def _condition(draft: DocumentDraft, number: int, diagnosis: Diagnosis) -> dict[str, Any]:
    coding = {"system": ICD10, "code": clean(diagnosis.code), "display": clean(diagnosis.text)}
    if diagnosis.version:
        coding["version"] = clean(diagnosis.version)
    verified = "confirmed" if diagnosis.kind is DiagnosisKind.FINAL else "provisional"
    coded: dict[str, Any] = {"text": clean(diagnosis.text)} if diagnosis.text else {}
    if diagnosis.code:
        coded["coding"] = [{name: value for name, value in coding.items() if value}]
    return {
        "resourceType": "Condition",
        "id": _id(draft, f"condition-{number}"),
        "clinicalStatus": {"coding": [{"system": f"{_TERMINOLOGY}/condition-clinical", "code": "active"}]},
        "verificationStatus": {"coding": [{"system": f"{_TERMINOLOGY}/condition-ver-status", "code": verified}]},
        "category": [{"coding": [{"system": f"{_TERMINOLOGY}/condition-category", "code": "encounter-diagnosis"}]}],
        "code": coded,
        "subject": _to(draft, "patient"),
        "encounter": _to(draft, "encounter"),
        "recordedDate": instant(draft.made_at),
    }


def _observations(draft: DocumentDraft) -> list[dict[str, Any]]:
    vitals = draft.note.vitals
    built = [
        _observation(draft, sign.code, sign.display) | {"valueQuantity": _quantity(value, sign.unit)}
        for sign in VITAL_SIGNS
        if (value := getattr(vitals, sign.field)) is not None
    ]
    components = _pressure(vitals)
    if components:
        panel = _observation(draft, "85354-9", "Blood pressure panel with all children optional")
        built.append(panel | {"component": components})
    return built


def _pressure(vitals: Vitals) -> list[dict[str, Any]]:
    return [
        {
            "code": {"coding": [{"system": LOINC, "code": sign.code, "display": sign.display}]},
            "valueQuantity": _quantity(value, sign.unit),
        }
        for sign in _PRESSURE
        if (value := getattr(vitals, sign.field)) is not None
    ]


def _observation(draft: DocumentDraft, code: str, display: str) -> dict[str, Any]:
    category = {"system": f"{_TERMINOLOGY}/observation-category", "code": "vital-signs", "display": "Vital Signs"}
    return {
        "resourceType": "Observation",
        "id": _id(draft, f"observation-{code}"),
        "status": "final",
        "category": [{"coding": [category]}],
        "code": {"coding": [{"system": LOINC, "code": code, "display": display}]},
        "subject": _to(draft, "patient"),
        "encounter": _to(draft, "encounter"),
        "effectiveDateTime": instant(draft.visit_started_at),
        "performer": [_to(draft, "practitioner")],
    }


def _quantity(value: float, unit: str) -> dict[str, Any]:
    return {"value": value, "unit": unit, "system": UCUM, "code": unit}


def _allergy(draft: DocumentDraft, number: int, substance: str, reaction: str) -> dict[str, Any]:
    built: dict[str, Any] = {
        "resourceType": "AllergyIntolerance",
        "id": _id(draft, f"allergy-{number}"),
        "clinicalStatus": {"coding": [{"system": f"{_TERMINOLOGY}/allergyintolerance-clinical", "code": "active"}]},
        "code": {"text": clean(substance)},
        "patient": _to(draft, "patient"),
    }
    if reaction.strip():
        built["reaction"] = [{"manifestation": [{"text": clean(reaction)}]}]
    return built
