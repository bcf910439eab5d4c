"""Login by name, password and one-time code; by keyboard alone.

Enter goes to the next field that is empty, and then unlocks. What was typed wrong is said in the card; after
too many attempts the card says how long it waits.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from app.domain.errors import Refused, WorldError
from ui.front_door import FrontDoor
from ui.language import Language
from ui.login.page import DoorPage, wide_button
from ui.number_fields import CodeField
from ui.practice import OpenRecord
from ui.tasks import Progress, Tasks
from ui.theme import Theme, focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.password import PasswordField


class LoginPage(DoorPage):
    """`unlocked(practice)` with the open practice; `recovery_wanted()` for the printed sheet."""

    unlocked = Signal(object)
    recovery_wanted = Signal()

    def __init__(self, door: FrontDoor, tasks: Tasks, theme: Theme, language: Language, last_login: str = "") -> None:
        super().__init__(door, tasks, theme, language)
        self._waiting = 0
        self._is_trying = False
        self.login = QLineEdit(last_login)
        self.password = PasswordField()
        self.code = CodeField()
        self._fields: list[Field] = []
        for editor in (self.login, self.password, self.code):
            editor.setProperty("large", "true")
            field = Field(theme, editor)
            self._fields.append(field)
            self.card.addWidget(field)
            editor.returnPressed.connect(self._next)
        self.card.addWidget(self.error_box)
        self.button = wide_button(theme)
        self.button.clicked.connect(self.submit)
        self.card.addWidget(self.button)
        self._recovery = Button(theme, kind="link")
        self._recovery.clicked.connect(self.recovery_wanted)
        self._keyboard = label("", "secondary")
        self.links.addWidget(self._recovery)
        self.links.addStretch(1)
        self.links.addWidget(self._keyboard, 0, Qt.AlignmentFlag.AlignVCenter)
        self.password.keyboard_changed.connect(lambda *_: self._show_keyboard())
        self.code.digits_changed.connect(self._code_typed)
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._tick)
        self.retranslate()

    def start(self) -> None:
        super().start()
        focus_by_keyboard(self.password if self.login.text() else self.login)

    def set_login(self, login: str) -> None:
        self.login.setText(login)

    def retranslate(self) -> None:
        super().retranslate()
        titles = (self.tr("User"), self.tr("Password"), self.tr("One-time code"))
        for field, title in zip(self._fields, titles, strict=True):
            field.set_texts(title)
        self.button.setText(self.tr("Unlocking…") if self._is_trying else self.tr("Log in"))
        self._recovery.setText(self.tr("Recovery sheet"))
        self._show_keyboard()
        if self._waiting:
            self.set_error(Refused("locked-out", seconds=self._waiting))

    def submit(self) -> None:
        """Try to unlock with what is typed; missing fields get the focus instead."""
        missing = next((one for one in (self.login, self.password, self.code) if not one.text().strip()), None)
        if missing is not None:
            focus_by_keyboard(missing)
            return
        if self._is_trying or self._waiting:
            return
        login, password, code = self.login.text().strip(), self.password.text(), self.code.digits

        def unlock(_: Progress) -> OpenRecord:
            return self.door.unlock(login, password, code)

        self._try(True)
        self.set_error(None)
        self.tasks.work(self, unlock, done=self._opened, failed=self._refused)

    def _opened(self, practice: OpenRecord) -> None:
        self._try(False)
        self.password.clear()
        self.code.clear()
        self.unlocked.emit(practice)

    def _refused(self, error: WorldError) -> None:
        self._try(False)
        self.set_error(error)
        if error.code == "locked-out":
            self._waiting = int(str(error.facts.get("seconds", 1)))
            self._countdown.start()
            self.button.setEnabled(False)
        if error.code in {"otp-wrong", "otp-used"}:
            self.code.clear()
            focus_by_keyboard(self.code)
        else:
            self.password.selectAll()
            focus_by_keyboard(self.password)

    def _try(self, is_trying: bool) -> None:
        self._is_trying = is_trying
        for editor in (self.login, self.password, self.code):
            editor.setReadOnly(is_trying)
        self.button.setEnabled(not is_trying)
        self.button.setText(self.tr("Unlocking…") if is_trying else self.tr("Log in"))

    def _next(self) -> None:
        self.submit()

    def _code_typed(self, _: str) -> None:
        """The sixth digit is as good as Enter."""
        if self.code.is_complete and self.login.text().strip() and self.password.text():
            self.submit()

    def _tick(self) -> None:
        self._waiting -= 1
        if self._waiting > 0:
            self.set_error(Refused("locked-out", seconds=self._waiting))
            return
        self._waiting = 0
        self._countdown.stop()
        self.set_error(None)
        self.button.setEnabled(True)

    def _show_keyboard(self) -> None:
        layout = self.tr("Keyboard: {layout}").format(layout=self.password.layout_name)
        if self.password.caps_lock:
            layout = self.tr("Caps Lock is on · {layout}").format(layout=layout)
        self._keyboard.setText(layout)
