"""The patient's card: identity always in view, one timeline with the open visit at its head, context beside it.

Results that arrive while the card is open add an entry with the reasons of the match and *not this patient*; focus,
selection, cursor and scroll stay (product rule 2). Opening a card is journalled; painting it again is not.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app import inbox, results, undo
from app.card import open_card, read_card
from app.card_results import read_arrived, read_trends
from app.domain.access import Permission
from app.domain.errors import Refused, WorldError
from app.domain.events import (
    AppointmentChanged,
    DocumentChanged,
    ObjectFiled,
    OrderChanged,
    PatientChanged,
    VisitChanged,
)
from app.domain.patient import PatientCard, PatientRow, TimelineEntry, TimelineKind, Trend
from app.domain.visit import Citation, Visit, VisitState
from app.visits import get_visit, start_visit
from ui import formats
from ui.bringing.drop import FileDrop
from ui.bringing.sheet import BringSheet
from ui.card import citing, words
from ui.card.context_column import ContextColumn
from ui.card.emergency import EmergencySheet
from ui.card.entries import Key
from ui.card.identity import IdentityStrip
from ui.card.reading_line import ReadingLine
from ui.card.timeline import Timeline
from ui.commands import Command
from ui.context import Context
from ui.day.booking import BookingWish
from ui.messages import explain
from ui.moving.steps import CiteWish, Filed, menu_for
from ui.orders.sheet import OrderSheet
from ui.patients.form import PatientForm
from ui.sign.leads import FieldWish
from ui.sign.sheet import SignSheet
from ui.visit.editor import VisitEditor
from ui.visit.writing import Writing
from ui.widgets.layouts import horizontal, sized, vertical

_GATHER_MS = 60  # images of one study come many a second: one read for all that came meanwhile
_STREAM_SECONDS, _STREAM_MS = 0.5, 200  # while much comes into this card: a little rest between two looks
_TRENDS_MS = 1500  # the curves beside may follow a little later


class CardScreen(QWidget):
    """`show_subject(patient_id)` opens a card; a wish also cites a result in its open note, or goes to a row of it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._patient_id: int | None = None
        self._card: PatientCard | None = None
        self._arrived: set[Key] = set()
        self._wish: CiteWish | FieldWish | None = None  # what to do as soon as the note is shown
        column = vertical(context.theme, self, spacing=0)
        self.identity = IdentityStrip(context)
        column.addWidget(self.identity)
        self.reading_line = ReadingLine(context)
        column.addWidget(self.reading_line)
        row = horizontal(context.theme, spacing=0)
        self.editor = VisitEditor(context)
        self.writing = Writing(context, self.editor, self)
        self.timeline = Timeline(context, self.editor, behind=self.editor.last_stop)
        row.addWidget(self.timeline, 1)
        self.context_column = ContextColumn(context)
        sized(context.theme, self.context_column, width=272)
        row.addWidget(self.context_column)
        column.addLayout(row, 1)
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.timeout.connect(self._read_gathered)
        self._changed: set[Key] = set()  # studies and results to be read again
        self._whole_is_due = self._is_reading = False
        self._taken_at = 0.0
        self._trends_later = QTimer(self)
        self._trends_later.setSingleShot(True)
        self._trends_later.setInterval(_TRENDS_MS)
        self._trends_later.timeout.connect(self._read_trends)
        self._connect()
        self._add_commands()

    def _connect(self) -> None:
        self.identity.filter_chosen.connect(self.timeline.show_kind)
        self.identity.edit_wanted.connect(self.edit_patient)
        self.identity.book_wanted.connect(self.book)
        self.identity.tests_wanted.connect(self.order_tests)
        self.identity.visit_wanted.connect(self.start_visit)
        self.identity.reading_wanted.connect(self.reading_line.open_line)
        self.identity.files_wanted.connect(self.bring_files)
        FileDrop(self, self.bring_files)
        self.timeline.opened.connect(self.open_entry)
        self.timeline.rejected.connect(self.not_this_patient)
        self.timeline.more.connect(self.show_menu)
        self.editor.finish_asked.connect(self._finish)
        self._context.bridge.happened.connect(self._happened)

    def _add_commands(self) -> None:
        add = self._context.commands.add
        self.writing.add_commands(self)
        self.reading_line.add_commands(self)
        self.identity.requests.add_commands(self)
        add(Command("visit.start", lambda: self.tr("Start a visit"), self.start_visit, "", "play",
                    lambda: self.isVisible() and not self.editor.isVisible()), self)  # fmt: skip
        add(Command("patient.edit", lambda: self.tr("Edit the patient"), self.edit_patient, "", "pencil-simple",
                    self.isVisible), self)  # fmt: skip
        add(Command("patient.opened", lambda: self.tr("Who opened this card"), self.show_journal, "", "list-dashes",
                    lambda: self.isVisible() and self._context.practice.actor.may(Permission.JOURNAL_READ)),
            self)  # fmt: skip
        add(Command("patient.tests", lambda: self.tr("Order tests"), self.order_tests, "", "flask",
                    self._may_order), self)  # fmt: skip

    def bring_files(self, paths: list[Path] | None = None) -> None:
        """Files of this patient, chosen or dropped on the card."""
        if self._card is not None and self._context.practice.actor.may(Permission.CLINICAL_WRITE):
            BringSheet(self._context, self.window(), self._card.patient).start(paths)

    # opening and reading again

    def show_subject(self, subject: object) -> None:
        patient_id = subject
        if isinstance(subject, CiteWish | FieldWish):
            self._wish, patient_id = subject, subject.patient_id
        if not isinstance(patient_id, int):
            return
        self.editor.save()
        self._patient_id = patient_id
        self._arrived.clear()
        self._context.tasks.write(self, open_card, patient_id, done=self._opened)

    def _opened(self, card: PatientCard) -> None:
        if card.patient.patient_id != self._patient_id:
            return
        self._card = card
        self._show_around()
        self.timeline.show_new_card(card.timeline, card.open_visit_id)
        if card.open_visit_id is not None:
            self._context.tasks.read(self, get_visit, card.open_visit_id, done=self._show_visit)
        elif self._wish is not None:
            wish, self._wish = self._wish, None
            if isinstance(wish, CiteWish):
                self._say_no_note()

    def _show_around(self) -> None:
        assert self._card is not None
        self.identity.show_patient(self._card.patient)
        self.identity.show_open_visit(is_open=self._card.open_visit_id is not None)
        self.context_column.show_card(self._card)
        self.writing.show_patient(self._card.patient)
        self.reading_line.show_patient(self._card.patient)

    def _show_visit(self, visit: Visit) -> None:
        """Two reads may bring the same visit: what was typed since the first of them is newer than the second."""
        if visit.patient_id != self._patient_id:
            return
        shown = self.editor.visit
        if shown is not None and shown.visit_id == visit.visit_id and visit.state is VisitState.DRAFT:
            self.editor.take(visit)
            self._go_to_wished(visit)
            return
        self.editor.show_visit(visit)
        if self.isVisible():
            self.editor.restore_focus()
        self._go_to_wished(visit)
        wish, self._wish = self._wish, None
        if isinstance(wish, CiteWish) and wish.patient_id == visit.patient_id:
            self._cite(wish.kind, wish.object_id)

    def _go_to_wished(self, visit: Visit) -> None:
        wish = self._wish
        if isinstance(wish, FieldWish) and wish.patient_id == visit.patient_id:
            self._wish = None
            self.editor.go_to(wish.field)

    def _happened(self, event: object) -> None:
        if self._patient_id is None or self._card is None:
            return
        if isinstance(event, ObjectFiled):
            key = (TimelineKind.STUDY if event.kind == "study" else TimelineKind.REPORT, event.object_id)
            is_here = any((one.kind, one.object_id) == key for one in self._card.timeline)
            if event.patient_id == self._patient_id and not is_here:
                self._arrived.add(key)
            if event.patient_id == self._patient_id or is_here:
                self._changed.add(key)
                self._gather_soon()
                self.editor.cited.check()
        elif isinstance(event, VisitChanged):
            shown = self.editor.visit
            if event.patient_id == self._patient_id and (shown is None or shown.visit_id != event.visit_id):
                self._read_soon()
        elif (
            isinstance(event, PatientChanged | AppointmentChanged | DocumentChanged | OrderChanged)
            and event.patient_id == self._patient_id
        ):
            self._read_soon()

    def _read_soon(self) -> None:
        self._whole_is_due = True
        self._gather_soon()

    def _gather_soon(self) -> None:
        """Never put off what is due already: a stream of images must not hold back its own row."""
        if not self._gather.isActive() and not self._is_reading:
            streams = time.monotonic() - self._taken_at < _STREAM_SECONDS
            self._gather.start(_STREAM_MS if streams else _GATHER_MS)

    def _read_gathered(self) -> None:
        """The entries that changed, or the whole card where more than results changed; one reading at a time."""
        if self._patient_id is None:
            return
        self._is_reading = True
        changed, self._changed = self._changed, set()
        if self._whole_is_due:
            self._read_again()
            return
        studies, results = (
            [number for kind, number in changed if kind is wanted]
            for wanted in (TimelineKind.STUDY, TimelineKind.REPORT)
        )
        patient_id = self._patient_id
        job = self._context.tasks.read(
            self, read_arrived, patient_id, studies, results,
            done=lambda found: self._take_arrived(patient_id, changed, found),
        )  # fmt: skip
        job.ended.connect(self._read_ended)

    def _take_arrived(self, patient_id: int, changed: set[Key], found: tuple[TimelineEntry, ...]) -> None:
        self._taken_at = time.monotonic()
        if patient_id != self._patient_id or self._card is None:
            return
        others = [one for one in self._card.timeline if (one.kind, one.object_id) not in changed]
        entries = tuple(sorted([*others, *found], key=lambda one: one.at, reverse=True))
        self._card = replace(self._card, timeline=entries)
        self.timeline.take(entries, self._card.open_visit_id, self._arrived)
        if not self._trends_later.isActive():
            self._trends_later.start()

    def _read_ended(self) -> None:
        self._is_reading = False
        if self._changed or self._whole_is_due:
            self._gather_soon()

    def _read_trends(self) -> None:
        if (patient_id := self._patient_id) is not None:
            self._context.tasks.read(
                self, read_trends, patient_id, done=lambda found: self._take_trends(patient_id, found)
            )

    def _take_trends(self, patient_id: int, found: tuple[Trend, ...]) -> None:
        if patient_id == self._patient_id and self._card is not None:
            self._card = replace(self._card, trends=found)
            self.context_column.show_card(self._card)

    def _read_again(self) -> None:
        if self._patient_id is not None:
            self._whole_is_due = False
            self._context.tasks.read(self, read_card, self._patient_id, done=self._take).ended.connect(self._read_ended)

    def _take(self, card: PatientCard) -> None:
        if card.patient.patient_id != self._patient_id:
            return
        had_visit = self._card.open_visit_id if self._card else None
        self._card = card
        self._show_around()
        self.timeline.take(card.timeline, card.open_visit_id, self._arrived)
        if card.open_visit_id is not None and card.open_visit_id != had_visit:
            self._context.tasks.read(self, get_visit, card.open_visit_id, done=self._show_visit)

    # what the doctor does

    def open_entry(self, entry: TimelineEntry) -> None:
        place = {
            TimelineKind.STUDY: "viewer",
            TimelineKind.REPORT: "result",
            TimelineKind.DOCUMENT: "document",
            TimelineKind.VISIT: "visit",
        }[entry.kind]
        self._context.navigation.go(place, entry.object_id)

    def not_this_patient(self, entry: TimelineEntry) -> None:
        """Back into the inbox, at once; the notice takes it back."""
        kind = "study" if entry.kind is TimelineKind.STUDY else "report"
        done = self.tr("Taken out of this card: it waits in the inbox")
        self._context.tasks.write(
            self, inbox.not_this_patient, kind, entry.object_id,
            done=lambda _: self._context.navigation.notice(done, undo=self._take_back),
        )  # fmt: skip

    def _take_back(self) -> None:
        self._context.tasks.write(self, undo.undo)

    def show_menu(self, entry: TimelineEntry, button: QWidget) -> None:
        """Cite, move, split: beside the button that asked."""
        if self._patient_id is None:
            return
        kind = "study" if entry.kind is TimelineKind.STUDY else "report"
        filed = Filed(kind, entry.object_id, self._patient_id, words.title(entry))
        menu = menu_for(self._context, self, filed, lambda: self.cite(entry))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def cite(self, entry: TimelineEntry) -> None:
        """A line about the result into the open note."""
        self._cite("study" if entry.kind is TimelineKind.STUDY else "report", entry.object_id)

    def _cite(self, kind: str, object_id: int) -> None:
        if self._card is None or self._card.open_visit_id is None or self.editor.visit is None:
            self._say_no_note()
        elif kind == "study":
            self._context.tasks.read(
                self, results.study, object_id, done=lambda found: self._insert(citing.of_study(found))
            )  # fmt: skip
        else:
            self._context.tasks.read(
                self, results.report, object_id, done=lambda found: self._insert(citing.of_report(found))
            )  # fmt: skip

    def _insert(self, citation: Citation) -> None:
        if not self.editor.cite(citation):
            self._context.navigation.notice(self.tr("The note cites it already"))

    def _say_no_note(self) -> None:
        self._context.navigation.notice(self.tr("There is no open note: start a visit, then cite the result"), "warn")

    def start_visit(self) -> None:
        if self._patient_id is not None:
            self._context.tasks.write(
                self, start_visit, self._patient_id, done=lambda _: self._read_again(), failed=self._without_booking
            )

    def _without_booking(self, error: WorldError) -> None:
        """Nobody is sent away for want of a booking: an emergency says why (§9)."""
        if not (isinstance(error, Refused) and error.code == "no-booking") or self._card is None:
            self._context.navigation.notice(explain(error).sentence, "bad")
            return
        sheet = EmergencySheet(self._context, self._card.patient, self.window())
        sheet.reason_given.connect(self._start_emergency)
        sheet.booking_wanted.connect(self.book)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _start_emergency(self, reason: str) -> None:
        self._context.tasks.write(self, start_visit, self._patient_id, None, reason, done=lambda _: self._read_again())

    def show_journal(self) -> None:
        """Who looked into this card and what left of it."""
        if self._card is not None:
            self._context.navigation.go("journal", self._card.patient.patient_id)

    def edit_patient(self) -> None:
        if self._card is None:
            return
        form = PatientForm(self._context, self.window(), patient=self._card.patient)
        form.saved.connect(
            lambda patient: self._context.navigation.notice(
                self.tr("{name}: saved").format(name=formats.short_name(patient.name)), undo=self._take_back
            )
        )
        form.existing_chosen.connect(self._context.navigation.open_patient)
        form.finished.connect(form.deleteLater)
        form.open()

    def book(self) -> None:
        if self._card is not None:
            one = self._card.patient
            phone = one.phones[0] if one.phones else None
            row = PatientRow(one.patient_id, one.name, one.birth_date, one.sex, one.iin, phone)
            self._context.navigation.go("day", BookingWish(patient=row))

    def _may_order(self) -> bool:
        return self.isVisible() and self._context.practice.actor.may(Permission.SCHEDULE)

    def order_tests(self) -> None:
        if self._card is None:
            return
        sheet = OrderSheet(self._context, self._card.patient, self.window())
        sheet.placed.connect(lambda _: self._context.navigation.notice(self.tr("Ordered"), undo=self._take_back))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _finish(self, visit: Visit) -> None:
        if self._card is None:
            return
        sheet = SignSheet(self._context, visit, self._card.patient, self.window())
        sheet.signed.connect(lambda _: self._was_signed())
        sheet.postponed.connect(self._was_signed)
        sheet.field_wanted.connect(self.editor.go_to)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _was_signed(self) -> None:
        """The note is closed; the keys go to what came of it, so that Enter shows the document."""
        self.editor.put_away()
        self.timeline.open_visit_changed(None)
        self._context.tasks.read(self, read_card, self._patient_id, done=self._take_signed)

    def _take_signed(self, card: PatientCard) -> None:
        self._take(card)
        if card.patient.patient_id == self._patient_id and self.isVisible() and not self.editor.isVisible():
            self.timeline.focus_first()

    # coming and going

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._card is not None:
            self._read_again()
            if self.editor.isVisible():
                self.editor.restore_focus()

    def hideEvent(self, event: QHideEvent) -> None:
        self.editor.save()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._card is not None:
            self._show_around()
        super().changeEvent(event)
