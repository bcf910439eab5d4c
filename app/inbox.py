"""The inbox: what could not be given to a patient by itself, decided by a named person (scenarios S4, S5).

Nothing here changes what a device sent. Giving, taking back and leaving are rows of `match_decision` and of the
journal; each can be undone. A person sees the sent identity beside the candidates with every differing value.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app import archiving, audit, decisions, events, inbox_items, moved_results, patients, record, suspects, undo
from app.domain.access import Actor, Permission, require
from app.domain.device import SentIdentity
from app.domain.errors import Conflict, NotFound, Refused
from app.domain.events import InboxChanged, ObjectFiled, PatientChanged
from app.domain.identity import Iin, PersonName
from app.domain.matching import compare, rank
from app.domain.observation import Candidate, InboxItem
from app.domain.patient import DocumentKind, Patient, PatientDraft
from db.tables.archive_record import ReceivedRecordTable
from db.tables.patient import PatientTable
from db.tables.result import ReportTable, StudyTable

_TOLD = 50  # of what moves together; a screen reads the whole card again after the first


def items(session: Session, actor: Actor) -> tuple[InboxItem, ...]:
    """Everything that waits, the newest first; what a person left on purpose stands at the end."""
    require(actor, Permission.INBOX)
    found = [*inbox_items.studies(session), *inbox_items.reports(session), *inbox_items.errors(session)]
    return tuple(sorted(found, key=lambda item: (item.why != "left", item.received_at, item.object_id), reverse=True))


def waiting(session: Session, actor: Actor) -> int:
    """How many items wait, for the badge."""
    require(actor, Permission.INBOX)
    return decisions.waiting(session)


def candidates(session: Session, actor: Actor, item: InboxItem) -> tuple[Candidate, ...]:
    """Patients it may belong to, the likeliest first, each with its reasons and differing values."""
    require(actor, Permission.INBOX)
    if item.kind == "error":
        return ()
    booked = suspects.booked_that_day(session, item.received_at)
    study = session.get(StudyTable, item.object_id) if item.kind == "study" else None
    same_study = suspects.holders_of_study(session, study.study_instance_uid) if study else []
    return rank(
        item.identity,
        [*suspects.suspects_of(session, item.identity), *same_study, *(patient for patient, _ in booked.values())],
        suspects.Meant(session, [item.identity]).orders(item.identity),
        modality=study.modality if study else "LAB" if item.kind == "report" else "",
        with_study={one.patient_id for one in same_study},
        booked={patient_id: booked_for for patient_id, (_, booked_for) in booked.items()},
    )


def assign(session: Session, actor: Actor, kind: str, object_id: int, patient_id: int) -> None:
    """Give a waiting study or report to a patient.

    Raises `NotFound`, `Conflict("already-assigned")` where somebody was quicker.
    """
    require(actor, Permission.INBOX)
    row = decisions.row_of(session, kind, object_id)
    if row.patient_id is not None:
        raise Conflict("already-assigned")
    patient = session.get(PatientTable, patient_id)
    if patient is None or patient.withdrawn_at is not None:
        raise NotFound("patient")
    moved = decisions.siblings(session, row)
    before = [[one.id, one.why] for one in moved]
    reasons = compare(SentIdentity.from_json(row.identity), suspects.registered(patient))
    decisions.give(session, moved, patient_id, "")
    decisions.remember(session, actor, moved, "assigned", reasons)
    _journal(session, actor, "result.assign", kind, moved, None, patient_id, [reason.code for reason in reasons])
    moved_results.follow(session, actor, moved, None, "moved")
    undo.remember(
        session, actor, "inbox.assign",
        {"kind": kind, "objects": before, "patient_id": patient_id},
    )  # fmt: skip
    _tell(session, kind, moved, {patient_id})


def create_patient_and_assign(
    session: Session, actor: Actor, kind: str, object_id: int, draft: PatientDraft
) -> Patient:
    """Register the patient and give the item to them, in one transaction. Raises as `patients.add` and `assign`."""
    patient = patients.add(session, actor, draft)
    assign(session, actor, kind, object_id, patient.patient_id)
    return patient


def draft_from(identity: SentIdentity) -> PatientDraft:
    """A draft to be completed by a person; the IIN is taken only where one alone was sent with a right check digit."""
    iin = Iin(identity.iin_candidates[0]) if len(identity.iin_candidates) == 1 else None
    name = identity.name or PersonName("")
    return PatientDraft(
        name=PersonName(*(_as_written(part) for part in (name.surname, name.given, name.patronymic))),
        birth_date=identity.birth_date or (iin.suggested_birth_date if iin else None),
        sex=identity.sex if identity.sex.value != "unknown" or not iin else iin.suggested_sex or identity.sex,
        iin=iin,
        document_kind=DocumentKind.NONE,
    )


def leave(session: Session, actor: Actor, kind: str, object_id: int) -> None:
    """Leave an item in the inbox on purpose: it stays, below the others. Raises `NotFound`, `Conflict`."""
    require(actor, Permission.INBOX)
    row = decisions.row_of(session, kind, object_id)
    if row.patient_id is not None:
        raise Conflict("already-assigned")
    moved = decisions.siblings(session, row)
    for one in moved:
        one.left_at = record.of(session).clock.now()
    decisions.remember(session, actor, moved, "left")
    _journal(session, actor, "result.leave", kind, moved, None, None, [])
    undo.remember(session, actor, "inbox.leave", {"kind": kind, "objects": [one.id for one in moved]})
    _tell(session, kind, moved, set())


def not_this_patient(session: Session, actor: Actor, kind: str, object_id: int, reason: str = "") -> None:
    """Take a study or report out of a card, back into the inbox, with a trace in both.

    Raises `NotFound`, `Conflict("not-assigned")`.
    """
    require(actor, Permission.INBOX)
    row = decisions.row_of(session, kind, object_id)
    patient_id = row.patient_id
    if patient_id is None:
        raise Conflict("not-assigned")
    moved = decisions.siblings(session, row)
    decisions.give(session, moved, None, "taken-back")
    decisions.remember(session, actor, moved, "unassigned", previous_patient_id=patient_id)
    _journal(session, actor, "result.unassign", kind, moved, patient_id, None, [reason] if reason else [])
    moved_results.follow(session, actor, moved, patient_id, "taken-out")
    undo.remember(
        session, actor, "inbox.unassign",
        {"kind": kind, "objects": [one.id for one in moved], "patient_id": patient_id},
    )  # fmt: skip
    _tell(session, kind, moved, {patient_id})


def close_error(session: Session, actor: Actor, received_record_id: int) -> None:
    """Take an unreadable record off the list; its bytes stay. Raises `NotFound`, `Conflict("already-closed")`."""
    require(actor, Permission.INBOX)
    row = _received(session, received_record_id)
    if row.state != "error":
        raise Refused("not-an-error")
    if row.closed_at is not None:
        raise Conflict("already-closed")
    row.closed_at = record.of(session).clock.now()
    audit.write(session, actor, "record.close", "received_record", row.id, reason=row.reason)
    undo.remember(session, actor, "inbox.close", {"received_record_id": row.id})
    events.tell(session, InboxChanged(decisions.waiting(session)))


def raw(session: Session, actor: Actor, received_record_id: int) -> bytes:
    """The bytes as they came, for a person to look at; needs a writing session, for the journal's row.

    Raises `NotFound`, `Damaged`.
    """
    require(actor, Permission.CLINICAL_READ)
    row = _received(session, received_record_id)
    content = archiving.body(session, row.archive_id)
    audit.write(session, actor, "record.read", "received_record", row.id, after={"bytes": len(content)})
    return content


# --- what undo calls


def undo_assign(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """Back into the inbox, as it waited. Raises `Conflict("moved-since")`."""
    require(actor, Permission.INBOX)
    kind, patient_id = step["kind"], step["patient_id"]
    moved = _unmoved(session, kind, [number for number, _ in step["objects"]], patient_id)
    decisions.take_back(session, kind, [row.id for row in moved])
    for why in dict.fromkeys(why for _, why in step["objects"]):
        those = [row for row, (_, its) in zip(moved, step["objects"], strict=True) if its == why]
        decisions.give(session, those, None, why)
    _journal(session, actor, "result.unassign", kind, moved, patient_id, None, ["undo"])
    moved_results.follow(session, actor, moved, patient_id, "taken-out")
    _tell(session, kind, moved, {patient_id})


def undo_unassign(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """Back into the card it was taken from. Raises `Conflict("moved-since")`."""
    require(actor, Permission.INBOX)
    kind, patient_id = step["kind"], step["patient_id"]
    moved = _unmoved(session, kind, step["objects"], None)
    decisions.take_back(session, kind, step["objects"])
    decisions.give(session, moved, patient_id, "")
    _journal(session, actor, "result.assign", kind, moved, None, patient_id, ["undo"])
    moved_results.follow(session, actor, moved, None, "moved")
    _tell(session, kind, moved, {patient_id})


def undo_leave(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """Waits among the others again. Raises `Conflict("moved-since")`."""
    require(actor, Permission.INBOX)
    moved = _unmoved(session, step["kind"], step["objects"], None)
    decisions.take_back(session, step["kind"], step["objects"])
    for row in moved:
        row.left_at = None
    _journal(session, actor, "result.leave", step["kind"], moved, None, None, ["undo"])
    _tell(session, step["kind"], moved, set())


def undo_close(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    require(actor, Permission.INBOX)
    row = _received(session, step["received_record_id"])
    row.closed_at = None
    audit.write(session, actor, "record.reopen", "received_record", row.id, reason="undo")
    events.tell(session, InboxChanged(decisions.waiting(session)))


# --- below


def _received(session: Session, received_record_id: int) -> ReceivedRecordTable:
    row = session.get(ReceivedRecordTable, received_record_id)
    if row is None:
        raise NotFound("received-record")
    return row


def _unmoved(session: Session, kind: str, object_ids: list[int], patient_id: int | None) -> list[decisions.Movable]:
    rows = decisions.rows_of(session, kind, object_ids)
    if any(row.patient_id != patient_id for row in rows):
        raise Conflict("moved-since")
    return rows


def _journal(
    session: Session, actor: Actor, action: str, kind: str, moved: list[decisions.Movable],
    before: int | None, after: int | None, reasons: list[str],
) -> None:  # fmt: skip
    """One row for what moved together, under the patient whose card it touches; it names every object."""
    together = {"objects": [row.id for row in moved]} if len(moved) > 1 else {}
    audit.write(
        session, actor, action, kind, moved[0].id, patient_id=after if after is not None else before,
        before={"patient": before}, after={"patient": after, **together}, reason=",".join(reasons),
    )  # fmt: skip


def _tell(session: Session, kind: str, moved: list[decisions.Movable], touched: set[int]) -> None:
    session.flush()
    for row in moved[:_TOLD]:
        received = row.received_record_id if isinstance(row, ReportTable) else 0
        events.tell(session, ObjectFiled(kind, row.id, row.patient_id, received))
    for patient_id in touched:
        events.tell(session, PatientChanged(patient_id))
    events.tell(session, InboxChanged(decisions.waiting(session)))


def _as_written(part: str) -> str:
    """A device that shouts: ИВАНОВ becomes Иванов, the hyphen's second half too."""
    return "-".join(half.capitalize() for half in part.split("-")) if part.isupper() and len(part) > 1 else part
