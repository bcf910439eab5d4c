"""The exchange thread: passes over the outbox while the practice is open (requirements R7-c, R7-f).

One pass: recover what a crash left, then take row after row — store, network, store — until nothing may leave.
The network is never touched inside a transaction.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass

from app.domain import outbox_states
from app.domain.access import Actor, program
from app.domain.errors import WorldError
from app.domain.events import Event, OutboxChanged
from app.domain.exchange import OutboxState, Outcome, Receipt
from app.exchange import sending
from app.exchange.profile import ExchangeProfile, load
from app.exchange.transport import CREDENTIALS, NO_CONNECTION, Connection, transport_for
from db.store import Store

_log = logging.getLogger(__name__)

_EVERY = 30.0  # seconds between passes when nothing wakes the thread: R7-f asks for an attempt within a minute
_ENOUGH = 3  # failures in a row after which a pass leaves the ministry alone
_DOES_NOT_COME_THROUGH = frozenset({Outcome.TEMPORARY, Outcome.NOT_SENT, Outcome.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Attempted:
    """One attempt of a pass."""

    event_id: str
    event_type: str
    operation: str
    asked: bool
    outcome: Outcome
    message: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one pass did; `stopped` is the code of what ended it early, or empty."""

    attempts: tuple[Attempted, ...]
    stopped: str = ""

    @property
    def accepted(self) -> int:
        return sum(one.outcome is Outcome.ACCEPTED for one in self.attempts)


def sync_once(
    store: Store,
    *,
    profile: ExchangeProfile | None = None,
    connection: Connection | None = None,
    actor: Actor | None = None,
    jitter: Callable[[], float] = random.random,
    stopping: Callable[[], bool] = lambda: False,
) -> SyncReport:
    """One pass of the outbox. `profile` and `connection` are the stored profile and its transport where not given.

    Whoever calls it owns the practice's outbox (`app/owner_lock.py`): two passes at once would ask for each other.
    """
    actor = actor or program("exchange")
    with store.reading() as session:
        profile = profile or load(session)
    transport = transport_for(profile)
    if connection is None and not transport.sends:
        return SyncReport(())
    opened = connection or transport.open(profile)
    try:
        with store.writing() as session:
            sending.recover(session, actor)
        return _pass(store, profile, opened, actor, jitter, stopping)
    finally:
        if connection is None:
            opened.close()


def _pass(
    store: Store, profile: ExchangeProfile, connection: Connection, actor: Actor, jitter: Callable[[], float],
    stopping: Callable[[], bool],
) -> SyncReport:  # fmt: skip
    made: list[Attempted] = []
    in_a_row = 0
    while not stopping():
        with store.writing() as session:
            claim = sending.claim(session, profile)
        if claim is None:
            return SyncReport(tuple(made))
        receipt = connection.ask(claim.submission) if claim.ask else connection.send(claim.submission)
        with store.writing() as session:
            sending.settle(
                session, actor, claim.outbox_id, receipt, asked=claim.ask, jitter=jitter, profile=profile
            )  # fmt: skip
        sent = claim.submission
        made.append(
            Attempted(sent.event_id, sent.event_type, sent.operation, claim.ask, receipt.outcome, receipt.message)
        )
        clear_no = claim.ask and receipt.outcome is Outcome.NOT_SENT
        in_a_row = in_a_row + 1 if receipt.outcome in _DOES_NOT_COME_THROUGH and not clear_no else 0
        if stopped := _stops(receipt, in_a_row):
            return SyncReport(tuple(made), stopped)
    return SyncReport(tuple(made), "stopping")


def _stops(receipt: Receipt, failures_in_a_row: int) -> str:
    """The code for which a pass ends early: the fault is not one row's."""
    if receipt.message in {NO_CONNECTION, CREDENTIALS} or failures_in_a_row >= _ENOUGH:
        return receipt.message or receipt.outcome.value
    return ""


class ExchangeWorker:
    """The thread. It wakes for every newly queued row, and looks around every half a minute."""

    def __init__(
        self, store: Store, *, every: float = _EVERY, told: Callable[[SyncReport], None] = lambda report: None
    ) -> None:
        self._store = store
        self._every = every
        self._told = told
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._unsubscribe: Callable[[], None] = lambda: None
        self._thread = threading.Thread(target=self._run, name="exchange", daemon=False)

    def start(self) -> None:
        self._unsubscribe = self._store.subscribers.add(self._hear)
        self._thread.start()

    def wake(self) -> None:
        """Look into the outbox now."""
        self._wake.set()

    def stop(self) -> None:
        """Ends after the attempt that is under way; returns when the thread has ended."""
        self._stop.set()
        self._wake.set()
        self._unsubscribe()
        if self._thread.ident is not None:
            self._thread.join()

    def _hear(self, event: Event) -> None:
        mine = threading.current_thread() is self._thread
        if isinstance(event, OutboxChanged) and event.state == OutboxState.WAITING and not mine:
            self._wake.set()

    def _run(self) -> None:
        failures = 0
        while not self._stop.is_set():
            self._wake.clear()
            try:
                report = sync_once(self._store, stopping=self._stop.is_set)
            except WorldError as error:  # a full disk, a profile for a transport that is not there: told, tried again
                _log.error("exchange pass failed: %s", error)
                report = SyncReport((), error.code)
            except Exception as bug:  # noqa: BLE001  the top of a thread: said with its kind alone, and tried again
                _log.error("exchange pass failed: %s", type(bug).__name__)
                report = SyncReport((), "exchange-failed")
            self._told(report)
            failures = failures + 1 if report.stopped else 0
            quiet = outbox_states.delay(failures, random.random).total_seconds() if failures else self._every
            if failures:
                # A ministry that does not answer is left alone for a while, whatever is queued meanwhile.
                self._stop.wait(quiet)
            else:
                self._wake.wait(quiet)
