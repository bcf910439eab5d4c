"""DIMSE command sets of C-ECHO and C-STORE, and the head of the Part 10 file that a data set is kept in.

PS3.7 6.3.1 (command sets are implicit VR little endian), 9.3.1, 9.3.5 and annex E; PS3.10 7.1 (file meta).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from devices.dicom_upper_layer import IMPLEMENTATION_CLASS_UID, ProtocolFault

# (0000,0100) Command Field, PS3.7 E.1
C_STORE_RQ = 0x0001
C_ECHO_RQ = 0x0030
C_CANCEL_RQ = 0x0FFF
RESPONSE = 0x8000
NO_DATA_SET = 0x0101  # (0000,0800)

# Status: PS3.7 annex C, PS3.4 table B.2-1
SUCCESS = 0x0000
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
    )


def _us(values: dict[int, bytes], element: int, default: int) -> int:
    value = values.get(element, b"")
    return int.from_bytes(value, "little") if len(value) == 2 else default


def response(request: Command, status: int) -> bytes:
    """The encoded response command set; it repeats what the request named (PS3.7 9.3.1.2, 9.3.5.2)."""
    elements = b""
    if request.sop_class_uid:
        elements += _element(0x0002, _even(request.sop_class_uid))
    elements += _element(0x0100, struct.pack("<H", request.field | RESPONSE))
    elements += _element(0x0120, struct.pack("<H", request.message_id))
    elements += _element(0x0800, struct.pack("<H", NO_DATA_SET))
    elements += _element(0x0900, struct.pack("<H", status))
    if request.sop_instance_uid:
        elements += _element(0x1000, _even(request.sop_instance_uid))
    return _element(0x0000, struct.pack("<I", len(elements))) + elements


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
