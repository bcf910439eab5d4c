"""The quiet page around login, lock and recovery: mark, practice, a card in the middle, what the devices do below."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.errors import WorldError
from ui.chip import Chip
from ui.front_door import FrontDoor, Reception
from ui.language import CODES, Language
from ui.messages import explain
from ui.tasks import Progress, Tasks
from ui.theme import Theme, set_property
from ui.widgets.buttons import Button, Segmented
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import horizontal, sized, vertical
from ui.widgets.scrolling import FollowingArea

translate = QCoreApplication.translate

LANGUAGE_NAMES = {"kk": "ҚАЗ", "ru": "РУС"}
_ASK_EVERY_MS = 5000


class DoorPage(QWidget):
    """Card content goes into `card`, links under the card into `links`. Subclasses set texts in `retranslate`."""

    def __init__(self, door: FrontDoor, tasks: Tasks, theme: Theme, language: Language) -> None:
        super().__init__()
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.door, self.tasks, self.theme, self.language = door, tasks, theme, language
        self._reception = Reception(is_running=False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        area = FollowingArea()  # large text in a low window
        whole.addWidget(area)
        inside = QWidget()
        area.setWidget(inside)
        outer = vertical(theme, inside, margins=16, spacing=0)
        outer.addLayout(self._corner())
        outer.addStretch(3)
        outer.addLayout(self._middle())
        outer.addStretch(4)
        outer.addLayout(self._foot())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._ask_reception)
        self._timer.setInterval(_ASK_EVERY_MS)

    def start(self) -> None:
        """Ask what the devices do, now and then; called when the page is shown."""
        self._ask_reception()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def set_error(self, error: WorldError | None) -> None:
        """The sentence inside the card, above its button; None takes it away."""
        text = explain(error).sentence if error else ""
        self.error.setText(text)
        self.error_box.setVisible(bool(text))
        self.error_box.setAccessibleName(text)

    def retranslate(self) -> None:
        """All texts of the page."""
        sign = self.door.sign()
        self._program.setText(self.tr("Shipager"))
        self._practice.setText(sign.name)
        self._test.set(self.tr("TEST practice: for trying out, not for patients"), "warn")
        self._test.setVisible(sign.is_test)
        self._languages.setAccessibleName(self.tr("Language"))
        self._show_reception()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._languages.choose(self.language.code)
            self.retranslate()
        super().changeEvent(event)

    def _corner(self) -> QVBoxLayout:
        corner = vertical(self.theme)
        self._languages = Segmented(CODES)
        self._languages.set_titles(LANGUAGE_NAMES)
        self._languages.choose(self.language.code)
        self._languages.chosen.connect(self.language.set)
        corner.addWidget(self._languages, 0, Qt.AlignmentFlag.AlignRight)
        return corner

    def _middle(self) -> QVBoxLayout:
        middle = vertical(self.theme, spacing=0)
        centre = Qt.AlignmentFlag.AlignHCenter
        middle.addWidget(Glyph(self.theme, "heartbeat", "accent", 48), 0, centre)
        middle.addSpacing(self.theme.px(4))
        self._program = label("", "display")
        middle.addWidget(self._program, 0, centre)
        self._practice = label("", "secondary")
        middle.addWidget(self._practice, 0, centre)
        self._test = Chip()
        middle.addSpacing(self.theme.px(6))
        middle.addWidget(self._test, 0, centre)
        middle.addSpacing(self.theme.px(14))
        frame = QFrame()
        frame.setProperty("surface", "card")
        sized(self.theme, frame, width=392)
        self.card: QVBoxLayout = vertical(self.theme, frame, margins=24, spacing=14)
        middle.addWidget(frame, 0, centre)
        below = QWidget()
        sized(self.theme, below, width=392)
        self.links = horizontal(self.theme, below, margins=(0, 8, 0, 0))
        middle.addWidget(below, 0, centre)
        self.error_box = QFrame()
        self.error_box.setProperty("surface", "bad")
        row = horizontal(self.theme, self.error_box, margins=(12, 8), spacing=8)
        row.addWidget(Glyph(self.theme, "warning-circle", "bad"), 0, Qt.AlignmentFlag.AlignTop)
        self.error = label("", "bad", wrap=True)
        row.addWidget(self.error, 1)
        self.error_box.hide()
        return middle

    def _foot(self) -> QVBoxLayout:
        foot = vertical(self.theme, margins=(0, 0, 0, 8))
        row = horizontal(self.theme, spacing=6)
        self._reception_sign = Glyph(self.theme, "shield-check", "ok")
        self._reception_words = label("", "ok")
        row.addStretch(1)
        row.addWidget(self._reception_sign)
        row.addWidget(self._reception_words)
        row.addStretch(1)
        foot.addLayout(row)
        return foot

    def _ask_reception(self) -> None:
        def ask(_: Progress) -> Reception:
            return self.door.reception()

        self.tasks.work(self, ask, done=self._heard, failed=lambda error: self._heard(Reception(False, 0, error.code)))

    def _heard(self, reception: Reception) -> None:
        self._reception = reception
        self._show_reception()

    def _show_reception(self) -> None:
        state = self._reception
        if state.is_running:
            count = state.sealed_today
            text = translate("Counted", "Devices are being received: %n sealed today", "", count)
            icon, tone = "shield-check", "ok"
        elif state.problem:
            text = self.tr("Devices are not being received ({code})").format(code=state.problem)
            icon, tone = "warning", "warn"
        else:
            text, icon, tone = "", "shield-check", "ok"
        self._reception_words.setText(text)
        set_property(self._reception_words, "role", tone)
        self._reception_sign.set(icon, tone)
        self._reception_sign.setVisible(bool(text))


def wide_button(theme: Theme) -> Button:
    """The one button of a card."""
    button = Button(theme, kind="primary")
    sized(theme, button, min_height=40)
    return button
