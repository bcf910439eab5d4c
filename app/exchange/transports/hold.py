"""The transport of a practice that is not connected: nothing leaves (requirement R7-b)."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.exchange import Outcome, Receipt, Submission
from app.exchange.profile import ExchangeProfile


@dataclass(frozen=True, slots=True)
class HoldTransport:
    key: str = "hold"
    sends: bool = False

    def open(self, profile: ExchangeProfile) -> HeldConnection:
        return HeldConnection()


class HeldConnection:
    """Answers truthfully that nothing was sent."""

    def send(self, submission: Submission) -> Receipt:
        return Receipt(Outcome.NOT_SENT)

    def ask(self, submission: Submission) -> Receipt:
        return Receipt(Outcome.UNKNOWN)

    def close(self) -> None:
        """Nothing is open."""


TRANSPORT = HoldTransport()
