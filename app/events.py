"""Events are told to subscribers after the commit, in the thread that committed.

A use case calls `tell(session, event)`; a roll-back drops what was to be told.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from sqlalchemy import event as sa_event
from sqlalchemy.orm import Session

from app.domain.events import Event

Subscriber = Callable[[Event], None]
_KEY = "shipager.events"


class Subscribers:
    """The list of those who want to know; one per open practice."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._all: tuple[Subscriber, ...] = ()

    def add(self, subscriber: Subscriber) -> Callable[[], None]:
        """Returns the call that ends the subscription."""
        with self._lock:
            self._all = (*self._all, subscriber)
        return lambda: self._remove(subscriber)

    def _remove(self, subscriber: Subscriber) -> None:
        with self._lock:
            self._all = tuple(one for one in self._all if one is not subscriber)

    def publish(self, event: Event) -> None:
        for subscriber in self._all:
            subscriber(event)

    def listen_to(self, session: Session) -> None:
        """Publish what the session's use cases tell, after each commit."""
        sa_event.listen(session, "after_commit", self._after_commit)
        sa_event.listen(session, "after_rollback", _drop)

    def _after_commit(self, session: Session) -> None:
        if session.in_nested_transaction():
            return  # a savepoint was released: nothing is durable yet
        for event in session.info.pop(_KEY, ()):
            self.publish(event)


def tell(session: Session, event: Event) -> None:
    """Publish the event once the session's transaction is committed."""
    session.info.setdefault(_KEY, []).append(event)


def _drop(session: Session) -> None:
    if session.in_nested_transaction():
        return  # the rest of the transaction goes on, and with it what it has told
    session.info.pop(_KEY, None)
