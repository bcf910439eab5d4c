"""Digits by the place of the key: the Kazakh layout types letters on its number row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.login.letter_field import LetterField
from ui.number_fields import CodeField, DateField, DigitField, IinField, PhoneField, PortField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Typed = Callable[[QWidget, str], None]
_EVDEV_OFFSET = 8  # X11 key codes are evdev's plus 8
_NUMBER_ROW = {digit: 0x02 + at + _EVDEV_OFFSET for at, digit in enumerate("1234567890")}


def press(widget: QWidget, text: str, scan_code: int) -> None:
    """A key as a Linux desktop reports it, with the place of the key."""
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, scan_code, 0, 0, text)
    QApplication.sendEvent(widget, event)


def test_an_iin_is_typed_on_the_kazakh_layout(qtbot: QtBot) -> None:
    field = IinField()
    qtbot.addWidget(field)
    kazakh = dict(zip("1234567890", '"әіңғ,.үұқ', strict=True))
    for digit in "850615400125":
        press(field, kazakh[digit], _NUMBER_ROW[digit])
    assert field.text() == "850615 400125"
    assert str(field.iin) == "850615400125"


def test_without_scan_codes_the_letters_themselves_are_enough(qtbot: QtBot, typed: Typed) -> None:
    field = DigitField(12)
    qtbot.addWidget(field)
    typed(field, "әіңғүұқӘІҢҒҮҰҚ")
    assert field.digits == "2345890" + "23458"


def test_what_is_no_digit_is_not_typed(qtbot: QtBot, typed: Typed) -> None:
    field = CodeField()
    qtbot.addWidget(field)
    typed(field, "a4ж1 -8.2")
    assert (field.digits, field.text(), field.is_complete) == ("4182", "418 2", False)


def test_a_pasted_number_keeps_its_digits(qtbot: QtBot) -> None:
    field = IinField()
    qtbot.addWidget(field)
    QApplication.clipboard().setText("ИИН 850615-400125.")
    field.paste()
    assert field.text() == "850615 400125"
    assert field.refusal is None


def test_a_wrong_check_digit_is_said(qtbot: QtBot) -> None:
    field = IinField()
    qtbot.addWidget(field)
    field.set_digits("850615400126")
    assert field.refusal is not None
    assert field.refusal.code == "iin-check-digit"
    field.set_digits("")
    assert field.refusal is None  # nothing typed is nothing wrong


@pytest.mark.parametrize(
    ("typing", "shown", "number"),
    [
        ("87011234567", "+7 701 123-45-67", "+77011234567"),
        ("+77011234567", "+7 701 123-45-67", "+77011234567"),
        ("7011234567", "+7 701 123-45-67", "+77011234567"),
        ("+996555123456", "+996555123456", "+996555123456"),
    ],
)
def test_a_phone_number_may_be_typed_in_any_usual_way(
    qtbot: QtBot, typed: Typed, typing: str, shown: str, number: str
) -> None:
    field = PhoneField()
    qtbot.addWidget(field)
    typed(field, typing)
    assert field.text() == shown
    assert field.phone is not None
    assert field.phone.e164 == number


def test_a_date_gets_its_full_stops_by_itself(qtbot: QtBot, typed: Typed) -> None:
    field = DateField()
    qtbot.addWidget(field)
    typed(field, "15.06.1985")
    assert field.text() == "15.06.1985"
    assert field.day == date(1985, 6, 15)
    field.set_digits("31022026")
    assert field.day is None


def test_a_port_is_a_number_up_to_65535(qtbot: QtBot) -> None:
    field = PortField()
    qtbot.addWidget(field)
    for digits, port in (("11112", 11112), ("70000", None), ("0", None)):
        field.set_digits(digits)
        assert field.port == port


def test_letters_of_the_recovery_key_are_taken_by_the_place_of_the_key(qtbot: QtBot, typed: Typed) -> None:
    field = LetterField(8)
    qtbot.addWidget(field)
    typed(field, "йц7к")  # Q, W, 7, R on the Russian layout
    typed(field, "oil5")  # read as the sheet's alphabet reads them
    assert (field.letters, field.text()) == ("QW7R0115", "QW7R-0115")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.one_of(st.sampled_from("0123456789әіңғүұқ.-abж"), st.sampled_from(["<", "⌫"])), max_size=24))
def test_a_field_never_holds_more_or_other_than_digits(qtbot: QtBot, keys: list[str]) -> None:
    """Whatever is typed, wherever the cursor stands."""
    field = IinField()
    qtbot.addWidget(field)
    special = {"<": Qt.Key.Key_Left, "⌫": Qt.Key.Key_Backspace}
    for key in keys:
        code, text = (special[key], "") if key in special else (Qt.Key.Key_unknown, key)
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, text))
        assert len(field.digits) <= 12
        assert set(field.text()) <= set("0123456789 ")
        assert 0 <= field.cursorPosition() <= len(field.text())
