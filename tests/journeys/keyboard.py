"""Hands on a keyboard: nothing but key events, sent to the window that the screen gives the keys to.

Keys are pressed as on a Kazakh layout: a chord tells the letter that the layout has at its place and the scan code of
the key; digits of number fields are the letters of the number row. What stands on the screen is read from the widgets.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

_EVDEV_OFFSET = 8  # X11 key codes
_ROWS = ((0x10, "QWERTYUIOP"), (0x1E, "ASDFGHJKL"), (0x2C, "ZXCVBNM"))
_SCAN = {letter: start + at for start, row in _ROWS for at, letter in enumerate(row)}
_SCAN |= {digit: 0x02 + at for at, digit in enumerate("1234567890")}
_KAZAKH = dict(zip("QWERTYUIOPASDFGHJKLZXCVBNM", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ", strict=True))
_NUMBER_ROW = dict(zip("1234567890", '"әіңғ,.үұқ', strict=True))
_NAMED = {
    "Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape, "Tab": Qt.Key.Key_Tab, "Space": Qt.Key.Key_Space,
    "Up": Qt.Key.Key_Up, "Down": Qt.Key.Key_Down, "Left": Qt.Key.Key_Left, "Right": Qt.Key.Key_Right,
    "Home": Qt.Key.Key_Home, "End": Qt.Key.Key_End, "Backspace": Qt.Key.Key_Backspace,
    **{f"F{number}": Qt.Key(Qt.Key.Key_F1.value + number - 1) for number in range(1, 13)},
}  # fmt: skip
_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


class Hands:
    """A person without a mouse. `seconds` is how long they wait for what must come."""

    def __init__(self, seconds: float = 10) -> None:
        self._seconds = seconds

    # pressing

    def press(self, chord: str, times: int = 1) -> None:
        """`Ctrl+Shift+N`, `Enter`, `F3`: letters by the place of their key on a Kazakh layout."""
        *held, name = chord.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for word in held:
            modifiers |= _HELD[word]
        if name in _NAMED:
            key, scan, text = _NAMED[name].value, 0, {"Enter": "\r", "Tab": "\t", "Space": " "}.get(name, "")
        else:
            key, scan, text = ord(_KAZAKH[name]), _SCAN[name] + _EVDEV_OFFSET, ""
        for _ in range(times):
            self._send(key, modifiers, text, scan)

    def type(self, text: str) -> None:
        """Words in any alphabet."""
        for sign in text:
            shift = Qt.KeyboardModifier.ShiftModifier if sign.isupper() else Qt.KeyboardModifier.NoModifier
            self._send(ord(sign.upper()[0]), shift, sign)

    def digits(self, text: str) -> None:
        """Digits pressed in the number row while the Kazakh layout is on: the layout has letters there."""
        for sign in text:
            letter = _NUMBER_ROW[sign]
            self._send(ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter, _SCAN[sign] + _EVDEV_OFFSET)

    def _send(self, key: int, modifiers: Qt.KeyboardModifier, text: str, scan: int = 0) -> None:
        _give_keys_to_the_front()
        self.until(lambda: QGuiApplication.focusWindow() is not None, "a window takes the keys")
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            window = QGuiApplication.focusWindow()
            if window is not None:  # the press may have closed it
                QApplication.sendEvent(window, QKeyEvent(kind, key, modifiers, scan, 0, 0, text))
        QApplication.processEvents()

    # waiting and looking

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait for what must be on the screen; the screen goes on meanwhile."""
        deadline = time.monotonic() + self._seconds
        while not condition():
            assert time.monotonic() < deadline, (
                f"waited in vain: {what}; focus {QApplication.focusWidget()!r}; on the screen: {self.screen()}"
            )
            QApplication.processEvents()
            _give_keys_to_the_front()
            time.sleep(0.002)

    def sees(self, words: str) -> None:
        """Wait until these words can be read."""
        self.until(lambda: words in self.screen(), f"«{words}»")

    def screen(self) -> str:
        """All words in view, of the window in front where it stands before another."""
        front = QApplication.activeModalWidget() or QApplication.activeWindow()
        return " | ".join(_words(one) for one in _visible(front) if _words(one)) if front else ""

    def words(self) -> list[str]:
        """The same, one by one."""
        return self.screen().split(" | ")

    def listed(self, words: str) -> bool:
        """Whether a list in view has a line with these words."""
        lists = [one for one in self.focus.window().findChildren(QAbstractItemView) if one.isVisible()]
        top = QModelIndex()
        cells = (
            model.index(row, column, top)
            for model in (one.model() for one in lists)
            for row in range(model.rowCount(top))
            for column in range(model.columnCount(top) if isinstance(model, QAbstractTableModel) else 1)
        )
        return any(words in str(cell.data()) for cell in cells)

    @property
    def focus(self) -> QWidget:
        """What has the keys. There always is something: a focus that got lost fails here."""
        self.until(lambda: QApplication.focusWidget() is not None, "something has the focus")
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def is_on(self, name: str) -> bool:
        """Whether what has the keys is called so, by its words or its accessible name."""
        widget = QApplication.focusWidget()
        return widget is not None and name in f"{widget.accessibleName()} {_words(widget)}"

    def go_to(self, name: str, most: int = 40) -> None:
        """Tab until what is called so has the keys; the way there must exist."""
        passed = []
        for _ in range(most):
            if self.is_on(name):
                return
            passed.append(self.focus.accessibleName() or _words(self.focus) or type(self.focus).__name__)
            self.press("Tab")
        raise AssertionError(f"no way to «{name}» by Tab; passed {passed}")


def _give_keys_to_the_front() -> None:
    """What a desktop does when a dialog closes and the offscreen platform does not: the window below gets the keys."""
    if QGuiApplication.focusWindow() is None:
        front = QApplication.activeModalWidget() or next(
            (w for w in QApplication.topLevelWidgets() if w.isVisible()), None
        )
        if front is not None:
            front.activateWindow()


def said(context: str, source: str) -> str:
    """What the screen says in its present language."""
    return QCoreApplication.translate(context, source)


def _visible(top: QWidget) -> list[QWidget]:
    return [one for one in top.findChildren(QWidget) if one.isVisible()]


def _words(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text()
    return ""
