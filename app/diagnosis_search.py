"""Finding a diagnosis while it is typed: what this practice writes most comes first, then the book of diagnoses.

A doctor's own wording of a code is offered as it was written, in the language it was written in.
"""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import classifiers
from app.domain.access import Actor, Permission, require
from app.domain.coding import ICD10, Coding
from app.domain.identity import folded
from db.tables.visit import VisitTable

_LOOKED_AT = 2000  # newest visits: what a practice writes now is what it wrote lately
_OWN = 4  # lines that the practice's own wording may take


def find(session: Session, actor: Actor, typed: str, language: str, limit: int = 8) -> tuple[Coding, ...]:
    """Diagnoses whose code begins as typed, or whose text holds every typed word; each code once."""
    require(actor, Permission.CLINICAL_READ)
    own = _own(session, folded(typed).split(), language)
    codes = {one.code for one in own}
    book = (one for one in classifiers.find(typed, language, limit) if one.code not in codes)
    return (*own, *book)[:limit]


def _own(session: Session, wanted: list[str], language: str) -> tuple[Coding, ...]:
    """What notes of this language hold, the most used first."""
    used: Counter[Coding] = Counter()
    notes = (
        select(VisitTable.note)
        .where(VisitTable.document_language == language)
        .order_by(VisitTable.id.desc())
        .limit(_LOOKED_AT)
    )
    for note in session.scalars(notes):
        for stored in note.get("diagnoses", ()):
            used[Coding(stored["code"], ICD10, stored["text"], stored.get("version", ""))] += 1
    fitting: dict[str, Coding] = {}
    for one, _ in sorted(used.items(), key=lambda pair: (-pair[1], pair[0].code)):
        if _fits(one, wanted):
            fitting.setdefault(one.code, one)
    return tuple(fitting.values())[:_OWN]


def _fits(diagnosis: Coding, wanted: list[str]) -> bool:
    """Every typed word begins the code or a word of the text; letters are folded as names are."""
    there = [folded(diagnosis.code), *folded(f"{diagnosis.code} {diagnosis.display}").split()]
    return bool(wanted) and all(any(word.startswith(part) for word in there) for part in wanted)
