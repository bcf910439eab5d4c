"""The daily backup: at which time, into which folder, and when it is due (requirements R23-a, R23-b).

Times are Kazakhstan's. A time that passed while the program was closed is made up for at the next opening; a run
that failed is tried again every hour until the next day's is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, record
from app.domain.access import Actor, Permission, require
from app.domain.clock import local
from app.domain.errors import Refused
from app.domain.events import BackupPlanned
from app.events import tell
from db.tables.practice import BackupTable, SettingTable

SETTING = "backup.plan"
CANCELLED = "cancelled"  # problem of a run that was put down: made up for at once
_AGAIN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """Nothing is saved by itself while `is_on` is False, as in a new practice."""

    is_on: bool = False
    at: time = time(20, 0)
    folder: str = ""


def get_plan(session: Session, _actor: Actor) -> BackupPlan:
    row = session.get(SettingTable, SETTING)
    if row is None:
        return BackupPlan()
    return BackupPlan(bool(row.value["is_on"]), time.fromisoformat(row.value["at"]), str(row.value["folder"]))


def change_plan(session: Session, actor: Actor, plan: BackupPlan, practice_folder: Path) -> BackupPlan:
    """Set it. Raises `Refused`: `no-right`; `backup-folder-missing` for what is no folder now;
    `backup-inside-practice`.
    """
    require(actor, Permission.BACKUP)
    if plan.is_on:
        folder = Path(plan.folder)
        if not plan.folder or not folder.is_absolute() or not folder.is_dir():
            raise Refused("backup-folder-missing")
        if folder.resolve().is_relative_to(practice_folder.resolve()):
            raise Refused("backup-inside-practice")
    before = get_plan(session, actor)
    row = session.get(SettingTable, SETTING) or SettingTable(name=SETTING)
    row.value, row.changed_at = _as_json(plan), record.of(session).clock.now()
    session.add(row)
    audit.write(session, actor, "backup.plan", "setting", SETTING, before=_as_json(before), after=_as_json(plan))
    tell(session, BackupPlanned())
    return plan


def due_folder(session: Session, actor: Actor) -> str:
    """Where to save now; empty while nothing is due."""
    plan = get_plan(session, actor)
    newest = session.scalar(select(BackupTable).order_by(BackupTable.id.desc()).limit(1))
    good = session.scalar(select(BackupTable).where(BackupTable.ok.is_(True)).order_by(BackupTable.id.desc()).limit(1))
    failed_at = newest.finished_at if newest and newest.problem not in {"", CANCELLED} else None
    now = record.of(session).clock.now()
    return plan.folder if is_due(plan, now, good.started_at if good else None, failed_at) else ""


def is_due(plan: BackupPlan, now: datetime, good_at: datetime | None, failed_at: datetime | None) -> bool:
    """`good_at` is when the newest good run began, by hand or by plan; `failed_at` when the newest failed, if it did.

    A clock that was set back does not stop backups: a run of the future counts for nothing.
    """
    if not plan.is_on:
        return False
    here = local(now)
    wanted = here.replace(hour=plan.at.hour, minute=plan.at.minute, second=0, microsecond=0)
    if wanted > here:
        wanted -= timedelta(days=1)
    if good_at is not None and wanted <= local(good_at) <= here:
        return False
    return failed_at is None or not timedelta(0) <= now - failed_at < _AGAIN_AFTER


def _as_json(plan: BackupPlan) -> dict[str, Any]:
    return {"is_on": plan.is_on, "at": f"{plan.at:%H:%M}", "folder": plan.folder}
