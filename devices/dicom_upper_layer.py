"""The DICOM upper layer: PDUs and negotiation, as an acceptor needs them and, shorter, as a requestor.

PS3.8 9.3 (PDU structure), 7.1.1 (negotiation), annex D.1 (maximum length), annex E (message fragments).
Bytes in, values out; no sockets. Lengths of a peer are checked against what is there before they are used.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field

# PS3.8 9.3.1, PDU types
A_ASSOCIATE_RQ = 0x01
A_ASSOCIATE_AC = 0x02
A_ASSOCIATE_RJ = 0x03
P_DATA_TF = 0x04
A_RELEASE_RQ = 0x05
A_RELEASE_RP = 0x06
A_ABORT = 0x07

# Ours since the first version: UUID-derived, PS3.5 B.2
IMPLEMENTATION_CLASS_UID = "2.25.330006741190960650550104147072991927815"
IMPLEMENTATION_VERSION_NAME = "SHIPAGER_1"
APPLICATION_CONTEXT = b"1.2.840.10008.3.1.1.1"  # PS3.7 A.2.1

VERIFICATION = "1.2.840.10008.1.1"
IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2"
EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1"
EXPLICIT_VR_BIG_ENDIAN = "1.2.840.10008.1.2.2"
# JPIP keeps the pixels on the sender's server: accepting it would keep an object without its image.
_REFERENCED_PIXELS = {
    "1.2.840.10008.1.2.4.94",
    "1.2.840.10008.1.2.4.95",
    "1.2.840.10008.1.2.4.204",
    "1.2.840.10008.1.2.4.205",
}

# PS3.4 B.5 and GG.3: the storage SOP classes lie under this root, but for the ones named
_STORAGE_ROOT = "1.2.840.10008.5.1.4.1.1."
_NOT_STORAGE = {
    f"{_STORAGE_ROOT}{tail}" for tail in ("200.4", "200.5", "200.6", "201.2", "201.3", "201.4", "201.5", "201.6")
}
_STORAGE_ELSEWHERE = {
    "1.2.840.10008.5.1.4.34.7",  # RT Beams Delivery Instruction
    "1.2.840.10008.5.1.4.34.10",  # RT Brachy Application Setup Delivery Instruction
    "1.2.840.10008.5.1.4.38.1",  # Hanging Protocol
    "1.2.840.10008.5.1.4.39.1",  # Color Palette
    "1.2.840.10008.5.1.4.43.1",  # Generic Implant Template
    "1.2.840.10008.5.1.4.44.1",  # Implant Assembly Template
    "1.2.840.10008.5.1.4.45.1",  # Implant Template Group
    "1.2.840.10008.5.1.1.27",  # Stored Print (retired)
    "1.2.840.10008.5.1.1.29",  # Hardcopy Grayscale Image (retired)
    "1.2.840.10008.5.1.1.30",  # Hardcopy Color Image (retired)
}
_STANDARD_ROOT = "1.2.840.10008."

# PS3.8 table 9-18, result of a presentation context
ACCEPTANCE = 0
ABSTRACT_SYNTAX_NOT_SUPPORTED = 3
TRANSFER_SYNTAXES_NOT_SUPPORTED = 4


class ProtocolFault(Exception):
    """The peer broke PS3.8; `reason` is the code for its A-ABORT (table 9-26)."""

    UNRECOGNISED_PDU = 1
    UNEXPECTED_PDU = 2
    UNEXPECTED_PARAMETER = 5
    INVALID_PARAMETER = 6

    def __init__(self, what: str, reason: int = INVALID_PARAMETER) -> None:
        super().__init__(what)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ProposedContext:
    context_id: int
    abstract_syntax: str
    transfer_syntaxes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssociateRequest:
    """A-ASSOCIATE-RQ, PS3.8 9.3.2. `roles`: SOP class → the peer wants to be SCU, SCP (PS3.7 D.3.3.4)."""

    protocol_version: int
    called: bytes  # 16 bytes, as sent; echoed in the answer
    calling: bytes
    application_context: bytes
    contexts: tuple[ProposedContext, ...]
    maximum_length: int = 0  # 0: no limit
    implementation_class_uid: str = ""
    implementation_version_name: str = ""
    roles: tuple[tuple[str, bool, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class NegotiatedContext:
    context_id: int
    result: int
    abstract_syntax: str
    transfer_syntax: str


@dataclass(slots=True)
class _Items:
    contexts: list[ProposedContext] = field(default_factory=list)
    application_context: bytes = b""
    maximum_length: int = 0
    implementation_class_uid: str = ""
    implementation_version_name: str = ""
    roles: list[tuple[str, bool, bool]] = field(default_factory=list)


def read_associate_rq(body: bytes) -> AssociateRequest:
    """An A-ASSOCIATE-RQ without its six header bytes. Raises `ProtocolFault`."""
    if len(body) < 68:
        raise ProtocolFault("A-ASSOCIATE-RQ is too short")
    items = _Items()
    for kind, value in _walk(body, 68):
        if kind == 0x10:
            items.application_context = value.rstrip(b"\0 ")
        elif kind == 0x20:
            items.contexts.append(_presentation_context(value))
        elif kind == 0x50:
            _user_information(value, items)
    if not items.contexts:
        raise ProtocolFault("A-ASSOCIATE-RQ proposes nothing")
    return AssociateRequest(
        struct.unpack_from(">H", body)[0], body[4:20], body[20:36], items.application_context,
        tuple(items.contexts), items.maximum_length, items.implementation_class_uid, items.implementation_version_name,
        tuple(items.roles),
    )  # fmt: skip


def _walk(body: bytes, start: int) -> list[tuple[int, bytes]]:
    """Items of type, reserved byte, two-byte length, value (PS3.8 9.3.2)."""
    items = []
    while start < len(body):
        if start + 4 > len(body):
            raise ProtocolFault("an item is cut")
        kind, _, length = struct.unpack_from(">BBH", body, start)
        start += 4
        if start + length > len(body):
            raise ProtocolFault("an item is longer than its PDU")
        items.append((kind, body[start : start + length]))
        start += length
    return items


def _presentation_context(value: bytes) -> ProposedContext:
    """Presentation context item, PS3.8 9.3.2.2."""
    if len(value) < 4:
        raise ProtocolFault("a presentation context is cut")
    abstract = ""
    transfers = []
    for kind, uid in _walk(value, 4):
        if kind == 0x30:
            abstract = _uid(uid)
        elif kind == 0x40:
            transfers.append(_uid(uid))
    return ProposedContext(value[0], abstract, tuple(transfers))


def _user_information(value: bytes, items: _Items) -> None:
    """User information item, PS3.8 D.3.3; sub-items we do not negotiate are passed over."""
    for kind, inner in _walk(value, 0):
        if kind == 0x51 and len(inner) == 4:
            items.maximum_length = struct.unpack(">I", inner)[0]
        elif kind == 0x52:
            items.implementation_class_uid = _uid(inner)
        elif kind == 0x54:
            items.roles.append(_role(inner))
        elif kind == 0x55:
            items.implementation_version_name = inner.decode("ascii", "replace").strip()


def _role(value: bytes) -> tuple[str, bool, bool]:
    """SCP/SCU role selection sub-item, PS3.7 D.3.3.4."""
    length = int.from_bytes(value[:2], "big")
    if len(value) < 4 + length:
        raise ProtocolFault("a role selection is cut")
    return _uid(value[2 : 2 + length]), value[2 + length] == 1, value[3 + length] == 1


def _uid(value: bytes) -> str:
    return value.rstrip(b"\0 ").decode("ascii", "replace")


def is_storage(abstract_syntax: str, private_too: bool) -> bool:
    """Whether a SOP class is one of storage: every standard one, and private ones where the settings say so."""
    if not abstract_syntax.startswith(_STANDARD_ROOT):
        return private_too and bool(abstract_syntax)
    if abstract_syntax in _NOT_STORAGE:
        return False
    return abstract_syntax.startswith(_STORAGE_ROOT) or abstract_syntax in _STORAGE_ELSEWHERE


def negotiate(
    request: AssociateRequest, private_storage: bool, serves: Callable[[str], bool] = lambda abstract_syntax: False
) -> tuple[NegotiatedContext, ...]:
    """One answer for each proposed context (PS3.8 7.1.1.13). `serves`: SOP classes beside verification and storage."""
    answers = []
    for proposed in request.contexts:
        served = serves(proposed.abstract_syntax)
        known = (
            served or proposed.abstract_syntax == VERIFICATION or is_storage(proposed.abstract_syntax, private_storage)
        )
        transfer = _uncompressed(proposed.transfer_syntaxes) if served else _preferred(proposed.transfer_syntaxes)
        if not known:
            result = ABSTRACT_SYNTAX_NOT_SUPPORTED
        elif not transfer:
            result = TRANSFER_SYNTAXES_NOT_SUPPORTED
        else:
            result = ACCEPTANCE
        answers.append(
            NegotiatedContext(
                proposed.context_id, result, proposed.abstract_syntax, transfer or IMPLICIT_VR_LITTLE_ENDIAN
            )
        )
    return tuple(answers)


def _preferred(proposed: tuple[str, ...]) -> str:
    """Explicit, then implicit little endian; then the peer's first, kept as it is; big endian when nothing else is."""
    for syntax in (EXPLICIT_VR_LITTLE_ENDIAN, IMPLICIT_VR_LITTLE_ENDIAN):
        if syntax in proposed:
            return syntax
    for syntax in proposed:
        if syntax and syntax != EXPLICIT_VR_BIG_ENDIAN and syntax not in _REFERENCED_PIXELS:
            return syntax
    return EXPLICIT_VR_BIG_ENDIAN if EXPLICIT_VR_BIG_ENDIAN in proposed else ""


