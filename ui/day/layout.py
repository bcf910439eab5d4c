"""Where a day's bookings lie: one column for each doctor or kind of device, lanes where bookings overlap.

Plain Python, so that the arithmetic of the day is tested without a window.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.domain.appointment import Appointment, AppointmentState
from app.domain.clock import KAZAKHSTAN, local

FIRST_HOUR, LAST_HOUR = 8, 20
SLOT_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Column:
    """A doctor (`doctor_id`) or a kind of device (`modality`, DICOM (0008,0060)); both empty: nobody in particular."""

    title: str
    subtitle: str = ""
    doctor_id: int | None = None
    modality: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A booking in its column; `lane` of `lanes` shares the column's width with those it overlaps."""

    appointment: Appointment
    column: int
    start: int  # minutes after midnight, local
    end: int
    lane: int
    lanes: int


@dataclass(frozen=True, slots=True)
class Hours:
    """The part of the day that is drawn, widened where somebody comes earlier or later."""

    first: int
    last: int

    @property
    def minutes(self) -> int:
        return (self.last - self.first) * 60


def minute_of(moment: datetime) -> int:
    at = local(moment)
    return at.hour * 60 + at.minute


def moment_at(day: date, minute: int) -> datetime:
    """The moment of a minute after midnight on the practice's wall clock."""
    return datetime.combine(day, time(), KAZAKHSTAN) + timedelta(minutes=minute)


def column_of(appointment: Appointment, columns: tuple[Column, ...]) -> int:
    """A booking for a device stands in the device's column, any other one in its doctor's."""
    for number, column in enumerate(columns):
        if column.modality and column.modality == appointment.modality:
            return number
    for number, column in enumerate(columns):
        if not column.modality and column.doctor_id == appointment.doctor_id:
            return number
    return 0


def place(appointments: Iterable[Appointment], columns: tuple[Column, ...]) -> tuple[Placed, ...]:
    """Give each booking that was not cancelled its place; the order is by column, then by time."""
    by_column: dict[int, list[Appointment]] = {}
    for appointment in appointments:
        if appointment.state is not AppointmentState.CANCELLED:
            by_column.setdefault(column_of(appointment, columns), []).append(appointment)
    placed: list[Placed] = []
    for column in sorted(by_column):
        placed.extend(_lanes(column, sorted(by_column[column], key=lambda a: (a.starts_at, a.appointment_id))))
    return tuple(placed)


def _lanes(column: int, appointments: list[Appointment]) -> Iterable[Placed]:
    """Bookings that overlap, directly or through others, form a group; each takes the first free lane of it."""
    group: list[tuple[Appointment, int, int, int]] = []
    free_at: list[int] = []
    for appointment in appointments:
        start = minute_of(appointment.starts_at)
        end = start + max(appointment.minutes, 10)
        if group and start >= max(free_at):
            yield from _finished(column, group, len(free_at))
            group, free_at = [], []
        lane = next((number for number, until in enumerate(free_at) if until <= start), len(free_at))
        if lane == len(free_at):
            free_at.append(end)
        else:
            free_at[lane] = end
        group.append((appointment, start, end, lane))
    yield from _finished(column, group, len(free_at))


def _finished(column: int, group: list[tuple[Appointment, int, int, int]], lanes: int) -> Iterable[Placed]:
    for appointment, start, end, lane in group:
        yield Placed(appointment, column, start, end, lane, lanes)


def hours_of(placed: tuple[Placed, ...]) -> Hours:
    first = min([FIRST_HOUR, *(p.start // 60 for p in placed)])
    last = max([LAST_HOUR, *(-(-p.end // 60) for p in placed)])
    return Hours(first, min(24, last))


def cursor_minutes(column: int, placed: tuple[Placed, ...], hours: Hours) -> tuple[int, ...]:
    """Where the keyboard cursor may stand in a column: every half hour, and every booking's own start."""
    slots = set(range(hours.first * 60, hours.last * 60, SLOT_MINUTES))
    taken = [(p.start, p.end) for p in placed if p.column == column]
    free = {s for s in slots if not any(start <= s < end for start, end in taken)}
    return tuple(sorted(free | {start for start, _ in taken}))
