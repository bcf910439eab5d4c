"""The seam of an export: one part per file in `parts/`, each declaring PART, written one after the other.

A part takes everything from the plain copy of the record and from the sealed archive; it never sees the store. It may
be stopped at any point and is then written again: what is whole in the bag is not written twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app import registry
from app.domain.errors import Damaged, NotFound
from app.export import parts
from app.export.bag import Bag
from app.export.scope import Scope
from db.archive.records import RecordReader, RecordRef

DESTROYED, DAMAGED = "destroyed", "damaged"


@dataclass(frozen=True, slots=True)
class NotExported:
    """Something of the record that is not in the bag: `what` names it, `reason` is a code, `place` finds it."""

    what: str
    reason: str
    place: str = ""


@dataclass(slots=True)
class Exporting:
    """What a part works with."""

    bag: Bag
    plain: sqlite3.Connection  # the plain copy of the record
    bodies: RecordReader
    scope: Scope
    started_at: datetime
    practice_name: str
    is_test: bool
    test_authorities: tuple[bytes, ...]
    fingerprint: str  # of the key that will sign the manifest
    tell: Callable[[int], None]  # so many units are done; raises what cancels

    def leave_out(self, what: str, reason: str, place: str = "") -> None:
        """Note something that is not exported; the bag remembers it over a resume."""
        self.bag.work.execute("INSERT OR IGNORE INTO left_out VALUES (?, ?, ?)", (what, reason, place))

    def left_out(self) -> tuple[NotExported, ...]:
        rows = self.bag.work.execute("SELECT what, reason, place FROM left_out ORDER BY 1, 2, 3")
        return tuple(NotExported(*row) for row in rows)

    def write_record(self, record_id: str, path: str, what: str) -> bool:
        """One record of the archive as one file, exactly as it came; False where it is left out."""
        if self.bag.has(path):
            return True
        try:
            record = self.bodies.open(self._ref(record_id))
            self.bag.write(path, record.chunks())
        except NotFound:
            self.leave_out(what, DESTROYED, record_id)
            return False
        except Damaged:
            self.leave_out(what, DAMAGED, record_id)
            return False
        return True

    def rows(self, question: str, *values: object) -> Iterator[sqlite3.Row]:
        """Rows of the plain copy; nothing where the scope has no such table."""
        yield from self.plain.execute(question, values)

    def count(self, question: str, *values: object) -> int:
        found: int = self.plain.execute(question, values).fetchone()[0]
        return found

    def _ref(self, record_id: str) -> RecordRef:
        row = self.plain.execute("SELECT * FROM archive_record WHERE record_id = ?", (record_id,)).fetchone()
        return RecordRef(
            record_id=row["record_id"], kind=row["kind"], segment=row["segment"], offset=row["offset"],
            length=row["length"], tag=row["tag"], sha256=row["sha256"], size=row["size"],
        )  # fmt: skip


class Part(Protocol):
    """One kind of thing that leaves."""

    @property
    def key(self) -> str: ...

    @property
    def order(self) -> int:
        """Parts are written in rising order; the index comes last."""
        ...

    def units(self, exporting: Exporting) -> int:
        """How many units `write` will tell, for the progress bar."""
        ...

    def write(self, exporting: Exporting) -> None: ...


def all_parts() -> tuple[Part, ...]:
    found: dict[str, Part] = registry.entries(parts, "PART")
    return tuple(sorted(found.values(), key=lambda part: part.order))
