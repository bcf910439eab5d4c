"""Saying which devices are ours: accept, ignore, take out of use and bring back; which profile suits a caller.

A device is accepted with the settings that its profile proposes. Nothing here decides whether bytes are kept: what an
ignored device sends is kept and waits in the inbox all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import audit, devices, events, record, undo
from app.domain.access import Actor, Permission, require
from app.domain.device import Device, Standing, Transport
from app.domain.device_profile import DeviceProfile
from app.domain.device_settings import DeviceSettings, Link, LinkKind
from app.domain.errors import Conflict, NotFound, Refused
from app.domain.events import DeviceSeen, DeviceSettingsChanged
from app.domain.heard import Caller
from db.tables.device import DeviceTable

_GENERAL = {"dicom": "generic-dicom", "hl7": "generic-hl7", "astm": "generic-astm"}


def proposals(caller: Caller) -> tuple[DeviceProfile, ...]:
    """Profiles that a caller may be of, the likeliest first: by its name, by what it stores, then the general one."""
    protocol = caller.protocol or caller.transport
    known = [one for one in devices.known_profiles().values() if one.transport.value == protocol]
    named = [one for one in known if any(_matches(pattern, caller.calling) for pattern in one.recognised_by)]
    asked = {one.uid for one in caller.asked if one.accepted}
    stores = [(len(asked & set(one.sop_classes)), one) for one in known]
    storing = [one for count, one in sorted(stores, key=lambda pair: -pair[0]) if count and one not in named]
    general = [one for one in known if one.key == _GENERAL.get(protocol) and one not in (*named, *storing)]
    return (*named, *storing, *general)


def accept(
    session: Session, actor: Actor, transport: Transport, calling: str, peer: str, *, name: str, profile: str = ""
) -> Device:
    """Say that a caller is ours, heard or filed before. Raises `Refused`: `name-empty`, `device-profile`."""
    require(actor, Permission.DEVICES)
    if not name.strip():
        raise Refused("name-empty")
    if profile and profile not in devices.known_profiles():
        raise Refused("device-profile")
    row, before = _row_of(session, transport, calling, peer)
    row.name, row.profile = " ".join(name.split()), profile
    row.settings = _accepted(row, profile).to_json()
    return _changed(session, actor, "device.accept", row, before)


def ignore(session: Session, actor: Actor, transport: Transport, calling: str, peer: str) -> Device:
    """Say that a caller is not ours: it is asked about no more."""
    require(actor, Permission.DEVICES)
    row, before = _row_of(session, transport, calling, peer)
    now = replace(DeviceSettings.from_json(row.settings), is_ignored=True, is_confirmed=False)
    row.settings = now.to_json()
    return _changed(session, actor, "device.ignore", row, before)


def withdraw(session: Session, actor: Actor, device_id: int) -> Device:
    """Take a device out of use: its link ends, it is counted no more; its results and its row stay.

    Raises `NotFound("device")`.
    """
    require(actor, Permission.DEVICES)
    row = _row(session, device_id)
    before = _state(row)
    now = DeviceSettings.from_json(row.settings)
    at = record.of(session).clock.now().isoformat()
    row.settings = replace(now, withdrawn_at=at, link=replace(now.link, is_on=False)).to_json()
    return _changed(session, actor, "device.withdraw", row, before)


def bring_back(session: Session, actor: Actor, device_id: int) -> Device:
    """Into use again: one that was withdrawn or ignored. Raises `NotFound("device")`."""
    require(actor, Permission.DEVICES)
    row = _row(session, device_id)
    before = _state(row)
    now = DeviceSettings.from_json(row.settings)
    link = replace(now.link, is_on=True) if now.withdrawn_at else now.link
    row.settings = replace(now, withdrawn_at="", is_ignored=False, is_confirmed=True, link=link).to_json()
    return _changed(session, actor, "device.bring-back", row, before)


def was_elsewhere(new: Device | Caller, known: Iterable[Device]) -> Device | None:
    """The device of the practice that a new one may be at another address: a router gives another one now and then.

    It has the same name and way, and was not heard again since the new one appeared.
    """
    appeared = new.first_seen if isinstance(new, Device) else new.last_at
    name = new.calling.strip().casefold()
    for one in known:
        same = one.transport.value == new.transport and one.calling.strip().casefold() == name and one.peer != new.peer
        gone = one.last_seen <= appeared and one.settings.link.kind is LinkKind.COMES
        if name and same and gone and one.standing is Standing.OURS:
            return one
    return None


def has_called_from(session: Session, actor: Actor, device_id: int, calling: str, peer: str) -> Device:
    """The same for a caller that has sent nothing yet. Raises as `has_moved`."""
    require(actor, Permission.DEVICES)
    new, _ = _row_of(session, Transport(_row(session, device_id).transport), calling, peer)
    return has_moved(session, actor, device_id, new.id)


def has_moved(session: Session, actor: Actor, device_id: int, new_id: int) -> Device:
    """Say that a new device is one of ours at another address: its records go to the row that has the settings.

    Raises `NotFound("device")`, `Refused("device-not-the-same")` where name or way differ.
    """
    require(actor, Permission.DEVICES)
    row, new = _row(session, device_id), _row(session, new_id)
    same_name = row.calling.strip().casefold() == new.calling.strip().casefold()
    if row is new or row.transport != new.transport or not same_name:
        raise Refused("device-not-the-same")
    before, peer = row.peer, new.peer
    for table in DeviceTable.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is DeviceTable.__table__.c.id for key in column.foreign_keys):
                session.execute(update(table).where(column == new.id).values({column: row.id}))
    row.received, row.errors = row.received + new.received, row.errors + new.errors
    row.last_seen = max(row.last_seen, new.last_seen)
    session.delete(new)
    session.flush()  # name and place are the device: the new row must be gone before the old one takes its place
    row.peer = peer
    audit.write(session, actor, "device.moved", "device", row.id, before=before, after=peer)
    session.expire_all()
    _tell(session, row)
    return devices.device(row)


def take_back(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """What undo calls: the device as it was. Raises `Conflict("changed-since")`, `NotFound("device")`."""
    require(actor, Permission.DEVICES)
    row = _row(session, step["device_id"])
    if _state(row) != step["after"]:
        raise Conflict("changed-since")
    now, before = _state(row), step["before"]
    row.name, row.profile, row.settings = before["name"], before["profile"], before["settings"]
    audit.write(session, actor, "device.take-back", "device", row.id, before=now, after=before)
    _tell(session, row)


def _accepted(row: DeviceTable, profile: str) -> DeviceSettings:
    """The profile's proposal for a device that nobody has set anything for yet; else what was set."""
    now = DeviceSettings.from_json(row.settings)
    if profile and replace(now, is_ignored=False, is_confirmed=False, withdrawn_at="") == DeviceSettings(link=now.link):
        proposed = devices.known_profiles()[profile].settings
        # The link is the place of this device; of a family only the way of speaking over it is known.
        link = now.link if now.link.kind is not LinkKind.COMES else Link()
        if link.kind is LinkKind.FOLDER and proposed.link.kind is LinkKind.FOLDER:
            link = replace(link, reader=proposed.link.reader, rest_seconds=proposed.link.rest_seconds)
        now = replace(proposed, link=link)
    return replace(now, is_confirmed=True, is_ignored=False, withdrawn_at="")


