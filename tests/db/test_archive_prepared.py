"""Segments made ahead: their zeros are room, never damage; nothing in them is hidden, told twice or lost."""

from __future__ import annotations

import hashlib
import random
import shutil
import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from db import backup
from db.archive.layout import FIXED_SIZE, HEADER_SIZE, SEGMENT_HEADER_SIZE, TRAILER_SIZE, SegmentKind
from db.archive.opening import used_length
from db.archive.reader import open_reader
from db.archive.records import RecordRef
from db.archive.segments import new_segment
from db.archive.walk import Found, State, walk
from db.archive.writer import ArchiveWriter, open_writer

PRIVATE = bytes(range(1, 33))
PUBLIC = X25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()
KEYS = {1: PRIVATE}
SIZE = 1 << 20


@pytest.fixture
def writer(tmp_path: Path) -> ArchiveWriter:
    """A writer that has just taken a prepared segment into use, with one record in it."""
    writer = open_writer(tmp_path, PUBLIC, 1, name="test", prepared=SIZE)
    writer.append("scan", {}, bytes(300_000))
    writer.append("scan", {}, b"from here on a segment is made ahead")
    wait_for_the_next(writer)
    return writer


def wait_for_the_next(writer: ArchiveWriter) -> None:
    assert writer._ahead._thread is not None
    writer._ahead._thread.join()


def records(found: list[Found]) -> list[RecordRef]:
    return [place.ref for place in found if place.ref is not None]


def test_a_prepared_segment_is_taken_into_use_filled_and_closed(tmp_path: Path, writer: ArchiveWriter) -> None:
    refs = [writer.append("hl7", {}, bytes([number]) * 50_000) for number in range(12)]
    prepared = tmp_path / refs[0].segment
    assert prepared.stat().st_size == SIZE
    assert used_length(prepared) == refs[-1].offset + refs[-1].length
    wait_for_the_next(writer)
    refs += [writer.append("hl7", {}, bytes([number]) * 50_000) for number in range(12, 36)]
    assert refs[-1].segment != refs[0].segment, "the next one was made while this one was filled"
    wait_for_the_next(writer)
    first = [ref for ref in refs if ref.segment == refs[0].segment]
    assert prepared.stat().st_size == first[-1].offset + first[-1].length, "closed without its zeros"
    writer.close()
    assert [place.state for place in walk(tmp_path, KEYS, verify=True)] == [State.RECORD] * 38
    assert not list(tmp_path.glob("*.part")), "what was made in vain is gone"
    reader = open_reader(tmp_path, KEYS)
    assert [reader.open(ref).read()[:1] for ref in refs] == [bytes([number]) for number in range(36)]


def test_a_record_that_finds_no_room_ahead_grows_the_segment(tmp_path: Path, writer: ArchiveWriter) -> None:
    writer._ahead.begin = lambda: None  # type: ignore[method-assign]  # the next one comes too late
    refs = [writer.append("hl7", {}, bytes(400_000)) for _ in range(6)]
    assert len({ref.segment for ref in refs}) == 1
    assert (tmp_path / refs[0].segment).stat().st_size == refs[-1].offset + refs[-1].length
    writer.close()
    assert len(records(list(walk(tmp_path, KEYS, verify=True)))) == 8


def test_a_walk_goes_on_in_the_zeros_where_it_ended(tmp_path: Path, writer: ArchiveWriter) -> None:
    after: dict[str, int] = {}
    seen: list[RecordRef] = []
    written = []
    for number in range(12):
        written.append(writer.append("hl7", {"number": number}, random.Random(number).randbytes(number * 37)))
        for place in walk(tmp_path, KEYS, after=after):
            assert place.state in {State.RECORD, State.UNFINISHED}
            after[place.segment] = place.end
            seen += [place.ref] * (place.ref is not None)
    assert seen[2:] == written
    writer.close()


@pytest.mark.parametrize("keys", [KEYS, {}], ids=["with key", "without key"])
def test_a_torn_record_in_front_of_zeros_is_unfinished(
    tmp_path: Path, writer: ArchiveWriter, keys: dict[int, bytes]
) -> None:
    """A writer killed anywhere within its last write: each byte of the record may be the first that is missing."""
    whole = writer.append("hl7", {}, b"whole")
    torn = writer.append("hl7", {}, hashlib.shake_256(b"torn").digest(500))
    path = tmp_path / torn.segment
    content = path.read_bytes()
    copy = tmp_path / "copy"
    copy.mkdir()
    for written in range(1, torn.length, 1 if keys else 7):
        place = torn.offset + written
        (copy / path.name).write_bytes(content[:place] + bytes(9000))
        found = list(walk(copy, keys))
        missing = content[place : torn.offset + torn.length - TRAILER_SIZE].strip(b"\0")
        if keys and not missing:  # all of its content is there
            assert records(found) == [whole, torn]
        elif content[place : torn.offset + torn.length].strip(b"\0"):
            assert [ref.record_id for ref in records(found)] == [whole.record_id]
            assert [(item.state, item.end) for item in found[1:]] == [(State.UNFINISHED, torn.offset)]
        assert State.DAMAGED not in {item.state for item in found}
    writer.close()


