"""The topics of the help, in reading order, and which of them explains which place of the window.

A topic is one file in each language, `resources/help/{kk,ru}/KEY.md`; its title is the first heading.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.paths import shipped
from ui.help.markup import Block, parse
from ui.language import Code


@dataclass(frozen=True, slots=True)
class Topic:
    """`places` are keys of `ui/places.py`: F1 there opens this topic."""

    key: str
    icon: str
    places: tuple[str, ...] = ()


TOPICS: tuple[Topic, ...] = (
    Topic("first-steps", "rocket-launch"),
    Topic("day", "calendar-blank", ("day",)),
    Topic("patients", "users", ("patients",)),
    Topic("card", "user", ("card",)),
    Topic("results", "image", ("viewer", "result")),
    Topic("inbox", "tray", ("inbox",)),
    Topic("visit", "notebook", ("visit",)),
    Topic("keys", "key"),
    Topic("documents", "file-text", ("document", "documents")),
    Topic("sending", "paper-plane-tilt", ("outbox",)),
    Topic("devices", "monitor", ("devices",)),
    Topic("backup", "hard-drives"),
    Topic("leaving", "export", ("export", "reports")),
    Topic("security", "lock"),
    Topic("settings", "gear", ("settings",)),
    Topic("shortcuts", "keyboard"),
    Topic("errors", "warning-circle"),
)


def topic_of(place: str) -> str:
    """The key of the topic that explains a place; the first steps where none does."""
    return next((topic.key for topic in TOPICS if place in topic.places), TOPICS[0].key)


def read(key: str, language: Code) -> tuple[Block, ...]:
    """A topic as it is written. Raises `FileNotFoundError` for one that there is none of."""
    return parse(shipped("resources", "help", language, f"{key}.md").read_text(encoding="utf-8"))
