"""A patient that an item may belong to, as a card: what agrees, what differs with both values, what says nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.observation import Candidate, Reason
from ui import formats, matching_words
from ui.chip import Chip
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import horizontal, vertical

_GOOD = 60  # of 100: what a person will most likely choose


class CandidateCard(QFrame):
    """`chosen(patient_id)`."""

    chosen = Signal(int)

    def __init__(
        self, context: Context, candidate: Candidate, *, is_first: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.candidate = candidate
        likely = is_first and candidate.score >= _GOOD
        self.setProperty("surface", "selected" if likely else "card")
        theme = context.theme
        column = vertical(theme, self, margins=14, spacing=6)
        head = horizontal(theme, spacing=8)
        names = vertical(theme, spacing=0)
        names.addWidget(Elided(candidate.name.full, "strong"))
        born = formats.day(candidate.birth_date)
        self._identity = Elided("", "secondary")
        self._second = (born, formats.iin(candidate.iin))
        names.addWidget(self._identity)
        head.addLayout(names, 1)
        self._score = Chip(str(candidate.score), "ok" if candidate.score >= _GOOD else "neutral")
        head.addWidget(self._score)
        column.addLayout(head)
        for reason in sorted(candidate.reasons, key=lambda one: -one.weight):
            column.addWidget(self._reason(reason))
        column.addStretch(1)
        row = horizontal(theme, spacing=8)
        self.assign = Button(theme, icon="user-plus", kind="primary" if likely else "plain")
        self.assign.clicked.connect(lambda: self.chosen.emit(candidate.patient_id))
        row.addWidget(self.assign)
        row.addStretch(1)
        column.addLayout(row)
        self.retranslate()

    @staticmethod
    def _reason(reason: Reason) -> QWidget:
        """`✓ IIN +60`: what agrees or differs, with both values where they differ, and what it weighs."""
        return label(matching_words.weighed(reason), "" if reason.speaks_for else "bad", wrap=True)

    def retranslate(self) -> None:
        born, iin = self._second
        number = self.tr("IIN {iin}").format(iin=iin) if iin else self.tr("no IIN")
        self._identity.setText(" · ".join(part for part in (born, number) if part))
        self._score.setToolTip(self.tr("How well it fits, of 100"))
        self.assign.setText(self.tr("Give to this patient"))
        self.assign.setAccessibleName(f"{self.assign.text()}: {self.candidate.name.full}, {born}, {number}")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
