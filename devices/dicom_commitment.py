"""Storage commitment as a provider (PS3.4 annex J): a device asks whether its objects are safe with us, and is told.

The N-ACTION is sealed before it is answered. The report tells of what is durable: objects that the hub kept itself,
and of older ones what the program finds in the record. It goes out on the same association while that is open, else
on a new one to the port the device answers on; it is tried again until somebody takes it. What a restart forgets, the
program brings back: it knows every commitment that was not reported.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.errors import Unreadable, WorldError
from devices import dicom_command, dicom_upper_layer
from devices.dicom_data_set import DataSet, element, read_data_set, sequence, write_data_set
from devices.dicom_requestor import Node, Requested
from devices.dicom_service import Conversation, Peer, Request, Service
from devices.equipment import Equipment
from devices.kept_objects import Kept
from devices.questions import NoAnswer
from devices.reception import now_iso, printable
from devices.wire import PeerGone, TooSlow

log = logging.getLogger(__name__)

STORAGE_COMMITMENT = "1.2.840.10008.1.20.1"  # PS3.4 J.3
_INSTANCE = "1.2.840.10008.1.20.1.1"  # the well-known instance, PS3.4 J.3.5
_TRANSACTION, _REFERENCED, _FAILED = 0x00081195, 0x00081199, 0x00081198
_SOP_CLASS, _SOP_INSTANCE, _FAILURE = 0x00081150, 0x00081155, 0x00081197
_REQUEST_COMMITMENT = 1  # (0000,1008), PS3.4 J.3.2
_ALL_COMMITTED, _SOME_FAILED = 1, 2  # (0000,1002), PS3.4 J.3.3

_SHORT_DELAY = 0.3  # seconds in which the device may say something else on its association
_QUESTION_SECONDS = 5.0
_ASKED_AT_ONCE = 1000
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 300.0
_DUE_SECONDS, _DUE_AGAIN_SECONDS = 2.0, 60.0
_PENDING = 1000
_AT_ONE_CALL = 50
_ANSWER_SECONDS = 30.0

Item = tuple[str, str]  # SOP class, SOP instance


@dataclass(eq=False, slots=True)
class Commitment:
    """One request on its way to its report."""

    transaction_uid: str
    peer: Peer
    items: tuple[Item, ...]
    failures: dict[Item, int] | None = None  # None: not decided yet
    conversation: Conversation | None = None  # the association it came on
    due: float = field(default_factory=time.monotonic)
    pause: float = _FIRST_PAUSE
    is_reported: bool = False


class StorageCommitment(Service):
    """N-ACTION in, N-EVENT-REPORT out."""

    sop_classes = frozenset({STORAGE_COMMITMENT})

    def __init__(self, equipment: Equipment) -> None:
        self._folder = equipment.folder
        self._settings = equipment.settings
        self._reception = equipment.reception
        self._questions = equipment.questions
        self._knowledge = equipment.knowledge
        self._wire_log = equipment.wire_log
        self._lock = threading.Lock()
        self._pending: dict[tuple[str, str], Commitment] = {}  # by transaction and calling AE title
        self._to_tell: list[dict[str, Any]] = []  # reports that the program does not know of yet
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="commitment-reports")
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    # The request
    def serve(self, request: Request, conversation: Conversation) -> None:
        command, peer = request.command, conversation.peer
        if command.field != dicom_command.N_ACTION_RQ:
            conversation.answer(request, dicom_command.UNRECOGNISED_OPERATION)
        elif command.text(0x1001) != _INSTANCE:
            conversation.answer(request, dicom_command.NO_SUCH_INSTANCE)
        elif command.number(0x1008) != _REQUEST_COMMITMENT:
            conversation.answer(request, dicom_command.NO_SUCH_ACTION)
        else:
            try:
                commitment = _read(request, peer)
            except Unreadable:
                conversation.answer(request, dicom_command.INVALID_ARGUMENT)
                return
            status = self._keep(request, commitment)
            conversation.answer(request, status, more={0x1008: _REQUEST_COMMITMENT})
            if status == dicom_command.SUCCESS:
                self._take_on(commitment, request, conversation)

    def _keep(self, request: Request, commitment: Commitment) -> int:
        syntax = request.context.transfer_syntax
        metadata = {
            "transport": "dicom", **commitment.peer.origin, "received_at": now_iso(),
            "transaction_uid": commitment.transaction_uid, "transfer_syntax_uid": syntax,
        }  # fmt: skip
        head = dicom_command.file_head(STORAGE_COMMITMENT.encode(), _INSTANCE.encode(), syntax.encode())
        try:
            self._reception.keep("commitment", metadata, head + (request.data_set or b""))
        except (WorldError, OSError) as error:
            code = error.code if isinstance(error, WorldError) else "archive-failed"
            self._reception.failed("dicom", commitment.peer.calling, commitment.peer.address, code)
            return dicom_command.RESOURCE_LIMITATION
        return dicom_command.SUCCESS

    def _take_on(self, commitment: Commitment, request: Request, conversation: Conversation) -> None:
        key = (commitment.transaction_uid, commitment.peer.calling)
        with self._lock:
            if len(self._pending) >= _PENDING:  # the program brings it back
                return
            self._pending[key] = commitment
        self._report_later(commitment, request, conversation)
        self._wake.set()

    def _report_later(self, commitment: Commitment, request: Request, conversation: Conversation) -> None:
        commitment.conversation = conversation
        commitment.due = time.monotonic() + _SHORT_DELAY * 2
        pause = _SHORT_DELAY

        def report() -> float | None:
            """On the device's own association, while it is silent; again later where it cannot be told yet."""
            nonlocal pause
            if commitment.is_reported or self._stopping.is_set():
                return None
            if self._decided(commitment):
                conversation.report(
                    request.context.context_id, STORAGE_COMMITMENT, _INSTANCE, _event_type(commitment),
                    _event(commitment, explicit=request.is_explicit),
                    lambda status: self._taken(commitment, status),
                )  # fmt: skip
                return None
            pause = min(pause * 2, _LONGEST_PAUSE)
            return pause

        conversation.later(_SHORT_DELAY, report)

    def begun(self, conversation: Conversation) -> None:
        """A device that nobody could report to calls again: what it waits for goes out on this association."""
        context = next(one for one in conversation.contexts.values() if one.abstract_syntax == STORAGE_COMMITMENT)
        request = Request(dicom_command.Command(dicom_command.N_ACTION_RQ, 0, has_data_set=False), context)
        with self._lock:
            waiting = [
                one for one in self._pending.values()
                if (one.peer.calling, one.peer.address) == (conversation.peer.calling, conversation.peer.address)
                and (one.conversation is None or one.conversation.has_ended)
            ]  # fmt: skip
        for commitment in waiting[:_AT_ONE_CALL]:
            self._report_later(commitment, request, conversation)

    # What is durable
    def _decided(self, commitment: Commitment) -> bool:
        """Find out what is durable; False where it cannot be known now."""
        if commitment.failures is not None:
            return True
        failures: dict[Item, int] = {}
        unknown: list[Item] = []
        for item in commitment.items:
            match self._reception.objects.has(*item):
                case Kept.OTHER_CLASS:
                    failures[item] = dicom_command.CLASS_INSTANCE_CONFLICT
                case Kept.UNKNOWN:
                    unknown.append(item)
                case Kept.YES:
                    pass
        try:
            for at in range(0, len(unknown), _ASKED_AT_ONCE):
                failures |= self._asked(unknown[at : at + _ASKED_AT_ONCE])
        except NoAnswer:
            return False
        commitment.failures = failures
        return True

    def _asked(self, items: Sequence[Item]) -> dict[Item, int]:
        """Failure reasons of objects by the record: 0 where it is safe. Raises `NoAnswer`."""
        answer = self._questions.ask("commitment", _QUESTION_SECONDS, items=[list(item) for item in items])
        reasons = answer.get("reasons")
        if not isinstance(reasons, list) or len(reasons) != len(items):
            raise NoAnswer("commitment")
        return {item: int(reason) for item, reason in zip(items, reasons, strict=True) if reason}

    def _taken(self, commitment: Commitment, status: int) -> None:
        """The device answered the report."""
        peer = commitment.peer
        self._wire_log.note("dicom", peer.address, peer.calling, "in", "dimse", f"N-EVENT-REPORT-RSP {status:04X}")
        if status != dicom_command.SUCCESS:
            log.warning("dicom: %s at %s did not take a commitment: %04X", peer.calling, peer.address, status)
            return
        commitment.is_reported = True
        failed = len(commitment.failures or {})
        with self._lock:
            self._pending.pop((commitment.transaction_uid, peer.calling), None)
            del self._to_tell[:-_PENDING]
            self._to_tell.append({
                "transaction_uid": commitment.transaction_uid, "calling": peer.calling,
                "committed": len(commitment.items) - failed, "failed": failed, "at": now_iso(),
            })  # fmt: skip
        self._wake.set()

    # The thread that reports where the device has gone
    def _run(self) -> None:
        ask_again = 0.0
        while not self._stopping.is_set():
            self._wake.wait(_DUE_SECONDS if self._has_work or time.monotonic() >= ask_again else _DUE_SECONDS * 5)
            self._wake.clear()
            if self._stopping.is_set():
                return
            self._tell_program()
            if time.monotonic() >= ask_again:
                ask_again = time.monotonic() + (_DUE_AGAIN_SECONDS if self._take_due() else _DUE_SECONDS)
            for commitment in self._due():
                self._try(commitment)

    @property
    def _has_work(self) -> bool:
        with self._lock:
            return bool(self._pending or self._to_tell)

    def _due(self) -> list[Commitment]:
        now = time.monotonic()
        with self._lock:
            return [
                one
                for one in self._pending.values()
                if one.due <= now and (one.conversation is None or one.conversation.has_ended)
            ]

    def _try(self, commitment: Commitment) -> None:
        """One attempt on an association of our own; the next waits twice as long."""
        commitment.due = time.monotonic() + commitment.pause
        commitment.pause = min(commitment.pause * 2, _LONGEST_PAUSE)
        peer = commitment.peer
        device = self._knowledge.settings_of("dicom", peer.calling, peer.address)
        if not device.answers_port or not self._decided(commitment):
            return  # it is asked for again when the device's port is known, or the program is there
        tls = None
        if device.answers_tls:
            from devices.dicom_tls import client_context

            tls = client_context(self._folder)
        try:
            self._report(commitment, Node(peer.address, device.answers_port, peer.calling, tls))
        except (WorldError, PeerGone, TooSlow, dicom_upper_layer.ProtocolFault) as problem:
            code = problem.code if isinstance(problem, WorldError) else type(problem).__name__
            facts = {"calling": peer.calling, "peer": peer.address, "port": device.answers_port}
            if self._reception.problem("commitment-not-reported", **facts):
                log.warning("dicom: a commitment could not be reported to %s: %s", peer.calling, code)

    def _report(self, commitment: Commitment, node: Node) -> None:
        syntaxes = (dicom_upper_layer.EXPLICIT_VR_LITTLE_ENDIAN, dicom_upper_layer.IMPLICIT_VR_LITTLE_ENDIAN)
        proposed = dicom_upper_layer.ProposedContext(1, STORAGE_COMMITMENT, syntaxes)
        # PS3.4 J.3.3: on an association of ours we are the provider
        with Requested(node, self._settings.ae_title, [proposed], [(STORAGE_COMMITMENT, False, True)]) as association:
            context = association.context_for(STORAGE_COMMITMENT)
            if context is None:
                raise WorldError("peer-refused-context")
            explicit = context.transfer_syntax == dicom_upper_layer.EXPLICIT_VR_LITTLE_ENDIAN
            association.conversation.report(
                context.context_id, STORAGE_COMMITMENT, _INSTANCE, _event_type(commitment),
                _event(commitment, explicit=explicit), lambda status: self._taken(commitment, status),
            )  # fmt: skip
            association.conversation.hear_answers(_ANSWER_SECONDS)

    # The program
    def _tell_program(self) -> None:
        with self._lock:
            waiting = list(self._to_tell)
        for told in waiting:
            try:
                self._questions.ask("commitment-reported", _QUESTION_SECONDS, **told)
            except NoAnswer:
                return
            with self._lock:
                if told in self._to_tell:
                    self._to_tell.remove(told)

    def _take_due(self) -> bool:
        """Commitments that the record knows and nobody reported; False where the program is not there."""
        try:
            for part in self._questions.parts("commitments-due", _QUESTION_SECONDS):
                for one in part.get("commitments", ()):
                    self._bring_back(one)
        except NoAnswer:
            return False
        return True

    def _bring_back(self, one: dict[str, Any]) -> None:
        peer = Peer(str(one["peer"]), str(one["calling"]), str(one["called"]))
        key = (str(one["transaction_uid"]), peer.calling)
        items = tuple((str(sop_class), str(uid)) for sop_class, uid in one["items"])
        with self._lock:
            told = any((two["transaction_uid"], two["calling"]) == key for two in self._to_tell)
            if key not in self._pending and not told and len(self._pending) < _PENDING:
                self._pending[key] = Commitment(key[0], peer, items)


