"""What the hub is told before it starts: `hub.json` of the practice, and the command line's wishes.

The file is plain: ports, limits, the practice's public key. No patient data, no secret.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Protocol

from app.domain.device import OFF, HubSettings
from app.domain.device_settings import DeviceSettings, HubDevice, Link, LinkKind
from app.domain.errors import Damaged, NotFound, Refused


class HubFolder(Protocol):
    """The places of a practice's data folder that the hub may know (`app.paths.DataFolder` has them)."""

    @property
    def root(self) -> Path: ...
    @property
    def archive(self) -> Path: ...
    @property
    def hub_settings(self) -> Path: ...
    @property
    def hub_run(self) -> Path: ...


@dataclass(frozen=True, slots=True)
class HubConfiguration:
    """Settings and the only key that the hub holds: it can seal, and open nothing."""

    settings: HubSettings
    public_key: bytes  # X25519, 32 bytes
    key_version: int
    devices: tuple[HubDevice, ...] = ()


def read(path: Path, wishes: Mapping[str, Any] | None = None) -> HubConfiguration:
    """The configuration of `hub.json`; `wishes` that are not None replace its values.

    Raises `NotFound("hub-settings")` where there is no file, `Damaged("hub-settings")` where it cannot be
    understood, `Refused("hub-setting", name=…)` for a wish that no hub can follow.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        public_key = bytes.fromhex(content["public_key"])
        key_version = int(content["key_version"])
        settings = HubSettings(**_known(content))
        devices = tuple(HubDevice.from_json(one) for one in content.get("devices", ()))
    except FileNotFoundError:
        raise NotFound("hub-settings") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Damaged("hub-settings") from None
    if len(public_key) != 32:
        raise Damaged("hub-settings")
    wishes = {name: value for name, value in (wishes or {}).items() if value is not None}
    settings = replace(settings, **_known(wishes))
    devices += tuple(_watched(folder) for folder in wishes.get("watch", ()))
    return HubConfiguration(_checked(settings), public_key, key_version, devices)


def _watched(folder: str) -> HubDevice:
    """A folder that the command line asks to be watched; its files are recognised by content."""
    place = str(Path(folder).absolute())
    return HubDevice("folder", "", place, DeviceSettings(link=Link(kind=LinkKind.FOLDER, folder=place)))


def _known(content: Mapping[str, Any]) -> dict[str, Any]:
    """Values of fields we know, in their types; a newer version's other fields are left alone."""
    known: dict[str, Any] = {}
    for field in fields(HubSettings):
        if field.name not in content:
            continue
        value = content[field.name]
        wanted = type(getattr(HubSettings(), field.name))
        if type(value) is not wanted:
            raise ValueError(field.name)
        known[field.name] = value
    return known


def _checked(settings: HubSettings) -> HubSettings:
    title = settings.ae_title
    checks = {
        "dicom_port": 0 <= settings.dicom_port <= 65535,
        "hl7_port": 0 <= settings.hl7_port <= 65535,
        "dicom_tls_port": OFF <= settings.dicom_tls_port <= 65535,
        "astm_port": OFF <= settings.astm_port <= 65535,
        # AE: 1 to 16 characters of the default repertoire without backslash (PS3.5 6.2)
        "ae_title": 0 < len(title) <= 16 and title.isascii() and title.isprintable() and "\\" not in title,
        "max_associations": settings.max_associations > 0,
        "max_connections": settings.max_connections > 0,
        "max_hl7_frame_bytes": settings.max_hl7_frame_bytes >= 1024,
        "idle_seconds": settings.idle_seconds > 0,
        "min_free_bytes": settings.min_free_bytes >= 0,
    }
    for name, holds in checks.items():
        if not holds:
            raise Refused("hub-setting", name=name)
    return settings
