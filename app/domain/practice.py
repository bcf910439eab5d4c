"""The practice: an individual practitioner with an IIN, or an organisation with a BIN (requirement R4-a)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.identity import BinNumber, Iin, PersonName


@dataclass(frozen=True, slots=True)
class PracticeDraft:
    name: str
    iin: Iin | None = None
    bin_number: BinNumber | None = None
    address: str = ""
    phone: str = ""
    licence: str = ""
    language: str = "ru"
    is_test: bool = False


@dataclass(frozen=True, slots=True)
class OwnerDraft:
    login: str
    name: PersonName
    iin: Iin
    position: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    uid: str
    name: str
    iin: Iin | None
    bin_number: BinNumber | None
    address: str
    phone: str
    licence: str
    language: str
    is_test: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """What `status` prints and what exports and restores are reconciled against."""

    patients: int
    visits: int
    appointments: int
    studies: int
    instances: int
    reports: int
    observations: int
    inbox: int
    errors: int
    documents: int
    signatures: int
    outbox: int
    archive_records: int
    to_sign: int = 0  # finished visits whose signature waits
    signature_levels: dict[str, int] = field(default_factory=dict)  # CAdES-B, -T, -LT, -LTA
    signature_states: dict[str, int] = field(default_factory=dict)  # signed, time-stamped, complete
    signatures_to_review: int = 0
