"""DIMSE command sets, and the head of the Part 10 file that a data set is kept in.

PS3.7 6.3.1 (command sets are implicit VR little endian), 9.3, 10.3 and annex E; PS3.10 7.1 (file meta).
"""

from __future__ import annotations

import dataclasses
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from devices.dicom_upper_layer import IMPLEMENTATION_CLASS_UID, ProtocolFault

# (0000,0100) Command Field, PS3.7 E.1
C_STORE_RQ = 0x0001
C_GET_RQ = 0x0010
C_FIND_RQ = 0x0020
C_MOVE_RQ = 0x0021
C_ECHO_RQ = 0x0030
N_EVENT_REPORT_RQ = 0x0100
N_SET_RQ = 0x0120
N_ACTION_RQ = 0x0130
N_CREATE_RQ = 0x0140
C_CANCEL_RQ = 0x0FFF
RESPONSE = 0x8000
NO_DATA_SET = 0x0101  # (0000,0800)
HAS_DATA_SET = 0x0001

# Status: PS3.7 annex C, PS3.4 tables B.2-1, C.4-1, F.7.2-2
SUCCESS = 0x0000
PENDING = 0xFF00
CANCELLED = 0xFE00
PROCESSING_FAILURE = 0x0110
DUPLICATE_INSTANCE = 0x0111
NO_SUCH_INSTANCE = 0x0112
NO_SUCH_CLASS = 0x0118
CLASS_INSTANCE_CONFLICT = 0x0119
MISSING_ATTRIBUTE = 0x0120
INVALID_ATTRIBUTE = 0x0106
NO_SUCH_ACTION = 0x0123
INVALID_ARGUMENT = 0x0115
RESOURCE_LIMITATION = 0x0213
IDENTIFIER_DOES_NOT_MATCH = 0xA900
OUT_OF_RESOURCES = 0xA700
CANNOT_UNDERSTAND = 0xC000
UNRECOGNISED_OPERATION = 0x0211


@dataclass(frozen=True, slots=True)
class Command:
    """What we need of a request; UIDs as the bytes that came, without padding, because a device may send odd ones."""

    field: int
    message_id: int
    has_data_set: bool
    sop_class_uid: bytes = b""
    sop_instance_uid: bytes = b""
    elements: Mapping[int, bytes] = dataclasses.field(default_factory=dict)  # every value, by element number

    def number(self, element: int, default: int = 0) -> int:
        """A value of VR US."""
        return _us(self.elements, element, default)

    def text(self, element: int) -> str:
        """A value of VR UI or AE, without its padding."""
        return self.elements.get(element, b"").strip(b"\0 ").decode("ascii", "replace")

    @property
    def responded_to(self) -> int:
        """(0000,0120) of a response."""
        return self.number(0x0120)

    @property
    def status(self) -> int:
        """(0000,0900) of a response; one without a status has failed."""
        return self.number(0x0900, PROCESSING_FAILURE)


def read_command(encoded: bytes) -> Command:
    """Raises `ProtocolFault` where there is no command field to be found."""
    values: dict[int, bytes] = {}
    at = 0
    while at + 8 <= len(encoded):
        group, element, length = struct.unpack_from("<HHI", encoded, at)
        at += 8
        if group != 0 or at + length > len(encoded):
            break  # a cut or foreign tail: what was read before it may do
        values[element] = encoded[at : at + length]
        at += length
    if len(values.get(0x0100, b"")) != 2:
        raise ProtocolFault("a command set without a command field")
    return Command(
        field=_us(values, 0x0100, 0),
        message_id=_us(values, 0x0110, 0),
        has_data_set=_us(values, 0x0800, NO_DATA_SET) != NO_DATA_SET,
        sop_class_uid=values.get(0x0002, b"").rstrip(b"\0 "),
        sop_instance_uid=values.get(0x1000, b"").rstrip(b"\0 "),
        elements=values,
    )


def _us(values: Mapping[int, bytes], element: int, default: int) -> int:
    value = values.get(element, b"")
    return int.from_bytes(value, "little") if len(value) == 2 else default


def response(
    request: Command, status: int, *, has_data_set: bool = False, more: Mapping[int, bytes | int] | None = None
) -> bytes:
    """The encoded response command set; it repeats what the request named (PS3.7 9.3.1.2, 9.3.5.2, 10.3).

    `more` are further elements: numbers are written as US. What a request calls requested is affected in its response.
    """
    values: dict[int, bytes | int] = {
        0x0002: request.sop_class_uid or request.elements.get(0x0003, b"").rstrip(b"\0 "),
        0x0100: request.field | RESPONSE,
        0x0120: request.message_id,
        0x0800: HAS_DATA_SET if has_data_set else NO_DATA_SET,
        0x0900: status,
        0x1000: request.sop_instance_uid or request.elements.get(0x1001, b"").rstrip(b"\0 "),
    }
    return command_set({**values, **(more or {})})


def command_set(values: Mapping[int, bytes | int]) -> bytes:
    """A command set of these elements in order, with its group length; empty values are left out."""
    elements = b"".join(
        _element(element, struct.pack("<H", value) if isinstance(value, int) else _even(value))
        for element, value in sorted(values.items())
        if value != b""
    )
    return _element(0x0000, struct.pack("<I", len(elements))) + elements


_NAMES = {
    C_STORE_RQ: "C-STORE", C_GET_RQ: "C-GET", C_FIND_RQ: "C-FIND", C_MOVE_RQ: "C-MOVE", C_ECHO_RQ: "C-ECHO",
    N_EVENT_REPORT_RQ: "N-EVENT-REPORT", 0x0110: "N-GET", N_SET_RQ: "N-SET", N_ACTION_RQ: "N-ACTION",
    N_CREATE_RQ: "N-CREATE", 0x0150: "N-DELETE", C_CANCEL_RQ: "C-CANCEL",
}  # fmt: skip


def described(command: Command) -> str:
    """A command for the wire log: its name, without a patient."""
    name = _NAMES.get(command.field & ~RESPONSE, f"command {command.field:04X}")
    if command.field & RESPONSE:
        return f"{name}-RSP {command.status:04X}"
    return f"{name}-RQ {command.message_id}"


def file_head(sop_class_uid: bytes, sop_instance_uid: bytes, transfer_syntax_uid: bytes) -> bytes:
    """Preamble, DICM and file meta of a Part 10 file. The same object gives the same bytes: no time, no sender.

    A missing UID is an empty element: the file then says what the device said, and the data set follows unchanged.
    """
    meta = _explicit(0x0001, b"OB", b"\0\1")
    meta += _explicit(0x0002, b"UI", sop_class_uid)
    meta += _explicit(0x0003, b"UI", sop_instance_uid)
    meta += _explicit(0x0010, b"UI", transfer_syntax_uid)
    meta += _explicit(0x0012, b"UI", IMPLEMENTATION_CLASS_UID.encode())
    return bytes(128) + b"DICM" + _explicit(0x0000, b"UL", struct.pack("<I", len(meta))) + meta


def _element(element: int, value: bytes) -> bytes:
    return struct.pack("<HHI", 0, element, len(value)) + value


def _explicit(element: int, vr: bytes, value: bytes) -> bytes:
    value = _even(value)
    if vr == b"OB":
        return struct.pack("<HH2sHI", 2, element, vr, 0, len(value)) + value
    return struct.pack("<HH2sH", 2, element, vr, len(value)) + value


def _even(value: bytes) -> bytes:
    return value + b"\0" if len(value) % 2 else value
