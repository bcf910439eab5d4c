"""Tests are ordered by keyboard alone; what became of each order is on the same sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import device_orders, device_sending, device_settings, laboratory, patients
from app.domain.device import Transport
from app.domain.device_settings import DeviceSettings
from app.domain.identity import PersonName
from app.domain.patient import Patient, PatientDraft
from app.laboratory import Progress
from ui.context import Context
from ui.orders import words
from ui.orders.sheet import OrderSheet

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]


@pytest.fixture
def sheet(qtbot: QtBot, work: Context, asel: Patient, settled: Settled) -> OrderSheet:
    settings = DeviceSettings(sends_orders=True, answers_port=1)
    work.practice.write(device_settings.add, Transport.HL7, "Анализатор", settings, peer="127.0.0.1")
    made = OrderSheet(work, asel)
    qtbot.addWidget(made)
    made.open()
    settled()
    return made


def test_tests_are_found_chosen_and_ordered_by_keyboard(
    work: Context, asel: Patient, sheet: OrderSheet, settled: Settled,
    typed: Callable[[QWidget, str], None], pressed: Callable[..., None],
) -> None:  # fmt: skip
    typed(sheet.search, "глюк")
    pressed(sheet.search, Qt.Key.Key_Return)
    typed(sheet.search, "uric")  # typed over: the field was selected
    pressed(sheet.search, Qt.Key.Key_Return)
    typed(sheet.specimen, "T-5")
    pressed(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    (order,) = work.practice.read(laboratory.of_patient, asel.patient_id)
    assert [test.code for test in order.order.tests] == ["2345-7", "3084-1"]
    assert (order.order.specimen_id, order.device_name, order.progress) == ("T-5", "Анализатор", Progress.ORDERED)
    assert sheet.orders.current == order
    assert not sheet.order_button.isEnabled(), "nothing is chosen for the next tube"
    assert not sheet.specimen.text()


def test_a_whole_group_is_one_press_and_space_takes_one_back(
    sheet: OrderSheet, pressed: Callable[..., None], settled: Settled
) -> None:
    sheet.panels["urine"].click()
    assert len(sheet._chosen) == sum(one.panel == "urine" for one in laboratory.tests())
    sheet.search.setText("нитрит")
    pressed(sheet.table, Qt.Key.Key_Space)
    assert "5802-4" not in sheet._chosen
    assert sheet.panels["urine"].text().startswith("☐")
    sheet.panels["urine"].click()
    sheet.panels["urine"].click()
    assert not sheet._chosen


def test_the_tube_of_another_patient_is_refused_in_words(
    work: Context, asel: Patient, sheet: OrderSheet, settled: Settled
) -> None:
    other = work.practice.write(patients.add, PatientDraft(PersonName("Ким", "Анна"), date(1990, 1, 1)))
    sheet.panels["urine"].click()
    sheet.specimen.setText("T-1")
    sheet.place()
    settled()
    second = OrderSheet(work, other, sheet)
    second.open()
    settled()
    second.panels["urine"].click()
    second.specimen.setText("T-1")
    second.place()
    settled()
    assert "другого пациента" in second._problem.text()
    assert second.specimen.text() == "T-1"
    assert second.order_button.isEnabled()
    second.reject()


def test_what_became_of_an_order_is_seen_and_it_is_cancelled_or_sent_again(
    work: Context, asel: Patient, sheet: OrderSheet, settled: Settled
) -> None:
    sheet.panels["cbc"].click()
    sheet.place()
    settled()

    def become(outcome: device_sending.Outcome) -> None:
        practice = work.practice
        claimed = practice.write(device_sending.claim)
        assert claimed is not None
        practice.write(device_sending.settle, claimed.message_id, outcome, 0.5)
        settled()

    become(device_sending.Outcome(device_orders.MessageState.REFUSED, "AE", "unknown test"))
    assert sheet.orders.current is not None
    assert words.state(sheet.orders.current) == "⚠ аппарат отклонил unknown test"
    assert sheet._again.isVisible()
    sheet.send_again()
    settled()
    assert sheet.orders.current.progress is Progress.SENT
    become(device_sending.Outcome(device_orders.MessageState.ACCEPTED, "AA"))
    assert sheet.orders.current.progress is Progress.ACCEPTED
    sheet.cancel_order()
    settled()
    assert sheet.orders.current.progress is Progress.CANCELLED
    assert not sheet._cancel_order.isVisible()


@pytest.mark.parametrize("typed", ["калий", "2823-3", "rfkbq", "potassium"])
def test_a_test_is_found_in_any_language_or_layout(typed: str) -> None:
    assert "2823-3" in [one.code for one in laboratory.find(typed)]


def test_every_test_has_names_code_and_a_known_unit() -> None:
    from app.domain.ucum import ucum_of

    assert len({one.code for one in laboratory.tests()}) == len(laboratory.tests())
    for one in laboratory.tests():
        assert all(one.name(language) for language in ("en", "kk", "ru"))
        assert not one.unit or ucum_of(one.unit) == one.unit, one.code
    assert laboratory.find("нет такого") == ()


def test_orders_that_were_not_taken_are_counted_listed_and_solved(
    qtbot: QtBot, work: Context, asel: Patient, sheet: OrderSheet, settled: Settled, pressed: Callable[..., None]
) -> None:
    from app import overview
    from ui.orders.stuck_sheet import StuckSheet

    sheet.panels["cbc"].click()
    sheet.place()
    settled()
    claimed = work.practice.write(device_sending.claim)
    assert claimed is not None
    outcome = device_sending.Outcome(device_orders.MessageState.REFUSED, "AE", "unknown test")
    work.practice.write(device_sending.settle, claimed.message_id, outcome, 0.5)
    settled()
    assert work.practice.read(overview.overview).orders_stuck == 1
    sheet.reject()
    stuck = StuckSheet(work)
    qtbot.addWidget(stuck)
    stuck.open()
    settled()
    one = stuck.table.current
    assert one is not None
    assert stuck.table.model().data(stuck.table.model().index(0, 4)) == "аппарат отклонил · unknown test"
    pressed(stuck, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert work.practice.read(overview.overview).orders_stuck == 0
    assert not stuck.again.isVisible()
