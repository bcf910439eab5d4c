"""The practice as a user of other archives: try whether one answers, send it a study, look for one, fetch it.

What is fetched arrives like any received object: sealed first, then answered, then filed by intake with the usual
matching. Every study that leaves or comes is in the journal with where it went.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, MutableSequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app import audit, dicom_query, dicom_sending
from app.domain.access import Permission, require
from app.domain.errors import NotFound, Refused, WorldError
from devices import dicom_command, hub_settings
from devices.dicom_requestor import Node

if TYPE_CHECKING:
    from app.open_practice import OpenPractice

_STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1"
_STUDY_ROOT_MOVE = "1.2.840.10008.5.1.4.1.2.2.2"
_STUDY_ROOT_GET = "1.2.840.10008.5.1.4.1.2.2.3"
_VERIFICATION = "1.2.840.10008.1.1"
_SECONDS = 30
_PENDING = (0xFF00, 0xFF01)
_PLACE = re.compile(r"(?P<host>\[[0-9A-Fa-f:]+\]|[^:\s]+):(?P<port>\d{1,5}):(?P<ae>[^\\\s][^\\]{0,15})")

# Which keys a question to another archive may have: PS3.4 C.6.2.1.
_KEYWORDS = {
    "patient_id": "PatientID", "patient_name": "PatientName", "study_date": "StudyDate",
    "accession_number": "AccessionNumber", "study_instance_uid": "StudyInstanceUID", "modality": "ModalitiesInStudy",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundStudy:
    """A study of another archive."""

    study_instance_uid: str
    patient_id: str
    patient_name: str
    study_date: str
    modalities: str
    description: str
    images: str


def place(text: str, *, tls: bool = False, practice: OpenPractice | None = None) -> Node:
    """`host:port:AE`. Raises `Refused("dicom-place")`."""
    found = _PLACE.fullmatch(text.strip())
    if found is None or not 0 < int(found["port"]) <= 65535:
        raise Refused("dicom-place")
    context = None
    if tls:
        from devices.dicom_tls import client_context

        context = client_context(practice.folder.root if practice else None)
    return Node(found["host"].strip("[]"), int(found["port"]), found["ae"], context)


def echo(practice: OpenPractice, node: Node) -> None:
    """C-ECHO (PS3.4 annex A). Raises `WorldError`: `peer-unreachable`, `peer-refused`."""
    dicom_sending.check_destination(practice.store, node.host)
    with _associated(practice, node, [_VERIFICATION]) as association:
        status = association.send_c_echo()
    if getattr(status, "Status", None) != dicom_command.SUCCESS:
        raise WorldError("peer-refused", status=getattr(status, "Status", -1))


def send_study(
    practice: OpenPractice, study_instance_uid: str, node: Node, *, enough: Callable[[], bool] = lambda: False
) -> Iterator[dicom_sending.Outcome]:
    """Send every current instance of a study; one outcome for each. Raises `NotFound("study")`, as `send`."""
    wanted = practice.read(dicom_query.instances, {0x0020000D: study_instance_uid})
    if not wanted:
        raise NotFound("study")
    dicom_sending.check_destination(practice.store, node.host)
    practice.write(dicom_query.note_retrieval, wanted, f"{node.ae_title} {node.host}:{node.port}")
    yield from dicom_sending.send(practice.store, node, ae_title_of(practice), wanted, enough=enough)


def query(practice: OpenPractice, node: Node, keys: Mapping[str, str]) -> tuple[FoundStudy, ...]:
    """Studies of another archive (C-FIND, study root). `keys`: names of `_KEYWORDS`. Raises as `echo`."""
    from pydicom.dataset import Dataset

    require(practice.actor, Permission.CLINICAL_READ)
    dicom_sending.check_destination(practice.store, node.host)
    asked = Dataset()
    asked.SpecificCharacterSet = "ISO_IR 192"
    asked.QueryRetrieveLevel = "STUDY"
    for keyword in (*_KEYWORDS.values(), "StudyDescription", "NumberOfStudyRelatedInstances"):
        setattr(asked, keyword, "")
    for name, value in keys.items():
        setattr(asked, _KEYWORDS[name], value)
    found = []
    with _associated(practice, node, [_STUDY_ROOT_FIND]) as association:
        for status, answer in association.send_c_find(asked, _STUDY_ROOT_FIND):
            code = getattr(status, "Status", None)
            if code in _PENDING and answer is not None:
                found.append(_found(answer))
            elif code != dicom_command.SUCCESS:
                raise WorldError("peer-refused", status=-1 if code is None else code)
    return tuple(found)


def fetch(
    practice: OpenPractice, node: Node, study_instance_uid: str, arrived: Callable[[int], None] = lambda count: None
) -> int:
    """Bring a study here: by C-GET, else by C-MOVE to our own port; answers how many objects came or were sent.

    By C-MOVE they come to the hub, and the archive must know us by name. Raises `WorldError`: as `echo`, and
    `peer-refused` where neither is served.
    """
    from pydicom.dataset import Dataset

    require(practice.actor, Permission.CLINICAL_WRITE)
    dicom_sending.check_destination(practice.store, node.host)
    asked = Dataset()
    asked.QueryRetrieveLevel, asked.StudyInstanceUID = "STUDY", study_instance_uid
    came = [0]

    def keep(event: Any) -> int:
        """Sealed before it is answered; the data set's bytes as they came."""
        request, context = event.request, event.context
        syntax = str(context.transfer_syntax)
        metadata = {
            "transport": "dicom", "peer": node.host, "calling": node.ae_title, "called": ae_title_of(practice),
            "received_at": datetime.now(UTC).isoformat(), "sop_class_uid": str(request.AffectedSOPClassUID),
            "sop_instance_uid": str(request.AffectedSOPInstanceUID), "transfer_syntax_uid": syntax,
        }  # fmt: skip
        head = dicom_command.file_head(
            metadata["sop_class_uid"].encode(), metadata["sop_instance_uid"].encode(), syntax.encode()
        )
        try:
            practice.services.writer.append("dicom", metadata, head + request.DataSet.getvalue())
        except (WorldError, OSError):
            return dicom_command.OUT_OF_RESOURCES
        came[0] += 1
        arrived(came[0])
        return dicom_command.SUCCESS

    try:
        with _associated(practice, node, [_STUDY_ROOT_GET], keep) as association:
            _retrieved(association.send_c_get(asked, _STUDY_ROOT_GET))
    except WorldError as problem:
        if problem.code not in {"peer-refused-context", "peer-refused"} or came[0]:
            raise
        with _associated(practice, node, [_STUDY_ROOT_MOVE]) as association:
            came[0] = _retrieved(association.send_c_move(asked, ae_title_of(practice), _STUDY_ROOT_MOVE))
    practice.write(_note_fetched, study_instance_uid, node, came[0])
    return came[0]


