"""The only place that names concrete parts and joins them: clock, open practice, workers.

unlock → OpenPractice → start_workers: hub ↔ intake, completion of signatures, exchange
"""

from __future__ import annotations

import getpass
import os
import platform
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from app import device_settings, login, practices
from app.domain.clock import KAZAKHSTAN, Clock, SystemClock
from app.domain.errors import Refused, WorldError
from app.domain.events import (
    AppointmentChanged,
    DeviceSettingsChanged,
    Event,
    HubChanged,
    OrderChanged,
    PatientChanged,
    ReceiverConfigured,
)
from app.eds.key_store import UNWATCHED, Means, Watch
from app.login_certificates import LoginKey
from app.open_practice import OpenPractice
from app.owner_lock import OwnerLock
from app.paths import DataFolder

if TYPE_CHECKING:
    from app.intake import Filed
    from devices.reception import Received

CLOCK_VARIABLE = "SHIPAGER_CLOCK"


class ShiftedClock:
    """A clock that was set to another moment when the program started, and runs on from there."""

    def __init__(self, moment: datetime) -> None:
        self._shift = moment - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift


def clock(*, is_test: bool) -> Clock:
    """The system's clock; a practice marked TEST may take its time from SHIPAGER_CLOCK (ISO 8601).

    Raises `Refused("clock-variable")` where that is no moment.
    """
    text = os.environ.get(CLOCK_VARIABLE, "")
    if not is_test or not text:
        return SystemClock()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused("clock-variable") from None
    return ShiftedClock(moment if moment.tzinfo else moment.replace(tzinfo=KAZAKHSTAN))


def unlock(folder: DataFolder, name: str, password: str, otp: str, *, owner: str = "") -> OpenPractice:
    """Open a practice for a user. `owner` names who takes intake and outbox with it; empty: nobody.

    Raises what `app/login.py: unlock` raises, and `Refused("practice-in-use")`.
    """

    def enter(clock_: Clock) -> login.Unlocked:
        return login.unlock(
            folder, name, password, otp, clock=clock_, workstation=platform.node(), os_user=os_user()
        )  # fmt: skip

    return _opened(folder, owner, enter)


def unlock_by_certificate(
    folder: DataFolder, name: str, password: str, key: LoginKey, *, owner: str = "", watch: Watch = UNWATCHED
) -> OpenPractice:
    """As `unlock`, with a certificate as the second factor. Raises what `login.unlock_by_certificate` raises."""

    def enter(clock_: Clock) -> login.Unlocked:
        return login.unlock_by_certificate(
            folder, name, password, key, clock=clock_, workstation=platform.node(), os_user=os_user(), watch=watch
        )

    return _opened(folder, owner, enter)


def means(folder: DataFolder, locale: str = "ru") -> Means:
    """What the places of keys are given before anybody has unlocked."""
    return Means(is_test=practices.sign(folder).is_test, locale=locale)


def _opened(folder: DataFolder, owner: str, enter: Callable[[Clock], login.Unlocked]) -> OpenPractice:
    lock = OwnerLock(folder.owner_lock, owner) if owner else None
    if lock:
        lock.acquire()
    try:
        opened = OpenPractice(enter(clock(is_test=practices.sign(folder).is_test)))
    except BaseException:
        if lock:
            lock.release()
        raise
    if lock:
        opened.at_close(lock.release)
    return opened


