"""A record that was acknowledged is on the disk: after kill -9, in the order of system calls, on a full disk."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.domain.errors import Damaged, OutOfSpace
from db.archive import segments
from db.archive.reader import open_reader
from db.archive.records import RecordRef
from db.archive.walk import State, walk
from db.archive.writer import ArchiveWriter, open_writer

PRIVATE = bytes(range(1, 33))
PUBLIC = X25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()
KEYS = {1: PRIVATE}
ROOT = Path(__file__).resolve().parents[2]

# appends numbered records of all sizes from two threads and tells each one on standard output once it is durable
WRITING_CHILD = """
    import hashlib, os, random, sys, threading
    from pathlib import Path
    from db.archive.writer import open_writer

    folder, public, seed, prepared = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    writer = open_writer(folder, public, 1, name="child", segment_limit=3_000_000, prepared=prepared)

    def work(thread):
        chance = random.Random(seed * 10 + thread)
        number = 0
        while True:
            size = chance.choice([0, 20, 700, 40_000, 300_000, 300_000, 5_000_000])
            body = hashlib.shake_256(f"{thread}-{number}".encode()).digest(size)
            if chance.random() < 0.3:
                stream = writer.stream("hl7", {"thread": thread, "number": number})
                for start in range(0, size, 70_000):
                    stream.write(body[start : start + 70_000])
                ref = stream.finish()
            else:
                ref = writer.append("hl7", {"thread": thread, "number": number}, body)
            os.write(1, f"{thread} {number} {ref.record_id}\\n".encode())
            number += 1

    for thread in range(2):
        threading.Thread(target=work, args=(thread,), daemon=True).start()
    threading.Event().wait()
