"""Reading the failed attempts with an EDS: what an inspector asks for (§22.9, R22.9-a).

Looking at them is a row of the journal, as is handing them out. Rows come newest first, a page at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app import audit
from app.domain.access import Actor, Permission, require
from app.domain.attempt import EdsAttempt, KeyUse, Purpose, Reason
from app.domain.clock import KAZAKHSTAN
from app.domain.identity import PersonName
from db.tables.account import AccountTable, EdsAttemptTable

PAGE = 200
MOST_EXPORTED = 100_000


@dataclass(frozen=True, slots=True)
class AttemptQuery:
    """Days are Kazakhstan's, both inclusive; what is empty does not narrow.

    `who` is part of a name of the certificate or the user, of a login, or of an IIN or BIN.
    """

    since: date | None = None
    until: date | None = None
    reason: Reason | None = None
    purpose: Purpose | None = None
    workstation: str = ""
    who: str = ""


def read_attempts(
    session: Session, actor: Actor, query: AttemptQuery, *, before: int = 0, limit: int = PAGE
) -> tuple[EdsAttempt, ...]:
    """The newest that fit; those older than attempt `before` where it is given. Raises `Refused("no-right")`."""
    found = _attempts(session, actor, query, before, limit)
    audit.write(session, actor, "eds_attempt.read", "eds_attempt", after={**_as_json(query), "rows": len(found)})
    return found


def export_attempts(session: Session, actor: Actor, query: AttemptQuery) -> tuple[EdsAttempt, ...]:
    """All that fit, for a file that the practice hands out. Raises `Refused("no-right")`."""
    found = _attempts(session, actor, query, 0, MOST_EXPORTED)
    audit.write(session, actor, "eds_attempt.export", "eds_attempt", after={**_as_json(query), "rows": len(found)})
    return found


def workstations(session: Session, actor: Actor) -> tuple[str, ...]:
    """Every workplace at which an attempt failed."""
    require(actor, Permission.JOURNAL_READ)
    named = select(EdsAttemptTable.workstation).where(EdsAttemptTable.workstation != "").distinct()
    return tuple(session.scalars(named.order_by(EdsAttemptTable.workstation)))


def _attempts(session: Session, actor: Actor, query: AttemptQuery, before: int, limit: int) -> tuple[EdsAttempt, ...]:
    """By their time: those of a closed door are filed after it. `before` is the row that was shown last."""
    require(actor, Permission.JOURNAL_READ)
    asked = (
        select(EdsAttemptTable, AccountTable)
        .outerjoin(AccountTable, AccountTable.id == EdsAttemptTable.account_id)
        .where(*_conditions(query))
        .order_by(EdsAttemptTable.at.desc(), EdsAttemptTable.id.desc())
        .limit(limit)
    )
    last = session.get(EdsAttemptTable, before) if before else None
    if last is not None:
        same_moment = (EdsAttemptTable.at == last.at) & (EdsAttemptTable.id < last.id)
        asked = asked.where(or_(EdsAttemptTable.at < last.at, same_moment))
    return tuple(_attempt(row, account) for row, account in session.execute(asked))


def _conditions(query: AttemptQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.since:
        found.append(EdsAttemptTable.at >= _midnight(query.since))
    if query.until:
        found.append(EdsAttemptTable.at < _midnight(query.until + timedelta(days=1)))
    if query.reason is not None:
        found.append(EdsAttemptTable.outcome == query.reason)
    if query.purpose is not None:
        found.append(EdsAttemptTable.purpose == query.purpose)
    if query.workstation:
        found.append(EdsAttemptTable.workstation == query.workstation)
    found += [_names(word) for word in query.who.split()]
    return found


def _names(word: str) -> ColumnElement[bool]:
    """SQLite folds Latin letters only: names are looked for as typed, in capitals (certificates) and capitalised."""
    texts = {word, word.upper(), word.lower(), word.capitalize()}
    columns = (
        EdsAttemptTable.subject, EdsAttemptTable.iin, EdsAttemptTable.bin_number, EdsAttemptTable.login,
        AccountTable.surname, AccountTable.given, AccountTable.iin,
    )  # fmt: skip
    return or_(*(func.instr(func.coalesce(column, ""), text) > 0 for column in columns for text in texts))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), KAZAKHSTAN)


def _attempt(row: EdsAttemptTable, account: AccountTable | None) -> EdsAttempt:
    key = KeyUse(
        row.store_kind, row.place, row.certificate_serial, row.issuer, row.subject, row.iin, row.bin_number,
        row.fingerprint,
    )  # fmt: skip
    return EdsAttempt(
        at=row.at,
        purpose=Purpose(row.purpose),
        login=row.login,
        workstation=row.workstation,
        os_user=row.os_user,
        key=key,
        reason=Reason(row.outcome),
        check=row.check_code,
        code=row.detail,
        account_id=row.account_id,
        person=PersonName(account.surname, account.given, account.patronymic).full if account else "",
        attempt_id=row.id,
    )


def _as_json(query: AttemptQuery) -> dict[str, Any]:
    plain = {
        "since": query.since.isoformat() if query.since else None,
        "until": query.until.isoformat() if query.until else None,
        "reason": query.reason,
        "purpose": query.purpose,
        "workstation": query.workstation or None,
        "who": query.who or None,
    }
    return {name: value for name, value in plain.items() if value is not None}
