"""Login by name, password and a second factor: one-time code or certificate; by keyboard alone.

Enter goes to the next field that is empty, and then unlocks. What was typed wrong is said in the card; after
too many attempts the card says how long it waits.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from app.domain.errors import Refused, WorldError
from ui.front_door import FrontDoor
from ui.language import Language
from ui.login.factor import NCALAYER, SecondFactor
from ui.login.page import DoorPage, wide_button
from ui.practice import OpenRecord
from ui.preferences import PreferenceFile
from ui.tasks import Cancelled, Progress, Tasks
from ui.theme import Theme, focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.password import PasswordField
from ui.widgets.progress import ProgressStrip


class LoginPage(DoorPage):
    """`unlocked(practice)` with the open practice; `recovery_wanted()` for the printed sheet."""

    unlocked = Signal(object)
    recovery_wanted = Signal()

    def __init__(
        self,
        door: FrontDoor,
        tasks: Tasks,
        theme: Theme,
        language: Language,
        last_login: str = "",
        preferences: PreferenceFile | None = None,
    ) -> None:
        super().__init__(door, tasks, theme, language)
        self._preferences = preferences
        self._waiting = 0
        self._is_trying = False
        self.login = QLineEdit(last_login)
        self.password = PasswordField()
        self.factor = SecondFactor(theme)
        self.code = self.factor.code
        self._fields: list[Field] = []
        for editor in (self.login, self.password):
            editor.setProperty("large", "true")
            field = Field(theme, editor)
            self._fields.append(field)
            self.card.addWidget(field)
            editor.returnPressed.connect(self.submit)
        self.card.addWidget(self.factor)
        self.card.addWidget(self.error_box)
        self.progress = ProgressStrip(theme)
        self.card.addWidget(self.progress)
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
        self.factor.secret.keyboard_changed.connect(lambda *_: self._show_keyboard())
        self.factor.entered.connect(self.submit)
        self.factor.code_complete.connect(self._code_typed)
        self.factor.certificate_wanted.connect(self._ask_places)
        self.login.editingFinished.connect(self._recall)
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._tick)
        self._recalled = ""
        self.retranslate()

    def start(self) -> None:
        super().start()
        self._recall()
        focus_by_keyboard(self.password if self.login.text() else self.login)

    def set_login(self, login: str) -> None:
        self.login.setText(login)

    def retranslate(self) -> None:
        super().retranslate()
        titles = (self.tr("User"), self.tr("Password"))
        for field, title in zip(self._fields, titles, strict=True):
            field.set_texts(title)
        self.button.setText(self.tr("Unlocking…") if self._is_trying else self.tr("Log in"))
        self._recovery.setText(self.tr("Recovery sheet"))
        self._show_keyboard()
        if self._waiting:
            self.set_error(Refused("locked-out", seconds=self._waiting))

    def submit(self) -> None:
        """Try to unlock with what is typed; missing fields get the focus instead."""
        missing = next((one for one in (self.login, self.password) if not one.text().strip()), self.factor.missing())
        if missing is not None:
            focus_by_keyboard(missing)
            return
        if self._is_trying or self._waiting:
            return
        login, password, code = self.login.text().strip(), self.password.text(), self.code.digits
        key = self.factor.key() if self.factor.is_certificate else None

        def unlock(progress: Progress) -> OpenRecord:
            if key is None:
                return self.door.unlock(login, password, code)
            practice = self.door.unlock_by_certificate(login, password, key, progress)
            if progress.is_cancelled:  # too late for the key, but nobody wants in any more
                practice.close()
                raise Cancelled
            return practice

        self._try(True)
        self.set_error(None)
        if key is None:
            self.tasks.work(self, unlock, done=self._opened, failed=self._refused)
            return
        job = self.tasks.sign(self, unlock, done=self._opened, failed=self._refused)
        waiting = self.tr("Waiting for NCALayer") if key.store_kind == NCALAYER else self.tr("Checking the certificate")
        self.progress.watch(job, waiting)

    def _opened(self, practice: OpenRecord) -> None:
        self._try(False)
        if self._preferences is not None:
            present = self._preferences.present
            self._preferences.change(logins=present.logins_with(self.login.text(), self.factor.memory()))
        self.password.clear()
        self.factor.forget()
        self.unlocked.emit(practice)

    def _refused(self, error: WorldError) -> None:
        self._try(False)
        self.set_error(Cancelled() if error.code == "key-cancelled" else error)
        if error.code == "locked-out":
            self._waiting = int(str(error.facts.get("seconds", 1)))
            self._countdown.start()
            self.button.setEnabled(False)
        wrong = self.factor.to_correct(error.code)
        if wrong is None and not error.code.startswith("login-certificate-"):
            self.password.selectAll()
            wrong = self.password
        focus_by_keyboard(wrong or self.factor.choice.button(self.factor.choice.current))

    def _try(self, is_trying: bool) -> None:
        self._is_trying = is_trying
        for editor in (self.login, self.password):
            editor.setReadOnly(is_trying)
        self.factor.set_read_only(is_trying)
        self.button.setEnabled(not is_trying)
        self.button.setText(self.tr("Unlocking…") if is_trying else self.tr("Log in"))

    def _code_typed(self) -> None:
        """The sixth digit is as good as Enter."""
        if self.login.text().strip() and self.password.text():
            self.submit()

    def _recall(self) -> None:
        """How this user got in last time, once for each name that is typed."""
        name = self.login.text().strip()
        if self._preferences is not None and name and name != self._recalled:
            self._recalled = name
            self.factor.recall(self._preferences.present.memory_of(name))

    def _ask_places(self) -> None:
        self.tasks.work(self, lambda _: self.door.key_places(), done=self.factor.show_places, failed=lambda _: None)

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
        typed = self.factor.secret if self.factor.secret.hasFocus() else self.password
        layout = self.tr("Keyboard: {layout}").format(layout=typed.layout_name)
        if typed.caps_lock:
            layout = self.tr("Caps Lock is on · {layout}").format(layout=layout)
        self._keyboard.setText(layout)
