"""The failed attempts with an EDS: by days, reason, kind, workplace and person; each in full; saved as CSV (§22.9)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app import eds_attempts
from app.domain.attempt import EdsAttempt, Purpose, Reason
from app.eds_attempts import AttemptQuery
from ui import formats
from ui.context import Context
from ui.reports import attempt_words as words
from ui.reports.listing import Listing, keep_first
from ui.tables import Column, RowsModel, RowsView
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical
from ui.widgets.narrow_page import card
from ui.widgets.scrolling import FollowingArea


class AttemptsScreen(Listing):
    """A list on the left, the chosen attempt in full on the right."""

    read, export = staticmethod(eds_attempts.read_attempts), staticmethod(eds_attempts.export_attempts)
    page, file_name = eds_attempts.PAGE, "eds-attempts.csv"
    empty_icon = "shield-check"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.reasons, self.purposes, self.places, self.who = QComboBox(), QComboBox(), QComboBox(), QLineEdit()
        for box, entries in ((self.reasons, tuple(Reason)), (self.purposes, tuple(Purpose)), (self.places, ())):
            box.addItem("", None)
            for one in entries:
                box.addItem("", one)
            box.activated.connect(lambda _: self.ask())
        super().__init__(context, parent)
        self.who.returnPressed.connect(self.ask)
        self.retranslate()

    def editors(self) -> Sequence[tuple[QWidget, int]]:
        return (self.reasons, 230), (self.purposes, 150), (self.places, 170), (self.who, 0)

    def query(self) -> AttemptQuery | None:
        days = self.days()
        if days is None:
            return None
        reason, purpose = self.reasons.currentData(), self.purposes.currentData()  # Qt keeps the text alone
        return AttemptQuery(
            *days, Reason(reason) if reason else None, Purpose(purpose) if purpose else None,
            self.places.currentData() or "", self.who.text().strip(),
        )  # fmt: skip

    def number(self, row: EdsAttempt) -> int:
        return row.attempt_id

    def csv(self, rows: Sequence[EdsAttempt]) -> tuple[list[str], list[list[str]]]:
        return list(words.header()), [list(words.line(one)) for one in rows]

    def retranslate(self) -> None:
        self._title.setText(self.tr("Failed attempts with an EDS"))
        self.table.setAccessibleName(self.tr("Failed attempts with an EDS"))
        names = (self.tr("Reason"), self.tr("Purpose"), self.tr("Workstation"), self.tr("Name, IIN, BIN or login"))
        for field, name in zip(self.fields[2:], names, strict=True):
            field.set_texts(name)
        for box in (self.reasons, self.purposes, self.places):
            box.setItemText(0, self.tr("all"))
        for at in range(1, self.reasons.count()):
            self.reasons.setItemText(at, words.reason_word(Reason(self.reasons.itemData(at))))
        for at in range(1, self.purposes.count()):
            self.purposes.setItemText(at, words.purpose_word(Purpose(self.purposes.itemData(at))))
        self._details_title.setText(self.tr("The attempt in full"))
        super().retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        self._context.tasks.read(self, eds_attempts.workstations, done=self._take_places, failed=self._refused)
        super().showEvent(event)

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
        return whole

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
        keep_first(self.places, [(place, place) for place in found])

    def _say(self) -> None:
        super()._say()
        self._show_details()

    def said(self, count: int) -> str:
        said = self.tr(
            "Attempts made before anybody had logged in are here too. Looking at them is written into the journal. "
            "Rows: {count}."
        )
        return said.format(count=count)

    def nothing(self) -> tuple[str, str]:
        return self.tr("No failed attempts"), self.tr("Nobody failed with an EDS in these days, as far as was asked.")
