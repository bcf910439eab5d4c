"""What the test authority issued and revoked: one file in its folder, read anew at each question.

Two objects over the same folder (a test and a server) therefore know the same.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

_lock = threading.Lock()

# RFC 5280 5.3.1
REASONS = {
    "unspecified": 0, "key_compromise": 1, "ca_compromise": 2, "affiliation_changed": 3, "superseded": 4,
    "cessation_of_operation": 5, "certificate_hold": 6, "remove_from_crl": 8, "privilege_withdrawn": 9,
    "aa_compromise": 10,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Revocation:
    """`reason` is a name of `REASONS`; empty leaves it out of CRL and answer."""

    serial_number: int
    at: datetime
    reason: str = ""


class Register:
    """Serial numbers by the name of their issuer."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def issued(self, issuer: str, serial_number: int) -> None:
        with self._changing() as rows:
            numbers = rows["issued"].setdefault(issuer, [])
            if serial_number not in numbers:
                numbers.append(serial_number)

    def revoked(self, issuer: str, revocation: Revocation) -> None:
        """Raises `KeyError` for a reason that is none."""
        reason = revocation.reason
        if reason:
            REASONS[reason]
        with self._changing() as rows:
            listed = rows["revoked"].setdefault(issuer, {})
            listed[str(revocation.serial_number)] = [revocation.at.isoformat(), reason]

    def knows(self, issuer: str, serial_number: int) -> bool:
        return serial_number in self._rows()["issued"].get(issuer, [])

    def revocations(self, issuer: str, until: datetime) -> tuple[Revocation, ...]:
        """What was revoked up to a moment, by serial number."""
        rows = self._rows()["revoked"].get(issuer, {})
        found = [Revocation(int(number), datetime.fromisoformat(at), reason) for number, (at, reason) in rows.items()]
        return tuple(sorted((one for one in found if one.at <= until), key=lambda one: one.serial_number))

    def _rows(self) -> dict[str, dict[str, Any]]:
        if not self._path.exists():
            return {"issued": {}, "revoked": {}}
        rows: dict[str, dict[str, Any]] = json.loads(self._path.read_text("utf-8"))
        return rows

    @contextmanager
    def _changing(self) -> Iterator[dict[str, dict[str, Any]]]:
        with _lock:
            rows = self._rows()
            yield rows
            written = self._path.with_suffix(".new")
            written.write_text(json.dumps(rows), "utf-8")
            written.replace(self._path)
