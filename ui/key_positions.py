"""Which key was pressed, whatever letters the keyboard layout paints on it.

A shortcut is named by the Latin letter of its key (`Ctrl+K`); on the Russian and Kazakh layouts the
same key types another letter, and the Kazakh one has letters where the digits are. The key is found by, in this order:
the Latin letter itself; the scan code (PC/AT set 1, which Windows reports and which Linux reports plus
8, the X11 offset of evdev key codes); the letter that the Russian or Kazakh layout has at that place.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

# PC/AT keyboard scan codes, set 1: the rows of letters from their first key.
_ROWS = ((0x10, "QWERTYUIOP"), (0x1E, "ASDFGHJKL"), (0x2C, "ZXCVBNM"))
_LETTER_BY_SCAN = {start + at: letter for start, row in _ROWS for at, letter in enumerate(row)}
# The number row is 0x02-0x0B: 1-9, then 0.
_DIGIT_BY_SCAN = {0x02 + at: digit for at, digit in enumerate("1234567890")}

# ГОСТ 6431 / standard Russian layout (ЙЦУКЕН); the Kazakh layout (ҚР СТ 5.01.09) keeps its letters in these rows.
_CYRILLIC = dict(zip("ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ", "QWERTYUIOPASDFGHJKLZXCVBNM", strict=True))

# The Kazakh layout's number row types " ә і ң ғ , . ү ұ қ from 1 to 0. Comma and full stop are on other
# keys of the Russian layout too, so without a scan code they are not taken for 6 and 7.
_KAZAKH_DIGITS = dict(zip('"ӘІҢҒҮҰҚ', "12345890", strict=True))

_NAMED = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Delete: "Del",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_Equal: "=",
    Qt.Key.Key_Plus: "=",
    Qt.Key.Key_Minus: "-",
    **{Qt.Key(Qt.Key.Key_F1.value + number): f"F{number + 1}" for number in range(12)},
}
_MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, "Ctrl"),
    (Qt.KeyboardModifier.AltModifier, "Alt"),
    (Qt.KeyboardModifier.ShiftModifier, "Shift"),
)


def chord(event: QKeyEvent) -> str:
    """The pressed key with its modifiers as shortcuts are written: "Ctrl+Shift+N", "F2"; "" for others."""
    name = _NAMED.get(Qt.Key(event.key())) if event.key() in _KNOWN else None
    name = name or letter(event)
    if not name:
        return ""
    held = event.modifiers()
    return "+".join([word for flag, word in _MODIFIERS if held & flag] + [name])


def letter(event: QKeyEvent) -> str:
    """The Latin capital painted on the pressed key of a QWERTY keyboard; "" for other keys."""
    if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z:
        return chr(event.key())
    text = event.text()
    if len(text) == 1 and text.isascii() and text.isalpha():  # remote and on-screen keyboards send the text only
        return text.upper()
    by_place = _LETTER_BY_SCAN.get(scan_code(event), "")
    if by_place:
        return by_place
    return _CYRILLIC.get(_typed(event), "")


def digit(event: QKeyEvent) -> str:
    """The digit of the pressed key: typed as one, or by the key's place in the number row; else ""."""
    text, held = event.text(), event.modifiers()
    if len(text) == 1 and text in "0123456789":
        return text
    if not text or held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return ""
    if held & Qt.KeyboardModifier.ShiftModifier and not text.isalpha():
        return ""  # Shift with a digit of a Latin or Russian layout: ! " № ; %
    return _DIGIT_BY_SCAN.get(scan_code(event), "") or digits_of(text)


def digits_of(typed: str) -> str:
    """Letters of the Kazakh number row as the digits of their keys; anything else is left out."""
    return "".join(_KAZAKH_DIGITS.get(one.upper(), "") for one in typed)


def scan_code(event: QKeyEvent) -> int:
    """PC/AT set-1 code of the key; 0 where the platform tells none (tests, remote input)."""
    native = event.nativeScanCode()
    if sys.platform == "win32":
        return native & 0xFF
    return max(0, native - 8)


def _typed(event: QKeyEvent) -> str:
    """The letter that was typed; with Ctrl held Qt gives it as the key's code only."""
    if event.text().isalpha():
        return event.text().upper()
    return chr(event.key()).upper() if 0x400 <= event.key() <= 0x52F else ""


_KNOWN = {key.value for key in _NAMED}
