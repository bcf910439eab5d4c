"""What the practice is: shown as it stands at the head of documents, changed in a sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.access import Permission
from app.domain.practice import Practice
from ui.context import Context
from ui.settings.practice_sheet import PracticeSheet
from ui.settings.section import Section
from ui.widgets.buttons import Button


class PracticeSection(Section):
    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rows_shown = tuple(self.add_value() for _ in range(5))
        self.change = Button(context.theme, icon="pencil-simple")
        self.change.clicked.connect(self.open_sheet)
        self.change.setEnabled(context.practice.actor.may(Permission.SETTINGS))
        self.add_buttons(self.change)
        self.retranslate()

    def open_sheet(self) -> PracticeSheet:
        sheet = PracticeSheet(self.context, self.window())
        sheet.changed.connect(lambda: self._show(self.context.practice.practice))
        sheet.open()
        return sheet

    def retranslate(self) -> None:
        self.title.setText(self.tr("Practice"))
        names = (self.tr("Name"), self.tr("IIN or BIN"), self.tr("Address"), self.tr("Phone"), self.tr("Licence"))
        for (shown, _), text in zip(self._rows_shown, names, strict=True):
            shown.setText(text)
        self.change.setText(self.tr("Change…"))
        self._show(self.context.practice.practice)

    def _show(self, practice: Practice) -> None:
        number = str(practice.iin or practice.bin_number or "")
        values = (practice.name, number, practice.address, practice.phone, practice.licence)
        for (_, shown), value in zip(self._rows_shown, values, strict=True):
            shown.setText(value or "—")
