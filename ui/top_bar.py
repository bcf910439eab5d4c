"""The top bar: the mark, the one search box (Ctrl+K), the language switch, help."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.chip import Chip
from ui.language import CODES, Language
from ui.login.page import LANGUAGE_NAMES
from ui.theme import Theme
from ui.tokens import MEASURES
from ui.widgets.buttons import Button, Segmented
from ui.widgets.labels import Glyph, KeyCap
from ui.widgets.layouts import horizontal, sized

SEARCH_LEFT = 284 - MEASURES.rail  # behind the mark
SEARCH_WIDTH = 560


class TopBar(QFrame):
    """`search_wanted()`, `help_wanted()`; `search` is where the palette opens."""

    search_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, theme: Theme, language: Language, *, is_test: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.setProperty("surface", "strip")
        sized(theme, self, height=MEASURES.top_bar)
        row = horizontal(theme, self, margins=(0, 0, 16, 0), spacing=12)
        mark = QWidget()
        sized(theme, mark, width=MEASURES.rail)
        inside = horizontal(theme, mark)
        inside.addWidget(Glyph(theme, "heartbeat", "accent", 28), 0, Qt.AlignmentFlag.AlignCenter)
        row.addWidget(mark)
        self._test = Chip()
        row.addWidget(self._test)
        self._test.setVisible(is_test)  # in the row first: shown without a parent it would flash as a window
        row.addStretch(2)
        self.search = Button(theme, icon="magnifying-glass", kind="search")
        self.search.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        sized(theme, self.search, min_width=280, max_width=SEARCH_WIDTH)
        cap = horizontal(theme, self.search, margins=(0, 0, 10, 0))
        cap.addStretch(1)
        cap.addWidget(KeyCap("Ctrl K"))
        self.search.clicked.connect(self.search_wanted)
        row.addWidget(self.search, 6)
        row.addStretch(5)
        self._languages = Segmented(CODES)
        self._languages.set_titles(LANGUAGE_NAMES)
        self._languages.choose(language.code)
        self._languages.chosen.connect(language.set)
        row.addWidget(self._languages)
        self._help = Button(theme, icon="question", kind="round")
        self._help.clicked.connect(self.help_wanted)
        row.addWidget(self._help)
        self.retranslate()

    @property
    def help_button(self) -> Button:
        return self._help

    def retranslate(self) -> None:
        self.search.setText(self.tr("Search or command"))
        self.search.setAccessibleName(self.tr("Search or command"))
        self._languages.setAccessibleName(self.tr("Language"))
        self._help.setAccessibleName(self.tr("Help"))
        self._help.setToolTip(self.tr("Help · F1"))
        self._test.set(self.tr("TEST"), "warn")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._languages.choose(self._language.code)
            self.retranslate()
        super().changeEvent(event)
