"""Bringing a store to the present schema: one transaction per revision, a verified copy of the old store first.

Alembic is imported only where the version differs: it takes 170 ms that a daily start does not have.
The versions live in `versions/`, numbered; `HEAD` names the newest. While the schema of the newest,
unreleased revision still changes, `python -m db.migrations` writes it anew from the tables.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.domain.errors import Damaged, Refused
from db.engine import connect, verified_copy
from db.errors import driver_errors

HEAD = "0001"
FOLDER = Path(__file__).parent


def revision(connection: Any) -> str | None:
    """The revision a store is marked with; None where it is no store of ours."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def stamp(connection: Any, number: str) -> None:
    """Mark a store with its revision, in a STRICT table (Alembic's own would not be)."""
    make_version_table(connection)
    connection.execute("DELETE FROM alembic_version")
    connection.execute("INSERT INTO alembic_version VALUES (?)", (number,))


def make_version_table(connection: Any) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT NOT NULL PRIMARY KEY) STRICT")


def bring_up(path: Path, key: bytes, *, head: str = HEAD, versions: Path | None = None) -> None:
    """Upgrade the store where its revision is older; `versions` is a folder of further revisions, for tests.

    The copy of the old store stays beside it as `store.before-<revision>.db`. Raises `Refused("store-newer")`,
    `Damaged("store-damaged")`, `OutOfSpace`; after any of them the store is as it was.
    """
    connection = connect(path, key)
    try:
        with driver_errors():
            present = revision(connection)
    finally:
        connection.close()
    if present == head:
        return
    if present is None:
        raise Damaged("store-damaged")
    if present > head:
        raise Refused("store-newer", revision=present)
    verified_copy(path, key, path.with_name(f"{path.stem}.before-{head}{path.suffix}"))
    from db.migrations.upgrade import upgrade

    upgrade(path, key, versions=versions, target=head)
