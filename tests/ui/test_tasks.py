"""Slow work off the screen: results come home to the screen's thread, or to nobody when the asker has gone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import Refused, WorldError
from app.domain.events import InboxChanged
from app.events import Subscribers
from ui.event_bridge import EventBridge
from ui.tasks import Cancelled, Progress, Tasks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Record:
    """A practice whose use cases are plain calls; `interrupt_search` ends the search that waits."""

    def __init__(self) -> None:
        self.interrupted = threading.Event()
        self.threads: list[str] = []

    def read(self, use_case: Callable[..., Any], /, *args: Any, **kw: Any) -> Any:
        self.threads.append(threading.current_thread().name)
        return use_case(*args, **kw)

    write = read

    def search(self, use_case: Callable[..., Any], /, *args: Any) -> Any:
        self.interrupted.clear()
        return use_case(*args)

    def interrupt_search(self) -> None:
        self.interrupted.set()


@pytest.fixture
def said() -> list[WorldError]:
    return []


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture
def tasks(qtbot: QtBot, record: Record, said: list[WorldError]) -> Iterator[Tasks]:
    made = Tasks(record, lambda asker, error: said.append(error))  # type: ignore[arg-type]  # the part of a practice that tasks call
    yield made
    made.close()


def test_a_result_comes_back_on_the_thread_of_the_screen(qtbot: QtBot, tasks: Tasks, record: Record) -> None:
    asker, came = QObject(), []
    tasks.read(asker, lambda number: number * 2, 21, done=lambda value: came.append((value, QThread.isMainThread())))
    qtbot.waitUntil(lambda: bool(came), timeout=2000)
    assert came == [(42, True)]
    assert record.threads[0].startswith("store")


def test_use_cases_run_in_the_order_in_which_they_were_asked(qtbot: QtBot, tasks: Tasks) -> None:
    asker, order = QObject(), []
    for number in range(20):
        tasks.write(asker, order.append, number)
    qtbot.waitUntil(lambda: not tasks.running, timeout=2000)
    assert order == list(range(20))


def test_nobody_is_told_when_the_asker_has_gone(qtbot: QtBot, tasks: Tasks) -> None:
    asker, came, go_on = QWidget(), [], threading.Event()
    tasks.read(asker, lambda: go_on.wait(2), done=came.append)
    asker.deleteLater()
    QApplication.sendPostedEvents(asker, 52)  # QEvent.DeferredDelete
    go_on.set()
    qtbot.waitUntil(lambda: not tasks.running, timeout=2000)
    assert came == []


def test_a_refusal_goes_to_the_asker_or_is_said(qtbot: QtBot, tasks: Tasks, said: list[WorldError]) -> None:
    def refuse() -> None:
        raise Refused("no-right")

    asker, failed = QObject(), []
    tasks.write(asker, refuse, failed=failed.append)
    tasks.write(asker, refuse)
    qtbot.waitUntil(lambda: bool(failed) and bool(said), timeout=2000)
    assert (failed[0].code, said[0].code) == ("no-right", "no-right")


def test_a_mistake_of_the_program_is_not_swallowed(qtbot: QtBot, tasks: Tasks) -> None:
    def mistake() -> None:
        raise ZeroDivisionError

    with qtbot.capture_exceptions() as caught:
        tasks.read(QApplication.instance(), mistake)
        qtbot.waitUntil(lambda: not tasks.running, timeout=2000)
    assert caught[0][0] is ZeroDivisionError


def test_only_the_newest_search_is_answered(qtbot: QtBot, tasks: Tasks, record: Record) -> None:
    asker, found = QObject(), []

    def slow(typed: str) -> str:
        if typed == "к":
            record.interrupted.wait(2)
            raise Refused("interrupted")
        return typed

    for typed in ("к", "ку", "кус"):
        tasks.search(asker, slow, typed, done=found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=2000)
    qtbot.waitUntil(lambda: not tasks.running, timeout=2000)
    assert found == ["кус"]


def test_long_work_tells_how_far_it_is_and_can_be_stopped(qtbot: QtBot, tasks: Tasks) -> None:
    asker, failed = QObject(), []
    seen: list[tuple[int, int]] = []
    watched, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        watched.wait(2)
        for step in range(1000):
            progress(step, 1000)
            go_on.wait(2 if step == 1 else 0)

    job = tasks.work(asker, work, failed=failed.append)
    job.progressed.connect(lambda done, total, what: seen.append((done, total)))
    watched.set()
    with qtbot.waitSignal(job.slow, timeout=2000):
        pass
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(failed), timeout=2000)
    assert isinstance(failed[0], Cancelled)
    assert seen[:2] == [(0, 1000), (1, 1000)]


def test_events_of_other_threads_arrive_on_the_thread_of_the_screen(qtbot: QtBot) -> None:
    subscribers, came = Subscribers(), []
    bridge = EventBridge(subscribers)
    bridge.happened.connect(lambda event: came.append((event, QThread.isMainThread())))
    teller = threading.Thread(target=subscribers.publish, args=(InboxChanged(3),))
    teller.start()
    teller.join()
    qtbot.waitUntil(lambda: bool(came), timeout=2000)
    assert came == [(InboxChanged(3), True)]
    bridge.close()
    subscribers.publish(InboxChanged(4))
    QApplication.processEvents()
    assert len(came) == 1
