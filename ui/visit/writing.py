"""The commands of the open visit, and what they need beside the editor: templates, the previous prescription."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from app import undo
from app.domain.note_template import NoteTemplate
from app.domain.patient import Patient
from app.domain.prescription import PrescriptionLine
from app.prescriptions import previous_prescription
from app.templates import list_templates
from ui.commands import Command
from ui.context import Context
from ui.visit.editor import VisitEditor
from ui.visit.save_template import SaveTemplateSheet
from ui.visit.template_sheet import TemplateSheet

translate = QCoreApplication.translate


class Writing(QObject):
    """`screen` is the card: its window carries the sheets, its being in view decides whether the commands act."""

    def __init__(self, context: Context, editor: VisitEditor, screen: QWidget) -> None:
        super().__init__(screen)
        self._context, self._editor, self._screen = context, editor, screen
        self._patient: Patient | None = None
        editor.template_wanted.connect(self.choose_template)
        editor.prescription.repeat_wanted.connect(self.repeat_prescription)

    def show_patient(self, patient: Patient) -> None:
        self._patient = patient
        self._editor.prescription.set_allergies(tuple(one.substance for one in patient.allergies))

    def add_commands(self, owner: QObject) -> None:
        for command in self._commands():
            self._context.commands.add(command, owner)

    def _commands(self) -> Iterator[Command]:
        editor = self._editor

        def has_visit() -> bool:
            return self._screen.isVisible() and editor.isVisible()

        yield Command("visit.finish", lambda: translate("visit", "Finish and sign"), editor.finish, "Ctrl+Enter",
                      "pencil-line", has_visit)  # fmt: skip
        yield Command("visit.template", lambda: translate("visit", "Insert a template"), self.choose_template, "Ctrl+T",
                      "clipboard-text", has_visit)  # fmt: skip
        yield Command("visit.next-gap", lambda: translate("visit", "Next gap of the template"),
                      lambda: self.go_to_gap(1), "Ctrl+J", "skip-forward", has_visit)  # fmt: skip
        yield Command("visit.previous-gap", lambda: translate("visit", "Previous gap of the template"),
                      lambda: self.go_to_gap(-1), "Ctrl+Shift+J", "skip-back", has_visit)  # fmt: skip
        yield Command("visit.template-save", lambda: translate("visit", "Save this note as a template"),
                      self.save_template, "Ctrl+Shift+T", "floppy-disk", has_visit)  # fmt: skip
        yield Command("visit.diagnosis", lambda: translate("visit", "Diagnosis"), lambda: editor.go_to("diagnoses"),
                      "Ctrl+D", "first-aid-kit", has_visit)  # fmt: skip
        yield Command("visit.prescription", lambda: translate("visit", "Prescription"), editor.prescription.begin,
                      "Ctrl+R", "pill", has_visit)  # fmt: skip
        yield Command("visit.prescription-repeat", lambda: translate("visit", "Prescription of the previous visit"),
                      self.repeat_prescription, "Ctrl+Shift+R", "copy", has_visit)  # fmt: skip

    # templates

    def choose_template(self) -> None:
        visit = self._editor.visit
        if visit is None:
            return

        def show(found: tuple[NoteTemplate, ...]) -> None:
            sheet = TemplateSheet(self._context, found, visit.document_language, self._screen.window())
            sheet.chosen.connect(self._editor.insert_template)
            sheet.finished.connect(sheet.deleteLater)
            sheet.open()

        self._context.tasks.read(self, list_templates, visit.document_language, done=show)

    def save_template(self) -> None:
        visit, patient = self._editor.visit, self._patient
        if visit is None or patient is None:
            return
        sheet = SaveTemplateSheet(
            self._context, self._editor.note(), visit.document_language, patient, self._screen.window()
        )
        sheet.saved.connect(self._say_saved)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _say_saved(self, template: NoteTemplate) -> None:
        said = translate("visit", "Template “{name}” is saved").format(name=template.name)
        self._context.navigation.notice(said, undo=self._take_back)

    def _take_back(self) -> None:
        self._context.tasks.write(self, undo.undo)

    def go_to_gap(self, step: int) -> None:
        if not self._editor.gaps.go_on(step):
            self._context.navigation.notice(translate("visit", "There is no gap left in the note"))

    # prescription

    def repeat_prescription(self) -> None:
        visit = self._editor.visit
        if visit is None:
            return

        def add(lines: tuple[PrescriptionLine, ...]) -> None:
            shown = self._editor.visit
            if shown is not None and shown.visit_id == visit.visit_id:
                self._editor.prescription.add(lines)
                self._editor.prescription.begin()

        self._context.tasks.read(self, previous_prescription, visit.visit_id, done=add)
