"""What the receiver hears on the wire, as values: lines of its log, and callers with what they ask for.

A caller is whoever connected, whether or not anything was filed: the wizard names it before its first result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

SELF_TEST = "SHIPAGER-TEST"  # how our own test object calls itself, and its patient id
_CALLERS = 200


@dataclass(frozen=True, slots=True)
class WireEntry:
    """One line of the wire log (`devices/wire_log.py`)."""

    number: int
    at: datetime
    transport: str
    peer: str
    calling: str
    direction: str  # in, out or empty
    kind: str  # connection, association, pdu, dimse, frame, segment, record
    text: str
    is_masked: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One presentation context (DICOM PS3.8 7.1.1.13)."""

    uid: str
    syntaxes: tuple[str, ...] = ()
    accepted: str = ""  # the transfer syntax that was taken; empty: refused


@dataclass(frozen=True, slots=True)
class Caller:
    """Who called, and what was understood of it; fields of other protocols are empty."""

    transport: str
    peer: str
    calling: str
    last_at: datetime
    protocol: str = ""  # dicom, hl7, astm, text; empty: bytes only
    called: str = ""  # how it calls us
    ours: str = ""  # how we are called (AE title)
    asked: tuple[AskedFor, ...] = ()
    refused: str = ""
    software: str = ""
    application: str = ""  # MSH-3
    facility: str = ""  # MSH-4
    version: str = ""  # MSH-12, H-13
    character_set: str = ""  # MSH-18
    message_types: tuple[str, ...] = ()
    records: str = ""  # letters of ASTM records
    frames: bool = True
    raw_bytes: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        return self.transport, self.calling, self.peer

    @property
    def calls_us_otherwise(self) -> bool:
        """Whether the called AE title is not ours."""
        return bool(self.called and self.ours) and self.called.casefold() != self.ours.casefold()

    @property
    def is_self_test(self) -> bool:
        return self.calling.split("^")[0] == SELF_TEST


def callers(entries: Iterable[WireEntry], before: Iterable[Caller] = ()) -> tuple[Caller, ...]:
    """Callers of these lines added to those known `before`, the last heard first.

    Bytes without a name are forgotten once their connection's other end has told one.
    """
    known = {one.key: one for one in before}
    for entry in entries:
        if not entry.facts:
            continue
        key = (entry.transport, str(entry.facts.get("calling", entry.calling)), entry.peer)
        caller = known.pop(key, None) or Caller(*(key[0], key[2], key[1]), entry.at)
        known[key] = _told(caller, entry)  # newest last
        if key[1]:
            known.pop((entry.transport, "", entry.peer), None)
    return tuple(reversed(list(known.values())[-_CALLERS:]))


def _told(caller: Caller, entry: WireEntry) -> Caller:
    facts = entry.facts
    caller = replace(caller, last_at=entry.at)
    if "asked" in facts:
        return replace(
            caller,
            protocol="dicom",
            called=_text(facts, "called"),
            ours=_text(facts, "ours"),
            refused=_text(facts, "refused"),
            software=_text(facts, "software"),
            asked=_merged(caller.asked, facts["asked"]),
        )
    caller = replace(caller, protocol=_text(facts, "protocol") or caller.protocol)
    if "bytes" in facts:
        return replace(caller, raw_bytes=caller.raw_bytes + int(facts["bytes"]))
    if caller.protocol == "hl7":
        sort = _text(facts, "message_type")
        types = caller.message_types if sort in caller.message_types or not sort else (*caller.message_types, sort)[:12]
        return replace(
            caller,
            called=_text(facts, "called"),
            application=_text(facts, "application"),
            facility=_text(facts, "facility"),
            version=_text(facts, "version"),
            character_set=_text(facts, "character_set"),
            message_types=types,
        )
    return replace(
        caller,
        version=_text(facts, "version") or caller.version,
        records="".join(dict.fromkeys(caller.records + _text(facts, "records"))),
        frames=bool(facts.get("frames", True)),
    )


def _merged(before: tuple[AskedFor, ...], asked: Any) -> tuple[AskedFor, ...]:
    """A device may ask for Verification in one association and for storage in the next: all of it is told."""
    found = {one.uid: one for one in before}
    for one in asked if isinstance(asked, list) else ():
        uid, accepted = str(one.get("uid", "")), str(one.get("accepted", ""))
        other = found.get(uid, AskedFor(uid))
        syntaxes = tuple(dict.fromkeys((*other.syntaxes, *map(str, one.get("syntaxes", ())))))
        found[uid] = AskedFor(uid, syntaxes, accepted or other.accepted)
    return tuple(list(found.values())[:128])


def _text(facts: Mapping[str, Any], name: str) -> str:
    return str(facts.get(name, "") or "")
