"""A file that a person brings, looked at before anything is kept: its format, and for a table what its columns mean."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.device_profile import ColumnProfile
from app.domain.errors import Unreadable
from app.domain.received import SentMessage
from devices.column_guess import NAMES, ROLES, folded_heading, guess
from devices.file_format import HEAD, FileAtHand, FileFormat
from devices.file_formats import read_file, recognise
from devices.file_formats.csv_columns import Table, read_table, results_of
from devices.file_identity import identity_of

MAX_BYTES = 64 * 1024 * 1024
_SHOWN_ROWS = 5
CHOICES = tuple(sorted(ROLES))


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would bring. `headings` and `rows` are of a table; `roles` what each heading is taken for."""

    format: str
    values: int
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    roles: tuple[str, ...] = ()
    problem: str = ""  # code of why nothing can be taken as it stands


def preview(name: str, content: bytes, roles: tuple[str, ...] | None = None) -> Preview:
    """Look at a file; `roles` are a person's choice for its headings. Never raises for what the file holds."""
    head = content[:HEAD]
    found = recognise(head)
    if found is None or found.key == "csv":
        return _table_preview(content, roles)
    try:
        _, key, sent = read(name, content)
    except Unreadable as problem:
        return Preview(found.key, 0, problem=problem.code)
    return Preview(key, sum(len(one.observations) for one in sent.reports))


def read(name: str, content: bytes, columns: ColumnProfile | None = None) -> tuple[str, str, SentMessage]:
    """Archive kind, format and what the file says. Raises `Unreadable` with the reason."""
    if len(content) > MAX_BYTES:
        raise Unreadable("file-too-large")
    found = recognise(content[:HEAD], "csv" if columns else "")
    if found is None:
        raise Unreadable("file-unknown")
    if found.archive_kind == "dicom":
        raise Unreadable("file-is-dicom")  # images have a way of their own into the record
    file = FileAtHand(name, len(content), content[:HEAD], lambda: content)
    return found.archive_kind, found.key, _sent(found, file, columns)


def columns_of(headings: tuple[str, ...], roles: tuple[str, ...]) -> ColumnProfile:
    """A profile of what a person chose for each heading; an empty choice makes a column a comment."""
    chosen = {folded_heading(heading): role for heading, role in zip(headings, roles, strict=True) if role}
    return ColumnProfile(columns=chosen, units=guess(list(headings)).units, names=dict(NAMES))


def _sent(found: FileFormat, file: FileAtHand, columns: ColumnProfile | None) -> SentMessage:
    if found.archive_kind == "hl7":
        from devices.hl7_reading import read_message

        return read_message(file.whole())
    if columns is not None and found.key == "csv":
        return results_of(read_table(file.whole(), profile=columns), columns, identity_of(file))
    return read_file(found.key, file)


def _table_preview(content: bytes, roles: tuple[str, ...] | None) -> Preview:
    try:
        table = _table(content)
    except Unreadable as problem:
        return Preview("", 0, problem="file-unknown" if problem.code == "csv-no-headings" else problem.code)
    headings = tuple(table.headings)
    guessed = guess(table.headings).columns
    chosen = roles or tuple(guessed.get(folded_heading(heading), "") for heading in headings)
    rows = tuple(tuple(row) for row in table.rows[:_SHOWN_ROWS])
    try:
        profile = columns_of(headings, chosen)
        sent = results_of(read_table(content, profile=profile), profile, identity_of(_nameless(content)))
        values, problem_code = sum(len(one.observations) for one in sent.reports), ""
    except Unreadable as problem:
        values, problem_code = 0, problem.code
    return Preview("csv", values, headings, rows, chosen, problem_code)


def _table(content: bytes) -> Table:
    """The table by headings that are understood, else by its first line."""
    try:
        return read_table(content)
    except Unreadable:
        first = content[:HEAD].splitlines()[:1]
        if not first or sum(first[0].count(sign) for sign in b";,\t|") < 1 or b"\0" in first[0]:
            raise
        return read_table(content, any_heading=True)


def _nameless(content: bytes) -> FileAtHand:
    return FileAtHand("", len(content), content[:HEAD], lambda: content)
