"""Beside the timeline: what must not be forgotten — allergies, warnings, diagnoses — and where values go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

from app.domain.patient import PatientCard, Trend
from ui import formats
from ui.card.sparkline import Sparkline, at_home
from ui.context import Context
from ui.results import words as result_words
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import horizontal, vertical

_SHOWN_TRENDS = 12


class ContextColumn(QScrollArea):
    """Rebuilt from the card each time it changes; it holds nothing that can have the focus."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._card: PatientCard | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._panel = QFrame()
        self._panel.setProperty("surface", "side")
        self._column = vertical(context.theme, self._panel, margins=(16, 16), spacing=4)
        self.setWidget(self._panel)

    def show_card(self, card: PatientCard) -> None:
        self._card = card
        position = self.verticalScrollBar().value()
        _clear(self._column)
        patient = card.patient
        self._section(self.tr("Allergies"))
        if not patient.allergies:
            self._line(self.tr("none recorded"), "secondary")
        for allergy in patient.allergies:
            self._line(f"{allergy.substance} {f'({allergy.reaction})' if allergy.reaction else ''}".strip(), "bad")
        if patient.markers:
            self._section(self.tr("Warnings"))
            for marker in patient.markers:
                self._line(marker, "warn")
        if card.prescription:
            self._section(self.tr("Medication"))
            for line in card.prescription:
                self._line(" · ".join(part for part in (line.product, line.frequency) if part), "")
        if card.diagnoses:
            self._section(self.tr("Diagnoses"))
            for code, text in card.diagnoses:
                self._line(f"{code} {text}", "")
        if card.trends:
            self._section(self.tr("Trends"))
            for trend in card.trends[:_SHOWN_TRENDS]:
                self._column.addWidget(self._trend(trend))
        for contact in patient.contacts[:1]:
            self._section(self.tr("Representative") if contact.is_representative else self.tr("Relative"))
            self._line(contact.name.full, "")
            rest = (contact.relation, contact.phone.shown if contact.phone else "")
            self._line(" · ".join(part for part in rest if part), "secondary")
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(position)

    def _section(self, title: str) -> None:
        if self._column.count():
            self._column.addSpacing(self._context.theme.px(10))
        self._column.addWidget(label(title, "section"))

    def _line(self, text: str, role: str) -> None:
        if text:
            self._column.addWidget(label(text, role, wrap=True))

    def _trend(self, trend: Trend) -> QWidget:
        theme = self._context.theme
        widget = QWidget()
        row = horizontal(theme, widget, spacing=8)
        values = tuple(value for _, value in trend.values)
        newest = formats.number(values[-1])
        row.addWidget(Elided(result_words.indicator(trend.name, trend.code)), 1)
        row.addWidget(Sparkline(theme, values, abnormal=trend.abnormal, at_home=at_home(trend)))
        figure = label(newest, "bad" if trend.abnormal else "strong")
        figure.setMinimumWidth(theme.px(42))
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(figure)
        name, history = result_words.indicator(trend.name, trend.code), "\n".join(result_words.course(trend))
        widget.setToolTip(f"{name}, {result_words.unit(trend.unit)}\n{history}")
        state = self.tr("abnormal") if trend.abnormal else ""
        widget.setAccessibleName(" ".join(part for part in (name, newest, trend.unit, state) if part))
        return widget

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._card is not None:
            self.show_card(self._card)
        super().changeEvent(event)


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
