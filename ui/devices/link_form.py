"""How to speak with a device that the receiver itself reaches: language, speed, bits, files. Its place is fixed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QWidget

from app import devices
from app.domain.device_settings import Link, LinkKind
from ui.context import Context
from ui.devices import words
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, vertical

_CLIENT, _SERIAL, _FOLDER = LinkKind.CLIENT, LinkKind.SERIAL, LinkKind.FOLDER
_SHOWN = {
    "protocol": {_CLIENT, _SERIAL}, "baud": {_SERIAL}, "frame": {_SERIAL}, "pattern": {_FOLDER}, "reader": {_FOLDER},
    "answers": {_FOLDER},
}  # fmt: skip


class LinkForm(QWidget):
    """`show_link(link)`; `wanted(link)` after each change by a person."""

    wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._link = Link()
        self._is_filling = False
        theme = context.theme
        column = vertical(theme, self, spacing=12)
        self._place = label("", "secondary", wrap=True)
        column.addWidget(self._place)
        self.protocol, self.baud, self.frame_box, self.pattern = (QComboBox() for _ in range(4))
        for name in words.PROTOCOLS:
            self.protocol.addItem("", name)
        for speed in words.BAUDS:
            self.baud.addItem(str(speed), speed)
        for one in words.FRAMES:
            self.frame_box.addItem("", one)
        self.pattern.setEditable(True)
        self.pattern.addItems(list(words.PATTERNS))
        self.reader = QComboBox()
        for key in ("", *devices.file_readers()):
            self.reader.addItem("", key)
        self.answers, self._choose = QLineEdit(), Button(theme, icon="folder")
        self._choose.clicked.connect(self._choose_folder)
        editors: dict[str, QWidget] = {
            "protocol": self.protocol, "baud": self.baud, "frame": self.frame_box, "pattern": self.pattern,
            "reader": self.reader,
            "answers": self.answers,
        }  # fmt: skip
        self._fields = {name: Field(theme, editor) for name, editor in editors.items()}
        for field in self._fields.values():
            column.addWidget(field)
        row = horizontal(theme)
        row.addWidget(self._choose)
        row.addStretch(1)
        column.addLayout(row)
        self.handshake = QCheckBox()
        column.addWidget(self.handshake)
        self.leaves = QCheckBox()
        self.leaves.toggled.connect(lambda _: self._tell())
        self._leaves_note = label("", "small", wrap=True)
        column.addWidget(self.leaves)
        column.addWidget(self._leaves_note)
        for box in (self.protocol, self.baud, self.frame_box, self.reader):
            box.activated.connect(lambda _: self._tell())
        self.pattern.activated.connect(lambda _: self._tell())
        line = self.pattern.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._tell)
        self.answers.editingFinished.connect(self._tell)
        self.handshake.toggled.connect(lambda _: self._tell())
        self.retranslate()

    def show_link(self, link: Link) -> None:
        """Hidden for a device that comes by itself; what is being typed is not overwritten."""
        self._link = link
        self.setVisible(link.kind is not LinkKind.COMES)
        self._is_filling = True
        for name, kinds in _SHOWN.items():
            self._fields[name].setVisible(link.kind in kinds)
        self._choose.setVisible(link.kind is _FOLDER)
        self.handshake.setVisible(link.kind is _SERIAL)
        for widget in (self.leaves, self._leaves_note):
            widget.setVisible(link.kind is _FOLDER)
        self.leaves.setChecked(link.leaves_files)
        self.protocol.setCurrentIndex(max(0, self.protocol.findData(link.protocol)))
        if self.baud.findData(link.baud) < 0:
            self.baud.addItem(str(link.baud), link.baud)
        self.baud.setCurrentIndex(self.baud.findData(link.baud))
        frame = (link.parity, link.data_bits, link.stop_bits)
        self.frame_box.setCurrentIndex(words.FRAMES.index(frame) if frame in words.FRAMES else 0)
        self.handshake.setChecked(link.hardware_handshake)
        self.reader.setCurrentIndex(max(0, self.reader.findData(link.reader)))
        if not self.pattern.hasFocus():
            self.pattern.setEditText(link.pattern)
        if not self.answers.hasFocus():
            self.answers.setText(link.answers_folder)
        self._is_filling = False
        self.retranslate()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder for requests"), self.answers.text())
        if chosen:
            self.answers.setText(str(Path(chosen)))
            self._tell()

    def _tell(self) -> None:
        if self._is_filling:
            return
        parity, data_bits, stop_bits = words.FRAMES[self.frame_box.currentIndex()]
        wanted = replace(self._link, is_on=self._link.is_on)
        if self._link.kind in {_CLIENT, _SERIAL}:
            wanted = replace(wanted, protocol=words.PROTOCOLS[self.protocol.currentIndex()])
        if self._link.kind is _SERIAL:
            wanted = replace(
                wanted, baud=self.baud.currentData(), parity=parity, data_bits=data_bits, stop_bits=stop_bits,
                hardware_handshake=self.handshake.isChecked(),
            )  # fmt: skip
        if self._link.kind is _FOLDER:
            pattern, answers = self.pattern.currentText().strip() or "*", self.answers.text().strip()
            wanted = replace(wanted, pattern=pattern, answers_folder=answers, reader=self.reader.currentData(),
                             leaves_files=self.leaves.isChecked())  # fmt: skip
        if wanted != self._link:
            self._link = wanted
            self.wanted.emit(wanted)

    def retranslate(self) -> None:
        self._place.setText(words.link_word(self._link))
        texts = {
            "protocol": (self.tr("Language"), ""),
            "baud": (self.tr("Speed (baud)"), ""),
            "frame": (self.tr("Bits and parity"), ""),
            "pattern": (self.tr("Which files"), self.tr("* is every file.")),
            "reader": (
                self.tr("How to read them"),
                self.tr("Choose only where files of the device are not recognised."),
            ),
            "answers": (
                self.tr("Folder for requests"),
                self.tr("For a device program that takes the patient from a file (GDT). Empty: none are written."),
            ),
        }
        for name, (title, hint) in texts.items():
            self._fields[name].set_texts(title, hint)
        if (line := self.pattern.lineEdit()) is not None:
            line.setAccessibleName(self.tr("Which files"))
        for at in range(self.reader.count()):
            self.reader.setItemText(at, words.reader_word(self.reader.itemData(at)))
        for at, word in enumerate(words.protocol_words()):
            self.protocol.setItemText(at, word)
        for at, word in enumerate(words.frame_words()):
            self.frame_box.setItemText(at, word)
        self.leaves.setText(self.tr("Leave the files where they are"))
        self._leaves_note.setText(self.tr("For a device whose own program still needs them there."))
        self.handshake.setText(self.tr("Hardware handshake (RTS/CTS)"))
        self._choose.setText(self.tr("Choose…"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
