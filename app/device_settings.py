"""What a person sets for one device, in the record and, for the hub, in `hub.json`.

The record is the truth; the hub's file is written anew behind it (`write_for_hub`, called by `app/today_worker.py`
after the commit), so that a crash between the two is mended at the next change or start.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, events, practices, record, undo
from app.domain.access import Actor, Permission, require
from app.domain.device import Device, Transport
from app.domain.device_settings import HL7_VERSIONS, DeviceSettings, HubDevice, LinkKind, link_peer
from app.domain.errors import Conflict, NotFound, Refused
from app.domain.events import DeviceSeen, DeviceSettingsChanged
from app.domain.file_name import is_pattern, is_too_wide
from app.paths import DataFolder
from db.keyring import Keys
from db.tables.device import DeviceTable
from devices import hub_settings


def change(session: Session, actor: Actor, device_id: int, settings: DeviceSettings) -> Device:
    """Set a device's settings. The link's place is the device itself and does not change here.

    Raises `NotFound("device")`, `Refused("device-setting", name=…)`.
    """
    from app import devices

    require(actor, Permission.DEVICES)
    row = session.get(DeviceTable, device_id)
    if row is None:
        raise NotFound("device")
    check(settings)
    before, row.settings = row.settings, settings.to_json()
    if before == row.settings:
        return devices.device(row)
    audit.write(session, actor, "device.settings", "device", row.id, before=before, after=row.settings)
    known = {"name": row.name, "profile": row.profile}
    step = {"device_id": row.id, "before": {**known, "settings": before}, "after": {**known, "settings": row.settings}}
    undo.remember(session, actor, "device.settings", step)
    events.tell(session, DeviceSeen(row.id))
    events.tell(session, DeviceSettingsChanged(row.id))
    return devices.device(row)


def add(
    session: Session, actor: Actor, transport: Transport, name: str, settings: DeviceSettings,
    *, calling: str = "", peer: str = "", profile: str = "",
) -> Device:  # fmt: skip
    """Set up a device before it was heard: one that we reach over a link, or a PACS by AE title and address.

    Raises `Refused`: `name-empty`, `device-setting`, `device-place`; `Conflict("device-known")`.
    """
    from app import devices

    require(actor, Permission.DEVICES)
    if not name.strip():
        raise Refused("name-empty")
    check(settings)
    peer = peer or link_peer(settings.link)
    if not peer:
        raise Refused("device-place")
    same = select(DeviceTable).where(
        DeviceTable.transport == transport.value, DeviceTable.calling == calling, DeviceTable.peer == peer
    )
    if session.scalar(same) is not None:
        raise Conflict("device-known")
    now = record.of(session).clock.now()
    row = DeviceTable(
        transport=transport.value, name=" ".join(name.split()), calling=calling, peer=peer, profile=profile,
        settings=replace(settings, is_confirmed=True).to_json(), first_seen=now, last_seen=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.write(session, actor, "device.add", "device", row.id, after={"peer": peer, **row.settings})
    events.tell(session, DeviceSeen(row.id))
    events.tell(session, DeviceSettingsChanged(row.id))
    return devices.device(row)


def for_hub(session: Session) -> tuple[HubDevice, ...]:
    """Every device with settings or a profile of its own, as `hub.json` names it."""
    rows = session.scalars(select(DeviceTable).order_by(DeviceTable.id))
    return tuple(
        HubDevice(row.transport, row.calling, row.peer, DeviceSettings.from_json(row.settings), row.profile)
        for row in rows
        if row.settings or row.profile
    )


def write_for_hub(session: Session, _actor: Actor, folder: DataFolder, keys: Keys) -> None:
    """Bring `hub.json` to what the record says; nothing is written where it says so already."""
    now = hub_settings.read(folder.hub_settings)
    wanted = for_hub(session)
    if now.devices != wanted:
        practices.write_hub_settings(folder, now.settings, keys, wanted)


def check(settings: DeviceSettings) -> None:
    """Raises `Refused("device-setting", name=…)` for what cannot be followed."""
    link = settings.link
    checks = {
        "answers_port": 0 <= settings.answers_port <= 65535,
        "port": link.kind is not LinkKind.CLIENT or 0 < link.port <= 65535,
        "host": link.kind is not LinkKind.CLIENT or bool(link.host.strip()),
        "serial_port": link.kind is not LinkKind.SERIAL or bool(link.serial_port.strip()),
        "folder": link.kind is not LinkKind.FOLDER or bool(link.folder.strip()),
        "pattern": link.kind is not LinkKind.FOLDER or is_pattern(link.pattern),
        "rest_seconds": 0 <= link.rest_seconds <= 3600,
        "protocol": link.kind not in {LinkKind.CLIENT, LinkKind.SERIAL} or link.protocol in {"hl7", "astm", "text"},
        "baud": 50 <= link.baud <= 4_000_000,
        "data_bits": link.data_bits in {7, 8},
        "parity": link.parity in {"N", "E", "O"},
        "stop_bits": link.stop_bits in {1, 2},
        "order_version": settings.order_version in HL7_VERSIONS,
    }
    if link.kind is LinkKind.FOLDER and is_too_wide(link.folder, str(Path.home())):
        raise Refused("folder-too-wide")
    for name, holds in checks.items():
        if not holds:
            raise Refused("device-setting", name=name)
