"""A thread that does its work now and then, and at once when somebody wakes it: one piece for every such worker.

An error of the world (the disk, the store, the network) is no reason to end: the next round tries again, and the
record or the screen says it. A bug at the top of the thread is said with its kind alone, because texts may quote names.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from app.domain.errors import WorldError

_log = logging.getLogger(__name__)


class Periodic:
    """Runs `work` on a thread of its own until `stop`. `work` looks at `stopping` between two of its steps.

    `first_after`: seconds to leave to the program that is just starting.
    """

    def __init__(
        self, name: str, work: Callable[[], object], period_seconds: float, *, first_after: float = 0.0
    ) -> None:
        self._name, self._work, self._period, self._first_after = name, work, period_seconds, first_after
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name=self._name)
        self._thread.start()

    def wake(self) -> None:
        self._wake.set()

    def stop(self) -> None:
        """Ends after the step that is under way. Safe to call twice."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        if self._first_after:
            self._wake.wait(self._first_after)
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self._work()
            except WorldError as problem:
                _log.info("%s: waits: %s", self._name, problem.code)
            except Exception as bug:  # noqa: BLE001  the top of a thread
                _log.error("%s: waits: %s", self._name, type(bug).__name__)
            if not self._stopping.is_set():
                self._wake.wait(self._period)
