"""Tells the hub what devices may ask for: today's list after every change, devices' settings when they change.

A thread of its own, so that neither a use case nor the screen waits for the hub. Changes that come together are told
once. When the practice is closed the hub is told an empty list.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Protocol

from app import device_settings, worklist
from app.domain.errors import WorldError

if TYPE_CHECKING:
    from typing import Any

    from app.open_practice import OpenPractice
    from app.paths import DataFolder

log = logging.getLogger(__name__)

_LOOK_SECONDS = 60.0  # midnight comes without an event
_STORE_SECONDS = 2.0  # another program (a command beside the window) may have changed the store
_GATHER_SECONDS = 0.05


class Hub(Protocol):
    """What is needed of `devices.hub_handle.HubHandle`."""

    def ask(self, command: str, **facts: Any) -> dict[str, Any] | None: ...


class TodayWorker:
    """One per open practice; `list_changed` and `settings_changed` from any thread."""

    def __init__(self, practice: OpenPractice, hub: Hub) -> None:
        self._practice = practice
        self._hub = hub
        self._changed = threading.Event()
        self._settings = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._told: list[dict[str, Any]] | None = None  # what the hub has; None: nobody knows

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="today")
        self._thread.start()

    def list_changed(self) -> None:
        self._changed.set()

    def hub_changed(self) -> None:
        """Another hub process: it knows nothing yet."""
        self._told = None
        self._changed.set()

    def settings_changed(self) -> None:
        self._settings.set()
        self._changed.set()

    def stop(self) -> None:
        """Ends, and leaves the hub without a list. Safe to call twice."""
        if self._thread is None:
            return
        self._stopping.set()
        self._changed.set()
        self._thread.join()
        self._thread = None
        self._hub.ask("steps", steps=[])

    def _run(self) -> None:
        seen, looked = _written(self._practice.folder), time.monotonic()
        while not self._stopping.is_set():
            is_told = self._changed.wait(_STORE_SECONDS)
            now = _written(self._practice.folder)
            if not is_told and now == seen and time.monotonic() - looked < _LOOK_SECONDS:
                continue
            if self._stopping.wait(_GATHER_SECONDS):
                return
            self._changed.clear()
            seen, looked = now, time.monotonic()
            try:
                self._tell()
            except WorldError as problem:
                log.warning("today's list was not told to the receiver: %s", problem.code)
            except Exception as bug:  # noqa: BLE001  the top of a thread: said, and tried again at the next change
                log.error("today's list failed: %s", type(bug).__name__)  # noqa: TRY400  its text may quote a patient

    def _tell(self) -> None:
        if self._settings.is_set():
            self._settings.clear()
            self._practice.write(device_settings.write_for_hub, self._practice.folder, self._practice.keys)
            self._hub.ask("reread")
        found = [step.to_json() for step in self._practice.read(worklist.steps)]
        if found != self._told and self._hub.ask("steps", steps=found) is not None:
            self._told = found


def _written(folder: DataFolder) -> tuple[tuple[int, int], ...]:
    """What changes with every commit of anybody: size and time of the store's files."""
    found = []
    for path in (folder.store, folder.store.with_name(folder.store.name + "-wal")):
        try:
            stat = path.stat()
        except OSError:
            continue
        found.append((stat.st_size, stat.st_mtime_ns))
    return tuple(found)
