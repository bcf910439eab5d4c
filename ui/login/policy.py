"""The rules of a password, ticked off while it is typed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.identity import Iin, PersonName
from app.domain.password import ADMINISTRATOR_LENGTH, PASSPHRASE_LENGTH, RULES, unmet_rules
from ui.theme import Theme, set_property
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import horizontal, vertical


class PolicyList(QWidget):
    """One line per rule; `unmet` names those that are not met yet. Ticks, words and tone say the same."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unmet: tuple[str, ...] = RULES
        column = vertical(theme, self, spacing=4)
        self._signs = {rule: Glyph(theme, "circle", "tertiary", 16) for rule in RULES}
        self._words = {rule: label("", "small", wrap=True) for rule in RULES}
        for rule in RULES:
            row = horizontal(theme, spacing=8)
            row.addWidget(self._signs[rule])
            row.addWidget(self._words[rule], 1)
            column.addLayout(row)
        self.retranslate()

    def retranslate(self) -> None:
        texts = {
            "length": self.tr("At least {count} characters; a sentence is easiest to remember").format(
                count=ADMINISTRATOR_LENGTH
            ),
            "classes": self.tr("Capital and small letters, digits or signs: three kinds; or {count} characters").format(
                count=PASSPHRASE_LENGTH
            ),
            "personal": self.tr("No name, login or IIN in it"),
            "common": self.tr("Not one of the passwords that are tried first"),
        }
        for rule, text in texts.items():
            self._words[rule].setText(text)

    def judge(
        self, password: str, *, login: str = "", name: PersonName | None = None, iin: Iin | None = None
    ) -> tuple[str, ...]:
        """Show what `password` meets, and return what it does not."""
        self.unmet = unmet_rules(password, login=login, name=name, iin=iin) if password else RULES
        for rule in RULES:
            is_met = rule not in self.unmet
            self._signs[rule].set("check" if is_met else "circle", "ok" if is_met else "tertiary")
            set_property(self._words[rule], "role", "ok-small" if is_met else "small")
        return self.unmet
