"""What the lists of the reports share: days, filters, the newest rows and older ones, and saving all as CSV.

Looking is written into the journal, so nothing is asked while somebody types: by Enter, by *Show*, by a choice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from app import journal
from app.domain.clock import local
from app.domain.errors import WorldError
from ui.context import Context
from ui.messages import explain
from ui.number_fields import DateField
from ui.tables import RowsModel, RowsView
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical


class Listing(QWidget):
    """A list under its filters. Subclasses give the use cases and the words.

    `read(session, actor, query, before=…)` and `export(session, actor, query)` are use cases.
    """

    table: RowsView[Any]
    _model: RowsModel[Any]
    read: Callable[..., Any]
    export: Callable[..., Any]
    page: int  # rows of one answer; as many mean that there are older ones
    file_name: str
    empty_icon = "list-dashes"
    first_days = timedelta(days=30)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._problem: WorldError | None = None
        self._asked: Any = None
        self.setProperty("ground", "background")
        theme = context.theme
        column = vertical(theme, self, margins=(20, 16), spacing=10)
        self._head = horizontal(theme, spacing=8)
        self._title = label("", "page")
        self.save = Button(theme, icon="download-simple")
        self.save.clicked.connect(self.choose_file)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self.save)
        column.addLayout(self._head)
        self.since, self.until = DateField(), DateField()
        today = local(context.practice.clock.now()).date()
        self.since.set_day(today - self.first_days)
        self.until.set_day(today)
        self.show_button = Button(theme, icon="magnifying-glass", kind="primary")
        self.show_button.clicked.connect(self.ask)
        self._under = Field(theme, self.show_button)  # on the line of the fields, under an empty title
        column.addLayout(self._filters())
        for day in (self.since, self.until):
            day.returnPressed.connect(self.ask)
        self._words = label("", "secondary", wrap=True)
        column.addWidget(self._words)
        self._stack = QStackedWidget()
        self._empty = EmptyState(theme, self.empty_icon)
        self._stack.addWidget(self._list())
        self._stack.addWidget(self._empty)
        self._stack.setCurrentIndex(1)
        column.addWidget(self._stack, 1)
        self.older = Button(theme, kind="ghost")
        self.older.clicked.connect(self.ask_older)
        self.older.hide()
        column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)  # a subject may follow: one question, one row of the journal
        self._soon.timeout.connect(self.ask)

    # what a list gives

    def editors(self) -> Sequence[tuple[QWidget, int]]:
        """The filters beside the days, each with its width; 0 takes what is left."""
        raise NotImplementedError

    def query(self) -> Any:
        """What is chosen; None where it is not complete, which is then said."""
        raise NotImplementedError

    def number(self, row: Any) -> int:
        raise NotImplementedError

    def csv(self, rows: Sequence[Any]) -> tuple[list[str], list[list[str]]]:
        """Header and lines."""
        raise NotImplementedError

    def _list(self) -> QWidget:
        raise NotImplementedError

    def nothing(self) -> tuple[str, str]:
        """What stands where no row fits."""
        raise NotImplementedError

    def said(self, count: int) -> str:
        """The line above the rows."""
        raise NotImplementedError

    # asking

    def ask(self) -> None:
        """The newest that fit what is chosen."""
        query = self.query()
        if query is None:
            return
        self._asked = query
        self._context.tasks.write(self, self.read, query, done=self._take, failed=self._refused)

    def ask_older(self) -> None:
        rows = self._model.rows
        if self._asked is not None and rows:
            self._context.tasks.write(
                self, self.read, self._asked, before=self.number(rows[-1]),
                done=self._take_older, failed=self._refused,
            )  # fmt: skip

    def days(self) -> tuple[date | None, date | None] | None:
        """The two days; None where one is not complete, which is then said."""
        for field, day in zip(self.fields, (self.since, self.until), strict=False):
            wrong = bool(day.digits) and day.day is None
            field.set_error(self.tr("The day is not complete: 23.11.2026.") if wrong else "")
            if wrong:
                focus_by_keyboard(day)
                return None
        return self.since.day, self.until.day

    def choose_file(self) -> None:
        name = QFileDialog.getSaveFileName(self, self.tr("Save as CSV…"), self.file_name, "*.csv")[0]
        if name:
            self.save_as(Path(name))

    def save_as(self, path: Path) -> None:
        """Everything that fits, not only what is shown."""
        query = self.query()
        if query is None:
            return

        def write(rows: Sequence[Any]) -> None:
            header, lines = self.csv(rows)
            self._context.tasks.work(
                self, lambda _: journal.write_csv(path, header, lines), done=lambda _: self._saved(path)
            )

        self._context.tasks.write(self, self.export, query, done=write)

    def _saved(self, path: Path) -> None:
        self._context.navigation.notice(self.tr("Saved: {name}").format(name=path.name))

    # what came

    def _take(self, rows: Sequence[Any]) -> None:
        self._problem = None
        self.older.setVisible(len(rows) == self.page)
        self.table.put_rows(tuple(rows))
        self._say()

    def _take_older(self, rows: Sequence[Any]) -> None:
        self.older.setVisible(len(rows) == self.page)
        self.table.put_rows((*self._model.rows, *rows))
        self._say()

    def _refused(self, error: WorldError) -> None:
        self._problem = error
        self.table.put_rows(())
        self._say()

    def _say(self) -> None:
        count = len(self._model.rows)
        self._words.setText(self.said(count))
        self._stack.setCurrentIndex(0 if count else 1)
        if self._problem is not None:
            message = explain(self._problem)
            self._empty.set_texts(message.what, message.sentence)
        else:
            self._empty.set_texts(*self.nothing())

    # the frame

    def _filters(self) -> QHBoxLayout:
        theme = self._context.theme
        row = horizontal(theme, spacing=12)
        self.fields: list[Field] = []
        for editor, width in ((self.since, 120), (self.until, 120), *self.editors()):
            field = Field(theme, editor)
            self.fields.append(field)
            if width:
                sized(theme, field, min_width=width, max_width=width)
            row.addWidget(field, 0 if width else 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._under, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def retranslate(self) -> None:
        self.save.setText(self.tr("Save as CSV…"))
        for field, name in zip(self.fields, (self.tr("From"), self.tr("To")), strict=False):
            field.set_texts(name)
        self._under.set_texts(" ")
        self.show_button.setText(self.tr("Show"))
        self.show_button.setAccessibleName(self.tr("Show"))
        self.older.setText(self.tr("Older"))
        self._model.say_again()
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focus_by_keyboard(self.since)
        self._soon.start()


def keep_first(box: QComboBox, entries: Sequence[tuple[str, Any]]) -> None:
    """Another list of choices behind the first one, the chosen one kept where it is still there."""
    chosen = box.currentData()
    while box.count() > 1:
        box.removeItem(1)
    for text, value in entries:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