def _uncompressed(proposed: tuple[str, ...]) -> str:
    """Of a service that speaks in data sets of its own: explicit, then implicit little endian."""
    return next((one for one in (EXPLICIT_VR_LITTLE_ENDIAN, IMPLICIT_VR_LITTLE_ENDIAN) if one in proposed), "")


def associate_rq(
    calling: str, called: str, contexts: tuple[ProposedContext, ...], maximum_length: int,
    roles: tuple[tuple[str, bool, bool], ...] = (),
) -> bytes:  # fmt: skip
    """A-ASSOCIATE-RQ, PS3.8 9.3.2."""
    body = struct.pack(">HH", 1, 0) + _title(called) + _title(calling) + bytes(32) + _item(0x10, APPLICATION_CONTEXT)
    for one in contexts:
        syntaxes = b"".join(_item(0x40, syntax.encode("ascii", "replace")) for syntax in one.transfer_syntaxes)
        abstract = _item(0x30, one.abstract_syntax.encode("ascii", "replace"))
        body += _item(0x20, bytes((one.context_id, 0, 0, 0)) + abstract + syntaxes)
    return pdu(A_ASSOCIATE_RQ, body + _item(0x50, _user_items(maximum_length, roles)))


def _title(text: str) -> bytes:
    return text.encode("ascii", "replace")[:16].ljust(16)


