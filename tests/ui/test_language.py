"""Kazakh and Russian, switched while the program runs; no text is left in English, no value is lost."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.language import Language, compiled, translator_of
from ui.theme import Theme
from ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def _messages(project_root: Path, language: str) -> list[tuple[str, str, list[str], bool]]:
    """(context, source, translations, finished)."""
    found = []
    for context in ET.parse(project_root / "i18n" / f"shipager_{language}.ts").getroot().findall("context"):
        for message in context.findall("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
            found.append(
                (context.findtext("name") or "", message.findtext("source") or "", forms, not translation.get("type"))
            )
    return found


@pytest.mark.clause("24.3")
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_text_is_translated(project_root: Path, language: str) -> None:
    open_ones = [
        (context, source)
        for context, source, forms, is_finished in _messages(project_root, language)
        if not is_finished or not all(form.strip() for form in forms)
    ]
    assert not open_ones


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_translation_loses_or_adds_a_value(project_root: Path, language: str) -> None:
    def values(text: str) -> list[str]:
        return sorted(re.findall(r"\{\w*\}|%n|%\d", text))

    wrong = [
        (source, form)
        for _, source, forms, _ in _messages(project_root, language)
        for form in forms
        if form and values(form) != values(source)
    ]
    assert not wrong


def test_the_translation_files_are_those_of_the_present_sources(project_root: Path) -> None:
    answer = subprocess.run(
        [sys.executable, str(project_root / "i18n" / "update.py"), "--check"],
        cwd=project_root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stdout[-3000:]


def test_a_widget_on_the_screen_changes_its_language(qtbot: QtBot) -> None:
    theme, language = Theme(), Language()
    theme.apply()
    language.set("ru")
    strip = ProgressStrip(theme)
    qtbot.addWidget(strip)
    window = QWidget()
    qtbot.addWidget(window)
    russian = strip.accessibleName(), _button_text(strip)
    with qtbot.waitSignal(language.changed):
        language.set("kk")
    assert _button_text(strip) == "Болдырмау"
    assert russian[1] == "Отмена"
    assert language.locale.name() == "kk_KZ"


def test_plurals_are_right_in_both_languages(qtbot: QtBot) -> None:
    language = Language()
    language.set("ru")
    russian = [QCoreApplication.translate("Counted", "EDS: %n day(s)", "", count) for count in (1, 2, 5, 21, 111)]
    assert russian == ["ЭЦП: 1 день", "ЭЦП: 2 дня", "ЭЦП: 5 дней", "ЭЦП: 21 день", "ЭЦП: 111 дней"]
    language.set("kk")
    assert QCoreApplication.translate("Counted", "EDS: %n day(s)", "", 5) == "ЭЦҚ: 5 күн"


def test_a_document_may_speak_another_language_than_the_screen(qtbot: QtBot) -> None:
    language = Language()
    language.set("ru")
    assert translator_of("kk").translate("Places", "Day") == "Күн"
    assert QCoreApplication.translate("Places", "Day") == "День"


def test_a_changed_source_is_compiled_anew_and_the_old_form_is_cleared_away(
    qtbot: QtBot, tmp_path: Path, project_root: Path
) -> None:
    source = tmp_path / "shipager_kk.ts"
    source.write_bytes((project_root / "i18n" / "shipager_kk.ts").read_bytes())
    first = compiled("kk", source=source, cache=tmp_path / "cache")
    assert compiled("kk", source=source, cache=tmp_path / "cache") == first
    source.write_text(source.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    second = compiled("kk", source=source, cache=tmp_path / "cache")
    assert second != first
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [second.name]


def _button_text(strip: ProgressStrip) -> str:
    from PySide6.QtWidgets import QPushButton

    button = strip.findChild(QPushButton)
    assert button is not None
    return button.text()
