"""GDT 2.1 (Gerätedatenträger, QMS 10/2001) and BDT: how spirometers and ECGs speak to a doctor's program by files.

Each line is a length of three digits (all of it, with CR LF), a field number of four, and the value. Lengths are often
wrong in practice and are not believed; the line's end is. Letters by field 9206: 1 seven bits, 2 CP437, 3 ANSI, which
here is CP1251. A test is opened by field 8410; the fields after it belong to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.device import SentIdentity
from app.domain.errors import Unreadable
from app.domain.identity import Sex
from app.domain.received import ReadText, SentMessage, SentObservation, SentReport
from devices.character_sets import read_text
from devices.file_format import FileAtHand, FileFormat, local_moment, message, report, value
from devices.sent_identity import iin_candidates, name_of_parts, sex_of
from devices.sent_numbers import plain_number

_LINE = re.compile(r"(\d{3})(\d{4})(.*)")
_MAX_BYTES = 8 * 1024 * 1024
_MAX_LINES = 100_000
_MAX_TESTS = 10_000
_RESULTS = {"6310": "GDT", "6311": "GDT"}  # new examination's data; data that were shown again
_COMMENTS = frozenset({"6220", "6221", "6227", "6228", "8480", "8470"})
_MEASURED = {"3622": ("8302-2", "Body height", "cm"), "3623": ("29463-7", "Body weight", "kg")}


@dataclass(slots=True)
class _Test:
    """What was said since field 8410."""

    code: str
    name: str = ""
    values: list[str] = field(default_factory=list)  # 8420
    texts: list[str] = field(default_factory=list)  # 8480
    unit: str = ""  # 8421
    range_text: str = ""  # 8460
    low: str = ""  # 8461
    high: str = ""  # 8462
    flag: str = ""  # 8422
    notes: list[str] = field(default_factory=list)  # 8470
    day: str = ""  # 8432
    time: str = ""  # 8439


@dataclass(slots=True)
class _Record:
    """One data record (8000 to the next one)."""

    kind: str
    fields: dict[str, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    tests: list[_Test] = field(default_factory=list)

    def take(self, number: str, text: str) -> None:
        if number == "8410":
            if len(self.tests) >= _MAX_TESTS:
                raise Unreadable("gdt-damaged")
            self.tests.append(_Test(text))
        elif self.tests and number in _TEST_FIELDS:
            _TEST_FIELDS[number](self.tests[-1], text)
        elif number in _COMMENTS:
            self.comments.append(text)
        else:
            self.fields.setdefault(number, text)


def _set(name: str):  # type: ignore[no-untyped-def]  # returns a setter of one attribute
    return lambda test, text: setattr(test, name, text)


_TEST_FIELDS = {
    "8411": _set("name"), "8420": lambda test, text: test.values.append(text), "8421": _set("unit"),
    "8422": _set("flag"), "8432": _set("day"), "8439": _set("time"), "8460": _set("range_text"), "8461": _set("low"),
    "8462": _set("high"), "8470": lambda test, text: test.notes.append(text),
    "8480": lambda test, text: test.texts.append(text),
}  # fmt: skip


def read_gdt(file: FileAtHand) -> SentMessage:
    """Raises `Unreadable("gdt-damaged")`."""
    text = decode(file.whole(_MAX_BYTES), file.character_set)
    records = _records(text.text)
    reports = tuple(one for one in map(_report, records) if one is not None)
    kinds = {_RESULTS.get(record.kind, "") for record in records}
    identity = reports[0].identity if reports else _identity(records[0])
    has_results = bool(reports) and (kinds != {""} or any(one.observations for one in reports))
    return message(
        reports, identity=identity, character_set=text.character_set, how=text.how,
        sending=records[0].fields.get("8316", ""), version=records[0].fields.get("9218", ""),
        message_type="FILE^GDT" if has_results else f"GDT^{records[0].kind}"[:40],
    )  # fmt: skip


def decode(raw: bytes, override: str = "") -> ReadText:
    """The file as text: a person's word, else field 9206, else what fits."""
    named = re.search(rb"(?m)^\d{3}9206([123])", raw[:4096])
    how = named[1] if named else b""
    text = read_text(raw, declared="cp1252" if how == b"3" else "", override=override)
    if how == b"2" and text.character_set == "latin-1":
        return ReadText(raw.decode("cp437"), "cp437", "declared")
    return text


