"""Settings of the practice by hand: its words on documents, when it locks, what leaves it and when it is saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app import backup_plan, backups, locking, practices, revocation_service, time_stamps
from app.backup_plan import BackupPlan
from app.domain.events import BackupFinished
from app.exchange import profile
from app.exchange.profile import FILE
from app.revocation_service import RevocationService
from db.tables.journal import JournalTable
from ui.context import Context
from ui.front_door import Reception
from ui.main_window import MainWindow
from ui.navigation import Notice
from ui.settings.screen import SettingsScreen

Settled = Callable[[], None]
Typed = Callable[[QWidget, str], None]
Pressed = Callable[..., None]


@pytest.fixture
def screen(qtbot: QtBot, work: Context, settled: Settled) -> SettingsScreen:
    made = SettingsScreen(work)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    settled()
    return made


def actions(work: Context) -> list[str]:
    with work.practice.store.reading() as session:
        return list(session.scalars(select(JournalTable.action).order_by(JournalTable.id)))


@pytest.mark.clause("22.5")
def test_the_practice_is_renamed_by_keyboard_and_everything_says_so_at_once(
    screen: SettingsScreen, work: Context, settled: Settled, typed: Typed, pressed: Pressed
) -> None:
    before = work.practice.practice
    sheet = screen.practice.open_sheet()
    sheet.name.clear()
    pressed(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.fields[0].error
    typed(sheet.name, "Әсел дәрігердің кабинеті")
    typed(sheet.address, ", 2-қабат")
    pressed(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    after = work.practice.practice
    assert not sheet.isVisible()
    assert after.name == "Әсел дәрігердің кабинеті"
    assert after.address == f"{before.address}, 2-қабат"
    assert (after.iin, after.bin_number, after.phone, after.is_test) == (
        before.iin, before.bin_number, before.phone, before.is_test,
    )  # fmt: skip
    assert practices.sign(work.practice.folder).name == after.name
    assert actions(work)[-1] == "practice.edit"


@pytest.mark.clause("27.5")
def test_minutes_and_the_strict_mode_are_the_practices_and_journalled(
    screen: SettingsScreen, work: Context, settled: Settled
) -> None:
    screen.locking.minutes.button("5").click()
    settled()
    screen.locking.modes.button("strict").click()
    settled()
    assert (work.lock_time.minutes, work.lock_time.is_strict) == (5, True)
    assert work.practice.read(locking.get_rules) == locking.LockRules(5, is_strict=True)
    assert actions(work)[-2:] == ["settings.locking"] * 2


@pytest.mark.clause("7")
def test_sending_is_held_until_a_complete_profile_is_saved(
    screen: SettingsScreen, work: Context, settled: Settled, typed: Typed, pressed: Pressed
) -> None:
    assert screen.sending is not None
    sheet = screen.sending.open_sending()
    assert sheet is not None
    assert sheet.ways.current == "hold"
    assert not sheet.url.isEnabled()
    sheet.ways.button("ehd-rest").click()
    typed(sheet.url, "http://127.0.0.1:9")
    pressed(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert sheet.isVisible()  # the number of the system is missing: said, and nothing is kept
    assert sheet.outcome.text()
    assert work.practice.read(profile.view).transport == "hold"
    typed(sheet.mis_id, "MIS-7")
    typed(sheet.login, "practice")
    typed(sheet.password, "secret-of-the-exchange")
    sheet.kinds[FILE].setChecked(True)
    sheet.try_button.click()
    settled()
    assert sheet.outcome.property("role") == "bad"  # nobody listens there
    pressed(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert not sheet.isVisible()
    kept = work.practice.read(profile.view)
    assert (kept.url, kept.mis_id, kept.password) == ("http://127.0.0.1:9", "MIS-7", "secret-of-the-exchange")
    assert kept.sends(FILE)
    assert not kept.sends("MEDICAL_APPOINTMENT")
    assert actions(work)[-2:] == ["exchange.try", "exchange.configure"]
    again = screen.sending.open_sending()
    assert again is not None
    assert again.password.text() == ""
    assert again.profile.password == "secret-of-the-exchange"
    again.login.setText("another")
    assert again.profile.password == ""  # a password belongs to its login
    again.reject()


@pytest.mark.clause("27.12")
def test_the_time_stamp_address_is_set_and_taken_away(
    screen: SettingsScreen, work: Context, settled: Settled, typed: Typed
) -> None:
    assert screen.sending is not None
    for address in ("http://127.0.0.1:9/tsp", ""):
        sheet = screen.sending.open_stamps()
        assert sheet is not None
        sheet.url.clear()
        typed(sheet.url, address)
        sheet.save_button.click()
        settled()
        assert work.practice.read(time_stamps.get_authority) == address
    assert actions(work)[-2:] == ["settings.time-stamp-authority"] * 2


@pytest.mark.clause("27.12")
def test_revocation_is_asked_about_where_somebody_says_so(
    screen: SettingsScreen, work: Context, settled: Settled, typed: Typed, pressed: Pressed
) -> None:
    assert screen.sending is not None
    sheet = screen.sending.open_revocation()
    assert sheet is not None
    pressed(sheet.is_on, Qt.Key.Key_Space)
    sheet.save_button.click()
    settled()
    assert sheet.outcome.isVisibleTo(sheet)  # a practice marked TEST needs an address
    typed(sheet.ocsp, "http://127.0.0.1:9/ocsp")
    sheet.save_button.click()
    settled()
    assert work.practice.read(revocation_service.get_service) == RevocationService(True, "http://127.0.0.1:9/ocsp")
    assert actions(work)[-1] == "settings.revocation"


@pytest.mark.clause("23")
def test_a_daily_backup_is_set_by_keyboard_and_one_is_made_now(
    screen: SettingsScreen, work: Context, settled: Settled, typed: Typed, pressed: Pressed, tmp_path: Path
) -> None:
    sheet = screen.backup.open_sheet()
    assert sheet is not None
    pressed(sheet.is_on, Qt.Key.Key_Space)
    sheet.at.set_digits("2575")
    pressed(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert all(field.error for field in sheet.fields)
    sheet.at.set_digits("2130")
    typed(sheet.folder, str(tmp_path / "disk"))
    pressed(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert sheet.isVisible()  # the disk is not connected
    (tmp_path / "disk").mkdir()
    pressed(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert not sheet.isVisible()
    assert work.practice.read(backup_plan.get_plan) == BackupPlan(True, time(21, 30), str(tmp_path / "disk"))
    screen.backup.now.click()
    settled()
    run = work.practice.read(backups.last)
    assert run is not None
    assert (run.ok, run.folder) == (True, str(tmp_path / "disk"))
    assert actions(work)[-3:] == ["backup.plan", "backup.start", "backup.finish"]


@pytest.mark.clause("23")
def test_a_daily_backup_that_failed_is_told_with_the_next_step(qtbot: QtBot, work: Context, settled: Settled) -> None:
    frame = MainWindow(work, lambda: Reception(is_running=True), start="settings")
    qtbot.addWidget(frame)
    told: list[Notice] = []
    work.navigation.noticed.connect(told.append)
    for event in (
        BackupFinished(ok=False, problem="backup-folder-missing", by_itself=True),
        BackupFinished(ok=False, problem="cancelled", by_itself=True),  # closing is no failure
        BackupFinished(ok=True, by_itself=True),
        BackupFinished(ok=False, problem="backup-target"),  # whoever pressed the button sees it there
    ):
        work.practice.subscribers.publish(event)
    QApplication.processEvents()
    settled()
    (notice,) = told
    assert notice.tone == "bad"
    assert "F8" in notice.text
    frame.put_down()
