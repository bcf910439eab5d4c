"""The practice as a user of other archives: try whether one answers, send it a study, look for one, fetch it.

What is fetched arrives like any received object: sealed first, then answered, then filed by intake with the usual
matching. Every study that leaves or comes is in the journal with where it went.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app import audit, devices, dicom_query, dicom_sending
from app.domain.access import Actor, Permission, require
from app.domain.device import Device, Standing, Transport
from app.domain.device_settings import LinkKind
from app.domain.errors import NotFound, Refused, WorldError
from devices import dicom_command, hub_settings
from devices.dicom_character_sets import read_dicom_texts
from devices.dicom_command import Command
from devices.dicom_data_set import DataSet, element, read_data_set, write_data_set
from devices.dicom_requestor import Node, Requested
from devices.dicom_upper_layer import (
    EXPLICIT_VR_LITTLE_ENDIAN,
    IMPLICIT_VR_LITTLE_ENDIAN,
    ProposedContext,
    ProtocolFault,
)
from devices.wire import PeerGone, TooSlow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.open_practice import OpenPractice

_STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1"
_STUDY_ROOT_MOVE = "1.2.840.10008.5.1.4.1.2.2.2"
_STUDY_ROOT_GET = "1.2.840.10008.5.1.4.1.2.2.3"
_VERIFICATION = "1.2.840.10008.1.1"
_SECONDS = 30
_PENDING = (0xFF00, 0xFF01)
MOST_FOUND = 500  # more nobody reads through; an archive that never ends does not fill the memory
_PLACE = re.compile(r"(?P<host>\[[0-9A-Fa-f:]+\]|[^:\s]+):(?P<port>\d{1,5}):(?P<ae>[^\\\s][^\\]{0,15})")

# Which keys a question to another archive may have, and what else is asked for: PS3.4 C.6.2.1.
_KEYS = {
    "patient_id": 0x00100020, "patient_name": 0x00100010, "study_date": 0x00080020, "accession_number": 0x00080050,
    "study_instance_uid": 0x0020000D, "modality": 0x00080061,
}  # fmt: skip
_SHOWN = (0x00081030, 0x00201208)


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


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that the practice set up among its devices, and where it listens."""

    device_id: int
    name: str
    ae_title: str
    host: str
    port: int
    is_tls: bool = False


def archive_of(device: Device) -> Archive | None:
    """None for a device that is no archive, is out of use, or of which nobody said where it listens."""
    settings, link = device.settings, device.settings.link
    host = link.host.strip() if link.kind is LinkKind.CLIENT else device.peer
    is_meant = device.transport is Transport.DICOM and settings.is_archive
    if not is_meant or device.standing in {Standing.IGNORED, Standing.WITHDRAWN}:
        return None
    if not host or not settings.answers_port or not device.calling:
        return None
    return Archive(
        device.device_id, device.name, device.calling, host, settings.answers_port, is_tls=settings.answers_tls
    )


def archives(session: Session, actor: Actor) -> tuple[Archive, ...]:
    """Every archive that a study can be sent to."""
    return tuple(found for one in devices.listed(session, actor) if (found := archive_of(one)) is not None)


def node_of(practice: OpenPractice, archive: Archive) -> Node:
    """Raises `WorldError` where the certificates for an encrypted connection cannot be used."""
    context = None
    if archive.is_tls:
        from devices.dicom_tls import client_context

        context = client_context(practice.folder.root)
    return Node(archive.host, archive.port, archive.ae_title, context)


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
    for response, _ in _asked(practice, node, _VERIFICATION, dicom_command.C_ECHO_RQ):
        if response.status != dicom_command.SUCCESS:
            raise WorldError("peer-refused", status=response.status)


def send_study(
    practice: OpenPractice, study_instance_uid: str, node: Node, *,
    study_id: int | None = None, patient_id: int | None = None, enough: Callable[[], bool] = lambda: False,
) -> Iterator[dicom_sending.Outcome]:  # fmt: skip
    """Send every current instance of a study; one outcome for each. Raises `NotFound("study")`, as `send`.

    `study_id`, `patient_id`: only what stands in this card; parts of a study that was split keep its UID and are of
    other patients. Without them such a study is refused: `Refused("study-of-several")`.
    """
    wanted = practice.read(dicom_query.instances, {0x0020000D: study_instance_uid})
    wanted = [one for one in wanted if study_id in {None, one.study_id} and patient_id in {None, one.patient_id}]
    if not wanted:
        raise NotFound("study")
    if len({one.patient_id for one in wanted}) > 1:
        raise Refused("study-of-several")
    dicom_sending.check_destination(practice.store, node.host)
    practice.write(dicom_query.note_retrieval, wanted, f"{node.ae_title} {node.host}:{node.port}")
    yield from dicom_sending.send(practice.store, node, ae_title_of(practice), wanted, enough=enough)


