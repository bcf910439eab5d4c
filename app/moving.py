"""Setting right whose result it is, after it was filed: to another patient in one step, or a part of a study only.

Nothing that a device sent changes: rows point to another patient, each step leaves a decision and rows in the journal
of both cards, and can be taken back. A part of a study that belongs to somebody else becomes a study row of its own
with the same Study Instance UID (DICOM PS3.3 C.7.2.1 knows one patient for a study; the device did not). Signed
documents that cite what was moved are warned (`app/citations.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import audit, citations, decisions, events, moved_results, suspects, undo
from app.domain.access import Actor, Permission, require
from app.domain.device import SentIdentity
from app.domain.errors import Conflict, NotFound, Refused
from app.domain.events import InboxChanged, ObjectFiled, PatientChanged
from app.domain.matching import compare
from app.domain.observation import MovePreview, Reason
from db.tables.archive_record import ReceivedRecordTable
from db.tables.patient import PatientTable
from db.tables.result import InstanceTable, MatchDecisionTable, ReportTable, StudyTable

_TOLD = 50  # of what moves together


def preview(session: Session, actor: Actor, kind: str, object_id: int, patient_id: int | None = None) -> MovePreview:
    """What a move would mean, before it is made: what speaks for and against, and which signed documents cite it."""
    require(actor, Permission.INBOX)
    row = decisions.row_of(session, kind, object_id)
    patient = _patient(session, patient_id) if patient_id is not None else None
    return MovePreview(
        together=len(decisions.siblings(session, row)),
        reasons=_reasons(row, patient) if patient else (),
        documents=citations.citing(session, actor, kind, object_id),
    )


def move(session: Session, actor: Actor, kind: str, object_id: int, patient_id: int, reason: str = "") -> None:
    """Out of one card and into another, in one step; of a message the results of one person go together.

    Raises `NotFound`, `Conflict("not-assigned")` where it waits in the inbox, `Refused("same-patient")`.
    """
    require(actor, Permission.INBOX)
    row = decisions.row_of(session, kind, object_id)
    before = row.patient_id
    if before is None:
        raise Conflict("not-assigned")
    if before == patient_id:
        raise Refused("same-patient")
    reasons = _reasons(row, _patient(session, patient_id))
    moved = decisions.siblings(session, row)
    decisions.give(session, moved, patient_id, "")
    decisions.remember(session, actor, moved, "moved", reasons, previous_patient_id=before)
    _journal(session, actor, "result.move", moved, before, patient_id, reason)
    undo.remember(
        session, actor, "result.move",
        {"kind": kind, "objects": [one.id for one in moved], "from": before, "to": patient_id},
    )  # fmt: skip
    moved_results.follow(session, actor, moved, before, "moved")
    _tell(session, moved, {before, patient_id})


def split(
    session: Session, actor: Actor, study_id: int, instance_ids: Sequence[int], patient_id: int | None, reason: str = ""
) -> int:
    """Make a study of its own of some objects, for another patient or (None) for the inbox; answers its id.

    Every version of a chosen object goes with it. Raises `NotFound`, `Refused("split-nothing")`,
    `Refused("split-everything")`, `Refused("same-patient")`.
    """
    require(actor, Permission.INBOX)
    study = session.get(StudyTable, study_id)
    if study is None:
        raise NotFound("study")
    if patient_id is not None and patient_id == study.patient_id:
        raise Refused("same-patient")
    patient = _patient(session, patient_id) if patient_id is not None else None
    chosen, staying = _parts(session, study_id, instance_ids)
    if not chosen:
        raise Refused("split-nothing")
    if not staying:
        raise Refused("split-everything")
    part = _part_of(session, study, chosen, patient_id)
    for some in decisions.in_portions([one.id for one in chosen]):
        session.execute(update(InstanceTable).where(InstanceTable.id.in_(some)).values(study_id=part.id))
    for some in decisions.in_portions([one.received_record_id for one in chosen]):
        decisions.set_record_state(session, ReceivedRecordTable.id.in_(some), patient_id)
    session.flush()
    reasons = _reasons(part, patient) if patient else ()
    decisions.remember(session, actor, [part], "split", reasons, previous_patient_id=study.patient_id)
    _journal_split(session, actor, "study.split", study, part, len(chosen), reason)
    undo.remember(
        session, actor, "study.split",
        {"study": study.id, "part": part.id, "patient_id": patient_id, "instances": [one.id for one in chosen]},
    )  # fmt: skip
    citations.follow_split(session, actor, study.id)
    _tell(session, [study, part], {one for one in (study.patient_id, patient_id) if one is not None})
    return part.id


# --- what undo calls


def undo_move(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """Back into the card it came from. Raises `Conflict("moved-since")`."""
    require(actor, Permission.INBOX)
    moved = decisions.rows_of(session, step["kind"], step["objects"])
    if any(row.patient_id != step["to"] for row in moved):
        raise Conflict("moved-since")
    decisions.take_back(session, step["kind"], step["objects"])
    decisions.give(session, moved, step["from"], "")
    _journal(session, actor, "result.move", moved, step["to"], step["from"], "undo")
    moved_results.follow(session, actor, moved, step["to"], "moved")
    _tell(session, moved, {step["from"], step["to"]})


def undo_split(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """The part goes back into its study, with what came to it since.

    Its row, which held nothing that is not in its study or in the journal, is gone. Raises `Conflict("moved-since")`.
    """
    require(actor, Permission.INBOX)
    study, part = session.get(StudyTable, step["study"]), session.get(StudyTable, step["part"])
    if study is None or part is None or part.patient_id != step["patient_id"]:
        raise Conflict("moved-since")
    if citations.is_cited(session, "study", part.id):
        raise Conflict("cited-since")
    of_part = InstanceTable.study_id == part.id
    records = select(InstanceTable.received_record_id).where(of_part)
    decisions.set_record_state(session, ReceivedRecordTable.id.in_(records), study.patient_id)
    session.execute(update(InstanceTable).where(of_part).values(study_id=study.id))
    session.execute(update(StudyTable).where(StudyTable.split_from == part.id).values(split_from=study.id))
    decisions.take_back(session, "study", [part.id])
    _journal_split(session, actor, "study.join", study, part, len(step["instances"]), "undo")
    citations.follow_split(session, actor, study.id, undone=True)
    before = part.patient_id
    session.delete(part)
    _tell(session, [study], {one for one in (study.patient_id, before) if one is not None})
    events.tell(session, ObjectFiled("study", step["part"], before, 0))


# --- below


def _patient(session: Session, patient_id: int) -> PatientTable:
    patient = session.get(PatientTable, patient_id)
    if patient is None or patient.withdrawn_at is not None:
        raise NotFound("patient")
    return patient


def _reasons(row: decisions.Movable, patient: PatientTable) -> tuple[Reason, ...]:
    return compare(SentIdentity.from_json(row.identity), suspects.registered(patient))


def _parts(
    session: Session, study_id: int, instance_ids: Sequence[int]
) -> tuple[list[InstanceTable], list[InstanceTable]]:
    """The chosen objects in every version, and those that stay."""
    every = list(session.scalars(select(InstanceTable).where(InstanceTable.study_id == study_id)))
    wanted = set(instance_ids)
    uids = {one.sop_instance_uid for one in every if one.id in wanted}
    return [one for one in every if one.sop_instance_uid in uids], [
        one for one in every if one.sop_instance_uid not in uids
    ]


def _part_of(session: Session, study: StudyTable, chosen: list[InstanceTable], patient_id: int | None) -> StudyTable:
    """A study row as its own first object tells of it; what that one does not say is as in the whole."""
    first = session.get_one(ReceivedRecordTable, min(one.received_record_id for one in chosen))
    part = StudyTable(
        study_instance_uid=study.study_instance_uid,
        patient_id=patient_id,
        device_id=study.device_id,
        accession_number=study.accession_number,
        modality=study.modality,
        description=study.description,
        study_date=study.study_date,
        received_at=first.received_at,
        identity=first.identity or study.identity,
        why="" if patient_id is not None else "split",
        split_from=study.id,
    )
    # A number is never given twice: decisions and the journal tell of rows that an undo took away.
    newest = select(MatchDecisionTable.object_id).where(MatchDecisionTable.kind == "study")
    highest = session.scalar(newest.order_by(MatchDecisionTable.object_id.desc()).limit(1)) or 0
    last = session.scalar(select(StudyTable.id).order_by(StudyTable.id.desc()).limit(1)) or 0
    part.id = max(highest, last) + 1
    session.add(part)
    session.flush()
    return part


def _journal(
    session: Session, actor: Actor, action: str, moved: list[decisions.Movable], before: int, after: int, reason: str
) -> None:
    """One row in the journal of each of the two cards."""
    together = {"objects": [row.id for row in moved]} if len(moved) > 1 else {}
    kind = decisions.kind_of(moved[0])
    for patient_id in (before, after):
        audit.write(
            session, actor, action, kind, moved[0].id, patient_id=patient_id,
            before={"patient": before}, after={"patient": after, **together}, reason=reason,
        )  # fmt: skip


def _journal_split(
    session: Session, actor: Actor, action: str, study: StudyTable, part: StudyTable, instances: int, reason: str
) -> None:
    for patient_id in dict.fromkeys((study.patient_id, part.patient_id)):
        audit.write(
            session, actor, action, "study", study.id, patient_id=patient_id,
            before={"patient": study.patient_id},
            after={"patient": part.patient_id, "part": part.id, "instances": instances}, reason=reason,
        )  # fmt: skip


def _tell(session: Session, moved: Sequence[decisions.Movable], touched: set[int]) -> None:
    session.flush()
    for row in moved[:_TOLD]:
        received = row.received_record_id if isinstance(row, ReportTable) else 0
        events.tell(session, ObjectFiled(decisions.kind_of(row), row.id, row.patient_id, received))
    for patient_id in touched:
        events.tell(session, PatientChanged(patient_id))
    events.tell(session, InboxChanged(decisions.waiting(session)))
