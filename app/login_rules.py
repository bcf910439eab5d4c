"""What a practice accepts beside the password: one-time codes, certificates, and for whom (§27.4, R27.4-a)."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, record
from app.domain.access import Actor, Permission, Role, require
from app.domain.errors import Refused
from db.tables.account import AccountTable, LoginCertificateTable
from db.tables.practice import SettingTable

SETTING = "login-rules"


@dataclass(frozen=True, slots=True)
class LoginRules:
    """An administrator always shows a second factor."""

    codes: bool = True
    certificates: bool = True
    everybody: bool = True  # those who are no administrators show a second factor too
    bound_only: bool = False  # a certificate must have been bound before
    revocation_must_be_known: bool = False  # refuse where nobody could be asked; otherwise let in with a warning


def get_rules(session: Session, _actor: Actor) -> LoginRules:
    """What holds now; nobody's right is asked for: every user may know how to get in."""
    return rules(session)


def rules(session: Session) -> LoginRules:
    row = session.get(SettingTable, SETTING)
    return LoginRules(**{name: bool(value) for name, value in row.value.items()}) if row else LoginRules()


def needs_second_factor(rules_: LoginRules, row: AccountTable) -> bool:
    return rules_.everybody or Role.OWNER.value in row.roles


def change_rules(session: Session, actor: Actor, changed: LoginRules) -> LoginRules:
    """Set what is accepted. Raises `Refused`: `no-right`, `login-no-factor`, `login-certificate-untried`.

    Codes may be given up only by somebody who got in by certificate before: otherwise nobody might get in again.
    """
    require(actor, Permission.SETTINGS)
    before = rules(session)
    if changed == before:
        return changed
    if not changed.codes and not changed.certificates:
        raise Refused("login-no-factor")
    if not changed.codes and not _has_got_in_by_certificate(session, actor):
        raise Refused("login-certificate-untried")
    row = session.get(SettingTable, SETTING) or SettingTable(name=SETTING)
    row.value, row.changed_at = asdict(changed), record.of(session).clock.now()
    session.add(row)
    audit.write(session, actor, "settings.login", "setting", SETTING, before=asdict(before), after=asdict(changed))
    return changed


def _has_got_in_by_certificate(session: Session, actor: Actor) -> bool:
    mine = select(LoginCertificateTable.id).where(
        LoginCertificateTable.account_id == actor.account_id,
        LoginCertificateTable.removed_at.is_(None),
        LoginCertificateTable.last_used_at.is_not(None),
    )
    return session.scalars(mine).first() is not None
