"""The first run by keyboard alone: from the language to a practice that opens; nothing stays when it is left early."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app import first_run, totp
from app.commands.window import new_practice_in
from app.domain.clock import SystemClock
from app.domain.device import HubSettings
from app.domain.identity import Iin, PersonName
from app.domain.practice import OwnerDraft, PracticeDraft
from app.paths import DataFolder
from app.practices import Created
from db.keyring import Cost
from ui.first_run.wizard import FirstRun
from ui.front_door import NewPractice
from ui.language import Language
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Typed = Callable[[QWidget, str], None]
Pressed = Callable[..., None]

_PASSWORD = "Таңғы шық мөлдір 7"
_MADE = Created(
    "7KQ2-M9XA-3FTB-YH6C-0WRD-P4JE-8NSG-1ZVK-5", "JBSWY3DPEHPK3PXP", "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP"
)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


class Hands:
    """Types into whatever has the focus, as somebody without a mouse does."""

    def __init__(self, typed: Typed, pressed: Pressed) -> None:
        self._typed, self._pressed = typed, pressed

    def write(self, *texts: str) -> None:
        """Each text and Enter after it."""
        for text in texts:
            self._typed(focused(), text)
            self.enter()

    def enter(self) -> None:
        self._pressed(focused(), Qt.Key.Key_Return)

    def escape(self) -> None:
        self._pressed(focused(), Qt.Key.Key_Escape)


@pytest.fixture
def hands(typed: Typed, pressed: Pressed) -> Hands:
    return Hands(typed, pressed)


@pytest.fixture
def wizard(qtbot: QtBot) -> Iterator[Callable[..., FirstRun]]:
    theme, language = Theme(), Language()
    theme.apply()
    language.set("ru")
    tasks = Tasks(None, lambda asker, error: None)

    def build(steps: NewPractice, choose_file: Callable[[object], str] | None = None) -> FirstRun:
        page = FirstRun(steps, tasks, theme, language, choose_file=choose_file)
        qtbot.addWidget(page)
        page.resize(1100, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.start()
        return page

    yield build
    language.set("ru")
    tasks.close()


@pytest.fixture
def pretended() -> NewPractice:
    return NewPractice(
        create=lambda *_: _MADE,
        code_is_right=lambda _, typed: typed == "123456",
        finish=lambda _: None,
        abandon=lambda: None,
        addresses=lambda: ("192.168.0.10",),
        computer_name=lambda: "KABINET-2",
    )


def to_password(hands: Hands) -> None:
    hands.enter()  # the language that stands there
    hands.write("Кабинет Ахметовой", "850615300129", "8 701 123 45 67", "Алматы, Абай 1", "ЛП-1")
    hands.write("Ахметова", "Айгүл", "Серікқызы", "", "врач УЗИ", "")


@pytest.mark.clause("4")
@pytest.mark.timeout(60)
def test_a_practice_is_made_by_keyboard_alone(
    qtbot: QtBot, tmp_path: Path, hands: Hands, wizard: Callable[..., FirstRun]
) -> None:
    """With the real record behind it: what the wizard leaves is a practice that opens."""
    folder = DataFolder(tmp_path / "record")
    steps = new_practice_in(folder)
    assert steps is not None
    page = wizard(replace(steps, addresses=lambda: ("192.168.0.10",)))
    to_password(hands)
    assert page.owner.login.text() == "айгүл"  # suggested from the given name
    assert str(page.owner.iin.iin) == "850615300129"  # and the number from the page before
    hands.write(_PASSWORD, _PASSWORD)
    qtbot.waitUntil(lambda: page.current is page.sheet, timeout=20_000)
    assert not folder.exists
    groups = page.sheet._key.split("-")
    hands.write(*(groups[number - 1] for number in page.sheet.asked))
    assert page.current is page.factor
    hands.write(totp.code_at(page.factor.factor._secret, datetime.now(UTC)))
    qtbot.waitUntil(lambda: page.factor.factor.is_proved, timeout=5000)
    hands.enter()
    assert page.current is page.devices
    hands.write("", "", "")
    qtbot.waitUntil(lambda: page.current is page.done, timeout=5000)
    assert folder.exists
    assert not (tmp_path / "record.first-run").exists()
    assert json.loads(folder.hub_settings.read_bytes())["ae_title"] == "SHIPAGER"
    with qtbot.waitSignal(page.finished) as got:
        hands.enter()
    assert got.args == ["айгүл"]
    assert page.password.password.text() == ""  # neither the password nor the key stays behind
    assert page.sheet._key == ""


def test_each_page_says_what_is_wrong_and_stays(
    hands: Hands, pretended: NewPractice, wizard: Callable[..., FirstRun]
) -> None:
    page = wizard(pretended)
    hands.enter()
    hands.write("", "850615300128", "12", "", "")
    assert page.current is page.practice
    errors = [field.error for field in page.practice._fields]
    assert errors[0] == "Напишите название так, как оно будет стоять в документах."
    assert "Контрольная цифра ИИН не сходится." in errors[1]
    assert "Это не номер телефона." in errors[3]
    assert focused() is page.practice.name  # the first that is wrong


def test_an_organisation_gives_a_bin(
    qtbot: QtBot, pretended: NewPractice, hands: Hands, wizard: Callable[..., FirstRun]
) -> None:
    page = wizard(pretended)
    hands.enter()
    page.practice.kind.button("organisation").click()
    page.practice.name.setText("Клиника")
    page.practice.number.set_digits("850615300129")  # an IIN is no BIN
    assert not page.practice.is_right()
    page.practice.number.set_digits("971240001315")
    assert page.practice.is_right()
    draft = page.practice.draft("kk")
    assert draft.iin is None
    assert str(draft.bin_number) == "971240001315"


def test_the_rules_of_the_password_are_ticked_off_while_typing(
    pretended: NewPractice, hands: Hands, wizard: Callable[..., FirstRun], typed: Typed
) -> None:
    page = wizard(pretended)
    to_password(hands)
    typed(page.password.password, "Ахметова")
    assert set(page.password.policy.unmet) == {"length", "classes", "personal"}
    page.password.password.clear()
    typed(page.password.password, _PASSWORD)
    assert page.password.policy.unmet == ()
    typed(page.password.again, "другой")
    assert not page.password.is_right()


def test_escape_goes_back_and_keeps_what_was_typed(
    hands: Hands, pretended: NewPractice, wizard: Callable[..., FirstRun]
) -> None:
    page = wizard(pretended)
    hands.enter()
    hands.write("Кабинет", "850615300129", "", "", "")
    assert page.current is page.owner
    hands.escape()
    hands.escape()
    assert page.current is page.language_page
    hands.escape()
    assert page.current is page.language_page  # Esc is always safe
    hands.enter()
    assert page.practice.name.text() == "Кабинет"


def test_three_groups_must_be_typed_as_they_stand_on_the_paper(
    qtbot: QtBot, hands: Hands, pretended: NewPractice, wizard: Callable[..., FirstRun]
) -> None:
    page = wizard(pretended)
    to_password(hands)
    hands.write(_PASSWORD, _PASSWORD)
    qtbot.waitUntil(lambda: page.current is page.sheet, timeout=5000)
    hands.write("AAAA", "BBBB", "CCCC")
    assert page.current is page.sheet
    assert all(field.error for field in page.sheet._fields)
    hands.escape()
    assert page.current is page.sheet  # the keys are made once


@pytest.mark.peer("poppler")
def test_the_sheet_is_saved_only_where_the_user_says(
    qtbot: QtBot, tmp_path: Path, hands: Hands, pretended: NewPractice, wizard: Callable[..., FirstRun]
) -> None:
    target = tmp_path / "paper" / "sheet.pdf"
    target.parent.mkdir()
    page = wizard(pretended, choose_file=lambda _: str(target))
    to_password(hands)
    hands.write(_PASSWORD, _PASSWORD)
    qtbot.waitUntil(lambda: page.current is page.sheet, timeout=5000)
    page.sheet.save_button.click()
    qtbot.waitUntil(page.sheet._saved.isVisible, timeout=5000)
    import pypdf

    text = pypdf.PdfReader(target).pages[0].extract_text()
    for group in _MADE.recovery_key.split("-"):
        assert group in text.replace(" ", "")
    assert [path.name for path in target.parent.iterdir()] == ["sheet.pdf"]


def test_the_language_of_the_wizard_changes_under_the_fingers(
    pretended: NewPractice, wizard: Callable[..., FirstRun], pressed: Pressed
) -> None:
    page = wizard(pretended)
    pressed(focused(), Qt.Key.Key_Left)
    assert page._next.text() == "Әрі қарай"
    pressed(focused(), Qt.Key.Key_Right)
    assert page._next.text() == "Далее"


def test_ports_and_ae_title_are_checked_and_shown_large(
    qtbot: QtBot, hands: Hands, pretended: NewPractice, wizard: Callable[..., FirstRun]
) -> None:
    page = wizard(pretended)
    devices = page.devices
    devices.ae_title.setText("узи кабинет")
    devices.hl7_port.set_digits("11112")
    assert not devices.is_right()
    devices.ae_title.setText("kabinet_1")
    devices.hl7_port.set_digits("2576")
    assert devices.is_right()
    assert devices.settings == HubSettings(ae_title="KABINET_1", hl7_port=2576)
    assert [value.text() for value in devices._values] == ["192.168.0.10", "11112", "KABINET_1", "KABINET-2"]


def made_beside(folder: DataFolder) -> None:
    """A practice that was made and not finished."""
    iin = Iin("850615300129")
    draft, owner = PracticeDraft("Кабинет", iin=iin), OwnerDraft("aigul", PersonName("Ахметова", "Айгүл"), iin)
    first_run.create(folder, draft, owner, _PASSWORD, SystemClock(), cost=Cost(memory_kib=8, passes=1))


def test_whoever_leaves_early_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "record")
    made_beside(folder)
    assert not folder.exists
    first_run.abandon(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_move_that_was_cut_off_is_brought_to_its_end(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "record")
    made_beside(folder)
    making = DataFolder(tmp_path / "record.first-run")
    folder.root.mkdir()
    making.hub_settings.replace(folder.hub_settings)  # the first of the moves, then the power went
    assert new_practice_in(folder) is None
    assert folder.exists
    assert not making.root.exists()
