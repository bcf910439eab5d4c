"""F1: every command that has a shortcut, read from the one registry."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.commands import Commands, shown
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import KeyCap, label
from ui.widgets.layouts import grid, sized
from ui.widgets.sheet import Sheet


class KeysSheet(Sheet):
    """Two columns of commands with their keys; Esc closes."""

    def __init__(self, theme: Theme, commands: Commands, parent: QWidget) -> None:
        super().__init__(theme, parent, width=760)
        self.set_title(self.tr("Help and shortcuts"))
        self.body.addWidget(
            label(
                self.tr(
                    "Ctrl+K finds any patient and any command. Shortcuts work on the Kazakh, Russian and Latin layouts."
                ),
                "secondary",
                wrap=True,
            )
        )
        inside = QWidget()
        columns = grid(theme, inside, spacing=10)
        listed = [one for one in commands if one.shortcut]
        half = (len(listed) + 1) // 2
        for at, command in enumerate(listed):
            row, column = at % half, at // half * 3
            columns.addWidget(KeyCap(shown(command.shortcut)), row, column, Qt.AlignmentFlag.AlignRight)
            columns.addWidget(label(command.title(), wrap=True), row, column + 1)
        columns.setColumnStretch(1, 1)
        columns.setColumnStretch(4, 1)
        columns.setColumnMinimumWidth(2, theme.px(24))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        sized(theme, area, min_height=280)
        self.body.addWidget(area)
        self.foot.addStretch(1)
        close = Button(theme, self.tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        self.foot.addWidget(close)
        close.setFocus()
