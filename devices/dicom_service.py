"""A DIMSE service beside verification and storage, and the association as it sees it.

A service is one file with the SOP classes it serves; `devices/dicom_scp.py` holds the table. Its data sets are small
(an identifier, a list of objects): they are collected whole, bounded, and handed over with the command.
PS3.7 9.3 and 10.3 (messages), 9.3.2.3 (C-CANCEL-FIND-RQ); PS3.8 annex E.
"""

from __future__ import annotations

import struct
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from devices import dicom_command
from devices import dicom_upper_layer as ul
from devices.dicom_command import Command
from devices.wire import PeerGone, Wire

DATA_SET_LIMIT = 1 << 20  # of a query, a performed step, a list of objects
_SENT_AT_ONCE = 256 * 1024
_COMMAND_LIMIT = 1 << 16
_SUB_OPERATION_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Peer:
    address: str
    calling: str
    called: str

    @property
    def origin(self) -> dict[str, str]:
        """As the metadata of an archive record names it."""
        return {"peer": self.address, "calling": self.calling, "called": self.called}


@dataclass(frozen=True, slots=True)
class Request:
    """One message of a peer to a service."""

    command: Command
    context: ul.NegotiatedContext
    data_set: bytes | None = b""  # None: it was larger than the bound

    @property
    def is_explicit(self) -> bool:
        """Services accept explicit or implicit VR little endian only."""
        return self.context.transfer_syntax == ul.EXPLICIT_VR_LITTLE_ENDIAN


class Service(Protocol):
    """Serves some SOP classes."""

    @property
    def sop_classes(self) -> frozenset[str]: ...

    def start(self) -> None:
        """Begin what it does beside its associations."""

    def stop(self) -> None:
        """End that."""

    def accepts(self, peer: Peer) -> bool:
        """Whether this peer may have it at all: asked while the association is negotiated."""
        return True

    def begun(self, conversation: Conversation) -> None:
        """An association on which a class of this service was accepted."""

    def serve(self, request: Request, conversation: Conversation) -> None:
        """Answer one request, on the association's thread. Raises what the wire raises, and `ProtocolFault`."""
        ...


