"""What was read from a device's bytes, before it is filed: values as sent, nothing believed, nothing lost.

The bytes themselves lie in the archive; these values are what intake makes rows of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.device import SentIdentity

# Message types that bring results: HL7 v2 ORU, OUL, MDM; ours for ASTM, printouts, files, and readings by hand.
RESULTS = frozenset({"ORU", "OUL", "MDM", "ASTM", "TEXT", "FILE", "READING"})


@dataclass(frozen=True, slots=True)
class ReadText:
    """Text made of bytes: by which character set, and how that set was chosen."""

    text: str
    character_set: str  # name of the codec: utf-8, cp1251, kz1048, ...
    how: str  # "override" | "declared" | "guessed"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document or picture inside a message (HL7 v2 ED, OBX-5): its bytes, decoded."""

    media_type: str  # by its first bytes: application/pdf, image/png, ...; else application/octet-stream
    content: bytes


@dataclass(frozen=True, slots=True)
class SentObservation:
    """One OBX segment."""

    position: int  # place among the message's OBX segments, from 0
    value_type: str  # OBX-2
    code: str  # OBX-3.1
    code_system: str  # OBX-3.3
    name: str  # OBX-3.2, else OBX-4
    value_text: str  # OBX-5: as sent; the text of a coded value; the media type's words of an ED
    value_number: float | None
    unit: str
    reference_range: str
    flags: tuple[str, ...]
    status: str
    observed_at: datetime | None
    comment: str
    is_demo: bool
    attachment: Attachment | None = None
    sub_id: str = ""  # OBX-4


@dataclass(frozen=True, slots=True)
class SentReport:
    """One OBR group and the patient it was sent under."""

    identity: SentIdentity
    title: str
    order_number: str
    observed_at: datetime | None
    comment: str
    observations: tuple[SentObservation, ...]
    is_monitoring: bool = False  # of a monitor, which sends the same each second


@dataclass(frozen=True, slots=True)
class SentMessage:
    """One HL7 v2 message; also what was read from other results (message type ASTM, TEXT, FILE, READING)."""

    message_type: str  # MSH-9, components joined by ^: "ORU^R01"
    control_id: str  # MSH-10
    version: str  # MSH-12
    sending: str  # "MSH-3^MSH-4"
    sent_at: datetime | None  # MSH-7
    processing_id: str  # MSH-11: P production, T training, D debugging
    character_set: str
    character_set_how: str
    segments: int
    identity: SentIdentity  # of the first patient; also of messages that are not results
    reports: tuple[SentReport, ...]

    @property
    def is_result(self) -> bool:
        """Whether what it holds are results: ORU in any trigger, OUL, MDM, and what is no HL7 (its type is ours)."""
        return self.message_type.split("^")[0].upper() in RESULTS


@dataclass(frozen=True, slots=True)
class SentObject:
    """What a DICOM object says about itself (PS3.3), without its pixels."""

    sop_class_uid: str  # (0008,0016)
    sop_instance_uid: str  # (0008,0018)
    transfer_syntax_uid: str  # (0002,0010)
    study_instance_uid: str  # (0020,000D)
    series_instance_uid: str  # (0020,000E)
    modality: str  # (0008,0060)
    study_description: str  # (0008,1030)
    series_description: str  # (0008,103E)
    study_date: date | None  # (0008,0020)
    series_number: int | None  # (0020,0011)
    instance_number: int | None  # (0020,0013)
    frames: int  # (0028,0008); 1 where pixels are without it, 0 where there are none
    rows: int  # (0028,0010)
    columns: int  # (0028,0011)
    character_set: str
    character_set_how: str
    identity: SentIdentity
