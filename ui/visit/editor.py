"""The note of a visit inside the card: labelled rows, saved by itself, finished with Ctrl+Enter.

Text is at risk for at most two seconds: the first key after a save starts a timer of 0.8 s, and whatever hides or
closes the editor saves at once. What comes from the record never overwrites what is being typed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.errors import WorldError
from app.domain.note_template import NoteTemplate
from app.domain.visit import TEXTS, Caret, Citation, Visit, VisitNote, VisitState
from app.visits import choose_language, save_draft
from ui import formats
from ui.chip import Chip
from ui.context import Context
from ui.messages import explain
from ui.theme import focus_by_keyboard, set_property
from ui.visit import words
from ui.visit.cited import CitedRow
from ui.visit.diagnoses import DiagnosisList
from ui.visit.flow import FlowLayout
from ui.visit.gaps import Gaps
from ui.visit.note_field import NoteField
from ui.visit.prescription import PrescriptionList
from ui.visit.steps import Steps
from ui.visit.vitals_row import VitalsRow
from ui.widgets.buttons import Button, Segmented
from ui.widgets.labels import Glyph, label, line
from ui.widgets.layouts import grid, horizontal, sized, vertical

SAVE_AFTER_MS = 800
_WIDE_HEAD = 930
_ROWS = ("complaints", "anamnesis", "objective", "vitals", "diagnoses", "plan", "prescription", "recommendations")
_MAY_MISS = ("complaints", "objective", "diagnoses", "prescription", "recommendations", "gaps")


class VisitEditor(QFrame):
    """Shows one draft. `finish_asked(visit)` once the note is saved and complete."""

    finish_asked = Signal(object)
    template_wanted = Signal()
    saved = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("surface", "card")
        self._visit: Visit | None = None
        self._caret = Caret()
        self._is_changed = self._caret_moved = self._is_saving = False
        self._problem = ""
        self._then_finish = False
        self._cited: tuple[Citation, ...] = ()
        self._steps = Steps()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tell_saved)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        theme = self._context.theme
        column = vertical(theme, self, margins=(14, 12, 14, 12), spacing=8)
        column.addLayout(self._head())
        rows = grid(theme, spacing=0)
        rows.setColumnStretch(1, 1)
        self._texts = {name: NoteField() for name in TEXTS}
        self.gaps = Gaps(theme, self._texts)
        self.vitals = VitalsRow(self._context)
        self.diagnoses = DiagnosisList(self._context, behind=self.vitals.last_field)
        self.prescription = PrescriptionList(self._context, behind=self._texts["plan"])
        self._titles: dict[str, QLabel] = {}
        for number, name in enumerate(_ROWS):
            rows.addWidget(line(), number * 2, 0, 1, 2)
            title = label("", "field", wrap=True)
            sized(theme, title, width=130)
            title.setContentsMargins(0, theme.px(7), theme.px(8), theme.px(7))
            self._titles[name] = title
            rows.addWidget(title, number * 2 + 1, 0, Qt.AlignmentFlag.AlignTop)
            rows.addWidget(self._in_row(name), number * 2 + 1, 1)
        column.addLayout(rows)
        self.cited = CitedRow(self._context)
        self.cited.removed.connect(self._take_out)
        column.addWidget(self.cited)
        self._missing = QWidget()
        self._missing_flow = FlowLayout(theme, self._missing, spacing=6)
        self._missing_title = label("", "warn")
        self._missing_buttons: dict[str, QPushButton] = {}
        self._missing_flow.addWidget(self._missing_title)
        for name in _MAY_MISS:
            button = Button(theme, kind="ghost")
            button.clicked.connect(lambda _=False, one=name: self.go_to(one))
            self._missing_buttons[name] = button
            self._missing_flow.addWidget(button)
        column.addWidget(self._missing)
        for name, field in self._texts.items():
            field.edited.connect(self._changed)
            field.caret_moved.connect(lambda one=name: self._note_caret(one))
            field.focused.connect(lambda one=name: self._note_caret(one))
        self.vitals.changed.connect(self._changed)
        self.vitals.focused.connect(lambda name: self._set_caret(Caret(f"vitals.{name}", 0)))
        self.diagnoses.changed.connect(self._stepped)
        self.diagnoses.focused.connect(lambda: self._set_caret(Caret("diagnoses", 0)))
        self.prescription.changed.connect(self._changed)
        self.prescription.stepped.connect(self._stepped)
        self.prescription.focused.connect(lambda: self._set_caret(self._caret_in_prescription()))

    def _head(self) -> QHBoxLayout:
        theme = self._context.theme
        row = horizontal(theme, spacing=8)
        self._title = label("", "title")
        self._started = label("", "tertiary")
        self._emergency = Chip("", "bad")
        self._saved = label("", "ok")
        self._language_word = label("", "secondary")
        self._language = Segmented(("kk", "ru"))
        self._language.set_titles({"kk": "ҚАЗ", "ru": "РУС"})
        self._language.chosen.connect(self._choose_language)
        self.template_button = Button(theme, icon="clipboard-text")
        self.template_button.clicked.connect(self.template_wanted)
        self.finish_button = Button(theme, icon="pencil-line", kind="primary")
        self.finish_button.clicked.connect(self.finish)
        row.addWidget(Glyph(theme, "notebook", "text"))
        for widget in (self._title, self._started, self._emergency, self._saved):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.template_button)
        row.addWidget(self._language_word)
        row.addWidget(self._language)
        row.addWidget(self.finish_button)
        return row

    def _editor_of(self, name: str) -> QWidget:
        if name == "vitals":
            return self.vitals
        return {"diagnoses": self.diagnoses, "prescription": self.prescription}.get(name) or self._texts[name]

    def _in_row(self, name: str) -> QWidget:
        """The editor with the air of a row around it; a text brings its own margin at the left."""
        holder = QWidget()
        left = 0 if name in self._texts else 4
        inside = vertical(self._context.theme, holder, margins=(left, 3, 0, 3), spacing=0)
        inside.addWidget(self._editor_of(name))
        inside.addStretch(1)
        return holder

    # what is shown

    @property
    def visit(self) -> Visit | None:
        return self._visit

    def show_visit(self, visit: Visit) -> None:
        """Show a draft as it was left, the cursor where it stood (the focus is the caller's to give)."""
        self.save()
        self._visit, self._caret = visit, visit.caret
        for name, field in self._texts.items():
            field.put(getattr(visit.note, name))
        self.vitals.put(visit.note.vitals)
        self.diagnoses.put(visit.note.diagnoses)
        self._cited = visit.note.cited
        self.cited.show_cited(visit.patient_id, self._cited)
        self.prescription.put(visit.note.prescription)
        self._steps.begin(self.note())
        self._is_changed = self._caret_moved = False
        self._problem = ""
        if visit.caret.field in self._texts:
            self._texts[visit.caret.field].put_caret(visit.caret.position)
        self._caret, self._caret_moved = visit.caret, False
        self._language.choose(visit.document_language)
        self.diagnoses.language = visit.document_language
        self._clock.start()
        self._say_state()

    def put_away(self) -> None:
        """The visit is signed: what the fields hold is no draft any more and is not saved again."""
        self._timer.stop()
        self._clock.stop()
        self._visit = None
        self._is_changed = self._caret_moved = self._then_finish = False

    def take(self, visit: Visit) -> None:
        """The record told of this visit: keep what is typed here, take the state from there."""
        if self._visit is None or visit.visit_id != self._visit.visit_id:
            return
        self._visit = visit
        self.diagnoses.language = visit.document_language
        self._say_state()

    def cite(self, citation: Citation) -> bool:
        """Put the line of a result where the cursor was last, and remember it; False where it is cited already."""
        if self._visit is None or any(
            (one.kind, one.object_id) == (citation.kind, citation.object_id) for one in self._cited
        ):
            return False
        name = self._caret.field if self._caret.field in self._texts else "objective"
        field = self._texts[name]
        field.end()
        written = field.toPlainText()
        field.insert(("\n" if written and not written.endswith("\n") else "") + citation.text)
        self._cited = (*self._cited, citation)
        self.cited.show_cited(self._visit.patient_id, self._cited)
        self._changed()
        self.go_to(name)
        return True

    def _take_out(self, citation: Citation) -> None:
        """The reference, and its line where nobody changed it."""
        self._cited = tuple(one for one in self._cited if one != citation)
        for field in self._texts.values():
            lines = field.toPlainText().split("\n")
            if citation.text and citation.text in lines:
                lines.remove(citation.text)
                field.setPlainText("\n".join(lines))
                break
        if self._visit is not None:
            self.cited.show_cited(self._visit.patient_id, self._cited)
        self._changed()

    def note(self) -> VisitNote:
        texts = {name: field.toPlainText() for name, field in self._texts.items()}
        return VisitNote(
            vitals=self.vitals.reading().vitals,
            diagnoses=self.diagnoses.diagnoses(),
            prescription=self.prescription.lines(),
            cited=self._cited,
            **texts,
        )

    def go_to(self, name: str) -> None:
        """Put the cursor into a row, behind what is written there."""
        if name == "diagnoses":
            focus_by_keyboard(self.diagnoses.search)
        elif name == "prescription":
            self.prescription.focus_missing()
        elif name == "gaps":
            self.gaps.go_to_first()
        elif name in self._texts:
            focus_by_keyboard(self._texts[name])
            self._texts[name].end()

    def restore_focus(self) -> None:
        """The cursor where the doctor left it."""
        name, _, part = self._caret.field.partition(".")
        if name == "vitals" and part:
            focus_by_keyboard(self.vitals.field(part))
        elif name == "diagnoses":
            focus_by_keyboard(self.diagnoses.search)
        elif name == "prescription":
            focus_by_keyboard(self.prescription.fields.field(part or "medicine"))
        else:
            focus_by_keyboard(self._texts.get(name, self._texts["complaints"]))

    @property
    def last_stop(self) -> QWidget:
        """Where Tab leaves the editor."""
        return self._missing_buttons[_MAY_MISS[-1]]

    def text_field(self, name: str) -> NoteField:
        return self._texts[name]

    def _caret_in_prescription(self) -> Caret:
        return Caret(f"prescription.{self.prescription.fields.focused_name or 'medicine'}", 0)

    # templates, and taking back what changed several rows at once

    def insert_template(self, template: NoteTemplate) -> None:
        """Its texts go below what is typed; the cursor goes to its first gap."""
        before = self.note()
        began = {name: self._texts[name].append(text) for name, text in template.texts.items()}
        self._steps.typed(before)  # the rows were filled one after the other, but it is one step
        self._stepped()
        self.gaps.go_to_first(began)

    def undo_step(self) -> bool:
        """Take back the last change over several rows, where nothing was written since. False where there is none."""
        before = self._steps.take_back(self.note())
        if before is None:
            return False
        for name, field in self._texts.items():
            field.take_back_to(getattr(before, name))
        self.diagnoses.put(before.diagnoses)
        self.prescription.put(before.prescription)
        self._changed()
        return True

    def _stepped(self) -> None:
        self._steps.did(self.note())
        self._changed()

    # saving

    @property
    def is_saved(self) -> bool:
        return not self._is_changed and not self._is_saving

    def _changed(self) -> None:
        self._is_changed = True
        self._steps.typed(self.note())
        if not self._timer.isActive():
            self._timer.start()
        self._show_missing()

    def _note_caret(self, name: str) -> None:
        self._set_caret(Caret(name, self._texts[name].textCursor().position()))

    def _set_caret(self, caret: Caret) -> None:
        if caret != self._caret:
            self._caret, self._caret_moved = caret, True
            if not self._timer.isActive():
                self._timer.start()

    def save(self) -> None:
        """Hand over what is typed; harmless when there is nothing new."""
        self._timer.stop()
        if self._visit is None or self._visit.state is not VisitState.DRAFT:
            return
        if not (self._is_changed or self._caret_moved):
            return
        if self._is_saving:  # the answer of the save that runs starts the next one
            return
        self._is_changed = self._caret_moved = False
        self._is_saving = True
        self._context.tasks.write(
            self,
            save_draft,
            self._visit.visit_id,
            self.note(),
            self._caret,
            done=self._was_saved,
            failed=self._not_saved,
        )

    def _was_saved(self, visit: Visit) -> None:
        self._is_saving = False
        self._problem = ""
        self.take(visit)
        self.saved.emit(visit)
        if self._is_changed:
            self._timer.start()
        if self._then_finish:
            self.finish()

    def _not_saved(self, error: WorldError) -> None:
        """The text stays in the fields and is tried again; the line says so all the time."""
        self._is_saving = self._then_finish = False
        self._is_changed = True
        self._problem = explain(error).sentence
        self._timer.start(5000)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._say_state()

    def _choose_language(self, language: str) -> None:
        if self._visit is not None:
            self._context.tasks.write(self, choose_language, self._visit.visit_id, language, done=self.take)

    # finishing

    def finish(self) -> None:
        """Save, then ask for the signature; where something is missing go to the first of it."""
        if self._visit is None:
            return
        missing = self.note().missing()
        if missing:
            self._then_finish = False
            self._show_missing(insist=True)
            self.go_to(missing[0])
            return
        if self._is_changed or self._is_saving:
            self._then_finish = True
            self.save()
            return
        self._then_finish = False
        self.finish_asked.emit(self._visit)

    def _show_missing(self, *, insist: bool = False) -> None:
        missing = self.note().missing()
        for name, button in self._missing_buttons.items():
            button.setVisible(name in missing)
        self._missing.setVisible(bool(missing))
        set_property(self._missing_title, "role", "bad" if insist else "secondary")

    # words

    def _say_state(self) -> None:
        visit = self._visit
        if visit is None:
            return
        name = self.tr("Visit")
        self._title.setText(f"{name} · {words.state_word(visit.state)}")
        self._started.setText(formats.clock(visit.started_at))
        self._emergency.set(self.tr("emergency: {reason}").format(reason=visit.emergency_reason), "bad")
        self._emergency.setVisible(bool(visit.emergency_reason))
        self._tell_saved()
        self._show_missing()

    def _tell_saved(self) -> None:
        if self._visit is None or not self.isVisible():
            return
        if self._problem:
            text, role = self.tr("not saved: {problem}").format(problem=self._problem), "bad"
        elif self._is_changed or self._is_saving:
            text, role = self.tr("saving…"), "secondary"
        else:
            since = formats.ago(self._visit.saved_at, self._context.practice.clock.now())
            text, role = "✓ " + self.tr("saved {ago}").format(ago=since), "ok"
        self._saved.setText(text)
        set_property(self._saved, "role", role)

    def retranslate(self) -> None:
        for name, title in self._titles.items():
            title.setText(words.field_word(name))
            self._editor_of(name).setAccessibleName(words.field_word(name))
        self._language_word.setText(self.tr("Document language"))
        self._language.setAccessibleName(self.tr("Document language"))
        self._language.setToolTip(self.tr("Document language"))
        self.template_button.setText(self.tr("Template"))
        self.template_button.setToolTip("Ctrl+T")
        self.finish_button.setText(self.tr("Finish and sign") + "  Ctrl ⏎")
        self._missing_title.setText(self.tr("Still missing:"))
        for name, button in self._missing_buttons.items():
            button.setText(words.field_word(name))
        self._say_state()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the head has no room for all, the word before the two languages goes first."""
        super().resizeEvent(event)
        self._language_word.setVisible(self.width() >= self._context.theme.px(_WIDE_HEAD))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_saved()

    def hideEvent(self, event: QHideEvent) -> None:
        self.save()
        super().hideEvent(event)
