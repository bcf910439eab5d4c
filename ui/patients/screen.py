"""Patients (F3): search as you type by IIN, phone or any part of the name, in any spelling; Enter opens the card."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QTableView, QWidget

from app import patients
from app.domain.clock import local
from app.domain.errors import Refused
from app.domain.events import PatientChanged
from app.domain.identity import Iin, PersonName
from app.domain.patient import Patient, PatientDraft, PatientRow
from ui import formats
from ui.context import Context
from ui.patients.form import PatientForm
from ui.tables import Column, RowsModel, RowsView
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, vertical

_LIMIT = 100


class PatientsScreen(QWidget):
    """The search field keeps the keyboard; arrows walk the results below it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._new_form: PatientForm | None = None
        theme = context.theme
        column = vertical(theme, self, margins=(20, 16), spacing=12)
        head = horizontal(theme, spacing=8)
        self._title = label("", "page")
        self._new = Button(theme, icon="user-plus", kind="primary")
        self._new.clicked.connect(self.new_patient)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._new)
        column.addLayout(head)
        self._search = QLineEdit()
        self._search.setProperty("large", "true")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda _: self._ask())
        self._search.installEventFilter(self)
        column.addWidget(self._search)
        self._found = label("", "small")
        column.addWidget(self._found)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table_panel())
        self._empty = EmptyState(theme, "users")
        self._empty_new = Button(theme, icon="user-plus", kind="primary")
        self._empty_new.clicked.connect(self.new_patient)
        self._empty.add(self._empty_new)
        self._stack.addWidget(self._empty)
        column.addWidget(self._stack, 1)
        context.bridge.happened.connect(self._happened)
        self.retranslate()
        self._ask()

    def _table_panel(self) -> QWidget:
        columns: tuple[Column[PatientRow], ...] = (
            Column(lambda: self.tr("Name"), lambda row: row.name.full, is_strong=True),
            Column(lambda: self.tr("Birth date"), self._born, 210),
            Column(lambda: self.tr("Sex"), lambda row: formats.sex(row.sex), 120),
            Column(lambda: self.tr("IIN"), lambda row: formats.iin(row.iin), 150),
            Column(lambda: self.tr("Phone"), lambda row: row.phone.shown if row.phone else "", 170),
        )
        self._model: RowsModel[PatientRow] = RowsModel(self._context.theme, columns, lambda row: row.patient_id)
        self._table: RowsView[PatientRow] = RowsView(self._context.theme, self._model)
        self._table.activated.connect(lambda _: self._open())
        return self._table.framed()

    def _born(self, row: PatientRow) -> str:
        today = local(self._context.practice.clock.now()).date()
        born, years = formats.day(row.birth_date), formats.age(row.birth_date, today)
        return f"{born} · {years}" if born else ""

    def show_subject(self, subject: object) -> None:
        if subject == "new":
            self.new_patient()

    # search

    @property
    def search_field(self) -> QLineEdit:
        return self._search

    @property
    def table(self) -> QTableView:
        return self._table

    def _ask(self) -> None:
        typed = self._search.text().strip()
        if typed:
            self._context.tasks.search(self, patients.find, typed, _LIMIT, done=self._show)
        else:
            self._context.tasks.search(self, patients.recent, _LIMIT, done=self._show)

    def _show(self, rows: tuple[PatientRow, ...]) -> None:
        self._table.put_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._tell_count(len(rows))
        self._say_empty()

    def _tell_count(self, count: int) -> None:
        if not self._search.text().strip():
            self._found.setText(self.tr("Patients you worked with last") if count else "")
        elif count >= _LIMIT:
            self._found.setText(self.tr("More than %n found: type more", "", _LIMIT))
        else:
            self._found.setText(self.tr("%n found", "", count) if count else "")

    def _open(self) -> None:
        if self._table.current is not None:
            self._context.navigation.open_patient(self._table.current.patient_id)

    def _happened(self, event: object) -> None:
        if isinstance(event, PatientChanged) and self.isVisible():
            self._ask()

    # new patient

    def new_patient(self) -> None:
        """An unfinished form that was left comes back as it was."""
        if self._new_form is None:
            self._new_form = PatientForm(self._context, self.window())
            self._new_form.saved.connect(self._was_added)
            self._new_form.existing_chosen.connect(self._context.navigation.open_patient)
            self._prefill(self._new_form)
        self._new_form.open()

    def _prefill(self, form: PatientForm) -> None:
        """What was searched for and not found is not typed twice."""
        typed = self._search.text().strip()
        if not typed or self._model.rowCount():
            return
        if not any(sign.isdigit() for sign in typed):
            parts = [part.capitalize() for part in typed.split(maxsplit=2)]
            form.prefill(PatientDraft(PersonName(*parts)))
            return
        try:
            form.prefill(PatientDraft(PersonName(""), iin=Iin(typed)))
        except Refused:
            return  # a phone or part of a number: nothing to take over

    def _was_added(self, patient: Patient) -> None:
        form, self._new_form = self._new_form, None
        if form is not None:
            form.deleteLater()
        self._search.clear()
        self._context.navigation.notice(self.tr("Patient {name} is registered").format(name=patient.name.full))
        self._context.navigation.open_patient(patient.patient_id)

    # keys, words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field, arrows walk the results and Enter opens; from the table, Enter opens too."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        key = cast("QKeyEvent", event).key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            return True
        if watched is self._search and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._model.rowCount():
            step = 1 if key == Qt.Key.Key_Down else -1
            row = max(0, min(self._model.rowCount() - 1, self._table.currentIndex().row() + step))
            self._table.choose(row)
            return True
        return False

    def _say_empty(self) -> None:
        if self._search.text().strip():
            self._empty.set_texts(
                self.tr("Nobody found"),
                self.tr("Part of the name is enough, in Kazakh or Russian letters; an IIN or a phone works too."),
            )
        else:
            self._empty.set_texts(
                self.tr("No patients yet"), self.tr("Register the first one: with the IIN it takes half a minute.")
            )

    def retranslate(self) -> None:
        self._title.setText(self.tr("Patients"))
        self._new.setText(self.tr("New patient"))
        self._empty_new.setText(self.tr("New patient"))
        self._new.setToolTip("Ctrl+Shift+N")
        self._search.setPlaceholderText(self.tr("Name, IIN or phone"))
        self._search.setAccessibleName(self.tr("Find a patient by name, IIN or phone"))
        self._table.setAccessibleName(self.tr("Found patients"))
        self._model.say_again()
        self._tell_count(self._model.rowCount())
        self._say_empty()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focus_by_keyboard(self._search)
        self._ask()
