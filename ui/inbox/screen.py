"""The inbox (F4): what devices sent and nobody could be found for. Nothing is lost; a person decides, and can undo.

Three parts: what waits for a decision, what could not be read (`ui/inbox/unread_pane.py`), and messages that are no
results (`ui/inbox/kept_pane.py`). Of the first the
list above, the candidates of the chosen item below with what agrees and what differs. Arrows choose the item,
Enter goes to the likeliest candidate, Enter again gives the item to that patient.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from app import inbox, undo
from app.domain.access import Actor, Permission
from app.domain.events import InboxChanged, ObjectFiled
from app.domain.observation import Candidate, InboxItem
from app.domain.patient import Patient, PatientDraft
from ui import formats, matching_words
from ui.bringing.drop import FileDrop
from ui.bringing.sheet import BringSheet
from ui.context import Context
from ui.day.words import modality_word
from ui.inbox.candidate import CandidateCard
from ui.inbox.kept_pane import KeptPane
from ui.inbox.record_sheet import show_record
from ui.inbox.unread_pane import UnreadPane
from ui.patients.chooser import PatientChooser
from ui.patients.form import PatientForm
from ui.tables import Column, RowsModel, RowsView
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button, Segmented
from ui.widgets.empty import EmptyState
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical

_CARDS = 3
_GATHER_MS = 80


class InboxScreen(QWidget):
    """Everything that waits, and what can be done with it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._cards: list[CandidateCard] = []
        self._waiting = self._causes = 0
        self._build()
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self.reload)
        context.bridge.happened.connect(self._happened)
        self.retranslate()

    # building

    def _build(self) -> None:
        theme = self._context.theme
        column = vertical(theme, self, margins=(20, 16), spacing=10)
        self._title = label("", "page")
        self._subtitle = label("", "secondary", wrap=True)
        head = horizontal(theme, spacing=8)
        head.addWidget(self._title, 1)
        self._bring = Button(theme, icon="download-simple")
        self._bring.clicked.connect(self.choose_files)
        head.addWidget(self._bring)
        column.addLayout(head)
        self._bring.setVisible(self._context.practice.actor.may(Permission.CLINICAL_WRITE))
        FileDrop(self, self.bring_files)
        column.addWidget(self._subtitle)
        self.part = Segmented(("waiting", "unread", "kept"))
        self.part.choose("waiting")
        self.part.chosen.connect(self.show_part)
        column.addWidget(self.part)
        self._parts = QStackedWidget()
        self.unread = UnreadPane(self._context)
        self.unread.counted.connect(self._count_unread)
        self._stack = QStackedWidget()
        full = QWidget()
        inside = vertical(theme, full, spacing=10)
        inside.addWidget(self._table_panel(), 2)
        inside.addLayout(self._actions())
        inside.addWidget(self._candidates(), 3)
        self._undo_note = label("", "tertiary")
        inside.addWidget(self._undo_note)
        self._stack.addWidget(full)
        self._empty = EmptyState(theme, "tray")
        self._stack.addWidget(self._empty)
        self._parts.addWidget(self._stack)
        self._parts.addWidget(self.unread)
        self.kept = KeptPane(self._context)
        self._parts.addWidget(self.kept)
        column.addWidget(self._parts, 1)

    def choose_files(self) -> None:
        self.bring_files()

    def bring_files(self, paths: list[Path] | None = None) -> None:
        """Files of anybody, chosen or dropped on the inbox."""
        if self._context.practice.actor.may(Permission.CLINICAL_WRITE):
            BringSheet(self._context, self.window()).start(paths)

    def _table_panel(self) -> QWidget:
        theme = self._context.theme
        columns: tuple[Column[InboxItem], ...] = (
            Column(lambda: self.tr("Received"), self._received, 130, is_strong=True),
            Column(lambda: self.tr("Device"), lambda item: item.device_name, 130),
            Column(lambda: self.tr("What"), self._what, 290),
            Column(lambda: self.tr("In the message"), self._who),
            Column(lambda: self.tr("Why it waits"), lambda item: matching_words.why_word(item.why), 230,
                   tone=lambda _: "warn"),
        )  # fmt: skip
        self._model: RowsModel[InboxItem] = RowsModel(theme, columns, _key)
        self.table: RowsView[InboxItem] = RowsView(theme, self._model)
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._show_item())
        self.table.activated.connect(lambda _: self._to_first_candidate())
        panel = self.table.framed()
        sized(theme, panel, min_height=140)
        return panel

    def _actions(self) -> QHBoxLayout:
        theme = self._context.theme
        row = horizontal(theme, spacing=8)
        self._heading = label("", "strong")
        self._look = Button(theme, icon="eye", kind="ghost")
        self._original = Button(theme, icon="code", kind="ghost")
        self._leave = Button(theme, icon="hourglass")
        self._create = Button(theme, icon="user-plus")
        self._look.clicked.connect(self.look_at_it)
        self._original.clicked.connect(self.show_original)
        self._leave.clicked.connect(self.leave_it)
        self._create.clicked.connect(self.create_patient)
        row.addWidget(self._heading)
        row.addStretch(1)
        for button in (self._look, self._original, self._leave, self._create):
            row.addWidget(button)
        return row

    def _candidates(self) -> QWidget:
        theme = self._context.theme
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        content = QWidget()
        content.setProperty("ground", "background")
        column = vertical(theme, content, spacing=10)
        self._card_row = horizontal(theme, spacing=12)
        column.addLayout(self._card_row)
        self._nobody = label("", "secondary", wrap=True)
        column.addWidget(self._nobody)
        other = horizontal(theme, spacing=8)
        self._other_word = label("", "secondary")
        self.chooser = PatientChooser(self._context)
        sized(theme, self.chooser, max_width=460)
        self._give_other = Button(theme, icon="user-plus")
        self._give_other.clicked.connect(self._assign_other)
        self.chooser.chosen.connect(lambda _: focus_by_keyboard(self._give_other))
        other.addWidget(self._other_word)
        other.addWidget(self.chooser, 1)
        other.addWidget(self._give_other)
        other.addStretch(1)
        self._other = QWidget()
        self._other.setLayout(other)
        column.addWidget(self._other)
        column.addStretch(1)
        area.setWidget(content)
        return area

    # cells

    def _received(self, item: InboxItem) -> str:
        return formats.moment_near(item.received_at, self._context.practice.clock.now())

    def _what(self, item: InboxItem) -> str:
        if item.kind == "study":
            images = self.tr("%n image(s)", "", item.count)
            return f"{modality_word(item.title)} · {images}"
        values = self.tr("%n value(s)", "", item.count)
        title = item.title or self.tr("Results")
        return f"{title} · {values}"

    def _who(self, item: InboxItem) -> str:
        sent = item.identity
        name = sent.name.full if sent.name else ""
        numbers = ", ".join(formats.iin(one) for one in sent.iin_candidates) or sent.patient_id
        number = self.tr("IIN {iin}").format(iin=numbers) if sent.iin_candidates else numbers
        return " · ".join(part for part in (name, formats.day(sent.birth_date), number) if part) or "—"

    # the list

    def reload(self) -> None:
        self._context.tasks.read(self, inbox.items, done=self._take_items)
        self.unread.reload()
        self.kept.reload()

    def show_subject(self, subject: object) -> None:
        """`unread`: the part with what could not be read; `kept`: messages that are no results."""
        if subject in ("waiting", "unread", "kept"):
            self.part.choose(str(subject))
            self.show_part(str(subject))

    def show_part(self, name: str) -> None:
        """Show what waits for a decision, or what could not be read; the keys go to its list."""
        self._parts.setCurrentIndex({"unread": 1, "kept": 2}.get(name, 0))
        if name == "unread":
            self.unread.focus()
        elif name == "kept":
            self.kept.focus()
        else:
            focus_by_keyboard(self.table)

    def _count_unread(self, causes: int) -> None:
        self._causes = causes
        self._say_parts()

    def _take_items(self, everything: tuple[InboxItem, ...]) -> None:
        items = tuple(item for item in everything if item.kind != "error")
        self._waiting = len(items)
        self._say_parts()
        before = _key(self.table.current)
        self.table.put_rows(items)
        self._stack.setCurrentIndex(0 if items else 1)
        if before is None or _key(self.table.current) != before:  # else: what is being decided on stays as it is
            self._show_item()

    def _happened(self, event: object) -> None:
        if isinstance(event, InboxChanged | ObjectFiled) and self.isVisible():
            self._gather.start()

    def _show_item(self) -> None:
        item = self.table.current
        self._clear_cards()
        if item is None:
            return
        self.chooser.field.clear()
        self.chooser.patient = None
        self._say_nobody(found=True)
        self._context.tasks.read(self, inbox.candidates, item, done=lambda found: self._take_candidates(item, found))

    def _take_candidates(self, item: InboxItem, found: tuple[Candidate, ...]) -> None:
        if _key(item) != _key(self.table.current):
            return
        self._clear_cards()
        for place, candidate in enumerate(found[:_CARDS]):
            card = CandidateCard(self._context, candidate, is_first=place == 0)
            card.chosen.connect(self.assign)
            self._cards.append(card)
            self._card_row.addWidget(card, 1)
        self._say_nobody(found=bool(found))

    def _clear_cards(self) -> None:
        for card in self._cards:
            self._card_row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards.clear()

    @property
    def cards(self) -> tuple[CandidateCard, ...]:
        return tuple(self._cards)

    def _to_first_candidate(self) -> None:
        focus_by_keyboard(self._cards[0].assign if self._cards else self._create)

    # decisions

    def assign(self, patient_id: int) -> None:
        item = self.table.current
        if item is not None:
            self._context.tasks.write(
                self, inbox.assign, item.kind, item.object_id, patient_id, done=lambda _: self._decided(
                    self.tr("It is in the patient's card now"))
            )  # fmt: skip

    def _assign_other(self) -> None:
        if self.chooser.patient is not None:
            self.assign(self.chooser.patient.patient_id)

    def create_patient(self) -> None:
        """The form filled with what was sent; registering and giving are one step."""
        item = self.table.current
        if item is None:
            return

        def register(session: object, actor: Actor, draft: PatientDraft) -> Patient:
            return inbox.create_patient_and_assign(session, actor, item.kind, item.object_id, draft)  # type: ignore[arg-type]  # the screen does not know sessions

        form = PatientForm(self._context, self.window(), register=register)
        form.prefill(inbox.draft_from(item.identity))
        form.saved.connect(lambda _: self._decided(self.tr("The patient is registered, and the result is in the card")))
        form.existing_chosen.connect(self.assign)
        form.finished.connect(form.deleteLater)
        form.open()

    def leave_it(self) -> None:
        item = self.table.current
        if item is not None:
            self._context.tasks.write(
                self, inbox.leave, item.kind, item.object_id,
                done=lambda _: self._decided(self.tr("It stays here, below the others")),
            )  # fmt: skip

    def _decided(self, sentence: str) -> None:
        self._context.navigation.notice(sentence, undo=self._take_back)
        self.reload()
        focus_by_keyboard(self.table)

    def _take_back(self) -> None:
        self._context.tasks.write(self, undo.undo, done=lambda _: self.reload())

    def look_at_it(self) -> None:
        item = self.table.current
        if item is not None:
            self._context.navigation.go("viewer" if item.kind == "study" else "result", item.object_id)

    def show_original(self) -> None:
        item = self.table.current
        if item is not None:
            show_record(self, self._context, item.received_record_id, self._was_read)

    def _was_read(self) -> None:
        self._context.navigation.notice(self.tr("It was read again by these letters"))
        self.reload()

    # words

    def _say_nobody(self, *, found: bool) -> None:
        self._nobody.setText(self.tr("Nobody in the registry looks like this patient."))
        self._nobody.setVisible(not found)
        self._heading.setText(self.tr("Candidates"))

    def _say_parts(self) -> None:
        """Both parts with how many stand in them."""
        titles = {
            "waiting": (self.tr("Waits for a decision"), self._waiting),
            "unread": (self.tr("Could not be read"), self._causes),
            "kept": (self.tr("Other messages"), 0),
        }
        self.part.set_titles({key: f"{title} · {n}" if n else title for key, (title, n) in titles.items()})

    def retranslate(self) -> None:
        self._bring.setText(self.tr("Import files…"))
        self._title.setText(self.tr("Inbox from devices"))
        self._subtitle.setText(self.tr("Nothing is lost: until you decide, it waits here"))
        self._look.setText(self.tr("Look at it"))
        self._original.setText(self.tr("Original message"))
        self._leave.setText(self.tr("Leave it here"))
        self._create.setText(self.tr("Register as a new patient"))
        self._other_word.setText(self.tr("Another patient:"))
        self._give_other.setText(self.tr("Give to this patient"))
        self._undo_note.setText(self.tr("A decision can be taken back with Ctrl+Z; both stay in the journal"))
        self.table.setAccessibleName(self.tr("What waits for a decision"))
        self._empty.set_texts(
            self.tr("Nothing waits"),
            self.tr("What devices send goes to its patient by itself. What fits nobody appears here."),
        )
        self._say_parts()
        self._model.say_again()
        if self.table.current is not None:
            self._say_nobody(found=bool(self._cards))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()
        self.show_part(self.part.current)


def _key(item: InboxItem | None) -> tuple[str, int] | None:
    """Which item it is, however its count has grown."""
    return (item.kind, item.object_id) if item is not None else None
