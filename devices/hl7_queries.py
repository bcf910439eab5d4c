"""Host queries of devices, answered from today's list in the hub's memory; an unknown number has an empty answer.

    QRY^A19 → ADR^A19   patient, HL7 v2.3.1 3.3.19          QRY^R02 → ORF^R04   patient and tests, 7.2.2
    QBP^ZV1 → RSP^ZV2, QBP^Q22 → RSP^K22   IHE ITI-22, ITI-21
    QRY^Q02 → QCK^Q02 and a DSR^Q03 for each tube, QRY^Q01 → DSR^Q01   display lines, 2.3.1 2.14
    ORM^O01 with ORC-1 RF → ORR^O02   worklist of haematology analysers

QRD, QRF and QPD are repeated verbatim. "Not found" is an acceptance (AA) without a patient: an error makes monitors
ask for ever. While the practice is closed nobody has told today's list, and every answer is empty. A device that nobody
has called ours gets the patient whose number it knows, never the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from app.domain.device_settings import HubDevice, WorklistLetters
from app.domain.errors import WorldError
from app.domain.scheduled import ScheduledStep
from devices import hl7_framing, hl7_reading
from devices.character_sets import hl7_codec
from devices.device_codes import device_code
from devices.hl7_encoding import Delimiters, Segment, segments_of
from devices.hl7_framing import MessageHead
from devices.hl7_writing import Writing, moment, sex_code

_MOST = 50  # tubes or patients of one answer
_MAX_QUERY_BYTES = 64 * 1024
_MAX_SEGMENTS = 200
_WORDS = frozenset({"", "RD", "DEM", "RES", "OTH", "ALL", "MON", "RCT", "COR", "T"})  # codes that are no number
_COUNT = ("00001", "Automated Count", "99MRC")
_DIFFERENTIAL = frozenset({"770-8", "736-9", "5905-5", "713-8", "706-2", "751-8", "731-0", "742-7", "711-2", "704-7"})


CODES = frozenset({b"QRY", b"QBP", b"ORM"})  # MSH-9.1 of messages that may be a question


def answers(
    body: bytes, head: MessageHead, device: HubDevice, steps: tuple[ScheduledStep, ...],
    now: datetime, numbers: Iterator[int],
) -> list[bytes] | None:  # fmt: skip
    """The messages that answer a question; None where the message is none that we answer."""
    parts = head.message_type.split(head.component_separator)
    kind = b"^".join(part.strip().upper() for part in parts[:2]).decode("ascii", "replace")
    answering = _ANSWERING.get(kind)
    if answering is None or len(body) > _MAX_QUERY_BYTES or not device.settings.host_query:
        return None
    if device.settings.is_ignored:
        steps = ()
    try:
        delimiters, segments = segments_of(hl7_reading.decode(body).text, _MAX_SEGMENTS)
    except WorldError:
        return None
    query = _Query(head, delimiters, segments, body, device, steps, now, numbers)
    if kind == "ORM^O01" and not query.is_refill:
        return None
    return [writing.message() for writing in answering(query)]


@dataclass(frozen=True, slots=True)
class _Query:
    """One question, read."""

    head: MessageHead
    delimiters: Delimiters
    segments: list[Segment]
    body: bytes
    device: HubDevice
    steps: tuple[ScheduledStep, ...]
    now: datetime
    numbers: Iterator[int]

    @property
    def is_refill(self) -> bool:
        """ORC-1 RF: an analyser that asks for the order of a tube, not an order for us."""
        order = self.first("ORC")
        return order is not None and order.text(1).strip().upper() == "RF"

    def first(self, name: str) -> Segment | None:
        return next((one for one in self.segments if one.name == name), None)

    def wanted(self) -> list[str]:
        """The numbers that are asked for: QRD-8, else ORC-2 and 3, OBR-2 and 3, PID-3 and 18."""
        for name, numbers in (("QRD", (8,)), ("ORC", (2, 3)), ("OBR", (2, 3)), ("PID", (3, 18))):
            segment = self.first(name)
            found = [
                segment.component(number, 1, at).strip()
                for number in numbers
                if segment
                for at in range(min(len(segment.raw_repetitions(number)), _MOST))
            ]
            if found := [one for one in found if one.upper() not in _WORDS]:
                return found
        return []

    def found(self) -> list[ScheduledStep]:
        """Steps of the wanted numbers: accession, tube, patient, IIN; all where none is wanted."""
        wanted = {one.casefold() for one in self.wanted()}
        found = [step for step in self.steps if wanted & _numbers(step)] if wanted else self.everybody()
        return found[:_MOST]

    def everybody(self) -> list[ScheduledStep]:
        """The whole list, for a device only that a person called ours: a stranger must know whom it asks for."""
        return list(self.steps) if self.device.settings.is_confirmed else []

    def verbatim(self, name: str) -> list[bytes]:
        """Every segment of this name as its bytes came."""
        pattern = rb"(?:^|[\r\n])[\x0b ]*(" + name.encode() + re.escape(self.head.separator) + rb"[^\r\n]*)"
        found: list[bytes] = re.findall(pattern, hl7_framing.single_byte(self.body))
        return found[:_MOST]

    def begin(self, kind: str, *msa: str) -> Writing:
        """An answer with MSH and MSA, in the letters of the question or those that a person chose for the device."""
        letters = self.device.settings.worklist_letters
        codec = _codec(self.head.character_set) if letters is WorklistLetters.UTF8 else ""
        writing = Writing(self.delimiters, letters, codec)
        declared = self.head.character_set if codec else writing.character_set.encode()
        sent_kind = kind.encode().replace(b"^", self.head.component_separator)
        writing.repeat(hl7_framing.answer_header(self.head, sent_kind, self.now, next(self.numbers), declared))
        texts = [one.encode() for one in msa]
        writing.repeat(self.head.separator.join([b"MSA", b"AA", self.head.control_id, *texts]))
        return writing


def _codec(declared: bytes) -> str:
    """The codec to answer in; UNICODE and ASCII are what devices say that mean UTF-8."""
    codec = hl7_codec(declared.decode("ascii", "replace"))
    return "utf-8" if codec in {"utf-16", "ascii"} else codec


def _numbers(step: ScheduledStep) -> set[str]:
    numbers = (step.accession_number, step.specimen_id, step.patient_id, step.iin)
    return {one.casefold() for one in numbers if one}


def _patients(steps: list[ScheduledStep]) -> list[ScheduledStep]:
    """One step of each patient."""
    return list({step.patient_id: step for step in reversed(steps)}.values())[::-1]


def _patient(query: _Query) -> Iterator[Writing]:
    """ADR^A19: the patients of the number, or none."""
    found = _patients(query.found())
    writing = query.begin("ADR^A19")
    for segment in query.verbatim("QRD"):
        writing.repeat(segment)
    for number, step in enumerate(found, 1):
        writing.person(step, number)
        writing.add("PV1", {1: str(number), 2: "O"})
    yield writing


def _patient_and_tests(query: _Query) -> Iterator[Writing]:
    """ORF^R04: the patient, and an OBR for each ordered test."""
    found = query.found() if query.wanted() else []
    writing = query.begin("ORF^R04")
    for name in ("QRD", "QRF"):
        for segment in query.verbatim(name):
            writing.repeat(segment)
    for number, one in enumerate(_patients(found), 1):
        writing.person(one, number)
        writing.add("PV1", {1: str(number), 2: "O"})
        _requests(query, writing, [step for step in found if step.patient_id == one.patient_id])
    yield writing


def _requests(query: _Query, writing: Writing, steps: list[ScheduledStep]) -> None:
    """OBR for each test of the steps."""
    number = 0
    for step in steps:
        for test in step.tests:
            number += 1
            code = device_code(query.device.profile, test)
            writing.add("OBR", {
                1: str(number), 2: step.accession_number, 3: step.specimen_id or step.accession_number,
                4: (code, test.name), 5: step.priority[:1], 6: moment(step.starts_at),
            })  # fmt: skip


def _demographics(query: _Query) -> Iterator[Writing]:
    """RSP^ZV2 (with the visit) or RSP^K22: every patient of today's list who meets QPD-3."""
    asked = query.first("QPD")
    control = query.first("RCP")
    wanted = _criteria(asked) if asked else {}
    is_named = any(name.startswith(("@PID.3", "@PID.18")) for name in wanted)
    asked_of = list(query.steps) if is_named else query.everybody()
    found = [step for step in _patients(asked_of) if _meets(step, wanted)]
    limit = control.component(2, 1).strip() if control else ""
    shown = found[: min(int(limit), _MOST) if limit.isdecimal() and len(limit) < 6 and int(limit) else _MOST]
    with_visit = query.head.message_type.split(query.head.component_separator)[1:2] == [b"ZV1"]
    writing = query.begin("RSP^ZV2^RSP_ZV2" if with_visit else "RSP^K22^RSP_K21")
    writing.add("QAK", {
        1: asked.text(2) if asked else "", 2: "OK" if shown else "NF", 3: asked.text(1) if asked else "",
        4: str(len(found)), 5: str(len(shown)), 6: str(len(found) - len(shown)),
    })  # fmt: skip
    for segment in query.verbatim("QPD"):
        writing.repeat(segment)
    for number, step in enumerate(shown, 1):
        writing.person(step, number)
        if with_visit:
            writing.add("PV1", {1: str(number), 2: "O"})
    yield writing


