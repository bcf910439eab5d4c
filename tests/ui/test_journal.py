"""The journal on the screen: sentences in both languages, filters, a file, the chain."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import card, patients
from app.domain.identity import PersonName, Sex
from app.domain.patient import PatientDraft
from app.journal import Family
from ui.context import Context
from ui.navigation import Notice
from ui.reports import journal_words
from ui.reports.journal import JournalScreen

pytestmark = pytest.mark.clause("22.5")

Settled = Callable[[], None]
Pressed = Callable[..., None]


@pytest.fixture
def screen(qtbot: QtBot, work: Context, settled: Settled) -> JournalScreen:
    made = JournalScreen(work)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    settled()
    return made


def said(screen: JournalScreen) -> list[str]:
    return [journal_words.sentence(row) for row in screen.table._rows_model.rows]


def test_rows_are_sentences_in_the_language_of_the_screen(screen: JournalScreen, work: Context) -> None:
    assert "Выполнен вход" in said(screen)
    work.language.set("kk")
    assert "Жүйеге кірді" in said(screen)


def test_filters_by_kind_and_days_are_asked_by_keyboard(
    screen: JournalScreen, settled: Settled, pressed: Pressed
) -> None:
    screen.families.setCurrentIndex(screen.families.findData(Family.DOCUMENTS))
    screen.show_button.click()
    settled()
    assert said(screen) == []
    screen.families.setCurrentIndex(0)
    screen.since.set_digits("2311")
    pressed(screen.since, Qt.Key.Key_Return)
    assert screen.fields[0].error
    screen.since.set_day(date(2026, 11, 23))
    pressed(screen.since, Qt.Key.Key_Return)
    settled()
    assert said(screen)


def test_it_is_saved_and_its_chain_is_checked(
    screen: JournalScreen, work: Context, settled: Settled, tmp_path: Path
) -> None:
    told: list[Notice] = []
    work.navigation.noticed.connect(told.append)
    screen.save_as(tmp_path / "journal.csv")
    settled()
    settled()
    assert "Выполнен вход" in (tmp_path / "journal.csv").read_text("utf-8-sig")
    screen.check.click()
    settled()
    assert [notice.tone for notice in told] == ["ok", "ok"]
    assert screen.check.isEnabled()


def test_every_action_that_is_written_has_words(project_root: Path) -> None:
    written: set[str] = set()
    for file in (project_root / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) > 2:
                whose, action = node.func.value, node.args[2]
                if node.func.attr == "write" and isinstance(whose, ast.Name) and whose.id == "audit":
                    written |= {str(one.value) for one in ast.walk(action) if isinstance(one, ast.Constant)}
    assert {one for one in written if not one.endswith(".")} <= set(journal_words.words())


def test_who_opened_a_card_is_one_question_from_the_card(
    screen: JournalScreen, work: Context, settled: Settled, qtbot: QtBot
) -> None:
    draft = PatientDraft(PersonName("Құсайынова", "Әсел"), date(1990, 3, 5), Sex.FEMALE)
    patient = work.practice.write(patients.add, draft)
    work.practice.write(card.open_card, patient.patient_id)
    screen.show_subject(patient.patient_id)
    qtbot.waitUntil(lambda: len(said(screen)) == 1, timeout=5000)
    assert said(screen) == ["Карта открыта: Құсайынова Әсел"]
    assert screen.since.digits == ""


def test_codes_have_words_and_what_a_person_typed_stays(work: Context) -> None:
    assert journal_words.code_word("wrong-password") != "wrong-password"
    in_russian = journal_words.code_word("undo")
    work.language.set("kk")
    assert journal_words.code_word("undo") not in {"undo", in_russian}
    assert journal_words.code_word("no-such-code-at-all") == "no-such-code-at-all"
    assert journal_words.code_word("Пробиркалар ауысқан") == "Пробиркалар ауысқан"
