"""HL7 v2 over a link that we made: the device sends results to us, and we may send it orders, over one connection.

HL7 v2 chapter 2.9; MLLP release 1. A message with an MSA that names one of ours is its answer, never a result.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import threading
from typing import TYPE_CHECKING, Any

from app.domain.device_settings import HubDevice
from devices import hl7_framing
from devices.equipment import Equipment
from devices.hl7_answers import Answer, answer_of, control_id_of
from devices.hl7_framing import Frame, MllpSplitter
from devices.mllp import MessageReceiver
from devices.wire import PeerGone, TooSlow

if TYPE_CHECKING:
    from devices.links import Channel

_SETTLE_SECONDS = 0.5  # after an FS without CR
_STALL_SECONDS = 120.0  # within a frame, for the next bytes
_ANSWER_SECONDS = 15.0  # for the answer to an order of ours


class Hl7Link:
    """One connection to a device that listens (`devices.links.Session`)."""

    def __init__(self, channel: Channel, device: HubDevice, equipment: Equipment) -> None:
        self._channel = channel
        self._device = device
        self._receiver = MessageReceiver(equipment)
        self._splitter = MllpSplitter(equipment.settings.max_hl7_frame_bytes)
        self._sending = threading.Lock()  # acknowledgements and orders never mix within a frame
        self._ordering = threading.Lock()  # one order at a time: its answer names it, but old devices are careless
        self._answered = threading.Condition()
        self._wanted = b""  # control id of the order on its way
        self._answer: Answer | None = None
        self._over = False
        self._ending = False
        self._taking = False

    @property
    def in_message(self) -> bool:
        return self._splitter.inside or self._taking

    def end(self) -> None:
        self._ending = True
        if not self.in_message:
            self._channel.stop_reading()

    def serve(self) -> None:
        received = memoryview(bytearray(65536))
        try:
            while not (self._ending and not self._splitter.inside) and not self._splitter.dead:
                self._channel.wait_at_most(self._patience())
                try:
                    frames = self._splitter.feed(received[: self._channel.read_some(received)])
                except TooSlow:
                    if not self._splitter.ends_with_fs:
                        raise
                    frames = self._splitter.settle()
                for frame in frames:
                    self._take(frame)
        except (PeerGone, TooSlow):
            for frame in self._splitter.end():
                with contextlib.suppress(PeerGone):
                    self._take(frame)
            raise
        finally:
            with self._answered:
                self._over = True
                self._answered.notify_all()

    def send_order(self, request: dict[str, Any]) -> dict[str, Any]:
        """`payload`: the message in base64. Its answer is known by MSA-2."""
        try:
            payload = base64.b64decode(str(request.get("payload", "")), validate=True)
        except (binascii.Error, ValueError):
            return {"reply": "not-an-order"}
        wanted = control_id_of(payload)
        if not wanted:
            return {"reply": "not-an-order"}
        with self._ordering:
            self._expect(wanted)
            self._send(payload)
            answer = self._awaited()
        if answer is None:
            return {"reply": "no-answer"}
        return {"reply": "answered", "code": answer.code, "text": answer.text}

    def _expect(self, control_id: bytes) -> None:
        with self._answered:
            self._wanted, self._answer = control_id, None

    def _awaited(self) -> Answer | None:
        with self._answered:
            self._answered.wait_for(lambda: self._answer is not None or self._over, _ANSWER_SECONDS)
            self._wanted = b""
            return self._answer

    def _patience(self) -> float:
        if self._splitter.ends_with_fs:
            return _SETTLE_SECONDS
        return _STALL_SECONDS if self._splitter.inside else 0.0

    def _take(self, frame: Frame) -> None:
        if self._is_answer(frame):
            return
        self._taking = True
        for answer in self._receiver.receive(frame, self._device.peer, self._device.calling):
            self._send(answer)
        self._taking = False

    def _is_answer(self, frame: Frame) -> bool:
        """MSA of our order; an enhanced mode's commit (CA) is not its last word, but the only one some devices have."""
        answer = answer_of(frame.body)
        if answer is None:
            return False
        with self._answered:
            if self._wanted and answer.control_id == self._wanted:
                self._answer = answer
                self._answered.notify_all()
        return True

    def _send(self, message: bytes) -> None:
        with self._sending:
            self._channel.send(hl7_framing.framed(message))
