"""Bookings: who comes when, to whom, for what (requirement §9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.identity import PersonName


class AppointmentState(StrEnum):
    BOOKED = "booked"
    ARRIVED = "arrived"
    IN_ROOM = "in-room"
    DONE = "done"
    NO_SHOW = "no-show"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class AppointmentDraft:
    """A booking to be made. `modality` (DICOM (0008,0060)) is set where a device takes part."""

    patient_id: int
    starts_at: datetime
    minutes: int = 30
    doctor_id: int | None = None
    service: str = ""
    modality: str = ""
    emergency_reason: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    appointment_id: int
    uid: str
    patient_id: int
    patient_name: PersonName
    starts_at: datetime
    minutes: int
    doctor_id: int | None
    service: str
    modality: str
    accession_number: str  # (0008,0050), issued by us, unique
    state: AppointmentState
    emergency_reason: str
    device_state: str = ""  # (0040,0252) of what a device says it does about it; empty: nothing
    device: str = ""  # as the practice calls it
