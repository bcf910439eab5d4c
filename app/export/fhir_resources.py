"""Rows of the record as FHIR R4 resources (hl7.org/fhir/R4): a neutral form that other systems read.

Kazakhstan has no published profile, so none is claimed. Numbers of the state stand in identifier systems of our own
(`app/domain/coding.py`). What a device sent is given as it was sent; nothing unreadable becomes a number.
"""

from __future__ import annotations

import json
import re
import sqlite3
import uuid
from typing import Any

from app.domain import medication_request
from app.domain.coding import BIN_SYSTEM, ICD10, IIN_SYSTEM, LOINC, UCUM
from app.domain.prescription import PrescriptionLine

Resource = dict[str, Any]
_OWN = uuid.UUID("d2d1a3c6-2a0b-4a56-8a39-0a4a0e9f7c53")  # namespace of ids that follow from a table and a number
_TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # not in a FHIR `string`
# HL7 v2 table 0085 (OBX-11) to FHIR observation status.
_STATUS = {
    "F": "final", "P": "preliminary", "S": "preliminary", "R": "registered", "I": "registered", "C": "corrected",
    "X": "cancelled", "W": "entered-in-error", "D": "entered-in-error",
}  # fmt: skip
_INTERPRETED = frozenset({"H", "HH", "L", "LL", "N", "A", "AA", "HU", "LU", "S", "R", "I", "POS", "NEG"})
_VISIT_STATUS = {"draft": "in-progress", "signed": "finished", "withdrawn": "entered-in-error"}
# Fields of a visit's note: LOINC code, UCUM unit (FHIR vital signs profile).
_VITALS = (
    ("height_cm", "8302-2", "cm"), ("weight_kg", "29463-7", "kg"), ("temperature_c", "8310-5", "Cel"),
    ("pulse_per_min", "8867-4", "/min"), ("respiratory_per_min", "9279-1", "/min"),
    ("saturation_percent", "2708-6", "%"), ("systolic_mmhg", "8480-6", "mm[Hg]"),
    ("diastolic_mmhg", "8462-4", "mm[Hg]"),
)  # fmt: skip


def id_of(table: str, number: int) -> str:
    """The resource id of a row without a uid of its own: the same in every export of a practice."""
    return str(uuid.uuid5(_OWN, f"{table}:{number}"))


def reference(kind: str, resource_id: str) -> dict[str, str]:
    return {"reference": f"{kind}/{resource_id}"}


def patient(row: sqlite3.Row, phones: list[str], contacts: list[sqlite3.Row]) -> Resource:
    identifiers: list[dict[str, Any]] = [{"system": IIN_SYSTEM, "value": row["iin"]}] if row["iin"] else []
    if row["document_number"]:
        identifiers.append({"type": {"text": row["document_kind"]}, "value": row["document_number"]})
    return _filled(
        "Patient",
        row["uid"],
        identifier=identifiers,
        active=row["withdrawn_at"] is None,
        name=[_name(row)],
        telecom=[{"system": "phone", "value": number} for number in phones],
        gender=row["sex"],
        birthDate=row["birth_date"],
        address=[{"text": _clean(row["address"])}] if row["address"] else [],
        contact=[
            _filled_part(
                relationship=[{"text": _clean(one["relation"])}] if one["relation"] else [],
                name=_name(one),
                telecom=[{"system": "phone", "value": one["phone"]}] if one["phone"] else [],
            )
            for one in contacts
        ],
    )


def practitioner(row: sqlite3.Row) -> Resource:
    identifiers = [{"system": IIN_SYSTEM, "value": row["iin"]}] if row["iin"] else []
    return _filled("Practitioner", id_of("account", row["id"]), identifier=identifiers, name=[_name(row)])


def organization(row: sqlite3.Row) -> Resource:
    numbers = [(BIN_SYSTEM, row["bin_number"]), (IIN_SYSTEM, row["iin"])]
    return _filled(
        "Organization",
        row["uid"],
        identifier=[{"system": system, "value": value} for system, value in numbers if value],
        name=_clean(row["name"]),
        address=[{"text": _clean(row["address"])}] if row["address"] else [],
        telecom=[{"system": "phone", "value": _clean(row["phone"])}] if row["phone"] else [],
    )


def encounter(row: sqlite3.Row, organization_id: str) -> Resource:
    """`row`: a visit with `patient_uid`."""
    return _filled(
        "Encounter",
        row["uid"],
        status=_VISIT_STATUS.get(row["state"], "unknown"),
        **{"class": {"system": f"{_TERMINOLOGY}/v3-ActCode", "code": "AMB"}},
        subject=reference("Patient", row["patient_uid"]),
        participant=[{"individual": reference("Practitioner", id_of("account", row["doctor_id"]))}],
        period=_filled_part(start=_instant(row["started_at"]), end=_instant(row["finished_at"])),
        serviceProvider=reference("Organization", organization_id),
    )


