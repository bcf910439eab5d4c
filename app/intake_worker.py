"""The intake thread: files what the hub sealed, as soon as it is told and at the latest when it looks by itself.

Told by the hub it files at once; by itself it looks at the folder's names and sizes, and every few seconds into the
segments, for a hub whose word was lost. A failure is told to the subscribers of the log and tried again with growing
patience; nothing is lost by it, the bytes lie in the archive.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from app.arrivals import Archive, newest_sizes
from app.domain.access import Actor, program
from app.domain.errors import WorldError
from app.intake import Filed, file_new
from db.archive.reader import open_reader
from db.store import Store

log = logging.getLogger(__name__)

POLL_SECONDS = 0.3
_LOOK_SECONDS = 3.0
_BATCH_SECONDS = 0.1  # while much comes: one transaction for what came in this time; what comes alone is filed at once
_LONGEST_PAUSE_SECONDS = 30.0


class IntakeWorker:
    """One per open practice. `start`, `wake` from any thread, `stop`; `problem` tells why it waits, if it does."""

    def __init__(
        self, store: Store, archive_folder: Path, private_keys: Mapping[int, bytes], actor: Actor | None = None
    ) -> None:
        self._store = store
        self._archive = Archive(archive_folder, private_keys, open_reader(archive_folder, private_keys))
        self._actor = actor or program("intake")
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._seen: dict[str, int] | None = None
        self.problem = ""

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="intake")
        self._thread.start()

    def wake(self) -> None:
        """Something new lies in the archive."""
        self._wake.set()

    def stop(self) -> None:
        """Ends after the batch at hand. Safe to call twice."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def file_now(self) -> Filed:
        """File what lies there in the caller's thread; for one run without the thread."""
        return file_new(self._store, self._archive, self._actor, enough=self._stopping.is_set)

    def _run(self) -> None:
        pause, filed_at = POLL_SECONDS, 0.0
        while not self._stopping.is_set():
            self._stopping.wait(filed_at + _BATCH_SECONDS - time.monotonic())
            woken = self._wake.is_set()
            self._wake.clear()
            try:
                if woken or self._may_hold_more() or time.monotonic() - filed_at > _LOOK_SECONDS:
                    self.file_now()
                    filed_at = time.monotonic()
                self.problem, pause = "", POLL_SECONDS
            except WorldError as problem:
                self._failed(problem.code)
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
            except Exception as bug:  # noqa: BLE001  the top of a thread: said, and tried again
                self._failed(f"intake-failed {type(bug).__name__}")
                pause = _LONGEST_PAUSE_SECONDS
            self._wake.wait(pause)

    def _may_hold_more(self) -> bool:
        """A cheap look at the folder. No change is no proof: the hub writes into room that it made ahead."""
        before, self._seen = self._seen, dict(newest_sizes(self._archive.folder))
        return before != self._seen

    def _failed(self, code: str) -> None:
        """Said once for each cause; without the exception's text, which may quote what was received."""
        if code != self.problem:
            log.error("intake waits: %s", code)
        self.problem = code
