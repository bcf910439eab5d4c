"""The hub: a process that receives from devices with nobody logged in. It holds the practice's public key only.

    hub.json → archive writer → ports and links → control channel → ready → … → SIGTERM → clean end

It survives the program that started it, and ends within ten seconds when it is asked to.
"""

from __future__ import annotations

import logging
import os
import queue
import secrets
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from app.domain.errors import WorldError
from app.domain.scheduled import ScheduledStep
from db.archive.writer import PREPARED_SIZE, open_writer
from devices import hub_run, hub_settings
from devices.astm_port import open_port as open_astm_port
from devices.control import ControlServer
from devices.dicom_scp import DicomScp
from devices.equipment import Equipment, Part
from devices.hub_log import RecentLog, StandardError, WireLines
from devices.hub_run import HubLock, HubRun
from devices.hub_settings import HubConfiguration, HubFolder
from devices.knowledge import Knowledge
from devices.links import Links
from devices.mllp import MllpServer
from devices.outlet import Outlet
from devices.questions import Questions
from devices.reception import Received, Reception
from devices.watched_folder import WatchedFolders
from devices.wire_log import WireLog

log = logging.getLogger(__name__)

# Every part of the hub, in the order of opening; one that is switched off answers None.
PARTS: tuple[Callable[[Equipment], Part | None], ...] = (
    DicomScp,
    lambda equipment: MllpServer(equipment).door,
    open_astm_port,
    Links,
    WatchedFolders,
)

Emit = Callable[[dict[str, Any]], None]
_FINISHING_SECONDS = 7.0  # for messages on their way when the hub is asked to end


def run(folder: HubFolder, wishes: Mapping[str, Any] | None = None, emit: Emit | None = None) -> int:
    """Receive until SIGTERM, SIGINT or `stop` over the control channel. Returns the exit code.

    `wishes` replace values of `hub.json` (`bind`, `dicom_port`, …; None leaves it) or add folders (`watch`). `emit`
    gets the lines of `--json`: `ready`, then `received`; it may block, reception does not wait for it.
    Raises `NotFound` or `Damaged("hub-settings")`, `Refused("hub-running" | "port-in-use" | …)`.
    """
    folder.root.mkdir(parents=True, exist_ok=True)
    lock = HubLock(folder.root / "hub.lock", folder.hub_run)
    try:
        with StandardError() as standard_error:
            hub = _opened(folder, wishes, emit)
            restore = [_end_on_signals(hub.ask_to_end), _end_on_dead_threads(hub.fail)]
            try:
                hub.serve()
            finally:
                for put_back in restore:
                    put_back()
                folder.hub_run.unlink(missing_ok=True)
        if not standard_error.finish() or hub.unread:
            # A thread waits in a write that nobody reads; the interpreter's end would wait for it, or die of it.
            os._exit(hub.exit_code)
    finally:
        lock.release()
    return hub.exit_code


def _opened(folder: HubFolder, wishes: Mapping[str, Any] | None, emit: Emit | None) -> Hub:
    try:
        return Hub(folder, hub_settings.read(folder.hub_settings, wishes), emit, wishes)
    except WorldError as error:
        # For whoever started us in the background and reads no output: the reason, in the place of the address.
        hub_run.write(folder.hub_run, HubRun(os.getpid(), problem=error.code, facts=error.facts))
        raise


