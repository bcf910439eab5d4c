"""Signing keys in the settings, by hand: added, looked at, replaced and taken away, from a file and from NCALayer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import key_places, signing_keys
from app.domain.identity import Iin
from app.eds import key_store
from app.eds.key_store import Availability, Place
from app.key_places import KeyPlaces
from app.stand_ins import ncalayer
from app.stand_ins.ncalayer_signing import HeldKey
from app.stand_ins.pki import DEFAULT_PASSWORD, StandInAuthority, Subject
from ui.context import Context
from ui.settings.key_sheet import KeySheet
from ui.settings.keys import KeysSection

pytestmark = pytest.mark.clause("27.9")

Settled = Callable[[], None]
Typed = Callable[[QWidget, str], None]
Pressed = Callable[..., None]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pki")


@pytest.fixture
def authority(folder: Path, work: Context) -> StandInAuthority:
    made = StandInAuthority(folder, work.practice.clock.now())
    work.practice.write(signing_keys.trust_test_authority, made.anchors)
    return made


@pytest.fixture
def subject(work: Context) -> Subject:
    actor = work.practice.actor
    assert actor.iin is not None
    return Subject(actor.name, actor.iin)


@pytest.fixture
def section(qtbot: QtBot, work: Context, authority: StandInAuthority, settled: Settled) -> KeysSection:
    made = KeysSection(work)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    settled()
    return made


def _words(section: KeysSection) -> str:
    return " | ".join(one.text() for one in section.findChildren(QLabel) if one.isVisible())


def test_a_key_is_added_by_keyboard_replaced_and_removed(
    section: KeysSection, authority: StandInAuthority, subject: Subject, settled: Settled, typed: Typed,
    pressed: Pressed, work: Context,
) -> None:  # fmt: skip
    old = authority.issue(replace(subject, valid_for=timedelta(days=40)), "old")
    new = authority.issue(subject, "new")
    sheet = section.open_sheet(None)
    pressed(sheet.secret, Qt.Key.Key_Return)
    assert sheet.fields[0].error
    typed(sheet.path, str(old))
    typed(sheet.secret, "wrong")
    pressed(sheet.secret, Qt.Key.Key_Return)
    settled()
    assert sheet.outcome.isVisible()
    assert sheet.secret.text() == ""
    typed(sheet.secret, DEFAULT_PASSWORD)
    pressed(sheet.secret, Qt.Key.Key_Return)
    settled()
    assert not sheet.isVisible()
    (key,) = work.practice.read(signing_keys.signing_keys)
    assert "Срок кончается через две недели" in _words(section)
    assert section.replace_buttons[key.key_id].isEnabled()
    replacing = section.open_sheet(key)
    typed(replacing.path, str(new))
    typed(replacing.secret, DEFAULT_PASSWORD)
    pressed(replacing.secret, Qt.Key.Key_Return)
    settled()
    (now,) = work.practice.read(signing_keys.signing_keys)
    assert now.location == str(new)
    assert "Заменён" in _words(section)
    section.remove_buttons[now.key_id].click()
    settled()
    assert work.practice.read(signing_keys.signing_keys) == ()
    assert new.exists()


def test_somebody_else_s_key_is_refused_in_words(
    section: KeysSection, authority: StandInAuthority, subject: Subject, settled: Settled, typed: Typed,
    pressed: Pressed,
) -> None:  # fmt: skip
    foreign = authority.issue(replace(subject, iin=Iin("900202400022")), "foreign")
    sheet = section.open_sheet(None)
    typed(sheet.path, str(foreign))
    typed(sheet.secret, DEFAULT_PASSWORD)
    pressed(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert sheet.isVisible()
    assert sheet.outcome.text()
    sheet.reject()


def test_a_key_behind_ncalayer_is_added_without_a_password(
    section: KeysSection, authority: StandInAuthority, subject: Subject, settled: Settled, work: Context
) -> None:
    with key_store.find("pkcs12").open(str(authority.issue(subject, "behind")), DEFAULT_PASSWORD) as opened:
        held = [HeldKey("PKCS12", opened)]  # type: ignore[arg-type]  # a key of a file signs bytes
    with ncalayer.serve(authority.folder, held, clock=work.practice.clock.now) as server:
        work.practice.write(key_places.set_places, KeyPlaces(server.url))
        section.look()
        settled()
        assert "1.4" in _words(section)
        sheet = section.open_sheet(None)
        sheet.kinds.choose("ncalayer")
        sheet.save()
        settled()
    (key,) = work.practice.read(signing_keys.signing_keys)
    assert (key.store_kind, key.location) == ("ncalayer", "")
    section.look()
    settled()
    assert "на этом компьютере не запущен" in _words(section)


def test_the_administrator_says_where_the_library_of_the_tokens_is(
    section: KeysSection, settled: Settled, tmp_path: Path, work: Context
) -> None:
    sheet = section.open_places()
    sheet.library.setText("token.dll")
    sheet.save()
    settled()
    assert "полный путь" in sheet.outcome.text()
    library = tmp_path / "token.so"
    library.write_bytes(b"")
    sheet.library.setText(str(library))
    sheet.save()
    settled()
    assert work.practice.read(key_places.get_places).token_library == str(library)


def test_a_token_says_before_the_pin_is_typed_that_one_try_is_left(
    section: KeysSection, settled: Settled, qtbot: QtBot, work: Context
) -> None:
    places = (Place("1", "Kaztoken", "1"), Place("2", "Kaztoken", "2", warning="pin-last"))
    sheet = KeySheet(work, {"pkcs11": Availability(ready=True, places=places)}, None, section)
    sheet.kinds.choose("pkcs11")
    sheet.retranslate()
    assert "После двух неверных PIN" in _all_words(sheet)
    sheet.tokens.setCurrentIndex(1)
    assert "Ещё один неверный PIN заблокирует" in _all_words(sheet)
    assert sheet.tokens.currentText() == "Kaztoken · 2"


def _all_words(sheet: KeySheet) -> str:
    return " | ".join(one.text() for one in sheet.findChildren(QLabel))
