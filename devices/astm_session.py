"""A conversation with an analyser in ASTM E1381 / E1394 (CLSI LIS1-A / LIS2-A2) over any channel.

    channel → link (frames) → assembly (H … L) → archive, durable → ACK of the frame that made the message whole
    Q in a message → after the device's EOT we bid for the line and answer from today's list
    an order of ours → when the line is free

A message is kept as its text, frames taken away, the records as they came. What is cut off in the middle was
acknowledged frame by frame, so it is kept too, as unreadable with its reason. The device repeats it by its own rules.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.device_settings import HubDevice, LinkKind, WorklistLetters
from app.domain.errors import Unreadable, WorldError
from app.domain.scheduled import ScheduledStep
from devices import wire_notes
from devices.astm_answers import answer_records, order_records, question_of
from devices.astm_link import Ending, FrameCame, Link, Noise, NotSent, Over, Sent, Spoilt, Write
from devices.astm_reading import sender_of
from devices.astm_records import MessageAssembly, records_of
from devices.character_sets import read_text
from devices.equipment import Equipment
from devices.limits import SharedMemory
from devices.reception import now_iso, printable
from devices.wire import PeerGone, TooSlow

if TYPE_CHECKING:
    from devices.links import Channel

log = logging.getLogger(__name__)

MAX_MESSAGE = 16 * 1024 * 1024
_POLL_SECONDS = 0.5  # until an order that another thread brings is seen
_NOISE_SECONDS = 5.0  # of rest after bytes that belong to nothing; then they are kept as they are
_MAX_NOISE = 64 * 1024
_ORDER_SECONDS = 20.0  # until the line must be free for an order
_TRANSFER_SECONDS = 70.0  # for an order that is on its way already
_FREE = 1 << 20  # bytes of an unfinished message that are not counted against all others


@dataclass(slots=True)
class _Order:
    """An order of ours on its way through the session's thread."""

    records: list[bytes]
    number: int = 0  # of the link
    is_withdrawn: bool = False
    outcome: str = ""
    done: threading.Event = field(default_factory=threading.Event)

    def finish(self, outcome: str) -> None:
        self.outcome = outcome
        self.done.set()


