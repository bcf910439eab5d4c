"""A port that devices come to: accepts, counts who is in, and ends them in good order.

What a visitor speaks is its own matter: `devices/dicom_scp.py`, `devices/mllp.py`.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from devices.wire import listen

log = logging.getLogger(__name__)


class Visitor(Protocol):
    """One connection on its own thread."""

    @property
    def in_message(self) -> bool:
        """Something is on its way now."""
        ...

    def start(self) -> None: ...

    def end(self) -> None:
        """Ask it to end: at once when it is idle, after the message on its way when it is not."""
        ...

    def cut(self) -> None:
        """End it whatever it is doing."""
        ...

    def join(self, timeout: float | None = None) -> None: ...


V = TypeVar("V", bound=Visitor)


class Door(Generic[V]):
    """`admit(connection, address)` makes the visitor, or answers None where there is no room. `start`, then `stop`.

    Raises what `devices.wire.listen` raises.
    """

    def __init__(self, name: str, bind: str, port: int, admit: Callable[[socket.socket, str], V | None]) -> None:
        self._name = name
        self._admit = admit
        self._listener = listen(bind, port, name)
        self.port: int = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._inside: set[V] = set()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._accept, name=f"{name}-accept")

    @property
    def inside(self) -> list[V]:
        with self._lock:
            return list(self._inside)

    @property
    def receiving(self) -> int:
        """Messages on their way now."""
        return sum(visitor.in_message for visitor in self.inside)

    @property
    def connected(self) -> int:
        return len(self.inside)

    @property
    def ports(self) -> dict[str, int]:
        return {self._name: self.port}

    def commands(self) -> dict[str, Callable[[dict[str, Any]], dict[str, Any]]]:
        """A port answers no command of the control channel (`devices.equipment.Part`)."""
        return {}

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Free the port."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept() on Linux; close() does on others
        self._listener.close()

    def stop(self, seconds: float) -> None:
        """Nobody new; idle visitors end now, a message on its way may finish within `seconds`."""
        self._stopping.set()
        self.close()
        self._thread.join()
        deadline = time.monotonic() + seconds
        waiting = self.inside
        for visitor in waiting:
            visitor.end()
        for visitor in waiting:
            visitor.join(max(0.0, deadline - time.monotonic()))
            visitor.cut()
        for visitor in waiting:
            visitor.join()

    def left(self, visitor: V) -> None:
        """The visitor has gone, or is being sent away."""
        with self._lock:
            self._inside.discard(visitor)

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, address = self._listener.accept()
            except OSError:
                self._stopping.wait(0.1)  # out of file descriptors, or the peer left at once; or the end
                continue
            visitor = self._admit(connection, address[0])
            if visitor is None:
                connection.close()
                log.warning("%s: too many connections, one from %s closed", self._name, address[0])
                continue
            with self._lock:
                self._inside.add(visitor)
            visitor.start()
