"""The wire of a TLS connection: the same reads and sends, with the time limits where TLS can keep them.

OpenSSL does not report the kernel's receive time-out, so Python's own is used; what was decrypted already waits inside
the TLS layer, where select() does not see it. A TLS connection must not be read and written by two threads at once.
"""

from __future__ import annotations

import contextlib
import socket
import ssl

from devices.wire import PeerGone, TooSlow, Wire


class TlsWire(Wire):
    def __init__(self, connection: ssl.SSLSocket, send_seconds: float = 30) -> None:
        super().__init__(connection, send_seconds)
        self._tls = connection
        self._send_seconds = send_seconds
        self._wait: float | None = None
        self._is_agreed = connection.version() is not None

    def begin(self, seconds: float) -> None:
        """The handshake (RFC 8446 4), within so long as a whole. Raises `PeerGone`, `TooSlow`."""
        try:
            self._tls.settimeout(seconds)
            self._tls.do_handshake()
            self._is_agreed = True
        except TimeoutError:
            raise TooSlow from None
        except OSError:
            raise PeerGone from None

    def wait_at_most(self, seconds: float) -> None:
        self._seconds = seconds
        self._wait = seconds or None

    def has_input(self, seconds: float = 0.0) -> bool:
        return self._tls.pending() > 0 or super().has_input(seconds)

    def send(self, answer: bytes) -> None:
        if not self._is_agreed:  # writing would begin the handshake anew
            raise PeerGone
        try:
            self._tls.settimeout(self._send_seconds)
            self._tls.sendall(answer)
        except OSError:
            raise PeerGone from None

    def close(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            if self._is_agreed:
                self._tls.settimeout(0.5)
                self._tls.unwrap().close()
        with contextlib.suppress(OSError):
            self._tls.shutdown(socket.SHUT_RDWR)
        self._tls.close()

    def _receive(self, target: memoryview) -> int:
        try:
            self._tls.settimeout(self._wait)
            count = self._tls.recv_into(target)
        except TimeoutError:
            raise TooSlow from None
        except OSError:
            raise PeerGone from None
        if count == 0:
            raise PeerGone
        return count
