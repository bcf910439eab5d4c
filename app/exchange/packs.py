"""Mapping packs: what the ministry wants to be told, as data in `resources/exchange/<pack>/`.

A pack is `pack.json` (dates, event types, code tables) beside a template and a JSON Schema per event type. The
ministry's schema moves: a changed one is a new pack with its own date, and several stand side by side.

A template is the event as JSON. A text that begins with `=` names a value of the record (`=note.complaints`);
`=patient.sex|sex` passes it through the pack's code table `sex`. Everything else is taken as it stands. What has
no value is left out, so that an absent measurement is absent and never zero.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.errors import Refused
from app.paths import shipped


@dataclass(frozen=True, slots=True)
class EventMapping:
    """One event type of a pack."""

    event_type: str
    path: str  # of the REST twin: lower case with hyphens
    template: Any
    schema: dict[str, Any]
    signed: str  # rule of what is signed: the event without its signature and its routing members
    routing: dict[str, Any]  # template of members that say for whom it is sent: known late, so never signed
    signature_at: str  # member of the event that takes the signature
    file_id_at: tuple[str, ...]  # where the event cites the document's file
    required_level: str


@dataclass(frozen=True, slots=True)
class MappingPack:
    key: str
    valid_from: date
    valid_to: date | None  # the last day
    codes: dict[str, dict[str, Any]]
    events: dict[str, EventMapping]

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def packs() -> tuple[MappingPack, ...]:
    """Every shipped pack, oldest first."""
    found = [read(folder.parent) for folder in sorted(shipped("resources", "exchange").glob("*/pack.json"))]
    return tuple(sorted(found, key=lambda pack: (pack.valid_from, pack.key)))


def pack_for(day: date, key: str = "") -> MappingPack:
    """The named pack, or the newest one in force on that day. Raises `Refused("exchange-pack")`."""
    fitting = [pack for pack in packs() if (pack.key == key if key else pack.holds_on(day))]
    if not fitting:
        raise Refused("exchange-pack", pack=key, day=day.isoformat())
    return fitting[-1]


@cache
def read(folder: Path) -> MappingPack:
    """Read one pack; its files never change while the program runs."""
    written = json.loads((folder / "pack.json").read_text(encoding="utf-8"))
    return MappingPack(
        key=folder.name,
        valid_from=date.fromisoformat(written["valid_from"]),
        valid_to=date.fromisoformat(written["valid_to"]) if written["valid_to"] else None,
        codes=written["codes"],
        events={name: _event(folder, name, part) for name, part in written["events"].items()},
    )


def _event(folder: Path, event_type: str, part: dict[str, Any]) -> EventMapping:
    return EventMapping(
        event_type=event_type,
        path=event_type.lower().replace("_", "-"),
        template=json.loads((folder / part["template"]).read_text(encoding="utf-8")),
        schema=json.loads((folder / part["schema"]).read_text(encoding="utf-8")),
        signed=part["signed"],
        routing=part["routing"],
        signature_at=part["signature_at"],
        file_id_at=tuple(part["file_id_at"]),
        required_level=part["required_level"],
    )


def fill(pack: MappingPack, template: Any, facts: dict[str, Any]) -> Any:
    """The template with the record's values in it; None where nothing of it has a value.

    Raises `Refused("exchange-code", table=…)` where a code table does not know the value, `KeyError` where a
    template names a value the record does not have: that is a bug of the pack.
    """
    if isinstance(template, dict):
        filled = {name: fill(pack, part, facts) for name, part in template.items()}
        return {name: value for name, value in filled.items() if value is not None} or None
    if isinstance(template, list):
        return [value for part in template if (value := fill(pack, part, facts)) is not None] or None
    if not (isinstance(template, str) and template.startswith("=")):
        return template
    name, _, table = template[1:].partition("|")
    value = facts[name]
    if value in (None, "", [], ()):
        return None
    if not table:
        return value
    if str(value) not in pack.codes[table]:
        raise Refused("exchange-code", table=table)
    return pack.codes[table][str(value)]


def paths_of(template: Any) -> set[str]:
    """Names of all values a template takes from the record."""
    if isinstance(template, dict):
        return set().union(*(paths_of(part) for part in template.values()))
    if isinstance(template, list):
        return set().union(*(paths_of(part) for part in template))
    if isinstance(template, str) and template.startswith("="):
        return {template[1:].partition("|")[0]}
    return set()
