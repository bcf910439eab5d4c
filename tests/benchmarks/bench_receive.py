"""How fast the hub receives over DICOM, beside Orthanc and storescp in the same run. By hand:

    python tests/benchmarks/bench_receive.py [--rounds 3] [--quick]

Sender: dcmtk storescu, one process for each association, with and without TCP_NODELAY=1. Orthanc both as shipped
and started with TCP_NODELAY=1 (the fair peer). Figures are medians over rounds that go through the receivers in
turn; only ratios mean something on a busy machine.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import statistics
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import receivers
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, UltrasoundMultiFrameImageStorage, generate_uid


@dataclass(frozen=True)
class Load:
    name: str
    count: int
    side: int  # pixels, 16 bits each
    frames: int
    associations: int
    no_delay: bool


def loads(scale: float) -> list[Load]:
    small, middle = max(int(1000 * scale), 8), max(int(200 * scale), 8)
    nagle = max(int(200 * scale), 8)
    return [
        Load("132 KB", small, 256, 1, 1, True), Load("132 KB", small, 256, 1, 4, True),
        Load("526 KB", middle, 512, 1, 1, True), Load("526 KB", middle, 512, 1, 4, True),
        Load("60 MB", 3, 512, 115, 1, True), Load("60 MB", 3, 512, 115, 3, True),
        Load("132 KB", nagle, 256, 1, 1, False), Load("526 KB", nagle // 4, 512, 1, 1, False),
        Load("60 MB", 3, 512, 115, 1, False),
    ]  # fmt: skip


def make_objects(folder: Path, load: Load) -> list[Path]:
    """Distinct objects of that size: the same pixels, other UIDs."""
    folder.mkdir(parents=True, exist_ok=True)
    study, series = generate_uid(), generate_uid()
    pixels = os.urandom(2 * load.side * load.side) * load.frames
    files = []
    for number in range(load.count):
        one = Dataset()
        one.file_meta = FileMetaDataset()
        one.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        one.SOPClassUID = UltrasoundMultiFrameImageStorage if load.frames > 1 else CTImageStorage
        one.SOPInstanceUID = generate_uid()
        one.file_meta.MediaStorageSOPClassUID = one.SOPClassUID
        one.file_meta.MediaStorageSOPInstanceUID = one.SOPInstanceUID
        one.PatientID, one.PatientName, one.Modality = "BENCH", "Bench", "CT"
        one.StudyInstanceUID, one.SeriesInstanceUID, one.InstanceNumber = study, series, number
        one.Rows = one.Columns = load.side
        one.NumberOfFrames = load.frames
        one.SamplesPerPixel, one.PhotometricInterpretation, one.PixelRepresentation = 1, "MONOCHROME2", 0
        one.BitsAllocated = one.BitsStored = 16
        one.HighBit = 15
        one.PixelData = pixels
        files.append(folder / f"{number}.dcm")
        one.save_as(files[-1], enforce_file_format=True)
    return files


def send(files: list[Path], port: int, load: Load) -> float:
    """Seconds from the first connection to the last answer."""
    environment = {name: value for name, value in os.environ.items() if name != "TCP_NODELAY"}
    if load.no_delay:
        environment["TCP_NODELAY"] = "1"
    shares = [files[number :: load.associations] for number in range(load.associations)]
    began = time.perf_counter()
    command = ["storescu", "-aec", "SHIPAGER", "-xe", "--max-send-pdu", "131072", "127.0.0.1", str(port)]
    senders = [
        subprocess.Popen(
            [*command, *map(str, share)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for share in shares
    ]
    for sender in senders:
        _, errors = sender.communicate(timeout=600)
        if sender.returncode:
            raise SystemExit(errors.decode()[-500:])
    return time.perf_counter() - began


def receivers_to_measure() -> dict[str, Callable[[Path], contextlib.AbstractContextManager[int]]]:
    @contextlib.contextmanager
    def ours(folder: Path):  # type: ignore[no-untyped-def]  # a context manager of one port
        with receivers.hub(folder) as (ports, _):
            yield ports["dicom"]

    def theirs(start, **options):  # type: ignore[no-untyped-def]  # the same for the others
        @contextlib.contextmanager
        def opened(folder: Path) -> Iterator[int]:
            with start(folder, **options) as (port, _):
                yield port

        return opened

    found = {"hub": ours}
    if shutil.which("Orthanc"):
        found["orthanc"] = theirs(receivers.orthanc, no_delay=False)
        found["orthanc nodelay"] = theirs(receivers.orthanc, no_delay=True)
    if shutil.which("storescp"):
        found["storescp"] = theirs(receivers.storescp)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="a tenth of the objects, one round")
    arguments = parser.parse_args()
    rounds = 1 if arguments.quick else arguments.rounds
    for load in loads(0.1 if arguments.quick else 1.0):
        seconds: dict[str, list[float]] = defaultdict(list)
        with receivers.scratch() as folder:
            files = make_objects(folder / "objects", load)
            size = sum(file.stat().st_size for file in files) / 1e6
            for number in range(rounds):
                for name, start in receivers_to_measure().items():
                    with start(folder / f"{name} {number}".replace(" ", "-")) as port:
                        seconds[name].append(send(files, port, load))
                    shutil.rmtree(folder / f"{name} {number}".replace(" ", "-"))
        middle = {name: statistics.median(values) for name, values in seconds.items()}
        sender = "no delay" if load.no_delay else "Nagle"
        print(f"{load.count} x {load.name}, {load.associations} association(s), sender {sender}:")
        for name, taken in middle.items():
            rate, speed, ratio = load.count / taken, size / taken, taken / middle["hub"]
            print(f"  {name:16} {rate:8.1f}/s {speed:8.1f} MB/s   hub is {ratio:.2f} x")


if __name__ == "__main__":
    main()
