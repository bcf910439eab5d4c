"""One sentence at the foot of the window, for some seconds, with *undo* where there is something to undo.

It lies over the screen and never takes the focus.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from ui.navigation import Notice
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import horizontal, sized

_SECONDS = 8
_ICONS = {"ok": "check-circle", "warn": "warning", "bad": "warning-circle"}


class NoticeBar(QFrame):
    """`tell(notice)` replaces what is shown."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._window = theme, parent
        self._undo: Callable[[], None] | None = None
        self.setProperty("surface", "notice")
        sized(theme, self, max_width=720)
        row = horizontal(theme, self, margins=(16, 8, 8, 8), spacing=12)
        self._icon = Glyph(theme, "check-circle", "surface")
        self._text = label("", "", wrap=False)
        self._button = Button(theme)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._take_back)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.retranslate()
        self.hide()

    def tell(self, notice: Notice) -> None:
        self._undo = notice.undo
        self._text.setText(notice.text)
        self.setAccessibleName(notice.text)
        self._icon.set(_ICONS[notice.tone], "surface")
        self._button.setVisible(notice.undo is not None)
        self.show()
        self._place()
        self.raise_()
        self._timer.start()

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def undo_button(self) -> Button:
        return self._button

    def retranslate(self) -> None:
        self._button.setText(self.tr("Undo"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _take_back(self) -> None:
        self.hide()
        if self._undo is not None:
            self._undo()

    def _place(self) -> None:
        self.adjustSize()
        window = self._window
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - self._theme.px(46))
