"""Taking back the last step of a user (product promise: undo of the last action).

A use case that can be taken back calls `remember` in its own transaction; `undo` calls the function that
`HANDLERS` names for it. A step is taken back once, the newest first; taking back is journalled like any
other write. A room adds its own step by a line in the table.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, record
from app.domain.access import Actor
from app.domain.errors import NotFound
from db.tables.patient import UndoStepTable

Handler = Callable[[Session, Actor, dict[str, Any]], None]

# Step -> module and function that takes it back. Names, not functions: the use cases import this module.
HANDLERS: Mapping[str, str] = {
    "patient.add": "app.patients:take_back_add",
    "patient.edit": "app.patients:take_back_edit",
    "appointment.book": "app.appointments:take_back_book",
    "appointment.move": "app.appointments:take_back_move",
    "appointment.state": "app.appointments:take_back_state",
    "order.place": "app.orders:take_back_place",
    "inbox.assign": "app.inbox:undo_assign",
    "inbox.unassign": "app.inbox:undo_unassign",
    "inbox.leave": "app.inbox:undo_leave",
    "inbox.close": "app.inbox:undo_close",
    "reading.add": "app.readings:take_back_add",
    "unread.close": "app.unread:undo_close",
    "result.move": "app.moving:undo_move",
    "study.split": "app.moving:undo_split",
    "device.accept": "app.onboarding:take_back",
    "device.ignore": "app.onboarding:take_back",
    "device.withdraw": "app.onboarding:take_back",
    "device.bring-back": "app.onboarding:take_back",
    "device.settings": "app.onboarding:take_back",
    "template.save": "app.templates:take_back_save",
    "template.rename": "app.templates:take_back_rename",
    "template.withdraw": "app.templates:take_back_withdraw",
}

_WITHIN = timedelta(hours=12)  # a working day: yesterday's steps are history, not slips


@dataclass(frozen=True, slots=True)
class UndoStep:
    """The step that would be taken back; `facts` are values for the sentence on the screen."""

    step_id: int
    action: str
    at: datetime
    facts: dict[str, Any]


def remember(session: Session, actor: Actor, action: str, arguments: dict[str, Any]) -> None:
    """Keep what is needed to take the step back; steps of the program itself are not kept."""
    if action not in HANDLERS:
        raise ValueError(f"no function takes back {action}")
    if actor.account_id is None:
        return
    session.add(
        UndoStepTable(
            account_id=actor.account_id,
            at=record.of(session).clock.now(),
            action=action,
            arguments=json.dumps(arguments, ensure_ascii=False, sort_keys=True),
        )
    )
    session.flush()


def last(session: Session, actor: Actor) -> UndoStep | None:
    """The newest step of this user that can be taken back, if there is one."""
    row = _newest(session, actor)
    return UndoStep(row.id, row.action, row.at, json.loads(row.arguments)) if row else None


def undo(session: Session, actor: Actor) -> UndoStep:
    """Take the newest step back.

    Raises `NotFound("undo-nothing")`, and what the handler raises: `Conflict` where the thing was changed
    since, `Refused` where a later step depends on it.
    """
    row = _newest(session, actor)
    if row is None:
        raise NotFound("undo-nothing")
    arguments = json.loads(row.arguments)
    handler(row.action)(session, actor, arguments)
    row.undone_at = record.of(session).clock.now()
    audit.write(session, actor, "undo", "undo_step", row.id, after={"action": row.action})
    return UndoStep(row.id, row.action, row.at, arguments)


def handler(action: str) -> Handler:
    """The function that takes a step back."""
    module, _, name = HANDLERS[action].partition(":")
    found: Handler = getattr(importlib.import_module(module), name)
    return found


def _newest(session: Session, actor: Actor) -> UndoStepTable | None:
    return session.scalar(
        select(UndoStepTable)
        .where(
            UndoStepTable.account_id == actor.account_id,
            UndoStepTable.undone_at.is_(None),
            UndoStepTable.at > record.of(session).clock.now() - _WITHIN,
        )
        .order_by(UndoStepTable.id.desc())
        .limit(1)
    )
