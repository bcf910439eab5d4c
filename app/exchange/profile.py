"""The exchange profile: which transport, as whom, and which kinds of event may leave (requirement R7-b).

A new practice holds everything: nothing leaves without an address, a MIS number and an administrator's switch.
The profile is one setting of the encrypted store; the journal never sees its password.
"""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from app import audit, record
from app.domain.access import Actor, Permission, require
from app.domain.errors import Refused
from app.domain.signature import Level
from db.tables.practice import SettingTable

SETTING = "exchange.profile"
FILE = "FILE"  # the event type of a document's file; everything else is named as the ministry names it
_HIDDEN = "***"


class Switch(StrEnum):
    SEND = "send"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class ExchangeProfile:
    """How this practice talks to the ministry. Every identity may be empty until the ministry gives one."""

    transport: str = "hold"  # key of a transport in app/exchange/transports/
    url: str = ""  # root of the REST service
    login: str = ""
    password: str = field(default="", repr=False)
    mis_id: str = ""  # number given to the information system
    organization_id: str = ""  # id in the ministry's register of resources
    employee_ids: dict[str, str] = field(default_factory=dict)  # doctor's IIN -> id in the same register
    switches: dict[str, Switch] = field(default_factory=dict)  # event type -> send or hold; absent: hold
    required_levels: dict[str, str] = field(default_factory=dict)  # event type -> CAdES level; absent: the pack's
    pack: str = ""  # key of a mapping pack; empty: the one in force on the day
    pressure_arm: str = ""  # "left" | "right": where this practice measures; empty: the arm is not claimed
    trust_file: str = ""  # PEM with the root of the ministry's server; empty: the computer's own roots
    connect_seconds: float = 10.0
    answer_seconds: float = 60.0  # for the whole answer, however slowly it drips

    def sends(self, event_type: str) -> bool:
        return self.transport != "hold" and self.switches.get(event_type, Switch.HOLD) == Switch.SEND

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> ExchangeProfile:
        """Keys of a newer version are left aside, absent ones keep their default."""
        known = {f.name: stored[f.name] for f in fields(cls) if f.name in stored}
        known["switches"] = {name: Switch(value) for name, value in known.get("switches", {}).items()}
        return cls(**known)


def load(session: Session) -> ExchangeProfile:
    row = session.get(SettingTable, SETTING)
    return ExchangeProfile.from_json(row.value) if row else ExchangeProfile()


def view(session: Session, actor: Actor) -> ExchangeProfile:
    """The profile for the screen that changes it. Raises `Refused("no-right")`."""
    require(actor, Permission.EXCHANGE)
    return load(session)


def hurried(profile: ExchangeProfile, seconds: float) -> ExchangeProfile:
    """The same with less patience, where a person waits."""
    return replace(profile, answer_seconds=min(seconds, profile.answer_seconds))


def save(session: Session, actor: Actor, profile: ExchangeProfile) -> None:
    """Store the profile, and let go or hold back the rows it speaks of, in their order.

    Raises `Refused`: `no-right`; `exchange-url`; `exchange-plain-http` where the address is neither https nor this
    computer; `test-practice-real-transport`; `exchange-mis-id`; `exchange-trust-file`; `exchange-level`.
    """
    from app.exchange.outbox import release  # it reads the profile itself

    require(actor, Permission.EXCHANGE)
    check(profile, is_test=record.of(session).is_test)
    before = load(session)
    row = session.get(SettingTable, SETTING) or SettingTable(name=SETTING)
    row.value, row.changed_at = profile.to_json(), record.of(session).clock.now()
    session.add(row)
    audit.write(session, actor, "exchange.configure", "setting", SETTING, before=_shown(before), after=_shown(profile))
    release(session, profile)


def check(profile: ExchangeProfile, *, is_test: bool) -> None:
    """The rules of `save`, for a screen that wants to know before."""
    for level in profile.required_levels.values():
        if level not in {one.value for one in Level}:
            raise Refused("exchange-level")
    if profile.transport == "hold":
        return
    try:
        address = urlsplit(profile.url)
        host, _port = address.hostname, address.port
    except ValueError:  # brackets or a port that are none
        raise Refused("exchange-url") from None
    if address.scheme not in {"http", "https"} or not host:
        raise Refused("exchange-url")
    here = _is_this_computer(host)
    if address.scheme == "http" and not here:
        raise Refused("exchange-plain-http")
    if is_test and not here:
        raise Refused("test-practice-real-transport")
    if not profile.mis_id:
        raise Refused("exchange-mis-id")
    try:
        ssl.create_default_context(cafile=profile.trust_file or None)
    except OSError:  # not there, or no certificate in it
        raise Refused("exchange-trust-file") from None


def _is_this_computer(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _shown(profile: ExchangeProfile) -> dict[str, Any]:
    return replace(profile, password=_HIDDEN if profile.password else "").to_json()
