"""Records of ASTM E1394-97 (CLSI LIS2-A2), clause 5: lines with CR, delimiters, repeats, components, escapes.

    H|\\^& ...   field | (any character), repeat \\, component ^, escape &: the characters behind H say so (6.1)

Devices put a digit before the letter (a frame number that a converter left), pad fields with spaces, write the
backslash twice, end lines with LF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.domain.errors import Unreadable

_LINE = re.compile(r"[\r\n]+")
_START = re.compile(r"[0-9]?([A-Z])(?=$|[!-/:-@\[-`{-~])")
_HEADER = re.compile(r"[0-9]?H[!-/:-@\[-`{-~]")
_USUAL = "\\^&"
_TERMINATOR = re.compile(rb"[0-9]?L(?:[!-/:-@\[-`{-~]|$)")
_BEGINNING = re.compile(rb"[0-9]?H[!-/:-@\[-`{-~]")
_LINE_END = re.compile(rb"[\r\n]")


@dataclass(frozen=True, slots=True)
class Delimiters:
    """5.4.2; what the header leaves out has its usual character."""

    field: str = "|"
    repeat: str = "\\"
    component: str = "^"
    escape: str = "&"

    @classmethod
    def of_header(cls, line: str) -> Delimiters:
        """Of an H record; field 1 is the field separator, field 2 the other three."""
        at = line.index("H") + 1
        mark = line[at]
        given = line[at + 1 :].split(mark, 1)[0].strip()
        chosen: list[str] = []
        for letter in given:  # H|\\^&: the backslash was written twice
            if letter != mark and letter not in chosen and not letter.isalnum():
                chosen.append(letter)
        for place, usual in enumerate(_USUAL):
            if place >= len(chosen):
                free = next(one for one in (usual, *"~@#%", *_USUAL) if one not in chosen and one != mark)
                chosen.append(free)
        return cls(mark, *chosen[:3])


@dataclass(frozen=True, slots=True)
class Record:
    """One record; fields are counted as the standard counts them: the record's letter is field 1."""

    name: str
    fields: list[str]
    delimiters: Delimiters
    _split: dict[int, list[str]] = field(default_factory=dict, repr=False, compare=False)

    def raw(self, number: int) -> str:
        """A field as it stands, empty where there is none."""
        return self.fields[number - 1] if 0 < number <= len(self.fields) else ""

    def text(self, number: int) -> str:
        """A field with its escapes resolved, without the spaces that pad it."""
        return unescape(self.raw(number), self.delimiters).strip()

    def repeats(self, number: int) -> list[str]:
        """The repeats of a field, raw."""
        if number not in self._split:
            sent = self.raw(number)
            self._split[number] = sent.split(self.delimiters.repeat) if sent else []
        return self._split[number]

    def components(self, number: int, repeat: int = 0) -> list[str]:
        """The components of one repeat, without padding."""
        repeats = self.repeats(number)
        if repeat >= len(repeats):
            return []
        parts = repeats[repeat].split(self.delimiters.component)
        return [unescape(part, self.delimiters).strip() for part in parts]

    def component(self, number: int, component: int, repeat: int = 0) -> str:
        """A component, counted from 1."""
        found = self.components(number, repeat)
        return found[component - 1] if component <= len(found) else ""


def records_of(text: str, limit: int) -> list[Record]:
    """The records from the first H on. A line that begins no record continues the one before it.

    Raises `Unreadable`: `astm-no-header`, `astm-too-many-records`.
    """
    lines = [line for line in _LINE.split(text) if line.strip("\x00 \t")]
    first = next((at for at, line in enumerate(lines) if _HEADER.match(line)), None)
    if first is None:
        raise Unreadable("astm-no-header")
    found: list[tuple[str, list[str], Delimiters]] = []
    delimiters = Delimiters()
    for line in lines[first:]:
        if _HEADER.match(line):
            delimiters = Delimiters.of_header(line)
        start = _START.match(line)
        if start is not None and (start.end() == len(line) or line[start.end()] == delimiters.field):
            if len(found) >= limit:
                raise Unreadable("astm-too-many-records")
            name = start.group(1)
            # Field 2 of H is its delimiters; they must not be taken apart by themselves.
            fields = line[start.end() :].split(delimiters.field)
            found.append((name, [name, *fields[1:]], delimiters))
        elif found:
            found[-1][1][-1] += "\n" + line
    return [Record(*one) for one in found]


