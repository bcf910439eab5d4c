"""The thread that saves daily while the practice is open, and at opening what was missed (requirement R23-b).

It looks at the plan twice a minute and when the plan was changed. A run is put down when the practice is closed; the
next opening makes it up. How it went stands in the record, for the status bar, and is told as `BackupFinished`.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from app import backup_plan, backups
from app.domain.access import program
from app.domain.errors import WorldError
from app.domain.events import BackupPlanned, Event

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.open_practice import OpenPractice

log = logging.getLogger(__name__)

_LOOK_SECONDS = 30.0


class BackupWorker:
    """One per open practice; only the process that owns intake has it."""

    def __init__(self, practice: OpenPractice, *, look_seconds: float = _LOOK_SECONDS) -> None:
        self._practice = practice
        self._look_seconds = look_seconds
        self._actor = program("backup")
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._forget: Callable[[], None] | None = None

    def start(self) -> None:
        self._forget = self._practice.subscribers.add(self._hear)
        self._thread = threading.Thread(target=self._run, name="backup")
        self._thread.start()

    def stop(self) -> None:
        """Puts a run down at its next step. Safe to call twice."""
        self._stopping.set()
        self._wake.set()
        if self._forget is not None:
            self._forget()
            self._forget = None
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def save_if_due(self) -> bool:
        """One look; whether a run was begun. Raises nothing of what stopped it: that stands in the record."""
        with self._practice.store.reading() as session:
            folder = backup_plan.due_folder(session, self._actor)
        if not folder:
            return False
        try:
            backups.back_up(self._practice, Path(folder), self._step, actor=self._actor, must_exist=True)
        except WorldError as problem:
            log.info("the daily backup failed: %s", problem.code)  # the window says it, and the record keeps it
        return True

    def _step(self, _done: int, _total: int) -> None:
        if self._stopping.is_set():
            raise WorldError(backup_plan.CANCELLED)

    def _hear(self, event: Event) -> None:
        if isinstance(event, BackupPlanned):
            self._wake.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self.save_if_due()
            except WorldError as problem:
                log.warning("the daily backup waits: %s", problem.code)
            except Exception as bug:  # noqa: BLE001  the top of a thread: said with its kind alone, and tried again
                log.error("the daily backup failed: %s", type(bug).__name__)  # noqa: TRY400  texts may quote names
            if not self._stopping.is_set():
                self._wake.wait(self._look_seconds)