class Hub:
    """The parts of a running hub, joined. `serve` returns after `ask_to_end`."""

    def __init__(
        self, folder: HubFolder, configuration: HubConfiguration, emit: Emit | None,
        wishes: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self._folder = folder
        self._wishes = wishes
        self._configuration = configuration
        self._started_at = datetime.now(UTC)
        self._end: queue.SimpleQueue[None] = queue.SimpleQueue()  # its put() is safe within a signal handler
        self._recent = RecentLog()
        self._settings = configuration.settings
        self._writer = open_writer(
            folder.archive, configuration.public_key, configuration.key_version,
            name="hub", space_reserve=self._settings.min_free_bytes, prepared=PREPARED_SIZE,
        )  # fmt: skip
        self._reception = Reception(self._writer, folder.archive, self._settings.min_free_bytes, self._received)
        self._knowledge = Knowledge(configuration.devices)
        self._questions = Questions(self._question)
        self._wire_log = WireLog()
        self._parts: list[Part] = []
        try:
            self._open_parts()
        except WorldError:
            for part in self._parts:
                part.close()
            self._writer.close()
            raise
        self._token = secrets.token_bytes(32)
        self._control = ControlServer(self._token, self.status, self.ask_to_end, self._commands())
        self._outlet = Outlet(emit, name="output") if emit is not None else None
        self.exit_code = 0
        self.unread = False  # after `serve`: somebody holds our standard output and does not read it

    def _open_parts(self) -> None:
        equipment = Equipment(
            self._settings, self._reception, self._folder.root, self._knowledge, self._questions, self._wire_log
        )
        for open_part in PARTS:
            part = open_part(equipment)
            if part is not None:
                self._parts.append(part)

    def _commands(self) -> dict[str, Callable[[dict[str, Any]], dict[str, Any]]]:
        """What the program may ask for over the control channel, beside the channel's own commands."""
        found: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "steps": self._put_steps,
            "reread": self._reread,
            "wire": self._look_at_wire,
            "answer": self._questions.answer,
        }
        for part in self._parts:
            for name, command in part.commands().items():
                found[name] = _first_connected(found[name], command) if name in found else command
        return found

    def ask_to_end(self) -> None:
        self._end.put(None)

    def fail(self) -> None:
        """A door of ours fell shut through a fault of ours: end, so that whoever keeps us running starts us anew."""
        self.exit_code = 1
        self.ask_to_end()

    def serve(self) -> None:
        """Open the doors, wait, close them: devices first, then the archive, then those who listen to us."""
        handlers = (self._recent, WireLines(self._wire_log))
        for handler in handlers:
            logging.getLogger("devices").addHandler(handler)
        for part in self._parts:
            part.start()
        self._control.start()
        hub_run.write(
            self._folder.hub_run,
            HubRun(os.getpid(), self._control.port, self._token.hex(), self._configuration.public_key.hex()),
        )
        self._tell({"event": "ready", **self._ports(), "pid": os.getpid()})
        log.info("hub: ready, %s", ", ".join(f"{name} {port}" for name, port in self._ports().items()))
        self._wait_for_the_end()
        closers = [
            threading.Thread(target=part.stop, args=(_FINISHING_SECONDS,), name="closing") for part in self._parts
        ]
        for closer in closers:
            closer.start()
        for closer in closers:
            closer.join()
        self._writer.close()
        self._folder.hub_run.unlink(missing_ok=True)  # before the channel falls silent: who waits for our end sees it
        self._control.close()
        for handler in handlers:
            logging.getLogger("devices").removeHandler(handler)
        self.unread = self._outlet is not None and not self._outlet.close()

    def _wait_for_the_end(self) -> None:
        while True:
            try:
                return self._end.get(timeout=1)  # Windows delivers Ctrl+C only between waits
            except queue.Empty:
                continue

    def status(self) -> dict[str, Any]:
        """What the control channel answers: no patient, no content."""
        return {
            "pid": os.getpid(),
            "started_at": self._started_at.isoformat(),
            "public_key": self._configuration.public_key.hex(),
            "key_version": self._configuration.key_version,
            "bind": self._settings.bind,
            "ae_title": self._settings.ae_title,
            **self._ports(),
            "connected": {name: count for part in self._parts for name, count in _connected(part).items()},
            "receiving": sum(part.receiving for part in self._parts),
            "steps": len(self._knowledge.steps),
            **self._reception.status(),
            "log": self._recent.lines(),
        }

    def _ports(self) -> dict[str, int]:
        return {name: port for part in self._parts for name, port in part.ports.items()}

    def _put_steps(self, request: dict[str, Any]) -> dict[str, Any]:
        """Today's list as the program has it now; an empty one where the practice was closed."""
        try:
            steps = [ScheduledStep.from_json(one) for one in request.get("steps", ())]
        except (ValueError, KeyError, TypeError):
            return {"reply": "not-steps"}
        self._knowledge.put_steps(steps)
        return {"reply": "steps", "count": len(steps)}

    def _reread(self, request: dict[str, Any]) -> dict[str, Any]:
        """Settings of devices were changed in `hub.json`; ports need a new start."""
        try:
            devices = hub_settings.read(self._folder.hub_settings, self._wishes).devices
        except WorldError as error:
            return {"reply": "refused", "code": error.code}
        self._knowledge.put_devices(devices)
        return {"reply": "reread", "devices": len(devices)}

    def _look_at_wire(self, request: dict[str, Any]) -> dict[str, Any]:
        after, limit = (request.get(name, 0) for name in ("after", "limit"))
        whole = request.get("identities") is True
        after = after if isinstance(after, int) else 0
        limit = min(limit, 2000) if isinstance(limit, int) and limit > 0 else 500
        return {"reply": "wire", **self._wire_log.look(after, with_identities=whole, limit=limit)}

    def _question(self, question: dict[str, Any]) -> bool:
        return self._control.question(question)

    def _received(self, received: Received) -> None:
        event = {"event": "received", "transport": received.transport, "device": received.device}
        self._tell({**event, "record": received.record, "segment": received.segment})

    def _tell(self, event: dict[str, Any]) -> None:
        self._control.tell(event)
        if self._outlet is not None:
            self._outlet.put(event)


def _first_connected(
    before: Callable[[dict[str, Any]], dict[str, Any]], after: Callable[[dict[str, Any]], dict[str, Any]]
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A command that several parts answer: by the first to which the device in question is connected."""

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        reply = before(request)
        return after(request) if reply.get("reply") == "not-connected" else reply

    return answer


def _connected(part: Part) -> dict[str, int]:
    """Devices that are connected now, by the name of their port."""
    if isinstance(part, DicomScp):  # two doors
        return part.connected_by_port
    return dict.fromkeys(part.ports, part.connected)


def _end_on_signals(end: Callable[[], None]) -> Callable[[], None]:
    """SIGTERM and SIGINT (Windows: also SIGBREAK) ask the hub to end; returns what puts the old handlers back."""
    if threading.current_thread() is not threading.main_thread():
        return lambda: None  # a hub inside a test or a demonstration is ended by its owner
    numbers = [signal.SIGTERM, signal.SIGINT]
    if sys.platform == "win32":
        numbers.append(signal.SIGBREAK)
    before = [(number, signal.signal(number, lambda *_: end())) for number in numbers]

    def restore() -> None:
        for number, handler in before:
            signal.signal(number, handler)

    return restore


def _end_on_dead_threads(fail: Callable[[], None]) -> Callable[[], None]:
    """A fault of ours within one association ends that association; within an accepting thread, the hub."""
    before = threading.excepthook

    def died(death: threading.ExceptHookArgs) -> None:
        name = death.thread.name if death.thread else "?"
        at = traceback.extract_tb(death.exc_traceback)[-1]
        # The message of the exception is left out: it may hold what a device sent.
        log.error("hub: %s ended by %s at %s:%s", name, death.exc_type.__name__, at.name, at.lineno)
        if name.endswith("-accept"):
            fail()

    threading.excepthook = died

    def restore() -> None:
        threading.excepthook = before

    return restore
