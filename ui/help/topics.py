"""The topics of the help, in reading order, and which of them explains which place of the window.

A topic is one file in each language, `resources/help/{kk,ru}/KEY.md`; its title is the first heading.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.paths import shipped
from ui.help.markup import Block, parse
from ui.language import Code


@dataclass(frozen=True, slots=True)
class Topic:
    """`places` are keys of `ui/places.py`, `sheets` names of dialogs: F1 there opens this topic."""

    key: str
    icon: str
    places: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()


TOPICS: tuple[Topic, ...] = (
    Topic("first-steps", "rocket-launch"),
    Topic("day", "calendar-blank", ("day",), ("BookingSheet",)),
    Topic("patients", "users", ("patients",), ("PatientForm",)),
    Topic("card", "user", ("card",), ("EmergencySheet",)),
    Topic("orders", "flask", (), ("OrderSheet", "StuckSheet")),
    Topic("results", "image", ("viewer", "result"), ("DocumentSheet", "_FileSheet")),
    Topic("inbox", "tray", ("inbox",), ("BytesSheet",)),
    Topic("unread", "code", (), ("RecordSheet", "EditSheet")),
    Topic("wrong-card", "arrows-left-right", (), ("MoveSheet", "SplitSheet")),
    Topic("visit", "notebook", ("visit",), ("ReasonSheet", "TemplateSheet", "SaveTemplateSheet")),
    Topic("to-sign", "pen-nib", ("to-sign",), ("SignSheet", "BatchSheet", "PartSheet")),
    Topic("keys", "key", (), ("KeySheet", "KeyPlacesSheet")),
    Topic(
        "documents",
        "file-text",
        ("document", "documents"),
        (
            "ReviewSheet",
            "TakeAlongSheet",
        ),
    ),
    Topic("verify", "shield-check", ("verify",)),
    Topic("sending", "paper-plane-tilt", ("outbox",), ("SendingSheet",)),
    Topic("devices", "monitor", ("devices", "device", "connect", "wire"), ("ReceiverSheet", "TechnicianSheet")),
    Topic("folders", "folder-open", (), ("ImportSheet",)),
    Topic("analysers", "test-tube"),
    Topic("imaging", "frame-corners", (), ("BringSheet", "SendStudySheet", "FindStudySheet")),
    Topic("backup", "hard-drives", (), ("BackupSheet",)),
    Topic("leaving", "export", ("export", "reports")),
    Topic("security", "lock", ("journal",)),
    Topic("login", "identification-card", ("attempts",)),
    Topic("settings", "gear", ("settings", "addresses"), ("FormSheet", "PracticeSheet", "TimeStampSheet")),
    Topic("shortcuts", "keyboard"),
    Topic("errors", "warning-circle", (), ("MistakeSheet",)),
)


def topic_of(place: str) -> str:
    """The key of the topic that explains a place; the first steps where none does."""
    return next((topic.key for topic in TOPICS if place in topic.places), TOPICS[0].key)


def topic_of_work(dialog: QWidget) -> str:
    """The key of the topic that explains the work of a dialog; the first steps where none does."""
    names = {kind.__name__ for kind in type(dialog).__mro__}
    return next((topic.key for topic in TOPICS if names & set(topic.sheets)), TOPICS[0].key)


def read(key: str, language: Code) -> tuple[Block, ...]:
    """A topic as it is written. Raises `FileNotFoundError` for one that there is none of."""
    return parse(shipped("resources", "help", language, f"{key}.md").read_text(encoding="utf-8"))