def ae_title_of(practice: OpenPractice) -> str:
    """What we call ourselves."""
    return hub_settings.read(practice.folder.hub_settings).settings.ae_title


def _note_fetched(session: Any, actor: Any, study_instance_uid: str, node: Node, count: int) -> None:
    after = {"from": f"{node.ae_title} {node.host}:{node.port}", "instances": count, "uid": study_instance_uid}
    audit.write(session, actor, "study.fetch", "study", "", after=after)


def _retrieved(answers: Any) -> int:
    """The number of objects of a C-GET or C-MOVE. Raises `WorldError("peer-refused")`."""
    completed = 0
    code: int | None = None
    for status, _ in answers:
        code = getattr(status, "Status", None)
        completed = int(getattr(status, "NumberOfCompletedSuboperations", completed) or completed)
    if code not in (dicom_command.SUCCESS, 0xB000):
        raise WorldError("peer-refused", status=-1 if code is None else code)
    return completed


def _associated(practice: OpenPractice, node: Node, sop_classes: list[str], keep: Any = None) -> Any:
    """An association by pynetdicom, released at the end. Raises `WorldError`."""
    return _Association(practice, node, sop_classes, keep)


class _Association:
    """Names what went wrong in codes of ours, whatever the library calls it."""

    def __init__(self, practice: OpenPractice, node: Node, sop_classes: list[str], keep: Any) -> None:
        from pynetdicom import AE, ALL_TRANSFER_SYNTAXES, build_role, evt
        from pynetdicom.presentation import StoragePresentationContexts

        entity = AE(ae_title=ae_title_of(practice))
        entity.acse_timeout = entity.dimse_timeout = entity.network_timeout = _SECONDS * 2
        entity.connection_timeout = _SECONDS
        for sop_class in sop_classes:
            entity.add_requested_context(sop_class)
        roles, handlers = [], []
        if keep is not None:
            for context in StoragePresentationContexts[:120]:
                entity.add_requested_context(context.abstract_syntax, list(ALL_TRANSFER_SYNTAXES))
                roles.append(build_role(context.abstract_syntax, scp_role=True))
            handlers.append((evt.EVT_C_STORE, keep))
        tls = (node.tls, node.host) if node.tls is not None else None
        self._association = entity.associate(
            node.host, node.port, ae_title=node.ae_title, ext_neg=roles, evt_handlers=handlers, tls_args=tls
        )
        if not self._association.is_established:
            code = "peer-rejected" if self._association.is_rejected else "peer-unreachable"
            if self._association.rejected_contexts:  # it answered, and wants none of it
                code = "peer-refused-context"
            raise WorldError(code, host=node.host, port=node.port, ae_title=node.ae_title)
        accepted = {str(context.abstract_syntax) for context in self._association.accepted_contexts}
        if not accepted.issuperset(sop_classes):
            self._association.release()
            raise WorldError("peer-refused-context", ae_title=node.ae_title)

    def __enter__(self) -> Any:
        return self._association

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None and self._association.is_established:
            self._association.release()
        elif self._association.is_established:
            self._association.abort()


def _found(answer: Any) -> FoundStudy:
    def text(keyword: str) -> str:
        value = getattr(answer, keyword, "")
        return "\\".join(str(one) for one in value) if isinstance(value, MutableSequence) else str(value or "")

    return FoundStudy(
        text("StudyInstanceUID"), text("PatientID"), text("PatientName"), text("StudyDate"),
        text("ModalitiesInStudy"), text("StudyDescription"), text("NumberOfStudyRelatedInstances"),
    )  # fmt: skip
