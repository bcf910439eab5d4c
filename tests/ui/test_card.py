"""Product rules 2 and 4 on the card: what arrives moves nothing, and two identifiers are always in view (S3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app import appointments, inbox, undo, visits
from app.domain.appointment import AppointmentDraft
from app.domain.clock import FixedClock
from app.domain.events import ObjectFiled
from app.domain.patient import Patient, TimelineKind
from app.domain.visit import Caret, VisitNote
from app.stand_ins import device_objects
from app.stand_ins.device_objects import Sitter
from ui.card.screen import CardScreen
from ui.context import Context
from ui.visit.note_field import NoteField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]


@pytest.fixture
def screen(qtbot: QtBot, work: Context, asel: Patient, settled: Settled) -> CardScreen:
    made = CardScreen(work)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    made.show_subject(asel.patient_id)
    settled()
    return made


def _start_visit(work: Context, patient: Patient) -> int:
    booking = AppointmentDraft(patient.patient_id, work.practice.clock.now())
    work.practice.write(appointments.book, booking)
    visit = work.practice.write(visits.start_visit, patient.patient_id)
    note = VisitNote("Боль в правом подреберье", "Две недели", "Живот мягкий", plan="УЗИ")
    work.practice.write(visits.save_draft, visit.visit_id, note, Caret("complaints", 7))
    return visit.visit_id


def _arrived(qtbot: QtBot, screen: CardScreen, settled: Settled, count: int) -> None:
    qtbot.waitUntil(lambda: len([one for one in screen.timeline.frames if one.is_new]) == count, timeout=5000)
    settled()


def _place(screen: CardScreen, widget: QWidget) -> QPoint:
    return widget.mapTo(screen, QPoint(0, 0))


def _seen(screen: CardScreen, field: NoteField) -> tuple[object, ...]:
    """Everything that rule 2 forbids an arrival to move."""
    selected, scrolled = field.textCursor().selectedText(), screen.timeline.verticalScrollBar().value()
    return QApplication.focusWidget(), selected, field.textCursor().position(), scrolled, _place(screen, field)


def test_an_arriving_study_moves_neither_focus_nor_selection_nor_caret_nor_scroll(
    qtbot: QtBot, work: Context, asel: Patient, sitter: Sitter, arrivals: Any, settled: Settled,
) -> None:  # fmt: skip
    _start_visit(work, asel)
    screen = CardScreen(work)
    qtbot.addWidget(screen)
    screen.resize(1200, 760)
    screen.show()
    screen.show_subject(asel.patient_id)
    settled()
    told: list[object] = []
    work.bridge.happened.connect(told.append)
    field = screen.editor.text_field("complaints")
    cursor = field.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(9, cursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    field.setFocus()
    before = _seen(screen, field)

    arrivals.image(device_objects.ultrasound(sitter, work.practice.clock.now(), frames=2, size=64))
    _arrived(qtbot, screen, settled, 1)

    assert any(isinstance(event, ObjectFiled) for event in told)
    assert _seen(screen, field) == before
    (new,) = [one for one in screen.timeline.frames if one.is_new]
    assert new.isVisible()
    assert not new.visibleRegion().isEmpty()


def test_typing_goes_on_through_an_arrival_and_is_kept(
    qtbot: QtBot, work: Context, asel: Patient, sitter: Sitter, arrivals: Any, settled: Settled,
    typed: Callable[[QWidget, str], None],
) -> None:  # fmt: skip
    visit_id = _start_visit(work, asel)
    screen = CardScreen(work)
    qtbot.addWidget(screen)
    screen.resize(1200, 760)
    screen.show()
    screen.show_subject(asel.patient_id)
    settled()
    field = screen.editor.text_field("plan")
    field.setFocus()
    field.end()
    typed(field, " брюшной")
    arrivals.image(device_objects.ultrasound(sitter, work.practice.clock.now(), frames=1, size=64))
    _arrived(qtbot, screen, settled, 1)
    typed(field, " полости")
    assert field.toPlainText() == "УЗИ брюшной полости"
    screen.editor.save()
    settled()
    assert work.practice.read(visits.get_visit, visit_id).note.plan == "УЗИ брюшной полости"


def test_somebody_who_reads_further_down_keeps_the_line(
    qtbot: QtBot, work: Context, asel: Patient, sitter: Sitter, arrivals: Any, clock: FixedClock, settled: Settled,
) -> None:  # fmt: skip
    now = clock.now()
    for days in range(20, 0, -1):
        stamp = now - timedelta(days=days)
        arrivals.message(device_objects.blood_count(sitter, stamp, control_id=f"c{days}"))
    screen = CardScreen(work)
    qtbot.addWidget(screen)
    screen.resize(1200, 760)
    screen.show()
    screen.show_subject(asel.patient_id)
    settled()
    bar = screen.timeline.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settled()
    looked_at = next(one for one in screen.timeline.frames if _place(screen, one).y() > 200)
    before = _place(screen, looked_at)
    arrivals.message(device_objects.blood_count(sitter, now, control_id="new"))
    _arrived(qtbot, screen, settled, 1)
    assert _place(screen, looked_at) == before


def test_an_arrival_says_why_it_belongs_here_and_one_press_says_it_does_not(
    qtbot: QtBot, work: Context, asel: Patient, sitter: Sitter, arrivals: Any, screen: CardScreen, settled: Settled,
    texts: Callable[[QWidget], list[str]],
) -> None:  # fmt: skip
    arrivals.image(device_objects.ultrasound(sitter, work.practice.clock.now(), frames=1, size=64))
    _arrived(qtbot, screen, settled, 1)
    (new,) = screen.timeline.frames
    assert any("ИИН" in text or "IIN" in text for text in texts(new))

    with qtbot.waitSignal(work.navigation.noticed) as noticed:
        screen.not_this_patient(new.entry)
    settled()
    qtbot.waitUntil(lambda: not screen.timeline.frames, timeout=3000)
    assert len(work.practice.read(inbox.items)) == 1

    noticed.args[0].undo()
    settled()
    qtbot.waitUntil(lambda: len(screen.timeline.frames) == 1, timeout=3000)
    assert work.practice.read(inbox.items) == ()


def test_more_images_of_one_study_are_one_entry_that_grows(
    qtbot: QtBot, work: Context, asel: Patient, sitter: Sitter, arrivals: Any, screen: CardScreen, settled: Settled,
) -> None:  # fmt: skip
    slices = device_objects.ct_slices(sitter, work.practice.clock.now(), count=3, size=32)
    for one in slices:
        arrivals.image(one, calling="CT-1")
    qtbot.waitUntil(lambda: [one.entry.facts["images"] for one in screen.timeline.frames] == [3], timeout=5000)
    settled()


def test_two_identifiers_and_the_allergy_are_in_view_in_both_languages(
    work: Context, screen: CardScreen, settled: Settled, texts: Callable[[QWidget], list[str]]
) -> None:
    for language in ("kk", "ru"):
        work.language.set(language)
        settled()
        shown = " ".join(texts(screen.identity))
        assert "Құсайынова Әсел Нұрланқызы" in shown
        assert "850615 400125" in shown
        assert "15.06.1985" in shown
        assert "пенициллин" in shown


def test_the_filters_show_their_kind_only(
    qtbot: QtBot, work: Context, sitter: Sitter, arrivals: Any, screen: CardScreen, settled: Settled
) -> None:
    arrivals.image(device_objects.ultrasound(sitter, work.practice.clock.now(), frames=1, size=64))
    arrivals.message(device_objects.blood_count(sitter, work.practice.clock.now(), control_id="1"))
    _arrived(qtbot, screen, settled, 2)
    for name, kind in (("images", TimelineKind.STUDY), ("results", TimelineKind.REPORT)):
        screen.identity.filters.button(name).click()
        assert [one.entry.kind for one in screen.timeline.frames] == [kind]
    screen.identity.filters.button("all").click()
    assert len(screen.timeline.frames) == 2
    settled()


def test_a_card_of_many_results_makes_only_the_frames_near_the_screen(
    qtbot: QtBot, work: Context, asel: Patient, sitter: Sitter, arrivals: Any, settled: Settled
) -> None:
    now: datetime = work.practice.clock.now()
    for number in range(40):
        arrivals.message(device_objects.blood_count(sitter, now - timedelta(days=number), control_id=str(number)))
    screen = CardScreen(work)
    qtbot.addWidget(screen)
    screen.resize(1200, 760)
    screen.show()
    screen.show_subject(asel.patient_id)
    settled()
    first = len(screen.timeline.frames)
    assert first < 40
    bar = screen.timeline.verticalScrollBar()
    for _ in range(10):
        bar.setValue(bar.maximum())
        settled()
    assert len(screen.timeline.frames) == 40


@pytest.mark.clause("9")
def test_without_a_booking_a_visit_starts_as_an_emergency_with_its_reason(
    qtbot: QtBot, work: Context, asel: Patient, screen: CardScreen, settled: Settled, pressed: Callable[..., None]
) -> None:
    from ui.card.emergency import EmergencySheet

    screen.start_visit()
    qtbot.waitUntil(lambda: screen.window().findChild(EmergencySheet) is not None, timeout=3000)
    sheet = screen.window().findChild(EmergencySheet)
    assert sheet is not None
    sheet.receive()
    assert sheet.isVisible()
    sheet.reason.setText("боль в груди")
    pressed(sheet.reason, Qt.Key.Key_Return)
    settled()
    qtbot.waitUntil(lambda: screen.editor.visit is not None, timeout=3000)
    settled()
    assert screen.editor.visit is not None
    assert screen.editor.visit.emergency_reason == "боль в груди"
    assert screen.editor.isVisible()


def test_undo_is_offered_after_an_edit_and_restores(
    work: Context, asel: Patient, screen: CardScreen, settled: Settled
) -> None:
    from dataclasses import replace

    from app import patients
    from app.domain.patient import PatientDraft

    fields = {name: getattr(asel, name) for name in PatientDraft.__slots__}
    changed = replace(PatientDraft(**fields), address="Алматы, Абай 10")
    work.practice.write(patients.edit, asel.patient_id, changed, asel.version)
    settled()
    work.practice.write(undo.undo)
    settled()
    assert work.practice.read(patients.get, asel.patient_id).address == ""
