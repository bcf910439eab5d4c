"""Watched folders: programs of devices leave their files there, on this computer or on a share.

A file is taken when its size and time rest and nobody holds it open. It is sealed into the archive, durable, and only
then moved to `done/DAY` beside it, or to `unreadable/DAY` where no reader knows it. A crash between the two leaves it
in its place: it is sealed once more and recognised by its bytes. Looked at by asking again and again: shares tell
nothing by themselves.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from app.domain.device_settings import HubDevice, LinkKind
from app.domain.file_name import is_too_wide
from devices.equipment import Equipment
from devices.folder_memory import FolderMemory
from devices.folder_taking import FolderTaking
from devices.reception import now_iso

log = logging.getLogger(__name__)

_LONGEST_PAUSE_SECONDS = 30.0


class WatchedFolders:
    """Every folder that settings name, each with a thread of its own: one share that hangs holds up no other."""

    def __init__(self, equipment: Equipment) -> None:
        self._equipment = equipment
        self._lock = threading.Lock()
        self._changing = threading.Lock()
        self._watching: dict[HubDevice, _Watch] = {}
        self._is_running = False
        self._memory = FolderMemory(equipment.folder)

    @property
    def ports(self) -> dict[str, int]:
        return {}

    @property
    def connected(self) -> int:
        """Folders that are there."""
        with self._lock:
            return sum(watch.is_there for watch in self._watching.values())

    @property
    def receiving(self) -> int:
        with self._lock:
            return sum(watch.taking.is_busy for watch in self._watching.values())

    def start(self) -> None:
        self._is_running = True
        self._equipment.knowledge.watch_devices(self._settings_changed)
        self._settings_changed()

    def stop(self, seconds: float) -> None:
        with self._lock:
            self._is_running = False
            ending, self._watching = list(self._watching.values()), {}
        _end(ending, seconds)

    def close(self) -> None:
        """Nothing was opened before `start`."""

    def commands(self) -> dict[str, Callable[[dict[str, Any]], dict[str, Any]]]:
        return {"folders": self._tell}

    def _tell(self, _request: dict[str, Any]) -> dict[str, Any]:
        """How every folder is: for the devices' page. No file is named."""
        with self._lock:
            return {"reply": "folders", "folders": [watch.state() for watch in self._watching.values()]}

    def _settings_changed(self) -> None:
        """Begin with folders that are new, end with those that are gone or set otherwise.

        The old watch ends before the new one begins, so that no file is taken by two.
        """
        wanted = [one for one in _each_folder_once(self._equipment.knowledge.devices) if self._may_be_watched(one)]
        with self._changing:
            with self._lock:
                ending = [self._watching.pop(one) for one in list(self._watching) if one not in wanted]
            _end(ending, 2.0)
            with self._lock:
                if not self._is_running:
                    return
                for device in wanted:
                    if device not in self._watching:
                        self._watching[device] = _Watch(device, self._equipment, self._memory)
                        self._watching[device].start()

    def _may_be_watched(self, device: HubDevice) -> bool:
        """A drive, a home or our own data would have files moved that are no device's."""
        folder = os.path.realpath(device.settings.link.folder)
        if not is_too_wide(folder, os.path.realpath(Path.home()), os.path.realpath(self._equipment.folder)):
            return True
        self._equipment.reception.problem("folder-too-wide", folder=device.settings.link.folder)
        log.error("folder: not watched, it holds more than a device's files")
        return False


class _Watch(threading.Thread):
    """One folder, looked at until it is asked to end."""

    def __init__(self, device: HubDevice, equipment: Equipment, memory: FolderMemory) -> None:
        # daemon: a share that does not answer keeps a call inside the system for minutes; the hub's end waits for none
        super().__init__(name="folder-watch", daemon=True)
        self._stopping = threading.Event()
        self._folder = Path(device.settings.link.folder)
        self._reception = equipment.reception
        self._pause = max(0.05, min(1.0, device.settings.link.rest_seconds / 2))
        self.taking = FolderTaking(device, equipment, memory, self._stopping.is_set)
        self.is_there = False
        self._since = now_iso()
        self._device = device
        self._problem = ""

    def state(self) -> dict[str, Any]:
        return {
            "peer": self._device.peer, "connected": self.is_there, "since": self._since,
            "failure": self._problem or self.taking.problem,
        }  # fmt: skip

    def ask_to_end(self) -> None:
        self._stopping.set()

    def run(self) -> None:
        pause = self._pause
        while not self._stopping.is_set():
            began = time.monotonic()
            try:
                self.taking.look(began)
            except OSError as problem:
                pause = self._away(problem, pause)
            except Exception as bug:  # noqa: BLE001  the top of a thread: said, and tried again
                log.error("folder: a look failed: %s", type(bug).__name__)  # noqa: TRY400  its text may hold a name
                self._reception.problem("folder-failed", folder=str(self._folder))
                self._problem = "folder-failed"
                pause = _LONGEST_PAUSE_SECONDS
            else:
                if not self.is_there:
                    log.info("folder: watched")
                    self._since = now_iso()
                self.is_there, self._problem = True, ""
                pause = max(self._pause, min(_LONGEST_PAUSE_SECONDS, 3 * (time.monotonic() - began)))
            self._stopping.wait(pause)

    def _away(self, problem: OSError, pause: float) -> float:
        """The share is unplugged, the folder gone or closed to us: said once, asked for again and again."""
        is_new = self._reception.problem("folder-away", folder=str(self._folder))
        if self.is_there or is_new:
            log.warning("folder: not there: %s", type(problem).__name__)
        if self.is_there:
            self._since = now_iso()
        self.is_there, self._problem = False, "folder-away"
        return min(_LONGEST_PAUSE_SECONDS, max(pause * 2, 0.5))


def _each_folder_once(devices: Iterable[HubDevice]) -> list[HubDevice]:
    """The watched devices; of two that name one folder the first: a device of the practice before a wish of the hub."""
    found: dict[str, HubDevice] = {}
    for device in devices:
        if _is_watched(device):
            found.setdefault(os.path.realpath(device.settings.link.folder), device)
    return list(found.values())


def _is_watched(device: HubDevice) -> bool:
    link = device.settings.link
    return link.kind is LinkKind.FOLDER and link.is_on and bool(link.folder.strip())


def _end(watches: list[_Watch], seconds: float) -> None:
    for watch in watches:
        watch.ask_to_end()
    deadline = time.monotonic() + seconds
    for watch in watches:
        watch.join(max(0.0, deadline - time.monotonic()))
