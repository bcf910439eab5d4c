"""The DICOM port against mutated associations: recorded here from dcmtk and pynetdicom, changed by a seeded dice.

No crash, no leak, no hang, and nothing acknowledged that is not kept. 2,000 inputs; 100,000 in the slow round.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import random
import shutil
import socket
import struct
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, UltrasoundImageStorage

from devices import dicom_scp
from devices.reception import printable

EDGES = [0, 1, 2, 3, 6, 127, 128, 255, 256, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF]


class Recorder:
    """Stands between a sender and the hub, and keeps what the sender says."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.said: list[bytes] = []

    @contextlib.contextmanager
    def listening(self) -> Iterator[int]:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            thread = threading.Thread(target=self._serve, args=(listener,))
            thread.start()
            yield listener.getsockname()[1]
            thread.join(20)

    def _serve(self, listener: socket.socket) -> None:
        device, _ = listener.accept()
        with device, socket.create_connection(("127.0.0.1", self.port)) as hub:
            back = threading.Thread(target=self._copy, args=(hub, device, None))
            back.start()
            said = bytearray()
            self._copy(device, hub, said)
            back.join(20)
            self.said.append(bytes(said))

    def _copy(self, source: socket.socket, target: socket.socket, kept: bytearray | None) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                if kept is not None:
                    kept += piece
                target.sendall(piece)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)


def small_object(path: Path, number: int, size: int) -> Path:
    one = Dataset()
    one.file_meta = FileMetaDataset()
    one.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    one.SOPClassUID = one.file_meta.MediaStorageSOPClassUID = UltrasoundImageStorage
    one.SOPInstanceUID = one.file_meta.MediaStorageSOPInstanceUID = f"2.25.77{number}"
    one.PatientID, one.PatientName = "1", "Fuzz"
    one.StudyInstanceUID, one.SeriesInstanceUID = "2.25.1", "2.25.2"
    one.Rows, one.Columns, one.SamplesPerPixel, one.PixelRepresentation = 8, size // 8, 1, 0
    one.PhotometricInterpretation, one.BitsAllocated, one.BitsStored, one.HighBit = "MONOCHROME2", 8, 8, 7
    one.PixelData = bytes(size)
    one.save_as(path / f"{number}.dcm", enforce_file_format=True)
    return path / f"{number}.dcm"


def recorded(port: int, folder: Path) -> list[bytes]:
    """Associations of other people's senders, as bytes."""
    from pynetdicom import AE

    recorder = Recorder(port)
    files = [str(small_object(folder, number, size)) for number, size in enumerate((64, 5000, 64))]
    for command in (
        ["echoscu", "-aec", "SHIPAGER"], ["storescu", "-aec", "SHIPAGER", *files[:1]],
        ["storescu", "-aec", "SHIPAGER", "--max-pdu", "4096", *files], ["storescu", "--propose-uncompr", *files[2:]],
        ["findscu", "-W", "-k", "PatientName"], ["echoscu", "--abort"],
    ):  # fmt: skip
        if shutil.which(command[0]):
            with recorder.listening() as through:
                switches = [word for word in command[1:] if word not in files]
                last = [word for word in command[1:] if word in files]
                subprocess.run(
                    [command[0], *switches, "127.0.0.1", str(through), *last],
                    check=False, capture_output=True, timeout=20,
                )  # fmt: skip
    entity = AE("PYNETDICOM")
    entity.add_requested_context(UltrasoundImageStorage, [ExplicitVRLittleEndian])
    entity.add_requested_context("1.2.840.10008.1.1")
    with recorder.listening() as through:
        association = entity.associate("127.0.0.1", through)
        association.send_c_echo()
        association.send_c_store(files[0])
        association.release()
    return recorder.said


def pdus(stream: bytes) -> list[bytes]:
    found, at = [], 0
    while at + 6 <= len(stream):
        length = struct.unpack_from(">I", stream, at + 2)[0]
        found.append(stream[at : at + 6 + length])
        at += 6 + length
    return found


