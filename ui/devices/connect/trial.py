"""Last page: the device sends something, or our own test object goes through the same port; then it is done."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame

from app import device_trials, devices, receiver
from app.device_trials import Trial, Way
from app.domain.device import Device
from app.domain.device_settings import LinkKind
from app.domain.events import DeviceSeen
from app.domain.heard import Caller, callers
from app.receiver import LinkState, Receiver
from app.wire import WireLook
from ui.context import Context
from ui.devices import heard_words, trial_words, words
from ui.devices.connect.state import Connecting, ConnectPage
from ui.devices.wire_panel import WirePanel
from ui.theme import focus_by_keyboard, set_property
from ui.widgets.buttons import Button
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import horizontal, sized, vertical
from ui.widgets.narrow_page import card

_LOOK_MS = 1000


class TrialPage(ConnectPage):
    """The device is in the list already; nothing here must be done to keep it."""

    def __init__(self, context: Context, state: Connecting) -> None:
        super().__init__(context, state)
        theme = context.theme
        done = QFrame()
        done.setProperty("surface", "ok")
        row = horizontal(theme, done, margins=(16, 12), spacing=12)
        row.addWidget(Glyph(theme, "check-circle", "ok", 24))
        words_column = vertical(theme, spacing=2)
        self._title, self._about = label("", "title"), label("", "", wrap=True)
        words_column.addWidget(self._title)
        words_column.addWidget(self._about)
        row.addLayout(words_column, 1)
        self.column.addWidget(done)
        frame, inside = card(theme, spacing=10)
        self._section = label("", "section")
        inside.addWidget(self._section)
        self._state, self._link = label("", "strong", wrap=True), label("", "secondary", wrap=True)
        inside.addWidget(self._state)
        inside.addWidget(self._link)
        self._heard = label("", "", wrap=True)
        inside.addWidget(self._heard)
        self._ours = label("", "secondary", wrap=True)
        inside.addWidget(self._ours)
        row = horizontal(theme, spacing=12)
        self.test, self.result = Button(theme, icon="paper-plane-tilt"), label("", "", wrap=True)
        self.test.clicked.connect(self.send_test)
        row.addWidget(self.test)
        row.addWidget(self.result, 1)
        inside.addLayout(row)
        self.column.addWidget(frame)
        log = QFrame()
        log.setProperty("surface", "card")
        within = vertical(theme, log, margins=(14, 10), spacing=0)
        self.wire = WirePanel(context, is_small=True)
        sized(theme, self.wire, min_height=200)
        self.wire.listener.heard.connect(self.hear)
        self._callers: tuple[Caller, ...] = ()
        within.addWidget(self.wire)
        self.column.addWidget(log, 1)
        self._trial: Trial | None = None
        self._received_before = 0
        self._link_state: LinkState | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._ask_links)
        context.bridge.happened.connect(self._happened)
        self.retranslate()

    def enter(self) -> None:
        device = self.state.device
        assert device is not None
        self._received_before = device.received
        self.wire.show_device(device.transport.value, device.calling, device.peer)
        self._trial = self._link_state = None
        self.result.setText("")
        if device.settings.link.kind is not LinkKind.COMES:
            self._look.start()
            self._ask_links()
        self.retranslate()
        focus_by_keyboard(self.test if self.test.isVisibleTo(self) else self.wire.save)

    def leave(self) -> None:
        self._look.stop()

    def hear(self, look: WireLook) -> None:
        """What arrives over a link is named in words too: bytes on a cable first, then who sends them."""
        if look.entries:
            self._callers = callers(look.entries, reversed(self._callers))
            self._say_heard()

    def _say_heard(self) -> None:
        device = self.state.device
        mine = [one for one in self._callers if device is not None and one.peer == device.peer]
        is_linked = device is not None and device.settings.link.kind is not LinkKind.COMES
        self._heard.setVisible(is_linked and bool(mine))
        if mine:
            said = (heard_words.sentence(mine[0]), heard_words.advice(mine[0]))
            self._heard.setText(" ".join(part for part in said if part))

    def send_test(self) -> None:
        """Through the real port, or into the real folder; of nobody, and filed nowhere."""
        device = self.state.device
        if device is None or not self.test.isEnabled():
            return
        self.test.setEnabled(False)
        self.result.setText("…")
        folder, at = self.context.practice.folder, self.context.practice.clock.now()
        way, place = device_trials.WAYS[device.transport], device.settings.link.folder

        def send(_: object) -> Trial:
            seen = receiver.look(folder)
            return device_trials.send_to_ourselves(way, place or seen.host, _port(seen, way), at, called=seen.ae_title)

        self.context.tasks.work(self, send, done=self._sent)

    def _sent(self, trial: Trial) -> None:
        self._trial = trial
        self.test.setEnabled(True)
        self._say_trial()

    def _say_trial(self) -> None:
        if self._trial is None:
            return
        good = self.tr("The way works.") if self._trial.is_good else ""
        self.result.setText(f"{trial_words.sentence(self._trial)} {good}".strip())
        set_property(self.result, "role", "ok" if self._trial.is_good else "bad")

    def _happened(self, event: object) -> None:
        device = self.state.device
        if device is not None and self.isVisible() and isinstance(event, DeviceSeen):
            self.context.tasks.read(self, devices.listed, done=self._take)

    def _take(self, found: tuple[Device, ...]) -> None:
        mine = self.state.device
        for one in found:
            if mine is not None and one.device_id == mine.device_id:
                self.state.device = one
        self.retranslate()

    def _ask_links(self) -> None:
        folder, device = self.context.practice.folder, self.state.device
        if device is not None:
            peer = device.peer
            self.context.tasks.work(self, lambda _: receiver.link_state(folder, peer), done=self._take_link)

    def _take_link(self, state: LinkState | None) -> None:
        self._link_state = state
        self._say_link()

    def _say_link(self) -> None:
        state = self._link_state
        self._link.setVisible(state is not None)
        if state is not None:
            self._link.setText(words.link_state_word(state))
            set_property(self._link, "role", "ok" if state.is_connected else "warn")

    def retranslate(self) -> None:
        self._section.setText(self.tr("Try it"))
        self.test.setText(self.tr("Send a test object of our own"))
        device = self.state.device
        if device is None:
            return
        self._title.setText(self.tr("{device} is in the list").format(device=device.name))
        self._about.setText(self.tr("What it sends is received from now on, also while the program is locked."))
        count = device.received - self._received_before
        if count > 0:
            self._state.setText(self.tr("%n record(s) arrived from the device just now.", "", count))
        else:
            self._state.setText(self.tr("Let the device send one image or result now. It is seen here as it arrives."))
        set_property(self._state, "role", "ok" if count > 0 else "strong")
        has_own = device.transport in device_trials.WAYS and device.settings.link.kind in {
            LinkKind.COMES,
            LinkKind.FOLDER,
        }
        self.test.setVisible(has_own)
        self._ours.setVisible(has_own)
        way = words.transport_word(device.transport)
        self._ours.setText(
            self.tr(
                "Without the device: an object of nobody goes to ourselves by the same way ({way}). It is taken and "
                "kept, and stands in no card."
            ).format(way=way)
        )
        self._say_trial()
        self._say_link()
        self._say_heard()


def _port(seen: Receiver, way: Way) -> int:
    return {"dicom": seen.dicom_port, "hl7": seen.hl7_port, "astm": seen.astm_port}.get(way, 0)
