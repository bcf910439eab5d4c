"""Connections that the hub itself makes: devices that listen (TCP client) or hang on a serial port.

    settings.link of a device → channel (bytes) → session (protocol) → … → gone → pause → again

A channel is a byte stream as `devices.wire.Wire` is one; a session speaks one protocol over it. Both are tables: a
protocol more is a line in `SESSIONS`, a way to reach a device more is a line in `CHANNELS`. A device that does not
answer is tried again with growing, scattered pauses and for ever; between messages it may be silent for days.
"""

from __future__ import annotations

import contextlib
import logging
import random
import socket
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Protocol

from app.domain.device_settings import HubDevice, Link, LinkKind
from devices.astm_session import AstmSession
from devices.equipment import Equipment
from devices.hl7_link import Hl7Link
from devices.printout import PrintoutSession
from devices.serial_line import open_line
from devices.wire import PeerGone, TooSlow, Wire

log = logging.getLogger(__name__)

_CONNECT_SECONDS = 5.0  # the hub ends within ten
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0
_STEADY_SECONDS = 5.0  # a connection that held so long was a good one: the next pause is short again


class Channel(Protocol):
    """A byte stream to a device. Reading and sending raise `PeerGone`; reading raises `TooSlow` too."""

    def wait_at_most(self, seconds: float) -> None:
        """How long each of the next reads may wait; 0 is without end."""
        ...

    def read_some(self, target: memoryview) -> int:
        """What there is, at least one byte."""
        ...

    def send(self, answer: bytes) -> None:
        """All of it."""
        ...

    def stop_reading(self) -> None:
        """Wake a reader in another thread; what was read may still be answered."""
        ...

    def hang_up(self) -> None:
        """End it, whoever reads or writes."""
        ...

    def close(self) -> None: ...


class Session(Protocol):
    """A protocol over one channel, until the channel ends."""

    @property
    def in_message(self) -> bool:
        """Something is on its way now."""
        ...

    def serve(self) -> None:
        """Returns, or raises `PeerGone` or `TooSlow`, when the conversation is over."""
        ...

    def end(self) -> None:
        """Ask it to end, from another thread: at once between messages, after the message on its way otherwise."""
        ...

    def send_order(self, request: dict[str, Any]) -> dict[str, Any]:
        """An order, as `app/device_orders.py` hands it over, to the device; from another thread, waits for its answer.

        {"reply": "answered", "code": "AA" | "AE" | "AR" | …, "text": …} or {"reply": "no-answer"}.
        """
        ...


def connect(link: Link) -> Channel:
    """A TCP connection to a device that listens. Raises `OSError`."""
    return Wire(socket.create_connection((link.host.strip(), link.port), _CONNECT_SECONDS))


# How a device is reached; raises `OSError` where it is not.
CHANNELS: dict[LinkKind, Callable[[Link], Channel]] = {
    LinkKind.CLIENT: connect,
    LinkKind.SERIAL: open_line,
}
# What it speaks: the names of `Link.protocol`.
SESSIONS: dict[str, Callable[[Channel, HubDevice, Equipment], Session]] = {
    "hl7": Hl7Link,
    "astm": AstmSession,
    "text": PrintoutSession,
}


