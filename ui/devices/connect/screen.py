"""Connect a device: way → what is heard, or where it is → name and family → trial. Five minutes, by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.access import Permission
from app.domain.heard import Caller
from ui.context import Context
from ui.devices.connect.listen import ListenPage
from ui.devices.connect.naming import NamingPage
from ui.devices.connect.reach import ReachPage
from ui.devices.connect.state import LISTENING, Connecting, ConnectPage
from ui.devices.connect.trial import TrialPage
from ui.devices.connect.way import WayPage
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.narrow_page import NarrowPage
from ui.widgets.steps import Steps

_WAY, _PLACE, _NAME, _TRIAL = range(4)


class ConnectScreen(NarrowPage):
    """`show_subject("new")` begins anew, `show_subject(way)` on a way's page."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, width=1080)
        if parent is not None:
            self.setParent(parent)
        self._context = context
        self.state = Connecting()
        self._title = label("", "page")
        self.steps = Steps(context.theme, 4)
        self.column.addWidget(self._title)
        self.column.addWidget(self.steps)
        self.way = WayPage(context, self.state)
        self.listen = ListenPage(context, self.state)
        self.reach = ReachPage(context, self.state)
        self.naming = NamingPage(context, self.state)
        self.trial = TrialPage(context, self.state)
        self._pages: tuple[ConnectPage, ...] = (self.way, self.listen, self.reach, self.naming, self.trial)
        self._stack = QVBoxLayout()
        self.column.addLayout(self._stack, 1)
        for page in self._pages:
            self._stack.addWidget(page, 1)
            page.hide()
            page.changed.connect(self._show_buttons)
            page.go_on_wanted.connect(self._next_page)
        self._back, self._hint, self.next = (
            Button(context.theme),
            label("", "tertiary"),
            Button(context.theme, kind="primary"),
        )
        self._back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)
        self.foot.addWidget(self._hint)
        self.foot.addWidget(self.next)
        self._step = _WAY
        self.page: ConnectPage = self.way
        self.way.show()
        self.setFocusProxy(self.way.choices[self.state.way])
        self.retranslate()

    def show_subject(self, subject: object) -> None:
        """Begin anew; a way or a caller that is known already is not asked for."""
        self.begin()
        if isinstance(subject, Caller):
            self.state.way, self.state.caller = subject.transport, subject
            self._go(_NAME)
        elif isinstance(subject, str) and subject in self.way.choices:
            self.way.choices[subject].setChecked(True)
            self._go(_PLACE)

    def begin(self) -> None:
        self.state.caller = self.state.link = self.state.device = None
        self._go(_WAY)

    def go_on(self) -> None:
        """What Next does on this page."""
        if self.next.isEnabled():
            self.page.go_on()

    def go_back(self) -> None:
        """To the page before; what is written stays written."""
        if self._step in {_WAY, _TRIAL}:
            self._context.navigation.go("devices")
        elif self._step == _NAME and self.state.caller is None:
            self._go(_PLACE)
        elif self._step == _NAME:
            self.state.caller = None
            self._go(_PLACE)
        else:
            self._go(_WAY)

    def _next_page(self) -> None:
        if self._step == _TRIAL:
            self._finish()
        else:
            self._go(self._step + 1)

    def _finish(self) -> None:
        device = self.state.device
        if device is not None:
            self._context.navigation.notice(self.tr("{device} is connected").format(device=device.name))
            self._context.navigation.go("device", device.device_id)
        self.begin()

    def _go(self, step: int) -> None:
        self.page.leave()
        self.page.hide()
        self._step = step
        if step == _PLACE:
            self.page = self.listen if self.state.way in LISTENING else self.reach
        else:
            self.page = {_WAY: self.way, _NAME: self.naming, _TRIAL: self.trial}[step]
        self.page.show()
        self.retranslate()
        if self.isVisible():
            self.page.enter()
            self.area.verticalScrollBar().setValue(0)

    def _show_buttons(self) -> None:
        may = self._context.practice.actor.may(Permission.DEVICES)
        self.next.setVisible(self.page is not self.listen)
        self.next.setEnabled(self.page.is_ready and may)
        self._hint.setVisible(self.page is self.listen)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Connect a device"))
        listens = self.state.way in LISTENING
        self.steps.set_titles(
            [
                self.tr("Way"), self.tr("Listening") if listens else self.tr("Place"), self.tr("Name and family"),
                self.tr("Trial"),
            ]
        )  # fmt: skip
        self.steps.set_current(self._step)
        ends = self._step in {_WAY, _TRIAL}
        self._back.setText(self.tr("To the devices") if ends else self.tr("Back"))
        self.next.setText(self.tr("Finish") if self._step == _TRIAL else self.tr("Next"))
        self._hint.setText(self.tr("It goes on when a device is accepted"))
        self._show_buttons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and held:
            self.go_on()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.page.enter()
        if self.page is self.way:
            focus_by_keyboard(self.way.choices[self.state.way])
