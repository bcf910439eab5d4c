"""HL7 v2 encoding rules: delimiters, segments, repetitions, components, escapes (chapter 2.5 to 2.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.domain.errors import Unreadable

_SEGMENT_START = re.compile(r"[A-Z][A-Z0-9]{2}(?=$|[^\w\s])")
_HEADERS = ("MSH", "FHS", "BHS")
_HEADER = re.compile(r"MSH(?=[^\w\s])")  # may stand behind garbage in its line
_MAX_LINES = 2_000_000  # a document of 64 MiB in lines of base64 has half as many
_BARE = {"PID", "PD1", "PV1", "PV2", "ORC", "OBR", "OBX", "NTE", "SPM", "SAC", "BTS", "FTS"}  # may stand without fields


@dataclass(frozen=True, slots=True)
class Delimiters:
    """MSH-1 and MSH-2; what is missing there has its usual character."""

    field: str = "|"
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    subcomponent: str = "&"

    @classmethod
    def of_header(cls, line: str) -> Delimiters:
        """Of an MSH, FHS or BHS line."""
        mark = line[3]
        given = line[4:].split(mark, 1)[0]
        usual = "^~\\&"
        chosen = [given[at] if at < len(given) else usual[at] for at in range(4)]
        return cls(mark, *chosen)


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment; fields are counted as the standard counts them (MSH-1 is the field separator)."""

    name: str
    fields: list[str]  # raw; fields[0] is the name
    delimiters: Delimiters
    # Asked for one by one, of a field with thousands of them: split once.
    _repetitions: dict[int, list[str]] = field(default_factory=dict, repr=False, compare=False)

    def raw(self, number: int) -> str:
        """A field as it stands, empty where there is none."""
        if self.name in _HEADERS:
            number -= 1
        return self.fields[number] if 0 < number < len(self.fields) else ""

    def text(self, number: int) -> str:
        """A field with its escapes resolved, delimiters inside it left as they are."""
        return unescape(self.raw(number), self.delimiters)

    def raw_repetitions(self, number: int) -> list[str]:
        if number not in self._repetitions:
            sent = self.raw(number)
            self._repetitions[number] = sent.split(self.delimiters.repetition) if sent else []
        return self._repetitions[number]

    def repetitions(self, number: int) -> list[str]:
        return [unescape(one, self.delimiters) for one in self.raw_repetitions(number)]

    def raw_components(self, number: int, repetition: int = 0) -> list[str]:
        found = self.raw_repetitions(number)
        return found[repetition].split(self.delimiters.component) if repetition < len(found) else []

    def component(self, number: int, component: int, repetition: int = 0) -> str:
        """A component, counted from 1; of subcomponents the first (a surname of an extended name)."""
        repetitions = self.raw_repetitions(number)
        if repetition >= len(repetitions):
            return ""
        found = repetitions[repetition].split(self.delimiters.component, component)
        if component > len(found):
            return ""
        return unescape(found[component - 1].split(self.delimiters.subcomponent, 1)[0], self.delimiters)


def segments_of(text: str, limit: int) -> tuple[Delimiters, list[Segment]]:
    """The segments from the first MSH on, whatever ends their lines.

    A line that does not start like a segment continues the one before it (base64 or text with line breaks).
    Raises `Unreadable`: `hl7-no-msh`, `hl7-too-many-segments`.
    """
    start = _HEADER.search(text)
    if start is None:
        raise Unreadable("hl7-no-msh")
    if len(text) > _MAX_LINES and sum(map(text.count, "\r\n")) > _MAX_LINES:
        raise Unreadable("hl7-too-many-segments")
    lines = [line for line in re.split(r"[\r\n]+", text[start.start() :]) if line.strip("\x00\x0b\x1c \t")]
    delimiters = Delimiters.of_header(lines[0])
    begins = [at for at, line in enumerate(lines) if at == 0 or _starts_segment(line, delimiters)]
    if len(begins) > limit:
        raise Unreadable("hl7-too-many-segments")
    segments = []
    for begin, end in zip(begins, [*begins[1:], len(lines)], strict=True):
        line = "\n".join([lines[begin].lstrip("\x0b\x00"), *lines[begin + 1 : end]])
        if line[:3] == "MSH" and len(line) > 3:
            delimiters = Delimiters.of_header(line)
        fields = line.split(delimiters.field)
        segments.append(Segment(fields[0], fields, delimiters))
    return delimiters, segments


def unescape(text: str, delimiters: Delimiters) -> str:
    """Resolve chapter 2.7 escapes; one that is not known stays as it stands, so that nothing is lost."""
    mark = delimiters.escape
    if mark not in text:
        return text
    quoted = re.escape(mark)
    return re.sub(f"{quoted}([^{quoted}]*){quoted}", lambda found: _escape(found, delimiters), text)


def _escape(found: re.Match[str], delimiters: Delimiters) -> str:
    code = found[1]
    plain = {
        "F": delimiters.field, "S": delimiters.component, "T": delimiters.subcomponent, "R": delimiters.repetition,
        "E": delimiters.escape, ".br": "\n", ".sp": "\n", ".ce": "\n", ".fi": "", ".nf": "", "H": "", "N": "", "P": "",
    }  # fmt: skip
    if code in plain:
        return plain[code]
    if re.fullmatch(r"\.(sp|in|ti|sk)[+\-]?\d{1,3}", code):  # vertical skip, indent, horizontal skip
        count = min(abs(int(re.sub(r"\D", "", code))), 80)
        return ("\n" if code.startswith(".sp") else " ") * count
    if re.fullmatch(r"X([0-9A-Fa-f]{2})+", code):
        return _hexadecimal(bytes.fromhex(code[1:]))
    return found[0]


def _hexadecimal(octets: bytes) -> str:
    """\\Xhh..\\: line ends as lines, other bytes as UTF-8 where they are that, else byte by byte."""
    text = octets.decode("utf-8", "surrogateescape")
    if not text.isprintable():
        text = octets.decode("latin-1")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _starts_segment(line: str, delimiters: Delimiters) -> bool:
    name = line.lstrip("\x0b\x00")
    return name in _BARE or (bool(_SEGMENT_START.match(name)) and name[3:4] == delimiters.field)
