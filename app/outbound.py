"""Every address that this practice speaks to by itself, in one list for the administrator (requirement R27.1-a).

The program has no address built in: each was set by somebody, and the journal says by whom. Listed are services
outside, devices that we connect to, archives, and places in the network that a person named by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import backup_plan, devices, revocation_service, signing_keys, time_stamps
from app.domain.access import Actor, Permission, require
from app.domain.device import Device, Standing, Transport
from app.domain.device_settings import LinkKind
from app.domain.signature import EvidenceKind, Level
from app.exchange import profile
from db.tables.device import DeviceMessageTable, DeviceTable
from db.tables.document import SignatureVersionTable
from db.tables.evidence import SignatureEvidenceTable
from db.tables.journal import JournalTable
from db.tables.outbox import OutboxAttemptTable
from db.tables.practice import BackupTable

_NAMED_BY_HAND = ("study.fetch", "study.retrieve")
_MOST_NAMED = 50
_SHARE = ("\\\\", "//")  # a folder on another computer


class Purpose(StrEnum):
    MINISTRY = "ministry"
    TIME_STAMPS = "time-stamps"
    REVOCATION = "revocation"
    LINK = "link"  # we open the connection that a device sends results over
    ORDERS = "orders"  # orders and names of patients go to where a device listens
    IMAGES = "images"  # where a device or workstation listens: storage commitment, images it asked for
    ARCHIVE = "archive"
    SHARE = "share"  # a watched folder on another computer
    BACKUP = "backup"  # the daily copy goes to a folder on another computer
    BY_HAND = "by-hand"  # named at the moment of sending or fetching a study


@dataclass(frozen=True, slots=True)
class OutboundAddress:
    """`name` is a device's, empty for services; `last_used` None: never, or nobody keeps count."""

    purpose: Purpose
    address: str
    is_on: bool
    name: str = ""
    device_id: int | None = None
    last_used: datetime | None = None


def addresses(session: Session, actor: Actor) -> tuple[OutboundAddress, ...]:
    """Services first, then devices by name, then what was named by hand. Raises `Refused("no-right")`."""
    require(actor, Permission.SETTINGS)
    rows = session.scalars(select(DeviceTable).order_by(DeviceTable.name, DeviceTable.id))
    of_devices = [one for row in rows for one in _of_device(session, devices.device(row))]
    known = {one.address for one in of_devices}
    return (*_services(session, actor), *of_devices, *(one for one in _named(session) if one.address not in known))


def _services(session: Session, actor: Actor) -> Iterator[OutboundAddress]:
    exchange = profile.load(session)
    if exchange.url:
        is_on = exchange.transport != "hold" and any(exchange.sends(kind) for kind in exchange.switches)
        used = session.scalar(select(func.max(OutboxAttemptTable.at)))
        yield OutboundAddress(
            Purpose.MINISTRY, exchange.url, is_on, last_used=_newer(used, _tried(session, "exchange.try", exchange.url))
        )
    authority = time_stamps.authority_url(session)
    if authority:
        stamped = SignatureVersionTable.level != Level.B
        used = session.scalar(select(func.max(SignatureVersionTable.stored_at)).where(stamped))
        tried = _tried(session, "time-stamps.try", authority)
        yield OutboundAddress(Purpose.TIME_STAMPS, authority, is_on=True, last_used=_newer(used, tried))
    yield from _revocation(session)
    plan = backup_plan.get_plan(session, actor)
    if plan.folder.startswith(_SHARE):
        saved = BackupTable.folder == plan.folder
        used = session.scalar(select(func.max(BackupTable.started_at)).where(saved))
        yield OutboundAddress(Purpose.BACKUP, plan.folder, plan.is_on, last_used=used)


def _revocation(session: Session) -> Iterator[OutboundAddress]:
    """What was set, else what stands beside the pinned authorities and would be asked."""
    service = revocation_service.load(session)
    beside = dict.fromkeys(
        address for one in signing_keys.trusted(session).authorities for name, address in one.services if name == "ocsp"
    )
    own = [one for one in (service.ocsp_url, service.crl_url, service.delta_url) if one]
    if not service.is_on and not own:
        return
    asked = SignatureEvidenceTable.kind.in_((EvidenceKind.OCSP, EvidenceKind.CRL))
    used = session.scalar(select(func.max(SignatureEvidenceTable.stored_at)).where(asked))
    for address in own if service.ocsp_url else (*beside, *own):
        yield OutboundAddress(Purpose.REVOCATION, address, is_on=service.is_on, last_used=used)


def _of_device(session: Session, device: Device) -> Iterator[OutboundAddress]:
    settings, link = device.settings, device.settings.link
    in_use = device.standing in {Standing.OURS, Standing.NEW}
    heard = device.last_seen if device.received else None

    def made(purpose: Purpose, address: str, last_used: datetime | None, *, is_on: bool = True) -> OutboundAddress:
        return OutboundAddress(purpose, address, in_use and is_on, device.name, device.device_id, last_used)

    if link.kind is LinkKind.CLIENT and link.host:
        yield made(Purpose.LINK, _joined(link.host, link.port), heard, is_on=link.is_on)
    for folder in (link.folder, link.answers_folder) if link.kind is LinkKind.FOLDER else ():
        if folder.startswith(_SHARE):
            yield made(Purpose.SHARE, folder, heard, is_on=link.is_on)
    host = link.host.strip() if link.kind is LinkKind.CLIENT else device.peer
    if settings.answers_port and host:
        address = _joined(host, settings.answers_port)
        if settings.is_archive:
            yield made(Purpose.ARCHIVE, address, None)
        elif device.transport is Transport.DICOM:
            yield made(Purpose.IMAGES, address, None)
        else:
            answered = select(func.max(DeviceMessageTable.answered_at))
            used = session.scalar(answered.where(DeviceMessageTable.device_id == device.device_id))
            yield made(Purpose.ORDERS, address, used, is_on=settings.sends_orders or settings.sends_patients)


def _named(session: Session) -> Iterator[OutboundAddress]:
    """Places that a person named for one study; each once, the newest first."""
    rows = session.execute(
        select(JournalTable.at, JournalTable.after)
        .where(JournalTable.action.in_(_NAMED_BY_HAND))
        .order_by(JournalTable.id.desc())
    )
    seen: set[str] = set()
    for at, after in rows:
        address = _place(after)
        if address and address not in seen:
            seen.add(address)
            yield OutboundAddress(Purpose.BY_HAND, address, is_on=False, last_used=at)
        if len(seen) == _MOST_NAMED:
            return


def _place(after: Any) -> str:
    """`AE host:port`, as both actions write it, without the AE title."""
    if not isinstance(after, dict):
        return ""
    return str(after.get("to") or after.get("from") or "").rpartition(" ")[2]


def _tried(session: Session, action: str, address: str) -> datetime | None:
    rows = session.execute(
        select(JournalTable.at, JournalTable.after)
        .where(JournalTable.action == action)
        .order_by(JournalTable.id.desc())
        .limit(20)
    )
    return next((at for at, after in rows if isinstance(after, dict) and after.get("address") == address), None)


def _newer(*moments: datetime | None) -> datetime | None:
    return max((one for one in moments if one is not None), default=None)


def _joined(host: str, port: int) -> str:
    host = host.strip()
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
