"""The failed attempts with an EDS on the screen: words in both languages, filters, everything of one, a file (S14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import attempts, journal
from app.domain.attempt import KeyUse, Purpose, Reason
from app.domain.errors import Refused
from app.journal import Family, JournalQuery
from ui.context import Context
from ui.reports import attempt_words
from ui.reports.attempts import AttemptsScreen
from ui.reports.screen import ReportsScreen

pytestmark = pytest.mark.clause("22.9")

Settled = Callable[[], None]
Pressed = Callable[..., None]
KEY = KeyUse(
    "pkcs12", "GOST512.p12", "6C42A5B1", "ҰКО (GOST)", "АХМЕТОВА АЙГҮЛ", "850615400125", "", "9f" * 32
)  # fmt: skip


@pytest.fixture
def screen(qtbot: QtBot, work: Context, settled: Settled) -> AttemptsScreen:
    write = work.practice.write
    write(attempts.note_signing, KEY, Refused("certificate-expired", check="V2"))
    other = replace(KEY, subject="=ОМАРОВ ЕРЛАН", iin="790304300117")
    write(attempts.note_signing, other, Refused("certificate-iin-differs", check="A1"))
    write(attempts.note_signing, KeyUse("ncalayer"), Refused("key-cancelled"))
    made = AttemptsScreen(work)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    settled()
    return made


def reasons(screen: AttemptsScreen) -> list[Reason]:
    return [row.reason for row in screen.table._rows_model.rows]


def test_the_newest_come_first_and_one_is_shown_in_full(
    screen: AttemptsScreen,
    work: Context,
    texts: Callable[[QWidget], list[str]],
    pressed: Pressed,
    settled: Settled,
) -> None:
    assert reasons(screen) == [Reason.CANCELLED, Reason.IIN_MISMATCH, Reason.EXPIRED]
    pressed(screen.table, Qt.Key.Key_Down)
    pressed(screen.table, Qt.Key.Key_Down)
    settled()
    shown = " ".join(texts(screen))
    for part in ("850615400125", "ҰКО (GOST)", "6C42A5B1", "9f9f9f9f 9f9f9f9f", "файл ключа · GOST512.p12", "V2"):
        assert part in shown
    work.language.set("kk")
    settled()
    assert "кілт файлы · GOST512.p12" in " ".join(texts(screen))


def test_filters_are_asked_by_keyboard(screen: AttemptsScreen, settled: Settled, pressed: Pressed) -> None:
    screen.who.setText("790304")
    pressed(screen.who, Qt.Key.Key_Return)
    settled()
    assert reasons(screen) == [Reason.IIN_MISMATCH]
    screen.who.clear()
    screen.reasons.setCurrentIndex(screen.reasons.findData(Reason.EXPIRED))
    screen.show_button.click()
    settled()
    assert reasons(screen) == [Reason.EXPIRED]
    screen.purposes.setCurrentIndex(screen.purposes.findData(Purpose.LOGIN))
    screen.show_button.click()
    settled()
    assert reasons(screen) == []
    assert screen._empty.isVisible()
    screen.since.set_digits("2311")
    pressed(screen.since, Qt.Key.Key_Return)
    assert screen.fields[0].error


def test_other_days_are_other_days(screen: AttemptsScreen, settled: Settled) -> None:
    today = screen.until.day
    assert today is not None
    screen.until.set_day(today - timedelta(days=1))
    screen.show_button.click()
    settled()
    assert reasons(screen) == []


def test_it_is_saved_as_a_file_and_that_is_journalled(
    screen: AttemptsScreen, work: Context, settled: Settled, tmp_path: Path
) -> None:
    screen.save_as(tmp_path / "attempts.csv")
    settled()
    settled()
    lines = (tmp_path / "attempts.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert ";'=ОМАРОВ ЕРЛАН;" in lines[2]  # a name that an office program would run
    rows = work.practice.write(journal.read_rows, JournalQuery(family=Family.ACCESS))
    assert {"eds_attempt.read", "eds_attempt.export"} <= {row.action for row in rows}


def test_every_reason_has_words_in_both_languages(work: Context) -> None:
    for language in ("kk", "ru"):
        work.language.set(language)
        said = [attempt_words.reason_word(one) for one in Reason]
        assert len(set(said)) == len(said)


def test_the_reports_lead_there(qtbot: QtBot, work: Context) -> None:
    gone: list[str] = []
    work.navigation.wanted.connect(lambda place, _subject: gone.append(place))
    reports = ReportsScreen(work)
    qtbot.addWidget(reports)
    reports._attempts.click()
    assert gone == ["attempts"]
