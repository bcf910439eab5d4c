"""Modality worklist as a provider (PS3.4 annex K): today's steps, as the device asks for them.

A query is compiled once into what decides and what is written, so that a thousand steps are answered in tens of
milliseconds. Every requested key is in the answer, with no value where we have none (PS3.4 C.4.1.1.3.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime

from app.domain.clock import local
from app.domain.errors import Unreadable
from app.domain.identity import PersonName, Sex
from app.domain.scheduled import ScheduledStep
from devices import dicom_command
from devices.dicom_character_sets import read_dicom_texts
from devices.dicom_data_set import DataSet, Element, head, item_of, padded, read_data_set
from devices.dicom_matching_keys import Matches, matcher
from devices.dicom_service import Conversation, Request, Service
from devices.equipment import Equipment
from devices.worklist_letters import LETTERS, Letters

MODALITY_WORKLIST = "1.2.840.10008.5.1.4.31"  # PS3.4 K.6.1.4
_CHARACTER_SET, _STEP_SEQUENCE, _STATION = 0x00080005, 0x00400100, 0x00400001

Say = Callable[[ScheduledStep], str]
_MANY_COLUMNS = 400


def _day(day: date | None) -> str:
    return f"{day:%Y%m%d}" if day else ""


def _start(step: ScheduledStep) -> datetime:
    return local(step.starts_at)


def _person(name: PersonName) -> str:
    return "^".join(_part(part) for part in (name.surname, name.given, name.patronymic)).rstrip("^")


def _part(text: str) -> str:
    """A component of a name without the delimiters of PN."""
    return " ".join(text.translate(_DELIMITERS).split())


_DELIMITERS = str.maketrans("^=\\", "   ")
_SEX = {Sex.MALE: "M", Sex.FEMALE: "F"}

# PS3.4 table K.6-1: what we have a value for, of the patient and the requested procedure …
_ATTRIBUTES: Mapping[int, Say] = {
    0x00080050: lambda step: step.accession_number,
    0x00100010: lambda step: _person(step.name),
    0x00100020: lambda step: step.patient_id,
    0x00100030: lambda step: _day(step.birth_date),
    0x00100040: lambda step: _SEX.get(step.sex, ""),
    0x00101000: lambda step: step.iin if step.iin != step.patient_id else "",
    0x0020000D: lambda step: step.study_instance_uid,
    0x00321032: lambda step: _part(step.physician).replace(" ", "^", 2),
    0x00321060: lambda step: step.description or step.modality,
    0x00401001: lambda step: step.step_id,
    0x00401003: lambda step: step.priority,
    0x00402016: lambda step: step.accession_number,
    0x00402017: lambda step: step.accession_number,
}
# … and of the scheduled procedure step.
_STEP_ATTRIBUTES: Mapping[int, Say] = {
    0x00080060: lambda step: step.modality,
    0x00400001: lambda step: step.station_ae_title,
    0x00400002: lambda step: f"{_start(step):%Y%m%d}",
    0x00400003: lambda step: f"{_start(step):%H%M%S}",
    0x00400006: lambda step: _part(step.physician).replace(" ", "^", 2),
    0x00400007: lambda step: step.description or step.modality,
    0x00400009: lambda step: step.step_id,
    0x00400020: lambda step: (
        "STARTED" if step.state == "in-progress" else "ARRIVED" if step.is_in_room else "SCHEDULED"
    ),
}
# What a device that asks for the sequence without saying for what is given.
_WHOLE_STEP: DataSet = {
    tag: Element(vr)
    for tag, vr in (
        (0x00080060, b"CS"), (0x00400001, b"AE"), (0x00400002, b"DA"), (0x00400003, b"TM"), (0x00400006, b"PN"),
        (0x00400007, b"LO"), (0x00400009, b"SH"), (0x00400010, b"SH"), (0x00400011, b"SH"),
    )
}  # fmt: skip
_TEXT_VRS = frozenset({b"LO", b"LT", b"PN", b"SH", b"ST", b"UC", b"UT"})
_LIMITS = {b"SH": 16, b"LO": 64, b"AE": 16, b"CS": 16, b"PN": 64}  # characters, PS3.5 6.2


class DicomWorklist(Service):
    """C-FIND over today's steps, for every device that asks; empty while the practice is closed."""

    sop_classes = frozenset({MODALITY_WORKLIST})

    def __init__(self, equipment: Equipment) -> None:
        self._knowledge = equipment.knowledge
        self._wire_log = equipment.wire_log
        self._sheet = Sheet(())

    def serve(self, request: Request, conversation: Conversation) -> None:
        if request.command.field != dicom_command.C_FIND_RQ:
            conversation.answer(request, dicom_command.UNRECOGNISED_OPERATION)
            return
        peer = conversation.peer
        letters = LETTERS[self._knowledge.settings_of("dicom", peer.calling, peer.address).worklist_letters]
        try:
            identifier = read_data_set(request.data_set or b"", explicit=request.is_explicit)
        except Unreadable:
            conversation.answer(request, dicom_command.CANNOT_UNDERSTAND)
            return
        if not identifier:
            conversation.answer(request, dicom_command.IDENTIFIER_DOES_NOT_MATCH)
            return
        sheet = self._sheet
        if sheet.steps is not self._knowledge.steps:
            sheet = self._sheet = Sheet(self._knowledge.steps)
        found = Query(sheet, identifier, letters, peer.calling, explicit=request.is_explicit).answers()
        pending = conversation.message(
            request.context.context_id,
            dicom_command.response(request.command, dicom_command.PENDING, has_data_set=True),
        )
        messages = [pending + conversation.fragment(request.context.context_id, one) for one in found]
        if not conversation.answers(request, messages):
            conversation.answer(request, dicom_command.CANCELLED)
            return
        conversation.answer(request, dicom_command.SUCCESS)
        self._wire_log.note("dicom", peer.address, peer.calling, "out", "dimse", f"worklist: {len(messages)} steps")


