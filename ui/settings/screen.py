"""Settings (F8): language, theme and size of the screen, which change at once; and a card for each other matter."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.access import Permission
from ui.context import Context
from ui.language import CODES
from ui.settings.backup import BackupSection
from ui.settings.keys import KeysSection
from ui.settings.locking import LockingSection
from ui.settings.login import LoginSection
from ui.settings.practice import PracticeSection
from ui.settings.sending import SendingSection
from ui.theme import SCALES
from ui.tokens import ThemeName
from ui.widgets.buttons import Button, Segmented
from ui.widgets.labels import label, line
from ui.widgets.layouts import horizontal, sized, vertical
from ui.widgets.narrow_page import card
from ui.widgets.scrolling import FollowingArea

_LANGUAGES = {"kk": "Қазақша", "ru": "Русский"}


class SettingsScreen(QWidget):
    """One column of cards."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        theme = context.theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = FollowingArea()
        outer.addWidget(area)
        inside = QWidget()
        area.setWidget(inside)
        row = horizontal(theme, inside, margins=(20, 16), spacing=0)
        middle = QWidget()
        sized(theme, middle, max_width=860)
        self._column = vertical(theme, middle, spacing=16)
        row.addWidget(middle, 10)
        row.addStretch(1)
        self._title = label("", "page")
        self._column.addWidget(self._title)
        self._titles: list[QLabel] = []
        self._names: list[QLabel] = []
        self._add_screen()
        self.practice = PracticeSection(context)
        self.locking = LockingSection(context)
        self.login = LoginSection(context)
        self.keys = KeysSection(context) if context.practice.actor.may(Permission.SIGN) else None
        for section in (self.practice, self.keys, self.locking, self.login):
            if section is not None:
                self._column.addWidget(section)
        self.sending = SendingSection(context) if context.practice.actor.may(Permission.EXCHANGE) else None
        self.backup = BackupSection(context)
        for later in (self.sending, self.backup):
            if later is not None:
                self._column.addWidget(later)
        self._add_places()
        self._column.addStretch(1)
        theme.changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Settings"))
        titles = (self.tr("Screen"), self.tr("Sending and leaving"))
        for shown, text in zip(self._titles, titles, strict=True):
            shown.setText(text)
        names = (self.tr("Language"), self.tr("Theme"), self.tr("Size of text and controls"))
        for shown, text in zip(self._names, names, strict=True):
            shown.setText(text)
        self.themes.set_titles(
            {
                ThemeName.LIGHT: self.tr("Light"),
                ThemeName.DARK: self.tr("Dark"),
                ThemeName.CONTRAST: self.tr("High contrast"),
            }
        )
        self._export_words.setText(
            self.tr("Hand over the whole record in open formats, readable without this program.")
        )
        self._export.setText(self.tr("Export…"))
        self._outbox_words.setText(self.tr("What waits to be sent to the ministry, why, and what exactly was sent."))
        self._outbox.setText(self.tr("Outbox"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _add_screen(self) -> None:
        theme, language = self._context.theme, self._context.language
        inside = self._card()
        self.languages = Segmented(CODES)
        self.languages.set_titles(_LANGUAGES)
        self.languages.chosen.connect(language.set)
        self.themes = Segmented(tuple(ThemeName))
        self.themes.chosen.connect(lambda name: theme.set_name(ThemeName(name)))
        self.scales = Segmented([f"{round(scale * 100)} %" for scale in SCALES])
        self.scales.chosen.connect(lambda text: theme.set_scale(int(text.split()[0]) / 100))
        for at, control in enumerate((self.languages, self.themes, self.scales)):
            if at:
                inside.addWidget(line())
            self._row(inside, control)

    def _add_places(self) -> None:
        theme, navigation = self._context.theme, self._context.navigation
        inside = self._card()
        self._outbox_words, self._export_words = (label("", "secondary", wrap=True) for _ in range(2))
        self._outbox = Button(theme, icon="arrows-down-up")
        self._export = Button(theme, icon="export")
        self._outbox.clicked.connect(lambda: navigation.go("outbox"))
        self._export.clicked.connect(lambda: navigation.go("export"))
        rows = (
            (self._outbox_words, self._outbox),
            (self._export_words, self._export),
        )
        for at, (words, button) in enumerate(rows):
            if at:
                inside.addWidget(line())
            row = horizontal(theme, spacing=16)
            row.addWidget(words, 1)
            row.addWidget(button)
            inside.addLayout(row)

    def _card(self) -> QVBoxLayout:
        frame, inside = card(self._context.theme, spacing=10)
        title = label("", "section")
        self._titles.append(title)
        inside.addWidget(title)
        self._column.addWidget(frame)
        return inside

    def _row(self, inside: QVBoxLayout, control: QWidget) -> None:
        row = horizontal(self._context.theme, spacing=16)
        name = label("", "secondary")
        sized(self._context.theme, name, min_width=220)
        self._names.append(name)
        row.addWidget(name)
        row.addWidget(control, 0 if isinstance(control, Segmented) else 1)
        if isinstance(control, Segmented):
            row.addStretch(1)
        inside.addLayout(row)

    def _show(self) -> None:
        theme = self._context.theme
        self.languages.choose(self._context.language.code)
        self.themes.choose(theme.name)
        nearest = min(SCALES, key=lambda scale: abs(scale - theme.scale))
        self.scales.choose(f"{round(nearest * 100)} %")
