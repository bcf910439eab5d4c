"""Query/Retrieve as a provider, the retrieval (PS3.4 C.4.2, C.4.3): studies go to a workstation of the practice.

C-GET: objects come back on the device's own association, piece by piece from the program, in the transfer syntax they
are kept in. C-MOVE: the program sends them to another device of the practice and tells how far it is.
"""

from __future__ import annotations

import base64
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.errors import Unreadable
from devices import dicom_command
from devices import dicom_upper_layer as ul
from devices.dicom_data_set import element, read_data_set, write_data_set
from devices.dicom_query import keys_of, level_of, may_query
from devices.dicom_service import Conversation, Peer, Request, Service
from devices.equipment import Equipment
from devices.questions import NoAnswer

MOVE = frozenset({"1.2.840.10008.5.1.4.1.2.1.2", "1.2.840.10008.5.1.4.1.2.2.2"})
GET = frozenset({"1.2.840.10008.5.1.4.1.2.1.3", "1.2.840.10008.5.1.4.1.2.2.3"})
_FAILED_LIST = 0x00080058  # Failed SOP Instance UID List
_DESTINATION_UNKNOWN = 0xA801  # PS3.4 table C.4-2
_SOME_FAILED = 0xB000
_ALL_FAILED = 0xA702  # unable to perform sub-operations
_QUESTION_SECONDS = 20.0
_SUB_OPERATION_SECONDS = 300.0
_PIECE = 256 * 1024


@dataclass(slots=True)
class Progress:
    """The counters of a retrieval (PS3.7 9.3.3.2)."""

    remaining: int = 0
    completed: int = 0
    failed: int = 0
    warning: int = 0
    failed_uids: list[str] = field(default_factory=list)

    def elements(self, *, with_remaining: bool) -> dict[int, bytes | int]:
        counts: dict[int, bytes | int] = {0x1021: self.completed, 0x1022: self.failed, 0x1023: self.warning}
        return {0x1020: self.remaining, **counts} if with_remaining else counts

    @property
    def status(self) -> int:
        if self.failed and not self.completed and not self.warning:
            return _ALL_FAILED
        return _SOME_FAILED if self.failed or self.warning else dicom_command.SUCCESS


