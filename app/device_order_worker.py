"""The thread that sends to devices: woken by what is queued, and by who comes and changes (ADT).

A device that is switched off holds up nobody else; its messages wait in their order.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from app import device_orders, device_sending, record
from app.device_sending import Hub
from app.domain.access import Actor, program
from app.domain.device_message import MessageState
from app.domain.errors import WorldError
from app.domain.events import AppointmentChanged, DeviceMessageChanged, Event, PatientChanged

if TYPE_CHECKING:
    from datetime import datetime

    from app.open_practice import OpenPractice

log = logging.getLogger(__name__)

_LOOK_SECONDS = 60.0
_FAILED_SECONDS = 30.0
_GATHER_SECONDS = 0.05  # changes that come together are one look


class DeviceOrderWorker:
    """One per open practice; `hear` from any thread."""

    def __init__(self, practice: OpenPractice, hub: Hub, actor: Actor | None = None) -> None:
        self._practice = practice
        self._hub = hub
        self._actor = actor or program("device-orders")
        self._wake = threading.Event()
        self._people = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._people.set()
        self._thread = threading.Thread(target=self._run, name="device-orders")
        self._thread.start()

    def hear(self, event: Event) -> None:
        if isinstance(event, AppointmentChanged | PatientChanged):
            self._people.set()
            self._wake.set()
        elif isinstance(event, DeviceMessageChanged) and event.state == MessageState.WAITING.value:
            self._wake.set()
        elif isinstance(event, DeviceMessageChanged) and threading.current_thread() is not self._thread:
            self._wake.set()  # a person sends it again

    def stop(self) -> None:
        """Ends after the message on its way. Safe to call twice."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            pause = _LOOK_SECONDS
            try:
                pause = self._pass()
            except WorldError as problem:
                log.warning("messages to devices wait: %s", problem.code)
                pause = _FAILED_SECONDS
            except Exception as bug:  # noqa: BLE001  the top of a thread: said, and tried again
                log.error("messages to devices failed: %s", type(bug).__name__)  # noqa: TRY400  its text may quote one
                pause = _FAILED_SECONDS
            self._wake.wait(pause)
            self._stopping.wait(_GATHER_SECONDS)

    def _pass(self) -> float:
        """Send what is due; answers how long to rest."""
        store = self._practice.store
        if self._people.is_set():
            self._people.clear()
            with store.reading() as session:
                is_wanted = device_orders.any_wants_patients(session)
            if is_wanted:
                with store.writing() as session:
                    device_orders.announce_patients(session, self._actor)
        due = device_sending.send_due(store, self._actor, self._hub, stopping=self._stopping.is_set)
        return self._until(due)

    def _until(self, due: datetime | None) -> float:
        if due is None:
            return _LOOK_SECONDS
        with self._practice.store.reading() as session:
            now = record.of(session).clock.now()
        return min(max((due - now).total_seconds(), 0.2), _LOOK_SECONDS)