"""


def child(script: str, *arguments: object) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]


def survives_kill(folder: Path, seed: int, prepared: int) -> None:
    """Kill the writer in the middle of its work; every acknowledged record is there once, with its body."""
    command = child(WRITING_CHILD, folder, PUBLIC.hex(), seed, prepared)
    writing = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert writing.stdout is not None
    first = writing.stdout.readline()
    time.sleep(random.Random(seed).uniform(0, 0.25))
    writing.kill()
    told = (first + writing.stdout.read()).decode().splitlines()
    writing.stdout.close()
    writing.wait()
    acknowledged = {tuple(line.split()) for line in told}
    assert len(acknowledged) == len(told) > 0

    found = list(walk(folder, KEYS, verify=True))
    assert not [place for place in found if place.state is State.DAMAGED]
    whole = [place for place in found if place.ref is not None]
    written = [(str(p.metadata["thread"]), str(p.metadata["number"]), p.record_id) for p in whole if p.metadata]
    assert len(set(written)) == len(written), "once"
    assert acknowledged <= set(written)
    reader = open_reader(folder, KEYS)
    for place in whole:
        assert place.ref is not None
        assert place.metadata is not None
        wanted = hashlib.shake_256(f"{place.metadata['thread']}-{place.metadata['number']}".encode())
        assert reader.open(place.ref).read() == wanted.digest(place.ref.size)
    shutil.rmtree(folder)


PREPARED = pytest.mark.parametrize("prepared", [0, 2 << 20], ids=["growing", "prepared"])


@PREPARED
@pytest.mark.parametrize("seed", range(2))
def test_every_acknowledged_record_survives_kill_9(tmp_path: Path, seed: int, prepared: int) -> None:
    survives_kill(tmp_path / "archive", seed, prepared)


@pytest.mark.slow
@PREPARED
@pytest.mark.parametrize("seed", range(100, 130))
def test_every_acknowledged_record_survives_kill_9_many_times(tmp_path: Path, seed: int, prepared: int) -> None:
    survives_kill(tmp_path / "archive", seed, prepared)


@PREPARED
def test_a_living_writer_is_read_to_its_last_whole_record(tmp_path: Path, prepared: int) -> None:
    folder = tmp_path / "archive"
    command = child(WRITING_CHILD, folder, PUBLIC.hex(), 7, prepared)
    writing = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert writing.stdout is not None
    writing.stdout.readline()
    after: dict[str, int] = {}
    ids: list[str] = []
    try:
        for _ in range(60):
            for place in walk(folder, KEYS, after=after):
                assert place.state in {State.RECORD, State.UNFINISHED}
                after[place.segment] = place.end
                ids += [place.record_id] * (place.ref is not None)
    finally:
        writing.kill()
        told = writing.stdout.read().decode().splitlines()
        writing.stdout.close()
        writing.wait()
    ids += [place.record_id for place in walk(folder, KEYS, after=after) if place.ref is not None]
    assert len(ids) == len(set(ids)), "once, although read piece by piece"
    assert {line.split()[2] for line in told} <= set(ids)


@pytest.mark.peer("strace")
@pytest.mark.parametrize(("size", "prepared"), [(1000, 0), (1000, 1 << 20), (5_000_000, 0)])
def test_the_sync_comes_before_the_acknowledgement(tmp_path: Path, size: int, prepared: int) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    script = """
        import os, sys
        from pathlib import Path
        from db.archive.writer import open_writer
        writer = open_writer(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), 1, name="child", prepared=int(sys.argv[4]))
        if int(sys.argv[4]):
            writer.append("hl7", {}, bytes(300_000))
            writer.append("hl7", {}, b"from here on a segment is made ahead")
            writer._ahead._thread.join()
        writer.append("hl7", {}, b"x" * int(sys.argv[3]))
        os.write(1, b"ACKNOWLEDGED")
    """
    trace = tmp_path / "trace"
    calls = "trace=openat,write,pwritev,pwritev2,fsync,fdatasync,rename,renameat,renameat2"
    ran = subprocess.run(
        [
            strace,
            "-f",
            "-y",
            "-s16",
            "-e",
            calls,
            "-o",
            trace,
            *child(script, tmp_path / "archive", PUBLIC.hex(), size, prepared),
        ],
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    if b"Operation not permitted" in ran.stderr:
        pytest.skip("strace may not trace here")
    assert ran.returncode == 0, ran.stderr
    folder = re.escape(str(tmp_path / "archive"))
    steps = []
    for line in trace.read_text().splitlines():
        if re.search(rf"write\w*\(\d+<{folder}/", line):
            steps.append("write")
        elif re.search(rf"(fsync|fdatasync)\(\d+<{folder}/", line):
            steps.append("sync")
        elif re.search(rf"fsync\(\d+<{folder}>", line):
            steps.append("sync folder")
        elif "rename" in line and ".part" in line:
            steps.append("rename")
        elif "ACKNOWLEDGED" in line:
            steps.append("acknowledge")
    last_write = len(steps) - 1 - steps[::-1].index("write")
    if prepared:
        assert steps[last_write - 2 :] == ["rename", "sync folder", "write", "sync", "acknowledge"]
    elif size == 1000:
        assert steps == ["write", "sync", "sync folder", "write", "sync", "acknowledge"]
    else:
        assert steps[last_write:] == ["write", "sync", "rename", "sync folder", "acknowledge"]


def test_threads_that_wait_at_the_same_time_share_a_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    syncs: list[int] = []

    def slow_sync(descriptor: int) -> None:
        syncs.append(descriptor)
        time.sleep(0.02)
        os.fsync(descriptor)

    monkeypatch.setattr(segments, "sync_content", slow_sync)
    writer = open_writer(tmp_path, PUBLIC, 1, name="test")
    threads = [threading.Thread(target=writer.append, args=("hl7", {}, b"x")) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(walk(tmp_path))) == 20
    assert 1 <= len(syncs) < 12
    writer.close()


def test_a_failed_sync_is_told_to_everybody_and_ends_the_segment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = open_writer(tmp_path, PUBLIC, 1, name="test")
    good = writer.append("hl7", {}, b"good")
    honest = segments.sync_content

    def failing_sync(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(segments, "sync_content", failing_sync)
    with pytest.raises(Damaged, match="archive-not-writable"):
        writer.append("hl7", {}, b"doubtful")
    monkeypatch.setattr(segments, "sync_content", honest)
    after = writer.append("hl7", {}, b"after")
    assert after.segment != good.segment, "pages of a failed sync may be gone: the segment is given up"
    reader = open_reader(tmp_path, KEYS)
    assert [reader.open(ref).read() for ref in (good, after)] == [b"good", b"after"]
    writer.close()


def test_the_space_reserve_is_kept(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    writer = open_writer(tmp_path, PUBLIC, 1, name="test", space_reserve=free * 2)
    for size in (10, 5_000_000):
        with pytest.raises(OutOfSpace):
            writer.append("hl7", {}, bytes(size))
    writer.close()
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 8 MB of its own."""
    mount = shutil.which("mount")
    if mount is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root mounts a small file system")
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run([mount, "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("mounting is not permitted here")
    yield place
    subprocess.run(["umount", place], check=True)


def fill(writer: ArchiveWriter, body: bytes) -> list[RecordRef]:
    """Append until the disk refuses."""
    refs = []
    while True:
        try:
            refs.append(writer.append("dicom", {}, body))
        except OutOfSpace:
            return refs


def test_a_full_disk_refuses_and_keeps_everything_readable(small_disk: Path) -> None:
    writer = open_writer(small_disk / "archive", PUBLIC, 1, name="test", space_reserve=0)
    refs = fill(writer, bytes(500_000))
    assert len(refs) > 10
    with pytest.raises(OutOfSpace):
        writer.append("dicom", {}, bytes(5_000_000))
    stream = writer.stream("dicom", {})
    stream.write(bytes(4 << 20))
    with pytest.raises(OutOfSpace):
        stream.write(bytes(4 << 20))
    refs += fill(writer, bytes(1000))
    assert [place.state for place in walk(small_disk / "archive", KEYS, verify=True)] == [State.RECORD] * len(refs)
    reader = open_reader(small_disk / "archive", KEYS)
    assert all(reader.open(ref).read() == bytes(ref.size) for ref in refs)
    writer.close()


def test_a_disk_that_fills_under_a_write_leaves_no_half_record(small_disk: Path) -> None:
    """Another program takes the last room between our look and our write."""
    folder = small_disk / "archive"
    writer = open_writer(folder, PUBLIC, 1, name="test", space_reserve=0)
    first = writer.append("dicom", {}, b"first")
    (small_disk / "ballast").write_bytes(bytes(7_600_000))
    monkey = pytest.MonkeyPatch()
    monkey.setattr(segments.FreeSpace, "take", lambda *_: None)
    for size in (900_000, 4_500_000):
        with pytest.raises(OutOfSpace):
            writer.append("dicom", {}, bytes(size))
    monkey.undo()
    (small_disk / "ballast").unlink()
    second = writer.append("dicom", {}, b"second")
    assert second.segment == first.segment
    assert [place.ref for place in walk(folder, KEYS)] == [first, second]
    assert not list(folder.glob("*.part"))
    writer.close()


def test_what_a_killed_writer_left_is_swept_after_a_week(tmp_path: Path) -> None:
    old, young = (tmp_path / f"20260101T000000000Z-test-0123456789abcde{n}.obj.part" for n in range(2))
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 8 * 86400,) * 2)
    open_writer(tmp_path, PUBLIC, 1, name="test").close()
    assert sorted(tmp_path.iterdir()) == [young]


PEAK_CHILD = """
    import sys
    from pathlib import Path
    from db.archive.writer import open_writer
    from db.archive.reader import open_reader

    def peak():
        return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) // 1024

    folder, public, private, mebibytes = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
    piece = bytes(1 << 20)
    writer = open_writer(folder, bytes.fromhex(public), 1, name="child")
    writer.append("dicom", {}, piece)
    before = peak()
    stream = writer.stream("dicom", {})
    for _ in range(mebibytes):
        stream.write(piece)
    ref = stream.finish()
    for chunk in open_reader(folder, {1: bytes.fromhex(private)}).open(ref).chunks():
        pass
    writer.close()
    print(peak() - before)
"""


def peak_while_streaming(folder: Path, mebibytes: int) -> int:
    command = child(PEAK_CHILD, folder, PUBLIC.hex(), PRIVATE.hex(), mebibytes)
    return int(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak memory from /proc")
@pytest.mark.parametrize("mebibytes", [40, pytest.param(300, marks=pytest.mark.slow)])
def test_a_large_object_passes_in_small_memory(tmp_path: Path, mebibytes: int) -> None:
    assert peak_while_streaming(tmp_path, mebibytes) < 16
