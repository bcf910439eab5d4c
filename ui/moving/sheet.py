"""Giving a filed result to another patient: whom, what speaks for and against, which signed documents cite it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app import moving, patients
from app.domain.errors import WorldError
from app.domain.observation import MovePreview
from app.domain.patient import Patient
from ui import formats, matching_words
from ui.context import Context
from ui.messages import explain
from ui.moving.citing import CitingWarning
from ui.patients.chooser import PatientChooser
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import vertical
from ui.widgets.sheet import Sheet


class MoveSheet(Sheet):
    """`moved(name of the new patient)`."""

    moved = Signal(str)

    def __init__(
        self, context: Context, kind: str, object_id: int, what: str, patient_id: int, parent: QWidget | None = None
    ) -> None:
        """`what` is the object in words; `patient_id` is whose card it stands in."""
        super().__init__(context.theme, parent, width=640)
        self._context, self._kind, self._object_id, self._what = context, kind, object_id, what
        self._patient: Patient | None = None
        self._preview: MovePreview | None = None
        self._together = label("", "secondary", wrap=True)
        self.citing = CitingWarning(context)
        self.chooser = PatientChooser(context)
        self._whom = Field(context.theme, self.chooser)
        self._reasons = QFrame()
        self._reasons.setProperty("surface", "card")
        self._reason_column = vertical(context.theme, self._reasons, margins=10, spacing=4)
        self._reasons.hide()
        self.reason = QLineEdit()
        self._why = Field(context.theme, self.reason)
        self._problem = label("", "bad", wrap=True)
        for widget in (self._together, self.citing, self._whom, self._reasons, self._why, self._problem):
            self.body.addWidget(widget)
        self._problem.hide()
        self._cancel = Button(context.theme)
        self.move_it = Button(context.theme, icon="arrows-left-right", kind="primary")
        self.move_it.setEnabled(False)
        self._cancel.clicked.connect(self.reject)
        self.move_it.clicked.connect(self.give)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.move_it)
        self.chooser.chosen.connect(lambda _: self._chosen())
        self.chooser.field.textEdited.connect(lambda _: self._nobody())
        self.reason.returnPressed.connect(self.give)
        self.retranslate()
        context.tasks.read(self, patients.get, patient_id, done=self._take_patient)
        context.tasks.read(self, moving.preview, kind, object_id, done=self._take)
        focus_by_keyboard(self.chooser.field)

    def _take_patient(self, patient: Patient) -> None:
        self._patient = patient
        self._say_subject()

    def _chosen(self) -> None:
        assert self.chooser.patient is not None
        wanted = self.chooser.patient.patient_id
        self._context.tasks.read(self, moving.preview, self._kind, self._object_id, wanted, done=self._take)
        self.move_it.setEnabled(True)
        focus_by_keyboard(self.reason)

    def _nobody(self) -> None:
        self.move_it.setEnabled(False)
        self._reasons.hide()

    def _take(self, preview: MovePreview) -> None:
        self._preview = preview
        self.citing.show_documents(preview.documents)
        self._show_reasons()
        self._say_together()
        self.adjustSize()

    def _show_reasons(self) -> None:
        while (item := self._reason_column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        found = self._preview.reasons if self._preview is not None else ()
        for reason in sorted(found, key=lambda one: -one.weight):
            words = matching_words.weighed(reason)
            self._reason_column.addWidget(label(words, "" if reason.speaks_for else "bad", wrap=True))
        self._reasons.setVisible(bool(found))

    def give(self) -> None:
        if self.chooser.patient is None:
            self._whom.set_error(self.tr("Choose whose result it is."))
            focus_by_keyboard(self.chooser.field)
            return
        self.move_it.setEnabled(False)
        self._context.tasks.write(
            self, moving.move, self._kind, self._object_id, self.chooser.patient.patient_id, self.reason.text().strip(),
            done=lambda _: self._was_moved(), failed=self._refused,
        )  # fmt: skip

    def _was_moved(self) -> None:
        assert self.chooser.patient is not None
        self.accept()
        self.moved.emit(formats.short_name(self.chooser.patient.name))

    def _refused(self, error: WorldError) -> None:
        self._problem.setText(explain(error).sentence)
        self._problem.show()
        self.move_it.setEnabled(True)

    def _say_subject(self) -> None:
        if self._patient is not None:
            one = self._patient
            self.set_subject(formats.two_identifiers(one.name, one.iin, one.birth_date), self._what)

    def _say_together(self) -> None:
        count = self._preview.together if self._preview is not None else 1
        self._together.setText(self.tr("%n result(s) of one message move together.", "", count) if count > 1 else "")
        self._together.setVisible(count > 1)

    def retranslate(self) -> None:
        self.set_title(self.tr("Move to another patient"))
        self._whom.set_texts(self.tr("Whose it is"))
        self.chooser.setAccessibleName(self.tr("Whose it is"))
        self._why.set_texts(self.tr("Reason"), self.tr("Stays in the journal of both cards; may be left empty."))
        self._cancel.setText(self.tr("Cancel"))
        self.move_it.setText(self.tr("Move"))
        self._say_subject()
        self._say_together()
        self._show_reasons()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
