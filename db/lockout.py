"""The lockout after failed attempts to get in: 5 failures close a login for 15 minutes, each further one twice as long.

The counter lies beside the key ring (`attempts.json`) and survives restarts. It holds no login: people type a
password into the wrong field, so each login is only a 16-bit bucket under the file's own salt. A clock that is
turned back starts the waiting anew; one that was wrong and is put right keeps nobody out for longer than the delay.
Whoever can write the data folder can remove the file, and could as well guess at a copy of the key ring: against
that stands the price of Argon2id.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO
from unicodedata import normalize

from app.domain.errors import Refused
from db.durable import replace_file

if sys.platform == "win32":
    import msvcrt

    def _wait_for(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # ten seconds, then an OSError: no try
else:
    import fcntl

    def _wait_for(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)


FREE_FAILURES = 5
FIRST_DELAY = 15 * 60  # seconds
LONGEST_DELAY = 24 * 3600
_FORMAT = "shipager-attempts-1"
_EVERYBODY = "*"  # bucket of all who have none of their own


@dataclass(frozen=True, slots=True)
class _Count:
    """Of one login: failures since the last success, when the waiting began, the latest time seen (Unix seconds)."""

    failures: int
    since: float
    seen: float

    @property
    def delay(self) -> float:
        beyond = self.failures - FREE_FAILURES
        return 0 if beyond < 0 else min(LONGEST_DELAY, FIRST_DELAY * 2 ** min(beyond, 16))

    def at(self, now: float) -> _Count:
        """The same count, looked at now; a clock that went back starts the waiting again."""
        return replace(self, since=now, seen=now) if now < self.seen else replace(self, seen=now)


@dataclass(frozen=True, slots=True)
class _Attempts:
    salt: str
    counts: dict[str, _Count]

    def bucket(self, login: str) -> str:
        return hashlib.sha256(f"{self.salt}|{normalize('NFC', login)}".encode()).hexdigest()[:4]

    def count(self, login: str, now: float) -> _Count:
        found = self.counts.get(self.bucket(login)) or self.counts.get(_EVERYBODY) or _Count(0, now, now)
        return found.at(now)

    def with_count(self, login: str, count: _Count) -> _Attempts:
        return replace(self, counts=self.counts | {self.bucket(login): count})


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Held for the whole of an attempt, by an OS lock over all processes.

    Otherwise all who ask at once get a try before the first failure is counted, and counts overwrite each other.
    """
    with path.with_name(f"{path.name}.lock").open("ab") as file:
        _wait_for(file)
        yield


def before_attempt(path: Path, login: str, now: datetime) -> None:
    """Raises `Refused("locked-out", seconds=…)` while the login has to wait."""
    attempts = _load(path, now)
    count = attempts.count(login, now.timestamp())
    if not count.delay:
        return
    if attempts.counts.get(attempts.bucket(login)) != count:
        _save(path, attempts.with_count(login, count))  # the time seen is kept, so that turning it back shows
    waiting = count.since + count.delay - now.timestamp()
    if waiting > 0:
        raise Refused("locked-out", seconds=int(waiting) + 1)


def failed(path: Path, login: str, now: datetime) -> None:
    """Count a failure; durable when it returns. The waiting begins at the fifth."""
    attempts = _load(path, now)
    count = attempts.count(login, now.timestamp())
    _save(path, attempts.with_count(login, replace(count, failures=count.failures + 1, since=now.timestamp())))


def succeeded(path: Path, login: str, now: datetime) -> None:
    """The login starts from nothing again. Also how an administrator lifts a lockout."""
    attempts = _load(path, now)
    if attempts.count(login, now.timestamp()).failures:
        _save(path, attempts.with_count(login, _Count(0, now.timestamp(), now.timestamp())))


def _load(path: Path, now: datetime) -> _Attempts:
    """A file that cannot be read counts as a lockout of everybody, not as innocence."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return _Attempts(secrets.token_hex(16), {})
    attempts = _parsed(content)
    if attempts is None:
        closed = _Count(FREE_FAILURES, now.timestamp(), now.timestamp())
        attempts = _Attempts(secrets.token_hex(16), {_EVERYBODY: closed})
        _save(path, attempts)
    return attempts


def _parsed(content: bytes) -> _Attempts | None:
    try:
        sheet = json.loads(content)
        counts = {
            str(bucket): _Count(int(count["failures"]), float(count["since"]), float(count["seen"]))
            for bucket, count in sheet["counts"].items()
        }
        return _Attempts(str(sheet["salt"]), counts) if sheet["format"] == _FORMAT else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _save(path: Path, attempts: _Attempts) -> None:
    sheet = {
        "format": _FORMAT,
        "salt": attempts.salt,
        "counts": {bucket: asdict(count) for bucket, count in attempts.counts.items()},
    }
    replace_file(path, json.dumps(sheet, indent=1).encode())
