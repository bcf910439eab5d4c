"""Segment files: their names, how they come into being, and how bytes appended to them become durable.

A writing process has segments of its own and never reopens an old one, so a torn tail is always the end of a
file. LAYOUT.md 1 and 2.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from app.domain.errors import Damaged, OutOfSpace, WorldError
from db.archive.layout import SEGMENT_HEADER_SIZE, SegmentKind, segment_header
from db.durable import sync_content, sync_folder

_SUFFIX = {SegmentKind.SHARED: ".seg", SegmentKind.SINGLE: ".obj", SegmentKind.TOMBSTONES: ".gone"}
PART = ".part"
_NAME = re.compile(r"\d{8}T\d{9}Z-[a-z0-9]{1,20}-[0-9a-f]{16}\.(seg|obj|gone)", re.ASCII)
_WRITER = re.compile(r"[a-z0-9]{1,20}", re.ASCII)
_ABANDONED_AFTER = 7 * 24 * 3600  # seconds
_PAGE = 4096  # bytes: what the system's cache holds a file in
_ZEROS = bytes(_PAGE)
_SPACE_STEP = 16 << 20  # bytes
_SPACE_PLENTY = 128 << 20  # bytes over the reserve
_SPACE_SECONDS = 0.1


def new_name(kind: SegmentKind, writer: str) -> str:
    """A name nobody has yet: names sort by the time of their birth."""
    now = datetime.now(UTC)
    stamp = f"{now:%Y%m%dT%H%M%S}{now.microsecond // 1000:03d}Z"
    return f"{stamp}-{writer}-{secrets.token_hex(8)}{_SUFFIX[kind]}"


def check_writer_name(writer: str) -> None:
    if not _WRITER.fullmatch(writer):
        raise ValueError("a writer's name is 1 to 20 of a-z and 0-9")


def kind_of(name: str) -> SegmentKind | None:
    """What a file of the archive's folder is by its name; None: not a segment."""
    if not _NAME.fullmatch(name):
        return None
    return next(kind for kind, suffix in _SUFFIX.items() if name.endswith(suffix))


def path_of(folder: Path, name: str) -> Path:
    """The file of a segment. Raises `Damaged` for a name that no segment can have."""
    if kind_of(name) is None:
        raise Damaged("archive-segment-name")
    return folder / name


def segment_names(folder: Path, *kinds: SegmentKind) -> list[str]:
    """The segments of these kinds, oldest first."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names only: a folder may hold 100,000 of them
    except FileNotFoundError:
        return []
    return sorted(name for name in names if kind_of(name) in kinds)


class FreeSpace:
    """What may still be written beside the reserve.

    While there is plenty the disk is asked again after so many bytes or so long, near the reserve each time.
    """

    def __init__(self, folder: Path, reserve: int) -> None:
        self._folder = folder
        self._reserve = reserve
        self.plenty = False
        self._known = 0  # bytes that may be written before the disk is asked again
        self._until = 0.0

    def has(self, wanted: int = 0) -> bool:
        """Whether `wanted` more bytes leave the reserve free; they count as written."""
        now = time.monotonic()
        if wanted >= self._known or now >= self._until:
            free = shutil.disk_usage(self._folder).free - self._reserve
            if wanted > free:
                return False
            self.plenty = free > _SPACE_PLENTY
            self._known = _SPACE_STEP if self.plenty else 0
            self._until = now + _SPACE_SECONDS
        self._known -= wanted
        return True

    def take(self, wanted: int) -> None:
        """Raises `OutOfSpace` where there is not so much room."""
        if not self.has(wanted):
            raise OutOfSpace("disk-full")


def told(error: OSError) -> WorldError:
    """What a failed write means to the caller."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return OutOfSpace("disk-full")
    return Damaged("archive-not-writable", errno=error.errno)


def sweep_abandoned(folder: Path) -> None:
    """Remove what a killed writer left of objects it never acknowledged, a week after the last byte."""
    for name in os.listdir(folder):  # noqa: PTH208 - as above
        if name.endswith(PART) and kind_of(name.removesuffix(PART)):
            with contextlib.suppress(OSError):  # another process may hold or have removed it: next time
                path = folder / name
                if time.time() - path.stat().st_mtime > _ABANDONED_AFTER:
                    path.unlink()