def _records(text: str) -> list[_Record]:
    records: list[_Record] = []
    lines = text.splitlines()
    if len(lines) > _MAX_LINES:
        raise Unreadable("gdt-damaged")
    last = ""
    for line in lines:
        found = _LINE.fullmatch(line.strip("\x00\x1a"))
        if found is None:
            if line.strip(" \t\x00\x1a") and records and last in _COMMENTS:
                records[-1].comments.append(line)  # a text that was broken within a field
            continue
        number, content = found[2], found[3].strip()
        if number == "8000":
            records.append(_Record(content))
        elif records:
            records[-1].take(number, content)
        last = number
    if not records:
        raise Unreadable("gdt-damaged")
    return records


def _report(record: _Record) -> SentReport | None:
    at = _moment(record.fields.get("6200", ""), record.fields.get("6201", ""))
    values: list[SentObservation] = []
    for number, (code, name, unit) in _MEASURED.items():
        if sent := record.fields.get(number, ""):
            values.append(value(len(values), code, name, sent, number=plain_number(sent), unit=unit, system="LN"))
    measured = len(values)
    for test in record.tests:
        values.extend(_values(test, len(values)))
    if measured == len(values) and not record.comments and record.kind not in _RESULTS:
        return None
    title = record.fields.get("8402", "")
    return report(
        _identity(record), title, at, tuple(values), order_number=record.fields.get("8310", ""),
        comment="\n".join(record.comments),
    )  # fmt: skip


def _values(test: _Test, position: int) -> list[SentObservation]:
    at = _moment(test.day, test.time)
    range_text = test.range_text or "-".join(part for part in (test.low, test.high) if part)
    sent = test.values or ["\n".join(test.texts)]
    comment = "\n".join([*(test.texts if test.values else []), *test.notes])
    return [
        value(
            position + place, test.code, test.name or test.code, text, number=plain_number(text), unit=test.unit,
            reference_range=range_text, flags=(test.flag,) if test.flag else (), at=at, comment=comment,
        )
        for place, text in enumerate(sent)
    ]  # fmt: skip


def _identity(record: _Record) -> SentIdentity:
    fields = record.fields
    patient_id, insured = fields.get("3000", ""), fields.get("3105", "")
    numbers = tuple(dict.fromkeys(number for number in (fields.get("8310", ""), fields.get("8311", "")) if number))
    day = _day(fields.get("3103", ""))
    return SentIdentity(
        patient_id=patient_id,
        iin_candidates=iin_candidates(patient_id, insured),
        name=name_of_parts(fields.get("3101", ""), fields.get("3102", "")),
        birth_date=day.date() if day else None,
        sex={"1": Sex.MALE, "2": Sex.FEMALE}.get(fields.get("3110", ""), sex_of(fields.get("3110", ""))),
        accession_number=fields.get("8310", ""),
        other_numbers=numbers,
        account_numbers=tuple(dict.fromkeys(number for number in (patient_id, insured) if number)),
    )


def _day(text: str) -> datetime | None:
    """TTMMJJJJ, without a zone."""
    if not re.fullmatch(r"\d{8}", text):
        return None
    try:
        return datetime(int(text[4:]), int(text[2:4]), int(text[:2]))  # noqa: DTZ001  a calendar day
    except ValueError:
        return None


def _moment(day: str, time: str) -> datetime | None:
    found = _day(day)
    if found is None:
        return None
    digits = re.sub(r"\D", "", time)
    hour, minute, second = (int(digits[at : at + 2] or 0) for at in (0, 2, 4))
    return local_moment(found.year, found.month, found.day, hour, minute, second)


FORMAT = FileFormat(
    key="gdt",
    place=40,
    recognises=lambda head: re.match(rb"(?:\xef\xbb\xbf)?\s*\d{3}8000\S", head) is not None,
    read=read_gdt,
)
