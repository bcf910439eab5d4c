"""`hub-run.json`: where a running hub is reached and with which token, for its own user alone.

One hub at a time serves a practice; an OS lock beside the file falls with the process, however it ends.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from app.domain.errors import Refused

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True, slots=True)
class HubRun:
    """A running hub, or the reason why the last one could not start (`problem`, `facts`)."""

    pid: int
    control_port: int = 0
    token: str = field(default="", repr=False)  # 256 bits, hexadecimal
    public_key: str = ""
    problem: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def write(path: Path, run: HubRun) -> None:
    """Readable by the user alone from its first byte on; never half written."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(asdict(run), file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def read(path: Path) -> HubRun | None:
    """None where there is none, or what lies there is not one."""
    try:
        return HubRun(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


class HubLock:
    """Held while a hub serves the folder. Raises `Refused("hub-running", process=…)` where another one does."""

    def __init__(self, path: Path, run_path: Path) -> None:
        self._file = path.open("ab")
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            other = read(run_path)
            raise Refused("hub-running", process=other.pid if other else "?") from None

    def release(self) -> None:
        self._file.close()
