"""The HL7 port: a thread for each connection, messages into the archive, then the acknowledgement.

Every message is kept as it came and acknowledged; what is no HL7 but came in a frame is kept as unreadable.
The syncs of the archive are shared by the connections that wait at the same time.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import socket
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Any

from app.domain.device import HubSettings
from app.domain.errors import WorldError
from devices import hl7_framing, hl7_queries, wire_notes
from devices.door import Door
from devices.equipment import Equipment
from devices.hl7_framing import Ending, Frame, MessageHead, MllpSplitter, Outcome
from devices.limits import SharedMemory
from devices.reception import now_iso, printable
from devices.wire import PeerGone, TooSlow, Wire

log = logging.getLogger(__name__)

_SETTLE_SECONDS = 0.5  # after an FS without CR
_STALL_SECONDS = 120.0  # within a frame, for the next bytes
_FRAME_SECONDS = 1800.0  # for a whole frame: the largest over a slow serial converter, not a drip for ever
_STRANGER_SECONDS = 30.0  # after bytes that began no frame
_REMEMBERED_CALLERS = 200
_ANSWERS = frozenset({b"ACK", b"MCF"})
_REMEMBERED = 10_000  # messages, to know a repeated one


class MllpServer:
    """The HL7 port of the hub, behind its door."""

    def __init__(self, equipment: Equipment) -> None:
        self._equipment = equipment
        self._settings = settings = equipment.settings
        self._receiver = MessageReceiver(equipment)
        self._memory = SharedMemory(4 * settings.max_hl7_frame_bytes)
        self.door: Door[_Connection] = Door("hl7", settings.bind, settings.hl7_port, self._admit)

    def _admit(self, accepted: socket.socket, address: str) -> _Connection | None:
        if not self._make_room():
            return None
        return _Connection(accepted, address, self._receiver, self._settings, self._memory, self._left)

    def _make_room(self) -> bool:
        """Devices keep connections open for days; one is ended only when another device needs its place.

        First the one longest silent among those that never sent a message, then one silent for the idle time.
        """
        inside = self.door.inside
        if len(inside) < self._settings.max_connections:
            return True
        now = time.monotonic()
        quiet = [c for c in inside if not c.messages and now - c.last_heard > 1.0]
        quiet = quiet or [c for c in inside if now - c.last_heard > self._settings.idle_seconds]
        if not quiet:
            return False
        oldest = min(quiet, key=lambda connection: connection.last_heard)
        self.door.left(oldest)
        log.info("hl7: a silent connection from %s made room for another", oldest.address)
        oldest.cut()
        return True

    def _left(self, connection: _Connection) -> None:
        self._memory.hold(connection, 0)
        self.door.left(connection)


class _Connection(threading.Thread):
    """One connection of a device, on its own thread."""

    def __init__(
        self, accepted: socket.socket, address: str, receiver: MessageReceiver, settings: HubSettings,
        memory: SharedMemory, left: Callable[[_Connection], None],
    ) -> None:  # fmt: skip
        super().__init__(name="hl7-connection")
        self.address = address
        self.messages = 0
        self.last_heard = time.monotonic()
        self._wire = Wire(accepted)
        self._receiver = receiver
        self._memory = memory
        self._left = left
        self._splitter = MllpSplitter(settings.max_hl7_frame_bytes)
        self._ending = False
        self._taking = False

    @property
    def in_message(self) -> bool:
        """A frame is coming in, or is being kept and answered."""
        return self._splitter.inside or self._taking

    def end(self) -> None:
        """Ask it to end: at once between messages, after the message on its way otherwise."""
        self._ending = True
        if not self.in_message:
            self._wire.stop_reading()

    def cut(self) -> None:
        """End it whatever it is doing."""
        self._wire.hang_up()

    def run(self) -> None:
        try:
            self._serve()
        except (PeerGone, TooSlow):
            for frame in self._splitter.end():
                with contextlib.suppress(PeerGone):
                    self._take(frame)
        finally:
            if self._splitter.noise:
                log.warning("hl7: %s sent %d bytes that are no message", self.address, self._splitter.noise)
            self._wire.close()
            self._left(self)

    def _serve(self) -> None:
        received = memoryview(bytearray(65536))
        began = time.monotonic()
        while not (self._ending and not self._splitter.inside):
            self._wire.wait_at_most(self._patience())
            try:
                size = self._wire.read_some(received)
            except TooSlow:
                if not self._splitter.ends_with_fs:
                    raise
                frames = self._splitter.settle()
            else:
                self.last_heard = time.monotonic()
                frames = self._splitter.feed(received[:size])
            if frames or not self._splitter.inside:
                began = time.monotonic()
            for frame in frames:
                self._take(frame)
            if self._splitter.dead:
                return
            if time.monotonic() - began > _FRAME_SECONDS:
                raise TooSlow
            if self._splitter.held > 1 << 20 and not self._memory.hold(self, self._splitter.held):
                log.warning("hl7: unfinished messages hold too much memory, %s is cut off", self.address)
                return
            if self._splitter.held <= 1 << 20:
                self._memory.hold(self, 0)

    def _patience(self) -> float:
        """Seconds until the next bytes: without end for a device between messages, short for a stranger."""
        if self._splitter.ends_with_fs:
            return _SETTLE_SECONDS
        if self._splitter.inside:
            return _STALL_SECONDS
        return _STRANGER_SECONDS if self._splitter.noise else 0.0

    def _take(self, frame: Frame) -> None:
        self.messages += 1
        self._taking = True
        for answer in self._receiver.receive(frame, self.address):
            self._wire.send(hl7_framing.framed(answer))
        self._taking = False


class MessageReceiver:
    """What happens with one frame: kept, then the acknowledgements to send. Safe to call from many threads."""

    def __init__(self, equipment: Equipment) -> None:
        self._equipment = equipment
        self._reception = equipment.reception
        self._wire_log = equipment.wire_log
        self._callers: OrderedDict[tuple[str, ...], None] = OrderedDict()  # noted in the wire log already
        self._called = equipment.settings.ae_title
        self._numbers = count(int(time.time()))
        self._lock = threading.Lock()
        self._seen: OrderedDict[tuple[str, str, bytes, bytes], None] = OrderedDict()

    def receive(self, frame: Frame, peer: str, linked: str | None = None) -> list[bytes]:
        """Acknowledgements in order; durable before they are returned. `linked`: what a device of a link is called."""
        found = self._answers_to(frame, peer, linked)
        if found and self._wire_log.is_watched:
            for answer in found:
                wire_notes.hl7_segments(self._wire_log, "hl7", peer, linked or "", "out", answer)
        return found

    def _answers_to(self, frame: Frame, peer: str, linked: str | None) -> list[bytes]:
        if not frame.body.strip(b"\r\n\0 "):
            return []  # an empty frame is a sign of life
        heads = hl7_framing.heads(frame.body) if frame.ending is Ending.WHOLE else []
        self._note(frame, heads, peer)
        if not heads:
            return self._unreadable(frame, peer)
        if all(head.code in _ANSWERS for head in heads):
            return []  # nobody acknowledges an acknowledgement
        if all(head.is_keep_alive for head in heads):
            outcome, text = Outcome.KEPT, ""
        else:
            outcome, text = self._keep(frame.body, heads[0], peer, linked)
        now = datetime.now()  # noqa: DTZ005  MSH-7 is local time where no zone is given
        if outcome is Outcome.KEPT and heads[0].code in hl7_queries.CODES:
            device = self._equipment.knowledge.device_of(
                "hl7", linked if linked is not None else calling_of(heads[0]), peer
            )
            found = hl7_queries.answers(
                frame.body, heads[0], device, self._equipment.knowledge.steps, now, self._numbers
            )
            if found is not None:
                return found
        return [
            answer
            for head in heads
            for answer in hl7_framing.acknowledgements(head, outcome, now, next(self._numbers), text)
        ]

    def _keep(self, body: bytes, head: MessageHead, peer: str, linked: str | None) -> tuple[Outcome, str]:
        calling = linked if linked is not None else calling_of(head)
        # MSH-10 alone is no identity: devices count from 1 again after each power-on.
        sha256 = hashlib.sha256(body).digest()
        key = (calling, peer, head.control_id, sha256)
        if self._known(key):
            log.info("hl7: %s at %s repeated a message, kept once", calling, peer)
            return Outcome.KEPT, ""
        metadata: dict[str, Any] = {
            "transport": "hl7", "peer": peer, "calling": calling, "called": self._called, "received_at": now_iso(),
            "message_type": _words(head.message_type), "control_id": _words(head.control_id),
            "character_set": _words(head.character_set),
        }  # fmt: skip
        try:
            self._reception.keep("hl7", metadata, body, sha256)
        except (WorldError, OSError) as error:
            return Outcome.FAILED, self._failed(error, calling, peer)
        self._remember(key)
        return Outcome.KEPT, ""

    def _unreadable(self, frame: Frame, peer: str) -> list[bytes]:
        reason = "not-hl7" if frame.ending is Ending.WHOLE else frame.ending.value
        log.warning("hl7: %d bytes from %s cannot be read: %s", len(frame.body), peer, reason)
        outcome = Outcome.NOT_HL7
        try:
            self._reception.keep_unreadable("hl7", peer, reason, frame.body)
        except (WorldError, OSError) as error:
            reason = self._failed(error, "", peer)
        if frame.ending is Ending.CUT:
            return []  # the device did not finish, it expects nothing
        now = datetime.now()  # noqa: DTZ005  as above
        return hl7_framing.acknowledgements(None, outcome, now, next(self._numbers), reason)

    def _failed(self, error: WorldError | OSError, calling: str, peer: str) -> str:
        code = error.code if isinstance(error, WorldError) else "archive-failed"
        self._reception.failed("hl7", calling, peer, code)
        log.error("hl7: a message of %s at %s was not kept: %s", calling, peer, code)
        return code

    def _note(self, frame: Frame, heads: list[MessageHead], peer: str) -> None:
        """A caller of a new kind always; every message, whole, while somebody watches."""
        is_watched = self._wire_log.is_watched
        calling = ""
        for head in heads[:1]:
            read = (head.sending_application, head.sending_facility, head.receiving_application, head.message_type,
                    head.version, head.character_set)  # fmt: skip
            application, facility, called, message_type, version, letters = (_words(one) for one in read)
            calling = f"{application}^{facility}"
            if self._is_new(peer, application, facility, message_type, version, letters) or is_watched:
                wire_notes.hl7_caller(
                    self._wire_log, "hl7", peer, application=application, facility=facility, called=called,
                    message_type=message_type, version=version, character_set=letters,
                )  # fmt: skip
        if is_watched:
            text = f"MLLP frame of {len(frame.body)} bytes, {frame.ending.value}"
            self._wire_log.note("hl7", peer, calling, "in", "frame", text)
            if heads:
                wire_notes.hl7_segments(self._wire_log, "hl7", peer, calling, "in", frame.body)

    def _is_new(self, *caller: str) -> bool:
        with self._lock:
            if caller in self._callers:
                return False
            self._callers[caller] = None
            if len(self._callers) > _REMEMBERED_CALLERS:
                self._callers.popitem(last=False)
            return True

    def _known(self, key: tuple[str, str, bytes, bytes]) -> bool:
        with self._lock:
            if key not in self._seen:
                return False
            self._seen.move_to_end(key)
            return True

    def _remember(self, key: tuple[str, str, bytes, bytes]) -> None:
        with self._lock:
            self._seen[key] = None
            if len(self._seen) > _REMEMBERED:
                self._seen.popitem(last=False)


def calling_of(head: MessageHead) -> str:
    """What a device that came by itself calls itself: MSH-3^MSH-4."""
    return _words(head.sending_application) + "^" + _words(head.sending_facility)


def _words(value: bytes) -> str:
    """A header field for the metadata, which are sealed: letters of any alphabet where they are UTF-8."""
    return printable(value.decode("utf-8", "replace"), 128)
