"""What could not be read: one line for each cause above, its records below, and what can be done with either.

Enter goes from a cause to its records, and from a record to its bytes. Nothing here is deleted: taking a cause off the
list keeps every byte, and Ctrl+Z brings it back.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app import undo, unread
from app.domain.unread import EditedCopy, UnreadCause, UnreadContent, UnreadRecord
from ui import formats, matching_words
from ui.context import Context
from ui.inbox.edit_sheet import EditSheet
from ui.inbox.record_sheet import show_record
from ui.tables import Column, RowsModel, RowsView
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical


class UnreadPane(QWidget):
    """`counted(causes)` after each reading of the list."""

    counted = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._drafts: dict[int, str] = {}  # what was typed into copies that were not filed
        theme = context.theme
        column = vertical(theme, self, spacing=0)
        self._stack = QStackedWidget()
        full = QWidget()
        inside = vertical(theme, full, spacing=10)
        inside.addWidget(self._causes(), 2)
        inside.addLayout(self._cause_actions())
        inside.addWidget(self._records(), 3)
        inside.addLayout(self._record_actions())
        self._stack.addWidget(full)
        self._empty = EmptyState(theme, "check-circle")
        self._stack.addWidget(self._empty)
        column.addWidget(self._stack)
        self.retranslate()

    # building

    def _causes(self) -> QWidget:
        columns: tuple[Column[UnreadCause], ...] = (
            Column(lambda: self.tr("Last"), lambda one: self._near(one.last_at), 130, is_strong=True),
            Column(lambda: self.tr("Device"), lambda one: one.device_name, 190),
            Column(lambda: self.tr("Way"), lambda one: one.transport.upper(), 90),
            Column(lambda: self.tr("Why"), lambda one: matching_words.unreadable_word(one.cause.reason),
                   tone=lambda _: "bad"),
            Column(lambda: self.tr("How many"), lambda one: formats.number(one.count), 110),
            Column(lambda: self.tr("Since"), lambda one: self._near(one.first_at), 130),
        )  # fmt: skip
        self._model: RowsModel[UnreadCause] = RowsModel(self._context.theme, columns, lambda one: one.cause)
        self.causes: RowsView[UnreadCause] = RowsView(self._context.theme, self._model)
        self.causes.selectionModel().currentRowChanged.connect(lambda _new, _old: self._ask_records())
        self.causes.activated.connect(lambda _: focus_by_keyboard(self.records))
        panel = self.causes.framed()
        sized(self._context.theme, panel, min_height=120)
        return panel

    def _cause_actions(self) -> QHBoxLayout:
        row = horizontal(self._context.theme, spacing=8)
        self._heading = label("", "strong")
        self.close_cause = Button(self._context.theme, icon="check")
        self.close_cause.clicked.connect(self.close_it)
        row.addWidget(self._heading)
        row.addStretch(1)
        row.addWidget(self.close_cause)
        return row

    def _records(self) -> QWidget:
        columns: tuple[Column[UnreadRecord], ...] = (
            Column(lambda: self.tr("Received"), lambda one: formats.moment(one.received_at), 170, is_strong=True),
            Column(lambda: self.tr("Size"), lambda one: formats.size(one.size), 120),
            Column(lambda: self.tr("Kept as"), self._kept_as),
        )
        self._records_model: RowsModel[UnreadRecord] = RowsModel(
            self._context.theme, columns, lambda one: one.received_record_id
        )
        self.records: RowsView[UnreadRecord] = RowsView(self._context.theme, self._records_model)
        self.records.activated.connect(lambda _: self.look_at_it())
        panel = self.records.framed()
        sized(self._context.theme, panel, min_height=140)
        return panel

    def _record_actions(self) -> QHBoxLayout:
        theme = self._context.theme
        row = horizontal(theme, spacing=8)
        self._note = label("", "tertiary")
        self.look = Button(theme, icon="code")
        self.edit = Button(theme, icon="pencil-simple", kind="primary")
        self.look.clicked.connect(self.look_at_it)
        self.edit.clicked.connect(self.edit_it)
        row.addWidget(self._note, 1)
        row.addWidget(self.look)
        row.addWidget(self.edit)
        return row

    # the lists

    def reload(self) -> None:
        self._context.tasks.read(self, unread.causes, done=self._take)

    def _take(self, found: tuple[UnreadCause, ...]) -> None:
        self.causes.put_rows(found)
        self._stack.setCurrentIndex(0 if found else 1)
        self.counted.emit(len(found))
        self._ask_records()

    def _ask_records(self) -> None:
        cause = self.causes.current
        if cause is None:
            self.records.put_rows(())
            return
        self._say_heading()
        self._context.tasks.read(
            self, unread.records, cause.cause, done=lambda found: self._take_records(cause, found)
        )  # fmt: skip

    def _take_records(self, cause: UnreadCause, found: tuple[UnreadRecord, ...]) -> None:
        if self.causes.current is not None and self.causes.current.cause == cause.cause:
            self.records.put_rows(found)

    def _near(self, at: object) -> str:
        return formats.moment_near(at, self._context.practice.clock.now())  # type: ignore[arg-type]  # a moment

    def _kept_as(self, one: UnreadRecord) -> str:
        kind = self.tr("bytes of no known form") if one.kind == "unreadable" else one.kind.upper()
        by_hand = self.tr("copy edited by a person")
        return f"{kind} · {by_hand}" if one.is_edited else kind

    # what can be done

    def focus(self) -> None:
        focus_by_keyboard(self.causes)

    def look_at_it(self) -> None:
        one = self.records.current
        if one is not None:
            done = self.tr("It has been read and filed")
            show_record(self, self._context, one.received_record_id, lambda: self._context.navigation.notice(done))

    def edit_it(self) -> None:
        one = self.records.current
        if one is not None:
            self._context.tasks.write(self, unread.content, one.received_record_id, done=self._edit)

    def _edit(self, found: UnreadContent) -> None:
        if not found.is_text:
            self._context.navigation.notice(self.tr("This is no text: its bytes can be looked at, not edited"), "warn")
            return
        number = found.received_record_id
        sheet = EditSheet(self._context, found, self._drafts.get(number, ""), self.window())
        sheet.left.connect(lambda typed: self._drafts.update({number: typed}))
        sheet.filed.connect(self._filed)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _filed(self, copy: EditedCopy) -> None:
        sentences = {
            "filed": self.tr("The copy is in the patient's card; the original is kept"),
            "inbox": self.tr("The copy waits in the inbox for a decision; the original is kept"),
            "duplicate": self.tr("The same message is filed already; the entry is closed"),
        }
        kept = self.tr("The copy is kept: it is a message without results")
        self._context.navigation.notice(sentences.get(copy.state, kept))
        self.reload()

    def close_it(self) -> None:
        cause = self.causes.current
        if cause is not None:
            self._context.tasks.write(self, unread.close_cause, cause.cause, done=self._closed)

    def _closed(self, count: int) -> None:
        said = self.tr("%n record(s) taken off the list; every byte is kept", "", count)
        self._context.navigation.notice(said, undo=self._take_back)
        self.reload()
        self.focus()

    def _take_back(self) -> None:
        self._context.tasks.write(self, undo.undo, done=lambda _: self.reload())

    # words

    def _say_heading(self) -> None:
        cause = self.causes.current
        if cause is not None:
            self._heading.setText(self.tr("%n record(s) for this cause", "", cause.count))

    def retranslate(self) -> None:
        self.close_cause.setText(self.tr("Take this cause off the list"))
        self.look.setText(self.tr("Look at the bytes"))
        self.edit.setText(self.tr("Edit a copy"))
        self._note.setText(self.tr("Every byte is kept, whatever is decided here"))
        self.causes.setAccessibleName(self.tr("Causes for which something could not be read"))
        self.records.setAccessibleName(self.tr("Records of the chosen cause"))
        self._empty.set_texts(
            self.tr("Everything was read"),
            self.tr("What a device sends and the program cannot read is kept and appears here, once for each cause."),
        )
        self._model.say_again()
        self._records_model.say_again()
        self._say_heading()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
