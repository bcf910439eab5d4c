"""SQLCipher under SQLAlchemy: the one place where the store's file is opened.

The raw 256-bit key goes in by `creator=`, never in a URL, so that no log or exception text can hold it.
`temp_store=MEMORY` because SQLite otherwise spills plaintext sorts into the system's temp folder;
`synchronous=FULL` because a power cut must not lose an acknowledged transaction. The driver's own
transactions are off (`isolation_level=None`): we say BEGIN, so DDL is transactional as well.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import QueuePool

from app.domain.errors import Damaged
from db.errors import driver_errors

BUSY_SECONDS = 10
CACHE_KIB = 32_000  # decrypted pages; a large cache is what makes encryption cheap
_KEY_BYTES = 32


def connect(path: Path, key: bytes, *, read_only: bool = False, cache_kib: int = CACHE_KIB) -> Any:
    """One keyed driver connection with every pragma the store relies on.

    Raises `Damaged("store-damaged")` where the key is not the file's (SQLCipher cannot tell the two
    apart), `Refused("store-cannot-open")` where there is no file to read.
    """
    if len(key) != _KEY_BYTES:
        raise ValueError("the store's key has 32 bytes")
    mode = "rw" if read_only else "rwc"
    with driver_errors(path):
        connection = driver.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
            isolation_level=None,
        )
        try:
            _set_up(connection, key, cache_kib, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def _set_up(connection: Any, key: bytes, cache_kib: int, *, read_only: bool) -> None:
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")  # PRAGMA takes no bound parameter; hex only
    connection.execute("PRAGMA cipher_log_level = NONE")  # or a wrong key prints on standard error
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "temp_store = MEMORY",
        f"cache_size = -{cache_kib}",
        "trusted_schema = OFF",
        "cell_size_check = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # a wrong key fails here, not later


def make_engine(path: Path, key: bytes, *, begin: str, read_only: bool, connections: int, cache_kib: int) -> Engine:
    """A pool of keyed connections whose transactions start with `begin`."""
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect(path, key, read_only=read_only, cache_kib=cache_kib),
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=30,
        hide_parameters=True,  # an exception's text must not hold a patient's data
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def verified_copy(path: Path, key: bytes, target: Path) -> None:
    """A consistent copy of a store under the same key, read back before it is trusted.

    Works while others write: the copy is of the moment at which it begins. Raises `Damaged("copy-damaged")`,
    `OutOfSpace`.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        _copy(path, key, part)
        part.replace(target)
    except BaseException:
        for suffix in ("", "-wal", "-shm"):  # a disk that is full is not to stay so for our sake
            part.with_name(part.name + suffix).unlink(missing_ok=True)
        raise


def _copy(path: Path, key: bytes, part: Path) -> None:
    source = connect(path, key, read_only=True)
    try:
        copy = connect(part, key)
        try:
            with driver_errors(part):
                # One view for the whole copy: without it each write of another connection begins the copy anew
                # (sqlite.org/backup.html).
                source.execute("BEGIN")
                source.execute("SELECT count(*) FROM sqlite_master").fetchone()
                source.backup(copy, pages=2000, sleep=0.001)
                source.execute("ROLLBACK")
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, no WAL beside it
            if problems(copy):
                raise Damaged("copy-damaged")
        finally:
            copy.close()
    finally:
        source.close()


def problems(connection: Any) -> tuple[str, ...]:
    """What the file's own checks find: HMAC of every page (SQLCipher), then structure (SQLite), foreign keys."""
    with driver_errors():
        found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        if not found:
            found = [str(row[0]) for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
        if not found:
            found = [f"foreign key of {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")]
    return tuple(found)
