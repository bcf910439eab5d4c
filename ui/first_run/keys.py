"""First run: the password, the recovery sheet, the second factor."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel

from app.domain.identity import Iin, PersonName
from ui.first_run.pages import Page
from ui.first_run.recovery_sheet import SheetTexts, print_sheet, save_pdf
from ui.first_run.second_factor import SecondFactor
from ui.front_door import Secrets
from ui.login.letter_field import GROUP, LetterField
from ui.login.policy import PolicyList
from ui.messages import explain
from ui.tasks import Progress, Tasks
from ui.theme import Theme, set_property
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import grid, horizontal
from ui.widgets.narrow_page import card
from ui.widgets.password import PasswordField

translate = QCoreApplication.translate

_ASKED_GROUPS = 3


class PasswordPage(Page):
    """The password, with its rules ticked off while it is typed, and the keyboard layout in view."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._login, self._name = "", PersonName("")
        self._iin: Iin | None = None
        frame, inside = card(theme)
        self.password, self.again = PasswordField(), PasswordField()
        self._fields = [Field(theme, self.password), Field(theme, self.again)]
        self._keyboard = label("", "small")
        self.policy = PolicyList(theme)
        inside.addWidget(self._fields[0])
        inside.addWidget(self._keyboard)
        inside.addWidget(self.policy)
        inside.addWidget(self._fields[1])
        self.column.addWidget(frame)
        self.column.addStretch(1)
        self.in_order((self.password, self.again))
        self.password.textChanged.connect(lambda _: self._typed())
        self.again.textChanged.connect(lambda _: self._fields[1].set_error(""))
        for field in (self.password, self.again):
            field.keyboard_changed.connect(lambda *_: self._show_keyboard())
        self.retranslate()

    def set_person(self, login: str, name: PersonName, iin: Iin | None) -> None:
        """Whose password it is: nothing of them may be in it."""
        self._login, self._name, self._iin = login, name, iin
        self._judge()

    def is_right(self) -> bool:
        password, again = self._fields
        password.set_error(self.tr("Not all rules are met yet.") if self._judge() else "")
        again.set_error("" if self.again.text() == self.password.text() else self.tr("The two passwords differ."))
        return self.first_wrong(self._fields)

    def forget(self) -> None:
        self.password.clear()
        self.again.clear()

    def retranslate(self) -> None:
        self.set_head(
            self.tr("Password"),
            self.tr("It encrypts the whole record. Nobody can tell it to you later, so a recovery sheet comes next."),
        )
        self._fields[0].set_texts(self.tr("Password"))
        self._fields[1].set_texts(self.tr("Password again"))
        self.policy.retranslate()
        self._show_keyboard()

    def _typed(self) -> None:
        self._fields[0].set_error("")
        self._judge()

    def _judge(self) -> tuple[str, ...]:
        return self.policy.judge(self.password.text(), login=self._login, name=self._name, iin=self._iin)

    def _show_keyboard(self) -> None:
        text = self.tr("Keyboard: {layout}").format(layout=self.password.layout_name)
        if self.password.caps_lock or self.again.caps_lock:
            text = self.tr("Caps Lock is on · {layout}").format(layout=text)
        self._keyboard.setText(text)


