"""Devices (F6): what to enter at a device, which devices were heard, and the live log of the wire.

The program listens first: a device that sends appears here by itself, and is then given the name the practice uses.
"""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from app import devices, receiver, rereading
from app.domain.access import Permission
from app.domain.device import Device
from app.domain.errors import WorldError
from app.domain.events import DeviceSeen, HubChanged
from app.receiver import Receiver
from ui import formats
from ui.context import Context
from ui.devices import words
from ui.devices.enter_panel import EnterPanel
from ui.devices.receiver_sheet import ReceiverSheet
from ui.messages import explain
from ui.tables import Column, RowsModel, RowsView
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical

_LOOK_MS = 3000
_SILENT = timedelta(hours=24)


class DevicesScreen(QWidget):
    """Everything about receiving, on one page."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._receiver: Receiver | None = None
        self._shown_device: int | None = None
        theme = context.theme
        column = vertical(theme, self, margins=(20, 16), spacing=12)
        self._title = label("", "page")
        column.addWidget(self._title)
        self.enter = EnterPanel(theme)
        self.enter.change_wanted.connect(self.change_receiver)
        self.enter.change.setVisible(context.practice.actor.may(Permission.DEVICES))
        column.addWidget(self.enter)
        row = horizontal(theme, spacing=12)
        row.addWidget(self._list(), 1)
        row.addWidget(self._detail())
        column.addLayout(row, 3)
        column.addWidget(self._log_panel(), 2)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._ask_receiver)
        context.bridge.happened.connect(self._happened)
        self.retranslate()

    # building

    def _list(self) -> QWidget:
        theme = self._context.theme
        columns: tuple[Column[Device], ...] = (
            Column(lambda: self.tr("Device"), lambda one: one.name, is_strong=True),
            Column(lambda: self.tr("Calls itself"), lambda one: one.calling.replace("^", " "), 130),
            Column(lambda: self.tr("Address"), lambda one: one.peer, 120),
            Column(lambda: self.tr("Way"), lambda one: words.transport_word(one.transport), 90),
            Column(lambda: self.tr("Last heard"), self._last, 150, tone=self._last_tone),
            Column(lambda: self.tr("Received"), lambda one: str(one.received), 115),
            Column(lambda: self.tr("Unreadable"), lambda one: str(one.errors), 110,
                   tone=lambda one: "bad" if one.errors else "secondary"),
        )  # fmt: skip
        self._model: RowsModel[Device] = RowsModel(theme, columns, lambda one: one.device_id)
        self.table: RowsView[Device] = RowsView(theme, self._model)
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._show_device())
        self.table.activated.connect(lambda _: focus_by_keyboard(self.name))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table.framed())
        self._empty = EmptyState(theme, "broadcast")
        self._stack.addWidget(self._empty)
        return self._stack

    def _detail(self) -> QWidget:
        theme = self._context.theme
        self._panel = QFrame()
        self._panel.setProperty("surface", "card")
        sized(theme, self._panel, width=300)
        column = vertical(theme, self._panel, margins=14, spacing=8)
        self._heard = label("", "secondary", wrap=True)
        column.addWidget(self._heard)
        self.name = QLineEdit()
        self.name.returnPressed.connect(self.save)
        self.character_set, self.profile = QComboBox(), QComboBox()
        for codec in words.CHARACTER_SETS:
            self.character_set.addItem("", codec)
        self.profile.addItem("", "")
        for key, profile in devices.known_profiles().items():
            self.profile.addItem(profile.title, key)
        self._fields = {
            "name": Field(theme, self.name),
            "character_set": Field(theme, self.character_set),
            "profile": Field(theme, self.profile),
        }
        for field in self._fields.values():
            column.addWidget(field)
        self._save = Button(theme, icon="check", kind="primary")
        self._save.clicked.connect(self.save)
        column.addWidget(self._save)
        column.addStretch(1)
        self._panel.hide()
        return self._panel

    def _log_panel(self) -> QWidget:
        theme = self._context.theme
        panel = QFrame()
        panel.setProperty("surface", "card")
        column = vertical(theme, panel, margins=(14, 10), spacing=6)
        self._log_title = label("", "section")
        column.addWidget(self._log_title)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setProperty("bare", "true")
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = self.log.font()
        font.setFamilies(["DejaVu Sans Mono", "Consolas", "monospace"])
        self.log.setFont(font)
        column.addWidget(self.log, 1)
        return panel

    # cells

    def _last(self, device: Device) -> str:
        return formats.moment_near(device.last_seen, self._context.practice.clock.now())

    def _last_tone(self, device: Device) -> str:
        silent = self._context.practice.clock.now() - device.last_seen > _SILENT
        return "warn" if silent else "ok"

    # what is heard

    def reload(self) -> None:
        self._context.tasks.read(self, devices.listed, done=self._take)

    def _take(self, found: tuple[Device, ...]) -> None:
        self.table.put_rows(found)
        self._stack.setCurrentIndex(0 if found else 1)
        self._panel.setVisible(bool(found))
        self._show_device()

    def _happened(self, event: object) -> None:
        if isinstance(event, DeviceSeen) and self.isVisible():
            self.reload()
        if isinstance(event, DeviceSeen | HubChanged) and self.isVisible():
            self._ask_receiver()

    def _ask_receiver(self) -> None:
        folder = self._context.practice.folder
        self._context.tasks.work(
            self, lambda _: receiver.look(folder), done=self._take_receiver, failed=self._no_receiver
        )

    def _take_receiver(self, seen: Receiver) -> None:
        self._receiver = seen
        self._say_receiver()

    def _no_receiver(self, error: WorldError) -> None:
        self._receiver = None
        self.enter.show_problem(explain(error).sentence)

    def _say_receiver(self) -> None:
        seen = self._receiver
        if seen is None:
            return
        self.enter.show_receiver(seen)
        text = "\n".join(f"{formats.clock_seconds(one.at)}  {one.text}" for one in seen.log)
        if text != self.log.toPlainText():
            position = self.log.verticalScrollBar().value()
            self.log.setPlainText(text)
            self.log.verticalScrollBar().setValue(position)

    def change_receiver(self) -> None:
        """Other ports, address or name; the panel follows when the receiver is there again."""
        addresses = self._receiver.addresses if self._receiver else ()
        sheet = ReceiverSheet(self._context, addresses, self.window())
        sheet.changed.connect(self._ask_receiver)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    # one device

    def _show_device(self) -> None:
        """What is being typed is never overwritten by a device that sends meanwhile."""
        device = self.table.current
        if device is None:
            return
        sentence = self.tr("A device at {address} calls itself {name}. First heard {first}.")
        self._heard.setText(
            sentence.format(
                address=device.peer,
                name=device.calling.replace("^", " ") or "—",
                first=formats.moment(device.first_seen),
            )
        )
        if device.device_id == self._shown_device:
            return
        self._shown_device = device.device_id
        self.name.setText(device.name)
        self.character_set.setCurrentIndex(max(0, self.character_set.findData(device.character_set)))
        self.profile.setCurrentIndex(max(0, self.profile.findData(device.profile)))
        self._save.setEnabled(self._context.practice.actor.may(Permission.DEVICES))

    def save(self) -> None:
        """Name, character set and profile, each only where it was changed."""
        device = self.table.current
        if device is None or not self._save.isEnabled():
            return
        name, codec, profile = self.name.text().strip(), self.character_set.currentData(), self.profile.currentData()
        self._fields["name"].set_error("" if name else self.tr("A device needs a name."))
        if not name:
            return
        write = self._context.tasks.write
        if name != device.name:
            write(self, devices.rename, device.device_id, name, done=self._saved)
        if codec != device.character_set:
            write(self, devices.set_character_set, device.device_id, codec, done=self._read_waiting)
        if profile != device.profile:
            write(self, devices.set_profile, device.device_id, profile, done=self._saved)

    def _saved(self, device: Device) -> None:
        self._context.navigation.notice(self.tr("{device}: saved").format(device=device.name))
        self.reload()

    def _read_waiting(self, device: Device) -> None:
        """With other letters chosen, what waits in the inbox from this device is read again at once."""
        self._saved(device)
        self._context.tasks.write(self, rereading.read_waiting_again, device.device_id, done=self._say_read)

    def _say_read(self, count: int) -> None:
        if count:
            self._context.navigation.notice(self.tr("%n waiting message(s) read again", "", count))

    # words

    def retranslate(self) -> None:
        self._title.setText(self.tr("Devices"))
        self.table.setAccessibleName(self.tr("Devices that were heard"))
        self._fields["name"].set_texts(self.tr("Name in the practice"))
        self._fields["character_set"].set_texts(
            self.tr("Letters"), self.tr("choose only where names of this device come out wrong")
        )
        self._fields["profile"].set_texts(self.tr("Profile"))
        for index, codec in enumerate(words.CHARACTER_SETS):
            self.character_set.setItemText(index, words.character_set_word(codec))
        self.profile.setItemText(0, self.tr("general"))
        self._save.setText(self.tr("Save"))
        self._log_title.setText(self.tr("Log of the wire"))
        self.log.setAccessibleName(self.tr("Log of the wire"))
        self.log.setPlaceholderText(self.tr("Every connection of a device appears here while the receiver is running."))
        self._empty.set_texts(
            self.tr("No device was heard yet"),
            self.tr("Enter the values above at the device and send something: it appears here by itself."),
        )
        self._model.say_again()
        self._say_receiver()
        self._show_device()

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
