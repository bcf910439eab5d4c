"""A result in the wrong card, by keyboard: cited, moved, split, and what the signed document says then (S5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app import appointments, finishing, patients, signed_documents, signing_keys, visits
from app.card import read_card
from app.domain.appointment import AppointmentDraft
from app.domain.clock import FixedClock
from app.domain.identity import PersonName, Sex
from app.domain.patient import DocumentKind, Patient, PatientDraft, TimelineKind
from app.domain.visit import Caret, Diagnosis, Visit, VisitNote
from app.finishing import KeyChoice
from app.stand_ins import device_objects
from app.stand_ins.device_objects import Sitter
from app.stand_ins.pki import DEFAULT_PASSWORD, StandInAuthority, Subject
from ui.card.screen import CardScreen
from ui.context import Context
from ui.documents.document import DocumentScreen
from ui.documents.screen import DocumentsScreen
from ui.inbox.record_sheet import RecordSheet
from ui.moving.sheet import MoveSheet
from ui.moving.split import SplitSheet
from ui.moving.steps import CiteWish
from ui.results.screen import ResultScreen
from ui.viewer.screen import ViewerScreen
from ui.visit.screen import ReasonSheet

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]
NOTE = VisitNote("Бас ауруы", "", "Жағдайы жақсы", diagnoses=(Diagnosis("I10", "Гипертензия"),), plan="ЭКГ")


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("authority-moving")


@pytest.fixture
def dina(work: Context) -> Patient:
    draft = PatientDraft(
        PersonName("Ахметова", "Дина"), date(1990, 1, 1), Sex.FEMALE,
        document_kind=DocumentKind.OTHER, document_number="N 1",
    )  # fmt: skip
    return work.practice.write(patients.add, draft)


@pytest.fixture
def visit(work: Context, asel: Patient) -> Visit:
    work.practice.write(appointments.book, AppointmentDraft(asel.patient_id, work.practice.clock.now()))
    started = work.practice.write(visits.start_visit, asel.patient_id)
    return work.practice.write(visits.save_draft, started.visit_id, NOTE, Caret("plan", 3))


def _screen(qtbot: QtBot, work: Context, kind: type, subject: object, settled: Settled) -> Any:
    made = kind(work)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    if subject is not None:
        made.show_subject(subject)
    settled()
    return made


def _entry(work: Context, patient: Patient, kind: TimelineKind) -> list[int]:
    return [one.object_id for one in work.practice.read(read_card, patient.patient_id).timeline if one.kind is kind]


def _sign(work: Context, visit: Visit, folder: Path) -> int:
    authority = StandInAuthority(folder, work.practice.clock.now())
    work.practice.write(signing_keys.trust_test_authority, authority.anchors)
    actor = work.practice.actor
    assert actor.iin is not None
    choice = KeyChoice("pkcs12", str(authority.issue(Subject(actor.name, actor.iin), "own")), DEFAULT_PASSWORD)
    return finishing.finish(work.practice.store, actor, visit.visit_id, choice).document_id


@pytest.mark.clause("15")
def test_a_cited_result_is_moved_and_the_signed_document_leads_to_its_correction(
    qtbot: QtBot, work: Context, asel: Patient, dina: Patient, sitter: Sitter, arrivals: Any, clock: FixedClock,
    visit: Visit, key_folder: Path, settled: Settled, typed: Callable[[QWidget, str], None],
    pressed: Callable[..., None], texts: Callable[[QWidget], list[str]],
) -> None:  # fmt: skip
    arrivals.message(device_objects.blood_count(sitter, clock.now(), control_id="1"))
    card = _screen(qtbot, work, CardScreen, asel.patient_id, settled)
    (report,) = _entry(work, asel, TimelineKind.REPORT)
    entry = next(one.entry for one in card.timeline.frames if one.entry.kind is TimelineKind.REPORT)

    card.cite(entry)
    settled()
    written = card.editor.text_field("plan").toPlainText().split("\n")
    assert written[0] == "ЭКГ"
    assert "HGB 132" in written[1] or "132" in written[1], "what the device sent stands in the note"
    assert QApplication.focusWidget() is card.editor.text_field("plan")
    assert len(card.editor.cited.buttons) == 1
    card.cite(entry)
    settled()
    assert len(card.editor.cited.buttons) == 1, "once is enough"
    card.editor.save()
    settled()
    document = _sign(work, visit, key_folder)
    settled()

    result = _screen(qtbot, work, ResultScreen, report, settled)
    pressed(result.move_button, Qt.Key.Key_Return)
    settled()
    sheet = result.window().findChild(MoveSheet)
    assert sheet is not None
    assert "Құсайынова Әсел" in " ".join(texts(sheet)), "whose it is, is said on the dialog"
    assert sheet.citing.isVisible()
    assert "№" in sheet.citing.names or sheet.citing.names
    assert not sheet.move_it.isEnabled()
    typed(sheet.chooser.field, "ахмет")
    settled()
    pressed(sheet.chooser.field, Qt.Key.Key_Return)
    settled()
    against = [text for text in texts(sheet) if text.startswith("✗")]
    assert any("01.01.1990" in text and "−40" in text for text in against), "reasons with their weights"
    with qtbot.waitSignal(work.navigation.noticed) as noticed:
        pressed(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert (_entry(work, asel, TimelineKind.REPORT), _entry(work, dina, TimelineKind.REPORT)) == ([], [report])
    qtbot.waitUntil(lambda: "Ахметова Дина" in " ".join(texts(result.who)), timeout=3000)

    listed = _screen(qtbot, work, DocumentsScreen, None, settled)
    listed.reload()
    settled()
    state = listed.table.model().index(0, 4).data()
    assert state.startswith("⚠")
    shown = _screen(qtbot, work, DocumentScreen, document, settled)
    qtbot.waitUntil(shown.warning.isVisible, timeout=3000)
    settled()

    noticed.args[0].undo()
    settled()
    qtbot.waitUntil(lambda: not shown.warning.isVisible(), timeout=3000)
    assert _entry(work, asel, TimelineKind.REPORT) == [report]
    result.move_it()
    settled()
    again = next(one for one in result.window().findChildren(MoveSheet) if one.isVisible())
    again.chooser.choose(work.practice.read(patients.find, "ахмет")[0])
    settled()
    again.give()
    settled()
    qtbot.waitUntil(shown.warning.isVisible, timeout=3000)
    settled()

    pressed(shown.warning.correct, Qt.Key.Key_Return)
    settled()
    asked = shown.window().findChild(ReasonSheet)
    assert asked is not None
    assert asked.reason.text()
    with qtbot.waitSignal(work.navigation.wanted) as wanted:
        asked.give()
    settled()
    assert wanted.args == ["card", asel.patient_id]
    opened = work.practice.read(visits.get_visit, visit.visit_id)
    assert opened.version == 2
    card.show_subject(asel.patient_id)
    settled()
    qtbot.waitUntil(lambda: card.editor.isVisible() and len(card.editor.cited.buttons) == 1, timeout=3000)
    settled()
    chip = card.editor.cited.buttons[0]
    assert chip.property("kind") == "danger", "it is not in this card any more"
    pressed(chip, Qt.Key.Key_Return)
    settled()
    assert card.editor.cited.buttons == []
    assert card.editor.text_field("plan").toPlainText() == "ЭКГ", "its line goes with it"
    card.editor.save()
    settled()
    second = _sign(work, visit, key_folder)
    rows = {one.document_id: (one.warning, one.is_newest) for one in work.practice.read(signed_documents.documents)}
    assert rows == {document: ("moved", False), second: ("", True)}


def test_a_result_is_cited_from_where_it_is_read(
    qtbot: QtBot, work: Context, asel: Patient, sitter: Sitter, arrivals: Any, clock: FixedClock, visit: Visit,
    settled: Settled,
) -> None:  # fmt: skip
    arrivals.image(device_objects.ultrasound(sitter, clock.now(), frames=1, size=32))
    (study,) = _entry(work, asel, TimelineKind.STUDY)
    viewer = _screen(qtbot, work, ViewerScreen, study, settled)
    with qtbot.waitSignal(work.navigation.wanted) as wanted:
        viewer.cite_it()
    assert wanted.args == ["card", CiteWish(asel.patient_id, "study", study)]
    card = _screen(qtbot, work, CardScreen, wanted.args[1], settled)
    qtbot.waitUntil(lambda: len(card.editor.cited.buttons) == 1, timeout=3000)
    settled()
    card.editor.save()
    settled()
    note = work.practice.read(visits.get_visit, visit.visit_id).note
    assert [(one.kind, one.object_id) for one in note.cited] == [("study", study)]
    assert note.cited[0].text in note.plan


def test_without_an_open_note_the_next_step_is_named(
    qtbot: QtBot, work: Context, asel: Patient, sitter: Sitter, arrivals: Any, clock: FixedClock, settled: Settled
) -> None:
    arrivals.message(device_objects.blood_count(sitter, clock.now(), control_id="1"))
    (report,) = _entry(work, asel, TimelineKind.REPORT)
    with qtbot.waitSignal(work.navigation.noticed) as noticed:
        _screen(qtbot, work, CardScreen, CiteWish(asel.patient_id, "report", report), settled)
    assert noticed.args[0].tone == "warn"


def test_the_images_of_somebody_else_are_marked_and_split_off(
    qtbot: QtBot, work: Context, asel: Patient, dina: Patient, sitter: Sitter, arrivals: Any, clock: FixedClock,
    settled: Settled, pressed: Callable[..., None], texts: Callable[[QWidget], list[str]],
) -> None:  # fmt: skip
    for one in device_objects.ct_slices(sitter, clock.now(), count=4, size=32):
        arrivals.image(one, calling="CT-1")
    (study,) = _entry(work, asel, TimelineKind.STUDY)
    viewer = _screen(qtbot, work, ViewerScreen, study, settled)
    viewer.show_menu(viewer.bar.more)
    menu = viewer.findChild(QMenu)
    assert menu is not None
    assert len(menu.actions()) == 4  # cite, move, split, send to an archive
    menu.actions()[2].trigger()
    menu.close()
    settled()
    sheet = viewer.window().findChild(SplitSheet)
    assert sheet is not None
    assert QApplication.focusWidget() is sheet.images
    assert not sheet.split_it.isEnabled()
    sheet.mark_series(0)
    assert len(sheet.marked) == 4
    assert not sheet.split_it.isEnabled(), "a whole study is moved, not split"
    sheet.mark_series(0)
    assert sheet.marked == ()
    sheet.images.setCurrentIndex(sheet.images.model().index(1, 0))
    sheet.images.clearSelection()
    pressed(sheet.images, Qt.Key.Key_Space)
    assert [one.instance_number for one in sheet.marked] == [2]
    sheet.chooser.choose(work.practice.read(patients.find, "ахмет")[0])
    assert sheet.split_it.isEnabled()
    with qtbot.waitSignal(work.navigation.noticed) as noticed:
        pressed(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert len(_entry(work, dina, TimelineKind.STUDY)) == 1
    assert _entry(work, asel, TimelineKind.STUDY) == [study]
    qtbot.waitUntil(lambda: viewer.list.model().rowCount() == 3, timeout=3000)
    noticed.args[0].undo()
    settled()
    assert _entry(work, dina, TimelineKind.STUDY) == []
    qtbot.waitUntil(lambda: viewer.list.model().rowCount() == 4, timeout=3000)
    settled()


def test_the_name_on_the_picture_is_that_of_whom_it_was_moved_to(
    qtbot: QtBot, work: Context, asel: Patient, dina: Patient, sitter: Sitter, arrivals: Any, clock: FixedClock,
    settled: Settled,
) -> None:  # fmt: skip
    from app import moving

    arrivals.image(device_objects.ultrasound(sitter, clock.now(), frames=1, size=32))
    (study,) = _entry(work, asel, TimelineKind.STUDY)
    viewer = _screen(qtbot, work, ViewerScreen, study, settled)
    qtbot.waitUntil(lambda: "Құсайынова" in " ".join(viewer.canvas.corners.identity), timeout=5000)
    work.practice.write(moving.move, "study", study, dina.patient_id)
    qtbot.waitUntil(lambda: "Ахметова" in " ".join(viewer.canvas.corners.identity), timeout=5000)
    settled()


def test_a_garbled_result_is_read_again_where_it_is_shown(
    qtbot: QtBot, work: Context, asel: Patient, arrivals: Any, settled: Settled, pressed: Callable[..., None]
) -> None:
    message = (
        "MSH|^~\\&|BC|LAB|||20261123101500||ORU^R01|1|P|2.3.1||||||8859/1\r"
        "PID|1||850615400125||X^Y||19850615|F\rOBR|1|||1^Q^L\rOBX|1|ST|a^Қан тобы^L||Қ||||||F\r"
    ).replace("X^Y", "")
    arrivals.message(message.encode("ptcp154"))
    (report,) = _entry(work, asel, TimelineKind.REPORT)
    shown = _screen(qtbot, work, ResultScreen, report, settled)
    for codec, read in (("cp1251", "Ќан тобы"), ("ptcp154", "Қан тобы")):
        pressed(shown.original_button, Qt.Key.Key_Return)
        settled()
        sheet = next(one for one in shown.window().findChildren(RecordSheet) if one.isVisible())
        sheet.letters.setCurrentIndex(sheet.letters.findData(codec))
        sheet.reread.click()
        settled()
        qtbot.waitUntil(lambda wanted=read: shown.table.model().index(0, 0).data() == wanted, timeout=3000)
        settled()
