"""One CSV per table (RFC 4180, UTF-8 with BOM), a Frictionless data package and a dictionary in kk and ru (R12-a).

Values are exact: nothing is put before a `=` or a `+`, because a register that was changed on its way out is no proof.
Spreadsheet programs may take such a cell for a formula; the read-me says to import columns as text.
An unquoted empty cell is "no value"; `""` is an empty text. Every text is quoted. Blobs are hexadecimal.
SQLite makes the text of each cell, so Python only joins them.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, LargeBinary, Table
from sqlalchemy.types import REAL, Integer

from app.export import dictionary, snapshot
from app.export.part import Exporting
from db.tables.columns import Flag, IsoDate, Json, UtcTime

FOLDER = "data/tables"
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class CsvTables:
    key: str = "tables"
    order: int = 20

    def units(self, exporting: Exporting) -> int:
        return sum(exporting.count(f'SELECT count(*) FROM "{table.name}"') for table in tables_of(exporting))

    def write(self, exporting: Exporting) -> None:
        exporting.plain.create_function("as_real", 1, repr, deterministic=True)
        for table in tables_of(exporting):
            rows = exporting.count(f'SELECT count(*) FROM "{table.name}"')
            if exporting.bag.has(f"{FOLDER}/{table.name}.csv"):
                exporting.tell(rows)
            exporting.bag.write(f"{FOLDER}/{table.name}.csv", csv_of(exporting, table))
        exporting.bag.write(f"{FOLDER}/dictionary.csv", [_dictionary(exporting)])
        exporting.bag.write(f"{FOLDER}/datapackage.json", [_package(exporting)])


def tables_of(exporting: Exporting) -> tuple[Table, ...]:
    return snapshot.tables_in(exporting.scope)


def csv_of(exporting: Exporting, table: Table) -> Iterator[bytes]:
    yield codecs.BOM_UTF8 + (",".join(_quoted(column.name) for column in table.columns) + "\r\n").encode()
    key = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
    cells = ", ".join(_cell(column) for column in table.columns)
    cursor = exporting.plain.cursor()
    cursor.row_factory = None  # plain tuples
    cursor.execute(f'SELECT {cells} FROM "{table.name}" ORDER BY {key}')
    while rows := cursor.fetchmany(_BATCH):
        yield ("\r\n".join(map(",".join, rows)) + "\r\n").encode()
        exporting.tell(len(rows))


def _cell(column: Column[Any]) -> str:
    """The SQL expression of a cell as text."""
    name = f'"{column.name}"'
    if _is(column, LargeBinary):
        return f"iif({name} IS NULL, '', lower(hex({name})))"
    if _is(column, REAL):  # SQLite would write 15 digits; repr writes what reads back as the same number
        return f"iif({name} IS NULL, '', as_real({name}))"
    if _is(column, Integer):
        return f"iif({name} IS NULL, '', CAST({name} AS TEXT))"
    return f"iif({name} IS NULL, '', '\"' || replace({name}, '\"', '\"\"') || '\"')"


def _is(column: Column[Any], kind: type[Any]) -> bool:
    stored: Any = column.type.impl if isinstance(column.type, Flag | IsoDate | Json | UtcTime) else column.type
    return isinstance(stored, kind)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _dictionary(exporting: Exporting) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(["table", "column", "type", "kk", "ru"])
    for table in tables_of(exporting):
        of_table = dictionary.of_table(table.name)
        writer.writerow([table.name, "", "table", of_table.kk, of_table.ru])
        for column in table.columns:
            meaning = dictionary.of_column(table.name, column.name)
            writer.writerow([table.name, column.name, _field_type(column)["type"], meaning.kk, meaning.ru])
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _package(exporting: Exporting) -> bytes:
    """Frictionless Data Package, tabular profile (specs.frictionlessdata.io, v1)."""
    package = {
        "profile": "tabular-data-package",
        "name": "shipager-export",
        "title": exporting.practice_name,
        "created": exporting.started_at.isoformat(),
        "resources": [_resource(exporting, table) for table in tables_of(exporting)],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode()


def _resource(exporting: Exporting, table: Table) -> dict[str, Any]:
    known = exporting.bag.logged(f"{FOLDER}/{table.name}.csv")
    meaning = dictionary.of_table(table.name)
    there = {other.name for other in tables_of(exporting)}
    return {
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "title": f"{meaning.kk} / {meaning.ru}",
        "encoding": "utf-8",
        "bytes": known.size,
        "hash": f"sha256:{known.sha256}",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": [column.name for column in table.primary_key.columns],
            "foreignKeys": [
                {
                    "fields": key.parent.name,
                    "reference": {"resource": key.column.table.name.replace("_", "-"), "fields": key.column.name},
                }
                for column in table.columns
                for key in column.foreign_keys
                if key.column.table.name in there
            ],
        },
    }


def _field(table: Table, column: Column[Any]) -> dict[str, Any]:
    meaning = dictionary.of_column(table.name, column.name)
    described = {"name": column.name, "title": f"{meaning.kk} / {meaning.ru}", **_field_type(column)}
    return described if column.nullable else {**described, "constraints": {"required": not _may_be_empty(column)}}


def _may_be_empty(column: Column[Any]) -> bool:
    """An empty text is a value here, but a data package takes it for a missing one."""
    return bool(_field_type(column)["type"] == "string")


def _field_type(column: Column[Any]) -> dict[str, Any]:
    by_type: tuple[tuple[type[Any], dict[str, Any]], ...] = (
        (Flag, {"type": "boolean", "trueValues": ["1"], "falseValues": ["0"]}),
        (UtcTime, {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S.%fZ"}),
        (IsoDate, {"type": "date"}),
        (Json, {"type": "any", "description": "JSON"}),
        (REAL, {"type": "number"}),
        (Integer, {"type": "integer"}),
        (LargeBinary, {"type": "string", "description": "hexadecimal"}),
    )
    return next((dict(described) for kind, described in by_type if isinstance(column.type, kind)), {"type": "string"})


PART = CsvTables()
