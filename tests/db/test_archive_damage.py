"""Damage to the sealed archive is noticed, told, and hides nothing: flips, cuts, swaps, splices, replacements."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Damaged, NotFound, WorldError
from db.archive.layout import FIXED_SIZE, HEADER_SIZE, SEGMENT_HEADER_SIZE, TRAILER_SIZE, WRAPPED_SIZE
from db.archive.reader import open_reader
from db.archive.records import RecordRef
from db.archive.walk import Found, State, walk
from db.archive.writer import open_writer

PRIVATE = bytes(range(1, 33))
PUBLIC = X25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()
KEYS = {1: PRIVATE}
CHUNK = 256 * 1024
BODIES = [b"", b"first", hashlib.shake_256(b"2").digest(2 * CHUNK + 500), b"last"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[RecordRef]]:
    """One shared segment with four records: empty, small, three chunks, small."""
    folder = tmp_path_factory.mktemp("whole")
    writer = open_writer(folder, PUBLIC, 1, name="test")
    refs = [writer.append("hl7", {"number": number}, body) for number, body in enumerate(BODIES)]
    writer.close()
    return folder, refs


@pytest.fixture
def folder(tmp_path: Path, whole: tuple[Path, list[RecordRef]]) -> Path:
    return Path(shutil.copytree(whole[0], tmp_path / "archive"))


@pytest.fixture
def refs(whole: tuple[Path, list[RecordRef]]) -> list[RecordRef]:
    return whole[1]


def rewrite(folder: Path, ref: RecordRef, content: bytes) -> None:
    (folder / ref.segment).write_bytes(content)


def content_of(folder: Path, ref: RecordRef) -> bytearray:
    return bytearray((folder / ref.segment).read_bytes())


def readable(folder: Path, refs: list[RecordRef]) -> list[bool]:
    """Which records still open to their whole body by reference; anything else must be a named error."""
    reader = open_reader(folder, KEYS)

    def opens(ref: RecordRef, body: bytes) -> bool:
        try:
            record = reader.open(ref)
            assert record.read() == body
            record.verify()
        except (Damaged, NotFound):
            return False
        return True

    return [opens(ref, body) for ref, body in zip(refs, BODIES, strict=True)]


def records(found: list[Found]) -> list[RecordRef]:
    return [place.ref for place in found if place.ref is not None]


def flipped(folder: Path, ref: RecordRef, at: int, bit: int) -> None:
    content = content_of(folder, ref)
    content[at] ^= 1 << bit
    rewrite(folder, ref, bytes(content))


@settings(max_examples=150, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), near=st.sampled_from(["header", "any", "end"]))
def test_a_flipped_bit_anywhere_is_told_and_harms_one_record_only(
    whole: tuple[Path, list[RecordRef]],
    tmp_path_factory: pytest.TempPathFactory,
    place: float,
    bit: int,
    near: str,
) -> None:
    folder = tmp_path_factory.mktemp("flip")
    refs = whole[1]
    segment = (whole[0] / refs[0].segment).read_bytes()
    victim = refs[int(place * 1000) % 4]
    at = {
        "any": int(place * len(segment)),
        "header": victim.offset + int(place * HEADER_SIZE),
        "end": victim.offset + victim.length - 1 - int(place * 80),
    }[near]
    rewrite(folder, refs[0], segment[:at] + bytes([segment[at] ^ 1 << bit]) + segment[at + 1 :])
    found = list(walk(folder, KEYS, verify=True))
    damaged = [item for item in found if item.state is State.DAMAGED]
    hit = [number for number, ref in enumerate(refs) if ref.offset <= at < ref.offset + ref.length]
    assert damaged, "told"
    assert all(item.offset <= at < item.end for item in damaged), "where it is"
    lost = [number for number, ref in enumerate(refs) if ref not in records(found)]
    assert lost in ([], hit)
    assert readable(folder, refs) == [number not in lost for number in range(4)]
    in_content = hit and at < refs[hit[0]].offset + refs[hit[0]].length - TRAILER_SIZE
    assert bool(lost) == bool(in_content), "a trailer or segment header holds no content"
    shutil.rmtree(folder)


@settings(max_examples=60, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True) | st.floats(0.998, 1, exclude_max=True))
def test_a_cut_anywhere_loses_what_is_cut_and_nothing_before(
    whole: tuple[Path, list[RecordRef]], tmp_path_factory: pytest.TempPathFactory, place: float
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    refs = whole[1]
    segment = (whole[0] / refs[0].segment).read_bytes()
    cut = int(place * len(segment))
    rewrite(folder, refs[0], segment[:cut])
    found = list(walk(folder, KEYS))
    whole_ones = [ref for ref in refs if ref.offset + ref.length <= cut]
    assert records(found) == whole_ones
    assert records(list(walk(folder))) == [replace(ref, kind="", sha256=b"") for ref in whole_ones]
    with_content = [ref.offset + ref.length - TRAILER_SIZE <= cut for ref in refs]
    assert readable(folder, refs) == with_content, "a body of which nothing is missing stays readable by reference"
    on_border = cut in {SEGMENT_HEADER_SIZE, *(ref.offset + ref.length for ref in refs)}
    assert [item.state for item in found if item.ref is None] == ([] if on_border else [State.UNFINISHED])
    shutil.rmtree(folder)


@pytest.mark.parametrize("length", [HEADER_SIZE, HEADER_SIZE + 16, 5_000_000])
def test_a_large_record_cut_to_its_header_or_later_is_damaged(folder: Path, length: int) -> None:
    writer = open_writer(folder, PUBLIC, 1, name="test")
    ref = writer.append("dicom", {}, bytes(6_000_000))
    writer.close()
    rewrite(folder, ref, bytes(content_of(folder, ref)[: SEGMENT_HEADER_SIZE + length]))
    with pytest.raises(Damaged):
        open_reader(folder, KEYS).open(ref)
    for keys in (KEYS, None):
        told = [place for place in walk(folder, keys) if place.segment == ref.segment]
        assert {place.state for place in told} == {State.DAMAGED}
        assert records(told) == []


def test_a_large_record_with_bytes_behind_it_is_damaged(folder: Path) -> None:
    writer = open_writer(folder, PUBLIC, 1, name="test")
    ref = writer.append("dicom", {}, bytes(6_000_000))
    writer.close()
    rewrite(folder, ref, bytes(content_of(folder, ref)) + b"more")
    with pytest.raises(Damaged):
        open_reader(folder, KEYS).open(ref)
    assert State.DAMAGED in {place.state for place in walk(folder, KEYS) if place.segment == ref.segment}


def test_swapped_chunks_are_noticed(folder: Path, refs: list[RecordRef]) -> None:
    content = content_of(folder, refs[2])
    sheet = len(b'{"kind":"hl7","metadata":{"number":2}}')
    first = refs[2].offset + HEADER_SIZE + sheet + 16
    step = CHUNK + 16
    one, two = content[first : first + step], content[first + step : first + 2 * step]
    content[first : first + 2 * step] = two + one
    rewrite(folder, refs[2], bytes(content))
    record = open_reader(folder, KEYS).open(refs[2])
    with pytest.raises(Damaged, match="archive-record-seal"):
        record.read()
    assert readable(folder, refs) == [True, True, False, True]
    assert [item.state for item in walk(folder, KEYS, verify=True)][2] is State.DAMAGED


@pytest.mark.parametrize("part", ["body", "key", "all but the header"])
def test_a_splice_of_two_records_is_noticed(tmp_path: Path, part: str) -> None:
    writer = open_writer(tmp_path, PUBLIC, 1, name="test")
    one, two = (writer.append("hl7", {}, bytes([number]) * 1000) for number in range(2))
    writer.close()
    content = content_of(tmp_path, one)
    start, end = {
        "body": (HEADER_SIZE + 100, HEADER_SIZE + 900),
        "key": (FIXED_SIZE, FIXED_SIZE + WRAPPED_SIZE),
        "all but the header": (FIXED_SIZE, one.length),
    }[part]
    content[one.offset + start : one.offset + end] = content[two.offset + start : two.offset + end]
    rewrite(tmp_path, one, bytes(content))
    with pytest.raises(Damaged):
        open_reader(tmp_path, KEYS).open(one).read()
    assert open_reader(tmp_path, KEYS).open(two).read() == b"\1" * 1000


def test_a_record_moved_or_repeated_elsewhere_is_no_record(tmp_path: Path) -> None:
    writer = open_writer(tmp_path, PUBLIC, 1, name="test")
    other = open_writer(tmp_path, PUBLIC, 1, name="test")
    one, two = (writer.append("hl7", {}, bytes([number]) * 1000) for number in range(2))
    elsewhere = other.append("hl7", {}, b"\2" * 1000)
    writer.close()
    other.close()
    content = content_of(tmp_path, one)
    sealed = content[one.offset : one.offset + one.length]
    rewrite(tmp_path, one, bytes(content + sealed))  # repeated in its own segment
    theirs = content_of(tmp_path, elsewhere)
    theirs[elsewhere.offset : elsewhere.offset + elsewhere.length] = sealed  # at the same offset of another one
    rewrite(tmp_path, elsewhere, bytes(theirs))
    found = list(walk(tmp_path, KEYS))
    assert sorted(records(found), key=repr) == sorted([one, two], key=repr)
    assert [item.state for item in found].count(State.DAMAGED) == 2


def test_a_forged_replacement_is_refused(tmp_path: Path) -> None:
    """Anyone with the public key and the disk can seal a record; the index holds the tag of the one that is ours."""
    genuine = open_writer(tmp_path, PUBLIC, 1, name="test")
    forger = open_writer(tmp_path / "forged", PUBLIC, 1, name="test")
    ref = genuine.append("hl7", {}, b"genuine")
    forged = forger.append("hl7", {}, b"genuine")
    genuine.close()
    forger.close()
    (tmp_path / forged.segment).write_bytes((tmp_path / "forged" / forged.segment).read_bytes())
    reader = open_reader(tmp_path, KEYS)
    assert reader.open(forged).read() == b"genuine", "by itself it is a sound record"
    for field in ("tag", "sha256", "record_id", "kind", "length"):
        changed = replace(
            ref, **{field: {"record_id": forged.record_id, "kind": "dicom", "length": 1}.get(field, bytes(32))}
        )
        with pytest.raises(Damaged):
            reader.open(changed)


def test_a_renamed_segment_does_not_open(folder: Path, refs: list[RecordRef]) -> None:
    name = refs[0].segment.replace("-test-", "-best-")
    (folder / refs[0].segment).rename(folder / name)
    with pytest.raises(Damaged):
        open_reader(folder, KEYS).open(replace(refs[0], segment=name))
    assert {item.state for item in walk(folder, KEYS)} == {State.DAMAGED}


def test_a_torn_tail_hides_nothing(folder: Path, refs: list[RecordRef]) -> None:
    content = content_of(folder, refs[0])
    torn = content[refs[2].offset : refs[2].offset + 300_000]
    for tail in (torn, bytes(5000), torn[:50], b"\0"):
        rewrite(folder, refs[0], bytes(content + tail))
        found = list(walk(folder, KEYS))
        assert records(found) == refs
        assert found[-1].end <= len(content) + len(tail)
        after = {item.segment: item.end for item in found}
        assert records(list(walk(folder, KEYS, after=after))) == []


def test_a_record_behind_overwritten_bytes_is_found(folder: Path, refs: list[RecordRef]) -> None:
    content = content_of(folder, refs[0])
    content[refs[1].offset : refs[2].offset + HEADER_SIZE + 10] = bytes(refs[1].length + HEADER_SIZE + 10)
    rewrite(folder, refs[0], bytes(content))
    found = list(walk(folder, KEYS))
    assert records(found) == [refs[0], refs[3]]
    assert [(item.offset, item.end) for item in found if item.state is State.DAMAGED] == [
        (refs[1].offset, refs[3].offset)
    ]


def test_foreign_files_in_the_folder_are_passed_over(folder: Path, refs: list[RecordRef]) -> None:
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "20260101T000000000Z-test-0123456789abcdef.seg").write_bytes(b"")
    (folder / "20260101T000000000Z-test-0123456789abcdef.seg.bak").write_bytes(b"junk")
    (folder / "20260101T000000000Z-test-0123456789abcdee.seg").write_bytes(b"junk" * 1000)
    found = list(walk(folder, KEYS))
    assert records(found) == refs
    assert [item.reason for item in found if item.state is State.DAMAGED] == ["segment-header", "record-header"]


@settings(max_examples=60, deadline=None)
@given(junk=st.binary(max_size=2000))
def test_the_walk_survives_any_bytes(tmp_path_factory: pytest.TempPathFactory, junk: bytes) -> None:
    folder = tmp_path_factory.mktemp("junk")
    for kind in ("seg", "obj", "gone"):
        (folder / f"20260101T000000000Z-test-0123456789abcdef.{kind}").write_bytes(junk)
    assert records(list(walk(folder, KEYS))) == []
    shutil.rmtree(folder)


def test_errors_name_no_content(folder: Path, refs: list[RecordRef]) -> None:
    flipped(folder, refs[1], refs[1].offset + HEADER_SIZE + 3, 0)
    with pytest.raises(WorldError) as raised:
        open_reader(folder, KEYS).open(refs[1])
    assert str(raised.value) == "archive-record-seal part=0"


def test_a_record_that_was_being_written_is_no_damage_when_the_next_one_stands_behind_it_now(
    folder: Path, refs: list[RecordRef], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A walk sees the file's length of one moment and its bytes of later ones."""
    cut = refs[2].offset + HEADER_SIZE + 1000
    whole_stat = os.fstat
    monkeypatch.setattr("os.fstat", lambda number: os.stat_result([*whole_stat(number)[:6], cut, *[0] * 3]))
    found = list(walk(folder, KEYS))
    assert [one.state for one in found] == [State.RECORD, State.RECORD, State.UNFINISHED]
    monkeypatch.undo()
    later = list(walk(folder, KEYS, after={refs[2].segment: found[-1].end}))
    assert [one.state for one in later] == [State.RECORD, State.RECORD]
