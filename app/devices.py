"""Devices as the practice knows them: a row for each that was heard, with its counts and its settings.

A device is (transport, calling, peer): several share one AE title, one may change its address.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app import audit, events, record, registry
from app.arrivals import DeviceKey, Reading
from app.domain.access import Actor, Permission, require
from app.domain.clock import local
from app.domain.device import Device, Transport
from app.domain.device_profile import DeviceProfile
from app.domain.device_settings import DeviceSettings
from app.domain.errors import NotFound, Refused
from app.domain.events import DeviceSeen, DeviceSettingsChanged
from app.domain.heard import SELF_TEST
from db.tables.archive_record import ReceivedRecordTable
from db.tables.device import DeviceTable


def listed(session: Session, actor: Actor) -> tuple[Device, ...]:
    """Every device that was heard, the last heard first."""
    require(actor, Permission.PATIENT_READ)
    rows = session.scalars(select(DeviceTable).order_by(DeviceTable.last_seen.desc(), DeviceTable.id))
    return tuple(device(row) for row in rows)


def received_today(session: Session, actor: Actor) -> dict[int, tuple[int, int]]:
    """Records of today and unreadable ones among them, by device."""
    require(actor, Permission.PATIENT_READ)
    midnight = local(record.of(session).clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    errors = func.sum(case((ReceivedRecordTable.state == "error", 1), else_=0))
    rows = session.execute(
        select(ReceivedRecordTable.device_id, func.count(), errors)
        .where(ReceivedRecordTable.received_at >= midnight, ReceivedRecordTable.device_id.is_not(None))
        .group_by(ReceivedRecordTable.device_id)
    )
    return {device_id: (count, unread) for device_id, count, unread in rows}


def rename(session: Session, actor: Actor, device_id: int, name: str) -> Device:
    """Call a device as the practice calls it. Raises `Refused("name-empty")`, `NotFound("device")`."""
    require(actor, Permission.DEVICES)
    row = _row(session, device_id)
    if not name.strip():
        raise Refused("name-empty")
    before, row.name = row.name, " ".join(name.split())
    audit.write(session, actor, "device.rename", "device", row.id, before=before, after=row.name)
    events.tell(session, DeviceSeen(row.id))
    return device(row)


def set_character_set(session: Session, actor: Actor, device_id: int, character_set: str) -> Device:
    """Have the device's text read by this set from now on; empty: as declared, else as detected.

    What was filed before can be read again by `app/rereading.py`. Raises `Refused("character-set")`, `NotFound`.
    """
    from devices.character_sets import known_codec

    require(actor, Permission.DEVICES)
    row = _row(session, device_id)
    codec = known_codec(character_set)
    if character_set and not codec:
        raise Refused("character-set")
    before, row.character_set = row.character_set, codec
    audit.write(session, actor, "device.character-set", "device", row.id, before=before, after=codec)
    events.tell(session, DeviceSeen(row.id))
    return device(row)


def set_profile(session: Session, actor: Actor, device_id: int, key: str) -> Device:
    """Say which family of devices it is; empty: none. Raises `Refused("device-profile")`, `NotFound("device")`."""
    require(actor, Permission.DEVICES)
    row = _row(session, device_id)
    if key and key not in known_profiles():
        raise Refused("device-profile")
    before, row.profile = row.profile, key
    audit.write(session, actor, "device.profile", "device", row.id, before=before, after=key)
    events.tell(session, DeviceSeen(row.id))
    events.tell(session, DeviceSettingsChanged(row.id))
    return device(row)


def known_profiles() -> dict[str, DeviceProfile]:
    """Every family of devices the program has a profile of, by key."""
    from devices import profiles

    return registry.entries(profiles, "PROFILE")


def file_readers() -> tuple[str, ...]:
    """Keys of the formats that files of a watched folder may be read as; without one a file is known by content."""
    from devices import file_formats

    return tuple(one.key for one in file_formats.formats() if one.key != "dicom-directory")


def profile_of(session: Session, device_id: int | None) -> DeviceProfile | None:
    """The profile that a person chose for a device: its codes, its units."""
    row = session.get(DeviceTable, device_id) if device_id else None
    if row is None:
        return None
    profiles = known_profiles()
    return profiles.get(row.profile) or profiles.get(DeviceSettings.from_json(row.settings or {}).line_profile)


def reading_of(session: Session) -> dict[DeviceKey, Reading]:
    """How each device's bytes are to be read: what a person chose, else what its profile says; for intake."""
    profiles = known_profiles()
    found = {}
    for row in session.scalars(select(DeviceTable)):
        profile = profiles.get(row.profile)
        settings = DeviceSettings.from_json(row.settings or {})
        # The lines of a printout may be those of another family: a person chose them for this device.
        printing = profiles.get(settings.line_profile)
        if printing is not None and printing.lines is not None:
            profile = replace(profile or printing, lines=printing.lines)
        letters = row.character_set or (profile.character_set if profile else "")
        pattern = settings.link.pattern if row.transport == Transport.FOLDER else "*"
        found[row.transport, row.calling, row.peer] = Reading(letters, profile, pattern)
    return found