def _criteria(asked: Segment) -> dict[str, str]:
    """QPD-3: `@PID.3.1^10003~@PID.5.1.1^LEE` as reference -> value."""
    pairs = (
        (asked.component(3, 1, at).strip().upper(), asked.component(3, 2, at).strip().casefold())
        for at in range(min(len(asked.raw_repetitions(3)), _MOST))
    )
    return {name: value for name, value in pairs if name.startswith("@") and value}


def _meets(step: ScheduledStep, wanted: dict[str, str]) -> bool:
    """Names by their beginning, `*` at the end allowed; what we do not keep (wards, addresses) is not asked."""
    held: dict[str, Callable[[str], bool]] = {
        "@PID.3": lambda value: value in _numbers(step),
        "@PID.18": lambda value: value in _numbers(step),
        "@PID.5.1": lambda value: step.name.surname.casefold().startswith(value.rstrip("*")),
        "@PID.5.2": lambda value: step.name.given.casefold().startswith(value.rstrip("*")),
        "@PID.7": lambda value: bool(step.birth_date) and value[:8] == f"{step.birth_date:%Y%m%d}",
        "@PID.8": lambda value: value.upper() == sex_code(step.sex),
    }
    for name, value in wanted.items():
        key = next((one for one in held if name == one or name.startswith(one + ".")), None)
        if key is not None and not held[key](value):
            return False
    return True


