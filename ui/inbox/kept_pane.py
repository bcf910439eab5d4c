"""Messages that are no result: questions of devices, orders and patients of other systems.

Nothing happens by them alone. A patient that another system tells of is registered here, by a person; of one who is
registered already, what differs is said.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app import inbox, kept_messages
from app.domain.patient import Patient
from app.kept_messages import KeptMessage
from ui import formats, matching_words
from ui.context import Context
from ui.inbox.record_sheet import show_record
from ui.patients.form import PatientForm
from ui.tables import Column, RowsModel, RowsView
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.layouts import horizontal, vertical


class KeptPane(QWidget):
    """`reload` reads the list; Enter does what the message offers, else shows its bytes."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        theme = context.theme
        column = vertical(theme, self, spacing=0)
        self._stack = QStackedWidget()
        full = QWidget()
        inside = vertical(theme, full, spacing=10)
        columns: tuple[Column[KeptMessage], ...] = (
            Column(lambda: self.tr("Received"), self._received, 130, is_strong=True),
            Column(lambda: self.tr("Device"), lambda one: one.device_name, 190),
            Column(lambda: self.tr("What"), lambda one: matching_words.kept_word(one.reason), 230),
            Column(lambda: self.tr("In the message"), self._who),
            Column(lambda: self.tr("In the registry"), self._known, 220, tone=self._tone),
        )  # fmt: skip
        self._model: RowsModel[KeptMessage] = RowsModel(theme, columns, lambda one: one.received_record_id)
        self.table: RowsView[KeptMessage] = RowsView(theme, self._model)
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._show_steps())
        self.table.activated.connect(lambda _: self._main_step())
        inside.addWidget(self.table.framed(), 1)
        row = horizontal(theme, spacing=8)
        self._original, self._open = Button(theme, icon="code", kind="ghost"), Button(theme, icon="user")
        self._register = Button(theme, icon="user-plus")
        self._original.clicked.connect(self.show_original)
        self._open.clicked.connect(self.open_card)
        self._register.clicked.connect(self.register)
        row.addStretch(1)
        for button in (self._original, self._open, self._register):
            row.addWidget(button)
        inside.addLayout(row)
        self._stack.addWidget(full)
        self._empty = EmptyState(theme, "check-circle")
        self._stack.addWidget(self._empty)
        column.addWidget(self._stack)
        self.retranslate()

    def reload(self) -> None:
        self._context.tasks.read(self, kept_messages.listed, done=self.show_messages)

    def focus(self) -> None:
        focus_by_keyboard(self.table)

    def show_messages(self, found: tuple[KeptMessage, ...]) -> None:
        self.table.put_rows(found)
        self._stack.setCurrentIndex(0 if found else 1)
        self._show_steps()

    # cells

    def _received(self, one: KeptMessage) -> str:
        return formats.moment_near(one.received_at, self._context.practice.clock.now())

    def _who(self, one: KeptMessage) -> str:
        sent = one.identity
        number = ", ".join(formats.iin(iin) for iin in sent.iin_candidates) or sent.patient_id
        name = sent.name.full if sent.name else ""
        return " · ".join(part for part in (name, formats.day(sent.birth_date), number) if part) or "—"

    def _known(self, one: KeptMessage) -> str:
        if one.reason != "patient-message":
            return ""
        if one.patient_id is None:
            return self.tr("nobody with this IIN")
        if not one.differs:
            return "✓ " + self.tr("the same")
        return self.tr("differs: {what}").format(what=", ".join(matching_words.part_word(part) for part in one.differs))

    def _tone(self, one: KeptMessage) -> str:
        return "warn" if one.differs else "secondary"

    # steps

    def _show_steps(self) -> None:
        one = self.table.current if self._model.rows else None
        is_patient = one is not None and one.reason == "patient-message"
        self._original.setVisible(one is not None)
        self._open.setVisible(is_patient and one is not None and one.patient_id is not None)
        self._register.setVisible(is_patient and one is not None and one.patient_id is None)

    def _main_step(self) -> None:
        for button in (self._open, self._register, self._original):
            if button.isVisible():
                button.click()
                return

    def open_card(self) -> None:
        one = self.table.current
        if one is not None and one.patient_id is not None:
            self._context.navigation.open_patient(one.patient_id)

    def register(self) -> None:
        """The form filled with what was sent; a person completes and saves it."""
        one = self.table.current
        if one is None:
            return
        form = PatientForm(self._context, self.window())
        form.prefill(inbox.draft_from(one.identity))
        form.saved.connect(self._was_registered)
        form.existing_chosen.connect(self._context.navigation.open_patient)
        form.finished.connect(form.deleteLater)
        form.open()

    def _was_registered(self, patient: Patient) -> None:
        self._context.navigation.notice(self.tr("{name}: registered").format(name=formats.short_name(patient.name)))
        self.reload()

    def show_original(self) -> None:
        one = self.table.current
        if one is not None:
            show_record(self, self._context, one.received_record_id)

    # words

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Messages that are no results"))
        self._original.setText(self.tr("Original message"))
        self._open.setText(self.tr("Open the card"))
        self._register.setText(self.tr("Register as a new patient"))
        self._empty.set_texts(
            self.tr("No such messages"),
            self.tr("Questions of devices, orders and patients of other systems appear here for thirty days."),
        )
        self._model.say_again()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
