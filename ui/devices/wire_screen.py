"""The log of the wire on a page of its own (from Devices, F6): everything that devices and the receiver say."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.context import Context
from ui.devices.wire_panel import WirePanel
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, vertical


class WireScreen(QWidget):
    """`show_subject((transport, calling, peer))` keeps it to one device."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        theme = context.theme
        column = vertical(theme, self, margins=(20, 16), spacing=12)
        head = horizontal(theme, spacing=12)
        self._back = Button(theme, icon="arrow-left", kind="ghost")
        self._back.clicked.connect(context.navigation.back)
        self._title = label("", "page")
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addStretch(1)
        column.addLayout(head)
        self._note = label("", "secondary", wrap=True)
        column.addWidget(self._note)
        frame = QFrame()
        frame.setProperty("surface", "card")
        inside = vertical(theme, frame, margins=(14, 12), spacing=0)
        self.panel = WirePanel(context)
        inside.addWidget(self.panel)
        column.addWidget(frame, 1)
        self.setFocusProxy(self.panel.text)
        self.retranslate()

    def show_subject(self, subject: tuple[str, str, str]) -> None:
        self.panel.show_device(*subject)
        focus_by_keyboard(self.panel.text)

    def retranslate(self) -> None:
        self._back.setText(self.tr("Back"))
        self._title.setText(self.tr("Log of the wire"))
        self._note.setText(
            self.tr(
                "What devices say and what they are answered, while this page is open. Names and numbers of patients "
                "are left out; the receiver keeps the last two thousand lines in memory only."
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._context.navigation.back()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
