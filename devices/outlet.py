"""A way out that never holds up reception: a bounded queue and a thread of its own.

Whoever reads a hub's standard output or subscribes to its events may stop reading; the oldest lines
are dropped then, counted, and reception goes on.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

Line = dict[str, Any]
_REST_SECONDS = 0.005  # between batches: under load one waking serves many lines, instead of one each


class Outlet:
    """Hands lines to `write` on its own thread, in order. `write` may block or raise `OSError` (the reader left)."""

    def __init__(self, write: Callable[[Line], None], *, name: str, room: int = 1000) -> None:
        self._write = write
        self._room = room
        self._lines: deque[Line] = deque()
        self._missed = 0
        self._closing = False
        self._changed = threading.Condition()
        # daemon: a reader that never reads must not keep the hub alive after it was asked to end
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def put(self, line: Line) -> None:
        """Never waits. When the queue is full its oldest line goes and `{"event": "missed"}` comes before the next."""
        with self._changed:
            if len(self._lines) >= self._room:
                self._lines.popleft()
                self._missed += 1
            self._lines.append(line)
            self._changed.notify()

    def close(self, seconds: float = 1.0) -> bool:
        """Hand over what waits; False where the reader did not take it in time."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (batch := self._take()) is not None:
            try:
                for line in batch:
                    self._write(line)
            except OSError:
                return  # nobody reads any more; what comes is dropped at the bound
            time.sleep(_REST_SECONDS)

    def _take(self) -> list[Line] | None:
        with self._changed:
            while not self._lines and not self._closing:
                self._changed.wait()
            if not self._lines:
                return None
            batch = list(self._lines)
            self._lines.clear()
            if self._missed:
                batch.insert(0, {"event": "missed", "count": self._missed})
                self._missed = 0
            return batch
