"""The present schema, for a new store: the tables, the search indexes, the triggers, then the mark of its revision."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from db import append_only, migrations, search, tables


def statements() -> tuple[str, ...]:
    """Every statement that makes an empty store, in order."""
    dialect = sqlite.dialect()
    made: list[str] = []
    for table in tables.metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)))
        made += [str(CreateIndex(index).compile(dialect=dialect)) for index in sorted_indexes(table)]
    return (*made, *search.SCHEMA, *append_only.SCHEMA)


def sorted_indexes(table: Any) -> list[Any]:
    return sorted(table.indexes, key=lambda index: str(index.name))


def create_schema(connection: Any) -> None:
    """Make all tables in one transaction on a driver connection in autocommit."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in statements():
        connection.execute(statement)
    migrations.stamp(connection, migrations.HEAD)
    connection.execute("COMMIT")
