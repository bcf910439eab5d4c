"""Second page: what to type at the device, large; whoever calls is named in words; the log of the wire below."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame

from app import devices, onboarding, receiver, receiver_settings
from app.domain.access import Permission
from app.domain.device import Device, Standing, Transport
from app.domain.errors import WorldError
from app.domain.events import DeviceSeen, HubChanged
from app.domain.heard import Caller, callers
from app.receiver import Receiver
from app.wire import WireLook
from ui.context import Context
from ui.devices.connect.heard import HeardCard
from ui.devices.connect.state import ANY, Connecting, ConnectPage
from ui.devices.connect.values import ValuesPanel
from ui.devices.receiver_sheet import ReceiverSheet
from ui.devices.wire_panel import WirePanel
from ui.messages import explain
from ui.theme import focus_by_keyboard
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import horizontal, sized, vertical

_CARDS = 4
_LOOK_MS = 3000
_Key = tuple[str, str, str]


class ListenPage(ConnectPage):
    """The way is Next only by accepting a caller: a device that nobody heard is not connected."""

    def __init__(self, context: Context, state: Connecting) -> None:
        super().__init__(context, state)
        theme = context.theme
        self.values = ValuesPanel(context)
        self.values.switch_on_wanted.connect(self.open_astm)
        self.values.change_wanted.connect(self.change_receiver)
        self.values.change.setVisible(context.practice.actor.may(Permission.DEVICES))
        self.values.switch_on.setVisible(context.practice.actor.may(Permission.DEVICES))
        self.column.addWidget(self.values)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        self.column.addWidget(self._problem)
        self._cards_column = vertical(theme, spacing=12)
        self.column.addLayout(self._cards_column)
        self.cards: dict[_Key, HeardCard] = {}
        self._waiting = QFrame()
        self._waiting.setProperty("surface", "dashed")
        row = horizontal(theme, self._waiting, margins=(16, 16), spacing=12)
        row.addWidget(Glyph(theme, "broadcast", "accent_text", 24))
        self._waiting_words = label("", "", wrap=True)
        row.addWidget(self._waiting_words, 1)
        self._cards_column.addWidget(self._waiting)
        log = QFrame()
        log.setProperty("surface", "card")
        inside = vertical(theme, log, margins=(14, 10), spacing=0)
        self.wire = WirePanel(context, is_small=True)
        sized(theme, self.wire, min_height=150)
        self.wire.listener.heard.connect(self.hear)
        inside.addWidget(self.wire)
        self.column.addWidget(log, 1)
        self._callers: tuple[Caller, ...] = ()
        self._known: dict[_Key, Device] = {}
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._ask_receiver)
        context.bridge.happened.connect(self._happened)
        self.retranslate()

    @property
    def is_ready(self) -> bool:
        return False

    def enter(self) -> None:
        self.wire.show_device("" if self.state.way == ANY else self.state.way, "", "")
        self._ask_receiver()
        self._ask_devices()
        self._look.start()
        self._show_callers()
        focus_by_keyboard(self.values.technician)

    def leave(self) -> None:
        self._look.stop()

    # what is heard

    def hear(self, look: WireLook) -> None:
        """New lines: callers are named, known ones are told on."""
        if look.entries:
            self._callers = callers(look.entries, reversed(self._callers))
            self._show_callers()

    def _show_callers(self) -> None:
        """Cards change in place and come below: what a person reads or is about to press does not move."""
        for caller in self._wanted():
            standing = self._known[caller.key].standing if caller.key in self._known else None
            card = self.cards.get(caller.key)
            if card is None:
                card = self._add_card(caller)
            before = onboarding.was_elsewhere(caller, self._known.values()) if standing is not Standing.OURS else None
            card.show_caller(caller, standing, before)
            card.setVisible(standing is not Standing.IGNORED)
        wanted = {caller.key for caller in self._wanted()}
        for key, card in self.cards.items():
            if key not in wanted:
                card.hide()
        self._waiting.setVisible(not any(card.isVisibleTo(self) for card in self.cards.values()))

    def _wanted(self) -> list[Caller]:
        """Of this way, not our own test object; strangers before devices that are in the list already."""
        mine = [one for one in self._callers if not one.is_self_test and self.state.way in {ANY, one.transport}]
        strangers = [one for one in mine if not self._is_ours(one)]
        return [*strangers, *(one for one in mine if self._is_ours(one))][:_CARDS]

    def _is_ours(self, caller: Caller) -> bool:
        known = self._known.get(caller.key)
        return known is not None and known.standing is Standing.OURS

    def _add_card(self, caller: Caller) -> HeardCard:
        card = HeardCard(self.context, caller)
        card.accepted.connect(lambda: self.accept(card.caller))
        card.refused.connect(lambda: self.refuse(card.caller))
        card.opened.connect(lambda: self._open(card.caller))
        card.moved.connect(lambda: self.move_device(card))
        card.same.setEnabled(self.context.practice.actor.may(Permission.DEVICES))
        may = self.context.practice.actor.may(Permission.DEVICES)
        card.accept.setEnabled(may)
        card.refuse.setEnabled(may)
        self.cards[caller.key] = card
        self._cards_column.addWidget(card)
        return card

    # what is decided

    def accept(self, caller: Caller) -> None:
        self.state.caller = caller
        self.go_on_wanted.emit()

    def refuse(self, caller: Caller) -> None:
        self.context.tasks.write(
            self, onboarding.ignore, Transport(caller.transport), caller.calling, caller.peer,
            done=lambda _: self._refused(),
        )  # fmt: skip

    def move_device(self, card: HeardCard) -> None:
        """It is one of ours that got another address: nothing else is to be set."""
        if card.before is not None:
            self.context.tasks.write(
                self, onboarding.has_called_from, card.before.device_id, card.caller.calling, card.caller.peer,
                done=self._moved,
            )  # fmt: skip

    def _moved(self, device: Device) -> None:
        said = self.tr("{device} is known at {address} now").format(device=device.name, address=device.peer)
        self.context.navigation.notice(said)
        self.context.navigation.go("device", device.device_id)

    def _refused(self) -> None:
        self.context.navigation.notice(
            self.tr("It is asked about no more; what it sends is kept and waits in the inbox."), undo=self._take_back
        )
        focus_by_keyboard(self.values.technician)
        self._ask_devices()

    def _take_back(self) -> None:
        self.context.commands.run("undo")

    def _open(self, caller: Caller) -> None:
        self.context.navigation.go("device", self._known[caller.key].device_id)

    # the receiver

    def open_astm(self) -> None:
        """Open the usual ASTM port; the receiver starts again by itself."""
        practice = self.context.practice
        self.values.switch_on.setEnabled(False)
        self._problem.hide()
        self.context.tasks.write(
            self, receiver_settings.change, practice.folder, practice.keys,
            astm_port=receiver_settings.USUAL_ASTM_PORT, done=lambda _: self._opened(), failed=self._not_opened,
        )  # fmt: skip

    def change_receiver(self) -> None:
        """Another port, the encrypted one, another name."""
        seen = self.state.receiver
        sheet = ReceiverSheet(self.context, seen.addresses if seen else (), self.window())
        sheet.changed.connect(self._ask_receiver)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _opened(self) -> None:
        self.values.switch_on.setEnabled(True)
        self._ask_receiver()

    def _not_opened(self, error: WorldError) -> None:
        self.values.switch_on.setEnabled(True)
        self._problem.setText(explain(error).sentence)
        self._problem.show()

    def _ask_receiver(self) -> None:
        folder = self.context.practice.folder
        self.context.tasks.work(self, lambda _: receiver.look(folder), done=self.show_receiver, failed=self._not_opened)

    def show_receiver(self, seen: Receiver) -> None:
        self.state.receiver = seen
        self.values.show_receiver(seen, self.state.way)

    def _ask_devices(self) -> None:
        self.context.tasks.read(self, devices.listed, done=self._take_devices)

    def _take_devices(self, found: tuple[Device, ...]) -> None:
        self._known = {(one.transport.value, one.calling, one.peer): one for one in found}
        self._show_callers()

    def _happened(self, event: object) -> None:
        if self.isVisible() and isinstance(event, DeviceSeen):
            self._ask_devices()
        if self.isVisible() and isinstance(event, HubChanged):
            self._ask_receiver()

    def retranslate(self) -> None:
        self._waiting_words.setText(
            self.tr("Listening. Press Echo or Verify at the device, or send one result: whoever calls appears here.")
        )