def test_damage_in_front_of_zeros_is_told_and_hides_no_later_record(tmp_path: Path, writer: ArchiveWriter) -> None:
    refs = [writer.append("hl7", {}, bytes([number + 1]) * 900) for number in range(3)]
    path = tmp_path / refs[0].segment
    for at in (
        refs[2].offset + 3, refs[2].offset + FIXED_SIZE + 9, refs[2].offset + HEADER_SIZE + 5,
        refs[2].offset + refs[2].length - TRAILER_SIZE - 3,
    ):  # fmt: skip
        copy = tmp_path / "copy"
        copy.mkdir()
        content = bytearray(path.read_bytes())
        content[at] ^= 4
        (copy / path.name).write_bytes(content)
        found = list(walk(copy, KEYS, verify=True))
        assert records(found) == refs[:2]
        assert State.DAMAGED in {item.state for item in found[2:]}
        after = {item.segment: item.end for item in found}
        # the writer goes on behind it
        last = writer.append("hl7", {}, b"later")
        content[last.offset : last.offset + last.length] = path.read_bytes()[last.offset : last.offset + last.length]
        (copy / path.name).write_bytes(content)
        assert last in records(list(walk(copy, KEYS, after=after)))
        shutil.rmtree(copy)
        path.write_bytes(path.read_bytes()[: last.offset] + bytes(SIZE - last.offset))
        writer._shared[next(iter(writer._shared))].written = last.offset
    writer.close()


def test_a_hole_of_zeros_hides_nothing_behind_it(tmp_path: Path, writer: ArchiveWriter) -> None:
    refs = [writer.append("hl7", {}, bytes([number + 1]) * 90_000) for number in range(4)]
    path = tmp_path / refs[0].segment
    content = bytearray(path.read_bytes())
    content[refs[1].offset : refs[3].offset] = bytes(refs[3].offset - refs[1].offset)
    path.write_bytes(content)
    found = [place for place in walk(tmp_path, KEYS) if place.segment == path.name]
    assert records(found) == [refs[0], refs[3]]
    writer.close()


@pytest.mark.parametrize("size", [0, 1, 70, 300, 65_000])
def test_the_used_length_is_exact(tmp_path: Path, writer: ArchiveWriter, size: int) -> None:
    """Whatever the trailer ends with: of 300 records one has a length whose last byte is zero."""
    for number in range(size, size + 300 if size == 70 else size + 2):
        ref = writer.append("hl7", {}, b"x" * number)
        assert used_length(tmp_path / ref.segment) == ref.offset + ref.length
    writer.close()
    assert used_length(tmp_path / ref.segment) == (tmp_path / ref.segment).stat().st_size


def test_the_used_length_of_an_empty_segment_is_its_header(tmp_path: Path) -> None:
    segment = new_segment(tmp_path, SegmentKind.SHARED, "test")
    assert used_length(tmp_path / segment.name) == SEGMENT_HEADER_SIZE
    segment.close()


def test_a_backup_holds_what_is_written_and_no_zeros(tmp_path: Path, writer: ArchiveWriter) -> None:
    """Two runs while the segment is filled: what the first one listed is still true of the second one's copy."""
    target = tmp_path / "backup"
    (target / "archive").mkdir(parents=True)
    ref = writer.append("hl7", {}, b"first")
    segment = tmp_path / ref.segment
    first = backup._save_segment(segment, target, None)
    assert first.size == ref.offset + ref.length == (target / first.name).stat().st_size
    assert backup._save_segment(segment, target, first) == first
    last = writer.append("hl7", {}, b"second")
    writer.close()
    second = backup._save_segment(segment, target, first)
    assert second.size == last.offset + last.length
    assert backup._digest(target / first.name, first.size) == first.sha256
    reader = open_reader(target / "archive", KEYS)
    assert [reader.open(one).read() for one in (ref, last)] == [b"first", b"second"]


def test_threads_fill_prepared_segments_side_by_side(tmp_path: Path) -> None:
    writer = open_writer(tmp_path, PUBLIC, 1, name="test", prepared=SIZE)
    refs: list[RecordRef] = []

    def work(thread: int) -> None:
        chance = random.Random(thread)
        refs.extend(writer.append("hl7", {}, chance.randbytes(chance.choice([10, 3000, 130_000]))) for _ in range(60))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = list(walk(tmp_path, KEYS, verify=True))
    assert {place.state for place in found} <= {State.RECORD, State.UNFINISHED}
    assert sorted(ref.record_id for ref in records(found)) == sorted(ref.record_id for ref in refs)
    writer.close()
    assert len({ref.segment for ref in refs}) > 2
