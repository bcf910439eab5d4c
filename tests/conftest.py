"""What every test stands on: no stray thread, no socket beyond loopback, no logged warning, offscreen Qt."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.access import Actor
from app.domain.clock import FixedClock
from app.domain.identity import Iin, PersonName
from app.domain.practice import OwnerDraft, PracticeDraft
from app.paths import DataFolder

if TYPE_CHECKING:
    from app import practices
    from app.login import Unlocked
    from db.store import Store

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHONWARNINGS", "ignore")  # of child processes; in this process warnings are errors

_ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project_root() -> Path:
    return _ROOT


@pytest.fixture(scope="session")
def shared_samples() -> Path:
    """Real device messages, keys and certificates that lie beside the checkout; absent on other machines."""
    folder = _ROOT.parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/samples is not here")
    return folder


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that tries to reach another machine fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(("127.", "localhost", "::1")):
            raise AssertionError("a test reached beyond loopback")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _no_stray_threads() -> Iterator[None]:
    """Threads that a test started have ended with it (a grace of two seconds for those that are ending)."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 2
    while True:
        stray = [t for t in threading.enumerate() if t not in before and not t.daemon]
        if not stray or time.monotonic() > deadline:
            break
        time.sleep(0.02)
    assert not stray, f"threads left behind: {[t.name for t in stray]}"


@pytest.fixture(autouse=True)
def _no_logged_warnings(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in our own log fails the test, unless the test says that it expects one (`expects_log`)."""
    yield
    if "expects_log" in request.fixturenames:
        return
    ours = ("app", "db", "devices", "ui")
    loud = [
        record
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING and record.name.split(".")[0] in ours
    ]
    assert not loud, f"logged: {[record.getMessage() for record in loud]}"


@pytest.fixture
def expects_log() -> None:
    """Ask for it where a warning in the log is what the test is about."""


# --- a practice with its record, made anew for the test: small password cost, TEST mark, a clock that stands ---

OWNER_LOGIN = "doctor"
OWNER_PASSWORD = "Қар түсті, жол ақ 7"


@pytest.fixture
def clock() -> FixedClock:
    """Monday, 23 November 2026, 13:00 in Kazakhstan."""
    return FixedClock(datetime(2026, 11, 23, 8, tzinfo=UTC))


@pytest.fixture
def created(tmp_path: Path, clock: FixedClock) -> tuple[DataFolder, practices.Created]:
    """A new practice, closed: its folder, and what is shown once."""
    from app import practices
    from db.keyring import Cost

    folder = DataFolder(tmp_path / "record")
    draft = PracticeDraft("Сынақ кабинеті", iin=Iin("850615300129"), is_test=True)
    owner = OwnerDraft(OWNER_LOGIN, PersonName("Сәрсенова", "Айгүл", "Маратқызы"), Iin("850615300129"), "терапевт")
    shown = practices.create(folder, draft, owner, OWNER_PASSWORD, clock=clock, cost=Cost(memory_kib=8, passes=1))
    return folder, shown


@pytest.fixture
def record_folder(created: tuple[DataFolder, practices.Created]) -> DataFolder:
    return created[0]


@pytest.fixture
def unlocked(created: tuple[DataFolder, practices.Created], clock: FixedClock) -> Iterator[Unlocked]:
    """The practice, opened by its owner with password and code."""
    from app import login, totp

    folder, shown = created
    code = totp.code_at(shown.totp_secret, clock.now())
    opened = login.unlock(folder, OWNER_LOGIN, OWNER_PASSWORD, code, clock=clock, workstation="test")
    yield opened
    opened.close()


@pytest.fixture
def store(unlocked: Unlocked) -> Store:
    return unlocked.store


@pytest.fixture
def actor(unlocked: Unlocked) -> Actor:
    """The owner, who is a doctor."""
    return unlocked.actor
