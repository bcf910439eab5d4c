"""The viewer's tools as words with icons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QWidget

from ui.context import Context
from ui.viewer.canvas import Tool
from ui.viewer.kinds import Kind
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided
from ui.widgets.layouts import horizontal

_ICONS = {Tool.WINDOW: "circle-half", Tool.ZOOM: "magnifying-glass", Tool.PAN: "hand", Tool.MEASURE: "ruler"}


class ViewerBar(QFrame):
    """Tools that do not apply to what is shown are away."""

    back_wanted = Signal()
    tool_chosen = Signal(object)
    invert_wanted = Signal()
    reset_wanted = Signal()
    play_wanted = Signal()
    more_wanted = Signal(object)  # the button that asked

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "strip")
        theme = context.theme
        row = horizontal(theme, self, margins=(12, 8), spacing=8)
        self._back = Button(theme, icon="arrow-left", kind="round")
        self._back.clicked.connect(self.back_wanted)
        self._title = Elided("", "title")
        row.addWidget(self._back)
        row.addWidget(self._title, 1)
        self._tools: dict[Tool, Button] = {}
        group = QButtonGroup(self)
        for tool in Tool:
            button = Button(theme, icon=_ICONS[tool], kind="plain")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, one=tool: self._choose(one))
            group.addButton(button)
            self._tools[tool] = button
            row.addWidget(button)
        self._invert = Button(theme, icon="swap")
        self._play = Button(theme, icon="play")
        self._reset = Button(theme, icon="arrow-counter-clockwise")
        self._invert.clicked.connect(self.invert_wanted)
        self._play.clicked.connect(self.play_wanted)
        self._reset.clicked.connect(self.reset_wanted)
        for button in (self._invert, self._play, self._reset):
            row.addWidget(button)
        self.more = Button(theme, icon="dots-three", kind="round")
        self.more.clicked.connect(lambda: self.more_wanted.emit(self.more))
        row.addWidget(self.more)
        self._is_playing = False
        self._choose(Tool.WINDOW)
        self.retranslate()

    @property
    def title(self) -> str:
        return self._title.text()

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def _choose(self, tool: Tool) -> None:
        for one, button in self._tools.items():
            button.setChecked(one is tool)
            button.set_kind("primary" if one is tool else "plain")
        self.tool_chosen.emit(tool)

    def show_kind(self, kind: Kind, *, frames: int) -> None:
        for button in (*self._tools.values(), self._invert, self._reset):
            button.setVisible(kind is Kind.IMAGE)
        self._play.setVisible(kind is Kind.IMAGE and frames > 1)

    def show_playing(self, *, is_playing: bool) -> None:
        self._is_playing = is_playing
        self._play.set_icon("pause" if is_playing else "play")
        self._play.setText(self.tr("Stop") if is_playing else self.tr("Play"))

    def retranslate(self) -> None:
        words = {
            Tool.WINDOW: self.tr("Window"),
            Tool.ZOOM: self.tr("Zoom"),
            Tool.PAN: self.tr("Pan"),
            Tool.MEASURE: self.tr("Measure"),
        }
        for tool, button in self._tools.items():
            button.setText(words[tool])
        self._back.setAccessibleName(self.tr("Back"))
        self._back.setToolTip(self.tr("Back"))
        self.more.setToolTip(self.tr("Cite, move, split, send"))
        self.more.setAccessibleName(self.tr("Cite, move, split, send"))
        self._invert.setText(self.tr("Invert"))
        self._invert.setToolTip("I")
        self._reset.setText(self.tr("Reset"))
        self._reset.setToolTip("R")
        self.show_playing(is_playing=self._is_playing)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
