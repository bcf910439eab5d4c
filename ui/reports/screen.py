"""Reports (F7): what leaves the practice as a whole — the export and the backup; statistics come with their forms."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import label
from ui.widgets.layouts import vertical


class ReportsScreen(QWidget):
    """Says what is here now and where to go."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "background")
        column = vertical(context.theme, self, margins=(20, 16), spacing=12)
        self._title = label("", "page")
        column.addWidget(self._title)
        self._empty = EmptyState(context.theme, "chart-bar")
        self._export = Button(context.theme, icon="export", kind="primary")
        self._export.clicked.connect(lambda: context.navigation.go("export"))
        self._journal = Button(context.theme, icon="list-dashes")
        self._journal.clicked.connect(lambda: context.navigation.go("journal"))
        self._attempts = Button(context.theme, icon="warning-circle")
        self._attempts.clicked.connect(lambda: context.navigation.go("attempts"))
        for button in (self._export, self._journal, self._attempts):
            self._empty.add(button)
        column.addWidget(self._empty, 1)
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Reports"))
        self._empty.set_texts(
            self.tr("No reports yet"),
            self.tr("What can be taken along today: everything in open formats, and a backup."),
        )
        self._export.setText(self.tr("Export and backup"))
        self._journal.setText(self.tr("Journal of actions"))
        self._attempts.setText(self.tr("Failed attempts with an EDS"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
