"""Numbers and moments as people and devices type them into files: never guessed, never rounded."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from app.domain.clock import KAZAKHSTAN

_PLAIN_DECIMAL = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?")
_LOCAL = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(?:\.\d+)?([+-]\d{4})?")


def plain_number(text: str) -> float | None:
    """The number where the text is a plain decimal, with point or comma: never of `<0.5`, `---` or `1 234`."""
    plain = text.strip()
    return float(plain.replace(",", ".")) if _PLAIN_DECIMAL.fullmatch(plain) else None


def moment_in(text: str, formats: tuple[str, ...] = ()) -> datetime | None:
    """A moment by one of `formats` (strptime), else ISO 8601, DD.MM.YYYY HH:MM, YYYYMMDDHHMMSS; in UTC.

    Without a zone it is the practice's own time. None for what is no moment.
    """
    text = text.strip()
    for one in formats:
        try:
            found = datetime.strptime(text[:64], one)  # noqa: DTZ007  the zone is added below
        except ValueError:
            continue
        return _in_utc(found)
    if iso := _ISO.fullmatch(text):
        return _made(iso[1], iso[2], iso[3], iso[4], iso[5], iso[6], iso[7])
    if compact := _COMPACT.fullmatch(text):
        return _made(*compact.groups())
    if here := _LOCAL.fullmatch(text):
        return _made(here[3], here[2], here[1], here[4], here[5], here[6], None)
    return None


def _made(
    year: str, month: str, day: str, hour: str | None, minute: str | None, second: str | None, zone: str | None
) -> datetime | None:
    try:
        plain = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))  # noqa: DTZ001  as above
        if zone and zone != "Z":
            digits = re.sub(r"\D", "", zone)
            offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
            plain = plain.replace(tzinfo=timezone(-offset if zone.startswith("-") else offset))
        elif zone:
            plain = plain.replace(tzinfo=UTC)
    except ValueError:
        return None
    return _in_utc(plain)


def _in_utc(moment: datetime) -> datetime | None:
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=KAZAKHSTAN)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
