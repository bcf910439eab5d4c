"""How the simulated devices send: a Storage SCU and an MLLP client, both waiting for the answer."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable

from pydicom.dataset import Dataset
from pynetdicom import AE

from app.domain.errors import WorldError


def send_objects(
    host: str, port: int, objects: Iterable[Dataset], *, calling: str, called: str = "SHIPAGER"
) -> list[float]:
    """C-STORE each object over one association; returns the seconds each answer took. Raises `WorldError`."""
    waiting = list(objects)
    device = AE(ae_title=calling)
    for sop_class, syntax in sorted({(one.SOPClassUID, one.file_meta.TransferSyntaxUID) for one in waiting}):
        device.add_requested_context(sop_class, syntax)
    association = device.associate(host, port, ae_title=called)
    if not association.is_established:
        raise WorldError("device-no-association", port=port)
    seconds = []
    try:
        for one in waiting:
            started = time.perf_counter()
            status = association.send_c_store(one)
            seconds.append(time.perf_counter() - started)
            if not status or status.Status != 0x0000:
                raise WorldError("device-refused", status=hex(status.Status) if status else "none")
    finally:
        association.release()
    return seconds


def send_message(host: str, port: int, message: bytes, *, timeout: float = 10.0) -> bytes:
    """Send one HL7 message over MLLP and return the acknowledgement. Raises `WorldError` without one."""
    with socket.create_connection((host, port), timeout=timeout) as connection:
        connection.sendall(b"\x0b" + message + b"\x1c\r")
        answer = bytearray()
        while not answer.endswith(b"\x1c\r"):
            piece = connection.recv(65536)
            if not piece:
                raise WorldError("device-no-answer", port=port)
            answer += piece
    return bytes(answer[answer.index(0x0B) + 1 : -2])