class Conversation:
    """What a service may do on its association, always on the association's own thread."""

    def __init__(
        self, wire: Wire, peer: Peer, contexts: Mapping[int, ul.NegotiatedContext], maximum_length: int,
        provider_of: frozenset[str], pdu_head: Callable[[], tuple[int, int]],
    ) -> None:  # fmt: skip
        self.peer = peer
        self.contexts = contexts
        self.has_ended = False
        self.provider_of = provider_of  # SOP classes that the peer takes as their provider, by role selection
        self._wire = wire
        self._maximum_length = maximum_length
        self._pdu_head = pdu_head
        self._in_pdu = 0  # bytes left of a PDU that was begun within a service
        self._message_id = 0
        self._cancelled: set[int] = set()
        self._expected: dict[int, Callable[[int], None]] = {}
        self._later: list[tuple[float, Callable[[], float | None]]] = []

    # Answers
    def answer(
        self, request: Request, status: int, data_set: bytes = b"", more: Mapping[int, bytes | int] | None = None
    ) -> None:
        """One response."""
        self._wire.send(self.encoded(request, status, data_set, more))

    def answers(self, request: Request, messages: Iterable[bytes]) -> bool:
        """Many responses made by `encoded`, in few sends; False where the peer cancelled between two of them."""
        gathered: list[bytes] = []
        size = 0
        for message in messages:
            gathered.append(message)
            size += len(message)
            if size >= _SENT_AT_ONCE:
                self._wire.send(b"".join(gathered))
                gathered, size = [], 0
                if self.is_cancelled(request):
                    return False
        if gathered:
            self._wire.send(b"".join(gathered))
        return not self.is_cancelled(request)

    def encoded(
        self, request: Request, status: int, data_set: bytes = b"", more: Mapping[int, bytes | int] | None = None
    ) -> bytes:
        """A response with its data set as PDUs that the peer takes."""
        command = dicom_command.response(request.command, status, has_data_set=bool(data_set), more=more)
        return self.message(request.context.context_id, command, data_set)

    def message(self, context_id: int, command: bytes, data_set: bytes = b"") -> bytes:
        encoded = ul.p_data(context_id, command, self._maximum_length)
        return encoded + self.fragment(context_id, data_set) if data_set else encoded

    def fragment(self, context_id: int, piece: bytes, *, last: bool = True) -> bytes:
        """A piece of a data set as PDUs."""
        return ul.p_data(context_id, piece, self._maximum_length, is_command=False, last=last)

    def is_cancelled(self, request: Request) -> bool:
        """Whether the peer asked to end this operation; looks, does not wait."""
        while self._wire.has_input():
            command = self._next_command()
            if not self._heard_in_passing(command):
                raise ul.ProtocolFault("a request before the answer to the one before", ul.ProtocolFault.UNEXPECTED_PDU)
        return request.command.message_id in self._cancelled

    @property
    def is_between_pdus(self) -> bool:
        return self._in_pdu == 0

    # Operations of our own on the peer's association
    def store(
        self, context_id: int, sop_class_uid: str, sop_instance_uid: str, pieces: Iterable[bytes], *,
        originator: tuple[str, int] | None = None,
    ) -> int:  # fmt: skip
        """C-STORE (PS3.7 9.3.1): the data set's bytes in pieces; answers the peer's status. `originator`: of a move."""
        message_id = self._next_id()
        values: dict[int, bytes | int] = {
            0x0002: sop_class_uid.encode("ascii", "replace"), 0x0100: dicom_command.C_STORE_RQ, 0x0110: message_id,
            0x0700: 0, 0x0800: dicom_command.HAS_DATA_SET, 0x1000: sop_instance_uid.encode("ascii", "replace"),
        }  # fmt: skip
        if originator is not None:
            values |= {0x1030: originator[0].encode("ascii", "replace"), 0x1031: originator[1]}
        command = dicom_command.command_set(values)
        self._wire.send(ul.p_data(context_id, command, self._maximum_length))
        held: bytes | None = None
        for piece in pieces:
            if held is not None:
                self._wire.send(self.fragment(context_id, held, last=False))
            held = piece
        self._wire.send(self.fragment(context_id, held or b""))
        self._wire.wait_at_most(_SUB_OPERATION_SECONDS)
        while True:
            command_heard = self._next_command()
            if command_heard.field & dicom_command.RESPONSE and command_heard.responded_to == message_id:
                return command_heard.status
            if not self._heard_in_passing(command_heard):
                raise ul.ProtocolFault("a request during a sub-operation", ul.ProtocolFault.UNEXPECTED_PDU)

    def ask(
        self, context_id: int, sop_class_uid: str, field: int, data_set: bytes = b""
    ) -> Iterator[tuple[Command, bytes]]:
        """A request of ours (C-ECHO, C-FIND): each response with its data set, until one that is not pending."""
        message_id = self._next_id()
        kind = dicom_command.HAS_DATA_SET if data_set else dicom_command.NO_DATA_SET
        values: dict[int, bytes | int] = {
            0x0002: sop_class_uid.encode(),
            0x0100: field,
            0x0110: message_id,
            0x0800: kind,
        }
        if data_set:
            values[0x0700] = 0
        self._wire.send(self.message(context_id, dicom_command.command_set(values), data_set))
        self._wire.wait_at_most(_SUB_OPERATION_SECONDS)
        while True:
            command, told = self._next_message()
            if command.responded_to != message_id or not command.field & dicom_command.RESPONSE:
                raise ul.ProtocolFault("not the answer to what was asked", ul.ProtocolFault.UNEXPECTED_PDU)
            yield command, told
            if command.status not in (dicom_command.PENDING, dicom_command.PENDING + 1):
                return

    def report(
        self, context_id: int, sop_class_uid: str, sop_instance_uid: str, event_type: int, data_set: bytes,
        answered: Callable[[int], None],
    ) -> None:  # fmt: skip
        """N-EVENT-REPORT (PS3.7 10.3.1); `answered` gets the peer's status when it comes, on this thread."""
        message_id = self._next_id()
        self._expected[message_id] = answered
        command = dicom_command.command_set({
            0x0002: sop_class_uid.encode(), 0x0100: dicom_command.N_EVENT_REPORT_RQ, 0x0110: message_id,
            0x0800: dicom_command.HAS_DATA_SET, 0x1000: sop_instance_uid.encode(), 0x1002: event_type,
        })  # fmt: skip
        self._wire.send(self.message(context_id, command, data_set))

    def responded(self, command: Command) -> None:
        """A response that came between two requests."""
        answered = self._expected.pop(command.responded_to, None)
        if answered is not None:
            answered(command.status)

    def hear_answers(self, seconds: float) -> None:
        """Wait until what was reported is answered; each answer within so long. Raises what the wire raises."""
        self._wire.wait_at_most(seconds)
        while self._expected:
            if not self._heard_in_passing(self._next_command()):
                raise ul.ProtocolFault("a request on an association of ours", ul.ProtocolFault.UNEXPECTED_PDU)

    # What is to be done while the peer is silent
    def later(self, seconds: float, call: Callable[[], float | None]) -> None:
        """Have `call` called after so long, while the association lives and is idle; it answers when to be called
        again, or None."""
        self._later.append((time.monotonic() + seconds, call))

    def wait(self, idle_seconds: float) -> None:
        """Until something comes from the peer, doing meanwhile what is due. Raises `TooSlow` as reading would."""
        give_up = time.monotonic() + idle_seconds
        while self._later:
            due, call = min(self._later, key=lambda one: one[0])
            if self._wire.has_input(max(0.0, min(due, give_up) - time.monotonic())) or time.monotonic() >= give_up:
                return
            self._later.remove((due, call))
            again = call()
            if again is not None:
                self.later(again, call)

    def _next_id(self) -> int:
        self._message_id = self._message_id % 0xFFFF + 1
        return self._message_id

    def _heard_in_passing(self, command: Command) -> bool:
        if command.field == dicom_command.C_CANCEL_RQ:
            self._cancelled.add(command.responded_to)
            return True
        if command.field & dicom_command.RESPONSE:
            self.responded(command)
            return True
        return False

    def _next_message(self) -> tuple[Command, bytes]:
        """The next command set with the data set that it announces."""
        command = self._next_command()
        told = bytearray()
        while command.has_data_set:
            size, control = self._next_value()
            if control & 1 or len(told) + size > DATA_SET_LIMIT:
                raise ul.ProtocolFault("not a data set that belongs here", ul.ProtocolFault.UNEXPECTED_PARAMETER)
            told += self._wire.read(size)
            if control & 2:
                break
        return command, bytes(told)

    def _next_command(self) -> Command:
        """The next command set, where no data set may come: a cancel or the response to our own operation."""
        encoded = bytearray()
        while True:
            size, control = self._next_value()
            if not control & 1 or len(encoded) + size > _COMMAND_LIMIT:
                raise ul.ProtocolFault("not a command that belongs here", ul.ProtocolFault.UNEXPECTED_PARAMETER)
            encoded += self._wire.read(size)
            if control & 2:
                return dicom_command.read_command(bytes(encoded))

    def _next_value(self) -> tuple[int, int]:
        """Length and control header of the next presentation data value; its bytes are to be read then."""
        if not self._in_pdu:
            kind, length = self._pdu_head()
            if kind == ul.A_ABORT:
                raise PeerGone
            if kind != ul.P_DATA_TF:
                raise ul.ProtocolFault("a PDU that does not belong here", ul.ProtocolFault.UNEXPECTED_PDU)
            self._in_pdu = length
        if self._in_pdu < 6:
            raise ul.ProtocolFault("a presentation data value is cut")
        size, _, control = struct.unpack(">IBB", self._wire.read(6))
        self._in_pdu -= 4 + size
        if size < 2 or self._in_pdu < 0:
            raise ul.ProtocolFault("a presentation data value does not fit its PDU")
        return size - 2, control


class Collected:
    """The data set of a request to a service, on its way; beyond the bound it is read and dropped."""

    def __init__(self, command: Command, context_id: int) -> None:
        self.command = command
        self.context_id = context_id
        self._gathered = bytearray()
        self._is_too_large = False

    @property
    def data_set(self) -> bytes | None:
        """None where it was too large."""
        return None if self._is_too_large else bytes(self._gathered)

    def take(self, wire: Wire, size: int) -> None:
        """Read a fragment. Raises what the wire raises."""
        self._is_too_large = self._is_too_large or len(self._gathered) + size > DATA_SET_LIMIT
        if self._is_too_large:
            self._gathered.clear()
        piece = wire.read(size)
        if not self._is_too_large:
            self._gathered += piece

    def drop(self) -> None:
        """The association ended before the data set did."""