def unescape(text: str, delimiters: Delimiters) -> str:
    """5.4.6: &F& &S& &R& &E& are the delimiters, &Xhh..& bytes; one that is not known stays as it stands."""
    mark = delimiters.escape
    if mark not in text:
        return text
    quoted = re.escape(mark)
    return re.sub(f"{quoted}([^{quoted}]*){quoted}", lambda found: _escape(found, delimiters), text)


def _escape(found: re.Match[str], delimiters: Delimiters) -> str:
    code = found[1]
    plain = {
        "F": delimiters.field, "S": delimiters.component, "R": delimiters.repeat, "E": delimiters.escape,
        "H": "", "N": "",  # highlighting begins and ends
    }  # fmt: skip
    if code in plain:
        return plain[code]
    if re.fullmatch(r"X(?:[0-9A-Fa-f]{2})+", code):
        octets = bytes.fromhex(code[1:])
        try:
            return octets.decode("utf-8")
        except UnicodeDecodeError:
            return octets.decode("latin-1")
    return found[0]


def escape(text: str, delimiters: Delimiters) -> str:
    """A value of ours as a field: no character of it is taken for a delimiter, none for the end of a record."""
    marks = {
        delimiters.field: "F", delimiters.component: "S", delimiters.repeat: "R", delimiters.escape: "E",
    }  # fmt: skip
    plain = (" " if ord(letter) < 0x20 or ord(letter) == 0x7F else letter for letter in text)
    return "".join(f"{delimiters.escape}{marks[one]}{delimiters.escape}" if one in marks else one for one in plain)


class MessageAssembly:
    """Puts the texts of frames together into messages: from H to L (LIS2-A2 clause 5.1).

    `feed` says which messages are whole now; they stay here until `commit`, because a frame that could not be kept is
    taken out again by `roll_back`.
    """

    def __init__(self) -> None:
        self._held = bytearray()
        self._line = 0  # where the line begins that is not ended
        self._before = (0, 0)
        self._whole = 0

    def __len__(self) -> int:
        return len(self._held)

    def feed(self, text: bytes, *, ends_text: bool) -> list[bytes]:
        """The messages that are whole with this text."""
        searched, _ = self._before = (len(self._held), self._line)
        self._held += text
        if ends_text and text[-1:] not in {b"\r", b"\n"}:
            self._held += b"\r"  # left out by the device; the next frame begins a record
        self._whole = 0
        messages = []
        while self._line < len(self._held):
            found = _LINE_END.search(self._held, max(self._line, searched))
            end = found.start() if found else len(self._held)
            line = bytes(self._held[self._line : min(end, self._line + 3)])
            if _BEGINNING.match(line) and self._line > self._whole:
                messages += self._message(self._line)  # the one before had no L
            if found is None:
                break
            self._line = end + 1
            if _TERMINATOR.match(line):
                messages += self._message(self._line)
        return messages

    def commit(self) -> None:
        """What `feed` found is kept; what is left belongs to the next message."""
        del self._held[: self._whole]
        self._line -= self._whole
        self._whole = 0

    def roll_back(self) -> None:
        """As if the last `feed` had not been."""
        size, self._line = self._before
        del self._held[size:]
        self._whole = 0

    def rest(self) -> bytes:
        """What is held, and it is held no more."""
        rest = bytes(self._held)
        self._held.clear()
        self._line = self._whole = 0
        return rest

    def _message(self, end: int) -> list[bytes]:
        message = bytes(self._held[self._whole : end])
        self._whole = end
        return [message] if message.strip(b"\r\n\0 ") else []
