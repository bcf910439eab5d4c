"""The record as one plain SQLite file: the copy from which everything else of an export is made.

It is read in one reading transaction of the store, so it is one consistent moment; an export that is resumed goes on
from it and therefore ends as it would have ended at once. Rows are streamed: no ORM, memory O(batch).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateIndex, CreateTable

from app.domain.errors import Damaged
from app.export.scope import SECRET_COLUMNS, Scope, masked_setting
from db import tables

_BATCH = 2000
Tell = Callable[[int], None]


def tables_in(scope: Scope) -> tuple[Table, ...]:
    """Tables that leave, parents before children."""
    return tuple(table for table in tables.metadata.sorted_tables if scope.condition(table.name) is not None)


def counts(session: Session, scope: Scope) -> dict[str, int]:
    """Rows per table in the store, in the scope."""
    return {table.name: _count(session, table, scope) for table in tables_in(scope)}


def write(session: Session, scope: Scope, path: Path, tell: Tell) -> dict[str, int]:
    """Copy the rows into a new file, which replaces what lies at `path`. Returns rows per table.

    Raises `Damaged("counts-differ")` where a copy does not have as many rows as the store counts.
    """
    making = path.with_name(f"{path.name}.making")
    making.unlink(missing_ok=True)
    copied: dict[str, int] = {}
    plain = sqlite3.connect(making, isolation_level=None)
    try:
        plain.execute("PRAGMA journal_mode=OFF")
        plain.execute("PRAGMA synchronous=OFF")
        plain.execute("BEGIN")
        for table in tables_in(scope):
            plain.execute(_create_statement(table))
            copied[table.name] = _copy(session, plain, table, scope, tell)
        for index in _indexes(scope):
            plain.execute(index)
        plain.execute("COMMIT")
    finally:
        plain.close()
    if copied != counts(session, scope):
        raise Damaged("counts-differ")
    making.replace(path)
    return copied


def opened(path: Path) -> sqlite3.Connection:
    """The copy, for reading; rows can be read by name."""
    connection = sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _copy(session: Session, plain: sqlite3.Connection, table: Table, scope: Scope, tell: Tell) -> int:
    names = [column.name for column in table.columns]
    taken = ", ".join(SECRET_COLUMNS.get((table.name, name), f'"{name}"') for name in names)
    key = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
    question = f'SELECT {taken} FROM "{table.name}" WHERE {scope.condition(table.name)} ORDER BY {key}'
    into = f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(names))})'
    cursor = _driver(session).cursor()
    copied = 0
    try:
        cursor.execute(question, _parameters(question, scope))
        rows = iter(cursor)
        if table.name == "setting":
            rows = (_masked(dict(zip(names, row, strict=True)), names) for row in cursor)
        while moved := _move(plain, into, rows):
            copied += moved
            tell(moved)
    finally:
        cursor.close()
    return copied


def _move(plain: sqlite3.Connection, into: str, rows: Iterator[tuple[Any, ...]]) -> int:
    before = plain.total_changes
    plain.executemany(into, islice(rows, _BATCH))
    return plain.total_changes - before


def _masked(row: dict[str, Any], names: list[str]) -> tuple[Any, ...]:
    row["value"] = masked_setting(row["name"], row["value"])
    return tuple(row[name] for name in names)


def _count(session: Session, table: Table, scope: Scope) -> int:
    question = f'SELECT count(*) FROM "{table.name}" WHERE {scope.condition(table.name)}'
    cursor = _driver(session).execute(question, _parameters(question, scope))
    found: int = cursor.fetchone()[0]
    cursor.close()
    return found


def _driver(session: Session) -> Any:
    """The driver's connection: rows as plain tuples, several times faster than mapped ones."""
    connection = session.connection().connection.driver_connection
    assert connection is not None
    return connection


def _parameters(question: str, scope: Scope) -> dict[str, Any]:
    return {"patient": scope.patient_id} if ":patient" in question else {}


def _indexes(scope: Scope) -> list[str]:
    """So that joins of the parts, and of whoever opens the file, are quick; the wide ones of the search stay behind."""
    dialect = sqlite_dialect.dialect()
    return [
        str(CreateIndex(index).compile(dialect=dialect))
        for table in tables_in(scope)
        for index in sorted(table.indexes, key=lambda one: str(one.name))
        if table.name != "patient"
    ]


def _create_statement(table: Table) -> str:
    """As in the store, but not STRICT: older readers of SQLite do not know the word."""
    made = str(CreateTable(table).compile(dialect=sqlite_dialect.dialect()))
    return made.rstrip().removesuffix("STRICT")
