"""The users of the program: who they are, and how a row becomes an actor."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, record
from app.domain.access import Actor, Permission, Role, require
from app.domain.errors import NotFound, Refused
from app.domain.identity import Iin, PersonName
from db.tables.account import AccountTable, LoginAttemptTable


@dataclass(frozen=True, slots=True)
class Account:
    account_id: int
    login: str
    name: PersonName
    iin: Iin | None
    position: str
    roles: frozenset[Role]
    status: str
    language: str


@dataclass(frozen=True, slots=True)
class LoginAttempt:
    """One attempt to get in; `outcome` is `ok` or the code of the refusal."""

    at: datetime
    login: str
    method: str
    outcome: str
    workstation: str


def by_login(session: Session, login: str) -> AccountTable | None:
    """The row of a login name, case folded."""
    return session.scalar(select(AccountTable).where(AccountTable.login == login.casefold()))


def actor_of(row: AccountTable, workstation: str, os_user: str = "") -> Actor:
    """The actor of one session of work; its `session` joins the journal rows of that session."""
    return Actor(
        account_id=row.id,
        login=row.login,
        name=PersonName(row.surname, row.given, row.patronymic),
        iin=Iin(row.iin) if row.iin else None,
        roles=frozenset(Role(role) for role in row.roles),
        workstation=workstation,
        session=uuid.uuid4().hex[:12],
        os_user=os_user,
    )


def me(session: Session, actor: Actor) -> Account:
    """The account of whoever asks. Raises `NotFound("account")` for the program itself."""
    row = session.get(AccountTable, actor.account_id) if actor.account_id is not None else None
    if row is None:
        raise NotFound("account")
    return _account(row)


def accounts(session: Session, actor: Actor) -> tuple[Account, ...]:
    """All users: for choosing a doctor."""
    require(actor, Permission.PATIENT_READ)
    return tuple(_account(row) for row in session.scalars(select(AccountTable).order_by(AccountTable.id)))


def require_active(session: Session, actor: Actor) -> None:
    """Nobody signs from a blocked account (check A5), even where it was open when the person came in.

    Raises `Refused("account-suspended")`.
    """
    row = session.get(AccountTable, actor.account_id) if actor.account_id is not None else None
    if row is not None and row.status != "active":
        raise Refused("account-suspended")


def set_language(session: Session, actor: Actor, language: str) -> Account:
    """Keep the language a user works in."""
    row = session.get(AccountTable, actor.account_id)
    if row is None:
        raise NotFound("account")
    before, row.language = row.language, language
    audit.write(session, actor, "account.language", "account", row.id, before=before, after=language)
    return _account(row)


def login_attempts(session: Session, actor: Actor, limit: int = 200) -> tuple[LoginAttempt, ...]:
    """The newest attempts to get in, failed ones too (§22.9). Looking at them is journalled."""
    require(actor, Permission.JOURNAL_READ)
    rows = session.scalars(select(LoginAttemptTable).order_by(LoginAttemptTable.id.desc()).limit(limit))
    found = tuple(LoginAttempt(row.at, row.login, row.method, row.outcome, row.workstation) for row in rows)
    audit.write(session, actor, "login_attempt.read", "login_attempt", after={"rows": len(found)})
    return found


def file_attempt(session: Session, attempt: LoginAttempt) -> None:
    """Keep an attempt, with the account it aimed at where there is such a login."""
    aimed_at = by_login(session, attempt.login)
    session.add(
        LoginAttemptTable(
            at=attempt.at,
            login=attempt.login,
            method=attempt.method,
            outcome=attempt.outcome,
            workstation=attempt.workstation,
            account_id=aimed_at.id if aimed_at else None,
        )
    )


def add_account(
    session: Session, login: str, name: PersonName, iin: Iin | None, position: str, roles: frozenset[Role], secret: str
) -> AccountTable:
    """The row of a new user; its password is an opener of the key ring, made by the caller."""
    row = AccountTable(
        login=login.casefold(),
        surname=name.surname,
        given=name.given,
        patronymic=name.patronymic,
        iin=iin.value if iin else None,
        position=position,
        roles=sorted(role.value for role in roles),
        totp_secret=secret,
        created_at=record.of(session).clock.now(),
    )
    session.add(row)
    session.flush()
    return row


def _account(row: AccountTable) -> Account:
    return Account(
        account_id=row.id,
        login=row.login,
        name=PersonName(row.surname, row.given, row.patronymic),
        iin=Iin(row.iin) if row.iin else None,
        position=row.position,
        roles=frozenset(Role(role) for role in row.roles),
        status=row.status,
        language=row.language,
    )
