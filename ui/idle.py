"""Locking by itself: after how many minutes, and the watch over every hand on keyboard, mouse and screen.

All windows count: who types in a dialog or reads the help is at work. Requirement R27.5-a (inactivity lock).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

if TYPE_CHECKING:
    from app.locking import LockRules

_LOOK_MS = 2000
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class LockTime(QObject):
    """The practice's rules as this window keeps them (`app/locking.py`). `changed(minutes)`.

    `minutes` without a hand on keyboard or mouse; `is_strict`: locking closes the practice.
    """

    changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.minutes, self.is_strict = 10, False  # until the practice has said

    def keep(self, rules: LockRules) -> None:
        self.is_strict = rules.is_strict
        if rules.minutes != self.minutes:
            self.minutes = rules.minutes
            self.changed.emit(rules.minutes)


class IdleWatch(QObject):
    """Calls `lock` when nobody has touched keyboard or mouse for some minutes, in whatever window of the program.

    It listens at the windows, where keys and mouse come in, not at the application: there every event of every widget
    would wait for the interpreter, a hundred of them for each time a page is painted.
    """

    def __init__(self, lock: Callable[[], None], minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lock)
        self._is_watching = False
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._find_windows)
        self._windows: set[QWindow] = set()
        self.set_minutes(minutes)

    def set_minutes(self, minutes: int) -> None:
        self._timer.setInterval(minutes * 60_000)
        self._restart()

    def watch(self) -> None:
        """Begin: dialogs, popups and the help window count as much as the main window."""
        self.rest()
        self._is_watching = True
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._find_windows)
        self._find_windows()
        self._look.start()
        self._restart()

    def rest(self) -> None:
        if not self._is_watching:
            return
        self._is_watching = False
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.disconnect(self._find_windows)
        for window in self._windows:
            if shiboken6.isValid(window):
                window.removeEventFilter(self)
        self._windows.clear()
        self._look.stop()
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._restart()
        return False

    def _find_windows(self) -> None:
        """Listen at windows that appeared; one that is opened by a hand gets the keys at once, and is found then."""
        now = set(QGuiApplication.topLevelWindows())
        for window in now - self._windows:
            window.installEventFilter(self)
        self._windows = now

    def _restart(self) -> None:
        if self._is_watching and self._timer.interval():
            self._timer.start()
