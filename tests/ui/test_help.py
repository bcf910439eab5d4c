"""Help beside the work: F1 opens what the place is about, search by keyboard, both languages live, nothing loaded."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget

from ui import frame_commands, messages
from ui.context import Context
from ui.front_door import Reception
from ui.help import topics
from ui.help.book import texts_of
from ui.help.markup import Heading, Items, Live, Pairs, Paragraph, parse, spans, to_html
from ui.help.window import HelpWindow
from ui.language import CODES, Code
from ui.main_window import MainWindow
from ui.patients.form import PatientForm
from ui.places import PLACES
from ui.tokens import ThemeName

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Typed = Callable[[QWidget, str], None]
_PLAIN_KEYS = {
    "Enter",
    "Esc",
    "Tab",
    "Space",
    "PgUp",
    "PgDown",
    "↑",
    "↓",
    "←",
    "→",
    "+",
    "-",
    "I",
    "R",
    "Ctrl",
    "Ctrl+A",
}
_NONE, _ALT, _CTRL = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier,
)  # fmt: skip


@pytest.fixture
def frame(qtbot: QtBot, work: Context) -> Iterator[MainWindow]:
    """The frame on a real practice whose receiver listens on this computer alone; nothing is under way."""
    settings = work.practice.folder.hub_settings
    settings.write_text(json.dumps({**json.loads(settings.read_text()), "bind": "127.0.0.1"}))
    made = MainWindow(work, lambda: Reception(is_running=True, sealed_today=1), start="settings")
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: not work.tasks.running, timeout=5000)
    yield made
    qtbot.waitUntil(lambda: not work.tasks.running, timeout=5000)
    made.put_down()


@pytest.fixture
def shown(qtbot: QtBot, work: Context) -> HelpWindow:
    made = HelpWindow(work.theme, work.language, work.commands)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show_topic("first-steps")
    return made


def press(window: QWidget, code: int, held: Qt.KeyboardModifier = _NONE) -> None:
    """As the keyboard does it: the window first, then whatever has the focus."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(window.windowHandle(), QKeyEvent(kind, code, held))


def text_of(window: HelpWindow) -> str:
    return window.page.toPlainText()


@pytest.mark.parametrize("place", ["settings", "devices", "export"])
def test_f1_opens_the_topic_of_the_place(qtbot: QtBot, work: Context, frame: MainWindow, place: str) -> None:
    frame.go(place)
    qtbot.waitUntil(lambda: not work.tasks.running, timeout=5000)
    press(frame, Qt.Key.Key_F1)
    shown = frame.findChild(HelpWindow)
    assert isinstance(shown, HelpWindow)
    assert shown.isVisible()
    assert shown.topic == topics.topic_of(place)


def test_the_help_button_and_a_second_f1_use_the_same_window(frame: MainWindow) -> None:
    frame.top.help_button.click()
    frame_commands.show_help(frame, "shortcuts")
    (shown,) = frame.findChildren(HelpWindow)
    assert shown.topic == "shortcuts"


def test_f1_in_a_dialog_opens_its_topic_in_a_window_that_can_be_used(
    qtbot: QtBot, work: Context, frame: MainWindow, typed: Typed
) -> None:
    form = PatientForm(work, frame.window())
    form.open()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is form.windowHandle(), timeout=2000)
    press(form, Qt.Key.Key_F1)
    shown = form.findChild(HelpWindow)
    assert isinstance(shown, HelpWindow)
    assert shown.topic == "patients"
    assert shown.width() > 900  # as wide as beside the work, whatever the dialog's width
    qtbot.waitUntil(shown.isActiveWindow, timeout=2000)
    shown.search.setFocus()
    typed(shown.search, "экг")
    assert shown.search.text() == "экг"
    form.reject()
    assert not shown.isVisible()


def test_every_dialog_has_a_topic_of_its_own(project_root: Path) -> None:
    derived = re.compile(r"^class (\w+)\(Sheet\)", re.MULTILINE)
    sheets = {name for file in (project_root / "ui").rglob("*.py") for name in derived.findall(file.read_text("utf-8"))}
    assert sheets <= {name for topic in topics.TOPICS for name in topic.sheets}


def test_locking_takes_the_help_away_with_the_screens(frame: MainWindow) -> None:
    frame_commands.show_help(frame)
    shown = frame.findChild(HelpWindow)
    assert isinstance(shown, HelpWindow)
    frame.put_down()
    assert not shown.isVisible()


def test_every_shortcut_that_help_names_is_a_commands(qtbot: QtBot, work: Context, frame: MainWindow) -> None:
    for place in PLACES:
        frame.go(place.key)
    qtbot.waitUntil(lambda: not work.tasks.running, timeout=10_000)
    frame_commands.show_help(frame)
    shown = frame.findChild(HelpWindow)
    assert isinstance(shown, HelpWindow)
    known = {one.shortcut for one in (*work.commands, *shown.own_commands) if one.shortcut} | _PLAIN_KEYS
    told = {
        span.text
        for topic in topics.TOPICS
        for block in topics.read(topic.key, "kk")
        for text in texts_of(block)
        for span in spans(text)
        if span.kind == "key"
    }
    assert told <= known
    assert "Ctrl+Enter" in told


@pytest.mark.parametrize(
    ("typing", "topic"),
    [
        ("резервная", "backup"), ("htpthdyfz", "backup"),  # the second typed on QWERTY
        ("NCALayer", "keys"), ("порт занят", "devices"), ("экстренный", "day"), ("otp-used", "errors"),
    ],
)  # fmt: skip
def test_typing_finds_a_topic_in_any_layout(shown: HelpWindow, typed: Typed, typing: str, topic: str) -> None:
    assert QApplication.focusWidget() is shown.search
    typed(shown.search, typing)
    assert topic in {entry.topic for entry in shown.contents.entries}
    assert shown.contents.current == shown.contents.entries[0]