def read_associate_ac(body: bytes) -> tuple[list[tuple[int, int, str]], int]:
    """Contexts as (id, result, transfer syntax), and the peer's maximum length. Raises `ProtocolFault`."""
    if len(body) < 68:
        raise ProtocolFault("A-ASSOCIATE-AC is too short")
    answers, items = [], _Items()
    for kind, value in _walk(body, 68):
        if kind == 0x21 and len(value) >= 4:
            syntaxes = [_uid(inner) for inner_kind, inner in _walk(value, 4) if inner_kind == 0x40]
            answers.append((value[0], value[2], syntaxes[0] if syntaxes else ""))
        elif kind == 0x50:
            _user_information(value, items)
    return answers, items.maximum_length


def _user_items(maximum_length: int, roles: tuple[tuple[str, bool, bool], ...]) -> bytes:
    user = _item(0x51, struct.pack(">I", maximum_length))
    user += _item(0x52, IMPLEMENTATION_CLASS_UID.encode())
    for uid, scu, scp in roles:
        encoded = uid.encode("ascii", "replace")
        user += _item(0x54, struct.pack(">H", len(encoded)) + encoded + bytes((scu, scp)))
    return user + _item(0x55, IMPLEMENTATION_VERSION_NAME.encode())


def associate_ac(
    request: AssociateRequest, contexts: tuple[NegotiatedContext, ...], maximum_length: int,
    roles: tuple[tuple[str, bool, bool], ...] = (),
) -> bytes:  # fmt: skip
    """A-ASSOCIATE-AC, PS3.8 9.3.3: AE titles are echoed, each context and role selection is answered."""
    body = struct.pack(">HH", 1, 0) + request.called + request.calling + bytes(32)
    body += _item(0x10, APPLICATION_CONTEXT)
    for context in contexts:
        head = struct.pack(">BBBB", context.context_id, 0, context.result, 0)
        body += _item(0x21, head + _item(0x40, context.transfer_syntax.encode("ascii", "replace")))
    return pdu(A_ASSOCIATE_AC, body + _item(0x50, _user_items(maximum_length, roles)))


