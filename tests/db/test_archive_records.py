"""What is put into the sealed archive comes out again: whole, by range, chunk by chunk, by a walk without an index."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Damaged, NotFound, Refused
from db.archive.reader import open_reader
from db.archive.records import RecordRef
from db.archive.walk import State, walk
from db.archive.writer import SHARED_BODY_LIMIT, ArchiveWriter, open_writer

PRIVATE = bytes(range(1, 33))
PUBLIC = X25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()
KEYS = {1: PRIVATE}
METADATA = {"transport": "dicom", "peer": "10.0.0.7", "calling": "ДИАГНОСТИКА"}
CHUNK = 256 * 1024
SIZES = [0, 1, 15, 16, 17, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, SHARED_BODY_LIMIT, SHARED_BODY_LIMIT + 1]


def letters(size: int, seed: int = 0) -> bytes:
    """Bytes in which no two chunks are alike."""
    return hashlib.shake_256(seed.to_bytes(4)).digest(size)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def opened(folder: Path, **options: int) -> ArchiveWriter:
    return open_writer(folder, PUBLIC, 1, name="test", **options)


@pytest.mark.parametrize("size", SIZES)
def test_a_record_is_read_as_it_was_written(folder: Path, size: int) -> None:
    body = letters(size)
    writer = opened(folder)
    ref = writer.append("dicom", METADATA, body)
    record = open_reader(folder, KEYS).open(ref)
    assert (record.ref, record.metadata) == (ref, METADATA)
    assert record.read() == body == b"".join(record.chunks())
    assert (ref.size, ref.sha256) == (size, hashlib.sha256(body).digest())
    record.verify()
    writer.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("piece", [16 * 1024, CHUNK, SHARED_BODY_LIMIT * 2])
def test_a_streamed_record_is_read_as_it_was_written(folder: Path, size: int, piece: int) -> None:
    body = letters(size)
    writer = opened(folder)
    stream = writer.stream("dicom", METADATA)
    for start in range(0, size, piece):
        stream.write(memoryview(body)[start : start + piece])
    ref = stream.finish()
    assert open_reader(folder, KEYS).open(ref).read() == body
    assert ref.segment.endswith(".obj" if size > SHARED_BODY_LIMIT else ".seg")
    writer.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.integers(0, 3 * CHUNK + 100),
    offset=st.integers(0, 3 * CHUNK + 200),
    length=st.none() | st.integers(0, 2 * CHUNK),
)
def test_any_range_is_read(
    tmp_path_factory: pytest.TempPathFactory, size: int, offset: int, length: int | None
) -> None:
    folder = tmp_path_factory.mktemp("range")
    body = letters(size)
    writer = opened(folder)
    record = open_reader(folder, KEYS).open(writer.append("scan", {}, body))
    assert record.read(offset, length) == (body[offset:] if length is None else body[offset : offset + length])
    writer.close()


def test_a_range_opens_only_the_chunks_that_hold_it(folder: Path) -> None:
    """That is what makes a range of 300 MB as fast as one of 300 KB: the rest may even be broken."""
    body = letters(40 * CHUNK)
    writer = opened(folder)
    ref = writer.append("dicom", {}, body)
    record = open_reader(folder, KEYS).open(ref)
    for index in range(40):
        if index != 20:
            flip(folder / ref.segment, ref.offset + 1000 + index * (CHUNK + 16))
    assert record.read(20 * CHUNK + 300, 70_000) == body[20 * CHUNK + 300 :][:70_000]
    with pytest.raises(Damaged):
        record.read(21 * CHUNK, 1)
    with pytest.raises(ValueError, match="negative"):
        record.read(0, -1)
    writer.close()


def test_the_walk_finds_everything_in_order_without_an_index(folder: Path) -> None:
    writer = opened(folder)
    refs = [writer.append("hl7", {"number": n}, letters(n * 1000, n)) for n in range(20)]
    writer.close()
    found = list(walk(folder, KEYS, verify=True))
    assert [place.ref for place in found] == refs
    assert [place.metadata for place in found] == [{"number": n} for n in range(20)]
    reader = open_reader(folder, KEYS)
    assert [reader.open(place.ref).read() for place in found if place.ref] == [letters(n * 1000, n) for n in range(20)]


def test_without_keys_the_walk_tells_places_but_no_content(folder: Path) -> None:
    writer = opened(folder)
    refs = [writer.append("attempt", {"login": "aigul"}, b"x" * 9), writer.append("dicom", {}, letters(5_000_000))]
    writer.close()
    found = {place.record_id: place for place in walk(folder)}
    for ref in refs:
        place = found[ref.record_id]
        assert place.state is State.RECORD
        assert place.reason == "key-missing"
        assert place.ref == replace(ref, kind="", sha256=b"")
        assert place.metadata is None


def test_a_walk_goes_on_where_the_last_one_ended(folder: Path) -> None:
    writer, other = opened(folder), opened(folder)
    seen: list[RecordRef] = []
    after: dict[str, int] = {}
    written: list[RecordRef] = []
    for number in range(6):
        writing = other if number % 2 else writer
        written.append(writing.append("hl7", {}, letters(100 + number)))
        if number == 3:
            written.append(writing.append("dicom", {}, letters(SHARED_BODY_LIMIT + 1)))
        for place in walk(folder, KEYS, after=after):
            after[place.segment] = place.end
            assert place.ref is not None
            seen.append(place.ref)
    assert sorted(seen, key=repr) == sorted(written, key=repr)
    assert list(walk(folder, KEYS, after=after)) == []
    writer.close()
    other.close()


def test_threads_and_two_writers_append_side_by_side(folder: Path) -> None:
    writers = [opened(folder, segment_limit=50_000), opened(folder, segment_limit=50_000)]
    refs: list[RecordRef] = []

    def work(writer: ArchiveWriter, seed: int) -> None:
        refs.extend(writer.append("hl7", {"seed": seed}, letters(3000 + number, seed)) for number in range(15))

    threads = [threading.Thread(target=work, args=(writers[seed % 2], seed)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [place.ref for place in walk(folder, KEYS, verify=True)]
    assert sorted(found, key=repr) == sorted(refs, key=repr)
    assert len(refs) == 90
    assert len({ref.segment for ref in refs}) > 2, "full segments are closed"
    for writer in writers:
        writer.close()


def test_a_full_segment_is_closed_and_never_changes(folder: Path) -> None:
    writer = opened(folder, segment_limit=100_000)
    first = writer.append("hl7", {}, letters(60_000))
    before = (folder / first.segment).read_bytes()
    second = writer.append("hl7", {}, letters(60_000))
    assert second.segment != first.segment
    assert (folder / first.segment).read_bytes() == before
    writer.close()
    again = opened(folder)
    third = again.append("hl7", {}, b"x")
    assert third.segment not in {first.segment, second.segment}, "a segment is never reopened"
    again.close()


def test_an_aborted_stream_leaves_nothing(folder: Path) -> None:
    writer = opened(folder)
    for size in (10, SHARED_BODY_LIMIT * 2):
        stream = writer.stream("dicom", {})
        stream.write(letters(size))
        stream.abort()
        stream.abort()
        with pytest.raises(ValueError, match="ended"):
            stream.write(b"x")
        with pytest.raises(ValueError, match="ended"):
            stream.finish()
    left_open = writer.stream("dicom", {})
    left_open.write(letters(SHARED_BODY_LIMIT * 2))
    writer.close()
    assert list(folder.iterdir()) == []
    with pytest.raises(ValueError, match="closed"):
        writer.append("hl7", {}, b"")


def test_records_of_older_keys_stay_readable(folder: Path) -> None:
    newer = bytes(range(2, 34))
    writers = [opened(folder), open_writer(folder, public_of(newer), 2, name="test")]
    refs = [writer.append("hl7", {}, b"body") for writer in writers]
    both = open_reader(folder, {1: PRIVATE, 2: newer})
    assert [both.open(ref).read() for ref in refs] == [b"body", b"body"]
    assert [place.key_version for place in walk(folder)] in ([1, 2], [2, 1])
    with pytest.raises(Refused, match="archive-key-missing"):
        open_reader(folder, KEYS).open(refs[1])
    with pytest.raises(Damaged):
        open_reader(folder, {1: newer}).open(refs[0])
    for writer in writers:
        writer.close()


def test_a_reference_to_nothing_is_not_found(folder: Path) -> None:
    writer = opened(folder)
    ref = writer.append("hl7", {}, b"body")
    writer.close()
    (folder / ref.segment).unlink()
    reader = open_reader(folder, KEYS)
    with pytest.raises(NotFound):
        reader.open(ref)
    with pytest.raises(Damaged):
        reader.open(replace(ref, segment="../keyring.json"))


def test_no_plain_byte_reaches_the_folder(folder: Path) -> None:
    marker = "ПАЦИЕНТ-900101300017".encode()
    writer = opened(folder)
    stream = writer.stream("dicom", {"peer": marker.decode()})
    stream.write(marker * 300_000)
    assert not any(marker[:12] in path.read_bytes() for path in folder.iterdir()), "while it is streamed"
    stream.finish()
    writer.append("attempt", {"login": marker.decode()}, marker * 100)
    writer.close()
    for path in folder.iterdir():
        content = path.read_bytes()
        assert marker[:12] not in content
        assert b"attempt" not in content
        assert marker.decode() not in path.name


def test_the_writer_needs_no_database() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, db.archive.writer; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    modules = {name.split(".")[0] for name in told.stdout.split()}
    assert not modules & {"sqlalchemy", "sqlcipher3", "PySide6", "argon2", "pydicom"}


@pytest.mark.parametrize("name", ["", "Hub", "a" * 21, "../x", "хаб"])
def test_a_writer_has_a_plain_name(folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match="writer's name"):
        open_writer(folder, PUBLIC, 1, name=name)


def test_metadata_is_limited(folder: Path) -> None:
    writer = opened(folder)
    with pytest.raises(ValueError, match="1 MiB"):
        writer.append("hl7", {"long": "x" * (1 << 20)}, b"")
    ref = writer.append("hl7", {"long": "x" * ((1 << 20) - 100)}, b"y")
    assert open_reader(folder, KEYS).open(ref).read() == b"y"
    writer.close()


def flip(path: Path, at: int, bit: int = 1) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        old = file.read(1)[0]
        file.seek(at)
        file.write(bytes([old ^ bit]))


def public_of(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