class Links:
    """The part of the hub that owns every link; follows the settings while it runs (`devices.equipment.Part`)."""

    def __init__(self, equipment: Equipment) -> None:
        self._equipment = equipment
        self._lock = threading.Lock()
        self._keepers: dict[tuple[str, str, str], _Keeper] = {}
        self._leaving: list[_Keeper] = []
        self._running = False
        equipment.knowledge.watch_devices(self._follow)

    @property
    def ports(self) -> dict[str, int]:
        return {}

    @property
    def connected(self) -> int:
        return sum(keeper.session is not None for keeper in self._all())

    @property
    def receiving(self) -> int:
        return sum(session.in_message for keeper in self._all() if (session := keeper.session) is not None)

    def commands(self) -> dict[str, Callable[[dict[str, Any]], dict[str, Any]]]:
        return {"links": self._tell, "send-order": self._send_order}

    def start(self) -> None:
        self._running = True
        self._follow()

    def stop(self, seconds: float) -> None:
        with self._lock:
            self._running = False
            waiting = [*self._keepers.values(), *self._leaving]
        deadline = time.monotonic() + seconds
        for keeper in waiting:
            keeper.end()
        for keeper in waiting:
            keeper.join(max(0.0, deadline - time.monotonic()))
            keeper.cut()
        for keeper in waiting:
            keeper.join()

    def close(self) -> None:
        """Nothing is open before `start`."""

    def _all(self) -> list[_Keeper]:
        with self._lock:
            return list(self._keepers.values())

    def _follow(self) -> None:
        """Bring the links to what the settings say now; one that did not change is left alone."""
        wanted = {
            (one.transport, one.calling, one.peer): one
            for one in self._equipment.knowledge.devices
            if one.settings.link.is_on and one.settings.link.kind in CHANNELS and one.settings.link.protocol in SESSIONS
        }
        with self._lock:
            if not self._running:
                return
            self._leaving = [keeper for keeper in self._leaving if keeper.is_alive()]
            for key, keeper in list(self._keepers.items()):
                if wanted.get(key) != keeper.device:
                    keeper.end()
                    self._leaving.append(self._keepers.pop(key))
            for key, device in wanted.items():
                if key not in self._keepers:
                    # A device takes one connection, a serial port one owner: the old one goes first.
                    before = [one for one in self._leaving if one.device.peer == device.peer]
                    self._keepers[key] = _Keeper(device, self._equipment, before)
                    self._keepers[key].start()

    def _tell(self, _request: dict[str, Any]) -> dict[str, Any]:
        """How every link is: for the devices' page."""
        return {"reply": "links", "links": [keeper.state() for keeper in self._all()]}

    def _send_order(self, request: dict[str, Any]) -> dict[str, Any]:
        key = tuple(str(request.get(name, "")) for name in ("transport", "calling", "peer"))
        with self._lock:
            keeper = self._keepers.get((key[0], key[1], key[2]))
        session = keeper.session if keeper else None
        if session is None:
            return {"reply": "not-connected"}
        try:
            return session.send_order(request)
        except (PeerGone, TooSlow):
            return {"reply": "no-answer"}


class _Keeper(threading.Thread):
    """Keeps one device connected, on its own thread."""

    def __init__(self, device: HubDevice, equipment: Equipment, before: list[_Keeper]) -> None:
        super().__init__(name="link")
        self.device = device
        self.session: Session | None = None
        self._equipment = equipment
        self._before = before
        self._channel: Channel | None = None
        self._ending = threading.Event()
        self._changed_at = datetime.now(UTC)
        self._failure = ""

    def end(self) -> None:
        self._ending.set()
        if (session := self.session) is not None:
            session.end()

    def cut(self) -> None:
        self._ending.set()
        if (channel := self._channel) is not None:
            channel.hang_up()

    def state(self) -> dict[str, Any]:
        return {
            "transport": self.device.transport, "calling": self.device.calling, "peer": self.device.peer,
            "connected": self.session is not None, "since": self._changed_at.isoformat(), "failure": self._failure,
        }  # fmt: skip

    def run(self) -> None:
        for keeper in self._before:
            keeper.join()
        self._before = []
        pause = _FIRST_PAUSE
        while not self._ending.is_set():
            began = time.monotonic()
            if (channel := self._open()) is not None:
                self._hold(channel)
            pause = _FIRST_PAUSE if channel and time.monotonic() - began > _STEADY_SECONDS else pause
            # Scattered, so that a switch that comes back is not met by all links at the same moment.
            self._ending.wait(pause * random.uniform(0.75, 1.25))  # noqa: S311  nothing secret
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _open(self) -> Channel | None:
        link = self.device.settings.link
        try:
            return CHANNELS[link.kind](link)
        except (OSError, ValueError) as error:
            reason = type(error).__name__
            if self._failure != reason:
                self._changed(reason)
                self._equipment.reception.problem("link-unreachable", peer=self.device.peer)
                log.warning("link: %s is not reached: %s", self.device.peer, reason)
            return None

    def _hold(self, channel: Channel) -> None:
        self._channel = channel
        session = SESSIONS[self.device.settings.link.protocol](channel, self.device, self._equipment)
        self.session = session
        self._changed("")
        if self._ending.is_set():  # asked between the two: nobody else would tell the session
            session.end()
        log.info("link: connected to %s", self.device.peer)
        try:
            session.serve()
        except (PeerGone, TooSlow) as over:
            self._changed(type(over).__name__)
        finally:
            self.session = self._channel = None
            with contextlib.suppress(OSError):
                channel.close()
            log.info("link: the connection to %s ended", self.device.peer)

    def _changed(self, failure: str) -> None:
        self._failure = failure
        self._changed_at = datetime.now(UTC)
        device = self.device
        self._equipment.wire_log.note(
            device.transport, device.peer, device.calling, "", "connection", failure or "connected"
        )
