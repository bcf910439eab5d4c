"""What a practice sets for one device: how the hub reaches it, how it is read, what it may ask.

Plain values without a patient: they stand in the device's row and, for the hub, in `hub.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

HL7_VERSIONS = ("2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6")  # of orders that we send


class LinkKind(StrEnum):
    """Who begins the conversation."""

    COMES = "comes"  # the device comes to a port of ours
    CLIENT = "client"  # the device listens, we connect
    SERIAL = "serial"
    FOLDER = "folder"


class WorklistLetters(StrEnum):
    """Letters of worklist answers: what a device can read (DICOM PS3.3 C.12.1.1.2)."""

    UTF8 = "ISO_IR 192"
    CYRILLIC = "ISO_IR 144"
    CP1251 = "CP1251"  # without a declared character set
    LATIN = "LATIN"  # transliterated


@dataclass(frozen=True, slots=True)
class Link:
    """How the hub reaches a device that does not come by itself; only the fields of its kind matter."""

    kind: LinkKind = LinkKind.COMES
    protocol: str = ""  # client, serial: "hl7" | "astm" | "text"
    host: str = ""
    port: int = 0
    serial_port: str = ""  # "COM3", "/dev/ttyUSB0"
    baud: int = 9600
    data_bits: int = 8
    parity: str = "N"  # N, E, O
    stop_bits: int = 1
    hardware_handshake: bool = False  # RTS/CTS
    folder: str = ""
    answers_folder: str = ""  # where a request file for the device's program is put (GDT)
    pattern: str = "*"
    reader: str = ""  # key of a file reader; empty: by content
    leaves_files: bool = False  # files stay where they are: the device's own program still needs them there
    rest_seconds: int = 2  # a file is whole when its size and time did not change for so long
    is_on: bool = True


@dataclass(frozen=True, slots=True)
class DeviceSettings:
    """Everything that can be set for one device; the defaults suit a device that keeps to its standard."""

    is_confirmed: bool = False  # a person said: this device is ours
    is_ignored: bool = False  # a person said: it is not; what it sends is kept all the same
    withdrawn_at: str = ""  # ISO 8601: taken out of use then; it comes back by being heard again
    worklist_letters: WorklistLetters = WorklistLetters.UTF8
    accepts_private_storage: bool = True
    may_query: bool = False  # Query/Retrieve: a workstation of the practice
    is_archive: bool = False  # a PACS we send to and fetch from
    answers_port: int = 0  # where the device itself listens: storage commitment, C-MOVE, orders; 0: nowhere
    answers_tls: bool = False
    host_query: bool = True  # answer its questions for orders
    sends_orders: bool = False  # orders placed for it are sent to it unasked
    sends_patients: bool = False  # it is told who has come today (ADT)
    order_version: str = "2.3.1"  # HL7: ORM^O01 up to 2.4, OML^O21 from 2.5 on
    checks_checksum: bool = True  # ASTM E1381
    line_profile: str = ""  # key of a profile whose lines read its printout
    link: Link = field(default_factory=Link)

    def to_json(self) -> dict[str, Any]:
        """Only what differs from the defaults, so that a later default reaches old rows."""
        return _differing(asdict(self), asdict(DeviceSettings()))

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> DeviceSettings:
        """Raises `ValueError` for a value of another type; fields of a newer version are left alone."""
        plain = _known(cls(), stored)
        if "link" in plain:
            plain["link"] = Link(**_known(Link(), plain["link"]))
        return cls(**plain)


@dataclass(frozen=True, slots=True)
class HubDevice:
    """One device as `hub.json` knows it. `peer` of a link is its host:port, serial port or folder."""

    transport: str
    calling: str
    peer: str
    settings: DeviceSettings
    profile: str = ""  # key of its family: the hub speaks its codes of tests

    def to_json(self) -> dict[str, Any]:
        named = {"transport": self.transport, "calling": self.calling, "peer": self.peer}
        return {**named, **({"profile": self.profile} if self.profile else {}), **self.settings.to_json()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> HubDevice:
        """Raises `ValueError`."""
        named = [stored.get(name, "") for name in ("transport", "calling", "peer", "profile")]
        if not all(isinstance(one, str) for one in named):
            raise ValueError("device")
        transport, calling, peer, profile = named
        return cls(transport, calling, peer, DeviceSettings.from_json(stored), profile)


def link_peer(link: Link) -> str:
    """How a linked device is known: the `peer` of its row and of every record that comes over the link."""
    if link.kind is LinkKind.CLIENT:
        return f"{link.host}:{link.port}"
    return link.serial_port if link.kind is LinkKind.SERIAL else link.folder


def _known(default: Any, stored: Mapping[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for one in fields(default):
        if one.name not in stored:
            continue
        value, wanted = stored[one.name], type(getattr(default, one.name))
        if issubclass(wanted, StrEnum):
            value = wanted(value)  # ValueError for a word that is none
        elif wanted is Link:
            if not isinstance(value, Mapping):
                raise ValueError(one.name)  # noqa: TRY004  what stands in a file is a value, not a type of ours
        elif type(value) is not wanted:
            raise ValueError(one.name)
        known[one.name] = value
    return known


def _differing(value: dict[str, Any], default: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, own in value.items():
        if isinstance(own, dict):
            if inner := _differing(own, default[name]):
                found[name] = inner
        elif own != default[name]:
            found[name] = own
    return found
