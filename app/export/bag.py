"""A bag that is being filled: BagIt 1.0 (RFC 8493), SHA-256, resumable.

Payload lies under `data/`; tag files and their own manifest in the root. While the bag is being filled two files lie
beside them: `export-state.json`, which says what this folder is going to be, and `export-work.db`, the log of files
that are whole. A file that is in the log is never written again; one that is not is written from its beginning.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from app.domain.errors import Refused
from app.export.layout import MANIFEST, STATE, TAG_MANIFEST

WORK = "export-work.db"
_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_PAYLOAD = "data/"
_COMMIT_SECONDS = 1.0  # what a kill may cost


@dataclass(frozen=True, slots=True)
class Logged:
    """A file that is whole: its path in the bag, with `/`."""

    path: str
    sha256: str
    size: int


class HashedFile:
    """A file being written; its digest is taken on the way."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, piece: bytes) -> None:
        self._file.write(piece)
        self._digest.update(piece)
        self.size += len(piece)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


class Bag:
    """Use as a context: the log is closed at the end, and stays in the folder until `finish`."""

    def __init__(self, folder: Path, identity: dict[str, Any]) -> None:
        """Begin a bag, or go on with one of the same identity.

        Raises `Refused`: `export-folder-not-empty` for a folder with something else in it, `export-folder-finished` for
        a whole export, `export-other` for an unfinished one of another practice, patient or program version.
        """
        self.folder = folder
        self.resumed = _begin(folder, identity)
        self.state: dict[str, Any] = json.loads((folder / STATE).read_text(encoding="utf-8"))
        self.work = sqlite3.connect(folder / WORK, isolation_level=None)
        self.work.execute("PRAGMA synchronous=OFF")  # a kill loses nothing; after a power cut the re-reading decides
        self.work.execute("CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, sha256 TEXT, size INTEGER)")
        self.work.execute(
            "CREATE TABLE IF NOT EXISTS left_out (what TEXT, reason TEXT, place TEXT, UNIQUE (what, reason, place))"
        )
        self.work.execute("BEGIN")
        self._committed_at = time.monotonic()

    def has(self, path: str) -> bool:
        return self.work.execute("SELECT 1 FROM file WHERE path = ?", (path,)).fetchone() is not None

    def logged(self, path: str) -> Logged:
        """Raises `KeyError` for a file that is not whole."""
        row = self.work.execute("SELECT path, sha256, size FROM file WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise KeyError(path)
        return Logged(*row)

    def write(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write one file, or nothing where it is whole already."""
        if self.has(path):
            return
        with self.opened(path) as file:
            for piece in pieces:
                file.write(piece)

    @contextmanager
    def opened(self, path: str) -> Iterator[HashedFile]:
        """A file written piece by piece; it counts as whole when the block ends without an exception."""
        target = self.place(path)
        try:
            with target.open("wb") as plain:
                file = HashedFile(plain)
                yield file
        except BaseException:
            target.unlink(missing_ok=True)  # a full disk may have refused the name itself
            raise
        self.log(Logged(path, file.sha256, file.size))

    def place(self, path: str) -> Path:
        """Where a file of the bag lies on the disk; its folder is made."""
        target = self.folder.joinpath(*PurePosixPath(path).parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def adopt(self, path: str) -> None:
        """Log a file that somebody else wrote into its place."""
        if not self.has(path):
            self.log(Logged(path, *digest_of(self.place(path))))

    def log(self, file: Logged) -> None:
        self.work.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", (file.path, file.sha256, file.size))
        if time.monotonic() - self._committed_at > _COMMIT_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Make what is logged survive the end of the process."""
        self.work.execute("COMMIT")
        self.work.execute("BEGIN")
        self._committed_at = time.monotonic()

    def files(self, *, payload: bool | None = None) -> Iterator[Logged]:
        """What is whole, in the order of paths; `payload` chooses what lies under `data/`, or what does not."""
        for row in self.work.execute("SELECT path, sha256, size FROM file ORDER BY path"):
            if payload is None or row[0].startswith(_PAYLOAD) == payload:
                yield Logged(*row)

    def totals(self) -> tuple[int, int]:
        """Number of payload files and their bytes."""
        count, size = self.work.execute(
            "SELECT count(*), coalesce(sum(size), 0) FROM file WHERE path GLOB 'data/*'"
        ).fetchone()
        return int(count), int(size)

    def write_manifest(self) -> None:
        """`manifest-sha256.txt` (RFC 8493 2.1.3)."""
        self._write_anew(MANIFEST, (_line(file) for file in self.files(payload=True)))

    def write_tag_files(self, bag_info: dict[str, str]) -> bytes:
        """Declaration, bag-info, tag manifest. Returns the tag manifest's bytes, by which everything is bound."""
        count, size = self.totals()
        entries = bag_info | {"Payload-Oxum": f"{size}.{count}"}
        self._write_anew("bagit.txt", [_DECLARATION.encode()])
        self._write_anew("bag-info.txt", (f"{name}: {one_line(value)}\n".encode() for name, value in entries.items()))
        lines = [_line(file) for file in self.files(payload=False)]
        content = b"".join(lines)
        self.place(TAG_MANIFEST).write_bytes(content)
        return content

    def finish(self) -> None:
        """The bag is whole: what was needed to resume goes, the state file last."""
        self.close()
        (self.folder / WORK).unlink()
        (self.folder / STATE).unlink()

    def close(self) -> None:
        if self.work.in_transaction:
            self.work.execute("COMMIT")
        self.work.close()

    def __enter__(self) -> Bag:
        return self

    def __exit__(self, *_: object) -> None:
        if (self.folder / WORK).exists():
            self.close()

    def _write_anew(self, path: str, pieces: Iterable[bytes]) -> None:
        with self.opened(path) as file:
            for piece in pieces:
                file.write(piece)


def digest_of(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file, in memory O(1)."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size


def one_line(value: str) -> str:
    """A value of bag-info.txt must not begin another line."""
    return " ".join(value.split())


def encoded_path(path: str) -> str:
    """RFC 8493 2.1.3: LF, CR and % are percent-encoded; our own names have none."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _line(file: Logged) -> bytes:
    return f"{file.sha256}  {encoded_path(file.path)}\n".encode()


def _begin(folder: Path, identity: dict[str, Any]) -> bool:
    """Make or check the state file; True where an export goes on."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    state = folder / STATE
    if state.exists():
        known = json.loads(state.read_text(encoding="utf-8"))
        if any(known.get(name) != value for name, value in identity.items() if name != "started_at"):
            raise Refused("export-other")
        return True
    if (folder / TAG_MANIFEST).exists():
        raise Refused("export-folder-finished")
    if any(folder.iterdir()):
        raise Refused("export-folder-not-empty")
    making = folder / f"{STATE}.making"
    making.write_text(json.dumps(identity, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(making, state)  # noqa: PTH105  the same call as Path.replace, named for what it promises
    return False
