"""The embedded record is a FHIR R4 document that others can read."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from typing import Any

import pytest

from app.documents.render import render
from app.domain.coding import UCUM
from app.domain.document import DocumentDraft
from app.domain.identity import Sex
from app.domain.patient import DocumentKind
from app.domain.visit import VisitNote


def _record(draft: DocumentDraft) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(render(draft).fhir_json)
    return record


def _of_type(record: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one["resource"] for one in record["entry"] if one["resource"]["resourceType"] == kind]


def _variants(draft: DocumentDraft) -> list[DocumentDraft]:
    bare = replace(
        draft,
        note=VisitNote(complaints="\x00a", objective="<b>&", recommendations="c"),
        patient=replace(
            draft.patient, iin=None, document_kind=DocumentKind.PASSPORT, document_number="N 123", birth_date=None,
            phones=(), allergies=(), address="", sex=Sex.UNKNOWN,
        ),
        practice=replace(draft.practice, bin_number=None, address="", phone="", is_test=False),
        author=replace(draft.author, iin=None, position=""),
    )  # fmt: skip
    corrected = replace(draft, language="ru", version=2, previous_uid="11111111-2222-4333-8444-555555555555")
    return [draft, bare, corrected]


def test_it_is_valid_fhir_r4(draft: DocumentDraft) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library's own dependencies, at import
        from fhir.resources.R4B.bundle import Bundle
    for variant in _variants(draft):
        parsed = Bundle.model_validate(_record(variant))
        assert parsed.type == "document"
        assert type(parsed.entry[0].resource).__name__ == "Composition"


def test_every_reference_points_into_the_bundle(draft: DocumentDraft) -> None:
    for variant in _variants(draft):
        record = _record(variant)
        known = {one["fullUrl"] for one in record["entry"]}
        assert len(known) == len(record["entry"])
        text = json.dumps(record)
        references = set(json.loads(f"[{','.join(_references(text))}]"))
        assert references
        assert references <= known


def _references(text: str) -> list[str]:
    import re

    return re.findall(r'"reference": ("urn:uuid:[^"]+")', text)


def test_vital_signs_carry_loinc_and_ucum(draft: DocumentDraft) -> None:
    found = {
        one["code"]["coding"][0]["code"]: (one["valueQuantity"]["value"], one["valueQuantity"]["code"])
        for one in _of_type(_record(draft), "Observation")
        if "valueQuantity" in one
    }
    assert found == {
        "8302-2": (168, "cm"), "29463-7": (72.5, "kg"), "39156-5": (25.7, "kg/m2"), "8310-5": (36.7, "Cel"),
        "8867-4": (78, "/min"), "9279-1": (16, "/min"), "2708-6": (98, "%"),
    }  # fmt: skip
    (panel,) = [one for one in _of_type(_record(draft), "Observation") if "component" in one]
    assert [one["valueQuantity"]["value"] for one in panel["component"]] == [128, 82]


def test_diagnoses_say_the_book_its_version_and_how_sure(draft: DocumentDraft) -> None:
    main, other = _of_type(_record(draft), "Condition")
    assert main["code"]["coding"] == [
        {"system": "http://hl7.org/fhir/sid/icd-10", "code": "K80.2", "display": "Өт қабының тасы", "version": "2019"}
    ]
    assert main["verificationStatus"]["coding"][0]["code"] == "confirmed"
    assert other["verificationStatus"]["coding"][0]["code"] == "provisional"
    (encounter,) = _of_type(_record(draft), "Encounter")
    assert [one["rank"] for one in encounter["diagnosis"]] == [1, 2]


@pytest.mark.clause("5")
def test_a_prescription_is_a_request_for_each_medicine_and_a_section_of_its_own(draft: DocumentDraft) -> None:
    record = _record(draft)
    first, second = _of_type(record, "MedicationRequest")
    assert first["medicationCodeableConcept"] == {"text": "Омепразол капсула 20 мг"}
    assert first["dosageInstruction"] == [
        {
            "text": "1 капсула, ішке, күніне 2 рет, 14 күн",
            "patientInstruction": "тамақтан 30 мин бұрын",
            "route": {"text": "ішке"},
            "timing": {
                "code": {"text": "күніне 2 рет"},
                "repeat": {"boundsDuration": {"value": 14, "unit": "d", "system": UCUM, "code": "d"}},
            },
        }
    ]
    assert first["dispenseRequest"] == {"quantity": {"value": 28}}
    assert "dispenseRequest" not in second, "no figure is made of words"
    assert second["note"] == [{"text": "бір қорап"}]
    (composition,) = _of_type(record, "Composition")
    (section,) = [one for one in composition["section"] if one["code"]["coding"][0]["code"] == "29551-9"]
    assert [one["reference"] for one in section["entry"]] == [f"urn:uuid:{first['id']}", f"urn:uuid:{second['id']}"]
    assert "2. Дротаверин: 1 таблетка, ауырғанда; бір қорап" in section["text"]["div"]


@pytest.mark.clause("29")
def test_identifier_systems_are_oids_and_none_is_invented(draft: DocumentDraft) -> None:
    (patient,) = _of_type(_record(draft), "Patient")
    (organization,) = _of_type(_record(draft), "Organization")
    for identifier in (patient["identifier"][0], organization["identifier"][0]):
        assert identifier["system"].startswith("urn:oid:2.25.")
    assert patient["identifier"][0]["value"] == "850615300129"


def test_a_correction_and_a_test_practice_are_marked(draft: DocumentDraft) -> None:
    _, _, corrected = _variants(draft)
    (composition,) = _of_type(_record(corrected), "Composition")
    assert composition["status"] == "amended"
    assert composition["relatesTo"][0]["targetIdentifier"]["value"].endswith("555555555555")
    assert _record(draft)["meta"]["security"][0]["code"] == "HTEST"