class Sheet:
    """One list of steps and what was written of it: devices ask the same every minute, so values are encoded once."""

    def __init__(self, steps: tuple[ScheduledStep, ...]) -> None:
        self.steps = steps
        self._columns: dict[object, Column] = {}

    def column(self, key: object, write: Callable[[ScheduledStep], bytes]) -> Column:
        """The column of this key; `write` must be the same for the same key."""
        found = self._columns.get(key)
        if found is None:
            if len(self._columns) >= _MANY_COLUMNS:
                self._columns.clear()  # somebody asks for the strangest encodings
            found = self._columns[key] = Column(self.steps, write)
        return found


class Column:
    """The encoded element of each step, written when it is first needed."""

    def __init__(self, steps: tuple[ScheduledStep, ...], write: Callable[[ScheduledStep], bytes]) -> None:
        self._steps = steps
        self._write = write
        self._cells: list[bytes | None] = [None] * len(steps)

    def at(self, row: int) -> bytes:
        cell = self._cells[row]
        if cell is None:
            cell = self._cells[row] = self._write(self._steps[row])
        return cell


class Query:
    """A worklist identifier, compiled for one device's letters and encoding."""

    def __init__(self, sheet: Sheet, identifier: DataSet, letters: Letters, calling: str, *, explicit: bool) -> None:
        self._sheet = sheet
        self._letters = letters
        self._calling = calling
        self._explicit = explicit
        self._decides: list[Callable[[ScheduledStep], bool]] = []
        steps = identifier.get(_STEP_SEQUENCE)
        inner = steps.items[0] if steps is not None and steps.items else {}
        self._station = ""
        letters_of_query = identifier.get(_CHARACTER_SET, Element(b"CS"))
        self._match(identifier, _texts(identifier), _ATTRIBUTES)
        self._match(inner, _texts({_CHARACTER_SET: letters_of_query, **inner}), _STEP_ATTRIBUTES)
        self._parts = self._compiled(identifier)
        self._inner = _joined(
            [self._part(tag, one, _STEP_ATTRIBUTES) for tag, one in sorted((inner or _WHOLE_STEP).items())]
        )

    def answers(self) -> Iterator[bytes]:
        """The encoded data set of each step that matches, in the order of the list."""
        for row, step in enumerate(self._sheet.steps):
            if all(decides(step) for decides in self._decides):
                yield self._joined_row(self._parts, row)

    def _joined_row(self, parts: list[bytes | Column | None], row: int) -> bytes:
        return b"".join(
            [
                part if isinstance(part, bytes) else part.at(row) if part is not None else self._step_sequence(row)
                for part in parts
            ]
        )

    def _match(self, asked: DataSet, keys: Mapping[int, str], known: Mapping[int, Say]) -> None:
        for tag, one in asked.items():
            say = known.get(tag)
            decides = matcher(one.vr if one.vr != b"UN" else b"LO", keys.get(tag, one.text)) if say else None
            if say is None or decides is None:
                continue
            if tag == _STATION:
                self._station = "" if set(one.text) & set("*?\\") else one.text
            self._decides.append(_decision(say, decides, or_empty=tag == _STATION))

    def _compiled(self, identifier: DataSet) -> list[bytes | Column | None]:
        """What is written for a step, in the order of tags; None stands for the step's sequence."""
        parts: list[bytes | Column | None] = []
        for tag in sorted({*identifier, _CHARACTER_SET}):
            if tag == _CHARACTER_SET:
                declared = padded(b"CS", self._letters.declared.encode())
                if declared:
                    parts.append(head(tag, b"CS", len(declared), explicit=self._explicit) + declared)
            elif tag == _STEP_SEQUENCE:
                parts.append(None)
            else:
                parts.append(self._part(tag, identifier[tag], _ATTRIBUTES))
        return _joined(parts)

    def _step_sequence(self, row: int) -> bytes:
        item = item_of(self._joined_row(self._inner, row))
        return head(_STEP_SEQUENCE, b"SQ", len(item), explicit=self._explicit) + item

    def _part(self, tag: int, asked: Element, known: Mapping[int, Say]) -> bytes | Column:
        """A key that we have no value for is answered empty: a sequence without items, a text without letters."""
        say, vr = known.get(tag), asked.vr
        if say is None or asked.items is not None:
            return head(tag, b"SQ" if asked.items is not None else vr, 0, explicit=self._explicit)
        own = (self._station or self._calling) if tag == _STATION else ""
        encode = self._letters.encode if vr in _TEXT_VRS else _ascii
        limit, explicit = _LIMITS.get(vr, 64), self._explicit

        def write(step: ScheduledStep) -> bytes:
            value = padded(vr, encode((say(step) or own)[:limit]))
            return head(tag, vr, len(value), explicit=explicit) + value

        return self._sheet.column((tag, vr, known is _ATTRIBUTES, self._letters, explicit, own), write)


def _decision(say: Say, matches: Matches, *, or_empty: bool) -> Callable[[ScheduledStep], bool]:
    """`or_empty`: a step for any station is for this one too."""
    if or_empty:
        return lambda step: not say(step) or matches(say(step))
    return lambda step: matches(say(step))


def _ascii(text: str) -> bytes:
    return text.encode("ascii", "replace")


def _joined(parts: Iterable[bytes | Column | None]) -> list[bytes | Column | None]:
    """Neighbours that are the same for every step, made one."""
    joined: list[bytes | Column | None] = []
    for one in parts:
        last = joined[-1] if joined else None
        if isinstance(one, bytes) and isinstance(last, bytes):
            joined[-1] = last + one
        else:
            joined.append(one)
    return joined


def _texts(asked: DataSet) -> dict[int, str]:
    """The keys' text, by the character set that the query declares."""
    declared = tuple(asked[_CHARACTER_SET].text.split("\\")) if _CHARACTER_SET in asked else ()
    raw = {
        tag: one.value.strip(b"\0 ") for tag, one in asked.items() if one.vr in _TEXT_VRS and one.value.strip(b"\0 ")
    }
    return read_dicom_texts(raw, declared)[0] if raw else {}
