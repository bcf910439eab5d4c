"""The program's hold on the hub: finds a running one or starts one, hears its events, restarts it when it dies.

The hub is a process of its own and outlives the program. One that seals to another practice's key is ended and
replaced. Plain threads, no Qt.
"""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.domain.errors import WorldError
from app.domain.events import HubChanged
from devices import hub_run, hub_settings
from devices.control import ControlClient, NotAuthentic
from devices.hub_run import HubRun
from devices.hub_settings import HubFolder
from devices.reception import Received

log = logging.getLogger(__name__)

_START_SECONDS = 20.0
_OTHER_SECONDS = 3.0
_END_SECONDS = 12.0  # the hub promises ten
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_STEADY_SECONDS = 60.0  # after so long a life the next death is a new one
_PROGRAM_ROOT = Path(__file__).resolve().parent.parent


Answer = Callable[[str, dict[str, Any]], Iterable[dict[str, Any]]]


class HubHandle:
    """`start`, then events come on a thread of the handle; `close` lets the hub live, `stop` ends it.

    `received` is called for each record the hub keeps, and with an empty `Received` where some may have been
    missed (on connecting, or when we were too slow): look into the archive then. `changed` is called when the
    hub runs, has ended, or cannot start (`HubChanged.problem`; its facts are in `problem_facts`). `wishes` are
    those of `devices.hub.run`, for a hub that this handle starts. `answer` answers the hub's questions
    (`devices/questions.py`) with the parts of an answer, on a thread of its own; without it nobody answers.
    """

    def __init__(
        self, folder: HubFolder, received: Callable[[Received], None], changed: Callable[[HubChanged], None],
        *, wishes: Mapping[str, Any] | None = None, command: Sequence[str] | None = None,
        answer: Answer | None = None,
    ) -> None:  # fmt: skip
        self._folder = folder
        self._received = received
        self._changed = changed
        self._command = [*(command or [sys.executable, "-m", "app", "hub", "--data", str(folder.root.resolve())])]
        for name, value in (wishes or {}).items():
            for one in value if isinstance(value, list | tuple) else [value]:
                if one is not None:
                    self._command += [f"--{name.replace('_', '-')}", str(one)]
        self._answer = answer
        self._closing = threading.Event()
        self._again = threading.Event()  # cuts a pause short
        self._lock = threading.Lock()
        self._client: ControlClient | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._supervise, name="hub-handle")
        self._said: HubChanged | None = None
        self._unwanted: set[int] = set()  # questions whose asker has gone
        self.problem_facts: dict[str, Any] = {}

    def start(self) -> None:
        self._thread.start()

    def status(self) -> dict[str, Any] | None:
        """What the hub says about itself (`devices.hub.Hub.status`); None where none answers."""
        client = self._reach()
        if client is None:
            return None
        with client, contextlib.suppress(OSError, ValueError):
            return client.ask("status")
        return None

    def ask(self, command: str, *, patience: float = 0.0, **facts: Any) -> dict[str, Any] | None:
        """One command of the hub's (`steps`, `reread`, `wire`, …) on a connection of its own; None: no hub answers.

        `patience`: seconds for a command that waits for a device; else five.
        """
        client = self._reach()
        if client is None:
            return None
        with client, contextlib.suppress(OSError, ValueError):
            if patience:
                client.wait_at_most(patience)
            return client.ask(command, **facts)
        return None

    def restart(self) -> None:
        """End the hub and start it again, with the settings as they are now."""
        self._ask_to_end()
        self._again.set()

    def stop(self) -> None:
        """End the hub, also one that is just starting, and do not start it again; waits twelve seconds at most."""
        self._end_thread()
        deadline = time.monotonic() + _END_SECONDS
        while self._is_alive() and time.monotonic() < deadline:
            self._ask_to_end()
            time.sleep(0.02)
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()  # it never answered
        self._let_go()

    def close(self) -> None:
        """Let go of the hub, which goes on receiving."""
        self._end_thread()
        self._let_go()

    def _end_thread(self) -> None:
        self._closing.set()
        self._again.set()
        with self._lock:
            if self._client is not None:
                self._client.hang_up()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join()

    def _is_alive(self) -> bool:
        """Whether a child of ours lives, or a hub answers that somebody else started."""
        if self._process is not None and self._process.poll() is None:
            return True
        client = self._reach()
        if client is not None:
            client.close()
        return client is not None

    def _supervise(self) -> None:
        pause = _FIRST_PAUSE
        while not self._closing.is_set():
            began = time.monotonic()
            try:
                self._listen(self._reach_or_start())
                self._say(HubChanged(running=False))
            except OSError:
                self._say(HubChanged(running=False, problem="hub-did-not-start"))
            except WorldError as problem:
                self.problem_facts = problem.facts
                self._say(HubChanged(running=False, problem=problem.code))
            if self._process is not None:
                self._process.poll()  # a child that ended is taken off the system's list
            if time.monotonic() - began > _STEADY_SECONDS:
                pause = _FIRST_PAUSE
            if self._again.wait(pause) and not self._closing.is_set():
                self._again.clear()
                pause = _FIRST_PAUSE
            else:
                pause = min(pause * 2, _LONGEST_PAUSE)

    def _listen(self, client: ControlClient) -> None:
        with self._lock:
            self._client = client
        try:
            client.subscribe(answers=self._answer is not None)
            self._say(HubChanged(running=True))
            self._received(Received("", "", "", ""))
            if self._closing.is_set():
                return
            for event in client.events():
                if event.get("event") == "question" and self._answer is not None:
                    self._give_answer(client, event)
                elif event.get("reply") in {"not-asked", "too-slow"}:
                    self._unwanted.add(int(event.get("id", 0)))
                else:
                    self._hear(event)
        except (OSError, ValueError, NotAuthentic):
            pass  # it ended in the middle of a word
        finally:
            with self._lock:
                self._client = None
            client.close()

    def _hear(self, event: dict[str, Any]) -> None:
        if event.get("event") == "received":
            words = [str(event.get(name, "")) for name in ("transport", "device", "record", "segment")]
            self._received(Received(*words))
        elif event.get("event") == "missed":
            self._received(Received("", "", "", ""))

    def _give_answer(self, client: ControlClient, question: dict[str, Any]) -> None:
        """On a thread of its own: an answer may take long, and events go on meanwhile."""
        assert self._answer is not None
        answer = self._answer

        def give() -> None:
            number = question.get("id", 0)
            self._unwanted.discard(number)  # the hub counts anew after a restart
            try:
                parts = answer(str(question.get("what", "")), dict(question.get("facts") or {}))
                for part, more in _with_last(parts):
                    if number in self._unwanted:  # the device that asked has gone, or it cancelled
                        break
                    client.say("answer", id=number, part=part, more=more)
            except OSError:
                pass  # the hub has gone, and with it who asked
            except WorldError as problem:
                log.warning("hub: a question could not be answered: %s", problem.code)
                self._cannot_answer(client, number)
            except Exception as bug:  # noqa: BLE001  the top of a thread: the device is told at once, and the log
                log.error("hub: a question was not answered: %s", type(bug).__name__)  # noqa: TRY400  its text may quote a patient
                self._cannot_answer(client, number)
            finally:
                self._unwanted.discard(number)

        threading.Thread(target=give, name="hub-answer", daemon=True).start()

    @staticmethod
    def _cannot_answer(client: ControlClient, number: int) -> None:
        with contextlib.suppress(OSError):
            client.say("answer", id=number, failed=True)

    def _say(self, change: HubChanged) -> None:
        if change != self._said and not (self._closing.is_set() and not change.running):
            self._said = change
            self._changed(change)

    def _reach_or_start(self) -> ControlClient:
        """A hub that is ours and answers. Raises `WorldError` with the reason why there is none."""
        wanted = hub_settings.read(self._folder.hub_settings).public_key.hex()
        run = hub_run.read(self._folder.hub_run)
        client = self._reach(run)
        if client is not None and run is not None and run.public_key != wanted:
            log.warning("hub: the running one seals to another key, it is replaced")
            self._end(client)
            client = None
        return client or self._start(run)

    def _reach(self, run: HubRun | None = None) -> ControlClient | None:
        run = run or hub_run.read(self._folder.hub_run)
        if run is None or not run.control_port:
            return None
        try:
            return ControlClient(run.control_port, bytes.fromhex(run.token))
        except (OSError, ValueError, NotAuthentic):
            return None

    def _start(self, before: HubRun | None) -> ControlClient:
        """Start a hub, detached from us, and wait until `hub-run.json` tells its address or its problem."""
        self._let_go()
        options: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            options = {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
        self._process = subprocess.Popen(
            self._command, cwd=_PROGRAM_ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, **options,
        )  # fmt: skip
        deadline = time.monotonic() + _START_SECONDS
        waiting = False
        while time.monotonic() < deadline and not self._closing.is_set():
            ended = self._process.poll() is not None
            run = hub_run.read(self._folder.hub_run)
            if run is not None and run != before:
                if run.problem:
                    raise WorldError(run.problem, **run.facts)
                if client := self._reach(run):
                    return client
            if ended and not waiting:
                # Another hub may hold the folder and be about to write its address.
                waiting, deadline = True, time.monotonic() + _OTHER_SECONDS
            time.sleep(0.02)
        raise WorldError("hub-did-not-start", exit_code=self._process.poll())

    def _ask_to_end(self) -> None:
        client = self._reach()
        if client is not None:
            with client, contextlib.suppress(OSError, ValueError):
                client.ask("stop")

    def _end(self, client: ControlClient) -> None:
        with client, contextlib.suppress(OSError, ValueError):
            client.ask("stop")
        deadline = time.monotonic() + _END_SECONDS
        while self._folder.hub_run.exists() and time.monotonic() < deadline and not self._closing.is_set():
            time.sleep(0.02)

    def _let_go(self) -> None:
        """Forget a child that may live on: that is what it is for, so Python's warning about it is not wanted."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            self._process = None


def _with_last(parts: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], bool]]:
    """Each part and whether more come after it; an answer without parts is one empty part."""
    waiting: dict[str, Any] | None = None
    for part in parts:
        if waiting is not None:
            yield waiting, True
        waiting = part
    yield waiting or {}, False
