"""When the window locks itself, and what locking means: rules of the practice (requirements R27.5-a, R22.4-a).

By default the locked program goes on serving devices from today's list. In the strict mode locking is the same as
closing: the keys leave memory, the list is taken back from the hub, devices are still received and sealed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from app import audit, record
from app.domain.access import Actor, Permission, require
from app.domain.errors import Refused
from db.tables.practice import SettingTable

SETTING = "locking"
MINUTES = (5, 10, 15, 30)  # nobody may leave the record open for longer


@dataclass(frozen=True, slots=True)
class LockRules:
    """`minutes` without a hand on keyboard or mouse until the window locks itself."""

    minutes: int = 10
    is_strict: bool = False


def get_rules(session: Session, _actor: Actor) -> LockRules:
    """What holds now. Nobody's right is asked for: the window needs it whoever works in it."""
    row = session.get(SettingTable, SETTING)
    return LockRules(int(row.value["minutes"]), bool(row.value["is_strict"])) if row else LockRules()


def change_rules(session: Session, actor: Actor, rules: LockRules) -> LockRules:
    """Set both. Raises `Refused`: `no-right`, `lock-minutes`."""
    require(actor, Permission.SETTINGS)
    if rules.minutes not in MINUTES:
        raise Refused("lock-minutes")
    before = get_rules(session, actor)
    if rules == before:
        return rules
    row = session.get(SettingTable, SETTING) or SettingTable(name=SETTING)
    row.value, row.changed_at = asdict(rules), record.of(session).clock.now()
    session.add(row)
    audit.write(session, actor, "settings.locking", "setting", SETTING, before=asdict(before), after=asdict(rules))
    return rules
