"""Signing: who and what in view, what exactly is signed, the key and why this one, and what follows.

prepare (store) → render (pool) → open the key, sign, verify (signing thread) → keep (store, one transaction)

What was finished before without a key is shown and signed as it was fixed. The password leaves this sheet only for the
key store. *Sign later* fixes the bytes and puts the visit on the list (`ui/sign/to_sign.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app import signing_keys, time_stamps, to_sign
from app.documents.render import render
from app.domain.document import RenderedDocument
from app.domain.errors import WorldError
from app.domain.patient import Patient
from app.domain.visit import Visit, VisitState
from app.eds import certificate
from app.eds.key_store import OpenedKey
from app.finishing import Finished, Preparation
from app.opened_keys import KeyChoice
from app.signing_keys import InspectedKey
from app.time_stamps import Outlook
from app.to_sign import Missing, Ready
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.sign import leads
from ui.sign.acts import Act, Finish
from ui.sign.elsewhere import Elsewhere
from ui.sign.key_panel import ELSEWHERE, FILE, NCALAYER, TOKEN, KeyPanel
from ui.sign.missing_list import MissingList
from ui.tasks import Job, Progress
from ui.theme import focus_by_keyboard
from ui.viewer.page_view import PageView
from ui.viewer.pictures import pictures_of
from ui.widgets.buttons import Button
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import horizontal, sized, vertical
from ui.widgets.password import PasswordField
from ui.widgets.progress import ProgressStrip
from ui.widgets.sheet import Sheet

_OF_NOTE = frozenset({"note-incomplete", "cited-not-in-card"})


class SignSheet(Sheet):
    """`signed(finished)` once the document is stored, `postponed()` once it waits, `field_wanted(name)` of the note."""

    signed = Signal(object)
    postponed = Signal()
    field_wanted = Signal(str)

    def __init__(
        self, context: Context, visit: Visit, patient: Patient, parent: QWidget | None = None, act: Act | None = None
    ) -> None:
        super().__init__(context.theme, parent, width=940)
        self._context, self._visit, self._patient = context, visit, patient
        self._act: Act = act or Finish(visit.visit_id)
        self._preparation: Preparation | None = None
        self._rendered: RenderedDocument | None = None
        self._outlook: Outlook | None = None
        # Its bytes were fixed when it was finished.
        self._is_fixed = self._act.can_wait and visit.state is VisitState.TO_SIGN
        self._is_busy = False
        self._job: Job | None = None
        self._build()
        self.retranslate()
        if self._is_fixed:
            context.tasks.read(self, to_sign.ready, visit.visit_id, done=self._take_ready, failed=self._cannot)
        else:
            context.tasks.read(self, self._act.prepare, done=self._prepared, failed=self._cannot)
        context.tasks.read(self, time_stamps.outlook, done=self._take_outlook, failed=lambda _: None)
        self.keys.load()

    def _build(self) -> None:
        theme = self._context.theme
        row = horizontal(theme, spacing=28)
        row.addLayout(self._document_column())
        row.addLayout(self._key_column(), 1)
        self.body.addLayout(row)
        self._progress = ProgressStrip(theme)
        self.body.addWidget(self._progress)
        self.later_button, self._cancel = Button(theme, icon="clock"), Button(theme)
        self.sign_button = Button(theme, icon="pencil-line", kind="primary")
        self.later_button.clicked.connect(self.sign_later)
        self._cancel.clicked.connect(self.reject)
        self.sign_button.clicked.connect(self.sign)
        self.foot.addWidget(self.later_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.sign_button)

    def _document_column(self) -> QVBoxLayout:
        theme = self._context.theme
        left = vertical(theme, spacing=8)
        self.page = PageView(theme)
        sized(theme, self.page, width=280, height=330)
        left.addWidget(self.page)
        self._what_title = label("", "section")
        self._what = label("", "", wrap=True)
        self._digest = label("", "code", wrap=True)
        for widget in (self._what_title, self._what, self._digest):
            sized(theme, widget, width=280)
            left.addWidget(widget)
        left.addStretch(1)
        return left

    def _key_column(self) -> QVBoxLayout:
        theme = self._context.theme
        column = vertical(theme, spacing=10)
        self.missing = MissingList(self._context)
        self.missing.wanted.connect(self._lead)
        column.addWidget(self.missing)
        self.keys = KeyPanel(self._context, (FILE, TOKEN, NCALAYER, *((ELSEWHERE,) if self._act.can_wait else ())))
        self.keys.changed.connect(self._show_ready)
        self.keys.submitted.connect(self.sign)
        column.addWidget(self.keys)
        self.elsewhere = Elsewhere(self._context, self._visit.visit_id)
        self.elsewhere.hide()
        self.elsewhere.fix_wanted.connect(lambda: self._fix(self._fixed_for_elsewhere))
        self.elsewhere.taken.connect(self._kept)
        self.elsewhere.refused.connect(self._say)
        column.addWidget(self.elsewhere)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        column.addStretch(1)
        note = QFrame()
        note.setProperty("surface", "warn")
        inside = horizontal(theme, note, margins=(12, 8), spacing=8)
        inside.addWidget(Glyph(theme, "clock", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        self._note = label("", "", wrap=True)
        inside.addWidget(self._note, 1)
        column.addWidget(note)
        return column

    @property
    def password(self) -> PasswordField:
        return self.keys.password

    def attach(self, path: str) -> None:
        """Take a key file."""
        self.keys.attach(path)

    # the document

    def _prepared(self, preparation: Preparation) -> None:
        self._preparation = preparation
        self._context.tasks.work(self, lambda _: render(preparation.draft), done=self._take_rendered, failed=self._say)

    def _take_ready(self, ready: Ready) -> None:
        self._preparation = ready.preparation
        self._take_rendered(ready.rendered)

    def _take_rendered(self, rendered: RenderedDocument) -> None:
        self._rendered = rendered
        self._say_subject()
        pictures_of(self._context).first_page(self, rendered.pdf, self.page.show_page)
        self._show_ready()

    def _cannot(self, error: WorldError) -> None:
        """Something is missing: say each thing, and where it is mended."""
        self._say(error)
        if not self._act.can_wait:
            return
        visit_id = self._visit.visit_id
        self._context.tasks.read(self, to_sign.missing, visit_id, done=self._take_missing, failed=lambda _: None)

    def _take_missing(self, items: tuple[Missing, ...]) -> None:
        self.missing.show_items(items)
        if items:
            self._problem.hide()
            self.keys.hide()
            self._say_what()
            focus_by_keyboard(self.missing.buttons[0])

    def _lead(self, missing: Missing) -> None:
        self.reject()
        if missing.code in _OF_NOTE and not self._is_fixed:
            self.field_wanted.emit(missing.field)
        else:
            leads.follow(self._context, missing, self._patient.patient_id, self._visit.visit_id)

    def _take_outlook(self, outlook: Outlook) -> None:
        self._outlook = outlook
        self._say_what_follows()

    # signing

    def _show_ready(self) -> None:
        is_elsewhere = self.keys.entry.kind == ELSEWHERE
        is_shown = self._rendered is not None and not self._is_busy
        self._problem.hide()
        self.elsewhere.setVisible(is_elsewhere)
        self.elsewhere.setEnabled(is_shown)
        self.sign_button.setVisible(not is_elsewhere)
        self.sign_button.setEnabled(is_shown and not self.keys.blocked)
        self.later_button.setVisible(self._act.can_wait and not self._is_fixed)
        self.later_button.setEnabled(is_shown)

    def _set_busy(self, *, on: bool) -> None:
        self._is_busy = on
        self._show_ready()

    def sign(self) -> None:
        if self._rendered is None or not self.sign_button.isVisible() or not self.sign_button.isEnabled():
            return
        if not self.keys.is_filled():
            return
        self._set_busy(on=True)
        self.keys.take(self._sign_with, self._refused)

    def _sign_with(self, choice: KeyChoice) -> None:
        preparation, rendered, is_known = self._preparation, self._rendered, self.keys.is_known
        assert preparation is not None
        assert rendered is not None
        actor = self._context.practice.actor
        moment = self._context.practice.clock.now() if self._is_fixed else None

        def work(progress: Progress) -> tuple[InspectedKey | None, object]:
            with choice.open(progress) as opened:
                signed = self._act.sign(actor, preparation, rendered, opened, choice.store_kind, moment, progress)
                return None if is_known else _seen(choice, opened), signed

        job = self._job = self._context.tasks.sign(self, work, done=self._signed, failed=self._refused)
        waits = choice.store_kind == NCALAYER
        self._progress.watch(job, self.tr("NCALayer asks in its own window") if waits else self.tr("Signing"))

    def _signed(self, result: tuple[InspectedKey | None, object]) -> None:
        inspected, signed = result
        if inspected is not None:
            self._context.tasks.write(self, signing_keys.add_signing_key, inspected)
        self._context.tasks.write(
            self, self._act.keep, self._preparation, self._rendered, signed, done=self._kept, failed=self._refused
        )

    def _kept(self, finished: Finished) -> None:
        self.accept()
        self._context.navigation.notice(self.tr("The document is signed. The time stamp is added by itself."))
        self.signed.emit(finished)

    def _refused(self, error: WorldError) -> None:
        """Keep a row of the failed attempt (§22.9) and say in words what to do."""
        self._context.tasks.write(self, self._act.note_refusal, error)
        self._set_busy(on=False)
        self._say(error)
        self.keys.focus()

    def reject(self) -> None:
        """What is under way is stopped with the sheet: nothing is signed for nobody."""
        job = self._job
        if job is not None and shiboken6.isValid(job) and job.is_running:
            job.cancel()
        super().reject()

    # later, or elsewhere

    def sign_later(self) -> None:
        if not self._is_busy and not self._is_fixed and self._rendered is not None:
            self._fix(self._fixed_for_later)

    def _fix(self, done: Callable[[object], None]) -> None:
        """Finish the visit without a key: its bytes are fixed, it waits on the list."""
        if self._is_fixed:
            done(None)
            return
        self._set_busy(on=True)
        self._context.tasks.write(
            self, to_sign.finish_unsigned, self._preparation, self._rendered, done=done, failed=self._not_fixed
        )

    def _not_fixed(self, error: WorldError) -> None:
        self._set_busy(on=False)
        self._say(error)

    def _fixed_for_later(self, _: object) -> None:
        self.accept()
        self._context.navigation.notice(self.tr("The visit is finished and waits in “To sign” (F9)."))
        self.postponed.emit()

    def _fixed_for_elsewhere(self, _: object) -> None:
        self._is_fixed = True
        self._set_busy(on=False)
        self.postponed.emit()
        self.elsewhere.choose_folder()

    def _say(self, error: WorldError) -> None:
        self._problem.setText(explain(error).sentence)
        self._problem.show()

    # words

    def _say_subject(self) -> None:
        who = formats.two_identifiers(self._patient.name, self._patient.iin, self._patient.birth_date)
        language = {"kk": self.tr("in Kazakh"), "ru": self.tr("in Russian")}[self._visit.document_language]
        parts = (self.tr("Record of the visit"), formats.day(self._visit.started_at.date()), language)
        self.set_subject(who, " · ".join(part for part in parts if part))
        self._say_what()

    def _say_what(self) -> None:
        """The counter-check: exactly these bytes are signed, and what goes out with them."""
        rendered, preparation = self._rendered, self._preparation
        if rendered is None or preparation is None:
            waits = self.tr("The document is being prepared…")
            self._what.setText(self.tr("There is no document yet.") if self.missing.buttons else waits)
            self._digest.setText("")
            return
        pages, events = rendered.pages, len(preparation.events)
        lines = [self.tr("The document: %n page(s), PDF", "", pages)]
        if not self._act.can_wait:
            lines.append(self.tr("The ministry is told that the record is void, where it was sent."))
        elif events:
            lines.append(self.tr("For the ministry: %n event(s)", "", events))
        else:
            lines.append(self.tr("Nothing for the ministry: the patient has no IIN"))
        self._what.setText("\n".join(lines))
        half = len(rendered.sha256) // 2
        self._digest.setText(f"SHA-256\n{rendered.sha256[:half]}\n{rendered.sha256[half:]}")

    def _say_what_follows(self) -> None:
        if self._outlook is not None and not self._outlook.authority_url:
            said = self.tr(
                "No time-stamp service is set: the document is signed now, but its time is not proven until the "
                "administrator sets one."
            )
        else:
            said = self.tr(
                "Then, by itself: the time stamp, and the proof that the key was not revoked. With a network the "
                "document is complete within minutes; without one it is signed now and the rest waits."
            )
        self._note.setText(said)

    def retranslate(self) -> None:
        title = self.tr("Sign the document") if self._act.can_wait else self.tr("Sign the withdrawal")
        self.set_title(title)
        self._say_subject()
        self._what_title.setText(self.tr("What is signed"))
        self.page.setAccessibleName(self.tr("First page of the document"))
        self.keys.retranslate()
        self._say_what_follows()
        self._cancel.setText(self.tr("Cancel"))
        self.later_button.setText(self.tr("Sign later"))
        self.later_button.setToolTip(self.tr("The visit is finished now and waits in “To sign”"))
        self.sign_button.setText(self.tr("Sign"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _seen(choice: KeyChoice, opened: OpenedKey) -> InspectedKey:
    """A key that was used for the first time, to be remembered; a file by its whole path."""
    own = opened.certificate
    location = str(Path(choice.location)) if choice.store_kind == FILE else choice.location
    return InspectedKey(choice.store_kind, location, own.der, certificate.view(own))
