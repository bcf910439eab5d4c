"""What the parts of a visit's note are called (form 052/у, section B), and the short words of its states."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.prescription import PrescriptionLine
from app.domain.visit import Diagnosis, DiagnosisKind, VisitState
from ui import formats

translate = QCoreApplication.translate

VITALS = (
    "temperature_c",
    "pressure",
    "pulse_per_min",
    "saturation_percent",
    "respiratory_per_min",
    "height_cm",
    "weight_kg",
)


def field_word(name: str) -> str:
    return {
        "complaints": translate("visit", "Complaints"),
        "anamnesis": translate("visit", "Anamnesis"),
        "objective": translate("visit", "Objective status"),
        "vitals": translate("visit", "Indicators"),
        "diagnoses": translate("visit", "Diagnosis"),
        "plan": translate("visit", "Plan"),
        "prescription": translate("visit", "Prescription"),
        "recommendations": translate("visit", "Recommendations"),
        "gaps": translate("visit", "Gaps of a template"),
    }[name]


def prescription_word(name: str) -> str:
    """A field of a prescription's line."""
    return {
        "medicine": translate("visit", "Medicine"),
        "form": translate("visit", "Form and strength"),
        "dose": translate("visit", "Dose"),
        "route": translate("visit", "Route"),
        "frequency": translate("visit", "How often"),
        "duration": translate("visit", "How long"),
        "quantity": translate("visit", "Quantity"),
        "note": translate("visit", "Note for the patient"),
    }[name]


def prescribed(line: PrescriptionLine) -> str:
    """`Омепразол капсула 20 мг — 1 капсула, внутрь, 2 раза в день (до еды) · № 28`."""
    said = f"{line.product} — {line.directions}" if line.directions else line.product
    said += f" ({line.note.strip()})" if line.note.strip() else ""
    return said + (f" · {line.quantity.strip()}" if line.quantity.strip() else "")


def prescription_missing(line: PrescriptionLine) -> str:
    """What a line still lacks before it can be signed, in words; empty where it is whole."""
    fields = ", ".join(prescription_word(name).lower() for name in line.missing())
    return translate("visit", "Still missing: {fields}").format(fields=fields) if fields else ""


def allergy_warning(substances: tuple[str, ...]) -> str:
    """Names what the patient is recorded to be allergic to; empty where nothing is met."""
    named = ", ".join(substances)
    return (
        translate("visit", "Recorded allergy of this patient: {substances}").format(substances=named) if named else ""
    )


def specialty(key: str) -> str:
    return {
        "therapy": translate("visit", "therapy"),
        "ultrasound": translate("visit", "ultrasound"),
        "cardiology": translate("visit", "cardiology"),
    }.get(key, "")


def vital_word(name: str) -> tuple[str, str]:
    """Short name and unit."""
    return {
        "temperature_c": (translate("visit", "Temp."), "°C"),
        "pressure": (translate("visit", "BP"), translate("visit", "mmHg")),
        "pulse_per_min": (translate("visit", "Pulse"), translate("visit", "/min")),
        "saturation_percent": ("SpO₂", "%"),
        "respiratory_per_min": (translate("visit", "Resp."), translate("visit", "/min")),
        "height_cm": (translate("visit", "Height"), translate("visit", "cm")),
        "weight_kg": (translate("visit", "Weight"), translate("visit", "kg")),
    }[name]


def vital_name(name: str) -> str:
    """The whole name, for tooltips and assistive technology."""
    return {
        "temperature_c": translate("visit", "Body temperature, °C"),
        "pressure": translate("visit", "Blood pressure, mmHg: systolic/diastolic"),
        "pulse_per_min": translate("visit", "Pulse, beats per minute"),
        "saturation_percent": translate("visit", "Oxygen saturation, %"),
        "respiratory_per_min": translate("visit", "Respiratory rate, breaths per minute"),
        "height_cm": translate("visit", "Height, cm"),
        "weight_kg": translate("visit", "Weight, kg"),
    }[name]


def body_mass_index(value: float | None) -> str:
    if value is None:
        return ""
    return translate("visit", "BMI {value}").format(value=formats.number(value, 1))


def diagnosis_standing(diagnosis: Diagnosis) -> str:
    """`main, preliminary`."""
    rank = translate("visit", "main") if diagnosis.is_main else translate("visit", "concomitant")
    preliminary = diagnosis.kind is DiagnosisKind.PRELIMINARY
    kind = translate("visit", "preliminary") if preliminary else translate("visit", "final")
    return f"{rank}, {kind}"


def state_word(state: VisitState) -> str:
    return {
        VisitState.DRAFT: translate("visit", "draft"),
        VisitState.TO_SIGN: translate("visit", "to sign"),
        VisitState.SIGNED: translate("visit", "signed"),
        VisitState.WITHDRAWN: translate("visit", "withdrawn"),
    }[state]
