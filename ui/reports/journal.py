"""The journal of actions as sentences: by days, person, patient, kind; saved as CSV; its chain checked (R22.5-c)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QStackedWidget, QWidget

from app import journal, patients
from app.audit import Finding
from app.domain.clock import local
from app.domain.errors import WorldError
from app.domain.patient import Patient, PatientRow
from app.journal import Family, JournalQuery, JournalRow
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.number_fields import DateField
from ui.patients.chooser import PatientChooser
from ui.reports import journal_words
from ui.tables import Column, RowsModel, RowsView
from ui.tasks import Progress
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical

_FIRST_DAYS = timedelta(days=6)  # with today: the week that one remembers


class JournalScreen(QWidget):
    """Enter in a field asks; nothing is asked while one types, since each question leaves a row."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._problem: WorldError | None = None
        self._asked: JournalQuery | None = None
        self.setProperty("ground", "background")
        theme = context.theme
        column = vertical(theme, self, margins=(20, 16), spacing=10)
        head = horizontal(theme, spacing=8)
        self._title = label("", "page")
        self.check = Button(theme, icon="check-circle")
        self.save = Button(theme, icon="download-simple")
        self.check.clicked.connect(self.check_chain)
        self.save.clicked.connect(self.choose_file)
        for widget in (self._title, self.check, self.save):
            head.addWidget(widget)
        head.insertStretch(1)
        column.addLayout(head)
        self.since, self.until = DateField(), DateField()
        today = local(context.practice.clock.now()).date()
        self.since.set_day(today - _FIRST_DAYS)
        self.until.set_day(today)
        self.persons, self.families = QComboBox(), QComboBox()
        self.persons.addItem("", None)
        for family in (None, *Family):
            self.families.addItem("", family)
        self.patient = PatientChooser(context)
        editors: tuple[QWidget, ...] = (self.since, self.until, self.persons, self.families, self.patient)
        self.fields = [Field(theme, one) for one in editors]
        for field, width in zip(self.fields, (120, 120, 200, 230, 0), strict=True):
            if width:
                sized(theme, field, min_width=width, max_width=width)
        row = horizontal(theme, spacing=12)
        for field in self.fields:
            row.addWidget(field, 1 if field is self.fields[-1] else 0, Qt.AlignmentFlag.AlignTop)
        self.show_button = Button(theme, icon="magnifying-glass", kind="primary")
        self.show_button.clicked.connect(self.ask)
        self._under = Field(theme, self.show_button)  # on the line of the fields, under an empty title
        row.addWidget(self._under, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self._words = label("", "secondary", wrap=True)
        column.addWidget(self._words)
        column.addWidget(self._list(), 1)
        self.older = Button(theme, kind="ghost")
        self.older.clicked.connect(self.ask_older)
        self.older.hide()
        column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        for day in (self.since, self.until):
            day.returnPressed.connect(self.ask)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)  # a subject may follow: one question, one row of the journal
        self._soon.timeout.connect(self.ask)
        self.patient.chosen.connect(lambda _: self._soon.start())
        self.persons.activated.connect(lambda _: self.ask())
        self.families.activated.connect(lambda _: self.ask())

    def show_subject(self, subject: object) -> None:
        """Who opened the card of this patient, ever."""
        self._soon.stop()
        self.since.set_digits("")
        self.until.set_digits("")
        self.persons.setCurrentIndex(0)
        self.families.setCurrentIndex(self.families.findData(Family.OPENED))
        self._context.tasks.read(self, patients.get, subject, done=self._take_patient, failed=self._refused)

    def ask(self) -> None:
        """The newest rows that fit what is chosen."""
        query = self.query()
        if query is None:
            return
        self._asked = query
        self._context.tasks.write(self, journal.read_rows, query, done=self._take, failed=self._refused)

    def ask_older(self) -> None:
        rows = self._model.rows
        if self._asked is not None and rows:
            self._context.tasks.write(
                self, journal.read_rows, self._asked, before=rows[-1].row, done=self._take_older, failed=self._refused
            )

    def query(self) -> JournalQuery | None:
        """What is chosen; None where a day is not complete, which is then said."""
        for field, day in zip(self.fields, (self.since, self.until), strict=False):
            wrong = bool(day.digits) and day.day is None
            field.set_error(self.tr("The day is not complete: 23.11.2026.") if wrong else "")
            if wrong:
                focus_by_keyboard(day)
                return None
        family = self.families.currentData()  # Qt keeps the text alone
        return JournalQuery(
            self.since.day, self.until.day, self.persons.currentData(),
            self.patient.patient.patient_id if self.patient.patient else None, Family(family) if family else None,
        )  # fmt: skip

    def check_chain(self) -> None:
        practice = self._context.practice
        self.check.setEnabled(False)

        def walk(_: Progress) -> Finding | None:
            return journal.check_chain(practice)

        self._context.tasks.work(self, walk, done=self._checked, failed=self._not_checked)

    def choose_file(self) -> None:
        name = QFileDialog.getSaveFileName(self, self.tr("Save as CSV…"), "journal.csv", "*.csv")[0]
        if name:
            self.save_as(Path(name))

    def save_as(self, path: Path) -> None:
        """Everything that fits, not only what is shown."""
        query = self.query()
        if query is None:
            return
        header = [self.tr("Number"), self.tr("When"), self.tr("Who"), self.tr("Role"), self.tr("Workstation"),
                  self.tr("What")]  # fmt: skip

        def write(rows: tuple[JournalRow, ...]) -> None:
            lines = [
                [str(one.row), formats.moment(one.at), journal_words.person_word(one.person), one.roles,
                 one.workstation, journal_words.sentence(one)]
                for one in rows
            ]  # fmt: skip
            self._context.tasks.work(
                self, lambda _: journal.write_csv(path, header, lines), done=lambda _: self._saved(path)
            )

        self._context.tasks.write(self, journal.export_rows, query, done=write)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Journal of actions"))
        self.table.setAccessibleName(self.tr("Journal of actions"))
        self.check.setText(self.tr("Check the chain"))
        self.save.setText(self.tr("Save as CSV…"))
        names = (self.tr("From"), self.tr("To"), self.tr("Who"), self.tr("Kind of action"), self.tr("Patient"))
        for field, name in zip(self.fields, names, strict=True):
            field.set_texts(name)
        self._under.set_texts(" ")
        self.show_button.setText(self.tr("Show"))
        self.show_button.setAccessibleName(self.tr("Show"))
        self.older.setText(self.tr("Older"))
        self.persons.setItemText(0, self.tr("everybody"))
        for at in range(1, self.persons.count()):
            self.persons.setItemText(at, journal_words.person_word(self.persons.itemData(at)))
        for at in range(self.families.count()):
            family = self.families.itemData(at)
            self.families.setItemText(at, journal_words.family_word(Family(family)) if family else self.tr("all"))
        self._model.say_again()
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._context.tasks.read(self, journal.persons, done=self._take_persons, failed=self._refused)
        focus_by_keyboard(self.since)
        self._soon.start()

    def _list(self) -> QWidget:
        theme = self._context.theme
        columns: tuple[Column[JournalRow], ...] = (
            Column(lambda: self.tr("When"), lambda one: formats.moment(one.at), 150, is_strong=True),
            Column(lambda: self.tr("Who"), lambda one: journal_words.person_word(one.person), 240),
            Column(lambda: self.tr("What"), journal_words.sentence,
                   tone=lambda one: "" if one.result in {"", "ok"} else "bad"),
            Column(lambda: self.tr("Workstation"), lambda one: one.workstation, 150),
        )  # fmt: skip
        self._model: RowsModel[JournalRow] = RowsModel(theme, columns, lambda one: one.row)
        self.table: RowsView[JournalRow] = RowsView(theme, self._model)
        self.table.activated.connect(lambda _: self._open())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table.framed())
        self._empty = EmptyState(theme, "list-dashes")
        self._stack.addWidget(self._empty)
        self._stack.setCurrentIndex(1)
        return self._stack

    def _open(self) -> None:
        """The card that a row is about."""
        chosen = self.table.current
        if chosen is not None and chosen.patient_id is not None:
            self._context.navigation.open_patient(chosen.patient_id)

    def _take_patient(self, found: Patient) -> None:
        phone = found.phones[0] if found.phones else None
        self.patient.choose(PatientRow(found.patient_id, found.name, found.birth_date, found.sex, found.iin, phone))

    def _take_persons(self, found: tuple[str, ...]) -> None:
        chosen = self.persons.currentData()
        while self.persons.count() > 1:
            self.persons.removeItem(1)
        for person in found:
            self.persons.addItem(journal_words.person_word(person), person)
        self.persons.setCurrentIndex(max(0, self.persons.findData(chosen)))

    def _take(self, rows: tuple[JournalRow, ...]) -> None:
        self._problem = None
        self.older.setVisible(len(rows) == journal.PAGE)
        self.table.put_rows(rows)
        self._say()

    def _take_older(self, rows: tuple[JournalRow, ...]) -> None:
        self.older.setVisible(len(rows) == journal.PAGE)
        self.table.put_rows((*self._model.rows, *rows))
        self._say()

    def _refused(self, error: WorldError) -> None:
        self._problem = error
        self.table.put_rows(())
        self._say()

    def _checked(self, found: Finding | None) -> None:
        self.check.setEnabled(True)
        if found is None:
            self._context.navigation.notice(self.tr("The chain holds: no row was changed, removed or added."))
            return
        said = self.tr(
            "The chain is broken at row {row}. Do not delete anything; restore from a backup and call support."
        )
        self._context.navigation.notice(said.format(row=found.row), "bad")

    def _not_checked(self, error: WorldError) -> None:
        self.check.setEnabled(True)
        self._context.navigation.notice(explain(error).sentence, "bad")

    def _saved(self, path: Path) -> None:
        self._context.navigation.notice(self.tr("Saved: {name}").format(name=path.name))

    def _say(self) -> None:
        count = len(self._model.rows)
        said = self.tr("Looking into the journal is itself written into it. Rows: {count}.")
        self._words.setText(said.format(count=count))
        self._stack.setCurrentIndex(0 if count else 1)
        if self._problem is not None:
            message = explain(self._problem)
            self._empty.set_texts(message.what, message.sentence)
        else:
            self._empty.set_texts(
                self.tr("Nothing was found"), self.tr("Nobody did such a thing in these days.")
            )  # fmt: skip
