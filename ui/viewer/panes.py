"""How objects that are not pictures are shown: curves, measurements, documents; and a sentence for the rest."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QWidget

from app.domain.errors import WorldError
from app.domain.imaging import RenderedPage, TreeLine, WaveformGroup
from ui import formats
from ui.context import Context
from ui.viewer.ecg import Lead
from ui.viewer.page_view import PageView
from ui.viewer.pictures import pictures_of
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, vertical

_MILLIVOLTS = {"mV": 1.0, "uV": 0.001, "V": 1000.0, "nV": 0.000001}


def leads_of(groups: tuple[WaveformGroup, ...]) -> tuple[tuple[Lead, ...], float]:
    """The rhythm's leads in millivolts and their sampling frequency; a group without a voltage is left out."""
    longest = max(groups, key=lambda group: max((len(one.samples) for one in group.channels), default=0))
    leads = tuple(
        Lead(_short(one.label), np.frombuffer(one.samples, dtype="<f4") * np.float32(_MILLIVOLTS[one.unit]))
        for one in longest.channels
        if one.unit in _MILLIVOLTS
    )
    return leads, longest.frequency_hz


def _short(lead: str) -> str:
    """`Lead aVR` and `Lead I (Einthoven)` as doctors say them."""
    return lead.removeprefix("Lead ").split(" (")[0]


class TreePane(QPlainTextEdit):
    """A structured report as indented lines; read only, copied as text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)

    def show_lines(self, lines: tuple[TreeLine, ...]) -> None:
        self.setPlainText("\n".join(_written(line) for line in lines))


def _written(line: TreeLine) -> str:
    value = f"{line.text} {line.unit}".strip()
    return "    " * line.level + ": ".join(part for part in (line.name, value) if part)


class DocumentPane(QWidget):
    """The pages of a PDF, one at a time."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pdf = b""
        self._number = 0
        self._pages = 0
        self._width = 900
        theme = context.theme
        column = vertical(theme, self, spacing=8)
        bar = horizontal(theme, spacing=8)
        self._back = Button(theme, icon="caret-left", kind="tool")
        self._forward = Button(theme, icon="caret-right", kind="tool")
        self._smaller = Button(theme, icon="magnifying-glass-minus", kind="tool")
        self._larger = Button(theme, icon="magnifying-glass-plus", kind="tool")
        self._place = label("", "secondary")
        self._back.clicked.connect(lambda: self.show_page(self._number - 1))
        self._forward.clicked.connect(lambda: self.show_page(self._number + 1))
        self._smaller.clicked.connect(lambda: self._zoom(1 / 1.25))
        self._larger.clicked.connect(lambda: self._zoom(1.25))
        for widget in (self._back, self._place, self._forward, self._smaller, self._larger):
            bar.addWidget(widget)
        bar.addStretch(1)
        column.addLayout(bar)
        self.page = PageView(theme)
        self._area = QScrollArea()
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.setWidget(self.page)
        column.addWidget(self._area, 1)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        self.retranslate()

    def show_pdf(self, pdf: bytes) -> None:
        self._pdf, self._number = pdf, 0
        self.page.show_image(None)
        self.show_page(0)

    def show_page(self, number: int) -> None:
        self._number = max(0, number)
        pictures_of(self._context).page(
            self, self._pdf, self._number, self._take, self._say, width=min(2400, self._width)
        )

    def _take(self, page: RenderedPage) -> None:
        if page.page != self._number:
            return
        self._problem.hide()
        self._pages = page.pages
        self.page.show_page(page)
        self.page.resize(page.picture.width, page.picture.height)
        self._back.setEnabled(page.page > 0)
        self._forward.setEnabled(page.page + 1 < page.pages)
        self.retranslate()

    def _say(self, error: WorldError) -> None:
        from ui.viewer.kinds import why_not_shown

        self._problem.setText(why_not_shown(error.code))
        self._problem.show()

    def _zoom(self, factor: float) -> None:
        self._width = round(min(2400.0, max(400.0, self._width * factor)))
        self.show_page(self._number)

    def retranslate(self) -> None:
        place = self.tr("page {number} of {pages}").format(number=self._number + 1, pages=self._pages)
        self._place.setText(place if self._pages else "")
        for button, name in (
            (self._back, self.tr("Page before")),
            (self._forward, self.tr("Next page")),
            (self._smaller, self.tr("Smaller")),
            (self._larger, self.tr("Larger")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self.page.setAccessibleName(place)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def identity_lines(name: str, iin: str, born: str, font: QFontMetrics) -> tuple[str, ...]:
    """Two identifiers for the picture's corner, elided to a third of a usual screen."""
    second = formats.iin(iin) if iin else born
    return tuple(font.elidedText(part, Qt.TextElideMode.ElideRight, 420) for part in (name, second) if part)
