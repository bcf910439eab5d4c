"""The store of one practice: an encrypted SQLite file, opened for writing, for reading and for search.

A writing session is one transaction (`BEGIN IMMEDIATE`), committed at the end of its `with`; events are
told after the commit. A reading session sees one consistent moment and cannot write. Search has a
connection of its own, so that the next key can interrupt it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app import record
from app.domain.errors import NotFound, Refused
from app.events import Subscribers
from app.record import Record
from db import migrations
from db.engine import connect, make_engine, problems
from db.errors import driver_errors
from db.schema import create_schema

_READERS = 4
_SEARCH_CACHE_KIB = 64_000


class Store:
    """Make one by `Store.create` or `Store.open`; close it when the practice closes."""

    def __init__(self, path: Path, key: bytes, services: Record, subscribers: Subscribers) -> None:
        self._path, self._key = path, key
        self._services, self.subscribers = services, subscribers
        self._writer = make_engine(path, key, begin="BEGIN IMMEDIATE", read_only=False, connections=1, cache_kib=32_000)
        self._readers = make_engine(path, key, begin="BEGIN", read_only=True, connections=_READERS, cache_kib=32_000)
        self._search = make_engine(path, key, begin="BEGIN", read_only=True, connections=1, cache_kib=_SEARCH_CACHE_KIB)
        self._searching: Any = None
        self.closed = False
        self._search_lock = threading.Lock()

    @classmethod
    def create(cls, path: Path, key: bytes, services: Record, subscribers: Subscribers | None = None) -> Store:
        """A new store with the present schema. Raises `Refused("store-exists")`."""
        if path.exists():
            raise Refused("store-exists")
        connection = connect(path, key)
        try:
            with driver_errors():
                create_schema(connection)
        finally:
            connection.close()
        return cls(path, key, services, subscribers or Subscribers())

    @classmethod
    def open(cls, path: Path, key: bytes, services: Record, subscribers: Subscribers | None = None) -> Store:
        """An existing store, brought to the present schema first (a verified copy of it is kept beside).

        Raises `NotFound("store")`, `Damaged("store-damaged")` (a wrong key looks the same), and
        `Refused("store-newer")` for a store that a newer program wrote.
        """
        if not path.exists():
            raise NotFound("store")
        migrations.bring_up(path, key)
        return cls(path, key, services, subscribers or Subscribers())

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction; commits at the end, rolls back on any exception. Others wait their turn."""
        with driver_errors(self._path), self._session(self._writer) as session:
            self.subscribers.listen_to(session)
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view. Keep it short: a forgotten one lets the write-ahead log grow."""
        with driver_errors(self._path), self._session(self._readers) as session:
            yield session

    @contextmanager
    def searching(self) -> Iterator[Session]:
        """The session of search-as-you-type. Raises `Refused("interrupted")` after `interrupt_search()`."""
        with driver_errors(self._path), self._session(self._search) as session:
            driver_connection = session.connection().connection.driver_connection
            with self._search_lock:
                self._searching = driver_connection
            try:
                yield session
            finally:
                with self._search_lock:
                    self._searching = None

    def interrupt_search(self) -> None:
        """Stop the search that is running, if one is; safe from any thread."""
        with self._search_lock:
            if self._searching is not None:
                self._searching.interrupt()

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        if self.closed:
            raise Refused("store-closed")
        with Session(engine, expire_on_commit=False) as session:
            self.attach_services(session)
            yield session

    def attach_services(self, session: Session) -> None:
        """Give a session of another file of this practice (a copy) the same clock, archive and journal key."""
        record.attach(session, self._services)

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file; for idle moments and before a copy of the file."""
        with driver_errors(self._path), self._writer.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def problems(self) -> tuple[str, ...]:
        """What a full check of the file finds; empty where all is well. Seconds per GB."""
        connection = connect(self._path, self._key, read_only=True)
        try:
            return problems(connection)
        finally:
            connection.close()

    def close(self) -> None:
        """Waits for nothing: sessions in other threads must have ended. Safe to call twice."""
        self.closed = True
        for engine in (self._search, self._readers, self._writer):
            engine.dispose()
