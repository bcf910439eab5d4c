"""One computer with the program on it: the window of a practice in a folder, its hub on free ports, and a clock.

The window is the real one, in this process and offscreen; the hub is a process of its own. Only the hub's address is
kept to this computer.
"""

from __future__ import annotations

import gc
import traceback
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pyotp
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app import assembly
from app.commands.window import Entrance, door_of, new_practice_in
from app.domain.clock import KAZAKHSTAN
from app.domain.identity import Iin, PersonName
from app.open_practice import OpenPractice
from app.paths import DataFolder
from app.stand_ins.pki import StandInAuthority, Subject
from devices.hub_handle import HubHandle
from journeys.keyboard import Hands, said
from journeys.program import LOGIN, OWNER_IIN, PASSWORD, Program
from journeys.senders import LOOPBACK, free_ports
from ui.application import Application, Window
from ui.preferences import PreferenceFile

OWNER = PersonName("Ахметова", "Айгүл", "Серікқызы")
KEY_PASSWORD = "Кілт-2026"
_PLAIN = Qt.WindowType.Window


class StrayWindows(QObject):
    """Watches for widgets that appear as windows of their own by mistake: they flash, and take the keys away."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = isinstance(watched, QWidget) and event.type() == QEvent.Type.Show
        if shown and watched.windowType() == _PLAIN and not watched.parentWidget() and not isinstance(watched, Window):
            ours = [one for one in traceback.extract_stack() if "/ui/" in one.filename]
            at = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
            self.seen.append(f"{type(watched).__name__} at {at}")
        return False


class Workplace:
    """`start` opens the window, `close` closes it; the hub lives on until `leave`."""

    def __init__(self, program: Program, environment: pytest.MonkeyPatch) -> None:
        self.program, self.hands = program, Hands()
        self.folder = DataFolder(program.data)
        self.dicom_port, self.hl7_port, self.astm_port = free_ports(3)
        self._hub_wishes: dict[str, object] = {"bind": LOOPBACK}
        if self.folder.exists:  # else the ports are typed in the first run
            self._hub_wishes |= {"dicom_port": self.dicom_port, "hl7_port": self.hl7_port, "astm_port": self.astm_port}
        self._environment = environment
        self._application: Application | None = None
        self._stray = StrayWindows()
        _app().installEventFilter(self._stray)
        tomorrow = datetime.now(KAZAKHSTAN).date() + timedelta(days=1)
        self.moment = datetime.combine(tomorrow, time(10, 5), KAZAKHSTAN).astimezone(UTC)

    @property
    def practice(self) -> OpenPractice:
        """What is open behind the window, to look at what the hands have done."""
        assert self._application is not None
        assert isinstance(self._application.practice, OpenPractice)
        return self._application.practice

    def start(self, minutes_later: int = 0) -> None:
        """Open the window on the folder, at the workplace's moment: a first run or the login."""
        self.moment += timedelta(minutes=minutes_later)
        self._environment.setenv(assembly.CLOCK_VARIABLE, self.moment.isoformat())
        steps = new_practice_in(self.folder, is_test=True)
        if steps is not None:  # this computer's own address would be found by asking the network
            steps = replace(steps, addresses=lambda: (LOOPBACK,))
        door = door_of(Entrance(self.folder, self._hub_wishes))
        self._application = Application(door, steps, PreferenceFile(self.program.root / "preferences.json"))
        self._application.start()
        self.hands.until(lambda: QApplication.focusWidget() is not None, "the window has the keys")

    def log_in(self) -> None:
        """Name, password, code: what is remembered from last time is not typed again."""
        hands = self.hands
        if not hands.is_on(said("LoginPage", "Password")):
            hands.type(LOGIN)
            hands.press("Enter")
        hands.type(PASSWORD)
        hands.press("Enter")
        hands.digits(self.code())
        hands.until(lambda: self._application is not None and self._application.practice is not None, "unlocked")

    def code(self) -> str:
        """What the phone shows at the workplace's moment; a code is good once."""
        return pyotp.TOTP(self.program.totp_secret).at(self.moment)

    def close(self) -> None:
        """Close the window as the title bar's cross does."""
        if self._application is None:
            return
        application, self._application = self._application, None
        application.window.close()
        application.window.deleteLater()
        application.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()

    def stop_looking_for_stray_windows(self) -> None:
        """For measuring: the watch takes every event of the program through the interpreter."""
        _app().removeEventFilter(self._stray)

    def leave(self) -> None:
        """The end of the journey: window and hub."""
        try:
            self.close()
        finally:
            _app().removeEventFilter(self._stray)
            if self.folder.exists:
                HubHandle(self.folder, lambda received: None, lambda change: None).stop()
        assert not self._stray.seen, self._stray.seen


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def made_key(workplace: Workplace) -> Path:
    """The owner's key file from the test authority, and the authority made known to the practice by the command."""
    authority = StandInAuthority(workplace.program.root / "authority", workplace.moment)
    workplace.program.run(
        "configure", "test-authority", *(str(authority.folder / f"{one}.cer") for one in ("ca", "root"))
    )
    return authority.issue(Subject(OWNER, Iin(OWNER_IIN)), "aigul", KEY_PASSWORD)
