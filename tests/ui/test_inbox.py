"""Unknown and near patients (S4, S5): kept, shown with reasons, decided by a person, taken back by undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app import inbox, patients, unread
from app.card import read_card
from app.domain.clock import FixedClock
from app.domain.identity import Iin, PersonName, Sex
from app.domain.patient import Patient, TimelineKind
from app.stand_ins import device_objects
from app.stand_ins.device_objects import Sitter
from ui import matching_words
from ui.context import Context
from ui.inbox.edit_sheet import EditSheet
from ui.inbox.original import readable
from ui.inbox.record_sheet import RecordSheet
from ui.inbox.screen import InboxScreen
from ui.patients.form import PatientForm

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]
NEAR = Sitter(PersonName("КУСАИНОВА", "АСЕЛ"), "19850615", Sex.FEMALE, patient_id="US-778")
_MESSAGE = (
    "MSH|^~\\&|BC|LAB|||20261123101500||ORU^R01|1|P|2.3.1||||||{set}\rPID|1||5||X^Y\r"
    "OBR|1|||1^{name}^L\rOBX|1|NM|6690-2^WBC^LN||7.4|10*9/L|||||F\r"
)
STRANGER = Sitter(PersonName("ОСПАНОВА", "ДИНАРА"), "19900202", Sex.FEMALE, Iin("900202400022"))


@pytest.fixture
def screen(qtbot: QtBot, work: Context, settled: Settled) -> InboxScreen:
    made = InboxScreen(work)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    settled()
    return made


def _timeline(work: Context, patient_id: int) -> list[TimelineKind]:
    return [one.kind for one in work.practice.read(read_card, patient_id).timeline]


@pytest.mark.clause("15")
def test_a_near_patient_is_offered_with_reasons_given_by_two_enters_and_taken_back(
    qtbot: QtBot, work: Context, asel: Patient, arrivals: Any, clock: FixedClock, screen: InboxScreen,
    settled: Settled, pressed: Callable[..., None], texts: Callable[[QWidget], list[str]],
) -> None:  # fmt: skip
    arrivals.image(device_objects.ultrasound(NEAR, clock.now(), frames=1, size=64))
    qtbot.waitUntil(lambda: len(screen.cards) == 1, timeout=5000)
    settled()
    assert _timeline(work, asel.patient_id) == []  # nothing is given by guess
    assert sum(text.startswith("✓") for text in texts(screen.cards[0])) >= 2

    pressed(screen.table, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is screen.cards[0].assign
    with qtbot.waitSignal(work.navigation.noticed) as noticed:
        pressed(screen.cards[0].assign, Qt.Key.Key_Return)
    settled()
    assert _timeline(work, asel.patient_id) == [TimelineKind.STUDY]
    assert work.practice.read(inbox.items) == ()

    noticed.args[0].undo()
    settled()
    assert _timeline(work, asel.patient_id) == []
    assert len(work.practice.read(inbox.items)) == 1


def test_a_differing_value_is_shown_with_both_its_readings(
    qtbot: QtBot, work: Context, asel: Patient, arrivals: Any, clock: FixedClock, screen: InboxScreen,
    settled: Settled, texts: Callable[[QWidget], list[str]],
) -> None:  # fmt: skip
    other_day = Sitter(asel.name, "19850616", Sex.FEMALE, asel.iin)
    arrivals.message(device_objects.blood_count(other_day, clock.now(), control_id="1"))
    qtbot.waitUntil(lambda: len(screen.cards) == 1, timeout=5000)
    settled()
    assert _timeline(work, asel.patient_id) == []
    against = [text for text in texts(screen.cards[0]) if text.startswith("✗")]
    assert any("16.06.1985 ≠ 15.06.1985" in text for text in against)


def test_an_unknown_patient_is_registered_from_what_was_sent_and_gets_the_result(
    qtbot: QtBot, work: Context, arrivals: Any, clock: FixedClock, screen: InboxScreen, settled: Settled
) -> None:
    arrivals.message(device_objects.blood_count(STRANGER, clock.now(), control_id="1"))
    qtbot.waitUntil(lambda: screen.table.current is not None, timeout=5000)
    settled()
    screen.create_patient()
    form = screen.window().findChild(PatientForm)
    assert form is not None
    draft = form.draft()
    assert (draft.name.surname, draft.name.given, draft.iin) == ("Оспанова", "Динара", STRANGER.iin)
    form.save()
    settled()
    qtbot.waitUntil(lambda: work.practice.read(inbox.items) == (), timeout=3000)
    (added,) = work.practice.read(patients.find, "оспанова")
    assert _timeline(work, added.patient_id) == [TimelineKind.REPORT]
    settled()


def test_what_cannot_be_read_is_listed_shown_and_taken_off_but_kept(
    qtbot: QtBot, work: Context, arrivals: Any, screen: InboxScreen, settled: Settled, pressed: Callable[..., None]
) -> None:
    arrivals.message(b"PID|1||no header here\r")
    arrivals.message(b"PID|2||nor here\r")
    pane = screen.unread
    qtbot.waitUntil(lambda: pane.causes.current is not None and pane.causes.current.count == 2, timeout=5000)
    settled()
    assert screen.table.current is None, "nothing to decide on: it stands in the other part"
    assert "2" not in screen.part.button("unread").text(), "two records of one cause are one entry"
    pressed(screen.part.button("unread"), Qt.Key.Key_Space)
    settled()
    assert QApplication.focusWidget() is pane.causes
    pressed(pane.causes, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is pane.records
    pressed(pane.records, Qt.Key.Key_Return)
    settled()
    sheet = screen.window().findChild(RecordSheet)
    assert sheet is not None
    assert "nor here" in sheet.text.toPlainText()
    sheet.view.button("hex").click()
    assert sheet.text.toPlainText().startswith("000000  50 49 44")
    pressed(sheet, Qt.Key.Key_Escape)
    with qtbot.waitSignal(work.navigation.noticed) as noticed:
        pressed(pane.close_cause, Qt.Key.Key_Return)
    settled()
    assert work.practice.read(inbox.items) == ()
    noticed.args[0].undo()
    settled()
    assert work.practice.read(inbox.waiting) == 1


def test_letters_are_tried_live_and_the_record_is_read_again_by_them(
    qtbot: QtBot, work: Context, arrivals: Any, screen: InboxScreen, settled: Settled
) -> None:
    arrivals.message(_MESSAGE.format(name="Қан", set="8859/1").encode("ptcp154"))
    qtbot.waitUntil(lambda: screen.table.current is not None, timeout=5000)
    settled()
    screen.show_original()
    settled()
    sheet = screen.window().findChild(RecordSheet)
    assert sheet is not None
    for codec, is_right in (("cp1251", False), ("ptcp154", True)):
        sheet.letters.setCurrentIndex(sheet.letters.findData(codec))
        assert ("Қан" in sheet.text.toPlainText()) == is_right
    sheet.reread.click()
    settled()
    (item,) = work.practice.read(inbox.items)
    assert item.title == "Қан"


@pytest.mark.clause("15")
def test_a_copy_is_edited_and_filed_and_nothing_typed_is_lost(
    qtbot: QtBot, work: Context, arrivals: Any, screen: InboxScreen, settled: Settled, typed: Callable[..., None],
    pressed: Callable[..., None],
) -> None:  # fmt: skip
    arrivals.message(_MESSAGE.format(name="CBC", set="UNICODE UTF-8").encode()[1:])
    qtbot.waitUntil(lambda: screen.unread.causes.current is not None, timeout=5000)
    screen.show_subject("unread")
    settled()

    def edit() -> EditSheet:
        pressed(screen.unread.edit, Qt.Key.Key_Return)
        settled()
        sheet = next(one for one in screen.window().findChildren(EditSheet) if one.isVisible())
        qtbot.waitUntil(lambda: not work.tasks.running, timeout=3000)
        return sheet

    sheet = edit()
    assert not sheet.file_it.isEnabled()
    typed(sheet.text, "M")
    qtbot.waitUntil(sheet.file_it.isEnabled, timeout=3000)
    pressed(sheet, Qt.Key.Key_Escape)
    settled()
    assert len(work.practice.read(unread.causes)) == 1, "Esc files nothing"
    sheet = edit()
    assert sheet.typed.startswith("MSH|"), "what was typed is there again"
    qtbot.waitUntil(sheet.file_it.isEnabled, timeout=3000)
    pressed(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert work.practice.read(unread.causes) == ()
    (item,) = work.practice.read(inbox.items)
    assert (item.kind, item.title) == ("report", "CBC")


def test_another_arrival_leaves_the_chosen_item_and_the_focus_alone(
    qtbot: QtBot, work: Context, asel: Patient, arrivals: Any, clock: FixedClock, screen: InboxScreen, settled: Settled,
) -> None:  # fmt: skip
    arrivals.image(device_objects.ultrasound(NEAR, clock.now(), frames=1, size=64))
    qtbot.waitUntil(lambda: len(screen.cards) == 1, timeout=5000)
    settled()
    chosen, card = screen.table.current, screen.cards[0]
    card.assign.setFocus()
    arrivals.message(device_objects.blood_count(STRANGER, clock.now(), control_id="1"))
    qtbot.waitUntil(lambda: screen.table.model().rowCount() == 2, timeout=5000)
    settled()
    assert screen.table.current == chosen
    assert screen.cards == (card,)
    assert QApplication.focusWidget() is card.assign


def test_an_item_may_be_given_to_anybody_who_is_searched_for(
    qtbot: QtBot, work: Context, asel: Patient, arrivals: Any, clock: FixedClock, screen: InboxScreen,
    settled: Settled, typed: Callable[[QWidget, str], None], pressed: Callable[..., None],
) -> None:  # fmt: skip
    arrivals.message(device_objects.blood_count(STRANGER, clock.now(), control_id="1"))
    qtbot.waitUntil(lambda: screen.table.current is not None, timeout=5000)
    settled()
    typed(screen.chooser.field, "кусаин")
    settled()
    pressed(screen.chooser.field, Qt.Key.Key_Return)
    pressed(QApplication.focusWidget(), Qt.Key.Key_Return)
    settled()
    assert _timeline(work, asel.patient_id) == [TimelineKind.REPORT]


def test_bytes_are_shown_as_text_where_they_are_text_and_as_a_dump_where_not() -> None:
    assert readable("MSH|^~\\&|\rPID|1||Әсел\r".encode()).splitlines()[1] == "PID|1||Әсел"
    assert readable("Асель".encode("cp1251")) == "Асель"
    assert readable(bytes(128) + b"DICM").splitlines()[0].startswith("000000  00 00")


@pytest.mark.parametrize(
    "code",
    [
        "study-of-another", "uid-differs", "dicom-none", "hl7-no-msh", "not-hl7", "frame-cut", "frame-too-long",
        "reader-failed", "filing-failed", "archive-record-damaged",
    ],
)  # fmt: skip
def test_no_code_stands_where_words_should(code: str) -> None:
    """Why an item waits, or cannot be read: intake's and the hub's codes all have words."""
    assert matching_words.why_word(code) != code
