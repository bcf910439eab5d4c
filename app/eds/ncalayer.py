"""The line to NCALayer: one TLS WebSocket of this computer, one question at a time, everything bounded.

`wss://127.0.0.1:13579/`, JSON text frames; the program greets with its version, answers carry no request id. The
answer to a signature comes when a person has typed a password in NCALayer's own window, which may take minutes: the
wait ends when the caller is cancelled, when the line breaks, or after `ANSWER_SECONDS`.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from app.domain.errors import Refused
from app.eds import pinned_tls, trust
from app.eds.key_store import Means, Watch, tell

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection, connect

ANSWER_SECONDS = 300.0  # a person looks for a token and types a PIN
QUICK_SECONDS = 5.0  # a question that opens no window
_OPEN_SECONDS = 5.0
_SEND_SECONDS = 60.0
_TICK = 0.2
_BUSY_SECONDS = 1.0
_MAX_ANSWER = 96 * 1024 * 1024
_HEARTBEAT = "--heartbeat--"
# SHA-256 of the authorities above NCALayer's own certificate: the RSA root of 2020 and the NCA RSA 2022.
_TLS_AUTHORITIES = frozenset({
    "9ba06354b626641715182e4d07c9dbaa1777720fa795d03174ffc68876535dcd",
    "84fb799a66140950818c056a5d9730acc2a7622cdd4ef0d47113b132fb892905",
})  # fmt: skip
_one_call = threading.Lock()  # NCALayer shows one window at a time

Answer = dict[str, Any]


class Line:
    """An open connection that has been greeted. `version` is what NCALayer says of itself.

    One thread drives it: the threaded client of the library reads and writes one TLS socket from two threads, which
    OpenSSL does not allow (its handshake hung once in forty).
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, connection: ClientConnection, version: str) -> None:
        self._loop = loop
        self._connection = connection
        self.version = version

    def ask(self, question: Answer, watch: Watch, seconds: float = ANSWER_SECONDS) -> Answer:
        """Send one question and wait for its answer, a JSON object.

        Raises `Refused`: `key-cancelled`, `key-store-unavailable`, `key-answer-unreadable`.
        """
        with _network_problems():
            message = self._loop.run_until_complete(self._asked(question, watch, seconds))
        return _object(message)

    async def _asked(self, question: Answer, watch: Watch, seconds: float) -> str | bytes:
        deadline = time.monotonic() + seconds
        await asyncio.wait_for(self._connection.send(json.dumps(question, ensure_ascii=False)), _SEND_SECONDS)
        while True:
            tell(watch, 0, 0, "waiting-for-ncalayer")
            try:
                message = await asyncio.wait_for(self._connection.recv(), _TICK)
            except TimeoutError:
                if time.monotonic() > deadline:
                    raise Refused("key-store-unavailable", problem="no-answer") from None
                continue
            if message != _HEARTBEAT:
                return message


@contextmanager
def line(means: Means) -> Iterator[Line]:
    """Connect, be greeted, and close at the end whatever happened.

    Raises `Refused`: `key-store-busy` while another question is open, `key-store-unavailable` with `problem`.
    """
    host, context = checked_host(means.ncalayer_url), _context(means)
    if not _one_call.acquire(timeout=_BUSY_SECONDS):
        raise Refused("key-store-busy")
    loop = asyncio.new_event_loop()
    try:
        opening = _opening(means.ncalayer_url, context)
        with _network_problems():
            connection = loop.run_until_complete(opening.__aenter__())
        try:
            with _network_problems():
                yield loop.run_until_complete(_greeted(loop, connection, host))
        finally:
            loop.run_until_complete(connection.close())
    finally:
        loop.close()
        _one_call.release()


def checked_host(url: str) -> str:
    """NCALayer is asked on this computer only; a document never goes elsewhere.

    Raises `Refused("ncalayer-address")`.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as problem:
        raise Refused("ncalayer-address") from problem
    if parts.scheme != "wss" or parts.hostname not in {"127.0.0.1", "localhost", "::1"} or parts.username:
        raise Refused("ncalayer-address")
    return parts.hostname


def _context(means: Means) -> ssl.SSLContext:
    """A practice marked TEST believes the test authority, a real one the two of the NCA; never both."""
    if means.is_test:
        return pinned_tls.client_context(means.tls_authorities)
    pinned = [one for one in trust.production().authorities if one.sha256 in _TLS_AUTHORITIES]
    return pinned_tls.client_context(pinned_tls.anchor(one) for one in pinned)


def _opening(url: str, context: ssl.SSLContext) -> connect:
    from websockets.asyncio.client import connect

    return connect(
        url, ssl=context, proxy=None, compression=None, user_agent_header=None, open_timeout=_OPEN_SECONDS,
        close_timeout=1, ping_interval=None, max_size=_MAX_ANSWER,
    )  # fmt: skip


async def _greeted(loop: asyncio.AbstractEventLoop, connection: ClientConnection, host: str) -> Line:
    """`{"result":{"version":"1.4"}}` comes unasked. Anything else is another program."""
    peer = connection.transport.get_extra_info("ssl_object")
    if peer is None or not pinned_tls.is_for(peer.getpeercert(binary_form=True), "127.0.0.1"):
        raise Refused("key-store-unavailable", problem="not-trusted", host=host)
    try:
        greeting = _object(await asyncio.wait_for(connection.recv(), _OPEN_SECONDS))
    except (TimeoutError, Refused) as problem:
        raise Refused("key-store-unavailable", problem="broken") from problem
    result = greeting.get("result")
    version = result.get("version") if isinstance(result, dict) else None
    if not isinstance(version, str) or len(version) > 40:
        raise Refused("key-store-unavailable", problem="broken")
    return Line(loop, connection, version)


def _object(message: str | bytes) -> Answer:
    try:
        found = json.loads(message) if isinstance(message, str) else None
    except (ValueError, RecursionError) as problem:
        raise Refused("key-answer-unreadable") from problem
    if not isinstance(found, dict):
        raise Refused("key-answer-unreadable")
    return found


@contextmanager
def _network_problems() -> Iterator[None]:
    """What a socket, TLS or the WebSocket protocol raises, as the code of what is wrong."""
    from websockets.exceptions import WebSocketException

    try:
        yield
    except ssl.SSLCertVerificationError as problem:
        raise Refused("key-store-unavailable", problem="not-trusted") from problem
    except (ConnectionRefusedError, TimeoutError) as problem:
        raise Refused("key-store-unavailable", problem="not-running") from problem
    except (WebSocketException, OSError) as problem:
        raise Refused("key-store-unavailable", problem="broken") from problem
