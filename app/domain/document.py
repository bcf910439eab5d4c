"""A document on its way: draft, rendered bytes, signed bytes. What is signed is what is stored is what is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.identity import BinNumber, Iin, PersonName
from app.domain.patient import Patient
from app.domain.visit import VisitNote


class DocumentState(StrEnum):
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PracticeHeader:
    """What stands at the head of every document: the practice as it was on that day."""

    name: str
    iin: Iin | None
    bin_number: BinNumber | None
    address: str
    phone: str
    licence: str
    is_test: bool


@dataclass(frozen=True, slots=True)
class Author:
    account_id: int
    name: PersonName
    iin: Iin | None
    position: str


@dataclass(frozen=True, slots=True)
class SignedPart:
    """A part of a record that another specialist wrote and signed; the document repeats it and names its signature."""

    part_uid: str
    version: int
    title: str
    text: str
    signer_name: str
    position: str
    certificate_serial: str
    signing_time: datetime
    sha256: str  # of the signed manifest


class PartState(StrEnum):
    DRAFT = "draft"
    SIGNED = "signed"
    SUPERSEDED = "superseded"  # changed since: its signature stands for the old text alone
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Part:
    """One version of a part, as the visit's screen shows it."""

    part_id: int
    part_uid: str
    version: int
    visit_id: int
    title: str
    text: str
    account_id: int
    account_name: PersonName
    state: PartState
    asked_at: datetime
    signed_at: datetime | None
    signature_id: int | None
    sha256: str  # of the signed manifest; empty before

    @property
    def stands(self) -> bool:
        return self.state is PartState.SIGNED


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """Everything a form needs to render one document, gathered in one read."""

    document_uid: str
    form: str  # key of the form in app/documents/forms/
    language: str  # "kk" | "ru"; independent of the screen's
    practice: PracticeHeader
    author: Author
    patient: Patient
    visit_uid: str
    visit_started_at: datetime
    visit_version: int
    note: VisitNote
    made_at: datetime
    version: int = 1
    previous_uid: str = ""
    parts: tuple[SignedPart, ...] = ()  # signed by others, covered by this document's signature
    withdrawn: str = ""  # the reason, where this version says that the ones before are void


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """Final bytes (PDF/A-3a with the FHIR record embedded). They never change from here on."""

    draft: DocumentDraft
    pdf: bytes
    fhir_json: bytes
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One line of the documents list."""

    document_id: int
    uid: str
    patient_id: int
    patient_name: PersonName
    patient_birth_date: date | None
    form: str
    title: str
    language: str
    version: int
    state: DocumentState
    signature_state: str
    signer_name: str
    created_at: datetime
    visit_id: int | None = None
    warning: str = ""  # how a cited result left the card since: moved, split, taken-out
    is_newest: bool = True  # no later version corrects it
    signatures: int = 0  # by how many people; `signature_state` is of the one that is least complete
    review: str = ""  # code of what a person must look at in one of them


@dataclass(frozen=True, slots=True)
class CitedResult:
    """A result that a signed document cites; `gone_at` where it left the patient's card since."""

    kind: str  # "study" | "report"
    object_id: int
    title: str
    gone_at: datetime | None
    gone_how: str


@dataclass(frozen=True, slots=True)
class CitingDocument:
    """A signed document that cites a result."""

    document_id: int
    title: str
    version: int
    created_at: datetime
    signer_name: str
    patient_name: PersonName
