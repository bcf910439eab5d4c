"""Who this is, always in view: name, birth date, sex, IIN, phone; allergies and warnings beside it (product rule 4)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.domain.access import Permission
from app.domain.clock import local
from app.domain.patient import Patient
from ui import formats
from ui.card.gdt_requests import GdtRequests
from ui.chip import Chip
from ui.context import Context
from ui.visit.flow import FlowLayout
from ui.widgets.buttons import Button, Segmented
from ui.widgets.labels import Elided
from ui.widgets.layouts import horizontal, sized, vertical

FILTERS = ("all", "visits", "results", "images", "documents")


class Initials(QWidget):
    """The patient's initials in a circle; it repeats the name, so it has no accessible name."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self._letters = ""
        sized(self._theme, self, width=44, height=44)

    def show_letters(self, letters: str) -> None:
        self._letters = letters
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.accent_soft))
        painter.drawEllipse(self.rect())
        painter.setPen(QColor(self._theme.colours.accent_text))
        painter.setFont(self._theme.font(15, 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)


class IdentityStrip(QFrame):
    """Stays above the timeline however far that is scrolled."""

    filter_chosen = Signal(str)
    edit_wanted = Signal()
    book_wanted = Signal()
    tests_wanted = Signal()
    visit_wanted = Signal()
    reading_wanted = Signal()
    files_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._patient: Patient | None = None
        self.setProperty("surface", "strip")
        theme = context.theme
        rows = vertical(theme, self, margins=(18, 10, 18, 10), spacing=8)
        first = horizontal(theme, spacing=12)
        self._initials = Initials(context)
        first.addWidget(self._initials)
        words = vertical(theme, spacing=0)
        self.name = Elided("", "page")
        self.line = Elided("", "secondary")
        for widget in (self.name, self.line):
            widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.addWidget(widget)
        first.addLayout(words, 1)
        self._visit = Button(theme, icon="play", kind="primary")
        self._book = Button(theme, icon="calendar-plus")
        self._tests = Button(theme, icon="flask")
        self._edit = Button(theme, icon="pencil-simple")
        self.requests = GdtRequests(context)
        self._reading = Button(theme, icon="heartbeat")
        self._reading.clicked.connect(self.reading_wanted)
        self._visit.clicked.connect(self.visit_wanted)
        self._book.clicked.connect(self.book_wanted)
        self._tests.clicked.connect(self.tests_wanted)
        self._edit.clicked.connect(self.edit_wanted)
        for button in (self._visit, self.requests, self._reading, self._book, self._tests, self._edit):
            first.addWidget(button)
        rows.addLayout(first)
        second = horizontal(theme, spacing=12)
        self._warnings = QWidget()
        self._warnings.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._flow = FlowLayout(theme, self._warnings, spacing=6)
        second.addWidget(self._warnings, 1)
        self.filters = Segmented(FILTERS)
        self.filters.choose("all")
        self.filters.chosen.connect(self.filter_chosen)
        self._bring = Button(theme, icon="download-simple", kind="ghost")
        self._bring.clicked.connect(self.files_wanted)
        second.addWidget(self._bring)
        second.addWidget(self.filters)
        rows.addLayout(second)
        for button in (self._reading, self._bring):  # here: shown before it has its place it would be a window
            button.setVisible(context.practice.actor.may(Permission.CLINICAL_WRITE))
        self.retranslate()

    def show_patient(self, patient: Patient) -> None:
        is_another = self._patient is None or self._patient.patient_id != patient.patient_id
        self._patient = patient
        if is_another:
            self.requests.show_patient(patient)
        today = local(self._context.practice.clock.now()).date()
        self._initials.show_letters(patient.name.initials)
        self.name.setText(patient.name.full)
        born, years = formats.day(patient.birth_date), formats.age(patient.birth_date, today)
        identifier = self.tr("IIN {iin}").format(iin=formats.iin(patient.iin)) if patient.iin else ""
        document = patient.document_number if not patient.iin else ""
        phone = patient.phones[0].shown if patient.phones else ""
        person = " · ".join(part for part in (born, years, formats.sex(patient.sex)) if part)
        self.line.setText("    ".join(part for part in (person, identifier, document, phone) if part))
        self._show_warnings(patient)

    def _show_warnings(self, patient: Patient) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for allergy in patient.allergies:
            reaction = f" ({allergy.reaction})" if allergy.reaction else ""
            words = self.tr("Allergy: {substance}").format(substance=allergy.substance)
            self._flow.addWidget(Chip(f"⚠ {words}{reaction}", "bad"))
        for marker in patient.markers:
            self._flow.addWidget(Chip(f"⚠ {marker}", "warn"))
        if not patient.allergies:
            self._flow.addWidget(Chip(self.tr("Allergies: none recorded"), "neutral"))

    def show_open_visit(self, *, is_open: bool) -> None:
        """A visit is started from here only while none is open."""
        self._visit.setVisible(not is_open and self._context.practice.actor.may(Permission.CLINICAL_WRITE))

    def retranslate(self) -> None:
        self._visit.setText(self.tr("Start a visit"))
        self._reading.setText(self.tr("Readings"))
        self.requests.retranslate()
        self._book.setText(self.tr("Book"))
        self._tests.setText(self.tr("Tests"))
        self._edit.setText(self.tr("Edit"))
        self._bring.setText(self.tr("Import files…"))
        self.filters.set_titles({
            "all": self.tr("All"), "visits": self.tr("Visits"), "results": self.tr("Results"),
            "images": self.tr("Images"), "documents": self.tr("Documents"),
        })  # fmt: skip
        self.filters.setAccessibleName(self.tr("What the timeline shows"))
        if self._patient is not None:
            self.show_patient(self._patient)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