class RecoverySheetPage(Page):
    """The key in large letters, to be printed; three of its groups are typed again from the paper."""

    def __init__(
        self,
        theme: Theme,
        tasks: Tasks,
        *,
        choose_file: Callable[[RecoverySheetPage], str] | None = None,
        asked: Callable[[int], list[int]] | None = None,
    ) -> None:
        super().__init__(theme)
        self._tasks = tasks
        self._choose_file = choose_file or _ask_where
        self._asked = (asked or _any_three)(8)
        self._key, self._practice, self._owner = "", "", ""
        frame, inside = card(theme)
        self._groups = grid(theme, spacing=12)
        self._shown: list[QLabel] = []
        inside.addLayout(self._groups)
        row = horizontal(theme)
        self.print_button = Button(theme, icon="printer")
        self.save_button = Button(theme, icon="file-pdf")
        self.print_button.clicked.connect(self.print)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        row.addStretch(1)
        inside.addLayout(row)
        self._saved = label("", "ok-small", wrap=True)
        self._saved.hide()
        inside.addWidget(self._saved)
        self.column.addWidget(frame)
        second, typed = card(theme)
        self._ask = label("", "", wrap=True)
        typed.addWidget(self._ask)
        self.typed = [LetterField(GROUP) for _ in range(_ASKED_GROUPS)]
        self._fields = [Field(theme, editor) for editor in self.typed]
        fields = horizontal(theme, spacing=16)
        for field in self._fields:
            fields.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        typed.addLayout(fields)
        self.column.addWidget(second)
        self.column.addStretch(1)
        self.in_order(self.typed)
        for editor, field in zip(self.typed, self._fields, strict=True):
            editor.letters_changed.connect(lambda _, one=field: one.set_error(""))
        self.retranslate()

    @property
    def asked(self) -> list[int]:
        """Numbers of the groups that must be typed again, from 1."""
        return self._asked

    def set_key(self, recovery_key: str, practice: str, owner: str) -> None:
        self._key, self._practice, self._owner = recovery_key, practice, owner
        for old in self._shown:
            old.deleteLater()
        self._shown = []
        for at, group in enumerate(recovery_key.split("-")):
            cell = QFrame()
            cell.setProperty("surface", "sunken")
            inside = horizontal(self.theme, cell, margins=(12, 6), spacing=10)
            inside.addWidget(label(str(at + 1), "tertiary"))
            letters = label(group, "display")
            letters.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            inside.addWidget(letters)
            inside.addStretch(1)
            self._groups.addWidget(cell, at // 3, at % 3)
            self._shown.append(letters)

    def is_right(self) -> bool:
        groups = self._key.split("-")
        for number, editor, field in zip(self._asked, self.typed, self._fields, strict=True):
            is_same = editor.letters == groups[number - 1]
            field.set_error("" if is_same else self.tr("Not as on the sheet."))
        return self.first_wrong(self._fields)

    def forget(self) -> None:
        """Take the key off the screen."""
        self.set_key("", "", "")
        for editor in self.typed:
            editor.clear()

    def save(self) -> None:
        """Write the PDF where the user says; nowhere else."""
        chosen = self._choose_file(self)
        if not chosen:
            return
        texts = self._texts()

        def write(_: Progress) -> str:
            save_pdf(Path(chosen), texts)
            return chosen

        self._tasks.work(self, write, done=self._tell_saved, failed=lambda error: self._tell(explain(error).sentence))

    def print(self) -> None:
        """Through the system's print dialog; nothing is written to disk by us."""
        if print_sheet(self, self._texts()):
            self._tell(self.tr("Sent to the printer. Check the paper before you go on."))

    def retranslate(self) -> None:
        self.set_head(
            self.tr("Recovery sheet"),
            self.tr(
                "Print it and keep it with your passport. It opens the record when the password or the phone is lost."
            ),
        )
        self.print_button.setText(self.tr("Print…"))
        self.save_button.setText(self.tr("Save as PDF…"))
        self._ask.setText(self.tr("Type these groups from the paper. The keyboard layout does not matter."))
        for number, field in zip(self._asked, self._fields, strict=True):
            field.set_texts(self.tr("Group {number}").format(number=number))

    def _texts(self) -> SheetTexts:
        return SheetTexts(
            title=self.tr("Shipager: recovery sheet"),
            practice=self._practice,
            owner=self.tr("User: {login}").format(login=self._owner),
            purpose=self.tr(
                "This key opens the record of the practice without the password. Who holds it can read everything: "
                "keep it locked away, apart from the computer."
            ),
            use=self.tr("How to use it: in the login window choose “Recovery sheet” and type the key."),
            made=self.tr("Made on {day}"),
            key=self._key,
        )

    def _tell_saved(self, path: str) -> None:
        self._tell(self.tr("Saved: {path}. Print it, then delete the file.").format(path=path))

    def _tell(self, text: str) -> None:
        self._saved.setText(text)
        set_property(self._saved, "role", "ok-small")
        self._saved.setVisible(bool(text))


class SecondFactorPage(Page):
    """A QR code for the phone, and one code to prove that it works."""

    def __init__(self, theme: Theme, tasks: Tasks, code_is_right: Callable[[str, str], bool]) -> None:
        super().__init__(theme)
        frame, inside = card(theme)
        self.factor = SecondFactor(theme, tasks, code_is_right)
        inside.addWidget(self.factor)
        row = horizontal(theme, spacing=8)
        self._sign = Glyph(theme, "check-circle", "ok")
        self._proved = label("", "ok")
        row.addWidget(self._sign)
        row.addWidget(self._proved, 1)
        inside.addLayout(row)
        self.column.addWidget(frame)
        self.column.addStretch(1)
        self.in_order((self.factor.code,))
        self.factor.proved.connect(self._show)
        self.factor.code.digits_changed.connect(lambda _: self._show())
        self.retranslate()

    def set_secrets(self, made: Secrets) -> None:
        self.factor.set_secret(made.totp_secret, made.otpauth_uri)

    def is_right(self) -> bool:
        if not self.factor.is_proved:
            self.factor.check()
        return self.factor.is_proved

    def retranslate(self) -> None:
        self.set_head(
            self.tr("One-time code"),
            self.tr("The second lock: whoever learns the password still needs your phone."),
        )
        self._proved.setText(self.tr("The code fits. Go on with Enter."))
        self.factor.retranslate()
        self._show()

    def _show(self) -> None:
        for widget in (self._sign, self._proved):
            widget.setVisible(self.factor.is_proved)


def _any_three(count: int) -> list[int]:
    return sorted(secrets.SystemRandom().sample(range(1, count + 1), _ASKED_GROUPS))


def _ask_where(page: RecoverySheetPage) -> str:
    title = translate("RecoverySheetPage", "Where shall the recovery sheet be saved?")
    name = translate("RecoverySheetPage", "recovery-sheet.pdf")
    return QFileDialog.getSaveFileName(page, title, name, "PDF (*.pdf)")[0]
