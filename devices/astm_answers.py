"""What we say to an analyser: answers to its Q records, and orders that it did not ask for (ASTM E1394-97, LIS2-A2).

    H, then for each specimen P and O, then L          clauses 6, 7, 8, 12
    L-3   N normal · F the question was answered · I nothing is known of it · Q the question cannot be understood
    O-12  N a new order           O-26  O an order, Q an answer to a question

Steps are today's list in the hub's memory; while the practice is closed nobody has told it, and nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.device_settings import HubDevice, WorklistLetters
from app.domain.errors import Unreadable
from app.domain.scheduled import ScheduledStep
from devices.astm_reading import sender_of
from devices.astm_records import Delimiters, escape, records_of
from devices.character_sets import read_text
from devices.device_codes import device_code
from devices.hl7_writing import moment, sex_code
from devices.worklist_letters import LETTERS

MAX_QUESTION_BYTES = 64 * 1024
_MAX_RECORDS = 500
_MOST = 100  # specimens of one answer
_TESTS_IN_RECORD = 40  # O-5 of 240 bytes and more is cut into frames; old devices take no longer record
_SHORTEST_NUMBER = 4  # a shorter one may be a place in a rack
_CANCELS = "A"  # Q-13 (11.13): the last question is withdrawn
_PRIORITY = {"STAT": "S", "HIGH": "A"}  # 8.4.6


@dataclass(frozen=True, slots=True)
class Question:
    """The Q records of one message."""

    sender: str  # H-5
    delimiters: Delimiters
    numbers: tuple[tuple[str, ...], ...]  # of each specimen: what may be its number, the most likely first
    is_all: bool
    is_understood: bool


def question_of(message: bytes) -> Question | None:
    """The question in a message; None where it asks nothing, or takes its question back."""
    if len(message) > MAX_QUESTION_BYTES:
        return None
    try:
        records = records_of(read_text(message).text, _MAX_RECORDS)
    except Unreadable:
        return None
    asked = [record for record in records if record.name == "Q"]
    if not asked or all(record.text(13).upper() == _CANCELS for record in asked):
        return None
    numbers: list[tuple[str, ...]] = []
    is_all = False
    for record in asked:
        for at in range(min(len(record.repeats(3)), _MOST)):
            parts = [part for part in record.components(3, at) if part]
            if any(part.upper() == "ALL" for part in parts):
                is_all = True
            elif likely := _likely(record.components(3, at)):
                numbers.append(likely)
    return Question(
        sender_of(records[0]), records[0].delimiters, tuple(numbers[:_MOST]), is_all, bool(numbers) or is_all
    )


def _likely(parts: list[str]) -> tuple[str, ...]:
    """Q-3 (11.3): patient ^ specimen; Sysmex: rack ^ position ^ number; the specimen's number before the patient's."""
    filled = [part for part in parts if part]
    if len(filled) > 1:
        filled = [part for part in filled if len(part) >= _SHORTEST_NUMBER]
    first = [part for part in (*parts[1:2], *parts[2:3]) if part in filled]
    return tuple(dict.fromkeys([*first, *filled]))


def answer_records(
    question: Question, device: HubDevice, steps: tuple[ScheduledStep, ...], now: datetime
) -> list[bytes]:
    """The answer, record by record."""
    if not question.is_understood:
        return _message([], device, question.sender, now, "Q", "Q", question.delimiters)
    laboratory = [step for step in steps if step.tests]
    found: list[ScheduledStep] = laboratory[:_MOST] if question.is_all else []
    for numbers in question.numbers:
        found += [step for step in _of_specimen(numbers, laboratory) if step not in found]
    found = found[:_MOST]
    return _message(found, device, question.sender, now, "F" if found else "I", "Q", question.delimiters)


def order_records(step: ScheduledStep, device: HubDevice, now: datetime) -> list[bytes]:
    """An order that nobody asked for."""
    return _message([step], device, device.calling, now, "N", "O", Delimiters())


def _of_specimen(numbers: tuple[str, ...], steps: list[ScheduledStep]) -> list[ScheduledStep]:
    """Steps of the tube, else under the accession number, else of the patient; by the likeliest number that has any."""
    for number in numbers:
        wanted = number.casefold()
        for names in (("specimen_id",), ("accession_number",), ("iin", "patient_id")):
            found = [step for step in steps if any(getattr(step, name).casefold() == wanted for name in names)]
            if found:
                return found
    return []


def _message(
    steps: list[ScheduledStep], device: HubDevice, receiver: str, now: datetime, ending: str, report: str,
    delimiters: Delimiters,
) -> list[bytes]:  # fmt: skip
    writing = _Writing(delimiters, device.settings.worklist_letters)
    marks = delimiters.repeat + delimiters.component + delimiters.escape
    writing.add("H", {5: "Shipager", 10: receiver.split(delimiters.component, 1)[0], 12: "P", 13: "LIS2-A2",
                      14: f"{now:%Y%m%d%H%M%S}"}, marks)  # fmt: skip
    patients = list(dict.fromkeys(step.patient_id for step in steps))
    for number, patient_id in enumerate(patients, 1):
        own = [step for step in steps if step.patient_id == patient_id]
        person = own[0]
        writing.add("P", {
            2: str(number), 3: person.patient_id,
            6: (person.name.surname, person.name.given, person.name.patronymic),
            8: f"{person.birth_date:%Y%m%d}" if person.birth_date else "", 9: sex_code(person.sex),
        })  # fmt: skip
        _orders(writing, own, device, report)
    writing.add("L", {2: "1", 3: ending})
    return writing.records


def _orders(writing: _Writing, steps: list[ScheduledStep], device: HubDevice, report: str) -> None:
    """O for each tube; more tests than a record takes go into another O for the same tube."""
    number = 0
    for step in steps:
        codes = [device_code(device.profile, test) for test in step.tests]
        for at in range(0, max(1, len(codes)), _TESTS_IN_RECORD):
            number += 1
            tests: list[tuple[str, ...]] = [("", "", "", code) for code in codes[at : at + _TESTS_IN_RECORD]]
            writing.add("O", {
                2: str(number), 3: step.specimen_id or step.accession_number, 5: tests,
                6: _PRIORITY.get(step.priority, "R"), 7: moment(step.starts_at), 12: "N", 26: report,
            })  # fmt: skip


Value = str | tuple[str, ...] | list[tuple[str, ...]]  # a field, its components, repeats of components


class _Writing:
    """Records in the delimiters of the device that asked, and in the letters that it can show."""

    def __init__(self, delimiters: Delimiters, letters: WorklistLetters) -> None:
        self._delimiters = delimiters
        self._letters = letters
        self.records: list[bytes] = []

    def add(self, name: str, fields: dict[int, Value], marks: str = "") -> None:
        """One record, ended by CR; fields are counted as the standard does."""
        written = [name] + [self._field(fields.get(at, "")) for at in range(2, max(fields) + 1)]
        if marks:
            written[1] = marks
        self.records.append(LETTERS[self._letters].encode(self._delimiters.field.join(written)) + b"\r")

    def _field(self, value: Value) -> str:
        if isinstance(value, str):
            return escape(value, self._delimiters)
        if isinstance(value, tuple):
            parts = [escape(part, self._delimiters) for part in value]
            while len(parts) > 1 and not parts[-1]:
                parts.pop()
            return self._delimiters.component.join(parts)
        return self._delimiters.repeat.join(self._field(one) for one in value)
