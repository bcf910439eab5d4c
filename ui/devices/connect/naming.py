"""Third page: what the practice calls the device, which family it is of, which letters it can read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from app import device_settings, devices, onboarding
from app.domain.device import Device, Transport
from app.domain.device_profile import DeviceProfile
from app.domain.device_settings import DeviceSettings, Link
from app.domain.errors import Conflict, WorldError
from ui.context import Context
from ui.devices import heard_words, words
from ui.devices.connect.state import Connecting, ConnectPage
from ui.messages import explain
from ui.theme import focus_by_keyboard
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal
from ui.widgets.narrow_page import card


class NamingPage(ConnectPage):
    """Next writes the device: accepted with the settings its family proposes, or set up with its link."""

    def __init__(self, context: Context, state: Connecting) -> None:
        super().__init__(context, state)
        theme = context.theme
        self._about = label("", "secondary", wrap=True)
        self.column.addWidget(self._about)
        frame, inside = card(theme)
        self.name, self.profile, self.letters = QLineEdit(), QComboBox(), QComboBox()
        self.name.setMaxLength(100)
        self.name.returnPressed.connect(self.go_on)
        for codec in words.CHARACTER_SETS:
            self.letters.addItem("", codec)
        self.fields = [Field(theme, one) for one in (self.name, self.profile, self.letters)]
        inside.addWidget(self.fields[0])
        row = horizontal(theme, spacing=16)
        for field in self.fields[1:]:
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(row)
        self._proposed = label("", "accent", wrap=True)
        inside.addWidget(self._proposed)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        inside.addWidget(self._problem)
        self.column.addWidget(frame)
        self.column.addStretch(1)
        self._families: tuple[DeviceProfile, ...] = ()
        self._filled_for: object = None
        self.profile.currentIndexChanged.connect(self._say_family)
        self.name.textChanged.connect(lambda _: self.fields[0].set_error(""))
        self._is_writing = False
        self.retranslate()

    @property
    def is_ready(self) -> bool:
        return not self._is_writing

    def enter(self) -> None:
        """A new caller or place is filled in; what was typed for the same one stays."""
        subject = self.state.caller.key if self.state.caller is not None else self.state.link
        if subject != self._filled_for:
            self._filled_for = subject
            self._fill()
        self.retranslate()
        focus_by_keyboard(self.name)
        self.name.selectAll()

    def _fill(self) -> None:
        caller = self.state.caller
        likely = onboarding.proposals(caller) if caller is not None else ()
        known = devices.known_profiles().values()
        protocol = self.state.protocol
        fitting = [one for one in known if one.transport.value in {protocol, self.state.transport.value}]
        by_key = {one.key: one for one in (*likely, *sorted(fitting, key=lambda one: one.title))}
        self._families = tuple(by_key.values())
        self.profile.clear()
        self.profile.addItem("", "")
        for one in self._families:
            self.profile.addItem(words.profile_word(one), one.key)
        self.profile.setCurrentIndex(1 if likely else 0)
        self.letters.setCurrentIndex(0)
        self.name.setText(self._proposed_name(likely[0] if likely else None))
        self._problem.hide()

    def _proposed_name(self, likely: DeviceProfile | None) -> str:
        caller = self.state.caller
        what = words.family_word(likely.what) if likely is not None else ""
        called = heard_words.name_of(caller) if caller is not None else ""
        return f"{what[:1].upper()}{what[1:]} {called}".strip() if what else called

    def go_on(self) -> None:
        if self._is_writing:
            return
        name = self.name.text().strip()
        self.fields[0].set_error("" if name else self.tr("A device needs a name."))
        if not name:
            focus_by_keyboard(self.name)
            return
        self._problem.hide()
        self._is_writing = True
        self.changed.emit()
        caller, link, profile = self.state.caller, self.state.link, self.profile.currentData()
        write = self.context.tasks.write
        if caller is not None:
            write(
                self, onboarding.accept, Transport(caller.transport), caller.calling, caller.peer,
                name=name, profile=profile, done=self._written, failed=self._refused,
            )  # fmt: skip
            return
        proposed = devices.known_profiles()[profile].settings if profile else DeviceSettings()
        write(
            self, device_settings.add, self.state.transport, name,
            DeviceSettings(
                checks_checksum=proposed.checks_checksum, host_query=proposed.host_query,
                line_profile=proposed.line_profile or (profile if self._has_lines(profile) else ""),
                link=link or Link(),
            ),
            profile=profile, done=self._written, failed=self._refused,
        )  # fmt: skip

    def _has_lines(self, profile: str) -> bool:
        return bool(profile) and devices.known_profiles()[profile].lines is not None

    def _written(self, device: Device) -> None:
        codec = self.letters.currentData()
        if codec and codec != device.character_set:
            self.context.tasks.write(
                self, devices.set_character_set, device.device_id, codec, done=self._done, failed=self._refused
            )
            return
        self._done(device)

    def _done(self, device: Device) -> None:
        self._is_writing = False
        self.state.device = device
        self.changed.emit()
        self.go_on_wanted.emit()

    def _refused(self, error: WorldError) -> None:
        self._is_writing = False
        self.changed.emit()
        text = explain(error).sentence
        if isinstance(error, Conflict):
            text = self.tr("A device at this place is in the list already: open its page and change it there.")
        self._problem.setText(text)
        self._problem.show()

    def _say_family(self) -> None:
        key = self.profile.currentData()
        likely = bool(self._families) and key == self._families[0].key and self.state.caller is not None
        self._proposed.setText(
            self.tr("The family was recognised by what the device says of itself.") if likely else ""
        )
        self._proposed.setVisible(likely)

    def retranslate(self) -> None:
        caller = self.state.caller
        self._about.setText(heard_words.sentence(caller) if caller is not None else self._place())
        name, profile, letters = self.fields
        name.set_texts(self.tr("Name in the practice"), self.tr("As people call it, for example: ultrasound, room 3."))
        profile.set_texts(self.tr("Family"), self.tr("Sets letters and codes that devices of this family need."))
        letters.set_texts(self.tr("Letters"), self.tr("Choose only where names come out wrong."))
        for at, codec in enumerate(words.CHARACTER_SETS):
            self.letters.setItemText(at, words.character_set_word(codec))
        if self.profile.count():
            self.profile.setItemText(0, self.tr("general"))
        for at, one in enumerate(self._families, 1):
            self.profile.setItemText(at, words.profile_word(one))
        self._say_family()

    def _place(self) -> str:
        link = self.state.link
        if link is None:
            return ""
        place = link.serial_port or link.folder or f"{link.host}:{link.port}"
        return self.tr("The device at {place}.").format(place=place)
