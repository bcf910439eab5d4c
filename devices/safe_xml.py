"""XML from strangers (XML 1.0): a small tree, without entities, without external DTD, bounded in depth and size.

expat fetches nothing by itself; entity declarations and internal subsets are refused, so nothing can grow
("billion laughs"). A document type that only names a DTD is passed over: GE writes one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from app.domain.errors import Unreadable

MAX_BYTES = 64 * 1024 * 1024
_MAX_DEPTH = 100
_MAX_ELEMENTS = 300_000
_MAX_TEXT = 32 * 1024 * 1024  # characters of one element: samples of an ECG


@dataclass(slots=True)
class XmlElement:
    """An element with its name without prefix; `text` is what stands directly in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[XmlElement] = field(default_factory=list)

    def every(self) -> Iterator[XmlElement]:
        """Itself and everything below, in the order of the document."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed(one.children))

    def all(self, *path: str) -> Iterator[XmlElement]:
        """Elements at a path of names below this one."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.name == path[0]:
                yield from child.all(*path[1:])

    def first(self, *path: str) -> XmlElement | None:
        return next(self.all(*path), None)

    def below(self, name: str) -> Iterator[XmlElement]:
        """Every element of that name, however deep."""
        return (one for one in self.every() if one.name == name)

    def word(self, *path: str) -> str:
        """The stripped text at a path, empty where there is none."""
        found = self.first(*path)
        return found.text.strip() if found else ""


def read_xml(content: bytes) -> XmlElement:
    """Raises `Unreadable`: `xml-damaged`, `xml-entities`, `file-too-large`."""
    if len(content) > MAX_BYTES:
        raise Unreadable("file-too-large")
    reading = _Reading()
    try:
        reading.parser.Parse(content, True)  # the whole document
    except (expat.ExpatError, LookupError, ValueError, UnicodeError):
        raise Unreadable("xml-damaged") from None
    if reading.root is None:
        raise Unreadable("xml-damaged")
    return reading.root


class _Reading:
    def __init__(self) -> None:
        self.root: XmlElement | None = None
        self._open: list[XmlElement] = []
        self._pieces: list[list[str]] = []
        self._length: list[int] = []
        self._count = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _MAX_ELEMENTS or len(self._open) >= _MAX_DEPTH:
            raise Unreadable("file-too-large")
        plain = {key.rsplit(":", 1)[-1]: value for key, value in attributes.items()}
        element = XmlElement(name.rsplit(":", 1)[-1], plain)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        self._pieces.append([])
        self._length.append(0)

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        element.text = "".join(self._pieces.pop())
        self._length.pop()

    def _text(self, text: str) -> None:
        if self._open:
            self._length[-1] += len(text)
            if self._length[-1] > _MAX_TEXT:
                raise Unreadable("file-too-large")
            self._pieces[-1].append(text)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
        if has_internal_subset:
            raise Unreadable("xml-entities")

    def _refuse(self, *_: object) -> None:
        raise Unreadable("xml-entities")