def associate_rj(result: int, source: int, reason: int) -> bytes:
    """A-ASSOCIATE-RJ, PS3.8 9.3.4."""
    return pdu(A_ASSOCIATE_RJ, bytes((0, result, source, reason)))


def release_rq() -> bytes:
    return pdu(A_RELEASE_RQ, bytes(4))


def release_rp() -> bytes:
    return pdu(A_RELEASE_RP, bytes(4))


def abort(reason: int) -> bytes:
    """A-ABORT of the service provider, PS3.8 9.3.8: the peer broke the protocol (action AA-8)."""
    return pdu(A_ABORT, bytes((0, 0, 2, reason)))


def user_abort() -> bytes:
    """A-ABORT of the service user, PS3.8 9.3.8: it is our wish, or nothing was agreed yet (action AA-1)."""
    return pdu(A_ABORT, bytes(4))


def p_data(
    context_id: int, fragment: bytes, maximum_length: int, *, is_command: bool = True, last: bool = True
) -> bytes:
    """A command or data set as P-DATA-TF PDUs that the peer's maximum length allows (PS3.8 D.1, E.2).

    `last` is False where more of the same data set follows.
    """
    room = max(maximum_length - 6, 1) if maximum_length else max(len(fragment), 1)
    kind = 0x01 if is_command else 0x00
    if len(fragment) <= room:
        control = kind | 0x02 if last else kind
        return (
            struct.pack(">BBIIBB", P_DATA_TF, 0, len(fragment) + 6, len(fragment) + 2, context_id, control) + fragment
        )
    sent = []
    for at in range(0, len(fragment), room):
        piece = fragment[at : at + room]
        control = kind | 0x02 if last and at + room >= len(fragment) else kind
        sent.append(pdu(P_DATA_TF, struct.pack(">IBB", len(piece) + 2, context_id, control) + piece))
    return b"".join(sent)


def pdu(kind: int, body: bytes) -> bytes:
    return struct.pack(">BBI", kind, 0, len(body)) + body


def _item(kind: int, value: bytes) -> bytes:
    return struct.pack(">BBH", kind, 0, len(value)) + value
