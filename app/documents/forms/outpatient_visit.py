"""Form 052/у (052/е), section B: the record of an outpatient visit. Order ҚР ДСМ-175/2020 of 30.10.2020.

Values are gathered here, in the document's language; the layout is `resources/forms/outpatient_visit.typ`, the
words are `resources/forms/outpatient_visit.json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.documents import fhir, form
from app.documents.fhir import Section
from app.domain.clock import local
from app.domain.document import DocumentDraft, SignedPart
from app.domain.patient import Patient
from app.domain.prescription import PrescriptionLine
from app.domain.visit import Diagnosis, Vitals

# Sections of the note in the order of the form: field, LOINC code and name of the section.
_SECTIONS = (
    ("complaints", "10154-3", "Chief complaint Narrative - Reported"),
    ("anamnesis", "10164-2", "History of Present illness Narrative"),
    ("objective", "29545-1", "Physical findings Narrative"),
    ("vitals", "8716-3", "Vital signs"),
    ("diagnoses", "29548-5", "Diagnosis Narrative"),
    ("plan", "18776-5", "Plan of care note"),
    ("prescription", "29551-9", "Medication prescribed Narrative"),
    ("recommendations", "69730-0", "Instructions"),
)
_ALLERGIES = ("allergies", "48765-2", "Allergies and adverse reactions Document")
_WITHDRAWAL = ("48767-8", "Annotation comment")
_CONSULTATION = ("11488-4", "Consult note")
_NARROW_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class OutpatientVisit:
    key: str = "outpatient_visit"
    version: str = "3"

    def title(self, language: str) -> str:
        title: str = form.words_of(self.key, language)["title"]
        return title

    def values(self, draft: DocumentDraft) -> dict[str, Any]:
        words = form.words_of(self.key, draft.language)
        return {
            "words": words,
            "title": words["title"],
            "practice": _practice(draft, words),
            "is_test": draft.practice.is_test,
            "patient": _patient(draft, words),
            "allergies": [_allergy(one.substance, one.reaction) for one in draft.patient.allergies],
            "visit": {
                "at": moment(draft.visit_started_at),
                "doctor": draft.author.name.full,
                "position": draft.author.position,
                "version": draft.version,
                "previous": draft.previous_uid,
                "made": moment(draft.made_at),
                "withdrawn": draft.withdrawn,
            },
            "sections": [
                {"name": name, "title": words[name], "text": getattr(draft.note, name, "")}
                for name, _, _ in _SECTIONS
                if name not in {"vitals", "diagnoses", "prescription"}
            ],
            "vitals": vital_signs(draft.note.vitals, words),
            "diagnoses": [_diagnosis(one, words) for one in draft.note.diagnoses],
            "prescription": [_prescribed(one) for one in draft.note.prescription],
            "parts": [{"title": one.title, "text": one.text, "seal": _part_seal(one, words)} for one in draft.parts],
        }

    def record(self, draft: DocumentDraft) -> dict[str, Any]:
        words = form.words_of(self.key, draft.language)
        texts = {
            "vitals": "\n".join(
                f"{name}: {value} {unit}" for name, value, unit in vital_signs(draft.note.vitals, words)
            ),
            "diagnoses": "\n".join(" ".join(_diagnosis(one, words)) for one in draft.note.diagnoses),
            "prescription": "\n".join(
                f"{number}. {prescription_line(one)}" for number, one in enumerate(draft.note.prescription, 1)
            ),
            "allergies": "\n".join(_allergy(one.substance, one.reaction) for one in draft.patient.allergies),
        }
        entries = {
            "vitals": fhir.observation_entries(draft),
            "diagnoses": fhir.condition_entries(draft),
            "prescription": fhir.prescription_entries(draft),
            "allergies": fhir.allergy_entries(draft),
        }
        sections = [
            Section(code, display, words[name], text, entries.get(name, ()))
            for name, code, display in (_ALLERGIES, *_SECTIONS)
            if (text := texts.get(name, getattr(draft.note, name, ""))).strip()
        ]
        if draft.withdrawn:
            sections.append(Section(*_WITHDRAWAL, words["withdrawn"], draft.withdrawn))
        sections += [Section(*_CONSULTATION, one.title, f"{one.text}\n{_part_seal(one, words)}") for one in draft.parts]
        return fhir.bundle(draft, words["title"], sections)


def moment(at: datetime) -> str:
    return f"{local(at):%d.%m.%Y %H:%M}"


def vital_signs(vitals: Vitals, words: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Name, value, unit of everything that was measured."""
    values = {name: getattr(vitals, name) for name in words["vital_names"] if name != "pressure"}
    shown = {name: number(value) for name, value in values.items() if value is not None}
    if vitals.systolic_mmhg is not None or vitals.diastolic_mmhg is not None:
        shown["pressure"] = f"{number(vitals.systolic_mmhg)}/{number(vitals.diastolic_mmhg)}"
    return [(*[words["vital_names"][name][0]], shown[name], words["vital_names"][name][1]) for name in shown]


