"""The plain SQLite file: the copy of the record that everything else was made from (R12-a)."""

from __future__ import annotations

from dataclasses import dataclass

from app.export.part import Exporting

PATH = "data/record.sqlite"


@dataclass(frozen=True, slots=True)
class SqliteFile:
    key: str = "sqlite"
    order: int = 10

    def units(self, exporting: Exporting) -> int:
        return 0

    def write(self, exporting: Exporting) -> None:
        exporting.bag.adopt(PATH)


PART = SqliteFile()
