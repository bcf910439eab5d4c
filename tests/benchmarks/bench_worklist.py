"""How fast the hub answers a worklist of a thousand steps, beside dcmtk's `wlmscpfs` with a thousand files. By hand:

    python tests/benchmarks/bench_worklist.py [--steps 1000] [--rounds 15]

A client on raw sockets asks both: everything, one patient by its id, and associations with 1 and 121 contexts. Goals:
all ≤ 60 ms, one patient ≤ 5 ms, association with 121 contexts ≤ 3 ms. "cold" is the first question after the list was
told; a device asks again every minute.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import statistics
import struct
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import receivers
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

from app.domain.identity import PersonName, Sex
from app.domain.scheduled import ScheduledStep
from devices import hub_run
from devices.control import ControlClient
from devices.dicom_data_set import DataSet, Element, element, sequence, write_data_set

WORKLIST = "1.2.840.10008.5.1.4.31"
TOP = (0x00080050, 0x00100010, 0x00100020, 0x00100030, 0x00100040, 0x0020000D, 0x00321060, 0x00401001)
STEP = (0x00080060, 0x00400001, 0x00400002, 0x00400003, 0x00400006, 0x00400007, 0x00400009)


def steps(count: int) -> list[ScheduledStep]:
    begin = datetime.now(UTC)
    return [
        ScheduledStep(
            f"A{number:06}", f"{number:012}", PersonName(f"Жұмабаева{number}", "Әлия", "Серікқызы"),
            begin + timedelta(seconds=number), birth_date=date(1980, 1, 1), sex=Sex.FEMALE, modality="US",
            description="УЗИ брюшной полости", study_instance_uid=f"2.25.{number}", physician="Ахметова Айгүл",
        )
        for number in range(count)
    ]  # fmt: skip


def question(patient_id: str = "") -> bytes:
    asked: dict[int, Element] = {tag: element(tag) for tag in TOP}
    asked[0x00100020] = element(0x00100020, patient_id)
    inner: DataSet = {tag: element(tag) for tag in STEP}
    asked[0x00400100] = sequence([inner])
    return write_data_set(asked, explicit=True)


class Client:
    """A modality on raw sockets: what is measured is the provider."""

    def __init__(self, port: int, contexts: int = 1) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb", 1 << 20)
        body = struct.pack(">HH", 1, 0) + b"SHIPAGER".ljust(16) + b"US-1".ljust(16) + bytes(32)
        body += item(0x10, b"1.2.840.10008.3.1.1.1")
        for number in range(contexts):
            abstract = WORKLIST if number == 0 else f"1.2.840.10008.5.1.4.1.1.{number}"
            inner = bytes((2 * number + 1, 0, 0, 0)) + item(0x30, abstract.encode())
            body += item(0x20, inner + item(0x40, ExplicitVRLittleEndian.encode()))
        body += item(0x50, item(0x51, struct.pack(">I", 131072)) + item(0x52, b"1.2.3"))
        self.send(1, body)
        assert self.pdu()[0] == 2

    def send(self, kind: int, body: bytes) -> None:
        self.socket.sendall(struct.pack(">BBI", kind, 0, len(body)) + body)

    def pdu(self) -> tuple[int, bytes]:
        kind, _, length = struct.unpack(">BBI", self.file.read(6))
        return kind, self.file.read(length)

    def find(self, identifier: bytes) -> int:
        """The number of answers."""
        command = b"".join(
            struct.pack("<HHI", 0, tag, len(value)) + value
            for tag, value in (
                (0x0002, WORKLIST.encode().ljust(22, b"\0")), (0x0100, b"\x20\0"), (0x0110, b"\1\0"), (0x0700, b"\0\0"),
                (0x0800, b"\1\0"),
            )
        )  # fmt: skip
        command = struct.pack("<HHII", 0, 0, 4, len(command)) + command
        self.send(4, struct.pack(">IBB", len(command) + 2, 1, 3) + command)
        self.send(4, struct.pack(">IBB", len(identifier) + 2, 1, 2) + identifier)
        answers, at_status = 0, struct.pack("<HHI", 0, 0x0900, 2)
        while True:
            kind, body = self.pdu()
            assert kind == 4, kind
            at = 0
            while at < len(body):
                size, _, control = struct.unpack_from(">IBB", body, at)
                value = body[at + 6 : at + 4 + size]
                at += 4 + size
                if control & 1:
                    place = value.index(at_status) + 8
                    if int.from_bytes(value[place : place + 2], "little") not in (0xFF00, 0xFF01):
                        return answers
                    answers += 1

    def release(self) -> None:
        self.send(5, bytes(4))
        self.pdu()
        self.file.close()
        self.socket.close()


def item(kind: int, value: bytes) -> bytes:
    return struct.pack(">BBH", kind, 0, len(value)) + value


@contextlib.contextmanager
def wlmscpfs(folder: Path, listed: list[ScheduledStep]) -> Iterator[int]:
    """dcmtk's worklist server over files, one a step."""
    place = folder / "SHIPAGER"
    place.mkdir(parents=True)
    (place / "lockfile").touch()
    for step in listed:
        one, inner = Dataset(), Dataset()
        one.SpecificCharacterSet = "ISO_IR 192"
        one.AccessionNumber, one.PatientID, one.PatientBirthDate = step.accession_number, step.patient_id, "19800101"
        one.PatientName, one.PatientSex = f"{step.name.surname}^{step.name.given}", "F"
        one.StudyInstanceUID, one.RequestedProcedureID = step.study_instance_uid, step.step_id
        one.RequestedProcedureDescription = step.description
        inner.Modality, inner.ScheduledStationAETitle = "US", "US-1"
        inner.ScheduledProcedureStepStartDate, inner.ScheduledProcedureStepStartTime = "20261125", "101500"
        inner.ScheduledPerformingPhysicianName = step.physician
        inner.ScheduledProcedureStepDescription, inner.ScheduledProcedureStepID = step.description, step.step_id
        one.ScheduledProcedureStepSequence = [inner]
        one.file_meta = FileMetaDataset()
        one.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        one.file_meta.MediaStorageSOPClassUID, one.file_meta.MediaStorageSOPInstanceUID = WORKLIST, generate_uid()
        one.save_as(place / f"{step.accession_number}.wl", enforce_file_format=True)
    port = receivers.free_port()
    process = subprocess.Popen(
        ["wlmscpfs", "-dfp", str(folder), str(port)], env={**os.environ, "TCP_NODELAY": "1"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(0.5)
    try:
        yield port
    finally:
        process.terminate()
        process.wait(10)


def measured(port: int, count: int, rounds: int) -> dict[str, float]:
    """Milliseconds: medians, and the first question of all."""
    taken: dict[str, list[float]] = {name: [] for name in ("all", "one", "associate 1", "associate 121")}
    cold = 0.0
    for turn in range(rounds):
        for contexts in (1, 121):
            began = time.perf_counter()
            client = Client(port, contexts)
            taken[f"associate {contexts}"].append((time.perf_counter() - began) * 1000)
            if contexts == 1:
                for name, identifier, expected in (("all", question(), count), ("one", question(f"{7:012}"), 1)):
                    began = time.perf_counter()
                    answers = client.find(identifier)
                    spent = (time.perf_counter() - began) * 1000
                    assert answers == expected, (name, answers)
                    taken[name].append(spent)
                    if turn == 0 and name == "all":
                        cold = spent
            client.release()
    return {"cold": cold, **{name: statistics.median(values) for name, values in taken.items()}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    listed = steps(asked.steps)
    with receivers.scratch() as folder, receivers.hub(folder / "hub") as (ports, pid):
        run = hub_run.read(folder / "hub" / "hub-run.json")
        assert run is not None
        with ControlClient(run.control_port, bytes.fromhex(run.token)) as control:
            control.ask("steps", steps=[step.to_json() for step in listed])
        ours = measured(ports["dicom"], len(listed), asked.rounds)
        memory = receivers.peak_memory(pid)
        with wlmscpfs(folder / "files", listed) as port:
            theirs = measured(port, len(listed), asked.rounds)
    for name, value in ours.items():
        print(f"{name:14} {value:7.2f} ms   wlmscpfs {theirs[name]:7.2f} ms   {theirs[name] / value:5.1f}x")
    print(f"peak memory of the hub {memory:.0f} MB")


if __name__ == "__main__":
    main()
