"""Writes HL7 v2 segments (chapter 2.5 to 2.7): escapes, components, repetitions, and the segments of a person.

Segments are bytes in the letters of the receiver, so that one that is repeated verbatim stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from app.domain.clock import local
from app.domain.device_settings import WorklistLetters
from app.domain.identity import PersonName, Sex
from devices.hl7_encoding import Delimiters
from devices.worklist_letters import LETTERS

# A component, or components, or repetitions of either.
Field = str | tuple[str, ...] | Sequence["str | tuple[str, ...]"]
_SEX = {Sex.MALE: "M", Sex.FEMALE: "F"}  # table 0001
_CHARACTER_SETS = {WorklistLetters.UTF8: "UNICODE UTF-8", WorklistLetters.CYRILLIC: "8859/5"}  # table 0211


class Person(Protocol):
    """What PID needs; `app.domain.scheduled.ScheduledStep` is one."""

    @property
    def patient_id(self) -> str: ...
    @property
    def name(self) -> PersonName: ...
    @property
    def birth_date(self) -> date | None: ...
    @property
    def sex(self) -> Sex: ...


class Writing:
    """One message on its way out, segment by segment."""

    def __init__(
        self, delimiters: Delimiters | None = None, letters: WorklistLetters = WorklistLetters.UTF8, codec: str = ""
    ) -> None:
        """`codec`: what the receiver declared itself; else the letters that a person chose for it."""
        self.delimiters = delimiters or Delimiters()
        self._letters = letters
        self._codec = codec
        self._segments: list[bytes] = []

    @property
    def character_set(self) -> str:
        """MSH-18 of a message in these letters."""
        return _CHARACTER_SETS.get(self._letters, "")

    def add(self, name: str, fields: Mapping[int, Field]) -> None:
        """A segment; fields are counted as the standard counts them, those left out are empty."""
        mark = self.delimiters
        last = max(fields, default=0)
        first = 1
        head = name
        if name == "MSH":  # MSH-1 is the separator itself, MSH-2 stands unescaped
            head = f"MSH{mark.field}{mark.component}{mark.repetition}{mark.escape}{mark.subcomponent}"
            first = 3
        values = [self._field(fields.get(number, "")) for number in range(first, last + 1)]
        self._segments.append(self._encoded(mark.field.join([head, *values])))

    def repeat(self, segment: bytes) -> None:
        """A segment of the other side, verbatim."""
        self._segments.append(segment)

    def person(self, one: Person, number: int = 1) -> None:
        """PID (3.4.2): our number of the patient, name as surname^given^patronymic of type L."""
        name = one.name
        self.add("PID", {
            1: str(number), 3: (one.patient_id, "", "", "SHIPAGER", "PI"),
            5: (name.surname, name.given, name.patronymic, "", "", "", "L"),
            7: one.birth_date.strftime("%Y%m%d") if one.birth_date else "", 8: sex_code(one.sex),
        })  # fmt: skip

    def message(self) -> bytes:
        return b"".join(segment + b"\r" for segment in self._segments)

    def _field(self, value: Field) -> str:
        mark = self.delimiters
        if isinstance(value, str):
            return self._escaped(value)
        if isinstance(value, tuple):
            return mark.component.join(self._escaped(one) for one in value).rstrip(mark.component)
        return mark.repetition.join(self._field(one) for one in value)

    def _escaped(self, text: str) -> str:
        mark = self.delimiters
        codes = {
            mark.field: "F", mark.component: "S", mark.subcomponent: "T", mark.repetition: "R", mark.escape: "E",
            "\r": ".br", "\n": ".br",
        }  # fmt: skip
        text = text.replace("\r\n", "\n")
        text = re.sub(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", "", text)  # VT and FS would end the frame
        return "".join(f"{mark.escape}{codes[one]}{mark.escape}" if one in codes else one for one in text)

    def _encoded(self, text: str) -> bytes:
        return text.encode(self._codec, "replace") if self._codec else LETTERS[self._letters].encode(text)


def sex_code(sex: Sex) -> str:
    return _SEX.get(sex, "U")


def moment(at: datetime) -> str:
    """TS to the second, local time."""
    return local(at).strftime("%Y%m%d%H%M%S")
