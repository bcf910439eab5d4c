"""Devices for the journeys: raw senders that know nothing of what they send, and devices that do not give up.

DICOM upper layer by hand (PS3.8 9.3, PS3.7 9.3.1), so that any bytes can be sent as a data set.
"""

from __future__ import annotations

import contextlib
import io
import random
import socket
import struct
import threading
import time
from collections.abc import Callable
from typing import Any

from pydicom.dataset import Dataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from app.domain.errors import WorldError
from app.stand_ins.device_objects import Sitter
from app.stand_ins.device_senders import send_message

LOOPBACK = "127.0.0.1"
_FRAGMENT = 16_000


class RawDevice:
    """One association as a storage user with one presentation context; a context manager."""

    def __init__(
        self, port: int, *, calling: str = "RAW", sop_class: str = CTImageStorage,
        syntax: str = ExplicitVRLittleEndian, seconds: float = 20,
    ) -> None:  # fmt: skip
        self.sop_class = sop_class
        self.connection = socket.create_connection((LOOPBACK, port), seconds)
        try:
            self.accepted = self._associate(calling, syntax)
        except BaseException:
            self.connection.close()
            raise

    def __enter__(self) -> RawDevice:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def _associate(self, calling: str, syntax: str) -> bool:
        body = struct.pack(">HH", 1, 0) + b"SHIPAGER".ljust(16) + calling.encode().ljust(16) + bytes(32)
        body += _item(0x10, b"1.2.840.10008.3.1.1.1")
        body += _item(0x20, b"\1\0\0\0" + _item(0x30, self.sop_class.encode()) + _item(0x40, syntax.encode()))
        body += _item(0x50, _item(0x51, struct.pack(">I", 16384)) + _item(0x52, b"1.2.3"))
        self._send(1, body)
        kind, answer = self._receive()
        return kind == 2 and b"\x21\0" in answer

    def begin(self, uid: str, data_set: bytes) -> None:
        """The command and these bytes of a data set whose end never comes."""
        elements = _element(0x0002, self.sop_class.encode()) + _element(0x0100, b"\1\0")
        elements += _element(0x0110, b"\1\0") + _element(0x0800, b"\1\0") + _element(0x1000, uid.encode())
        self._value(3, _element(0, struct.pack("<I", len(elements))) + elements)
        for at in range(0, len(data_set), _FRAGMENT):
            self._value(0, data_set[at : at + _FRAGMENT])

    def store(self, uid: str, data_set: bytes) -> int:
        """C-STORE of any bytes; the status. Raises `OSError` where the association ended instead."""
        cut = max(0, len(data_set) - _FRAGMENT)
        self.begin(uid, data_set[:cut])
        self._value(2, data_set[cut:])
        kind, body = self._receive()
        if kind != 4:
            raise ConnectionResetError
        at = body.index(struct.pack("<HHI", 0, 0x0900, 2))
        return int.from_bytes(body[at + 8 : at + 10], "little")

    def _value(self, control: int, value: bytes) -> None:
        self._send(4, struct.pack(">IBB", len(value) + 2, 1, control) + value)

    def _send(self, kind: int, body: bytes) -> None:
        self.connection.sendall(struct.pack(">BBI", kind, 0, len(body)) + body)

    def _receive(self) -> tuple[int, bytes]:
        kind, _, length = struct.unpack(">BBI", self._exactly(6))
        return kind, self._exactly(length)

    def _exactly(self, size: int) -> bytes:
        got = b""
        while len(got) < size:
            piece = self.connection.recv(size - len(got))
            if not piece:
                raise ConnectionResetError
            got += piece
        return got


