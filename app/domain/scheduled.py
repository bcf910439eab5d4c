"""A step that a device may be asked to do: what the worklist and host queries tell a device.

DICOM PS3.4 K.6.1 (modality worklist), HL7 v2 ORC/OBR, LIS2-A2 O records: one value for all of them. The hub
holds today's steps in memory only.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from app.domain.identity import PersonName, Sex


@dataclass(frozen=True, slots=True)
class OrderedTest:
    """One test of a laboratory order."""

    code: str  # ours (LOINC where it is one)
    name: str = ""


@dataclass(frozen=True, slots=True)
class ScheduledStep:
    """One booked or ordered examination of one patient."""

    accession_number: str  # (0008,0050), at most 16 characters, unique
    patient_id: str  # (0010,0020): the IIN, else our own id
    name: PersonName
    starts_at: datetime
    iin: str = ""
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    modality: str = ""  # (0008,0060)
    description: str = ""  # (0040,0007), (0032,1060)
    station_ae_title: str = ""  # (0040,0001); empty: any device
    study_instance_uid: str = ""  # (0020,000D)
    physician: str = ""  # (0040,0006)
    is_in_room: bool = False
    priority: str = "ROUTINE"  # (0040,1003): STAT, HIGH, ROUTINE, MEDIUM, LOW
    specimen_id: str = ""  # of the tube; empty: the accession number
    tests: tuple[OrderedTest, ...] = ()
    state: str = "scheduled"  # scheduled, in-progress

    @property
    def step_id(self) -> str:
        """(0040,0009), (0040,1001): one step of one procedure for each order."""
        return self.accession_number

    def to_json(self) -> dict[str, Any]:
        """A plain value for the channel to the hub; `from_json` makes the same step of it."""
        plain: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(self)}
        plain["name"] = [self.name.surname, self.name.given, self.name.patronymic]
        plain["starts_at"] = self.starts_at.isoformat()
        plain["birth_date"] = self.birth_date.isoformat() if self.birth_date else None
        plain["tests"] = [[test.code, test.name] for test in self.tests]
        return plain

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> ScheduledStep:
        """Raises `ValueError`, `KeyError`, `TypeError` for what is no step."""
        plain = dict(stored)
        plain["name"] = PersonName(*plain["name"])
        plain["starts_at"] = datetime.fromisoformat(plain["starts_at"])
        plain["birth_date"] = date.fromisoformat(plain["birth_date"]) if plain.get("birth_date") else None
        plain["sex"] = Sex(plain.get("sex", Sex.UNKNOWN))
        plain["tests"] = tuple(OrderedTest(*test) for test in plain.get("tests", ()))
        return cls(**plain)
