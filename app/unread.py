"""What could not be read, in one list by cause; its bytes, other letters for them, and a copy that a person edited.

Nothing here changes what came. A copy is a new record of the archive whose metadata name the record it was made of and
who did it; it is read and filed as any other, and the entry it was made of is closed. Closing a cause closes all of
its records and can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from app import archiving, arrivals, audit, decisions, devices, events, intake, record, rereading, undo
from app.arrivals import Arrival, Content, Reading
from app.domain.access import Actor, Permission, require
from app.domain.errors import Conflict, NotFound, Refused, Unreadable, WorldError
from app.domain.events import InboxChanged
from app.domain.received import SentMessage
from app.domain.unread import Cause, EditedCopy, Trial, UnreadCause, UnreadContent, UnreadRecord
from db.archive.records import RecordRef
from db.tables.archive_record import ArchiveRecordTable, ReceivedRecordTable
from db.tables.device import DeviceTable

_MANY = 500  # causes, and records of one of them, shown at once
MAX_EDITED = 1024 * 1024  # bytes of a message that a person may edit; a larger one is no typing slip
_NOT_TEXT = frozenset({"dicom", "mpps", "commitment"})  # kinds that are never text, whatever their bytes look like
_SNIFFED, _HEAD = 64 * 1024, 64
_MADE_BY_HAND = ("edited_from", "edited_by", "edited_at", "reason")


def causes(session: Session, actor: Actor) -> tuple[UnreadCause, ...]:
    """What keeps records from being read, the cause that struck last first."""
    require(actor, Permission.INBOX)
    row, sender = ReceivedRecordTable, decisions.sender_of_none().label("sender")
    found = session.execute(
        select(
            row.device_id, sender, row.reason, DeviceTable.name, func.max(row.transport), func.count(),
            func.min(row.received_at), func.max(row.received_at).label("newest"),
        )
        .outerjoin(DeviceTable, DeviceTable.id == row.device_id)
        .where(*_open())
        .group_by(row.device_id, sender, row.reason)
        .order_by(func.max(row.received_at).desc(), func.max(row.id).desc())
        .limit(_MANY)
    )  # fmt: skip
    return tuple(
        UnreadCause(Cause(device_id, by, reason), name or by, transport, count, first, newest)
        for device_id, by, reason, name, transport, count, first, newest in found
    )


def records(session: Session, actor: Actor, cause: Cause) -> tuple[UnreadRecord, ...]:
    """The records of a cause, the newest first."""
    require(actor, Permission.INBOX)
    rows = session.execute(
        select(ReceivedRecordTable, ArchiveRecordTable)
        .join(ArchiveRecordTable, ArchiveRecordTable.id == ReceivedRecordTable.archive_id)
        .where(*_of(cause))
        .order_by(ReceivedRecordTable.received_at.desc(), ReceivedRecordTable.id.desc())
        .limit(_MANY)
    )
    return tuple(
        UnreadRecord(
            row.id, row.received_at, kept.size, kept.kind, row.transport, row.reason, kept.edited_from is not None
        )
        for row, kept in rows
    )


def content(session: Session, actor: Actor, received_record_id: int) -> UnreadContent:
    """The bytes and what they say as text, for a person to look at; needs a writing session, for the journal's row.

    Raises `NotFound`, `Damaged`.
    """
    require(actor, Permission.CLINICAL_READ)
    row, kept = _rows(session, received_record_id)
    is_small = kept.size <= MAX_EDITED  # of a large one, a film perhaps, the beginning is enough to look at
    found = archiving.opened(session, kept.id).read(0, kept.size if is_small else _SNIFFED)
    audit.write(session, actor, "record.read", "received_record", row.id, after={"bytes": len(found)})
    text, codec = as_text(found, row.character_set if row.character_set_how == "override" else "")
    is_text = kept.kind not in _NOT_TEXT and is_small and looks_like_text(found, text)
    return UnreadContent(row.id, found, kept.size, text, codec, is_text)


def as_text(found: bytes, character_set: str = "") -> tuple[str, str]:
    """Bytes as text with plain line ends, and the codec: the set chosen, else declared, else the one that fits."""
    from devices.hl7_reading import decode

    read = decode(found, character_set)
    return read.text.replace("\r\n", "\n").replace("\r", "\n"), read.character_set


def looks_like_text(found: bytes, text: str) -> bool:
    """No picture and no DICOM: hardly any control characters in what the bytes say."""
    beginning = text[:_SNIFFED]
    odd = sum(letter < " " and letter not in "\t\n\f\v\x1c\x02\x03\x04\x05\x17" for letter in beginning)
    return bool(found) and odd * 50 <= len(beginning) and beginning.count("\ufffd") * 10 <= len(beginning)


def read_with(session: Session, actor: Actor, received_record_id: int, character_set: str) -> None:
    """Read one record again by the letters that a person chose for it. Raises as `rereading.read_again`."""
    rereading.read_again(session, actor, received_record_id, character_set)


def trial(session: Session, actor: Actor, received_record_id: int, text: str, character_set: str) -> Trial:
    """How an edited text would be read, before it is filed; nothing is kept of it."""
    require(actor, Permission.INBOX)
    row, kept = _rows(session, received_record_id)
    if kept.size > MAX_EDITED:
        return Trial("too-large-to-edit")
    original = archiving.body(session, kept.id)
    try:
        body = _bytes_of(text, character_set, original)
        read = _read(session, row, kept, body, character_set)
    except WorldError as problem:
        return Trial(problem.code)
    if not isinstance(read, SentMessage):
        return Trial("")
    sent = read.identity
    number = sent.iin_candidates[0] if sent.iin_candidates else sent.patient_id
    return Trial(
        "",
        message_type=read.message_type,
        person=" · ".join(part for part in (sent.name.full if sent.name else "", number) if part),
        reports=len(read.reports),
        observations=sum(len(report.observations) for report in read.reports),
    )


def file_edited(session: Session, actor: Actor, received_record_id: int, text: str, character_set: str) -> EditedCopy:
    """Seal an edited copy as a record of its own, file it, and close the entry it was made of.

    Raises `Unreadable` with the reason where it still cannot be read (nothing is kept then),
    `Refused("nothing-changed")`, `Refused("letters-not-in-set")`, `Conflict("already-closed")`.
    """
    require(actor, Permission.INBOX)
    row, kept = _rows(session, received_record_id)
    if row.state != "error":
        raise Refused("not-an-error")
    if row.closed_at is not None:
        raise Conflict("already-closed")
    if kept.size > MAX_EDITED:
        raise Refused("too-large-to-edit")
    opened = archiving.opened(session, kept.id)
    original = opened.read()
    body = _bytes_of(text, character_set, original)
    if body == original:
        raise Refused("nothing-changed")
    read = _read(session, row, kept, body, character_set)
    metadata = {name: value for name, value in opened.metadata.items() if name not in _MADE_BY_HAND}
    metadata |= {
        "edited_from": kept.record_id,
        "edited_by": actor.login,
        "edited_at": record.of(session).clock.now().isoformat(),
    }
    copy = archiving.keep(session, _kind_to_read(kept, row, body), metadata, body)
    received = intake.file_copy(session, actor, Arrival(archiving.ref_of(copy), metadata, read))
    audit.write(
        session, actor, "record.edit", "received_record", received.id,
        before={"received_record": row.id, "sha256": kept.sha256.hex()},
        after={"state": received.state, "sha256": copy.sha256.hex()},
    )  # fmt: skip
    return EditedCopy(received.id, received.state)


def close_cause(session: Session, actor: Actor, cause: Cause) -> int:
    """Take every record of a cause off the list; the bytes stay. Answers how many. Raises `Conflict`."""
    require(actor, Permission.INBOX)
    now = record.of(session).clock.now()
    ids = list(session.scalars(select(ReceivedRecordTable.id).where(*_of(cause)).order_by(ReceivedRecordTable.id)))
    if not ids:
        raise Conflict("already-closed")
    session.execute(update(ReceivedRecordTable).where(*_of(cause)).values(closed_at=now))
    audit.write(
        session, actor, "record.close", "received_record", ids[0], after={"records": len(ids)}, reason=cause.reason
    )
    undo.remember(session, actor, "unread.close", {"records": ids})
    events.tell(session, InboxChanged(decisions.waiting(session)))
    return len(ids)


def undo_close(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """The records of the cause are on the list again; those that were read meanwhile stay away."""
    require(actor, Permission.INBOX)
    for some in decisions.in_portions(step["records"]):
        session.execute(update(ReceivedRecordTable).where(ReceivedRecordTable.id.in_(some)).values(closed_at=None))
    audit.write(
        session, actor, "record.reopen", "received_record", step["records"][0],
        after={"records": len(step["records"])}, reason="undo",
    )  # fmt: skip
    events.tell(session, InboxChanged(decisions.waiting(session)))


# --- below


def _open() -> tuple[ColumnElement[bool], ...]:
    return ReceivedRecordTable.state == "error", ReceivedRecordTable.closed_at.is_(None)


def _of(cause: Cause) -> tuple[ColumnElement[bool], ...]:
    row = ReceivedRecordTable
    by = row.device_id.is_(None) if cause.device_id is None else row.device_id == cause.device_id
    return *_open(), by, decisions.sender_of_none() == cause.sender, row.reason == cause.reason


def _rows(session: Session, received_record_id: int) -> tuple[ReceivedRecordTable, ArchiveRecordTable]:
    row = session.get(ReceivedRecordTable, received_record_id)
    if row is None:
        raise NotFound("received-record")
    return row, session.get_one(ArchiveRecordTable, row.archive_id)


def _kind_to_read(kept: ArchiveRecordTable, row: ReceivedRecordTable, body: bytes) -> str:
    """What was no record of its protocol when it came may be one when it is edited."""
    if kept.kind != "unreadable":
        return kept.kind
    if row.transport in arrivals.READERS:
        return row.transport
    return "hl7" if b"MSH" in body[:_HEAD] else "astm"  # a serial line carries either


def _bytes_of(text: str, character_set: str, original: bytes) -> bytes:
    """Text as bytes again, with the line ends of the original. Raises `Refused("letters-not-in-set")`."""
    end = "\r\n" if b"\r\n" in original else "\n" if b"\n" in original and b"\r" not in original else "\r"
    codec = character_set if character_set not in ("", "ascii") else "ascii" if text.isascii() else "utf-8"
    try:
        body = text.replace("\n", end).encode(codec)
    except (UnicodeEncodeError, LookupError) as error:
        raise Refused("letters-not-in-set") from error
    if len(body) > MAX_EDITED:
        raise Refused("too-large-to-edit")
    return body


def _read(
    session: Session, row: ReceivedRecordTable, kept: ArchiveRecordTable, body: bytes, character_set: str
) -> Content:
    kind = _kind_to_read(kept, row, body)
    own = devices.reading_of(session).get((row.transport, row.calling, row.peer), Reading())
    metadata = archiving.opened(session, kept.id).metadata
    edited = _Edited(RecordRef("", kind, "", 0, 0, b"", b"", len(body)), metadata, body)
    try:
        return arrivals.parse(edited, kind, replace(own, character_set=character_set or own.character_set))
    except WorldError:
        raise
    except Exception as fault:  # a fault of our reader: the person sees that, and nothing is lost
        raise Unreadable("reader-failed") from fault


@dataclass(slots=True)
class _Edited:
    """Bytes that are no record yet, read as one."""

    ref: RecordRef
    metadata: dict[str, Any] = field(default_factory=dict)
    body: bytes = b""

    def read(self, offset: int = 0, length: int | None = None) -> bytes:
        return self.body[offset:] if length is None else self.body[offset : offset + length]

    def chunks(self) -> Iterator[bytes]:
        yield self.body

    def verify(self) -> None:
        """Bytes in memory are what they are."""
