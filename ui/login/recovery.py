"""Back in by the printed recovery sheet: a new password, then a new second factor.

The letters of the key may be typed on any keyboard layout: they are taken by the place of the key.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLineEdit

from app.domain.errors import WorldError
from ui.first_run.second_factor import SecondFactor
from ui.front_door import FrontDoor, Renewed
from ui.login.letter_field import LetterField
from ui.login.policy import PolicyList
from ui.messages import explain
from ui.tasks import Progress, Tasks
from ui.theme import Theme, focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import vertical
from ui.widgets.narrow_page import NarrowPage, card
from ui.widgets.password import PasswordField


class RecoveryPage(NarrowPage):
    """`unlocked(practice)` at the end; `cancelled()` by Esc or the button, when nothing was changed yet."""

    unlocked = Signal(object)
    cancelled = Signal()

    def __init__(self, door: FrontDoor, code_is_right: Callable[[str, str], bool], tasks: Tasks, theme: Theme) -> None:
        super().__init__(theme, width=640)
        self._door, self._tasks = door, tasks
        self._renewed: Renewed | None = None
        self._title, self._why = label("", "page"), label("", "secondary", wrap=True)
        head = vertical(theme, spacing=4)
        head.addWidget(self._title)
        head.addWidget(self._why)
        self.column.addLayout(head)
        self._first, first = card(theme)
        self.login, self.key = QLineEdit(), LetterField()
        self.password, self.again = PasswordField(), PasswordField()
        self._fields = [Field(theme, editor) for editor in (self.login, self.key, self.password, self.again)]
        self.policy = PolicyList(theme)
        for field in self._fields[:3]:
            first.addWidget(field)
        first.addWidget(self.policy)
        first.addWidget(self._fields[3])
        self.column.addWidget(self._first)
        self._second, second = card(theme)
        self.factor = SecondFactor(theme, tasks, code_is_right)
        second.addWidget(self.factor)
        self.column.addWidget(self._second)
        self.column.addWidget(self.problem)
        self.column.addStretch(1)
        self._second.hide()
        self._cancel, self._next = Button(theme), Button(theme, kind="primary")
        self.foot.addWidget(self._cancel)
        self.foot.addStretch(1)
        self.foot.addWidget(self._next)
        self._cancel.clicked.connect(self.cancelled)
        self._next.clicked.connect(self.go_on)
        for editor in (self.login, self.key, self.password, self.again, self.factor.code):
            editor.returnPressed.connect(self.go_on)
        self.password.textChanged.connect(lambda _: self._judge())
        self.login.textChanged.connect(lambda _: self._judge())
        self.factor.proved.connect(self._finish)
        self.retranslate()

    def start(self, login: str = "") -> None:
        self.login.setText(login)
        focus_by_keyboard(self.key if login else self.login)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Recovery by the printed sheet"))
        self._why.setText(
            self.tr("The key opens the record. You get a new password and a new one-time code; the old ones end.")
        )
        login, key, password, again = self._fields
        login.set_texts(self.tr("User"))
        key.set_texts(self.tr("Recovery key"), self.tr("33 letters and digits; the keyboard layout does not matter."))
        password.set_texts(self.tr("New password"))
        again.set_texts(self.tr("New password again"))
        self.policy.retranslate()
        self.factor.retranslate()
        self._cancel.setText(self.tr("Cancel"))
        self._next.setText(self.tr("Open the record") if self._renewed is None else self.tr("Go on"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def go_on(self) -> None:
        """Recover with what is typed, or prove the new second factor."""
        if self._renewed is not None:
            self.factor.check()
        elif self._is_complete():
            login, key, password = self.login.text().strip(), self.key.printed, self.password.text()

            def recover(_: Progress) -> Renewed:
                return self._door.recover(login, key, password)

            self._next.setEnabled(False)
            self.set_problem("")
            self._tasks.work(self, recover, done=self._opened, failed=self._refused)

    def _is_complete(self) -> bool:
        login, key, password, again = self._fields
        login.set_error("" if self.login.text().strip() else self.tr("Type your user name."))
        key.set_error("" if self.key.is_complete else self.tr("The key on the sheet has 33 letters and digits."))
        password.set_error(self.tr("Not all rules are met yet.") if self._judge() else "")
        again.set_error("" if self.again.text() == self.password.text() else self.tr("The two passwords differ."))
        wrong = next((field for field in self._fields if field.error), None)
        if wrong is not None:
            focus_by_keyboard(wrong.editor)
        return wrong is None

    def _judge(self) -> tuple[str, ...]:
        return self.policy.judge(self.password.text(), login=self.login.text().strip())

    def _opened(self, renewed: Renewed) -> None:
        self._renewed = renewed
        self.factor.set_secret(renewed.totp_secret, renewed.otpauth_uri)
        self._first.hide()
        self._second.show()
        self._cancel.hide()
        self._next.setEnabled(True)
        self.password.clear()
        self.again.clear()
        self.key.clear()
        self.retranslate()
        focus_by_keyboard(self.factor.code)

    def _refused(self, error: WorldError) -> None:
        self._next.setEnabled(True)
        self.set_problem(explain(error).sentence)

    def _finish(self) -> None:
        if self._renewed is not None:
            self.unlocked.emit(self._renewed.practice)
