"""Second page for devices that do not come by themselves: address and port, serial port, or folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QFrame, QLineEdit, QWidget

from app import device_trials, devices, serial_ports
from app.device_trials import Trial
from app.domain.device_settings import Link, LinkKind
from app.serial_ports import SerialPort
from ui.context import Context
from ui.devices import trial_words, words
from ui.devices.connect.state import CLIENT, FOLDER, SERIAL, Connecting, ConnectPage
from ui.number_fields import PortField
from ui.theme import focus_by_keyboard, set_property
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, vertical
from ui.widgets.narrow_page import card


class ReachPage(ConnectPage):
    """Shows the fields of the chosen way; Next puts them into the link."""

    def __init__(self, context: Context, state: Connecting) -> None:
        super().__init__(context, state)
        theme = context.theme
        self._title, self._why = label("", "title"), label("", "secondary", wrap=True)
        self.column.addWidget(self._title)
        self.column.addWidget(self._why)
        frame, inside = card(theme)
        editors = self._editors()
        self.fields = {name: Field(theme, editor) for name, editor in editors.items()}
        rows = (("host", "port"), ("serial_port", "baud", "frame"), ("folder", "pattern"), ("reader",), ("protocol",))
        self._rows: list[QFrame] = []
        for names in rows:
            holder = QFrame()
            row = horizontal(theme, holder, spacing=16)
            for at, name in enumerate(names):
                row.addWidget(self.fields[name], 2 if at == 0 else 1, Qt.AlignmentFlag.AlignTop)
                if name == "folder":
                    beside = vertical(theme, spacing=4)
                    beside.addSpacing(theme.px(22))
                    beside.addWidget(self.choose)
                    beside.addStretch(1)
                    row.addLayout(beside)
            inside.addWidget(holder)
            self._rows.append(holder)
        inside.addWidget(self.handshake)
        tests = horizontal(theme, spacing=12)
        self.test, self._result = Button(theme, icon="paper-plane-tilt"), label("", "secondary", wrap=True)
        self.test.clicked.connect(self.try_it)
        tests.addWidget(self.test)
        tests.addWidget(self._result, 1)
        inside.addLayout(tests)
        self.column.addWidget(frame)
        self.column.addStretch(1)
        for editor in (self.host, self.port, self.folder):
            editor.textChanged.connect(self._changed)
        for box in (self.serial_port, self.pattern):
            box.editTextChanged.connect(self._changed)
        self._trial: Trial | None = None
        self.retranslate()

    def _editors(self) -> dict[str, QWidget]:
        theme = self.context.theme
        self.host, self.port = QLineEdit(), PortField()
        self.host.setMaxLength(253)
        self.serial_port, self.baud, self.frame_box = QComboBox(), QComboBox(), QComboBox()
        self.serial_port.setEditable(True)
        for speed in words.BAUDS:
            self.baud.addItem(str(speed), speed)
        self.baud.setCurrentIndex(words.BAUDS.index(9600))
        for one in words.FRAMES:
            self.frame_box.addItem("", one)
        self.handshake = QCheckBox()
        self.folder, self.choose = QLineEdit(), Button(theme, icon="folder")
        self.choose.clicked.connect(self._choose)
        self.pattern = QComboBox()
        self.pattern.setEditable(True)
        for pattern in words.PATTERNS:
            self.pattern.addItem(pattern)
        self.reader = QComboBox()
        for key in ("", *devices.file_readers()):
            self.reader.addItem("", key)
        self.protocol = QComboBox()
        for name in words.PROTOCOLS:
            self.protocol.addItem("", name)
        return {
            "host": self.host, "port": self.port, "serial_port": self.serial_port, "baud": self.baud,
            "frame": self.frame_box, "folder": self.folder, "pattern": self.pattern, "protocol": self.protocol,
            "reader": self.reader,
        }  # fmt: skip

    def enter(self) -> None:
        way = self.state.way
        client, serial, folder, reader, protocol = self._rows
        reader.setVisible(way == FOLDER)
        client.setVisible(way == CLIENT)
        serial.setVisible(way == SERIAL)
        self.handshake.setVisible(way == SERIAL)
        folder.setVisible(way == FOLDER)
        protocol.setVisible(way in {CLIENT, SERIAL})
        self.test.setVisible(way == CLIENT)
        self._result.setVisible(way == CLIENT)
        self._result.setText("")
        if way == SERIAL:
            self.context.tasks.work(self, lambda _: serial_ports.found(), done=self.show_ports)
        self.retranslate()
        first = {CLIENT: self.host, SERIAL: self.serial_port, FOLDER: self.choose}.get(way, self.host)
        focus_by_keyboard(first)

    def show_ports(self, found: tuple[SerialPort, ...]) -> None:
        """What the system has; another name may be typed."""
        typed = self.serial_port.currentText()
        self.serial_port.clear()
        for one in found:
            self.serial_port.addItem(one.name)
            about = f"{one.name} — {one.description}" if one.description else one.name
            self.serial_port.setItemData(self.serial_port.count() - 1, about, Qt.ItemDataRole.ToolTipRole)
        if typed or not found:
            self.serial_port.setEditText(typed)
        self.fields["serial_port"].set_texts(
            self.tr("Serial port"),
            "; ".join(f"{one.name} — {one.description}" for one in found if one.description)
            or ("" if found else self.tr("No port was found: plug the cable or its adapter in.")),
        )

    def go_on(self) -> None:
        if self._is_right():
            self.state.link = self.link()
            self.go_on_wanted.emit()

    def link(self) -> Link:
        """What the fields say."""
        way = self.state.way
        if way == CLIENT:
            return Link(
                LinkKind.CLIENT, protocol=self.protocol.currentData(), host=self.host.text().strip(),
                port=self.port.port or 0,
            )  # fmt: skip
        if way == SERIAL:
            parity, data_bits, stop_bits = self.frame_box.currentData()
            return Link(
                LinkKind.SERIAL, protocol=self.protocol.currentData(), baud=self.baud.currentData(),
                serial_port=self.serial_port.currentText().strip(), parity=parity, data_bits=data_bits,
                stop_bits=stop_bits, hardware_handshake=self.handshake.isChecked(),
            )  # fmt: skip
        return Link(
            LinkKind.FOLDER,
            folder=self.folder.text().strip(),
            pattern=self.pattern.currentText().strip() or "*",
            reader=self.reader.currentData(),
        )

    def try_it(self) -> None:
        """Whether the device answers at that address; nothing is sent to it."""
        if not self._is_right():
            return
        host, port = self.host.text().strip(), self.port.port or 0
        self.test.setEnabled(False)
        self.context.tasks.work(self, lambda _: device_trials.connect(host, port), done=self._tried)

    def _tried(self, trial: Trial) -> None:
        self._trial = trial
        self.test.setEnabled(True)
        self._result.setText(trial_words.sentence(trial))
        set_property(self._result, "role", "ok" if trial.is_good else "bad")

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("The folder with the results"), self.folder.text())
        if chosen:
            self.folder.setText(str(Path(chosen)))

    def _is_right(self) -> bool:
        way = self.state.way
        needed = self.tr("This is needed.")
        if way == CLIENT:
            self.fields["host"].set_error("" if self.host.text().strip() else needed)
            self.fields["port"].set_error("" if self.port.port else self.tr("A number from 1 to 65535."))
        elif way == SERIAL:
            self.fields["serial_port"].set_error("" if self.serial_port.currentText().strip() else needed)
        else:
            folder = self.folder.text().strip()
            there = bool(folder) and Path(folder).is_dir()
            self.fields["folder"].set_error("" if there else self.tr("There is no such folder."))
        wrong = next((one for one in self.fields.values() if one.error and one.isVisibleTo(self)), None)
        if wrong is not None:
            focus_by_keyboard(wrong.editor)
        return wrong is None

    def _changed(self) -> None:
        for field in self.fields.values():
            field.set_error("")
        self._result.setText("")

    def retranslate(self) -> None:
        way = self.state.way
        heads = {
            CLIENT: (
                self.tr("Where does the device wait?"),
                self.tr("The program connects by itself, and again whenever the connection is lost."),
            ),
            SERIAL: (
                self.tr("Which cable, and how fast?"),
                self.tr("The values stand in the device's menu (Communication, Host, RS-232). Usual: 9600, 8 bits, "
                        "no parity."),
            ),
            FOLDER: (
                self.tr("Which folder?"),
                self.tr("Files are read once they are whole and then moved into a dated folder beside; "
                        "nothing is deleted."),
            ),
        }  # fmt: skip
        title, why = heads.get(way, heads[CLIENT])
        self._title.setText(title)
        self._why.setText(why)
        texts = {
            "host": (self.tr("Address or name"), self.tr("For example 192.168.0.30.")),
            "port": (self.tr("Port"), ""),
            "baud": (self.tr("Speed (baud)"), ""),
            "frame": (self.tr("Bits and parity"), ""),
            "folder": (self.tr("Folder"), self.tr("On this computer or a share of the network.")),
            "pattern": (self.tr("Which files"), self.tr("* is every file.")),
            "reader": (
                self.tr("How to read them"),
                self.tr("Choose only where files of the device are not recognised."),
            ),
            "protocol": (self.tr("Language"), self.tr("As the device's menu names it.")),
        }
        for name, (about, hint) in texts.items():
            self.fields[name].set_texts(about, hint)
        self.fields["serial_port"].set_texts(self.tr("Serial port"), self.fields["serial_port"].below.text())
        inner = ((self.serial_port, self.tr("Serial port")), (self.pattern, self.tr("Which files")))
        for box, name in inner:
            if (line := box.lineEdit()) is not None:
                line.setAccessibleName(name)
        for at, word in enumerate(words.frame_words()):
            self.frame_box.setItemText(at, word)
        for at in range(self.reader.count()):
            self.reader.setItemText(at, words.reader_word(self.reader.itemData(at)))
        for at, word in enumerate(words.protocol_words()):
            self.protocol.setItemText(at, word)
        self.handshake.setText(self.tr("Hardware handshake (RTS/CTS)"))
        self.choose.setText(self.tr("Choose…"))
        self.test.setText(self.tr("Try the connection"))
        if self._trial is not None and self._result.text():
            self._result.setText(trial_words.sentence(self._trial))
