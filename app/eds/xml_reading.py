"""XML from outside, looked through before anything else reads it: no document type, so no entities; bounded depth.

Expat stops at the first byte of a DOCTYPE, before anything in it can grow (XML 1.0 2.8; there is no use for one in a
signed document or in a manifest). Pure standard library: the stand-alone verifier reads manifests by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from app.domain.errors import Unreadable

MOST_BYTES = 64 * 1024 * 1024
_DEEPEST = 200
_MOST_ELEMENTS = 2_000_000


_UTF8 = re.compile(rb"""\s*<\?xml[^>]{1,80}encoding\s*=\s*["']utf8["']""", re.IGNORECASE)


class _Forbidden(Exception):
    """A document type, or a depth or number of elements beyond the bounds."""


@dataclass(slots=True)
class Element:
    """One element with its attributes and its own text; enough for a manifest."""

    name: str  # "namespace name", or the name alone
    attributes: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)


def look_through(document: bytes, code: str = "xml") -> None:
    """Well-formed, without a DOCTYPE, within the bounds; else `Unreadable(code)`."""
    _parse(document, code, None)


def tree(document: bytes, code: str = "xml") -> Element:
    """The elements of a small document. Raises `Unreadable(code)`."""
    top = Element("", {})
    _parse(document, code, top)
    return top.children[0]


def _parse(document: bytes, code: str, top: Element | None) -> None:
    if len(document) > MOST_BYTES:
        raise Unreadable(code)
    named = _UTF8.match(document[:200])  # a name that XML does not know, and that many a tool writes
    parser = expat.ParserCreate("utf-8" if named else None, namespace_separator=" ")
    parser.buffer_text = True
    path: list[Element] = [top] if top is not None else []
    depth, count = 0, 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > _DEEPEST or count > _MOST_ELEMENTS:
            raise _Forbidden
        if path:
            element = Element(name, attributes)
            path[-1].children.append(element)
            path.append(element)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1
        if path:
            path.pop()

    def text(letters: str) -> None:
        if path:
            path[-1].text += letters

    def forbidden(*_: object) -> None:
        raise _Forbidden

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = forbidden
    parser.EntityDeclHandler = forbidden
    try:
        parser.Parse(document, True)
    except (expat.ExpatError, _Forbidden, ValueError, LookupError, TypeError) as problem:
        raise Unreadable(code) from problem
