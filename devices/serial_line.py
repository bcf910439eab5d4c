"""A serial port as a channel (EIA-232): USB converters that are unplugged, RTS/CTS, 7 or 8 bits, parity.

Behaves as `devices.wire.Wire` does, so that a protocol does not know what it runs over. pyserial is imported when a
line is opened: most practices have none.
"""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from typing import TYPE_CHECKING

from app.domain.device_settings import Link
from devices.wire import PeerGone, TooSlow

if TYPE_CHECKING:
    from serial import Serial

if sys.platform == "win32":
    _SYSTEM: tuple[type[Exception], ...] = ()
else:
    import termios

    _SYSTEM = (termios.error,)  # no OSError

# A line that is gone, or was closed by another thread within a call: pyserial has forgotten its handle then.
_LOST = (OSError, TypeError, AttributeError, *_SYSTEM)
_SEND_SECONDS = 60.0  # the longest frame at 1200 baud; then the line is blocked by its handshake
_SLICE_SECONDS = 0.5  # of waiting in the driver, between looks at whether we shall end


def open_line(link: Link) -> SerialLine:
    """Open a port by its settings. Raises `OSError` where it is not there, or another program has it."""
    import serial

    try:
        port = serial.Serial(
            link.serial_port.strip(), link.baud, bytesize=link.data_bits, parity=link.parity, stopbits=link.stop_bits,
            rtscts=link.hardware_handshake, timeout=_SLICE_SECONDS, write_timeout=_SEND_SECONDS, exclusive=True,
        )  # fmt: skip
    except (ValueError, *_SYSTEM) as error:  # a speed or length that the port does not know
        raise OSError("serial-settings") from error
    if not link.hardware_handshake:
        # Both lines up for the whole conversation: half-duplex converters take their supply and direction from them.
        with contextlib.suppress(*_LOST):
            port.rts, port.dtr = True, True
    return SerialLine(port)


class SerialLine:
    """An open port (`devices.links.Channel`)."""

    def __init__(self, port: Serial) -> None:
        self._port = port
        self._seconds = 0.0
        self._reading = threading.Event()  # set: no more
        self._gone = threading.Event()

    def wait_at_most(self, seconds: float) -> None:
        self._seconds = seconds

    def read_some(self, target: memoryview) -> int:
        """What there is, at least one byte. Raises `TooSlow`, and `PeerGone` where the converter is unplugged."""
        deadline = time.monotonic() + self._seconds if self._seconds else None
        while not (self._reading.is_set() or self._gone.is_set()):
            rest = _SLICE_SECONDS if deadline is None else min(_SLICE_SECONDS, deadline - time.monotonic())
            if rest <= 0:
                raise TooSlow
            if received := self._read(rest, len(target)):
                target[: len(received)] = received
                return len(received)
        raise PeerGone

    def send(self, answer: bytes) -> None:
        """All of it. Raises `PeerGone`, also where the other side holds the line by its handshake for too long."""
        try:
            self._port.write(answer)
        except _LOST:
            raise PeerGone from None

    def stop_reading(self) -> None:
        self._reading.set()

    def hang_up(self) -> None:
        self._gone.set()
        with contextlib.suppress(*_LOST):
            self._port.cancel_read()
        with contextlib.suppress(*_LOST):
            self._port.cancel_write()

    def close(self) -> None:
        with contextlib.suppress(*_LOST):
            self._port.close()

    def _read(self, seconds: float, most: int) -> bytes:
        try:
            if seconds != self._port.timeout:
                self._port.timeout = seconds
            first = self._port.read(1)
            if not first:
                return b""
            waiting = min(self._port.in_waiting, most - 1)
            return first + (self._port.read(waiting) if waiting else b"")
        except _LOST:
            raise PeerGone from None
