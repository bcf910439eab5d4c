"""What the program answers when the hub asks (`devices/questions.py`): by name, one generator for each question.

Each answers in the program's own right, reads the store for itself, and yields plain values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from app import dicom_answers
from app.domain.errors import NotFound

if TYPE_CHECKING:
    from app.open_practice import OpenPractice

Answering = Callable[["OpenPractice", dict[str, Any]], Iterable[dict[str, Any]]]
ANSWERS: Mapping[str, Answering] = {**dicom_answers.ANSWERS}


def answer(practice: OpenPractice, what: str, facts: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """The parts of an answer. Raises `NotFound("question")` for a question of another version."""
    answering = ANSWERS.get(what)
    if answering is None:
        raise NotFound("question")
    return answering(practice, facts)
