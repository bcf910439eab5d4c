"""What the status bar and the badges tell at any time: counts and dates, nobody's name.

Nobody's right is asked for: every user must see whether devices, sending, backup and key are well.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import decisions, record
from app.domain.access import Actor
from app.domain.exchange import OutboxSummary
from app.exchange import outbox_views
from db.tables.account import SigningKeyTable
from db.tables.device import DeviceTable
from db.tables.practice import BackupTable

_SEEN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Overview:
    """`certificate_until` is the end of the newest signing key of the user who asks; None where there is none."""

    at: datetime
    devices: int
    devices_seen: int  # within the last 24 hours
    last_received: datetime | None
    inbox: int
    outbox: OutboxSummary
    last_backup: datetime | None  # good ones
    backup_verified: datetime | None
    backup_problem: str  # code of the newest run's failure, or empty
    certificate_until: datetime | None


def overview(session: Session, actor: Actor) -> Overview:
    """One look at everything the frame of the window shows."""
    now = record.of(session).clock.now()
    seen = select(func.count()).select_from(DeviceTable).where(DeviceTable.last_seen >= now - _SEEN)
    newest = session.scalar(select(BackupTable).order_by(BackupTable.id.desc()).limit(1))
    good = session.scalar(select(BackupTable).where(BackupTable.ok.is_(True)).order_by(BackupTable.id.desc()).limit(1))
    return Overview(
        at=now,
        devices=session.scalar(select(func.count()).select_from(DeviceTable)) or 0,
        devices_seen=session.scalar(seen) or 0,
        last_received=session.scalar(select(func.max(DeviceTable.last_seen))),
        inbox=decisions.waiting(session),
        outbox=outbox_views.summary(session, actor),
        last_backup=good.finished_at if good else None,
        backup_verified=good.verified_at if good else None,
        backup_problem=newest.problem if newest and not newest.ok else "",
        certificate_until=_certificate_until(session, actor),
    )


def _certificate_until(session: Session, actor: Actor) -> datetime | None:
    return session.scalar(
        select(func.max(SigningKeyTable.not_after)).where(
            SigningKeyTable.account_id == actor.account_id, SigningKeyTable.removed_at.is_(None)
        )
    )
