"""A device's profile and settings as a file, to carry them to another computer or practice (JSON, version 1).

What stands in it: the family, the letters, the settings. What does not: addresses, names of people, anything received.
A file is a stranger's: its size, its fields and their types are checked before anything is shown or set.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from app import audit, device_settings, devices
from app.domain.access import Actor, Permission, require
from app.domain.device import Device, Transport
from app.domain.device_settings import DeviceSettings, Link
from app.domain.errors import NotFound, Refused, Unreadable
from db.tables.device import DeviceTable

FORMAT = "shipager-device"
VERSION = 1
LIMIT = 64 * 1024
# Of a link, how to speak over it; where the device is differs from practice to practice.
_LINK = ("protocol", "baud", "data_bits", "parity", "stop_bits", "hardware_handshake", "pattern", "reader")
# Said by a person of this practice about this device, and so in no file.
_OURS = {"is_confirmed", "is_ignored", "withdrawn_at", "may_query", "link"}


@dataclass(frozen=True, slots=True)
class DeviceFile:
    """What a file says."""

    title: str
    transport: Transport
    profile: str
    character_set: str
    settings: DeviceSettings


def written(session: Session, actor: Actor, device_id: int) -> bytes:
    """The file of one device. Raises `NotFound("device")`."""
    require(actor, Permission.DEVICES)
    row = session.get(DeviceTable, device_id)
    if row is None:
        raise NotFound("device")
    device = devices.device(row)
    plain = {name: value for name, value in device.settings.to_json().items() if name not in _OURS}
    link = device.settings.to_json().get("link", {})
    profile = devices.known_profiles().get(device.profile)
    content = {
        "format": FORMAT,
        "version": VERSION,
        "title": profile.title if profile else device.transport.value,
        "transport": device.transport.value,
        "profile": device.profile,
        "character_set": device.character_set,
        "settings": {**plain, **({"link": kept} if (kept := {k: v for k, v in link.items() if k in _LINK}) else {})},
    }
    audit.write(session, actor, "device.export", "device", row.id)
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def read(content: bytes) -> DeviceFile:
    """What a file says, checked. Raises `Unreadable`: `device-file`, `device-file-version`."""
    if len(content) > LIMIT:
        raise Unreadable("device-file")
    try:
        plain = json.loads(content)
        if plain["format"] != FORMAT:
            raise Unreadable("device-file")
        if plain["version"] != VERSION:
            raise Unreadable("device-file-version")
        settings = DeviceSettings.from_json(_without_place(plain["settings"]))
        device_settings.check(settings)
        file = DeviceFile(
            _text(plain, "title"), Transport(plain["transport"]), _text(plain, "profile"),
            _text(plain, "character_set"), settings,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, Refused):
        raise Unreadable("device-file") from None
    return file


def apply(session: Session, actor: Actor, device_id: int, content: bytes) -> Device:
    """Set a device as a file says; its place, and what was said about it here, stay.

    Raises as `read`; `NotFound("device")`; `Refused("device-file-transport")` for a file of another way of sending,
    `Refused("device-profile")` for a family this program does not know, `Refused("character-set")`.
    """
    require(actor, Permission.DEVICES)
    file = read(content)
    row = session.get(DeviceTable, device_id)
    if row is None:
        raise NotFound("device")
    if file.transport.value != row.transport:
        raise Refused("device-file-transport")
    now = DeviceSettings.from_json(row.settings)
    ours = {name: getattr(now, name) for name in _OURS - {"link"}}
    link = replace(now.link, **{name: getattr(file.settings.link, name) for name in _LINK})
    devices.set_profile(session, actor, device_id, file.profile)
    devices.set_character_set(session, actor, device_id, file.character_set)
    return device_settings.change(session, actor, device_id, replace(file.settings, **ours, link=link))


def _without_place(settings: Any) -> dict[str, Any]:
    """Settings of a file without what no file may set."""
    kept = {name: value for name, value in settings.items() if name not in _OURS}
    if "link" in settings:
        link = {name: value for name, value in settings["link"].items() if name in _LINK}
        Link(**link)
        kept["link"] = link
    return kept


def _text(plain: dict[str, Any], name: str) -> str:
    value = plain.get(name, "")
    if not isinstance(value, str) or len(value) > 100:
        raise ValueError(name)
    return value