def conditions(row: sqlite3.Row) -> list[Resource]:
    """Diagnoses of a visit's note."""
    system = f"{_TERMINOLOGY}/condition-ver-status"
    found = []
    for number, one in enumerate(json.loads(row["note"]).get("diagnoses", [])):
        certainty = "confirmed" if one.get("kind") == "final" else "provisional"
        if row["state"] == "withdrawn":
            certainty = "entered-in-error"
        coding = _filled_part(system=ICD10, version=one.get("version"), code=one.get("code"))
        found.append(
            _filled(
                "Condition",
                str(uuid.uuid5(uuid.UUID(row["uid"]), f"condition-{number}")),
                verificationStatus={"coding": [{"system": system, "code": certainty}]},
                code=_filled_part(coding=[coding] if one.get("code") else [], text=_clean(one.get("text", ""))),
                subject=reference("Patient", row["patient_uid"]),
                encounter=reference("Encounter", row["uid"]),
                recordedDate=_instant(row["saved_at"]),
            )
        )
    return found


def vitals(row: sqlite3.Row) -> list[Resource]:
    """Objective indicators of a visit's note."""
    measured = json.loads(row["note"]).get("vitals", {})
    return [
        _filled(
            "Observation",
            str(uuid.uuid5(uuid.UUID(row["uid"]), name)),
            status="entered-in-error" if row["state"] == "withdrawn" else "final",
            category=[{"coding": [{"system": f"{_TERMINOLOGY}/observation-category", "code": "vital-signs"}]}],
            code={"coding": [{"system": LOINC, "code": code}]},
            subject=reference("Patient", row["patient_uid"]),
            encounter=reference("Encounter", row["uid"]),
            effectiveDateTime=_instant(row["started_at"]),
            valueQuantity={"value": measured[name], "system": UCUM, "code": unit, "unit": unit},
        )
        for name, code, unit in _VITALS
        if measured.get(name) is not None
    ]


def medication_requests(row: sqlite3.Row) -> list[Resource]:
    """The prescription of a visit's note; of an unfinished visit a draft."""
    status = {"signed": "active", "withdrawn": "entered-in-error"}.get(row["state"], "draft")
    return [
        medication_request.of_line(
            PrescriptionLine.from_json(one),
            resource_id=str(uuid.uuid5(uuid.UUID(row["uid"]), f"prescription-{number}")),
            subject=reference("Patient", row["patient_uid"]),
            encounter=reference("Encounter", row["uid"]),
            requester=reference("Practitioner", id_of("account", row["doctor_id"])),
            authored_on=_instant(row["finished_at"] or row["saved_at"]) or "",
            status=status,
        )
        for number, one in enumerate(json.loads(row["note"]).get("prescription", []))
    ]


def observation(row: sqlite3.Row) -> Resource:
    """One value of a device, with `patient_uid` and the report's `report_observed_at`."""
    coding = _filled_part(
        system=_code_system(row["code_system"]), code=_clean(row["code"]), display=_clean(row["name"])
    )
    value: dict[str, Any] = {}
    if row["value_number"] is not None:
        value["valueQuantity"] = _filled_part(value=row["value_number"], unit=_clean(row["unit"]))
    elif row["value_text"]:
        value["valueString"] = _clean(row["value_text"])
    return _filled(
        "Observation",
        id_of("observation", row["id"]),
        meta=_test(bool(row["is_demo"])),
        status=_STATUS.get(row["status"], "unknown"),
        code=_filled_part(coding=[coding] if row["code"] else [], text=_clean(row["name"] or row["code"]) or "?"),
        subject=reference("Patient", row["patient_uid"]) if row["patient_uid"] else None,
        effectiveDateTime=_instant(row["observed_at"] or row["report_observed_at"]),
        **value,
        interpretation=[_interpretation(flag) for flag in json.loads(row["flags"]) if flag],
        note=[{"text": _clean(row["comment"])}] if row["comment"] else [],
        referenceRange=[{"text": _clean(row["reference_range"])}] if row["reference_range"] else [],
    )


def diagnostic_report(row: sqlite3.Row, observation_ids: list[int]) -> Resource:
    """`row`: a report with `patient_uid`. What waits in the inbox belongs to nobody yet."""
    status = "final" if row["patient_uid"] else "registered"
    return _filled(
        "DiagnosticReport",
        id_of("report", row["id"]),
        identifier=[{"value": _clean(row["order_number"])}] if row["order_number"] else [],
        status="entered-in-error" if row["withdrawn_at"] else status,
        code={"text": _clean(row["title"]) or "?"},
        subject=reference("Patient", row["patient_uid"]) if row["patient_uid"] else None,
        effectiveDateTime=_instant(row["observed_at"]),
        issued=_instant(row["received_at"]),
        result=[reference("Observation", id_of("observation", number)) for number in observation_ids],
    )


