"""The channel between the hub and the program: loopback, both sides prove the token, JSON by lines.

`hub-run.json` (readable by the user alone) holds the port and a token of 256 bits. Neither side shows the
token: each answers the other's challenge with an HMAC-SHA256 over both challenges and its own role, so that
another process on the port learns nothing and can claim nothing.

    hub     {"challenge": H}
    client  {"challenge": C, "proof": HMAC(token, "client" H C)}
    hub     {"proof": HMAC(token, "hub" H C)}            or the connection ends
    client  {"command": "status" | "subscribe" | "stop" | one of the hub's}
    hub     {"reply": "status", …} | {"reply": "subscribed"} and then events | {"reply": "stopping"} | …

A subscriber that says `"answers": true` is asked the hub's questions (`devices/questions.py`); it sends its commands
on the same connection and gets their replies between the events.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import logging
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any

from devices.outlet import Outlet

log = logging.getLogger(__name__)

_LINE_LIMIT = 4096  # of a stranger's request
_REQUEST_LIMIT = 16 << 20  # of one who proved the token: a day's list, a part of an object
_REPLY_LIMIT = 16 << 20
_CLIENTS = 16
Command = Callable[[dict[str, Any]], dict[str, Any]]
_PROOF_SECONDS = 5.0


class NotAuthentic(Exception):
    """The other side does not know the token, or does not speak this protocol."""


class ControlServer:
    """The hub's side. `status` answers what is so now; `stop` is called when a client asks the hub to end.

    `commands` are answered on the client's thread, by name; they are given the request and return the reply.
    """

    def __init__(
        self, token: bytes, status: Callable[[], dict[str, Any]], stop: Callable[[], None],
        commands: Mapping[str, Command] | None = None,
    ) -> None:  # fmt: skip
        self._token = token
        self._status = status
        self._stop = stop
        self._commands = dict(commands or {})
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._clients: set[_Client] = set()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._accept, name="control-accept")

    def start(self) -> None:
        self._thread.start()

    def tell(self, event: dict[str, Any]) -> None:
        """An event to all who subscribed; never waits for them."""
        with self._lock:
            outlets = [client.outlet for client in self._clients if client.outlet is not None]
        for outlet in outlets:
            outlet.put(event)

    def question(self, question: dict[str, Any]) -> bool:
        """Ask the program that came last and answers; False where there is none."""
        with self._lock:
            answering = [one for one in self._clients if one.answers_since and one.outlet is not None]
        if not answering:
            return False
        newest = max(answering, key=lambda client: client.answers_since)
        assert newest.outlet is not None
        newest.outlet.put(question)
        return True

    def close(self) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()
        with self._lock:
            clients = list(self._clients)
        for client in clients:
            client.hang_up()
        for client in clients:
            client.join()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                if not self._closing.wait(0.1):
                    continue
                return
            client = _Client(connection, self._token, self._status, self._stop, self._commands, self._left)
            with self._lock:
                crowded = len(self._clients) >= _CLIENTS
                if not crowded:
                    self._clients.add(client)
            if crowded:
                connection.close()
            else:
                client.start()

    def _left(self, client: _Client) -> None:
        with self._lock:
            self._clients.discard(client)


class _Client(threading.Thread):
    """One connection to the control port, on its own thread."""

    def __init__(
        self, connection: socket.socket, token: bytes, status: Callable[[], dict[str, Any]],
        stop: Callable[[], None], commands: Mapping[str, Command], left: Callable[[_Client], None],
    ) -> None:  # fmt: skip
        super().__init__(name="control-client")
        self._lines = _Lines(connection, _LINE_LIMIT)
        self._token = token
        self._status = status
        self._stop = stop
        self._commands = commands
        self._left = left
        self.outlet: Outlet | None = None
        self.answers_since = 0.0  # monotonic; 0: it answers no questions

    def hang_up(self) -> None:
        self._lines.hang_up()

    def run(self) -> None:
        try:
            self._prove()
            for request in self._lines:
                self._answer(request)
        except (NotAuthentic, ValueError):
            log.warning("control: a client without the token, or without the protocol, was sent away")
        except OSError:
            pass  # it left
        finally:
            self._lines.hang_up()
            if self.outlet is not None:
                self.outlet.close()
            self._lines.close()
            self._left(self)

    def _prove(self) -> None:
        self._lines.wait_at_most(_PROOF_SECONDS)
        ours = secrets.token_hex(32)
        self._lines.send({"challenge": ours})
        hello = next(self._lines, {})
        theirs = str(hello.get("challenge", ""))
        if not hmac.compare_digest(str(hello.get("proof", "")).encode(), _proof(self._token, "client", ours, theirs)):
            raise NotAuthentic
        self._lines.send({"proof": _proof(self._token, "hub", ours, theirs).decode()})
        self._lines.wait_at_most(None)
        self._lines.allow(_REQUEST_LIMIT)

    def _answer(self, request: dict[str, Any]) -> None:
        match request.get("command"):
            case "status":
                self._say({"reply": "status", **self._status()})
            case "subscribe" if self.outlet is None:
                # From now on the outlet's thread alone writes: replies and events never mix within a line.
                self.outlet = Outlet(self._lines.send, name="control-events")
                self.outlet.put({"reply": "subscribed"})
                self.answers_since = time.monotonic() if request.get("answers") is True else 0.0
            case "stop":
                self._say({"reply": "stopping"})
                self._stop()
            case str(name) if name in self._commands:
                self._say(self._commands[name](request))
            case _:
                self._say({"reply": "unknown"})

    def _say(self, reply: dict[str, Any]) -> None:
        if self.outlet is None:
            self._lines.send(reply)
        else:
            self.outlet.put(reply)


class ControlClient:
    """The program's side. Raises `NotAuthentic` where the other side is not the hub, `OSError` where nobody answers."""

    def __init__(self, port: int, token: bytes, seconds: float = 5.0) -> None:
        self._lines = _Lines(socket.create_connection(("127.0.0.1", port), seconds), _REPLY_LIMIT)
        try:
            self._lines.wait_at_most(seconds)
            self._prove(token)
        except (OSError, NotAuthentic, ValueError) as error:
            self._lines.close()
            if isinstance(error, ValueError):
                raise NotAuthentic from None
            raise

    def ask(self, command: str, **facts: Any) -> dict[str, Any]:
        """One command, one reply. Raises `OSError` where the hub is gone, `ValueError` where it is cut."""
        self._lines.send({"command": command, **facts})
        reply = next(self._lines, None)
        if reply is None:
            raise ConnectionResetError
        return reply

    def wait_at_most(self, seconds: float) -> None:
        """How long the next replies may take."""
        self._lines.wait_at_most(seconds)

    def subscribe(self, *, answers: bool = False) -> None:
        """When it returns, every later event comes from `events`. Raises as `ask`, and `NotAuthentic`."""
        if self.ask("subscribe", answers=answers).get("reply") != "subscribed":
            raise NotAuthentic
        self._lines.wait_at_most(None)

    def say(self, command: str, **facts: Any) -> None:
        """A command after `subscribe`; its reply comes among the events. Safe from many threads. Raises `OSError`."""
        self._lines.send({"command": command, **facts})

    def events(self) -> Iterator[dict[str, Any]]:
        """Every event until the hub ends or `hang_up`. Raises `OSError`, `ValueError` where it ends within a line."""
        return self._lines

    def hang_up(self) -> None:
        """End the connection from another thread."""
        self._lines.hang_up()

    def close(self) -> None:
        self._lines.close()

    def __enter__(self) -> ControlClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _prove(self, token: bytes) -> None:
        theirs = str(next(self._lines, {}).get("challenge", ""))
        ours = secrets.token_hex(32)
        self._lines.send({"challenge": ours, "proof": _proof(token, "client", theirs, ours).decode()})
        proof = str(next(self._lines, {}).get("proof", ""))
        if not theirs or not hmac.compare_digest(proof.encode(), _proof(token, "hub", theirs, ours)):
            raise NotAuthentic


