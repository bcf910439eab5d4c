"""Devices and what they send, before anything is known about the patient."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from app.domain.device_settings import DeviceSettings
from app.domain.identity import PersonName, Sex

SILENT_AFTER = timedelta(days=4)
OFF = -1  # a port that is not opened; 0 is any free one


class Transport(StrEnum):
    DICOM = "dicom"
    HL7 = "hl7"
    ASTM = "astm"
    FOLDER = "folder"
    SERIAL = "serial"
    HAND = "hand"


class Standing(StrEnum):
    """What the practice says about a device."""

    NEW = "new"  # heard, and nobody has said anything yet
    OURS = "ours"
    IGNORED = "ignored"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Device:
    device_id: int
    transport: Transport
    name: str  # what the practice calls it; the AE title or MSH-3 until renamed
    calling: str  # AE title, or MSH-3^MSH-4
    peer: str  # address
    character_set: str
    first_seen: datetime
    last_seen: datetime
    received: int
    errors: int
    profile: str = ""  # key of the device's profile, empty where none was chosen
    settings: DeviceSettings = field(default_factory=DeviceSettings)

    @property
    def standing(self) -> Standing:
        settings = self.settings
        if settings.withdrawn_at and self.last_seen <= _moment(settings.withdrawn_at):
            return Standing.WITHDRAWN
        if settings.is_ignored:
            return Standing.IGNORED
        return Standing.OURS if settings.is_confirmed else Standing.NEW

    def is_silent(self, now: datetime) -> bool:
        """Whether one should ask why it sends nothing: a long weekend is no reason yet."""
        return now - self.last_seen > SILENT_AFTER


def _moment(text: str) -> datetime:
    """Of a settings value that a person's file may have brought: what cannot be read is long ago."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SentIdentity:
    """What a device says about the patient: everything optional, nothing believed."""

    patient_id: str = ""  # (0010,0020) or PID-3, as sent
    issuer: str = ""
    iin_candidates: tuple[str, ...] = ()  # twelve-digit strings with a right check digit found in the id fields
    name: PersonName | None = None
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    accession_number: str = ""  # (0008,0050), ORC-2/OBR-2
    order_number: str = ""
    study_instance_uid: str = ""
    other_numbers: tuple[str, ...] = ()  # every other place where a device may repeat an order or step id
    account_numbers: tuple[str, ...] = ()  # PID-3 repetitions, PID-2, PID-18, PID-19, (0010,1000): as sent

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every number that may be an order's or a step's, each once."""
        every = (self.accession_number, self.order_number, *self.other_numbers)
        return tuple(dict.fromkeys(number for number in every if number))

    def to_json(self) -> dict[str, Any]:
        """A plain value for a row; `from_json` makes the same identity of it."""
        plain: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        plain["name"] = self.name and [self.name.surname, self.name.given, self.name.patronymic]
        plain["birth_date"] = self.birth_date and self.birth_date.isoformat()
        return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items() if value}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> SentIdentity:
        plain: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
        }
        if "name" in plain:
            plain["name"] = PersonName(*plain["name"])
        if "birth_date" in plain:
            plain["birth_date"] = date.fromisoformat(plain["birth_date"])
        plain["sex"] = Sex(plain.get("sex", Sex.UNKNOWN))
        return cls(**plain)


@dataclass(frozen=True, slots=True)
class HubSettings:
    """The small plain settings file of the hub: no patient data, no secret."""

    bind: str = "0.0.0.0"  # noqa: S104  devices of the practice reach it over its network; the wizard shows it
    dicom_port: int = 11112
    hl7_port: int = 2575
    dicom_tls_port: int = OFF
    dicom_tls_checks_clients: bool = False  # only devices whose certificate the practice was given
    astm_port: int = OFF
    ae_title: str = "SHIPAGER"
    max_associations: int = 25
    max_connections: int = 64
    max_hl7_frame_bytes: int = 64 * 1024 * 1024
    idle_seconds: int = 3600
    min_free_bytes: int = 512 * 1024 * 1024
    accept_private_storage: bool = True
