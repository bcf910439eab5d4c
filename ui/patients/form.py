"""New patient and edit patient: the IIN suggests, the registry warns, nothing typed is lost.

Birth date and sex that an IIN carries are filled only into empty fields (order of the Minister of Internal Affairs
No 521 of 29.06.2023: the number's digits are how it was issued, no rule). The warning about similar patients is asked
for while typing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QScrollArea, QWidget

from app import duplicates, patients
from app.domain.errors import WorldError
from app.domain.identity import PersonName, Phone, Sex
from app.domain.observation import Candidate
from app.domain.patient import Allergy, ContactPerson, DocumentKind, Patient, PatientDraft
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.number_fields import DateField, IinField, PhoneField
from ui.patients import words
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button, Segmented
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import grid, horizontal, vertical
from ui.widgets.sheet import Sheet

_ASK_AFTER_MS = 150
Register = Callable[..., Patient]  # a use case: (session, actor, draft)
_ALLERGY = re.compile(r"(?P<substance>[^()]+?)\s*(?:\((?P<reaction>[^()]*)\))?\s*")


class PatientForm(Sheet):
    """One sheet for entering and for editing; `saved(patient)` when the registry has it."""

    saved = Signal(object)
    existing_chosen = Signal(int)

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        *,
        patient: Patient | None = None,
        register: Register = patients.add,
    ) -> None:
        """`patient` is edited; without one a new one is entered, by the use case `register`."""
        super().__init__(context.theme, parent, width=880)
        self._context, self._register = context, register
        self._patient = patient
        self._build()
        self._ask_timer = QTimer(self)
        self._ask_timer.setSingleShot(True)
        self._ask_timer.setInterval(_ASK_AFTER_MS)
        self._ask_timer.timeout.connect(self._ask_similar)
        if patient is not None:
            self._fill(patient)
        self.retranslate()
        self._show_document_fields()
        focus_by_keyboard(self._surname)

    # building

    def _build(self) -> None:
        theme = self._context.theme
        self._surname, self._given, self._patronymic = QLineEdit(), QLineEdit(), QLineEdit()
        self._iin, self._born = IinField(), DateField()
        self._sex = Segmented((Sex.FEMALE.value, Sex.MALE.value, Sex.UNKNOWN.value))
        self._sex.choose(Sex.UNKNOWN.value)
        self._phone, self._second_phone, self._citizenship = PhoneField(), PhoneField(), QLineEdit("KZ")
        self._citizenship.setMaxLength(3)
        self._document_kind, self._document_number = QComboBox(), QLineEdit()
        for kind in DocumentKind:
            self._document_kind.addItem("", kind)
        self._address, self._allergies, self._markers, self._note = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self._contact, self._relation, self._contact_phone = QLineEdit(), QLineEdit(), PhoneField()
        self._is_representative, self._consent = QCheckBox(), QCheckBox()
        editors: dict[str, QWidget] = {
            "surname": self._surname, "given": self._given, "patronymic": self._patronymic,
            "iin": self._iin, "born": self._born, "sex": self._sex,
            "phone": self._phone, "second_phone": self._second_phone, "citizenship": self._citizenship,
            "document_kind": self._document_kind, "document_number": self._document_number,
            "address": self._address, "allergies": self._allergies, "markers": self._markers,
            "contact": self._contact, "relation": self._relation, "contact_phone": self._contact_phone,
            "note": self._note,
        }  # fmt: skip
        self._fields = {name: Field(theme, editor) for name, editor in editors.items()}
        content = QWidget()
        content.setProperty("ground", "surface")
        rows = grid(theme, content, margins=(0, 0, 8, 0), spacing=10)
        places = {
            "surname": (0, 0, 2), "given": (0, 2, 2), "patronymic": (0, 4, 2),
            "iin": (1, 0, 2), "born": (1, 2, 2), "sex": (1, 4, 2),
            "document_kind": (2, 0, 3), "document_number": (2, 3, 3),
            "phone": (3, 0, 2), "second_phone": (3, 2, 2), "citizenship": (3, 4, 2),
            "address": (4, 0, 6),
            "allergies": (5, 0, 3), "markers": (5, 3, 3),
            "contact": (6, 0, 2), "relation": (6, 2, 2), "contact_phone": (6, 4, 2),
            "note": (8, 0, 6),
        }  # fmt: skip
        for name, (row, column, span) in places.items():
            rows.addWidget(self._fields[name], row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        rows.addWidget(self._is_representative, 7, 0, 1, 3)
        rows.addWidget(self._consent, 7, 3, 1, 3)
        for column in range(6):
            rows.setColumnStretch(column, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else the first letters typed would go nowhere
        scroll.setWidget(content)
        scroll.setMinimumHeight(min(theme.px(540), 640))
        self.body.addWidget(scroll, 1)
        self._build_warning()
        self._build_foot()
        self._connect()

    def _build_warning(self) -> None:
        theme = self._context.theme
        self._warning = QFrame()
        self._warning.setProperty("surface", "warn")
        inside = vertical(theme, self._warning, margins=(12, 8), spacing=4)
        self._warning_title = label("", "strong", wrap=True)
        inside.addWidget(self._warning_title)
        self._similar = vertical(theme, spacing=2)
        inside.addLayout(self._similar)
        self._warning.hide()
        self.body.addWidget(self._warning)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)

    def _build_foot(self) -> None:
        theme = self._context.theme
        self._cancel = Button(theme)
        self._cancel.clicked.connect(self.reject)
        self._save = Button(theme, icon="check", kind="primary")
        self._save.clicked.connect(self.save)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self._save)

    def _connect(self) -> None:
        self._iin.digits_changed.connect(lambda _: self._iin_typed())
        self._born.digits_changed.connect(lambda _: self._typed())
        for field in (self._surname, self._given, self._patronymic):
            field.textEdited.connect(lambda _: self._typed())
        self._document_kind.currentIndexChanged.connect(lambda _: self._show_document_fields())

    # reading and writing the fields

    def _fill(self, patient: Patient) -> None:
        self._surname.setText(patient.name.surname)
        self._given.setText(patient.name.given)
        self._patronymic.setText(patient.name.patronymic)
        self._iin.setText(formats.iin(patient.iin))
        self._born.setText(formats.day(patient.birth_date))
        self._sex.choose(patient.sex.value)
        for field, phone in zip((self._phone, self._second_phone), patient.phones, strict=False):
            field.set_phone(phone)
        self._citizenship.setText(patient.citizenship)
        self._document_kind.setCurrentIndex(list(DocumentKind).index(patient.document_kind))
        self._document_number.setText(patient.document_number)
        self._address.setText(patient.address)
        self._allergies.setText(", ".join(_written(allergy) for allergy in patient.allergies))
        self._markers.setText(", ".join(patient.markers))
        self._note.setText(patient.note)
        self._consent.setChecked(patient.consent)
        for contact in patient.contacts[:1]:
            self._contact.setText(contact.name.full)
            self._relation.setText(contact.relation)
            self._is_representative.setChecked(contact.is_representative)
            if contact.phone:
                self._contact_phone.set_phone(contact.phone)

    def prefill(self, draft: PatientDraft) -> None:
        """Take over what a device said of an unknown patient."""
        self._surname.setText(draft.name.surname)
        self._given.setText(draft.name.given)
        self._patronymic.setText(draft.name.patronymic)
        self._born.setText(formats.day(draft.birth_date))
        self._sex.choose(draft.sex.value)
        self._iin.set_digits(str(draft.iin or ""))

    def editor(self, name: str) -> QWidget:
        """The editor of a field by the field's name."""
        return self._fields[name].editor

    def draft(self) -> PatientDraft:
        phones = tuple(field.phone for field in (self._phone, self._second_phone) if field.phone is not None)
        kept = self._patient.phones[2:] if self._patient else ()
        return PatientDraft(
            name=PersonName(self._surname.text(), self._given.text(), self._patronymic.text()),
            birth_date=self._born.day,
            sex=Sex(self._sex.current),
            iin=self._iin.iin,
            document_kind=DocumentKind(self._document_kind.currentData()),
            document_number=self._document_number.text().strip(),
            citizenship=self._citizenship.text().strip().upper(),
            phones=(*phones, *kept),
            address=self._address.text().strip(),
            contacts=self._contacts(),
            consent=self._consent.isChecked(),
            allergies=_allergies(self._allergies.text()),
            markers=tuple(part.strip() for part in self._markers.text().split(",") if part.strip()),
            note=self._note.text().strip(),
        )

    def _contacts(self) -> tuple[ContactPerson, ...]:
        """The first contact is on the form; others, entered elsewhere, stay as they are."""
        others = self._patient.contacts[1:] if self._patient else ()
        parts = self._contact.text().split(maxsplit=2)
        if not parts:
            return others
        before = self._patient.contacts[0] if self._patient and self._patient.contacts else None
        phone: Phone | None = self._contact_phone.phone
        first = ContactPerson(
            PersonName(*parts), self._relation.text().strip(), phone, before.iin if before else None,
            self._is_representative.isChecked(),
        )  # fmt: skip
        return (first, *others)

    # typing

    def _iin_typed(self) -> None:
        refusal = self._iin.refusal if self._iin.is_complete else None
        self._fields["iin"].set_error(explain(refusal).what if refusal else "")
        iin = self._iin.iin
        if iin is not None:
            if not self._born.digits:
                self._born.set_day(iin.suggested_birth_date)
            if self._sex.current == Sex.UNKNOWN.value and iin.suggested_sex:
                self._sex.choose(iin.suggested_sex.value)
        self._show_suggestion()
        self._show_document_fields()
        self._typed()

    def _show_suggestion(self) -> None:
        """Where birth date or sex differ from what the number carries, say so and leave them."""
        iin = self._iin.iin
        born, suggested = self._born.day, iin.suggested_birth_date if iin else None
        hint = ""
        if suggested is not None:
            differs = born is not None and born != suggested
            words_of = self.tr("the IIN says {date}") if differs else self.tr("suggested by the IIN")
            hint = words_of.format(date=formats.day(suggested))
        self._fields["born"].set_texts(self.tr("Date of birth"), hint)

    def _typed(self) -> None:
        self._problem.hide()
        self._show_suggestion()
        self._ask_timer.start()

    def _show_document_fields(self) -> None:
        """An identity document is asked for only where there is no IIN: newborns, foreigners."""
        needed = self._iin.iin is None
        has_document = self._document_kind.currentData() != DocumentKind.NONE
        self._fields["document_kind"].setVisible(needed or has_document)
        self._fields["document_number"].setVisible(needed or has_document)
        self._document_number.setEnabled(has_document)

    def _ask_similar(self) -> None:
        self._context.tasks.search(self, duplicates.similar, self.draft(), done=self._show_similar)

    def _show_similar(self, found: tuple[Candidate, ...] | None) -> None:
        while (item := self._similar.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        own = self._patient.patient_id if self._patient else None
        shown = [one for one in found or () if one.patient_id != own][:3]
        for candidate in shown:
            self._similar.addWidget(self._similar_line(candidate))
        self._warning.setVisible(bool(shown))

    def _similar_line(self, candidate: Candidate) -> QWidget:
        theme = self._context.theme
        widget = QWidget()
        row = horizontal(theme, widget, spacing=8)
        who = f"{candidate.name.full} · {formats.day(candidate.birth_date)} · {formats.iin(candidate.iin)}"
        why = ", ".join(words.similarity_word(reason) for reason in candidate.reasons)
        row.addWidget(label(f"{who}\n{why}", wrap=True), 1)
        card = Button(theme, self.tr("Open this card"), kind="ghost")
        card.clicked.connect(lambda: self._choose_existing(candidate.patient_id))
        row.addWidget(card)
        return widget

    def _choose_existing(self, patient_id: int) -> None:
        self.reject()
        self.existing_chosen.emit(patient_id)

    # saving

    def save(self) -> None:
        """Check what can be checked here, then ask the registry."""
        if not self._fields_are_right():
            return
        self._save.setEnabled(False)
        if self._patient is None:
            self._context.tasks.write(self, self._register, self.draft(), done=self._was_saved, failed=self._refused)
        else:
            self._context.tasks.write(
                self, patients.edit, self._patient.patient_id, self.draft(), self._patient.version,
                done=self._was_saved, failed=self._refused,
            )  # fmt: skip

    def _fields_are_right(self) -> bool:
        wrong: list[QWidget] = []
        born_wrong = bool(self._born.digits) and self._born.day is None
        checks = (
            ("surname", "" if self._surname.text().strip() else self.tr("A surname or the only name is needed.")),
            ("iin", explain(self._iin.refusal).what if self._iin.refusal else ""),
            ("born", self.tr("There is no such day.") if born_wrong else ""),
            ("phone", explain(self._phone.refusal).what if self._phone.refusal else ""),
            ("second_phone", explain(self._second_phone.refusal).what if self._second_phone.refusal else ""),
            ("contact_phone", explain(self._contact_phone.refusal).what if self._contact_phone.refusal else ""),
        )
        for name, problem in checks:
            self._fields[name].set_error(problem)
            if problem:
                wrong.append(self._fields[name].editor)
        if wrong:
            focus_by_keyboard(wrong[0])
        return not wrong

    def _was_saved(self, patient: Patient) -> None:
        self._save.setEnabled(True)
        self.accept()
        self.saved.emit(patient)

    def _refused(self, error: WorldError) -> None:
        self._save.setEnabled(True)
        self._problem.setText(explain(error).sentence)
        self._problem.show()

    # words

    def retranslate(self) -> None:
        editing = self._patient is not None
        self.set_title(self.tr("Edit patient") if editing else self.tr("New patient"))
        if self._patient is not None:
            known = self._patient
            self.set_subject(formats.two_identifiers(known.name, known.iin, known.birth_date))
        titles = {
            "surname": self.tr("Surname"), "given": self.tr("Given name"), "patronymic": self.tr("Patronymic"),
            "iin": self.tr("IIN"), "sex": self.tr("Sex"), "phone": self.tr("Phone"),
            "second_phone": self.tr("Second phone"), "citizenship": self.tr("Citizenship"),
            "document_kind": self.tr("Document in place of the IIN"), "document_number": self.tr("Document number"),
            "address": self.tr("Address"), "contact": self.tr("Relative or representative"),
            "relation": self.tr("Who it is to the patient"), "contact_phone": self.tr("Their phone"),
            "note": self.tr("Note for the registry"),
        }  # fmt: skip
        for name, title in titles.items():
            self._fields[name].set_texts(title)
        self._fields["allergies"].set_texts(self.tr("Allergies"), self.tr("with commas; reaction in brackets"))
        self._fields["markers"].set_texts(self.tr("Warnings"), self.tr("with commas: pacemaker, pregnancy"))
        self._sex.set_titles({sex.value: formats.sex(sex) for sex in Sex})
        for index, kind in enumerate(DocumentKind):
            self._document_kind.setItemText(index, words.document_word(kind))
        self._is_representative.setText(self.tr("This is the legal representative"))
        self._consent.setText(self.tr("Consent to keep personal data is given"))
        self._warning_title.setText(self.tr("Perhaps this patient is already registered"))
        self._cancel.setText(self.tr("Cancel"))
        self._save.setText((self.tr("Save") if editing else self.tr("Save and open the card")) + "  Ctrl ⏎")
        self._show_suggestion()

    def hideEvent(self, event: QHideEvent) -> None:
        self._ask_timer.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _written(allergy: Allergy) -> str:
    return f"{allergy.substance} ({allergy.reaction})" if allergy.reaction else allergy.substance


def _allergies(typed: str) -> tuple[Allergy, ...]:
    """`penicillin (rash), iodine` as two allergies; a comma inside brackets does not separate."""
    parts = re.split(r"[,;](?![^()]*\))", typed)
    found = (_ALLERGY.fullmatch(part.strip()) for part in parts if part.strip())
    return tuple(
        Allergy(match["substance"].strip(), (match["reaction"] or "").strip()) if match else Allergy(part.strip())
        for match, part in zip(found, (part for part in parts if part.strip()), strict=True)
    )