def test_kazakh_is_found_without_kazakh_letters(work: Context, shown: HelpWindow, typed: Typed) -> None:
    work.language.set("kk")
    typed(shown.search, "кыскарту йок")
    assert shown.contents.entries == ()
    shown.search.clear()
    typed(shown.search, "курылгыны косу")
    assert shown.contents.entries[0].topic == "devices"


def test_search_is_walked_read_and_left_by_keyboard(shown: HelpWindow, typed: Typed) -> None:
    typed(shown.search, "копия")
    first = shown.contents.entries[0]
    assert (first.topic, shown.topic) == ("backup", "backup")
    others = [at for at, entry in enumerate(shown.contents.entries) if entry.topic != "backup"]
    for _ in range(others[0]):
        press(shown, Qt.Key.Key_Down)
    assert shown.topic == shown.contents.entries[others[0]].topic != "backup"
    press(shown, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is shown.page
    press(shown, Qt.Key.Key_F, _CTRL)
    assert QApplication.focusWidget() is shown.search
    press(shown, Qt.Key.Key_Escape)
    assert shown.search.text() == ""
    assert len(shown.contents.entries) == len(topics.TOPICS)
    press(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_what_is_not_there_is_said(shown: HelpWindow, typed: Typed) -> None:
    typed(shown.search, "синхрофазотрон")
    assert shown.contents.entries == ()
    assert "Ничего не найдено" in shown.nothing.text()
    assert shown.nothing.isVisible()


def test_a_found_section_is_brought_into_view(shown: HelpWindow, typed: Typed) -> None:
    typed(shown.search, "лист восстановления")
    at = next(n for n, entry in enumerate(shown.contents.entries) if entry.topic == "backup" and entry.anchor)
    shown.contents.choose(at)
    assert shown.page.verticalScrollBar().value() > 0


def test_links_are_followed_and_left_by_keyboard(shown: HelpWindow) -> None:
    press(shown, Qt.Key.Key_Return)  # from the search into the text
    press(shown, Qt.Key.Key_Tab)
    press(shown, Qt.Key.Key_Return)
    assert shown.topic == "backup"
    press(shown, Qt.Key.Key_Left, _ALT)
    assert shown.topic == "first-steps"


def test_language_changes_while_a_page_is_read(work: Context, shown: HelpWindow) -> None:
    shown.show_topic("backup")
    assert text_of(shown).startswith("Резервная копия")
    work.language.set("kk")
    assert shown.windowTitle() == "Көмек"
    assert text_of(shown).startswith("Резервтік көшірме")
    assert shown.contents.current is not None
    assert shown.contents.current.title == "Резервтік көшірме"
    assert "Басқа папкаға көшіру…" in text_of(shown)  # what stands on the button, in the language of the screen


def test_theme_and_size_change_and_the_reader_stays_where_they_were(work: Context, shown: HelpWindow) -> None:
    shown.show_topic("errors")
    shown.page.scroll_to_block(120)
    read = shown.page.block_at_top
    assert read > 100
    work.theme.set_scale(1.5)
    work.theme.set_name(ThemeName.DARK)
    work.language.set("kk")
    assert abs(shown.page.block_at_top - read) <= 1


@pytest.mark.clause("24.3")
@pytest.mark.parametrize("language", CODES)
def test_every_support_code_is_listed_with_what_to_do(work: Context, shown: HelpWindow, language: Code) -> None:
    work.language.set(language)
    shown.show_topic("errors")
    listed = text_of(shown)
    for known in messages.known():
        assert known.code in listed
        assert known.sentence in listed


def test_shortcuts_are_those_of_the_registry(work: Context, frame: MainWindow) -> None:
    work.language.set("kk")
    frame_commands.show_help(frame, "shortcuts")
    shown = frame.findChild(HelpWindow)
    assert isinstance(shown, HelpWindow)
    listed = text_of(shown)
    for command in work.commands:
        if command.shortcut:
            assert command.shortcut.replace("Left", "←") in listed
    for key in ("lock", "patient.new", "place.inbox"):
        command = work.commands.find(key)
        assert command is not None
        assert command.title() in listed


@pytest.mark.clause("27.1")
def test_nothing_is_loaded_and_no_address_is_opened(shown: HelpWindow) -> None:
    kinds = (QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.StyleSheetResource)
    for kind in kinds:
        assert shown.page.loadResource(kind.value, QUrl("https://example.org/a.png")) is None
    assert not shown.page.openExternalLinks()
    assert not shown.page.openLinks()
    for topic in topics.TOPICS:
        shown.show_topic(topic.key)
        assert "://" not in shown.page.toHtml().replace("http://www.w3.org/", "")
        assert "<img" not in shown.page.toHtml()


def test_marks_of_the_help_texts() -> None:
    blocks = parse("# T\n\nOne\nline **b** `F1` [x](y)\n\n> Note\n\n- a\n  more\n- b\n\n1. c\n2. d\n\n{codes}\n\n<b>&")
    assert blocks == (
        Heading(1, "T"), Paragraph("One line **b** `F1` [x](y)"), Paragraph("Note", is_note=True),
        Items(("a more", "b")), Items(("c", "d"), is_numbered=True), Live("codes"), Paragraph("<b>&"),
    )  # fmt: skip
    html = to_html(
        (*blocks[:5], Pairs((("`F1`", "[[A|b]]"),)), blocks[6]), lambda context, source: f"{context}:{source}"
    )
    assert "&lt;b&gt;&amp;" in html
    assert "<b>A:b</b>" in html
    with pytest.raises(ValueError, match="live"):
        to_html(blocks, lambda context, source: source)
