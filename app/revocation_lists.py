"""Whole lists of revoked certificates, fetched in the background where the practice named their address (27.11).

The list of the NCA has 21 MB, and its GOST signature takes half a minute of one core: it is fetched when it is due,
verified once, kept beside the store, and asked by its index where OCSP cannot be reached.
"""

from __future__ import annotations

from app import record, revocation_service
from app.eds.crl_index import ListFolder
from app.eds.crl_refresh import Refreshed, refresh_crls
from app.eds.transport import Http
from app.periodic import Periodic
from app.record import Sessions
from app.signing_keys import trusted

_PERIOD_SECONDS = 60 * 60.0
_FIRST_AFTER_SECONDS = 30.0


class Stopped(Exception):
    """The practice is being closed."""


def refresh_lists(store: Sessions, lists: ListFolder, stopping: Periodic | None = None) -> tuple[Refreshed, ...]:
    """What is due, of the addresses in the settings; nothing where the service is off or names no list."""
    with store.reading() as session:
        service = revocation_service.load(session)
        authorities, now = trusted(session).authorities, record.of(session).clock.now()
    if not service.is_on:
        return ()

    def go_on(_done: int, _of: int) -> None:
        if stopping is not None and stopping.stopping:
            raise Stopped

    return refresh_crls(
        lists, authorities, service.crl_url, service.delta_url, now, http=Http(seconds=600, is_leaving=go_on),
        progress=go_on,
    )  # fmt: skip


class ListWorker(Periodic):
    """Looks once an hour, and soon after the practice was opened."""

    def __init__(self, store: Sessions, lists: ListFolder) -> None:
        def look() -> None:
            try:
                refresh_lists(store, lists, self)
            except Stopped:
                return

        super().__init__("revocation-lists", look, _PERIOD_SECONDS, first_after=_FIRST_AFTER_SECONDS)
