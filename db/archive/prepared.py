"""Segment files made ahead: zeros to their end, on the disk, before the first record comes.

A file that grows with each record makes the file system write its journal with each sync; in a prepared one a sync
writes the record and nothing else, which takes half the time, and less beside other programs. It is done once
there is something to receive: an idle practice writes no zeros. LAYOUT.md 2, 8 and 9.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import threading
from pathlib import Path

from app.domain.errors import WorldError
from db.archive.layout import SegmentKind, segment_header
from db.archive.segments import PART, SharedSegment, create, new_name
from db.durable import sync_folder

_STEP = 1 << 20  # bytes


class Preparation:
    """At most one prepared segment, made on a thread of its own. Called under the writer's lock."""

    def __init__(self, folder: Path, writer: str, size: int) -> None:
        self._folder = folder
        self._writer = writer
        self._size = size // _STEP * _STEP
        self._thread: threading.Thread | None = None
        self._ready: SharedSegment | None = None
        self._retired: list[SharedSegment] = []

    def begin(self) -> None:
        """See to it that there will be one; without effect while one is made or waits."""
        if self._thread is None and self._size:
            self._thread = threading.Thread(target=self._run, name="archive-ahead")
            self._thread.start()

    def take(self) -> SharedSegment | None:
        """The prepared segment, now under its own name; None while there is none."""
        if self._thread is None or self._thread.is_alive():
            return None
        self._thread = None
        ready, self._ready = self._ready, None
        if ready is not None:
            try:
                self._part(ready.name).rename(self._folder / ready.name)
                sync_folder(self._folder)
            except OSError:  # swept away as abandoned: records go on without
                self._drop(ready)
                return None
        return ready

    def retire(self, segment: SharedSegment) -> None:
        """A full segment: cutting off its rest takes a sync that no record waits for, so the thread does it."""
        self._retired.append(segment)

    def close(self) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._ready is not None:
            self._drop(self._ready)
            self._ready = None
        self._close_retired()

    def _close_retired(self) -> None:
        while self._retired:
            with contextlib.suppress(WorldError):  # whoever waits for a record of it is told by its own sync
                self._retired.pop().close()

    def _run(self) -> None:
        self._close_retired()
        name = new_name(SegmentKind.SHARED, self._writer)
        part = self._part(name)
        with contextlib.suppress(OSError):  # no room for that much: records go on without
            descriptor = create(part)
            try:
                _write_zeros(part, self._size)
                os.write(descriptor, segment_header(SegmentKind.SHARED))
                os.fsync(descriptor)
            except OSError:
                os.close(descriptor)
                part.unlink()
                raise
            self._ready = SharedSegment(name, descriptor, self._size)

    def _part(self, name: str) -> Path:
        return self._folder / (name + PART)

    def _drop(self, ready: SharedSegment) -> None:
        for path in (self._part(ready.name), self._folder / ready.name):
            with contextlib.suppress(OSError):  # what stays is swept later
                path.unlink()
        with contextlib.suppress(WorldError):
            ready.close()


def _write_zeros(path: Path, size: int) -> None:
    """Past the system's cache where that is possible: it would be filled with nothing."""
    flags = os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_DIRECT", 0))
    except OSError:
        descriptor = os.open(path, flags)
    try:
        with mmap.mmap(-1, _STEP) as zeros:  # its pages lie as O_DIRECT asks it
            written = 0
            while written < size:
                written += os.write(descriptor, memoryview(zeros)[: size - written])
    finally:
        os.close(descriptor)