def number(value: float | None) -> str:
    """With a decimal comma, without a needless fraction; a dash where nothing was measured."""
    return "–" if value is None else f"{value:g}".replace(".", ",")


def age(born: date, on: date, words: dict[str, Any]) -> str:
    """Full years, or months under three years."""
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if months < 36:
        return f"{max(months, 0)}{_NARROW_SPACE}{words['months']}"
    years = months // 12
    return f"{years}{_NARROW_SPACE}{words['years'][_plural(years)]}"


def _plural(count: int) -> int:
    """Which of the three Russian forms goes with a number; the Kazakh ones are all alike."""
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14 else 2


def _part_seal(part: SignedPart, words: dict[str, Any]) -> str:
    """Whose signature of their own the part bears: the document's signature covers this line."""
    who = ", ".join(one for one in (part.signer_name, part.position) if one)
    return (
        f"{words['part_signed']} {who}, {moment(part.signing_time)}. {words['certificate']} {part.certificate_serial}. "
        f"{words['part']} {part.part_uid}, {words['version'].lower()} {part.version}, SHA-256 {part.sha256}"
    )


def _practice(draft: DocumentDraft, words: dict[str, Any]) -> dict[str, Any]:
    practice = draft.practice
    numbers = [
        f"{words[name]}{_NARROW_SPACE}{value}"
        for name, value in (("bin", practice.bin_number), ("iin", practice.iin))
        if value is not None
    ]
    if practice.licence.strip():
        numbers.append(f"{words['licence']}{_NARROW_SPACE}{practice.licence.strip()}")
    contacts = [part.strip() for part in (practice.address, practice.phone) if part.strip()]
    return {"name": practice.name, "lines": [" · ".join(part) for part in (contacts, numbers) if part]}


def _patient(draft: DocumentDraft, words: dict[str, Any]) -> dict[str, Any]:
    patient = draft.patient
    born = patient.birth_date
    facts = [
        _identity(patient, words),
        (words["birth_date"], f"{born:%d.%m.%Y}" if born else "–"),
        (words["age"], age(born, local(draft.visit_started_at).date(), words) if born else "–"),
        (words["sex"], words["sexes"][patient.sex.value]),
        (words["phone"], patient.phones[0].shown if patient.phones else "–"),
    ]
    wide = [(words["address"], patient.address.strip() or "–")]
    return {"name": patient.name.full, "identity": " ".join(facts[0]), "facts": facts, "wide": wide}


def _identity(patient: Patient, words: dict[str, Any]) -> tuple[str, str]:
    if patient.iin is not None:
        return words["iin"], patient.iin.value
    return words["document"], patient.document_number.strip() or "–"


def _allergy(substance: str, reaction: str) -> str:
    return f"{substance} ({reaction})" if reaction.strip() else substance


def _diagnosis(diagnosis: Diagnosis, words: dict[str, Any]) -> tuple[str, str, str]:
    rank = words["ranks"]["main" if diagnosis.is_main else "other"]
    return diagnosis.code, diagnosis.text, f"{rank}, {words['kinds'][diagnosis.kind.value]}"


def _prescribed(line: PrescriptionLine) -> dict[str, str]:
    written = {name: getattr(line, name).strip() for name in ("medicine", "form", "quantity", "note")}
    return written | {"directions": line.directions}


def prescription_line(line: PrescriptionLine) -> str:
    """`Омепразол капсула 20 мг: 1 капсула, внутрь, 2 раза в день, 14 дней (до еды); № 28`."""
    said = f"{line.product}: {line.directions}" if line.directions else line.product
    said += f" ({line.note.strip()})" if line.note.strip() else ""
    return said + (f"; {line.quantity.strip()}" if line.quantity.strip() else "")


FORM = OutpatientVisit()
