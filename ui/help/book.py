"""All topics of one language, ready to be shown and searched.

Search works like that for patients: every typed word begins a word of the section, in any case, with or without
Kazakh letters, also typed in the wrong layout (`app/domain/typing_slips.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.identity import folded
from app.domain.typing_slips import readings
from ui.help import live, topics
from ui.help.markup import Block, Heading, Items, Label, Pairs, Paragraph, plain, to_html
from ui.language import Code

_IN_TITLE, _IN_SECTION, _IN_TEXT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a topic, or a section of it that was found. `anchor` is empty for the topic's beginning."""

    topic: str
    icon: str
    title: str
    section: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    entry: Entry
    words: tuple[str, ...]  # folded, of heading and text
    heading: tuple[str, ...]


class Book:
    """`contents`, `html(topic)`, `find(typed)`; made anew when the language changes."""

    def __init__(self, language: Code, label: Label, made_by: live.Parts) -> None:
        self._label = label
        self._blocks = {
            topic.key: live.filled(topics.read(topic.key, language), made_by) for topic in topics.TOPICS
        }  # fmt: skip
        self.contents: tuple[Entry, ...] = tuple(
            Entry(topic.key, topic.icon, self.title(topic.key)) for topic in topics.TOPICS
        )
        self._sections = tuple(section for entry in self.contents for section in self._cut(entry))

    def title(self, topic: str) -> str:
        """The first heading of a topic."""
        first = next(block for block in self._blocks[topic] if isinstance(block, Heading))
        return plain(first.text, self._label)

    def html(self, topic: str) -> str:
        return to_html(self._blocks[topic], self._label)

    def find(self, typed: str) -> tuple[Entry, ...]:
        """Sections that hold every typed word; those whose heading does come first. Empty text finds nothing."""
        for reading in readings(typed):
            wanted = folded(reading).split()
            found = sorted(
                (rank, at) for at, section in enumerate(self._sections) if (rank := _rank(section, wanted)) is not None
            )
            if found:
                return tuple(self._sections[at].entry for _, at in found)
        return ()

    def _cut(self, topic: Entry) -> Iterator[_Section]:
        """A topic in its sections; each says where it begins."""
        entry, texts = topic, [topic.title]
        for number, block in enumerate(self._blocks[topic.topic]):
            if isinstance(block, Heading) and block.level > 1:
                yield _section(entry, texts)
                heading = plain(block.text, self._label)
                entry = Entry(topic.topic, topic.icon, topic.title, heading, f"s{number}")
                texts = [heading]
            else:
                texts += [plain(text, self._label) for text in texts_of(block)]
        yield _section(entry, texts)


def texts_of(block: Block) -> tuple[str, ...]:
    """Every marked text of a block."""
    match block:
        case Heading(_, text) | Paragraph(text):
            return (text,)
        case Items(texts):
            return texts
        case Pairs(rows):
            return tuple(text for row in rows for text in row)
        case _:
            return ()


def _section(entry: Entry, texts: list[str]) -> _Section:
    words = tuple(dict.fromkeys(folded(" ".join(texts)).split()))
    return _Section(entry, words, tuple(folded(entry.section or entry.title).split()))


def _rank(section: _Section, wanted: list[str]) -> int | None:
    """Smaller is better; None where a word is missing."""
    if not wanted or not all(_begins(section.words, word) for word in wanted):
        return None
    if all(_begins(section.heading, word) for word in wanted):
        return _IN_SECTION if section.entry.anchor else _IN_TITLE
    return _IN_TEXT


def _begins(words: tuple[str, ...], typed: str) -> bool:
    return any(word.startswith(typed) for word in words)
