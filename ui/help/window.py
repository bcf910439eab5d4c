"""The help window: topics at the left, the text at the right, one search field; read beside the work.

It is no dialog: the work goes on behind it, and locking takes it away with everything else. By keyboard: typing
searches at once, Up and Down choose, Enter goes into the text, Tab walks its links, Ctrl+F back to the search,
Alt+Left to the page before, Esc clears the search and then closes.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QStackedWidget, QWidget

from ui.commands import Command, Commands
from ui.help import live
from ui.help.book import Book, Entry
from ui.help.contents import Contents
from ui.help.page import HelpPage
from ui.help.topics import TOPICS
from ui.language import Language
from ui.shortcuts import ShortcutFilter
from ui.theme import Theme, focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical

_WIDTH, _HEIGHT = 1080, 760


class HelpWindow(QWidget):
    """`show_topic(key)` opens it there; `commands` is the registry that the list of shortcuts is read from."""

    def __init__(self, theme: Theme, language: Language, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._language, self._registry = theme, language, commands
        self._topic = TOPICS[0].key
        self._before: list[str] = []  # pages read before; what a search walks through counts as one
        self._is_searching = False
        self._keys: ShortcutFilter | None = None
        self._own = Commands(self)
        self._build()
        self._connect()
        self.retranslate()
        room = _outermost(parent).size() if parent is not None else self.size()
        self.resize(min(theme.px(_WIDTH), room.width()), min(theme.px(_HEIGHT), room.height()))

    def _build(self) -> None:
        theme = self._theme
        column = vertical(theme, self, spacing=0)
        bar = QFrame()
        bar.setProperty("surface", "strip")
        row = horizontal(theme, bar, margins=(16, 10), spacing=10)
        self._back = Button(theme, icon="arrow-left", kind="tool")
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        sized(theme, self.search, min_width=240, max_width=520)
        self._close = Button(theme, icon="x", kind="round")
        row.addWidget(self._back)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        row.addWidget(self._close)
        column.addWidget(bar)
        middle = horizontal(theme, spacing=0)
        side = QFrame()
        side.setProperty("surface", "rail")
        inside = vertical(theme, side, margins=8, spacing=0)
        self._lists = QStackedWidget()
        self.contents = Contents(theme)
        self.nothing = label("", "secondary", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(theme.px(10), theme.px(10), theme.px(10), 0)
        self._lists.addWidget(self.contents)
        self._lists.addWidget(self.nothing)
        inside.addWidget(self._lists)
        sized(theme, side, width=300)
        middle.addWidget(side)
        paper = QFrame()
        paper.setProperty("ground", "surface")
        paper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        around = horizontal(theme, paper, spacing=0)
        self.page = HelpPage(theme)
        sized(theme, self.page, max_width=800)
        around.addWidget(self.page, 100)
        around.addStretch(1)
        middle.addWidget(paper, 1)
        column.addLayout(middle, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._show_found())
        self.search.installEventFilter(self)
        self.contents.selectionModel().currentChanged.connect(lambda _new, _old: self._chosen())
        self.contents.activated.connect(lambda _: focus_by_keyboard(self.page))
        self.contents.installEventFilter(self)
        self.page.anchorClicked.connect(self._follow)
        self._back.clicked.connect(self.back)
        self._close.clicked.connect(self.close)
        self._theme.changed.connect(self._dress_again)
        add = self._own.add
        add(Command("help.search", self._search_word, lambda: focus_by_keyboard(self.search), "Ctrl+F"))
        add(Command("help.back", self._back.accessibleName, self.back, "Alt+Left"))
        add(Command("help.close", self._close.accessibleName, self.leave, "Esc"))
        QWidget.setTabOrder(self.search, self.contents)
        QWidget.setTabOrder(self.contents, self.page)

    # what is shown

    @property
    def topic(self) -> str:
        """The key of the topic that is shown."""
        return self._topic

    @property
    def own_commands(self) -> Commands:
        """What the keys do in this window alone."""
        return self._own

    def show_topic(self, key: str, anchor: str = "") -> None:
        """Show a topic, and the window in front. Raises `KeyError` for a topic that there is none of."""
        if not any(topic.key == key for topic in TOPICS):
            raise KeyError(key)
        self.search.clear()
        self._turn_to(key, anchor)
        self.show()
        self.raise_()
        self.activateWindow()

    def _turn_to(self, key: str, anchor: str = "", *, remember: bool = True) -> None:
        if remember and key != self._topic and self.isVisible():
            self._before = [*self._before[-30:], self._topic]
        self._topic = key
        self._show_page()
        if anchor:
            self.page.scrollToAnchor(anchor)
        self._mark()

    def back(self) -> None:
        """The page that was read before; harmless on the first one."""
        if self._before:
            self._topic = self._before.pop()
            self._show_page()
            self._mark()

    def leave(self) -> None:
        """Esc: a search that is typed is cleared first."""
        if self.search.text():
            self.search.clear()
            focus_by_keyboard(self.search)
        else:
            self.close()

    def _show_page(self) -> None:
        self.page.show_html(self._book.html(self._topic))
        self.page.setAccessibleName(self._book.title(self._topic))
        self._back.setEnabled(bool(self._before))

    def _dress_again(self) -> None:
        """The same page in other words, colours or sizes: the reader stays at the same paragraph."""
        read = self.page.block_at_top
        self._show_page()
        self.page.scroll_to_block(read)

    def _show_found(self) -> None:
        """The list of what holds the typed words; the first of it is shown beside it at once."""
        typed = self.search.text().strip()
        if typed and not self._is_searching and self.isVisible():
            self._before = [*self._before[-30:], self._topic]
        self._is_searching = bool(typed)
        found = self._book.find(typed) if typed else self._book.contents
        self.contents.show_entries(found)
        self._lists.setCurrentIndex(0 if found else 1)
        if typed:
            self.contents.choose(0)
        else:
            self._mark()

    def _mark(self) -> None:
        """Put the mark of the list on the page that is shown, while the list holds all topics."""
        if not self._is_searching:
            self.contents.choose([entry.topic for entry in self.contents.entries].index(self._topic))

    def _chosen(self) -> None:
        entry: Entry | None = self.contents.current
        if entry is not None and (entry.topic != self._topic or self._is_searching):
            self._turn_to(entry.topic, entry.anchor, remember=not self._is_searching)

    def _follow(self, link: QUrl) -> None:
        self.search.clear()
        self._turn_to(link.toString())
        focus_by_keyboard(self.page)

    # keys, words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field arrows walk the list; Enter goes into the text. Letters in the list are a search."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        pressed = cast("QKeyEvent", event)
        if watched is self.search:
            if pressed.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                self.contents.step(1 if pressed.key() == Qt.Key.Key_Down else -1)
                return True
            if pressed.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                focus_by_keyboard(self.page)
                return True
            if pressed.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
                QApplication.sendEvent(self.page, event)
                return True
        elif pressed.text().isalnum() and not pressed.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            focus_by_keyboard(self.search)
            self.search.setText(self.search.text() + pressed.text())
            return True
        return False

    def _search_word(self) -> str:
        return self.tr("Search in the help")

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Help"))
        self.search.setPlaceholderText(self._search_word())
        self.search.setAccessibleName(self._search_word())
        self._back.setAccessibleName(self.tr("Page before"))
        self._back.setToolTip(self.tr("Page before") + " · Alt ←")
        self._close.setAccessibleName(self.tr("Close"))
        self._close.setToolTip(self.tr("Close") + " · Esc")
        self.contents.setAccessibleName(self.tr("Topics"))
        self.nothing.setText(self.tr("Nothing found. Try another word, or part of it."))
        self._read_again()

    def _read_again(self) -> None:
        """The book in the present language and with the present shortcuts; page and search stay."""
        self._book = Book(self._language.code, QCoreApplication.translate, live.parts(self._registry))
        self._show_found()
        self._dress_again()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._keys is None:
            self._keys = ShortcutFilter(self, self._own, self)
        self._read_again()
        focus_by_keyboard(self.search)


def _outermost(widget: QWidget) -> QWidget:
    """The window that all others stand over: a dialog may be much smaller than what is to be read."""
    window = widget.window()
    above = window.parentWidget()
    return _outermost(above) if above is not None else window
