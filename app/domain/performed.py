"""Performed steps and storage commitments: what devices tell about their own work (DICOM PS3.4 annex F and J)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.device import SentIdentity


class StepState(StrEnum):
    """(0040,0252) Performed Procedure Step Status."""

    IN_PROGRESS = "IN PROGRESS"
    COMPLETED = "COMPLETED"
    DISCONTINUED = "DISCONTINUED"


ENDED = frozenset({StepState.COMPLETED, StepState.DISCONTINUED})


@dataclass(frozen=True, slots=True)
class SentStep:
    """An N-CREATE or N-SET as a device sent it; empty values were not sent."""

    sop_instance_uid: str
    is_new: bool  # N-CREATE
    state: StepState | None
    study_instance_uid: str  # of the scheduled step attributes, (0040,0270)
    modality: str
    station: str  # (0040,0241) Performed Station AE Title
    description: str  # (0040,0254)
    reason: str  # of a discontinuation, (0040,0281)
    started_at: datetime | None
    ended_at: datetime | None
    images: int  # (0008,1140) of all series, (0040,0340)
    character_set: str
    character_set_how: str
    identity: SentIdentity


@dataclass(frozen=True, slots=True)
class SentCommitment:
    """An N-ACTION that asks whether objects are safe."""

    transaction_uid: str
    items: tuple[tuple[str, str], ...]  # SOP class, SOP instance
    identity: SentIdentity = field(default_factory=SentIdentity)
    character_set: str = ""
    character_set_how: str = ""


@dataclass(frozen=True, slots=True)
class PerformedStep:
    """What a device did about a booking or an order."""

    step_id: int
    state: StepState
    device: str  # as the practice calls it
    modality: str
    description: str
    reason: str
    images: int
    started_at: datetime
    ended_at: datetime | None
    patient_id: int | None
    order_id: int | None
    appointment_id: int | None
    study_instance_uid: str
