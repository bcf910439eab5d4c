"""The day as columns: bookings painted to the minute, the line of now, a cursor for the keyboard.

Painted, not assembled from widgets: a busy practice has two hundred bookings in a day, and the whole is repainted in
a few milliseconds. What the cursor stands on is told to assistive technology as the widget's description.
"""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.domain.appointment import Appointment, AppointmentState
from app.domain.clock import local
from ui.chip import Tone
from ui.context import Context
from ui.day.layout import Column, Hours, Placed, cursor_minutes, hours_of, minute_of, moment_at, place
from ui.day.words import device_word, state_tone

_OVER = (AppointmentState.DONE, AppointmentState.NO_SHOW, AppointmentState.CANCELLED)


class DayGrid(QAbstractScrollArea):
    """One day. The cursor is a column and a minute; a booking under it is the current one."""

    current_changed = Signal(object)  # Appointment | None
    opened = Signal(object)  # Appointment: Enter or double click
    slot_chosen = Signal(int, object)  # column, moment: Enter or double click on free time
    dropped = Signal(object, int, object)  # Appointment, column, moment

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._day = date.min
        self._columns: tuple[Column, ...] = ()
        self._placed: tuple[Placed, ...] = ()
        self._hours = Hours(8, 20)
        self._cursor = (0, 9 * 60)
        self._now: datetime | None = None
        self._state_words: dict[AppointmentState, str] = {}
        self._emergency_word = ""
        self._pressed: tuple[QPoint, Placed] | None = None
        self._dragged_to: QPoint | None = None
        self._moving = False

    # what is shown

    def show_day(
        self, day: date, columns: tuple[Column, ...], appointments: tuple[Appointment, ...], now: datetime
    ) -> None:
        """Show a day's bookings; the cursor stays where it was, and so does the scroll bar."""
        current = self.current
        is_other_day = day != self._day
        self._day, self._columns, self._now = day, columns, now
        self._placed = place(appointments, columns)
        self._hours = hours_of(self._placed)
        if is_other_day:
            self._cursor = (0, self._nearest_minute(0, minute_of(now) if local(now).date() == day else 9 * 60))
        elif current is not None:
            self._follow(current.appointment_id)
        self._cursor = (min(self._cursor[0], max(0, len(columns) - 1)), self._cursor[1])
        self._update_scroll_bar()
        if is_other_day:
            self._scroll_to(self._cursor[1] - 60)
        self.viewport().update()
        self.current_changed.emit(self.current)

    def set_words(self, states: dict[AppointmentState, str], emergency: str) -> None:
        self._state_words, self._emergency_word = states, emergency
        self.viewport().update()

    def set_now(self, now: datetime) -> None:
        self._now = now
        self.viewport().update()

    def set_moving(self, moving: bool) -> None:
        """While a booking waits on the board, free time under the cursor is shown as its new place."""
        self._moving = moving
        self.viewport().update()

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    @property
    def cursor_moment(self) -> datetime:
        return moment_at(self._day, self._cursor[1])

    @property
    def cursor_column(self) -> int:
        return self._cursor[0]

    @property
    def current(self) -> Appointment | None:
        found = self._placed_at(*self._cursor)
        return found.appointment if found else None

    def put_cursor_on(self, appointment_id: int) -> None:
        """Stand on a booking and bring it into view."""
        self._follow(appointment_id)
        self._scroll_to(self._cursor[1] - 60)
        self._moved()

    def _follow(self, appointment_id: int) -> None:
        for one in self._placed:
            if one.appointment.appointment_id == appointment_id:
                self._cursor = (one.column, one.start)

    # geometry, in pixels of the viewport

    def _px(self, length: float) -> int:
        return self._context.theme.px(length)

    @property
    def _axis(self) -> int:
        return self._px(58)

    @property
    def _head(self) -> int:
        return self._px(58)

    @property
    def _per_minute(self) -> float:
        return 2.0 * self._context.theme.scale

    def _x(self, column: int) -> int:
        width = self.viewport().width() - self._axis
        return self._axis + round(width * column / max(1, len(self._columns)))

    def _y(self, minute: int) -> int:
        top = self._head - self.verticalScrollBar().value() + self._px(8)
        return top + round((minute - self._hours.first * 60) * self._per_minute)

    def _box(self, one: Placed) -> QRect:
        left, right = self._x(one.column) + self._px(4), self._x(one.column + 1) - self._px(4)
        width = (right - left) / one.lanes
        x = left + round(width * one.lane)
        top, bottom = self._y(one.start) + 2, self._y(one.end) - 2
        return QRect(x, top, round(width) - (2 if one.lanes > 1 else 0), bottom - top)

    def _under(self, at: QPoint) -> tuple[int, int] | None:
        """Column and minute under a point, the minute rounded down to five."""
        if at.x() < self._axis or at.y() < self._head or not self._columns:
            return None
        column = next((n for n in range(len(self._columns)) if at.x() < self._x(n + 1)), len(self._columns) - 1)
        minute = self._hours.first * 60 + int((at.y() - self._y(self._hours.first * 60)) / self._per_minute)
        return column, max(self._hours.first * 60, min(self._hours.last * 60 - 5, minute // 5 * 5))

    def _placed_under(self, at: QPoint) -> Placed | None:
        return next((one for one in self._placed if at.y() > self._head and self._box(one).contains(at)), None)

    def _placed_at(self, column: int, minute: int) -> Placed | None:
        exact = [one for one in self._placed if one.column == column and one.start == minute]
        return exact[0] if exact else None

    def _nearest_minute(self, column: int, minute: int) -> int:
        stops = cursor_minutes(column, self._placed, self._hours)
        return min(stops, key=lambda stop: (abs(stop - minute), stop)) if stops else minute

    def _update_scroll_bar(self) -> None:
        whole = self._head + round(self._hours.minutes * self._per_minute) + self._px(16)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, whole - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(round(SLOT_STEP * self._per_minute))

    def _scroll_to(self, minute: int) -> None:
        self.verticalScrollBar().setValue(round((minute - self._hours.first * 60) * self._per_minute))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._update_scroll_bar()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._context.theme.colours
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), QColor(colours.surface))
        self._paint_lines(painter)
        self._paint_cursor(painter)
        for one in self._placed:
            self._paint_booking(painter, one)
        self._paint_now(painter)
        self._paint_head(painter)
        self._paint_dragged(painter)

    def _paint_lines(self, painter: QPainter) -> None:
        colours = self._context.theme.colours
        width = self.viewport().width()
        for minute in range(self._hours.first * 60, self._hours.last * 60 + 1, SLOT_STEP):
            y = self._y(minute)
            if minute % 60 == 0:
                painter.setPen(QColor(colours.line))
                painter.drawLine(self._axis, y, width, y)
                painter.setPen(QColor(colours.tertiary))
                painter.setFont(self._font(12.5))
                box = QRect(0, y - self._px(10), self._axis - self._px(8), self._px(20))
                words = f"{minute // 60:02}:00"
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
            else:
                painter.setPen(QColor(colours.hairline))
                painter.drawLine(self._axis, y, width, y)
        painter.setPen(QColor(colours.line))
        for column in range(len(self._columns)):
            painter.drawLine(self._x(column), 0, self._x(column), self.viewport().height())

    def _paint_head(self, painter: QPainter) -> None:
        colours = self._context.theme.colours
        painter.fillRect(0, 0, self.viewport().width(), self._head, QColor(colours.surface))
        painter.setPen(QColor(colours.line))
        painter.drawLine(0, self._head, self.viewport().width(), self._head)
        for number, column in enumerate(self._columns):
            left, width = self._x(number), self._x(number + 1) - self._x(number)
            painter.setPen(QColor(colours.line))
            painter.drawLine(left, 0, left, self._head)
            inner = width - self._px(24)
            self._text(painter, column.title, left + self._px(12), self._px(8), inner, 14, colours.text, bold=True)
            self._text(painter, column.subtitle, left + self._px(12), self._px(29), inner, 12.5, colours.secondary)

    def _paint_cursor(self, painter: QPainter) -> None:
        if not self._columns or self.current is not None or not (self.hasFocus() or self._moving):
            return
        column, minute = self._cursor
        left, right = self._x(column) + self._px(4), self._x(column + 1) - self._px(4)
        box = QRectF(left, self._y(minute) + 2, right - left, SLOT_STEP * self._per_minute - 4)
        colours = self._context.theme.colours
        painter.setPen(QPen(QColor(colours.accent), 2, Qt.PenStyle.DashLine if self._moving else Qt.PenStyle.SolidLine))
        painter.setBrush(QColor(colours.accent_soft) if self._moving else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, self._px(7), self._px(7))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._text(
            painter, f"{minute // 60:02}:{minute % 60:02}", left + self._px(12), int(box.top()) + self._px(6),
            right - left - self._px(24), 12.5, colours.accent_text, bold=True,
        )  # fmt: skip

    def _paint_booking(self, painter: QPainter, one: Placed) -> None:
        colours = self._context.theme.colours
        appointment, box = one.appointment, self._box(one)
        if box.bottom() < self._head or box.top() > self.viewport().height():
            return
        is_emergency = bool(appointment.emergency_reason)
        recedes = appointment.state in _OVER and appointment.state is not AppointmentState.NO_SHOW
        ground = QColor(colours.visit_3 if is_emergency else self._ground(one.column))
        edge = QColor(colours.bad if is_emergency else colours.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(0.55 if recedes else 1.0)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, self._px(7), self._px(7))
        painter.save()
        painter.setClipRect(box.left(), box.top(), self._px(3), box.height())
        painter.setBrush(edge)
        painter.drawRoundedRect(box, self._px(7), self._px(7))
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setOpacity(1.0)
        if appointment.appointment_id == (self.current.appointment_id if self.current else None):
            painter.setPen(QPen(QColor(colours.accent), 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(box, self._px(7), self._px(7))
        self._paint_words(painter, one, box, recedes=recedes)

    def _paint_words(self, painter: QPainter, one: Placed, box: QRect, *, recedes: bool) -> None:
        colours = self._context.theme.colours
        appointment = one.appointment
        is_emergency = bool(appointment.emergency_reason)
        words, tone = self._state_words.get(appointment.state, ""), state_tone(appointment.state)
        if is_emergency and appointment.state in (AppointmentState.BOOKED, AppointmentState.ARRIVED):
            words, tone = self._emergency_word, "bad"
        left, width = box.left() + self._px(12), box.width() - self._px(20)
        chip = self._paint_chip(painter, words, tone, box) if width > self._px(150) else 0
        name = f"{appointment.patient_name.surname} {appointment.patient_name.given}".strip()
        ink = colours.secondary if recedes else colours.text
        top = box.top() + (self._px(5) if box.height() > self._px(46) else self._px(2))
        self._text(painter, name, left, top, width - chip, 14.5, ink, bold=True)
        if box.height() > self._px(40):
            told = device_word(appointment.device_state, appointment.device)
            said = appointment.emergency_reason if is_emergency else appointment.service
            below = " · ".join(part for part in (told, said) if part)
            self._text(painter, below, left, top + self._px(20), width, 14.5, colours.secondary)

    def _paint_chip(self, painter: QPainter, words: str, tone: Tone, box: QRect) -> int:
        """Returns the width taken at the right edge."""
        if not words:
            return 0
        colours = self._context.theme.colours
        ink, ground = {
            "ok": (colours.ok, colours.ok_soft),
            "warn": (colours.warn, colours.warn_soft),
            "bad": (colours.bad, colours.bad_soft),
            "accent": (colours.accent_text, colours.accent_soft),
            "neutral": (colours.secondary, colours.hover),
        }[tone]
        font = self._font(11.5, bold=True)
        width = QFontMetrics(font).horizontalAdvance(words) + self._px(14)
        chip = QRect(box.right() - width - self._px(8), box.top() + self._px(7), width, self._px(20))
        if box.height() < self._px(34):
            chip.moveTop(box.top() + self._px(1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(chip, self._px(5), self._px(5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(ink))
        painter.setFont(font)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
        return width + self._px(12)

    def _paint_now(self, painter: QPainter) -> None:
        if self._now is None or local(self._now).date() != self._day:
            return
        y = self._y(minute_of(self._now))
        colour = QColor(self._context.theme.colours.now)
        painter.setPen(QPen(colour, self._px(2)))
        painter.drawLine(self._axis, y, self.viewport().width(), y)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPoint(self._axis, y), self._px(4), self._px(4))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_dragged(self, painter: QPainter) -> None:
        if self._pressed is None or self._dragged_to is None:
            return
        target = self._under(self._dragged_to)
        if target is None:
            return
        one = self._pressed[1]
        left, right = self._x(target[0]) + self._px(4), self._x(target[0] + 1) - self._px(4)
        box = QRectF(left, self._y(target[1]), right - left, (one.end - one.start) * self._per_minute)
        painter.setOpacity(0.8)
        painter.setPen(QPen(QColor(self._context.theme.colours.accent), 2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(self._context.theme.colours.accent_soft))
        painter.drawRoundedRect(box, self._px(7), self._px(7))
        painter.setOpacity(1.0)
        words = f"{target[1] // 60:02}:{target[1] % 60:02}  {one.appointment.patient_name.full}"
        ink = self._context.theme.colours.text
        self._text(painter, words, left + self._px(12), int(box.top()) + self._px(5), right - left - 24, 14.5, ink)

    def _ground(self, column: int) -> str:
        colours = self._context.theme.colours
        return (colours.visit_1, colours.visit_2, colours.visit_4)[column % 3]

    def _font(self, pixels: float, *, bold: bool = False) -> QFont:
        return self._context.theme.font(pixels, 600 if bold else 400, tabular=True)

    def _text(
        self,
        painter: QPainter,
        words: str,
        x: int,
        y: int,
        width: int,
        pixels: float,
        colour: str,
        *,
        bold: bool = False,
    ) -> None:
        font = self._font(pixels, bold=bold)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, width))
        painter.drawText(x, y + metrics.ascent(), shown)

    # hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        column, minute = self._cursor
        stops = cursor_minutes(column, self._placed, self._hours)
        key = event.key()
        if key == Qt.Key.Key_Down:
            self._go(column, next((s for s in stops if s > minute), minute))
        elif key == Qt.Key.Key_Up:
            self._go(column, next((s for s in reversed(stops) if s < minute), minute))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            other = max(0, min(len(self._columns) - 1, column + (1 if key == Qt.Key.Key_Right else -1)))
            self._go(other, self._nearest_minute(other, minute))
        elif key == Qt.Key.Key_Home:
            self._go(column, stops[0] if stops else minute)
        elif key == Qt.Key.Key_End:
            self._go(column, stops[-1] if stops else minute)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _go(self, column: int, minute: int) -> None:
        self._cursor = (column, minute)
        top, bottom = self._y(minute), self._y(minute + SLOT_STEP)
        if top < self._head or bottom > self.viewport().height():
            self._scroll_to(minute - 60)
        self._moved()

    def _moved(self) -> None:
        self.viewport().update()
        self.setAccessibleDescription(self._spoken())
        self.current_changed.emit(self.current)

    def _spoken(self) -> str:
        column = self._columns[self._cursor[0]].title if self._columns else ""
        minute = f"{self._cursor[1] // 60:02}:{self._cursor[1] % 60:02}"
        current = self.current
        if current is None:
            return f"{column}, {minute}"
        state = self._state_words.get(current.state, "")
        told = device_word(current.device_state, current.device)
        return ", ".join([column, minute, current.patient_name.full, current.service, state, *([told] if told else [])])

    def _choose(self) -> None:
        current = self.current
        if current is not None and not self._moving:
            self.opened.emit(current)
        elif self._columns:
            self.slot_chosen.emit(self._cursor[0], self.cursor_moment)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        one = self._placed_under(at)
        under = self._under(at)
        if one is not None:
            self._pressed = (at, one)
            self._cursor = (one.column, one.start)
        elif under is not None:
            self._cursor = (under[0], under[1] // SLOT_STEP * SLOT_STEP)
        self._moved()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is not None and (at - self._pressed[0]).manhattanLength() > self._px(10):
            self._dragged_to = at
            self.viewport().update()
            return
        one = self._placed_under(at)
        words = one.appointment.patient_name.full + "\n" + one.appointment.service if one else ""
        QToolTip.showText(event.globalPosition().toPoint(), words, self.viewport())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, dragged_to = self._pressed, self._dragged_to
        self._pressed = self._dragged_to = None
        self.viewport().update()
        target = self._under(dragged_to) if dragged_to is not None else None
        if pressed is not None and target is not None:
            self.dropped.emit(pressed[1].appointment, target[0], moment_at(self._day, target[1]))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self._choose()


SLOT_STEP = 30  # minutes between two lines
