"""The journal of actions: each write of a use case leaves a row, chained by MACs (R22.5-a, R22.5-b).

`mac(n) = HMAC-SHA-256(journal key, mac(n-1) | canonical JSON of row n)`. A row that was edited, removed,
added or reordered breaks the chain; rows cut off at the end are found by the head that each backup and a small
file beside the store remember.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import record
from app.domain.access import Actor
from app.domain.errors import Damaged
from app.paths import DataFolder
from db.durable import replace_file
from db.tables.journal import JournalTable

_START = bytes(32)
_COVERED = tuple(column.key for column in JournalTable.__table__.columns if column.key != "mac")


@dataclass(frozen=True, slots=True)
class Finding:
    """The first broken link: the row's number and what is wrong with it (`edited`, `missing`, `cut`)."""

    row: int
    problem: str


def write(
    session: Session,
    actor: Actor,
    action: str,
    object_type: str = "",
    object_id: object = "",
    *,
    patient_id: int | None = None,
    before: Any = None,
    after: Any = None,
    reason: str = "",
    result: str = "ok",
) -> None:
    """Append one row. Call it in the transaction of the action itself."""
    last = session.execute(select(JournalTable.id, JournalTable.mac).order_by(JournalTable.id.desc()).limit(1)).first()
    row = JournalTable(
        id=(last.id if last else 0) + 1,
        at=record.of(session).clock.now(),
        account_id=actor.account_id,
        actor=actor.name.full or actor.login,
        roles=",".join(sorted(actor.roles)),
        workstation=actor.workstation,
        session=actor.session,
        action=action,
        object_type=object_type,
        object_id=str(object_id),
        patient_id=patient_id,
        before=before,
        after=after,
        reason=reason,
        result=result,
    )
    row.mac = _mac(record.of(session).journal_key, last.mac if last else _START, row)
    session.add(row)
    session.flush()


def check(
    session: Session, *, since: tuple[int, bytes] = (0, _START), head: tuple[int, bytes] | None = None
) -> Finding | None:
    """Walk the chain and name its first broken link; None where it holds.

    `since` is a row known to be good; `head` the newest row that was ever known (number and MAC).
    """
    number, mac = since
    key = record.of(session).journal_key
    rows = session.scalars(select(JournalTable).where(JournalTable.id > number).order_by(JournalTable.id))
    for row in rows.yield_per(500):
        if row.id != number + 1:
            return Finding(number + 1, "missing")
        if not hmac.compare_digest(row.mac, _mac(key, mac, row)):
            return Finding(row.id, "edited")
        if head and head[0] == row.id and not hmac.compare_digest(head[1], row.mac):
            return Finding(row.id, "edited")
        number, mac = row.id, row.mac
    if head and head[0] > number:
        return Finding(number + 1, "cut")
    return None


def head(session: Session) -> tuple[int, bytes]:
    """Number and MAC of the newest row; to be remembered outside the store."""
    last = session.execute(select(JournalTable.id, JournalTable.mac).order_by(JournalTable.id.desc()).limit(1)).first()
    return (last.id, last.mac) if last else (0, _START)


def remember_head(folder: DataFolder, session: Session) -> None:
    """Keep the head outside the store; done at each close."""
    row, mac = head(session)
    replace_file(folder.journal_head, json.dumps({"row": row, "mac": mac.hex()}).encode())


def remembered_head(folder: DataFolder) -> tuple[int, bytes] | None:
    """The head of the last close, for `check`; None where none was kept. Raises `Damaged("journal-head")`."""
    try:
        kept = json.loads(folder.journal_head.read_bytes())
        return int(kept["row"]), bytes.fromhex(kept["mac"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged("journal-head") from error


def _mac(key: bytes, before: bytes, row: JournalTable) -> bytes:
    values = {name: getattr(row, name) for name in _COVERED}
    values["at"] = row.at.isoformat()
    plain = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, before + plain.encode(), hashlib.sha256).digest()
