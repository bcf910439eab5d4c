"""Changes of a note that touch several rows at once, so that one key takes each of them back whole.

A step is taken back only while the note is exactly as the step left it: typing that came after it is undone first, by
the field it was typed in.
"""

from __future__ import annotations

from app.domain.visit import VisitNote

_KEPT = 50


class Steps:
    """`begin` with what is shown, `typed` and `did` after each change; `take_back` gives the note before a step."""

    def __init__(self) -> None:
        self._present = VisitNote()
        self._done: list[tuple[VisitNote, VisitNote]] = []

    def begin(self, note: VisitNote) -> None:
        self._present = note
        self._done.clear()

    def typed(self, note: VisitNote) -> None:
        self._present = note

    def did(self, note: VisitNote) -> None:
        if note != self._present:
            self._done = [*self._done, (self._present, note)][-_KEPT:]
            self._present = note

    def take_back(self, note: VisitNote) -> VisitNote | None:
        if not self._done or self._done[-1][1] != note:
            return None
        before, _ = self._done.pop()
        return before