class _Lines:
    """JSON objects, one a line, of bounded length. Iterating ends where the other side leaves."""

    def __init__(self, connection: socket.socket, limit: int) -> None:
        self._socket = connection
        self._file = connection.makefile("rb")
        self._limit = limit
        self._sending = threading.Lock()

    def allow(self, limit: int) -> None:
        """Lines of this length from now on."""
        self._limit = limit

    def wait_at_most(self, seconds: float | None) -> None:
        self._socket.settimeout(seconds)

    def send(self, value: dict[str, Any]) -> None:
        line = json.dumps(value).encode() + b"\n"
        with self._sending:
            self._socket.sendall(line)

    def hang_up(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._file.close()
        self._socket.close()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self

    def __next__(self) -> dict[str, Any]:
        line = self._file.readline(self._limit)
        if not line.endswith(b"\n"):
            if line:
                raise ValueError("a line that is cut or too long")
            raise StopIteration
        value = json.loads(line)
        if not isinstance(value, dict):
            raise ValueError("not an object")  # noqa: TRY004  what a stranger sent is a value, not a type of ours
        return value


def _proof(token: bytes, role: str, hub_challenge: str, client_challenge: str) -> bytes:
    message = f"{role} {hub_challenge} {client_challenge}".encode()
    return hmac.digest(token, message, "sha256").hex().encode()