def imaging_study(row: sqlite3.Row, instances: list[sqlite3.Row]) -> Resource:
    """`row`: a study with `patient_uid`; instances of the newest version, ordered by series."""
    series: dict[str, list[sqlite3.Row]] = {}
    for one in instances:
        series.setdefault(one["series_instance_uid"], []).append(one)
    sent = json.loads(row["identity"]).get("patient_id", "")
    subject = reference("Patient", row["patient_uid"]) if row["patient_uid"] else {"identifier": {"value": sent or "?"}}
    return _filled(
        "ImagingStudy",
        id_of("study", row["id"]),
        identifier=[{"system": "urn:dicom:uid", "value": f"urn:oid:{row['study_instance_uid']}"}],
        status="available" if row["patient_uid"] else "registered",
        modality=[_modality(row["modality"])] if row["modality"] else [],
        subject=subject,
        started=row["study_date"],
        numberOfSeries=len(series),
        numberOfInstances=len(instances),
        description=_clean(row["description"]),
        series=[
            {
                "uid": uid or "?",
                "modality": _modality(row["modality"] or "OT"),
                "instance": [
                    {
                        "uid": one["sop_instance_uid"],
                        "sopClass": {"system": "urn:ietf:rfc:3986", "code": f"urn:oid:{one['sop_class_uid']}"},
                    }
                    for one in of_series
                ],
            }
            for uid, of_series in series.items()
        ],
    )


def document_reference(row: sqlite3.Row) -> Resource:
    """`row`: a document with `patient_uid`, `visit_uid`, `previous_uid`, `account_id` of its signer and `size`."""
    status = {"signed": "current", "withdrawn": "entered-in-error"}.get(row["state"], "current")
    replaced = {"code": "replaces", "target": reference("DocumentReference", row["previous_uid"] or "")}
    author = reference("Practitioner", id_of("account", row["account_id"])) if row["account_id"] else None
    return _filled(
        "DocumentReference",
        row["uid"],
        status=status,
        docStatus="final",
        type={"text": _clean(row["title"])},
        subject=reference("Patient", row["patient_uid"]),
        date=_instant(row["created_at"]),
        author=[author] if author else [],
        relatesTo=[replaced] if row["previous_uid"] else [],
        content=[
            {
                "attachment": {
                    "contentType": "application/pdf",
                    "language": row["language"],
                    "url": f"../documents/{row['uid']}/document.pdf",
                    "size": row["size"],
                    "title": _clean(row["title"]),
                }
            }
        ],
        context={"encounter": [reference("Encounter", row["visit_uid"])]} if row["visit_uid"] else None,
    )


def _filled(kind: str, resource_id: str, **members: Any) -> Resource:
    return {"resourceType": kind, "id": resource_id, **_filled_part(**members)}


def _filled_part(**members: Any) -> dict[str, Any]:
    """FHIR knows no empty members."""
    return {name: value for name, value in members.items() if value not in (None, "", [], {})}


def _name(row: sqlite3.Row) -> dict[str, Any]:
    given = [_clean(part) for part in (row["given"], row["patronymic"]) if part]
    return _filled_part(use="official", family=_clean(row["surname"]), given=given)


def _modality(code: str) -> dict[str, str]:
    return {"system": "http://dicom.nema.org/resources/ontology/DCM", "code": code}


def _interpretation(flag: str) -> dict[str, Any]:
    if flag in _INTERPRETED:
        return {"coding": [{"system": f"{_TERMINOLOGY}/v3-ObservationInterpretation", "code": flag}]}
    return {"text": _clean(flag)}


def _code_system(sent: str) -> str | None:
    """OBX-3.3 by HL7 v2 table 0396; what is not in it is the device's own."""
    return {"LN": LOINC, "LOINC": LOINC, "I10": ICD10, "UCUM": UCUM}.get(sent.upper())


def _test(is_demo: bool) -> dict[str, Any] | None:
    label = {"system": f"{_TERMINOLOGY}/v3-ActReason", "code": "HTEST"}
    return {"security": [label]} if is_demo else None


def _instant(stored: str | None) -> str | None:
    """As the store writes moments; FHIR takes them with milliseconds."""
    return None if stored is None else stored[:23] + "Z"


def _clean(text: str) -> str:
    """No control characters, no white space alone: a FHIR string has content."""
    return _CONTROL.sub("\ufffd", text).strip()
