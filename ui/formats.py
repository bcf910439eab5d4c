"""Dates, ages, numbers and identifiers as both languages write them: 23.11.2026, 41 год, 850615 400125, 36,7."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.domain.clock import local
from app.domain.identity import Iin, PersonName, Sex

translate = QCoreApplication.translate


def day(when: date | None) -> str:
    """`23.11.2026`; an empty text where the date is not known."""
    return when.strftime("%d.%m.%Y") if when else ""


def clock(moment: datetime) -> str:
    return local(moment).strftime("%H:%M")


def clock_seconds(moment: datetime) -> str:
    """`11:31:04.118`, for lines of a log."""
    return local(moment).strftime("%H:%M:%S.%f")[:-3]


def moment(at: datetime | None) -> str:
    """`23.11.2026 11:21` on the practice's wall clock."""
    return local(at).strftime("%d.%m.%Y %H:%M") if at else ""


def moment_near(at: datetime, now: datetime) -> str:
    """`today 11:21` for today, else the whole date."""
    if local(at).date() == local(now).date():
        return translate("formats", "today {time}").format(time=clock(at))
    return moment(at)


def long_day(when: date) -> str:
    """`Понедельник, 23 ноября 2026` in the screen's language."""
    words = QLocale().toString(QDate(when.year, when.month, when.day), "dddd, d MMMM yyyy")
    return words[:1].upper() + words[1:]


def age_at(born: date, today: date) -> int:
    """Whole years of age."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def age(born: date | None, today: date) -> str:
    """`41 год`, for infants `7 мес.`; an empty text where the birth date is not known."""
    if born is None:
        return ""
    years = age_at(born, today)
    if years >= 2:
        return translate("formats", "%n year(s) old", "", years)
    months = max(0, (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day))
    return translate("formats", "%n month(s) old", "", months)


def sex(value: Sex) -> str:
    return {
        Sex.MALE: translate("formats", "male"),
        Sex.FEMALE: translate("formats", "female"),
        Sex.UNKNOWN: translate("formats", "sex not known"),
    }[value]


def iin(value: Iin | str | None) -> str:
    """`850615 400125`: two groups are easier to compare than twelve digits."""
    digits = str(value) if value else ""
    return f"{digits[:6]} {digits[6:]}" if len(digits) == 12 else digits


def two_identifiers(name: PersonName, number: Iin | None, born: date | None) -> str:
    """Name and IIN, or the birth date where there is no IIN (product rule 4)."""
    if number is not None:
        words = translate("formats", "IIN {number}").format(number=iin(number))
        return f"{name.full} · {words}"
    return f"{name.full} · {day(born)}" if born else name.full


def short_name(name: PersonName) -> str:
    """`Құсайынова Әсел Н.`"""
    patronymic = f"{name.patronymic[0]}." if name.patronymic else ""
    return " ".join(part for part in (name.surname, name.given, patronymic) if part)


def number(value: float, decimals: int | None = None) -> str:
    """A number with a decimal comma; without `decimals` as short as it is exact to four figures."""
    written = f"{value:.{decimals}f}" if decimals is not None else f"{value:.4g}"
    return written.replace(".", ",")


def size(count: int) -> str:
    """A count of bytes in the unit a person reads."""
    if count < 1024 * 1024:
        return translate("formats", "{count} KB").format(count=number(count / 1024, 0))
    if count < 1024**3:
        return translate("formats", "{count} MB").format(count=number(count / 1024**2, 1))
    return translate("formats", "{count} GB").format(count=number(count / 1024**3, 1))


def ago(then: datetime, now: datetime) -> str:
    """`2 s ago`, `5 min ago`, or the moment itself after an hour."""
    seconds = max(0, round((now - then).total_seconds()))
    if seconds < 60:
        return translate("formats", "%n s ago", "", seconds)
    if seconds < 3600:
        minutes = seconds // 60
        return translate("formats", "%n min ago", "", minutes)
    return moment_near(then, now)
