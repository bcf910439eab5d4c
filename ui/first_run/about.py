"""First run: the language, the practice, its owner."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.domain.identity import PersonName, Phone
from app.domain.practice import OwnerDraft, PracticeDraft
from ui.first_run.pages import Page
from ui.language import Code, Language
from ui.messages import explain
from ui.number_fields import IinField, PhoneField
from ui.theme import Theme, focus_by_keyboard
from ui.widgets.buttons import Segmented
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal
from ui.widgets.narrow_page import card


class LanguagePage(Page):
    """Two large choices, each in its own language; the screen follows at once."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(theme)
        self._language = language
        row = horizontal(theme, spacing=16)
        self.choices: dict[Code, QPushButton] = {}
        names: tuple[tuple[Code, str], ...] = (("kk", "Қазақ тілінде"), ("ru", "На русском языке"))
        for code, name in names:
            choice = QPushButton(name)
            choice.setProperty("kind", "choice")
            choice.setCheckable(True)
            choice.setAutoExclusive(True)
            choice.setAutoDefault(False)
            choice.clicked.connect(lambda _=False, one=code: self._choose(one))
            self.choices[code] = choice
            row.addWidget(choice, 1)
        self.column.addLayout(row)
        self._later = label("", "small", wrap=True)
        self.column.addWidget(self._later)
        self.column.addStretch(1)
        self.retranslate()

    def enter(self) -> None:
        focus_by_keyboard(self.choices[self._language.code])

    def retranslate(self) -> None:
        self.choices[self._language.code].setChecked(True)
        self.set_head(self.tr("Language"), self.tr("Choose the language of the screen."))
        self._later.setText(
            self.tr("It can be switched at any time, also while you work. The language of a document is chosen apart.")
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = list(self.choices)
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            other = keys[1 - keys.index(self._language.code)]
            self._choose(other)
            focus_by_keyboard(self.choices[other])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused = next((code for code, choice in self.choices.items() if choice.hasFocus()), None)
            if focused is not None:
                self._choose(focused)
            self.go_on_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, code: Code) -> None:
        self.choices[code].setChecked(True)
        self._language.set(code)


