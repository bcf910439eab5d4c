"""Changing where the receiver listens: address, ports and AE title, after the first run.

The new ports are tried before anything is written: where one is taken, the receiver goes on with the old ones. The
hub itself starts again once the change is committed (`ReceiverConfigured`, heard by `app/assembly.py`).
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from app import audit, device_settings, events, practices
from app.domain.access import Actor, Permission, require
from app.domain.device import HubSettings
from app.domain.errors import Refused
from app.domain.events import ReceiverConfigured
from app.paths import DataFolder
from db.keyring import Keys
from devices import hub_settings, wire

_SETTING = "receiver"
_ASKED = ("bind", "dicom_port", "hl7_port", "ae_title")


def current(folder: DataFolder) -> HubSettings:
    """As they stand on the disk. Raises `NotFound`, `Damaged`."""
    return hub_settings.read(folder.hub_settings).settings


def change(
    session: Session, actor: Actor, folder: DataFolder, keys: Keys, *, bind: str, dicom_port: int, hl7_port: int,
    ae_title: str,
) -> HubSettings:  # fmt: skip
    """Write new settings of the receiver; its limits stay as they are.

    Raises `Refused`: `no-right`; `hub-setting` (name) for what no hub can follow; `port-in-use` (port, holder),
    `port-forbidden`, `port-failed`, `address-unknown` where it could not listen there; `NotFound`, `Damaged`.
    """
    require(actor, Permission.DEVICES)
    before = current(folder)
    wishes = {"bind": bind, "dicom_port": dicom_port, "hl7_port": hl7_port, "ae_title": ae_title}
    after = hub_settings.read(folder.hub_settings, wishes).settings
    if not after.dicom_port or not after.hl7_port or after.dicom_port == after.hl7_port:
        raise Refused("hub-setting", name="hl7_port")
    if after == before:
        return before
    _try(before, after)
    audit.write(session, actor, "receiver.configure", "setting", _SETTING, before=_shown(before), after=_shown(after))
    known = device_settings.for_hub(session)
    practices.write_hub_settings(
        folder, after, keys, known
    )  # last: what fails after it would undo the journal row only
    events.tell(session, ReceiverConfigured())
    return after


def _try(before: HubSettings, after: HubSettings) -> None:
    """Whether one could listen there. The ports that our own receiver holds now are left out."""
    own = {before.dicom_port, before.hl7_port}
    if after.bind != before.bind:
        wire.listen(after.bind, 0, "tcp").close()
    for port, transport in ((after.dicom_port, "dicom"), (after.hl7_port, "hl7")):
        if port not in own:
            wire.listen(after.bind, port, transport).close()


def _shown(settings: HubSettings) -> dict[str, Any]:
    plain = asdict(settings)
    return {name: plain[name] for name in _ASKED}
