"""CSV (RFC 4180 and what spreadsheets make of it) by a column profile: of the device, else by its headings.

Rows with a patient of their own are grouped by patient, order and time; rows of a file that names nobody, such as a
glucose meter's, are one result whose values have each their own time.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.device import SentIdentity
from app.domain.device_profile import ColumnProfile
from app.domain.errors import Unreadable
from app.domain.received import SentMessage, SentObservation
from devices.character_sets import read_text
from devices.column_guess import NAMES, folded_heading, guess, profile_of
from devices.file_format import FileAtHand, FileFormat, message, report, value
from devices.file_identity import identity_from, identity_of
from devices.sent_numbers import moment_in, plain_number

_DELIMITERS = (";", ",", "\t", "|")
_HEADING_WITHIN = 40  # lines before the headings: a title, the device's number
_MAX_BYTES = 16 * 1024 * 1024
_MAX_ROWS = 200_000
_MAX_VALUES = 200_000
_MAX_REPORTS = 2000
_MAX_CELL = 16_384
_WHO = ("iin", "patient_id", "name", "surname", "given", "patronymic", "birth_date", "sex", "accession")


@dataclass(frozen=True, slots=True)
class Table:
    """A file's headings and its rows of the same length."""

    headings: list[str]
    rows: list[list[str]]
    character_set: str
    how: str


@dataclass(slots=True)
class _Group:
    """Rows that are one result."""

    identity: SentIdentity
    at: datetime | None
    order: str = ""
    values: list[SentObservation] = field(default_factory=list)


def read_csv(file: FileAtHand) -> SentMessage:
    """Raises `Unreadable`: `csv-damaged`, `csv-no-headings`, `csv-no-values`, `file-too-large`."""
    own = file.profile.columns if file.profile else None
    table = read_table(file.whole(), file.character_set, own)
    profile = own or profile_of(table.headings)
    if profile is None:
        raise Unreadable("csv-no-headings")
    return results_of(table, profile, identity_of(file))


def results_of(table: Table, profile: ColumnProfile, whose: SentIdentity) -> SentMessage:
    """The table's rows as results; `whose` are the rows that name nobody. Raises `Unreadable`."""
    roles = [profile.columns.get(folded_heading(heading), "comment") for heading in table.headings]
    named = any(role in _WHO for role in roles)
    groups: dict[object, _Group] = {}
    counted = 0
    for row in table.rows:
        cells = _by_role(roles, row)
        identity = identity_from(cells) if named else whose
        at = _moment(cells, profile)
        order = cells.get("accession", "") or cells.get("specimen", "")
        key = (repr(identity.to_json()), order, at) if named else ""
        found = _row_values(table, roles, row, cells, profile, at)
        counted += len(found)
        if counted > _MAX_VALUES:
            raise Unreadable("file-too-large")
        if found:
            group = groups.setdefault(key, _Group(_with_specimen(identity, cells), at, order))
            group.at = max(filter(None, (group.at, at)), default=None)
            group.values += found
        if len(groups) > _MAX_REPORTS:
            raise Unreadable("file-too-large")
    if not groups:
        raise Unreadable("csv-no-values")
    reports = []
    for group in groups.values():
        numbered = tuple(_placed(one, place) for place, one in enumerate(group.values))
        reports.append(report(group.identity, profile.title, group.at, numbered, order_number=group.order))
    return message(tuple(reports), character_set=table.character_set, how=table.how)


def read_table(
    raw: bytes, override: str = "", profile: ColumnProfile | None = None, *, any_heading: bool = False
) -> Table:
    """Headings and rows of a CSV file; `any_heading`: its first line is taken for the headings, whatever they say.

    Raises `Unreadable`: `csv-damaged`, `csv-no-headings`, `file-too-large`.
    """
    if len(raw) > _MAX_BYTES:
        raise Unreadable("file-too-large")
    text = read_text(raw, override=override)
    delimiter = (profile.delimiter if profile else "") or _delimiter(text.text)
    headings: list[str] = []
    rows: list[list[str]] = []
    for number, row in enumerate(_rows(text.text, delimiter)):
        if not headings:
            if _is_heading(row, profile) or (any_heading and len(row) > 1):
                headings = row
            elif number >= _HEADING_WITHIN:
                break
        elif any(cell.strip() for cell in row):
            rows.append((row + [""] * len(headings))[: len(headings)])
        if len(rows) > _MAX_ROWS:
            raise Unreadable("file-too-large")
    if not headings:
        raise Unreadable("csv-no-headings")
    return Table(headings, rows, text.character_set, text.how)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(row) > 2000:
                raise Unreadable("csv-damaged")
            yield [cell[:_MAX_CELL] for cell in row]
    except csv.Error:
        raise Unreadable("csv-damaged") from None


