"""A list of patients from a CSV file: columns iin, surname, name, patronymic, birth_date, sex, phone.

UTF-8 (with or without BOM) or CP1251; comma, semicolon or tab. A line that cannot be taken is refused with its
reason and the rest goes on; lines are taken in transactions of a thousand.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session

from app import patients
from app.domain.access import Actor
from app.domain.errors import Refused, WorldError
from app.domain.identity import Iin, PersonName, Phone, Sex
from app.domain.patient import PatientDraft
from app.open_practice import OpenPractice

_LINES_A_TRANSACTION = 1000
_MAX_BYTES = 256 << 20
_LONGEST_FIELD = 10_000  # letters
_SEX = {
    **dict.fromkeys(("m", "male", "м", "муж", "мужской", "е", "ер", "1"), Sex.MALE),
    **dict.fromkeys(("f", "female", "ж", "жен", "женский", "ә", "әйел", "2"), Sex.FEMALE),
}


@dataclass(frozen=True, slots=True)
class Imported:
    imported: int
    refused: int


def import_csv(practice: OpenPractice, path: Path, refused: Callable[[int, WorldError], None]) -> Imported:
    """Take every line that can be taken; `refused(line number, reason)` hears of the others.

    Raises `Refused("csv-columns" | "csv-too-large")` before anything is taken, `Refused("csv-unreadable")` at a line
    from which on nothing can be read; what was taken before it stays.
    """
    rows = _rows(path)
    taken = failed = 0
    while chunk := list(islice(rows, _LINES_A_TRANSACTION)):
        good, bad = practice.write(_take, chunk)
        taken += good
        failed += len(bad)
        for line, error in bad:
            refused(line, error)
    return Imported(taken, failed)


def _take(
    session: Session, actor: Actor, chunk: list[tuple[int, dict[str, str]]]
) -> tuple[int, list[tuple[int, WorldError]]]:
    good, bad = 0, []
    for line, row in chunk:
        try:
            draft = _draft(row)
            with session.begin_nested():
                patients.add(session, actor, draft)
            good += 1
        except WorldError as error:
            bad.append((line, error))
    return good, bad


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    if path.stat().st_size > _MAX_BYTES:
        raise Refused("csv-too-large", megabytes=_MAX_BYTES >> 20)
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1251", errors="replace")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = {name.strip().casefold() for name in reader.fieldnames or ()}
        if not {"surname", "name"} <= columns:
            raise Refused("csv-columns", needed="iin, surname, name, patronymic, birth_date, sex, phone")
        for row in reader:
            yield reader.line_num, _plain(row, reader.line_num)
    except csv.Error:  # a field without end: a quotation mark that nobody closed
        raise Refused("csv-unreadable", line=reader.line_num) from None


def _plain(row: dict[str, str | None], line: int) -> dict[str, str]:
    """Columns by their folded names. The csv module's limit of a field is the whole process's, so we have our own."""
    if any(isinstance(value, str) and len(value) > _LONGEST_FIELD for value in row.values()):
        raise Refused("csv-unreadable", line=line)
    return {key.strip().casefold(): (value or "").strip() for key, value in row.items() if key}


def _draft(row: dict[str, str]) -> PatientDraft:
    iin = Iin(row["iin"]) if row.get("iin") else None
    name = PersonName(row["surname"], row["name"], row.get("patronymic", ""))
    if not name.full:
        raise Refused("name-empty")
    born = _date(row["birth_date"]) if row.get("birth_date") else iin.suggested_birth_date if iin else None
    sex = _SEX.get(row.get("sex", "").casefold()) or (iin.suggested_sex if iin else None) or Sex.UNKNOWN
    phones = (Phone.parse(row["phone"]),) if row.get("phone") else ()
    return PatientDraft(name=name, birth_date=born, sex=sex, iin=iin, phones=phones)


def _date(text: str) -> date:
    for pattern in ("%Y-%m-%d", "%d.%m.%Y", "%Y%m%d"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise Refused("birth-date")