def _display(query: _Query) -> Iterator[Writing]:
    """QCK^Q02, then a DSR^Q03 for each tube (chemistry analysers); DSR^Q01 where the question is immediate."""
    found = [step for step in query.found() if step.tests or query.wanted()]
    deferred = b"Q02" in query.head.message_type
    if deferred:
        receipt = query.begin("QCK^Q02", "Message accepted")
        receipt.add("ERR", {1: "0"})
        receipt.add("QAK", {1: "SR", 2: "OK" if found else "NF"})
        yield receipt
        if not found:
            return
    for number, step in enumerate(found, 1):
        yield _display_lines(
            query, step, "DSR^Q03" if deferred else "DSR^Q01", str(number) if step != found[-1] else ""
        )
    if not found:
        yield _display_lines(query, None, "DSR^Q01", "")


def _display_lines(query: _Query, step: ScheduledStep | None, kind: str, more: str) -> Writing:
    """DSP-3 by the line numbers that analysers of this family agree on; from line 29 on the tests."""
    writing = query.begin(kind, "Message accepted")
    writing.add("ERR", {1: "0"})
    writing.add("QAK", {1: "SR", 2: "OK" if step else "NF"})
    for name in ("QRD", "QRF"):
        for segment in query.verbatim(name):
            writing.repeat(segment)
    if step is not None:
        lines: dict[int, str | tuple[str, ...]] = {
            1: step.patient_id, 3: " ".join(filter(None, (step.name.surname, step.name.given, step.name.patronymic))),
            4: f"{step.birth_date:%Y%m%d}000000" if step.birth_date else "", 5: sex_code(step.sex), 15: "outpatient",
            21: step.specimen_id or step.accession_number, 22: step.accession_number, 23: moment(step.starts_at),
            24: "Y" if step.priority == "STAT" else "N", 26: "serum",
        }  # fmt: skip
        for place, test in enumerate(step.tests, 29):
            lines[place] = (device_code(query.device.profile, test), test.name, "", "")
        for place in range(1, max(lines) + 1):
            writing.add("DSP", {1: str(place), 3: lines.get(place, ""), 5: ""})
    writing.add("DSC", {1: more, 2: ""})
    return writing


def _refill(query: _Query) -> Iterator[Writing]:
    """ORR^O02: patient, order and mode of the tube that a haematology analyser has in hand."""
    found = query.found()[:1] if query.wanted() else []
    writing = query.begin("ORR^O02")
    for step in found:
        tube = query.wanted()[0]
        writing.person(step)
        writing.add("PV1", {1: "1", 2: "O"})
        writing.add("ORC", {1: "AF", 2: tube, 3: tube, 5: "IP"})
        if query.device.profile.startswith("mindray-bc"):
            writing.add("OBR", {1: "1", 2: tube, 3: tube, 4: _COUNT, 6: moment(step.starts_at), 24: "HM"})
            mode = "CBC+DIFF" if any(test.code in _DIFFERENTIAL for test in step.tests) else "CBC"
            writing.add("OBX", {1: "1", 2: "IS", 3: ("08003", "Test Mode", "99MRC"), 5: mode, 11: "F"})
        else:
            _requests(query, writing, [step])
    yield writing


_ANSWERING: dict[str, Callable[[_Query], Iterator[Writing]]] = {
    "QRY^A19": _patient,
    "QRY^R02": _patient_and_tests,
    "QBP^ZV1": _demographics,
    "QBP^Q22": _demographics,
    "QRY^Q02": _display,
    "QRY^Q01": _display,
    "ORM^O01": _refill,
}