def mutated(dice: random.Random, streams: list[bytes]) -> bytes:
    """One of the streams, changed in one to four ways."""
    stream = bytearray(dice.choice(streams))
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(stream)) if stream else 0
        match dice.randrange(9):
            case 0:
                stream[at : at + 1] = bytes([dice.randrange(256)])
            case 1 if stream:
                stream[at] ^= 1 << dice.randrange(8)
            case 2:  # a length that lies, in any byte order
                width, order = dice.choice([2, 4]), dice.choice(["little", "big"])
                edge = dice.choice(EDGES) & (1 << 8 * width) - 1
                stream[at : at + width] = edge.to_bytes(width, order)  # type: ignore[arg-type]  # one of the two
            case 3:
                del stream[at : at + dice.randint(1, 200)]
            case 4:
                stream[at:at] = dice.randbytes(dice.randint(1, 200))
            case 5:
                stream[at:at] = stream[at : at + dice.randint(1, 200)]
            case 6:  # whole PDUs repeated, dropped, out of order
                parts = pdus(bytes(stream))
                if parts:
                    dice.shuffle(parts) if dice.random() < 0.3 else parts.insert(0, dice.choice(parts))
                    stream = bytearray(b"".join(parts))
            case 7:  # an association that goes on as another one
                other = pdus(dice.choice(streams))
                stream += b"".join(other[dice.randrange(len(other)) :])
            case _:
                del stream[dice.randrange(len(stream) + 1) :]
    return bytes(stream)


def acknowledged(answer: bytes) -> Iterator[str]:
    """SOP instance UIDs of the C-STORE responses with Success."""
    for pdu in pdus(answer):
        if pdu[0] == 4 and pdu[11] & 3 == 3:
            elements, at = {}, 12
            while at + 8 <= len(pdu):
                _, element, length = struct.unpack_from("<HHI", pdu, at)
                elements[element] = pdu[at + 8 : at + 8 + length]
                at += 8 + length
            if elements.get(0x0100) == b"\x01\x80" and elements.get(0x0900) == b"\0\0":
                yield printable(elements.get(0x1000, b"").rstrip(b"\0 "))  # as the archive names it


def converse(port: int, stream: bytes, *, hangs_on: bool) -> Counter[str]:
    """Say it all, hear it all; a hub that does not end the conversation fails the test by a time-out."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), 10) as device, contextlib.suppress(ConnectionError):
        device.sendall(stream)
        if not hangs_on:
            device.shutdown(socket.SHUT_WR)
        while piece := device.recv(65536):
            answer += piece
    return Counter(acknowledged(answer))


def resources() -> tuple[int, int, float]:
    """Descriptors, threads, and MB in memory of this process."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return (
        len(list(Path("/proc/self/fd").iterdir())),
        threading.active_count(),
        pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="counts descriptors and memory in /proc")
@pytest.mark.parametrize("inputs", [2_000, pytest.param(100_000, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])])
@pytest.mark.peer("dcmtk")
def test_mutated_associations_neither_crash_nor_leak_nor_lose(
    start_hub: Callable[..., Any], scu: Any, expects_log: None, until: Any, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, inputs: int,
) -> None:  # fmt: skip
    caplog.set_level(logging.ERROR, "devices")  # what is captured keeps each fault with all of its frames
    hub = start_hub(idle_seconds=1)
    streams = recorded(hub.dicom, tmp_path)
    assert len(streams) >= 1
    monkeypatch.setattr(dicom_scp, "_ARTIM_SECONDS", 0.2)
    monkeypatch.setattr(dicom_scp, "_STALL_SECONDS", 0.2)
    dice = random.Random(308)
    told: Counter[str] = Counter()

    def some(count: int) -> None:
        for _ in range(count):
            told.update(converse(hub.dicom, mutated(dice, streams), hangs_on=dice.random() < 0.002))
        until(lambda: hub.hub.status()["connected"]["dicom"] == 0)

    some(inputs // 10)
    descriptors, threads, memory = resources()
    some(inputs - inputs // 10)
    after = resources()
    assert after[0] <= descriptors + 1  # a segment more may be open
    assert after[1] <= threads + 1  # and one be in the making
    assert after[2] < memory + 30
    with scu(hub.dicom) as device:
        assert device.associate()[0] == 2
        assert device.store(b"as if nothing had been") == 0
    hub.hub.ask_to_end()
    kept = Counter(one.metadata["sop_instance_uid"] for one in hub.practice.kept("dicom"))
    assert sum(told.values()) > inputs // 20
    assert not told - kept, "acknowledged and lost"
