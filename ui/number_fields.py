"""Fields for numbers that also work on the Kazakh keyboard layout, which has no digits on its number row.

A letter typed with a key of the number row becomes the digit of that key. Anything that is not a digit is
left out of what is typed or pasted, so "850615-400125" from a paper is fine. Digits are shown in groups.
"""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import Refused
from app.domain.identity import BinNumber, Iin, Phone
from ui.fonts import tabular
from ui.key_positions import digit


class DigitField(QLineEdit):
    """Digits only, up to `most`, shown in groups of the given sizes. `digits_changed(digits)`."""

    digits_changed = Signal(str)
    separator = " "

    def __init__(self, most: int, groups: tuple[int, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most, self._groups = most, groups
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.textEdited.connect(self._retype)

    @property
    def digits(self) -> str:
        return re.sub(r"\D", "", self.text())

    def set_digits(self, digits: str) -> None:
        self.setText(self._grouped(re.sub(r"\D", "", digits)[: self._most]))
        self.digits_changed.emit(self.digits)

    @property
    def is_complete(self) -> bool:
        return len(self.digits) == self._most

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = digit(event)
        if typed:
            if len(self.digits) < self._most or self.hasSelectedText():
                self.insert(typed)
                self._retype()
            return
        if event.text() and event.text().isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()  # a letter or sign that is no digit: nothing is typed, and nobody above gets it
            return
        super().keyPressEvent(event)

    def _retype(self) -> None:
        """Group again and keep the cursor behind the digit that it stood behind."""
        before = len(re.sub(r"\D", "", self.text()[: self.cursorPosition()]))
        shown = self._grouped(self.digits[: self._most])
        if shown != self.text():
            self.setText(shown)
        self.setCursorPosition(_place_after(shown, before))
        self.digits_changed.emit(self.digits)

    def _grouped(self, digits: str) -> str:
        if not self._groups:
            return digits
        parts, at = [], 0
        for size in self._groups:
            parts.append(digits[at : at + size])
            at += size
        parts.append(digits[at:])
        return self.separator.join(part for part in parts if part)


class IinField(DigitField):
    """A person's IIN, or an organisation's BIN when `organisation` is set: twelve digits, shown as 6 + 6."""

    def __init__(self, parent: QWidget | None = None, *, organisation: bool = False) -> None:
        super().__init__(12, (6, 6), parent)
        self.organisation = organisation
        self.setFont(tabular(self.font()))

    @property
    def iin(self) -> Iin | None:
        """The valid IIN, else None."""
        try:
            return Iin(self.digits)
        except Refused:
            return None

    @property
    def bin_number(self) -> BinNumber | None:
        """The valid BIN, else None."""
        try:
            return BinNumber(self.digits)
        except Refused:
            return None

    @property
    def refusal(self) -> Refused | None:
        """Why the digits are no valid number; None when they are one or nothing is typed."""
        if not self.digits:
            return None
        try:
            (BinNumber if self.organisation else Iin)(self.digits)
        except Refused as refused:
            return refused
        return None


class CodeField(DigitField):
    """A one-time code of six digits, shown as 3 + 3 (RFC 6238)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(6, (3, 3), parent)
        self.setFont(tabular(self.font()))


class PortField(DigitField):
    """A TCP port."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(5, (), parent)

    @property
    def port(self) -> int | None:
        """1 to 65535, else None."""
        number = int(self.digits or 0)
        return number if 1 <= number <= 65535 else None


class PhoneField(DigitField):
    """A phone number; +7 stands in front of Kazakhstan's ten digits, typed with 8, 7, +7 or none of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(15, (), parent)

    @property
    def phone(self) -> Phone | None:
        """The number, else None."""
        try:
            return Phone.parse(self.text())
        except Refused:
            return None

    def set_phone(self, phone: Phone) -> None:
        self.setText(phone.shown)

    @property
    def refusal(self) -> Refused | None:
        if not self.text():
            return None
        try:
            Phone.parse(self.text())
        except Refused as refused:
            return refused
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "+" and not self.cursorPosition() and "+" not in self.text():
            self.insert("+")
            return
        super().keyPressEvent(event)

    def _grouped(self, digits: str) -> str:
        plus = self.text().startswith("+")
        if plus and not digits.startswith("7"):
            return "+" + digits
        if not plus and len(digits) == 10 and digits[0] in "67":
            digits = "7" + digits
        elif not plus and not (digits[:1] in ("7", "8") and len(digits) >= 11):
            return digits
        rest = digits[1:]
        groups = [rest[:3], rest[3:6], "-".join(part for part in (rest[6:8], rest[8:10]) if part), rest[10:]]
        joined = "-".join(part for part in groups[1:3] if part)
        return " ".join(part for part in ("+7", groups[0], joined, groups[3]) if part)


class DateField(DigitField):
    """A day as dd.MM.yyyy; the full stops come by themselves."""

    separator = "."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(8, (2, 2, 4), parent)

    @property
    def day(self) -> date | None:
        """The day, else None."""
        digits = self.digits
        if len(digits) != 8:
            return None
        try:
            return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
        except ValueError:
            return None

    def set_day(self, day: date | None) -> None:
        self.set_digits(f"{day:%d%m%Y}" if day else "")


def _place_after(shown: str, digits: int) -> int:
    """The cursor's place behind the given number of digits."""
    seen = 0
    for place, sign in enumerate(shown):
        if seen == digits and (digits or sign.isdigit()):  # before the first digit: behind a plus
            return place
        seen += sign.isdigit()
    return len(shown)
