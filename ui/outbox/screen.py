"""The outbox: what waits for the ministry, why, since when, and what exactly was sent (requirements R7-d, R7-e)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from app.domain.events import OutboxChanged
from app.domain.exchange import OutboxAttempt, OutboxRow, OutboxState, OutboxSummary
from app.exchange import outbox, outbox_views
from ui import formats
from ui.context import Context
from ui.inbox.original import BytesSheet
from ui.outbox import words
from ui.tables import Column, RowsModel, RowsView
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button, Segmented
from ui.widgets.empty import EmptyState
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical

_FILTERS: dict[str, tuple[OutboxState, ...]] = {
    "all": (),
    "waiting": (OutboxState.WAITING, OutboxState.SENDING, OutboxState.UNKNOWN),
    "rejected": (OutboxState.REJECTED,),
    "held": (OutboxState.HELD,),
    "accepted": (OutboxState.ACCEPTED,),
}


class OutboxScreen(QWidget):
    """The list, and beside it the chosen row with every attempt."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._summary: OutboxSummary | None = None
        self._attempts: tuple[OutboxAttempt, ...] = ()
        theme = context.theme
        column = vertical(theme, self, margins=(20, 16), spacing=10)
        head = horizontal(theme, spacing=8)
        self._title = label("", "page")
        self.filters = Segmented(tuple(_FILTERS))
        self.filters.choose("all")
        self.filters.chosen.connect(lambda _: self.reload())
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.filters)
        column.addLayout(head)
        self._state = label("", "secondary", wrap=True)
        column.addWidget(self._state)
        row = horizontal(theme, spacing=12)
        row.addWidget(self._list(), 1)
        row.addWidget(self._detail())
        column.addLayout(row, 1)
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(80)
        self._gather.timeout.connect(self.reload)
        context.bridge.happened.connect(self._happened)
        self.retranslate()

    def _list(self) -> QWidget:
        theme = self._context.theme
        columns: tuple[Column[OutboxRow], ...] = (
            Column(lambda: self.tr("Since"), lambda one: formats.moment(one.created_at), 150, is_strong=True),
            Column(lambda: self.tr("What"), words.event_word, 220),
            Column(lambda: self.tr("State"), lambda one: words.state_word(one.state), 140,
                   tone=lambda one: words.state_tone(one.state)),
            Column(lambda: self.tr("What it waits for"), words.why_word),
            Column(lambda: self.tr("Attempts"), lambda one: str(one.attempts), 90),
        )  # fmt: skip
        self._model: RowsModel[OutboxRow] = RowsModel(theme, columns, lambda one: one.outbox_id)
        self.table: RowsView[OutboxRow] = RowsView(theme, self._model)
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._show_row())
        self.table.activated.connect(lambda _: self.show_payload())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table.framed())
        self._empty = EmptyState(theme, "paper-plane-tilt")
        self._stack.addWidget(self._empty)
        return self._stack

    def _detail(self) -> QWidget:
        theme = self._context.theme
        self._panel = QFrame()
        self._panel.setProperty("surface", "card")
        sized(theme, self._panel, width=340)
        column = vertical(theme, self._panel, margins=14, spacing=8)
        self._heading = label("", "title", wrap=True)
        self._facts = label("", "secondary", wrap=True)
        column.addWidget(self._heading)
        column.addWidget(self._facts)
        self._payload = Button(theme, icon="code")
        self._patient = Button(theme, icon="user")
        self._document = Button(theme, icon="file-text")
        self._again = Button(theme, icon="arrow-clockwise", kind="primary")
        self._payload.clicked.connect(self.show_payload)
        self._patient.clicked.connect(self._open_patient)
        self._document.clicked.connect(self._open_document)
        self._again.clicked.connect(self.send_again)
        for button in (self._again, self._document, self._patient, self._payload):
            column.addWidget(button)
        self._hint = label("", "small", wrap=True)
        column.addWidget(self._hint)
        self._attempts_title = label("", "section")
        column.addWidget(self._attempts_title)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        holder = QWidget()
        holder.setProperty("ground", "surface")
        self._attempt_lines = vertical(theme, holder, spacing=6)
        area.setWidget(holder)
        column.addWidget(area, 1)
        self._panel.hide()
        return self._panel

    # the list

    def show_subject(self, subject: object) -> None:
        """A filter's name, from the status bar."""
        if isinstance(subject, str) and subject in _FILTERS:
            self.filters.choose(subject)
        self.reload()

    def reload(self) -> None:
        states = _FILTERS[self.filters.current or "all"]
        self._context.tasks.read(self, outbox_views.rows, states=states, done=self._take)
        self._context.tasks.read(self, outbox_views.summary, done=self._take_summary)

    def _take(self, rows: tuple[OutboxRow, ...]) -> None:
        self.table.put_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._panel.setVisible(bool(rows))
        self._show_row()

    def _take_summary(self, summary: OutboxSummary) -> None:
        self._summary = summary
        self._say_summary()

    def _happened(self, event: object) -> None:
        if isinstance(event, OutboxChanged) and self.isVisible():
            self._gather.start()

    # one row

    def _show_row(self) -> None:
        row = self.table.current
        if row is None:
            return
        self._heading.setText(words.event_word(row))
        since = self.tr("waits since {moment}") if row.accepted_at is None else self.tr("accepted {moment}")
        lines = [
            words.state_word(row.state),
            since.format(moment=formats.moment(row.accepted_at or row.created_at)),
            words.why_word(row),
            self.tr("next attempt {moment}").format(moment=formats.moment(row.next_attempt_at))
            if row.next_attempt_at and row.accepted_at is None
            else "",
            self.tr("event {number}").format(number=row.event_id),
        ]
        self._facts.setText("\n".join(line for line in lines if line))
        rejected = row.state is OutboxState.REJECTED
        self._again.setVisible(rejected)
        self._document.setVisible(row.document_id is not None)
        self._patient.setVisible(row.patient_id is not None)
        self._hint.setText(
            self.tr(
                "Correct what is named above: open the card, correct the visit and sign it; the correction is sent."
            )
            if rejected
            else ""
        )
        self._hint.setVisible(rejected)
        self._context.tasks.read(
            self, outbox_views.attempts, row.outbox_id, done=lambda found: self._take_attempts(row, found)
        )

    def _take_attempts(self, row: OutboxRow, found: tuple[OutboxAttempt, ...]) -> None:
        if row is self.table.current:
            self._attempts = found
            self._show_attempts()

    def _show_attempts(self) -> None:
        theme = self._context.theme
        while (item := self._attempt_lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if not self._attempts:
            self._attempt_lines.addWidget(label(self.tr("none yet"), "secondary"))
        for attempt in reversed(self._attempts):
            self._attempt_lines.addWidget(label(formats.moment(attempt.at), "strong"))
            self._attempt_lines.addWidget(label(words.outcome_word(attempt), "secondary", wrap=True))
            holder = QWidget()
            row = horizontal(theme, holder, spacing=0)
            if not attempt.asked:
                sent = Button(theme, self.tr("Sent"), icon="arrow-up", kind="ghost")
                sent.clicked.connect(lambda _=False, one=attempt: self._show_sent(one))
                row.addWidget(sent)
            if attempt.has_answer:
                answer = Button(theme, self.tr("Answer"), icon="arrow-down", kind="ghost")
                answer.clicked.connect(lambda _=False, one=attempt: self._show_answer(one))
                row.addWidget(answer)
            row.addStretch(1)
            self._attempt_lines.addWidget(holder)
        self._attempt_lines.addStretch(1)

    # what can be done

    def send_again(self) -> None:
        row = self.table.current
        if row is not None:
            said = self.tr("It will be sent again")
            self._context.tasks.write(
                self, outbox.send_again, row.outbox_id, done=lambda _: self._context.navigation.notice(said)
            )

    def show_payload(self) -> None:
        row = self.table.current
        if row is not None:
            title = self.tr("What is sent, byte by byte")
            self._read_bytes("payload", row.outbox_id, title)

    def _show_sent(self, attempt: OutboxAttempt) -> None:
        title = self.tr("Sent on {moment}").format(moment=formats.moment(attempt.at))
        self._read_bytes("sent", attempt.attempt_id, title)

    def _show_answer(self, attempt: OutboxAttempt) -> None:
        title = self.tr("Answer of {moment}").format(moment=formats.moment(attempt.at))
        self._read_bytes("answer", attempt.attempt_id, title)

    def _read_bytes(self, which: str, number: int, title: str) -> None:
        self._context.tasks.write(
            self, outbox_views.open_bytes, which, number, done=lambda content: self._show_bytes(title, content)
        )

    def _show_bytes(self, title: str, content: bytes) -> None:
        sheet = BytesSheet(self._context, title, content, self.window())
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _open_patient(self) -> None:
        row = self.table.current
        if row is not None and row.patient_id is not None:
            self._context.navigation.open_patient(row.patient_id)

    def _open_document(self) -> None:
        row = self.table.current
        if row is not None and row.document_id is not None:
            self._context.navigation.go("document", row.document_id)

    # words

    def _say_summary(self) -> None:
        seen = self._summary
        if seen is None:
            return
        parts = [
            self.tr("%n waiting", "", seen.waiting) if seen.waiting else self.tr("nothing waits"),
            self.tr("%n rejected", "", seen.rejected) if seen.rejected else "",
            self.tr("%n held", "", seen.held) if seen.held else "",
            self.tr("oldest since {moment}").format(moment=formats.moment(seen.oldest_waiting))
            if seen.oldest_waiting
            else "",
            self.tr("last accepted {moment}").format(moment=formats.moment(seen.last_accepted))
            if seen.last_accepted
            else self.tr("nothing was accepted yet"),
        ]
        self._state.setText(" · ".join(part for part in parts if part))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Sending to the ministry"))
        self.filters.set_titles({
            "all": self.tr("All"), "waiting": self.tr("Waiting"), "rejected": self.tr("Rejected"),
            "held": self.tr("Held"), "accepted": self.tr("Accepted"),
        })  # fmt: skip
        self.filters.setAccessibleName(self.tr("Which rows are shown"))
        self.table.setAccessibleName(self.tr("What is sent"))
        self._payload.setText(self.tr("Look at the bytes"))
        self._patient.setText(self.tr("Open the card"))
        self._document.setText(self.tr("Open the document"))
        self._again.setText(self.tr("Send again as it is"))
        self._attempts_title.setText(self.tr("Attempts"))
        self._empty.set_texts(
            self.tr("Nothing here"),
            self.tr("Each signed document leaves its event here; it goes when sending is on and a network is there."),
        )
        self._model.say_again()
        self._say_summary()
        self._show_row()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()
        focus_by_keyboard(self.table)
