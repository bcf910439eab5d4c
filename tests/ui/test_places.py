"""Every place of the window: it builds on an empty practice, says what to do next, and names every control."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QSlider, QWidget

from ui import icons
from ui.context import Context
from ui.places import PLACES, Place
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_CONTROLS = (QPushButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit, QSlider)
_WITH_EMPTY_STATE = {"patients", "inbox", "documents", "devices", "reports", "outbox"}


def _said(control: QWidget) -> str:
    text = control.text() if isinstance(control, QPushButton) else ""
    return control.accessibleName() or text


@pytest.mark.usefixtures("local_hub")
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.key)
def test_a_place_of_an_empty_practice_is_usable_in_both_languages(
    qtbot: QtBot, work: Context, settled: Callable[[], None], place: Place
) -> None:
    screen = place.build(work)
    qtbot.addWidget(screen)
    screen.resize(1200, 800)
    screen.show()
    settled()
    if place.key in _WITH_EMPTY_STATE:
        states = [one for one in screen.findChildren(EmptyState) if one.isVisible()]
        assert [bool(one.title.text() and one.next_step.text()) for one in states] == [True]
    shown: dict[str, set[str]] = {}
    for language in ("kk", "ru"):
        work.language.set(language)
        settled()
        controls = [
            one
            for one in screen.findChildren(QWidget)
            if isinstance(one, _CONTROLS) and one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]
        nameless = [type(one).__name__ for one in controls if not _said(one)]
        assert not nameless, f"without an accessible name: {nameless}"
        shown[language] = {_said(one) for one in controls}
    if shown["kk"]:
        assert shown["kk"] != shown["ru"]


def test_every_icon_that_the_screens_name_is_in_the_set(project_root: Path) -> None:
    asked = re.compile(r"""(?:icon=|Glyph\([^,()]+, |EmptyState\([^,()]+, |set_icon\()"([a-z-]+)\"""")
    sources = {file: file.read_text(encoding="utf-8") for file in (project_root / "ui").rglob("*.py")}
    unknown = [
        f"{file.name}: {name}"
        for file, text in sources.items()
        for name in asked.findall(text)
        if not icons.known(name)
    ]
    assert not unknown