def query(practice: OpenPractice, node: Node, keys: Mapping[str, str]) -> tuple[FoundStudy, ...]:
    """Studies of another archive (C-FIND, study root), at most `MOST_FOUND`. `keys`: names of `_KEYS`.

    Raises as `echo`.
    """
    require(practice.actor, Permission.CLINICAL_READ)
    dicom_sending.check_destination(practice.store, node.host)
    asked = {tag: element(tag) for tag in (*_KEYS.values(), *_SHOWN)}
    asked[0x00080005] = element(0x00080005, "ISO_IR 192")
    asked[0x00080052] = element(0x00080052, "STUDY")
    for name, value in keys.items():
        asked[_KEYS[name]] = element(_KEYS[name], value.encode())
    found = []
    with closing(_asked(practice, node, _STUDY_ROOT_FIND, dicom_command.C_FIND_RQ, asked)) as answers:
        for response, told in answers:
            if response.status in _PENDING:
                found.append(_found(told))
            elif response.status != dicom_command.SUCCESS:
                raise WorldError("peer-refused", status=response.status)
            if len(found) == MOST_FOUND:
                break
    return tuple(found)


def _asked(
    practice: OpenPractice, node: Node, sop_class: str, field: int, data_set: DataSet | None = None
) -> Generator[tuple[Command, DataSet]]:
    """One request and its responses. Raises `WorldError`."""
    syntaxes = (EXPLICIT_VR_LITTLE_ENDIAN, IMPLICIT_VR_LITTLE_ENDIAN)
    is_answered = False
    proposed = ProposedContext(1, sop_class, syntaxes)
    try:
        with Requested(node, ae_title_of(practice), [proposed]) as association:
            context = association.context_for(sop_class)
            if context is None:
                raise WorldError("peer-refused-context", ae_title=node.ae_title)
            explicit = context.transfer_syntax == EXPLICIT_VR_LITTLE_ENDIAN
            encoded = write_data_set(data_set, explicit=explicit) if data_set else b""
            for response, told in association.conversation.ask(context.context_id, sop_class, field, encoded):
                is_answered = True
                yield response, read_data_set(told, explicit=explicit)
    except PeerGone:
        if not is_answered:  # it let us associate and breaks off at the question: it serves known partners only
            raise WorldError("peer-rejected", ae_title=node.ae_title) from None
        raise WorldError("peer-unreachable", host=node.host, port=node.port) from None
    except (TooSlow, ProtocolFault):
        raise WorldError("peer-silent", host=node.host, port=node.port) from None


def fetch(
    practice: OpenPractice, node: Node, study_instance_uid: str, arrived: Callable[[int], None] = lambda count: None,
    *, enough: Callable[[], bool] = lambda: False,
) -> int:  # fmt: skip
    """Bring a study here: by C-GET, else by C-MOVE to our own port; answers how many objects came or were sent.

    By C-MOVE they come to the hub, and the archive must know us by name. Raises `WorldError`: as `echo`, and
    `peer-refused` where neither is served. After `enough`
    no more is taken; what came before stays, and is journalled as what comes of a fetch that fails midway.
    """
    from pydicom.dataset import Dataset

    require(practice.actor, Permission.CLINICAL_WRITE)
    dicom_sending.check_destination(practice.store, node.host)
    asked = Dataset()
    asked.QueryRetrieveLevel, asked.StudyInstanceUID = "STUDY", study_instance_uid
    came = [0]

    def keep(event: Any) -> int:
        """Sealed before it is answered; the data set's bytes as they came."""
        if enough():
            return dicom_command.OUT_OF_RESOURCES
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
        if came[0]:
            practice.write(_note_fetched, study_instance_uid, node, came[0])
        if problem.code not in {"peer-refused-context", "peer-refused"} or came[0] or enough():
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


def _found(told: DataSet) -> FoundStudy:
    declared = tuple(told[0x00080005].text.split("\\")) if 0x00080005 in told else ()
    raw = {tag: told[tag].value.strip(b"\0 ") for tag in (0x00100010, 0x00100020, 0x00081030) if tag in told}
    texts = read_dicom_texts(raw, declared)[0] if raw else {}

    def text(tag: int) -> str:
        return texts.get(tag, told[tag].text if tag in told else "")

    return FoundStudy(
        text(0x0020000D), text(0x00100020), text(0x00100010), text(0x00080020), text(0x00080061), text(0x00081030),
        text(0x00201208),
    )  # fmt: skip