def image(uid: str, study: str, sitter: Sitter, size: int = 256) -> bytes:
    """The data set of one CT slice, explicit VR little endian, with `size` bytes of pixels."""
    one = Dataset()
    one.SpecificCharacterSet = "ISO_IR 192"
    one.SOPClassUID, one.SOPInstanceUID = CTImageStorage, uid
    one.StudyInstanceUID, one.SeriesInstanceUID = study, study + ".1"
    one.StudyDate, one.Modality = "20261123", "CT"
    one.PatientName, one.PatientBirthDate = sitter.person_name, sitter.birth_date
    one.PatientID = sitter.iin.value if sitter.iin else sitter.patient_id
    rows = 16 if size < 1 << 16 else 1024
    one.Rows, one.Columns, one.SamplesPerPixel = rows, size // rows, 1
    one.BitsAllocated, one.BitsStored, one.HighBit, one.PixelRepresentation = 8, 8, 7, 0
    one.PhotometricInterpretation = "MONOCHROME2"
    one.PixelData = bytes(size)
    return encoded(one, ExplicitVRLittleEndian)


def encoded(data_set: Dataset, syntax: str) -> bytes:
    """A data set as it goes over the wire."""
    out = io.BytesIO()
    data_set.save_as(out, implicit_vr=syntax == ImplicitVRLittleEndian, little_endian=True)
    return out.getvalue()


class PatientDevice(threading.Thread):
    """Sends one object after the other, each again and again until it is acknowledged, until it has sent enough.

    `send(number)` sends one and raises where it was not acknowledged; `acknowledged` are the numbers that were.
    """

    def __init__(self, send: Callable[[int], None], pause: float = 0.01) -> None:
        super().__init__(daemon=True)  # a test that failed has nobody to join it
        self.acknowledged: list[int] = []
        self.enough = threading.Event()
        self.hopeless = threading.Event()
        self._send_one = send
        self._pause = pause

    def run(self) -> None:
        number = 0
        while not self.enough.wait(self._pause):
            while not self.hopeless.is_set():
                try:
                    self._send_one(number)
                    self.acknowledged.append(number)
                    break
                except (OSError, WorldError, struct.error):
                    self.hopeless.wait(0.1)
            number += 1


class KeptAssociation:
    """A raw device that keeps its association while it can, as modalities do."""

    def __init__(self, port: int, calling: str) -> None:
        self._port, self._calling = port, calling
        self._device: RawDevice | None = None

    def store(self, uid: str, data_set: bytes) -> None:
        """Raises `OSError` or `WorldError` where the object was not acknowledged."""
        try:
            self._device = self._device or RawDevice(self._port, calling=self._calling)
            status = self._device.store(uid, data_set)
        except BaseException:
            self.close()
            raise
        if status != 0:
            raise WorldError("refused", status=status)

    def close(self) -> None:
        if self._device is not None:
            self._device.connection.close()
            self._device = None


def report(port: int, message: bytes) -> None:
    """Send one HL7 message. Raises `WorldError` or `OSError` where it was not acknowledged."""
    if b"MSA|AA|" not in send_message(LOOPBACK, port, message, timeout=20):
        raise WorldError("refused")


def free_ports(count: int) -> list[int]:
    """Ports that are free now: a device knows its hub by a port that does not change.

    Below the range from which the system gives ports to callers: while the hub is dead, a device that calls its
    port from that range may reach itself.
    """
    ports: list[int] = []
    while len(ports) < count:
        port = random.randrange(20_000, 32_000)
        with contextlib.suppress(OSError):
            socket.create_server((LOOPBACK, port)).close()
            ports.append(port)
    return ports


def _item(kind: int, value: bytes) -> bytes:
    return struct.pack(">BBH", kind, 0, len(value)) + value


def _element(element: int, value: bytes) -> bytes:
    value += b"\0" * (len(value) % 2)
    return struct.pack("<HHI", 0, element, len(value)) + value


class CarefulPeer:
    """A pynetdicom association whose own thread rests before each request.

    Otherwise that thread may take an answer that comes within a millisecond for a request of the peer's, and drop it.
    """

    def __init__(self, association: Any) -> None:
        self._association = association

    def __getattr__(self, name: str) -> Any:
        if name.startswith("send_"):
            self._association._reactor_checkpoint.clear()
            time.sleep(0.02)
            while not self._association._is_paused:
                time.sleep(0.001)
        return getattr(self._association, name)
