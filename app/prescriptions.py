"""What was prescribed before: suggestions while a medicine is typed, and the prescription of the previous visit.

The prescription itself is a part of the visit's note (`app/domain/prescription.py`) and is saved with it.
"""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.access import Actor, Permission, require
from app.domain.errors import NotFound
from app.domain.identity import folded
from app.domain.prescription import PrescriptionLine
from app.domain.typing_slips import readings
from app.domain.visit import VisitNote, VisitState
from db.tables.visit import VisitTable

_LOOKED_AT = 2000  # newest visits of the doctor: what is prescribed now is what was prescribed lately


def find_lines(session: Session, actor: Actor, typed: str, limit: int = 8) -> tuple[PrescriptionLine, ...]:
    """Lines that this doctor prescribed before and whose product holds every typed word's beginning.

    The most used first, each wording once; typed without Kazakh letters or in the wrong layout it is found as well.
    """
    require(actor, Permission.CLINICAL_READ)
    used = _used(session, actor)
    for reading in readings(typed):
        wanted = folded(reading).split()
        fitting = [line for line in used if wanted and _fits(line, wanted)]
        if fitting:
            return tuple(fitting[:limit])
    return ()


def previous_prescription(session: Session, actor: Actor, visit_id: int) -> tuple[PrescriptionLine, ...]:
    """The lines of this patient's newest earlier visit that has a prescription and is signed.

    Raises `NotFound("visit")`, `NotFound("prescription-none")` where there is no such visit.
    """
    require(actor, Permission.CLINICAL_READ)
    visit = session.get(VisitTable, visit_id)
    if visit is None:
        raise NotFound("visit")
    earlier = session.scalars(
        select(VisitTable.note)
        .where(
            VisitTable.patient_id == visit.patient_id,
            VisitTable.id != visit_id,
            VisitTable.state == VisitState.SIGNED,
            VisitTable.started_at <= visit.started_at,
        )
        .order_by(VisitTable.started_at.desc(), VisitTable.id.desc())
    )
    for note in earlier:
        lines = VisitNote.from_json(note).prescription
        if lines:
            return lines
    raise NotFound("prescription-none")


def _used(session: Session, actor: Actor) -> list[PrescriptionLine]:
    notes = (
        select(VisitTable.note)
        .where(VisitTable.doctor_id == actor.account_id, VisitTable.state != VisitState.WITHDRAWN)
        .order_by(VisitTable.id.desc())
        .limit(_LOOKED_AT)
    )
    counted: Counter[PrescriptionLine] = Counter()
    for note in session.scalars(notes):
        counted.update(
            line
            for stored in note.get("prescription", ())
            if not (line := PrescriptionLine.from_json(stored)).missing()
        )
    return [line for line, _ in counted.most_common()]


def _fits(line: PrescriptionLine, wanted: list[str]) -> bool:
    words = folded(line.product).split()
    return all(any(word.startswith(part) for word in words) for part in wanted)
