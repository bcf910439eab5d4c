"""The frame: rail, top bar, the place that is shown, status bar, palette, notices. It knows no screen by name.

Screens are built when they are first wanted. Locking takes them away: nothing of the record stays on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app import overview as overviews
from app import patients
from app.domain.errors import WorldError
from app.domain.events import BackupFinished, SignatureToReview
from app.overview import Overview
from ui import frame_commands
from ui.context import Context
from ui.documents.review_sheet import review_word
from ui.front_door import Reception
from ui.messages import explain
from ui.notice_bar import NoticeBar
from ui.palette import Palette
from ui.places import PLACES, Place
from ui.rail import Rail
from ui.shortcuts import ShortcutFilter
from ui.status_bar import StatusBar
from ui.status_states import states
from ui.tasks import Progress
from ui.top_bar import TopBar

_LOOK_EVERY_MS = 15_000


class MainWindow(QWidget):
    """`lock_wanted()` for Ctrl+L and the status bar. `reception` is asked in the pool, it may take a moment."""

    lock_wanted = Signal()

    def __init__(
        self,
        context: Context,
        reception: Callable[[], Reception] | None = None,
        places: Sequence[Place] = PLACES,
        *,
        start: str = "day",
    ) -> None:
        super().__init__()
        self.context = context
        self._reception = reception
        self._hub: Reception | None = None
        self._seen: Overview | None = None
        self.places = tuple(places)
        self._places = {place.key: place for place in places}
        self._screens: dict[str, QWidget] = {}
        self._shown = start
        self._before: list[tuple[str, object]] = []
        self._subject: object = None
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build(places)
        self._connect()
        frame_commands.register(self)
        self._dialog_keys = frame_commands.DialogKeys(self)
        self._keys: ShortcutFilter | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(50)  # many events at once are one look
        self._soon.timeout.connect(self.look)
        self._show_states()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._keys is None:
            self._keys = ShortcutFilter(self.window(), self.context.commands, self)
        self.go(self._shown, self._subject)
        self._timer.start()
        self.look()

    def go(self, key: str, subject: object = None) -> None:
        """Show a place; a subject is handed to its screen. Raises `KeyError` for a place that is not there."""
        place = self._places[key]
        screen = self._screens.get(key)
        if screen is None:
            screen = place.build(self.context)
            self._screens[key] = screen
            self.stack.addWidget(screen)
        self.rail.mark(place.under or key)
        self._shown, self._subject = key, subject
        self.stack.setCurrentWidget(screen)
        focused = self.window().focusWidget()  # also while another program is in front
        if not screen.isAncestorOf(focused):
            screen.setFocus(Qt.FocusReason.OtherFocusReason)
        if subject is not None:
            shows: Any = screen
            shows.show_subject(subject)

    def wander(self, key: str, subject: object = None) -> None:
        """`go`, and remember where we were for *back*."""
        if (self._shown, self._subject) != (key, subject):
            self._before = [*self._before[-20:], (self._shown, self._subject)]
        self.go(key, subject)

    def back(self) -> None:
        if self._before:
            self.go(*self._before.pop())

    @property
    def place(self) -> str:
        """The key of the place that is shown."""
        return self._shown

    def screen_of(self, key: str) -> QWidget | None:
        """The screen of a place where it was built already."""
        return self._screens.get(key)

    def put_down(self) -> None:
        """Take every screen away, so that nothing of the record is held by the window; `go` builds them anew."""
        self._timer.stop()
        self.palette_box.dismiss()
        self.notices.hide()
        frame_commands.close_help(self)
        for screen in self._screens.values():
            leave = getattr(screen, "leave", None)
            if leave is not None:
                leave()
            self.stack.removeWidget(screen)
            screen.setParent(None)
            screen.deleteLater()
        self._screens.clear()

    def open_palette(self) -> None:
        self.palette_box.open(self.top.search)

    def look(self) -> None:
        """Ask for the states and badges again."""
        if not self.isVisible():
            return
        self.context.tasks.read(self, overviews.overview, done=self._looked, failed=lambda error: None)
        if self._reception is not None:
            ask = self._reception

            def hear(_: Progress) -> Reception:
                return ask()

            self.context.tasks.work(self, hear, done=self._heard, failed=lambda error: None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show_states()
        super().changeEvent(event)

    def _build(self, places: Sequence[Place]) -> None:
        context = self.context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.top = TopBar(context.theme, context.language, is_test=context.practice.practice.is_test)
        column.addWidget(self.top)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.rail = Rail(context.theme, places)
        self.stack = QStackedWidget()
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        column.addLayout(middle, 1)
        self.status = StatusBar(context.theme)
        column.addWidget(self.status)
        self.palette_box = Palette(
            context.theme, context.tasks, context.commands, context.navigation, patients.find, self
        )
        self.notices = NoticeBar(context.theme, self)

    def _connect(self) -> None:
        navigation = self.context.navigation
        navigation.wanted.connect(self.wander)
        navigation.back_wanted.connect(self.back)
        navigation.noticed.connect(self.notices.tell)
        navigation.badge_changed.connect(self.rail.set_badge)
        self.rail.chosen.connect(self.wander)
        self.top.search_wanted.connect(self.open_palette)
        self.top.help_wanted.connect(lambda: frame_commands.show_help(self))
        self.status.go_wanted.connect(self.wander)
        self.status.lock_wanted.connect(self.lock_wanted)
        self.context.bridge.happened.connect(self._happened)

    def _happened(self, event: object) -> None:
        """Something was committed: look soon. Focus, selection and page stay where they are (product rule 2)."""
        self._soon.start()
        if isinstance(event, BackupFinished) and event.by_itself and event.problem not in {"", "cancelled"}:
            said = self.tr("The daily backup was not made. {why}")
            why = explain(WorldError(event.problem)).sentence
            self.context.navigation.notice(said.format(why=why), "bad")
        elif isinstance(event, SignatureToReview) and event.account_id == self.context.practice.actor.account_id:
            said = self.tr("{what} It stands among the documents (F5).")
            self.context.navigation.notice(said.format(what=review_word(event.code)), "bad")

    def _looked(self, seen: Overview) -> None:
        self._seen = seen
        self.rail.set_badge("inbox", seen.inbox)
        self.rail.set_badge("to-sign", seen.to_sign)
        self.rail.set_badge("documents", seen.signatures_to_review)
        self._show_states()

    def _heard(self, hub: Reception) -> None:
        self._hub = hub
        self._show_states()

    def _show_states(self) -> None:
        actor = self.context.practice.actor
        who = actor.name
        user = " ".join(part for part in (who.given, who.surname) if part) or actor.login
        self.status.set_states(lambda: states(self._seen, self._hub, user, self.context.language.locale))
