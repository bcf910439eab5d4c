"""The seam between the outbox and a network: one protocol, one file per transport in `transports/`.

A transport moves bytes and says honestly how it ended. `NOT_SENT` is a promise that nothing left; when in doubt the
answer is `UNKNOWN`, and the outbox asks before it sends again. A transport never touches the store.

Codes in `Receipt.message` are ours (`PROBLEMS`); any other text is the ministry's own words.
"""

from __future__ import annotations

from typing import Protocol

from app import registry
from app.domain.errors import Refused
from app.domain.exchange import Receipt, Submission
from app.exchange import transports
from app.exchange.profile import ExchangeProfile

NO_CONNECTION = "no-connection"
NO_ANSWER = "no-answer"
GARBAGE = "garbage-answer"
REDIRECTED = "redirected"
CREDENTIALS = "credentials"
BUSY = "busy"
SERVER_ERROR = "server-error"
INTERRUPTED = "interrupted"
NOT_KNOWN = "not-known"  # asked, and the ministry has no such event: safe to send
PROBLEMS = frozenset({NO_CONNECTION, NO_ANSWER, GARBAGE, REDIRECTED, CREDENTIALS, BUSY, SERVER_ERROR, INTERRUPTED})


class Connection(Protocol):
    """An opened way to the ministry."""

    def send(self, submission: Submission) -> Receipt:
        """Send once; never raises for what the network or the ministry does."""
        ...

    def ask(self, submission: Submission) -> Receipt:
        """What became of a submission whose answer was lost: ACCEPTED, NOT_SENT (not known there) or UNKNOWN."""
        ...

    def close(self) -> None: ...


class Transport(Protocol):
    """What a module in `transports/` declares as TRANSPORT."""

    @property
    def key(self) -> str: ...

    @property
    def sends(self) -> bool:
        """False for a transport that only keeps rows waiting."""
        ...

    def open(self, profile: ExchangeProfile) -> Connection: ...


def all_transports() -> dict[str, Transport]:
    return registry.entries(transports, "TRANSPORT")


def transport_for(profile: ExchangeProfile) -> Transport:
    """Raises `Refused("exchange-transport")` where no such transport is shipped."""
    found = all_transports().get(profile.transport)
    if found is None:
        raise Refused("exchange-transport", transport=profile.transport)
    return found