def os_user() -> str:
    """Who has logged in to the operating system; empty where it does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such variable, and on Windows no other way to ask
        return ""


class Workers:
    """The threads behind an open practice: the hold on the hub, intake, completion, exchange, backup."""

    def __init__(
        self,
        practice: OpenPractice,
        hub_wishes: Mapping[str, Any] | None,
        hub_events: Callable[[dict[str, Any]], None],
    ) -> None:
        from app.backup_worker import BackupWorker
        from app.completion import CompletionWorker
        from app.device_order_worker import DeviceOrderWorker
        from app.eds.crl_index import ListFolder
        from app.evidence_check import EvidenceWorker
        from app.exchange.worker import ExchangeWorker
        from app.hub_answers import answer
        from app.intake_worker import IntakeWorker
        from app.key_revocation import KeyWorker
        from app.revocation_lists import ListWorker
        from app.today_worker import TodayWorker
        from devices.hub_handle import HubHandle

        self._practice = practice
        self._hub_events = hub_events
        self._intake = IntakeWorker(practice.store, practice.folder.archive, practice.keys.private_keys)
        self._exchange = ExchangeWorker(practice.store)
        self._completion = CompletionWorker(practice.store)
        self._evidence = EvidenceWorker(practice.store)
        lists = ListFolder(practice.folder.revocation_lists)
        self._lists = ListWorker(practice.store, lists)
        self._keys = KeyWorker(practice.store, lists)
        self.hub = HubHandle(
            practice.folder, self._received, self._changed, wishes=hub_wishes, answer=partial(answer, practice)
        )
        self._today = TodayWorker(practice, self.hub)
        self._device_orders = DeviceOrderWorker(practice, self.hub)
        self._backup = BackupWorker(practice)
        self._running = False
        self._forget: Callable[[], None] | None = None

    def start(self) -> None:
        self._running = True
        self._forget = self._practice.subscribers.add(self._hear)
        self._intake.start()
        self._exchange.start()
        self._completion.start()
        self._evidence.start()
        self._lists.start()
        self._keys.start()
        self._practice.write(device_settings.write_for_hub, self._practice.folder, self._practice.keys)
        self.hub.start()
        self._today.start()
        self._device_orders.start()
        self._backup.start()

    def stop(self, *, stop_hub: bool = False) -> None:
        """End the threads; the hub goes on receiving unless it is to be stopped too. Safe to call twice."""
        if not self._running:
            return
        self._running = False
        if self._forget is not None:
            self._forget()
        self._backup.stop()
        self._device_orders.stop()
        self._today.stop()
        if stop_hub:
            self.hub.stop()
        else:
            self.hub.close()
        self._intake.stop()
        self._completion.stop()
        self._evidence.stop()
        self._keys.stop()
        self._lists.stop()
        self._exchange.stop()

    def ports(self, seconds: float) -> tuple[int, int]:
        """DICOM and HL7 port of the running hub, waited for. Raises `WorldError("hub-not-running")`."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = self.ports_now()
            if found is not None:
                return found
            time.sleep(0.1)
        raise WorldError("hub-not-running")

    def ports_now(self) -> tuple[int, int] | None:
        """The same without waiting; None where no hub answers."""
        status = self.hub.status()
        return (int(status["dicom"]), int(status["hl7"])) if status else None

    def _hear(self, event: Event) -> None:
        self._device_orders.hear(event)
        if isinstance(event, ReceiverConfigured):
            self.hub.restart()
        elif isinstance(event, DeviceSettingsChanged):
            self._today.settings_changed()
        elif isinstance(event, AppointmentChanged | OrderChanged | PatientChanged):
            self._today.list_changed()

    def _received(self, received: Received) -> None:
        self._intake.wake()
        if received.record:
            self._hub_events({"event": "received", **asdict(received)})

    def _changed(self, change: HubChanged) -> None:
        self._practice.subscribers.publish(change)
        if change.running:
            self._today.hub_changed()
            status = self.hub.status() or {}
            ports: dict[str, Any] = {
                name: status[name] for name in ("dicom", "hl7", "dicom_tls", "astm") if name in status
            }
            self._hub_events({"event": "ready"} | ports)
        elif change.problem:
            self._hub_events({"event": "problem", "code": change.problem, **self.hub.problem_facts})


def start_workers(
    practice: OpenPractice,
    *,
    hub_wishes: Mapping[str, Any] | None = None,
    hub_events: Callable[[dict[str, Any]], None] = lambda event: None,
) -> Workers:
    """Start everything behind the practice; it ends when the practice is closed."""
    workers = Workers(practice, hub_wishes, hub_events)
    workers.start()
    practice.at_close(workers.stop)
    return workers


def file_what_lies_there(practice: OpenPractice) -> Filed:
    """One run of the intake without its thread."""
    from app.intake_worker import IntakeWorker

    return IntakeWorker(practice.store, practice.folder.archive, practice.keys.private_keys).file_now()
