"""The five permanent states: devices, sync, backup, certificate, lock; a click shows the details (product rule 8).

What is known stands in `ui/status_states.py`; here it is shown, in words with an icon, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import Theme, set_property
from ui.tokens import MEASURES
from ui.widgets.buttons import Button
from ui.widgets.labels import KeyCap, label, line
from ui.widgets.layouts import horizontal, sized
from ui.widgets.popover import Popover

KEYS = ("devices", "sync", "backup", "certificate", "lock")


@dataclass(frozen=True, slots=True)
class State:
    """`tone` is ok, warn, bad or "" (nothing to say); `rows` are (name, value, tone) of the details."""

    text: str
    icon: str
    tone: str = ""
    title: str = ""
    rows: tuple[tuple[str, str, str], ...] = ()
    note: str = ""
    action: str = ""  # words of the button in the details
    place: str = ""  # where the button leads


class StatusBar(QFrame):
    """`set_states(call)`: the call is asked again on language change. `go_wanted(place)`, `lock_wanted()`."""

    go_wanted = Signal(str)
    lock_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ask: Callable[[], dict[str, State]] = dict
        self._states: dict[str, State] = {}
        self.setProperty("surface", "bar")
        self.setAccessibleName("status")
        sized(theme, self, height=MEASURES.status_bar)
        row = horizontal(theme, self, spacing=0)
        self._buttons: dict[str, _StateButton] = {}
        for key in KEYS:
            if key == "lock":
                row.addStretch(1)
                row.addWidget(line(upright=True))
            button = _StateButton(theme)
            button.clicked.connect(lambda _=False, one=key: self._open(one))
            self._buttons[key] = button
            row.addWidget(button)
            if key != "lock":
                row.addWidget(line(upright=True))
        row.addWidget(KeyCap("Ctrl L"))
        row.addSpacing(theme.px(12))

    def set_states(self, ask: Callable[[], dict[str, State]]) -> None:
        """Show what `ask` tells, for the keys of `KEYS` it knows."""
        self._ask = ask
        self._states = ask()
        for key, button in self._buttons.items():
            state = self._states.get(key)
            button.setVisible(state is not None)
            if state is not None:
                button.show_state(state)

    def state(self, key: str) -> State:
        return self._states[key]

    def button(self, key: str) -> Button:
        return self._buttons[key]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.set_states(self._ask)
        super().changeEvent(event)

    def _open(self, key: str) -> None:
        state = self._states[key]
        popover = Popover(self._theme, self)
        popover.body.addWidget(label(state.title or state.text, "title"))
        for name, value, tone in state.rows:
            popover.add_row(name, value, tone)
        if state.note:
            popover.body.addWidget(label(state.note, "small", wrap=True))
        if state.action:
            button = Button(self._theme, state.action, kind="plain")

            def act() -> None:
                popover.close()
                if key == "lock":
                    self.lock_wanted.emit()
                else:
                    self.go_wanted.emit(state.place)

            button.clicked.connect(act)
            popover.body.addWidget(button)
        popover.show_above(self._buttons[key])


class _StateButton(Button):
    def __init__(self, theme: Theme) -> None:
        self._state = State("", "circle")
        super().__init__(theme, kind="state")

    def show_state(self, state: State) -> None:
        self._state = state
        set_property(self, "tone", state.tone)
        self.setText(state.text)
        self.setAccessibleName(state.text)
        self._dress()

    def _dress(self) -> None:
        self.setIcon(self._theme.icon(self._state.icon, self._state.tone or "secondary"))
        side = self._theme.px(16)
        self.setIconSize(QSize(side + self._theme.px(3), side))
