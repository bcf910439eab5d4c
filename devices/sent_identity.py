"""Identity as devices write it: names in any order of parts, days of any precision, IINs in any id field."""

from __future__ import annotations

import re
from datetime import date

from app.domain.errors import Refused
from app.domain.identity import Iin, PersonName, Sex

_TWELVE = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")
_LONGEST_NAME = 256  # characters of one part; PN allows 64, HL7 194
_NEVER_BORN = date(1900, 1, 1)  # what devices fill in when the day is not known

_SEX = {
    Sex.MALE: {"m", "male", "man", "м", "муж", "мужской", "ер", "еркек"},
    Sex.FEMALE: {"f", "female", "woman", "w", "ж", "жен", "женский", "әйел", "аиел"},
}


def iin_candidates(*fields: str) -> tuple[str, ...]:
    """Twelve-digit strings with a right check digit, in the order found, each once."""
    found: dict[str, None] = {}
    for text in fields:
        for digits in (*_TWELVE.findall(text), re.sub(r"[\s\-]", "", text)):
            try:
                found[Iin(digits).value] = None
            except Refused:
                continue
    return tuple(found)


def name_of_parts(surname: str, given: str = "", patronymic: str = "") -> PersonName | None:
    """A name from the components of PID-5 or of a DICOM PN; None where nothing is said.

    Devices without three fields put the whole name into one: it is split at its spaces, surname first.
    """
    parts = [_clean(part[:_LONGEST_NAME]) for part in (surname, given, patronymic)]
    if not any(parts):
        return None
    surname, given, patronymic = parts
    if "," in surname and not given:
        surname, _, given = (part.strip() for part in surname.partition(","))
    if not given and not patronymic and " " in surname:
        surname, _, given = surname.partition(" ")
    elif not surname and given:
        surname, _, given = given.partition(" ")
    if given and not patronymic and " " in given:
        given, _, patronymic = given.partition(" ")
    return PersonName(surname, given, patronymic)


def day_of(text: str) -> date | None:
    """A calendar day: YYYYMMDD with anything after it, YYYY-MM-DD, YYYY.MM.DD, DD.MM.YYYY.

    None where only a year or month is given, where the day does not exist, or where it is a device's filler.
    """
    text = text.strip()
    found = re.match(r"(\d{4})[.\-/]?(\d{2})[.\-/]?(\d{2})(?!\d{3}$)", text)
    parts = found.groups() if found else None
    if not parts and (reverse := re.match(r"(\d{2})[.\-/](\d{2})[.\-/](\d{4})", text)):
        parts = (reverse[3], reverse[2], reverse[1])
    if not parts:
        return None
    try:
        day = date(*(int(part) for part in parts))
    except ValueError:
        return None
    return None if day <= _NEVER_BORN else day


def sex_of(text: str) -> Sex:
    """PID-8 (table 0001) or (0010,0040); words as devices spell them out. Anything else is unknown."""
    word = text.strip().casefold()
    return next((sex for sex, words in _SEX.items() if word in words), Sex.UNKNOWN)


def _clean(part: str) -> str:
    return " ".join(part.replace("_", " ").replace("\x00", "").strip(" ,;\"'").split())
