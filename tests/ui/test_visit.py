"""Nothing typed is ever lost (product rule 3), and what is missing before signing is one press away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app import appointments, visits
from app.domain.appointment import AppointmentDraft
from app.domain.errors import OutOfSpace
from app.domain.note_template import NoteTemplate
from app.domain.patient import Patient
from app.domain.prescription import PrescriptionLine
from app.domain.visit import Caret, Diagnosis, Visit, VisitNote, Vitals
from ui.context import Context
from ui.visit import vitals
from ui.visit.diagnoses import typed_diagnosis
from ui.visit.editor import VisitEditor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]
Typed = Callable[[QWidget, str], None]


@pytest.fixture
def visit(work: Context, asel: Patient) -> Visit:
    work.practice.write(appointments.book, AppointmentDraft(asel.patient_id, work.practice.clock.now()))
    return work.practice.write(visits.start_visit, asel.patient_id)


@pytest.fixture
def editor(qtbot: QtBot, work: Context, visit: Visit) -> VisitEditor:
    made = VisitEditor(work)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show_visit(visit)
    made.show()
    return made


def _stored(work: Context, visit: Visit) -> Visit:
    return work.practice.read(visits.get_visit, visit.visit_id)


def test_what_is_typed_is_in_the_record_within_two_seconds_without_asking(
    qtbot: QtBot, work: Context, visit: Visit, editor: VisitEditor, typed: Typed, settled: Settled
) -> None:
    field = editor.text_field("complaints")
    field.setFocus()
    typed(field, "Жүрек айну")
    assert not editor.is_saved
    with qtbot.waitSignal(editor.saved, timeout=2000):
        pass
    settled()
    stored = _stored(work, visit)
    assert (stored.note.complaints, stored.caret) == ("Жүрек айну", Caret("complaints", 10))


def test_a_draft_comes_back_with_its_text_and_its_cursor(
    qtbot: QtBot, work: Context, visit: Visit, settled: Settled
) -> None:
    note = VisitNote(
        "Боль", "Две недели", plan="УЗИ", vitals=Vitals(temperature_c=36.7, systolic_mmhg=128, diastolic_mmhg=82)
    )
    work.practice.write(visits.save_draft, visit.visit_id, note, Caret("plan", 2))
    again = VisitEditor(work)
    qtbot.addWidget(again)
    again.show_visit(_stored(work, visit))
    again.show()
    again.restore_focus()
    assert again.note() == note
    assert again.text_field("plan").textCursor().position() == 2
    assert again.focusWidget() is again.text_field("plan")
    assert again.is_saved


def test_hiding_the_editor_saves_at_once(
    work: Context, visit: Visit, editor: VisitEditor, typed: Typed, settled: Settled
) -> None:
    typed(editor.text_field("plan"), "УЗИ")
    editor.hide()
    settled()
    assert _stored(work, visit).note.plan == "УЗИ"


def test_a_disk_that_is_full_is_said_and_the_text_stays_and_is_tried_again(
    qtbot: QtBot, work: Context, visit: Visit, editor: VisitEditor, typed: Typed, settled: Settled,
    monkeypatch: pytest.MonkeyPatch, texts: Callable[[QWidget], list[str]],
) -> None:  # fmt: skip
    def full(*_: Any) -> Visit:
        raise OutOfSpace

    with monkeypatch.context() as broken:
        broken.setattr("ui.visit.editor.save_draft", full)
        typed(editor.text_field("complaints"), "Кашель")
        editor.save()
        settled()
    editor._tell_saved()
    assert not editor.is_saved
    assert editor.text_field("complaints").toPlainText() == "Кашель"
    editor.save()
    settled()
    assert _stored(work, visit).note.complaints == "Кашель"


def test_the_first_missing_row_gets_the_cursor_and_each_is_named_as_a_button(
    work: Context, editor: VisitEditor, typed: Typed, settled: Settled
) -> None:
    typed(editor.text_field("complaints"), "Кашель")
    asked: list[object] = []
    editor.finish_asked.connect(asked.append)
    editor.finish()
    settled()
    assert asked == []
    assert editor.focusWidget() is editor.text_field("objective")
    (named,) = [one for one in editor.findChildren(QPushButton) if one.isVisible() and one.text() == "Диагноз"]
    named.click()
    assert editor.focusWidget() is editor.diagnoses.search


def test_finishing_waits_for_the_last_keys_to_be_saved(
    qtbot: QtBot, work: Context, visit: Visit, editor: VisitEditor, typed: Typed, settled: Settled
) -> None:
    for name in ("complaints", "objective", "recommendations"):
        typed(editor.text_field(name), "текст")
    editor.diagnoses.add("J06.9", "ОРИ")
    with qtbot.waitSignal(editor.finish_asked, timeout=3000) as asked:
        editor.finish()
    settled()
    assert asked.args[0].note.complaints == "текст"
    assert _stored(work, visit).note == editor.note()


def test_a_diagnosis_is_found_by_words_in_either_language_and_by_code(
    qtbot: QtBot, work: Context, editor: VisitEditor, typed: Typed, settled: Settled, pressed: Callable[..., None]
) -> None:
    search = editor.diagnoses.search
    for typing, code in (("гиперт", "I10"), ("j06", "J06.9")):
        editor.diagnoses.put(())
        search.setFocus()
        search.clear()
        typed(search, typing)
        qtbot.wait(120)
        settled()
        pressed(search, Qt.Key.Key_Return)
        settled()
        assert [one.code for one in editor.diagnoses.diagnoses()] == [code], typing
    assert editor.diagnoses.diagnoses()[0].is_main


def test_a_code_that_no_book_knows_may_be_typed_with_its_words() -> None:
    assert typed_diagnosis("К80.2 камни желчного пузыря") == ("K80.2", "камни желчного пузыря")
    assert typed_diagnosis("К80.2") is None


def test_one_of_the_diagnoses_is_always_the_main_one(editor: VisitEditor, settled: Settled) -> None:
    editor.diagnoses.add("I10", "Гипертензия")
    editor.diagnoses.add("K80.2", "Камни")
    assert [one.is_main for one in editor.diagnoses.diagnoses()] == [True, False]
    editor.diagnoses.remove(0)
    assert editor.diagnoses.diagnoses() == (Diagnosis("K80.2", "Камни"),)
    settled()


@pytest.mark.parametrize(
    ("typing", "expected"),
    [("128/82", (128, 82)), ("128 82", (128, 82)), ("128-82", (128, 82)), ("", (None, None))],
)
def test_blood_pressure_is_read_as_doctors_type_it(typing: str, expected: tuple[int | None, int | None]) -> None:
    assert vitals.pressure_of(typing) == expected


def test_what_is_no_number_is_not_stored_and_what_looks_wrong_is_marked_and_kept() -> None:
    reading = vitals.read({"temperature_c": "36,7", "pulse_per_min": "740", "weight_kg": "7,,1", "pressure": "128"})
    assert reading.vitals == Vitals(temperature_c=36.7, pulse_per_min=740)
    assert set(reading.unreadable) == {"weight_kg", "pressure"}
    assert reading.doubtful == ("pulse_per_min",)


def test_the_language_of_the_document_is_apart_from_the_screens(
    work: Context, visit: Visit, editor: VisitEditor, settled: Settled
) -> None:
    other = "kk" if visit.document_language == "ru" else "ru"
    editor._language.button(other).click()
    settled()
    assert _stored(work, visit).document_language == other
    assert work.language.code == "ru"


def _fill(editor: VisitEditor, **texts: str) -> None:
    for name, text in texts.items():
        editor.prescription.fields.field(name).setText(text)
    editor.prescription.fields.edited.emit()


def test_a_template_fills_what_is_empty_and_leaves_what_is_typed(
    work: Context, visit: Visit, editor: VisitEditor, typed: Typed, settled: Settled
) -> None:
    typed(editor.text_field("complaints"), "Кашель")
    before = editor.note()
    editor.insert_template(NoteTemplate("own:1", "т", "ru", {"complaints": "Боль ___", "plan": "{что} и ___"}))
    assert (editor.note().complaints, editor.note().plan) == ("Кашель\nБоль ___", "{что} и ___")
    assert editor.text_field("complaints").textCursor().selectedText() == "___"
    marked = []
    for step in (1, 1, 1, -1):
        assert editor.gaps.go_on(step)
        marked.append(next(one for one in ("complaints", "plan") if editor.focusWidget() is editor.text_field(one)))
    assert marked == ["plan", "plan", "complaints", "plan"], "round the end, and back"
    assert "gaps" in editor.note().missing()
    typed(editor.text_field("plan"), "УЗИ")
    assert not editor.undo_step(), "what was typed after it is undone first, by its field"
    editor.text_field("plan").undo()
    assert editor.undo_step()
    assert editor.note() == before
    editor.save()
    settled()
    assert _stored(work, visit).note == before


def test_a_line_of_the_prescription_is_saved_as_it_is_typed_and_comes_back_open(
    qtbot: QtBot, work: Context, visit: Visit, editor: VisitEditor, settled: Settled
) -> None:
    _fill(editor, medicine="Омепразол", form="капсула 20 мг")
    editor.save()
    settled()
    half = PrescriptionLine("Омепразол", "капсула 20 мг")
    assert _stored(work, visit).note.prescription == (half,)
    again = VisitEditor(work)
    qtbot.addWidget(again)
    again.show_visit(_stored(work, visit))
    again.show()
    assert again.prescription.fields.line() == half
    again.go_to("prescription")
    assert again.focusWidget() is again.prescription.fields.field("dose")


def test_lines_are_opened_in_their_place_removed_and_taken_back(editor: VisitEditor, settled: Settled) -> None:
    for medicine in ("А", "Б", "В"):
        _fill(editor, medicine=medicine, dose="1", frequency="1")
        editor.prescription.begin()
    editor.prescription.edit(1)
    _fill(editor, medicine="Б2")
    assert [one.medicine for one in editor.note().prescription] == ["А", "Б2", "В"]
    editor.prescription.edit(0)
    assert [one.medicine for one in editor.note().prescription] == ["А", "Б2", "В"]
    editor.prescription.begin()
    editor.prescription.remove(0)
    assert [one.medicine for one in editor.note().prescription] == ["Б2", "В"]
    assert editor.undo_step()
    assert [one.medicine for one in editor.note().prescription] == ["А", "Б2", "В"]
    settled()


def test_a_recorded_allergy_is_named_and_forbids_nothing(
    editor: VisitEditor, settled: Settled, texts: Callable[[QWidget], list[str]]
) -> None:
    editor.prescription.set_allergies(("Пенициллин",))
    _fill(editor, medicine="Бензилпенициллин", dose="1", frequency="1")
    said = "⚠ У пациента записана аллергия: Пенициллин"
    assert said in texts(editor)
    editor.prescription.begin()
    settled()
    assert said in texts(editor), "of the written line too"
    assert "prescription" not in editor.note().missing()


def test_many_lines_at_once_are_all_in_view(qtbot: QtBot, editor: VisitEditor, settled: Settled) -> None:
    field = editor.text_field("objective")
    field.append("слово " * 300 + "\nстрока" * 5)
    settled()
    qtbot.wait(20)
    assert field.minimumHeight() == field.maximumHeight() == field.height()
    assert field.y() < field.fontMetrics().lineSpacing()
