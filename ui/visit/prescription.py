"""The prescription of a visit: written medicines as lines, and one line that is open for writing.

What is typed is a part of the note at once, so it is saved with it. Enter goes from field to field and closes the
line behind the last one; a medicine that the doctor prescribed before brings its whole line. An allergy of the
patient that a medicine meets is named in red and forbids nothing.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.domain.prescription import PrescriptionLine, allergies_hit
from app.prescriptions import find_lines
from ui.context import Context
from ui.tab_order import put_behind, stops_in
from ui.theme import focus_by_keyboard
from ui.visit import words
from ui.visit.prescription_line import LineFields
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import horizontal, vertical

_SHOWN = 8


class PrescriptionList(QWidget):
    """`changed()` after each key; `stepped()` where a whole line came, went or was taken over."""

    changed = Signal()
    stepped = Signal()
    focused = Signal()
    repeat_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None, *, behind: QWidget | None = None) -> None:
        """`behind`: what Tab comes from into the lines, which stand above and below the open one."""
        super().__init__(parent)
        self._context, self._behind = context, behind
        self._closed: list[PrescriptionLine] = []
        self._at = 0  # where the open line stands among the others
        self._substances: tuple[str, ...] = ()
        theme = context.theme
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(80)
        self._pause.timeout.connect(self._ask)
        self._column = vertical(theme, self, spacing=2)
        self._open = QWidget()
        inside = vertical(theme, self._open, spacing=4)
        self.fields = LineFields(theme)
        self.fields.edited.connect(self._edited)
        self.fields.medicine.textEdited.connect(lambda _: self._pause.start())
        self.fields.medicine.moved.connect(self._move_in_list)
        self.fields.medicine.accepted.connect(self._accept)
        self.fields.medicine.left.connect(self._hide_list)
        self.fields.focused.connect(self.focused)
        self.fields.finished.connect(self.close_line)
        self._repeat = Button(theme, icon="copy", kind="ghost")
        self._repeat.clicked.connect(self.repeat_wanted)
        self.fields.put_beside(self._repeat)
        inside.addWidget(self.fields)
        self._found = QListWidget()
        self._found.setProperty("compact", "true")
        self._found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._found.itemClicked.connect(lambda _: self._accept())
        self._found.hide()
        self.fields.put_below_medicine(self._found)
        self._warning = label("", "bad", wrap=True)
        self._lack = label("", "warn", wrap=True)
        inside.addWidget(self._warning)
        inside.addWidget(self._lack)
        self._lines: list[QWidget] = []
        self.retranslate()

    # what is written

    def lines(self) -> tuple[PrescriptionLine, ...]:
        """Every line in its order, with the one that is being written."""
        written = self.fields.line()
        if written.is_empty:
            return tuple(self._closed)
        return (*self._closed[: self._at], written, *self._closed[self._at :])

    def put(self, lines: tuple[PrescriptionLine, ...]) -> None:
        """Show what is stored; an incomplete last line is open again."""
        if lines == self.lines():
            return
        self._closed = list(lines)
        unfinished = self._closed.pop() if lines and lines[-1].missing() else PrescriptionLine()
        self._at = len(self._closed)
        self.fields.put(unfinished)
        self._show_lines()

    def set_allergies(self, substances: tuple[str, ...]) -> None:
        if substances != self._substances:
            self._substances = substances
            self._show_lines()

    def begin(self) -> None:
        """Close the line that is written and open a new one: the cursor is in its medicine."""
        if not self.fields.line().is_empty:
            self.close_line()
        focus_by_keyboard(self.fields.medicine)

    def close_line(self) -> None:
        """The open line takes its place among the others; a new one is open behind them."""
        self._closed = list(self.lines())
        self._at = len(self._closed)
        self.fields.put(PrescriptionLine())
        self._show_lines()
        focus_by_keyboard(self.fields.medicine)
        self.stepped.emit()

    def add(self, lines: tuple[PrescriptionLine, ...]) -> None:
        """Take lines over behind those that are written; a medicine that is there already is not doubled."""
        present = {one.product.casefold() for one in self.lines()}
        self._closed = [*self.lines(), *(one for one in lines if one.product.casefold() not in present)]
        self._at = len(self._closed)
        self.fields.put(PrescriptionLine())
        self._show_lines()
        self.stepped.emit()

    def edit(self, index: int) -> None:
        """Open a written line in its place."""
        everything = list(self.lines())
        moved = index + (0 if self.fields.line().is_empty or index < self._at else 1)
        line = everything.pop(moved)
        self._closed, self._at = everything, moved
        self.fields.put(line)
        self._show_lines()
        focus_by_keyboard(self.fields.medicine)

    def remove(self, index: int) -> None:
        del self._closed[index]
        self._at -= index < self._at
        self._show_lines()
        focus_by_keyboard(self.fields.medicine)
        self.stepped.emit()

    def focus_missing(self) -> None:
        """Go to the first thing that a line lacks; the line is opened for it."""
        if self.fields.line().is_empty or not self.fields.line().missing():
            lacking = (index for index, one in enumerate(self._closed) if one.missing())
            index = next(lacking, None)
            if index is not None:
                self.edit(index)
        missing = self.fields.line().missing()
        focus_by_keyboard(self.fields.field(missing[0] if missing else "medicine"))

    # lines

    def _show_lines(self) -> None:
        for one in self._lines:
            one.hide()
            one.deleteLater()
        self._column.removeWidget(self._open)
        self._lines = [self._shown(index, line) for index, line in enumerate(self._closed)]
        for one in self._lines[: self._at]:
            self._column.addWidget(one)
        self._column.addWidget(self._open)
        for one in self._lines[self._at :]:
            self._column.addWidget(one)
        rows = (*self._lines[: self._at], self.fields, *self._lines[self._at :])
        if self._behind is not None and self._behind.window() is self.window():  # not while the screen is being made
            put_behind(self._behind, (stop for row in rows for stop in stops_in(row)))
        self._tell()

    def _shown(self, index: int, line: PrescriptionLine) -> QWidget:
        theme = self._context.theme
        widget = QWidget()
        column = vertical(theme, widget, spacing=0)
        row = horizontal(theme, spacing=4)
        number = index + 1 + (index >= self._at and not self.fields.line().is_empty)
        row.addWidget(Elided(f"{number}. {words.prescribed(line)}"), 1)
        change = Button(theme, self.tr("Change"), kind="ghost")
        change.setAccessibleName(self.tr("Change {medicine}").format(medicine=line.medicine))
        change.clicked.connect(lambda: self.edit(index))
        remove = Button(theme, icon="x", kind="round")
        remove.setAccessibleName(self.tr("Remove {medicine}").format(medicine=line.medicine))
        remove.setToolTip(remove.accessibleName())
        remove.clicked.connect(lambda: self.remove(index))
        row.addWidget(change)
        row.addWidget(remove)
        column.addLayout(row)
        warning = words.allergy_warning(allergies_hit(line, self._substances))
        for text, role in ((warning and f"⚠ {warning}", "bad"), (words.prescription_missing(line), "warn")):
            if text:
                column.addWidget(label(text, role, wrap=True))
        return widget

    def _edited(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """Warnings of the open line; the offer to repeat stands while nothing is written."""
        line = self.fields.line()
        warning = words.allergy_warning(allergies_hit(line, self._substances))
        self._warning.setText(f"⚠ {warning}" if warning else "")
        self._warning.setVisible(bool(warning))
        lack = "" if line.is_empty else words.prescription_missing(line)
        self._lack.setText(lack)
        self._lack.setVisible(bool(lack))
        self._repeat.setVisible(not self.lines())
        self.fields.medicine.setAccessibleDescription(warning)

    # what was prescribed before

    def _ask(self) -> None:
        typed = self.fields.medicine.text().strip()
        if len(typed) < 2:
            self._hide_list()
            return
        self._context.tasks.search(self, find_lines, typed, _SHOWN, done=self._show_found)

    def _show_found(self, found: tuple[PrescriptionLine, ...] | None) -> None:
        if found is None or not self.fields.medicine.hasFocus():
            return
        self._found.clear()
        for one in found:
            item = QListWidgetItem(words.prescribed(one))
            item.setToolTip(item.text())
            item.setData(Qt.ItemDataRole.UserRole, one)
            self._found.addItem(item)
        self._found.setFixedHeight(self._context.theme.px(30) * len(found) + 4)
        self._found.setVisible(bool(found))

    def _move_in_list(self, step: int) -> None:
        if self._found.isVisible():
            row = self._found.currentRow() + step
            self._found.setCurrentRow(max(-1, min(self._found.count() - 1, row)))

    def _accept(self) -> None:
        """Enter in the medicine: the chosen earlier line, or what is typed; nothing is chosen until an arrow does."""
        item = self._found.currentItem() if self._found.isVisible() else None
        self._hide_list()
        if item is None:
            if not self.fields.line().is_empty:
                focus_by_keyboard(self.fields.field("form"))
            return
        self.fields.put(replace(item.data(Qt.ItemDataRole.UserRole)))
        self._tell()
        focus_by_keyboard(self.fields.field("dose"))
        self.stepped.emit()

    def _hide_list(self) -> None:
        self._pause.stop()
        self._found.hide()

    def retranslate(self) -> None:
        self.fields.medicine.setPlaceholderText(self.tr("Medicine: international or trade name (Ctrl+R)"))
        self._found.setAccessibleName(self.tr("Prescribed before"))
        self._repeat.setText(self.tr("As in the previous visit"))
        self._repeat.setToolTip("Ctrl+Shift+R")
        self.fields.retranslate()
        self._show_lines()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
