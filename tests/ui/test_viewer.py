"""What a device sent, as a doctor looks at it: windowed, stepped, measured, with the identity on the picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.card import read_card
from app.domain.clock import FixedClock
from app.domain.patient import Patient, TimelineKind
from app.stand_ins import device_objects
from app.stand_ins.device_objects import Sitter
from ui.context import Context
from ui.main_window import MainWindow
from ui.viewer.canvas import Canvas, Tool
from ui.viewer.screen import ViewerScreen
from ui.viewer.window_level import Greyscale, Window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Settled = Callable[[], None]
Show = Callable[[], ViewerScreen]


@pytest.fixture
def show(qtbot: QtBot, work: Context, asel: Patient, settled: Settled) -> Show:
    """Open the patient's only study."""

    def opened() -> ViewerScreen:
        (study,) = [
            one for one in work.practice.read(read_card, asel.patient_id).timeline if one.kind is TimelineKind.STUDY
        ]
        screen = ViewerScreen(work)
        qtbot.addWidget(screen)
        screen.resize(1000, 700)
        screen.show()
        screen.show_subject(study.object_id)
        settled()
        return screen

    return opened


def _drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    steps = (
        (QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseMove, end, Qt.MouseButton.NoButton),
        (QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.LeftButton),
    )
    for kind, at, button in steps:
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, QPointF(at), QPointF(at), button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)


def test_the_table_is_the_standards_linear_function() -> None:
    """PS3.3 C.11.2.1.2.1: below the window black, above it white, the middle grey."""
    stored = np.array([[-1000, 40], [239, 3000]], dtype=np.int16)
    grey = Greyscale.of(stored, 1.0, 0.0)
    levels = grey.table(Window(40, 400))[grey.index]
    assert levels[0, 0] == 0
    assert levels[1, 1] == 255
    assert abs(int(levels[0, 1]) - 128) <= 1
    assert levels[1, 0] >= 254
    assert (grey.table(Window(40, 400, inverted=True))[grey.index] == 255 - levels).all()


def test_white_is_low_in_monochrome1_and_a_rescale_counts() -> None:
    stored = np.array([[0, 100]], dtype=np.uint16)
    grey = Greyscale.of(stored, 2.0, -50.0, darkens=True)
    assert (grey.lowest, grey.highest) == (-50.0, 150.0)
    levels = grey.table(grey.full_range)[grey.index]
    assert levels[0, 0] == 255
    assert levels[0, 1] == 0


def test_wide_values_are_scaled_and_their_window_stays_in_their_own_units() -> None:
    real = np.array([[0.0, 0.5], [1.0, 2.0]], dtype=np.float32)
    grey = Greyscale.of(real, 1.0, 0.0)
    assert (round(grey.lowest, 3), round(grey.highest, 3)) == (0.0, 2.0)


def test_dragging_windows_the_picture_and_reset_brings_the_devices_window_back(
    work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, show: Show, settled: Settled
) -> None:
    arrivals.image(device_objects.ct_slices(sitter, clock.now(), count=1, size=64)[0])
    screen = show()
    first = screen.canvas.window_level
    assert first is not None
    centre = screen.canvas.rect().center()
    _drag(screen.canvas, centre, centre + QPoint(60, -40))
    dragged = screen.canvas.window_level
    assert dragged is not None
    assert dragged.width > first.width
    assert dragged.center < first.center
    screen.reset()
    assert screen.canvas.window_level == first


def test_ctrl_with_arrows_windows_the_picture_by_keyboard_and_no_command_takes_the_chords(
    qtbot: QtBot, work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, settled: Settled
) -> None:
    arrivals.image(device_objects.ct_slices(sitter, clock.now(), count=1, size=64)[0])
    frame = MainWindow(work, start="viewer")
    qtbot.addWidget(frame)
    frame.show()
    frame.go("viewer", 1)
    settled()
    screen = frame.screen_of("viewer")
    assert isinstance(screen, ViewerScreen)
    first = screen.canvas.window_level
    assert first is not None
    screen.canvas.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
        chord = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.ControlModifier)
        QApplication.sendEvent(frame.windowHandle(), chord)  # the way of a real key: past the registry's filter
    windowed = screen.canvas.window_level
    assert windowed is not None
    assert windowed.width > first.width
    assert windowed.center != first.center
    frame.put_down()


