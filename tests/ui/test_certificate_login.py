"""Getting in with a certificate: by keyboard, refused in words, remembered for the next time, cancelled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app import eds_attempts, signing_keys, totp
from app import login as entering
from app.domain.attempt import Reason
from app.domain.clock import FixedClock
from app.domain.errors import Refused
from app.domain.identity import Iin, PersonName
from app.eds_attempts import AttemptQuery
from app.login_certificates import LoginKey
from app.open_practice import OpenPractice
from app.paths import DataFolder
from app.stand_ins.pki import DEFAULT_PASSWORD, StandInAuthority, Subject
from app.stand_ins.pki import Purpose as KeyPurpose
from tests.conftest import OWNER_LOGIN, OWNER_PASSWORD
from ui.front_door import FrontDoor, KeyDraft, KeyPlaces, Reception, Sign, TokenPlace, Watch
from ui.language import Language
from ui.login.factor import CERTIFICATE, FILE, KINDS, NCALAYER, TOKEN
from ui.login.window import LoginPage
from ui.practice import OpenRecord
from ui.preferences import LoginMemory, PreferenceFile
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.practices import Created

pytestmark = pytest.mark.clause("27.4")

Typed = Callable[[QWidget, str], None]
Pressed = Callable[..., None]


class Entry:
    """A real practice that trusts a test authority, its login page, and the owner's key."""

    def __init__(self, qtbot: QtBot, folder: DataFolder, secret: str, clock: FixedClock, place: Path) -> None:
        self.folder, self.clock = folder, clock
        self.opened: list[OpenPractice] = []
        self.authority = StandInAuthority(place / "pki", clock.now())
        self.key = self.issue("owner", Iin("850615300129"))
        first = entering.unlock(folder, OWNER_LOGIN, OWNER_PASSWORD, totp.code_at(secret, clock.now()), clock=clock)
        with first.store.writing() as session:
            signing_keys.trust_test_authority(session, first.actor, self.authority.anchors)
        first.close()
        self.theme, self.language = Theme(), Language()
        self.theme.apply()
        self.language.set("ru")
        self.preferences = PreferenceFile(place / "screen.json")
        self.tasks = Tasks(None, lambda asker, error: None)
        self._qtbot = qtbot

    def issue(self, name: str, iin: Iin) -> Path:
        subject = Subject(PersonName("Сәрсенова", "Айгүл"), iin, purpose=KeyPurpose.AUTHENTICATE)
        return self.authority.issue(subject, name)

    def unlock(self, login: str, password: str, key: KeyDraft, watch: Watch) -> OpenRecord:
        chosen = LoginKey(key.store_kind, key.location, key.secret)
        opened = entering.unlock_by_certificate(self.folder, login, password, chosen, clock=self.clock, watch=watch)
        self.opened.append(OpenPractice(opened))
        return self.opened[-1]

    def page(self, unlock: Callable[[str, str, KeyDraft, Watch], OpenRecord] | None = None) -> LoginPage:
        def none(*_: object) -> OpenRecord:
            raise Refused("otp-wrong")

        door = FrontDoor(
            sign=lambda: Sign("Сынақ кабинеті", "kk", is_test=True),
            unlock=none,
            recover=none,  # type: ignore[arg-type]  # nobody recovers here
            prove_again=none,  # type: ignore[arg-type]  # nobody locks here
            code_is_right=lambda *_: False,
            reception=lambda: Reception(is_running=True),
            unlock_by_certificate=unlock or self.unlock,
            key_places=lambda: {
                FILE: KeyPlaces(is_ready=True),
                NCALAYER: KeyPlaces(is_ready=False),
                TOKEN: KeyPlaces(is_ready=True, tokens=(TokenPlace("t1", "Токен 1"), TokenPlace("t2", "Токен 2"))),
            },
        )
        page = LoginPage(door, self.tasks, self.theme, self.language, OWNER_LOGIN, self.preferences)
        self._qtbot.addWidget(page)
        with self._qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.start()
        return page


@pytest.fixture
def entry(qtbot: QtBot, created: tuple[DataFolder, Created], clock: FixedClock, tmp_path: Path) -> Iterator[Entry]:
    made = Entry(qtbot, created[0], created[1].totp_secret, clock, tmp_path)
    yield made
    for widget in QApplication.topLevelWidgets():
        widget.close()
    made.tasks.close()
    for practice in made.opened:
        practice.close()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def by_file(page: LoginPage, key: Path, secret: str = DEFAULT_PASSWORD) -> None:
    page.factor.recall(LoginMemory(True, FILE, str(key)))
    page.password.setText(OWNER_PASSWORD)
    page.factor.secret.setText(secret)


