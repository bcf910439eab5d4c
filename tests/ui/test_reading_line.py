"""Readings typed in a card: understood while typing, kept by Enter, taken back; a table's columns are chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from app import reading_files, results, undo
from app.card import read_card
from app.domain.observation import ResultSource
from app.domain.patient import Patient, TimelineKind
from app.stand_ins import ecg_files, result_files
from app.stand_ins.device_objects import Sitter
from ui.card.import_sheet import ImportSheet
from ui.card.reading_line import ReadingLine
from ui.card.screen import CardScreen
from ui.context import Context
from ui.results.screen import ResultScreen
from ui.viewer.file_sheets import EcgSheet, PictureSheet

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]


@pytest.fixture
def line(qtbot: QtBot, work: Context, asel: Patient, settled: Settled) -> ReadingLine:
    screen = CardScreen(work)
    qtbot.addWidget(screen)
    screen.resize(1200, 760)
    screen.show()
    screen.show_subject(asel.patient_id)
    settled()
    return screen.reading_line


def reports(work: Context, patient: Patient) -> list[Any]:
    card = work.practice.read(read_card, patient.patient_id)
    return [
        work.practice.read(results.report, one.object_id) for one in card.timeline if one.kind is TimelineKind.REPORT
    ]


def test_a_line_opens_by_its_shortcut_and_shows_what_it_understands(
    line: ReadingLine, work: Context, settled: Settled
) -> None:
    assert not line.isVisible()
    command = work.commands.by_shortcut("Ctrl+M")
    assert command is not None
    command.run()
    assert line.isVisible()
    line.field.setText("120/80 72 вчера 8:00")
    shown = " ".join(chip.text() for chip in line.chips)
    assert "120" in shown
    assert "72" in shown
    assert "22." in shown or "08:00" in shown


@pytest.mark.clause("15")
def test_enter_keeps_and_undo_takes_back(
    line: ReadingLine, work: Context, asel: Patient, settled: Settled, pressed: Callable[..., None]
) -> None:
    line.open_line()
    line.source.choose(ResultSource.PATIENT_DEVICE.value)
    line.field.setText("глюкоза 5,6")
    pressed(line.field, Qt.Key.Key_Return)
    settled()
    (report,) = reports(work, asel)
    assert report.observations[0].value_text == "5,6"
    assert report.source is ResultSource.PATIENT_DEVICE
    assert line.field.text() == ""
    work.practice.write(undo.undo)
    assert reports(work, asel) == []


def test_an_odd_value_is_asked_for_once_and_kept_as_typed(
    line: ReadingLine, work: Context, asel: Patient, settled: Settled, pressed: Callable[..., None]
) -> None:
    line.open_line()
    line.field.setText("t 46")
    pressed(line.field, Qt.Key.Key_Return)
    settled()
    assert reports(work, asel) == []
    pressed(line.field, Qt.Key.Key_Return)
    settled()
    assert [one.value_text for one in reports(work, asel)[0].observations] == ["46"]


def test_a_moment_to_come_is_not_kept(line: ReadingLine, work: Context, asel: Patient, settled: Settled) -> None:
    line.open_line()
    line.field.setText("120/80 31.12.2099 8:00")
    assert not line._keep.isEnabled()


def test_escape_gives_the_keys_back(line: ReadingLine, pressed: Callable[..., None]) -> None:
    line.open_line()
    line.field.setText("120/")
    pressed(line.field, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert line.field.text() == ""


def test_the_columns_of_a_table_are_chosen_before_anything_is_kept(
    qtbot: QtBot, work: Context, asel: Patient, settled: Settled
) -> None:
    sheet = ImportSheet(work, asel)
    qtbot.addWidget(sheet)
    content = b"Zeit;A;B\n23.11.2026 08:00;131;85\n"
    sheet.show_file("x.csv", content, reading_files.preview("x.csv", content))
    assert not sheet.take.isEnabled()
    for choice, role in zip(sheet.choices, ("observed_at", "result:8480-6", "result:8462-4"), strict=True):
        choice.setCurrentIndex(choice.findData(role))
        settled()
    assert sheet.take.isEnabled()
    with qtbot.waitSignal(sheet.imported) as told:
        sheet.take.click()
    assert told.args == [2]
    settled()
    assert [one.value_text for one in reports(work, asel)[0].observations] == ["131", "85"]


def test_a_monitors_table_is_understood_by_its_headings(
    qtbot: QtBot, work: Context, asel: Patient, settled: Settled
) -> None:
    now = work.practice.clock.now()
    content = result_files.pressure_csv([(now - timedelta(days=day), 120, 80, 70) for day in range(3)])
    sheet = ImportSheet(work, asel)
    qtbot.addWidget(sheet)
    sheet.show_file("bp.csv", content, reading_files.preview("bp.csv", content))
    assert sheet.take.isEnabled()
    sheet.take.click()
    settled()
    assert len(reports(work, asel)[0].observations) == 9


@pytest.mark.parametrize(("name", "kind"), [("ecg.scp", EcgSheet), ("photo.png", PictureSheet)])
def test_a_curve_and_a_picture_are_shown_as_what_they_are(
    qtbot: QtBot, work: Context, asel: Patient, sitter: Sitter, settled: Settled, name: str, kind: type
) -> None:
    from app import readings

    now = work.practice.clock.now()
    content = ecg_files.scp_ecg(sitter, now, seconds=2) if name == "ecg.scp" else result_files.picture("PNG")
    work.practice.write(readings.import_file, asel.patient_id, name, content)
    (report,) = reports(work, asel)
    screen = ResultScreen(work)
    qtbot.addWidget(screen)
    screen.resize(1100, 700)
    screen.show()
    screen.show_subject(report.report_id)
    settled()
    if kind is EcgSheet:  # with measurements beside it; a picture alone is shown at once
        screen.open_document()
    settled()
    (sheet,) = screen.window().findChildren(kind)
    if isinstance(sheet, EcgSheet):
        qtbot.waitUntil(lambda: len(sheet.ecg.leads) == 12, timeout=10000)
    elif isinstance(sheet, PictureSheet):
        qtbot.waitUntil(lambda: sheet.page.image is not None, timeout=10000)
    assert sheet.problem == ""
    sheet.reject()