def _row_of(session: Session, transport: Transport, calling: str, peer: str) -> tuple[DeviceTable, dict[str, Any]]:
    """The device's row, made now for a caller that has sent nothing yet; and how it was."""
    same = select(DeviceTable).where(
        DeviceTable.transport == transport.value, DeviceTable.calling == calling, DeviceTable.peer == peer
    )
    row = session.scalar(same)
    if row is None:
        now = record.of(session).clock.now()
        name = " ".join(calling.replace("^", " ").split()) or peer or transport.value
        row = DeviceTable(
            transport=transport.value, name=name, calling=calling, peer=peer, first_seen=now, last_seen=now,
            settings={}, profile="",
        )  # fmt: skip
        session.add(row)
        session.flush()
    return row, _state(row)


def _row(session: Session, device_id: int) -> DeviceTable:
    row = session.get(DeviceTable, device_id)
    if row is None:
        raise NotFound("device")
    return row


def _state(row: DeviceTable) -> dict[str, Any]:
    return {"name": row.name, "profile": row.profile, "settings": row.settings}


def _changed(session: Session, actor: Actor, action: str, row: DeviceTable, before: dict[str, Any]) -> Device:
    after = _state(row)
    audit.write(session, actor, action, "device", row.id, before=before, after=after)
    if after != before:
        undo.remember(session, actor, action, {"device_id": row.id, "before": before, "after": after})
    _tell(session, row)
    return devices.device(row)


def _tell(session: Session, row: DeviceTable) -> None:
    session.flush()
    events.tell(session, DeviceSeen(row.id))
    events.tell(session, DeviceSettingsChanged(row.id))


def _matches(pattern: str, calling: str) -> bool:
    return re.search(pattern, calling[:256], re.IGNORECASE) is not None