def _write_all(descriptor: int, sealed: bytes | memoryview) -> None:
    rest = memoryview(sealed)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def create(path: Path) -> int:
    """A new file for the owner alone. Raises `OSError`."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, 0o600)


def new_segment(folder: Path, kind: SegmentKind, writer: str) -> SharedSegment:
    """An empty segment that grows with its records. Raises `OutOfSpace`, `Damaged` when the file cannot be made."""
    name = new_name(kind, writer)
    path = folder / name
    try:
        descriptor = create(path)
        try:
            _write_all(descriptor, segment_header(kind))
            os.fsync(descriptor)
            sync_folder(folder)
        except OSError:
            os.close(descriptor)
            path.unlink()
            raise
    except OSError as error:
        raise told(error) from error
    return SharedSegment(name, descriptor)


class SharedSegment:
    """A segment that takes one record after the other. The caller serialises `append`."""

    def __init__(self, name: str, descriptor: int, prepared: int = 0) -> None:
        """An open file that holds its header and, where it is `prepared`, zeros up to that length."""
        self.name = name
        self._descriptor = descriptor
        self.prepared = prepared
        self.written = SEGMENT_HEADER_SIZE
        self.failure: OSError | None = None
        self._durable = SEGMENT_HEADER_SIZE
        self._syncing = False
        self._turn = threading.Condition()

    def append(self, sealed: bytes | memoryview) -> int:
        """Write at the end and return the new end; not yet durable. A half-written record is cut off again.

        Raises `OutOfSpace`, `Damaged`.
        """
        try:
            self._write(sealed)
        except OSError as error:
            try:
                os.ftruncate(self._descriptor, self.written)
                os.lseek(self._descriptor, self.written, os.SEEK_SET)
                self.prepared = 0
            except OSError as worse:
                self.failure = worse
            raise told(error) from error
        self.written += len(sealed)
        return self.written

    def _write(self, sealed: bytes | memoryview) -> None:
        end = self.written + len(sealed)
        if self.prepared < end or not hasattr(os, "pwritev"):
            os.lseek(self._descriptor, self.written, os.SEEK_SET)
            _write_all(self._descriptor, sealed)
            return
        # With zeros to the end of the page, or the system would read that page from the disk first.
        count = os.pwritev(self._descriptor, [sealed, _ZEROS[: -end % _PAGE]], self.written)
        if count < len(sealed):
            os.lseek(self._descriptor, self.written + count, os.SEEK_SET)
            _write_all(self._descriptor, memoryview(sealed)[count:])

    def make_durable(self, end: int) -> None:
        """Return when the bytes before `end` are on the disk: one thread syncs for all that wait (group commit).

        After a failed sync the kernel may have dropped the pages, so it is never tried again: the segment is
        given up and everybody who waited gets the error. Raises `OutOfSpace`, `Damaged`.
        """
        with self._turn:
            while self._syncing and self._durable < end:
                self._turn.wait()
            if self._durable >= end:
                return
            if self.failure is not None:
                raise told(self.failure) from self.failure
            self._syncing = True
            target = self.written
        failure: OSError | None = None
        try:
            sync_content(self._descriptor)
        except OSError as error:
            failure = error
        with self._turn:
            self._syncing = False
            if failure is None:
                self._durable = target
            else:
                self.failure = failure
            self._turn.notify_all()
        if failure is not None:
            raise told(failure) from failure

    def close(self) -> None:
        """Cut off what was prepared in vain, sync what is left and let the file go.

        Raises `OutOfSpace`, `Damaged`; the file is closed all the same.
        """
        with self._turn:
            while self._syncing:
                self._turn.wait()
            try:
                if self.failure is None and self.prepared > self.written:
                    os.ftruncate(self._descriptor, self.written)
                    os.fsync(self._descriptor)
                    self._durable = self.written
                if self.failure is None and self._durable < self.written:
                    sync_content(self._descriptor)
                    self._durable = self.written
            except OSError as error:
                self.failure = error
                raise told(error) from error
            finally:
                os.close(self._descriptor)
                self._turn.notify_all()


class SingleSegment:
    """A segment for one large record: written under another name, it appears whole or not at all."""

    def __init__(self, folder: Path, writer: str) -> None:
        """Raises `OutOfSpace`, `Damaged` when the file cannot be made."""
        self._folder = folder
        self.name = new_name(SegmentKind.SINGLE, writer)
        self._part = folder / (self.name + PART)
        try:
            self._descriptor = create(self._part)
        except OSError as error:
            raise told(error) from error
        self._open = True
        self.written = 0
        self.append(segment_header(SegmentKind.SINGLE))

    def append(self, sealed: bytes | memoryview) -> None:
        """Raises `OutOfSpace`, `Damaged`; the half file is gone then."""
        try:
            _write_all(self._descriptor, sealed)
        except OSError as error:
            self.discard()
            raise told(error) from error
        self.written += len(sealed)

    def finish(self) -> None:
        """Durable and under its name when this returns. Raises `OutOfSpace`, `Damaged`; the half file is gone then."""
        try:
            sync_content(self._descriptor)
            os.close(self._descriptor)
            self._open = False  # Windows renames no open file
            self._part.rename(self._folder / self.name)
            sync_folder(self._folder)
        except OSError as error:
            self.discard()
            raise told(error) from error

    def discard(self) -> None:
        if self._open:
            os.close(self._descriptor)
            self._open = False
        with contextlib.suppress(OSError):  # what stays is swept later
            self._part.unlink()
