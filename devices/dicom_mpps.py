"""Modality performed procedure step as a provider (PS3.4 annex F): what a device says it did is sealed, then answered.

N-CREATE begins a step, N-SET changes it until it is completed or discontinued. The hub remembers the steps of its own
life; of older ones it asks the program, and what nobody can tell is accepted: intake judges when it files.
"""

from __future__ import annotations

import logging
import threading
import uuid
from dataclasses import replace

from app.domain.errors import Unreadable, WorldError
from devices import dicom_command
from devices.dicom_command import Command
from devices.dicom_data_set import read_data_set
from devices.dicom_service import Conversation, Request, Service
from devices.equipment import Equipment
from devices.questions import NoAnswer
from devices.reception import now_iso, printable

log = logging.getLogger(__name__)

PERFORMED_STEP = "1.2.840.10008.3.1.2.3.3"  # PS3.4 F.7.1
IN_PROGRESS, COMPLETED, DISCONTINUED = "IN PROGRESS", "COMPLETED", "DISCONTINUED"  # (0040,0252)
_STATUS = 0x00400252
_STATES = frozenset({IN_PROGRESS, COMPLETED, DISCONTINUED})
_FINAL = frozenset({COMPLETED, DISCONTINUED})
_NO_LONGER = 0xA710  # (0000,0903) Error ID: may no longer be updated, PS3.4 F.7.2.2.2
_REMEMBERED = 10_000
_QUESTION_SECONDS = 3.0


class PerformedSteps(Service):
    """N-CREATE and N-SET, for every device."""

    sop_classes = frozenset({PERFORMED_STEP})

    def __init__(self, equipment: Equipment) -> None:
        self._reception = equipment.reception
        self._questions = equipment.questions
        self._lock = threading.Lock()
        self._states: dict[str, str] = {}

    def serve(self, request: Request, conversation: Conversation) -> None:
        command = request.command
        if command.field not in {dicom_command.N_CREATE_RQ, dicom_command.N_SET_RQ}:
            conversation.answer(request, dicom_command.UNRECOGNISED_OPERATION)
            return
        creating = command.field == dicom_command.N_CREATE_RQ
        uid = printable(command.sop_instance_uid if creating else command.text(0x1001))
        if creating and not uid:  # PS3.7 10.1.5.1.4: the provider may be left to choose it
            uid = f"2.25.{uuid.uuid4().int}"
            request = replace(request, command=_named(command, uid))
        status, more = self._judged(request, uid, creating=creating)
        if status == dicom_command.SUCCESS:
            status = self._keep(request, conversation, uid, creating=creating)
        conversation.answer(request, status, more=more)

    def _judged(self, request: Request, uid: str, *, creating: bool) -> tuple[int, dict[int, bytes | int]]:
        """The status by the rules of PS3.4 F.7.2, with what explains it."""
        try:
            told = read_data_set(request.data_set or b"", explicit=request.is_explicit)
        except Unreadable:
            return dicom_command.PROCESSING_FAILURE, {0x0902: b"data set cannot be read"}
        state = told[_STATUS].text if _STATUS in told else ""
        if creating:
            return self._judged_create(uid, state), {}
        if state and state not in _STATES:
            return dicom_command.INVALID_ATTRIBUTE, {}
        before = self._state_of(uid)
        if before in _FINAL:
            text = b"Performed Procedure Step Object may no longer be updated"
            return dicom_command.PROCESSING_FAILURE, {0x0902: text, 0x0903: _NO_LONGER}
        return (dicom_command.NO_SUCH_INSTANCE if before == "" else dicom_command.SUCCESS), {}

    def _judged_create(self, uid: str, state: str) -> int:
        if not state:
            return dicom_command.MISSING_ATTRIBUTE
        if state != IN_PROGRESS:
            return dicom_command.INVALID_ATTRIBUTE
        return dicom_command.DUPLICATE_INSTANCE if self._state_of(uid) else dicom_command.SUCCESS

    def _state_of(self, uid: str) -> str | None:
        """The state as far as it can be known: empty where the step is unknown, None where nobody can tell."""
        with self._lock:
            known = self._states.get(uid)
        if known is not None:
            return known
        try:
            return str(self._questions.ask("performed-step", _QUESTION_SECONDS, uid=uid).get("state", ""))
        except NoAnswer:
            return None

    def _keep(self, request: Request, conversation: Conversation, uid: str, *, creating: bool) -> int:
        syntax = request.context.transfer_syntax
        metadata = {
            "transport": "dicom", **conversation.peer.origin, "received_at": now_iso(),
            "sop_class_uid": PERFORMED_STEP, "sop_instance_uid": uid, "transfer_syntax_uid": syntax,
            "operation": "create" if creating else "set",
        }  # fmt: skip
        head = dicom_command.file_head(PERFORMED_STEP.encode(), uid.encode(), syntax.encode())
        if not self._reception.has_room():
            self._reception.failed("dicom", conversation.peer.calling, conversation.peer.address, "disk-full")
            return dicom_command.RESOURCE_LIMITATION
        try:
            self._reception.keep("mpps", metadata, head + (request.data_set or b""))
        except (WorldError, OSError) as error:
            code = error.code if isinstance(error, WorldError) else "archive-failed"
            self._reception.failed("dicom", conversation.peer.calling, conversation.peer.address, code)
            log.error("dicom: a performed step of %s was not kept: %s", conversation.peer.calling, code)  # noqa: TRY400  its text may quote it
            return dicom_command.RESOURCE_LIMITATION
        told = read_data_set(request.data_set or b"", explicit=request.is_explicit)
        with self._lock:
            state = told[_STATUS].text if _STATUS in told else self._states.get(uid, IN_PROGRESS)
            self._states.pop(uid, None)
            self._states[uid] = state
            if len(self._states) > _REMEMBERED:
                del self._states[next(iter(self._states))]
        return dicom_command.SUCCESS


def _named(command: Command, uid: str) -> Command:
    return replace(command, sop_instance_uid=uid.encode())
