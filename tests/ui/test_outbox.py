"""A visible outbox and documents that prove themselves: what waits, why, the exact bytes; the report of a signature."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from sqlalchemy import select

from app import appointments, completion, finishing, overview, signed_documents, signing_keys, visits
from app.domain.appointment import AppointmentDraft
from app.domain.document import DocumentState
from app.domain.errors import Refused
from app.domain.exchange import OutboxState
from app.domain.patient import Patient
from app.domain.visit import Caret, Diagnosis, VisitNote, VisitState
from app.exchange import outbox_views
from app.finishing import Finished, KeyChoice
from app.stand_ins.pki import StandInAuthority, Subject
from app.takeaway.taking import take_away
from db.tables.archive_record import ArchiveRecordTable
from db.tables.document import DocumentTable, SignatureTable
from db.tables.journal import JournalTable
from ui.context import Context
from ui.documents.document import DocumentScreen
from ui.documents.review_sheet import ReviewSheet, review_word
from ui.documents.screen import DocumentsScreen
from ui.documents.take_along import TakeAlongSheet
from ui.documents.verify_screen import VerifyScreen
from ui.inbox.original import BytesSheet
from ui.messages import explain
from ui.outbox.screen import OutboxScreen
from ui.sign import words
from ui.sign.sheet import SignSheet
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
def test_a_document_is_listed_opened_and_its_signature_verified(
    qtbot: QtBot, work: Context, signed: Finished, settled: Settled, texts: Texts, pressed: Callable[..., None],
) -> None:  # fmt: skip
    listed = _shown(qtbot, DocumentsScreen(work), settled)
    with qtbot.waitSignal(work.navigation.wanted) as went:
        pressed(listed.table, Qt.Key.Key_Return)
    assert went.args == ["document", signed.document_id]

    screen = _shown(qtbot, DocumentScreen(work), settled)
    screen.show_subject(signed.document_id)
    settled()
    qtbot.waitUntil(lambda: screen.pane.page.image is not None, timeout=5000)
    qtbot.waitUntil(lambda: len(screen.signatures.cards) == 1, timeout=5000)
    assert "Құсайынова Әсел Нұрланқызы" in " ".join(texts(screen))
    (card,) = screen.signatures.cards
    assert not any(text.startswith("✓") for text in texts(card))  # what is in order stays out of the way
    card.toggle()
    assert sum(text.startswith("✓") for text in texts(card)) >= 15
    assert card.tr("Signed, by the signer's own clock") in texts(card)


@pytest.mark.clause("27.10")
@pytest.mark.parametrize(("form", "files"), [("as_zip", 1), ("as_card", 1), ("as_files", 2)])
def test_it_is_taken_along_in_three_forms_and_checked_as_a_strangers_file(
    qtbot: QtBot, work: Context, signed: Finished, settled: Settled, texts: Texts, tmp_path: Path, form: str, files: int
) -> None:
    (row,) = work.practice.read(signed_documents.documents)
    sheet = TakeAlongSheet(work, row)
    qtbot.addWidget(sheet)
    sheet.show()
    getattr(sheet, form).setChecked(True)
    folder = tmp_path / "taken along"
    folder.mkdir()
    with qtbot.waitSignal(sheet.accepted, timeout=30_000):
        sheet.write(folder if form == "as_files" else folder / "document.part")
    written = sorted(folder.iterdir())
    assert len(written) == files

    screen = _shown(qtbot, VerifyScreen(work), settled)
    screen.show_subject(written)
    qtbot.waitUntil(lambda: len(screen.cards) == 1, timeout=15_000)
    said = words.reason_word("revocation-off")
    qtbot.waitUntil(lambda: any(said in text for text in texts(screen)), timeout=5000)
    assert not any(text.startswith("✗") for text in texts(screen))


@pytest.mark.clause("27.11")
def test_a_detached_signature_asks_for_its_document_and_another_document_is_told(
    qtbot: QtBot, work: Context, signed: Finished, settled: Settled, texts: Texts, tmp_path: Path
) -> None:
    taken = work.practice.write(take_away, signed.document_id)
    signature, other = tmp_path / "a.cms", tmp_path / "other.pdf"
    signature.write_bytes(taken.signatures[0].container)
    other.write_bytes(taken.document + b"\n")
    screen = _shown(qtbot, VerifyScreen(work), settled)
    screen.check(signature)
    qtbot.waitUntil(lambda: len(screen.cards) == 1, timeout=15_000)
    assert screen.choose_content.isVisible()
    screen.check_against(other)
    qtbot.waitUntil(lambda: any(text.startswith("✗") for text in texts(screen)), timeout=15_000)
    settled()
    with work.practice.store.reading() as session:
        noted = session.scalars(select(JournalTable).where(JournalTable.action == "file.verify")).all()
    assert [row.after["verdict"] for row in noted][-1] == "INVALID"
    screen.check(tmp_path / "nowhere")
    settled()
    assert explain(Refused("file-missing", name="nowhere")).sentence in texts(screen)


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


@pytest.mark.clause("27.12")
def test_a_signed_visit_is_withdrawn_by_a_signed_version(
    qtbot: QtBot, work: Context, signed: Finished, key_folder: Path, settled: Settled, texts: Texts
) -> None:
    screen = _shown(qtbot, VisitScreen(work), settled)
    screen.show_subject(1)
    settled()
    screen.ask_reason(correcting=False)
    reason = screen.window().findChild(ReasonSheet)
    assert reason is not None
    reason.reason.setText("чужая запись")
    reason.give()
    qtbot.waitUntil(lambda: screen.window().findChild(SignSheet) is not None, timeout=5000)
    sheet = screen.window().findChild(SignSheet)
    assert sheet is not None
    settled()
    assert not sheet.later_button.isVisible()
    sheet.attach(str(key_folder / "own.p12"))
    sheet.password.setText("wrong")
    sheet.sign()
    settled()
    assert explain(Refused("key-wrong-password")).sentence in texts(sheet)
    assert work.practice.read(visits.get_visit, 1).state is VisitState.SIGNED
    sheet.password.setText("Test-2026")
    with qtbot.waitSignal(sheet.accepted, timeout=15_000):
        sheet.sign()
    settled()
    assert work.practice.read(visits.get_visit, 1).state is VisitState.WITHDRAWN
    newest, first = work.practice.read(signed_documents.documents)
    assert (newest.version, first.document_id) == (2, signed.document_id)
    assert {newest.state, first.state} == {DocumentState.WITHDRAWN}
    (row,) = work.practice.read(signed_documents.signatures, newest.document_id)
    assert row.is_author


@pytest.mark.clause("27.12")
@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_signature_that_needs_a_look_is_told_and_put_to_rest_with_words(
    qtbot: QtBot, work: Context, signed: Finished, settled: Settled, is_damaged: bool
) -> None:
    with work.practice.store.writing() as session:
        row = session.scalars(select(SignatureTable).where(SignatureTable.document_id == signed.document_id)).one()
        completion.review(session, row, "evidence-damaged" if is_damaged else "verdict-worse")
    said = review_word("evidence-damaged" if is_damaged else "verdict-worse")
    listed = _shown(qtbot, DocumentsScreen(work), settled)
    model = listed.table.model()
    assert said in str(model.index(0, model.columnCount() - 1).data())
    assert work.practice.read(overview.overview).signatures_to_review == 1
    if is_damaged:
        _damage(work, signed.document_id)
    screen = _shown(qtbot, DocumentScreen(work), settled)
    screen.signatures.show_document(signed.document_id)
    settled()
    buttons = [one for one in screen.signatures.findChildren(QPushButton) if one.text() == _looked_text()]
    assert len(buttons) == 1
    buttons[0].click()
    sheet = screen.window().findChild(ReviewSheet)
    assert sheet is not None
    sheet.give()
    assert sheet.isVisible()  # without words nothing is put to rest
    sheet.words.setText("диск заменён, копия восстановлена")
    sheet.give()
    settled()
    assert work.practice.read(overview.overview).signatures_to_review == 0


def _looked_text() -> str:
    return QCoreApplication.translate("ReportCard", "I have looked at it…")


def _damage(work: Context, document_id: int) -> None:
    """One bit of the document's record in the archive."""
    practice = work.practice
    with practice.store.reading() as session:
        content_id = session.get_one(DocumentTable, document_id).content_id
        lies = session.get_one(ArchiveRecordTable, content_id)
    with (practice.folder.archive / lies.segment).open("r+b") as segment:
        segment.seek(lies.offset + lies.length // 2)
        old = segment.read(1)
        segment.seek(-1, 1)
        segment.write(bytes([old[0] ^ 1]))
