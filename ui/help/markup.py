"""The few marks that help texts are written in: a small part of CommonMark, and three marks of our own.

    # Title                        ## Section
    A paragraph over one or more lines.       > A note that must be seen.
    - point      1. step           **strong**   [words](topic)
    `Ctrl+Enter`                   a key: shown as a key cap, and a test proves that it exists
    ``python -m app restore``      what is typed or read letter by letter; commands in it are proved too
    [[DayScreen|Emergency]]        what stands on a control (context and English source of `i18n/`): it is asked for
                                   when the text is shown, so help and screen always say the same
    {shortcuts}                    a paragraph of its own: put there by `ui/help/live.py`

Anything else is plain text. No HTML passes through: every sign is escaped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Label = Callable[[str, str], str]  # (context, English source) -> what stands on the control
SpanKind = Literal["text", "strong", "key", "code", "label", "link"]

_SPAN = re.compile(
    r"\*\*(?P<strong>[^*]+)\*\*|``(?P<code>[^`]+)``|`(?P<key>[^`]+)`|\[\[(?P<label>[^|\]]+\|[^\]]+)\]\]"
    r"|\[(?P<link>[^\]]+)\]\((?P<target>[^)\s]+)\)"
)
_STEP = re.compile(r"\d+\.\s+")
_LIVE = re.compile(r"\{(?P<name>[a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Span:
    """`target` is the topic of a link; a label's `text` is "context|source"."""

    kind: SpanKind
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    texts: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two columns: what it is, and what there is to say of it. `left` is the first one's width in per cent."""

    rows: tuple[tuple[str, str], ...]
    left: int = 30


@dataclass(frozen=True, slots=True)
class Live:
    """A place for what the program knows itself."""

    name: str


Block = Heading | Paragraph | Items | Pairs | Live


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in order; they are parted by empty lines."""
    return tuple(_block(chunk.splitlines()) for chunk in re.split(r"\n\s*\n", text.strip()) if chunk.strip())


def _block(lines: list[str]) -> Block:
    first = lines[0]
    if first.startswith("#") and len(lines) == 1:
        marks, _, words = first.partition(" ")
        return Heading(len(marks), words.strip())
    live = _LIVE.fullmatch(first.strip())
    if live and len(lines) == 1:
        return Live(live["name"])
    if first.startswith("- "):
        return Items(tuple(_items(lines, re.compile(r"- "))))
    if _STEP.match(first):
        return Items(tuple(_items(lines, _STEP)), is_numbered=True)
    if first.startswith("> "):
        return Paragraph(" ".join(line.removeprefix(">").strip() for line in lines), is_note=True)
    return Paragraph(" ".join(line.strip() for line in lines))


def _items(lines: list[str], mark: re.Pattern[str]) -> Iterator[str]:
    """A line without the mark goes on with the item before it."""
    item = ""
    for line in lines:
        if (found := mark.match(line)) is None:
            item = f"{item} {line.strip()}"
            continue
        if item:
            yield item
        item = line[found.end() :].strip()
    yield item


def spans(text: str) -> Iterator[Span]:
    """The text of a block in its pieces."""
    at = 0
    for found in _SPAN.finditer(text):
        if found.start() > at:
            yield Span("text", text[at : found.start()])
        at = found.end()
        if found["strong"]:
            yield Span("strong", found["strong"])
        elif found["code"]:
            yield Span("code", found["code"])
        elif found["key"]:
            yield Span("key", found["key"])
        elif found["label"]:
            yield Span("label", found["label"])
        else:
            yield Span("link", found["link"], found["target"])
    if at < len(text):
        yield Span("text", text[at:])


def plain(text: str, label: Label) -> str:
    """What a reader sees, without marks: for search and for the titles of the list."""
    return "".join(_words(span, label) for span in spans(text))


def to_html(blocks: tuple[Block, ...], label: Label) -> str:
    """Rich text for `QTextDocument`, to be dressed by `ui/help/page.py: style_sheet`. Headings are anchors s0, s1, …"""
    parts: list[str] = []
    for number, block in enumerate(blocks):
        match block:
            case Heading(level, text):
                parts.append(f'<h{level}><a name="s{number}"></a>{_inline(text, label)}</h{level}>')
            case Paragraph(text, is_note):
                inside = _inline(text, label)
                parts.append(_note(inside) if is_note else f"<p>{inside}</p>")
            case Items(texts, is_numbered):
                tag = "ol" if is_numbered else "ul"
                points = "".join(f"<li>{_inline(text, label)}</li>" for text in texts)
                parts.append(f"<{tag}>{points}</{tag}>")
            case Pairs(rows, width):
                lines = "".join(
                    f'<tr><td width="{width}%">{_inline(left, label)}</td><td>{_inline(right, label)}</td></tr>'
                    for left, right in rows
                )
                parts.append(f'<table class="pairs" width="100%" cellspacing="0" cellpadding="0">{lines}</table>')
            case Live():
                raise ValueError("a live part is filled in before it is shown")
    return "\n".join(parts)


def _note(inside: str) -> str:
    return f'<table class="note" width="100%" cellspacing="0"><tr><td>{inside}</td></tr></table>'


def _inline(text: str, label: Label) -> str:
    return "".join(_marked(span, label) for span in spans(text))


def _marked(span: Span, label: Label) -> str:
    words = html.escape(_words(span, label))
    match span.kind:
        case "strong" | "label":
            return f"<b>{words}</b>"
        case "key":
            return f'<span class="key">&nbsp;{words.replace(" ", "&nbsp;")}&nbsp;</span>'
        case "code":
            return f"<code>{words}</code>"
        case "link":
            return f'<a href="{html.escape(span.target)}">{words}</a>'
        case _:
            return words


def _words(span: Span, label: Label) -> str:
    if span.kind == "key":
        return span.text.replace("Left", "←")
    if span.kind != "label":
        return span.text
    context, _, source = span.text.partition("|")
    return label(context, source).rstrip(":")  # the colon belongs to the form
