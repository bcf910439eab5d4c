"""Errors are sentences: every code that the rooms raise has words, in both languages."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication

from app.domain.errors import Damaged, NotFound, OutOfSpace, Refused, WorldError
from ui.language import CODES, Code, Language
from ui.messages import explain, reason
from ui.mistake import code_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

# Words of the class are enough for these: what is missing or damaged is the same sentence for all of them.
_BY_CLASS = {"NotFound", "Damaged", "Conflict", "Unreadable", "OutOfSpace"}
_OWN_WORDS = {"Refused", "WorldError"}
# Only scripts, stand-ins and the demonstration meet these: the command line has words for them.
_NOT_ON_A_SCREEN = ("app/commands/", "app/stand_ins/", "app/demonstration/", "app/cli.py", "app/patient_import.py",
                    "app/eds/file_signing.py")  # fmt: skip


def raised_codes(project_root: Path) -> dict[str, str]:
    """Code → file of every `Refused("…")` and `WorldError("…")` in the rooms below the screen."""
    found: dict[str, str] = {}
    for room in ("app", "db", "devices"):
        for file in (project_root / room).rglob("*.py"):
            place = str(file.relative_to(project_root))
            if place.startswith(_NOT_ON_A_SCREEN):
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in _OWN_WORDS or not node.args:
                    continue
                if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                    found[node.args[0].value] = place
    return found


def test_every_refusal_has_words_of_its_own(project_root: Path, qtbot: QtBot) -> None:
    language = Language()
    language.set("ru")
    general = explain(WorldError("a-code-that-nobody-has")).what
    bare = {code: place for code, place in raised_codes(project_root).items() if explain(Refused(code)).what == general}
    # What no user can cause: keys of program parts, caught in review.
    assert {code for code in bare if code != "interrupted"} == set(), bare


@pytest.mark.parametrize("code", CODES)
def test_an_unknown_code_is_shown_for_support_and_says_what_is_safe(qtbot: QtBot, code: Code) -> None:
    language = Language()
    language.set(code)
    message = explain(WorldError("never-heard-of"))
    assert "never-heard-of" in message.next_step
    assert message.code == "never-heard-of"


def test_a_class_of_errors_has_one_sentence(qtbot: QtBot) -> None:
    language = Language()
    language.set("ru")
    assert explain(NotFound("visit")).what == "Запрошенного нет в записях."
    assert explain(Damaged("archive-record-seal")).what == "Сохранённые данные не те, что были записаны."
    assert explain(OutOfSpace()).what == "Диск заполнен."


def test_values_stand_in_the_sentence_and_plurals_are_right(qtbot: QtBot) -> None:
    language = Language()
    language.set("ru")
    assert "через 15 минут" in explain(Refused("locked-out", seconds=890)).next_step
    assert "через 2 минуты" in explain(Refused("locked-out", seconds=120)).next_step
    assert explain(WorldError("port-in-use", port=11112)).what == "Порт 11112 занят другой программой."
    language.set("kk")
    assert explain(Refused("locked-out", seconds=890)).next_step.endswith("15 минут.")


def test_a_reason_is_short_and_never_empty_for_a_code(qtbot: QtBot) -> None:
    language = Language()
    language.set("ru")
    assert reason("") == ""
    assert reason("no-answer") == "министерство не отвечает"
    assert "xyz" in reason("xyz")


def test_the_code_of_a_mistake_names_our_line_and_no_content(qtbot: QtBot) -> None:
    try:
        Language().set("en")  # type: ignore[arg-type]  # the mistake
    except KeyError as error:
        code = code_of(type(error), error.__traceback__)
    assert code.startswith("KeyError ui/language.py:")
    assert QCoreApplication.translate("Places", "Day")
