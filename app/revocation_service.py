"""Who is asked whether a certificate was revoked: a setting of the practice, off until somebody turns it on (27.12).

Turned on without an address of its own, a real practice asks the services that stand beside the pinned authorities in
the trust list; a practice marked TEST asks only what it was shown, on this computer. The responder is told serial
numbers of certificates, nothing else. Whole lists of revoked certificates are fetched only where an address says so.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, record, time_stamps
from app.domain.access import Actor, Permission, require
from app.domain.errors import Refused
from app.domain.signature import SignatureState
from app.eds.revocation import EvidenceSource
from app.eds.revocation_client import HttpRevocation
from app.eds.trust import Authority
from db.tables.document import SignatureTable
from db.tables.practice import SettingTable

SETTING = "eds.revocation"
LONGEST_IN_SIGNATURE = 2 * 1024 * 1024  # bytes of a list that is kept with each signature; the NCA's has 21 MB


@dataclass(frozen=True, slots=True)
class RevocationService:
    """Empty addresses: those of the trust list."""

    is_on: bool = False
    ocsp_url: str = ""
    crl_url: str = ""
    delta_url: str = ""


def get_service(session: Session, actor: Actor) -> RevocationService:
    """What is set, for the screen."""
    require(actor, Permission.SETTINGS)
    return load(session)


def set_service(session: Session, actor: Actor, service: RevocationService) -> RevocationService:
    """Turn it on or off, and say whom to ask.

    Raises `Refused("revocation-url")` for what is no http address, or where a practice marked TEST is to ask without
    one; `Refused("test-practice-real-service")` where it is to ask anything but this computer.
    """
    require(actor, Permission.SETTINGS)
    is_test = record.of(session).is_test
    checked = RevocationService(
        service.is_on, *(_checked(one, is_test) for one in (service.ocsp_url, service.crl_url, service.delta_url))
    )
    if is_test and checked.is_on and not (checked.ocsp_url or checked.crl_url):
        raise Refused("revocation-url")
    before = load(session)
    row = session.get(SettingTable, SETTING) or SettingTable(name=SETTING)
    row.value, row.changed_at = asdict(checked), record.of(session).clock.now()
    session.add(row)
    # Another address deserves a try at once.
    for waiting in session.scalars(select(SignatureTable).where(SignatureTable.state == SignatureState.TIME_STAMPED)):
        waiting.next_attempt_at = None
    audit.write(session, actor, "settings.revocation", "setting", SETTING, before=asdict(before), after=asdict(checked))
    return checked


def load(session: Session) -> RevocationService:
    row = session.get(SettingTable, SETTING)
    return RevocationService(**row.value) if row else RevocationService()


def source(session: Session) -> EvidenceSource | None:
    """Whom completion and login ask; None where the service is off."""
    service = load(session)
    if not service.is_on:
        return None
    return HttpRevocation(
        service.ocsp_url,
        service.crl_url,
        service.delta_url,
        only_own=record.of(session).is_test,
        kept_lists=None if service.crl_url else _no_list,
        longest_list=LONGEST_IN_SIGNATURE,
    )


def _no_list(_: Authority) -> None:
    """Lists have tens of megabytes: none is fetched that nobody asked for."""


def _checked(url: str, is_test: bool) -> str:
    try:
        return time_stamps.checked_address(url, is_test=is_test)
    except Refused as refusal:
        raise Refused("revocation-url") if refusal.code == "tsa-url" else refusal from None
