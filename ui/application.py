"""The program with a screen: one window that shows first run, login, the frame, or the lock.

`run` starts Qt and returns the exit code. Nothing of the store is imported before the login window is shown.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from app.domain.errors import WorldError
from ui.front_door import FrontDoor, NewPractice
from ui.idle import IdleWatch, LockTime
from ui.language import CODES, Code, Language
from ui.lock import LockPage
from ui.login.window import LoginPage
from ui.login_messages import not_confirmed
from ui.messages import explain
from ui.mistake import Mistakes
from ui.practice import OpenRecord
from ui.preferences import PreferenceFile, default_path
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from app.open_practice import OpenPractice
    from ui.main_window import MainWindow

_SIZE = QSize(1440, 900)
_SMALLEST = QSize(1024, 640)


class Window(QWidget):
    """The one top-level window; closing it is always safe."""

    def __init__(self, closing: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(_SMALLEST)
        self.resize(_SIZE)
        self._closing = closing
        self.pages = QStackedLayout(self)
        self.pages.setContentsMargins(0, 0, 0, 0)

    def show_page(self, page: QWidget) -> None:
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def drop_page(self, page: QWidget | None) -> None:
        if page is not None:
            self.pages.removeWidget(page)
            page.setParent(None)
            page.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._closing()
        super().closeEvent(event)


class Application(QObject):
    """Which page is shown, and what happens between them. `new_practice` is None where a practice is there already."""

    def __init__(
        self,
        door: FrontDoor,
        new_practice: NewPractice | None,
        preferences: PreferenceFile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._door, self._new, self.preferences = door, new_practice, preferences
        present = preferences.present
        self.theme = Theme(present.theme_name, present.scale, self)
        self.theme.apply()
        self.language = Language(self)
        self.language.set(present.language_code or self._first_language())
        self.window = Window(self.close)
        self.tasks = Tasks(None, self._say, self)
        self.practice: OpenRecord | None = None
        self.page: QWidget | None = None
        self._frame: MainWindow | None = None
        self._work: Tasks | None = None
        self._endings: list[Callable[[], None]] = []
        self.lock_time = LockTime(self)
        self._idle = IdleWatch(self.lock, self.lock_time.minutes, self)
        self.lock_time.changed.connect(self._idle.set_minutes)
        self._mistakes = Mistakes(self.theme, self.window)
        self.theme.changed.connect(self._remember_look)
        self.language.changed.connect(lambda code: self.preferences.change(language=code))
        self.language.changed.connect(lambda _: self._name_window())

    def start(self, opened: OpenRecord | None = None) -> None:
        """Show the first page and the window."""
        if opened is not None:
            self.window.show()
            self.open(opened)
        elif self._new is not None:
            self._first_run(self._new)
        else:
            self.ask_login()
        self._name_window()
        self.window.show()

    def ask_login(self, login: str = "") -> None:
        page = LoginPage(
            self._door, self.tasks, self.theme, self.language, login or self.preferences.present.last_login,
            self.preferences,
        )  # fmt: skip
        page.unlocked.connect(self.open)
        page.recovery_wanted.connect(lambda: self._recover(page.login.text()))
        self._show(page)
        page.start()
        QTimer.singleShot(300, self._door.warm)

    def open(self, practice: OpenRecord) -> None:
        """A user has got in: build the frame around the practice."""
        from app.locking import get_rules
        from ui.commands import Commands
        from ui.context import Context
        from ui.event_bridge import EventBridge
        from ui.main_window import MainWindow
        from ui.navigation import Navigation

        self.practice = practice
        self.preferences.change(last_login=practice.actor.login)
        bridge = EventBridge(practice.subscribers)
        self._work = Tasks(practice, self._say)
        self._work.read(self, get_rules, done=self.lock_time.keep)
        navigation = Navigation()
        context = Context(
            cast("OpenPractice", practice), self._work, Commands(), self.language, self.theme, bridge, navigation,
            self.lock_time,
        )  # fmt: skip
        frame = MainWindow(context, self._door.reception)
        frame.lock_wanted.connect(self.lock)
        self._endings = [bridge.close]
        self._frame = frame
        if practice.warnings:
            navigation.notice(not_confirmed(), "warn")
        self._show(frame)
        self._idle.watch()

    def lock(self) -> None:
        """Hide the record and ask for the password; work behind the screen goes on, unless the practice is strict."""
        if self.practice is None or self._frame is None or self.page is not self._frame:
            return
        self._idle.rest()
        self.practice.opened_keys.close()
        frame = self._frame
        frame.put_down()
        while (modal := QApplication.activeModalWidget()) is not None and modal.close():
            pass
        if self.lock_time.is_strict:
            self.leave(self.practice.actor.login)
            return
        page = LockPage(self._door, self.tasks, self.theme, self.language, self.practice)
        page.unlocked.connect(self._unlocked)
        page.leave_wanted.connect(self.leave)
        self._show(page)
        page.start()

    def leave(self, login: str = "") -> None:
        """Close the practice and ask who comes next; `login` stands in the field already."""
        self._close_practice()
        self.ask_login(login)

    def close(self) -> None:
        """The window closes: put everything down. Safe to call twice."""
        from ui.first_run.wizard import FirstRun

        if isinstance(self.page, FirstRun):
            self.page.abandon()
        self._close_practice()
        self.tasks.close()
        self._door.close()
        self._mistakes.release()

    def _first_run(self, steps: NewPractice) -> None:
        from ui.first_run.wizard import FirstRun

        page = FirstRun(steps, self.tasks, self.theme, self.language)
        page.finished.connect(self.ask_login)
        self._show(page)
        page.start()

    def _recover(self, login: str) -> None:
        from ui.login.recovery import RecoveryPage

        page = RecoveryPage(self._door, self._door.code_is_right, self.tasks, self.theme)
        page.unlocked.connect(self.open)
        page.cancelled.connect(self.ask_login)
        self._show(page)
        page.start(login)

    def _unlocked(self) -> None:
        if self._frame is not None:
            self._show(self._frame)
            self._idle.watch()

    def _show(self, page: QWidget) -> None:
        """Pages other than the frame are made anew each time."""
        old, self.page = self.page, page
        self.window.show_page(page)
        if old is not None and old is not self._frame and old is not page:
            self.window.drop_page(old)

    def _close_practice(self) -> None:
        """Screens first, then the threads, then the record: each may still need the next."""
        self._idle.rest()
        if self._frame is not None:
            self._frame.put_down()
        if self._work is not None:
            self._work.close()
        for ending in self._endings:
            ending()
        if self.practice is not None:
            self.practice.close()
        frame, self._frame, self._work, self.practice, self._endings = self._frame, None, None, None, []
        if frame is not None:
            if self.page is frame:
                self.page = None
            self.window.drop_page(frame)

    def _say(self, _asker: QObject, error: WorldError) -> None:
        """An error that nobody handles where it arises: a sentence at the foot of the frame."""
        if self._frame is not None:
            message = explain(error)
            self._frame.context.navigation.notice(f"{message.sentence}  [{message.code}]", "bad")

    def _first_language(self) -> Code:
        """The practice's own, else the system's, else Russian."""
        try:
            wanted = self._door.sign().language
        except WorldError:
            wanted = self.language.system_code
        return next((code for code in CODES if code == wanted), "ru")

    def _remember_look(self) -> None:
        self.preferences.change(theme=str(self.theme.name), scale=self.theme.scale)

    def _name_window(self) -> None:
        self.window.setWindowTitle(self.tr("Shipager"))


def run(
    door: FrontDoor,
    new_practice: NewPractice | None,
    preferences: Path | None = None,
    opened: OpenRecord | None = None,
) -> int:
    """Open the window and stay until it is closed. `opened`: a practice that somebody has unlocked already."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Shipager")
    application = Application(door, new_practice, PreferenceFile(preferences or default_path()))
    application.start(opened)
    return app.exec()
