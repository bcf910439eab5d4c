"""HL7 v2 encoding rules: delimiters, segments, repetitions, components, escapes (chapter 2.5 to 2.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.errors import Unreadable

_SEGMENT_START = re.compile(r"[A-Z][A-Z0-9]{2}(?=$|[^\w\s])")
_HEADERS = ("MSH", "FHS", "BHS")
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

    def raw(self, number: int) -> str:
        """A field as it stands, empty where there is none."""
        if self.name in _HEADERS:
            number -= 1
        return self.fields[number] if 0 < number < len(self.fields) else ""

    def text(self, number: int) -> str:
        """A field with its escapes resolved, delimiters inside it left as they are."""
        return unescape(self.raw(number), self.delimiters)

    def raw_repetitions(self, number: int) -> list[str]:
        field = self.raw(number)
        return field.split(self.delimiters.repetition) if field else []

    def repetitions(self, number: int) -> list[str]:
        return [unescape(one, self.delimiters) for one in self.raw_repetitions(number)]

    def raw_components(self, number: int, repetition: int = 0) -> list[str]:
        found = self.raw_repetitions(number)
        return found[repetition].split(self.delimiters.component) if repetition < len(found) else []

    def component(self, number: int, component: int, repetition: int = 0) -> str:
        """A component, counted from 1; of subcomponents the first (a surname of an extended name)."""
        found = self.raw_components(number, repetition)
        if component > len(found):
            return ""
        return unescape(found[component - 1].split(self.delimiters.subcomponent, 1)[0], self.delimiters)


def segments_of(text: str, limit: int) -> tuple[Delimiters, list[Segment]]:
    """The segments from the first MSH on, whatever ends their lines.

    A line that does not start like a segment continues the one before it (base64 or text with line breaks).
    Raises `Unreadable`: `hl7-no-msh`, `hl7-too-many-segments`.
    """
    lines = re.split(r"\r\n|\r|\n", text)
    first = next((at for at, line in enumerate(lines) if "MSH" in line and _header_at(line) >= 0), -1)
    if first < 0:
        raise Unreadable("hl7-no-msh")
    lines[first] = lines[first][_header_at(lines[first]) :]
    delimiters = Delimiters.of_header(lines[first])
    joined: list[str] = []
    for line in lines[first:]:
        if not line.strip("\x00\x0b\x1c \t"):
            continue
        if joined and not _starts_segment(line, delimiters):
            joined[-1] += "\n" + line
            continue
        joined.append(line.lstrip("\x0b\x00"))
        if len(joined) > limit:
            raise Unreadable("hl7-too-many-segments")
    segments = []
    for line in joined:
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


def _header_at(line: str) -> int:
    """Where MSH and its separator stand in a line that may begin with garbage; -1 where they do not."""
    found = re.search(r"MSH([^\w\s])", line)
    return found.start() if found else -1


def _starts_segment(line: str, delimiters: Delimiters) -> bool:
    name = line.lstrip("\x0b\x00")
    return name in _BARE or (bool(_SEGMENT_START.match(name)) and name[3:4] == delimiters.field)
