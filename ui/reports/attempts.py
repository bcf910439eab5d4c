"""The failed attempts with an EDS: by days, reason, kind, workplace and person; each in full; saved as CSV (§22.9).

Enter in a field asks; nothing is asked while one types, since each look leaves a row in the journal.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from app import eds_attempts, journal
from app.domain.attempt import EdsAttempt, Purpose, Reason
from app.domain.clock import local
from app.domain.errors import WorldError
from app.eds_attempts import AttemptQuery
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.number_fields import DateField
from ui.reports import attempt_words as words
from ui.tables import Column, RowsModel, RowsView
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical
from ui.widgets.narrow_page import card
from ui.widgets.scrolling import FollowingArea

_FIRST_DAYS = timedelta(days=30)


class AttemptsScreen(QWidget):
    """A list on the left, the chosen attempt in full on the right."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._problem: WorldError | None = None
        self._asked: AttemptQuery | None = None
        self.setProperty("ground", "background")
        theme = context.theme
        column = vertical(theme, self, margins=(20, 16), spacing=10)
        head = horizontal(theme, spacing=8)
        self._title = label("", "page")
        self.save = Button(theme, icon="download-simple")
        self.save.clicked.connect(self.choose_file)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.save)
        column.addLayout(head)
        column.addLayout(self._filters())
        self._words = label("", "secondary", wrap=True)
        column.addWidget(self._words)
        column.addWidget(self._list(), 1)
        self.older = Button(theme, kind="ghost")
        self.older.clicked.connect(self.ask_older)
        self.older.hide()
        column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.ask)
        self.retranslate()

    def ask(self) -> None:
        """The newest that fit what is chosen."""
        query = self.query()
        if query is None:
            return
        self._asked = query
        self._context.tasks.write(
            self, eds_attempts.read_attempts, query, done=self._take, failed=self._refused
        )  # fmt: skip

    def ask_older(self) -> None:
        rows = self._model.rows
        if self._asked is not None and rows:
            self._context.tasks.write(
                self, eds_attempts.read_attempts, self._asked, before=rows[-1].attempt_id, done=self._take_older,
                failed=self._refused,
            )  # fmt: skip

    def query(self) -> AttemptQuery | None:
        """What is chosen; None where a day is not complete, which is then said."""
        for field, day in zip(self.fields, (self.since, self.until), strict=False):
            wrong = bool(day.digits) and day.day is None
            field.set_error(self.tr("The day is not complete: 23.11.2026.") if wrong else "")
            if wrong:
                focus_by_keyboard(day)
                return None
        reason, purpose = self.reasons.currentData(), self.purposes.currentData()  # Qt keeps the text alone
        return AttemptQuery(
            self.since.day, self.until.day, Reason(reason) if reason else None, Purpose(purpose) if purpose else None,
            self.places.currentData() or "", self.who.text().strip(),
        )  # fmt: skip

    def choose_file(self) -> None:
        name = QFileDialog.getSaveFileName(self, self.tr("Save as CSV…"), "eds-attempts.csv", "*.csv")[0]
        if name:
            self.save_as(Path(name))

    def save_as(self, path: Path) -> None:
        """Everything that fits, not only what is shown."""
        query = self.query()
        if query is None:
            return

        def write(rows: tuple[EdsAttempt, ...]) -> None:
            lines = [words.line(one) for one in rows]
            self._context.tasks.work(
                self, lambda _: journal.write_csv(path, words.header(), lines), done=lambda _: self._saved(path)
            )

        self._context.tasks.write(self, eds_attempts.export_attempts, query, done=write)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Failed attempts with an EDS"))
        self.table.setAccessibleName(self.tr("Failed attempts with an EDS"))
        self.save.setText(self.tr("Save as CSV…"))
        names = (self.tr("From"), self.tr("To"), self.tr("Reason"), self.tr("Purpose"), self.tr("Workstation"),
                 self.tr("Name, IIN, BIN or login"))  # fmt: skip
        for field, name in zip(self.fields, names, strict=True):
            field.set_texts(name)
        self._under.set_texts(" ")
        self.show_button.setText(self.tr("Show"))
        self.show_button.setAccessibleName(self.tr("Show"))
        self.older.setText(self.tr("Older"))
        for box in (self.reasons, self.purposes, self.places):
            box.setItemText(0, self.tr("all"))
        for at in range(1, self.reasons.count()):
            self.reasons.setItemText(at, words.reason_word(Reason(self.reasons.itemData(at))))
        for at in range(1, self.purposes.count()):
            self.purposes.setItemText(at, words.purpose_word(Purpose(self.purposes.itemData(at))))
        self._details_title.setText(self.tr("The attempt in full"))
        self._model.say_again()
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._context.tasks.read(self, eds_attempts.workstations, done=self._take_places, failed=self._refused)
        focus_by_keyboard(self.since)
        self._soon.start()

    def _filters(self) -> QHBoxLayout:
        theme = self._context.theme
        self.since, self.until = DateField(), DateField()
        today = local(self._context.practice.clock.now()).date()
        self.since.set_day(today - _FIRST_DAYS)
        self.until.set_day(today)
        self.reasons, self.purposes, self.places, self.who = QComboBox(), QComboBox(), QComboBox(), QLineEdit()
        for box, entries in ((self.reasons, tuple(Reason)), (self.purposes, tuple(Purpose)), (self.places, ())):
            box.addItem("", None)
            for one in entries:
                box.addItem("", one)
            box.activated.connect(lambda _: self.ask())
        editors: tuple[QWidget, ...] = (self.since, self.until, self.reasons, self.purposes, self.places, self.who)
        self.fields = [Field(theme, one) for one in editors]
        row = horizontal(theme, spacing=12)
        for field, width in zip(self.fields, (120, 120, 230, 150, 170, 0), strict=True):
            if width:
                sized(theme, field, min_width=width, max_width=width)
            row.addWidget(field, 0 if width else 1, Qt.AlignmentFlag.AlignTop)
        self.show_button = Button(theme, icon="magnifying-glass", kind="primary")
        self.show_button.clicked.connect(self.ask)
        self._under = Field(theme, self.show_button)  # on the line of the fields, under an empty title
        row.addWidget(self._under, 0, Qt.AlignmentFlag.AlignTop)
        for editor in (self.since, self.until, self.who):
            editor.returnPressed.connect(self.ask)
        return row

    def _list(self) -> QWidget:
        theme = self._context.theme
        columns: tuple[Column[EdsAttempt], ...] = (
            Column(lambda: self.tr("When"), lambda one: formats.moment(one.at), 140, is_strong=True),
            Column(lambda: self.tr("Purpose"), lambda one: words.purpose_word(one.purpose), 132),
            Column(lambda: self.tr("Reason"), lambda one: words.reason_word(one.reason), tone=lambda one: "bad"),
            Column(lambda: self.tr("Owner of the certificate"), words.who_word),
            Column(lambda: self.tr("Workstation"), lambda one: one.workstation, 110),
        )
        self._model: RowsModel[EdsAttempt] = RowsModel(theme, columns, lambda one: one.attempt_id)
        self.table: RowsView[EdsAttempt] = RowsView(theme, self._model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_details())
        whole = QWidget()
        row = horizontal(theme, whole, spacing=16)
        row.addWidget(self.table.framed(), 1)
        row.addWidget(self._sheet())
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        self._empty = EmptyState(theme, "shield-check")
        self._stack.addWidget(self._empty)
        self._stack.setCurrentIndex(1)
        return self._stack

    def _sheet(self) -> QWidget:
        theme = self._context.theme
        area = FollowingArea()
        sized(theme, area, min_width=300, max_width=300)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # to scroll it by keyboard
        frame, inside = card(theme, spacing=8)
        self._details_title = label("", "section")
        inside.addWidget(self._details_title)
        self._details = vertical(theme, spacing=8)
        inside.addLayout(self._details)
        inside.addStretch(1)
        area.setWidget(frame)
        return area

    def _show_details(self) -> None:
        while (item := self._details.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        chosen = self.table.current
        for name, value in words.details(chosen) if chosen is not None else ():
            self._details.addWidget(self._value(name, value))

    def _value(self, name: str, value: str) -> QWidget:
        """A small name above a value that can be copied."""
        widget = QWidget()
        column = vertical(self._context.theme, widget, spacing=0)
        column.addWidget(label(name, "small"))
        shown = label(value, "", wrap=True)
        shown.setAccessibleName(f"{name}: {value}")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(shown)
        return widget

    def _take_places(self, found: tuple[str, ...]) -> None:
        chosen = self.places.currentData()
        while self.places.count() > 1:
            self.places.removeItem(1)
        for place in found:
            self.places.addItem(place, place)
        self.places.setCurrentIndex(max(0, self.places.findData(chosen)))

    def _take(self, rows: tuple[EdsAttempt, ...]) -> None:
        self._problem = None
        self.older.setVisible(len(rows) == eds_attempts.PAGE)
        self.table.put_rows(rows)
        self._say()

    def _take_older(self, rows: tuple[EdsAttempt, ...]) -> None:
        self.older.setVisible(len(rows) == eds_attempts.PAGE)
        self.table.put_rows((*self._model.rows, *rows))
        self._say()

    def _refused(self, error: WorldError) -> None:
        self._problem = error
        self.table.put_rows(())
        self._say()

    def _saved(self, path: Path) -> None:
        self._context.navigation.notice(self.tr("Saved: {name}").format(name=path.name))

    def _say(self) -> None:
        count = len(self._model.rows)
        said = self.tr(
            "Attempts made before anybody had logged in are here too. Looking at them is written into the journal. "
            "Rows: {count}."
        )
        self._words.setText(said.format(count=count))
        self._stack.setCurrentIndex(0 if count else 1)
        self._show_details()
        if self._problem is not None:
            message = explain(self._problem)
            self._empty.set_texts(message.what, message.sentence)
        else:
            self._empty.set_texts(
                self.tr("No failed attempts"), self.tr("Nobody failed with an EDS in these days, as far as was asked.")
            )
