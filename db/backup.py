"""Backup of a practice's files while the program works, and the way back.

A backup folder holds the archive's segments once, and for each run a copy of the store and a manifest:

    manifest-20261123T020000Z.json   files with size and SHA-256, counts, the journal's head; HMAC by the journal key
    store-20261123T020000Z.db        SQLCipher, the practice's own key
    keyring-….json practice-….json hub-….json
    archive/<segment>                never rewritten while it is unchanged at the source

The store is copied first and the archive after it: rows never speak of bytes that are not in the copy. A run that
is cut short leaves no manifest and therefore never counts as a backup.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import Damaged, NotFound, Refused
from app.paths import DataFolder
from db.archive.layout import SegmentKind
from db.archive.opening import used_length
from db.archive.segments import path_of, segment_names
from db.disk_errors import disk_errors
from db.durable import replace_file, sync_folder

Progress = Callable[[int, int], None]  # bytes done, bytes in all; may raise to cancel
UNUSABLE = "backup-target"  # the code of a folder that cannot be read or written
_PIECE = 1 << 20
_PLAIN_FILES = ("keyring", "practice", "hub_settings")
_MANIFEST = re.compile(r"manifest-(\d{8}T\d{6}Z)\.json")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a backup: where it lies there, where it goes on restore, how long it was, what it held."""

    name: str
    restore_as: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one run saved. `journal_head` is (row, MAC hex) of the newest journal row in the copy."""

    stamp: str
    started_at: str
    practice_uid: str
    counts: dict[str, int]
    journal_head: tuple[int, str]
    files: tuple[FileEntry, ...]

    @property
    def total_bytes(self) -> int:
        return sum(file.size for file in self.files)

    def _plain(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False).encode()

    def write(self, folder: Path, journal_key: bytes) -> None:
        body = {
            "manifest": asdict(self),
            "hmac_sha256": hmac.new(journal_key, self._plain(), hashlib.sha256).hexdigest(),
        }
        replace_file(folder / f"manifest-{self.stamp}.json", json.dumps(body, ensure_ascii=False, indent=1).encode())

    @classmethod
    def read(cls, path: Path, journal_key: bytes | None) -> Manifest:
        """Raises `Damaged("backup-manifest")` where it is not what this practice wrote (checked with the key)."""
        try:
            body = json.loads(path.read_bytes())
            inner = body["manifest"]
            files = tuple(FileEntry(**entry) for entry in inner["files"])
            head = (int(inner["journal_head"][0]), str(inner["journal_head"][1]))
            found = cls(**{**inner, "files": files, "journal_head": head})
            mac = str(body["hmac_sha256"])
        except (OSError, ValueError, KeyError, TypeError):
            raise Damaged("backup-manifest") from None
        for entry in files:
            if not _is_inside(entry.name) or not _is_inside(entry.restore_as):
                raise Damaged("backup-manifest")
        if journal_key is not None:
            expected = hmac.new(journal_key, found._plain(), hashlib.sha256).hexdigest()
            if not hmac.compare_digest(expected, mac):
                raise Damaged("backup-manifest")
        return found


def save_files(
    source: DataFolder, target: Path, stamp: str, copy_store: Callable[[Path], None], progress: Progress
) -> tuple[FileEntry, ...]:
    """Copy store, key ring, settings and archive; returns what was copied. Raises `OutOfSpace`."""
    with disk_errors(UNUSABLE):
        (target / "archive").mkdir(parents=True, exist_ok=True)
        store_copy = target / f"store-{stamp}.db"
        copy_store(store_copy)
        entries = [_entry(store_copy, source.store.name, target)]
        for name in _PLAIN_FILES:
            path: Path = getattr(source, name)
            if path.exists():
                copy = target / f"{path.stem}-{stamp}{path.suffix}"
                replace_file(copy, path.read_bytes())
                entries.append(_entry(copy, path.name, target))
        # Whole segments only: what is on its way has another name, which may be gone the next moment.
        whole = [path_of(source.archive, name) for name in segment_names(source.archive, *SegmentKind)]
        total, done = sum(used_length(file) for file in whole), 0
        known = _known_segments(target)
        for segment in whole:
            entries.append(_save_segment(segment, target, known.get(segment.name)))
            done += entries[-1].size
            progress(done, total)
        sync_folder(target / "archive")
        return tuple(entries)


def _known_segments(target: Path) -> dict[str, FileEntry]:
    """What the newest earlier run of this folder knew of each segment; nothing where its list is spoilt."""
    earlier = stamps(target)
    if not earlier:
        return {}
    try:
        manifest = Manifest.read(target / f"manifest-{earlier[-1]}.json", None)
    except Damaged:
        return {}
    return {Path(entry.restore_as).name: entry for entry in manifest.files if entry.restore_as.startswith("archive/")}


def _save_segment(segment: Path, target: Path, known: FileEntry | None) -> FileEntry:
    """Copy a segment unless its copy is the same; its length is fixed at the moment it is first looked at."""
    name = f"archive/{segment.name}"
    copy = target / name
    size = used_length(segment)
    if known is not None and known.size == size and copy.exists() and copy.stat().st_size >= size:
        digest = _digest(segment, size)
        if digest == known.sha256:
            return FileEntry(name, name, size, digest)
    part = copy.with_name(copy.name + ".part")
    copied = hashlib.sha256()
    with segment.open("rb") as read, part.open("wb") as written:
        for piece in _pieces(read.read, size):
            copied.update(piece)
            written.write(piece)
        if written.tell() < size:
            raise Damaged("segment-shrank")
        written.flush()
        os.fsync(written.fileno())
    part.replace(copy)
    return FileEntry(name, name, size, copied.hexdigest())


def read_back(folder: Path, manifest: Manifest, progress: Progress) -> None:
    """Every file of the manifest is there with the bytes that were written. Raises `Damaged("backup-file", name=…)`.

    A segment may have grown by a later run: its first bytes are what counts.
    """
    done = 0
    for entry in manifest.files:
        path = folder / entry.name
        if not path.exists() or path.stat().st_size < entry.size or _digest(path, entry.size) != entry.sha256:
            raise Damaged("backup-file", name=entry.name)
        done += entry.size
        progress(done, manifest.total_bytes)


def put_back(folder: Path, manifest: Manifest, target: DataFolder, progress: Progress) -> None:
    """Copy a backup into an empty data folder, checking each byte on the way.

    Raises `Refused("folder-not-empty")`, `Damaged("backup-file", name=…)`, `OutOfSpace`. The key ring is put there
    last: until then the folder holds no practice. After an error it is empty again, so that another run can follow.
    """
    with disk_errors(UNUSABLE):
        if target.root.exists() and any(target.root.iterdir()):
            raise Refused("folder-not-empty")
        try:
            _put_files(folder, manifest, target, progress)
        except BaseException:
            for path in target.root.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            raise


def _put_files(folder: Path, manifest: Manifest, target: DataFolder, progress: Progress) -> None:
    target.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.archive.mkdir(mode=0o700, exist_ok=True)
    done = 0
    for entry in sorted(manifest.files, key=lambda one: one.restore_as == target.keyring.name):
        digest = hashlib.sha256()
        with (folder / entry.name).open("rb") as read, _for_owner_alone(target.root / entry.restore_as) as written:
            for piece in _pieces(read.read, entry.size):
                digest.update(piece)
                written.write(piece)
                done += len(piece)
                progress(done, manifest.total_bytes)
            written.flush()
            os.fsync(written.fileno())
        if digest.hexdigest() != entry.sha256:
            raise Damaged("backup-file", name=entry.name)
    sync_folder(target.archive)
    sync_folder(target.root)


def _for_owner_alone(path: Path) -> BinaryIO:
    """A new file that nobody else can read: who has the key ring can guess at its password."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def stamps(folder: Path) -> list[str]:
    """The runs a backup folder holds, oldest first."""
    if not folder.is_dir():
        return []
    return sorted(match[1] for file in folder.iterdir() if (match := _MANIFEST.fullmatch(file.name)))


