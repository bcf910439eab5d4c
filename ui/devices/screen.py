"""Devices (F6): what to enter at a device, which devices there are and how they are, and the way to connect one more.

The program listens first: a device that sends appears here by itself and is asked about once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from app import devices, onboarding, receiver
from app.domain.access import Actor, Permission
from app.domain.device import Device, Standing
from app.domain.errors import WorldError
from app.domain.events import DeviceSeen, HubChanged
from app.domain.heard import Caller
from app.receiver import Receiver
from ui import formats
from ui.commands import Command
from ui.context import Context
from ui.devices import words
from ui.devices.enter_panel import EnterPanel
from ui.devices.new_device import NewDevice
from ui.devices.receiver_sheet import ReceiverSheet
from ui.messages import explain
from ui.tables import Column, RowsModel, RowsView
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, vertical

translate = QCoreApplication.translate

_LOOK_MS = 3000
_TONES = {
    Standing.NEW: "accent_text",
    Standing.OURS: "ok",
    Standing.IGNORED: "secondary",
    Standing.WITHDRAWN: "secondary",
}


@dataclass(frozen=True, slots=True)
class _Seen:
    """One look at the record: devices, the last heard first, and what each sent today."""

    found: tuple[Device, ...]
    today: dict[int, tuple[int, int]]


class DevicesScreen(QWidget):
    """The list; Enter opens a device's page."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._receiver: Receiver | None = None
        self._seen = _Seen((), {})
        theme = context.theme
        column = vertical(theme, self, margins=(20, 16), spacing=12)
        head = horizontal(theme, spacing=8)
        self._title = label("", "page")
        self.all = QCheckBox()
        self.all.toggled.connect(lambda _: self._show())
        self.wire = Button(theme, icon="list-dashes")
        self.wire.clicked.connect(lambda: context.navigation.go("wire", ("", "", "")))
        self.connect_button = Button(theme, icon="plus", kind="primary")
        self.connect_button.clicked.connect(self.connect_device)
        head.addWidget(self._title)
        head.addStretch(1)
        for widget in (self.all, self.wire, self.connect_button):
            head.addWidget(widget)
        column.addLayout(head)
        self.enter = EnterPanel(theme)
        self.enter.change_wanted.connect(self.change_receiver)
        column.addWidget(self.enter)
        self.new = NewDevice(context)
        self.new.accepted.connect(self.accept)
        self.new.refused.connect(self.refuse)
        self.new.moved.connect(self.move_device)
        self.new.hide()
        column.addWidget(self.new)
        column.addWidget(self._list(), 1)
        may = context.practice.actor.may(Permission.DEVICES)
        for control in (self.enter.change, self.connect_button, self.new.accept, self.new.refuse, self.new.move_here):
            control.setEnabled(may)
        self.enter.change.setVisible(may)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._ask_receiver)
        context.bridge.happened.connect(self._happened)
        wanted = Command(
            "device.connect", lambda: translate("Commands", "Connect a device"), self.connect_device, icon="plus",
            enabled=lambda: may,
        )  # fmt: skip
        context.commands.add(wanted, self)
        self.retranslate()

    def _list(self) -> QWidget:
        theme = self._context.theme
        columns: tuple[Column[Device], ...] = (
            Column(lambda: self.tr("Device"), lambda one: one.name, is_strong=True),
            Column(lambda: self.tr("Family"), self._family, 150),
            Column(lambda: self.tr("Way"), lambda one: words.transport_word(one.transport), 80),
            Column(lambda: self.tr("Calls itself"), lambda one: one.calling.replace("^", " "), 124),
            Column(lambda: self.tr("Address"), lambda one: one.peer, 122),
            Column(lambda: self.tr("Last heard"), self._last, 122, tone=self._last_tone),
            Column(lambda: self.tr("Today"), lambda one: str(self._today(one)[0]), 74),
            Column(lambda: self.tr("In all"), lambda one: str(one.received), 84),
            Column(lambda: self.tr("Unreadable"), lambda one: str(one.errors), 115,
                   tone=lambda one: "bad" if one.errors else "secondary"),
            Column(lambda: self.tr("State"), lambda one: words.standing_word(one.standing), 150,
                   tone=lambda one: _TONES[one.standing]),
        )  # fmt: skip
        self._model: RowsModel[Device] = RowsModel(theme, columns, lambda one: one.device_id)
        self.table: RowsView[Device] = RowsView(theme, self._model)
        self.table.activated.connect(lambda _: self.open_device())
        self.table.doubleClicked.connect(lambda _: self.open_device())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table.framed())
        self._empty = EmptyState(theme, "broadcast")
        self.first = Button(theme, icon="plus", kind="primary")
        self.first.clicked.connect(self.connect_device)
        self.first.setEnabled(self._context.practice.actor.may(Permission.DEVICES))
        self._empty.add(self.first)
        self._stack.addWidget(self._empty)
        return self._stack

    # cells

    def _family(self, device: Device) -> str:
        profile = devices.known_profiles().get(device.profile)
        return words.profile_word(profile) if profile else "—"

    def _today(self, device: Device) -> tuple[int, int]:
        return self._seen.today.get(device.device_id, (0, 0))

    def _last(self, device: Device) -> str:
        if not device.received:
            return "—"
        return formats.moment_near(device.last_seen, self._context.practice.clock.now())

    def _last_tone(self, device: Device) -> str:
        if not device.received or device.standing is not Standing.OURS:
            return "secondary"
        return "warn" if device.is_silent(self._context.practice.clock.now()) else "ok"

    # what is heard

    def reload(self) -> None:
        def both(session: Any, actor: Actor) -> _Seen:
            found = devices.listed(session, actor)
            return _Seen(found, devices.received_today(session, actor))

        self._context.tasks.read(self, both, done=self._take)

    def _take(self, seen: _Seen) -> None:
        self._seen = seen
        self._show()

    def _show(self) -> None:
        """Devices in use and new ones; the others where they are asked for."""
        shown = {Standing.NEW, Standing.OURS}
        rows = tuple(one for one in self._seen.found if self.all.isChecked() or one.standing in shown)
        self.table.put_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        new = [one for one in rows if one.standing is Standing.NEW]
        asked = self.new.device
        same = next((one for one in new if asked is not None and one.device_id == asked.device_id), None)
        shown_new = same or (new[-1] if new else None)
        before = onboarding.was_elsewhere(shown_new, self._seen.found) if shown_new is not None else None
        self.new.show_device(shown_new, len(new), before)

    def _happened(self, event: object) -> None:
        if isinstance(event, DeviceSeen) and self.isVisible():
            self.reload()
        if isinstance(event, HubChanged) and self.isVisible():
            self._ask_receiver()

    def _ask_receiver(self) -> None:
        folder = self._context.practice.folder
        self._context.tasks.work(
            self, lambda _: receiver.look(folder), done=self._take_receiver, failed=self._no_receiver
        )

    def _take_receiver(self, seen: Receiver) -> None:
        self._receiver = seen
        self.enter.show_receiver(seen)

    def _no_receiver(self, error: WorldError) -> None:
        self._receiver = None
        self.enter.show_problem(explain(error).sentence)

    # what is done

    def connect_device(self) -> None:
        self._context.navigation.go("connect", "new")

    def open_device(self) -> None:
        device = self.table.current
        if device is not None:
            self._context.navigation.go("device", device.device_id)

    def accept(self) -> None:
        """Name and family are asked for on the wizard's page."""
        device = self.new.device
        if device is not None:
            self._context.navigation.go("connect", _caller(device))

    def refuse(self) -> None:
        device = self.new.device
        if device is None:
            return
        key = (device.transport, device.calling, device.peer)
        self._context.tasks.write(self, onboarding.ignore, *key, done=lambda _: self._refused())

    def _refused(self) -> None:
        self._context.navigation.notice(
            self.tr("It is asked about no more; what it sends is kept and waits in the inbox."),
            undo=self._take_back,
        )
        focus_by_keyboard(self.table)
        self.reload()

    def move_device(self) -> None:
        """The new device is one of ours that got another address."""
        new, before = self.new.device, self.new.before
        if new is not None and before is not None:
            ids = (before.device_id, new.device_id)
            self._context.tasks.write(self, onboarding.has_moved, *ids, done=self._moved)

    def _moved(self, device: Device) -> None:
        said = self.tr("{device} is known at {address} now").format(device=device.name, address=device.peer)
        self._context.navigation.notice(said)
        focus_by_keyboard(self.table)
        self.reload()

    def _take_back(self) -> None:
        self._context.commands.run("undo")

    def change_receiver(self) -> None:
        """Other ports, address or name; the panel follows when the receiver is there again."""
        addresses = self._receiver.addresses if self._receiver else ()
        sheet = ReceiverSheet(self._context, addresses, self.window())
        sheet.changed.connect(self._ask_receiver)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    # words

    def retranslate(self) -> None:
        self._title.setText(self.tr("Devices"))
        self.table.setAccessibleName(self.tr("Devices that were heard"))
        self.all.setText(self.tr("Out of use and not ours too"))
        self.wire.setText(self.tr("Log of the wire"))
        for button in (self.connect_button, self.first):
            button.setText(self.tr("Connect a device"))
        self._empty.set_texts(
            self.tr("No device was heard yet"),
            self.tr("Connect one step by step; or enter the values above at the device and send something."),
        )
        self._model.say_again()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()
        self._ask_receiver()
        self._look.start()
        focus_by_keyboard(self.table)

    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()
        super().hideEvent(event)


def _caller(device: Device) -> Caller:
    """A device that was filed, as the wizard knows callers."""
    return Caller(
        device.transport.value, device.peer, device.calling, device.last_seen, protocol=device.transport.value,
        called="", application=device.calling,
    )  # fmt: skip
