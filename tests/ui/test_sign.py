"""Signing on the screen (S1, S8): who and what in view, checks in words, refusals that name the next step."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from app import appointments, key_places, signed_documents, signing_keys, visits
from app.domain.appointment import AppointmentDraft
from app.domain.clock import FixedClock
from app.domain.identity import Iin, PersonName
from app.domain.patient import Patient
from app.domain.signature import Result
from app.domain.visit import Caret, Diagnosis, Visit, VisitNote, VisitState
from app.eds import key_store
from app.key_places import KeyPlaces
from app.stand_ins import ncalayer
from app.stand_ins.ncalayer_signing import HeldKey
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


@pytest.mark.clause("27.9")
def test_what_exactly_is_signed_is_said_before_it_is(
    sheet: SignSheet, settled: Settled, texts: Callable[[QWidget], list[str]]
) -> None:
    rendered = sheet._rendered
    assert rendered is not None
    shown = "".join(texts(sheet)).replace("\n", "")
    assert rendered.sha256 in shown


@pytest.mark.clause("27.9")
def test_sign_later_finishes_the_visit_and_it_is_signed_as_it_was_fixed(
    qtbot: QtBot, work: Context, own_key: Path, asel: Patient, visit: Visit, sheet: SignSheet, settled: Settled
) -> None:
    fixed = sheet._rendered
    assert fixed is not None
    with qtbot.waitSignal(sheet.postponed, timeout=5000):
        sheet.later_button.click()
    settled()
    assert _state(work, visit) is VisitState.TO_SIGN
    again = SignSheet(work, work.practice.read(visits.get_visit, visit.visit_id), asel)
    qtbot.addWidget(again)
    again.show()
    settled()
    assert not again.later_button.isVisible()
    assert again._rendered is not None
    assert again._rendered.sha256 == fixed.sha256
    with qtbot.waitSignal(again.signed, timeout=10000):
        _sign_with(again, own_key, PASSWORD, settled)
    assert _state(work, visit) is VisitState.SIGNED


@pytest.mark.clause("27.9")
def test_signed_with_another_program_the_files_go_out_and_the_signatures_come_back(
    qtbot: QtBot, work: Context, own_key: Path, visit: Visit, sheet: SignSheet, settled: Settled, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    sheet.keys.choose("imported")
    assert not sheet.sign_button.isVisible()
    sheet.elsewhere.choose_folder = lambda: sheet.elsewhere.save_to(str(folder))  # type: ignore[method-assign]  # no system dialog here
    sheet.elsewhere.save_button.click()
    settled()
    qtbot.waitUntil(lambda: len(list(folder.iterdir())) == 2, timeout=3000)
    assert _state(work, visit) is VisitState.TO_SIGN
    signatures = _by_openssl(folder, own_key)
    sheet.elsewhere.take_from([str(tmp_path / "no.such")])
    settled()
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.signed, timeout=10000):
        sheet.elsewhere.take_from(signatures)
    settled()
    assert _state(work, visit) is VisitState.SIGNED


def test_what_is_missing_is_a_line_that_leads_to_its_field(
    qtbot: QtBot, work: Context, asel: Patient, visit: Visit, settled: Settled
) -> None:
    lacking = work.practice.write(visits.save_draft, visit.visit_id, VisitNote("Бас ауруы"), Caret())
    sheet = SignSheet(work, lacking, asel)
    qtbot.addWidget(sheet)
    sheet.show()
    settled()
    assert not sheet.sign_button.isEnabled()
    assert not sheet.later_button.isEnabled()
    assert len(sheet.missing.buttons) == 3
    with qtbot.waitSignal(sheet.field_wanted, timeout=3000) as wanted:
        sheet.missing.buttons[0].click()
    assert wanted.args == ["objective"]
    assert not sheet.isVisible()


@pytest.mark.clause("27.9")
def test_the_key_that_fits_is_proposed_and_the_others_are_named_with_the_reason(
    qtbot: QtBot, work: Context, authority: StandInAuthority, own_key: Path, asel: Patient, visit: Visit,
    settled: Settled, texts: Callable[[QWidget], list[str]],
) -> None:  # fmt: skip
    actor = work.practice.actor
    assert actor.iin is not None
    soon = authority.issue(
        Subject(actor.name, actor.iin, valid_from=timedelta(days=-1), valid_for=timedelta(days=3)), "soon"
    )
    for path in (soon, own_key):
        work.practice.write(signing_keys.add_signing_key, signing_keys.inspect_key("pkcs12", str(path), PASSWORD))
    clock: FixedClock = work.practice.clock  # type: ignore[assignment]  # the tests run on a fixed clock
    clock.advance(timedelta(days=3))
    sheet = SignSheet(work, visit, asel)
    qtbot.addWidget(sheet)
    sheet.show()
    settled()
    assert sheet.keys.entry.location == str(own_key)
    assert "срок истёк" in sheet.keys._others.text()
    sheet.keys.choose("ncalayer")  # while the checks of the key before are on their way
    settled()
    assert not [one for one in texts(sheet) if one.startswith("✓")]


def test_a_place_that_is_not_there_says_so_and_nothing_can_be_pressed(sheet: SignSheet, settled: Settled) -> None:
    settled()
    sheet.keys.choose("ncalayer")
    settled()
    assert not sheet.keys.wants_secret
    assert sheet.keys.blocked
    assert not sheet.sign_button.isEnabled()


def _by_openssl(folder: Path, key: Path) -> list[str]:
    """What another program gives back, made with the key file."""
    pem = folder / "key.pem"
    files = [one for one in folder.iterdir() if one.suffix in {".pdf", ".json"}]
    subprocess.run(
        ["openssl", "pkcs12", "-legacy", "-in", key, "-passin", f"pass:{PASSWORD}", "-nodes", "-out", pem],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    made = []
    for one in files:
        out = folder / f"{one.name}.p7s"
        subprocess.run(
            ["openssl", "cms", "-sign", "-binary", "-cades", "-md", "sha256", "-signer", pem, "-in", one,
             "-outform", "DER", "-out", out],
            check=True, capture_output=True, timeout=60,
        )  # fmt: skip
        made.append(str(out))
    return made


@pytest.mark.clause("27.9")
def test_ncalayer_asks_in_its_own_window_is_stopped_there_or_here_and_then_signs(
    qtbot: QtBot, work: Context, authority: StandInAuthority, own_key: Path, visit: Visit, sheet: SignSheet,
    settled: Settled,
) -> None:  # fmt: skip
    with key_store.find("pkcs12").open(str(own_key), PASSWORD) as opened:
        held = [HeldKey("PKCS12", opened)]  # type: ignore[arg-type]  # a key of a file signs bytes
    with ncalayer.serve(authority.folder, held, clock=work.practice.clock.now) as server:
        work.practice.write(key_places.set_places, KeyPlaces(server.url))
        sheet.keys.look()
        settled()
        settled()
        sheet.keys.choose("ncalayer")
        assert not sheet.keys.blocked
        server.fault = "silence"  # nobody presses anything in its window
        sheet.sign()
        qtbot.waitUntil(sheet._progress.isVisible, timeout=5000)
        sheet._progress._stop()
        settled()
        assert _state(work, visit) is VisitState.DRAFT
        assert "отменено" in sheet._problem.text()
        server.fault = "cancel"
        sheet.sign()
        settled()
        assert _state(work, visit) is VisitState.DRAFT
        server.fault = ""
        with qtbot.waitSignal(sheet.signed, timeout=10000):
            sheet.sign()
        settled()
    assert _state(work, visit) is VisitState.SIGNED
    (key,) = work.practice.read(signing_keys.signing_keys)
    assert (key.store_kind, key.location) == ("ncalayer", "")