class Heard:
    """The devices of one batch of intake: looked up once each, counted, told at the end."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[DeviceKey, DeviceTable | None] = {}

    def device(self, key: DeviceKey, at: datetime, *, is_error: bool) -> int | None:
        """Count one record of the device; answers its id, None for a stranger who sent nothing readable."""
        if key[0] == Transport.HAND:  # a person is no device
            return None
        if key not in self._rows:
            self._rows[key] = self._find(key)
        row = self._rows[key]
        if row is None:
            if is_error:  # a port scanner is no device
                return None
            row = self._rows[key] = self._add(key, at)
        row.received += 1
        row.errors += int(is_error)
        row.last_seen = max(row.last_seen, at)
        return row.id

    def known(self, key: DeviceKey) -> int | None:
        """The id of a device without counting anything: for what a person made, not the device."""
        row = self._rows.get(key) or self._find(key)
        return row.id if row else None

    def close(self) -> None:
        for row in self._rows.values():
            if row is not None:
                events.tell(self._session, DeviceSeen(row.id))

    def _find(self, key: DeviceKey) -> DeviceTable | None:
        transport, calling, peer = key
        same_address = select(DeviceTable).where(DeviceTable.transport == transport, DeviceTable.peer == peer)
        row = self._session.scalar(same_address.where(DeviceTable.calling == calling))
        if row is None and not calling:  # unreadable bytes do not say who calls: the only device at that address
            there = list(self._session.scalars(same_address))
            row = there[0] if len(there) == 1 else None
        return row

    def _add(self, key: DeviceKey, at: datetime) -> DeviceTable:
        transport, calling, peer = key
        name = " ".join(calling.replace("^", " ").split()) or peer or transport
        row = DeviceTable(
            transport=transport,
            name=name,
            calling=calling,
            peer=peer,
            first_seen=at,
            last_seen=at,
            received=0,
            errors=0,
            # Our own test object is no device: nobody is asked whether it is ours.
            settings={"is_ignored": True} if calling.split("^")[0] == SELF_TEST else {},
        )
        self._session.add(row)
        self._session.flush()
        return row


def _row(session: Session, device_id: int) -> DeviceTable:
    row = session.get(DeviceTable, device_id)
    if row is None:
        raise NotFound("device")
    return row


def device(row: DeviceTable) -> Device:
    return Device(
        device_id=row.id,
        transport=Transport(row.transport),
        name=row.name,
        calling=row.calling,
        peer=row.peer,
        character_set=row.character_set,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        received=row.received,
        errors=row.errors,
        profile=row.profile,
        settings=DeviceSettings.from_json(row.settings),
    )
