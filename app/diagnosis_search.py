"""Finding a diagnosis while it is typed: by the start of its ICD-10 code or by words of its text.

What is searched is what this practice has written before, most used first, each text as it stood then. A
classifier of the ministry, once it is loaded, comes before it; until then a code with its words may be typed freely.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.access import Actor, Permission, require
from app.domain.identity import folded
from db.tables.visit import VisitTable

_LOOKED_AT = 2000  # newest visits: what a practice writes now is what it wrote lately


@dataclass(frozen=True, slots=True)
class FoundDiagnosis:
    code: str
    text: str
    version: str  # of the classifier; empty where the doctor's own words stand


def find(session: Session, actor: Actor, typed: str, limit: int = 8) -> tuple[FoundDiagnosis, ...]:
    """Diagnoses whose code begins as typed, or whose text holds every typed word; most used first."""
    require(actor, Permission.CLINICAL_READ)
    wanted = folded(typed).split()
    used: Counter[FoundDiagnosis] = Counter()
    notes = select(VisitTable.note).order_by(VisitTable.id.desc()).limit(_LOOKED_AT)
    for note in session.scalars(notes):
        for stored in note.get("diagnoses", ()):
            used[FoundDiagnosis(stored["code"], stored["text"], stored.get("version", ""))] += 1
    fitting = ((one, count) for one, count in used.items() if _fits(one, wanted))
    best = sorted(fitting, key=lambda pair: (-pair[1], pair[0].code))
    return tuple(one for one, _ in best[:limit])


def _fits(diagnosis: FoundDiagnosis, wanted: list[str]) -> bool:
    """Every typed word begins the code or a word of the text; letters are folded as names are."""
    there = [folded(diagnosis.code), *folded(f"{diagnosis.code} {diagnosis.text}").split()]
    return bool(wanted) and all(any(word.startswith(part) for word in there) for part in wanted)
