"""A visit that is over: its note, its document, and the two ways to set a mistake right (both with a reason)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QWidget

from app import patients, to_sign, visits
from app.domain.events import VisitChanged
from app.domain.patient import Patient
from app.domain.visit import Visit, VisitState
from ui import formats
from ui.chip import Chip, Tone
from ui.context import Context
from ui.sign.acts import Act, Withdraw
from ui.theme import focus_by_keyboard
from ui.visit import vitals, words
from ui.who import WhoStrip
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label, line
from ui.widgets.layouts import grid, horizontal, sized, vertical
from ui.widgets.sheet import Sheet

_ROWS = ("complaints", "anamnesis", "objective", "vitals", "diagnoses", "plan", "prescription", "recommendations")
_TONES: dict[VisitState, Tone] = {
    VisitState.DRAFT: "warn",
    VisitState.TO_SIGN: "warn",
    VisitState.SIGNED: "ok",
    VisitState.WITHDRAWN: "bad",
}


class VisitScreen(QWidget):
    """`show_subject(visit_id)`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._visit: Visit | None = None
        theme = context.theme
        column = vertical(theme, self, spacing=0)
        self.who = WhoStrip(context)
        self._document = Button(theme, icon="file-text", kind="primary")
        self._correct = Button(theme, icon="pencil-simple")
        self._withdraw = Button(theme, icon="prohibit")
        self.sign_button = Button(theme, icon="pencil-line", kind="primary")
        self.back_button = Button(theme, icon="arrow-u-up-left")
        for button in (self._withdraw, self._correct, self._document, self.back_button, self.sign_button):
            self.who.add(button)
        column.addWidget(self.who)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        content = QWidget()
        content.setProperty("ground", "background")
        inside = vertical(theme, content, margins=(20, 16), spacing=12)
        self._card = QFrame()
        self._card.setProperty("surface", "card")
        self._in_card = vertical(theme, self._card, margins=14, spacing=8)
        inside.addWidget(self._card)
        inside.addStretch(1)
        area.setWidget(content)
        column.addWidget(area, 1)
        self._document.clicked.connect(self._open_document)
        self.sign_button.clicked.connect(self.sign)
        self.back_button.clicked.connect(self.take_back)
        self._correct.clicked.connect(lambda: self.ask_reason(correcting=True))
        self._withdraw.clicked.connect(lambda: self.ask_reason(correcting=False))
        context.bridge.happened.connect(self._happened)
        self.retranslate()

    def show_subject(self, visit_id: object) -> None:
        if isinstance(visit_id, int):
            self._context.tasks.read(self, visits.get_visit, visit_id, done=self._take)

    def _take(self, visit: Visit) -> None:
        self._visit = visit
        self.who.show_patient(visit.patient_id)
        self._show()

    def _happened(self, event: object) -> None:
        if isinstance(event, VisitChanged) and self._visit is not None and event.visit_id == self._visit.visit_id:
            self.show_subject(event.visit_id)

    def _show(self) -> None:
        visit = self._visit
        if visit is None:
            return
        name = self.tr("Visit")
        self.who.show_what(f"{name} · {formats.moment(visit.started_at)} · {words.state_word(visit.state)}")
        _clear(self._in_card)
        theme = self._context.theme
        head = QWidget()
        row = horizontal(theme, head, spacing=8)
        row.addWidget(label(f"{name} · {formats.moment(visit.started_at)}", "title"))
        row.addWidget(Chip(words.state_word(visit.state), _TONES[visit.state]))
        row.addWidget(label(visit.doctor_name.full, "secondary"))
        if visit.version > 1:
            row.addWidget(label(self.tr("version {number}").format(number=visit.version), "tertiary"))
        row.addStretch(1)
        self._in_card.addWidget(head)
        if visit.emergency_reason:
            reason = self.tr("Emergency: {reason}").format(reason=visit.emergency_reason)
            self._in_card.addWidget(label(reason, "bad", wrap=True))
        self._in_card.addWidget(self._note(visit))
        mine = visit.doctor_id == self._context.practice.actor.account_id
        self._document.setVisible(visit.document_id is not None)
        self._correct.setVisible(mine and visit.state is VisitState.SIGNED)
        waits = mine and visit.state is VisitState.TO_SIGN
        self._withdraw.setVisible(mine and visit.state is not VisitState.WITHDRAWN)
        self.sign_button.setVisible(waits)
        self.back_button.setVisible(waits)

    def _note(self, visit: Visit) -> QWidget:
        theme = self._context.theme
        holder = QWidget()
        rows = grid(theme, holder, spacing=6)
        rows.setColumnStretch(1, 1)
        for number, name in enumerate(_ROWS):
            rows.addWidget(line(), number * 2, 0, 1, 2)
            title = label(words.field_word(name), "field", wrap=True)
            sized(theme, title, width=140)
            rows.addWidget(title, number * 2 + 1, 0)
            rows.addWidget(label(_written(visit, name) or "—", "", wrap=True), number * 2 + 1, 1)
        return holder

    # what may be done

    def _open_document(self) -> None:
        if self._visit is not None and self._visit.document_id is not None:
            self._context.navigation.go("document", self._visit.document_id)

    def sign(self) -> None:
        """Finished without a key: sign the bytes that were fixed then."""
        visit = self._visit
        if visit is not None:
            self._context.tasks.read(
                self, patients.get, visit.patient_id, done=lambda patient: self._open_sheet(visit, patient)
            )

    def _open_sheet(self, visit: Visit, patient: Patient, act: Act | None = None) -> None:
        from ui.sign.sheet import SignSheet

        sheet = SignSheet(self._context, visit, patient, self.window(), act)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def take_back(self) -> None:
        """Open a finished visit again for writing."""
        visit = self._visit
        if visit is not None:
            self._context.tasks.write(
                self, to_sign.take_back, visit.visit_id,
                done=lambda _: self._context.navigation.open_patient(visit.patient_id),
            )  # fmt: skip

    def ask_reason(self, *, correcting: bool) -> None:
        if self._visit is None:
            return
        sheet = ReasonSheet(self._context, self._visit, self.window(), correcting=correcting)
        sheet.reason_given.connect(self._correct_it if correcting else self._withdraw_it)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _correct_it(self, reason: str) -> None:
        assert self._visit is not None
        self._context.tasks.write(
            self, visits.correct_visit, self._visit.visit_id, reason,
            done=lambda visit: self._context.navigation.open_patient(visit.patient_id),
        )  # fmt: skip

    def _withdraw_it(self, reason: str) -> None:
        """What is signed is withdrawn by a signed version; what is not yet, by a word."""
        visit = self._visit
        assert visit is not None
        if visit.state is not VisitState.SIGNED:
            self._context.tasks.write(self, visits.withdraw_visit, visit.visit_id, reason, done=self._take)
            return
        act = Withdraw(visit.visit_id, reason)
        self._context.tasks.read(
            self, patients.get, visit.patient_id, done=lambda patient: self._open_sheet(visit, patient, act)
        )

    def retranslate(self) -> None:
        self._document.setText(self.tr("Document"))
        self._correct.setText(self.tr("Correct"))
        self._withdraw.setText(self.tr("Withdraw"))
        self.sign_button.setText(self.tr("Sign"))
        self.back_button.setText(self.tr("Back to writing"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class ReasonSheet(Sheet):
    """Why a signed visit is corrected or withdrawn: `reason_given(text)`."""

    reason_given = Signal(str)

    def __init__(self, context: Context, visit: Visit, parent: QWidget | None = None, *, correcting: bool) -> None:
        super().__init__(context.theme, parent, width=560)
        self._visit, self._correcting = visit, correcting
        self._words = label("", "secondary", wrap=True)
        self.body.addWidget(self._words)
        self.reason = QLineEdit()
        self.reason.returnPressed.connect(self.give)
        self._field = Field(context.theme, self.reason)
        self.body.addWidget(self._field)
        self._cancel = Button(context.theme)
        self._go = Button(context.theme, kind="primary" if correcting else "danger")
        self._cancel.clicked.connect(self.reject)
        self._go.clicked.connect(self.give)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self._go)
        self.retranslate()
        focus_by_keyboard(self.reason)

    def give(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self._field.set_error(self.tr("A reason is needed: it stays in the record."))
            return
        self.accept()
        self.reason_given.emit(reason)

    def retranslate(self) -> None:
        day = formats.moment(self._visit.started_at)
        if self._correcting:
            self.set_title(self.tr("Correct the visit of {day}").format(day=day))
            self._words.setText(
                self.tr("The signed document stays as it is; the corrected one will be a new version that names it.")
            )
            self._go.setText(self.tr("Open for correction"))
        else:
            self.set_title(self.tr("Withdraw the visit of {day}").format(day=day))
            is_signed = self._visit.state is VisitState.SIGNED
            stays = self.tr("Every byte stays in the record; the visit is marked as withdrawn.")
            signed = self.tr("The withdrawal is a signed version of its own, so it is signed next.")
            self._words.setText(f"{stays} {signed}" if is_signed else stays)
            self._go.setText(self.tr("Go on to signing") if is_signed else self.tr("Withdraw"))
        self._field.set_texts(self.tr("Reason"))
        self._cancel.setText(self.tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _written(visit: Visit, name: str) -> str:
    note = visit.note
    if name == "diagnoses":
        return "\n".join(f"{one.code} {one.text} — {words.diagnosis_standing(one)}" for one in note.diagnoses)
    if name == "prescription":
        return "\n".join(f"{number}. {words.prescribed(one)}" for number, one in enumerate(note.prescription, 1))
    if name == "vitals":
        texts = vitals.written(note.vitals)
        parts = [
            f"{words.vital_word(one)[0]} {texts[one]} {words.vital_word(one)[1]}" for one in words.VITALS if texts[one]
        ]
        return " · ".join(part for part in (*parts, words.body_mass_index(note.vitals.body_mass_index)) if part)
    text: str = getattr(note, name)
    return text


def _clear(layout: object) -> None:
    while (item := layout.takeAt(0)) is not None:  # type: ignore[attr-defined]  # any layout
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