def _read(request: Request, peer: Peer) -> Commitment:
    """Raises `Unreadable`."""
    told = read_data_set(request.data_set or b"", explicit=request.is_explicit)
    transaction = printable(told[_TRANSACTION].value) if _TRANSACTION in told else ""
    items = items_of(told)
    if not transaction or not items:
        raise Unreadable("commitment-empty")
    return Commitment(transaction, peer, items)


def items_of(told: DataSet) -> tuple[Item, ...]:
    """The objects of (0008,1199) Referenced SOP Sequence, each once."""
    referenced = told.get(_REFERENCED)
    found = [
        (printable(one[_SOP_CLASS].value), printable(one[_SOP_INSTANCE].value))
        for one in (referenced.items or () if referenced else ())
        if _SOP_CLASS in one and _SOP_INSTANCE in one
    ]
    return tuple(dict.fromkeys(found))


def _event_type(commitment: Commitment) -> int:
    return _SOME_FAILED if commitment.failures else _ALL_COMMITTED


def _event(commitment: Commitment, *, explicit: bool) -> bytes:
    """The event information of PS3.4 table J.3-2."""
    failures = commitment.failures or {}
    told: dict[int, Any] = {_TRANSACTION: element(_TRANSACTION, commitment.transaction_uid)}
    committed = [_reference(item) for item in commitment.items if item not in failures]
    if committed:
        told[_REFERENCED] = sequence(committed)
    if failures:
        told[_FAILED] = sequence(
            [{**_reference(item), _FAILURE: element(_FAILURE, why)} for item, why in failures.items()]
        )
    return write_data_set(told, explicit=explicit)


def _reference(item: Item) -> dict[int, Any]:
    return {_SOP_CLASS: element(_SOP_CLASS, item[0]), _SOP_INSTANCE: element(_SOP_INSTANCE, item[1])}
