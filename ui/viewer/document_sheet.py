"""A PDF that came inside something else, shown page by page."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.viewer.panes import DocumentPane
from ui.widgets.buttons import Button
from ui.widgets.sheet import Sheet


class DocumentSheet(Sheet):
    """Nothing can be changed in it."""

    def __init__(self, context: Context, title: str, pdf: bytes, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=1000)
        self.set_title(title)
        self.pane = DocumentPane(context)
        self.pane.setMinimumHeight(context.theme.px(460))
        self.body.addWidget(self.pane, 1)
        self._close = Button(context.theme)
        self._close.clicked.connect(self.reject)
        self.foot.addStretch(1)
        self.foot.addWidget(self._close)
        self.retranslate()
        self.pane.show_pdf(pdf)

    def retranslate(self) -> None:
        self._close.setText(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
