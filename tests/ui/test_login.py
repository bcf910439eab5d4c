"""Getting in by keyboard alone: login, refusals in words, recovery by the printed sheet, the lock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app import locking
from app.domain.clock import FixedClock
from app.domain.errors import Refused
from app.domain.identity import Iin
from app.open_practice import OpenPractice
from app.opened_keys import KeyChoice
from app.paths import DataFolder
from app.stand_ins.pki import DEFAULT_PASSWORD, StandInAuthority, Subject
from tests.conftest import OWNER_LOGIN, OWNER_PASSWORD
from ui.application import Application
from ui.front_door import FrontDoor, Reception, Renewed, Sign
from ui.idle import IdleWatch
from ui.language import Language
from ui.lock import LockPage
from ui.login.recovery import RecoveryPage
from ui.login.window import LoginPage
from ui.practice import OpenRecord
from ui.preferences import PreferenceFile
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.practices import Created

Typed = Callable[[QWidget, str], None]
Pressed = Callable[..., None]
_NEW_PASSWORD = "Жаңа гүл өсті 88 рет"


class Doorway:
    """A real practice behind the door, the theme and the language; what was opened is closed at the end."""

    def __init__(self, folder: DataFolder, created: Created, clock: FixedClock) -> None:
        self.folder, self.created, self.clock = folder, created, clock
        self.opened: list[OpenPractice] = []
        self.theme, self.language = Theme(), Language()
        self.theme.apply()
        self.language.set("ru")
        self.tasks = Tasks(None, lambda asker, error: None)
        self.door = FrontDoor(
            sign=lambda: Sign("Сынақ кабинеті", "kk", is_test=True),
            unlock=self._unlock,
            recover=self._recover,
            prove_again=self._prove,
            code_is_right=self.code_is_right,
            reception=lambda: Reception(is_running=True, sealed_today=37),
        )

    def code(self, secret: str = "") -> str:
        from app import totp

        return totp.code_at(secret or self.created.totp_secret, self.clock.now())

    def code_is_right(self, secret: str, typed: str) -> bool:
        return typed == self.code(secret)

    def _unlock(self, login: str, password: str, otp: str) -> OpenRecord:
        from app import login as entering

        unlocked = entering.unlock(self.folder, login, password, otp, clock=self.clock, workstation="test")
        self.opened.append(OpenPractice(unlocked))
        return self.opened[-1]

    def _recover(self, login: str, key: str, password: str) -> Renewed:
        from app import login as entering

        renewed = entering.recover(self.folder, login, key, password, clock=self.clock, workstation="test")
        self.opened.append(OpenPractice(renewed.unlocked))
        return Renewed(self.opened[-1], renewed.totp_secret, renewed.otpauth_uri)

    def _prove(self, practice: OpenRecord, password: str) -> None:
        from app import login as entering

        assert isinstance(practice, OpenPractice)
        entering.prove_again(self.folder, practice.store, practice.actor, password, clock=self.clock)

    def close(self) -> None:
        self.tasks.close()
        for practice in self.opened:
            practice.close()


@pytest.fixture
def doorway(qtbot: QtBot, created: tuple[DataFolder, Created], clock: FixedClock) -> Iterator[Doorway]:
    made = Doorway(*created, clock)
    yield made
    for widget in QApplication.topLevelWidgets():
        widget.close()
    made.close()


def login_page(qtbot: QtBot, doorway: Doorway, last_login: str = "") -> LoginPage:
    page = LoginPage(doorway.door, doorway.tasks, doorway.theme, doorway.language, last_login)
    shown(qtbot, page)
    page.start()
    return page


def shown(qtbot: QtBot, page: QWidget) -> None:
    """On the screen and active, so that the focus is real."""
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.clause("27.4")
def test_a_user_gets_in_without_the_mouse(qtbot: QtBot, doorway: Doorway, typed: Typed, pressed: Pressed) -> None:
    page = login_page(qtbot, doorway)
    with qtbot.waitSignal(page.unlocked, timeout=10_000) as got:
        for text in (OWNER_LOGIN, OWNER_PASSWORD):
            typed(focused(), text)
            pressed(focused(), Qt.Key.Key_Return)
        typed(focused(), doorway.code())  # the sixth digit is as good as Enter
    assert got.args is not None
    assert got.args[0].actor.login == OWNER_LOGIN
    assert (page.password.text(), page.code.text()) == ("", "")  # nothing stays in the fields


def test_the_page_says_whose_practice_it_is_and_that_devices_are_received(qtbot: QtBot, doorway: Doorway) -> None:
    page = login_page(qtbot, doorway)
    words = lambda: " | ".join(label.text() for label in page.findChildren(QWidget) if hasattr(label, "text"))  # noqa: E731  read again later
    qtbot.waitUntil(lambda: "запечатано 37 объектов" in words(), timeout=2000)
    assert "Сынақ кабинеті" in words()
    assert "ТЕСТОВАЯ практика" in words()
    doorway.language.set("kk")
    assert "бүгін 37 нысан мөрленді" in words()


def test_a_wrong_password_is_said_in_words_and_the_field_is_ready_again(
    qtbot: QtBot, doorway: Doorway, typed: Typed, pressed: Pressed
) -> None:
    page = login_page(qtbot, doorway, OWNER_LOGIN)
    assert focused() is page.password  # the user of last time is typed already
    typed(page.password, "қате құпиясөз")
    page.code.set_digits("123456")
    pressed(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(page.error_box.isVisible, timeout=5000)
    assert "Неверное имя пользователя или пароль" in page.error.text()
    assert focused() is page.password
    assert page.password.selectedText()


def test_a_used_code_asks_for_the_next_one(qtbot: QtBot, doorway: Doorway) -> None:
    for _ in range(2):
        page = login_page(qtbot, doorway, OWNER_LOGIN)
        page.password.setText(OWNER_PASSWORD)
        page.code.set_digits(doorway.code())
        qtbot.waitUntil(lambda shown=page: not shown.code.digits, timeout=10_000)
    assert "уже использован" in page.error.text()
    assert focused() is page.code


def test_a_lockout_counts_down_and_opens_again(qtbot: QtBot, doorway: Doorway) -> None:
    def refuse(*_: str) -> OpenRecord:
        raise Refused("locked-out", seconds=2)

    doorway.door = FrontDoor(**{
        **{name: getattr(doorway.door, name) for name in FrontDoor.__slots__}, "unlock": refuse,
    })  # fmt: skip
    page = login_page(qtbot, doorway, OWNER_LOGIN)
    page.password.setText("x")
    page.code.set_digits("123456")
    qtbot.waitUntil(lambda: not page.button.isEnabled() and page.error_box.isVisible(), timeout=2000)
    assert "через 2 секунды" in page.error.text()
    qtbot.waitUntil(page.button.isEnabled, timeout=4000)
    assert not page.error_box.isVisible()


def test_caps_lock_is_noticed_while_typing(qtbot: QtBot, doorway: Doorway, typed: Typed) -> None:
    page = login_page(qtbot, doorway, OWNER_LOGIN)
    typed(page.password, "қАР")
    assert page.password.caps_lock  # a capital without Shift
    typed(page.password, "қар")
    assert not page.password.caps_lock


@pytest.mark.clause("27.4")
def test_the_printed_sheet_gives_a_new_password_and_a_new_code(
    qtbot: QtBot, doorway: Doorway, typed: Typed, pressed: Pressed
) -> None:
    """Typed on the Russian layout: the letters are taken by their places."""
    latin = "QWERTYUIOPASDFGHJKLZXCVBNM"
    russian = dict(zip(latin, "йцукенгшщзфывапролдячсмить", strict=True))
    page = RecoveryPage(doorway.door, doorway.code_is_right, doorway.tasks, doorway.theme)
    shown(qtbot, page)
    page.start()
    for text in (
        OWNER_LOGIN,
        "".join(russian.get(sign, sign) for sign in doorway.created.recovery_key.replace("-", "")),
        _NEW_PASSWORD,
        _NEW_PASSWORD,
    ):
        typed(focused(), text)
        pressed(focused(), Qt.Key.Key_Tab) if text != _NEW_PASSWORD else None
        if focused() is page.password and page.password.text():
            page.again.setFocus()
    pressed(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(page.factor.isVisible, timeout=10_000)
    doorway.clock.advance(timedelta(minutes=1))
    secret = page.factor._secret
    assert secret != doorway.created.totp_secret
    with qtbot.waitSignal(page.unlocked, timeout=5000):
        typed(page.factor.code, doorway.code(secret))


def test_recovery_says_what_is_missing_before_it_tries(qtbot: QtBot, doorway: Doorway, pressed: Pressed) -> None:
    page = RecoveryPage(doorway.door, doorway.code_is_right, doorway.tasks, doorway.theme)
    shown(qtbot, page)
    page.start(OWNER_LOGIN)
    page.password.setText("короткий")
    pressed(page.key, Qt.Key.Key_Return)
    assert focused() is page.key
    assert "length" in page.policy.unmet
    assert not doorway.tasks.running


@pytest.mark.clause("27.5")
def test_a_locked_window_opens_with_the_password_only(
    qtbot: QtBot, doorway: Doorway, typed: Typed, pressed: Pressed
) -> None:
    practice = doorway.door.unlock(OWNER_LOGIN, OWNER_PASSWORD, doorway.code())
    page = LockPage(doorway.door, doorway.tasks, doorway.theme, doorway.language, practice)
    shown(qtbot, page)
    page.start()
    typed(focused(), "не тот пароль")
    pressed(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(page.error_box.isVisible, timeout=5000)
    with qtbot.waitSignal(page.unlocked, timeout=5000):
        typed(focused(), OWNER_PASSWORD)  # what was there is selected and goes
        pressed(focused(), Qt.Key.Key_Return)


@pytest.mark.clause("27.5")
@pytest.mark.parametrize("where", ["window", "dialog", "beside"])
def test_an_idle_program_locks_itself_and_a_hand_in_any_window_keeps_it_awake(qtbot: QtBot, where: str) -> None:
    window, locked = QWidget(), []
    qtbot.addWidget(window)
    window.show()
    dialog, beside = QDialog(window), QWidget()
    qtbot.addWidget(beside)
    used = {"window": window, "dialog": dialog, "beside": beside}[where]
    if used is dialog:
        dialog.open()
    used.show()
    qtbot.wait(50)
    watch = IdleWatch(lambda: locked.append(True), 1, window)
    watch._timer.setInterval(500)
    watch.watch()
    for step in range(4):
        qtbot.wait(180)
        if step % 2:
            QTest.keyClick(used.windowHandle(), Qt.Key.Key_Shift)  # as the system hands it over: to the window
        else:
            QTest.mouseMove(used, QPoint(5 + step, 5))
    assert locked == []
    qtbot.waitUntil(lambda: bool(locked), timeout=2000)
    watch.rest()
    dialog.close()


@pytest.mark.clause("27.5")
def test_in_the_strict_mode_locking_closes_the_practice_and_asks_for_a_whole_login(
    qtbot: QtBot, doorway: Doorway, tmp_path: Path
) -> None:
    practice = doorway.door.unlock(OWNER_LOGIN, OWNER_PASSWORD, doorway.code())
    practice.write(locking.change_rules, locking.LockRules(5, is_strict=True))
    ended: list[bool] = []
    doorway.opened[-1].at_close(lambda: ended.append(True))
    program = Application(doorway.door, None, PreferenceFile(tmp_path / "screen.json"))
    program.start(practice)
    qtbot.waitUntil(lambda: program.lock_time.is_strict, timeout=5000)
    program.lock()
    assert ended
    assert program.practice is None
    assert isinstance(program.page, LoginPage)
    assert program.page.login.text() == OWNER_LOGIN
    program.close()


@pytest.mark.clause("27.9")
def test_locking_puts_an_open_signing_key_away(qtbot: QtBot, doorway: Doorway, tmp_path: Path) -> None:
    practice = doorway.door.unlock(OWNER_LOGIN, OWNER_PASSWORD, doorway.code())
    authority = StandInAuthority(tmp_path / "authority", doorway.opened[-1].clock.now())
    key = authority.issue(Subject(practice.actor.name, Iin("850615400125")), "own")
    program = Application(doorway.door, None, PreferenceFile(tmp_path / "screen.json"))
    program.start(practice)
    work = program._work
    assert work is not None
    qtbot.waitUntil(lambda: not work.running, timeout=5000)
    practice.opened_keys.open(practice.actor, KeyChoice("pkcs12", str(key), DEFAULT_PASSWORD))
    assert practice.opened_keys.held(practice.actor) is not None
    program.lock()
    assert isinstance(program.page, LockPage)
    assert practice.opened_keys.held(practice.actor) is None
    qtbot.waitUntil(lambda: not work.running, timeout=5000)
    program.close()


def test_another_time_counts_from_now_on(qtbot: QtBot) -> None:
    window, locked = QWidget(), []
    qtbot.addWidget(window)
    watch = IdleWatch(lambda: locked.append(True), 5, window)
    watch.watch()
    watch.set_minutes(30)
    assert watch._timer.remainingTime() > 29 * 60_000
    watch.rest()
    assert not watch._timer.isActive()
