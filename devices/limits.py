"""Bounds on what strangers on the network may cost: disk for unreadable bytes, memory for unfinished ones."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable


class HourlyQuota:
    """So many bytes and so many records an hour. Results of devices are not counted; only what cannot be read is."""

    def __init__(self, max_bytes: int, max_records: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._max_bytes = max_bytes
        self._max_records = max_records
        self._clock = clock
        self._taken: deque[tuple[float, int]] = deque()
        self._bytes = 0
        self._lock = threading.Lock()

    def take(self, size: int) -> bool:
        """True where there is room for one more record of that size; it is counted then."""
        now = self._clock()
        with self._lock:
            while self._taken and now - self._taken[0][0] > 3600:
                self._bytes -= self._taken.popleft()[1]
            if len(self._taken) >= self._max_records or self._bytes + size > self._max_bytes:
                return False
            self._taken.append((now, size))
            self._bytes += size
            return True


class SharedMemory:
    """Bytes that unfinished messages of all connections may hold together."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._held: dict[object, int] = {}
        self._lock = threading.Lock()

    def hold(self, who: object, size: int) -> bool:
        """Say how much `who` holds now; False where all together hold more than is allowed."""
        with self._lock:
            if size:
                self._held[who] = size
            else:
                self._held.pop(who, None)
            return sum(self._held.values()) <= self._max_bytes
