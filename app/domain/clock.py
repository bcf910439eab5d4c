"""Time as the record sees it: aware and in UTC inside, local only on screens and documents.

Kazakhstan is one zone, UTC+5, since 1 March 2024.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

KAZAKHSTAN = timezone(timedelta(hours=5), "+05")


class Clock(Protocol):
    """Where the record takes its time from; a practice marked TEST may be given a fixed one."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands until it is moved: for tests and for a practice marked TEST."""

    def __init__(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("a clock needs an aware moment")
        self._moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        return self._moment

    def advance(self, step: timedelta) -> None:
        self._moment += step


def local(moment: datetime) -> datetime:
    """The same moment on the practice's wall clock."""
    return moment.astimezone(KAZAKHSTAN)
