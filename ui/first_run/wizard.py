"""The first run from step to step: Enter goes on, Esc goes back, nothing is a practice before the last step.

The record is made in a place of its own after the password; it becomes the practice when the recovery key was
typed again and a one-time code fitted. Whoever leaves before that leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import WorldError
from ui.chip import Chip
from ui.first_run.about import LanguagePage, OwnerPage, PracticePage
from ui.first_run.keys import PasswordPage, RecoverySheetPage, SecondFactorPage
from ui.first_run.pages import Page
from ui.first_run.reception import DevicesPage, DonePage
from ui.front_door import NewPractice, Secrets
from ui.language import Language
from ui.login.page import LANGUAGE_NAMES
from ui.messages import explain
from ui.tasks import Progress, Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button, Segmented
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import horizontal
from ui.widgets.narrow_page import NarrowPage
from ui.widgets.steps import Steps

translate = QCoreApplication.translate

_LANGUAGE, _PRACTICE, _OWNER, _PASSWORD, _SHEET, _FACTOR, _DEVICES, _DONE = range(8)


class FirstRun(NarrowPage):
    """`finished(login)` when the practice is in its place."""

    finished = Signal(str)

    def __init__(
        self,
        steps: NewPractice,
        tasks: Tasks,
        theme: Theme,
        language: Language,
        *,
        choose_file: Callable[[RecoverySheetPage], str] | None = None,
    ) -> None:
        super().__init__(theme)
        self._making, self._tasks, self._language = steps, tasks, language
        self._is_busy = False
        self._login = ""
        self.language_page = LanguagePage(theme, language)
        self.practice = PracticePage(theme)
        self.owner = OwnerPage(theme)
        self.password = PasswordPage(theme)
        self.sheet = RecoverySheetPage(theme, tasks, choose_file=choose_file)
        self.factor = SecondFactorPage(theme, tasks, steps.code_is_right)
        self.devices = DevicesPage(theme, steps)
        self.done = DonePage(theme)
        self.pages: list[Page] = [
            self.language_page, self.practice, self.owner, self.password,
            self.sheet, self.factor, self.devices, self.done,
        ]  # fmt: skip
        self._current = 0
        self._add_head()
        self._stack_of_pages()
        self.column.addWidget(self.problem)
        self._back, self._next = Button(theme), Button(theme, kind="primary")
        self._hint = label("", "tertiary")
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)
        self.foot.addWidget(self._hint)
        self.foot.addWidget(self._next)
        self._back.clicked.connect(self.go_back)
        self._next.clicked.connect(self.go_on)
        self.factor.factor.proved.connect(self._show_buttons)
        self.retranslate()

    @property
    def current(self) -> Page:
        return self.pages[self._current]

    def start(self) -> None:
        """Show the first page; called when the window is shown."""
        self._show(_LANGUAGE)

    def go_on(self) -> None:
        """To the next step, where this one is right."""
        if self._is_busy:
            return
        self.set_problem("")
        if not self.current.is_right():
            return
        if self._current == _OWNER:
            self.password.set_person(self.owner.login.text().strip(), self.owner.name, self.owner.iin.iin)
        if self._current == _PRACTICE and not self.practice.is_organisation:
            self.owner.suggest_iin(self.practice.number.digits)
        if self._current == _PASSWORD:
            self._create()
        elif self._current == _DEVICES:
            self._finish()
        elif self._current == _DONE:
            self.finished.emit(self._login)
        else:
            self._show(self._current + 1)

    def go_back(self) -> None:
        """To the step before; the keys are made once, so from the sheet there is no way back to the password."""
        self.set_problem("")
        if self._may_go_back():
            self._show(self._current - 1)

    def abandon(self) -> None:
        """The window is closed before the end: nothing stays."""
        if self._current < _DONE:
            self._making.abandon()

    def retranslate(self) -> None:
        titles = (
            self.tr("Language"), self.tr("Practice"), self.tr("Owner"), self.tr("Password"), self.tr("Recovery sheet"),
            self.tr("One-time code"), self.tr("Devices"), self.tr("Done"),
        )  # fmt: skip
        self._steps.set_titles(list(titles))
        self._program.setText(self.tr("Shipager"))
        self._test.set(translate("DoorPage", "TEST practice: for trying out, not for patients"), "warn")
        self._test.setVisible(self._making.is_test)
        self._back.setText(self.tr("Back"))
        self._hint.setText(self.tr("Enter goes on, Esc goes back"))
        self._show_buttons()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._languages.choose(self._language.code)
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.go_on()
        else:
            super().keyPressEvent(event)

    def _add_head(self) -> None:
        row = horizontal(self.theme, spacing=10)
        self._program = label("", "display")
        self._languages = Segmented(("kk", "ru"))
        self._languages.set_titles(LANGUAGE_NAMES)
        self._languages.choose(self._language.code)
        self._languages.chosen.connect(self._language.set)
        row.addWidget(Glyph(self.theme, "heartbeat", "accent", 32))
        row.addWidget(self._program)
        self._test = Chip()
        row.addWidget(self._test)
        row.addStretch(1)
        row.addWidget(self._languages)
        self.column.addLayout(row)
        self._steps = Steps(self.theme, len(self.pages))
        self.column.addWidget(self._steps)

    def _stack_of_pages(self) -> None:
        """Only the shown page takes room: a stack would be as high as its highest page."""
        holder = QWidget()
        stack = QVBoxLayout(holder)
        stack.setContentsMargins(0, 0, 0, 0)
        for page in self.pages:
            stack.addWidget(page)
            page.hide()
            page.go_on_wanted.connect(self.go_on)
        self.column.addWidget(holder, 1)

    def _show(self, number: int) -> None:
        self.current.hide()
        self._current = number
        self.current.show()
        self._steps.set_current(number)
        self.area.verticalScrollBar().setValue(0)
        self._show_buttons()
        self.current.enter()
        if number == _DONE:
            self._next.setFocus(Qt.FocusReason.TabFocusReason)

    def _may_go_back(self) -> bool:
        return not self._is_busy and self._current not in {_LANGUAGE, _SHEET, _DONE}

    def _show_buttons(self) -> None:
        self._back.setVisible(self._may_go_back())
        self._hint.setVisible(self._current != _DONE)
        self._next.setEnabled(not self._is_busy)
        if self._is_busy:
            self._next.setText(self.tr("Making the keys…") if self._current == _PASSWORD else self.tr("Moving in…"))
        elif self._current == _DONE:
            self._next.setText(self.tr("Log in"))
        else:
            self._next.setText(self.tr("Go on"))

    def _create(self) -> None:
        draft, owner = self.practice.draft(self._language.code), self.owner.draft()
        password = self.password.password.text()

        def create(_: Progress) -> Secrets:
            return self._making.create(draft, owner, password)

        self._login = owner.login
        self._work(create, self._created)

    def _created(self, made: Secrets) -> None:
        self._is_busy = False
        self.password.forget()
        self.sheet.set_key(made.recovery_key, self.practice.name.text().strip(), self._login)
        self.factor.set_secrets(made)
        self._show(_SHEET)

    def _finish(self) -> None:
        settings = self.devices.settings

        def finish(_: Progress) -> None:
            self._making.finish(settings)

        self._work(finish, self._finished)

    def _finished(self, _: object) -> None:
        self._is_busy = False
        self.sheet.forget()
        self.done.set_practice(self.practice.name.text().strip())
        self._show(_DONE)

    def _work(self, call: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        self._is_busy = True
        self._show_buttons()
        self._tasks.work(self, call, done=done, failed=self._failed)

    def _failed(self, error: WorldError) -> None:
        self._is_busy = False
        self.set_problem(explain(error).sentence)
        self._show_buttons()