def _delimiter(text: str) -> str:
    """The sign by which some of the first lines fall into the same number of cells."""
    lines = [line for line in text[:16_384].splitlines() if line.strip()][:_HEADING_WITHIN]
    if lines and (declared := lines[0].strip().casefold()).startswith("sep=") and len(declared) == 5:
        return declared[4]
    counts = {sign: sorted(line.count(sign) for line in lines) for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: (counts[sign] or [0])[len(lines) // 2])


def _is_heading(row: list[str], profile: ColumnProfile | None) -> bool:
    if profile is not None:
        found = {profile.columns.get(folded_heading(cell), "") for cell in row} - {""}
        return any(role == "value" or role.startswith("result:") for role in found)
    known = guess(row)
    return known.has_values and len(known.columns) >= 2


def _by_role(roles: list[str], row: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for role, cell in zip(roles, row, strict=True):
        if cell.strip() and role not in found and not role.startswith("result:"):
            found[role] = cell.strip()
    return found


def _moment(cells: dict[str, str], profile: ColumnProfile) -> datetime | None:
    whole = cells.get("observed_at", "") or " ".join(filter(None, (cells.get("date", ""), cells.get("time", ""))))
    return moment_in(whole, profile.time_formats) or moment_in(cells.get("date", ""), profile.time_formats)


def _row_values(
    table: Table, roles: list[str], row: list[str], cells: dict[str, str], profile: ColumnProfile, at: datetime | None
) -> list[SentObservation]:
    found = []
    comment = _comment(table, roles, row)
    if "value" in cells:
        code = cells.get("code", "")
        name = cells.get("test_name", "") or profile.names.get(code, "") or NAMES.get(code, "")
        found.append(
            value(
                0, code or name, name, cells["value"], number=plain_number(cells["value"]), unit=cells.get("unit", ""),
                reference_range=cells.get("range", ""), flags=(cells["flag"],) if "flag" in cells else (), at=at,
                comment=comment, system="LN" if code in NAMES else "",
            )
        )  # fmt: skip
    for role, cell in zip(roles, row, strict=True):
        if role.startswith("result:") and cell.strip():
            code = role.removeprefix("result:")
            name, unit = profile.names.get(code, "") or NAMES.get(code, ""), profile.units.get(code, "")
            text = cell.strip()
            found.append(
                value(0, code, name, text, number=plain_number(text), unit=unit or cells.get("unit", ""), at=at,
                      comment=comment, system="LN" if code in NAMES else "")
            )  # fmt: skip
    return found


def _comment(table: Table, roles: list[str], row: list[str]) -> str:
    parts = [
        f"{heading.strip()}: {cell.strip()}"
        for heading, role, cell in zip(table.headings, roles, row, strict=True)
        if role == "comment" and cell.strip()
    ]
    return "; ".join(parts)[:1000]


def _with_specimen(identity: SentIdentity, cells: dict[str, str]) -> SentIdentity:
    from dataclasses import replace

    specimen = cells.get("specimen", "")
    return replace(identity, other_numbers=(*identity.other_numbers, specimen)) if specimen else identity


def _placed(one: SentObservation, place: int) -> SentObservation:
    from dataclasses import replace

    return replace(one, position=place)


def _recognises(head: bytes) -> bool:
    """Text with a line of headings of which some are understood."""
    if b"\0" in head[:4096] and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return False
    try:
        read_table(head)
    except Unreadable:
        return False
    return True


FORMAT = FileFormat(key="csv", place=110, recognises=_recognises, read=read_csv)
