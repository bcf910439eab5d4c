"""Orders for examinations and laboratory tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.identity import PersonName
from app.domain.scheduled import OrderedTest


class OrderKind(StrEnum):
    IMAGING = "imaging"
    LABORATORY = "laboratory"


class OrderState(StrEnum):
    ORDERED = "ordered"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    DISCONTINUED = "discontinued"
    CANCELLED = "cancelled"


OPEN = frozenset({OrderState.ORDERED, OrderState.IN_PROGRESS})


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """An order to be placed. `accession_number` empty: one of ours is issued."""

    patient_id: int
    kind: OrderKind
    starts_at: datetime
    modality: str = ""
    description: str = ""
    station_ae_title: str = ""
    accession_number: str = ""
    specimen_id: str = ""
    tests: tuple[OrderedTest, ...] = ()
    priority: str = "ROUTINE"
    appointment_id: int | None = None
    device_id: int | None = None  # the analyser or laboratory it is sent to; None: whichever asks for it


@dataclass(frozen=True, slots=True)
class ServiceOrder:
    order_id: int
    uid: str
    patient_id: int
    patient_name: PersonName
    kind: OrderKind
    state: OrderState
    starts_at: datetime
    accession_number: str
    modality: str
    description: str
    station_ae_title: str
    study_instance_uid: str
    specimen_id: str
    tests: tuple[OrderedTest, ...]
    priority: str
    appointment_id: int | None
    created_at: datetime
    device_id: int | None = None
