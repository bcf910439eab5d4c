"""One device: how it is, what is set for it, tests, and its lines of the wire. Changes are saved at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from app import device_files, device_settings, device_trials, devices, onboarding, receiver, rereading
from app.device_trials import Trial
from app.dicom_network import archive_of
from app.domain.access import Permission
from app.domain.device import Device, Standing, Transport
from app.domain.device_settings import DeviceSettings, Link, LinkKind
from app.domain.errors import Refused, WorldError
from app.domain.events import DeviceSeen
from app.receiver import LinkState
from ui import formats
from ui.archives.find_sheet import FindStudySheet
from ui.chip import Chip, Tone
from ui.context import Context
from ui.devices import trial_words, words
from ui.devices.link_form import LinkForm
from ui.devices.new_device import NewDevice
from ui.devices.screen import _caller
from ui.devices.settings_form import SettingsForm
from ui.devices.wire_panel import WirePanel
from ui.messages import explain
from ui.tasks import Progress
from ui.theme import focus_by_keyboard, set_property
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import grid, horizontal, sized, vertical
from ui.widgets.narrow_page import card
from ui.widgets.scrolling import FollowingArea

_CHIPS: dict[Standing, Tone] = {
    Standing.NEW: "accent", Standing.OURS: "ok", Standing.IGNORED: "neutral", Standing.WITHDRAWN: "warn",
}  # fmt: skip
_LOOK_MS = 3000
_FACTS = ("last", "today", "all", "errors", "first", "calling", "peer", "way")


class DevicePage(QWidget):
    """`show_subject(device_id)`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._id = 0
        self._device: Device | None = None
        self._today = (0, 0)
        self._link_state: LinkState | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._ask_link)
        self._trial: Trial | None = None
        self.setProperty("ground", "background")
        theme = context.theme
        column = vertical(theme, self, margins=(20, 16), spacing=12)
        head = horizontal(theme, spacing=12)
        self.back, self._title, self._standing = (
            Button(theme, icon="arrow-left", kind="ghost"),
            label("", "page"),
            Chip(),
        )
        self.back.clicked.connect(context.navigation.back)
        self.withdraw = Button(theme, icon="archive-box", kind="ghost")
        self.withdraw.clicked.connect(self.change_use)
        for widget in (self.back, self._title, self._standing):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.withdraw)
        column.addLayout(head)
        self.new = NewDevice(context)
        self.new.accepted.connect(self.accept)
        self.new.refused.connect(self.refuse)
        self.new.hide()
        column.addWidget(self.new)
        row = horizontal(theme, spacing=12)
        row.addWidget(self._settings_side())
        right = vertical(theme, spacing=12)
        right.addWidget(self._facts_card())
        right.addWidget(self._test_card())
        log = QFrame()
        log.setProperty("surface", "card")
        inside = vertical(theme, log, margins=(14, 10), spacing=0)
        self.wire = WirePanel(context, is_small=True)
        inside.addWidget(self.wire)
        right.addWidget(log, 1)
        row.addLayout(right, 1)
        column.addLayout(row, 1)
        self._controls: tuple[QWidget, ...] = (
            self.name, self.profile, self.character_set, self.form, self.link, self.withdraw, self.new.accept,
            self.new.refuse, self.take_file, self.give_file, self.echo, self.send,
        )  # fmt: skip
        context.bridge.happened.connect(self._happened)
        self.retranslate()

    # building

    def _settings_side(self) -> QWidget:
        theme = self._context.theme
        area = FollowingArea()
        sized(theme, area, width=430)
        frame, inside = card(theme, spacing=12)
        self._settings_title = label("", "section")
        inside.addWidget(self._settings_title)
        self.name, self.profile, self.character_set = QLineEdit(), QComboBox(), QComboBox()
        self.name.setMaxLength(100)
        self.name.editingFinished.connect(self.rename)
        self.profile.addItem("", "")
        for key in devices.known_profiles():
            self.profile.addItem("", key)
        self.profile.activated.connect(lambda _: self._choose_profile())
        for codec in words.CHARACTER_SETS:
            self.character_set.addItem("", codec)
        self.character_set.activated.connect(lambda _: self.choose_letters())
        self._fields = {
            "name": Field(theme, self.name),
            "profile": Field(theme, self.profile),
            "character_set": Field(theme, self.character_set),
        }
        for field in self._fields.values():
            inside.addWidget(field)
        self.form = SettingsForm(self._context)
        self.form.wanted.connect(self._change)
        inside.addWidget(self.form)
        self.link = LinkForm(self._context)
        self.link.wanted.connect(self._change_link)
        inside.addWidget(self.link)
        self._add_files(inside)
        inside.addStretch(1)
        area.setWidget(frame)
        return area

    def _add_files(self, inside: QVBoxLayout) -> None:
        theme = self._context.theme
        self._files = label("", "small", wrap=True)
        inside.addWidget(self._files)
        row = horizontal(theme, spacing=8)
        self.give_file, self.take_file = Button(theme, icon="download-simple"), Button(theme, icon="upload-simple")
        self.give_file.clicked.connect(self._give_file)
        self.take_file.clicked.connect(self._take_file)
        row.addWidget(self.give_file)
        row.addWidget(self.take_file)
        row.addStretch(1)
        inside.addLayout(row)

    def _facts_card(self) -> QFrame:
        theme = self._context.theme
        frame, inside = card(theme, spacing=8)
        table = grid(theme, spacing=12)
        self._fact_names: dict[str, QLabel] = {}
        self._fact_values: dict[str, QLabel] = {}
        for at, key in enumerate(_FACTS):
            name, value = label("", "small"), label("", "strong")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            cell = vertical(theme, spacing=0)
            cell.addWidget(name)
            cell.addWidget(value)
            table.addLayout(cell, at // 4, at % 4)
            table.setColumnStretch(at % 4, 1)
            self._fact_names[key], self._fact_values[key] = name, value
        inside.addLayout(table)
        self._connection = label("", "secondary", wrap=True)
        self._connection.hide()
        inside.addWidget(self._connection)
        return frame

    def _test_card(self) -> QFrame:
        theme = self._context.theme
        frame, inside = card(theme, spacing=8)
        self._test_title = label("", "section")
        inside.addWidget(self._test_title)
        row = horizontal(theme, spacing=8)
        self.echo, self.send = Button(theme, icon="phone-call"), Button(theme, icon="paper-plane-tilt")
        self.find_button = Button(theme, icon="magnifying-glass")
        self.echo.clicked.connect(self.call_it)
        self.find_button.clicked.connect(self.find_study)
        self.send.clicked.connect(self.send_test)
        for button in (self.find_button, self.echo, self.send):
            row.addWidget(button)
        row.addStretch(1)
        inside.addLayout(row)
        self.result = label("", "secondary", wrap=True)
        inside.addWidget(self.result)
        return frame

    # what is shown

    def show_subject(self, device_id: int) -> None:
        if device_id != self._id:
            self._device, self._trial = None, None
        self._id = device_id
        self._reload()

    def _reload(self) -> None:
        if self._id:
            self._context.tasks.read(self, devices.listed, done=self._take)
            self._context.tasks.read(self, devices.received_today, done=self._take_today)

    def _take(self, found: tuple[Device, ...]) -> None:
        device = next((one for one in found if one.device_id == self._id), None)
        if device is None:
            return
        is_first = self._device is None
        self._device = device
        self._fill(is_first=is_first)
        if is_first:
            self.wire.show_device(device.transport.value, device.calling, device.peer)
            self._link_state = None
            self._ask_link()
            focus_by_keyboard(self.name)

    def _take_today(self, today: dict[int, tuple[int, int]]) -> None:
        self._today = today.get(self._id, (0, 0))
        self._show_facts()

    def _fill(self, *, is_first: bool) -> None:
        """What a person is typing or choosing now is not overwritten by a device that sends meanwhile."""
        device = self._device
        assert device is not None
        if is_first or not self.name.hasFocus():
            self.name.setText(device.name)
        self.profile.setCurrentIndex(max(0, self.profile.findData(device.profile)))
        self.character_set.setCurrentIndex(max(0, self.character_set.findData(device.character_set)))
        self.form.show_settings(device.transport, device.settings)
        self.link.show_link(device.settings.link)
        may = self._context.practice.actor.may(Permission.DEVICES)
        for control in self._controls:
            control.setEnabled(may)
        self.new.show_device(device if device.standing is Standing.NEW else None)
        self.retranslate()

    def _happened(self, event: object) -> None:
        if isinstance(event, DeviceSeen) and event.device_id == self._id and self.isVisible():
            self._reload()

    def _ask_link(self) -> None:
        """Of a device that the receiver itself reaches: whether it does."""
        device, folder = self._device, self._context.practice.folder
        if device is not None and device.settings.link.kind is not LinkKind.COMES:
            self._context.tasks.work(self, lambda _: receiver.link_state(folder, device.peer), done=self._take_link)

    def _take_link(self, state: LinkState | None) -> None:
        self._link_state = state
        self._show_facts()

    # what is changed

    def rename(self) -> None:
        device, name = self._device, self.name.text().strip()
        self._fields["name"].set_error("" if name else self.tr("A device needs a name."))
        if device is not None and name and name != device.name and self.name.isEnabled():
            self._write(devices.rename, device.device_id, name)

    def _choose_profile(self) -> None:
        device, key = self._device, self.profile.currentData()
        if device is not None and key != device.profile:
            self._write(devices.set_profile, device.device_id, key)

    def choose_letters(self) -> None:
        """With other letters chosen, what waits in the inbox from this device is read again at once."""
        device, codec = self._device, self.character_set.currentData()
        if device is not None and codec != device.character_set:
            self._context.tasks.write(
                self, devices.set_character_set, device.device_id, codec, done=self._read_waiting, failed=self._refused
            )

    def _read_waiting(self, device: Device) -> None:
        self._saved(device)
        self._context.tasks.write(self, rereading.read_waiting_again, device.device_id, done=self._say_read)

    def _say_read(self, count: int) -> None:
        if count:
            self._context.navigation.notice(self.tr("%n waiting message(s) read again", "", count))

    def _change(self, settings: DeviceSettings) -> None:
        if self._device is not None:
            self._write(device_settings.change, self._device.device_id, settings)

    def _change_link(self, link: Link) -> None:
        if self._device is not None:
            self._change(replace(self._device.settings, link=link))

    def accept(self) -> None:
        if self._device is not None:
            self._context.navigation.go("connect", _caller(self._device))

    def refuse(self) -> None:
        device = self._device
        if device is not None:
            self._write(onboarding.ignore, device.transport, device.calling, device.peer)
            focus_by_keyboard(self.back)

    def change_use(self) -> None:
        """Out of use, or into use again; what it sent stays in every case."""
        device = self._device
        if device is None:
            return
        in_use = device.standing in {Standing.OURS, Standing.NEW}
        self._write(onboarding.withdraw if in_use else onboarding.bring_back, device.device_id)

    def _write(self, use_case: Callable[..., Device], *args: object) -> None:
        self._context.tasks.write(self, use_case, *args, done=self._saved, failed=self._refused)

    def _saved(self, device: Device) -> None:
        self._device = device
        self._fill(is_first=False)
        self._context.navigation.notice(self.tr("{device}: saved").format(device=device.name))

    def _refused(self, error: WorldError) -> None:
        self._context.navigation.notice(explain(error).sentence, "bad")
        self._reload()

    # files

    def _give_file(self) -> None:
        device = self._device
        if device is None:
            return
        name = f"{device.profile or device.transport.value}.json"
        chosen = QFileDialog.getSaveFileName(self, self.tr("Save profile and settings"), name, "JSON (*.json)")[0]
        if chosen:
            self.write_file(Path(chosen))

    def write_file(self, path: Path) -> None:
        def written(content: bytes) -> None:
            try:
                path.write_bytes(content)
            except OSError:
                self._refused(Refused("file-not-written", name=path.name))
                return
            self._context.navigation.notice(self.tr("Saved: {file}").format(file=path.name))

        self._context.tasks.write(self, device_files.written, self._id, done=written)

    def _take_file(self) -> None:
        chosen = QFileDialog.getOpenFileName(self, self.tr("Take profile and settings"), "", "JSON (*.json)")[0]
        if chosen:
            self.read_file(Path(chosen))

    def read_file(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                content = file.read(device_files.LIMIT + 1)
        except OSError:
            self._refused(Refused("file-unreadable", name=path.name))
            return
        self._write(device_files.apply, self._id, content)

    def find_study(self) -> None:
        """Of an archive: look there, fetch what is found."""
        archive = archive_of(self._device) if self._device is not None else None
        if archive is not None:
            sheet = FindStudySheet(self._context, archive, self.window())
            sheet.finished.connect(sheet.deleteLater)
            sheet.open()

    # tests

    def call_it(self) -> None:
        """C-ECHO, or a connection, to where the device itself listens."""
        device = self._device
        if device is None:
            return
        settings, folder = device.settings, self._context.practice.folder
        link = settings.link
        host, port = (link.host, link.port) if link.kind is LinkKind.CLIENT else (device.peer, settings.answers_port)
        calling = device.calling

        def call(_: object) -> Trial:
            if device.transport is Transport.DICOM:
                return device_trials.echo(host, port, called=calling, calling=receiver.look(folder).ae_title)
            return device_trials.connect(host, port)

        self._try(call)

    def send_test(self) -> None:
        """A test object of nobody by the way this device goes."""
        device = self._device
        if device is None:
            return
        folder, at = self._context.practice.folder, self._context.practice.clock.now()
        way, place = device_trials.WAYS[device.transport], device.settings.link.folder

        def send(_: object) -> Trial:
            seen = receiver.look(folder)
            ports = {"dicom": seen.dicom_port, "hl7": seen.hl7_port, "astm": seen.astm_port}
            return device_trials.send_to_ourselves(way, place or seen.host, ports.get(way, 0), at, called=seen.ae_title)

        self._try(send)

    def _try(self, call: Callable[[Progress], Trial]) -> None:
        self.echo.setEnabled(False)
        self.send.setEnabled(False)
        self.result.setText("…")
        self._context.tasks.work(self, call, done=self._tried)

    def _tried(self, trial: Trial) -> None:
        self._trial = trial
        may = self._context.practice.actor.may(Permission.DEVICES)
        self.echo.setEnabled(may)
        self.send.setEnabled(may)
        self._say_trial()

    # words

    def _say_trial(self) -> None:
        device = self._device
        if device is None:
            return
        link = device.settings.link
        self.find_button.setVisible(
            archive_of(device) is not None and self._context.practice.actor.may(Permission.CLINICAL_WRITE)
        )
        reached = link.kind is LinkKind.CLIENT or bool(device.settings.answers_port)
        self.echo.setVisible(device.transport in {Transport.DICOM, Transport.HL7, Transport.ASTM} and reached)
        self.send.setVisible(device.transport in device_trials.WAYS and link.kind in {LinkKind.COMES, LinkKind.FOLDER})
        if self._trial is not None:
            self.result.setText(trial_words.sentence(self._trial))
            set_property(self.result, "role", "ok" if self._trial.is_good else "bad")
        else:
            self.result.setText(self.tr("A test object is of nobody: it is taken and kept, and stands in no card."))
            set_property(self.result, "role", "secondary")

    def _show_facts(self) -> None:
        device = self._device
        if device is None:
            return
        now = self._context.practice.clock.now()
        values = {
            "last": formats.moment_near(device.last_seen, now) if device.received else "—",
            "today": str(self._today[0]),
            "all": str(device.received),
            "errors": str(device.errors),
            "first": formats.moment(device.first_seen),
            "calling": " ".join(device.calling.replace("^", " ").split()) or "—",
            "peer": device.peer,
            "way": words.transport_word(device.transport),
        }
        for key, value in values.items():
            self._fact_values[key].setText(value)
            self._fact_values[key].setToolTip(value)
        link = self._link_state
        self._connection.setVisible(link is not None)
        if link is not None:
            self._connection.setText(words.link_state_word(link))
            set_property(self._connection, "role", "ok" if link.is_connected else "warn")
        silent = device.standing is Standing.OURS and device.received and device.is_silent(now)
        set_property(self._fact_values["last"], "role", "warn" if silent else "strong")
        set_property(self._fact_values["errors"], "role", "bad" if device.errors else "strong")

    def retranslate(self) -> None:
        self.back.setText(self.tr("Back"))
        self._settings_title.setText(self.tr("Settings"))
        self._test_title.setText(self.tr("Tests"))
        names = (
            self.tr("Last heard"), self.tr("Received today"), self.tr("Received in all"), self.tr("Unreadable"),
            self.tr("First heard"), self.tr("Calls itself"), self.tr("Address"), self.tr("Way"),
        )  # fmt: skip
        for key, name in zip(_FACTS, names, strict=True):
            self._fact_names[key].setText(name)
        self._fields["name"].set_texts(self.tr("Name in the practice"))
        self._fields["profile"].set_texts(
            self.tr("Family"), self.tr("Sets letters and codes that devices of this family need.")
        )
        self._fields["character_set"].set_texts(
            self.tr("Letters"), self.tr("choose only where names of this device come out wrong")
        )
        for index, codec in enumerate(words.CHARACTER_SETS):
            self.character_set.setItemText(index, words.character_set_word(codec))
        self.profile.setItemText(0, self.tr("general"))
        for index, profile in enumerate(devices.known_profiles().values(), 1):
            self.profile.setItemText(index, words.profile_word(profile))
        self._files.setText(self.tr("Profile and settings as a file, for another computer; no addresses, no patients."))
        self.give_file.setText(self.tr("Save…"))
        self.take_file.setText(self.tr("Take from a file…"))
        self.find_button.setText(self.tr("Find a study…"))
        self.send.setText(self.tr("Send a test object to ourselves"))
        device = self._device
        is_dicom = device is None or device.transport is Transport.DICOM
        self.echo.setText(self.tr("Call the device (C-ECHO)") if is_dicom else self.tr("Try the connection"))
        self.withdraw.setText(self.tr("Take out of use"))
        if device is None:
            return
        self._title.setText(device.name)
        self._standing.set(words.standing_word(device.standing), _CHIPS[device.standing])
        in_use = device.standing in {Standing.OURS, Standing.NEW}
        self.withdraw.setText(self.tr("Take out of use") if in_use else self.tr("Into use again"))
        self._show_facts()
        self._say_trial()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._context.navigation.back()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reload()
        self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()
        super().hideEvent(event)
