"""Results: values as the device sent them, and the numbers that could be read from them.

Nothing unreadable ever becomes a number: `value_number` is None unless the text is a plain decimal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.device import SentIdentity
from app.domain.document import CitingDocument
from app.domain.identity import PersonName


class ResultSource(StrEnum):
    """Who brought a result."""

    DEVICE = "device"  # of the practice
    HAND = "hand"  # measured here, typed by a person
    PATIENT_DEVICE = "patient-device"  # measured by the patient, at home


@dataclass(frozen=True, slots=True)
class Reason:
    """One named reason of a match: `code` names it for the screen, `weight` is how much it speaks for or against.

    `sent` and `ours` hold the two differing values where the reason is a difference.
    """

    code: str
    weight: int
    sent: str = ""
    ours: str = ""

    @property
    def speaks_for(self) -> bool:
        return self.weight > 0


@dataclass(frozen=True, slots=True)
class Observation:
    """One OBX: everything as sent beside what was read."""

    observation_id: int
    code: str  # OBX-3.1
    code_system: str  # OBX-3.3
    name: str  # OBX-3.2, else OBX-4
    value_text: str  # OBX-5, as sent
    value_number: float | None
    unit: str  # OBX-6
    reference_range: str  # OBX-7
    flags: tuple[str, ...]  # OBX-8, as sent
    status: str  # OBX-11
    observed_at: datetime | None  # OBX-14, else OBR-7
    comment: str  # NTE below it
    is_demo: bool  # OBX-8 DEMO or MSH-11 T: never clinical
    previous_text: str = ""  # the last earlier value of the same code and patient
    previous_at: datetime | None = None
    value_type: str = ""  # OBX-2
    media_type: str = ""  # of an attached document, whose bytes `app.results.attachment` gives


@dataclass(frozen=True, slots=True)
class ResultReport:
    """One ORU message, or one OBR group of it."""

    report_id: int
    patient_id: int | None
    device_name: str
    title: str  # OBR-4
    observed_at: datetime
    received_at: datetime
    observations: tuple[Observation, ...]
    reasons: tuple[str, ...]
    comment: str = ""  # NTE below the OBR
    weighed: tuple[Reason, ...] = ()  # the reasons of the decision that holds, with what they weigh
    received_record_id: int = 0
    character_set: str = ""
    character_set_how: str = ""  # declared, override, guessed
    source: ResultSource = ResultSource.DEVICE
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class InstanceSummary:
    instance_id: int
    sop_instance_uid: str
    sop_class_uid: str
    transfer_syntax_uid: str
    instance_number: int | None
    frames: int
    rows: int
    columns: int
    version: int
    is_current: bool
    series_instance_uid: str = ""
    series_number: int | None = None


@dataclass(frozen=True, slots=True)
class StudySummary:
    study_id: int
    study_instance_uid: str
    patient_id: int | None
    modality: str
    description: str
    study_date: date | None
    received_at: datetime
    device_name: str
    instances: tuple[InstanceSummary, ...]
    reasons: tuple[str, ...]
    weighed: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A patient that an inbox item may belong to, with the reasons a person can read."""

    patient_id: int
    name: PersonName
    birth_date: date | None
    iin: str
    score: int  # 0..100
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class MovePreview:
    """What giving a result to another patient would mean."""

    together: int  # results of one message that move as one
    reasons: tuple[Reason, ...]  # for and against the patient who was chosen
    documents: tuple[CitingDocument, ...]  # signed ones that cite it


@dataclass(frozen=True, slots=True)
class InboxItem:
    """What waits for a person's decision: a study, a report, or something that could not be read."""

    kind: str  # "study" | "report" | "error"
    object_id: int
    received_at: datetime
    device_name: str
    title: str
    count: int  # images, observations
    identity: SentIdentity
    why: str  # reason code: no-identifier, iin-unknown, birth-date-differs, similar-name, unreadable, left, ...
    received_record_id: int
