"""The data dictionary of an export: what each table and column means, in Kazakh and in Russian (R12-a).

`resources/export/dictionary.tsv`: table, column, kk, ru. An empty column is the table itself; table `*` holds meanings
that many tables share. A test holds it against the schema.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from app.paths import shipped

LANGUAGES = ("kk", "ru")


@dataclass(frozen=True, slots=True)
class Meaning:
    kk: str
    ru: str


def of_table(table: str) -> Meaning:
    return _read()[table, ""]


def of_column(table: str, column: str) -> Meaning:
    """Raises `KeyError` for a column that nobody explained: the test of the dictionary finds it first."""
    known = _read()
    return known.get((table, column)) or known["*", column]


@cache
def _read() -> dict[tuple[str, str], Meaning]:
    with shipped("resources", "export", "dictionary.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["table"], row["column"]): Meaning(row["kk"], row["ru"]) for row in rows}
