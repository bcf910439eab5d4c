"""The journal of actions as sentences: by days, person, patient, kind; saved as CSV; its chain checked (R22.5-c)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from app import journal, patients
from app.audit import Finding
from app.domain.errors import WorldError
from app.domain.patient import Patient, PatientRow
from app.journal import Family, JournalQuery, JournalRow
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.patients.chooser import PatientChooser
from ui.reports import journal_words
from ui.reports.listing import Listing, keep_first
from ui.tables import Column, RowsModel, RowsView
from ui.tasks import Progress
from ui.widgets.buttons import Button


class JournalScreen(Listing):
    """Who did what."""

    read, export = staticmethod(journal.read_rows), staticmethod(journal.export_rows)
    page, file_name = journal.PAGE, "journal.csv"
    first_days = timedelta(days=6)  # with today: the week that one remembers

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.persons, self.families, self.patient = QComboBox(), QComboBox(), PatientChooser(context)
        self.persons.addItem("", None)
        for family in (None, *Family):
            self.families.addItem("", family)
        super().__init__(context, parent)
        self.check = Button(context.theme, icon="check-circle")
        self.check.clicked.connect(self.check_chain)
        self._head.insertWidget(self._head.count() - 1, self.check)
        self.patient.chosen.connect(lambda _: self._soon.start())
        self.persons.activated.connect(lambda _: self.ask())
        self.families.activated.connect(lambda _: self.ask())
        self.retranslate()

    def editors(self) -> Sequence[tuple[QWidget, int]]:
        return (self.persons, 200), (self.families, 230), (self.patient, 0)

    def show_subject(self, subject: object) -> None:
        """Who opened the card of this patient, ever."""
        self._soon.stop()
        self.since.set_digits("")
        self.until.set_digits("")
        self.persons.setCurrentIndex(0)
        self.families.setCurrentIndex(self.families.findData(Family.OPENED))
        self._context.tasks.read(self, patients.get, subject, done=self._take_patient, failed=self._refused)

    def query(self) -> JournalQuery | None:
        days = self.days()
        if days is None:
            return None
        family = self.families.currentData()  # Qt keeps the text alone
        return JournalQuery(
            *days, self.persons.currentData(),
            self.patient.patient.patient_id if self.patient.patient else None, Family(family) if family else None,
        )  # fmt: skip

    def check_chain(self) -> None:
        practice = self._context.practice
        self.check.setEnabled(False)

        def walk(_: Progress) -> Finding | None:
            return journal.check_chain(practice)

        self._context.tasks.work(self, walk, done=self._checked, failed=self._not_checked)

    def number(self, row: JournalRow) -> int:
        return row.row

    def csv(self, rows: Sequence[JournalRow]) -> tuple[list[str], list[list[str]]]:
        header = [self.tr("Number"), self.tr("When"), self.tr("Who"), self.tr("Role"), self.tr("Workstation"),
                  self.tr("What")]  # fmt: skip
        return header, [
            [str(one.row), formats.moment(one.at), journal_words.person_word(one.person), one.roles,
             one.workstation, journal_words.sentence(one)]
            for one in rows
        ]  # fmt: skip

    def retranslate(self) -> None:
        self._title.setText(self.tr("Journal of actions"))
        self.table.setAccessibleName(self.tr("Journal of actions"))
        self.check.setText(self.tr("Check the chain"))
        names = (self.tr("Who"), self.tr("Kind of action"), self.tr("Patient"))
        for field, name in zip(self.fields[2:], names, strict=True):
            field.set_texts(name)
        self.persons.setItemText(0, self.tr("everybody"))
        for at in range(1, self.persons.count()):
            self.persons.setItemText(at, journal_words.person_word(self.persons.itemData(at)))
        for at in range(self.families.count()):
            family = self.families.itemData(at)
            self.families.setItemText(at, journal_words.family_word(Family(family)) if family else self.tr("all"))
        super().retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        self._context.tasks.read(self, journal.persons, done=self._take_persons, failed=self._refused)
        super().showEvent(event)

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
        return self.table.framed()

    def _open(self) -> None:
        """The card that a row is about."""
        chosen = self.table.current
        if chosen is not None and chosen.patient_id is not None:
            self._context.navigation.open_patient(chosen.patient_id)

    def _take_patient(self, found: Patient) -> None:
        phone = found.phones[0] if found.phones else None
        self.patient.choose(PatientRow(found.patient_id, found.name, found.birth_date, found.sex, found.iin, phone))

    def _take_persons(self, found: tuple[str, ...]) -> None:
        keep_first(self.persons, [(journal_words.person_word(person), person) for person in found])

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

    def said(self, count: int) -> str:
        said = self.tr("Looking into the journal is itself written into it. Rows: {count}.")
        return said.format(count=count)

    def nothing(self) -> tuple[str, str]:
        return self.tr("Nothing was found"), self.tr("Nobody did such a thing in these days.")
