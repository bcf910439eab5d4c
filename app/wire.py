"""The live log of the wire as a person reads it, and its copy for a technician.

Asked of the running hub (`devices/wire_log.py`); nothing of it is kept by the program. Lines hold no identities unless
a user with the right to see patients asked for them, which stands in the journal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app import audit, receiver
from app.domain.access import Actor, Permission, require
from app.domain.clock import local
from app.domain.heard import WireEntry
from app.paths import DataFolder

LINES = 2000


@dataclass(frozen=True, slots=True)
class WireLook:
    """Lines behind the number that was asked for, oldest first; `next` is to be asked for then."""

    entries: tuple[WireEntry, ...]
    next: int
    is_running: bool


def look(folder: DataFolder, actor: Actor, after: int = 0, *, identities: bool = False, limit: int = LINES) -> WireLook:
    """One look at the running hub, which notes details while somebody looks. Raises `Refused("no-right")`."""
    if identities:
        require(actor, Permission.CLINICAL_READ)
    answer = receiver.ask(folder, "wire", after=after, identities=identities, limit=limit)
    if answer is None or answer.get("reply") != "wire":
        return WireLook((), after, is_running=False)
    return WireLook(tuple(_entry(one) for one in answer.get("entries", ())), int(answer.get("next", 0)), True)


def show_identities(session: Session, actor: Actor) -> None:
    """What a person does before the log shows whom messages are about: it is journalled. Raises `Refused`."""
    require(actor, Permission.CLINICAL_READ)
    audit.write(session, actor, "wire.identities", "wire")


def as_text(entries: Iterable[WireEntry]) -> str:
    """Lines for a file that a technician reads: time, way, address, caller, direction, kind, text."""
    signs = {"in": ">", "out": "<"}
    lines = (
        f"{local(one.at):%Y-%m-%d %H:%M:%S}.{one.at.microsecond // 1000:03d}\t{one.transport}\t{one.peer}\t"
        f"{one.calling}\t{signs.get(one.direction, '-')}\t{one.kind}\t{one.text}"
        for one in entries
    )
    return "\r\n".join(lines) + "\r\n"


def _entry(plain: dict[str, Any]) -> WireEntry:
    facts = plain.get("facts")
    return WireEntry(
        number=int(plain["number"]),
        at=datetime.fromisoformat(plain["at"]),
        transport=str(plain["transport"]),
        peer=str(plain["peer"]),
        calling=str(plain["calling"]),
        direction=str(plain["direction"]),
        kind=str(plain["kind"]),
        text=str(plain["text"]),
        is_masked=bool(plain.get("is_masked")),
        facts=facts if isinstance(facts, dict) else {},
    )
