"""Printouts: analysers that send to a line what they would print, without a protocol and without waiting for an answer.

A printout ends where the device's line profile says so, at a form feed or ETX, or when nothing came for three
seconds. It is kept as its bytes came; it is read from the archive, by the profile (`devices/printout_reading.py`).
"""

from __future__ import annotations

import contextlib
import logging
import re
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from app import registry
from app.domain.device_profile import DeviceProfile, LineProfile
from app.domain.device_settings import HubDevice
from app.domain.errors import WorldError
from devices import wire_notes
from devices.equipment import Equipment
from devices.reception import now_iso, printable
from devices.wire import PeerGone, TooSlow

if TYPE_CHECKING:
    from devices.links import Channel

log = logging.getLogger(__name__)

MAX_PRINTOUT = 256 * 1024
LONGEST_LINE = 500
_REST_SECONDS = 3.0  # the slowest printers pause a second between lines
_POLL_SECONDS = 0.5
_LINE_END = re.compile(rb"\r\n|\r|\n|\x0c|\x03|\x04")  # FF, ETX, EOT end the printout too
_PAGE_ENDS = (0x0C, 0x03, 0x04)
_KEEP_TRIES = 20


class PrintoutCutter:
    """Cuts a stream of lines into printouts; the same stream in other pieces makes the same printouts."""

    def __init__(self, lines: LineProfile | None = None) -> None:
        self._begins = _pattern(lines.begins if lines else "")
        self._ends = _pattern(lines.ends if lines else "")
        self._held = bytearray()
        self._line = 0

    @property
    def held(self) -> int:
        return len(self._held)

    def feed(self, received: bytes | bytearray | memoryview) -> list[bytes]:
        """The printouts that are whole with these bytes."""
        self._held += received
        whole: list[bytes] = []
        while (end := _LINE_END.search(self._held, self._line)) is not None:
            if end[0] == b"\r" and end.end() == len(self._held):
                break  # its LF may be on its way
            line = bytes(self._held[self._line : min(end.start(), self._line + LONGEST_LINE)])
            if self._line and self._begins and self._begins.search(_letters(line)):
                self._cut(self._line, whole)
                continue
            self._line = end.end()
            if end[0][0] in _PAGE_ENDS or (self._ends and self._ends.search(_letters(line))):
                self._cut(self._line, whole)
        if len(self._held) > MAX_PRINTOUT:
            self._cut(MAX_PRINTOUT, whole)
        return whole

    def rest(self) -> list[bytes]:
        """The device rests, or is gone: what is there is a printout."""
        whole: list[bytes] = []
        self._cut(len(self._held), whole)
        return whole

    def _cut(self, at: int, whole: list[bytes]) -> None:
        piece = bytes(self._held[:at])
        del self._held[:at]
        self._line = 0
        if piece.strip(b"\0\r\n\t \x02\x03\x04\x05\x0c"):
            whole.append(piece)


class PrintoutSession:
    """One line of a device that prints (`devices.links.Session`)."""

    def __init__(self, channel: Channel, device: HubDevice, equipment: Equipment) -> None:
        self._channel = channel
        self._device = device
        self._equipment = equipment
        self._reception = equipment.reception
        self._cutter = PrintoutCutter(lines_of(device))
        self._unkept: list[bytes] = []  # the archive had no room; nobody repeats a printout
        self._last = time.monotonic()
        self._ending = False

    @property
    def in_message(self) -> bool:
        return self._cutter.held > 0 or bool(self._unkept)

    def end(self) -> None:
        self._ending = True
        if not self.in_message:
            self._channel.stop_reading()

    def serve(self) -> None:
        received = memoryview(bytearray(65536))
        try:
            while not (self._ending and not self.in_message):
                self._channel.wait_at_most(_POLL_SECONDS)
                with contextlib.suppress(TooSlow):
                    self._hear(received[: self._channel.read_some(received)])
                if self._cutter.held and time.monotonic() - self._last > _REST_SECONDS:
                    self._unkept += self._cutter.rest()
                self._keep_all()
        except PeerGone:
            self._unkept += self._cutter.rest()
            self._keep_all()
            raise

    def send_order(self, request: dict[str, Any]) -> dict[str, Any]:
        """A device that prints takes no orders."""
        return {"reply": "refused", "code": "takes-no-orders", "transport": str(request.get("transport", ""))}

    def _hear(self, received: memoryview) -> None:
        self._last = time.monotonic()
        log_, device = self._equipment.wire_log, self._device
        if log_.is_watched:
            wire_notes.bytes_arrived(log_, device.transport, device.peer, len(received), "text")
        self._unkept += self._cutter.feed(received)

    def _keep_all(self) -> None:
        """In order; what cannot be kept now is tried again while the line is open, within bounds."""
        while self._unkept:
            try:
                self._keep(self._unkept[0])
            except (WorldError, OSError) as error:
                code = error.code if isinstance(error, WorldError) else "archive-failed"
                self._reception.failed(self._device.transport, self._device.calling, self._device.peer, code)
                log.error("text: %s: a printout was not kept yet: %s", printable(self._device.peer), code)  # noqa: TRY400  no trace
                del self._unkept[_KEEP_TRIES:]
                return
            del self._unkept[0]

    def _keep(self, piece: bytes) -> None:
        device = self._device
        self._reception.keep("text", {
            "transport": device.transport, "peer": device.peer, "calling": device.calling,
            "called": self._equipment.settings.ae_title, "received_at": now_iso(), "message_type": "TEXT",
        }, piece)  # fmt: skip
        if self._equipment.wire_log.is_watched:
            lines = len(piece.splitlines())
            text = f"printout of {lines} lines, {len(piece)} bytes"
            self._equipment.wire_log.note(
                device.transport, device.peer, device.calling, "in", "record", text, f"{text}\n{_letters(piece[:1500])}"
            )


def lines_of(device: HubDevice) -> LineProfile | None:
    """The line profile that a person chose for the device, else the one of its family."""
    return next((one.lines for key in (device.settings.line_profile, device.profile)
                 if (one := _profiles().get(key)) is not None and one.lines), None)  # fmt: skip


@lru_cache(maxsize=1)
def _profiles() -> dict[str, DeviceProfile]:
    from devices import profiles

    return registry.entries(profiles, "PROFILE")


def _pattern(text: str) -> re.Pattern[str] | None:
    try:
        return re.compile(text) if text else None
    except re.error:  # of a profile that was written by hand: the printout then ends when the line rests
        return None


def _letters(line: bytes) -> str:
    """For patterns: they look for words of the Latin alphabet and digits."""
    return line.decode("utf-8", "replace").strip("\x02\x00")
