"""The locked window, which shows nothing of the record and asks for the password."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.domain.errors import WorldError
from ui.front_door import FrontDoor
from ui.language import Language
from ui.login.page import DoorPage, wide_button
from ui.practice import OpenRecord
from ui.tasks import Progress, Tasks
from ui.theme import Theme, focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.password import PasswordField


class LockPage(DoorPage):
    """`unlocked()` when the user has proved the password again; `leave_wanted()` to close the practice."""

    unlocked = Signal()
    leave_wanted = Signal()

    def __init__(self, door: FrontDoor, tasks: Tasks, theme: Theme, language: Language, practice: OpenRecord) -> None:
        super().__init__(door, tasks, theme, language)
        self._open = practice
        self._is_trying = False
        self._who = label("", "strong")
        self._why = label("", "small", wrap=True)
        self.card.addWidget(self._who)
        self.card.addWidget(self._why)
        self.password = PasswordField()
        self.password.setProperty("large", "true")
        self._field = Field(theme, self.password)
        self.card.addWidget(self._field)
        self.card.addWidget(self.error_box)
        self.button = wide_button(theme)
        self.card.addWidget(self.button)
        self._leave = Button(theme, kind="link")
        self._keyboard = label("", "secondary")
        self.links.addWidget(self._leave)
        self.links.addStretch(1)
        self.links.addWidget(self._keyboard)
        self.button.clicked.connect(self.submit)
        self.password.returnPressed.connect(self.submit)
        self._leave.clicked.connect(self.leave_wanted)
        self.password.keyboard_changed.connect(lambda *_: self._show_keyboard())
        self.retranslate()

    def start(self) -> None:
        super().start()
        self.password.clear()
        self.set_error(None)
        focus_by_keyboard(self.password)

    def retranslate(self) -> None:
        super().retranslate()
        self._who.setText(self._open.actor.name.full or self._open.actor.login)
        self._why.setText(self.tr("The window is locked. What you were writing is kept."))
        self._field.set_texts(self.tr("Password"))
        self.button.setText(self.tr("Unlocking…") if self._is_trying else self.tr("Unlock"))
        self._leave.setText(self.tr("Another user"))
        self._show_keyboard()

    def submit(self) -> None:
        """Prove the password; an empty field keeps the focus."""
        password = self.password.text()
        if self._is_trying or not password:
            focus_by_keyboard(self.password)
            return

        def prove(_: Progress) -> None:
            self.door.prove_again(self._open, password)

        self._try(True)
        self.tasks.work(self, prove, done=self._proved, failed=self._refused)

    def _proved(self, _: object) -> None:
        self._try(False)
        self.password.clear()
        self.unlocked.emit()

    def _refused(self, error: WorldError) -> None:
        self._try(False)
        self.set_error(error)
        self.password.selectAll()
        focus_by_keyboard(self.password)

    def _try(self, is_trying: bool) -> None:
        self._is_trying = is_trying
        self.password.setReadOnly(is_trying)
        self.button.setEnabled(not is_trying)
        self.button.setText(self.tr("Unlocking…") if is_trying else self.tr("Unlock"))

    def _show_keyboard(self) -> None:
        layout = self.tr("Keyboard: {layout}").format(layout=self.password.layout_name)
        if self.password.caps_lock:
            layout = self.tr("Caps Lock is on · {layout}").format(layout=layout)
        self._keyboard.setText(layout)
