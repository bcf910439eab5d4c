"""What the status bar and the badges tell at any time: counts and dates, nobody's name.

Nobody's right is asked for: every user must see whether devices, sending, backup and key are well.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import decisions, devices, laboratory, record, to_sign
from app.domain.access import Actor
from app.domain.device import Standing
from app.domain.exchange import OutboxSummary
from app.exchange import outbox_views
from db.tables.account import SigningKeyTable
from db.tables.device import DeviceTable
from db.tables.document import SignatureTable
from db.tables.practice import BackupTable


@dataclass(frozen=True, slots=True)
class Overview:
    """`certificate_until` is the end of the newest signing key of the user who asks; None where there is none."""

    at: datetime
    devices: int  # of the practice, that send: confirmed, in use, no archive of images
    devices_seen: int  # of them, not silent for longer than a long weekend
    last_received: datetime | None
    inbox: int
    outbox: OutboxSummary
    last_backup: datetime | None  # good ones
    backup_verified: datetime | None
    backup_problem: str  # code of the newest run's failure, or empty
    certificate_until: datetime | None
    orders_stuck: int = 0  # refused by a device, or never delivered
    signatures_to_review: int = 0  # that are not what they were believed to be
    certificates_revoked: int = 0  # keys of the user who asks that the authority has revoked
    devices_new: int = 0  # heard, and nobody has said whether they are ours
    to_sign: int = 0  # finished, waiting for the signature of the user who asks


def overview(session: Session, actor: Actor) -> Overview:
    """One look at everything the frame of the window shows."""
    now = record.of(session).clock.now()
    known = [devices.device(row) for row in session.scalars(select(DeviceTable))]
    ours = [one for one in known if one.standing is Standing.OURS and not one.settings.is_archive]
    newest = session.scalar(select(BackupTable).order_by(BackupTable.id.desc()).limit(1))
    good = session.scalar(select(BackupTable).where(BackupTable.ok.is_(True)).order_by(BackupTable.id.desc()).limit(1))
    return Overview(
        at=now,
        devices=len(ours),
        devices_seen=sum(not one.is_silent(now) for one in ours),
        devices_new=sum(one.standing is Standing.NEW for one in known),
        orders_stuck=laboratory.count_stuck(session),
        last_received=max((one.last_seen for one in known if one.received), default=None),
        inbox=decisions.waiting(session),
        outbox=outbox_views.summary(session, actor),
        last_backup=good.finished_at if good else None,
        backup_verified=good.verified_at if good else None,
        backup_problem=newest.problem if newest and not newest.ok else "",
        certificate_until=_certificate_until(session, actor),
        certificates_revoked=_certificates_revoked(session, actor),
        signatures_to_review=session.scalar(select(func.count()).where(SignatureTable.review != "")) or 0,
        to_sign=to_sign.count(session, actor),
    )


def _certificate_until(session: Session, actor: Actor) -> datetime | None:
    return session.scalar(
        select(func.max(SigningKeyTable.not_after)).where(
            SigningKeyTable.account_id == actor.account_id,
            SigningKeyTable.removed_at.is_(None),
            SigningKeyTable.replaced_by_id.is_(None),
            SigningKeyTable.revocation != "revoked",
        )
    )


def _certificates_revoked(session: Session, actor: Actor) -> int:
    revoked = select(func.count()).where(
        SigningKeyTable.account_id == actor.account_id,
        SigningKeyTable.removed_at.is_(None),
        SigningKeyTable.replaced_by_id.is_(None),
        SigningKeyTable.revocation == "revoked",
    )
    return session.scalar(revoked) or 0
