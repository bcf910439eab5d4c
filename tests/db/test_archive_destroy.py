"""A destroyed record is gone for ever: in the archive, after a crash half-way, in a restored copy."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.domain.errors import NotFound
from db.archive import writer as writer_module
from db.archive.destroy import obey, tombstones
from db.archive.layout import FIXED_SIZE, WRAPPED_SIZE
from db.archive.reader import open_reader
from db.archive.records import RecordRef
from db.archive.walk import State, walk
from db.archive.writer import open_writer

PRIVATE = bytes(range(1, 33))
PUBLIC = X25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()
KEYS = {1: PRIVATE}


def written(folder: Path) -> list[RecordRef]:
    writer = open_writer(folder, PUBLIC, 1, name="test")
    refs = [writer.append("hl7", {}, b"kept"), writer.append("hl7", {}, b"gone")]
    refs += [writer.append("dicom", {}, b"x" * 5_000_000), writer.append("hl7", {}, b"kept too")]
    writer.close()
    return refs


def wrapped_key(folder: Path, ref: RecordRef) -> bytes:
    start = ref.offset + FIXED_SIZE
    return (folder / ref.segment).read_bytes()[start : start + WRAPPED_SIZE]


def test_a_destroyed_record_opens_no_more_and_the_others_do(tmp_path: Path) -> None:
    kept, gone, large, kept_too = written(tmp_path)
    writer = open_writer(tmp_path, PUBLIC, 1, name="other")
    reader = open_reader(tmp_path, KEYS)
    before = (tmp_path / gone.segment).read_bytes()
    for ref in (gone, large):
        writer.destroy(ref)
        with pytest.raises(NotFound, match="archive-record-destroyed"):
            reader.open(ref)
    assert wrapped_key(tmp_path, gone) == bytes(WRAPPED_SIZE)
    now = (tmp_path / gone.segment).read_bytes()
    changed = {at for at, (old, new) in enumerate(zip(before, now, strict=True)) if old != new}
    start = gone.offset + FIXED_SIZE
    assert changed <= set(range(start, start + WRAPPED_SIZE)), "nothing else is written in place"
    assert [reader.open(ref).read() for ref in (kept, kept_too)] == [b"kept", b"kept too"]
    for keys in (KEYS, None):
        states = {place.record_id: place.state for place in walk(tmp_path, keys)}
        assert [states[ref.record_id] for ref in (kept, gone, large, kept_too)] == [
            State.RECORD,
            State.DESTROYED,
            State.DESTROYED,
            State.RECORD,
        ]
    writer.close()


def test_a_crash_after_the_tombstone_is_made_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, gone, _, _ = written(tmp_path)
    writer = open_writer(tmp_path, PUBLIC, 1, name="other")

    def crash(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(writer_module, "erase_key", crash)
    with pytest.raises(KeyboardInterrupt):
        writer.destroy(gone)
    monkeypatch.undo()
    writer.close()
    assert wrapped_key(tmp_path, gone) != bytes(WRAPPED_SIZE)
    with pytest.raises(NotFound):
        open_reader(tmp_path, KEYS).open(gone)
    assert {place.record_id: place.state for place in walk(tmp_path, KEYS)}[gone.record_id] is State.DESTROYED
    open_writer(tmp_path, PUBLIC, 1, name="next").close()
    assert wrapped_key(tmp_path, gone) == bytes(WRAPPED_SIZE)


def test_a_restored_copy_obeys_the_tombstones(tmp_path: Path) -> None:
    folder, backup = tmp_path / "archive", tmp_path / "backup"
    _, gone, large, _ = written(folder)
    shutil.copytree(folder, backup)
    writer = open_writer(folder, PUBLIC, 1, name="other")
    writer.destroy(gone)
    writer.destroy(large)
    writer.close()
    assert len(tombstones(folder)) == 2
    for path in folder.glob("*.gone"):
        shutil.copy(path, backup)
    with pytest.raises(NotFound):
        open_reader(backup, KEYS).open(gone)
    assert obey(backup) == 2
    assert obey(backup) == 0
    assert wrapped_key(backup, gone) == wrapped_key(backup, large) == bytes(WRAPPED_SIZE)


def test_destroying_twice_or_nothing(tmp_path: Path) -> None:
    _, gone, _, _ = written(tmp_path)
    writer = open_writer(tmp_path, PUBLIC, 1, name="other")
    writer.destroy(gone)
    writer.destroy(gone)
    for nothing in (replace(gone, record_id="00" * 16), replace(gone, segment=gone.segment.replace("test", "best"))):
        with pytest.raises(NotFound):
            writer.destroy(nothing)
    writer.close()


def test_a_key_that_is_erased_without_a_tombstone_is_damage(tmp_path: Path) -> None:
    _, gone, _, _ = written(tmp_path)
    path = tmp_path / gone.segment
    content = bytearray(path.read_bytes())
    content[gone.offset + FIXED_SIZE : gone.offset + FIXED_SIZE + WRAPPED_SIZE] = bytes(WRAPPED_SIZE)
    path.write_bytes(content)
    told = {place.record_id: place for place in walk(tmp_path, KEYS)}[gone.record_id]
    assert (told.state, told.reason) == (State.DAMAGED, "key-erased")


def test_a_damaged_tombstone_still_names_its_record_and_points_at_nothing_else(tmp_path: Path) -> None:
    _, gone, large, _ = written(tmp_path)
    writer = open_writer(tmp_path, PUBLIC, 1, name="other")
    writer.destroy(gone)
    writer.destroy(large)
    writer.close()
    (path,) = tmp_path.glob("*.gone")
    content = bytearray(path.read_bytes())
    content[16 + FIXED_SIZE + 3] ^= 1  # the first one's target
    path.write_bytes(content)
    assert set(tombstones(tmp_path)) == {bytes.fromhex(gone.record_id), bytes.fromhex(large.record_id)}
    assert obey(tmp_path) == 0
    content[16] ^= 1  # its header too: the second one is found all the same
    path.write_bytes(content)
    assert set(tombstones(tmp_path)) == {bytes.fromhex(large.record_id)}
