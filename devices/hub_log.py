"""The hub's log: to standard error without ever waiting for its reader, and the last lines for the device page.

Lines never hold a message's content; what strangers call themselves is made printable and short before.
"""

from __future__ import annotations

import logging
import sys
from collections import deque
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from devices.outlet import Outlet
from devices.wire_log import WireLog


class RecentLog(logging.Handler):
    """The last 200 lines."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._lines: deque[dict[str, str]] = deque(maxlen=200)

    def emit(self, record: logging.LogRecord) -> None:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        self._lines.append({"at": at, "level": record.levelname.lower(), "text": record.getMessage()})

    def lines(self) -> list[dict[str, str]]:
        return list(self._lines)


class WireLines(logging.Handler):
    """The same lines among those of the wire: what the receiver says of itself, beside what devices say."""

    def __init__(self, wire_log: WireLog) -> None:
        super().__init__(logging.INFO)
        self._wire_log = wire_log

    def emit(self, record: logging.LogRecord) -> None:
        self._wire_log.note("hub", "", "", "", "log", record.getMessage())


class StandardError(logging.Handler):
    """While entered, the log of `devices` goes to standard error, on a thread of its own."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self._logger = logging.getLogger("devices")
        self._before = (self._logger.level, self._logger.propagate)
        self._outlet = Outlet(_write, name="log")

    def emit(self, record: logging.LogRecord) -> None:
        self._outlet.put({"line": self.format(record)})

    def __enter__(self) -> StandardError:
        self._logger.setLevel(logging.INFO)
        self._logger.propagate = False  # a stream handler further up would wait for its reader
        self._logger.addHandler(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._logger.removeHandler(self)
        self._logger.setLevel(self._before[0])
        self._logger.propagate = self._before[1]

    def finish(self) -> bool:
        """Hand over what waits; False where nobody reads."""
        return self._outlet.close()


def _write(line: dict[str, Any]) -> None:
    text = line.get("line") or f"{line['count']} lines were not written: nobody read them"
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
