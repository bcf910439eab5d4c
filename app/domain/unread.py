"""What a device sent and the program could not read: causes, the records of each, and a copy that a person edits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Cause:
    """Why records of one device cannot be read. `sender` is the address where no device of ours sent them."""

    device_id: int | None
    sender: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnreadCause:
    """One line of the list, however many records it stands for."""

    cause: Cause
    device_name: str
    transport: str
    count: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class UnreadRecord:
    """One record of a cause."""

    received_record_id: int
    received_at: datetime
    size: int
    kind: str  # of the archive record: hl7, dicom, unreadable, ...
    transport: str
    reason: str
    is_edited: bool  # a copy that a person edited, unreadable in its turn


@dataclass(frozen=True, slots=True)
class UnreadContent:
    """The bytes as they came; `text` where they are text, by the set that was chosen or found."""

    received_record_id: int
    content: bytes  # the whole where it may be edited, else its beginning
    size: int  # of the whole
    text: str
    character_set: str
    is_text: bool  # may be edited


@dataclass(frozen=True, slots=True)
class Trial:
    """How an edited text would be read: `problem` is the reason code where it still cannot be."""

    problem: str
    message_type: str = ""
    person: str = ""  # name and number as sent, for a person to check
    reports: int = 0
    observations: int = 0


@dataclass(frozen=True, slots=True)
class EditedCopy:
    """What became of a copy: `filed`, `inbox`, `kept` or `duplicate`."""

    received_record_id: int
    state: str
