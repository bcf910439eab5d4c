"""A line of a prescription as a FHIR R4 MedicationRequest (hl7.org/fhir/R4/medicationrequest.html).

Medicines are named in words: no code of the state's classifier is claimed. What is written stays as text; a quantity
and a term that are plain figures are given as figures besides.
"""

from __future__ import annotations

import re
from typing import Any

from app.domain.coding import UCUM
from app.domain.prescription import PrescriptionLine, amount, term

# FHIR R4 `string`: no control characters but tab, line feed, carriage return.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def of_line(
    line: PrescriptionLine,
    *,
    resource_id: str,
    subject: dict[str, str],
    encounter: dict[str, str],
    requester: dict[str, str],
    authored_on: str,
    status: str = "active",
) -> dict[str, Any]:
    built: dict[str, Any] = {
        "resourceType": "MedicationRequest",
        "id": resource_id,
        "status": status,
        "intent": "order",
        "medicationCodeableConcept": {"text": _clean(line.product) or "?"},
        "subject": subject,
        "encounter": encounter,
        "authoredOn": authored_on,
        "requester": requester,
    }
    instruction = _dosage(line)
    if instruction:
        built["dosageInstruction"] = [instruction]
    dispensed = amount(line.quantity)
    if dispensed is not None:
        quantity: dict[str, Any] = {"value": dispensed.value}
        built["dispenseRequest"] = {"quantity": quantity | ({"unit": _clean(dispensed.unit)} if dispensed.unit else {})}
    elif line.quantity.strip():
        built["note"] = [{"text": _clean(line.quantity)}]
    return built


def _dosage(line: PrescriptionLine) -> dict[str, Any]:
    built: dict[str, Any] = {"text": _clean(line.directions)} if _clean(line.directions) else {}
    if _clean(line.note):
        built["patientInstruction"] = _clean(line.note)
    if _clean(line.route):
        built["route"] = {"text": _clean(line.route)}
    timing: dict[str, Any] = {"code": {"text": _clean(line.frequency)}} if _clean(line.frequency) else {}
    lasting = term(line.duration)
    if lasting is not None:
        bounds = {"value": lasting.value, "unit": lasting.unit, "system": UCUM, "code": lasting.unit}
        timing["repeat"] = {"boundsDuration": bounds}
    return built | ({"timing": timing} if timing else {})


def _clean(text: str) -> str:
    """No control characters, no white space alone: a FHIR string has content."""
    return _CONTROL.sub("\ufffd", text).strip()
