"""Changing where the receiver listens: address, ports and AE title, after the first run.

The new ports are tried before anything is written: where one is taken, the receiver goes on with the old ones. The
hub itself starts again once the change is committed (`ReceiverConfigured`, heard by `app/assembly.py`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app import audit, device_settings, events, practices
from app.domain.access import Actor, Permission, require
from app.domain.device import OFF, HubSettings
from app.domain.errors import NotFound, Refused
from app.domain.events import ReceiverConfigured
from app.paths import DataFolder
from db.keyring import Keys
from devices import dicom_tls, hub_settings, wire

_SETTING = "receiver"
_ASKED = ("bind", "dicom_port", "hl7_port", "dicom_tls_port", "astm_port", "ae_title")
_PORTS = {"dicom_port": "dicom", "hl7_port": "hl7", "dicom_tls_port": "dicom", "astm_port": "astm"}
USUAL_ASTM_PORT = 5100
USUAL_DICOM_TLS_PORT = 2762  # PS3.8 9.1.1


def current(folder: DataFolder) -> HubSettings:
    """As they stand on the disk. Raises `NotFound`, `Damaged`."""
    return hub_settings.read(folder.hub_settings).settings


def change(
    session: Session, actor: Actor, folder: DataFolder, keys: Keys, *, bind: str | None = None,
    dicom_port: int | None = None, hl7_port: int | None = None, ae_title: str | None = None,
    dicom_tls_port: int | None = None, astm_port: int | None = None,
) -> HubSettings:  # fmt: skip
    """Write new settings of the receiver; what is None and its limits stay as they are. `OFF` closes a port.

    Raises `Refused`: `no-right`; `hub-setting` (name) for what no hub can follow; `port-in-use` (port, holder),
    `port-forbidden`, `port-failed`, `address-unknown` where it could not listen there; `NotFound`, `Damaged`.
    """
    require(actor, Permission.DEVICES)
    before = current(folder)
    wishes = {
        "bind": bind, "dicom_port": dicom_port, "hl7_port": hl7_port, "ae_title": ae_title,
        "dicom_tls_port": dicom_tls_port, "astm_port": astm_port,
    }  # fmt: skip
    after = hub_settings.read(folder.hub_settings, wishes).settings
    _check_ports(after)
    if after == before:
        return before
    _try(before, after)
    if after.dicom_tls_port != OFF:
        dicom_tls.own(folder.root)  # made where there is none: without one the receiver would not start
    audit.write(session, actor, "receiver.configure", "setting", _SETTING, before=_shown(before), after=_shown(after))
    known = device_settings.for_hub(session)
    practices.write_hub_settings(
        folder, after, keys, known
    )  # last: what fails after it would undo the journal row only
    events.tell(session, ReceiverConfigured())
    return after


@dataclass(frozen=True, slots=True)
class PortCertificate:
    """What a technician gives to a device, or compares there; no secret."""

    path: Path
    fingerprint: str  # SHA-256
    valid_until: datetime


def certificate(folder: DataFolder) -> PortCertificate | None:
    """Of the encrypted port; None where there is none. Raises `Damaged("dicom-tls")`."""
    try:
        found = dicom_tls.look(folder.root)
    except NotFound:
        return None
    return PortCertificate(found.path, found.fingerprint, found.valid_until)


def _check_ports(settings: HubSettings) -> None:
    """Each port once, none left to chance: a device is told a number. Raises `Refused("hub-setting", name=…)`."""
    seen = set()
    for name in _PORTS:
        port = getattr(settings, name)
        if port == 0 or port in seen:
            raise Refused("hub-setting", name=name)
        if port != OFF:
            seen.add(port)


def _try(before: HubSettings, after: HubSettings) -> None:
    """Whether one could listen there. The ports that our own receiver holds now are left out."""
    own = {getattr(before, name) for name in _PORTS}
    if after.bind != before.bind:
        wire.listen(after.bind, 0, "tcp").close()
    for name, transport in _PORTS.items():
        port = getattr(after, name)
        if port not in own and port != OFF:
            wire.listen(after.bind, port, transport).close()


def _shown(settings: HubSettings) -> dict[str, Any]:
    plain = asdict(settings)
    return {name: plain[name] for name in _ASKED}
