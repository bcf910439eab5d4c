"""Reading the journal of actions: who did what when, who opened a card, and that nobody altered it (R22.5-c, R10).

Looking into the journal is itself a row of it. Rows come newest first, a page at a time.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app import audit
from app.audit import Finding
from app.domain.access import Actor, Permission, require
from app.domain.clock import KAZAKHSTAN
from app.domain.identity import PersonName
from app.open_practice import OpenPractice
from db.disk_errors import disk_errors
from db.durable import replace_file
from db.tables.journal import JournalTable
from db.tables.patient import PatientTable

PAGE = 200
MOST_EXPORTED = 100_000


class Family(StrEnum):
    """Kinds of action that are asked for together."""

    OPENED = "opened"  # read, handed out, sent away: "who saw my card"
    PATIENTS = "patients"
    VISITS = "visits"
    DOCUMENTS = "documents"
    RESULTS = "results"
    DEVICES = "devices"
    EXCHANGE = "exchange"
    ACCESS = "access"
    SETTINGS = "settings"


_PREFIXES: dict[Family, tuple[str, ...]] = {
    Family.PATIENTS: ("patient", "card", "import"),
    Family.VISITS: ("visit", "appointment", "template", "order", "undo"),
    Family.DOCUMENTS: ("document", "signature", "part", "evidence"),
    Family.RESULTS: (
        "result", "inbox", "study", "instance", "report", "reading", "record", "unread", "attachment", "step", "files",
        "intake", "commitment",
    ),
    Family.DEVICES: ("device", "device-message", "receiver", "wire"),
    Family.EXCHANGE: ("outbox", "exchange", "time-stamps"),
    Family.ACCESS: ("login", "login_attempt", "eds_attempt", "account", "key", "trust", "journal"),
    Family.SETTINGS: ("settings", "practice", "backup", "export"),
}  # fmt: skip
_OPENING = (
    "document.hand-out-to-sign",
    "document.take-away",
    "study.retrieve",
    "study.query",
    "wire.identities",
)


@dataclass(frozen=True, slots=True)
class JournalQuery:
    """Days are Kazakhstan's, both inclusive; what is None does not narrow."""

    since: date | None = None
    until: date | None = None
    person: str | None = None  # as the journal names who acted
    patient_id: int | None = None
    family: Family | None = None


@dataclass(frozen=True, slots=True)
class JournalRow:
    row: int
    at: datetime
    person: str
    roles: str
    workstation: str
    action: str
    object_type: str
    object_id: str
    patient_id: int | None
    patient: str
    before: Any
    after: Any
    reason: str
    result: str


def read_rows(
    session: Session, actor: Actor, query: JournalQuery, *, before: int = 0, limit: int = PAGE
) -> tuple[JournalRow, ...]:
    """The newest that fit; those older than row `before` where it is given. Raises `Refused("no-right")`."""
    found = _rows(session, actor, query, before, limit)
    after = {**_as_json(query), "rows": len(found)}
    audit.write(session, actor, "journal.read", "journal", patient_id=query.patient_id, after=after)
    return found


def export_rows(session: Session, actor: Actor, query: JournalQuery) -> tuple[JournalRow, ...]:
    """All that fit, for a file that the practice hands out. Raises `Refused("no-right")`."""
    found = _rows(session, actor, query, 0, MOST_EXPORTED)
    after = {**_as_json(query), "rows": len(found)}
    audit.write(session, actor, "journal.export", "journal", patient_id=query.patient_id, after=after)
    return found


def persons(session: Session, actor: Actor) -> tuple[str, ...]:
    """Everybody who ever acted, by name; the program's own parts too."""
    require(actor, Permission.JOURNAL_READ)
    return tuple(session.scalars(select(JournalTable.actor).distinct().order_by(JournalTable.actor)))


def check_chain(practice: OpenPractice) -> Finding | None:
    """Walk the whole chain from a reading session; the first broken link, None where it holds. It is journalled."""
    head = audit.remembered_head(practice.folder)

    def walk(session: Session, actor: Actor) -> Finding | None:
        require(actor, Permission.JOURNAL_READ)
        return audit.check(session, head=head)

    def note(session: Session, actor: Actor) -> None:
        after = {"row": found.row} if found else None
        audit.write(session, actor, "journal.check", "journal", after=after, result=found.problem if found else "ok")

    found = practice.read(walk)
    practice.write(note)
    return found


def write_csv(path: Path, header: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """UTF-8 with its mark and semicolons, as office programs of the region open it. Raises `WorldError`, `OutOfSpace`.

    A cell that such a program would run as a formula begins with an apostrophe.
    """
    plain = io.StringIO(newline="")
    writer = csv.writer(plain, delimiter=";")
    writer.writerow(header)
    writer.writerows([f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell for cell in line] for line in lines)
    with disk_errors("file-not-written"):
        replace_file(path, plain.getvalue().encode("utf-8-sig"))


def _rows(session: Session, actor: Actor, query: JournalQuery, before: int, limit: int) -> tuple[JournalRow, ...]:
    require(actor, Permission.JOURNAL_READ)
    asked = (
        select(JournalTable, PatientTable)
        .outerjoin(PatientTable, PatientTable.id == JournalTable.patient_id)
        .where(*_conditions(query))
        .order_by(JournalTable.id.desc())
        .limit(limit)
    )
    if before:
        asked = asked.where(JournalTable.id < before)
    return tuple(_row(row, patient) for row, patient in session.execute(asked))


def _conditions(query: JournalQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.since:
        found.append(JournalTable.at >= _midnight(query.since))
    if query.until:
        found.append(JournalTable.at < _midnight(query.until + timedelta(days=1)))
    if query.person is not None:
        found.append(JournalTable.actor == query.person)
    if query.patient_id is not None:
        found.append(JournalTable.patient_id == query.patient_id)
    if query.family is Family.OPENED:
        found.append(or_(JournalTable.action.like("%.read"), JournalTable.action.in_(_OPENING)))
    elif query.family is not None:
        prefixes = _PREFIXES[query.family]
        found.append(or_(*(JournalTable.action.startswith(f"{one}.", autoescape=True) for one in prefixes)))
        if "undo" in prefixes:
            found[-1] = or_(found[-1], JournalTable.action == "undo")
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), KAZAKHSTAN)


def _row(row: JournalTable, patient: PatientTable | None) -> JournalRow:
    name = PersonName(patient.surname, patient.given, patient.patronymic).full if patient else ""
    return JournalRow(
        row.id, row.at, row.actor, row.roles, row.workstation, row.action, row.object_type, row.object_id,
        row.patient_id, name, row.before, row.after, row.reason, row.result,
    )  # fmt: skip


def _as_json(query: JournalQuery) -> dict[str, Any]:
    plain = {
        "since": query.since.isoformat() if query.since else None,
        "until": query.until.isoformat() if query.until else None,
        "person": query.person,
        "family": query.family.value if query.family else None,
    }
    return {name: value for name, value in plain.items() if value is not None}
