"""FHIR R4 as NDJSON, one file per kind of resource, one resource per line (FHIR bulk data; R12-a)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.export import fhir_resources as make
from app.export.part import Exporting

FOLDER = "data/fhir"
_VISITS = "SELECT v.*, p.uid AS patient_uid FROM visit v JOIN patient p ON p.id = v.patient_id ORDER BY v.id"
_OBSERVATIONS = """
    SELECT o.*, p.uid AS patient_uid, r.observed_at AS report_observed_at FROM observation o
    JOIN report r ON r.id = o.report_id LEFT JOIN patient p ON p.id = o.patient_id ORDER BY o.id"""
_REPORTS = "SELECT r.*, p.uid AS patient_uid FROM report r LEFT JOIN patient p ON p.id = r.patient_id ORDER BY r.id"
_STUDIES = "SELECT s.*, p.uid AS patient_uid FROM study s LEFT JOIN patient p ON p.id = s.patient_id ORDER BY s.id"
_INSTANCES = """
    SELECT * FROM instance WHERE study_id = ? AND is_current = 1
    ORDER BY series_number, series_instance_uid, instance_number, id"""
_DOCUMENTS = """
    SELECT d.*, p.uid AS patient_uid, v.uid AS visit_uid, b.uid AS previous_uid, a.size,
        (SELECT account_id FROM signature s WHERE s.document_id = d.id ORDER BY s.id LIMIT 1) AS account_id
    FROM document d JOIN patient p ON p.id = d.patient_id JOIN archive_record a ON a.id = d.content_id
    LEFT JOIN visit v ON v.id = d.visit_id LEFT JOIN document b ON b.id = d.previous_id ORDER BY d.id"""


@dataclass(frozen=True, slots=True)
class FhirFiles:
    key: str = "fhir"
    order: int = 30

    def units(self, exporting: Exporting) -> int:
        return len(_FILES) * exporting.count("SELECT count(*) FROM patient")

    def write(self, exporting: Exporting) -> None:
        patients = exporting.count("SELECT count(*) FROM patient")
        for kind, resources in _FILES.items():
            path = f"{FOLDER}/{kind}.ndjson"
            if not exporting.bag.has(path):
                exporting.bag.write(path, _lines(exporting, resources(exporting)))
            exporting.tell(patients)


def _lines(exporting: Exporting, resources: Iterable[make.Resource]) -> Iterator[bytes]:
    for number, resource in enumerate(resources):
        yield json.dumps(resource, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        if number % 1000 == 999:
            exporting.tell(0)  # so that a cancelled export ends here


def _patients(exporting: Exporting) -> Iterator[make.Resource]:
    for row in exporting.rows("SELECT * FROM patient ORDER BY id"):
        phones = exporting.rows("SELECT e164 FROM patient_phone WHERE patient_id = ? ORDER BY position, id", row["id"])
        contacts = exporting.rows("SELECT * FROM patient_contact WHERE patient_id = ? ORDER BY id", row["id"])
        yield make.patient(row, [one["e164"] for one in phones], list(contacts))


def _encounters(exporting: Exporting) -> Iterator[make.Resource]:
    practice = next(exporting.rows("SELECT uid FROM practice"))["uid"]
    return (make.encounter(row, practice) for row in exporting.rows(_VISITS))


def _conditions(exporting: Exporting) -> Iterator[make.Resource]:
    return (one for row in exporting.rows(_VISITS) for one in make.conditions(row))


def _medication_requests(exporting: Exporting) -> Iterator[make.Resource]:
    return (one for row in exporting.rows(_VISITS) for one in make.medication_requests(row))


def _observations(exporting: Exporting) -> Iterator[make.Resource]:
    yield from (one for row in exporting.rows(_VISITS) for one in make.vitals(row))
    yield from map(make.observation, exporting.rows(_OBSERVATIONS))


def _reports(exporting: Exporting) -> Iterator[make.Resource]:
    for row in exporting.rows(_REPORTS):
        values = exporting.rows("SELECT id FROM observation WHERE report_id = ? ORDER BY position, id", row["id"])
        yield make.diagnostic_report(row, [one["id"] for one in values])


def _studies(exporting: Exporting) -> Iterator[make.Resource]:
    return (make.imaging_study(row, list(exporting.rows(_INSTANCES, row["id"]))) for row in exporting.rows(_STUDIES))


def _each(
    question: str, resource: Callable[[sqlite3.Row], make.Resource]
) -> Callable[[Exporting], Iterator[make.Resource]]:
    return lambda exporting: map(resource, exporting.rows(question))


_FILES: dict[str, Callable[[Exporting], Iterator[make.Resource]]] = {
    "Organization": _each("SELECT * FROM practice", make.organization),
    "Practitioner": _each("SELECT * FROM account ORDER BY id", make.practitioner),
    "Patient": _patients,
    "Encounter": _encounters,
    "Condition": _conditions,
    "MedicationRequest": _medication_requests,
    "Observation": _observations,
    "DiagnosticReport": _reports,
    "ImagingStudy": _studies,
    "DocumentReference": _each(_DOCUMENTS, make.document_reference),
}

KINDS = tuple(_FILES)
PART = FhirFiles()
