"""Slow work off the screen's thread; its result comes back on it (design 2, "Processes and threads").

`read` and `write` run a use case on the one store thread, in order; `search` on a thread of its own,
where a newer question interrupts the older; `sign` on the signing thread; `work` in a small pool. Results are
dropped when the widget that asked is gone. A `WorldError` goes to `failed`; anything else is a bug and
reaches `sys.excepthook` on the screen's thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.domain.errors import WorldError
from ui.practice import OpenRecord

T = TypeVar("T")
Done = Callable[[Any], None]
Failed = Callable[[WorldError], None]
Say = Callable[[QObject, WorldError], None]

PROGRESS_AFTER_MS = 300  # product rule 1


class Cancelled(WorldError):
    """The user stopped the work; `Progress` raises it inside the work at its next step."""

    code = "cancelled"


class Progress:
    """What a long work is handed: it tells how far it is, and learns here that it was cancelled."""

    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        self._tell = tell
        self._cancelled = threading.Event()

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """`done` of `total` steps; total 0 where nobody knows. `what` is a code for the screen's words.

        Raises `Cancelled`.
        """
        if self._cancelled.is_set():
            raise Cancelled
        self._tell(done, total, what)

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        self._cancelled.set()


class Job(QObject):
    """One piece of running work as the screen sees it.

    `progressed(done, total, what)` comes at most as often as the screen paints; `slow()` once, when the
    work has taken 300 ms; `ended()` in any case.
    """

    progressed = Signal(int, int, str)
    slow = Signal()
    ended = Signal()

    _returned = Signal(object, object)

    def __init__(self, asker: QObject, done: Done | None, failed: Failed | None, say: Say) -> None:
        super().__init__()
        self.progress = Progress(self.progressed.emit)
        self._asker, self._done, self._failed, self._say = asker, done, failed, say
        self._returned.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.slow)
        self._timer.start(PROGRESS_AFTER_MS)
        self.is_running = True

    def cancel(self) -> None:
        """Ask the work to stop at its next step; it then fails with `Cancelled`."""
        self.progress.cancel()

    def run(self, call: Callable[[], Any]) -> None:
        """The worker's side: call, and send home what came of it."""
        try:
            result, problem = call(), None
        except BaseException as raised:  # noqa: BLE001  the top of a thread: `_finish` raises it again where it is seen
            result, problem = None, raised
        if shiboken6.isValid(self):
            self._returned.emit(result, problem)

    def _finish(self, result: object, problem: BaseException | None) -> None:
        self._timer.stop()
        self.is_running = False
        self.ended.emit()
        asker, done, failed, say = self._asker, self._done, self._failed, self._say
        self.deleteLater()
        if not shiboken6.isValid(asker):
            return
        if problem is None:
            if done is not None:
                done(result)
        elif isinstance(problem, WorldError):
            (failed or (lambda error: say(asker, error)))(problem)
        else:
            raise problem


class Tasks(QObject):
    """The threads of one open practice. `say(asker, error)` shows an error that the asker does not handle."""

    def __init__(self, practice: OpenRecord | None, say: Say, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._practice = practice
        self._say = say
        self._store = ThreadPoolExecutor(1, "store")
        self._search = ThreadPoolExecutor(1, "search")
        self._signing = ThreadPoolExecutor(1, "signing")
        self._pool = ThreadPoolExecutor(2, "work")
        self._newest_search = 0
        self._jobs: set[Job] = set()

    def read(
        self,
        parent: QObject,
        use_case: Callable[..., T],
        *args: Any,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        **kw: Any,
    ) -> Job:
        """Run a reading use case on the store thread: `use_case(session, actor, *args, **kw)`."""
        practice = self._open()
        return self._start(self._store, parent, lambda _: practice.read(use_case, *args, **kw), done, failed)

    def write(
        self,
        parent: QObject,
        use_case: Callable[..., T],
        *args: Any,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        **kw: Any,
    ) -> Job:
        """Run a writing use case on the store thread, in one transaction."""
        practice = self._open()
        return self._start(self._store, parent, lambda _: practice.write(use_case, *args, **kw), done, failed)

    def search(
        self,
        parent: QObject,
        use_case: Callable[..., T],
        *args: Any,
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> Job:
        """Search as you type: the question that runs is interrupted, its answer and older ones are dropped."""
        practice = self._open()
        self._newest_search += 1
        mine = self._newest_search
        practice.interrupt_search()

        def ask(_: Progress) -> T | None:
            if mine != self._newest_search:
                return None
            try:
                return practice.search(use_case, *args)
            except Exception:
                if mine == self._newest_search:
                    raise
                return None  # interrupted by the next key: nobody waits for this answer

        def if_newest(found: T) -> None:
            if mine == self._newest_search:
                done(found)

        return self._start(self._search, parent, ask, if_newest, failed)

    def sign(
        self,
        parent: QObject,
        call: Callable[[Progress], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> Job:
        """Run a call to a key store on the signing thread, the only one that may touch keys and tokens."""
        return self._start(self._signing, parent, call, done, failed)

    def work(
        self,
        parent: QObject,
        call: Callable[[Progress], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> Job:
        """Run `call(progress)` in the pool: no store in it, but rendering, export, key derivation."""
        return self._start(self._pool, parent, call, done, failed)

    @property
    def running(self) -> int:
        """How many pieces of work are under way."""
        return len(self._jobs)

    def close(self) -> None:
        """Cancel what can be cancelled and wait for the threads to end."""
        for job in tuple(self._jobs):
            job.cancel()
        for executor in (self._store, self._search, self._signing, self._pool):
            executor.shutdown(wait=True, cancel_futures=True)
        self._jobs.clear()

    def _open(self) -> OpenRecord:
        if self._practice is None:
            raise RuntimeError("no practice is open yet")
        return self._practice

    def _start(
        self,
        executor: ThreadPoolExecutor,
        asker: QObject,
        call: Callable[[Progress], Any],
        done: Done | None,
        failed: Failed | None,
    ) -> Job:
        job = Job(asker, done, failed, self._say)
        self._jobs.add(job)
        job.ended.connect(lambda: self._jobs.discard(job))
        executor.submit(job.run, lambda: call(job.progress))
        return job
