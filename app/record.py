"""What a use case needs beside the rows: the clock, the archive, the journal's key.

The store puts it into each session it opens; use cases take it out with `of(session)`.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy.orm import Session

from app.domain.clock import Clock
from db.archive.records import RecordReader, RecordWriter


@dataclass(frozen=True, slots=True)
class Record:
    """The services of one open practice. `is_test` marks a practice that refuses production trust."""

    clock: Clock
    journal_key: bytes = field(repr=False)  # 32 bytes, HMAC-SHA-256
    writer: RecordWriter
    reader: RecordReader
    is_test: bool = False


class Sessions(Protocol):
    """The part of the store (`db/store.py`) that work in several short transactions needs."""

    def reading(self) -> AbstractContextManager[Session]: ...

    def writing(self) -> AbstractContextManager[Session]: ...


_KEY = "shipager.record"


def attach(session: Session, record: Record) -> None:
    session.info[_KEY] = record


def of(session: Session) -> Record:
    """The services of the practice this session belongs to."""
    found: Record = session.info[_KEY]
    return found
