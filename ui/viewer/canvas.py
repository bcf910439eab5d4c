"""The picture of one frame: window and level by dragging, zoom, pan, invert, frames by wheel, identity on the picture.

A picture of a patient is black around and carries two identifiers, so that a screenshot is never anonymous.
While the mouse drags, a sampled image is painted; at rest the whole one, smoothly (measured: 4 ms against 16 ms a
repaint for 2048 × 2048).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ui.viewer.window_level import Greyscale, Window

_BLACK = QColor("#000000")  # diagnostic pictures are black around in every theme
_INK = QColor("#e4ebf2")
_SHADOW = QColor(0, 0, 0, 200)
_DRAG_PIXELS = 700_000
_MEASURE = QColor("#ffd54a")


class Tool(StrEnum):
    WINDOW = "window"
    ZOOM = "zoom"
    PAN = "pan"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Corners:
    """The words on the picture: identity top left, moment top right, place in the study bottom left."""

    identity: tuple[str, ...] = ()
    moment: str = ""
    place: str = ""


class Canvas(QWidget):
    """Shows one frame. Greyscale frames are windowed, colour frames are shown as they are."""

    frame_step_asked = Signal(int)
    window_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(200, 160)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.tool = Tool.WINDOW
        self.corners = Corners()
        self.notice = ""
        self._grey: Greyscale | None = None
        self._coarse: NDArray[np.uint16] | None = None
        self._colour: NDArray[np.uint8] | None = None
        self._window: Window | None = None
        self._image: QImage | None = None
        self._held: NDArray[np.uint8] | None = None  # QImage does not copy: its array must live as long
        self._size = (0, 0)  # of the frame: width, height
        self._spacing: tuple[float, float] | None = None
        self._zoom = 1.0
        self._offset = QPointF(0, 0)
        self._pressed: QPoint | None = None
        self._drag = Tool.WINDOW
        self._line: tuple[QPointF, QPointF] | None = None

    # what is shown

    def show_grey(self, grey: Greyscale, window: Window, *, spacing: tuple[float, float] | None, fresh: bool) -> None:
        """Show a single-sample frame; `fresh` forgets zoom, pan and measurement of the picture before.

        `spacing` is millimetres between rows and columns ((0028,0030)), None where the picture is not calibrated.
        """
        self._grey, self._colour = grey, None
        self._coarse = grey.sampled(_DRAG_PIXELS)
        self._window = window
        self._take(grey.index.shape[1], grey.index.shape[0], spacing, fresh=fresh)

    def show_colour(self, pixels: NDArray[np.uint8], *, spacing: tuple[float, float] | None, fresh: bool) -> None:
        """Show an RGB frame: rows × columns × 3."""
        self._grey, self._coarse, self._window = None, None, None
        self._colour = np.ascontiguousarray(pixels)
        self._take(pixels.shape[1], pixels.shape[0], spacing, fresh=fresh)

    def show_nothing(self, notice: str) -> None:
        """Say in words why there is no picture."""
        self._grey = self._colour = self._image = self._held = None
        self._window = None
        self.notice = notice
        self.update()

    def _take(self, width: int, height: int, spacing: tuple[float, float] | None, *, fresh: bool) -> None:
        self.notice = ""
        self._size, self._spacing = (width, height), spacing
        if fresh:
            self._zoom, self._offset, self._line = 1.0, QPointF(0, 0), None
        self._render(coarse=False)

    @property
    def window_level(self) -> Window | None:
        return self._window

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def is_colour(self) -> bool:
        return self._colour is not None

    @property
    def measured_mm(self) -> float | None:
        """Length of the drawn line; None where there is no line or the picture is not calibrated."""
        if self._line is None or self._spacing is None:
            return None
        across = (self._line[1].x() - self._line[0].x()) * self._spacing[1]
        down = (self._line[1].y() - self._line[0].y()) * self._spacing[0]
        return math.hypot(across, down)

    # what the user does

    def set_window(self, window: Window) -> None:
        if self._grey is None:
            return
        self._window = window
        self._render(coarse=self._pressed is not None)
        self.window_changed.emit(window)

    def invert(self) -> None:
        if self._window is not None:
            self.set_window(Window(self._window.center, self._window.width, not self._window.inverted))

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Zoom, keeping the point of the picture under `around` (widget coordinates) where it is."""
        at = around if around is not None else QPointF(self.rect().center())
        before = self._to_picture(at)
        self._zoom = min(20.0, max(0.2, self._zoom * factor))
        after = self._to_picture(at)
        self._offset += (after - before) * self._scale()
        self.update()

    def reset(self, window: Window | None) -> None:
        """Fit the picture into the widget, forget the measurement and return to the given window."""
        self._zoom, self._offset, self._line = 1.0, QPointF(0, 0), None
        if window is not None:
            self.set_window(window)
        self.update()

    # geometry

    def _fit(self) -> float:
        width, height = self._size
        return min(self.width() / width, self.height() / height) if width and height else 1.0

    def _scale(self) -> float:
        return self._fit() * self._zoom

    def picture_rect(self) -> QRectF:
        """Where the frame lies in the widget."""
        scale = self._scale()
        width, height = self._size[0] * scale, self._size[1] * scale
        corner = QPointF((self.width() - width) / 2, (self.height() - height) / 2) + self._offset
        return QRectF(corner.x(), corner.y(), width, height)

    def _to_picture(self, at: QPointF) -> QPointF:
        return (at - self.picture_rect().topLeft()) / self._scale()

    # painting

    def _render(self, *, coarse: bool) -> None:
        if self._grey is not None and self._window is not None and self._coarse is not None:
            source = self._coarse if coarse else self._grey.index
            self._held = self._grey.table(self._window)[source]
            height, width = self._held.shape
            self._image = QImage(self._held.data, width, height, width, QImage.Format.Format_Grayscale8)
        elif self._colour is not None:
            self._held = self._colour
            height, width = self._colour.shape[:2]
            self._image = QImage(self._held.data, width, height, width * 3, QImage.Format.Format_RGB888)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _BLACK)
        if self._image is not None:
            at_rest = self._pressed is None
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, at_rest and self._scale() < 4)
            painter.drawImage(self.picture_rect(), self._image)
            self._paint_measurement(painter)
        elif self.notice:
            painter.setPen(_INK)
            box = self.rect().adjusted(24, 24, -24, -24)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.notice)
        self._paint_corners(painter)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_corners(self, painter: QPainter) -> None:
        metrics = QFontMetrics(painter.font())
        line, edge = metrics.height() + 2, 12
        for row, words in enumerate(self.corners.identity):
            self._word(painter, edge, edge + line * (row + 1) - 4, words)
        right = [self.corners.moment]
        if self._window is not None:
            right.append(f"W {self._window.width:.0f}  L {self._window.center:.0f}")
        for row, words in enumerate(right):
            left = self.width() - edge - metrics.horizontalAdvance(words)
            self._word(painter, left, edge + line * (row + 1) - 4, words)
        self._word(painter, edge, self.height() - edge, self.corners.place)

    @staticmethod
    def _word(painter: QPainter, x: int, y: int, words: str) -> None:
        painter.setPen(_SHADOW)
        painter.drawText(x + 1, y + 1, words)
        painter.setPen(_INK)
        painter.drawText(x, y, words)

    def _paint_measurement(self, painter: QPainter) -> None:
        if self._line is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(_MEASURE, 2))
        corner, scale = self.picture_rect().topLeft(), self._scale()
        start, end = (corner + point * scale for point in self._line)
        painter.drawLine(start, end)
        for point in (start, end):
            painter.drawEllipse(point, 5, 5)
        length = self.measured_mm
        words = self.tr("not calibrated") if length is None else self.tr("{length} mm").format(length=_decimal(length))
        painter.drawText(end + QPointF(10, 18), words)

    # events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        chosen = {Qt.MouseButton.RightButton: Tool.ZOOM, Qt.MouseButton.MiddleButton: Tool.PAN}
        self._drag = chosen.get(event.button(), self.tool)
        if self._drag is Tool.MEASURE:
            start = self._to_picture(event.position())
            self._line = (start, start)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        now = event.position().toPoint()
        step = now - self._pressed
        self._pressed = now
        if self._drag is Tool.PAN:
            self._offset += QPointF(step)
        elif self._drag is Tool.ZOOM:
            self.zoom_by(1.01 ** (-step.y()))
        elif self._drag is Tool.MEASURE and self._line is not None:
            self._line = (self._line[0], self._to_picture(event.position()))
        elif self._window is not None and self._grey is not None:
            spread = self._grey.highest - self._grey.lowest
            self.set_window(self._window.dragged(step.x(), step.y(), spread))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self._render(coarse=False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        up = event.angleDelta().y() > 0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1.2 if up else 1 / 1.2, event.position())
        else:
            self.frame_step_asked.emit(-1 if up else 1)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows change the frame; with Shift they pan, with Ctrl they window; plus and minus zoom."""
        key, modifiers = event.key(), event.modifiers()
        steps = {
            Qt.Key.Key_Left: QPoint(-1, 0),
            Qt.Key.Key_Right: QPoint(1, 0),
            Qt.Key.Key_Up: QPoint(0, -1),
            Qt.Key.Key_Down: QPoint(0, 1),
        }
        step = steps.get(Qt.Key(key)) if key in steps else None
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1.25)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(0.8)
        elif step is None:
            super().keyPressEvent(event)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._offset -= QPointF(step) * 32
            self.update()
        elif modifiers & Qt.KeyboardModifier.ControlModifier and self._window is not None and self._grey is not None:
            spread = self._grey.highest - self._grey.lowest
            self.set_window(self._window.dragged(step.x() * 16, step.y() * 16, spread))
        else:
            self.frame_step_asked.emit(step.x() + step.y())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def _decimal(length: float) -> str:
    return f"{length:.1f}".replace(".", ",")
