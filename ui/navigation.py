"""How a screen asks the window for something outside itself: another place, a patient's card, a notice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence at the foot of the window for some seconds; `undo` adds a button to it (product rule 6)."""

    text: str
    tone: Literal["ok", "warn", "bad"] = "ok"
    undo: Callable[[], None] | None = None


class Navigation(QObject):
    """Signals that the frame answers. `subject` is what the place shall show: an id, or None."""

    wanted = Signal(str, object)
    noticed = Signal(object)
    badge_changed = Signal(str, int)
    back_wanted = Signal()

    def go(self, place: str, subject: object = None) -> None:
        """Show a place; its screen's `show_subject(subject)` is called when a subject is given."""
        self.wanted.emit(place, subject)

    def open_patient(self, patient_id: int) -> None:
        self.go("card", patient_id)

    def back(self) -> None:
        """Return to the place that was shown before."""
        self.back_wanted.emit()

    def notice(
        self, text: str, tone: Literal["ok", "warn", "bad"] = "ok", *, undo: Callable[[], None] | None = None
    ) -> None:
        """Say what was done, quietly; never steals the focus."""
        self.noticed.emit(Notice(text, tone, undo))

    def badge(self, place: str, count: int) -> None:
        """The figure on a place of the rail; 0 takes it away."""
        self.badge_changed.emit(place, count)