class AstmSession:
    """One conversation, on the thread that calls `serve` (`devices.links.Session`)."""

    def __init__(
        self, channel: Channel, device: HubDevice, equipment: Equipment, *,
        is_link: bool = True, memory: SharedMemory | None = None,
    ) -> None:  # fmt: skip
        self.messages = 0
        self.last_heard = time.monotonic()
        self.calling = device.calling  # of a visitor: what its last message called itself
        self._channel = channel
        self._device = device
        self._is_link = is_link
        self._equipment = equipment
        self._reception = equipment.reception
        self._memory = memory
        self._link = Link()
        self._assembly = MessageAssembly()
        self._spoilt: list[Spoilt] = []  # frames that were refused, and not repeated rightly since
        self._kept_of_frame: list[bytes] = []  # messages of a frame of which another one could not be kept
        self._owed: list[tuple[str, bytes]] = []  # acknowledged frame by frame, and not kept yet: no room
        self._noise = bytearray()
        self._answers: list[list[bytes]] = []  # to send when the line is free
        self._orders: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        self._waiting: dict[int, _Order] = {}
        self._holding = 0  # bytes that count against all connections
        self._ending = False
        self._is_over = False
        self._known: set[str] = set()  # senders noted in the wire log

    @property
    def peer(self) -> str:
        return self._device.peer

    @property
    def in_message(self) -> bool:
        """A transfer is on its way; a converter without frames does not say when it is over, but L does."""
        link = self._link
        return len(self._assembly) > 0 or link.is_sending or (link.is_receiving and not link.is_bare)

    def end(self) -> None:
        self._ending = True
        if not self.in_message:
            self._channel.stop_reading()

    def serve(self) -> None:
        received = memoryview(bytearray(65536))
        try:
            while not (self._ending and not self.in_message):
                self._channel.wait_at_most(self._patience())
                with contextlib.suppress(TooSlow):
                    self._hear(received[: self._channel.read_some(received)])
                self._take_orders()
                self._run()
        except PeerGone:
            self._gone()
            raise
        finally:
            self._is_over = True
            self._leave_orders()
            if self._memory is not None:
                self._memory.hold(self, 0)

    def send_order(self, request: dict[str, Any]) -> dict[str, Any]:
        """`order`: a step as JSON. Answers "sent", "refused", "busy" or "not-connected"; called from another thread."""
        try:
            step = ScheduledStep.from_json(request["order"])
        except (ValueError, KeyError, TypeError):
            return {"reply": "refused", "code": "not-an-order"}
        device = self._for_answers()
        order = _Order(order_records(step, device, datetime.now().astimezone()))
        if self._is_over:
            return {"reply": "not-connected"}
        self._orders.put(order)
        if not order.done.wait(_ORDER_SECONDS):
            order.is_withdrawn = True
            order.done.wait(_TRANSFER_SECONDS)
        return {"reply": order.outcome or "not-connected"}

    # --- the loop's parts

    def _patience(self) -> float:
        now = time.monotonic()
        wakes = self._link.wakes_at()
        return _POLL_SECONDS if wakes is None else min(_POLL_SECONDS, max(0.01, wakes - now))

    def _hear(self, received: memoryview) -> None:
        self.last_heard = time.monotonic()
        if self._equipment.wire_log.is_watched and not self._known:
            wire_notes.bytes_arrived(
                self._equipment.wire_log, self._device.transport, self.peer, len(received), "astm"
            )  # fmt: skip
        if not self._link.is_receiving:
            self._link.checks = self._as_set().settings.checks_checksum
            self._pay()
            self._link.is_busy = bool(self._owed) or not self._has_room()
        self._link.feed(received, self.last_heard)

    def _run(self) -> None:
        """Everything that the link has to say now."""
        while (event := self._link.step(time.monotonic())) is not None:
            match event:
                case Write(octets):
                    self._channel.send(octets)
                    self._note_bytes("out", octets)
                case FrameCame():
                    self._take_frame(event)
                case Spoilt(frame, fault):
                    self._remember_spoilt(event)
                    self._note("in", f"frame of {len(frame.raw)} bytes refused: {fault.value}", frame.raw)
                case Over(ending):
                    self._end_transfer(ending)
                case Noise(octets):
                    self._noise += octets[: _MAX_NOISE - len(self._noise)]
                case Sent(number):
                    self._finish(number, "sent")
                case NotSent(number, reason):
                    self._finish(number, "refused" if reason == "refused" else "busy")
                    log.warning("astm: %s at %s took no order: %s", printable(self.calling), self.peer, reason)
        if self._noise and time.monotonic() - self.last_heard > _NOISE_SECONDS:
            self._keep_noise()

    def _take_frame(self, frame: FrameCame) -> None:
        """A good frame: it is answered when the messages that it makes whole are durable."""
        self._spoilt.clear()
        self._note("in", f"frame of {len(frame.text)} bytes", frame.text)
        whole = self._assembly.feed(frame.text, ends_text=frame.ends_text)
        if len(self._assembly) > MAX_MESSAGE or not self._may_hold(len(self._assembly)):
            self._link.refused()
            self._keep_cut("astm-too-long")
            self._link.abandon()
            return
        for message in whole:
            if message in self._kept_of_frame:
                continue  # the frame was refused for another message in it, and is repeated
            if not self._keep(message):
                self._assembly.roll_back()
                self._link.refused()
                return
            self._kept_of_frame.append(message)
        self._kept_of_frame.clear()
        self._assembly.commit()
        self._may_hold(len(self._assembly))
        self._link.taken()
        for message in whole:
            self._ask_for(message)
        if frame.is_bare:
            self._answer_bare()

    def _end_transfer(self, ending: Ending) -> None:
        """EOT after L is the rule. Without L the message is whole where the device ended it in good order."""
        self._kept_of_frame.clear()
        if ending is Ending.ENDED and not self._spoilt and len(self._assembly):
            self._owe("", self._assembly.rest())
        elif len(self._assembly) or self._spoilt:
            self._keep_cut("astm-cut")
        self._may_hold(0)
        for records in self._answers:
            self._link.offer(records, time.monotonic())
        self._answers.clear()

    def _gone(self) -> None:
        """The channel ended: what was begun is kept, and nobody is answered any more."""
        rest = self._link.rest()
        if len(self._assembly) or self._spoilt or (self._link.is_receiving and rest.strip(b"\0\r\n")):
            self._keep_cut("astm-cut", rest)
        else:
            self._noise += rest[: _MAX_NOISE - len(self._noise)]
        self._keep_noise()
        self._pay()

    # --- keeping

    def _keep(self, message: bytes) -> bool:
        """Durable when it returns True; what begins with no header is kept as unreadable."""
        sender = self._sender(message)
        if sender is None:
            return self._keep_unreadable("not-astm", message)
        if not self._is_link:
            self.calling = sender
        self._introduce(sender, message)
        metadata: dict[str, Any] = {
            "transport": self._device.transport, "peer": self.peer, "calling": self.calling,
            "called": self._equipment.settings.ae_title, "received_at": now_iso(), "message_type": "ASTM",
            "sending": sender, "frames": not self._link.is_bare,
        }  # fmt: skip
        try:
            self._reception.keep("astm", metadata, message)
        except (WorldError, OSError) as error:
            self._failed(error)
            return False
        self.messages += 1
        return True

    def _remember_spoilt(self, spoilt: Spoilt) -> None:
        """A repeated frame once; a device that does not hear us sends all of its message."""
        held = sum(len(one.frame.raw) for one in self._spoilt)
        if all(one.frame.raw != spoilt.frame.raw for one in self._spoilt[-2:]) and held < _MAX_NOISE:
            self._spoilt.append(spoilt)

    def _keep_cut(self, reason: str, begun: bytes = b"") -> None:
        """What there is of a message that will not become whole, with the frames that spoilt it: the first says why."""
        rest = self._assembly.rest() + b"".join(one.frame.raw for one in self._spoilt) + begun
        reason = self._spoilt[0].fault.value if self._spoilt else reason
        self._spoilt.clear()
        self._owe(reason, rest)
        self._may_hold(0)

    def _owe(self, reason: str, octets: bytes) -> None:
        """Keep what the device will not send again for our sake; a message, or unreadable for this reason."""
        self._owed.append((reason, octets))
        self._pay()

    def _pay(self) -> None:
        while self._owed:
            reason, octets = self._owed[0]
            if not (self._keep_unreadable(reason, octets) if reason else self._keep(octets)):
                return
            del self._owed[0]

    def _keep_noise(self) -> None:
        noise, self._noise = bytes(self._noise), bytearray()
        if len(noise.strip(b"\0\r\n \t")) > 3:  # a device that is switched on sends a stray byte or two
            self._keep_unreadable("not-astm", noise)

    def _keep_unreadable(self, reason: str, octets: bytes) -> bool:
        log.warning("astm: %d bytes from %s cannot be read: %s", len(octets), self.peer, reason)
        try:
            return self._reception.keep_unreadable(self._device.transport, self.peer, reason, octets)
        except (WorldError, OSError) as error:
            self._failed(error)
            return False

    def _failed(self, error: WorldError | OSError) -> None:
        code = error.code if isinstance(error, WorldError) else "archive-failed"
        self._reception.failed(self._device.transport, self.calling, self.peer, code)
        log.error("astm: a message of %s at %s was not kept: %s", printable(self.calling), self.peer, code)

    def _sender(self, message: bytes) -> str | None:
        """H-5; None where the message does not begin as one."""
        try:
            header = records_of(read_text(message[:4096]).text, 1_000)[0]
        except Unreadable:
            return None
        return printable_words(sender_of(header))

    def _has_room(self) -> bool:
        try:
            return self._reception.has_room()
        except OSError:
            return False

    def _may_hold(self, size: int) -> bool:
        """Say what is held; False where all connections together hold more than is allowed."""
        if self._memory is None or size == self._holding == 0:
            return True
        self._holding = size if size > _FREE else 0
        return self._memory.hold(self, self._holding) or size <= _FREE

    # --- answers and orders

    def _as_set(self) -> HubDevice:
        """The device as the practice set it; before a visitor says its name, by its address alone."""
        if self._is_link:
            return self._device
        knowledge, transport = self._equipment.knowledge, self._device.transport
        if not self.calling:
            there = [one for one in knowledge.devices if (one.transport, one.peer) == (transport, self.peer)]
            return there[0] if len(there) == 1 else self._device
        return knowledge.device_of(transport, self.calling, self.peer)

    def _for_answers(self) -> HubDevice:
        device = self._as_set()
        link = device.settings.link
        if link.kind is LinkKind.SERIAL and link.data_bits == 7:  # no other letters fit
            return replace(device, settings=replace(device.settings, worklist_letters=WorklistLetters.LATIN))
        return device

    def _ask_for(self, message: bytes) -> None:
        device = self._for_answers()
        if not device.settings.host_query or (question := question_of(message)) is None:
            return
        self._answers.append(
            answer_records(question, device, self._equipment.knowledge.steps, datetime.now().astimezone())
        )

    def _answer_bare(self) -> None:
        """A converter makes no frames and waits for none."""
        for records in self._answers:
            self._channel.send(b"".join(records))
            self._note_bytes("out", b"".join(records))
        self._answers.clear()

    def _take_orders(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                order = self._orders.get_nowait()
                order.number = self._link.offer(order.records, time.monotonic())
                if order.number:
                    self._waiting[order.number] = order
                else:
                    order.finish("busy")
        for number, order in list(self._waiting.items()):
            if order.is_withdrawn and self._link.withdraw(number):
                self._finish(number, "busy")

    def _finish(self, number: int, outcome: str) -> None:
        if (order := self._waiting.pop(number, None)) is not None:
            order.finish(outcome)

    def _leave_orders(self) -> None:
        for number in list(self._waiting):
            self._finish(number, "not-connected")
        with contextlib.suppress(queue.Empty):
            while True:
                self._orders.get_nowait().finish("not-connected")

    # --- the wire log

    def _introduce(self, sender: str, message: bytes) -> None:
        """Who sends: once for each name, for every message while somebody watches."""
        log_ = self._equipment.wire_log
        if sender in self._known and not log_.is_watched:
            return
        self._known.add(sender)
        lines = message.replace(b"\n", b"\r").split(b"\r")
        letters = "".join(chr(line.lstrip(b"0123456789")[0]) for line in lines[:64] if line.lstrip(b"0123456789"))
        version = lines[0].split(lines[0][1:2])[12:13] if len(lines[0]) > 1 else []
        wire_notes.astm_caller(
            log_, self._device.transport, self.peer, sender=printable(sender),
            version=printable(version[0]) if version else "", records=printable(letters),
            frames=not self._link.is_bare,
        )  # fmt: skip
        if log_.is_watched:
            for line in lines[:200]:
                if line:
                    wire_notes.astm_record(log_, self._device.transport, self.peer, self.calling, "in", line)

    def _note(self, direction: str, text: str, raw: bytes) -> None:
        log_ = self._equipment.wire_log
        if log_.is_watched:
            whole = f"{text}: {raw[:500].decode('latin-1').encode('unicode_escape').decode()}"
            log_.note(self._device.transport, self.peer, printable(self.calling), direction, "frame", text, whole)

    def _note_bytes(self, direction: str, octets: bytes) -> None:
        names = {b"\x06": "ACK", b"\x15": "NAK", b"\x05": "ENQ", b"\x04": "EOT"}
        self._note(direction, names.get(octets, f"frame of {len(octets)} bytes"), octets)


def printable_words(value: str) -> str:
    """A name for the metadata, which are sealed: letters of any alphabet."""
    return "".join(one for one in value if one.isprintable())[:128].strip()
