"""A patient as screens and documents see one: values, never rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.domain.identity import Iin, PersonName, Phone, Sex
from app.domain.prescription import PrescriptionLine


class DocumentKind(StrEnum):
    """Identity documents that stand in for an IIN that is absent."""

    NONE = ""
    PASSPORT = "passport"
    IDENTITY_CARD = "identity-card"
    BIRTH_CERTIFICATE = "birth-certificate"
    RESIDENCE_PERMIT = "residence-permit"
    MOTHER_IIN = "mother-iin"  # a newborn: the number field holds the mother's IIN
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """A relative to call, or the legal representative of a child or a ward."""

    name: PersonName
    relation: str
    phone: Phone | None = None
    iin: Iin | None = None
    is_representative: bool = False


@dataclass(frozen=True, slots=True)
class Allergy:
    substance: str
    reaction: str = ""
    allergy_id: int | None = None


@dataclass(frozen=True, slots=True)
class PatientDraft:
    """What a person types into the registry; the use case checks it. IIN may be absent (newborn, foreigner)."""

    name: PersonName
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    iin: Iin | None = None
    document_kind: DocumentKind = DocumentKind.NONE
    document_number: str = ""
    citizenship: str = "KZ"
    phones: tuple[Phone, ...] = ()
    address: str = ""
    contacts: tuple[ContactPerson, ...] = ()
    consent: bool = False
    allergies: tuple[Allergy, ...] = ()
    markers: tuple[str, ...] = ()  # short warnings: "pacemaker", "pregnant"
    note: str = ""


@dataclass(frozen=True, slots=True)
class PatientRow:
    """One line of a search result."""

    patient_id: int
    name: PersonName
    birth_date: date | None
    sex: Sex
    iin: Iin | None
    phone: Phone | None


@dataclass(frozen=True, slots=True)
class Patient:
    """The registry part of a card."""

    patient_id: int
    uid: str
    name: PersonName
    birth_date: date | None
    sex: Sex
    iin: Iin | None
    document_kind: DocumentKind
    document_number: str
    citizenship: str
    phones: tuple[Phone, ...]
    address: str
    contacts: tuple[ContactPerson, ...]
    consent: bool
    allergies: tuple[Allergy, ...]
    markers: tuple[str, ...]
    note: str
    version: int
    created_at: datetime


class TimelineKind(StrEnum):
    VISIT = "visit"
    STUDY = "study"
    REPORT = "report"
    DOCUMENT = "document"
    APPOINTMENT = "appointment"
    STEP = "step"  # what a device says it did, where neither a booking nor images tell of it


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One row of the one timeline of a card, newest first. `facts` are values for the sentence on screen."""

    kind: TimelineKind
    object_id: int
    at: datetime
    title: str
    state: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trend:
    """The last values of one observation code, oldest first, for the context column."""

    code: str
    name: str
    unit: str
    values: tuple[tuple[datetime, float], ...]
    abnormal: bool
    sources: tuple[str, ...] = ()  # who brought each value: device, hand, patient-device


@dataclass(frozen=True, slots=True)
class PatientCard:
    """Everything the card needs for its first paint."""

    patient: Patient
    timeline: tuple[TimelineEntry, ...]
    diagnoses: tuple[tuple[str, str], ...]  # (code, text), newest first, each once
    trends: tuple[Trend, ...]
    open_visit_id: int | None
    prescription: tuple[PrescriptionLine, ...] = ()  # of the newest signed visit that has one