def test_a_certificate_lets_in_without_the_mouse_and_is_remembered(
    qtbot: QtBot, entry: Entry, typed: Typed, pressed: Pressed
) -> None:
    page = entry.page()
    typed(focused(), OWNER_PASSWORD)
    pressed(focused(), Qt.Key.Key_Return)  # the code is missing: there the choice is one Shift+Tab away
    assert focused() is page.code
    page.factor.choice.button(CERTIFICATE).setFocus()
    pressed(focused(), Qt.Key.Key_Space)
    assert page.factor.is_certificate
    assert not page.code.isVisible()
    page.factor.path.setFocus()
    typed(focused(), str(entry.key))
    pressed(focused(), Qt.Key.Key_Return)
    assert focused() is page.factor.secret
    typed(focused(), DEFAULT_PASSWORD)
    with qtbot.waitSignal(page.unlocked, timeout=10_000) as got:
        pressed(focused(), Qt.Key.Key_Return)
    assert got.args is not None
    assert got.args[0].actor.login == OWNER_LOGIN
    assert got.args[0].warnings  # what could not be checked is told
    assert (page.password.text(), page.factor.secret.text()) == ("", "")
    again = entry.page()
    assert again.factor.is_certificate
    assert again.factor.path.text() == str(entry.key)
    assert DEFAULT_PASSWORD not in (entry.folder.root.parent / "screen.json").read_text("utf-8")


def test_each_refusal_has_words_and_the_field_to_correct(qtbot: QtBot, entry: Entry) -> None:
    page = entry.page()
    for key, secret, words, field in (
        (entry.key, "wrong", "Неверный пароль ключа", page.factor.secret),
        (entry.key.with_name("none.p12"), "x", "Файла ключа нет", page.factor.path),
        (entry.issue("foreign", Iin("900202400022")), DEFAULT_PASSWORD, "другому человеку", None),
    ):
        by_file(page, key, secret)
        page.submit()
        qtbot.waitUntil(page.error_box.isVisible, timeout=10_000)
        assert words in page.error.text()
        assert focused() is (field or page.factor.choice.button(CERTIFICATE))
        page.set_error(None)


def test_places_that_cannot_be_asked_say_so(qtbot: QtBot, entry: Entry) -> None:
    page = entry.page()
    page.factor.recall(LoginMemory(True, NCALAYER, ""))
    qtbot.waitUntil(lambda: "не запущен" in page.factor._hint.text(), timeout=5000)
    assert not page.factor.secret.isVisible()
    page.factor.kinds.choose(TOKEN)
    page.factor._show()
    assert page.factor.tokens.isVisible()
    page.factor.tokens.setCurrentIndex(1)
    page.factor.secret.setText("1234")
    assert page.factor.key() == KeyDraft(TOKEN, "t2", "1234")
    assert set(KINDS) == {FILE, NCALAYER, TOKEN}


def test_waiting_for_another_window_can_be_cancelled(qtbot: QtBot, entry: Entry) -> None:
    """Even where the key answers after all, nobody is let in any more."""

    def slowly(login: str, password: str, key: KeyDraft, watch: Watch) -> OpenRecord:
        opened = entry.unlock(login, password, replace(key, store_kind=FILE, location=str(entry.key)), watch)
        qtbot_waited(watch)
        return opened

    def qtbot_waited(watch: Watch) -> None:
        import time

        while not watch.is_cancelled:
            time.sleep(0.01)

    page = entry.page(slowly)
    by_file(page, entry.key)
    page.submit()
    qtbot.waitUntil(page.progress.isVisible, timeout=5000)
    page.progress._cancel.click()
    qtbot.waitUntil(page.error_box.isVisible, timeout=10_000)
    assert "Остановлен" in page.error.text()
    assert page.button.isEnabled()
    assert entry.opened[-1].store.closed


def test_what_is_remembered_is_bounded_and_survives_a_broken_file(tmp_path: Path) -> None:
    file = PreferenceFile(tmp_path / "screen.json")
    for number in range(30):
        file.change(logins=file.present.logins_with(f"user{number}", LoginMemory(True, FILE, "k.p12")))
    assert len(PreferenceFile(tmp_path / "screen.json").present.logins) == 20
    assert file.present.memory_of("USER29 ") == LoginMemory(True, FILE, "k.p12")
    (tmp_path / "screen.json").write_text('{"logins": {"a": 1, "b": [1, 2, 3]}}', "utf-8")
    broken = PreferenceFile(tmp_path / "screen.json").present
    assert broken.memory_of("a") == broken.memory_of("b") == LoginMemory()


@pytest.mark.clause("22.9")
def test_what_failed_at_the_closed_door_is_listed_once_somebody_got_in(qtbot: QtBot, entry: Entry) -> None:
    page = entry.page()
    for key, secret in ((entry.issue("foreign", Iin("900202400022")), DEFAULT_PASSWORD), (entry.key, "wrong")):
        by_file(page, key, secret)
        page.submit()
        qtbot.waitUntil(page.error_box.isVisible, timeout=10_000)
        page.set_error(None)
    by_file(page, entry.key)
    with qtbot.waitSignal(page.unlocked, timeout=10_000):
        page.submit()
    found = entry.opened[-1].write(eds_attempts.read_attempts, AttemptQuery())
    assert [(one.reason, one.key.iin) for one in found[::-1]] == [
        (Reason.IIN_MISMATCH, "900202400022"),
        (Reason.KEY_PASSWORD, ""),
    ]
