"""What every screen is handed when it is built: `Screen(context)`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ui.idle import LockTime

if TYPE_CHECKING:
    from app.open_practice import OpenPractice
    from ui.commands import Commands
    from ui.event_bridge import EventBridge
    from ui.language import Language
    from ui.navigation import Navigation
    from ui.tasks import Tasks
    from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Context:
    """The open practice and the services of the window around the screen.

    `tasks` runs use cases; `bridge.happened` brings their events to this thread; `commands` is the one
    registry; `navigation` opens places, a patient's card, a notice with *undo*; `lock_time` says when the window
    locks itself.
    """

    practice: OpenPractice
    tasks: Tasks
    commands: Commands
    language: Language
    theme: Theme
    bridge: EventBridge
    navigation: Navigation
    lock_time: LockTime = field(default_factory=LockTime)
