"""The sealed archive against plain files on the same disk, in turns: `archive_speed.py [FOLDER]`.

Plain files are written and synced the same way (fdatasync after each record of 132 KB; after 60 MB), without sealing
and without SHA-256. Ratios are what counts: disks and neighbours differ.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from db.archive.reader import open_reader
from db.archive.walk import walk
from db.archive.writer import open_writer

SMALL, LARGE, PIECE = 132_000, 60 << 20, 16 * 1024
PRIVATE = X25519PrivateKey.generate()


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main(folder: Path) -> None:
    writer = open_writer(folder / "archive", PRIVATE.public_key().public_bytes_raw(), 1, name="bench")
    small, large = os.urandom(SMALL), memoryview(os.urandom(LARGE))
    plain = os.open(folder / "plain", os.O_WRONLY | os.O_CREAT)

    def append_sealed() -> None:
        for _ in range(100):
            writer.append("dicom", {"transport": "dicom"}, small)

    def append_plain() -> None:
        for _ in range(100):
            os.write(plain, small)
            os.fdatasync(plain)

    def stream_sealed() -> None:
        stream = writer.stream("dicom", {})
        for start in range(0, LARGE, PIECE):
            stream.write(large[start : start + PIECE])
        stream.finish()

    def stream_plain() -> None:
        descriptor = os.open(folder / f"plain-{time.perf_counter_ns()}", os.O_WRONLY | os.O_CREAT)
        for start in range(0, LARGE, 16 * PIECE):
            os.write(descriptor, large[start : start + 16 * PIECE])
        os.fdatasync(descriptor)
        os.close(descriptor)

    for name, sealed, bare, amount, unit in (
        ("append 132 KB, one thread", append_sealed, append_plain, 100, "records/s"),
        ("stream 60 MB", stream_sealed, stream_plain, LARGE / 1e6, "MB/s"),
    ):
        turns = [(amount / seconds(sealed), amount / seconds(bare)) for _ in range(7)]
        ours, theirs = (statistics.median(column) for column in zip(*turns, strict=True))
        print(f"{name:28} {ours:8.0f} {unit:10} plain file {theirs:8.0f}   ratio {ours / theirs:.2f}")

    threads = [threading.Thread(target=append_sealed) for _ in range(4)]

    def together() -> None:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    print(f"{'append 132 KB, four threads':28} {400 / seconds(together):8.0f} records/s")
    writer.close()

    places = list(walk(folder / "archive", keys := {1: PRIVATE.private_bytes_raw()}))
    refs = [place.ref for place in places if place.ref]
    reader = open_reader(folder / "archive", keys)
    record = reader.open(max(refs, key=lambda ref: ref.size))
    ranges = [seconds(lambda at=at: record.read(at * 307_000, 65_536)) for at in range(200)]
    opens = [seconds(lambda ref=ref: reader.open(ref).read(1000, 1000)) for ref in refs[:200]]
    walked = seconds(lambda: list(walk(folder / "archive", keys)))
    print(f"range of 64 KB in 60 MB      {statistics.median(ranges) * 1e3:8.3f} ms, slowest {max(ranges) * 1e3:.3f} ms")
    print(f"open by reference and read   {statistics.median(opens) * 1e3:8.3f} ms, slowest {max(opens) * 1e3:.3f} ms")
    print(f"walk with keys               {walked / len(places) * 1e3:8.3f} ms a record")
    os.close(plain)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as place:
        main(Path(place))
