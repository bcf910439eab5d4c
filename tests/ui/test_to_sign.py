"""The list of what waits for a signature (S8): one password for a day, an answer for each document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import appointments, document_parts, key_places, opened_keys, signing_keys, to_sign, visits
from app.domain.appointment import AppointmentDraft
from app.domain.document import PartState
from app.domain.patient import Patient
from app.domain.visit import Caret, Diagnosis, VisitNote, VisitState
from app.eds import key_store
from app.key_places import KeyPlaces
from app.opened_keys import KeyChoice
from app.stand_ins import ncalayer
from app.stand_ins.ncalayer_signing import HeldKey
from app.stand_ins.pki import StandInAuthority, Subject
from app.to_sign import WaitingKind
from ui.card.screen import CardScreen
from ui.context import Context
from ui.sign.batch_sheet import BatchSheet
from ui.sign.leads import FieldWish
from ui.sign.part_sheet import PartSheet
from ui.sign.to_sign import ToSignScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]
Pressed = Callable[..., None]
PASSWORD = "Test-2026"
NOTE = VisitNote("Бас ауруы", "", "Жағдайы жақсы", diagnoses=(Diagnosis("I10", "Гипертензия"),), plan="ЭКГ")


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("authority")


@pytest.fixture
def own_key(work: Context, key_folder: Path) -> Path:
    authority = StandInAuthority(key_folder, work.practice.clock.now())
    work.practice.write(signing_keys.trust_test_authority, authority.anchors)
    actor = work.practice.actor
    assert actor.iin is not None
    return authority.issue(Subject(actor.name, actor.iin), "own")


def _visit(work: Context, asel: Patient, note: VisitNote = NOTE) -> int:
    clock: Any = work.practice.clock
    clock.advance(timedelta(hours=1))
    work.practice.write(appointments.book, AppointmentDraft(asel.patient_id, clock.now()))
    started = work.practice.write(visits.start_visit, asel.patient_id)
    work.practice.write(visits.save_draft, started.visit_id, note, Caret())
    return started.visit_id


def _waiting(work: Context, asel: Patient, count: int) -> list[int]:
    found = []
    for _ in range(count):
        found.append(_visit(work, asel))
        to_sign.finish_without_key(work.practice.store, work.practice.actor, found[-1])
    return found


def _shown(qtbot: QtBot, work: Context, settled: Settled) -> ToSignScreen:
    screen = ToSignScreen(work)
    qtbot.addWidget(screen)
    screen.resize(1200, 800)
    screen.show()
    settled()
    return screen


def _open(work: Context, key: Path) -> None:
    practice = work.practice
    practice.opened_keys.open(practice.actor, KeyChoice("pkcs12", str(key), PASSWORD), opened_keys.MINUTES[0])


def test_nothing_waits_and_the_list_says_what_will_stand_here(
    qtbot: QtBot, work: Context, settled: Settled, texts: Callable[[QWidget], list[str]]
) -> None:
    screen = _shown(qtbot, work, settled)
    assert "Ничто не ждёт вашей подписи" in texts(screen)
    assert not screen.sign_button.isVisible()


@pytest.mark.clause("27.9")
def test_a_day_is_signed_by_keyboard_with_one_password(
    qtbot: QtBot, work: Context, asel: Patient, own_key: Path, settled: Settled, pressed: Pressed
) -> None:
    ids = _waiting(work, asel, 3)
    screen = _shown(qtbot, work, settled)
    pressed(screen.table, Qt.Key.Key_Space)
    assert [one.object_id for one in screen.chosen] == ids[:1]
    pressed(screen.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert [one.object_id for one in screen.chosen] == ids
    screen.sign_button.click()
    sheet = screen.findChild(BatchSheet)
    assert sheet is not None
    settled()
    sheet.keys.attach(str(own_key))
    sheet.keys.password.setText("не тот")
    sheet.open_key()
    settled()
    assert sheet.isVisible()
    assert sheet.keys.password.text() == ""
    sheet.keys.password.setText(PASSWORD)
    sheet.open_key()
    settled()
    settled()
    states = {work.practice.read(visits.get_visit, one).state for one in ids}
    assert states == {VisitState.SIGNED}
    assert screen.close_key_button.isVisible()
    assert [screen._state(one)[1] for one in screen.lines] == ["ok"] * 3
    screen.close_key_button.click()
    settled()
    assert work.practice.opened_keys.held(work.practice.actor) is None
    assert not screen.close_key_button.isVisible()


@pytest.mark.clause("27.9")
def test_a_failure_stays_with_its_reason_and_the_others_are_signed(
    qtbot: QtBot, work: Context, asel: Patient, own_key: Path, settled: Settled
) -> None:
    ids = _waiting(work, asel, 3)
    screen = _shown(qtbot, work, settled)
    screen.choose_all()
    _open(work, own_key)
    work.practice.write(to_sign.take_back, ids[1])  # elsewhere, after the list was read
    work.practice.write(visits.save_draft, ids[1], VisitNote("Бас ауруы"), Caret())
    screen.sign_chosen()
    settled()
    settled()
    states = [work.practice.read(visits.get_visit, one).state for one in ids]
    assert states == [VisitState.SIGNED, VisitState.DRAFT, VisitState.SIGNED]
    assert [screen._outcomes[key].code for key in screen._outcomes] == ["", "note-incomplete", ""]


def test_a_gap_leads_to_its_field_in_the_note(qtbot: QtBot, work: Context, asel: Patient, settled: Settled) -> None:
    _visit(work, asel, VisitNote("Бас ауруы", plan="ЭКГ"))
    screen = _shown(qtbot, work, settled)
    assert not screen.all_button.isEnabled()
    with qtbot.waitSignal(work.navigation.wanted) as gone:
        screen.panel.missing.buttons[0].click()
    assert gone.args == ["card", FieldWish(asel.patient_id, "objective")]
    card = CardScreen(work)
    qtbot.addWidget(card)
    card.show()
    card.show_subject(gone.args[1])
    settled()
    qtbot.waitUntil(lambda: card.editor.focusWidget() is card.editor.text_field("objective"), timeout=3000)


def test_a_waiting_visit_goes_back_to_writing(qtbot: QtBot, work: Context, asel: Patient, settled: Settled) -> None:
    (visit_id,) = _waiting(work, asel, 1)
    screen = _shown(qtbot, work, settled)
    assert screen.panel.page.isVisible()
    screen.panel.take_back()
    settled()
    assert work.practice.read(visits.get_visit, visit_id).state is VisitState.DRAFT


@pytest.mark.clause("27.9")
def test_a_part_that_was_asked_for_is_written_and_signed_from_the_list(
    qtbot: QtBot, work: Context, asel: Patient, own_key: Path, settled: Settled
) -> None:
    visit_id = _visit(work, asel)
    me = work.practice.actor.account_id
    assert me is not None
    work.practice.write(document_parts.ask_for_part, visit_id, me, "Көз дәрігерінің қарауы")
    screen = _shown(qtbot, work, settled)
    part = next(one for one in screen.lines if one.kind is WaitingKind.PART)
    screen.table.choose(screen.lines.index(part))
    screen.panel.missing.buttons[0].click()
    sheet = screen.findChild(PartSheet)
    assert sheet is not None
    settled()
    sheet.text.setPlainText("Көз түбі: қалыпты")
    sheet.save()
    settled()
    settled()
    screen.mark_current()
    assert [one.kind for one in screen.chosen] == [WaitingKind.PART]
    _open(work, own_key)
    screen.sign_chosen()
    settled()
    settled()
    (kept,) = work.practice.read(document_parts.parts, visit_id)
    assert (kept.state, kept.text) == (PartState.SIGNED, "Көз түбі: қалыпты")


@pytest.mark.clause("27.9")
def test_ncalayer_signs_the_day_with_one_window(
    qtbot: QtBot, work: Context, asel: Patient, key_folder: Path, own_key: Path, settled: Settled
) -> None:
    ids = _waiting(work, asel, 2)
    screen = _shown(qtbot, work, settled)
    screen.choose_all()
    with key_store.find("pkcs12").open(str(own_key), PASSWORD) as opened:
        held = [HeldKey("PKCS12", opened)]  # type: ignore[arg-type]  # a key of a file signs bytes
    with ncalayer.serve(key_folder, held, clock=work.practice.clock.now) as server:
        work.practice.write(key_places.set_places, KeyPlaces(server.url))
        screen.sign_chosen()
        sheet = screen.findChild(BatchSheet)
        assert sheet is not None
        settled()
        settled()
        sheet.keys.choose("ncalayer")
        assert not sheet.keys.blocked
        server.fault = "silence"  # nobody presses anything in its window
        sheet.open_key()
        qtbot.waitUntil(screen.progress.isVisible, timeout=5000)
        screen.progress._stop()
        settled()
        assert len(screen.chosen) == 2
        server.fault = ""
        server.modules.asked.clear()
        screen.sign_chosen()
        sheet = [one for one in screen.findChildren(BatchSheet) if one.isVisible()][-1]
        settled()
        settled()
        sheet.keys.choose("ncalayer")
        sheet.open_key()
        settled()
        settled()
        asked = [one for one in server.modules.asked if one["method"] == "sign"]
    assert {work.practice.read(visits.get_visit, one).state for one in ids} == {VisitState.SIGNED}
    assert len(asked) <= 2  # who it is, then everything at once
    assert work.practice.opened_keys.held(work.practice.actor) is None
