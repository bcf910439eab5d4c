"""Beside the list of what waits: whose document, its first page, what is missing, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app import patients, to_sign, visits
from app.domain.errors import WorldError
from app.domain.patient import Patient
from app.domain.visit import Visit
from app.signing_round import Outcome
from app.to_sign import Ready, Waiting, WaitingKind
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.sign import words
from ui.sign.missing_list import MissingList
from ui.sign.part_sheet import PartSheet
from ui.sign.sheet import SignSheet
from ui.viewer.page_view import PageView
from ui.viewer.pictures import pictures_of
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.layouts import sized, vertical


class LinePanel(QFrame):
    """`changed()` when a line was signed, taken back or written."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._line: Waiting | None = None
        self._outcome: Outcome | None = None
        self.setProperty("surface", "card")
        theme = context.theme
        column = vertical(theme, self, margins=14, spacing=8)
        self._who = label("", "title", wrap=True)
        self._what = label("", "secondary", wrap=True)
        self._problem = label("", "bad", wrap=True)
        self.missing = MissingList(context)
        self.page = PageView(theme)
        sized(theme, self.page, height=300)
        self._digest = label("", "code", wrap=True)
        self.look_button = Button(theme, icon="file-text", kind="primary")
        self.look_button.clicked.connect(self.look)
        self._card = Button(theme, icon="user")
        self._card.clicked.connect(self._open_card)
        self.back_button = Button(theme, icon="arrow-u-up-left")
        self.back_button.clicked.connect(self.take_back)
        for widget in (
            self._who, self._what, self._problem, self.missing, self.page, self._digest,
            self.look_button, self._card, self.back_button,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        self.retranslate()

    def title_of(self, one: Waiting) -> str:
        """What a line is called: a part by its title, everything else by its form."""
        if one.kind is WaitingKind.PART:
            return self.tr("Part: {title}").format(title=one.title)
        return self.tr("Record of the visit")

    def show_line(self, one: Waiting | None, outcome: Outcome | None) -> None:
        is_same = one == self._line
        self._line, self._outcome = one, outcome
        if not is_same:
            self.page.hide()
            if one is not None and one.kind is WaitingKind.VISIT and not one.missing:
                self._context.tasks.read(
                    self, to_sign.ready, one.object_id, done=self._show_page, failed=lambda _: None
                )
        self._say()

    def _show_page(self, ready: Ready) -> None:
        one = self._line
        if one is not None and one.kind is WaitingKind.VISIT and one.object_id == ready.preparation.visit_id:
            self.page.show()
            pictures_of(self._context).first_page(self, ready.rendered.pdf, self.page.show_page)

    # what can be done

    def look(self) -> None:
        """The document as it is signed, or where it is still being written."""
        one = self._line
        if one is None:
            return
        if one.kind is WaitingKind.COSIGN:
            self._context.navigation.go("document", one.object_id)
        elif one.kind is WaitingKind.PART:
            self._write_part(one)
        elif one.kind is WaitingKind.DRAFT:
            self._open_card()
        elif self._outcome is not None and self._outcome.document_id is not None:
            self._context.navigation.go("document", self._outcome.document_id)
        else:
            self._context.tasks.read(self, visits.get_visit, one.object_id, done=self._look_at)

    def _look_at(self, visit: Visit) -> None:
        self._context.tasks.read(
            self, patients.get, visit.patient_id, done=lambda patient: self._open_sheet(visit, patient)
        )

    def _open_sheet(self, visit: Visit, patient: Patient) -> None:
        sheet = SignSheet(self._context, visit, patient, self.window())
        sheet.signed.connect(lambda _: self.changed.emit())
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _write_part(self, one: Waiting) -> None:
        sheet = PartSheet(self._context, one, self.window())
        sheet.saved.connect(self.changed)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _open_card(self) -> None:
        if self._line is not None:
            self._context.navigation.open_patient(self._line.patient_id)

    def take_back(self) -> None:
        """Open the visit again for writing."""
        one = self._line
        if one is None or one.kind is not WaitingKind.VISIT:
            return

        def go_there(_: object) -> None:
            self.changed.emit()
            self._context.navigation.open_patient(one.patient_id)

        self._context.tasks.write(self, to_sign.take_back, one.object_id, done=go_there, failed=self._refused)

    def _refused(self, error: WorldError) -> None:
        self._context.navigation.notice(explain(error).sentence, "bad")

    # words

    def _say(self) -> None:
        one, done = self._line, self._outcome
        if one is None:
            return
        self._who.setText(formats.two_identifiers(one.patient_name, one.patient_iin, one.birth_date))
        since = self.tr("waits since {moment}").format(moment=formats.moment(one.since))
        is_signed = done is not None and not done.code
        self._what.setText(f"{self.title_of(one)}\n{since}" if not is_signed else self.title_of(one))
        said = words.outcome_sentence(done) if done is not None and done.code else ""
        self._problem.setText(said)
        self._problem.setVisible(bool(said))
        self.missing.show_items(() if is_signed else one.missing)
        digest, half = one.sha256, len(one.sha256) // 2
        self._digest.setText(f"SHA-256\n{digest[:half]}\n{digest[half:]}")
        self._digest.setVisible(bool(digest))
        self.look_button.setText({
            WaitingKind.PART: self.tr("Write the part"),
            WaitingKind.DRAFT: self.tr("Go on writing"),
            WaitingKind.COSIGN: self.tr("Look at the document"),
        }.get(one.kind, self.tr("Open the document") if is_signed else self.tr("Look and sign alone")))  # fmt: skip
        self._card.setVisible(one.kind is not WaitingKind.DRAFT)
        self.back_button.setVisible(one.kind is WaitingKind.VISIT and not is_signed)

    def retranslate(self) -> None:
        self.page.setAccessibleName(self.tr("First page of the document"))
        self._card.setText(self.tr("Open the card"))
        self.back_button.setText(self.tr("Back to writing"))
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
