"""Time stamps: which authority the practice asks, and what is due (RFC 3161; requirement R27.12-a).

`app/completion.py` asks for them behind the doctor's back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import audit, record
from app.domain.access import Actor, Permission, require
from app.domain.errors import Refused
from app.domain.signature import SignatureState
from db.tables.document import SignatureTable
from db.tables.practice import SettingTable

SETTING = "eds.time-stamp-authority"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Outlook:
    """For the status bar and the documents list: how many stamps are due, since when, and what stands in the way."""

    due: int
    oldest: datetime | None
    problem: str
    authority_url: str


def set_authority(session: Session, actor: Actor, url: str) -> None:
    """Set the address of the time-stamp authority; empty: none.

    Raises `Refused("tsa-url")` for what is no http address, `Refused("test-practice-real-service")` where a practice
    marked TEST is to use anything but this computer.
    """
    require(actor, Permission.SETTINGS)
    address = checked_address(url, is_test=record.of(session).is_test)
    before = authority_url(session)
    row = session.get(SettingTable, SETTING) or SettingTable(name=SETTING)
    row.value, row.changed_at = address, record.of(session).clock.now()
    session.add(row)
    # Another address deserves a try at once.
    for waiting in session.scalars(select(SignatureTable).where(SignatureTable.state == SignatureState.SIGNED)):
        waiting.next_attempt_at = None
    audit.write(session, actor, "settings.time-stamp-authority", "setting", SETTING, before=before, after=address)


def checked_address(url: str, *, is_test: bool) -> str:
    """The address without blanks around it; empty stays empty. Raises as `set_authority` does."""
    address = url.strip()
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:  # brackets or a port that are none
        raise Refused("tsa-url") from None
    if address and (parts.scheme not in {"http", "https"} or not host):
        raise Refused("tsa-url")
    if address and is_test and host not in _LOOPBACK:
        raise Refused("test-practice-real-service")
    return address


def get_authority(session: Session, actor: Actor) -> str:
    """The address that is set, for the screen; empty where none is."""
    require(actor, Permission.SETTINGS)
    return authority_url(session)


def authority_url(session: Session) -> str:
    row = session.get(SettingTable, SETTING)
    return str(row.value) if row else ""


def outlook(session: Session, actor: Actor) -> Outlook:
    """What is due, and the newest problem."""
    require(actor, Permission.PATIENT_READ)
    waiting = SignatureTable.state == SignatureState.SIGNED
    due, oldest = session.execute(select(func.count(), func.min(SignatureTable.signing_time)).where(waiting)).one()
    newest = session.scalars(
        select(SignatureTable.last_problem).where(waiting).order_by(SignatureTable.attempts.desc()).limit(1)
    ).first()
    return Outlook(due, oldest, newest or "", authority_url(session))
