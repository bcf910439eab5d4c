"""Associations of devices: C-ECHO and C-STORE (PS3.7 9.1, PS3.4 annex B) here, other services from a table.

The data set is taken as the bytes that came and never decoded; it is kept as a Part 10 file whose head is made
of the command's UIDs. Success is answered when the bytes are sealed and durable. One thread for each association.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from app.domain.device import OFF
from app.domain.errors import WorldError
from devices import dicom_command, wire_notes
from devices import dicom_upper_layer as ul
from devices.dicom_command import Command
from devices.dicom_commitment import StorageCommitment
from devices.dicom_mpps import PerformedSteps
from devices.dicom_object import Gathering, IncomingObject
from devices.dicom_query import StudyQuery
from devices.dicom_retrieve import GET, StudyRetrieve
from devices.dicom_service import Collected, Conversation, Peer, Request, Service
from devices.dicom_worklist import DicomWorklist
from devices.door import Door
from devices.equipment import Equipment
from devices.reception import printable
from devices.wire import PeerGone, TooSlow, Wire

log = logging.getLogger(__name__)

MAXIMUM_LENGTH = 131072  # announced, PS3.8 D.1: the largest that dcmtk sends
_PDU_LIMIT = 1 << 20  # accepted from peers that do not keep to it
_COMMAND_LIMIT = 1 << 16
_ARTIM_SECONDS = 30.0  # PS3.8 9.1.5: for the request to associate
_STALL_SECONDS = 60.0  # within a message


# Every service beside verification and storage: made with the equipment of the hub.
SERVICES: tuple[Callable[[Equipment], Service], ...] = (
    DicomWorklist,
    PerformedSteps,
    StorageCommitment,
    StudyQuery,
    StudyRetrieve,
)


class DicomScp:
    """The DICOM port of the hub, behind its door: a part of the hub (`devices.equipment.Part`)."""

    def __init__(self, equipment: Equipment, services: Iterable[Callable[[Equipment], Service]] = SERVICES) -> None:
        self._equipment = equipment
        self._settings = settings = equipment.settings
        self._services: dict[str, Service] = {}
        for make in services:
            service = make(equipment)
            self._services |= dict.fromkeys(service.sop_classes, service)
        self.door: Door[_Association] = Door("dicom", settings.bind, settings.dicom_port, self._admit)
        self._doors = [self.door]
        if settings.dicom_tls_port != OFF:
            try:
                self._doors.append(self._tls_door())
            except WorldError:
                self.door.close()
                raise

    def _tls_door(self) -> Door[_Association]:
        """The same associations behind TLS (PS3.15 B.12). Raises `WorldError("dicom-tls")`, or what a door raises."""
        from devices.dicom_tls import server_context
        from devices.tls_wire import TlsWire

        settings = self._settings
        tls = server_context(self._equipment.folder, checks_clients=settings.dicom_tls_checks_clients)

        def admit(connection: socket.socket, address: str) -> _Association | None:
            wrapped = tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
            return self._admitted(TlsWire(wrapped), address, door)

        door: Door[_Association] = Door("dicom_tls", settings.bind, settings.dicom_tls_port, admit)
        return door

    @property
    def ports(self) -> dict[str, int]:
        return {name: port for door in self._doors for name, port in door.ports.items()}

    @property
    def connected(self) -> int:
        return sum(door.connected for door in self._doors)

    @property
    def connected_by_port(self) -> dict[str, int]:
        return {name: door.connected for door in self._doors for name in door.ports}

    @property
    def receiving(self) -> int:
        return sum(door.receiving for door in self._doors)

    def start(self) -> None:
        for service in set(self._services.values()):
            service.start()
        for door in self._doors:
            door.start()

    def stop(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        for door in self._doors:
            door.stop(max(0.0, until - time.monotonic()))
        for service in set(self._services.values()):
            service.stop()

    def close(self) -> None:
        for door in self._doors:
            door.close()

    def commands(self) -> dict[str, Callable[[dict[str, Any]], dict[str, Any]]]:
        return {}

    def _admit(self, connection: socket.socket, address: str) -> _Association | None:
        """Beyond the limit an association is rejected in its own language; far beyond it, nobody is let in."""
        return self._admitted(Wire(connection), address, self.door)

    def _admitted(self, wire: Wire, address: str, door: Door[_Association]) -> _Association | None:
        inside = self.connected
        if inside >= self._settings.max_associations + 16:
            return None
        crowded = inside >= self._settings.max_associations
        return _Association(wire, address, self._equipment, self._services, crowded, door.left)


class _Association(threading.Thread):
    """One association from connection to release, on its own thread."""

    def __init__(
        self, wire: Wire, address: str, equipment: Equipment, services: dict[str, Service],
        crowded: bool, left: Callable[[_Association], None],
    ) -> None:  # fmt: skip
        super().__init__(name="dicom-association")
        self._wire = wire
        self._settings = equipment.settings
        self._reception = equipment.reception
        self._wire_log = equipment.wire_log
        self._knowledge = equipment.knowledge
        self._services = services
        self._crowded = crowded
        self._left = left
        self._peer = Peer(address, "", "")
        self._maximum_length = 0
        self._contexts: dict[int, ul.NegotiatedContext] = {}
        self._command = bytearray()
        self._incoming: IncomingObject | Collected | None = None
        self._asked: Request | None = None  # of a service, answered when its PDU is read
        self._conversation: Conversation | None = None
        self._gathering = Gathering()
        self.in_message = False
        self._ending = False

    # The three ways an association ends from outside
    def end(self) -> None:
        """Ask it to end: at once when it is idle, after the message on its way when it is not."""
        self._ending = True
        if not self.in_message:
            self._wire.stop_reading()

    def cut(self) -> None:
        """End it whatever it is doing."""
        self._wire.hang_up()

    def run(self) -> None:
        try:
            self._serve()
        except PeerGone:
            if self._incoming is not None:
                log.warning("dicom: %s at %s left in the middle of an object", self._peer.calling, self._peer.address)
            elif self._ending:
                self._say(ul.user_abort())
        except TooSlow:
            log.warning("dicom: %s at %s was silent for too long", self._peer.calling, self._peer.address)
            if self._conversation is not None:  # before there is an association the ARTIM timer just hangs up (AA-2)
                self._say(ul.user_abort())
        except ul.ProtocolFault as fault:
            log.warning("dicom: %s at %s: %s", self._peer.calling or "a stranger", self._peer.address, fault)
            self._note("out", "association", f"A-ABORT: {fault}")
            self._say(ul.user_abort() if self._conversation is None else ul.abort(fault.reason))
        finally:
            if self._conversation is not None:
                self._conversation.has_ended = True
            if self._incoming is not None:
                self._incoming.drop()
            self._wire.close()
            self._left(self)

    def _say(self, last_words: bytes) -> None:
        with contextlib.suppress(PeerGone):
            self._wire.send(last_words)

    def _serve(self) -> None:
        self._wire.begin(_ARTIM_SECONDS)
        self._wire.wait_at_most(_ARTIM_SECONDS)
        if not self._associate():
            return
        self._wire.wait_at_most(self._settings.idle_seconds)
        assert self._conversation is not None
        while not self._ending:
            self._conversation.wait(self._settings.idle_seconds)
            kind, length = self._pdu_head()
            if kind == ul.P_DATA_TF:
                self._p_data(length)
                if self._asked is not None:
                    self._serve_service(self._asked)
            elif kind == ul.A_RELEASE_RQ:
                self._note("in", "association", "A-RELEASE-RQ, answered")
                self._wire.send(ul.release_rp())
                return
            elif kind == ul.A_ABORT:
                self._note("in", "association", "A-ABORT")
                return
            else:
                raise ul.ProtocolFault("a PDU that does not belong here", ul.ProtocolFault.UNEXPECTED_PDU)
        self._say(ul.user_abort())

    def _pdu_head(self) -> tuple[int, int]:
        kind, _, length = struct.unpack(">BBI", self._wire.read(6))
        if not ul.A_ASSOCIATE_RQ <= kind <= ul.A_ABORT:
            raise ul.ProtocolFault("not a DICOM PDU", ul.ProtocolFault.UNRECOGNISED_PDU)
        if length > _PDU_LIMIT:
            raise ul.ProtocolFault(f"a PDU of {length} bytes")
        if self._wire_log.is_watched:
            self._note("in", "pdu", f"{wire_notes.pdu_name(kind)} of {length} bytes")
        return kind, length

    # Association, PS3.8 7.1
    def _associate(self) -> bool:
        kind, length = self._pdu_head()
        if kind == ul.A_ABORT:
            raise PeerGone
        if kind != ul.A_ASSOCIATE_RQ:
            raise ul.ProtocolFault("no association was asked for", ul.ProtocolFault.UNEXPECTED_PDU)
        request = ul.read_associate_rq(self._wire.read(length))
        self._peer = Peer(self._peer.address, printable(request.calling, 16), printable(request.called, 16))
        refusal = self._refusal(request)
        if refusal:
            log.warning("dicom: association of %s at %s refused", self._peer.calling, self._peer.address)
            wire_notes.association(self._wire_log, self._peer.address, self._settings.ae_title, request, (), "refused")
            self._wire.send(refusal)
            return False
        peer = self._peer
        if peer.called.casefold() != self._settings.ae_title.casefold():
            # Taken all the same (a wrong title is the usual fault of a new device), said once for each device.
            facts = {"calling": peer.calling, "called": peer.called, "peer": peer.address}
            if self._reception.problem("called-otherwise", **facts):
                log.warning("dicom: %s at %s calls us %s", peer.calling, peer.address, peer.called)
        private = self._knowledge.settings_of("dicom", peer.calling, peer.address).accepts_private_storage
        answers = ul.negotiate(request, self._settings.accept_private_storage and private, self._serves)
        self._contexts = {answer.context_id: answer for answer in answers if answer.result == ul.ACCEPTANCE}
        self._maximum_length = request.maximum_length
        roles = self._roles(request)
        provider_of = frozenset(uid for uid, _, scp in roles if scp)
        self._conversation = Conversation(
            self._wire, peer, self._contexts, request.maximum_length, provider_of, self._pdu_head
        )
        wire_notes.association(self._wire_log, peer.address, self._settings.ae_title, request, answers)
        self._wire.send(ul.associate_ac(request, answers, MAXIMUM_LENGTH, roles))
        served = {self._services.get(context.abstract_syntax) for context in self._contexts.values()}
        for service in served:
            if service is not None:
                service.begun(self._conversation)
        return True

    def _serves(self, abstract_syntax: str) -> bool:
        service = self._services.get(abstract_syntax)
        return service is not None and service.accepts(self._peer)

    def _roles(self, request: ul.AssociateRequest) -> tuple[tuple[str, bool, bool], ...]:
        """Role selection (PS3.7 D.3.3.4): who fetches from us by C-GET is provider of storage meanwhile."""
        accepted = {context.abstract_syntax for context in self._contexts.values()}
        fetches = not accepted.isdisjoint(GET)
        return tuple(
            (uid, scu, scp and fetches and uid not in self._services)
            for uid, scu, scp in request.roles
            if uid in accepted
        )

    def _refusal(self, request: ul.AssociateRequest) -> bytes:
        """A-ASSOCIATE-RJ by result, source and reason (PS3.8 table 9-21), or nothing."""
        if not request.protocol_version & 1:
            return ul.associate_rj(1, 2, 2)
        if request.application_context != ul.APPLICATION_CONTEXT:
            return ul.associate_rj(1, 1, 2)
        if self._crowded or self._ending:
            return ul.associate_rj(2, 3, 2)  # transient, local limit exceeded: the device tries again
        return b""

    # Messages, PS3.8 annex E
    def _p_data(self, length: int) -> None:
        while length:
            if length < 6:
                raise ul.ProtocolFault("a presentation data value is cut")
            size, context_id, control = struct.unpack(">IBB", self._wire.read(6))
            length -= 4 + size
            if size < 2 or length < 0:
                raise ul.ProtocolFault("a presentation data value does not fit its PDU")
            if control & 1:
                self._command_fragment(context_id, size - 2, last=bool(control & 2))
            else:
                self._data_fragment(context_id, size - 2, last=bool(control & 2))

    def _command_fragment(self, context_id: int, size: int, *, last: bool) -> None:
        if self._incoming is not None or self._asked is not None:
            raise ul.ProtocolFault("a command within a data set", ul.ProtocolFault.UNEXPECTED_PARAMETER)
        self._begin_message()
        if len(self._command) + size > _COMMAND_LIMIT:
            raise ul.ProtocolFault("a command set that does not end")
        self._command += self._wire.read(size)
        if not last:
            return
        encoded = bytes(self._command)
        self._command.clear()
        context = self._contexts.get(context_id)
        if context is None:
            raise ul.ProtocolFault(
                "a presentation context that was not accepted", ul.ProtocolFault.UNEXPECTED_PARAMETER
            )
        command = dicom_command.read_command(encoded)
        if self._wire_log.is_watched:
            self._note("in", "dimse", f"{wire_notes.dimse_name(command.field)} {context.abstract_syntax}")
        if command.has_data_set and context.abstract_syntax in self._services:
            self._incoming = Collected(command, context_id)
        elif command.has_data_set:
            self._incoming = self._receiver(command, context)
        elif context.abstract_syntax in self._services:
            self._asked = Request(command, context)
        else:
            self._without_data_set(command, context_id)
            self._end_message()

    def _data_fragment(self, context_id: int, size: int, *, last: bool) -> None:
        incoming = self._incoming
        if incoming is None or context_id != incoming.context_id:
            raise ul.ProtocolFault("a data set without its command", ul.ProtocolFault.UNEXPECTED_PARAMETER)
        incoming.take(self._wire, size)
        if last:
            self._incoming = None
            if isinstance(incoming, Collected):
                self._asked = Request(incoming.command, self._contexts[context_id], incoming.data_set)
                return
            status = incoming.finish()
            self._answer(incoming.command, context_id, status)
            self._end_message()

    def _serve_service(self, request: Request) -> None:
        """Hand a whole request to the service of its context."""
        conversation, field = self._conversation, request.command.field
        assert conversation is not None
        self._asked = None
        self._note("in", "dimse", dicom_command.described(request.command))
        if field & dicom_command.RESPONSE:
            conversation.responded(request.command)
        elif request.data_set is None:
            log.warning("dicom: a data set of %s at %s is too large", self._peer.calling, self._peer.address)
            conversation.answer(request, dicom_command.OUT_OF_RESOURCES)
        elif field != dicom_command.C_CANCEL_RQ:  # a cancel that comes after the last answer
            self._services[request.context.abstract_syntax].serve(request, conversation)
        if not conversation.is_between_pdus:
            raise ul.ProtocolFault("more in a PDU than belongs there", ul.ProtocolFault.UNEXPECTED_PARAMETER)
        self._end_message()

    def _begin_message(self) -> None:
        self.in_message = True
        self._wire.wait_at_most(_STALL_SECONDS)

    def _end_message(self) -> None:
        self._wire.wait_at_most(self._settings.idle_seconds)
        self.in_message = False

    def _receiver(self, command: Command, context: ul.NegotiatedContext) -> IncomingObject:
        refusal = dicom_command.SUCCESS
        if command.field != dicom_command.C_STORE_RQ:
            refusal = dicom_command.UNRECOGNISED_OPERATION
        elif not self._reception.has_room():
            refusal = dicom_command.OUT_OF_RESOURCES
            self._reception.failed("dicom", self._peer.calling, self._peer.address, "disk-full")
        origin = self._peer.origin
        return IncomingObject(
            command, context.context_id, context.transfer_syntax, origin, self._reception, self._gathering, refusal
        )

    def _without_data_set(self, command: Command, context_id: int) -> None:
        if command.field == dicom_command.C_ECHO_RQ:
            self._answer(command, context_id, dicom_command.SUCCESS)
        elif command.field == dicom_command.C_STORE_RQ:
            log.warning("dicom: C-STORE of %s at %s without a data set", self._peer.calling, self._peer.address)
            self._answer(command, context_id, dicom_command.CANNOT_UNDERSTAND)
        elif command.field != dicom_command.C_CANCEL_RQ and not command.field & dicom_command.RESPONSE:
            self._answer(command, context_id, dicom_command.UNRECOGNISED_OPERATION)

    def _note(self, direction: str, kind: str, text: str) -> None:
        self._wire_log.note("dicom", self._peer.address, self._peer.calling, direction, kind, text)

    def _answer(self, command: Command, context_id: int, status: int) -> None:
        if self._wire_log.is_watched:
            name = wire_notes.dimse_name(command.field | dicom_command.RESPONSE)
            self._note("out", "dimse", f"{name} status {status:04X}")
        self._wire.send(ul.p_data(context_id, dicom_command.response(command, status), self._maximum_length))
