"""To sign (F9): everything that waits for the user's signature, what is missing, and signing it in one go (S8, 27.9).

One password opens the key for a set time; it is put away by its button, at its time and when the window is locked.
What failed stays in the list with its reason; what was signed stays in sight until the list is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app import signing_round, to_sign
from app.domain.access import Permission
from app.domain.errors import WorldError
from app.domain.events import DocumentChanged, VisitChanged
from app.opened_keys import KeyChoice
from app.signing_round import Key, Outcome
from app.to_sign import Missing, Waiting, WaitingKind
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.settings import key_words
from ui.sign import leads, words
from ui.sign.batch_sheet import BatchSheet
from ui.sign.line_panel import LinePanel
from ui.tables import Column, RowsModel, RowsView
from ui.tasks import Progress
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical
from ui.widgets.progress import ProgressStrip

_FINISHED = frozenset({WaitingKind.VISIT, WaitingKind.COSIGN, WaitingKind.PART})


class ToSignScreen(QWidget):
    """Space marks a line, Ctrl+A all of them, Enter looks at the document."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._waiting: tuple[Waiting, ...] = ()
        self._chosen: set[Key] = set()
        self._outcomes: dict[Key, Outcome] = {}
        self._signed: tuple[Waiting, ...] = ()  # of this sitting
        self._is_busy = False
        theme = context.theme
        column = vertical(theme, self, margins=(20, 16), spacing=10)
        head = horizontal(theme, spacing=8)
        self._title = label("", "page")
        self._key_state = label("", "secondary")
        self.close_key_button = Button(theme, icon="lock")
        self.close_key_button.clicked.connect(self.close_key)
        self.all_button = Button(theme, icon="check")
        self.all_button.clicked.connect(self.choose_all)
        self.sign_button = Button(theme, icon="pencil-line", kind="primary")
        self.sign_button.clicked.connect(self.sign_chosen)
        head.addWidget(self._title)
        head.addStretch(1)
        for widget in (self._key_state, self.close_key_button, self.all_button, self.sign_button):
            head.addWidget(widget)
        column.addLayout(head)
        self._said = label("", "secondary", wrap=True)
        column.addWidget(self._said)
        self.progress = ProgressStrip(theme)
        column.addWidget(self.progress)
        row = horizontal(theme, spacing=12)
        row.addWidget(self._list(), 1)
        self.panel = LinePanel(context)
        sized(theme, self.panel, width=300)
        self.panel.missing.wanted.connect(self._lead)
        self.panel.changed.connect(self.reload)
        row.addWidget(self.panel)
        column.addLayout(row, 1)
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(80)
        self._gather.timeout.connect(self.reload)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._say_key)
        context.bridge.happened.connect(self._happened)
        self.retranslate()

    def _list(self) -> QWidget:
        theme = self._context.theme
        columns: tuple[Column[Waiting], ...] = (
            Column(lambda: "", self._mark, 40, is_strong=True),
            Column(lambda: self.tr("Patient"), self._patient, 400, is_strong=True),
            Column(lambda: self.tr("Document"), self._document, 158),
            Column(lambda: self.tr("Waits since"), lambda one: formats.moment(one.since), 132),
            Column(
                lambda: self.tr("State"), lambda one: self._state(one)[0], tone=lambda one: self._state(one)[1]
            ),
        )  # fmt: skip
        self._model: RowsModel[Waiting] = RowsModel(theme, columns, _key)
        self.table = _Lines(theme, self._model)
        self.table.marked.connect(self.mark_current)
        self.table.all_marked.connect(self.choose_all)
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._show_line())
        self.table.clicked.connect(lambda index: self.mark_current() if index.column() == 0 else None)
        self.table.activated.connect(lambda _: self.panel.look())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table.framed())
        self._empty = EmptyState(theme, "pen-nib")
        self._stack.addWidget(self._empty)
        return self._stack

    # the list

    @property
    def lines(self) -> tuple[Waiting, ...]:
        """What is shown: what waits, and what was signed in this sitting."""
        waits = {_key(one) for one in self._waiting}
        return (*self._waiting, *(one for one in self._signed if _key(one) not in waits))

    def reload(self) -> None:
        if self._context.practice.actor.may(Permission.SIGN):
            self._context.tasks.read(self, to_sign.to_sign, done=self._take)
        else:
            self._take(())

    def _take(self, found: tuple[Waiting, ...]) -> None:
        self._waiting = found
        self._chosen &= {_key(one) for one in found if one.is_ready}
        self.table.put_rows(self.lines)
        self._stack.setCurrentIndex(0 if self.lines else 1)
        self.panel.setVisible(bool(self.lines))
        self._show_line()
        self._say()

    def _happened(self, event: object) -> None:
        if isinstance(event, VisitChanged | DocumentChanged) and self.isVisible():
            self._gather.start()

    def _show_line(self) -> None:
        one = self.table.current
        done = self._outcomes.get(_key(one)) if one is not None else None
        self.panel.show_line(one, done)

    def _lead(self, missing: Missing) -> None:
        one = self.table.current
        if missing.code == "part-empty":
            self.panel.look()
        elif one is not None:
            leads.follow(self._context, missing, one.patient_id, one.visit_id)

    # choosing

    def mark_current(self) -> None:
        one = self.table.current
        if one is None or not one.is_ready or self._is_busy or one not in self._waiting:
            return
        self._chosen ^= {_key(one)}
        self._say()

    def choose_all(self) -> None:
        """Everything that is ready; once more, nothing."""
        if self._is_busy:
            return
        ready = {_key(one) for one in self._waiting if one.is_ready}
        self._chosen = set() if self._chosen == ready else ready
        self._say()

    @property
    def chosen(self) -> tuple[Waiting, ...]:
        """In the order of the list."""
        return tuple(one for one in self._waiting if _key(one) in self._chosen)

    # signing

    def sign_chosen(self) -> None:
        """With the key that is open, else after its password."""
        if self._is_busy or not self._chosen:
            return
        practice = self._context.practice
        if practice.opened_keys.held(practice.actor) is not None:
            self._sign_with(None)
            return
        sheet = BatchSheet(self._context, len(self._chosen), self.window())
        sheet.opened.connect(lambda _: self._sign_with(None))
        sheet.chosen.connect(self._sign_with)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _sign_with(self, choice: KeyChoice | None) -> None:
        practice, lines = self._context.practice, self.chosen
        if not lines:
            return

        def work(progress: Progress) -> tuple[Outcome, ...]:
            if choice is None:
                return signing_round.sign_round(practice.store, practice.actor, lines, practice.opened_keys, progress)
            return signing_round.sign_round_at_once(practice.store, practice.actor, lines, choice, progress, progress)

        self._is_busy = True
        job = self._context.tasks.sign(
            self, work, done=lambda made: self._round_ended(lines, made), failed=self._round_refused
        )
        waits = choice is not None
        self.progress.watch(job, self.tr("NCALayer asks in its own window") if waits else self.tr("Signing"))
        self._say()

    def _round_ended(self, lines: Sequence[Waiting], made: tuple[Outcome, ...]) -> None:
        self._is_busy = False
        self._outcomes |= {one.key: one for one in made}
        good = {one.key for one in made if not one.code}
        self._signed = (*self._signed, *(one for one in lines if _key(one) in good))
        self._chosen -= good
        signed, others = len(good), len(made) - len(good)
        said = self.tr("Signed: %n", "", signed)
        if others:
            failed = self.tr("not signed: %n, the reasons stand in the list", "", others)
            said = f"{said} · {failed}"
        self._context.navigation.notice(said, "warn" if others else "ok")
        self.reload()
        self._say_key()

    def _round_refused(self, error: WorldError) -> None:
        self._is_busy = False
        self._say()
        self._context.navigation.notice(explain(error).sentence, "bad")

    def close_key(self) -> None:
        """Put the key away now."""
        practice = self._context.practice
        self._context.tasks.work(self, lambda _: practice.opened_keys.close(), done=lambda _: self._say_key())

    # words

    def _mark(self, one: Waiting) -> str:
        done = self._outcomes.get(_key(one))
        if one not in self._waiting:
            return "✓" if done is not None and not done.code else ""
        if not one.is_ready:
            return "·"
        return "☑" if _key(one) in self._chosen else "☐"

    def _patient(self, one: Waiting) -> str:
        return formats.two_identifiers(one.patient_name, one.patient_iin, one.birth_date)

    def _document(self, one: Waiting) -> str:
        return self.panel.title_of(one)

    def _state(self, one: Waiting) -> tuple[str, str]:
        done = self._outcomes.get(_key(one))
        if done is not None and (done.code or one not in self._waiting):
            return words.outcome_word(done)
        said, tone = words.waiting_word(one)
        return said, {"accent": "accent_text", "neutral": "secondary"}.get(tone, tone)

    def _say(self) -> None:
        self._model.say_again()
        ready, chosen = sum(one.is_ready for one in self._waiting), len(self._chosen)
        finished = sum(one.kind in _FINISHED for one in self._waiting)
        drafts = len(self._waiting) - finished
        parts = [
            self.tr("%n waiting for your signature", "", finished),
            self.tr("%n still being written", "", drafts) if drafts else "",
            self.tr("%n chosen", "", chosen) if chosen else "",
        ]
        self._said.setText(" · ".join(part for part in parts if part))
        self._said.setVisible(bool(self._waiting))
        self.sign_button.setText(self.tr("Sign the chosen: %n", "", chosen) if chosen else self.tr("Sign the chosen"))
        self.sign_button.setEnabled(bool(chosen) and not self._is_busy)
        self.all_button.setText(self.tr("Choose none") if chosen and chosen == ready else self.tr("Choose all"))
        self.all_button.setEnabled(bool(ready) and not self._is_busy)
        for button in (self.sign_button, self.all_button):
            button.setVisible(bool(self.lines))
        self._say_key()

    def _say_key(self) -> None:
        """Until when a key is open; asked every second while the list is in sight."""
        practice = self._context.practice
        held = practice.opened_keys.held(practice.actor)
        if held is not None:
            until = practice.clock.now() + timedelta(seconds=held.seconds_left)
            name = key_words.store_word(held.store_kind)
            self._key_state.setText(self.tr("{store}: open until {time}").format(store=name, time=formats.clock(until)))
        self._key_state.setVisible(held is not None)
        self.close_key_button.setVisible(held is not None)

    def retranslate(self) -> None:
        self._title.setText(self.tr("To sign"))
        self.table.setAccessibleName(self.tr("What waits for your signature"))
        self.close_key_button.setText(self.tr("Put the key away"))
        if self._context.practice.actor.may(Permission.SIGN):
            self._empty.set_texts(
                self.tr("Nothing waits for your signature"),
                self.tr(
                    "A visit that you finish with “Sign later” comes here, and what a colleague asks you to sign. "
                    "Then one password signs the day."
                ),
            )
        else:
            self._empty.set_texts(
                self.tr("You do not sign documents"),
                self.tr("Your role has no right to sign. What waits is in the list of the doctor."),
            )
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self.reload()
        focus_by_keyboard(self.table)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was signed leaves the list with the user; what failed keeps its reason."""
        self._clock.stop()
        if not self._is_busy:
            self._signed = ()
        super().hideEvent(event)


class _Lines(RowsView[Waiting]):
    """Space marks a line, Ctrl+A all."""

    marked = Signal()
    all_marked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.marked.emit()
        elif event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.all_marked.emit()
        else:
            super().keyPressEvent(event)


def _key(one: Waiting) -> Key:
    return one.kind, one.object_id
