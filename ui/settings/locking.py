"""When the window locks itself and what locking means; both change at once and are the practice's (R27.5-a)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app import locking
from app.domain.access import Permission
from app.domain.errors import WorldError
from app.locking import LockRules
from ui.context import Context
from ui.messages import explain
from ui.settings.section import Section
from ui.widgets.buttons import Segmented

_USUAL, _STRICT = "usual", "strict"


class LockingSection(Section):
    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rules = LockRules()
        self.minutes = Segmented([str(one) for one in locking.MINUTES])
        self.modes = Segmented((_USUAL, _STRICT))
        self._minutes_name, self._mode_name = self.add_row(self.minutes), self.add_row(self.modes)
        self._words = self.add_words()
        for control in (self.minutes, self.modes):
            control.chosen.connect(lambda _: self._change())
            control.setEnabled(context.practice.actor.may(Permission.SETTINGS))
        self.retranslate()
        context.tasks.read(self, locking.get_rules, done=self._take)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Locking"))
        self._minutes_name.setText(self.tr("Lock when nobody has touched it for"))
        self.minutes.set_titles(
            {str(one): self.tr("{minutes} min").format(minutes=one) for one in locking.MINUTES}
        )  # fmt: skip
        self._mode_name.setText(self.tr("When locked"))
        self.modes.set_titles({_USUAL: self.tr("work goes on"), _STRICT: self.tr("the practice is closed")})
        self._show()

    def _change(self) -> None:
        rules = LockRules(int(self.minutes.current), self.modes.current == _STRICT)
        self.context.tasks.write(self, locking.change_rules, rules, done=self._changed, failed=self._refused)

    def _changed(self, rules: LockRules) -> None:
        self.context.lock_time.keep(rules)
        self._take(rules)

    def _refused(self, error: WorldError) -> None:
        self.context.navigation.notice(explain(error).sentence, "bad")
        self._show()

    def _take(self, rules: LockRules) -> None:
        self._rules = rules
        self._show()

    def _show(self) -> None:
        self.minutes.choose(str(self._rules.minutes))
        self.modes.choose(_STRICT if self._rules.is_strict else _USUAL)
        self._words.setText(
            self.tr(
                "Strict: Ctrl+L closes the practice. Its keys leave the memory, devices find no list of patients, "
                "time stamps and sending wait for the next login. What devices send is still received and sealed."
            )
            if self._rules.is_strict
            else self.tr(
                "Ctrl+L hides the record and asks for the password. Devices keep today's list, "
                "time stamps, sending and receiving go on."
            )
        )