def newest(folder: Path) -> str:
    """Raises `NotFound("backup")` where the folder holds none."""
    found = stamps(folder)
    if not found:
        raise NotFound("backup")
    return found[-1]


def keyring_of(folder: Path, stamp: str) -> Path:
    return folder / f"keyring-{stamp}.json"


def thin_out(folder: Path, keep: int) -> None:
    """Drop the oldest runs beyond `keep`; segments stay, the newer runs need them."""
    for stamp in stamps(folder)[:-keep]:
        (folder / f"manifest-{stamp}.json").unlink()  # first: without it the rest is no backup
        for file in folder.glob(f"*-{stamp}.*"):
            file.unlink()


def stamp_of(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%SZ")


def _entry(path: Path, restore_as: str, root: Path) -> FileEntry:
    size = path.stat().st_size
    return FileEntry(path.relative_to(root).as_posix(), restore_as, size, _digest(path, size))


def _digest(path: Path, size: int) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for piece in _pieces(file.read, size):
            digest.update(piece)
    return digest.hexdigest()


def _pieces(read: Callable[[int], bytes], size: int) -> Iterator[bytes]:
    """The first `size` bytes, or what is there of them."""
    while size and (piece := read(min(_PIECE, size))):
        size -= len(piece)
        yield piece


def _is_inside(name: str) -> bool:
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts and len(path.parts) <= 2 and ":" not in name
