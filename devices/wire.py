"""Reading exactly so many bytes from a device within so much time, and listening on a port.

Two habits of devices cost 40 ms an object when nothing is done (Nagle's algorithm against delayed
acknowledgements): answers go out in one send with TCP_NODELAY, and on Linux TCP_QUICKACK is set again
before each read, because the kernel forgets it.
"""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import sys
import time

from app.domain.errors import Refused
from devices.port_holder import holder_of

_QUICKACK = getattr(socket, "TCP_QUICKACK", None)  # Linux only


class PeerGone(Exception):
    """The connection ended, by the peer, the network or our own stop."""


class TooSlow(Exception):
    """The peer sent nothing, or too little, for the time it had."""


class Wire:
    """One accepted connection, blocking, with a small buffer for what came along with the last read."""

    def __init__(self, connection: socket.socket, send_seconds: float = 30) -> None:
        self._socket = connection
        self._ahead = bytearray(16384)
        self._start = 0
        self._end = 0
        self._seconds = -1.0
        connection.settimeout(None)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _time_value(send_seconds))
        keep_alive(connection)

    def begin(self, seconds: float) -> None:
        """What must be agreed on before the first byte of ours: nothing on a plain connection."""

    def wait_at_most(self, seconds: float) -> None:
        """How long each of the next reads may take from its begin to its end; 0 is without end."""
        if seconds != self._seconds:
            # In the kernel instead of settimeout(), which would poll before every read.
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _time_value(seconds))
            self._seconds = seconds

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes; for headers and other small things. Raises `PeerGone`, `TooSlow`."""
        if self._end - self._start < size:
            if size > len(self._ahead):
                body = bytearray(size)
                self.read_into(memoryview(body))
                return bytes(body)
            self._fill(size)
        piece = bytes(self._ahead[self._start : self._start + size])
        self._start += size
        return piece

    def read_into(self, target: memoryview) -> None:
        """Fill `target`; large bodies go from the kernel into it without another copy. Raises as `read`."""
        got = min(self._end - self._start, len(target))
        target[:got] = memoryview(self._ahead)[self._start : self._start + got]
        self._start += got
        deadline = time.monotonic() + self._seconds
        while got < len(target):
            got += self._receive(target[got:])
            if got < len(target) and self._seconds and time.monotonic() > deadline:
                raise TooSlow

    def read_some(self, target: memoryview) -> int:
        """What there is, at least one byte, at most `target`. Raises as `read`."""
        return self._receive(target)

    def has_input(self, seconds: float = 0.0) -> bool:
        """Whether something (or the end) has come, waited for `seconds` at most."""
        if self._end > self._start:
            return True
        try:
            return bool(select.select([self._socket], [], [], seconds)[0])
        except (OSError, ValueError):
            return True  # the connection was ended meanwhile: reading will say so

    def send(self, answer: bytes) -> None:
        """All of it, in one send. Raises `PeerGone`."""
        try:
            self._socket.sendall(answer)
        except OSError:
            raise PeerGone from None

    def stop_reading(self) -> None:
        """Wake a reader in another thread; it sees the end of the connection and can still answer what it has read."""
        # Windows does not wake a reader for the receiving half alone.
        half = socket.SHUT_RDWR if sys.platform == "win32" else socket.SHUT_RD
        with contextlib.suppress(OSError):
            self._socket.shutdown(half)

    def hang_up(self) -> None:
        """End the connection in both directions, whoever reads or writes."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close so that an answer just sent arrives: what the peer still sends is taken for a moment, then dropped."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)
            self._socket.settimeout(0.5)
            for _ in range(64):
                if not self._socket.recv(65536):
                    break
        self._socket.close()

    def _fill(self, size: int) -> None:
        self._ahead[: self._end - self._start] = self._ahead[self._start : self._end]
        self._end -= self._start
        self._start = 0
        deadline = time.monotonic() + self._seconds
        view = memoryview(self._ahead)
        while self._end < size:
            self._end += self._receive(view[self._end :])
            if self._end < size and self._seconds and time.monotonic() > deadline:
                raise TooSlow

    def _receive(self, target: memoryview) -> int:
        try:
            if _QUICKACK is not None:
                self._socket.setsockopt(socket.IPPROTO_TCP, _QUICKACK, 1)
            count = self._socket.recv_into(target)
        except (BlockingIOError, TimeoutError):
            raise TooSlow from None
        except OSError:
            raise PeerGone from None
        if count == 0:
            raise PeerGone
        return count


def keep_alive(connection: socket.socket) -> None:
    """Let the kernel notice a device that was switched off: devices keep idle connections open for days."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, seconds in (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 20), ("TCP_KEEPCNT", 4)):
        if hasattr(socket, option):
            connection.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), seconds)


def listen(bind: str, port: int, transport: str) -> socket.socket:
    """A listening socket. Raises `Refused` with a code of ours, and who holds the port where that can be known.

    Codes: `port-in-use` (facts port, transport, holder), `port-forbidden`, `address-unknown`, `port-failed`.
    """
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            # There SO_REUSEADDR would let two programs share a port, and devices reach either of them.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((bind, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise _refusal(error, bind, port, transport) from None
    return listener


def _refusal(error: OSError, bind: str, port: int, transport: str) -> Refused:
    import errno

    if error.errno == errno.EADDRINUSE:
        return Refused("port-in-use", port=port, transport=transport, holder=holder_of(port))
    if error.errno in {errno.EACCES, errno.EPERM}:
        return Refused("port-forbidden", port=port, transport=transport)
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return Refused("address-unknown", address=bind, transport=transport)
    return Refused("port-failed", port=port, transport=transport, error=error.errno)


def _time_value(seconds: float) -> bytes | int:
    """A socket timeout as the system's own structure: milliseconds on Windows, struct timeval elsewhere."""
    if sys.platform == "win32":
        return int(seconds * 1000)
    return struct.pack("@ll", int(seconds), int(seconds % 1 * 1_000_000))
