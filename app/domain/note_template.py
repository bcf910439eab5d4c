"""Templates of a visit's note: texts by field, with gaps that the doctor fills (requirement R6-a).

A gap is a run of at least three underscores, or words in braces that say what belongs there: `___`, `{размер, мм}`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

GAP = re.compile(r"_{3,}|\{[^{}\n]{1,80}\}")
SPECIALTIES = ("", "therapy", "ultrasound", "cardiology")
LONGEST_NAME = 120  # letters
LONGEST_TEXT = 20_000  # letters of one field


@dataclass(frozen=True, slots=True)
class NoteTemplate:
    """`key` is stable: `own:<number>` for one that a doctor saved, `starter:<name>` for one that is shipped."""

    key: str
    name: str
    language: str  # "kk" | "ru"
    texts: dict[str, str] = field(default_factory=dict)  # field of the note -> text
    specialty: str = ""
    is_shared: bool = True
    is_starter: bool = False
    may_change: bool = False  # by whoever asked


def gaps(text: str) -> tuple[tuple[int, int], ...]:
    """Where the gaps of a text begin and end."""
    return tuple(found.span() for found in GAP.finditer(text))


def joined(typed: str, inserted: str) -> str:
    """A template's text in a field: alone where the field is empty, else below what is there, which stays."""
    if not typed.strip():
        return inserted
    return typed + ("" if typed.endswith("\n") else "\n") + inserted
