"""First page: by what way the device sends. Who does not know it lets the program listen on everything."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QSizePolicy

from ui.context import Context
from ui.devices.connect.state import ANY, ASTM, CLIENT, DICOM, FOLDER, HL7, SERIAL, WAYS, Connecting, ConnectPage
from ui.theme import Theme, focus_by_keyboard
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import grid, horizontal, vertical

_ICONS = {
    DICOM: "image", HL7: "flask", ASTM: "test-tube", SERIAL: "terminal-window", FOLDER: "folder", CLIENT: "phone-call",
    ANY: "broadcast",
}  # fmt: skip


class WayChoice(QPushButton):
    """One way: an icon, its name, for which devices it is."""

    entered = Signal()

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self.setProperty("kind", "choice")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = horizontal(theme, self, margins=(16, 12), spacing=12)
        row.addWidget(Glyph(theme, icon, "accent_text", 24), 0, Qt.AlignmentFlag.AlignTop)
        words = vertical(theme, spacing=2)
        self._title, self._what = label("", "title"), label("", "secondary", wrap=True)
        for one in (self._title, self._what):
            words.addWidget(one)
        words.addStretch(1)
        row.addLayout(words, 1)
        for inside in self.findChildren(QLabel):
            inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_texts(self, title: str, what: str) -> None:
        self._title.setText(title)
        self._what.setText(what)
        self.setAccessibleName(f"{title}. {what}")

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.setChecked(True)
            self.entered.emit()
            return
        super().keyPressEvent(event)


class WayPage(ConnectPage):
    """Enter on a way goes on with it."""

    def __init__(self, context: Context, state: Connecting) -> None:
        super().__init__(context, state)
        self._question = label("", "title")
        self.column.addWidget(self._question)
        table = grid(context.theme, spacing=12)
        self._group = QButtonGroup(self)
        self.choices: dict[str, WayChoice] = {}
        for at, way in enumerate(WAYS):
            choice = WayChoice(context.theme, _ICONS[way])
            choice.setChecked(way == state.way)
            choice.toggled.connect(lambda on, one=way: self._chosen(one) if on else None)
            choice.entered.connect(self.go_on_wanted)
            self._group.addButton(choice)
            self.choices[way] = choice
            wide = 2 if way == ANY else 1
            table.addWidget(choice, at // 2, at % 2, 1, wide)
        for column in (0, 1):
            table.setColumnStretch(column, 1)
        self.column.addLayout(table)
        self.column.addStretch(1)
        self.retranslate()

    def enter(self) -> None:
        focus_by_keyboard(self.choices[self.state.way])

    def _chosen(self, way: str) -> None:
        self.state.way = way
        self.changed.emit()

    def retranslate(self) -> None:
        self._question.setText(self.tr("How does the device send its results?"))
        texts = {
            DICOM: (self.tr("DICOM over the network"), self.tr("Ultrasound, X-ray, CT, endoscopy, many ECG devices.")),
            HL7: (self.tr("HL7 over the network"), self.tr("Analysers and patient monitors; also called LIS or MLLP.")),
            ASTM: (self.tr("ASTM over the network"), self.tr("Analysers; also called LIS2, E1394 or host interface.")),
            SERIAL: (
                self.tr("Serial cable"),
                self.tr("RS-232, COM port, or a USB adapter for one; prints of strips too."),
            ),
            FOLDER: (
                self.tr("A folder with files"),
                self.tr("The device's own program saves PDF, images, GDT, CSV or XML into a folder."),
            ),
            CLIENT: (
                self.tr("The device waits to be called"),
                self.tr("It has an address and a port of its own and calls itself a server."),
            ),
            ANY: (
                self.tr("I do not know"),
                self.tr("The program listens on everything; let the device send, and see what arrives."),
            ),
        }
        for way, (title, what) in texts.items():
            self.choices[way].set_texts(title, what)
