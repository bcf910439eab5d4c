"""Signing on the screen (S1, S8): who and what in view, checks in words, refusals that name the next step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from app import appointments, signed_documents, signing_keys, visits
from app.domain.appointment import AppointmentDraft
from app.domain.identity import Iin, PersonName
from app.domain.patient import Patient
from app.domain.signature import Result
from app.domain.visit import Caret, Diagnosis, Visit, VisitNote, VisitState
from app.stand_ins.pki import StandInAuthority, Subject
from ui.context import Context
from ui.sign.sheet import SignSheet

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]
PASSWORD = "Test-2026"
NOTE = VisitNote("Бас ауруы", "", "Жағдайы жақсы", diagnoses=(Diagnosis("I10", "Гипертензия"),), plan="ЭКГ")


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys of the test authority are made once for all tests: that is what takes time."""
    return tmp_path_factory.mktemp("authority")


@pytest.fixture
def authority(work: Context, key_folder: Path) -> StandInAuthority:
    made = StandInAuthority(key_folder, work.practice.clock.now())
    work.practice.write(signing_keys.trust_test_authority, made.anchors)
    return made


@pytest.fixture
def own_key(work: Context, authority: StandInAuthority) -> Path:
    actor = work.practice.actor
    assert actor.iin is not None
    return authority.issue(Subject(actor.name, actor.iin), "own")


@pytest.fixture
def visit(work: Context, asel: Patient) -> Visit:
    work.practice.write(appointments.book, AppointmentDraft(asel.patient_id, work.practice.clock.now()))
    started = work.practice.write(visits.start_visit, asel.patient_id)
    return work.practice.write(visits.save_draft, started.visit_id, NOTE, Caret())


@pytest.fixture
def sheet(qtbot: QtBot, work: Context, asel: Patient, visit: Visit, settled: Settled) -> SignSheet:
    made = SignSheet(work, visit, asel)
    qtbot.addWidget(made)
    made.show()
    settled()
    return made


def _state(work: Context, visit: Visit) -> VisitState:
    return work.practice.read(visits.get_visit, visit.visit_id).state


def _sign_with(sheet: SignSheet, key: Path, password: str, settled: Settled) -> None:
    sheet.attach(str(key))
    sheet.password.setText(password)
    sheet.sign()
    settled()


@pytest.mark.clause("27.9")
def test_a_key_file_is_attached_signs_and_is_remembered(
    qtbot: QtBot, work: Context, own_key: Path, visit: Visit, sheet: SignSheet, settled: Settled
) -> None:
    with qtbot.waitSignal(sheet.signed, timeout=10000) as done:
        _sign_with(sheet, own_key, PASSWORD, settled)
    settled()
    assert _state(work, visit) is VisitState.SIGNED
    report = work.practice.read(signed_documents.verify_document, done.args[0].document_id)
    assert not [check for check in report.checks if check.result is Result.FAIL]
    (key,) = work.practice.read(signing_keys.signing_keys)
    assert key.location == str(own_key)


def test_two_identifiers_and_the_document_are_in_view(
    sheet: SignSheet, settled: Settled, texts: Callable[[QWidget], list[str]]
) -> None:
    shown = " ".join(texts(sheet))
    assert "Құсайынова Әсел Нұрланқызы" in shown
    assert "850615 400125" in shown
    assert "23.11.2026" in shown
    assert sheet.page.image is not None


@pytest.mark.clause("22.9")
def test_a_wrong_password_signs_nothing_says_so_and_leaves_a_trace(
    work: Context, own_key: Path, visit: Visit, sheet: SignSheet, settled: Settled,
    texts: Callable[[QWidget], list[str]],
) -> None:  # fmt: skip
    from sqlalchemy import select

    from db.tables.journal import JournalTable

    before = texts(sheet)
    _sign_with(sheet, own_key, "not it", settled)
    assert sheet.isVisible()
    assert _state(work, visit) is VisitState.DRAFT
    assert len(texts(sheet)) > len(before) - 2
    assert sheet.password.text() == ""
    with work.practice.store.reading() as session:
        rows = session.scalars(select(JournalTable.result).where(JournalTable.action == "document.sign")).all()
    assert rows == ["key-wrong-password"]


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("colleague", Subject(PersonName("Ким", "Олжас"), Iin("900202400022"))),
        ("expired", None),
    ],
)
def test_a_key_that_may_not_sign_is_refused_and_the_note_is_safe(
    work: Context, authority: StandInAuthority, visit: Visit, sheet: SignSheet, settled: Settled, name: str,
    subject: Subject | None, texts: Callable[[QWidget], list[str]],
) -> None:  # fmt: skip
    actor = work.practice.actor
    assert actor.iin is not None
    over = Subject(actor.name, actor.iin, valid_from=timedelta(days=-30), valid_for=timedelta(days=29))
    key = authority.issue(subject or over, name)
    _sign_with(sheet, key, PASSWORD, settled)
    assert _state(work, visit) is VisitState.DRAFT
    assert work.practice.read(signing_keys.signing_keys) == ()
    assert sheet.isVisible()


def test_a_known_key_shows_its_checks_before_the_password_is_typed(
    qtbot: QtBot, work: Context, own_key: Path, asel: Patient, visit: Visit, settled: Settled,
    texts: Callable[[QWidget], list[str]],
) -> None:  # fmt: skip
    inspected = signing_keys.inspect_key("pkcs12", str(own_key), PASSWORD)
    work.practice.write(signing_keys.add_signing_key, inspected)
    sheet = SignSheet(work, visit, asel)
    qtbot.addWidget(sheet)
    sheet.show()
    settled()
    qtbot.waitUntil(lambda: len([one for one in texts(sheet) if one.startswith("✓")]) >= 4, timeout=3000)
    settled()
    assert sheet.focusWidget() is sheet.password