class PracticePage(Page):
    """A person with an IIN or an organisation with a BIN (R4-a), and what stands at the head of documents."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.kind = Segmented(("person", "organisation"))
        self.kind.choose("person")
        self.kind.chosen.connect(self._kind_chosen)
        self.column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        frame, inside = card(theme)
        self.number = IinField()
        self.name, self.address, self.licence = QLineEdit(), QLineEdit(), QLineEdit()
        self.phone = PhoneField()
        editors: tuple[QLineEdit, ...] = (self.name, self.number, self.address, self.phone, self.licence)
        self._fields = [Field(theme, editor) for editor in editors]
        name, number, address, phone, licence = self._fields
        inside.addWidget(name)
        two = horizontal(theme, spacing=16)
        two.addWidget(number, 1, Qt.AlignmentFlag.AlignTop)
        two.addWidget(phone, 1, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(two)
        inside.addWidget(address)
        inside.addWidget(licence)
        self.column.addWidget(frame)
        self.column.addStretch(1)
        self.in_order((self.name, self.number, self.phone, self.address, self.licence))
        for editor, field in zip(editors, self._fields, strict=True):
            editor.textChanged.connect(lambda _, one=field: one.set_error(""))
        self.retranslate()

    @property
    def is_organisation(self) -> bool:
        return self.number.organisation

    def draft(self, language: str) -> PracticeDraft:
        """What was typed, checked by `is_right`."""
        phone = self.phone.phone
        return PracticeDraft(
            name=self.name.text().strip(),
            iin=None if self.is_organisation else self.number.iin,
            bin_number=self.number.bin_number if self.is_organisation else None,
            address=self.address.text().strip(),
            phone=phone.e164 if isinstance(phone, Phone) else "",
            licence=self.licence.text().strip(),
            language=language,
        )

    def is_right(self) -> bool:
        name, number, _, phone, _ = self._fields
        name.set_error("" if self.name.text().strip() else self.tr("Give the name as it shall stand on documents."))
        refusal = self.number.refusal
        if not self.number.digits:
            number.set_error(self.tr("The number is needed: it stands on every document."))
        else:
            number.set_error(explain(refusal).sentence if refusal else "")
        wrong_phone = self.phone.refusal
        phone.set_error(explain(wrong_phone).sentence if wrong_phone else "")
        return self.first_wrong(self._fields)

    def retranslate(self) -> None:
        self.set_head(
            self.tr("Your practice"),
            self.tr("This stands at the head of documents; it can be changed in the settings."),
        )
        self.kind.set_titles(
            {"person": self.tr("Private practice (IIN)"), "organisation": self.tr("Organisation (BIN)")}
        )
        name, number, address, phone, licence = self._fields
        name.set_texts(self.tr("Name of the practice"))
        number.set_texts(
            self.tr("BIN of the organisation") if self.is_organisation else self.tr("IIN of the practitioner")
        )
        address.set_texts(self.tr("Address"))
        phone.set_texts(self.tr("Phone"))
        licence.set_texts(self.tr("Licence, number and date"), self.tr("May be added later."))

    def _kind_chosen(self, kind: str) -> None:
        self.number.organisation = kind == "organisation"
        self._fields[1].set_error("")
        self.retranslate()


class OwnerPage(Page):
    """Who owns the record and works in it first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        frame, inside = card(theme)
        self.surname, self.given, self.patronymic = QLineEdit(), QLineEdit(), QLineEdit()
        self.iin, self.position, self.login = IinField(), QLineEdit(), QLineEdit()
        editors: tuple[QLineEdit, ...] = (
            self.surname, self.given, self.patronymic, self.iin, self.position, self.login,
        )  # fmt: skip
        self._fields = [Field(theme, editor) for editor in editors]
        for at in range(0, len(self._fields), 2):
            row = horizontal(theme, spacing=16)
            row.addWidget(self._fields[at], 1, Qt.AlignmentFlag.AlignTop)
            row.addWidget(self._fields[at + 1], 1, Qt.AlignmentFlag.AlignTop)
            inside.addLayout(row)
        self.column.addWidget(frame)
        self.column.addStretch(1)
        self.in_order(editors)
        for editor, field in zip(editors, self._fields, strict=True):
            editor.textChanged.connect(lambda _, one=field: one.set_error(""))
        self.given.editingFinished.connect(self._suggest_login)
        self.retranslate()

    def suggest_iin(self, digits: str) -> None:
        """The practitioner's own IIN was typed a page before."""
        if digits and not self.iin.digits:
            self.iin.set_digits(digits)

    @property
    def name(self) -> PersonName:
        return PersonName(self.surname.text(), self.given.text(), self.patronymic.text())

    def draft(self) -> OwnerDraft:
        """What was typed, checked by `is_right`."""
        iin = self.iin.iin
        if iin is None:
            raise ValueError("the page was not checked")
        return OwnerDraft(self.login.text().strip().casefold(), self.name, iin, self.position.text().strip())

    def is_right(self) -> bool:
        surname, given, _, iin, _, login = self._fields
        surname.set_error("" if self.name.surname else self.tr("As in the identity document."))
        given.set_error("" if self.name.given else self.tr("As in the identity document."))
        refusal = self.iin.refusal
        if not self.iin.digits:
            iin.set_error(self.tr("The IIN is needed: the signature key must have the same."))
        else:
            iin.set_error(explain(refusal).sentence if refusal else "")
        typed = self.login.text().strip()
        login.set_error("" if typed and " " not in typed else self.tr("One word, as you will type it every day."))
        return self.first_wrong(self._fields)

    def retranslate(self) -> None:
        self.set_head(self.tr("You"), self.tr("The owner of the record: has all rights and adds other users."))
        surname, given, patronymic, iin, position, login = self._fields
        surname.set_texts(self.tr("Surname"))
        given.set_texts(self.tr("Given name"))
        patronymic.set_texts(self.tr("Patronymic, if any"))
        iin.set_texts(self.tr("IIN"))
        position.set_texts(self.tr("Position"), self.tr("For example: ultrasound doctor"))
        login.set_texts(self.tr("User name for logging in"), self.tr("Capital and small letters are the same."))

    def _suggest_login(self) -> None:
        if not self.login.text() and self.name.given:
            self.login.setText(self.name.given.split()[0].casefold())