class StudyRetrieve(Service):
    """C-MOVE and C-GET at patient, study, series and image level."""

    sop_classes = MOVE | GET

    def __init__(self, equipment: Equipment) -> None:
        self._knowledge = equipment.knowledge
        self._questions = equipment.questions

    def accepts(self, peer: Peer) -> bool:
        return may_query(self._knowledge, peer)

    def serve(self, request: Request, conversation: Conversation) -> None:
        moves = request.context.abstract_syntax in MOVE
        if request.command.field != (dicom_command.C_MOVE_RQ if moves else dicom_command.C_GET_RQ):
            conversation.answer(request, dicom_command.UNRECOGNISED_OPERATION)
            return
        try:
            asked = read_data_set(request.data_set or b"", explicit=request.is_explicit)
            level_of(asked, request)
        except Unreadable:
            conversation.answer(request, dicom_command.IDENTIFIER_DOES_NOT_MATCH)
            return
        facts = {"keys": keys_of(asked), "calling": conversation.peer.calling, "peer": conversation.peer.address}
        try:
            if moves:
                self._move(request, conversation, facts)
            else:
                self._get(request, conversation, facts)
        except NoAnswer:
            more: dict[int, bytes | int] = {0x0902: b"the practice is closed"}
            conversation.answer(request, dicom_command.OUT_OF_RESOURCES, more=more)

    # C-MOVE
    def _move(self, request: Request, conversation: Conversation, facts: dict[str, Any]) -> None:
        destination = self._destination(request.command.text(0x0600))
        if destination is None:
            conversation.answer(request, _DESTINATION_UNKNOWN)
            return
        facts |= {"destination": destination, "message_id": request.command.message_id}
        progress = Progress()
        for part in self._questions.parts("move-studies", _SUB_OPERATION_SECONDS, **facts):
            progress = _progress(part)
            if conversation.is_cancelled(request):
                self._end(request, conversation, progress, dicom_command.CANCELLED)
                return
            if progress.remaining:
                conversation.answer(request, dicom_command.PENDING, more=progress.elements(with_remaining=True))
        self._end(request, conversation, progress, progress.status)

    def _destination(self, ae_title: str) -> dict[str, Any] | None:
        """A device of the practice that listens itself, by its AE title."""
        wanted = ae_title.strip().casefold()
        for one in self._knowledge.devices:
            is_meant = one.transport == "dicom" and one.calling.strip().casefold() == wanted
            if wanted and is_meant and one.settings.answers_port:
                port = one.settings.answers_port
                return {"host": one.peer, "port": port, "ae_title": one.calling, "tls": one.settings.answers_tls}
        return None

    # C-GET
    def _get(self, request: Request, conversation: Conversation, facts: dict[str, Any]) -> None:
        wanted: list[Mapping[str, Any]] = []
        for part in self._questions.parts("get-studies", _QUESTION_SECONDS, **facts):
            wanted += part.get("instances", ())
        progress = Progress(remaining=len(wanted))
        for one in wanted:
            if conversation.is_cancelled(request):
                self._end(request, conversation, progress, dicom_command.CANCELLED)
                return
            self._get_one(request, conversation, one, progress)
            if progress.remaining:
                conversation.answer(request, dicom_command.PENDING, more=progress.elements(with_remaining=True))
        self._end(request, conversation, progress, progress.status)

    def _get_one(
        self, request: Request, conversation: Conversation, one: Mapping[str, Any], progress: Progress
    ) -> None:
        progress.remaining -= 1
        sop_class, uid, syntax = str(one["sop_class"]), str(one["uid"]), str(one["syntax"])
        context = next(
            (
                each for each in conversation.contexts.values()
                if each.abstract_syntax == sop_class and each.transfer_syntax == syntax
                and sop_class in conversation.provider_of
            ),
            None,
        )  # fmt: skip
        if context is None:  # the device did not ask for this kind of object, or for its encoding
            progress.failed += 1
            progress.failed_uids.append(uid)
            return
        pieces = self._pieces(int(one["instance"]), conversation.peer)
        try:
            first = next(pieces, b"")
        except NoAnswer:
            progress.failed += 1
            progress.failed_uids.append(uid)
            return
        try:
            status = conversation.store(
                context.context_id, sop_class, uid, itertools.chain([first], pieces),
                originator=(conversation.peer.calling, request.command.message_id),
            )  # fmt: skip
        except NoAnswer:  # within an object there is no other way to say so
            raise ul.ProtocolFault("an object could not be read to its end", ul.ProtocolFault.UNEXPECTED_PDU) from None
        if status == dicom_command.SUCCESS:
            progress.completed += 1
        elif status & 0xF000 == 0xB000:
            progress.warning += 1
        else:
            progress.failed += 1
            progress.failed_uids.append(uid)

    def _pieces(self, instance: int, peer: Peer) -> Iterator[bytes]:
        """The data set's bytes, one question for each piece: nothing runs ahead of the device. Raises `NoAnswer`."""
        offset = 0
        while True:
            answer = self._questions.ask(
                "instance-piece", _QUESTION_SECONDS, instance=instance, offset=offset, length=_PIECE,
                calling=peer.calling, peer=peer.address,
            )  # fmt: skip
            piece = base64.b64decode(str(answer.get("piece", "")))
            if piece:
                yield piece
            offset += len(piece)
            if answer.get("last") or not piece:
                return

    def _end(self, request: Request, conversation: Conversation, progress: Progress, status: int) -> None:
        """The final response; with the list of what failed, where something did (PS3.4 C.4.2.1.4.2)."""
        encoded = b""
        if progress.failed_uids and status != dicom_command.SUCCESS:
            listed = "\\".join(uid for uid in progress.failed_uids[:1000] if uid)
            encoded = write_data_set({_FAILED_LIST: element(_FAILED_LIST, listed)}, explicit=request.is_explicit)
        cancelled = status == dicom_command.CANCELLED
        conversation.answer(request, status, encoded, more=progress.elements(with_remaining=cancelled))


def _progress(part: Mapping[str, Any]) -> Progress:
    remaining, completed, failed, warning = (
        int(part.get(name, 0)) for name in ("remaining", "completed", "failed", "warning")
    )
    return Progress(remaining, completed, failed, warning, [str(uid) for uid in part.get("failed_uids", ())])
