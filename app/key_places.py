"""Where this practice's key stores are: the address of NCALayer and the library of the tokens (requirement 27.9).

Set by the administrator and kept in the record, so that no document, no search path and no other program says which
library is loaded into the program, or who is asked to sign.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, record
from app.domain.access import Actor, Permission, require
from app.domain.errors import Refused
from app.eds import ncalayer
from app.eds.key_store import NCALAYER_URL, Availability, Means, key_stores
from app.signing_keys import test_authorities
from db.tables.account import AccountTable
from db.tables.practice import SettingTable

SETTING = "eds.key-places"
_LIBRARIES = frozenset({".dll", ".so", ".dylib"})


@dataclass(frozen=True, slots=True)
class KeyPlaces:
    """`token_library`: an absolute path; empty where the practice has no tokens of PKCS#11."""

    ncalayer_url: str = NCALAYER_URL
    token_library: str = ""


def get_places(session: Session, _actor: Actor) -> KeyPlaces:
    """What is set; every user signs with it."""
    return load(session)


def set_places(session: Session, actor: Actor, places: KeyPlaces) -> KeyPlaces:
    """Say where the stores are.

    Raises `Refused`: `no-right`; `ncalayer-address` for anything but a wss address of this computer; `token-library`
    for what is no library file with its whole path.
    """
    require(actor, Permission.SETTINGS)
    url = places.ncalayer_url.strip() or NCALAYER_URL
    ncalayer.checked_host(url)
    checked = KeyPlaces(url, _checked_library(places.token_library.strip()))
    before = load(session)
    if checked == before:
        return checked
    row = session.get(SettingTable, SETTING) or SettingTable(name=SETTING)
    row.value, row.changed_at = asdict(checked), record.of(session).clock.now()
    session.add(row)
    audit.write(session, actor, "settings.key-places", "setting", SETTING, before=asdict(before), after=asdict(checked))
    return checked


def load(session: Session) -> KeyPlaces:
    row = session.get(SettingTable, SETTING)
    return KeyPlaces(**row.value) if row else KeyPlaces()


def means(session: Session, actor: Actor) -> Means:
    """What the stores are given for this practice, and the language of windows that a store opens itself."""
    return means_for(session, actor.account_id)


def means_for(session: Session, account_id: int | None) -> Means:
    """The same for somebody who is only about to get in."""
    places = load(session)
    language = session.scalar(select(AccountTable.language).where(AccountTable.id == account_id))
    return Means(
        is_test=record.of(session).is_test,
        locale=language or "ru",
        ncalayer_url=places.ncalayer_url,
        tls_authorities=test_authorities(session),
        token_library=places.token_library,
    )


def look(given: Means) -> dict[str, Availability]:
    """Which kinds of store can be asked now; no store, no window, runs on the signing thread."""
    return {kind: store.available(given) for kind, store in key_stores().items()}


def _checked_library(text: str) -> str:
    if not text:
        return ""
    path = Path(text)
    is_library = path.suffix.lower() in _LIBRARIES or ".so." in path.name
    try:
        if not (path.is_absolute() and is_library and path.is_file()):
            raise Refused("token-library")
    except (OSError, ValueError) as problem:
        raise Refused("token-library") from problem
    return str(path)
