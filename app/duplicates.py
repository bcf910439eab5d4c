"""Who may already be in the registry: the warning while a patient is typed.

Same IIN, an IIN one digit off (the check digit does not see a slip in the eleventh), same folded name in
either order with the birth date or year. Nothing is merged; a person decides.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.domain.access import Actor, Permission, require
from app.domain.errors import Refused
from app.domain.identity import Iin, PersonName, folded
from app.domain.observation import Candidate, Reason
from app.domain.patient import PatientDraft
from db.tables.patient import PatientTable


def similar(session: Session, actor: Actor, draft: PatientDraft, limit: int = 5) -> tuple[Candidate, ...]:
    """Patients who may be the one being typed, with the reasons; cheap enough to ask at every key."""
    require(actor, Permission.PATIENT_READ)
    suspects = {row.id: row for row in session.scalars(_suspects(draft))}
    judged = [_candidate(row, draft) for row in suspects.values()]
    judged = [candidate for candidate in judged if candidate.score > 0]
    return tuple(sorted(judged, key=lambda candidate: -candidate.score)[:limit])


def _suspects(draft: PatientDraft) -> Any:
    """Rows worth judging: by number or a slip in it, or by the folded name in either order of its parts."""
    surname, given = folded(draft.name.surname), folded(draft.name.given)
    clauses: list[ColumnElement[bool]] = []
    if draft.iin:
        clauses.append(PatientTable.iin.in_([draft.iin.value, *_one_digit_off(draft.iin.value)]))
    if surname and given:
        clauses.append((PatientTable.k_sur == surname) & (PatientTable.k_first == given))
        clauses.append((PatientTable.k_sur == given) & (PatientTable.k_first == surname))
    if not clauses:
        return select(PatientTable).where(PatientTable.id < 0)
    return select(PatientTable).where(or_(*clauses), PatientTable.withdrawn_at.is_(None)).limit(500)


def _one_digit_off(iin: str) -> list[str]:
    """Every valid number that differs in one digit: the check digit does not see a slip in the eleventh."""
    found = []
    for place in range(12):
        for digit in "0123456789":
            other = iin[:place] + digit + iin[place + 1 :]
            try:
                Iin(other)
            except Refused:
                continue
            if other != iin:
                found.append(other)
    return found


def _candidate(row: PatientTable, draft: PatientDraft) -> Candidate:
    """How much speaks for the row being the person typed. Weights are per cent; a certain match is the same IIN."""
    reasons: list[Reason] = []
    if draft.iin and row.iin:
        if row.iin == draft.iin.value:
            reasons.append(Reason("iin-same", 100))
        elif row.iin in _one_digit_off(draft.iin.value):
            reasons.append(Reason("iin-one-digit", 60, draft.iin.value, row.iin))
        else:
            reasons.append(Reason("iin-differs", -40, draft.iin.value, row.iin))
    name = (folded(draft.name.surname), folded(draft.name.given))
    same_name = name in {(row.k_sur, row.k_first), (row.k_first, row.k_sur)}
    if same_name:
        reasons.append(Reason("name-same", 40))
    if draft.birth_date and row.birth_date:
        if draft.birth_date == row.birth_date:
            reasons.append(Reason("birth-date-same", 40))
        elif draft.birth_date.year == row.birth_date.year:
            reasons.append(Reason("birth-year-same", 20, draft.birth_date.isoformat(), row.birth_date.isoformat()))
        else:
            reasons.append(Reason("birth-date-differs", -40, draft.birth_date.isoformat(), row.birth_date.isoformat()))
    return Candidate(
        patient_id=row.id,
        name=PersonName(row.surname, row.given, row.patronymic),
        birth_date=row.birth_date,
        iin=row.iin or "",
        score=max(0, min(100, sum(reason.weight for reason in reasons))),
        reasons=tuple(reasons),
    )