def test_the_identity_and_the_moment_are_on_the_picture(
    work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, show: Show, settled: Settled
) -> None:
    arrivals.image(device_objects.x_ray(sitter, clock.now(), size=64))
    screen = show()
    assert screen.canvas.corners.identity == ("Құсайынова Әсел Н.", "850615 400125")
    assert screen.canvas.corners.moment.startswith("23.11.2026")


def test_a_loop_plays_by_itself_stops_on_space_and_steps_by_keys(
    qtbot: QtBot, work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, show: Show, settled: Settled,
    pressed: Callable[..., None],
) -> None:  # fmt: skip
    arrivals.image(device_objects.ultrasound(sitter, clock.now(), frames=6, size=64))
    screen = show()
    qtbot.waitUntil(lambda: screen.slider.value() > 0, timeout=3000)
    pressed(screen, Qt.Key.Key_Space)
    settled()
    screen.slider.setValue(2)
    pressed(screen.canvas, Qt.Key.Key_Right)
    settled()
    assert screen.slider.value() == 3
    pressed(screen.canvas, Qt.Key.Key_Left)
    assert screen.slider.value() == 2
    settled()


def test_an_ecg_is_drawn_as_twelve_leads(
    work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, show: Show, settled: Settled
) -> None:
    arrivals.image(device_objects.ecg(sitter, clock.now(), seconds=2), calling="ECG")
    screen = show()
    settled()
    assert screen.ecg.isVisible()
    assert [lead.name for lead in screen.ecg.leads][:3] == ["I", "II", "III"]
    assert len(screen.ecg.leads) == 12
    assert screen.ecg.grab().toImage().pixelColor(300, 200) is not None


def test_measurements_of_a_report_are_text(
    work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, show: Show, settled: Settled
) -> None:
    arrivals.image(device_objects.structured_report(sitter, clock.now()))
    screen = show()
    settled()
    assert screen.tree.isVisible()
    assert len(screen.tree.toPlainText()) > 20


def test_what_cannot_be_shown_is_said_and_kept(
    work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, show: Show, settled: Settled
) -> None:
    broken = device_objects.x_ray(sitter, clock.now(), size=64)
    broken.PixelData = broken.PixelData[:100]
    arrivals.image(broken)
    screen = show()
    settled()
    assert screen.canvas.notice
    assert screen.canvas.window_level is None


def test_images_that_arrive_are_added_and_the_shown_one_stays(
    qtbot: QtBot, work: Context, sitter: Sitter, arrivals: Any, clock: FixedClock, show: Show, settled: Settled
) -> None:
    slices = device_objects.ct_slices(sitter, clock.now(), count=3, size=32)
    arrivals.image(slices[1])
    screen = show()
    shown = screen.list.currentIndex().data(Qt.ItemDataRole.UserRole).instance_id
    window = Window(50, 77)
    screen.canvas.set_window(window)
    for one in (slices[0], slices[2]):
        arrivals.image(one)
    qtbot.waitUntil(lambda: screen.list.model().rowCount() == 3, timeout=5000)
    settled()
    assert screen.list.currentIndex().data(Qt.ItemDataRole.UserRole).instance_id == shown
    assert screen.canvas.window_level == window


def test_a_length_is_measured_in_millimetres_where_the_picture_is_calibrated(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(200, 200)
    canvas.show()
    grey = Greyscale.of(np.zeros((100, 100), dtype=np.uint8), 1, 0)
    canvas.show_grey(grey, grey.full_range, spacing=(0.5, 0.5), fresh=True)
    canvas.tool = Tool.MEASURE
    _drag(canvas, QPoint(20, 100), QPoint(120, 100))
    assert canvas.measured_mm == pytest.approx(25.0)
    canvas.show_grey(grey, grey.full_range, spacing=None, fresh=False)
    assert canvas.measured_mm is None


def test_zoom_keeps_the_point_under_the_pointer(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(200, 200)
    canvas.show_colour(np.zeros((100, 100, 3), dtype=np.uint8), spacing=None, fresh=True)
    before = canvas.picture_rect()
    at = QPointF(50, 150)
    share = (at.x() - before.left()) / before.width()
    canvas.zoom_by(2.0, at)
    after = canvas.picture_rect()
    assert (at.x() - after.left()) / after.width() == pytest.approx(share)
