"""What every listener hands its bytes to: the sealed archive first, then the counters and the word to others.

The crash rule: when `keep` or `finish` returns, the bytes are durable and the device may be answered.
Nothing here parses; nothing here tells whose result it is.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from db.archive.records import RecordRef, RecordStream, RecordWriter
from db.archive.segments import FreeSpace
from devices.kept_objects import KeptObjects
from devices.limits import HourlyQuota

log = logging.getLogger(__name__)

_UNREADABLE_BYTES_AN_HOUR = 1 << 30
_UNREADABLE_RECORDS_AN_HOUR = 1000


def printable(text: str | bytes, limit: int = 64) -> str:
    """What a stranger sent, safe for a log line and a counter's key."""
    return _printable(text[: 4 * limit], limit)  # cut first: what is remembered must stay small


@lru_cache(maxsize=1024)  # the same few names come with every object
def _printable(text: str | bytes, limit: int) -> str:
    if isinstance(text, bytes):
        text = text.decode("ascii", "replace")
    return "".join(c if c.isascii() and c.isprintable() else "?" for c in text.strip("\0 \t\r\n"))[:limit]


@dataclass(slots=True)
class DeviceCount:
    """What one device, known by what it calls itself and its address, has sent since the hub's start."""

    received: int = 0
    errors: int = 0
    last_seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """One record more in the archive; nothing about its content."""

    transport: str
    device: str
    record: str
    segment: str


class Reception:
    """Keeps what listeners receive. Safe to call from many threads.

    `tell` is called after each record, on the listener's thread, and must not wait.
    """

    def __init__(
        self, writer: RecordWriter, archive: Path, min_free_bytes: int, tell: Callable[[Received], None]
    ) -> None:
        self._writer = writer
        self._space = FreeSpace(archive, min_free_bytes)
        self._tell = tell
        self._lock = threading.Lock()
        self._devices: dict[tuple[str, str, str], DeviceCount] = {}
        self._sealed: dict[date, int] = {}
        self._problems: deque[dict[str, Any]] = deque(maxlen=50)
        self.objects = KeptObjects()
        self._quota = HourlyQuota(_UNREADABLE_BYTES_AN_HOUR, _UNREADABLE_RECORDS_AN_HOUR)

    def has_room(self) -> bool:
        """Whether the disk has the reserve that the settings ask for: asked before a device's bytes are taken."""
        return self._space.has()

    def keep(
        self, kind: str, metadata: dict[str, Any], body: bytes | bytearray | memoryview, sha256: bytes | None = None
    ) -> RecordRef:
        """Seal and store; durable when it returns. Raises `OutOfSpace`, `Damaged`: nothing is acknowledged then.

        `sha256` of the body, for a caller that has it already.
        """
        ref = self._writer.append(kind, metadata, memoryview(body), sha256)
        self.count(metadata, ref)
        return ref

    def stream(self, kind: str, metadata: dict[str, Any]) -> KeptStream:
        """For an object whose length is not known yet and may be large. Raises as `keep`."""
        return KeptStream(self, self._writer.stream(kind, metadata), metadata)

    def keep_unreadable(self, transport: str, peer: str, reason: str, body: bytes | bytearray | memoryview) -> bool:
        """Keep bytes that are not what the port expects; False where the hour's bound for such bytes is reached."""
        if not self._quota.take(len(body)):
            self.problem("unreadable-bound")
            log.warning(
                "%s from %s: %d unreadable bytes not kept, the hour's bound is reached", transport, peer, len(body)
            )
            return False
        metadata = {"transport": transport, "peer": peer, "received_at": now_iso(), "reason": reason}
        self.keep("unreadable", metadata, body)
        return True

    def failed(self, transport: str, calling: str, peer: str, code: str) -> None:
        """A device's object was not kept, or was not what it should be: counted with the device, and a problem."""
        with self._lock:
            self._device(transport, calling, peer).errors += 1
        self.problem(code, transport=transport, calling=calling, peer=peer)

    def problem(self, code: str, **facts: object) -> bool:
        """Remember it for the status: one entry per cause, counted. True where the cause is new."""
        with self._lock:
            for problem in self._problems:
                if problem["code"] == code and problem["facts"] == facts:
                    problem["count"] += 1
                    problem["at"] = now_iso()
                    return False
            self._problems.append({"code": code, "facts": facts, "count": 1, "at": now_iso()})
            return True

    def status(self) -> dict[str, Any]:
        """Counts per device, problems, sealed today: what the control channel answers."""
        with self._lock:
            return {
                "devices": [
                    {
                        "transport": transport, "calling": calling, "peer": peer,
                        "received": count.received, "errors": count.errors,
                        "last_seen": count.last_seen.isoformat() if count.last_seen else None,
                    }
                    for (transport, calling, peer), count in self._devices.items()
                ],
                "problems": [dict(problem) for problem in self._problems],
                "sealed_today": self._sealed.get(_today(), 0),
            }  # fmt: skip

    def count(self, metadata: dict[str, Any], ref: RecordRef) -> None:
        """One durable record more: the device's counter, the day's, and the word to others."""
        calling = printable(metadata.get("calling", ""))
        today = _today()
        if sop_instance_uid := metadata.get("sop_instance_uid"):
            self.objects.add(metadata.get("sop_class_uid", ""), sop_instance_uid)
        with self._lock:
            device = self._device(metadata["transport"], calling, metadata["peer"])
            device.received += 1
            device.last_seen = datetime.now(UTC)
            if today not in self._sealed:
                self._sealed.clear()
            self._sealed[today] = self._sealed.get(today, 0) + 1
        self._tell(Received(metadata["transport"], calling, ref.record_id, ref.segment))

    def _device(self, transport: str, calling: str, peer: str) -> DeviceCount:
        key = (transport, calling, peer)
        if key not in self._devices and len(self._devices) >= 500:
            key = (transport, "", "")  # a stranger inventing names must not fill the memory
        return self._devices.setdefault(key, DeviceCount())


class KeptStream:
    """A large record on its way into the archive (`db.archive.records.RecordStream`), counted when it is whole."""

    def __init__(self, reception: Reception, stream: RecordStream, metadata: dict[str, Any]) -> None:
        self._reception = reception
        self._stream = stream
        self._metadata = metadata

    def write(self, piece: bytes | memoryview) -> None:
        """Raises `OutOfSpace`, `Damaged`."""
        self._stream.write(piece)

    def finish(self) -> RecordRef:
        """Durable when it returns. Raises as `write`."""
        ref = self._stream.finish()
        self._reception.count(self._metadata, ref)
        return ref

    def abort(self) -> None:
        self._stream.abort()


def now_iso() -> str:
    """This moment as the archive's metadata write it: ISO 8601, UTC."""
    return datetime.now(UTC).isoformat()


def _today() -> date:
    return date.today()  # noqa: DTZ011  the practice's own day, as the clock on its wall says
