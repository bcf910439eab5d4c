"""Help says the same in both languages, and names nothing that is not there: places, controls, topics, commands."""

from __future__ import annotations

import re
import shlex
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app import cli
from app.domain.errors import WorldError
from ui import messages
from ui.help import topics
from ui.help.book import texts_of
from ui.help.markup import Block, Heading, Items, Live, Paragraph, Span, SpanKind, spans
from ui.language import CODES, Code
from ui.places import PLACES

_KEYS = [topic.key for topic in topics.TOPICS]
_LONGEST = 2300  # letters: two screens at 100 %
_SHORTEST = 8  # blocks


def _read(key: str, language: Code) -> tuple[Block, ...]:
    return topics.read(key, language)


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from texts_of(block)


def _named(key: str, language: Code, kind: SpanKind) -> list[Span]:
    return [span for text in _texts(_read(key, language)) for span in spans(text) if span.kind == kind]


def _shape(block: Block) -> tuple[object, ...]:
    match block:
        case Heading(level):
            return ("heading", level)
        case Paragraph(_, is_note):
            return ("paragraph", is_note)
        case Items(texts, is_numbered):
            return ("items", is_numbered, len(texts))
        case Live(name):
            return ("live", name)
        case _:
            return ("pairs",)


def test_every_place_has_a_topic_and_no_topic_speaks_of_a_place_that_is_not_there() -> None:
    told = [place for topic in topics.TOPICS for place in topic.places]
    assert sorted(told) == sorted(place.key for place in PLACES)
    assert topics.topic_of("card") == "card"
    assert topics.topic_of("nowhere") == "first-steps"


@pytest.mark.clause("24.3")
@pytest.mark.parametrize("language", CODES)
def test_every_topic_is_written_in_both_languages_and_nothing_lies_about(project_root: Path, language: Code) -> None:
    folder = project_root / "resources" / "help" / language
    assert sorted(file.stem for file in folder.iterdir()) == sorted(_KEYS)


@pytest.mark.clause("24.3")
@pytest.mark.parametrize("key", _KEYS)
def test_both_languages_have_the_same_parts_in_the_same_order(key: str) -> None:
    kazakh, russian = _read(key, "kk"), _read(key, "ru")
    assert [_shape(block) for block in kazakh] == [_shape(block) for block in russian]
    for kind in ("key", "label"):
        assert sorted(one.text for one in _named(key, "kk", kind)) == sorted(
            one.text for one in _named(key, "ru", kind)
        )
    assert [one.target for one in _named(key, "kk", "link")] == [one.target for one in _named(key, "ru", "link")]


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("key", _KEYS)
def test_a_topic_has_a_title_some_lines_and_an_end(key: str, language: Code) -> None:
    blocks = _read(key, language)
    assert isinstance(blocks[0], Heading)
    assert blocks[0].level == 1
    assert all(block.level == 2 for block in blocks[1:] if isinstance(block, Heading))
    assert len(blocks) >= _SHORTEST
    assert sum(map(len, _texts(blocks))) <= _LONGEST


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("key", _KEYS)
def test_links_lead_to_topics(key: str, language: Code) -> None:
    assert {one.target for one in _named(key, language, "link")} <= {*_KEYS} - {key}


@cache
def _controls(root: Path, language: Code) -> frozenset[str]:
    """ "context|source" of every text on the screen."""
    tree = ET.parse(root / "i18n" / f"shipager_{language}.ts").getroot()
    return frozenset(
        f"{context.findtext('name')}|{message.findtext('source')}"
        for context in tree.findall("context")
        for message in context.findall("message")
        if message.find("translation[@type='vanished']") is None
    )


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("key", _KEYS)
def test_every_control_that_help_names_is_on_the_screen(project_root: Path, key: str, language: Code) -> None:
    missing = {one.text for one in _named(key, language, "label")} - _controls(project_root, language)
    assert not missing, "renamed on the screen: rename it in resources/help too"


@pytest.mark.parametrize("language", CODES)
def test_commands_that_help_tells_to_type_exist_with_their_options(language: Code) -> None:
    known = cli.all_commands()
    parsers = next(iter(cli.build_parser(known)._subparsers._group_actions)).choices  # type: ignore[union-attr]  # argparse has no public way
    assert isinstance(parsers, dict)
    typed = [one.text for key in _KEYS for one in _named(key, language, "code") if one.text.startswith("python")]
    assert typed
    for line in typed:
        words = shlex.split(line)
        assert words[:3] == ["python", "-m", "app"]
        options = {option for action in parsers[words[3]]._actions for option in action.option_strings}
        assert {word for word in words if word.startswith("--")} <= options, line


@pytest.mark.parametrize("language", CODES)
def test_words_are_of_one_alphabet_and_help_is_called_help(language: Code) -> None:
    """A Latin i in a Kazakh word looks right and is found by no search."""
    for key in _KEYS:
        for text in _texts(_read(key, language)):
            plain = "".join(span.text for span in spans(text) if span.kind in {"text", "strong", "link"})
            mixed = [
                word for word in re.findall(r"[^\W\d_]+", plain)
                if re.search(r"[A-Za-z]", word) and re.search(r"[Ѐ-ӿ]", word)
            ]  # fmt: skip
            assert not mixed, (key, mixed)
            assert not re.search(r"(?i)\bанықтама\b", plain), key  # a medical certificate, in Kazakh


@pytest.mark.parametrize("language", CODES)
def test_no_topic_lies_in_the_other_languages_folder(language: Code) -> None:
    for key in _KEYS:
        text = " ".join(_texts(_read(key, language))).casefold()
        share = sum(letter in "әғқңөұүһі" for letter in text) / len(text)
        assert (share > 0.04) is (language == "kk"), (key, share)


def test_every_code_with_words_is_known_once_and_names_itself() -> None:
    known = messages.known()
    codes = [one.code for one in known]
    assert len(codes) == len(set(codes)) > 100
    assert all(one.what for one in known)
    assert messages.explain(WorldError("disk-full")).code in codes
