"""A visible outbox and documents that prove themselves: what waits, why, the exact bytes; the report of a signature."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import appointments, finishing, signing_keys, visits
from app.domain.appointment import AppointmentDraft
from app.domain.exchange import OutboxState
from app.domain.patient import Patient
from app.domain.visit import Caret, Diagnosis, VisitNote
from app.exchange import outbox_views
from app.finishing import Finished, KeyChoice
from app.stand_ins.pki import StandInAuthority, Subject
from ui.context import Context
from ui.documents.document import DocumentScreen
from ui.documents.screen import DocumentsScreen
from ui.inbox.original import BytesSheet
from ui.outbox.screen import OutboxScreen
from ui.visit.screen import ReasonSheet, VisitScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ScreenT = TypeVar("ScreenT", bound=QWidget)
Settled = Callable[[], None]
Texts = Callable[[QWidget], list[str]]
NOTE = VisitNote("Бас ауруы", "", "Жағдайы жақсы", diagnoses=(Diagnosis("I10", "Гипертензия"),), plan="ЭКГ")


@pytest.fixture(scope="module")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("authority")


@pytest.fixture
def signed(work: Context, asel: Patient, key_folder: Path) -> Finished:
    """A visit that is signed; its events lie in the outbox."""
    practice = work.practice
    authority = StandInAuthority(key_folder, practice.clock.now())
    practice.write(signing_keys.trust_test_authority, authority.anchors)
    assert practice.actor.iin is not None
    key = authority.issue(Subject(practice.actor.name, practice.actor.iin), "own")
    practice.write(appointments.book, AppointmentDraft(asel.patient_id, practice.clock.now()))
    visit = practice.write(visits.start_visit, asel.patient_id)
    practice.write(visits.save_draft, visit.visit_id, NOTE, Caret())
    choice = KeyChoice("pkcs12", str(key), "Test-2026")
    return finishing.finish(practice.store, practice.actor, visit.visit_id, choice)


def _shown(qtbot: QtBot, screen: ScreenT, settled: Settled) -> ScreenT:
    qtbot.addWidget(screen)
    screen.resize(1200, 760)
    screen.show()
    settled()
    return screen


@pytest.mark.clause("7")
def test_each_row_says_its_state_and_why_and_shows_the_exact_bytes(
    qtbot: QtBot, work: Context, signed: Finished, settled: Settled, texts: Texts
) -> None:
    screen = _shown(qtbot, OutboxScreen(work), settled)
    rows = work.practice.read(outbox_views.rows)
    assert screen.table.model().rowCount() == len(rows) > 0
    row = screen.table.current
    assert row is not None
    assert row.state is OutboxState.HELD
    assert any(row.event_id in text for text in texts(screen))
    screen.show_payload()
    settled()
    qtbot.waitUntil(lambda: screen.window().findChild(BytesSheet) is not None, timeout=3000)
    sheet = screen.window().findChild(BytesSheet)
    assert sheet is not None
    payload = work.practice.read(outbox_views.payload_bytes, row.outbox_id)
    assert sheet.text.toPlainText()[:200] in payload.decode("utf-8", "replace") or payload.startswith(b"%PDF")
    sheet.close()


def test_a_rejected_row_names_the_field_and_can_go_again(
    qtbot: QtBot, work: Context, signed: Finished, settled: Settled, texts: Texts
) -> None:
    from db.tables.outbox import OutboxTable

    number = work.practice.read(outbox_views.rows)[0].outbox_id
    with work.practice.store.writing() as session:
        row = session.get_one(OutboxTable, number)
        row.state, row.last_message, row.last_field = "rejected", "нет участка", "patient.iin"
    screen = _shown(qtbot, OutboxScreen(work), settled)
    screen.filters.button("rejected").click()
    settled()
    assert screen.table.model().rowCount() == 1
    assert any("patient.iin" in text for text in texts(screen))
    screen.send_again()
    settled()
    assert work.practice.read(outbox_views.rows, states=(OutboxState.REJECTED,)) == ()


@pytest.mark.clause("27.11")
def test_a_document_is_listed_opened_verified_and_taken_along_with_its_signature(
    qtbot: QtBot, work: Context, signed: Finished, settled: Settled, texts: Texts, tmp_path: Path,
    pressed: Callable[..., None],
) -> None:  # fmt: skip
    listed = _shown(qtbot, DocumentsScreen(work), settled)
    with qtbot.waitSignal(work.navigation.wanted) as went:
        pressed(listed.table, Qt.Key.Key_Return)
    assert went.args == ["document", signed.document_id]

    screen = _shown(qtbot, DocumentScreen(work), settled)
    screen.show_subject(signed.document_id)
    settled()
    qtbot.waitUntil(lambda: screen.pane.page.image is not None, timeout=5000)
    shown = " ".join(texts(screen))
    assert "Құсайынова Әсел Нұрланқызы" in shown
    assert sum(text.startswith("✓") for text in texts(screen)) >= 8

    folder = tmp_path / "taken along"
    folder.mkdir()
    screen.export_to(folder)
    settled()
    files = sorted(path.suffix for path in folder.iterdir())
    assert files == [".cms", ".pdf"]


def test_a_signed_visit_is_corrected_with_a_reason_and_the_signed_one_stays(
    qtbot: QtBot, work: Context, asel: Patient, signed: Finished, settled: Settled, texts: Texts
) -> None:
    screen = _shown(qtbot, VisitScreen(work), settled)
    screen.show_subject(1)
    settled()
    assert any("I10" in text for text in texts(screen))
    screen.ask_reason(correcting=True)
    sheet = screen.window().findChild(ReasonSheet)
    assert sheet is not None
    sheet.give()
    assert sheet.isVisible()
    sheet.reason.setText("описка")
    sheet.give()
    settled()
    visit = work.practice.read(visits.get_visit, 1)
    assert visit.version == 2
    assert visit.document_id == signed.document_id
