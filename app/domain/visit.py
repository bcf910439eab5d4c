"""A visit's note: what the doctor writes, and what a signed record of it must hold (form 052/у, section B)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.domain.identity import PersonName
from app.domain.note_template import gaps
from app.domain.prescription import PrescriptionLine

# The parts of a note that are plain text, in the order of the form.
TEXTS = ("complaints", "anamnesis", "objective", "plan", "recommendations")


class VisitState(StrEnum):
    DRAFT = "draft"
    TO_SIGN = "to-sign"  # finished, its bytes are fixed, the signature waits for a key
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"


class DiagnosisKind(StrEnum):
    PRELIMINARY = "preliminary"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Vitals:
    """Objective indicators. Units are in the names; None means not measured, never zero."""

    height_cm: float | None = None
    weight_kg: float | None = None
    temperature_c: float | None = None
    pulse_per_min: int | None = None
    saturation_percent: int | None = None
    systolic_mmhg: int | None = None
    diastolic_mmhg: int | None = None
    respiratory_per_min: int | None = None

    @property
    def body_mass_index(self) -> float | None:
        """kg/m², rounded to a tenth."""
        if not self.height_cm or not self.weight_kg:
            return None
        return round(self.weight_kg / (self.height_cm / 100) ** 2, 1)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A coded diagnosis: ICD-10 code, the book's version, and the text as it stood on that day."""

    code: str
    text: str
    version: str = ""
    kind: DiagnosisKind = DiagnosisKind.PRELIMINARY
    is_main: bool = True


@dataclass(frozen=True, slots=True)
class Citation:
    """A result that the note refers to: a study or a report of the patient, and the line that tells of it."""

    kind: str  # "study" | "report"
    object_id: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class VisitNote:
    """The content of a visit. A draft may be incomplete; a signed document may not."""

    complaints: str = ""
    anamnesis: str = ""
    objective: str = ""
    vitals: Vitals = Vitals()
    diagnoses: tuple[Diagnosis, ...] = ()
    plan: str = ""
    recommendations: str = ""
    cited: tuple[Citation, ...] = ()
    prescription: tuple[PrescriptionLine, ...] = ()

    def missing(self) -> tuple[str, ...]:
        """Field names that must be filled before the note can be signed, in the order of the form.

        `gaps` where a text still has a gap of a template, which nobody may sign.
        """
        empty = [name for name in ("complaints", "objective") if not getattr(self, name).strip()]
        if not any(d.is_main and d.code and d.text for d in self.diagnoses):
            empty.append("diagnoses")
        if not self.recommendations.strip() and not self.plan.strip():
            empty.append("recommendations")
        if any(line.missing() for line in self.prescription):
            empty.append("prescription")
        if any(gaps(getattr(self, name)) for name in TEXTS):
            empty.append("gaps")
        return tuple(empty)

    def to_json(self) -> dict[str, Any]:
        """As JSON gives it back: lists, no tuples, so that a stored note and a fresh one compare equal."""
        plain = asdict(self)
        plain["diagnoses"] = list(plain["diagnoses"])
        plain["cited"] = list(plain["cited"])
        plain["prescription"] = list(plain["prescription"])
        return plain

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> VisitNote:
        """Rebuild a note from `to_json`; unknown keys of a newer version are an error, missing ones are not."""
        plain = dict(stored)
        plain["vitals"] = Vitals(**plain.get("vitals", {}))
        plain["diagnoses"] = tuple(
            Diagnosis(**{**d, "kind": DiagnosisKind(d.get("kind", "preliminary"))}) for d in plain.get("diagnoses", ())
        )
        plain["cited"] = tuple(Citation(**one) for one in plain.get("cited", ()))
        plain["prescription"] = tuple(PrescriptionLine.from_json(one) for one in plain.get("prescription", ()))
        return cls(**{f.name: plain[f.name] for f in fields(cls) if f.name in plain})


@dataclass(frozen=True, slots=True)
class Caret:
    """Where the cursor stood in the note editor: field name and character position (of a prescription: its line)."""

    field: str = "complaints"
    position: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    visit_id: int
    uid: str
    patient_id: int
    doctor_id: int
    doctor_name: PersonName
    appointment_id: int | None
    emergency_reason: str
    started_at: datetime
    state: VisitState
    note: VisitNote
    caret: Caret
    saved_at: datetime
    version: int
    document_language: str  # "kk" | "ru"
    document_id: int | None


@dataclass(frozen=True, slots=True)
class DraftState:
    """One saved state of a draft; the list of them is what undo walks through."""

    draft_id: int
    at: datetime
    note: VisitNote
    caret: Caret
