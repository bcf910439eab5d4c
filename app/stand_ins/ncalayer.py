"""NCALayer as a stand-in on loopback: a TLS WebSocket that signs with test keys, and fails on demand.

The protocol is that of the real program (greeting, heartbeat, one answer for each request, no request ids); the
certificate for TLS has CN=127.0.0.1 and comes from the test authority. A fault is set while it runs, or named in the
address: `wss://127.0.0.1:13579/?fault=cancel`.
"""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from app.stand_ins.ncalayer_modules import Modules
from app.stand_ins.ncalayer_signing import HeldKey

if TYPE_CHECKING:
    from websockets.asyncio.server import ServerConnection

GREETING = {"result": {"version": "1.4"}}
HEARTBEAT = "--heartbeat--"
FAULTS = (
    "cancel", "wrong-password", "invocation-error", "bare-error", "module-not-found", "other-key", "other-bytes",
    "no-signature", "fewer", "array", "silence", "drop", "garbage", "not-object", "deep", "huge", "slow",
    "no-greeting", "odd-greeting",
)  # fmt: skip
_MAX_REQUEST = 128 * 1024 * 1024
_HUGE = 200 * 1024 * 1024


class NcaLayer:
    """Serves from `start` to `stop`. `fault` goes wrong with every request until it is emptied."""

    def __init__(self, modules: Modules, tls: ssl.SSLContext, host: str = "127.0.0.1", port: int = 0) -> None:
        self.modules = modules
        self.fault = ""
        self.slow_seconds = 1.0
        self._tls = tls
        self._socket = socket.create_server((host, port))
        self._loop = asyncio.new_event_loop()
        self._end = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="stand-in-ncalayer")

    @property
    def url(self) -> str:
        host, port = self._socket.getsockname()[:2]
        return f"wss://{host}:{port}/"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve_all())
        self._loop.close()

    async def _serve_all(self) -> None:
        from websockets.asyncio.server import serve as serve_socket

        async with serve_socket(
            self._serve, sock=self._socket, ssl=self._tls, compression=None, max_size=_MAX_REQUEST,
            ping_interval=None, close_timeout=1,
        ):  # fmt: skip
            await self._end.wait()

    async def _serve(self, connection: ServerConnection) -> None:
        from websockets.exceptions import ConnectionClosed

        path = connection.request.path if connection.request else ""
        named = parse_qs(urlsplit(path).query).get("fault", [""])[0]
        try:
            await self._greet(connection, named or self.fault)
            async for message in connection:
                if message == HEARTBEAT:
                    await connection.send(HEARTBEAT)
                elif isinstance(message, str):
                    await self._answer(connection, message, named or self.fault)
        except (ConnectionClosed, OSError):
            return

    async def _greet(self, connection: ServerConnection, fault: str) -> None:
        if fault == "odd-greeting":
            await connection.send('{"hello":1}')
        elif fault != "no-greeting":
            await connection.send(json.dumps(GREETING, separators=(",", ":")))

    async def _answer(self, connection: ServerConnection, message: str, fault: str) -> None:
        if fault == "drop":
            connection.transport.abort()
        elif fault in _ODD:
            await connection.send(_ODD[fault]())
        elif fault != "silence":
            if fault == "slow":
                await asyncio.sleep(self.slow_seconds)
            await connection.send(self.modules.answer(message, fault))


_ODD: dict[str, Callable[[], str]] = {
    "garbage": lambda: "<html>502</html>",
    "not-object": lambda: '["status",true]',
    "deep": lambda: "[" * 200_000,
    "huge": lambda: '{"status":true,"body":{"result":"' + "A" * _HUGE + '"}}',
}


@contextmanager
def serve(
    folder: Path,
    held: Sequence[HeldKey],
    *,
    port: int = 0,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    stamp: Callable[[bytes], bytes] | None = None,
) -> Iterator[NcaLayer]:
    """A running NCALayer with these keys; `folder` is that of the test authority (`app/stand_ins/pki.py`)."""
    from app.stand_ins import ncalayer_tls

    server = NcaLayer(Modules(held, clock, stamp), ncalayer_tls.context(folder), port=port)
    server.start()
    try:
        yield server
    finally:
        server.stop()
