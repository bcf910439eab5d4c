"""Who acts, and what they may do (requirements §10, §22.3-22.4, §27.6).

Rights are decided here and asked for in the use cases, never only hidden on a screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.identity import Iin, PersonName


class Role(StrEnum):
    OWNER = "owner"
    DOCTOR = "doctor"
    NURSE = "nurse"
    RECEPTION = "reception"
    PROGRAM = "program"  # intake, exchange, backup: the program's own work


class Permission(StrEnum):
    PATIENT_READ = "patient.read"
    PATIENT_WRITE = "patient.write"
    CLINICAL_READ = "clinical.read"
    CLINICAL_WRITE = "clinical.write"
    SIGN = "document.sign"
    SCHEDULE = "schedule.write"
    INBOX = "inbox.decide"
    DEVICES = "devices.configure"
    EXCHANGE = "exchange.configure"
    EXPORT = "export"
    BACKUP = "backup"
    JOURNAL_READ = "journal.read"
    ACCOUNTS = "accounts.write"
    SETTINGS = "settings.write"


_RECEPTION = frozenset({Permission.PATIENT_READ, Permission.PATIENT_WRITE, Permission.SCHEDULE})
_NURSE = _RECEPTION | {Permission.CLINICAL_READ, Permission.CLINICAL_WRITE, Permission.INBOX}
_DOCTOR = _NURSE | {Permission.SIGN}
RIGHTS: dict[Role, frozenset[Permission]] = {
    Role.RECEPTION: _RECEPTION,
    Role.NURSE: frozenset(_NURSE),
    Role.DOCTOR: frozenset(_DOCTOR),
    Role.OWNER: frozenset(Permission),
    Role.PROGRAM: frozenset(Permission) - {Permission.SIGN},
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does what is being done; every journal row carries it. `account_id` is None for the program."""

    account_id: int | None
    login: str
    name: PersonName
    iin: Iin | None
    roles: frozenset[Role]
    workstation: str
    session: str
    os_user: str = ""  # of the operating system, where it is known

    def may(self, permission: Permission) -> bool:
        return any(permission in RIGHTS[role] for role in self.roles)


def require(actor: Actor, permission: Permission) -> None:
    """Raises `Refused("no-right")` where no role of the actor grants the permission."""
    if not actor.may(permission):
        raise Refused("no-right", permission=permission.value)


def program(part: str, workstation: str = "") -> Actor:
    """The actor of the program's own work; `part` names it: intake, exchange, backup."""
    return Actor(None, part, PersonName(part), None, frozenset({Role.PROGRAM}), workstation, "")
