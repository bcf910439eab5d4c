"""Devices and what they send, before anything is known about the patient."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.domain.identity import PersonName, Sex


class Transport(StrEnum):
    DICOM = "dicom"
    HL7 = "hl7"
    ASTM = "astm"
    FOLDER = "folder"
    SERIAL = "serial"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class DeviceProfile:
    """How one family of devices speaks: one file each in `devices/profiles/`, named constant PROFILE."""

    key: str
    title: str
    transport: Transport
    character_set: str = ""  # empty: declared, else detected
    observation_codes: dict[str, str] = field(default_factory=dict)  # device code -> our code (LOINC)


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


@dataclass(frozen=True, slots=True)
class HubSettings:
    """The small plain settings file of the hub: no patient data, no secret."""

    bind: str = "0.0.0.0"  # noqa: S104  devices of the practice reach it over its network; the wizard shows it
    dicom_port: int = 11112
    hl7_port: int = 2575
    ae_title: str = "SHIPAGER"
    max_associations: int = 25
    max_connections: int = 64
    max_hl7_frame_bytes: int = 64 * 1024 * 1024
    idle_seconds: int = 3600
    min_free_bytes: int = 512 * 1024 * 1024
    accept_private_storage: bool = True
