"""Where each missing thing is mended, and how the card is told which row of the note to go to."""

from __future__ import annotations

from dataclasses import dataclass

from app.to_sign import Missing
from ui.context import Context

_OF_THE_NOTE = frozenset({"note-incomplete", "cited-not-in-card"})
_OF_THE_VISIT = frozenset({"record-changed", "part-unsigned"})


@dataclass(frozen=True, slots=True)
class FieldWish:
    """A subject of the card: put the cursor into this row of the patient's open note."""

    patient_id: int
    field: str


def follow(context: Context, missing: Missing, patient_id: int, visit_id: int | None) -> None:
    """Go to where a missing thing is mended."""
    go = context.navigation.go
    if missing.code in _OF_THE_VISIT and visit_id is not None:
        go("visit", visit_id)
    elif missing.code in _OF_THE_NOTE:
        go("card", FieldWish(patient_id, missing.field))
    else:
        go("card", patient_id)
